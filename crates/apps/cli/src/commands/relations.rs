//! `entente relations`.

use crate::Outcome;
use crate::args::{Output, Relations};
use crate::output::{self, Results};
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use answers::{Drawn, Names, Spelling, picture};
use anyhow::{Context, bail};
use charts::{Chart, Letters, Terminal};
use relations::{Covered, Direction, Happening, Options, Period, Point, Series};
use serde_json::Value;
use store::{Party, Reader};
use survey::{Relation, Survey, point_json};

/// How a relation is printed.
enum Form {
    Table(TableForm),
    Svg,
    Png,
}

/// Prints the series of two parties, or draws it.
pub fn run(command: &Relations, settings: &Settings) -> anyhow::Result<Outcome> {
    let form = match settings.output {
        Some(Output::Svg) => Form::Svg,
        Some(Output::Png) => Form::Png,
        _ => Form::Table(settings.table_form()?),
    };
    answers::in_order(command.since, command.until, Spelling::Flags)?;
    let names = Names::default();
    let (one, other) = (names.party(&command.one), names.party(&command.other));
    if one == other {
        bail!("{}: expected two parties, found one twice", command.one);
    }
    let reader = Reader::open(&settings.store)?;
    let survey = Survey::new(&reader)?;
    let relation = survey.relation(&one, &other)?;
    let chosen = chosen(&relation, command);
    // What reports remember of earlier days is no series: it begins with the first report and ends with the last.
    let (first, last) = (survey.coverage().watched().map(|(first, _)| first), survey.coverage().last_report());
    let options = Options { period: command.by, first: command.since.or(first), last: command.until.or(last) };
    let series = survey.series(&relation, &chosen, &options)?;
    if chosen.is_empty() || series.points.is_empty() {
        for (typed, party) in [(&command.one, &one), (&command.other, &other)] {
            if reader.attention(party)?.is_empty() {
                let kind =
                    if matches!(party, Party::Named(_)) { "nobody of this name takes part" } else { "takes no part" };
                output::complain(&format!("{typed}: {kind} in anything that the store holds"));
            }
        }
        output::complain(&format!(
            "{}: nothing that took place between {} and {}",
            settings.store.display(),
            command.one,
            command.other
        ));
        return Ok(Outcome::NothingFound);
    }
    let detector = survey.detector(command.false_alarms)?;
    let shifts = detector.map(|detector| survey::shifts(&detector, &chosen)).unwrap_or_default();
    let about = Drawn {
        parties: [&one, &other],
        is_directed: command.directed,
        strand: command.strand,
        false_alarms: command.false_alarms,
        chosen: &chosen,
        shifts: &shifts,
    };
    let drawn = || picture(&about, &series);
    match form {
        Form::Table(TableForm::Json) => print_json(&series),
        Form::Table(TableForm::Csv) => print_csv(&series, settings)?,
        Form::Table(TableForm::Text) => {
            let terminal =
                Terminal { width: settings.width.max(60), letters: Letters::Blocks, is_colored: settings.is_colored };
            Results::new().write(&charts::text(&drawn(), &terminal).context(TOO_LONG)?);
        }
        Form::Svg => Results::new().write(&charts::svg(&drawn()).context(TOO_LONG)?),
        Form::Png => print_png(&drawn())?,
    }
    Ok(Outcome::Done)
}

const TOO_LONG: &str = "the relation cannot be drawn: narrow it with `--since` and `--until`, or take a longer `--by`";

/// The happenings of the strand and direction asked for.
fn chosen(relation: &Relation, command: &Relations) -> Vec<Happening> {
    let is_chosen = |happening: &&Happening| {
        command.strand.is_none_or(|strand| strand.holds(happening))
            && (!command.directed || happening.direction == Direction::Forth)
    };
    relation.happenings.iter().filter(is_chosen).cloned().collect()
}

fn print_json(series: &Series) {
    let mut results = Results::new();
    for point in &series.points {
        results.write(&format!("{}\n", point_json(point, series.period)));
    }
}

fn print_csv(series: &Series, settings: &Settings) -> anyhow::Result<()> {
    let mut rows = Rows::new(settings)?;
    rows.headings(&[
        "period",
        "covered",
        "happenings",
        "mentions",
        "cooperation",
        "conflict",
        "verbal_cooperation",
        "material_cooperation",
        "verbal_conflict",
        "material_conflict",
        "score_mean",
        "score_sum",
        "goldstein_mean",
        "goldstein_sum",
        "cooperation_expected",
        "cooperation_low",
        "cooperation_high",
        "conflict_expected",
        "conflict_low",
        "conflict_high",
        "forth",
        "back",
        "mutual",
        "military",
        "diplomatic",
        "economic",
        "attention_of_first",
        "attention_of_second",
    ]);
    for point in &series.points {
        rows.add(row(point, series.period));
    }
    rows.finish();
    Ok(())
}

/// A point in columns: what is not known is empty, and of a period without reports nothing is known.
fn row(point: &Point, period: Period) -> Vec<Value> {
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

fn print_png(chart: &Chart) -> anyhow::Result<()> {
    let picture = charts::png(chart).context(TOO_LONG)?;
    if !picture.undrawn.is_empty() {
        let letters: String = picture.undrawn.iter().collect();
        output::note(&format!("letters that the picture's font lacks: {letters} (`--output svg` has them)"));
    }
    Results::new().write_bytes(&picture.bytes);
    Ok(())
}
