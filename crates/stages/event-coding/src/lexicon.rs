//! The trigger lexicon: which words evoke which type of event, and who then stands where.
//!
//! One table a type under `lexicon/`, one row a pattern; `lexicon/README.md` describes the columns.
//! The tables are part of the program and checked when a [`Lexicon`] is made.

use ontology::{EventType, Mode};
use std::collections::BTreeMap;

/// How a word is used where it triggers an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Pos {
    /// Verb or deverbal participle.
    Verb,
    /// Noun.
    Noun,
    /// Adjective or adverb.
    Adjective,
}

/// A place in the clause around a trigger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// Who does it, whatever the voice.
    Subject,
    /// Whom it is done to, whatever the voice.
    Object,
    /// The indirect object.
    Indirect,
    /// The possessor of an event noun.
    Possessor,
    /// A name or nationality that modifies an event noun.
    Modifier,
    /// What a preposition brings in.
    Preposition(Box<str>),
    /// The subject of the complement clause.
    ComplementSubject,
    /// The object of the complement clause.
    ComplementObject,
}

/// Alternatives of unions of slots: the first alternative that is filled counts.
pub type Filler = Vec<Vec<Slot>>;

/// The form of a complement clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ComplementForm {
    /// Any.
    Any,
    /// Finite, with or without `that`.
    That,
    /// `to` and an infinitive.
    To,
    /// A gerund.
    Ing,
}

/// What the filler of a slot has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Anything that can act.
    Actor,
    /// A state.
    State,
    /// A person.
    Person,
    /// A place.
    Place,
}

/// One condition of a row.
#[derive(Clone, PartialEq, Debug)]
pub struct Condition {
    /// Whether the test has to fail.
    pub negated: bool,
    /// What is tested.
    pub test: Test,
}

/// A test of the clause around a trigger. Lists of lemmas are sorted; an empty list takes any lemma.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// There is a verb particle of these.
    Particle(Vec<Box<str>>),
    /// The slot is filled, by one of these lemmas.
    Filled(Slot, Vec<Box<str>>),
    /// There is a complement clause of this form, headed by one of these lemmas.
    Complement(ComplementForm, Vec<Box<str>>),
    /// There is a modifier of these.
    Modified(Vec<Box<str>>),
    /// The noun stands under one of these verbs.
    LightVerb(Vec<Box<str>>),
    /// The slot is filled by such a thing.
    Is(Kind, Slot),
}

/// One pattern: a trigger under conditions, and the event it evokes.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// File and line, for [`crate::Coder`]'s reasons.
    pub source: Box<str>,
    /// The type it evokes.
    pub event_type: EventType,
    /// The mode it evokes.
    pub mode: Option<Mode>,
    /// All have to hold.
    pub conditions: Vec<Condition>,
    /// Where the actors stand.
    pub actor: Filler,
    /// Where the recipients stand.
    pub recipient: Filler,
    /// Probability that the pattern reports an event of the type.
    pub probability: f32,
    /// A sentence that has it, the trigger in square brackets.
    pub example: Box<str>,
}

/// A row that cannot be read.
#[derive(Debug)]
pub struct LexiconError(String);

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LexiconError {}

/// All rows, by the lemma and use of their trigger.
pub struct Lexicon {
    rows: Vec<Row>,
    by_trigger: BTreeMap<(Box<str>, Pos), Vec<usize>>,
}

type Classes = BTreeMap<String, Vec<Box<str>>>;

impl Lexicon {
    /// The project's own lexicon.
    ///
    /// # Errors
    /// [`LexiconError`] names file, line, what was expected and what was found.
    pub fn new() -> Result<Lexicon, LexiconError> {
        Lexicon::from_tables(&CLASSES, &TABLES)
    }

    fn from_tables(class_tables: &[(&str, &str)], tables: &[(EventType, &str, &str)]) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon { rows: Vec::new(), by_trigger: BTreeMap::new() };
        for &(event_type, file, text) in tables {
            // A class may have another meaning in the other half of the lexicon: a table sees its own half's first.
            let conflict = event_type.quad() >= ontology::Quad::VerbalConflict && event_type != EventType::Request;
            let classes = read_classes(class_tables, conflict)?;
            for (number, line) in
                text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
            {
                let source = format!("{file}:{}", number + 1);
                let (triggers, row) = read_row(line, event_type, &classes, &source)
                    .map_err(|problem| LexiconError(format!("lexicon/{source}: {problem}")))?;
                lexicon.rows.push(row);
                for (lemma, pos) in triggers {
                    lexicon.by_trigger.entry((lemma.into(), pos)).or_default().push(lexicon.rows.len() - 1);
                }
            }
        }
        Ok(lexicon)
    }

    /// The rows whose trigger is `lemma` used as `pos`, in the order of the tables.
    pub fn rows_of(&self, lemma: &str, pos: Pos) -> impl Iterator<Item = &Row> {
        let found = self.by_trigger.get(&(Box::from(lemma), pos) as &(Box<str>, Pos));
        found.into_iter().flatten().map(|&index| &self.rows[index])
    }

    /// All rows, in the order of the tables.
    #[cfg(test)]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

fn read_classes(tables: &[(&str, &str)], conflict: bool) -> Result<Classes, LexiconError> {
    let mut classes = Classes::new();
    // The own half is read last, so that its classes win.
    let mut ordered: Vec<_> = tables.to_vec();
    ordered.sort_by_key(|(file, _)| file.contains("conflict") == conflict);
    for (file, text) in ordered {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            let (name, lemmas) = line.split_once('\t').ok_or_else(|| {
                LexiconError(format!(
                    "lexicon/{file}:{}: expected a class name, a tab and lemmas, found `{line}`",
                    number + 1
                ))
            })?;
            let name = name.trim().trim_start_matches('@').to_string();
            classes.insert(name, lemmas.split_whitespace().map(Box::from).collect());
        }
    }
    Ok(classes)
}

fn read_row(
    line: &str,
    event_type: EventType,
    classes: &Classes,
    source: &str,
) -> Result<(Vec<(String, Pos)>, Row), String> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let &[trigger, with, mode, actor, recipient, probability, example] = columns.as_slice() else {
        return Err(format!("expected 7 columns, found {}", columns.len()));
    };
    let mode = match mode {
        "-" => None,
        name => Some(event_type.mode(name).ok_or_else(|| format!("{} has no mode `{name}`", event_type.name()))?),
    };
    let probability = match probability.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => value,
        _ => return Err(format!("expected a probability from 0 to 1, found `{probability}`")),
    };
    let conditions = match with {
        "-" => Vec::new(),
        list => list.split_whitespace().map(|word| read_condition(word, classes)).collect::<Result<_, _>>()?,
    };
    let row = Row {
        source: source.into(),
        event_type,
        mode,
        conditions,
        actor: read_filler(actor)?,
        recipient: read_filler(recipient)?,
        probability,
        example: example.into(),
    };
    Ok((read_triggers(trigger)?, row))
}

fn read_triggers(text: &str) -> Result<Vec<(String, Pos)>, String> {
    let (lemmas, pos) = text.rsplit_once('.').ok_or_else(|| format!("expected `lemma.V`, found `{text}`"))?;
    let pos = match pos {
        "V" => Pos::Verb,
        "N" => Pos::Noun,
        "A" => Pos::Adjective,
        other => return Err(format!("expected V, N or A after the trigger, found `{other}`")),
    };
    Ok(lemmas.split('|').map(|lemma| (lemma.to_string(), pos)).collect())
}

fn read_filler(text: &str) -> Result<Filler, String> {
    if text == "-" {
        return Ok(Vec::new());
    }
    text.split(',').map(|union| union.split('+').map(read_slot).collect()).collect()
}

fn read_slot(text: &str) -> Result<Slot, String> {
    Ok(match text.trim() {
        "subj" => Slot::Subject,
        "obj" => Slot::Object,
        "iobj" => Slot::Indirect,
        "poss" => Slot::Possessor,
        "mod" => Slot::Modifier,
        "compsubj" => Slot::ComplementSubject,
        "compobj" => Slot::ComplementObject,
        word if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => {
            Slot::Preposition(word.replace('_', " ").into())
        }
        other => return Err(format!("expected a slot, found `{other}`")),
    })
}

fn read_condition(text: &str, classes: &Classes) -> Result<Condition, String> {
    let (negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    if let Some((kind, slot)) = text.strip_suffix(')').and_then(|inner| inner.split_once('(')) {
        let kind = match kind {
            "actor" => Kind::Actor,
            "state" => Kind::State,
            "person" => Kind::Person,
            "place" => Kind::Place,
            other => return Err(format!("expected actor, state, person or place before `(`, found `{other}`")),
        };
        return Ok(Condition { negated, test: Test::Is(kind, read_slot(slot)?) });
    }
    let (key, list) = text.split_once(':').map_or((text, None), |(key, list)| (key, Some(list)));
    let lemmas = list.map_or(Ok(Vec::new()), |list| expand(list, classes))?;
    let test = match key {
        "prt" => Test::Particle(lemmas),
        "mod" => match list {
            Some(_) => Test::Modified(lemmas),
            None => Test::Filled(Slot::Modifier, lemmas),
        },
        "lv" => Test::LightVerb(lemmas),
        "comp" => Test::Complement(ComplementForm::Any, lemmas),
        "comp.that" => Test::Complement(ComplementForm::That, lemmas),
        "comp.to" => Test::Complement(ComplementForm::To, lemmas),
        "comp.ing" => Test::Complement(ComplementForm::Ing, lemmas),
        slot => Test::Filled(read_slot(slot)?, lemmas),
    };
    Ok(Condition { negated, test })
}

fn expand(list: &str, classes: &Classes) -> Result<Vec<Box<str>>, String> {
    let mut lemmas = Vec::new();
    for item in list.split('|') {
        match item.strip_prefix('@') {
            Some(name) => {
                lemmas.extend(classes.get(name).ok_or_else(|| format!("no class `@{name}`"))?.iter().cloned())
            }
            None => lemmas.push(Box::from(item)),
        }
    }
    lemmas.sort_unstable();
    lemmas.dedup();
    Ok(lemmas)
}

/// The text of all tables that events are coded by, in a fixed order: what a hash of the knowledge covers.
pub fn tables() -> impl Iterator<Item = &'static str> {
    let contexts = include_str!("../lexicon/contexts.tsv");
    CLASSES.iter().map(|(_, text)| *text).chain(TABLES.iter().map(|(_, _, text)| *text)).chain([contexts])
}

const CLASSES: [(&str, &str); 2] = [
    ("classes-coop.tsv", include_str!("../lexicon/classes-coop.tsv")),
    ("classes-conflict.tsv", include_str!("../lexicon/classes-conflict.tsv")),
];

macro_rules! table {
    ($event_type:ident, $file:literal) => {
        (EventType::$event_type, $file, include_str!(concat!("../lexicon/", $file)))
    };
}

const TABLES: [(EventType, &str, &str); 16] = [
    table!(Agree, "agree.tsv"),
    table!(Consult, "consult.tsv"),
    table!(Support, "support.tsv"),
    table!(Concede, "concede.tsv"),
    table!(Cooperate, "cooperate.tsv"),
    table!(Aid, "aid.tsv"),
    table!(Retreat, "retreat.tsv"),
    table!(Request, "request.tsv"),
    table!(Accuse, "accuse.tsv"),
    table!(Reject, "reject.tsv"),
    table!(Threaten, "threaten.tsv"),
    table!(Protest, "protest.tsv"),
    table!(Sanction, "sanction.tsv"),
    table!(Mobilize, "mobilize.tsv"),
    table!(Coerce, "coerce.tsv"),
    table!(Assault, "assault.tsv"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads_and_every_example_marks_its_trigger() {
        let lexicon = Lexicon::new().unwrap_or_else(|error| panic!("{error}"));
        assert!(lexicon.rows().len() > 1000, "{}", lexicon.rows().len());
        for row in lexicon.rows() {
            let marked = row.example.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
            assert!(marked.is_some_and(|(trigger, _)| !trigger.is_empty()), "{}: {}", row.source, row.example);
        }
        for event_type in EventType::ALL {
            assert!(lexicon.rows().iter().any(|row| row.event_type == event_type), "{}", event_type.name());
        }
    }

    fn error(line: &str) -> String {
        let table = [(EventType::Consult, "consult.tsv", line)];
        Lexicon::from_tables(&[("classes-coop.tsv", "")], &table).err().expect("a bad row").to_string()
    }

    #[test]
    fn errors_name_file_line_and_remedy() {
        assert_eq!(error("meet.V\t-"), "lexicon/consult.tsv:1: expected 7 columns, found 2");
        assert_eq!(
            error("meet.V\t-\tvist\tsubj\tobj\t.9\tThey [met]."),
            "lexicon/consult.tsv:1: CONSULT has no mode `vist`"
        );
        assert_eq!(error("meet.V\tobj:@x\t-\tsubj\tobj\t.9\tThey [met]."), "lexicon/consult.tsv:1: no class `@x`");
        assert_eq!(
            error("meet\t-\t-\tsubj\tobj\t.9\tThey [met]."),
            "lexicon/consult.tsv:1: expected `lemma.V`, found `meet`"
        );
    }

    #[test]
    fn rows_hold_conditions_and_fillers() {
        let line = "call.V\ton !comp.to actor(on)\tvisit\tsubj\ton,with+of\t.8\tHe [called on] the king.";
        let lexicon = Lexicon::from_tables(&[], &[(EventType::Consult, "consult.tsv", line)]).expect("a good row");
        let row = lexicon.rows_of("call", Pos::Verb).next().expect("a row");
        assert_eq!(row.conditions.len(), 3);
        assert!(row.conditions[1].negated);
        assert_eq!(
            row.recipient,
            vec![
                vec![Slot::Preposition("on".into())],
                vec![Slot::Preposition("with".into()), Slot::Preposition("of".into())],
            ]
        );
    }
}
