//! `I` of a quotation whose speaker stands behind it: joined with the speaker once all mentions are read.

use crate::drafts::Drafts;
use crate::pronouns::meant_by;
use annotation::{Chain, EntityKind, MentionId};
use std::collections::BTreeSet;

/// The draft of a quotation's speaker; if he is not known yet, `id` waits for him.
pub(crate) fn be_speaker(drafts: &mut Drafts, id: MentionId, sayer: MentionId) -> Option<usize> {
    let known = meant_by(drafts, sayer).filter(|&index| drafts.drafts[index].can_act());
    match known {
        Some(_) => be_person(drafts, id),
        None => drafts.waiting.push((id, sayer)),
    }
    known
}

fn be_person(drafts: &mut Drafts, id: MentionId) {
    let description = &mut drafts.descriptions[id.0 as usize];
    description.kind = EntityKind::Person;
    description.why = "whoever says the words".into();
}

/// Joins what waits for its speaker with him, and leaves out the drafts that are empty then.
pub(crate) fn join(drafts: &mut Drafts) {
    let mut emptied = BTreeSet::new();
    for (id, sayer) in std::mem::take(&mut drafts.waiting) {
        let (from, to) = (drafts.of[id.0 as usize], drafts.of[sayer.0 as usize]);
        be_person(drafts, id);
        if from == to || drafts.drafts[from].mentions != [id] {
            continue;
        }
        let speaker = &mut drafts.drafts[to];
        match speaker.kind {
            EntityKind::Person | EntityKind::Group => {}
            EntityKind::Other if !speaker.is_plural => speaker.kind = EntityKind::Person,
            _ => {
                drafts.drafts[from].kind = EntityKind::Person;
                continue;
            }
        }
        insert(&mut drafts.drafts[to], id);
        drafts.of[id.0 as usize] = to;
        emptied.insert(from);
    }
    if !emptied.is_empty() {
        leave_out(drafts, &emptied);
    }
}

fn insert(draft: &mut Chain, id: MentionId) {
    let at = draft.mentions.partition_point(|other| *other < id);
    draft.mentions.insert(at, id);
}

/// Drops these drafts and numbers the others anew.
fn leave_out(drafts: &mut Drafts, emptied: &BTreeSet<usize>) {
    let number = |index: usize| index - emptied.range(..index).count();
    let all = std::mem::take(&mut drafts.drafts).into_iter().enumerate();
    drafts.drafts = all.filter(|(index, _)| !emptied.contains(index)).map(|(_, draft)| draft).collect();
    drafts.of.iter_mut().for_each(|index| *index = number(*index));
    let members = drafts.drafts.iter_mut().flat_map(|draft| &mut draft.members);
    members.for_each(|member| *member = number(*member));
}
