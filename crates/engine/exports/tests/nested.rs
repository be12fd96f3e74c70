//! Flat rows and nested rows of the same reports hold the same values.

mod common;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StringArray};
use common::*;
use exports::columns::{self, Tables, nested};
use exports::{Chosen, Report};
use proptest::prelude::*;
use record::{Event, Record};
use std::sync::Arc;

/// Flat rows of these reports, a batch a table.
fn flat(reports: &[Report]) -> Vec<RecordBatch> {
    let tables: Vec<Tables> = reports.iter().map(|report| Tables::of_report(report).unwrap()).collect();
    let batch = |(at, table): (usize, &columns::Table)| {
        let alone = reports.iter().map(|report| columns::rows_of(table.name, report).unwrap());
        assert!(alone.eq(tables.iter().map(|tables| tables.rows[at].clone())), "{}", table.name);
        let mut rows = columns::Rows::new(table);
        tables.iter().flat_map(|tables| &tables.rows[at]).for_each(|row| rows.push(row));
        rows.batch()
    };
    columns::TABLES.iter().enumerate().map(batch).collect()
}

/// Their nested rows.
fn nest(reports: &[Report]) -> RecordBatch {
    let mut rows = nested::Rows::new();
    reports.iter().for_each(|report| rows.push(report).unwrap());
    assert_eq!(rows.len(), reports.len());
    rows.batch()
}

/// A column of a flat table, with plain strings.
fn plain(batch: &RecordBatch, column: &str) -> ArrayRef {
    let array = batch.column_by_name(column).unwrap_or_else(|| panic!("no {column}"));
    match array.as_dictionary_opt::<Int32Type>() {
        Some(codes) => Arc::new(codes.downcast_dict::<StringArray>().unwrap().into_iter().collect::<StringArray>()),
        None => array.clone(),
    }
}

/// The words of a column, each as often as its row has structs.
fn repeated(array: &ArrayRef, lists: &ListArray) -> ArrayRef {
    let (words, ends) = (array.as_string::<i32>(), lists.value_offsets());
    let times = |row: usize| (ends[row + 1] - ends[row]) as usize;
    let all =
        (0..words.len()).flat_map(|row| std::iter::repeat_n(words.is_valid(row).then(|| words.value(row)), times(row)));
    Arc::new(all.collect::<StringArray>())
}

/// Every column that structs have is the flat table's, in their order.
fn check_columns(lists: &ListArray, table: &RecordBatch, name: &str) {
    assert_eq!(lists.null_count(), 0, "{name}");
    let structs = lists.values().as_struct();
    assert_eq!((structs.len(), structs.null_count()), (table.num_rows(), 0), "{name}");
    for (field, values) in structs.fields().iter().zip(structs.columns()) {
        if field.name() != "participants" {
            assert_eq!(values, &plain(table, field.name()), "{name}.{}", field.name());
        }
    }
}

fn check_same(reports: &[Report]) {
    let (flat, nested) = (flat(reports), nest(reports));
    let [events, participants, told] = [&flat[0], &flat[1], &flat[2]];
    for field in told.schema().fields().iter().filter(|field| field.name() != "happening_ids") {
        assert_eq!(nested[field.name().as_str()].as_ref(), plain(told, field.name()).as_ref(), "{}", field.name());
    }
    assert_eq!(nested["error"].null_count(), reports.len());
    let ids = plain(told, "report_id");
    for (name, at) in [("events", 0), ("quotes", 3), ("materiel", 4), ("numbers", 5), ("entities", 6), ("offices", 7)] {
        let lists = nested[name].as_list::<i32>();
        check_columns(lists, &flat[at], name);
        assert_eq!(&repeated(&ids, lists), &plain(&flat[at], "report_id"), "{name}");
    }
    let structs = nested["events"].as_list::<i32>().values().as_struct();
    let taking_part = structs.column_by_name("participants").unwrap().as_list::<i32>();
    check_columns(taking_part, participants, "participants");
    assert_eq!(&repeated(&plain(events, "event_id"), taking_part), &plain(participants, "event_id"));
}

/// So many copies of the meeting, with so many actors and recipients each.
fn meetings(parties: &[(usize, usize)]) -> Vec<Event> {
    let event = |(at, &(n_actors, n_recipients)): (usize, &(usize, usize))| Event {
        id: format!("ev-{at}"),
        actors: vec![argument("e1", "Kamal Ahsan", "BGD", "MIL"); n_actors],
        recipients: vec![argument("e2", "Zahid Iqbal", "PAK", "MIL"); n_recipients],
        ..meeting()
    };
    parties.iter().enumerate().map(event).collect()
}

prop_compose! {
    /// A record with any words, and events of any number of parties.
    fn any_report()(record in any_record(), id in ".{0,6}", parties in prop::collection::vec((0usize..3, 0usize..3), 0..4),
                    keeps in any::<[bool; 4]>()) -> Record {
        let [has_words, has_entities, has_numbers, has_date] = keeps;
        let mut record = Record { id, events: meetings(&parties), ..record };
        if !has_words { record.quotes.clear(); }
        if !has_entities { record.entities.clear(); }
        if !has_numbers { record.numbers.clear(); }
        if !has_date { record.published = None; }
        record
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn flat_and_nested_rows_hold_the_same(records in prop::collection::vec(any_report(), 0..5), is_stored in any::<bool>()) {
        let chosen = |record: &Record| -> Vec<Chosen> {
            let happening = is_stored.then_some("hp");
            (0..record.events.len()).map(|index| Chosen { index, happening }).collect()
        };
        let chosen: Vec<Vec<Chosen>> = records.iter().map(chosen).collect();
        let added = is_stored.then_some(ADDED);
        let reports = records.iter().zip(&chosen).map(|(record, events)| Report { added, ..report(record, events) });
        check_same(&reports.collect::<Vec<_>>());
    }
}

#[test]
fn a_report_that_cannot_be_coded_is_a_row_with_an_error() {
    let record = record();
    let mut rows = nested::Rows::new();
    rows.push_error(Some("lamp-0"), "row 0: expected a text, found null").unwrap();
    rows.push(&report(&record, BOTH)).unwrap();
    rows.push_error(None, "row 2: expected a text, found null").unwrap();
    let batch = rows.batch();
    assert!(rows.is_empty() && rows.n_bytes() == 0);
    let words =
        |name: &str| batch[name].as_string::<i32>().iter().map(|word| word.map(String::from)).collect::<Vec<_>>();
    assert_eq!(words("report_id"), [Some("lamp-0".into()), Some("lamp-1".into()), None]);
    let errors = ["row 0: expected a text, found null", "row 2: expected a text, found null"].map(|e| Some(e.into()));
    assert_eq!(words("error"), [errors[0].clone(), None, errors[1].clone()]);
    let counts = |name: &str| (0..3).map(|row| batch[name].as_list::<i32>().value_length(row)).collect::<Vec<_>>();
    assert_eq!([counts("events"), counts("entities"), counts("offices")], [[0, 2, 0], [0, 5, 0], [0, 2, 0]]);
    for field in batch.schema().fields() {
        let is_known = ["report_id", "error"].contains(&field.name().as_str()) || !field.is_nullable();
        let is_null = |row| batch[field.name().as_str()].is_null(row);
        assert!(is_known || (is_null(0) && is_null(2)), "{}", field.name());
    }
}

#[test]
fn a_report_that_cannot_be_added_changes_nothing() {
    let record = record();
    let mut rows = nested::Rows::new();
    let beyond = [Chosen { index: 7, happening: None }];
    let error = rows.push(&report(&record, &beyond)).unwrap_err().to_string();
    assert_eq!(error, "report `lamp-1`: expected an index below its 2 events, found 7");
    let error = rows.push(&Report { added: Some("today"), ..report(&record, BOTH) }).unwrap_err().to_string();
    assert_eq!(error, "added: expected a moment as in `2026-11-26T23:13:22Z`, found `today`");
    assert_eq!((rows.len(), rows.n_bytes()), (0, 0));
    rows.push(&report(&record, BOTH)).unwrap();
    assert_eq!(rows.batch().num_rows(), 1);
}

#[test]
fn a_nested_row_reads_as_the_report_does() {
    let record = record();
    let batch = nest(&[Report { added: None, ..report(&record, APART) }]);
    assert!(batch["added"].is_null(0));
    let events = batch["events"].as_list::<i32>().value(0);
    let events = events.as_struct();
    let words = |name: &str| events.column_by_name(name).unwrap().as_string::<i32>().clone();
    assert_eq!(words("event_type"), StringArray::from(vec!["CONSULT", "ASSAULT"]));
    assert_eq!(words("dyad"), StringArray::from(vec!["BGD-PAK", "BGD-PAK"]));
    let taking_part = events.column_by_name("participants").unwrap().as_list::<i32>().value(0);
    let names = taking_part.as_struct().column_by_name("name").unwrap().as_string::<i32>().clone();
    assert_eq!(names, StringArray::from(vec!["Kamal Ahsan", "Zahid Iqbal"]));
    let roles = taking_part.as_struct().column_by_name("role").unwrap().as_string::<i32>().clone();
    assert_eq!(roles, StringArray::from(vec!["actor", "recipient"]));
}

#[test]
fn a_report_of_no_store_has_no_happenings() {
    let record = record();
    let tables = flat(&[Report { added: None, ..report(&record, APART) }]);
    for (at, column) in [(0, "happening_id"), (0, "added"), (1, "happening_id"), (2, "happening_ids"), (2, "added")] {
        assert_eq!(tables[at][column].null_count(), tables[at].num_rows(), "{column}");
    }
}
