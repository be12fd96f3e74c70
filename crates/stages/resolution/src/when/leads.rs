//! What stands before a core: prepositions, and the portions that are taken of it.

/// What a preposition does to the days after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Preposition {
    /// Nothing: `on`, `in`.
    Within,
    Since,
    Until,
    By,
    From,
    Before,
    After,
    /// `the accord of 2000`.
    Of,
}

pub const PREPOSITIONS: [(&[&str], Preposition); 36] = [
    (&["as", "far", "back", "as"], Preposition::Within),
    (&["as", "early", "as"], Preposition::Within),
    (&["as", "late", "as"], Preposition::Within),
    (&["as", "recently", "as"], Preposition::Within),
    (&["at", "the", "latest", "by"], Preposition::By),
    (&["shortly", "before"], Preposition::Within),
    (&["shortly", "after"], Preposition::Within),
    (&["just", "before"], Preposition::Within),
    (&["just", "after"], Preposition::Within),
    (&["ahead", "of"], Preposition::Before),
    (&["prior", "to"], Preposition::Before),
    (&["late", "on"], Preposition::Within),
    (&["early", "on"], Preposition::Within),
    (&["later", "on"], Preposition::Within),
    (&["earlier", "on"], Preposition::Within),
    (&["starting", "on"], Preposition::From),
    (&["starting", "from"], Preposition::From),
    (&["as", "of"], Preposition::Within),
    (&["up", "until"], Preposition::Until),
    (&["up", "to"], Preposition::Until),
    (&["on"], Preposition::Within),
    (&["in"], Preposition::Within),
    (&["at"], Preposition::Within),
    (&["during"], Preposition::Within),
    (&["over"], Preposition::Within),
    (&["throughout"], Preposition::Within),
    (&["around"], Preposition::Within),
    (&["since"], Preposition::Since),
    (&["until"], Preposition::Until),
    (&["till"], Preposition::Until),
    (&["through"], Preposition::Until),
    (&["by"], Preposition::By),
    (&["from"], Preposition::From),
    (&["before"], Preposition::Before),
    (&["after"], Preposition::After),
    (&["of"], Preposition::Of),
];

/// A part of a month, a year or a week.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    Early,
    Middle,
    Late,
    FirstHalf,
    SecondHalf,
    FirstWeek,
    LastWeek,
    /// From its beginning to the report: `earlier this week`.
    Earlier,
    /// From the report to its end: `later this month`.
    Later,
    /// The night that begins on its day.
    Night,
    /// The whole: `the day of`, `most of`.
    All,
}

pub const PORTIONS: [(&[&str], Portion); 39] = [
    (&["the", "first", "half", "of"], Portion::FirstHalf),
    (&["the", "second", "half", "of"], Portion::SecondHalf),
    (&["the", "latter", "half", "of"], Portion::SecondHalf),
    (&["the", "first", "week", "of"], Portion::FirstWeek),
    (&["the", "last", "week", "of"], Portion::LastWeek),
    (&["the", "first", "days", "of"], Portion::FirstWeek),
    (&["the", "last", "days", "of"], Portion::LastWeek),
    (&["the", "end", "of"], Portion::Late),
    (&["the", "close", "of"], Portion::Late),
    (&["the", "beginning", "of"], Portion::Early),
    (&["the", "start", "of"], Portion::Early),
    (&["the", "middle", "of"], Portion::Middle),
    (&["the", "night", "of"], Portion::Night),
    (&["the", "morning", "of"], Portion::All),
    (&["the", "afternoon", "of"], Portion::All),
    (&["the", "evening", "of"], Portion::All),
    (&["the", "day", "of"], Portion::All),
    (&["the", "early", "hours", "of"], Portion::All),
    (&["the", "small", "hours", "of"], Portion::All),
    (&["the", "month", "of"], Portion::All),
    (&["the", "year"], Portion::All),
    (&["for", "much", "of"], Portion::All),
    (&["for", "most", "of"], Portion::All),
    (&["much", "of"], Portion::All),
    (&["most", "of"], Portion::All),
    (&["the", "rest", "of"], Portion::Later),
    (&["early", "in"], Portion::Early),
    (&["late", "in"], Portion::Late),
    (&["earlier", "in"], Portion::Earlier),
    (&["later", "in"], Portion::Later),
    (&["early"], Portion::Early),
    (&["the", "early"], Portion::Early),
    (&["mid", "-"], Portion::Middle),
    (&["mid"], Portion::Middle),
    (&["late"], Portion::Late),
    (&["the", "late"], Portion::Late),
    (&["end", "-"], Portion::Late),
    (&["earlier"], Portion::Earlier),
    (&["later"], Portion::Later),
];
