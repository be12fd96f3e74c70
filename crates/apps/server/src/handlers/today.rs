//! What an analyst looks at first.

use crate::app::App;
use crate::asked::{Asked, asked};
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use relations::Coverage;
use serde::Serialize;
use serde_json::Value;
use store::{Filter, Happening, PlaceCount, Reader, Story};
use survey::TurnAnswer;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Since when something is new.
    TodayAsked {
        /// `cursor` of the last look
        #[serde(deserialize_with = "crate::asked::text")]
        after: Option<String>,
    }
}

/// What came since the last look.
#[derive(Serialize, ToSchema)]
struct New {
    /// Reports.
    reports: u64,
    /// Their events.
    events: u64,
}

/// A shift that was told.
#[derive(Serialize, ToSchema)]
struct AlertAnswer {
    /// The shift; of one that was told by an earlier version without what made it.
    #[schema(value_type = TurnAnswer)]
    turn: Value,
    /// When it was told, UTC.
    at: String,
}

/// A day, and how much of it was published and told.
#[derive(Serialize, ToSchema)]
struct DayAnswer {
    /// The day.
    day: String,
    /// Reports that were published on it.
    reports: u64,
    /// Happenings that began on it.
    happenings: u64,
}

/// What an analyst looks at first.
#[derive(Serialize, ToSchema)]
struct TodayAnswer {
    /// For the next look.
    cursor: String,
    /// Day of the newest report.
    last_published: Option<String>,
    /// What came since the last look; null without one.
    new: Option<New>,
    /// Shifts that were told last, the newest first.
    alerts: Vec<AlertAnswer>,
    /// What took place in the 30 days up to the newest report, by weight.
    happenings: Vec<Happening>,
    /// The newest stories that several publishers tell; all of them if there are none.
    stories: Vec<Story>,
    /// Where it took place in those days.
    places: Vec<PlaceCount>,
    /// The 90 days up to the newest report.
    volume: Vec<DayAnswer>,
}

/// How many are listed of each.
const ALERTS: usize = 20;
const HAPPENINGS: usize = 30;
const STORIES: usize = 12;
const PLACES: usize = 200;

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(today))
}

/// What is new, what turned, what weighs most
#[utoipa::path(get, path = "/today", tag = "today", params(TodayAsked), responses((status = 200, body = TodayAnswer)))]
async fn today(State(app): State<App>, Asked(asked): Asked<TodayAsked>) -> Result<Json<TodayAnswer>, Problem> {
    let after = asked.after.map(|after| {
        let wrong = || Problem::bad_request(format!("after {after}: not a cursor of this path"), "leave it out");
        i64::from_str_radix(&after, 16).ok().filter(|key| *key >= 0).ok_or_else(wrong)
    });
    let after = after.transpose()?;
    let coverage = app.coverage().await?;
    app.read(move |reader| {
        let last = coverage.last_report();
        let days = last.map(|last| (last.checked_sub(29.days()).unwrap_or(last), last));
        let arrived = after.map(|after| reader.arrived_since(after)).transpose()?;
        Ok(Json(TodayAnswer {
            cursor: format!("{:x}", reader.newest_report()?),
            last_published: last.map(|day| day.to_string()),
            new: arrived.map(|arrived| New { reports: arrived.reports, events: arrived.events }),
            alerts: alerts(reader)?,
            happenings: days.map_or(Ok(Vec::new()), |(first, last)| reader.weighty(first, last, HAPPENINGS))?,
            stories: stories(reader)?,
            places: days.map_or(Ok(Vec::new()), |(first, last)| {
                reader.places(&Filter { since: Some(first), until: Some(last), ..Filter::default() }, PLACES)
            })?,
            volume: last.map(|last| volume(&coverage, last)).unwrap_or_default(),
        }))
    })
    .await
}

fn volume(coverage: &Coverage, last: Date) -> Vec<DayAnswer> {
    let first = last.checked_sub(89.days()).unwrap_or(last);
    let days = first.series(1.day()).take_while(|day| *day <= last);
    days.map(|day| DayAnswer {
        day: day.to_string(),
        reports: coverage.n_reports(day, day),
        happenings: coverage.n_happenings(day, day),
    })
    .collect()
}

fn alerts(reader: &Reader) -> Result<Vec<AlertAnswer>, Problem> {
    let alert = |alert: store::Alert| {
        let turn = serde_json::from_str(&alert.shift).unwrap_or_default();
        AlertAnswer { turn, at: alert.at }
    };
    Ok(reader.newest_alerts(ALERTS)?.into_iter().map(alert).collect())
}

fn stories(reader: &Reader) -> Result<Vec<Story>, Problem> {
    let told_by_several = reader.stories(None, None, None, 2, STORIES, 0)?;
    Ok(if told_by_several.is_empty() { reader.stories(None, None, None, 0, STORIES, 0)? } else { told_by_several })
}
