//! How many independent sources reports are.

use crate::sketch::Sketch;
use std::collections::HashMap;

/// From this share of the shorter text on, two reports of one story print one text.
const COPY: f32 = 0.55;

/// Reports whose texts are compared; of those beyond, publisher and agency tell.
const COMPARED: usize = 256;

/// The voice of each report: reports of one publisher, of one agency, or of one text are one voice. Voices count from 0 in the order of
/// their first reports.
///
/// Texts of the first 256 reports are compared with each other; those that come after are told by publisher and agency.
pub fn voices<'s>(reports: impl IntoIterator<Item = &'s Sketch>) -> Vec<usize> {
    let reports: Vec<&Sketch> = reports.into_iter().collect();
    let mut voices: Vec<usize> = Vec::with_capacity(reports.len());
    for (index, report) in reports.iter().enumerate().take(COMPARED) {
        let mut joined: Vec<usize> =
            (0..index).filter(|&other| are_one(report, reports[other])).map(|other| voices[other]).collect();
        joined.sort_unstable();
        joined.dedup();
        let voice = joined.first().copied().unwrap_or(index);
        voices.iter_mut().filter(|other| joined.contains(other)).for_each(|other| *other = voice);
        voices.push(voice);
    }
    let mut known: HashMap<u32, usize> = HashMap::new();
    let names = |report: &Sketch| [report.report.publisher, report.report.agency].into_iter().filter(|name| *name != 0);
    for (index, report) in reports.iter().enumerate() {
        let voice = voices.get(index).copied();
        let voice = voice.or_else(|| names(report).find_map(|name| known.get(&name).copied())).unwrap_or(index);
        names(report).for_each(|name| {
            known.entry(name).or_insert(voice);
        });
        if index >= voices.len() {
            voices.push(voice);
        }
    }
    renumbered(voices)
}

fn are_one(one: &Sketch, other: &Sketch) -> bool {
    let (a, b) = (&one.report, &other.report);
    let is_shared = |one: u32, other: u32| one != 0 && one == other;
    is_shared(a.publisher, b.publisher)
        || is_shared(a.agency, b.agency)
        || a.content == b.content
        || a.signature.containment(&b.signature) >= COPY
}

fn renumbered(voices: Vec<usize>) -> Vec<usize> {
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let number = |voice: usize| {
        let next = numbers.len();
        *numbers.entry(voice).or_insert(next)
    };
    voices.into_iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;

    fn sketch(publisher: &str, text: &str) -> Sketch {
        Sketch::of(&Report {
            publisher: Some(publisher),
            published: None,
            title: None,
            byline: None,
            text,
            names: Vec::new(),
            places: Vec::new(),
            tellings: Vec::new(),
        })
    }

    #[test]
    fn reprints_of_one_wire_are_one_voice() {
        let wire = "Ghana and Togo agreed on Monday to reopen the crossing at Aflao, officials on both sides of the border said.";
        let own = "The gates of Aflao will open again, a month after lorries burned there. Accra and Lome settled it in the night.";
        let reports = [
            sketch("Daily Post", wire),
            sketch("Morning Star", &format!("ACCRA (Reuters) - {wire}")),
            sketch("The Gate", own),
            sketch("Evening Star", "LOME (Reuters) - Togo's traders cheered when the barrier rose."),
        ];
        assert_eq!(voices(&reports), [0, 0, 1, 0]);
    }

    #[test]
    fn a_thousand_publishers_are_a_thousand_voices() {
        let text = |n: usize| (0..12).map(|word| format!("word{} ", n * 31 + word)).collect::<String>();
        let of = |n: usize| sketch(&format!("Paper {n}"), &text(n));
        let mut reports: Vec<Sketch> = (0..400).map(of).collect();
        reports.push(of(7));
        reports.push(of(390));
        let voices = voices(&reports);
        assert_eq!((voices[399], voices[400], voices[401]), (399, 7, 390));
    }

    #[test]
    fn nobody_is_no_voice() {
        assert!(voices([]).is_empty());
    }
}
