//! What tells whether two reports are of one story.

use super::event::{self, Between, EventFeature};
use super::weights::{Values, Weights};
use super::{Likeness, SAME, features, likeness, news};
use crate::sketch::{EventSketch, LEAD_SENTENCES, PlaceSketch, ReportSketch, Sketch};
use crate::words::{Term, cosine, found, shared};

features! {
    /// What is seen of two reports.
    pub enum ReportFeature {
        /// Always 1.
        Bias = "bias",
        /// Cosine of their words.
        Words = "words",
        /// Its square.
        WordsSquared = "words squared",
        /// Cosine of their first words and titles.
        Lead = "lead",
        /// Its square.
        LeadSquared = "lead squared",
        /// Estimated resemblance of their texts.
        Resemblance = "resemblance",
        /// Estimated containment of the shorter in the longer.
        Containment = "containment",
        /// Share of names that both have.
        Names = "names",
        /// Names that both have, at most 4, over 4.
        SharedNames = "shared names",
        /// Share of the coarse codes of events that both have.
        Codes = "codes",
        /// Both tell events, and none of one code.
        NoCode = "no code in common",
        /// The heaviest word that both begin with.
        RarestLead = "rarest word of both leads",
        /// Rare words in both, at most 8, over 8.
        RareWords = "rare words",
        /// Published on one day.
        SameDay = "same day",
        /// Published two or three days apart.
        FewDays = "two or three days",
        /// Published four days apart or more.
        ManyDays = "four days or more",
        /// A day of publication is not known.
        NoDay = "no day",
        /// One publisher: it seldom tells a story twice.
        SamePublisher = "same publisher",
        /// Words times names.
        WordsAndNames = "words and names",
        /// The share of the words of a report that the other has, of the one that has fewer.
        LeastWords = "words found in the other, least",
        /// The same of the one that has more.
        MostWords = "words found in the other, most",
        /// The share of the words of a beginning that the other report has, of the one that has fewer.
        LeastLead = "lead found in the other, least",
        /// The same of the one that has more.
        MostLead = "lead found in the other, most",
        /// The share of the names of a beginning that the other report has, of the one that has fewer.
        LeastNames = "lead names found in the other, least",
        /// The same of the one that has more.
        MostNames = "lead names found in the other, most",
        /// A spot of both beginnings is one.
        SamePlace = "same lead place",
        /// Both begin with spots, and none of either's is in the other report.
        OtherPlace = "other lead places",
        /// Both begin with spots, and those of one are not in the other report.
        NewPlace = "new lead places",
        /// One begins without a spot.
        NoPlace = "no lead place",
        /// Both begin with countries that take no part in the other's events.
        OtherCountries = "other lead countries",
        /// One of them does.
        NewCountry = "new lead country",
        /// Both begin with events of types that the other tells nothing of.
        OtherTypes = "other lead types",
        /// One of them does.
        NewType = "new lead type",
        /// The highest likeness of two events.
        BestEvents = "best events",
        /// The highest likeness of two events that both stand among the first sentences.
        BestFirst = "best first events",
        /// How probably an event that a report begins with is told by the other, of the one where it is less so.
        LeastFirst = "first events told, least",
        /// The same of the one where it is more so.
        MostFirst = "first events told, most",
        /// Events of the report with fewer that are probably told by the other.
        ToldEvents = "told events",
        /// One of them tells no event.
        NoEvent = "no event",
        /// Two events of the first sentences are of one type and the same parties, and day or place tells them apart.
        TwinsApart = "twins apart",
        /// Best events times words.
        EventsAndWords = "events and words",
    }
}

/// Reports that are published further apart, in days, are of two stories; copies may come later.
const MAX_DAYS: u32 = 6;

/// Copies that are published further apart are of two stories too.
const MAX_DAYS_OF_COPIES: u32 = 12;

/// From here on two reports are one text.
const COPY: f32 = 0.5;

/// A word is rare from this weight on: one of 600 sentences.
const RARE: u8 = 147;

/// Events of a report that are compared.
const EVENTS: usize = 8;

/// Sentences that a report begins with.
const FIRST: u16 = 3;

pub(super) fn features(weights: &Weights<EventFeature>, a: &Sketch, b: &Sketch) -> Option<Vec<f32>> {
    use ReportFeature::*;
    let (one, other) = (&a.report, &b.report);
    let gap = one.published.zip(other.published).map(|(one, other)| one.abs_diff(other));
    let containment = one.signature.containment(&other.signature);
    if gap.is_some_and(|gap| gap > MAX_DAYS && (containment < COPY || gap > MAX_DAYS_OF_COPIES)) {
        return None;
    }
    let mut values = Values::new();
    let (words, lead) = (cosine(&one.terms, &other.terms), cosine(&one.lead, &other.lead));
    let n_names = n_shared(&one.names, &other.names);
    let names = share(&one.names, &other.names);
    values.mark(Bias);
    values.set(Words, words);
    values.set(WordsSquared, words * words);
    values.set(Lead, lead);
    values.set(LeadSquared, lead * lead);
    values.set(Resemblance, one.signature.resemblance(&other.signature));
    values.set(Containment, containment);
    values.set(Names, names);
    values.set(SharedNames, n_names.min(4) as f32 / 4.0);
    let codes = share(&one.codes, &other.codes);
    values.set(Codes, codes);
    values.mark_if(NoCode, codes == 0.0 && !one.codes.is_empty() && !other.codes.is_empty());
    values.set(RarestLead, rarest(&one.lead, &other.lead));
    let n_rare = shared(&one.terms, &other.terms).filter(|(one, other)| one.weight.min(other.weight) >= RARE / 2);
    values.set(RareWords, n_rare.count().min(8) as f32 / 8.0);
    match gap {
        Some(0) => values.mark(SameDay),
        Some(1) => {}
        Some(2 | 3) => values.mark(FewDays),
        Some(_) => values.mark(ManyDays),
        None => values.mark(NoDay),
    }
    values.mark_if(SamePublisher, one.publisher != 0 && one.publisher == other.publisher);
    values.set(WordsAndNames, words * names);
    let (least_words, most_words) = found((&one.terms, &one.vocabulary), (&other.terms, &other.vocabulary), false);
    values.set(LeastWords, least_words);
    values.set(MostWords, most_words);
    let (ours, theirs) = ((&one.lead[..], &one.vocabulary), (&other.lead[..], &other.vocabulary));
    let ((least_lead, most_lead), (least_names, most_names)) = (found(ours, theirs, false), found(ours, theirs, true));
    values.set(LeastLead, least_lead);
    values.set(MostLead, most_lead);
    values.set(LeastNames, least_names);
    values.set(MostNames, most_names);
    values.mark(places(one, other));
    news::mark(&mut values, a, b);
    events(&mut values, weights, a, b);
    Some(values.list())
}

/// What the spots of two beginnings tell.
fn places(one: &ReportSketch, other: &ReportSketch) -> ReportFeature {
    let lead = |report: &ReportSketch| {
        let first = report.places.iter().filter(|(_, is_lead)| *is_lead).map(|(place, _)| *place);
        first.collect::<Vec<_>>()
    };
    let (firsts, other_firsts) = (lead(one), lead(other));
    if firsts.is_empty() || other_firsts.is_empty() {
        return ReportFeature::NoPlace;
    }
    if firsts.iter().any(|place| !place.is_area && other_firsts.iter().any(|other| place.is_at(other))) {
        return ReportFeature::SamePlace;
    }
    let is_known = |firsts: &[PlaceSketch], report: &ReportSketch| {
        firsts.iter().any(|place| report.places.iter().any(|(other, _)| place.is_at(other)))
    };
    match (is_known(&firsts, other), is_known(&other_firsts, one)) {
        (true, true) => ReportFeature::SamePlace,
        (false, false) => ReportFeature::OtherPlace,
        _ => ReportFeature::NewPlace,
    }
}

fn events(values: &mut Values<ReportFeature>, weights: &Weights<EventFeature>, a: &Sketch, b: &Sketch) {
    use ReportFeature::*;
    let between = Between::of(&a.report, &b.report);
    let (ours, theirs) = (compared(a), compared(b));
    let are_first = |one: &EventSketch, other: &EventSketch| one.sentence < FIRST && other.sentence < FIRST;
    let (mut best_first, mut are_apart) = (0, false);
    // The highest likeness of each event.
    let (mut told, mut told_back) = (vec![0; ours.len()], vec![0; theirs.len()]);
    for (at, one) in ours.iter().enumerate() {
        for (other_at, other) in theirs.iter().enumerate() {
            let Some(features) = event::features(&between, one, other) else {
                are_apart |= are_first(one, other) && event::are_twins_apart(&between, one, other);
                continue;
            };
            let likeness = likeness(weights.logit(&features));
            told[at] = likeness.max(told[at]);
            told_back[other_at] = likeness.max(told_back[other_at]);
            if are_first(one, other) {
                best_first = likeness.max(best_first);
            }
        }
    }
    let share = |likeness: Likeness| f32::from(likeness) / f32::from(SAME);
    let best = share(told.iter().copied().max().unwrap_or(0));
    values.set(BestEvents, best);
    values.set(BestFirst, share(best_first));
    if let Some((forth, back)) = lead_told(ours, &told).zip(lead_told(theirs, &told_back)) {
        values.set(LeastFirst, share(forth.min(back)));
        values.set(MostFirst, share(forth.max(back)));
    }
    let n_told = |told: &[Likeness]| told.iter().filter(|likeness| **likeness >= SAME / 2).count();
    let n_fewest = ours.len().min(theirs.len());
    values.mark_if(NoEvent, n_fewest == 0);
    values.set(ToldEvents, n_told(&told).min(n_told(&told_back)) as f32 / n_fewest.max(1) as f32);
    values.mark_if(TwinsApart, are_apart);
    values.set(EventsAndWords, best * between.words);
}

fn compared(sketch: &Sketch) -> &[EventSketch] {
    &sketch.events[..sketch.events.len().min(EVENTS)]
}

/// The highest likeness of an event of the beginning; none if nothing happens there.
fn lead_told(events: &[EventSketch], told: &[Likeness]) -> Option<Likeness> {
    let lead = events.iter().zip(told).filter(|(event, _)| event.sentence < LEAD_SENTENCES);
    lead.map(|(_, likeness)| *likeness).max()
}

/// The heaviest term of both, `0.0..=1.0`.
fn rarest(one: &[Term], other: &[Term]) -> f32 {
    let heaviest = shared(one, other).map(|(one, other)| one.weight.min(other.weight)).max();
    f32::from(heaviest.unwrap_or(0)) / 255.0
}

/// Numbers that two ordered lists share.
pub(super) fn n_shared(one: &[u32], other: &[u32]) -> usize {
    one.iter().filter(|item| other.binary_search(item).is_ok()).count()
}

/// Numbers that two ordered lists share, as a share of the shorter one's.
pub(super) fn share(one: &[u32], other: &[u32]) -> f32 {
    let shortest = one.len().min(other.len());
    if shortest == 0 { 0.0 } else { n_shared(one, other) as f32 / shortest as f32 }
}
