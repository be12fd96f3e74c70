//! Whole articles: each of `fixtures/articles` beside what is made of it in `fixtures/codings`.
//!
//! A change of behavior is a diff there; `UPDATE_EXPECT=1 cargo test -p entente-pipeline` writes it. Lines that are known
//! to be wrong stand as they are until they are cured.

use crate::common;
use expect_test::expect_file;
use std::path::Path;

fn check(name: &str, published: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures");
    let text = std::fs::read_to_string(root.join("articles").join(format!("{name}.txt"))).expect("the article");
    let found = common::lines(&common::code(&text, published));
    expect_file![root.join("codings").join(format!("{name}.txt"))].assert_eq(&found);
}

#[test]
fn service_chiefs() {
    check("service-chiefs", "2025-03-06");
}

#[test]
fn border_clash() {
    check("border-clash", "2025-02-11");
}

#[test]
fn sanctions_and_protest() {
    check("sanctions-protest", "2024-05-20");
}
