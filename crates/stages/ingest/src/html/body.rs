//! Which blocks of a page are the text of its article.

use super::headline::is_day;
use super::names::listed;
use super::outline::{Block, Kind, ends_sentence};
use super::page::Page;
use super::{days, lines, names};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What is known of the article before its text is looked for.
pub(super) struct Known<'a> {
    pub headline: Option<usize>,
    /// Lines that only name who wrote or printed it.
    pub names: &'a [String],
    /// The paragraphs that JSON gives.
    pub claimed: &'a [String],
}

/// The indices of the blocks that are the article's text, in order.
pub(super) fn select(page: &Page, blocks: &[Block], known: &Known) -> Vec<usize> {
    let mut search = Search::new(page, blocks, known);
    let region = search.region();
    let group = search.group(region);
    if group.words == 0 {
        return search.all_open();
    }
    search.close_summary(region, known);
    let group = search.group(region);
    search.close_boxes(region, &group);
    search.cut_ends(region, &group);
    let chosen = search.choose(region, &group);
    let chosen = search.as_claimed(chosen, known.claimed);
    let chosen = without_signature(blocks, chosen);
    without_repetitions(blocks, without_loose_headings(blocks, chosen))
}

/// Name, class and, without a class, parent of an element.
type Signature<'a> = (&'a str, &'a str, usize);

struct Search<'a> {
    page: &'a Page,
    blocks: &'a [Block],
    headline: Option<usize>,
    /// Of each block, whether nothing speaks against it.
    is_open: Vec<bool>,
    /// What the page's table of contents lists.
    contents: HashSet<String>,
    /// Sums of values before each block.
    values: Vec<i64>,
}

/// The blocks that stand where most of the text does.
struct Group {
    containers: BTreeSet<usize>,
    first: usize,
    last: usize,
    words: usize,
}

impl<'a> Search<'a> {
    fn new(page: &'a Page, blocks: &'a [Block], known: &Known) -> Search<'a> {
        let start = known.headline.map_or(0, |headline| headline + 1);
        let is_open = |(index, block): (usize, &Block)| {
            index >= start
                && !block.is_beside
                && !lines::is_about_page(block)
                && (!is_label(block, known.names) || is_dateline(&block.text, block.words))
        };
        let is_open: Vec<bool> = blocks.iter().enumerate().map(is_open).collect();
        let (headline, contents) = (known.headline, page.contents());
        let mut search = Search { page, blocks, headline, is_open, contents, values: Vec::new() };
        search.sum();
        search
    }

    /// Every line that may be text, where none reads like running text.
    fn all_open(&self) -> Vec<usize> {
        let is_text = |&index: &usize| {
            let block = &self.blocks[index];
            self.is_open[index] && block.linked * 2 <= block.words && !matches!(block.kind, Kind::Heading(_))
        };
        (0..self.blocks.len()).filter(is_text).collect()
    }

    fn sum(&mut self) {
        self.values = vec![0];
        for (index, block) in self.blocks.iter().enumerate() {
            let value = if self.is_open[index] { value(block) } else { 0 };
            self.values.push(self.values[index] + value);
        }
    }

    /// The indices of the blocks in `node`.
    fn range(&self, node: usize) -> std::ops::Range<usize> {
        let end = self.page.nodes[node].end;
        self.blocks.partition_point(|block| block.node < node)..self.blocks.partition_point(|block| block.node < end)
    }

    fn total(&self, node: usize) -> i64 {
        let range = self.range(node);
        self.values[range.end] - self.values[range.start]
    }

    fn is_good(&self, index: usize) -> bool {
        self.is_open[index] && self.blocks[index].is_prose() && self.blocks[index].words >= 6
    }

    /// The element in which the article stands.
    fn region(&self) -> usize {
        let first = (0..self.blocks.len()).find(|&index| self.is_good(index));
        match (self.headline, first) {
            (Some(headline), Some(first)) => {
                self.grown(self.common(self.blocks[headline].node, self.blocks[first].node))
            }
            _ => self.richest(),
        }
    }

    /// The inmost element around both nodes.
    fn common(&self, one: usize, other: usize) -> usize {
        let around = std::iter::once(one).chain(self.page.ancestors(one));
        around.into_iter().find(|&node| self.page.contains(node, other)).unwrap_or(0)
    }

    /// `node` or the element around it that has most of the text: the first lines under a headline may be a summary.
    fn grown(&self, node: usize) -> usize {
        let mut region = node;
        for around in self.page.ancestors(node) {
            let inside = self.total(region);
            let largest = self.largest(around, region);
            let n_good = self.range(region).filter(|&index| self.is_good(index)).count() as i64;
            if largest > inside.max(20) * n_good.clamp(1, 3) || self.total(around) > 4 * inside.max(10) && inside < 60 {
                region = around;
            }
        }
        region
    }

    /// The words of the largest container in `around` that is outside `inner`.
    fn largest(&self, around: usize, inner: usize) -> i64 {
        let mut sums: BTreeMap<usize, i64> = BTreeMap::new();
        let (outer, inner) = (self.range(around), self.range(inner));
        if outer == inner {
            return 0;
        }
        for index in outer.filter(|index| !inner.contains(index) && self.is_good(*index)) {
            *sums.entry(self.blocks[index].container).or_default() += value(&self.blocks[index]);
        }
        sums.into_values().max().unwrap_or(0)
    }

    /// The element with most text and least else.
    fn richest(&self) -> usize {
        let elements: BTreeSet<usize> = (0..self.blocks.len())
            .filter(|&index| self.is_good(index))
            .flat_map(|index| {
                [self.blocks[index].container]
                    .into_iter()
                    .chain(self.page.ancestors(self.blocks[index].container).take(4))
            })
            .collect();
        let best = elements.into_iter().map(|node| (self.total(node), node)).max();
        best.map_or(0, |(_, node)| node)
    }

    fn group(&self, region: usize) -> Group {
        let mut sums: BTreeMap<usize, usize> = BTreeMap::new();
        let mut alike: BTreeMap<Signature, usize> = BTreeMap::new();
        let range = self.range(region);
        for index in range.clone().filter(|&index| self.is_good(index)) {
            let block = &self.blocks[index];
            *sums.entry(block.container).or_default() += block.words;
            *alike.entry(self.signature(block.container)).or_default() += block.words;
        }
        let one =
            sums.iter().max_by_key(|&(&node, &words)| (words, usize::MAX - node)).map(|(&node, &words)| (node, words));
        let many = alike.iter().max_by_key(|&(_, &words)| words);
        let mut containers = BTreeSet::new();
        if let Some((node, words)) = one {
            let signature = match many {
                Some((&signature, &all)) if all > 2 * words => signature,
                _ => self.signature(node),
            };
            containers.insert(node);
            containers.extend(sums.keys().copied().filter(|&other| self.signature(other) == signature));
            if many.is_some_and(|(_, &all)| all > 2 * words) && self.signature(node) != signature {
                containers.remove(&node);
            }
        }
        let mut group = Group { containers, first: usize::MAX, last: 0, words: 0 };
        for index in range.filter(|&index| self.is_good(index)) {
            if self.is_in(&group, index) {
                (group.first, group.last) = (group.first.min(index), index);
                group.words += self.blocks[index].words;
            }
        }
        group
    }

    /// The name and class of an element, and if it has none, the element around it: what is made alike is the same.
    fn signature(&self, node: usize) -> Signature<'a> {
        let name = |name: &str| self.page.attribute(node, name).filter(|value| !value.trim().is_empty());
        let class =
            name("class").or_else(|| name("data-component")).or_else(|| name("data-testid")).unwrap_or_default();
        let around = if class.is_empty() { self.page.nodes[node].parent } else { 0 };
        (self.page.name(node), class, around)
    }

    fn is_in(&self, group: &Group, index: usize) -> bool {
        group.containers.contains(&self.blocks[index].container)
    }

    /// Closes a summary: lines between the headline and the byline or day that stands above the text.
    fn close_summary(&mut self, region: usize, known: &Known) {
        const MAX_SUMMARY: usize = 3;
        const MAX_LINES: usize = 6;
        let Some(headline) = known.headline else { return };
        let range = headline + 1..self.range(region).end;
        let Some(first) = range.clone().find(|&index| self.is_good(index)) else { return };
        let n_good = |end: usize| (first..end).filter(|&index| self.is_good(index)).count();
        let near = first + 1..(first + 1 + MAX_LINES).min(range.end);
        let label = near.rev().find(|&index| {
            let block = &self.blocks[index];
            let is_near = index <= first + MAX_SUMMARY || n_good(index) == 1;
            is_near && is_label(block, known.names)
                || is_near && block.is_beside && block.words <= 12 && is_day(&block.text, block.words)
        });
        let is_named = self.is_called_summary(first);
        let Some(label) = label.or(is_named.then_some(first + 1)) else { return };
        let n_after = (label..range.end).filter(|&index| self.is_good(index)).take(2).count();
        if n_after == 2 || n_after == 1 && self.blocks[first].container != self.blocks[label].container {
            self.is_open[first..label].fill(false);
            self.sum();
        }
    }

    fn is_called_summary(&self, index: usize) -> bool {
        const SUMMARIES: [&str; 10] = [
            "subhead",
            "subheading",
            "subheadline",
            "sub headline",
            "sub head",
            "sub heading",
            "summary",
            "excerpt",
            "description",
            "abstract",
        ];
        let node = self.blocks[index].node;
        let around = Some(self.page.nodes[node].parent).filter(|&around| self.range(around).len() <= 2);
        let values = |node: usize| ["class", "id", "data-testid"].map(|name| self.page.attribute(node, name));
        let mut names = [Some(node), around].into_iter().flatten().flat_map(values).flatten();
        names.any(|name| names::has_word(name, &SUMMARIES))
    }

    /// Closes small parts of their own that ask readers to subscribe, listen or give, with all lines in them.
    fn close_boxes(&mut self, region: usize, group: &Group) {
        const MAX_BOX_WORDS: usize = 100;
        const MAX_BOX_LINES: usize = 12;
        for index in self.range(region).filter(|&index| index > group.first) {
            if self.is_open[index] || self.is_in(group, index) || self.blocks[index].is_beside {
                continue;
            }
            let range = self.range(self.boxed(index, group));
            if range.len() > MAX_BOX_LINES {
                continue;
            }
            let words: usize = self.blocks[range.clone()].iter().map(|block| block.words).sum();
            if words <= MAX_BOX_WORDS && !range.clone().any(|inner| self.is_in(group, inner)) {
                self.is_open[range].fill(false);
            }
        }
    }

    /// The element that stands by itself around a block: its container, or what is around that if the block heads it.
    fn boxed(&self, index: usize, group: &Group) -> usize {
        const MAX_STEPS: usize = 4;
        let container = self.blocks[index].container;
        if !lines::is_end(&self.blocks[index]) {
            return container;
        }
        let is_apart = |&node: &usize| {
            let range = self.range(node);
            range.len() <= 12 && !range.into_iter().any(|inner| self.is_in(group, inner))
        };
        self.page.ancestors(container).take(MAX_STEPS).take_while(is_apart).last().unwrap_or(container)
    }

    /// Closes what stands below headings such as "Related stories".
    fn cut_ends(&mut self, region: usize, group: &Group) {
        let range = self.range(region);
        let mut rest = vec![0; self.blocks.len() + 1];
        for index in range.clone().rev() {
            let is_text = self.is_in(group, index) && self.is_good(index);
            rest[index] = rest[index + 1] + if is_text { self.blocks[index].words } else { 0 };
        }
        let mut closed = 0;
        for index in range.clone() {
            if index < closed
                || index <= group.first
                || self.blocks[index].is_beside
                || !lines::is_end(&self.blocks[index])
                || self.contents.contains(&self.blocks[index].text.to_lowercase())
            {
                continue;
            }
            let is_text = |next: usize| next < range.end && self.is_in(group, next) && self.is_good(next);
            let is_own = self.is_in(group, index);
            let is_last = rest[index] * 10 < group.words * 3;
            let is_direct = is_text(index + 1);
            if is_own && is_direct && !is_last {
                continue;
            }
            let is_end_of_all = is_own && (is_direct || is_last && lines::is_end_of_all(&self.blocks[index]));
            let end = if is_own { range.end } else { self.range(self.blocks[index].container).end };
            let heads_text =
                |next: usize| self.blocks[next].linked == 0 && is_text(next + 1) && !lines::is_end(&self.blocks[next]);
            let is_article = |&next: &usize| match self.blocks[next].kind {
                _ if !is_own => self.is_in(group, next),
                Kind::Paragraph => is_text(next),
                Kind::Heading(_) => heads_text(next),
                _ => false,
            };
            let found = (index + 1..end).find(is_article);
            closed = if is_end_of_all { range.end } else { found.unwrap_or(end) };
            self.is_open[index..closed.max(index + 1)].fill(false);
        }
    }

    fn choose(&self, region: usize, group: &Group) -> Vec<usize> {
        let range = self.range(region);
        let after: usize = range
            .clone()
            .filter(|&index| index > group.last && self.is_good(index))
            .map(|index| self.blocks[index].words)
            .sum();
        let is_long_after = after * 3 > group.words;
        let is_chosen = |&index: &usize| {
            let block = &self.blocks[index];
            let is_own = self.is_in(group, index);
            let is_text = block.linked * 2 <= block.words;
            if is_text && block.is_beside && self.is_made_like(index, group) {
                return true;
            }
            if !self.is_open[index] || !is_text {
                return false;
            }
            if index < group.first {
                if is_own && index + 1 == group.first && is_place(block) {
                    return true;
                }
                let is_part = matches!(block.kind, Kind::Heading(_) | Kind::Item | Kind::Row) || is_cue(block);
                return self.is_good(index) && block.words >= 8
                    || is_part && (is_own || self.is_like_others(index, group));
            }
            if index > group.last {
                let is_long = ends_sentence(&block.text) || block.words >= 8 && block.linked == 0;
                let is_kept = matches!(block.kind, Kind::Item | Kind::Row)
                    || block.kind == Kind::Paragraph && is_long
                    || is_rate(&block.text)
                    || block.node == self.blocks[group.last].node && block.linked == 0 && ends_with_stop(&block.text);
                let is_head = matches!(block.kind, Kind::Heading(_)) && self.heads_last(index, group);
                return is_own && (is_kept || is_head)
                    || is_long_after && self.is_good(index) && block.words >= 12 && self.is_beside_group(index, group);
            }
            if !is_own && self.is_box(block.container, group) {
                return false;
            }
            match block.kind {
                Kind::Heading(_) | Kind::Paragraph => is_own || self.is_good(index) || self.heads_text(index),
                Kind::Item | Kind::Row => is_own || block.is_prose() || block.linked == 0 && block.words >= 2,
                Kind::Loose => is_own && block.words >= 2 || self.is_good(index),
            }
        };
        range.filter(is_chosen).collect()
    }

    /// Whether a paragraph in a part of the text is made as most of the text is: a name put it aside wrongly.
    fn is_made_like(&self, index: usize, group: &Group) -> bool {
        const MAX_STEPS: usize = 2;
        const MIN_WORDS: usize = 12;
        let block = &self.blocks[index];
        let class = |block: &Block| self.page.attribute(block.node, "class").unwrap_or_default();
        let has_class = |other: &str| {
            let mut classes = other.split_ascii_whitespace();
            !other.is_empty() && classes.all(|one| class(block).split_ascii_whitespace().any(|own| own == one))
        };
        let is_near = || {
            let steps = std::iter::once(block.container).chain(self.page.ancestors(block.container).take(MAX_STEPS));
            steps.into_iter().any(|node| group.containers.contains(&node))
        };
        let is_like = |other: &usize| self.is_in(group, *other) && has_class(class(&self.blocks[*other]));
        block.kind == Kind::Paragraph
            && block.words >= MIN_WORDS
            && is_near()
            && (group.first..=group.last).filter(is_like).count() >= 2
    }

    /// Whether an element between paragraphs invites readers elsewhere: few words and a form, or a heading and a
    /// link.
    fn is_box(&self, node: usize, group: &Group) -> bool {
        const MAX_BOX_WORDS: usize = 45;
        let range = self.range(node);
        let words: usize = self.blocks[range.clone()].iter().map(|block| block.words).sum();
        let is_apart = !range.clone().any(|index| self.is_in(group, index));
        let has_heading = self.blocks[range].iter().any(|block| matches!(block.kind, Kind::Heading(2..=6)));
        let mut inside = node..self.page.nodes[node].end;
        let invites: &[&str] = if has_heading { &["a", "button", "form", "input"] } else { &["form", "input"] };
        words <= MAX_BOX_WORDS && is_apart && inside.any(|inner| invites.contains(&self.page.name(inner)))
    }

    /// Whether a block stands in a neighbor of the elements that hold the text.
    fn is_beside_group(&self, index: usize, group: &Group) -> bool {
        let around = |container: usize| self.page.nodes[container].parent;
        let own = self.blocks[index].container;
        group.containers.iter().any(|&container| around(container) == around(own) || self.page.contains(own, container))
    }

    /// Whether a heading in a part of its own is followed by text in that part, or stands before such a part.
    fn heads_text(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let next = (index + 1..self.blocks.len()).take(20).find(|&next| self.is_open[next]);
        let is_listed = |next: usize| self.blocks[next].kind == Kind::Item && self.blocks[next].linked == 0;
        matches!(block.kind, Kind::Heading(_)) && next.is_some_and(|next| self.is_good(next) || is_listed(next))
    }

    /// Whether a heading stands above items or a long line of the text.
    fn heads_last(&self, index: usize, group: &Group) -> bool {
        self.blocks.get(index + 1).is_some_and(|next| {
            let is_long = next.kind == Kind::Paragraph && next.words >= 8;
            (next.kind == Kind::Item && next.linked == 0 || is_long && next.linked * 2 <= next.words)
                && self.is_open[index + 1]
                && self.is_in(group, index + 1)
        })
    }

    /// Whether the text has another heading that is made as this one.
    fn is_like_others(&self, index: usize, group: &Group) -> bool {
        let block = &self.blocks[index];
        let is_like = |other: &Block| {
            let (one, two) = (self.signature(other.container), self.signature(block.container));
            let class = |block: &Block| self.page.attribute(block.node, "class").filter(|class| !class.is_empty());
            let is_one_class = class(block).is_some() && class(block) == class(other);
            other.kind == block.kind && (is_one_class || (one.0, one.1) == (two.0, two.1))
        };
        matches!(block.kind, Kind::Heading(_))
            && self.blocks[group.first.min(group.last)..group.last].iter().any(is_like)
    }

    /// `chosen` as the text in the page's JSON confirms it: blocks that it has are taken, others at the ends are left
    /// out. If the two have little in common, the JSON is of something else, or an excerpt.
    fn as_claimed(&self, chosen: Vec<usize>, claimed: &[String]) -> Vec<usize> {
        let claimed = Shingles::of(claimed);
        if claimed.n_words < 30 {
            return chosen;
        }
        let is_confirmed: Vec<bool> = self.blocks.iter().map(|block| claimed.hold(&block.text)).collect();
        let words = |indices: &[usize]| indices.iter().map(|&index| self.blocks[index].words).sum::<usize>();
        let confirmed: Vec<usize> = (0..self.blocks.len())
            .filter(|&index| is_confirmed[index] && self.headline != Some(index) && self.blocks[index].words >= 4)
            .collect();
        let shared: Vec<usize> = chosen.iter().copied().filter(|&index| is_confirmed[index]).collect();
        let is_whole = words(&confirmed) * 10 >= claimed.n_words * 8 && words(&confirmed) <= claimed.n_words * 13 / 10;
        let (Some(&first), Some(&last)) = (confirmed.first(), confirmed.last()) else { return chosen };
        let after: Vec<usize> = chosen.iter().copied().filter(|&index| index > last).collect();
        let is_excerpt = words(&after) * 10 > words(&chosen) * 3;
        if !is_whole || is_excerpt || words(&shared) * 2 < words(&chosen) {
            return chosen;
        }
        let mut all: BTreeSet<usize> = confirmed.into_iter().collect();
        let is_part = |&index: &usize| {
            (first..last).contains(&index)
                && matches!(self.blocks[index].kind, Kind::Heading(_) | Kind::Item | Kind::Row)
        };
        all.extend(chosen.into_iter().filter(is_part));
        all.into_iter().collect()
    }
}

/// Runs of words of a text, to ask whether it holds another.
struct Shingles {
    runs: HashSet<[String; 3]>,
    n_words: usize,
}

impl Shingles {
    fn of(paragraphs: &[String]) -> Shingles {
        let words: Vec<String> = paragraphs.iter().flat_map(|text| all_words(text)).collect();
        Shingles {
            n_words: words.len(),
            runs: words.windows(3).filter_map(|run| run.to_vec().try_into().ok()).collect(),
        }
    }

    fn hold(&self, text: &str) -> bool {
        let words: Vec<String> = all_words(text).collect();
        let n_runs = words.len().saturating_sub(2);
        let is_held = |run: &&[String]| run.to_vec().try_into().is_ok_and(|run: [String; 3]| self.runs.contains(&run));
        n_runs > 0 && words.windows(3).filter(is_held).count() * 10 >= n_runs * 7
    }
}

fn all_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What a block adds to the text around it: words that are no links, less where it looks like a menu.
fn value(block: &Block) -> i64 {
    let (words, linked) = (block.words as i64, block.linked as i64);
    if linked * 2 > words {
        return -(linked + 1) / 2;
    }
    match block.kind {
        _ if block.is_prose() => words - linked,
        Kind::Heading(_) => 0,
        Kind::Item | Kind::Row | Kind::Paragraph => (words - linked) / 3,
        Kind::Loose => -2,
    }
}

/// A byline, a day, or the name of an author or publisher that stands alone.
fn is_label(block: &Block, names: &[String]) -> bool {
    let text = block.text.to_lowercase();
    let is_byline = text.starts_with("by ") && block.words <= 14 && !text.ends_with(['.', '!', '?', '"', '”']);
    let is_name = names
        .iter()
        .any(|name| name.to_lowercase() == text.trim_start_matches("by ").trim_matches(|c: char| !c.is_alphanumeric()));
    is_byline || is_name || is_day(&block.text, block.words)
}

/// Whether a line is but the place, and perhaps the day, at which a report begins: `ANKARA`, `Rawalpindi - June 22:`.
fn is_place(block: &Block) -> bool {
    let letters = || block.text.chars().filter(|c| c.is_alphabetic());
    let is_capital = block.words <= 4 && letters().count() >= 3 && letters().all(char::is_uppercase);
    block.kind != Kind::Item
        && block.linked == 0
        && (is_capital && !lines::is_end(block) || is_dateline(&block.text, block.words))
}

/// Whether a place, a day and a colon or dash are all that a line says.
fn is_dateline(text: &str, n_words: usize) -> bool {
    const MAX_WORDS: usize = 10;
    let ends = text.trim_end().ends_with([':', '-', '–', '—']);
    if !ends || n_words > MAX_WORDS || !text.starts_with(char::is_uppercase) || !is_day(text, n_words) {
        return false;
    }
    let first = days::days(text).first().map_or(0, |found| found.start);
    let place = text[..first].trim_end_matches(|c: char| !c.is_alphabetic());
    place.chars().count() >= 3 && !is_day_label(place) && place.split(' ').count() <= 4
}

/// `Posted on`, `Date of publication`, `Monday`.
fn is_day_label(text: &str) -> bool {
    const LABELS: [&str; 14] = [
        "date",
        "dated",
        "posted",
        "published",
        "publish",
        "publication",
        "updated",
        "update",
        "issued",
        "release",
        "released",
        "created",
        "on",
        "modified",
    ];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| LABELS.contains(&word)) || days::weekday(text).is_some()
}

/// Whether a full stop ends a line of several words: the short last sentence of a text with line breaks.
fn ends_with_stop(text: &str) -> bool {
    text.split(' ').count() >= 3 && text.trim_end_matches(['"', '”', '’', '»']).ends_with(['.', '!', '?'])
}

/// Whether a line tells what a currency is worth: `($1 = 0.9594 euros)`.
fn is_rate(text: &str) -> bool {
    const MAX_LENGTH: usize = 80;
    text.len() <= MAX_LENGTH
        && text.starts_with(['(', '['])
        && text.contains(" = ")
        && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line says who speaks next.
fn is_cue(block: &Block) -> bool {
    block.kind == Kind::Paragraph && block.words <= 6 && block.linked == 0 && block.text.ends_with(':')
}

/// Blocks of a text, beyond which they are not compared with each other.
const MAX_COMPARED: usize = 1_000;

/// Headings with nothing below them are no part of the text.
fn without_loose_headings(blocks: &[Block], chosen: Vec<usize>) -> Vec<usize> {
    let is_heading = |index: usize| matches!(blocks[index].kind, Kind::Heading(_));
    let end = chosen.iter().rposition(|&index| !is_heading(index)).map_or(0, |last| last + 1);
    chosen.into_iter().take(end).collect()
}

/// Lines at the end that name the officer who signs a release are no part of the text.
fn without_signature(blocks: &[Block], mut chosen: Vec<usize>) -> Vec<usize> {
    const MAX_LINES: usize = 6;
    let last = chosen.iter().rev().take(MAX_LINES).take_while(|&&index| is_signature(&blocks[index]));
    let n_lines = last.count();
    if n_lines < chosen.len() {
        chosen.truncate(chosen.len() - n_lines);
    }
    chosen
}

/// `MARKUS EDU, Major General, Director Defence Media Operations, 12 March 2025`.
fn is_signature(block: &Block) -> bool {
    const OFFICES: &str = "\
        general; colonel; brigadier; major; captain; commander; commodore; admiral; lieutenant; marshal; director; \
        spokesperson; spokesman; secretary; minister; officer; assistant; press; public relations; sgd; signed; \
        for director; deputy";
    const MAX_WORDS: usize = 22;
    let lower = block.text.to_lowercase();
    let has_office =
        listed(OFFICES).any(|office| lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == office));
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()) || word.len() <= 3;
    matches!(block.kind, Kind::Paragraph | Kind::Loose)
        && block.words >= 2
        && block.words <= MAX_WORDS
        && has_office
        && !ends_sentence(&block.text)
        && block.text.split(' ').all(is_name)
}

/// What a page repeats, such as a sentence set large, is said once.
fn without_repetitions(blocks: &[Block], chosen: Vec<usize>) -> Vec<usize> {
    let mut seen: HashSet<&str> = HashSet::new();
    let is_new = |&index: &usize| blocks[index].words < 6 || seen.insert(&blocks[index].text);
    let chosen: Vec<usize> = chosen.into_iter().filter(is_new).collect();
    if chosen.len() > MAX_COMPARED {
        return chosen;
    }
    let inner = |index: usize| blocks[index].text.trim_matches(|c: char| !c.is_alphanumeric());
    let is_excerpt = |&index: &usize| {
        let is_other = |&other: &usize| other != index && blocks[other].words > blocks[index].words;
        (5..=60).contains(&blocks[index].words)
            && chosen.iter().filter(|other| is_other(other)).any(|&other| blocks[other].text.contains(inner(index)))
    };
    let chosen: Vec<usize> = chosen.iter().copied().filter(|index| !is_excerpt(index)).collect();
    without_pull_quotes(blocks, chosen)
}

/// What stands in quotation marks at the beginning of `text`, without who said it; otherwise all of it.
fn quoted(text: &str) -> &str {
    const MIN_WORDS: usize = 5;
    let end = text.starts_with(['"', '“', '‘', '«']).then(|| text.rfind(['"', '”', '’', '»'])).flatten();
    let inner = &text[..end.unwrap_or(text.len())];
    if inner.split(' ').count() < MIN_WORDS { text } else { inner }
}

/// Sentences set large that are worded nearly as in the paragraph beside them.
fn without_pull_quotes(blocks: &[Block], chosen: Vec<usize>) -> Vec<usize> {
    const NEAR: usize = 6;
    /// Bytes that the paragraph says more.
    const MORE: usize = 12;
    let is_pull_quote = |at: &usize| {
        let index = chosen[*at];
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(chosen.len());
        (8..=40).contains(&blocks[index].words)
            && near.filter(|other| other != at).any(|other| {
                let other = &blocks[chosen[other]];
                let quoted = quoted(&blocks[index].text);
                other.text.len() > blocks[index].text.len().max(quoted.len() + MORE)
                    && Shingles::of(std::slice::from_ref(&other.text)).hold(quoted)
            })
    };
    (0..chosen.len()).filter(|at| !is_pull_quote(at)).map(|at| chosen[at]).collect()
}
