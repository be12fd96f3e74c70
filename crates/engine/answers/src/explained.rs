use record::{Coder, Entity, Event, Exercise, Materiel, Number, Quote, Record};
use serde::Serialize;
use utoipa::ToSchema;

/// Why an event was coded so, with what else the record tells of it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub struct Explained<'r> {
    /// Id of the report.
    pub report: &'r str,
    /// The event.
    pub event: &'r Event,
    /// Who takes part.
    pub entities: Vec<&'r Entity>,
    /// Quotations and statements that its trigger stands in.
    pub quotes: Vec<&'r Quote>,
    /// Numbers that belong to it.
    pub numbers: Vec<&'r Number>,
    /// Military items that belong to it.
    pub materiel: Vec<&'r Materiel>,
    /// Exercises that it is.
    pub exercises: Vec<&'r Exercise>,
    /// First code point of its sentence and one past the last.
    pub sentence: Option<[usize; 2]>,
    /// The rules, rows and scores that gave its fields, one each.
    pub reasons: Vec<&'r str>,
    /// What coded it.
    pub coder: &'r Coder,
}

impl<'r> Explained<'r> {
    /// Gathers what `record` tells of `event`, which is one of its events.
    pub fn of(record: &'r Record, event: &'r Event) -> Explained<'r> {
        let belongs = |id: &Option<String>| id.as_ref() == Some(&event.id);
        let holds = |quote: &&Quote| quote.start <= event.trigger.start && event.trigger.end <= quote.end;
        let parties = event.actors.iter().chain(&event.recipients);
        Explained {
            report: &record.id,
            event,
            entities: parties.filter_map(|party| record.entities.iter().find(|one| one.id == party.entity)).collect(),
            quotes: record.quotes.iter().chain(&record.statements).filter(holds).collect(),
            numbers: record.numbers.iter().filter(|number| belongs(&number.event)).collect(),
            materiel: record.materiel.iter().filter(|item| belongs(&item.event)).collect(),
            exercises: record.exercises.iter().filter(|exercise| belongs(&exercise.event)).collect(),
            sentence: record.sentences.get(event.sentence).copied(),
            reasons: event.why.split("; ").filter(|reason| !reason.is_empty()).collect(),
            coder: &record.coder,
        }
    }
}
