use super::*;
use text::Span;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn times(published: Option<&str>, text: &str) -> (Document, Vec<Time>, Option<Dateline>) {
    let mut document = Document::new(text.to_owned()).unwrap();
    document.published = published.map(day);
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        sentences.push(Sentence { span: Span::new(start, end), tokens: 0..1 });
        start += line.len();
    }
    let places = ["New Delhi", "Kathmandu", "Geneva"];
    let (times, dateline) = find_times(&document, &sentences, |name| places.contains(&name));
    (document, times, dateline)
}

fn show(published: Option<&str>, text: &str) -> String {
    let (document, times, _) = times(published, text);
    let shown = times.iter().map(|time| {
        let words = document.slice(time.span);
        let days = match time.days {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first}..{last}"),
            None if time.duration => "long".to_owned(),
            None => "?".to_owned(),
        };
        format!("{words} = {days}")
    });
    shown.collect::<Vec<_>>().join(" | ")
}

/// Published on Wednesday, 19 February 2025.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(Some("2025-02-19"), text), expected, "{text}");
}

#[track_caller]
fn check_dateline(text: &str, expected: &str) {
    let (document, _, dateline) = times(Some("2025-02-19"), text);
    let shown = dateline.map(|line| {
        let places: Vec<_> = line.places.iter().map(|&place| document.slice(place)).collect();
        let date = line.date.map_or("none".to_owned(), |date| date.to_string());
        format!("{} | {} | {date}", document.slice(line.span), places.join("; "))
    });
    assert_eq!(shown.as_deref().unwrap_or("none"), expected, "{text}");
}

#[test]
fn a_weekday_is_the_last_one_or_the_report_s_own() {
    check("Togo sent envoys on Tuesday.", "on Tuesday = 2025-02-18");
    check("Togo sent envoys on Wednesday.", "on Wednesday = 2025-02-19");
    check("Togo sent envoys on Thursday.", "on Thursday = 2025-02-13");
    check("Togo said Monday it would send envoys.", "Monday = 2025-02-17");
    check("They met late on Monday.", "late on Monday = 2025-02-17");
    check("They met early Sunday.", "early Sunday = 2025-02-16");
    check("They met on Monday night.", "on Monday night = 2025-02-17");
    check("On Saturday afternoon they met.", "On Saturday afternoon = 2025-02-15");
}

#[test]
fn last_and_next_leave_the_report_s_own_day_out() {
    check("They met last Wednesday.", "last Wednesday = 2025-02-12");
    check("They met last Tuesday.", "last Tuesday = 2025-02-18");
    check("They meet next Monday.", "next Monday = 2025-02-24");
    check("They meet next Wednesday.", "next Wednesday = 2025-02-26");
    check("They meet this Friday.", "this Friday = 2025-02-21");
    check("This Friday the court rejected it.", "This Friday = 2025-02-14");
    check("They meet this coming Saturday.", "this coming Saturday = 2025-02-22");
}

#[test]
fn a_cue_on_the_left_looks_ahead() {
    check("The envoy will fly to Lome on Friday.", "on Friday = 2025-02-21");
    check("The envoy is due in Lome on Friday.", "on Friday = 2025-02-21");
    check("Talks are scheduled to begin on Monday.", "on Monday = 2025-02-24");
    check("The two plan to meet on Sunday.", "on Sunday = 2025-02-23");
    check("They agreed to a truce on Monday.", "on Monday = 2025-02-17");
    check("They will free men whom guards took in July.", "in July = 2024-07-01..2024-07-31");
    check("He won the vote on Sunday.", "on Sunday = 2025-02-16");
    check("He won't fly home on Sunday.", "on Sunday = 2025-02-23");
    check("They said the court would rule on Thursday.", "on Thursday = 2025-02-20");
    check("The drill will be held in June.", "in June = 2025-06-01..2025-06-30");
}

#[test]
fn a_verb_of_saying_ends_the_look_ahead() {
    check("The envoy will resign, aides said on Friday.", "on Friday = 2025-02-14");
    check("The envoy would not resign, he told the radio on Monday.", "on Monday = 2025-02-17");
    check("He will meet rebels who attacked the port on Sunday.", "on Sunday = 2025-02-16");
}

#[test]
fn until_and_by_reach_from_the_report_on() {
    check("The curfew holds until Friday.", "until Friday = 2025-02-19..2025-02-21");
    check("They want an answer by Monday.", "by Monday = 2025-02-19..2025-02-24");
    check("He led the navy until 2019.", "until 2019 = 2019-01-01..2019-12-31");
    check("It must close by the end of March.", "by the end of March = 2025-02-19..2025-03-31");
    check("The ships come before June.", "before June = 2025-02-19..2025-05-31");
}

#[test]
fn since_reaches_to_the_report() {
    check("He has led the navy since November.", "since November = 2024-11-01..2025-02-19");
    check("He has led the navy since 2011.", "since 2011 = 2011-01-01..2025-02-19");
    check("They have fasted since Sunday.", "since Sunday = 2025-02-16..2025-02-19");
    check("They have fasted since mid-January.", "since mid-January = 2025-01-15..2025-02-19");
    check("They have fasted since May last year.", "since May last year = 2024-05-01..2025-02-19");
}

#[test]
fn named_days() {
    check("Talks ended yesterday.", "yesterday = 2025-02-18");
    check("Talks ended the day before yesterday.", "the day before yesterday = 2025-02-17");
    check("Talks end today, or tomorrow morning.", "today = 2025-02-19 | tomorrow morning = 2025-02-20");
    check("Shells fell overnight.", "overnight = 2025-02-18..2025-02-19");
    check("Shells fell last night and this morning.", "last night = 2025-02-18 | this morning = 2025-02-19");
}

#[test]
fn weeks_months_and_years() {
    check("They met last week.", "last week = 2025-02-10..2025-02-16");
    check("They met this week.", "this week = 2025-02-17..2025-02-19");
    check("They will meet this week.", "this week = 2025-02-19..2025-02-23");
    check("They meet next week.", "next week = 2025-02-24..2025-03-02");
    check("They met last month.", "last month = 2025-01-01..2025-01-31");
    check("They met last year.", "last year = 2024-01-01..2024-12-31");
    check("They meet later this month.", "later this month = 2025-02-20..2025-02-28");
    check("They met earlier in the month.", "earlier in the month = 2025-02-01..2025-02-19");
    check("They will meet later in the month.", "later in the month = 2025-02-20..2025-02-28");
    check("They met earlier this week.", "earlier this week = 2025-02-17..2025-02-19");
    check("Seats go from next year.", "from next year = 2026-01-01..2026-12-31");
}

#[test]
fn weekends() {
    check("They met last weekend.", "last weekend = 2025-02-15..2025-02-16");
    check("They met over the weekend.", "over the weekend = 2025-02-15..2025-02-16");
    check("They will meet at the weekend.", "at the weekend = 2025-02-22..2025-02-23");
}

#[test]
fn months() {
    check("They met in January 2022.", "in January 2022 = 2022-01-01..2022-01-31");
    check("They met in April last year.", "in April last year = 2024-04-01..2024-04-30");
    check("He took over last December.", "last December = 2024-12-01..2024-12-31");
    check("They met in October.", "in October = 2024-10-01..2024-10-31");
    check("They met in mid-June.", "in mid-June = 2024-06-11..2024-06-20");
    check("They met in the first half of January.", "in the first half of January = 2025-01-01..2025-01-15");
    check("They met in late August 2023.", "in late August 2023 = 2023-08-21..2023-08-31");
    check("In March 20 guards died.", "In March = 2024-03-01..2024-03-31");
    check("He lost the October poll.", "the October = 2024-10-01..2024-10-31");
    check("A drill is pencilled in for June.", "June = 2025-06-01..2025-06-30");
    check("Sales fell in the third quarter.", "in the third quarter = 2024-07-01..2024-09-30");
    check("The ban was brought in last month.", "last month = 2025-01-01..2025-01-31");
    check("May they meet again.", "");
    check("Jan met Theresa May and they march on.", "");
}

#[test]
fn days_of_a_month() {
    check("They met on Jan 16.", "on Jan 16 = 2025-01-16");
    check("They met on 16 January.", "on 16 January = 2025-01-16");
    check("They met on August 5, 2024.", "on August 5, 2024 = 2024-08-05");
    check("They met on December 18.", "on December 18 = 2024-12-18");
    check("They met on the 14th of May.", "on the 14th of May = 2024-05-14");
    check("The vote on April 6 is free.", "on April 6 = 2025-04-06");
    check("They will vote on November 2.", "on November 2 = 2025-11-02");
    check("They met on the night of January 31.", "on the night of January 31 = 2025-01-31..2025-02-01");
    check("They met on Monday, February 10.", "on Monday, February 10 = 2025-02-10");
    check("They met on February 30.", "on February 30 = ?");
}

#[test]
fn dates_in_digits() {
    check("Signed 2024-08-05.", "2024-08-05 = 2024-08-05");
    check("Signed 25/8/2024 and 8/25/2024.", "25/8/2024 = 2024-08-25 | 8/25/2024 = 2024-08-25");
    check("Signed 5/8/2024.", "");
    check("Signed 25.08.2024.", "25.08.2024 = 2024-08-25");
    check("Signed 2024-13-45.", "");
}

#[test]
fn ranges() {
    check("They drill from 3 to 7 March 2024.", "from 3 to 7 March 2024 = 2024-03-03..2024-03-07");
    check("They drilled January 3-7.", "January 3-7 = 2025-01-03..2025-01-07");
    check("They fought between 1999 and 2001.", "between 1999 and 2001 = 1999-01-01..2001-12-31");
    check("They fought between August and January.", "between August and January = 2024-08-01..2025-01-31");
    check("They met on Monday and Tuesday.", "on Monday and Tuesday = 2025-02-17..2025-02-18");
    check("They met from Friday to Monday.", "from Friday to Monday = 2025-02-14..2025-02-17");
    check("They fought in the 1930s and 1940s.", "in the 1930s and 1940s = 1930-01-01..1949-12-31");
    check("They fought in 2019 and Togo fled.", "in 2019 = 2019-01-01..2019-12-31");
    check("They fought in 2019-20.", "in 2019-20 = 2019-01-01..2020-12-31");
}

#[test]
fn years_and_decades() {
    check("It was bought in 2000.", "in 2000 = 2000-01-01..2000-12-31");
    check("The accord of 2000 stands.", "");
    check("It ended the accord of 2000.", "of 2000 = 2000-01-01..2000-12-31");
    check("A force of 2000 men came.", "");
    check("It was bought in the 1990s.", "in the 1990s = 1990-01-01..1999-12-31");
    check("It was bought in early 2023.", "in early 2023 = 2023-01-01..2023-04-30");
    check("The Boeing 2000 flew.", "");
}

#[test]
fn so_long_ago() {
    check("They met two days ago.", "two days ago = 2025-02-17");
    check("They met two months ago.", "two months ago = 2024-12-01..2024-12-31");
    check("They met two weeks ago.", "two weeks ago = 2025-02-03..2025-02-07");
    check("They met a decade ago.", "a decade ago = 2015-01-01..2015-12-31");
    check("They met several years ago.", "several years ago = ?");
    check("Ten died in the past two weeks.", "in the past two weeks = 2025-02-05..2025-02-19");
}

#[test]
fn what_counts_from_the_occasion_before() {
    check("They met on Monday.\nThe same day they signed.", "on Monday = 2025-02-17 | The same day = 2025-02-17");
    check("They met on Monday.\nThe next morning they left.", "on Monday = 2025-02-17 | The next morning = 2025-02-18");
    check("They met on Monday.\nThe day before they had come.", "on Monday = 2025-02-17 | The day before = 2025-02-16");
    check(
        "They met on Monday.\nEarlier in the day they ate.",
        "on Monday = 2025-02-17 | Earlier in the day = 2025-02-17",
    );
    check("They met on Monday.\nEarlier, they ate.", "on Monday = 2025-02-17 | Earlier = 2025-02-17");
    check("They met on Monday and left hours later.", "on Monday = 2025-02-17 | hours later = 2025-02-17");
    check("They met on Monday and left three days later.", "on Monday = 2025-02-17 | three days later = 2025-02-20");
    check("They met on Monday, a day after shells fell.", "on Monday = 2025-02-17 | a day after = 2025-02-16");
    check(
        "They met on Monday, the army said on Tuesday, and left hours later.",
        "on Monday = 2025-02-17 | on Tuesday = 2025-02-18 | hours later = 2025-02-17",
    );
    check(
        "They met on Monday, two days before the vote, and left the same day.",
        "on Monday = 2025-02-17 | two days before = 2025-02-19 | the same day = 2025-02-17",
    );
    check(
        "They left in 2002, only to return three years later.",
        "in 2002 = 2002-01-01..2002-12-31 | three years later = 2005-01-01..2005-12-31",
    );
    check(
        "They left in 2013, and that November they fought.",
        "in 2013 = 2013-01-01..2013-12-31 | that November = 2013-11-01..2013-11-30",
    );
}

#[test]
fn times_of_day() {
    check("It fell at dawn on Sunday.", "at dawn on Sunday = 2025-02-16");
    check("It fell at 5.30 a.m. on Monday.", "at 5.30 a.m. on Monday = 2025-02-17");
    check("It fell shortly after noon on Monday.", "shortly after noon on Monday = 2025-02-17");
    check("It fell on Monday.\nIn the evening they met.", "on Monday = 2025-02-17 | In the evening = 2025-02-17");
    check("It fell in the early hours of Saturday.", "in the early hours of Saturday = 2025-02-15");
    check("They won 5.30 points at 12 sites.", "");
}

#[test]
fn durations_have_no_days() {
    check("They spoke for six hours.", "for six hours = long");
    check("They have fought for more than two years.", "for more than two years = long");
    check("They spoke for 50 minutes on Monday.", "for 50 minutes = long | on Monday = 2025-02-17");
    check("They marched for a second day on Monday.", "for a second day = long | on Monday = 2025-02-17");
    check("They meet every week.", "every week = long");
    check("They met for the first time.", "");
}

#[test]
fn within_a_time() {
    check("They want it within seven days.", "within seven days = 2025-02-19..2025-02-26");
    check("They met on Monday and within hours left.", "on Monday = 2025-02-17 | within hours = 2025-02-17");
    check("They must leave within 72 hours.", "within 72 hours = 2025-02-19..2025-02-22");
    check("They will meet in two days.", "in two days = 2025-02-21");
    check("Ten fell in nine months.", "in nine months = long");
}

#[test]
fn seasons_and_holidays() {
    check("They met last autumn.", "last autumn = 2024-09-01..2024-11-30");
    check("They met last winter.", "last winter = 2023-12-01..2024-02-29");
    check("They met in the spring of 1975.", "in the spring of 1975 = 1975-03-01..1975-05-31");
    check("They met on New Year's Day.", "on New Year's Day = 2025-01-01");
    check("They met on Christmas Eve.", "on Christmas Eve = 2024-12-24");
    check("They met on Easter Sunday.", "on Easter Sunday = 2024-03-31");
    check("They met on May Day.", "on May Day = 2024-05-01");
    check(
        "They met in 2013 and fought that winter.",
        "in 2013 = 2013-01-01..2013-12-31 | that winter = 2013-12-01..2014-02-28",
    );
    check("They met on Republic Day.", "on Republic Day = ?");
    check("The fall of Kabul and a hot spring.", "");
}

#[test]
fn a_possessive_keeps_its_preposition_out() {
    check("He spoke at Thursday's rally.", "Thursday's = 2025-02-13");
    check("He won in October's vote.", "October's = 2024-10-01..2024-10-31");
    check("The Sunday Times and Bloody Sunday.", "");
}

#[test]
fn without_a_reference_only_whole_dates_are_resolved() {
    assert_eq!(
        show(None, "They met on Monday and in May 2020."),
        "on Monday = ? | in May 2020 = 2020-05-01..2020-05-31"
    );
    assert_eq!(show(None, "They met on March 3 and last week."), "on March 3 = ? | last week = ?");
}

#[test]
fn datelines_of_the_wires() {
    check_dateline("ACCRA, Nov 3 - Ghana agreed.", "ACCRA, Nov 3 | ACCRA | 2024-11-03");
    check_dateline("MANILA — The Philippines agreed.", "MANILA | MANILA | none");
    check_dateline(
        "ARAUCA, Colombia, Feb. 9 (AF) - Three fell.",
        "ARAUCA, Colombia, Feb. 9 (AF) | ARAUCA, Colombia | 2025-02-09",
    );
    check_dateline("LONDON (Reuters) - Britain agreed.", "LONDON (Reuters) | LONDON | none");
    check_dateline("KYIV, Ukraine (AP) — Ukraine agreed.", "KYIV, Ukraine (AP) | KYIV, Ukraine | none");
    check_dateline("New Delhi: India agreed.", "New Delhi | New Delhi | none");
    check_dateline("Geneva, Feb 18 (XX) Ten agreed.", "Geneva, Feb 18 (XX) | Geneva | 2025-02-18");
    check_dateline(
        "Lome/Cotonou, 18 February 2025 -- Ten agreed.",
        "Lome/Cotonou, 18 February 2025 | Lome; Cotonou | 2025-02-18",
    );
    check_dateline("COX'S BAZAR, Feb 7 — Ten fled.", "COX'S BAZAR, Feb 7 | COX'S BAZAR | 2025-02-07");
}

#[test]
fn ordinary_sentences_are_no_datelines() {
    check_dateline("Ghana and Togo agreed on Monday.", "none");
    check_dateline("Ghana: a country on the coast.", "none");
    check_dateline("Kofi Mensah — the envoy — agreed.", "none");
    check_dateline("UPDATE - Ghana agreed.", "none");
    check_dateline("The European Union (EU) - Togo pact holds.", "none");
    check_dateline("Officials: Togo agreed.", "none");
    check_dateline("Geneva - based envoys agreed.", "none");
    check_dateline("", "none");
    check_dateline("—", "none");
}

#[test]
fn the_dateline_s_day_is_the_reference() {
    let shown = show(Some("2025-02-21"), "ACCRA, Feb 19 - Ghana agreed on Thursday.");
    assert_eq!(shown, "Feb 19 = 2025-02-19 | on Thursday = 2025-02-13");
}

#[test]
fn odd_text_does_no_harm() {
    for text in [
        "ı’s 's a.m",
        "in in in in",
        "for for 99999999999 years ago",
        "İ 9999999999 days ago",
        "between between",
        "٣ March",
        "in 9999 years ago",
    ] {
        for published in ["2025-02-19", "9999-12-31", "-009999-01-01"] {
            times(Some(published), text);
        }
    }
}

/// Sentences of words that the grammar knows, in any order, from a generator with a fixed seed.
fn jumble(seed: u64) -> String {
    const WORDS: [&str; 64] = [
        "on",
        "in",
        "the",
        "last",
        "next",
        "this",
        "Monday",
        "March",
        "May",
        "3",
        "14th",
        "2024",
        "1990s",
        "of",
        "from",
        "to",
        "and",
        "between",
        "for",
        "two",
        "weeks",
        "days",
        "ago",
        "later",
        "before",
        "after",
        "since",
        "until",
        "by",
        "end",
        "early",
        "late",
        "mid",
        "-",
        ",",
        "'s",
        "same",
        "day",
        "night",
        "dawn",
        "5.30",
        "a.m.",
        "yesterday",
        "week",
        "year",
        "that",
        "month",
        "weekend",
        "Easter",
        "spring",
        "quarter",
        "third",
        "past",
        "coming",
        "a",
        "within",
        "hours",
        "will",
        "said",
        "/",
        "(",
        ")",
        "–",
        "é",
    ];
    let mut state = seed;
    let mut text = String::new();
    for _ in 0..14 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        text.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
        text.push(' ');
    }
    text
}

#[test]
fn times_of_any_text_are_in_order_and_their_days_too() {
    for seed in 0..3000 {
        let text = jumble(seed);
        let (document, times, _) = times(Some("2024-02-29"), &text);
        for pair in times.windows(2) {
            assert!(pair[0].span.end() <= pair[1].span.start(), "{text}");
        }
        for time in times {
            assert!(!document.slice(time.span).is_empty(), "{text}");
            assert!(time.days.is_none_or(|(first, last)| first <= last), "{text}: {time:?}");
            assert!(!(time.duration && time.days.is_some()), "{text}");
        }
    }
}

#[test]
fn a_sentence_put_in_front_only_shifts_the_spans() {
    let text = "They met last week and will meet on Friday.";
    let (_, alone, _) = times(Some("2025-02-19"), text);
    let front = "Ghana and Togo agreed.\n";
    let (_, shifted, _) = times(Some("2025-02-19"), &format!("{front}{text}"));
    let back: Vec<_> = shifted.iter().map(|time| (time.span.start() - front.len(), time.days)).collect();
    assert_eq!(back, alone.iter().map(|time| (time.span.start(), time.days)).collect::<Vec<_>>());
}

#[test]
fn a_count_that_leaves_the_calendar_means_no_day() {
    for unit in ["hours", "days", "weeks", "weekends", "fortnights", "months", "quarters", "years", "decades"] {
        for count in ["3000", "4000", "99999", "2147483647"] {
            for phrase in
                ["N ago", "N later", "N earlier", "within N", "past N", "the next N", "the last N", "in N' time"]
            {
                show(
                    Some("2025-02-19"),
                    &format!("They met in May. They met {}.", phrase.replace('N', &format!("{count} {unit}"))),
                );
            }
        }
    }
    check("They met 3000 decades ago.", "3000 decades ago = ?");
    check("They will meet within 3000 decades.", "within 3000 decades = ?");
    check("They will meet within 2147483647 hours.", "within 2147483647 hours = ?");
    check("They will meet within 25 hours.", "within 25 hours = 2025-02-19..2025-02-21");
}

#[test]
fn what_is_over_ends_in_the_past() {
    check("Her father, who was envoy until December, left.", "until December = 2024-12-01..2024-12-31");
    check("The truce will hold until December.", "until December = 2025-02-19..2025-12-31");
}

#[test]
fn a_limit_at_the_end_of_something_runs_from_the_report_to_it() {
    check("They must leave before the end of 2026.", "before the end of 2026 = 2025-02-19..2026-12-31");
    check("Togo gave them until the end of April.", "until the end of April = 2025-02-19..2025-04-30");
}

#[test]
fn since_an_occasion_counts_from_its_date() {
    check("Trade has been cut since the war of 2002.", "since the war of 2002 = 2002-01-01..2025-02-19");
    check("Trade has grown since the two states made peace in 2002.", "in 2002 = 2002-01-01..2002-12-31");
}

#[test]
fn within_counts_from_the_day_told() {
    check(
        "He was jailed on 3 February. Togo freed him within four days.",
        "on 3 February = 2025-02-03 | within four days = 2025-02-03..2025-02-07",
    );
}

#[test]
fn what_is_counted_until_now_lies_behind() {
    check("It was the second such raid in two weeks.", "in two weeks = 2025-02-05..2025-02-19");
}

#[test]
fn numbers_have_two_parts() {
    check("Togo gave up its army sixty-two years ago.", "sixty-two years ago = 1963-01-01..1963-12-31");
}

#[test]
fn a_day_to_come_holds_for_its_sentence() {
    check(
        "Togo signed on Monday.\nA vote will be held on Friday.\nLome freed him the same day.",
        "on Monday = 2025-02-17 | on Friday = 2025-02-21 | the same day = 2025-02-17",
    );
}

#[test]
fn tomorrow_is_not_next() {
    check("They fly out next Thursday.", "next Thursday = 2025-02-27");
    check("They fly out next Monday.", "next Monday = 2025-02-24");
}

#[test]
fn a_month_of_that_year() {
    check(
        "Togo bought them in 2019 and lost one in May of that year.",
        "in 2019 = 2019-01-01..2019-12-31 | in May of that year = 2019-05-01..2019-05-31",
    );
}
