//! Who a record's events speak of.

use crate::convert::Page;
use crate::model::{Entity, Mention, Office};
use crate::names;
use annotation::{EntityId, EntityKind, Form, MentionId, NameLabel};
use ontology::Deprel;
use pipeline::Coding;
use text::Span;

/// Which of a coding's entities are published, and under which id.
pub(crate) struct Published {
    /// The number of each entity in the record, from 1; none for what is left out.
    numbers: Vec<Option<usize>>,
}

impl Published {
    /// Numbers what can act, is a place named, takes part in an event, in a deal or in an exercise, or speaks, in the coding's order.
    pub(crate) fn of(coding: &Coding) -> Published {
        let mut is_published: Vec<bool> =
            (0..coding.resolution.entities.len()).map(|at| is_told_of(coding, at)).collect();
        for event in &coding.events {
            for argument in event.actors.iter().chain(&event.recipients) {
                is_published[argument.entity.0 as usize] = true;
            }
            if let Some(sayer) = event.attribution.as_ref().and_then(|said| said.mention) {
                let entity = coding.resolution.actor(sayer).entity.0 as usize;
                is_published[entity] |= coding.resolution.entities[entity].kind != EntityKind::Other;
            }
        }
        let spoken = coding.quotes.iter().flat_map(|quote| {
            let sayers = quote.sayings.iter().filter_map(|saying| saying.speaker);
            sayers.chain(quote.target)
        });
        let dealt = coding
            .items
            .iter()
            .flat_map(|item| [&item.supplier, &item.receiver].into_iter().flatten().filter_map(|party| party.entity));
        let exercised = coding.exercises.iter().flat_map(|exercise| exercise.participants.iter().copied());
        let counted = coding.numbers.iter().filter_map(|number| number.attribution);
        for entity in spoken.chain(dealt).chain(exercised).chain(counted) {
            is_published[entity.0 as usize] = true;
        }
        let mut last = 0;
        let mut number = |published: bool| {
            last += usize::from(published);
            published.then_some(last)
        };
        Published { numbers: is_published.into_iter().map(&mut number).collect() }
    }

    /// The published id of what `mention` means.
    pub(crate) fn id(&self, coding: &Coding, mention: MentionId) -> Option<String> {
        self.id_of(coding.resolution.actor(mention).entity)
    }

    /// The published id of an entity.
    pub(crate) fn id_of(&self, entity: EntityId) -> Option<String> {
        self.numbers[entity.0 as usize].map(|number| format!("e{number}"))
    }

    /// The published entities.
    pub(crate) fn entities(&self, page: &Page) -> Vec<Entity> {
        let all = 0..self.numbers.len();
        all.filter_map(|at| Some(entity(page, at, self.id_of(EntityId(at as u32))?))).collect()
    }
}

/// Whether an entity can act, or is a place that the text has a name for.
fn is_told_of(coding: &Coding, entity: usize) -> bool {
    let entity = &coding.resolution.entities[entity];
    let is_name = |id: &MentionId| matches!(coding.mentions.get(*id).form, Form::Name | Form::Modifier);
    match entity.kind {
        EntityKind::Other => false,
        EntityKind::Place => entity.mentions.iter().any(is_name),
        _ => true,
    }
}

fn entity(page: &Page, at: usize, id: String) -> Entity {
    let entity = &page.coding.resolution.entities[at];
    Entity {
        id,
        kind: names::kind(entity.kind).into(),
        name: entity.name.clone(),
        country: names::country(entity.country),
        sectors: names::sectors(&entity.sectors),
        knowledge_id: entity.knowledge.as_deref().map(str::to_string),
        wikidata: None,
        offices: entity.offices.iter().map(|office| self::office(page, office)).collect(),
        mentions: mentions(page, &entity.mentions),
    }
}

fn office(page: &Page, office: &annotation::Office) -> Office {
    let [start, end] = page.span(office.span);
    Office {
        rank: office.rank.clone(),
        post: office.post.clone(),
        body: office.body.clone(),
        country: names::country(office.country),
        when: names::tenure(office.tenure).into(),
        start,
        end,
    }
}

/// The mentions of an entity; titles and the name that they stand with are one: `Kenya's army chief, General Ada Quiroga`, `the
/// head of the mission, the Peruvian diplomat Ada Quiroga`.
fn mentions(page: &Page, ids: &[MentionId]) -> Vec<Mention> {
    let mut published: Vec<Mention> = Vec::new();
    let mut title: Option<Span> = None;
    let standing: Vec<MentionId> = ids.iter().copied().filter(|&id| !modifies_another(page, id)).collect();
    for &id in if standing.is_empty() { ids } else { &standing } {
        let mention = page.coding.mentions.get(id);
        let before = title.filter(|&title| is_right_before(page, title, mention.span) || title.overlaps(mention.span));
        let is_joined = before.is_some() && names_a_person(page, mention);
        let span = before.filter(|_| is_joined).map_or(mention.span, |title| title.join(mention.span));
        let [start, end] = page.span(span);
        if is_joined {
            published.retain(|known| known.start < start || known.start >= end);
        }
        published.push(Mention { start, end, text: page.words(span), form: names::form(mention.form).into() });
        published.extend(relative_pronouns(page, mention));
        let is_title = mention.form != Form::Pronoun && !names_a_person(page, mention);
        title = is_title.then(|| before.map_or(mention.span, |title| title.join(mention.span)));
    }
    published.sort_by_key(|mention| mention.start);
    published
}

/// `who`, `whom` and `whose` of the clauses that tell more of what a phrase means.
fn relative_pronouns(page: &Page, mention: &annotation::Mention) -> Vec<Mention> {
    let sentence = mention.sentence.0 as usize;
    let Some(tree) = page.coding.trees.get(sentence) else { return Vec::new() };
    let first = page.coding.sentences[sentence].tokens.start;
    let clauses = tree.children_by(mention.head, &[Deprel::AclRelcl]);
    let words = clauses.flat_map(|clause| {
        let is_further = |word: usize| word != clause && tree.node(word).deprel == Deprel::AclRelcl;
        tree.descendants_but(clause, is_further)
    });
    let mut found = Vec::new();
    for word in words.filter(|&word| tree.node(word).feats.get("PronType") == Some("Rel")) {
        let span = page.coding.tokens[first + word].span;
        let text = page.words(span);
        if ["who", "whom", "whose"].contains(&text.to_lowercase().as_str()) {
            let [start, end] = page.span(span);
            found.push(Mention { start, end, text, form: names::form(Form::Pronoun).into() });
        }
    }
    found
}

/// Whether a mention is a modifier in a phrase that means somebody else: `Turkish` in `Turkish troops`.
fn modifies_another(page: &Page, id: MentionId) -> bool {
    let Coding { mentions, resolution, .. } = page.coding;
    let mention = mentions.get(id);
    if mention.form != Form::Modifier {
        return false;
    }
    let start = mentions.mentions.partition_point(|other| other.sentence < mention.sentence);
    let here = mentions.mentions[start..].iter().take_while(|other| other.sentence == mention.sentence);
    here.enumerate().any(|(at, other)| {
        let holder = MentionId((start + at) as u32);
        let holds = other.words.start <= mention.head && mention.head < other.words.end;
        holds && resolution.actor(holder).can_act() && resolution.actor(holder).entity != resolution.actor(id).entity
    })
}

/// Bytes of what stands in brackets between a title and a name, an acronym or `retd.`.
const MAX_BRACKET: usize = 12;

fn names_a_person(page: &Page, mention: &annotation::Mention) -> bool {
    mention.names.iter().any(|&name| page.coding.mentions.names[name].label == NameLabel::Person)
}

/// Whether nothing, a comma or some word in brackets stands between two phrases: `Maj Gen (retd) X`.
fn is_right_before(page: &Page, one: Span, other: Span) -> bool {
    let gap = (one.end() <= other.start()).then(|| Span::new(one.end(), other.start()));
    let is_bracket =
        |gap: &str| gap.len() <= MAX_BRACKET && gap.starts_with('(') && gap.trim_end_matches(',').ends_with(')');
    gap.map(|gap| page.coding.document.slice(gap).trim()).is_some_and(|gap| matches!(gap, "" | ",") || is_bracket(gap))
}
