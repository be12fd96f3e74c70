//! Any query at all is answered or refused, and never fails.

use crate::coded::escaped;
use crate::service::Service;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const PATHS: [&str; 19] = [
    "health",
    "today",
    "codes",
    "reports",
    "reports/talks-1",
    "events",
    "events/count",
    "happenings",
    "stories",
    "persons",
    "bodies",
    "persons/Okello",
    "places",
    "quotes",
    "materiel",
    "relations",
    "relations/people",
    "shifts",
    "network",
];

const NAMES: [&str; 32] = [
    "words",
    "actor",
    "recipient",
    "between",
    "type",
    "mode",
    "status",
    "context",
    "place",
    "person",
    "materiel",
    "publisher",
    "report",
    "since",
    "until",
    "min_confidence",
    "sort",
    "limit",
    "cursor",
    "after",
    "version",
    "name",
    "country",
    "item",
    "class",
    "supplier",
    "stage",
    "party",
    "by",
    "strand",
    "false_alarms",
    "publishers",
];

/// Values that are good somewhere, so that questions get beyond the first look.
const VALUES: [&str; 28] = [
    "KEN",
    "UGA",
    "KEN MIL",
    "Okello",
    "CONSULT",
    "actual",
    "military",
    "Nairobi",
    "2025-03-04",
    "0001-01-01",
    "9999-12-31",
    "-0001-01-01",
    "0",
    "1",
    "0.5",
    "500",
    "newest",
    "weight",
    "delivered",
    "day",
    "year",
    "true",
    "aircraft",
    "JF-17",
    "talks-1",
    "met OR spoke",
    "1.",
    "",
];

/// Name and value as they stand in an address: known ones, any text, and bytes that are no text.
fn parameter() -> impl Strategy<Value = String> {
    let name = prop_oneof![9 => proptest::sample::select(&NAMES[..]).prop_map(String::from), 1 => any::<String>().prop_map(|text| escaped(&text))];
    let value = prop_oneof![
        5 => proptest::sample::select(&VALUES[..]).prop_map(escaped),
        3 => any::<String>().prop_map(|text| escaped(&text)),
        1 => "[-+0-9.eE]{1,20}",
        1 => "[!$%&'()*+,./0-9:;=?@A-Z_a-z~-]{0,20}",
        1 => proptest::collection::vec(any::<u8>(), 0..8).prop_map(|bytes| bytes.iter().map(|byte| format!("%{byte:02x}")).collect()),
    ];
    (name, value).prop_map(|(name, value)| format!("{name}={value}"))
}

fn address() -> impl Strategy<Value = String> {
    let parameters = proptest::collection::vec(parameter(), 0..5);
    (proptest::sample::select(&PATHS[..]), parameters)
        .prop_map(|(path, parameters)| format!("/api/v1/{path}?{}", parameters.join("&")))
}

#[test]
fn any_query_is_answered_or_refused() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads");
    let service = runtime.block_on(Service::coded());
    let before = service.reader().counts().expect("counts");
    let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
    let tested = runner.run(&address(), |address| {
        let answer = runtime.block_on(service.get(&address, &[]));
        let kind = answer.header("content-type");
        prop_assert!([200, 400, 404].contains(&answer.status()), "{address}: {}", answer.0);
        prop_assert_eq!(
            kind,
            Some(if answer.status() == 200 { "application/json; charset=utf-8" } else { "application/problem+json" }),
            "{}",
            address
        );
        prop_assert!(serde_json::from_str::<serde_json::Value>(answer.body()).is_ok(), "{address}: {}", answer.0);
        Ok(())
    });
    if let Err(error) = tested {
        panic!("{error}");
    }
    assert_eq!(service.reader().counts().expect("counts"), before);
}
