//! What tells whether two tellings are of one event.

use super::features;
use super::report::{n_shared, share};
use super::weights::Values;
use crate::report::{Day, DaysFrom};
use crate::sketch::{EventSketch, NumberSketch, PartySketch, PlaceSketch, Reality, ReportSketch};
use crate::words::{self, cosine, found};
use ontology::EventType;

features! {
    /// What is seen of two tellings.
    pub enum EventFeature {
        /// Always 1.
        Bias = "bias",
        /// One type.
        SameType = "same type",
        /// Types of two quad categories.
        OtherQuad = "other quad category",
        /// Both have a mode, the same.
        SameMode = "same mode",
        /// Both have a mode, not the same.
        OtherMode = "other mode",
        /// One says that it was, one that it was not.
        Disputed = "disputed",
        /// The same countries act.
        SameActors = "same actors",
        /// The countries that act in one act in the other, with more.
        MoreActors = "more actors",
        /// Some of the countries that act.
        SomeActors = "some actors",
        /// Nobody is known to act in one of them.
        NoActor = "no actor",
        /// The same countries are acted on.
        SameRecipients = "same recipients",
        /// One of them names more of those acted on.
        MoreRecipients = "more recipients",
        /// Nobody is known to be acted on in one of them.
        OneRecipient = "recipients in one only",
        /// Nobody is known to be acted on in either.
        NoRecipient = "no recipients",
        /// Who acts in one is acted on in the other.
        Exchanged = "exchanged",
        /// Who acts in one, by country and sector, is acted on in the other and does not act there; not the other way round.
        HalfTurned = "half turned",
        /// The same both ways.
        Turned = "turned",
        /// The same countries take part, in whatever role.
        SameCountries = "same countries",
        /// A country and sector acts in both.
        SameSector = "same sector",
        /// Sectors of one country that acts differ.
        OtherSector = "other sector",
        /// A country and sector is acted on in both.
        SameRecipientSector = "same recipient sector",
        /// Sectors of one country that is acted on differ.
        OtherRecipientSector = "other recipient sector",
        /// A named party takes part in both.
        SharedParty = "shared party",
        /// Two named parties or more take part in both.
        SharedParties = "shared parties",
        /// Persons of one country and sector have other names.
        OtherPerson = "other person",
        /// Both days are told, the same.
        SameDay = "same day",
        /// Both days are told, with one day between at most.
        NextDay = "next day",
        /// Days are told as periods that overlap.
        Overlap = "overlapping periods",
        /// One day is told, the other that of publication, and they are near.
        NearDay = "near day",
        /// No day is told; published on one day or the next.
        PublishedNear = "published near",
        /// No day is told; published further apart.
        PublishedFar = "published far",
        /// One of the days is told in another sentence of its report, and they are the same.
        CarriedSame = "same carried day",
        /// One of the days is told in another sentence of its report, and they are near.
        CarriedNear = "near carried day",
        /// Nothing is known of the time of one.
        NoTime = "no time",
        /// One place.
        SamePlace = "same place",
        /// One place is in the other.
        Within = "place within place",
        /// Places within 60 km.
        Near = "near place",
        /// Other places of one country.
        OtherPlace = "other place",
        /// Places of two countries.
        OtherCountry = "place in another country",
        /// A place is known of one only.
        OnePlace = "place of one only",
        /// One trigger.
        SameTrigger = "same trigger",
        /// Cosine of the sentences.
        Words = "words",
        /// Its square.
        WordsSquared = "words squared",
        /// The share of the sentence's words that the other report has, of the one that has fewer.
        LeastFound = "sentence found in the other report, least",
        /// The same of the one that has more.
        MostFound = "sentence found in the other report, most",
        /// The share of the sentence's names that the other report has, of the one that has fewer.
        LeastNames = "names found in the other report, least",
        /// The same of the one that has more.
        MostNames = "names found in the other report, most",
        /// Military items in common.
        SameItem = "same item",
        /// Both have items, none in common.
        OtherItem = "other item",
        /// A number of one kind agrees.
        SameNumber = "same number",
        /// Numbers of one kind differ.
        OtherNumber = "other number",
        /// One is three times the other and more.
        FarNumber = "far number",
        /// One report tells both.
        SameReport = "same report",
        /// In one sentence.
        SameSentence = "same sentence",
        /// Cosine of the reports' words.
        ReportWords = "report words",
        /// Cosine of the reports' first words.
        ReportLead = "report lead",
        /// Names that the reports share.
        ReportNames = "report names",
        /// Resemblance of the texts.
        Resemblance = "resemblance",
        /// Reports of more than three days apart.
        ReportsFar = "reports far apart",
        /// Words of the reports where the types are one.
        ReportWordsOfType = "report words of one type",
        /// Words of the sentences where the types are one.
        WordsOfType = "words of one type",
        /// Both stand in the first three sentences of their reports.
        BothFirst = "both among the first sentences",
    }
}

/// A day that is told may be wrong by one.
const MAX_DAYS: i32 = 1;

/// Days between the event and the report, where only one of two days is told.
const MAX_DAYS_UNTOLD: i32 = 5;

/// A period longer than this, in days, says little of the day.
const PRECISE: i32 = 3;

/// Places further apart, in kilometres, are two.
const FAR: f64 = 120.0;

/// Places nearer, in kilometres, are one.
const ADJACENT: f64 = 12.0;

/// Places nearer, in kilometres, may be one.
const NEAR: f64 = 60.0;

/// What two reports have in common, for all pairs of their events.
pub(super) struct Between<'s> {
    reports: [&'s ReportSketch; 2],
    published: [Option<Day>; 2],
    is_one: bool,
    pub(super) words: f32,
    lead: f32,
    names: f32,
    resemblance: f32,
}

impl<'s> Between<'s> {
    pub(super) fn of(one: &'s ReportSketch, other: &'s ReportSketch) -> Between<'s> {
        Between {
            reports: [one, other],
            published: [one.published, other.published],
            is_one: one.content == other.content,
            words: cosine(&one.terms, &other.terms),
            lead: cosine(&one.lead, &other.lead),
            names: share(&one.names, &other.names),
            resemblance: one.signature.resemblance(&other.signature),
        }
    }
}

pub(super) fn features(between: &Between, a: &EventSketch, b: &EventSketch) -> Option<Vec<f32>> {
    use EventFeature::*;
    let is_thought = |event: &EventSketch| event.status == Reality::Thought;
    if a.is_cooperation() != b.is_cooperation() || is_thought(a) != is_thought(b) {
        return None;
    }
    let mut values = Values::new();
    values.mark(Bias);
    let is_one_type = a.event_type == b.event_type;
    values.mark_if(SameType, is_one_type);
    values.mark_if(OtherQuad, a.quad != b.quad);
    if a.mode != 0 && b.mode != 0 && is_one_type {
        values.mark(if a.mode == b.mode { SameMode } else { OtherMode });
    }
    values.mark_if(Disputed, a.status != b.status);
    parties(&mut values, a, b)?;
    time(&mut values, between.published, a, b)?;
    space(&mut values, a.place.as_ref(), b.place.as_ref())?;
    if between.is_one && are_two_spots(a, b) {
        return None;
    }
    let words = cosine(&a.terms, &b.terms);
    values.mark_if(SameTrigger, a.trigger == b.trigger && a.trigger != 0);
    values.set(Words, words);
    values.set(WordsSquared, words * words);
    let [report, other_report] = between.reports;
    let (ours, theirs) = ((&a.terms[..], &report.vocabulary), (&b.terms[..], &other_report.vocabulary));
    let ((least, most), (least_names, most_names)) = (found(ours, theirs, false), found(ours, theirs, true));
    values.set(LeastFound, least);
    values.set(MostFound, most);
    values.set(LeastNames, least_names);
    values.set(MostNames, most_names);
    if !a.items.is_empty() && !b.items.is_empty() {
        values.mark(if n_shared(&a.items, &b.items) > 0 { SameItem } else { OtherItem });
    }
    numbers(&mut values, a, b);
    reports(&mut values, between, a.sentence == b.sentence);
    if is_one_type {
        values.set(WordsOfType, words);
        values.set(ReportWordsOfType, between.words);
    }
    values.mark_if(BothFirst, a.sentence < 3 && b.sentence < 3);
    Some(values.list())
}

/// None if no country takes part in both, or those that act and those acted on are others.
fn parties(values: &mut Values<EventFeature>, a: &EventSketch, b: &EventSketch) -> Option<()> {
    use EventFeature::*;
    let (actors, others) = (countries(&a.actors), countries(&b.actors));
    let (recipients, other_recipients) = (countries(&a.recipients), countries(&b.recipients));
    let all = |one: &[u32], other: &[u32]| sorted(one.iter().chain(other).copied().collect());
    let (all_of_a, all_of_b) = (all(&actors, &recipients), all(&others, &other_recipients));
    let is_exchanged = (n_shared(&actors, &other_recipients) > 0 || actors.is_empty() || other_recipients.is_empty())
        && (n_shared(&recipients, &others) > 0 || recipients.is_empty() || others.is_empty())
        && n_shared(&actors, &others) == 0;
    let is_apart = |one: &[u32], other: &[u32]| !one.is_empty() && !other.is_empty() && n_shared(one, other) == 0;
    let n_common = n_shared(&all_of_a, &all_of_b);
    let each_has_its_own = n_common < all_of_a.len() && n_common < all_of_b.len();
    if each_has_its_own {
        return None;
    }
    let mutual = a.recipients.is_empty() || b.recipients.is_empty();
    if !is_exchanged && (is_apart(&actors, &others) || is_apart(&recipients, &other_recipients)) && !mutual {
        return None;
    }
    match (actors.is_empty() || others.is_empty(), n_shared(&actors, &others)) {
        (true, _) => values.mark(NoActor),
        (_, 0) => {}
        (_, n) if n == actors.len() && n == others.len() => values.mark(SameActors),
        (_, n) if n == actors.len() || n == others.len() => values.mark(MoreActors),
        _ => values.mark(SomeActors),
    }
    match (recipients.is_empty(), other_recipients.is_empty(), n_shared(&recipients, &other_recipients)) {
        (true, true, _) => values.mark(NoRecipient),
        (true, _, _) | (_, true, _) => values.mark(OneRecipient),
        (_, _, 0) => {}
        (_, _, n) if n == recipients.len() && n == other_recipients.len() => values.mark(SameRecipients),
        _ => values.mark(MoreRecipients),
    }
    values.mark_if(Exchanged, is_exchanged && !actors.is_empty() && !others.is_empty());
    turned(values, a, b);
    values.mark_if(SameCountries, !all_of_a.is_empty() && all_of_a == all_of_b);
    sectors(values, [SameSector, OtherSector], &a.actors, &b.actors);
    sectors(values, [SameRecipientSector, OtherRecipientSector], &a.recipients, &b.recipients);
    names(values, a, b)
}

fn sorted(mut list: Vec<u32>) -> Vec<u32> {
    list.sort_unstable();
    list.dedup();
    list
}

fn countries(parties: &[PartySketch]) -> Vec<u32> {
    sorted(parties.iter().map(|party| party.country).filter(|&country| country != 0).collect())
}

/// Marks events in which one side of a country does to the other what the other does to it: rebels attack the army, the army attacks rebels.
fn turned(values: &mut Values<EventFeature>, a: &EventSketch, b: &EventSketch) {
    let sides = |parties: &[PartySketch]| {
        let known = parties.iter().filter(|party| party.country != 0 && party.sector != 0);
        sorted(known.map(|party| words::mix(&[party.country, party.sector].map(u64::from)) as u32).collect())
    };
    let (actors, others) = (sides(&a.actors), sides(&b.actors));
    if n_shared(&actors, &others) > 0 {
        return;
    }
    let forth = n_shared(&actors, &sides(&b.recipients)) > 0;
    let back = n_shared(&others, &sides(&a.recipients)) > 0;
    values.mark_if(EventFeature::HalfTurned, forth != back);
    values.mark_if(EventFeature::Turned, forth && back);
}

fn sectors(values: &mut Values<EventFeature>, marks: [EventFeature; 2], one: &[PartySketch], other: &[PartySketch]) {
    let of_one_country = |a: &PartySketch, b: &PartySketch| a.country == b.country && a.sector != 0 && b.sector != 0;
    let mut pairs =
        one.iter().flat_map(|a| other.iter().map(move |b| (a, b))).filter(|(a, b)| of_one_country(a, b)).peekable();
    if pairs.peek().is_some() {
        let is_shared = pairs.any(|(a, b)| a.sector == b.sector);
        values.mark(marks[usize::from(!is_shared)]);
    }
}

/// None if they are meetings of other people.
fn names(values: &mut Values<EventFeature>, a: &EventSketch, b: &EventSketch) -> Option<()> {
    use EventFeature::*;
    let n_shared = n_parties(a, b).min(n_parties(b, a));
    values.mark_if(SharedParty, n_shared > 0);
    values.mark_if(SharedParties, n_shared > 1);
    let are_others = are_other_persons(&a.actors, &b.actors) || are_other_persons(&a.recipients, &b.recipients);
    values.mark_if(OtherPerson, are_others);
    let meet = words::hash(EventType::Consult.name());
    let are_meetings = a.event_type == meet && b.event_type == meet;
    (!are_meetings || !are_of_others(a, b)).then_some(())
}

/// Whether two meetings are of other people: some country sends named persons to both, and none to both of them.
///
/// Somebody whose country is not known may be of any.
fn are_of_others(a: &EventSketch, b: &EventSketch) -> bool {
    let persons = |event: &EventSketch| {
        let parties = event.actors.iter().chain(&event.recipients);
        parties.filter(|party| party.is_person && party.names[0] != 0).copied().collect::<Vec<_>>()
    };
    let (ours, theirs) = (persons(a), persons(b));
    ours.iter().chain(&theirs).filter(|person| person.country != 0).any(|person| {
        let of_country = |persons: &[PartySketch]| {
            let can_be = |other: &&PartySketch| other.country == person.country || other.country == 0;
            persons.iter().filter(can_be).copied().collect::<Vec<_>>()
        };
        let (ours, theirs) = (of_country(&ours), of_country(&theirs));
        let is_alike = ours.iter().any(|one| theirs.iter().any(|other| is_named_alike(one, other)));
        !ours.is_empty() && !theirs.is_empty() && !is_alike
    })
}

/// Parties of one that the other names too.
fn n_parties(a: &EventSketch, b: &EventSketch) -> usize {
    let others: Vec<&PartySketch> = b.actors.iter().chain(&b.recipients).collect();
    a.actors.iter().chain(&a.recipients).filter(|party| others.iter().any(|other| is_named_alike(party, other))).count()
}

/// Whether two parties have a surname in common, wherever it stands: given names alone say nothing.
fn is_named_alike(one: &PartySketch, other: &PartySketch) -> bool {
    let ([last, first], [other_last, other_first]) = (one.names, other.names);
    let is = |one: u32, other: u32| one != 0 && one == other;
    is(last, other_last) || is(last, other_first) || is(first, other_last)
}

/// Whether both name persons of one country and sector, and none that is the same.
fn are_other_persons(one: &[PartySketch], other: &[PartySketch]) -> bool {
    let persons = |parties: &[PartySketch]| {
        parties.iter().filter(|party| party.is_person && party.names[0] != 0).copied().collect::<Vec<_>>()
    };
    let (one, other) = (persons(one), persons(other));
    let are_of_one_side = one.iter().any(|a| other.iter().any(|b| a.country == b.country && a.sector == b.sector));
    are_of_one_side && !one.iter().any(|a| other.iter().any(|b| is_named_alike(a, b)))
}

/// None if the days tell them apart.
fn time(
    values: &mut Values<EventFeature>,
    published: [Option<Day>; 2],
    a: &EventSketch,
    b: &EventSketch,
) -> Option<()> {
    use EventFeature::*;
    let told = |event: &EventSketch| event.days.filter(|_| event.days_from != DaysFrom::Report);
    let untold = |published: Option<Day>, event: &EventSketch| published.or(event.days.map(|(first, _)| first));
    let (one, other) = (untold(published[0], a), untold(published[1], b));
    let feature = match (told(a), told(b)) {
        (Some(days), Some(others)) if a.days_from == DaysFrom::Sentence && b.days_from == DaysFrom::Sentence => {
            both_told(days, others)?
        }
        (Some(days), Some(others)) => one_carried(days, others)?,
        (Some(days), None) => one_told(days, other)?,
        (None, Some(days)) => one_told(days, one)?,
        (None, None) => match one.zip(other).map(|(one, other)| one.abs_diff(other)) {
            None => NoTime,
            Some(0 | 1) => PublishedNear,
            Some(gap) if gap <= MAX_DAYS_UNTOLD.unsigned_abs() => PublishedFar,
            Some(_) => return None,
        },
    };
    values.mark(feature);
    Some(())
}

/// A day that another sentence tells is often that of another event.
fn one_carried((first, last): (Day, Day), (other_first, other_last): (Day, Day)) -> Option<EventFeature> {
    match other_first.saturating_sub(last).max(first.saturating_sub(other_last)) {
        ..=0 => Some(EventFeature::CarriedSame),
        gap if gap <= MAX_DAYS_UNTOLD => Some(EventFeature::CarriedNear),
        _ => None,
    }
}

fn both_told((first, last): (Day, Day), (other_first, other_last): (Day, Day)) -> Option<EventFeature> {
    let gap = other_first.saturating_sub(last).max(first.saturating_sub(other_last));
    let is_precise = last.saturating_sub(first) <= PRECISE && other_last.saturating_sub(other_first) <= PRECISE;
    match gap {
        ..=0 if is_precise => Some(EventFeature::SameDay),
        ..=0 => Some(EventFeature::Overlap),
        gap if gap <= MAX_DAYS => Some(EventFeature::NextDay),
        _ => None,
    }
}

/// The report of the other comes on the day that is told or a few days later.
fn one_told((first, last): (Day, Day), published: Option<Day>) -> Option<EventFeature> {
    let Some(published) = published else { return Some(EventFeature::NoTime) };
    let is_near = published >= first.saturating_sub(MAX_DAYS) && published <= last.saturating_add(MAX_DAYS_UNTOLD);
    is_near.then_some(EventFeature::NearDay)
}

/// None if the places tell them apart.
fn space(values: &mut Values<EventFeature>, one: Option<&PlaceSketch>, other: Option<&PlaceSketch>) -> Option<()> {
    use EventFeature::*;
    let (Some(a), Some(b)) = (one, other) else {
        values.mark_if(OnePlace, one.is_some() != other.is_some());
        return Some(());
    };
    let distance = a.point.zip(b.point).map(|(a, b)| kilometres(a, b));
    let feature = if a.name == b.name && (a.country == b.country || a.country == 0 || b.country == 0) {
        SamePlace
    } else if a.country != b.country && a.country != 0 && b.country != 0 {
        OtherCountry
    } else if a.is_area || b.is_area {
        let are_provinces = a.is_area && b.is_area && a.province != 0 && b.province != 0;
        if are_provinces { OtherPlace } else { Within }
    } else if distance.is_some_and(|distance| distance <= NEAR) {
        Near
    } else {
        OtherPlace
    };
    let is_apart = !a.is_area && !b.is_area && distance.is_some_and(|distance| distance > FAR);
    if is_apart && feature != SamePlace {
        return None;
    }
    values.mark(feature);
    Some(())
}

/// Whether both are told at spots with other names that are not next to each other: whoever tells both knows them for two.
fn are_two_spots(a: &EventSketch, b: &EventSketch) -> bool {
    let (Some(one), Some(other)) = (&a.place, &b.place) else { return false };
    let are_known = one.point.is_some() && other.point.is_some();
    are_known && !one.is_area && !other.is_area && !one.is_at(other)
}

impl PlaceSketch {
    /// Whether two places are one by name, or next to each other.
    pub(super) fn is_at(&self, other: &PlaceSketch) -> bool {
        let distance = self.point.zip(other.point).map(|(one, other)| kilometres(one, other));
        self.name == other.name
            || (!self.is_area && !other.is_area && distance.is_some_and(|distance| distance < ADJACENT))
    }
}

/// The distance of two points in hundredths of a degree.
fn kilometres(one: (i16, i16), other: (i16, i16)) -> f64 {
    let degrees = |(north, east): (i16, i16)| (f64::from(north) / 100.0, f64::from(east) / 100.0);
    crate::distance::kilometres(degrees(one), degrees(other))
}

fn numbers(values: &mut Values<EventFeature>, a: &EventSketch, b: &EventSketch) {
    let mut pairs = a
        .numbers
        .iter()
        .flat_map(|one| b.numbers.iter().map(move |other| (one, other)))
        .filter(|(one, other)| one.kind == other.kind)
        .peekable();
    if pairs.peek().is_some() {
        let agrees = pairs.any(|(one, other)| one.low <= other.high && other.low <= one.high);
        values.mark(if agrees { EventFeature::SameNumber } else { EventFeature::OtherNumber });
    }
    let far = |one: &NumberSketch, other: &NumberSketch| one.kind == other.kind && one.low > 3.0 * other.high;
    let is_far = a.numbers.iter().any(|one| b.numbers.iter().any(|other| far(one, other) || far(other, one)));
    values.mark_if(EventFeature::FarNumber, is_far);
}

fn reports(values: &mut Values<EventFeature>, between: &Between, is_one_sentence: bool) {
    use EventFeature::*;
    values.mark_if(SameReport, between.is_one);
    values.mark_if(SameSentence, between.is_one && is_one_sentence);
    values.set(ReportWords, between.words);
    values.set(ReportLead, between.lead);
    values.set(ReportNames, between.names);
    values.set(Resemblance, between.resemblance);
    let [one, other] = between.published;
    values.mark_if(ReportsFar, one.zip(other).is_some_and(|(one, other)| one.abs_diff(other) > 3));
}

/// Whether two events are of one type, one status and the same parties, and their days or places tell them apart.
pub(super) fn are_twins_apart(between: &Between, a: &EventSketch, b: &EventSketch) -> bool {
    let parties =
        |event: &EventSketch| sorted(event.actors.iter().chain(&event.recipients).map(|party| party.country).collect());
    let are_twins = a.event_type == b.event_type && a.status == b.status && parties(a) == parties(b);
    let mut values = Values::new();
    are_twins
        && (time(&mut values, between.published, a, b).is_none()
            || space(&mut values, a.place.as_ref(), b.place.as_ref()).is_none())
}
