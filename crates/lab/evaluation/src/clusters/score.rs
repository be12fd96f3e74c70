//! B-cubed precision, recall and F1 of stories and happenings.

use super::gold::Labelled;
use deduplication::{Collection, Judge};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// B-cubed sums: of each item the share of its found group that is of its true one, and the other way round.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub struct BCubed {
    precision: f64,
    recall: f64,
    n_items: usize,
}

impl BCubed {
    /// Of items with their true and found groups.
    fn of<T: Ord, F: Ord>(items: &[(T, F)]) -> BCubed {
        let mut joint: BTreeMap<(&T, &F), usize> = BTreeMap::new();
        let (mut truly, mut found): (BTreeMap<&T, usize>, BTreeMap<&F, usize>) = (BTreeMap::new(), BTreeMap::new());
        for (truth, group) in items {
            *joint.entry((truth, group)).or_default() += 1;
            *truly.entry(truth).or_default() += 1;
            *found.entry(group).or_default() += 1;
        }
        let sum = |of: &dyn Fn(&T, &F) -> usize| -> f64 {
            joint.iter().map(|((truth, group), n)| (n * n) as f64 / of(truth, group) as f64).sum()
        };
        BCubed { precision: sum(&|_, group| found[group]), recall: sum(&|truth, _| truly[truth]), n_items: items.len() }
    }

    fn add(&mut self, other: BCubed) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.n_items += other.n_items;
    }
}

impl fmt::Display for BCubed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_items = self.n_items.max(1) as f64;
        let (precision, recall) = (self.precision / n_items, self.recall / n_items);
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        write!(f, "{:>5}  P {precision:.3}  R {recall:.3}  F1 {f1:.3}", self.n_items)
    }
}

/// What groups are worth.
#[derive(Clone, Default, Debug)]
pub struct Scores {
    stories: BCubed,
    happenings: BCubed,
    /// Of mentions that the coder found.
    coded: BCubed,
    /// Pairs of mentions that were joined and are two happenings, by id.
    pub wrong: Vec<(String, String)>,
    /// Groups of reports that are not one whole story, by id.
    pub broken: Vec<Vec<String>>,
}

impl Scores {
    /// Adds those of another part.
    pub fn add(&mut self, other: Scores) {
        self.stories.add(other.stories);
        self.happenings.add(other.happenings);
        self.coded.add(other.coded);
        self.wrong.extend(other.wrong);
        self.broken.extend(other.broken);
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows =
            [("stories", self.stories), ("happenings", self.happenings), ("happenings, coded mentions", self.coded)];
        for (name, sums) in rows {
            writeln!(f, "{name:28} {sums}")?;
        }
        writeln!(f, "pairs joined that are two happenings: {}", self.wrong.len())
    }
}

/// Groups reports in their order and scores the groups.
pub fn score(reports: &[&Labelled], judge: Judge) -> Scores {
    let mut collection = Collection::new(judge);
    for (number, labelled) in reports.iter().enumerate() {
        collection.add(number as u64, &record::comparable(&labelled.record, &labelled.text, None));
    }
    let stories = numbered(collection.stories());
    let happenings = numbered(collection.happenings());
    let of_stories: Vec<_> =
        reports.iter().enumerate().map(|(number, labelled)| (&labelled.story, stories[&(number as u64)])).collect();
    let mut of_mentions = Vec::new();
    for (number, labelled) in reports.iter().enumerate() {
        for (at, (happening, event)) in labelled.mentions.iter().enumerate() {
            let group = event.map(|event| happenings[&(number as u64, event)]);
            // A mention that was not coded is alone.
            of_mentions.push((happening, group.ok_or((number, at))));
        }
    }
    let coded: Vec<_> = of_mentions.iter().filter_map(|(happening, group)| Some((*happening, group.ok()?))).collect();
    Scores {
        stories: BCubed::of(&of_stories),
        happenings: BCubed::of(&of_mentions),
        wrong: wrong(&coded),
        broken: broken(reports, &stories),
        coded: BCubed::of(&coded),
    }
}

fn numbered<M: Ord>(groups: Vec<Vec<M>>) -> BTreeMap<M, usize> {
    groups
        .into_iter()
        .enumerate()
        .flat_map(|(group, members)| members.into_iter().map(move |member| (member, group)))
        .collect()
}

/// Groups that hold reports of two stories, or a part of one.
fn broken(reports: &[&Labelled], stories: &BTreeMap<u64, usize>) -> Vec<Vec<String>> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: BTreeMap<usize, Vec<&Labelled>> = BTreeMap::new();
    for (number, labelled) in reports.iter().enumerate() {
        *sizes.entry(&labelled.story).or_default() += 1;
        groups.entry(stories[&(number as u64)]).or_default().push(labelled);
    }
    let is_whole = |group: &[&Labelled]| {
        group.iter().all(|labelled| labelled.story == group[0].story) && sizes[group[0].story.as_str()] == group.len()
    };
    let broken = groups.into_values().filter(|group| !is_whole(group));
    broken.map(|group| group.into_iter().map(|labelled| labelled.id.clone()).collect()).collect()
}

/// Different happenings of one group, in pairs.
fn wrong(coded: &[(&String, usize)]) -> Vec<(String, String)> {
    let mut groups: BTreeMap<usize, BTreeSet<&String>> = BTreeMap::new();
    coded.iter().for_each(|(happening, group)| {
        groups.entry(*group).or_default().insert(happening);
    });
    let pairs = |members: BTreeSet<&String>| {
        let members: Vec<&String> = members.into_iter().collect();
        (1..members.len()).map(|at| (members[0].clone(), members[at].clone())).collect::<Vec<_>>()
    };
    groups.into_values().flat_map(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_cubed_is_that_of_bagga_and_baldwin() {
        // Truth: 1 2 3 4 5 | 6 7 | 8 9 A B C; found: 1-5 | 6-C. Their first example: precision 16/21, recall 1.
        let items: Vec<(char, char)> = "xxxxxyyzzzzz".chars().zip("aaaaabbbbbbb".chars()).collect();
        let sums = BCubed::of(&items);
        assert!((sums.precision / 12.0 - 0.762).abs() < 1e-3, "{sums:?}");
        assert!((sums.recall / 12.0 - 1.0).abs() < 1e-9);
    }
}
