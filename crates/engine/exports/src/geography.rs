//! How exactly places and dates are known, and places as GDELT writes them.

use ontology::Country;
use record::{EventDate, EventPlace, Place, Record};

/// How exactly a place is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Precision {
    /// A town, or anything else with coordinates of its own.
    Town,
    /// A province or state.
    Province,
    /// A country.
    Country,
    /// Words only.
    Unresolved,
}

impl Precision {
    pub fn of_event(place: &EventPlace) -> Precision {
        let is_province = place.feature.as_deref().is_some_and(|feature| feature.starts_with("ADM"));
        let is_country = place.feature.as_deref().is_some_and(|feature| feature.starts_with("PCL"));
        match place.lat {
            _ if is_country => Precision::Country,
            _ if is_province => Precision::Province,
            Some(_) => Precision::Town,
            None if place.country.is_some() => Precision::Country,
            None => Precision::Unresolved,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Precision::Town => "town",
            Precision::Province => "province",
            Precision::Country => "country",
            Precision::Unresolved => "unresolved",
        }
    }
}

/// `day`, `week` (seven days), `month`, `year`, or `range`.
pub(crate) fn date_precision(date: &EventDate) -> &'static str {
    let day = |written: &str| written.parse::<jiff::civil::Date>().ok();
    day(&date.start).zip(day(&date.end)).map_or("range", |(first, last)| span_precision(first, last))
}

/// What the days from `first` to `last` are together.
pub(crate) fn span_precision(first: jiff::civil::Date, last: jiff::civil::Date) -> &'static str {
    let n_days = last.duration_since(first).as_hours() / 24 + 1;
    match n_days {
        1 => "day",
        7 => "week",
        _ if first == first.first_of_year() && last == first.last_of_year() => "year",
        _ if first == first.first_of_month() && last == first.last_of_month() => "month",
        _ => "range",
    }
}

/// A place as GDELT writes it.
#[derive(Clone, PartialEq, Default, Debug)]
pub(crate) struct Location {
    /// 1 country, 2 US state, 3 US town, 4 town, 5 province.
    pub geo_type: Option<u8>,
    /// `Town, Province, Country`.
    pub full_name: String,
    /// FIPS 10-4.
    pub fips: &'static str,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// `geonames:1166993`, or the FIPS code of a country.
    pub feature_id: String,
}

impl Location {
    pub fn of_event(place: &EventPlace) -> Location {
        let precision = Precision::of_event(place);
        let words = Words { name: &place.name, admin1: place.admin1.as_deref(), country: place.country.as_deref() };
        words.location(precision, [place.lat, place.lon], place.geonames)
    }

    pub fn of_named(place: &Place) -> Location {
        let precision = match (place.lat, &place.country) {
            (Some(_), _) => Precision::Town,
            (None, Some(_)) => Precision::Country,
            (None, None) => Precision::Unresolved,
        };
        let words = Words { name: &place.name, admin1: place.admin1.as_deref(), country: place.country.as_deref() };
        words.location(precision, [place.lat, place.lon], place.geonames)
    }

    /// The place nearest to a code point, in the sentence that holds it.
    pub fn near(record: &Record, point: usize) -> Option<Location> {
        let [start, end] = record.sentences.iter().find(|[start, end]| (*start..*end).contains(&point))?;
        let inside = record.places.iter().filter(|place| *start <= place.start && place.end <= *end);
        inside.min_by_key(|place| place.start.abs_diff(point)).map(Location::of_named)
    }

    /// First-level division: the country's own code where that is all that is known, as GDELT writes it.
    pub fn adm1(&self) -> &'static str {
        if self.geo_type == Some(1) { self.fips } else { "" }
    }
}

struct Words<'a> {
    name: &'a str,
    admin1: Option<&'a str>,
    country: Option<&'a str>,
}

impl Words<'_> {
    fn location(&self, precision: Precision, [lat, lon]: [Option<f64>; 2], geonames: Option<u32>) -> Location {
        let country = self.country.and_then(Country::from_code);
        let fips = country.and_then(Country::fips).unwrap_or_default();
        let is_american = fips == "US";
        let geo_type = match precision {
            Precision::Country => Some(1),
            Precision::Province => Some(if is_american { 2 } else { 5 }),
            Precision::Town => Some(if is_american { 3 } else { 4 }),
            Precision::Unresolved => None,
        };
        let named = geonames.map(|id| format!("geonames:{id}"));
        let feature_id = if precision == Precision::Country { fips.to_string() } else { named.unwrap_or_default() };
        Location { geo_type, full_name: self.full_name(precision), fips, lat, lon, feature_id }
    }

    fn full_name(&self, precision: Precision) -> String {
        let country = self.country.and_then(Country::from_code).map(Country::name);
        let parts = match precision {
            Precision::Country => vec![country],
            Precision::Province => vec![Some(self.name), country],
            Precision::Town => vec![Some(self.name), self.admin1, country],
            Precision::Unresolved => vec![Some(self.name)],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &str, end: &str, expected: &str) {
        let date = EventDate { start: start.into(), end: end.into(), basis: "stated".into(), text: None, span: None };
        assert_eq!(date_precision(&date), expected, "{start} to {end}");
    }

    #[test]
    fn dates_are_as_exact_as_their_days() {
        check("2025-01-14", "2025-01-14", "day");
        check("2025-01-13", "2025-01-19", "week");
        check("2024-02-01", "2024-02-29", "month");
        check("2025-01-01", "2025-12-31", "year");
        check("2025-01-30", "2025-02-02", "range");
    }

    #[test]
    fn towns_provinces_and_countries_have_their_types() {
        let place = |name: &str, country: &str, lat, feature: Option<&str>| EventPlace {
            text: name.into(),
            span: [0, 1],
            name: name.into(),
            country: Some(country.into()),
            admin1: Some("Punjab".into()),
            lat,
            lon: lat,
            geonames: lat.map(|_| 7),
            feature: feature.map(String::from),
        };
        let written = |place: &EventPlace| {
            let at = Location::of_event(place);
            format!("{:?} {} {} {}", at.geo_type, at.full_name, at.fips, at.feature_id)
        };
        let town = place("Rawalpindi", "PAK", Some(33.6), Some("PPLA2"));
        assert_eq!(written(&town), "Some(4) Rawalpindi, Punjab, Pakistan PK geonames:7");
        let state = place("Texas", "USA", Some(31.2), Some("ADM1"));
        assert_eq!(written(&state), "Some(2) Texas, United States US geonames:7");
        assert_eq!(written(&place("hospital", "DEU", None, None)), "Some(1) Germany GM GM");
    }
}
