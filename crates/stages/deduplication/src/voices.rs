//! How many independent sources reports are.

use crate::sketch::Sketch;

/// From this share of the shorter text on, two reports of one story print one text.
const COPY: f32 = 0.55;

/// The voice of each report: reports of one publisher, of one agency, or of one text are one voice. Voices count from 0 in the order of
/// their first reports.
///
/// Time is quadratic in the number of reports.
pub fn voices<'s>(reports: impl IntoIterator<Item = &'s Sketch>) -> Vec<usize> {
    let reports: Vec<&Sketch> = reports.into_iter().collect();
    let mut voices: Vec<usize> = Vec::with_capacity(reports.len());
    for (index, report) in reports.iter().enumerate() {
        let mut joined: Vec<usize> =
            (0..index).filter(|&other| are_one(report, reports[other])).map(|other| voices[other]).collect();
        joined.sort_unstable();
        joined.dedup();
        let voice = joined.first().copied().unwrap_or(index);
        voices.iter_mut().filter(|other| joined.contains(other)).for_each(|other| *other = voice);
        voices.push(voice);
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
    let mut seen: Vec<usize> = Vec::new();
    let number = |voice: usize| {
        seen.iter().position(|&other| other == voice).unwrap_or_else(|| {
            seen.push(voice);
            seen.len() - 1
        })
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
    fn nobody_is_no_voice() {
        assert!(voices([]).is_empty());
    }
}
