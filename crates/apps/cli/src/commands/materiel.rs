//! `entente materiel`.

use super::query::{days, shortened};
use crate::Outcome;
use crate::args::Deals;
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use answers::tables::{DEALS, deal_rows, headings};
use answers::{DealsAsked, Names, Spelling};
use ontology::{Materiel, Stage};
use serde_json::{Value, json};
use store::{Deal, Reader};

/// Prints deals of military items, stage by stage.
pub fn run(command: &Deals, settings: &Settings) -> anyhow::Result<Outcome> {
    let form = settings.table_form()?;
    let asked = DealsAsked {
        item: Some(command.item.join(" ")),
        class: command.class.map(|class| Materiel::name(class).to_string()),
        supplier: command.supplier.clone(),
        receiver: command.receiver.clone(),
        country: command.country.clone(),
        stage: command.stage.map(|stage| Stage::name(stage).to_string()),
        since: command.since,
        until: command.until,
        is_whole: command.all,
    };
    let reader = Reader::open(&settings.store)?;
    let deals = answers::deals(&reader, &asked, &Names::default(), Spelling::Flags, command.limit)?;
    let mut rows = Rows::new(settings)?;
    match form {
        TableForm::Json => rows.headings(&["item", "name", "class", "supplier", "receiver", "steps"]),
        TableForm::Text => {
            rows.headings(&["item", "from", "to", "stage", "when", "pieces", "price", "publishers", "reports"]);
        }
        TableForm::Csv => rows.headings(&headings(&DEALS)),
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
            TableForm::Csv => deal_rows(deal).into_iter().for_each(|row| rows.add(row)),
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
