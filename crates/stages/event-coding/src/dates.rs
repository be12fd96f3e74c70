//! When an event took place: which time expression of the sentence is its own.

use annotation::Passage;
use annotation::{DateBasis, EventDate, Time};
use jiff::ToSpan;
use jiff::civil::Date;
use ontology::{Deprel, EventType, Upos};

/// The date that the sentence itself gives the event at `word`, through its nearest time expression.
pub(crate) fn stated(
    passage: &Passage,
    word: usize,
    light_verb: Option<usize>,
    event_type: EventType,
) -> Option<EventDate> {
    if let Some(year) = year_before(passage, word) {
        return Some(year);
    }
    let mut best: Option<(usize, &Time)> = None;
    for time in times(passage) {
        let Some(mut distance) = distance(passage, time, word, light_verb) else { continue };
        if distance > 0 && governor(passage, time).is_some_and(|noun| passage.upos(noun) == Upos::Noun) {
            distance += OTHER_NOUN;
        }
        if time.days.is_some_and(|(first, last)| first != last) {
            distance += PERIOD;
        }
        if event_type == EventType::Assault && is_of_judgement(passage, time, word) {
            continue;
        }
        if best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, time));
        }
    }
    let time = best?.1;
    let (first, last) = time.days?;
    Some(EventDate { first, last, basis: DateBasis::Stated, span: Some(time.span) })
}

/// The one day of the weeks before publication of which the sentence brings news: that of its uppermost clause, and of none that
/// tells of another deed.
pub(crate) fn news_day(passage: &Passage) -> Option<EventDate> {
    /// Older days are background.
    const DAYS: i64 = 14;
    let published = passage.document.published;
    let day = |time: &'_ Time| {
        let (first, last) = time.days?;
        let is_news =
            published.is_none_or(|published| last <= published && first >= published.saturating_sub(DAYS.days()));
        let governor = governor(passage, time)?;
        let is_aside = is_of_other_deed(passage, governor, passage.tree.root());
        let depth = passage.tree.ancestors(governor).count();
        (first == last && is_news && !is_aside).then_some((depth, time.span, first))
    };
    let (_, span, day) = times(passage).filter_map(day).min_by_key(|(depth, span, _)| (*depth, span.start()))?;
    Some(EventDate { first: day, last: day, basis: DateBasis::Stated, span: Some(span) })
}

/// `had agreed`, `had been arrested`: what lay before what the sentence tells of.
pub(crate) fn is_past_perfect(passage: &Passage, word: usize) -> bool {
    passage.is_verb(word)
        && passage.children(word, &[Deprel::Aux]).any(|aux| passage.form(aux).eq_ignore_ascii_case("had"))
}

/// `the attack`, `killed in the shooting`: what the reader is taken to have been told of before.
pub(crate) fn is_told_again(passage: &Passage, word: usize) -> bool {
    const DEFINITE: [&str; 4] = ["the", "this", "that", "these"];
    const OF_DEEDS: [&str; 2] = ["in", "during"];
    let is_definite = |noun: usize| {
        let determiner = passage.introducer(noun, Deprel::Det);
        determiner.is_some_and(|form| DEFINITE.contains(&form.as_str()))
    };
    let is_deed = |noun: usize| {
        let case = passage.introducer(noun, Deprel::Case);
        passage.is(noun, &DEEDS) && is_definite(noun) && case.is_some_and(|form| OF_DEEDS.contains(&form.as_str()))
    };
    match passage.upos(word) {
        Upos::Noun => is_definite(word),
        _ => passage.children(word, &[Deprel::Obl]).any(is_deed),
    }
}

/// Nouns for force once used.
const DEEDS: [&str; 16] = [
    "attack",
    "assault",
    "shooting",
    "bombing",
    "blast",
    "explosion",
    "strike",
    "airstrike",
    "raid",
    "massacre",
    "ambush",
    "clash",
    "incident",
    "killing",
    "violence",
    "shelling",
];

/// The time expressions of the sentence that say when.
fn times<'a>(passage: &'a Passage) -> impl Iterator<Item = &'a Time> {
    let all = &passage.resolution.times;
    let first = all.partition_point(|time| time.span.start() < passage.sentence.span.start());
    let inside = all[first..].iter().take_while(|time| passage.sentence.span.contains(time.span));
    inside.filter(|time| !time.duration && time.days.is_some())
}

/// `the 2006 riots`, `his 2016 arrest`.
fn year_before(passage: &Passage, word: usize) -> Option<EventDate> {
    /// Nobody living reports of earlier ones as of events.
    const EARLIEST: i16 = 1800;
    let relations = [Deprel::Nummod, Deprel::Compound, Deprel::Amod, Deprel::NmodUnmarked, Deprel::NmodDesc];
    let mut before = passage.children(word, &relations).filter(|&child| child < word);
    let span_of = |child: usize| {
        let year: i16 = passage.form(child).parse().ok().filter(|_| passage.span(child).len() == 4)?;
        let latest = passage.document.published.map_or(i16::MAX, |day| day.year());
        let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        let date = EventDate { first, last, basis: DateBasis::Stated, span: Some(passage.span(child)) };
        (EARLIEST..=latest).contains(&year).then_some(date)
    };
    before.find_map(span_of)
}

/// `charged over a shooting on Friday`: a time that hangs on another noun is that noun's first.
const OTHER_NOUN: usize = 12;
/// `next month on August 2`: a day says more than a period.
const PERIOD: usize = 3;
/// A time that hangs on another clause is still the event's, if no nearer one is there.
const OTHER_CLAUSE: usize = 100;
/// A time inside a clause under the trigger is that clause's first.
const INNER_CLAUSE: usize = 40;

/// How far `time` is from the trigger in the tree: 0 if it hangs on the trigger itself.
///
/// None if it belongs to another event noun or clause that does not govern the trigger.
fn distance(passage: &Passage, time: &Time, word: usize, light_verb: Option<usize>) -> Option<usize> {
    let governor = governor(passage, time)?;
    if governor == word || Some(governor) == light_verb {
        return Some(0);
    }
    if is_of_other_deed(passage, governor, word) {
        return None;
    }
    let up = passage.steps_up(governor, word).or_else(|| passage.steps_up(governor, light_verb?));
    if let Some((steps, clauses)) = up {
        return Some(steps + clauses * INNER_CLAUSE);
    }
    let mut below = word;
    for (steps, above) in passage.tree.ancestors(word).enumerate() {
        if above == governor {
            let told = matches!(passage.deprel(below), Deprel::Ccomp | Deprel::Parataxis);
            return Some(10 + steps + if told { OTHER_CLAUSE } else { 0 });
        }
        below = above;
    }
    None
}

/// `the envoy who resigned in 2019`, `before he left on Friday`, `with the toll rising on Monday`, `to mark the coup of 1 June`:
/// whether a clause between what the time hangs on and `word` tells of something else, and of its day.
fn is_of_other_deed(passage: &Passage, governor: usize, word: usize) -> bool {
    const OTHER_TIMES: [&str; 6] = ["before", "after", "since", "until", "till", "with"];
    const REMEMBERING: [&str; 6] = ["mark", "commemorate", "celebrate", "remember", "recall", "mourn"];
    let between = std::iter::once(governor).chain(passage.tree.ancestors(governor)).take_while(|above| *above != word);
    let is_other = |clause: usize| match passage.deprel(clause) {
        // `a bombing that happened on June 27`, `the attack that killed two on Monday`
        Deprel::AclRelcl => passage.head(clause) != Some(word) || passage.upos(word) != Upos::Noun,
        Deprel::Advcl | Deprel::Xcomp if passage.is(clause, &REMEMBERING) => true,
        Deprel::Advcl => {
            let mark = passage.introducer(clause, Deprel::Mark);
            mark.is_some_and(|mark| OTHER_TIMES.contains(&mark.as_str()))
        }
        _ => false,
    };
    passage.steps_up(governor, word).is_some() && between.into_iter().any(is_other)
}

/// `charged on Sunday with murder`, `condemned the attack on Monday`: whether the time is that of what is said of a deed.
fn is_of_judgement(passage: &Passage, time: &Time, word: usize) -> bool {
    let Some(governor) = governor(passage, time).filter(|_| passage.upos(word) == Upos::Noun) else { return false };
    passage.is(governor, &JUDGING) && passage.steps_up(word, governor).is_some()
}

/// What is said of a deed, or done about it, on a later day.
const JUDGING: [&str; 36] = [
    "accept",
    "accuse",
    "acknowledge",
    "admit",
    "arrest",
    "blame",
    "charge",
    "claim",
    "commemorate",
    "condemn",
    "confess",
    "convict",
    "criticize",
    "decry",
    "denounce",
    "deny",
    "deplore",
    "describe",
    "discuss",
    "indict",
    "investigate",
    "mark",
    "mourn",
    "plead",
    "probe",
    "protest",
    "question",
    "recall",
    "respond",
    "retaliate",
    "say",
    "sentence",
    "sue",
    "suspect",
    "try",
    "vow",
];

/// The word outside the expression that it hangs on.
fn governor(passage: &Passage, time: &Time) -> Option<usize> {
    let inside = |word: usize| time.span.overlaps(passage.span(word));
    let top = (0..passage.len()).find(|&word| inside(word) && passage.head(word).is_none_or(|head| !inside(head)))?;
    passage.head(top)
}
