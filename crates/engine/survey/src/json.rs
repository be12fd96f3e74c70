//! Series and turns as programs read them.

use crate::turn::{Told, Turn};
use relations::{Change, Covered, Estimate, Expected, Ground, Interval, Kind, Level, Measure, Period, Point, Tally};
use serde::Serialize;
use serde_json::{Value, json};
use store::PartyRow;
use utoipa::ToSchema;

/// A period of a series; `docs/relations.md` tells its columns.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Point)]
pub struct PointAnswer {
    /// `2025-01`, as periods of this length are called.
    period: String,
    /// First day.
    first: String,
    /// Last day.
    last: String,
    /// Share of it that reports cover, 0 to 1.
    covered: f64,
    /// All happenings.
    all: TallyAnswer,
    /// What the first does to the second.
    forth: TallyAnswer,
    /// What the second does to the first.
    back: TallyAnswer,
    /// What they do together.
    mutual: TallyAnswer,
    /// The military strand.
    military: TallyAnswer,
    /// The diplomatic strand.
    diplomatic: TallyAnswer,
    /// The economic strand.
    economic: TallyAnswer,
    /// Share of the first's happenings that are with the second, 0 to 1.
    attention_of_first: Option<f64>,
    /// Share of the second's happenings that are with the first, 0 to 1.
    attention_of_second: Option<f64>,
    /// Cooperation.
    cooperation: LevelAnswer,
    /// Conflict.
    conflict: LevelAnswer,
}

/// Happenings counted and summed.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Tally)]
pub struct TallyAnswer {
    /// How many.
    happenings: u64,
    /// How many events mention them.
    mentions: u64,
    /// Happenings by quad category, from 1 to 4.
    by_quad: [u64; 4],
    /// Sum of PLOVER scores.
    score_sum: f64,
    /// Their mean.
    score_mean: Option<f64>,
    /// Sum of Goldstein values.
    goldstein_sum: f64,
    /// Their mean.
    goldstein_mean: Option<f64>,
}

/// How much of one side there was.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Level)]
pub struct LevelAnswer {
    /// Happenings.
    count: u64,
    /// Happenings a month.
    rate: Option<EstimateAnswer>,
    /// What the past lets expect.
    expected: Option<ExpectedAnswer>,
}

/// A value and the interval that holds it with 95 % probability.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Estimate)]
pub struct EstimateAnswer {
    /// The value.
    value: f64,
    /// Lower and upper bound.
    interval: [f64; 2],
}

/// What the past lets expect of a period.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Expected)]
pub struct ExpectedAnswer {
    /// Happenings.
    mean: f64,
    /// Bounds of four of five such periods.
    eighty: [f64; 2],
    /// Bounds of 19 of 20.
    ninety_five: [f64; 2],
}

/// A shift of a relation, with what changed and what made it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Turn)]
pub struct TurnAnswer {
    /// Code or name of one party.
    first: String,
    /// Of the other.
    second: String,
    /// `warmer` or `cooler`.
    course: &'static str,
    /// First day of the month in which it most probably began.
    began: String,
    /// Earliest such day.
    began_first: String,
    /// Latest such day.
    began_last: String,
    /// Day on which it could be told.
    told: String,
    /// Probability that there was a shift, 0 to 1.
    probability: f64,
    /// What changed.
    changes: Vec<ChangeAnswer>,
    /// The happenings that made it, best first.
    made_by: Vec<ReasonAnswer>,
}

/// A change of one measure.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeAnswer {
    /// `cooperation`, `conflict` or `balance`.
    measure: &'static str,
    /// `level`, `trend` or `balance`.
    kind: &'static str,
    /// Before: happenings a month, or the share of cooperation.
    before: EstimateAnswer,
    /// Since.
    after: EstimateAnswer,
    /// Probability, 0 to 1.
    probability: f64,
}

/// A happening that made a shift.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[schema(as = Reason)]
pub struct ReasonAnswer {
    /// Its id.
    happening: String,
    /// Id of the mention that stands for it.
    event: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    event_type: String,
    /// Mode.
    mode: Option<String>,
    /// First day.
    date_start: Option<String>,
    /// Who does it.
    actors: Vec<PartyRow>,
    /// To whom.
    recipients: Vec<PartyRow>,
    /// Independent publishers.
    publishers: u64,
    /// Why it counts: `new dealing`, `deed`, `weighty`, `many publishers`, `near the change`.
    grounds: Vec<&'static str>,
    /// A sentence that tells it.
    evidence: String,
    /// Who printed that.
    publisher: Option<String>,
    /// Under which headline.
    title: Option<String>,
    /// Where.
    url: Option<String>,
}

/// A point of a series: one object with the columns that `docs/relations.md` tells.
pub fn point_json(point: &Point, period: Period) -> Value {
    json!(PointAnswer::of(point, period))
}

/// A turn, with what changed and what made it.
pub fn turn_json(turn: &Turn) -> Value {
    json!(TurnAnswer::of(turn))
}

impl PointAnswer {
    /// Of a point of a series by `period`.
    pub fn of(point: &Point, period: Period) -> PointAnswer {
        PointAnswer {
            period: period.label(point.first),
            first: point.first.to_string(),
            last: point.last.to_string(),
            covered: match point.covered {
                Covered::Whole => 1.0,
                Covered::Partly(share) => rounded(share),
                Covered::Missing => 0.0,
            },
            all: tally(&point.all),
            forth: tally(&point.forth),
            back: tally(&point.back),
            mutual: tally(&point.mutual),
            military: tally(&point.military),
            diplomatic: tally(&point.diplomatic),
            economic: tally(&point.economic),
            attention_of_first: point.attention_of_first.map(rounded),
            attention_of_second: point.attention_of_second.map(rounded),
            cooperation: level(&point.cooperation),
            conflict: level(&point.conflict),
        }
    }
}

impl TurnAnswer {
    /// Of a turn.
    pub fn of(turn: &Turn) -> TurnAnswer {
        let [first, second] = turn.pair.codes();
        TurnAnswer {
            first: first.to_string(),
            second: second.to_string(),
            course: turn.shift.course.name(),
            began: turn.shift.began.to_string(),
            began_first: turn.shift.began_first.to_string(),
            began_last: turn.shift.began_last.to_string(),
            told: turn.shift.told.to_string(),
            probability: rounded(turn.shift.probability),
            changes: turn.shift.changes.iter().map(change).collect(),
            made_by: turn.made_by.iter().map(told).collect(),
        }
    }
}

fn tally(tally: &Tally) -> TallyAnswer {
    TallyAnswer {
        happenings: tally.n_happenings,
        mentions: tally.n_mentions,
        by_quad: tally.by_quad.map(u64::from),
        score_sum: rounded(tally.score_sum),
        score_mean: tally.mean_score().map(rounded),
        goldstein_sum: rounded(tally.goldstein_sum),
        goldstein_mean: tally.mean_goldstein().map(rounded),
    }
}

fn level(level: &Level) -> LevelAnswer {
    LevelAnswer {
        count: level.count,
        rate: level.rate.as_ref().map(estimate),
        expected: level.expected.as_ref().map(expected),
    }
}

fn expected(expected: &Expected) -> ExpectedAnswer {
    ExpectedAnswer {
        mean: rounded(expected.mean),
        eighty: interval(&expected.eighty),
        ninety_five: interval(&expected.ninety_five),
    }
}

fn estimate(estimate: &Estimate) -> EstimateAnswer {
    EstimateAnswer { value: rounded(estimate.value), interval: interval(&estimate.interval) }
}

fn interval(interval: &Interval) -> [f64; 2] {
    [rounded(interval.low), rounded(interval.high)]
}

/// Four digits after the point: more say nothing.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn change(change: &Change) -> ChangeAnswer {
    ChangeAnswer {
        measure: match change.measure {
            Measure::Cooperation => "cooperation",
            Measure::Conflict => "conflict",
            Measure::Balance => "balance",
        },
        kind: match change.kind {
            Kind::Level => "level",
            Kind::Trend => "trend",
            Kind::Balance => "balance",
        },
        before: estimate(&change.before),
        after: estimate(&change.after),
        probability: rounded(change.probability),
    }
}

fn told(told: &Told) -> ReasonAnswer {
    let happening = &told.happening;
    let ground = |ground: &Ground| match ground {
        Ground::NewDealing => "new dealing",
        Ground::Material => "deed",
        Ground::Weighty => "weighty",
        Ground::ManyPublishers => "many publishers",
        Ground::NearChange => "near the change",
    };
    ReasonAnswer {
        happening: happening.id.clone(),
        event: happening.event.clone(),
        event_type: happening.event_type.clone(),
        mode: happening.mode.clone(),
        date_start: happening.date_start.clone(),
        actors: happening.actors.clone(),
        recipients: happening.recipients.clone(),
        publishers: happening.publishers,
        grounds: told.grounds.iter().map(ground).collect(),
        evidence: happening.evidence.clone(),
        publisher: happening.publisher.clone(),
        title: happening.title.clone(),
        url: happening.url.clone(),
    }
}
