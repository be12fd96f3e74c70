//! From trees and actors to events.

use crate::learned::{self, Candidate, Learned};
use crate::lexicon::{Lexicon, LexiconError, Row, Slot, Test};
use crate::matching::{Match, best_match};
use crate::{attribution, contexts, dates, decision, participants, parties, places, reasons, rules, status};
use annotation::{Annotated, DateBasis, Event, EventDate, Passage, SentenceId, is_report};
use jiff::civil::Date;
use ontology::{Deprel, EventType, Mode, Status};
use text::Span;

/// A pattern less likely than this reports no event. Chosen on the project's own training sentences.
const MIN_PROBABILITY: f32 = 0.4;

/// Codes the events of a document with the trigger lexicon.
pub struct Coder {
    lexicon: Lexicon,
    pub(crate) learned: Option<Learned>,
    participants: Option<participants::Learned>,
}

impl Coder {
    /// A coder with the project's lexicon.
    ///
    /// # Errors
    /// [`LexiconError`] if a table is broken.
    pub fn new() -> Result<Coder, LexiconError> {
        Ok(Coder { lexicon: Lexicon::new()?, learned: None, participants: None })
    }

    /// This coder with the networks of labeled reports over its rules.
    pub fn with_learned(self, learned: Learned) -> Coder {
        Coder { learned: Some(learned), ..self }
    }

    /// This coder with a network over who takes part in an event.
    pub fn with_participants(self, learned: participants::Learned) -> Coder {
        Coder { participants: Some(learned), ..self }
    }

    /// The events of a document, in the order of the text.
    pub fn code(&self, annotated: Annotated) -> Vec<Event> {
        match &self.participants {
            Some(learned) => self.code_by(annotated, &mut learned.over(|token| annotated.vectors.of(token))),
            None => self.code_by(annotated, &mut participants::Rules),
        }
    }

    /// Likewise; who takes part in each event is up to a judge.
    pub fn code_by(&self, annotated: Annotated, judge: &mut impl participants::Judge) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        // Triggers of deeds that are told of as further ones.
        let mut further: Vec<(SentenceId, usize)> = Vec::new();
        let mut occasions = rules::Occasions::default();
        let published = annotated.document.published;
        for passage in annotated.passages() {
            occasions.days.push(dates::news_day(&passage));
            let mut coded = self.code_sentence(&passage);
            let mut scores = decision::Scores::new();
            if let Some(learned) = &self.learned {
                (coded, scores) = decision::voted(&passage, learned, annotated.vectors, coded);
            }
            coded.retain(|event| !rules::is_mishap(&passage, event));
            let triggers = |is_such: fn(&Passage, usize) -> bool| {
                let such = coded.iter().filter(move |event| is_such(&passage, event.word));
                such.map(|event| (event.sentence, event.word))
            };
            occasions.earlier.extend(triggers(dates::is_past_perfect));
            occasions.again.extend(triggers(dates::is_told_again));
            let lasting = |event: &Event| Some(((event.sentence, event.word), rules::length(&passage, event.word)?));
            occasions.lengths.extend(coded.iter().filter_map(lasting));
            further.extend(triggers(rules::is_further));
            for event in &mut coded {
                rules::undergone(&passage, event);
                rules::forces(&passage, event);
            }
            let doings = rules::doings(&coded);
            for at in 0..coded.len() {
                let mut event = coded[at].clone();
                rules::judged(&passage, &mut event, &events, &coded);
                rules::unsaid(&passage, &mut event, &events, &doings);
                rules::answer(&passage, &mut event, &events, &coded);
                coded[at] = event;
            }
            // The judge learned from reports: of shorter texts rules and coder decide.
            if is_report(annotated.sentences) {
                let beside = coded.clone();
                let around = participants::Around { before: &events, beside: &beside };
                for event in &mut coded {
                    let scores = scores.get(&event.word).map_or(&[][..], Vec::as_slice);
                    participants::revise((&annotated, &passage), event, scores, around, judge);
                }
            }
            for event in &mut coded {
                event.evidence = evidence(event);
            }
            events.extend(coded);
        }
        rules::perpetrator(&mut events, &further);
        rules::convicts(&mut events);
        rules::occasion(&mut events, &occasions);
        for event in &mut events {
            if let Some(days) = occasions.lengths.get(&(event.sentence, event.word)) {
                rules::lengthen(event, *days);
            }
        }
        events.iter_mut().for_each(|event| rules::historical(event, published));
        if let Some(learned) = &self.learned {
            events.iter_mut().for_each(|event| event.confidence = learned.calibrate(event.confidence));
        }
        events
    }

    /// What the networks are told of each word, for training; `event_type` tells the labeled type at a token.
    pub fn examples(&self, annotated: Annotated, event_type: impl Fn(usize) -> Option<EventType>) -> Vec<Candidate> {
        let of = |passage: Passage| {
            let first = passage.sentence.tokens.start;
            learned::examples(&passage, &self.code_sentence(&passage), |word| event_type(first + word))
        };
        annotated.passages().flat_map(of).collect()
    }

    pub(crate) fn code_sentence(&self, passage: &Passage) -> Vec<Event> {
        let matches: Vec<Match> = (0..passage.len())
            .filter(|&word| {
                !is_attributive(passage, word) && !rules::is_tally(passage, word) && !rules::is_purpose(passage, word)
            })
            .filter_map(|word| best_match(&self.lexicon, passage, word))
            .filter(|found| found.row.probability >= MIN_PROBABILITY)
            .collect();
        let told =
            matches.iter().filter(|inner| !matches.iter().any(|outer| rules::is_asked_for(passage, inner, outer)));
        let mut events: Vec<Event> = told.filter_map(|found| event(passage, found)).collect();
        for demanded in (0..passage.len()).filter_map(|word| demanded(passage, word)) {
            // What one must do is asked for, and no event of its own.
            events.retain(|event| event.word != demanded.word);
            events.push(demanded);
        }
        events.sort_by_key(|event| event.word);
        rules::drop_duplicates(passage, events)
    }
}

/// `the detained activist`, `promised money`: a participle before its noun tells background.
fn is_attributive(passage: &Passage, word: usize) -> bool {
    passage.deprel(word) == Deprel::Amod && passage.is_verb(word)
}

/// The event that a match evokes; none if it has no party that can act.
fn event(passage: &Passage, found: &Match) -> Option<Event> {
    let Match { word, row, frame, .. } = found;
    let event_type = row.event_type;
    let (told, cue) = status::status(passage, *word, frame);
    let told_by = attribution::attribution(passage, *word);
    let mut actors = parties::actors(passage, found);
    let speaks = matches!(
        event_type,
        EventType::Accuse | EventType::Request | EventType::Support | EventType::Threaten | EventType::Reject
    );
    let is_said = matches!(event_type, EventType::Agree | EventType::Concede) || speaks && row.actor.is_empty();
    if actors.is_empty() && is_said {
        // `The ban will be lifted, the ministry said`: who announces it does it.
        actors.extend(
            told_by
                .as_ref()
                .and_then(|told| told.mention)
                .map(|sayer| parties::named(passage, sayer, reasons::ANNOUNCES)),
        );
    }
    if actors.is_empty() && event_type == EventType::Protest {
        actors.extend(rules::protesters(passage, *word));
    }
    let recipients = parties::recipients(passage, found, &actors);
    let spans: Vec<Span> = actors.iter().chain(&recipients).map(|party| party.span).collect();
    if !has_enough_parties(event_type, &actors, &recipients, row.probability) {
        return None;
    }
    let mut event = Event {
        sentence: passage.id,
        word: *word,
        trigger: trigger(passage, found),
        event_type,
        mode: row.mode,
        status: told,
        actors,
        recipients,
        date: dates::stated(passage, *word, frame.light_verb, event_type),
        place: places::place(passage, *word, frame.light_verb, &spans),
        contexts: Vec::new(),
        attribution: told_by,
        confidence: row.probability,
        evidence: Vec::new(),
        why: vec![format!("lexicon/{}: {}", row.source, row.example).into()],
    };
    event.why.extend(cue.map(|cue| format!("status {}: `{cue}`", told.name()).into()));
    event.why.extend(found.rival.map(|rival| considered(rival).into()));
    rules::refusal(passage, &mut event, frame.light_verb.unwrap_or(*word));
    settle(passage, &mut event);
    Some(event)
}

/// What else the trigger could have been.
fn considered(rival: &Row) -> String {
    format!("also considered: {} by lexicon/{}, p {:.2}", rival.event_type.name(), rival.source, rival.probability)
}

/// The REQUEST that lies in what a sayer says another must do.
fn demanded(passage: &Passage, word: usize) -> Option<Event> {
    /// Of such sentences of the development reports about half are requests.
    const PROBABILITY: f32 = 0.5;
    let told = attribution::attribution(passage, word)?;
    let (sayer, obliged) = rules::obliged(passage, word, &told)?;
    let mut event = Event {
        sentence: passage.id,
        word,
        trigger: passage.span(word),
        event_type: EventType::Request,
        mode: Some(Mode::RequestChange),
        status: Status::Actual,
        actors: vec![sayer],
        recipients: vec![obliged],
        date: dates::stated(passage, word, None, EventType::Request),
        place: None,
        contexts: Vec::new(),
        attribution: None,
        confidence: PROBABILITY,
        evidence: Vec::new(),
        why: vec!["ruling 35: must, said of another".into()],
    };
    settle(passage, &mut event);
    Some(event)
}

/// Applies the rulings, then fills what depends on them.
pub(crate) fn settle(passage: &Passage, event: &mut Event) {
    let published = passage.document.published;
    rules::drop_speaker(event, passage.resolution);
    let by_others = event.attribution.is_some() && !is_spoken_for(passage, event);
    rules::future_is_agree(event, by_others);
    let place = event.place.and_then(|place| passage.resolution.places[place].country);
    rules::meeting(event, place);
    rules::partner(passage, event);
    rules::convict(passage, event);
    rules::historical(event, published);
    rules::office_on_day(event, passage.resolution);
    if event.date.is_none() {
        event.date = unstated_date(passage, event);
    }
    event.contexts = contexts::contexts(passage, event);
    event.confidence = confidence(event);
    event.evidence = evidence(event);
}

/// Whether the sayer belongs to the country of an actor, and so speaks for it.
fn is_spoken_for(passage: &Passage, event: &Event) -> bool {
    let sayer = event.attribution.as_ref().and_then(|attribution| attribution.mention);
    let country = sayer.and_then(|mention| passage.resolution.actor(mention).country);
    country.is_some() && event.actors.iter().any(|actor| actor.country == country)
}

/// What is told as done without a day counts as of the report's own day.
fn unstated_date(passage: &Passage, event: &Event) -> Option<EventDate> {
    if event.status != Status::Actual {
        return None;
    }
    let on = |day: Date, basis: DateBasis| EventDate { first: day, last: day, basis, span: None };
    let dateline = passage.resolution.dateline.as_ref().and_then(|line| line.date);
    dateline
        .map(|day| on(day, DateBasis::Dateline))
        .or_else(|| passage.document.published.map(|day| on(day, DateBasis::Published)))
}

/// An event has a party; force and crowds are told of without one.
fn has_enough_parties(
    event_type: EventType,
    actors: &[annotation::Argument],
    recipients: &[annotation::Argument],
    probability: f32,
) -> bool {
    /// A likelier pattern is an event even where nobody is named. Chosen on the training reports.
    const WITHOUT_PARTY: f32 = 0.7;
    let unnamed = matches!(event_type, EventType::Assault | EventType::Protest) && probability >= WITHOUT_PARTY;
    unnamed || !actors.is_empty() || !recipients.is_empty()
}

/// The trigger word with its particles, and with prepositions that the row asks for (`called on`).
fn trigger(passage: &Passage, found: &Match) -> Span {
    let mut span = passage.span(found.word);
    let mut end = found.word;
    for &particle in &found.frame.particles {
        if particle == end + 1 {
            span = span.join(passage.span(particle));
            end = particle;
        }
    }
    if end + 1 < passage.len() && asks_for(found, &passage.form(end + 1)) {
        span = span.join(passage.span(end + 1));
    }
    span
}

fn asks_for(found: &Match, form: &str) -> bool {
    found.row.conditions.iter().any(|condition| match &condition.test {
        Test::Filled(Slot::Preposition(preposition), _) | Test::Is(_, Slot::Preposition(preposition)) => {
            !condition.negated && **preposition == *form
        }
        Test::Particle(forms) => !condition.negated && forms.iter().any(|particle| **particle == *form),
        _ => false,
    })
}

/// The row's probability, less where a party is missing or has no country.
fn confidence(event: &Event) -> f32 {
    let known = |parties: &[annotation::Argument]| parties.iter().all(|party| party.country.is_some());
    let mut confidence = event.confidence;
    if event.actors.is_empty() || !known(&event.actors) {
        confidence *= 0.8;
    }
    if !known(&event.recipients) {
        confidence *= 0.9;
    }
    confidence
}

/// Trigger, parties, date and attribution, in the order of the text, merged where they overlap.
fn evidence(event: &Event) -> Vec<Span> {
    let mut spans = vec![event.trigger];
    spans.extend(event.actors.iter().chain(&event.recipients).map(|party| party.span));
    spans.extend(event.date.as_ref().and_then(|date| date.span));
    spans.extend(event.attribution.as_ref().map(|attribution| attribution.span));
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.end() >= span.start() => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}
