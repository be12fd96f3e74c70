//! Stories, happenings and deals of a few reports.

mod keeping;
mod support;

use keeping::Place;
use serde_json::{Value, json};

/// Three tell one visit, one of them as a reprint, with another number of dead in a clash; one tells another visit.
const REPORTS: [(&str, &str, &str, &str, &str); 4] = [
    (
        "r1",
        "Lagoon Post",
        "2025-03-06",
        "Kenyan navy chief visits India",
        "NEW DELHI, March 6 - Kenya's navy commander, Major General Thomas Ng'ang'a, met Indian Navy chief Admiral Vikram Nair in New Delhi on Tuesday. \
         Kenya has expressed interest in buying two Scorpene submarines from India. On Monday, gunmen killed 14 Kenyan soldiers in Mandera.",
    ),
    (
        "r2",
        "Harbour Times",
        "2025-03-06",
        "Kenyan navy chief in New Delhi",
        "Kenya's navy commander, Major General Thomas Ng'ang'a, met Indian Navy chief Admiral Vikram Nair in New Delhi on Tuesday. \
         Kenya has expressed interest in buying two Scorpene submarines from India. On Monday, gunmen killed 14 Kenyan soldiers in Mandera.",
    ),
    (
        "r3",
        "The Gate",
        "2025-03-07",
        "Ng'ang'a in talks with Nair",
        "In New Delhi, Indian Navy chief Admiral V. Nair met Kenya's navy commander Thomas Nganga on Tuesday to speak of coastal patrols. \
         On Monday, gunmen killed 19 Kenyan soldiers in Mandera.",
    ),
    (
        "r4",
        "The Gate",
        "2025-04-10",
        "Kenyan navy chief in Muscat",
        "Kenya's navy commander, Major General Thomas Ng'ang'a, met Oman's navy chief Rear Admiral Saif al-Rahbi in Muscat on Wednesday.",
    ),
];

fn place() -> Place {
    let place = Place::new();
    let line = |(id, publisher, published, title, text): &(&str, &str, &str, &str, &str)| {
        json!({"id": id, "publisher": publisher, "published": published, "title": title, "text": text}).to_string()
            + "\n"
    };
    let path = place.write("reports.jsonl", REPORTS.iter().map(line).collect::<String>().as_bytes());
    let run = place.run(&["ingest", &path, "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    place
}

fn lines(place: &Place, arguments: &[&str]) -> Vec<Value> {
    let run = place.run(&[arguments, &["--output", "json"]].concat());
    assert!(matches!(run.code, Some(0 | 1)), "{arguments:?}: {}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_visit_that_three_tell_is_one_story_and_one_happening() {
    let place = place();
    let stories = lines(&place, &["stories"]);
    let counts: Vec<_> =
        stories.iter().map(|story| (story["reports"].as_u64(), story["publishers"].as_u64())).collect();
    assert_eq!(counts, [(Some(1), Some(1)), (Some(3), Some(2))]);
    assert_eq!(lines(&place, &["stories", "--publishers", "2"]).len(), 1);
    assert_eq!(lines(&place, &["stories", "coastal", "patrols"]).len(), 1);

    let meetings = lines(&place, &["happenings", "--type", "CONSULT", "--sort", "oldest"]);
    let counts: Vec<_> = meetings
        .iter()
        .map(|happening| {
            (happening["reports"].as_u64(), happening["publishers"].as_u64(), happening["date_start"].as_str())
        })
        .collect();
    assert_eq!(counts, [(Some(3), Some(2), Some("2025-03-04")), (Some(1), Some(1), Some("2025-04-09"))]);

    let story = stories[1]["id"].as_str().expect("an id");
    let shown = place.run(&["show", story, "--output", "text", "--color", "never"]);
    assert!(shown.stdout.contains("3 reports, 2 independent publishers"), "{}{}", shown.stdout, shown.stderr);
    place.check();
}

#[test]
fn publishers_that_disagree_are_told_apart() {
    let place = place();
    let disputed = lines(&place, &["happenings", "--disputed"]);
    assert_eq!(disputed.len(), 1, "{disputed:?}");
    let told = &disputed[0]["disagreements"][0];
    assert_eq!(told["field"], "killed");
    let values: Vec<_> =
        told["values"].as_array().expect("values").iter().map(|value| value["value"].as_str()).collect();
    assert_eq!(values, [Some("14"), Some("19")]);
    let id = disputed[0]["id"].as_str().expect("an id");
    let shown = place.run(&["show", id, "--output", "text", "--color", "never"]);
    assert!(shown.stdout.contains("! killed: 14 (Harbour Times, Lagoon Post) or 19 (The Gate)"), "{}", shown.stdout);
}

#[test]
fn a_happening_outlives_the_withdrawal_of_its_first_report() {
    let place = place();
    let before = lines(&place, &["happenings", "--type", "CONSULT", "--sort", "oldest"]);
    let run = place.run(&["store", "withdraw", "r1", "--reason", "a test"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let after = lines(&place, &["happenings", "--type", "CONSULT", "--sort", "oldest"]);
    assert_eq!((&after[0]["id"], after[0]["reports"].as_u64()), (&before[0]["id"], Some(2)));
    for id in ["r2", "r3", "r4"] {
        place.run(&["store", "withdraw", id, "--reason", "a test"]);
    }
    assert!(lines(&place, &["happenings"]).is_empty());
    assert!(!place.rows("SELECT id FROM traces WHERE reason = 'gone'").is_empty());
    place.check();
}

#[test]
fn a_deal_is_told_stage_by_stage() {
    let place = place();
    let deals = lines(&place, &["materiel", "--receiver", "Kenya"]);
    assert_eq!(deals.len(), 1, "{deals:?}");
    let deal = &deals[0];
    assert_eq!((deal["supplier"].as_str(), deal["receiver"].as_str()), (Some("IND"), Some("KEN")));
    let step = &deal["steps"][0];
    assert_eq!((step["stage"].as_str(), step["reports"].as_u64()), (Some("interest"), Some(2)));
    assert!(step["evidence"].as_str().is_some_and(|evidence| evidence.contains("expressed interest")));
    assert!(lines(&place, &["materiel", "--stage", "delivered"]).is_empty());
}

#[test]
fn a_visitor_who_meets_two_chiefs_meets_twice() {
    let place = Place::new();
    let text = "ISLAMABAD, March 6 - Kenya's navy commander, Major General Thomas Ng'ang'a, met Air Chief Marshal Zaheer Ahmed of Pakistan at the \
        Air Headquarters in Islamabad on Tuesday. Major General Ng'ang'a also met General Sahir Mirza of Pakistan at the Joint Staff Headquarters in Rawalpindi on Tuesday.";
    let line = json!({"id": "r1", "published": "2025-03-06", "text": text}).to_string();
    let path = place.write("report.jsonl", line.as_bytes());
    place.run(&["ingest", &path, "--quiet"]);
    let meetings = lines(&place, &["happenings", "--type", "CONSULT"]);
    let mentions: Vec<_> = meetings.iter().map(|meeting| meeting["mentions"].as_u64()).collect();
    assert_eq!(mentions, [Some(1), Some(1)], "{meetings:?}");
}
