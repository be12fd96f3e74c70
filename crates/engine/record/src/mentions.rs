//! What `entente mentions` prints of one report.

use crate::convert::Page;
use crate::entities::Published;
use crate::names;
use annotation::{EntityKind, MentionId};
use pipeline::Coding;
use serde::{Deserialize, Serialize};

/// The names and descriptions of one report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MentionList {
    /// The caller's id, or the text's hash.
    pub id: String,
    /// In the order of the text.
    pub mentions: Vec<ListedMention>,
}

/// A name, or a phrase that means someone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ListedMention {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Of a name its label (`person`, `organisation`, `gpe`, `rank`, `item`); of a description or pronoun what
    /// sort of thing it means (`person`, `group`, `organisation`, `state`).
    pub kind: String,
    /// The entity of the record that it means, if it is published.
    pub entity: Option<String>,
}

impl MentionList {
    /// The list of what the stages found.
    pub fn from_coding(coding: &Coding) -> MentionList {
        let page = Page::new(coding);
        let published = Published::of(coding);
        let holders = closest_holders(coding);
        let names = holders.iter().enumerate().map(|(at, &holder)| name(&page, &published, at, holder));
        let ids = (0..coding.mentions.mentions.len()).map(|at| MentionId(at as u32));
        let mut mentions: Vec<ListedMention> =
            names.chain(ids.filter_map(|id| description(&page, &published, id))).collect();
        mentions.sort_by_key(|mention| (mention.start, mention.end));
        MentionList { id: page.id(), mentions }
    }

    /// The list as JSON on one line, without the line's end.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings, numbers and lists are JSON")
    }
}

/// Of every name, the shortest mention that holds it, the first of several.
fn closest_holders(coding: &Coding) -> Vec<Option<MentionId>> {
    let mut closest: Vec<Option<MentionId>> = vec![None; coding.mentions.names.len()];
    for (at, mention) in coding.mentions.mentions.iter().enumerate() {
        let is_closer = |other: MentionId| mention.words.len() < coding.mentions.get(other).words.len();
        for &name in &mention.names {
            if closest[name].is_none_or(is_closer) {
                closest[name] = Some(MentionId(at as u32));
            }
        }
    }
    closest
}

fn name(page: &Page, published: &Published, at: usize, holder: Option<MentionId>) -> ListedMention {
    let name = &page.coding.mentions.names[at];
    let entity = holder.and_then(|holder| published.id(page.coding, holder));
    let [start, end] = page.span(name.span);
    ListedMention { start, end, text: page.words(name.span), kind: name.label.name().into(), entity }
}

/// A mention without a name in it that means someone.
fn description(page: &Page, published: &Published, id: MentionId) -> Option<ListedMention> {
    let (mention, actor) = (page.coding.mentions.get(id), page.coding.resolution.actor(id));
    if !mention.names.is_empty() || matches!(actor.kind, EntityKind::Other | EntityKind::Place) {
        return None;
    }
    let [start, end] = page.span(mention.span);
    let entity = published.id(page.coding, id);
    Some(ListedMention { start, end, text: page.words(mention.span), kind: names::kind(actor.kind).into(), entity })
}
