//! Corrections of stores of invented reports.

use crate::read::tests::{AT, Shelf, chain, groups, meeting, party, three};
use crate::*;
use corrections::{Correction, NewCorrection, State};
use record::Record;
use serde_json::{Value, json};

const LATER: &str = "2026-11-27T08:00:00Z";

fn new(mut body: Value) -> NewCorrection {
    let fields = body.as_object_mut().expect("an object");
    fields.insert("by".into(), "Rana".into());
    fields.entry("reason").or_insert("seen in print".into());
    NewCorrection::from_value(body).expect("well formed")
}

impl Shelf {
    fn say(&mut self, body: Value) -> Correction {
        self.store.correct(&new(body), LATER).expect("a correction")
    }

    fn refusal(&mut self, body: Value) -> String {
        let before = self.everything();
        let error = self.store.correct(&new(body), LATER).expect_err("refused");
        assert!(error.is_refused() || error.is_unknown(), "{error}");
        assert_eq!(self.everything(), before);
        error.to_string()
    }

    fn take_back(&mut self, correction: &Correction) -> Correction {
        self.store.undo_correction(&correction.id, "Karim", "a slip", LATER).expect("undone")
    }

    fn event(&self, id: &str) -> EventRow {
        let filter = Filter::default();
        let page = self.reader().events(&filter, Sort::Newest, 100, 0).expect("a page");
        page.events.into_iter().find(|event| event.id == id).expect("the event")
    }

    /// The record of a report, coded again by a later version.
    fn recode(&mut self, id: &str, change: impl FnOnce(&mut Record)) {
        let mut version = self.reader().report(id).expect("a report").remove(0);
        let mut record = version.coded.take().unwrap_or(version.record);
        record.coder.version.push('+');
        change(&mut record);
        let key: i64 = serde_json::from_str::<[i64; 1]>(
            &self.rows(&format!("SELECT key FROM stored_reports WHERE id = '{id}' AND state = 'current'"))[0],
        )
        .expect("a key")[0];
        self.store.recode(&[(key, record)], LATER).expect("recoded");
        self.check();
    }

    fn state(&self, correction: &Correction) -> State {
        self.reader().correction(&correction.id).expect("a correction").state
    }

    /// Everything with the order of events, and deletions of events that were coded: what was added was published, and is told to be no more.
    fn dump(&self) -> Vec<String> {
        let mut dump = self.everything();
        dump.extend(self.rows("SELECT * FROM deletions WHERE event LIKE '%-%' ORDER BY event"));
        dump.extend(self.ids(&Filter::default()));
        dump
    }
}

#[test]
fn an_edited_event_keeps_its_id_and_everything_follows() {
    let mut shelf = Shelf::with(&three());
    let said = shelf.say(json!({"kind": "edit", "event": "c-2025-02-02", "set": {"type": "ASSAULT", "contexts": ["terrorism"],
        "actors": [{"text": "Admiral Malik", "country": "PAK", "sector": "MIL"}], "recipients": [], "date": {"start": "2025-02-01"}}}));
    assert_eq!((said.kind.as_str(), said.target.as_str(), said.state), ("edit", "c-2025-02-02", State::Applied));
    assert_eq!(said.report.as_deref(), Some("c"));
    let event = shelf.event("c-2025-02-02");
    // PLOVER 2.0: ASSAULT is material conflict with a score of -9; its mode `visit` is none of that type.
    assert_eq!((event.event_type.as_str(), event.mode, event.quad, event.score), ("ASSAULT", None, 4, -9.0));
    assert_eq!((event.review.as_deref(), event.confidence), (Some("edited"), 1.0));
    assert_eq!((event.actors[0].name.as_str(), event.actors.len(), event.recipients.len()), ("Admiral Malik", 1, 0));
    assert_eq!(
        shelf.rows("SELECT review, date_start, contexts FROM events WHERE report = 'c'"),
        [r#"["edited","2025-02-01","terrorism"]"#]
    );
    assert_eq!(shelf.rows("SELECT type, quad FROM happenings WHERE date_start = '2025-02-01'"), [r#"["ASSAULT",4]"#]);
    assert_eq!(shelf.rows("SELECT month FROM dyad_month WHERE month = '2025-02'"), [""; 0]);
    assert!(shelf.ids(&Filter { types: vec!["ASSAULT".into()], ..Filter::default() }) == ["c-2025-02-02"]);
    let version = shelf.reader().report("c").expect("a report").remove(0);
    assert_eq!(version.record.events[0].event_type, "ASSAULT");
    assert_eq!(version.coded.expect("as coded").events[0].event_type, "CONSULT");
    assert_eq!(shelf.reader().report("a").expect("a report")[0].coded, None);
    shelf.check();
}

#[test]
fn an_accepted_event_is_sure_and_nothing_else_changes() {
    let mut shelf = Shelf::with(&three());
    let (before, traces) = (groups(&shelf), shelf.rows("SELECT count(*) FROM traces"));
    shelf.say(json!({"kind": "accept", "event": "a-2025-01-14"}));
    let event = shelf.event("a-2025-01-14");
    assert_eq!((event.review.as_deref(), event.confidence), (Some("accepted"), 1.0));
    assert_eq!((groups(&shelf), shelf.rows("SELECT count(*) FROM traces")), (before, traces));
    assert_eq!(shelf.rows("SELECT max(confidence) FROM happenings WHERE date_start = '2025-01-14'"), ["[1.0]"]);
    shelf.check();
}

#[test]
fn a_struck_event_leaves_all_lists_and_sums_and_comes_back_when_that_is_taken_back() {
    let mut shelf = Shelf::with(&three());
    let before = shelf.dump();
    let said = shelf.say(json!({"kind": "strike", "event": "c-2025-02-02", "reason": "a caption"}));
    assert_eq!(shelf.ids(&Filter::default()), ["b-2025-01-14", "a-2025-01-14"]);
    assert_eq!(shelf.rows("SELECT month FROM dyad_month WHERE month = '2025-02'"), [""; 0]);
    assert_eq!(shelf.rows("SELECT event, reason FROM deletions"), [r#"["c-2025-02-02","struck: a caption"]"#]);
    assert_eq!(shelf.rows("SELECT events FROM reports WHERE id = 'c'"), ["[0]"]);
    assert_eq!(shelf.rows("SELECT event FROM materiel WHERE report = 'c'"), ["[null]"]);
    shelf.check();
    let undone = shelf.take_back(&said);
    assert_eq!((undone.state, undone.undone.expect("undone").by.as_str()), (State::Undone, "Karim"));
    assert_eq!(shelf.dump(), before);
    let error = shelf.store.undo_correction(&said.id, "Karim", "again", LATER).expect_err("twice").to_string();
    assert_eq!(error, format!("the correction `{}` was taken back by Karim at {LATER} already", said.id));
    assert!(shelf.store.undo_correction("0000", "Karim", "x", LATER).expect_err("none").is_unknown());
    shelf.check();
}

#[test]
fn an_event_that_was_missed_is_added_and_found_like_others() {
    let mut shelf = Shelf::with(&three());
    let before = shelf.dump();
    let event = json!({"trigger": {"start": 42, "end": 48, "text": "Report"}, "type": "REQUEST", "mode": "assist",
        "actors": [{"text": "Admiral Malik", "name": "Tariq Malik", "country": "PAK", "sector": "MIL"}],
        "recipients": [{"text": "Dhaka", "name": "Bangladesh", "country": "BGD", "sector": "GOV"}]});
    let said = shelf.say(json!({"kind": "add", "report": "a", "event": event}));
    let id = said.event.clone().expect("its id");
    let added = shelf.event(&id);
    assert_eq!((added.review.as_deref(), added.trigger.as_str()), (Some("added"), "Report"));
    assert_eq!(added.evidence, "Report a.");
    assert_eq!((added.date_start.as_deref(), added.date_basis.as_deref()), (Some("2025-01-14"), Some("published")));
    let record = shelf.reader().report("a").expect("a report").remove(0).record;
    let made = record.events.iter().find(|event| event.id == id).expect("the event");
    // Of the record's people the one that is named so; nobody is called Bangladesh there yet.
    assert_eq!((made.actors[0].entity.as_str(), made.recipients[0].entity.as_str()), ("e2", "e3"));
    assert_eq!(record.entities[2].kind, "state");
    assert_eq!(shelf.rows("SELECT name FROM participants WHERE event = (SELECT id FROM events WHERE review = 'added') AND role = 'recipient'"), [r#"["Bangladesh"]"#]);
    assert_eq!(shelf.ids(&Filter { types: vec!["REQUEST".into()], ..Filter::default() }), std::slice::from_ref(&id));
    shelf.check();
    let again = shelf.refusal(json!({"kind": "add", "report": "a", "event": event}));
    assert_eq!(again, format!("`event`: the report has this event already, `{id}`: accept or edit that one"));
    let edited = shelf.say(json!({"kind": "edit", "event": id, "set": {"status": "negated"}}));
    assert_eq!(shelf.event(&id).review.as_deref(), Some("added"));
    // What is said of an event that is taken back is about nothing.
    shelf.take_back(&said);
    assert_eq!(shelf.state(&edited), State::Stale);
    assert_eq!(shelf.ids(&Filter::default()).len(), 3);
    shelf.take_back(&edited);
    assert_eq!(shelf.dump(), before);
    assert_eq!(shelf.rows("SELECT event, reason FROM deletions"), [format!(r#"["{id}","corrected"]"#)]);
    shelf.check();
}

#[test]
fn recoding_loses_no_correction() {
    let mut shelf = Shelf::with(&three());
    let edit = shelf.say(json!({"kind": "edit", "event": "a-2025-01-14", "set": {"mode": "third-party"}}));
    let strike = shelf.say(json!({"kind": "strike", "event": "b-2025-01-14"}));
    let accept = shelf.say(json!({"kind": "accept", "event": "c-2025-02-02"}));
    // Coded again with other ids, another day and another type.
    for id in ["a", "b", "c"] {
        shelf.recode(id, |record| {
            record.events[0].id = format!("{id}-again");
            record.materiel[0].event = Some(format!("{id}-again"));
            record.events[0].contexts = vec!["diplomatic".into()];
            if id == "c" {
                record.events[0].event_type = "AGREE".into();
            }
        });
    }
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "a-2025-01-14"]);
    let edited = shelf.event("a-2025-01-14");
    // What was set stays, the rest is what is coded now.
    assert_eq!(
        (edited.mode.as_deref(), edited.contexts.as_slice()),
        (Some("third-party"), ["diplomatic".to_string()].as_slice())
    );
    let accepted = shelf.event("c-2025-02-02");
    assert_eq!(
        (accepted.event_type.as_str(), accepted.contexts.as_slice()),
        ("CONSULT", ["military".to_string()].as_slice())
    );
    assert_eq!(shelf.rows("SELECT event FROM materiel WHERE report = 'a'"), [r#"["a-2025-01-14"]"#]);
    // Not coded any more at all.
    for id in ["a", "b", "c"] {
        shelf.recode(id, |record| {
            record.events.clear();
            record.materiel.clear();
            record.entities.clear();
            record.quotes.clear();
        });
    }
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "a-2025-01-14"]);
    let record = shelf.reader().report("c").expect("a report").remove(0).record;
    assert_eq!(record.entities[0].name, "Rahim Khan", "whoever takes part is put back too");
    for correction in [&edit, &strike, &accept] {
        assert_eq!(shelf.state(correction), State::Applied);
        shelf.take_back(correction);
    }
    assert_eq!(shelf.ids(&Filter::default()), [""; 0]);
    shelf.check();
}

#[test]
fn a_key_that_another_event_got_in_the_meantime_stays_with_that() {
    let mut shelf = Shelf::with(&three());
    let strike = shelf.say(json!({"kind": "strike", "event": "b-2025-01-14"}));
    // Of the same day: it gets the key that is free now.
    shelf.store.add(&[meeting("d", "2025-01-14", "Late news")], LATER).expect("added");
    shelf.recode("b", |record| record.events[0].contexts = vec!["diplomatic".into()]);
    shelf.take_back(&strike);
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "b-2025-01-14", "d-2025-01-14", "a-2025-01-14"]);
    shelf.check();
}

#[test]
fn a_correction_waits_for_its_words() {
    let mut shelf = Shelf::with(&three());
    let said = shelf.say(json!({"kind": "edit", "event": "a-2025-01-14", "set": {"status": "negated"}}));
    let version = |prefix: &str, words: &str| {
        let mut report = meeting("a", "2025-01-14", "Generals meet");
        report.text = format!("{prefix}{words}");
        report.record.text_sha256 = record::hash::sha256(report.text.as_bytes());
        report.record.sentences = vec![[0, report.text.chars().count()]];
        report.record.events.clear();
        report.record.materiel.clear();
        report.record.quotes.clear();
        report.content = Content::of(&[Some(&report.text)]);
        report
    };
    assert_eq!(shelf.store.add(&[version("", "Nothing of it is true.")], LATER).expect("added"), [Added::Changed]);
    assert_eq!(shelf.state(&said), State::Stale);
    assert_eq!(shelf.ids(&Filter::default()), ["c-2025-02-02", "b-2025-01-14"]);
    shelf.check();
    let back = version("Corrected – ", "General Rahim met Admiral Malik in Dhaka. Report a.");
    assert_eq!(shelf.store.add(&[back], LATER).expect("added"), [Added::Changed]);
    assert_eq!(shelf.state(&said), State::Applied);
    let event = shelf.event("a-2025-01-14");
    assert_eq!((event.status.as_str(), event.trigger.as_str()), ("negated", "met"));
    let record = shelf.reader().report("a").expect("a report").remove(0).record;
    assert_eq!(
        (record.events[0].trigger.start, record.events[0].actors[0].start),
        (26, 12),
        "twelve code points further"
    );
    assert_eq!(shelf.reader().corrections_of("a").expect("corrections").len(), 1);
    shelf.check();
}

#[test]
fn what_cannot_be_is_refused_with_what_was_expected() {
    let mut shelf = Shelf::with(&three());
    let mut edit = |set: Value| shelf.refusal(json!({"kind": "edit", "event": "a-2025-01-14", "set": set}));
    assert!(edit(json!({"type": "TALK"})).starts_with("`set.type`: expected one of AGREE, "));
    assert_eq!(
        edit(json!({"mode": "retreat"})),
        "`set.mode`: expected null or one of visit, third-party, multilateral, phone of CONSULT, found `retreat`"
    );
    assert!(edit(json!({"status": "done"})).starts_with("`set.status`: expected one of actual, "));
    assert!(edit(json!({"contexts": ["weather"]})).ends_with(", found `weather`"));
    let span = json!({"actors": [{"start": 10, "end": 5000, "country": "BGD"}]});
    assert_eq!(edit(span), "`set.actors[0]`: expected a span of the text, of 51 characters, found [10, 5000]");
    let words = json!({"actors": [{"start": 0, "end": 7, "text": "Admiral", "country": "BGD"}]});
    assert_eq!(edit(words), "`set.actors[0]`: expected `Admiral` at [0, 7], found `General`");
    assert_eq!(
        edit(json!({"actors": [{"text": "the Queen"}]})),
        "`set.actors[0]`: expected words of the text, found `the Queen`"
    );
    let country = json!({"recipients": [{"text": "Dhaka", "country": "Bangladesh"}]});
    assert!(edit(country).starts_with("`set.recipients[0].country`: expected a country's code of three letters"));
    assert!(
        edit(json!({"recipients": [{"text": "Dhaka", "sector": "ARMY"}]}))
            .starts_with("`set.recipients[0].sector`: expected one of GOV, ")
    );
    assert_eq!(
        edit(json!({"actors": [], "recipients": []})),
        "`set`: expected somebody among `actors` or `recipients`, found nobody"
    );
    assert_eq!(edit(json!({})), "`set`: expected at least one field, found nothing");
    let many = json!({"actors": vec![json!({"text": "Dhaka"}); 17]});
    assert_eq!(edit(many), "`set.actors`: expected at most 16 parties, found 17");
    assert_eq!(
        edit(json!({"date": {"start": "2025-02-30"}})),
        "`set.date.start`: expected a day such as 2025-01-14, found `2025-02-30`"
    );
    assert!(
        edit(json!({"date": {"start": "2025-02-03", "end": "2025-02-02"}})).contains("a first day before the last")
    );
    assert!(edit(json!({"place": {"text": "Dhaka", "lat": 95.0}})).starts_with("`set.place.lat`: expected degrees"));
    assert!(
        shelf
            .refusal(json!({"kind": "strike", "event": "nothing"}))
            .ends_with("nothing in the store has the id `nothing`")
    );
    assert!(
        shelf
            .refusal(json!({"kind": "add", "report": "a", "event": {"type": "AID"}}))
            .starts_with("`event.trigger`: expected")
    );
    assert_eq!(shelf.reader().corrections(&CorrectionFilter::default(), 10, 0).expect("none"), []);
}

#[test]
fn happenings_are_merged_and_split_and_that_is_taken_back() {
    let mut shelf = Shelf::with(&three());
    let before = shelf.dump();
    let happening = |shelf: &Shelf, event: &str| shelf.event(event).happening;
    let (one, other) = (happening(&shelf, "a-2025-01-14"), happening(&shelf, "c-2025-02-02"));
    assert_ne!(one, other);
    let merged = shelf.say(json!({"kind": "merge", "happenings": [one, other]}));
    assert_eq!(groups(&shelf)[0], [r#"["a-2025-01-14 b-2025-01-14 c-2025-02-02"]"#]);
    assert_eq!(shelf.reader().happening(&other).expect("it").0.id, one);
    shelf.check();
    assert!(shelf.refusal(json!({"kind": "merge", "happenings": [one, other]})).contains("they were joined already"));
    // Two reports print one text: to the store they are one mention, and stay so.
    let same = shelf.refusal(json!({"kind": "split", "happening": one, "events": ["a-2025-01-14"]}));
    assert!(same.contains("are told in the same words with the same codes"), "{same}");
    let split = shelf.say(json!({"kind": "split", "happening": one, "events": ["c-2025-02-02"]}));
    assert_eq!(split.overrides, std::slice::from_ref(&merged.id));
    assert_eq!(groups(&shelf)[0], [r#"["a-2025-01-14 b-2025-01-14"]"#, r#"["c-2025-02-02"]"#]);
    shelf.check();
    shelf.take_back(&split);
    assert_eq!(groups(&shelf)[0], [r#"["a-2025-01-14 b-2025-01-14 c-2025-02-02"]"#]);
    let of_report: Vec<String> =
        shelf.reader().corrections_of("c").expect("corrections").into_iter().map(|held| held.kind).collect();
    assert_eq!(of_report, ["split", "merge"]);
    shelf.take_back(&merged);
    assert_eq!(shelf.dump(), before);
    let all = shelf.refusal(json!({"kind": "split", "happening": one, "events": ["a-2025-01-14", "b-2025-01-14"]}));
    assert_eq!(all, "`events`: expected some of the happening's mentions, found all");
    let foreign = shelf.refusal(json!({"kind": "split", "happening": one, "events": ["c-2025-02-02"]}));
    assert!(foreign.contains("expected mentions of the happening"), "{foreign}");
    shelf.check();
}

#[test]
fn a_split_holds_against_what_comes_later_and_over_a_recode() {
    let reports = chain();
    let mut shelf = Shelf::with(&reports[..4]);
    let first = shelf.event("m0-2025-01-14").happening;
    assert_eq!(shelf.event("m2-2025-01-15").happening, first, "they are one as long as nobody says otherwise");
    shelf.say(json!({"kind": "split", "happening": first, "events": ["m2-2025-01-15"]}));
    shelf.store.add(&reports[4..], LATER).expect("added");
    assert_ne!(shelf.event("m2-2025-01-15").happening, shelf.event("m0-2025-01-14").happening);
    shelf.check();
    shelf.recode("m2", |record| {
        record.events[0].id = "m2-again".into();
        record.materiel[0].event = Some("m2-again".into());
        record.events[0].actors[0].text = "Rahim".into();
    });
    assert_ne!(shelf.event("m2-again").happening, shelf.event("m0-2025-01-14").happening);
}

#[test]
fn merged_happenings_do_not_depend_on_the_order_of_reports() {
    let reports = chain();
    let said = |shelf: &mut Shelf| {
        let happening = |shelf: &Shelf, event: &str| shelf.event(event).happening;
        let ends = [happening(shelf, "m0-2025-01-14"), happening(shelf, "m9-2025-01-28")];
        shelf.say(json!({"kind": "merge", "happenings": ends}));
    };
    let mut in_order = Shelf::with(&reports);
    said(&mut in_order);
    let expected = groups(&in_order);
    // The reports between the two come before or after the merge, in any order.
    for step in [3, 7, 9] {
        let mut shelf = Shelf::with(&[reports[9].clone(), reports[0].clone(), reports[1].clone()]);
        let apart = groups(&shelf);
        assert_ne!(shelf.event("m0-2025-01-14").happening, shelf.event("m9-2025-01-28").happening);
        let turned = (0..reports.len()).map(|at| reports[at * step % reports.len()].clone());
        let rest: Vec<Incoming> =
            turned.filter(|report| !["m0", "m1", "m9"].contains(&report.record.id.as_str())).collect();
        let mut merged_late = Shelf::with(&[]);
        for report in [&reports[9], &reports[0], &reports[1]].into_iter().chain(&rest) {
            merged_late.store.add(std::slice::from_ref(report), AT).expect("added");
        }
        said(&mut merged_late);
        assert_eq!(groups(&merged_late), expected, "every {step}th");
        merged_late.check();
        said(&mut shelf);
        assert_ne!(groups(&shelf), apart);
        rest.iter().for_each(|report| {
            shelf.store.add(std::slice::from_ref(report), AT).expect("added");
        });
        assert_eq!(shelf.event("m0-2025-01-14").happening, shelf.event("m9-2025-01-28").happening);
        shelf.check();
    }
}

#[test]
fn a_withdrawn_report_takes_its_corrections_out_of_force_and_another_version_brings_them_back() {
    let mut shelf = Shelf::with(&three());
    let said = shelf.say(json!({"kind": "edit", "event": "a-2025-01-14", "set": {"status": "negated"}}));
    shelf.store.withdraw("a", "x", LATER).expect("withdrawn");
    assert!(shelf.refusal(json!({"kind": "accept", "event": "a-2025-01-14"})).contains("nothing in the store"));
    shelf.check();
    let mut again = meeting("a", "2025-01-14", "Generals meet");
    again.content = Content::of(&[Some("with a note")]);
    shelf.store.add(&[again], LATER).expect("added");
    assert_eq!(shelf.event("a-2025-01-14").status, "negated");
    shelf.store.withdraw("a", "x", LATER).expect("withdrawn");
    assert_eq!(shelf.take_back(&said).state, State::Undone);
    shelf.check();
}

#[test]
fn corrections_are_listed_by_report_kind_and_state() {
    let mut shelf = Shelf::with(&three());
    let accept = shelf.say(json!({"kind": "accept", "event": "a-2025-01-14"}));
    shelf.say(json!({"kind": "strike", "event": "c-2025-02-02"}));
    let alias = shelf.say(json!({"kind": "alias", "name": "the Moon State", "of": "state/bgd"}));
    assert_eq!((alias.target.as_str(), alias.report.as_deref(), alias.state), ("the Moon State", None, State::Applied));
    shelf.take_back(&accept);
    let kinds = |filter: CorrectionFilter| {
        let found = shelf.reader().corrections(&filter, 10, 0).expect("corrections");
        found.into_iter().map(|correction| correction.kind).collect::<Vec<_>>()
    };
    let all = CorrectionFilter::default;
    assert_eq!(kinds(all()), ["alias", "strike", "accept"]);
    assert_eq!(kinds(CorrectionFilter { report: Some("a".into()), ..all() }), ["accept"]);
    assert_eq!(kinds(CorrectionFilter { kind: Some("strike".into()), ..all() }), ["strike"]);
    assert_eq!(kinds(CorrectionFilter { state: Some(State::Undone), ..all() }), ["accept"]);
    assert_eq!(kinds(CorrectionFilter { event: Some("c-2025-02-02".into()), ..all() }), ["strike"]);
    let info = shelf.reader().info().expect("info");
    assert_eq!((info.corrections, info.stale_corrections), (2, 0));
    assert_eq!(
        shelf.rows("SELECT kind, state, undone_by FROM corrections ORDER BY kind"),
        [r#"["accept","undone","Karim"]"#, r#"["alias","applied",null]"#, r#"["strike","applied",null]"#]
    );
    let mut corrected = Vec::new();
    let note = |version: &Version| {
        corrected.push(version.record.id.clone());
        Ok::<(), Error>(())
    };
    shelf.reader().corrected(note).expect("read");
    assert_eq!(corrected, ["c"], "that of report a was taken back");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Meetings near and far, and one report that tells of two.
    fn reports() -> Vec<Incoming> {
        let mut reports = chain();
        reports.drain(3..6);
        let mut two = meeting("two", "2025-01-16", "Two meetings");
        let mut second = two.record.events[0].clone();
        second.id = "two-second".into();
        second.trigger = record::Trigger { start: 42, end: 48, text: "Report".into() };
        second.sentence = 1;
        second.recipients = vec![party("e2", "Admiral Malik", "PAK", "GOV")];
        two.record.events.push(second);
        reports.push(two);
        reports
    }

    fn correction(shelf: &Shelf, kind: usize, one: usize, other: usize) -> Value {
        let events = shelf.ids(&Filter::default());
        let (first, second) = (&events[one % events.len()], &events[other % events.len()]);
        let happening = shelf.event(first).happening;
        match kind {
            0 => json!({"kind": "accept", "event": first}),
            1 => json!({"kind": "strike", "event": first}),
            2 => json!({"kind": "edit", "event": first, "set": {"type": "ASSAULT"}}),
            3 => {
                json!({"kind": "edit", "event": first, "set": {"date": {"start": format!("2025-01-{:02}", 13 + other % 9)}}})
            }
            4 => {
                json!({"kind": "edit", "event": first, "set": {"actors": [{"text": "Dhaka", "country": "BGD", "sector": "GOV"}]}})
            }
            5 => {
                json!({"kind": "add", "report": "m1", "event": {"trigger": {"start": 0, "end": 7}, "type": "COOPERATE",
                "actors": [{"text": "General Rahim", "country": "BGD", "sector": "MIL"}], "date": {"start": format!("2025-01-{:02}", 13 + other % 9)}}})
            }
            6 => json!({"kind": "merge", "happenings": [happening, shelf.event(second).happening]}),
            _ => json!({"kind": "split", "happening": happening, "events": [first]}),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn whatever_is_said_and_taken_back_leaves_no_trace_in_lists_and_sums(
            said in proptest::collection::vec((0usize..8, 0usize..20, 0usize..20, any::<bool>()), 1..7),
            turn in 0usize..7,
        ) {
            let mut shelf = Shelf::with(&reports());
            let before = shelf.dump();
            let mut made = Vec::new();
            for (kind, one, other, is_last) in said {
                let here = shelf.dump();
                let body = correction(&shelf, kind, one, other);
                if body["happenings"][0].is_string() && body["happenings"][0] == body["happenings"][1] {
                    continue;
                }
                match shelf.store.correct(&new(body.clone()), LATER) {
                    Ok(correction) if is_last => {
                        shelf.take_back(&correction);
                        prop_assert_eq!(shelf.dump(), here, "{}", body);
                    }
                    Ok(correction) => made.push(correction),
                    Err(error) => prop_assert!(error.is_refused(), "{}", error),
                }
                prop_assert_eq!(shelf.reader().check().expect("checked"), []);
                if shelf.ids(&Filter::default()).is_empty() {
                    break;
                }
            }
            // The last first: each leaves what it found.
            let n_made = made.len();
            if turn == 0 {
                for correction in made.iter().rev() {
                    shelf.take_back(correction);
                }
                prop_assert_eq!(shelf.dump(), before);
            } else {
                // In any other order the ids of happenings may be others, what they hold is the same.
                for at in 0..n_made {
                    shelf.take_back(&made[(at + turn) % n_made]);
                }
                prop_assert_eq!(groups(&shelf), groups(&Shelf::with(&reports())));
            }
            shelf.check();
        }
    }
}
