//! `entente relations`.

use crate::Outcome;
use crate::args::{Output, Relations};
use crate::output::{self, Results};
use crate::rows::Rows;
use crate::settings::{Settings, TableForm};
use answers::tables::{SERIES, headings, series_row};
use answers::{Lens, Names, Related, RelationAsked, Spelling};
use anyhow::Context;
use charts::{Chart, Letters, Terminal};
use relations::Series;
use store::Reader;
use survey::point_json;

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
    let asked = RelationAsked {
        parties: [command.one.clone(), command.other.clone()],
        lens: Lens {
            by: command.by,
            strand: command.strand,
            is_directed: command.directed,
            since: command.since,
            until: command.until,
            false_alarms: command.false_alarms,
        },
    };
    let reader = Reader::open(&settings.store)?;
    let related = Related::of(&reader, &asked, &Names::default(), Spelling::Flags)?;
    if related.is_empty() {
        related.absent(&reader)?.iter().for_each(|told| output::complain(told));
        output::complain(&format!(
            "{}: nothing that took place between {} and {}",
            settings.store.display(),
            command.one,
            command.other
        ));
        return Ok(Outcome::NothingFound);
    }
    let series = &related.series;
    match form {
        Form::Table(TableForm::Json) => print_json(series),
        Form::Table(TableForm::Csv) => print_csv(series, settings)?,
        Form::Table(TableForm::Text) => {
            let terminal =
                Terminal { width: settings.width.max(60), letters: Letters::Blocks, is_colored: settings.is_colored };
            Results::new().write(&charts::text(&related.picture(), &terminal).context(TOO_LONG)?);
        }
        Form::Svg => Results::new().write(&charts::svg(&related.picture()).context(TOO_LONG)?),
        Form::Png => print_png(&related.picture())?,
    }
    Ok(Outcome::Done)
}

const TOO_LONG: &str = "the relation cannot be drawn: narrow it with `--since` and `--until`, or take a longer `--by`";

fn print_json(series: &Series) {
    let mut results = Results::new();
    for point in &series.points {
        results.write(&format!("{}\n", point_json(point, series.period)));
    }
}

fn print_csv(series: &Series, settings: &Settings) -> anyhow::Result<()> {
    let mut rows = Rows::new(settings)?;
    rows.headings(&headings(&SERIES));
    for point in &series.points {
        rows.add(series_row(point, series.period));
    }
    rows.finish();
    Ok(())
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
