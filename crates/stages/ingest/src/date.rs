use jiff::civil::Date;
use jiff::fmt::rfc2822;

/// The day that `text` names: an ISO date, or the day at the beginning of a timestamp.
///
/// Reads `2025-01-16`, `20250116`, `2025-01-16T08:00:00+05:00`, `Thu, 16 Jan 2025 08:00:00 +0500`,
/// `16 January 2025` and `January 16, 2025`. The day is the one written, in the timestamp's own zone.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| mail(text)).or_else(|| written_out(text))
}

fn iso(text: &str) -> Option<Date> {
    let dashed = text.get(..10).filter(|_| is_iso_end(&text[10..]));
    let dense = text.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()) && is_iso_end(&text[8..]));
    dashed.and_then(|day| Date::strptime("%Y-%m-%d", day).ok()).or_else(|| Date::strptime("%Y%m%d", dense?).ok())
}

/// Whether a day may be followed by `rest`: nothing, or a time.
fn is_iso_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['T', 't', ' '])
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
        for text in
            ["2025-01-16", " 2025-01-16\n", "20250116", "2025-01-16T23:30:00Z", "2025-01-16 08:00", "20250116T080000Z"]
        {
            check(text, day);
        }
        check("2025-01-16T00:30:00+05:00", day);
        check("Thu, 16 Jan 2025 00:30:00 +0500", day);
        check("16 January 2025", day);
        check("January 16, 2025", day);
        check("Jan 6, 2025", Some("2025-01-06"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "yesterday",
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
