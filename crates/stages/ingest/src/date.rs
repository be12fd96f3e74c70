use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

/// The day that `text` names: an ISO date, or the day at the beginning of a timestamp.
///
/// Reads `2025-01-16`, `20250116`, `2025-01-16T08:00:00+05:00`, `20250116080000`,
/// `Thu, 16 Jan 2025 08:00:00 +0500`, `16 January 2025` and `January 16, 2025`. The day is the one
/// written, in the timestamp's own zone. Years from 1000 to 2200 are dates; others are mistakes.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| mail(text)).or_else(|| written_out(text)).and_then(plausible)
}

/// What [`parse_date`] reads, for messages.
pub(crate) const EXPECTED: &str = "a date such as 2025-01-16";

/// `day`, if news can be of it.
pub(crate) fn plausible(day: Date) -> Option<Date> {
    Some(day).filter(|day| (1000..=2200).contains(&day.year()))
}

/// The second, counted from 1970, and the minutes east of Greenwich of the timestamp that `text` is; of a day alone its
/// first second in Greenwich.
pub(crate) fn parse_timestamp(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(text.replace("UTC", "GMT"));
    if let Ok(zoned) = zoned {
        return Some((zoned.timestamp().as_second(), i64::from(zoned.offset().seconds()) / 60));
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        let offset = Pieces::parse(text).ok()?.to_numeric_offset().map_or(0, |offset| offset.seconds());
        return Some((timestamp.as_second(), i64::from(offset) / 60));
    }
    let midnight = parse_date(text)?.to_datetime(Time::midnight());
    Some((Offset::UTC.to_timestamp(midnight).ok()?.as_second(), 0))
}

/// The day in a zone so many minutes east of Greenwich.
pub(crate) fn day_of(second: i64, minutes: i64) -> Option<Date> {
    let local = second.checked_add(minutes * 60)?;
    plausible(Offset::UTC.to_datetime(Timestamp::from_second(local).ok()?).date())
}

fn iso(text: &str) -> Option<Date> {
    let dashed = text.get(..10).filter(|_| is_iso_end(&text[10..]));
    let dense = text.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()) && is_iso_end(&text[8..]));
    dashed.and_then(|day| Date::strptime("%Y-%m-%d", day).ok()).or_else(|| Date::strptime("%Y%m%d", dense?).ok())
}

/// Whether a day may be followed by `rest`: nothing, or a time.
fn is_iso_end(rest: &str) -> bool {
    let is_dense_time = || rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_digit());
    rest.is_empty() || rest.starts_with(['T', 't', ' ']) || is_dense_time()
}

fn mail(text: &str) -> Option<Date> {
    Some(rfc2822::DateTimeParser::new().parse_zoned_datetime(text).ok()?.date())
}

fn written_out(text: &str) -> Option<Date> {
    ["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"].iter().find_map(|format| Date::strptime(format, text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(parse_date(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn days_and_timestamps_give_the_day_written() {
        let day = Some("2025-01-16");
        for text in [
            "2025-01-16",
            " 2025-01-16\n",
            "20250116",
            "2025-01-16T23:30:00Z",
            "2025-01-16 08:00",
            "20250116T080000Z",
            "20250116080000",
        ] {
            check(text, day);
        }
        check("2025-01-16T00:30:00+05:00", day);
        check("Thu, 16 Jan 2025 00:30:00 +0500", day);
        check("16 January 2025", day);
        check("January 16, 2025", day);
        check("Jan 6, 2025", Some("2025-01-06"));
    }

    #[test]
    fn timestamps_keep_their_zone() {
        let check = |text, expected| assert_eq!(parse_timestamp(text), expected, "{text}");
        check("2025-01-16T00:30:00+05:30", Some((1_736_967_600, 330)));
        check("2025-01-15T19:00:00Z", Some((1_736_967_600, 0)));
        check("Wed, 15 Jan 2025 14:00:00 EST", Some((1_736_967_600, -300)));
        check("Fri, 15 Jan 2025 19:00:00 UTC", Some((1_736_967_600, 0)));
        check("2025-01-15", Some((1_736_899_200, 0)));
        check("soon", None);
        assert_eq!(day_of(1_736_967_600, 330).map(|day| day.to_string()).as_deref(), Some("2025-01-16"));
        assert_eq!(day_of(1_736_967_600, -300).map(|day| day.to_string()).as_deref(), Some("2025-01-15"));
        assert_eq!(day_of(i64::MAX, 1), None);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "yesterday",
            "0000-00-00",
            "0999-12-31",
            "2201-01-01",
            "9999-12-31",
            "2025-13-01",
            "2025-02-30",
            "16/01/2025",
            "2025-01-161",
            "2025",
            "٢٠٢٥-٠١-١٦",
            "éééééééééé",
        ] {
            check(text, None);
        }
    }
}
