//! Relations over time, and where they turned.

use crate::app::App;
use crate::asked::{Asked, NAMES, asked, one_of, pair};
use crate::problem::Problem;
use answers::{Drawn, Lens, Spelling, in_order, name, picture};
use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use relations::{Happening, Period, Series, Shift, Strand};
use serde::{Deserialize, Serialize};
use store::{Meeting, Party, Reader};
use survey::{PointAnswer, Survey, TurnAnswer};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Makes a struct of the parameters that choose a relation, with others of its own.
macro_rules! asked_of_a_relation {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Deserialize, IntoParams)]
        #[serde(deny_unknown_fields, default)]
        #[into_params(parameter_in = Query)]
        struct $name {
            /// A country (`BGD`, `Bangladesh`), a sector of it (`BGD MIL`), or words of a name: give it two to six times
            #[param(required, min_items = 2, max_items = 6)]
            party: Vec<String>,
            /// How long each point lasts: `day`, `week`, `month`, `quarter` or `year`
            #[serde(deserialize_with = "crate::asked::text")]
            by: Option<String>,
            /// First day
            #[serde(deserialize_with = "crate::asked::day")]
            #[param(value_type = Option<String>, format = Date)]
            since: Option<Date>,
            /// Last day
            #[serde(deserialize_with = "crate::asked::day")]
            #[param(value_type = Option<String>, format = Date)]
            until: Option<Date>,
            /// Only one strand: `military`, `diplomatic` or `economic`
            #[serde(deserialize_with = "crate::asked::text")]
            strand: Option<String>,
            /// Only what the first of a pair does to the other
            #[serde(deserialize_with = "crate::asked::flag")]
            #[param(value_type = Option<bool>)]
            directed: Option<bool>,
            /// False alarms a month of a pair that shifts are looked for with, above 0 and below 1
            #[serde(deserialize_with = "crate::asked::probability")]
            #[param(value_type = Option<f64>, exclusive_minimum = 0, exclusive_maximum = 1)]
            false_alarms: Option<f64>,
            $($(#[$field_meta])* $field: $type,)*
        }

        impl $name {
            fn question(&self) -> Result<Question, Problem> {
                in_order(self.since, self.until, Spelling::Parameters)?;
                let by = self.by.as_deref().map(|by| one_of("by", by, &Period::ALL, Period::name));
                let strand = self.strand.as_deref().map(|strand| one_of("strand", strand, &Strand::ALL, Strand::name));
                let lens = Lens {
                    by: by.transpose()?.unwrap_or(Period::Month),
                    since: self.since,
                    until: self.until,
                    strand: strand.transpose()?,
                    is_directed: self.directed.unwrap_or_default(),
                    false_alarms: rate(self.false_alarms)?,
                };
                Ok(Question { parties: parties(&self.party)?, lens })
            }
        }
    };
}

asked_of_a_relation! {
    /// Which relation is asked for, and how it is counted.
    RelationsAsked {}
}

asked_of_a_relation! {
    /// Which relation is drawn, and as what.
    ChartAsked {
        /// Of a picture: `svg` or `png`
        #[serde(deserialize_with = "crate::asked::text")]
        form: Option<String>,
    }
}

asked! {
    /// Who met whom of two.
    PeopleAsked {
        /// The two: give it twice
        #[param(required, min_items = 2, max_items = 6)]
        party: Vec<String>,
        ..period("First day", "Last day"),
    }
}

asked! {
    /// Where relations turned.
    ShiftsAsked {
        /// Two parties: give it twice; all pairs of countries without it
        #[param(min_items = 2, max_items = 2)]
        between: Vec<String>,
        /// Least probability, 0 to 1
        #[serde(deserialize_with = "crate::asked::probability")]
        #[param(value_type = Option<f64>, minimum = 0, maximum = 1)]
        sure: Option<f64>,
        /// False alarms a month of a pair, above 0 and below 1
        #[serde(deserialize_with = "crate::asked::probability")]
        #[param(value_type = Option<f64>, exclusive_minimum = 0, exclusive_maximum = 1)]
        false_alarms: Option<f64>,
        ..period("First day on which it could be told", "Last such day"),
    }
}

/// A party as it was asked for, and as it was understood.
#[derive(Serialize, ToSchema)]
struct PartyAnswer {
    /// As it was asked for.
    asked: String,
    /// As it is called.
    name: String,
    /// Code of its country; null of words of a name.
    code: Option<String>,
}

/// A pair of the parties asked for.
#[derive(Serialize, ToSchema)]
struct PairAnswer {
    /// Which of the parties, from 0.
    first: usize,
    /// The other.
    second: usize,
    /// Happenings of the strand and direction asked for.
    happenings: usize,
    /// The series.
    points: Vec<PointAnswer>,
    /// Where it turned.
    turns: Vec<TurnAnswer>,
}

/// Relations of two or more, each pair by itself.
#[derive(Serialize, ToSchema)]
struct RelationsAnswer {
    /// How long each point lasts.
    by: &'static str,
    /// First day of the series; null of a store without reports.
    first: Option<String>,
    /// Last day.
    last: Option<String>,
    /// The parties.
    parties: Vec<PartyAnswer>,
    /// Their pairs.
    pairs: Vec<PairAnswer>,
}

/// Who met.
#[derive(Serialize, ToSchema)]
struct PeopleAnswer {
    /// At most 100, the most often met first.
    items: Vec<Meeting>,
}

/// One who turned to one and away from another at about the same time.
#[derive(Serialize, ToSchema)]
struct TriangleAnswer {
    /// Who.
    country: String,
    /// The turn to the one.
    toward: TurnAnswer,
    /// The turn away from the other.
    away: TurnAnswer,
}

/// Where relations turned.
#[derive(Serialize, ToSchema)]
struct ShiftsAnswer {
    /// The newest first.
    items: Vec<TurnAnswer>,
    /// Who turned from one to another.
    triangles: Vec<TriangleAnswer>,
}

/// The routes of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(relations))
        .routes(routes!(people))
        .routes(routes!(chart))
        .routes(routes!(shifts))
}

/// Most parties whose pairs are told at once.
const MOST_PARTIES: usize = 6;

/// Points of all pairs together: fifty years of days of one pair.
const MOST_POINTS: usize = 20_000;

/// People who are listed.
const MOST_PEOPLE: usize = 100;

/// What was asked for, understood.
struct Question {
    parties: Vec<(String, Party)>,
    lens: Lens,
}

impl Question {
    fn drawn(
        &self,
        survey: &Survey,
        one: &Party,
        other: &Party,
    ) -> Result<(Vec<Happening>, Series, Vec<Shift>), Problem> {
        let relation = survey.relation(one, other)?;
        let chosen = self.lens.chosen(&relation);
        let series = survey.series(&relation, &chosen, &self.lens.options(survey))?;
        let detector = survey.detector(self.lens.false_alarms)?;
        let shifts = detector.map(|detector| survey::shifts(&detector, &chosen)).unwrap_or_default();
        Ok((chosen, series, shifts))
    }
}

/// The rate asked for, which is above 0 and below 1.
fn rate(asked: Option<f64>) -> Result<f64, Problem> {
    let rate = asked.unwrap_or(survey::FALSE_ALARMS);
    if rate > 0.0 && rate < 1.0 {
        return Ok(rate);
    }
    let detail = format!("false_alarms {rate}: expected a number above 0 and below 1");
    Err(Problem::bad_request(detail, "0.005 is one false alarm in 200 months of a pair"))
}

/// Two to six different parties.
fn parties(typed: &[String]) -> Result<Vec<(String, Party)>, Problem> {
    let typed: Vec<&String> = typed.iter().filter(|typed| !typed.trim().is_empty()).collect();
    let remedy = "give `party` two to six times: `party=BGD&party=PAK`";
    if !(2..=MOST_PARTIES).contains(&typed.len()) {
        let detail = format!("party: expected 2 to {MOST_PARTIES}, found {}", typed.len());
        return Err(Problem::bad_request(detail, remedy));
    }
    let parties: Vec<(String, Party)> = typed.iter().map(|typed| (typed.to_string(), NAMES.party(typed))).collect();
    for (at, (typed, party)) in parties.iter().enumerate() {
        if parties[..at].iter().any(|(_, other)| other == party) {
            return Err(Problem::bad_request(format!("party {typed}: the same party twice"), remedy));
        }
    }
    Ok(parties)
}

fn answer_of((asked, party): &(String, Party)) -> PartyAnswer {
    let code = match party {
        Party::Country(code) | Party::Sector(code, _) => Some(code.clone()),
        Party::Named(_) => None,
    };
    PartyAnswer { asked: asked.clone(), name: name(party), code }
}

/// The series of two or more parties, pair by pair, and where they turned
#[utoipa::path(get, path = "/relations", tag = "relations", params(RelationsAsked), responses((status = 200, body = RelationsAnswer)))]
async fn relations(
    State(app): State<App>,
    Asked(asked): Asked<RelationsAsked>,
) -> Result<Json<RelationsAnswer>, Problem> {
    let question = asked.question()?;
    let coverage = app.coverage().await?;
    app.read(move |reader| {
        let survey = Survey::over(reader, coverage);
        let options = question.lens.options(&survey);
        let mut pairs = Vec::new();
        for (second, (_, other)) in question.parties.iter().enumerate() {
            for (first, (_, one)) in question.parties[..second].iter().enumerate() {
                let relation = survey.relation(one, other)?;
                let chosen = question.lens.chosen(&relation);
                let series = survey.series(&relation, &chosen, &options)?;
                check_length(series.points.len(), question.parties.len())?;
                let turns = survey.turns_among(question.lens.false_alarms, one, other, &chosen)?;
                pairs.push(PairAnswer {
                    first,
                    second,
                    happenings: chosen.len(),
                    points: series.points.iter().map(|point| PointAnswer::of(point, series.period)).collect(),
                    turns: turns.iter().map(TurnAnswer::of).collect(),
                });
            }
        }
        Ok(Json(RelationsAnswer {
            by: question.lens.by.name(),
            first: options.first.map(|day| day.to_string()),
            last: options.last.map(|day| day.to_string()),
            parties: question.parties.iter().map(answer_of).collect(),
            pairs,
        }))
    })
    .await
}

/// Refuses what no client could read: a point is about a kilobyte.
fn check_length(n_points: usize, n_parties: usize) -> Result<(), Problem> {
    let n_pairs = n_parties * (n_parties - 1) / 2;
    if n_points * n_pairs <= MOST_POINTS {
        return Ok(());
    }
    let detail = format!("{n_points} periods of {n_pairs} pairs: expected at most {MOST_POINTS} points together");
    Err(Problem::bad_request(detail, "take a longer `by`, narrow it with `since` and `until`, or name fewer parties"))
}

/// The people of two parties who met
#[utoipa::path(get, path = "/relations/people", tag = "relations", params(PeopleAsked), responses((status = 200, body = PeopleAnswer)))]
async fn people(State(app): State<App>, Asked(asked): Asked<PeopleAsked>) -> Result<Json<PeopleAnswer>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    let parties = parties(&asked.party)?;
    app.read(move |reader| {
        let mut keys = Vec::new();
        for (second, (_, other)) in parties.iter().enumerate() {
            for (_, one) in &parties[..second] {
                keys.extend(keys_of(reader, one, other, &asked)?);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Ok(Json(PeopleAnswer { items: reader.meetings(&keys, MOST_PEOPLE)? }))
    })
    .await
}

fn keys_of(reader: &Reader, one: &Party, other: &Party, asked: &PeopleAsked) -> Result<Vec<i64>, Problem> {
    let is_in =
        |day: Date| asked.since.is_none_or(|since| since <= day) && asked.until.is_none_or(|until| day <= until);
    let found = reader.between(one, other)?;
    let is_meeting = |happening: &store::PairHappening| happening.event_type == "CONSULT" && is_in(happening.day);
    Ok(found.into_iter().filter(is_meeting).map(|happening| happening.key).collect())
}

/// The picture of a relation, as SVG or PNG
#[utoipa::path(get, path = "/relations/chart", tag = "relations", params(ChartAsked),
    responses((status = 200, content((String = "image/svg+xml"), (Vec<u8> = "image/png")))))]
async fn chart(State(app): State<App>, Asked(asked): Asked<ChartAsked>) -> Result<Response, Problem> {
    let question = asked.question()?;
    let is_png = match asked.form.as_deref().unwrap_or("svg") {
        "svg" => false,
        "png" => true,
        other => return Err(Problem::bad_request(format!("form {other}: expected svg or png"), "take one of these")),
    };
    if question.parties.len() != 2 {
        let detail = format!("party: expected two of a picture, found {}", question.parties.len());
        return Err(Problem::bad_request(detail, "give `party` twice"));
    }
    let coverage = app.coverage().await?;
    app.read(move |reader| {
        let survey = Survey::over(reader, coverage);
        let [(_, one), (_, other)] = &question.parties[..] else { unreachable!("there are two") };
        let (chosen, series, shifts) = question.drawn(&survey, one, other)?;
        let about = Drawn {
            parties: [one, other],
            is_directed: question.lens.is_directed,
            strand: question.lens.strand,
            false_alarms: question.lens.false_alarms,
            chosen: &chosen,
            shifts: &shifts,
        };
        let chart = picture(&about, &series);
        let too_long = |error: charts::Error| {
            let remedy = "narrow it with `since` and `until`, take a longer `by`, or fill the store if it is empty";
            Problem::bad_request(format!("the relation cannot be drawn: {error}"), remedy)
        };
        Ok(if is_png {
            ([(CONTENT_TYPE, "image/png")], charts::png(&chart).map_err(too_long)?.bytes).into_response()
        } else {
            ([(CONTENT_TYPE, "image/svg+xml")], charts::svg(&chart).map_err(too_long)?).into_response()
        })
    })
    .await
}

/// Where relations turned, and who turned from one to another
#[utoipa::path(get, path = "/shifts", tag = "relations", params(ShiftsAsked), responses((status = 200, body = ShiftsAnswer)))]
async fn shifts(State(app): State<App>, Asked(asked): Asked<ShiftsAsked>) -> Result<Json<ShiftsAnswer>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    let (rate, sure) = (rate(asked.false_alarms)?, asked.sure.unwrap_or_default());
    let pair = pair("between", &asked.between)?.map(|pair| pair.map(|typed| NAMES.party(&typed)));
    let coverage = app.coverage().await?;
    app.read(move |reader| {
        let survey = Survey::over(reader, coverage);
        let mut turns = match &pair {
            Some([one, other]) => survey.turns_between(rate, one, other)?,
            None => survey.turns(rate, None)?,
        };
        turns.retain(|turn| {
            let told = turn.shift.told;
            turn.shift.probability >= sure
                && asked.since.is_none_or(|since| since <= told)
                && asked.until.is_none_or(|until| told <= until)
        });
        let triangle = |(country, toward, away): (String, &survey::Turn, &survey::Turn)| TriangleAnswer {
            country,
            toward: TurnAnswer::of(toward),
            away: TurnAnswer::of(away),
        };
        let triangles = survey::triangles(&turns).into_iter().map(triangle).collect();
        Ok(Json(ShiftsAnswer { items: turns.iter().rev().map(TurnAnswer::of).collect(), triangles }))
    })
    .await
}
