//! `entente materiel`.

use super::query::{days, shortened};
use crate::Outcome;
use crate::args::Deals;
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use answers::{Names, Spelling};
use ontology::{Materiel, Stage};
use serde_json::{Value, json};
use store::{Deal, DealFilter, Reader, Step};

/// Prints deals of military items, stage by stage.
pub fn run(command: &Deals, settings: &Settings) -> anyhow::Result<Outcome> {
    let names = Names::default();
    answers::in_order(command.since, command.until, Spelling::Flags)?;
    let form = settings.table_form()?;
    let country = |name: &str, typed: &Option<String>| {
        typed.as_ref().map(|typed| names.country(name, typed, Spelling::Flags)).transpose()
    };
    let filter = DealFilter {
        item: Some(command.item.join(" ")).filter(|item| !item.trim().is_empty()),
        class: command.class.map(|class| Materiel::name(class).to_string()),
        supplier: country("supplier", &command.supplier)?,
        receiver: country("receiver", &command.receiver)?,
        country: country("country", &command.country)?,
        between: None,
        stage: command.stage.map(|stage| Stage::name(stage).to_string()),
        since: command.since.map(|day| day.to_string()),
        until: command.until.map(|day| day.to_string()),
        is_whole: command.all || command.stage.is_some(),
    };
    let deals = Reader::open(&settings.store)?.deals(&filter, command.limit)?;
    let mut rows = Rows::new(settings)?;
    match form {
        TableForm::Json => rows.headings(&["item", "name", "class", "supplier", "receiver", "steps"]),
        TableForm::Text => {
            rows.headings(&["item", "from", "to", "stage", "when", "pieces", "price", "publishers", "reports"]);
        }
        TableForm::Csv => rows.headings(&[
            "item",
            "class",
            "supplier",
            "receiver",
            "stage",
            "first",
            "last",
            "quantity",
            "amount",
            "currency",
            "reports",
            "publishers",
            "events",
            "evidence",
        ]),
    }
    for deal in &deals {
        match form {
            TableForm::Json => rows.add(vec![
                json!(deal.item),
                json!(deal.name),
                json!(deal.class),
                json!(deal.supplier),
                json!(deal.receiver),
                json!(deal.steps),
            ]),
            TableForm::Text => for_people(deal, &mut rows),
            TableForm::Csv => deal.steps.iter().for_each(|step| rows.add(flat(deal, step))),
        }
    }
    Ok(if rows.finish() == 0 { Outcome::NothingFound } else { Outcome::Done })
}

/// A row a stage; what is said of the whole deal stands in the first.
fn for_people(deal: &Deal, rows: &mut Rows) {
    for (at, step) in deal.steps.iter().enumerate() {
        let own = |text: &str| Value::from(if at == 0 { text } else { "" });
        let price = step.amount.map(|amount| format!("{amount} {}", step.currency.as_deref().unwrap_or_default()));
        let row = vec![
            own(&format!("{} ({})", deal.name, deal.class)),
            own(deal.supplier.as_deref().unwrap_or("?")),
            own(deal.receiver.as_deref().unwrap_or("?")),
            json!(step.stage),
            days(&step.first, &step.last).into(),
            json!(step.quantity.map(|quantity| quantity.to_string())),
            json!(price),
            json!(step.publishers),
            json!(step.reports),
        ];
        rows.add_noted(row, vec![shortened(&step.evidence)]);
    }
}

fn flat(deal: &Deal, step: &Step) -> Vec<Value> {
    vec![
        json!(deal.item),
        json!(deal.name),
        json!(deal.class),
        json!(deal.supplier),
        json!(deal.receiver),
        json!(step.stage),
        json!(step.first),
        json!(step.last),
        json!(step.quantity),
        json!(step.amount),
        json!(step.currency),
        json!(step.reports),
        json!(step.publishers),
        json!(step.events),
        json!(step.evidence),
    ]
}
