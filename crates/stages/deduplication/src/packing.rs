//! Sketches as bytes, for stores and for jobs that hand them from machine to machine.

use crate::report::Day;
use crate::sketch::{EventSketch, LISTED, PARTIES, Sketch, Told};
use thiserror::Error;

/// Bytes of a sketch that are read at most. Each stands for fourteen in memory at worst.
pub const MAX_PACKED: usize = 1 << 25;

/// The first and last day that a sketch may tell, 22,000 years from 1970.
const LAST_DAY: Day = 1 << 23;

/// Why bytes are no sketch.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, Error)]
enum Kind {
    #[error("expected a sketch of at most {MAX_PACKED} bytes, found {0}: code a shorter text")]
    Long(usize),
    #[error("expected the bytes of a sketch as this version packs it, found others: sketch the report again")]
    Form(#[source] postcard::Error),
    #[error("expected the end of a sketch, found {0} bytes more: sketch the report again")]
    Rest(usize),
    #[error("event {0} of a sketch: expected {1}, found {2}: sketch the report again")]
    Event(usize, &'static str, String),
    #[error("expected a day within 22,000 years of 1970, found day {0}: sketch the report again")]
    Published(Day),
}

impl Sketch {
    /// Its bytes, in the wire format of postcard, 1.0.
    ///
    /// # Panics
    /// Never: a sketch has nothing that the format cannot hold.
    pub fn packed(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("lists of known length are written to a list of bytes")
    }

    /// Reads what [`packed`](Sketch::packed) wrote. Whatever the bytes are, it is done in time and memory that grow with their number.
    ///
    /// # Errors
    /// If the bytes are more than [`MAX_PACKED`], of another form, too many, or tell what no sketch does: such as a day that no calendar has.
    pub fn unpacked(bytes: &[u8]) -> Result<Sketch, Error> {
        if bytes.len() > MAX_PACKED {
            return Err(Kind::Long(bytes.len()).into());
        }
        let (sketch, rest): (Sketch, &[u8]) = postcard::take_from_bytes(bytes).map_err(Kind::Form)?;
        if !rest.is_empty() {
            return Err(Kind::Rest(rest.len()).into());
        }
        check(&sketch)?;
        Ok(sketch)
    }
}

impl Told {
    /// The bytes of its sketch [alone](Told::alone).
    pub fn packed(&self) -> Vec<u8> {
        self.alone().packed()
    }
}

fn check(sketch: &Sketch) -> Result<(), Kind> {
    if let Some(day) = sketch.report.published.filter(|day| !is_day(*day)) {
        return Err(Kind::Published(day));
    }
    sketch.events.iter().enumerate().try_for_each(|(number, event)| check_event(number, event))
}

fn check_event(number: usize, event: &EventSketch) -> Result<(), Kind> {
    let (first, last) = event.days.unwrap_or((0, 0));
    if !is_day(first) || !is_day(last) {
        return Err(Kind::Event(number, "days within 22,000 years of 1970", format!("{first} to {last}")));
    }
    let lists = [
        (event.actors.len(), PARTIES, "8 actors at most"),
        (event.recipients.len(), PARTIES, "8 recipients at most"),
        (event.items.len(), LISTED, "4,096 items at most"),
        (event.numbers.len(), LISTED, "4,096 numbers at most"),
    ];
    match lists.into_iter().find(|(found, most, _)| found > most) {
        Some((found, _, expected)) => Err(Kind::Event(number, expected, found.to_string())),
        None => Ok(()),
    }
}

fn is_day(day: Day) -> bool {
    (-LAST_DAY..=LAST_DAY).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;
    use crate::{Judge, voices};
    use proptest::prelude::*;
    use std::rc::Rc;

    fn sketch(choices: &[usize; 8]) -> Sketch {
        Sketch::of(&examples::report(choices))
    }

    /// What all callers do with sketches.
    fn use_all(one: Sketch, other: Sketch) {
        let judge = Judge::shipped();
        let (one, other) = (Rc::new(one), Rc::new(other));
        judge.reports(&one, &other);
        one.blocks();
        for (told, other) in Told::all(&one).zip(Told::all(&other)) {
            told.blocks();
            judge.events(&told, &other);
        }
        voices([&*one, &*other]);
    }

    proptest! {
        #[test]
        fn what_was_packed_is_read_as_it_was(choices in examples::choices()) {
            let sketch = sketch(&choices);
            prop_assert_eq!(Sketch::unpacked(&sketch.packed()).expect("it was packed"), sketch);
        }

        #[test]
        fn an_event_alone_is_compared_as_it_is_in_its_report(one in examples::choices(), other in examples::choices()) {
            let judge = Judge::shipped();
            let reports = [one, other].map(|choices| Rc::new(sketch(&choices)));
            let all: Vec<Told> = reports.iter().flat_map(Told::all).collect();
            for one in &all {
                for other in &all {
                    let alone = |told: &Told| Told::of(&Rc::new(told.alone()), 0).expect("one event");
                    prop_assert_eq!(judge.events(&alone(one), &alone(other)), judge.events(one, other));
                    prop_assert_eq!(alone(one).blocks(), one.blocks());
                    prop_assert_eq!(alone(one).identity(), one.identity());
                }
            }
        }

        #[test]
        fn voices_are_told_without_events(choices in proptest::collection::vec(examples::choices(), 0..8)) {
            let sketches: Vec<Sketch> = choices.iter().map(sketch).collect();
            let bare: Vec<Sketch> = sketches.iter().map(Sketch::without_events).collect();
            prop_assert_eq!(voices(&bare), voices(&sketches));
        }

        #[test]
        fn spoiled_bytes_give_an_error_or_a_sketch_that_can_be_used(
            choices in examples::choices(),
            spoiled in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            cut in any::<prop::sample::Index>(),
            is_cut in any::<bool>(),
        ) {
            let mut bytes = sketch(&choices).packed();
            spoiled.iter().for_each(|(at, byte)| {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            });
            bytes.truncate(if is_cut { cut.index(bytes.len()) } else { bytes.len() });
            if let Ok(read) = Sketch::unpacked(&bytes) {
                prop_assert!(!is_cut || read != sketch(&choices));
                use_all(read, sketch(&choices));
            }
        }

        #[test]
        fn any_bytes_give_an_error_or_a_sketch(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(read) = Sketch::unpacked(&bytes) {
                use_all(read.clone(), read);
            }
        }
    }

    #[test]
    fn errors_tell_what_was_found() {
        let sketch = sketch(&[0; 8]);
        let mut longer = sketch.packed();
        longer.push(0);
        let told = |bytes: &[u8]| Sketch::unpacked(bytes).expect_err("it is no sketch").to_string();
        assert_eq!(told(&longer), "expected the end of a sketch, found 1 bytes more: sketch the report again");
        assert!(told(&[]).starts_with("expected the bytes of a sketch"), "{}", told(&[]));
        assert!(told(&vec![0; MAX_PACKED + 1]).contains("found 33554433: code a shorter text"));
        let mut other = sketch.clone();
        other.report.published = Some(Day::MAX);
        assert!(told(&other.packed()).contains("found day 2147483647"));
        let mut other = sketch.clone();
        other.events[0].actors = vec![other.events[0].recipients[0]; 9];
        assert!(told(&other.packed()).starts_with("event 0 of a sketch: expected 8 actors at most, found 9"));
    }
}
