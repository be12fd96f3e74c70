//! Series, shifts, deals, stories and pairs as tables: the columns, and what stands in them.

use crate::changes;
use exports::columns::{Column, Kind, Table};
use relations::{Covered, Period, Point};
use serde_json::{Value, json};
use std::sync::LazyLock;
use store::{Deal, Edge, Step, Story};
use survey::{Turn, point_json, turn_json};

/// The series of a relation: one row a period.
pub static SERIES: LazyLock<Table> = LazyLock::new(|| {
    use Kind::{Integer, Number, Text};
    table(
        "series",
        &[
            ("period", Text, "2025-01, 2025-Q1, 2025-W03: as periods of this length are called"),
            ("covered", Number, "share of the period that reports cover, 0 to 1; where it is 0, nothing is known"),
            ("happenings", Integer, "happenings"),
            ("mentions", Integer, "events that mention them"),
            ("cooperation", Integer, "happenings of quads 1 and 2"),
            ("conflict", Integer, "happenings of quads 3 and 4"),
            ("verbal_cooperation", Integer, "of quad 1"),
            ("material_cooperation", Integer, "of quad 2"),
            ("verbal_conflict", Integer, "of quad 3"),
            ("material_conflict", Integer, "of quad 4"),
            ("score_mean", Number, "mean PLOVER score, -10 to 10"),
            ("score_sum", Number, "sum of PLOVER scores"),
            ("goldstein_mean", Number, "mean Goldstein value, -10 to 10"),
            ("goldstein_sum", Number, "sum of Goldstein values"),
            ("cooperation_expected", Number, "happenings that the past lets expect"),
            ("cooperation_low", Number, "lower bound of four of five such periods"),
            ("cooperation_high", Number, "upper bound"),
            ("conflict_expected", Number, "happenings that the past lets expect"),
            ("conflict_low", Number, "lower bound of four of five such periods"),
            ("conflict_high", Number, "upper bound"),
            ("forth", Integer, "happenings of the first to the second"),
            ("back", Integer, "of the second to the first"),
            ("mutual", Integer, "of both together"),
            ("military", Integer, "of the military strand"),
            ("diplomatic", Integer, "of the diplomatic strand"),
            ("economic", Integer, "of the economic strand"),
            ("attention_of_first", Number, "share of the first's happenings that are with the second, 0 to 1"),
            ("attention_of_second", Number, "share of the second's happenings that are with the first, 0 to 1"),
        ],
    )
});

/// Where relations turned: one row a shift.
pub static SHIFTS: LazyLock<Table> = LazyLock::new(|| {
    use Kind::{Code, Day, Number, Text, Texts};
    table(
        "shifts",
        &[
            ("first", Text, "code or name of one party"),
            ("second", Text, "of the other"),
            ("course", Code, "warmer or cooler"),
            ("began", Day, "first day of the month in which it most probably began"),
            ("began_first", Day, "earliest such day"),
            ("began_last", Day, "latest such day"),
            ("told", Day, "day on which it could be told"),
            ("probability", Number, "that there was a shift, 0 to 1"),
            ("changes", Text, "what changed, from how many happenings a month to how many"),
            ("happenings", Texts, "ids of the happenings that made it, best first"),
        ],
    )
});

/// Deals of military items: one row a stage of a deal.
pub static DEALS: LazyLock<Table> = LazyLock::new(|| {
    use Kind::{Code, Day, Integer, Number, Text, Texts};
    table(
        "deals",
        &[
            ("item", Text, "id in the knowledge tables, or the words"),
            ("name", Text, "what reports call it most often"),
            ("class", Code, "class of item"),
            ("supplier", Code, "country that gives it"),
            ("receiver", Code, "country that gets it"),
            ("stage", Code, "how far the deal came"),
            ("first", Day, "first day that the stage is told of"),
            ("last", Day, "last day"),
            ("quantity", Number, "greatest number of pieces that is told"),
            ("amount", Number, "greatest price that is told, in units of the currency"),
            ("currency", Code, "ISO 4217"),
            ("reports", Integer, "how many reports tell it"),
            ("publishers", Integer, "how many publishers these have"),
            ("events", Texts, "ids of the events that tell it"),
            ("evidence", Text, "a sentence that tells it"),
        ],
    )
});

/// Stories: one row a story.
pub static STORIES: LazyLock<Table> = LazyLock::new(|| {
    use Kind::{Day, Integer, Text};
    table(
        "stories",
        &[
            ("id", Text, "id of the story"),
            ("first_published", Day, "day of its first report"),
            ("last_published", Day, "day of its last report"),
            ("reports", Integer, "how many reports"),
            ("publishers", Integer, "how many independent publishers"),
            ("title", Text, "headline of the first report"),
            ("publisher", Text, "who printed that"),
            ("report", Text, "its id"),
        ],
    )
});

/// Pairs of countries and what took place between them: one row a pair.
pub static NETWORK: LazyLock<Table> = LazyLock::new(|| {
    use Kind::{Code, Integer, Number};
    table(
        "network",
        &[
            ("first", Code, "the first country in the alphabet"),
            ("second", Code, "the other"),
            ("happenings", Integer, "happenings that join them"),
            ("cooperation", Integer, "those of quads 1 and 2"),
            ("conflict", Integer, "those of quads 3 and 4"),
            ("score_mean", Number, "mean PLOVER score of their mentions, -10 to 10"),
        ],
    )
});

/// The names of a table's columns.
pub fn headings(table: &Table) -> Vec<&'static str> {
    table.columns.iter().map(|column| column.name).collect()
}

/// A row of [`SERIES`]: what is not known is null, and of a period without reports nothing is known.
pub fn series_row(point: &Point, period: Period) -> Vec<Value> {
    let value = point_json(point, period);
    let is_missing = matches!(point.covered, Covered::Missing);
    let seen = |path: &str| {
        let found = value.pointer(path).cloned().unwrap_or_default();
        if is_missing && found.as_f64() == Some(0.0) { Value::Null } else { found }
    };
    let quads = (0..4).map(|quad| seen(&format!("/all/by_quad/{quad}")));
    let expected = |side: &str| {
        ["mean", "eighty/0", "eighty/1"]
            .map(|of| value.pointer(&format!("/{side}/expected/{of}")).cloned().unwrap_or_default())
    };
    let mut row =
        vec![value["period"].clone(), value["covered"].clone(), seen("/all/happenings"), seen("/all/mentions")];
    row.extend([seen("/cooperation/count"), seen("/conflict/count")]);
    row.extend(quads);
    row.extend(["score_mean", "score_sum", "goldstein_mean", "goldstein_sum"].map(|of| seen(&format!("/all/{of}"))));
    row.extend(expected("cooperation"));
    row.extend(expected("conflict"));
    let parts = ["forth", "back", "mutual", "military", "diplomatic", "economic"];
    row.extend(parts.map(|part| seen(&format!("/{part}/happenings"))));
    row.extend([value["attention_of_first"].clone(), value["attention_of_second"].clone()]);
    row
}

/// A row of [`SHIFTS`].
pub fn shift_row(turn: &Turn) -> Vec<Value> {
    let value = turn_json(turn);
    let columns = ["first", "second", "course", "began", "began_first", "began_last", "told", "probability"];
    let mut row: Vec<Value> = columns.iter().map(|column| value[column].clone()).collect();
    row.push(json!(changes(&turn.shift)));
    row.push(turn.made_by.iter().map(|told| json!(told.happening.id)).collect());
    row
}

/// A row of [`DEALS`] for each stage.
pub fn deal_rows(deal: &Deal) -> Vec<Vec<Value>> {
    deal.steps.iter().map(|step| deal_row(deal, step)).collect()
}

fn deal_row(deal: &Deal, step: &Step) -> Vec<Value> {
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

/// A row of [`STORIES`].
pub fn story_row(story: &Story) -> Vec<Value> {
    by_name(&STORIES, &json!(story))
}

/// A row of [`NETWORK`].
pub fn edge_row(edge: &Edge) -> Vec<Value> {
    by_name(&NETWORK, &json!(edge))
}

/// The values of an object whose fields are named as the columns.
fn by_name(table: &Table, object: &Value) -> Vec<Value> {
    table.columns.iter().map(|column| object[column.name].clone()).collect()
}

fn table(name: &'static str, columns: &[(&'static str, Kind, &'static str)]) -> Table {
    let columns = columns.iter().map(|&(name, kind, about)| Column { name, kind, about });
    Table { name, columns: columns.collect() }
}
