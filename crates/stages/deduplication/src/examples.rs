//! Reports for tests.

use crate::report::{Count, DaysFrom, Party, Place, Report, Telling};
use ontology::{Country, EventType, Sector, Status};
use proptest::prelude::*;

const SENTENCES: [&str; 4] = [
    "Drones struck a market in Kitshanga on Tuesday and killed fourteen people, residents said.",
    "At least fourteen died when army drones hit the market of Kitchanga, a health worker told reporters.",
    "The army denied that any market was hit.",
    "Ministers met in Lome.",
];

/// A report made of small choices, so that pairs of them share much.
pub(crate) fn report(choices: &[usize; 8]) -> Report<'static> {
    let [actor, recipient, day, place, kind, words, number, publisher] = *choices;
    let countries = ["COD", "RWA", "UGA"].map(|code| Country::from_code(code).expect("a country"));
    let party = |at: usize, name: Option<&'static str>| Party {
        country: (at < 3).then(|| countries[at % 3]),
        sector: [Sector::Mil, Sector::Gov][at % 2],
        name,
        is_person: name.is_some(),
    };
    let names = [None, Some("Sylvain Ekenge"), Some("Paul Kagame")];
    let from = [DaysFrom::Sentence, DaysFrom::Elsewhere, DaysFrom::Report][day % 3];
    let spots = [("Kitshanga", -1.2, 29.1), ("Goma", -1.7, 29.2), ("Kinshasa", -4.3, 15.3)];
    let (name, north, east) = spots[place % 3];
    let place = (place < 3).then_some(Place {
        name,
        country: Some(countries[0]),
        province: None,
        point: Some((north, east)),
        is_area: false,
    });
    let telling = Telling {
        event_type: [EventType::Assault, EventType::Accuse, EventType::Consult][kind % 3],
        mode: None,
        status: [Status::Actual, Status::Negated][kind % 2],
        actors: vec![party(actor, names[actor % 3])],
        recipients: if recipient < 3 { vec![party(recipient, names[recipient % 3])] } else { Vec::new() },
        days: Some((20_000 + day as i32, 20_000 + (day + day % 2) as i32)),
        days_from: from,
        place: place.clone(),
        trigger: ["struck", "hit", "met"][words % 3],
        sentence: SENTENCES[words % 4],
        sentence_number: number,
        items: if number > 2 { vec!["drone"] } else { Vec::new() },
        numbers: vec![Count { kind: "killed", low: Some(number as f64 * 7.0), high: None }],
    };
    Report {
        publisher: ["Reuters", "AFP"].get(publisher).copied(),
        published: Some(20_000 + (day / 2) as i32),
        title: Some(SENTENCES[(words + 1) % 4]),
        byline: None,
        text: SENTENCES[words % 4],
        names: names.iter().flatten().map(|name| (*name, true)).take(actor).collect(),
        places: place.into_iter().map(|place| (place, 0)).collect(),
        tellings: vec![telling],
    }
}

/// Choices that [`report`] takes.
pub(crate) fn choices() -> impl Strategy<Value = [usize; 8]> {
    [0usize..4, 0..4, 0..7, 0..4, 0..6, 0..4, 0..4, 0..3]
}
