//! What a page shows of its article beside the text: who wrote it, who printed it and when.

use super::claims::Claims;
use super::days::{self, Found, Reading};
use super::headline::{is_brand, is_generic, is_institution, is_same_name, site_in_title};
use super::names;
use super::outline::{Block, collapsed};
use super::page::Page;
use jiff::civil::{Date, Weekday};

/// Where the article stands among the blocks of its page.
pub(super) struct Article<'a> {
    pub page: &'a Page,
    pub blocks: &'a [Block],
    pub headline: Option<usize>,
    pub chosen: &'a [usize],
    pub claims: &'a Claims,
}

/// Blocks around the text that are looked at for a day and a name.
const NEAR: usize = 8;

impl Article<'_> {
    /// The day of publication: claimed, shown, in the address or in the dateline, in this order.
    pub fn published(&self, url: Option<&str>) -> Option<Date> {
        let claimed = || self.claims.days.iter().find_map(|&day| self.settle(day, ""));
        claimed()
            .or_else(|| self.in_time_element())
            .or_else(|| self.shown())
            .or_else(|| days::in_address(url?))
            .or_else(|| self.dateline(url))
    }

    /// The chosen blocks without lines at the end that say who the author is.
    pub fn without_biography(&self) -> &[usize] {
        const MAX_LINES: usize = 3;
        const MAX_WORDS: usize = 70;
        let byline = self.byline(None).unwrap_or_default().replace(" and ", ", ");
        let is_author = |text: &str| {
            byline
                .split(", ")
                .filter(|name| name.contains(' '))
                .any(|name| text.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', ','])))
        };
        let n_last = self.chosen.len().min(MAX_LINES);
        let start = self.chosen.len() - n_last;
        let found = (start..self.chosen.len()).find(|&at| {
            let block = &self.blocks[self.chosen[at]];
            at > 0 && block.words <= MAX_WORDS && is_author(&block.text)
        });
        &self.chosen[..found.unwrap_or(self.chosen.len())]
    }

    fn first(&self) -> usize {
        self.chosen.first().copied().unwrap_or(self.blocks.len())
    }

    fn last(&self) -> usize {
        self.chosen.last().copied().unwrap_or(0)
    }

    /// The day of the first `time` element of the article that does not tell when it was changed.
    fn in_time_element(&self) -> Option<Date> {
        let node_of = |index: usize| self.blocks.get(index).map_or(self.page.nodes.len(), |block| block.node);
        let head = self.headline.unwrap_or(self.first()).min(self.first());
        let (start, head, end) = (node_of(head.saturating_sub(3)), node_of(head), node_of(self.first()));
        let times = || {
            (0..self.page.nodes.len())
                .filter(|&node| self.page.name(node) == "time" && !self.is_change(node) && !self.is_elsewhere(node))
        };
        let is_marked = |&node: &usize| self.page.attribute(node, "pubdate").is_some() || self.is_published(node);
        let below = |&node: &usize| (head..end).contains(&node);
        let above = |&node: &usize| (start..head).contains(&node);
        let found = times().find(|node| is_marked(node) && below(node)).or_else(|| times().find(below));
        found.or_else(|| times().filter(above).last()).and_then(|node| self.day_of(node))
    }

    fn day_of(&self, node: usize) -> Option<Date> {
        let text = collapsed(&self.page.text(node));
        let value = self.page.attribute(node, "datetime").and_then(days::value).or_else(|| days::value(&text));
        self.settle(value?, &text)
    }

    fn is_change(&self, node: usize) -> bool {
        self.is_called(node, &["updated", "update", "modified", "lastmod", "edited", "revised"])
    }

    fn is_published(&self, node: usize) -> bool {
        self.is_called(node, &["published", "publish", "posted", "pubdate", "publication", "created"])
    }

    fn is_called(&self, node: usize, words: &[&str]) -> bool {
        let around = std::iter::once(node).chain(self.page.ancestors(node).take(2));
        around.into_iter().any(|node| {
            ["class", "itemprop", "id", "data-testid"]
                .iter()
                .filter_map(|name| self.page.attribute(node, name))
                .any(|name| names::has_word(name, words))
        })
    }

    /// Whether `node` stands in a teaser or a comment.
    fn is_elsewhere(&self, node: usize) -> bool {
        self.page.ancestors(node).take(6).any(|node| {
            let class = self.page.attribute(node, "class").unwrap_or_default();
            names::has_word(
                class,
                &["comment", "comments", "related", "teaser", "card", "sidebar", "latest", "trending", "popular"],
            ) || matches!(self.page.name(node), "aside" | "nav")
        })
    }

    /// The day in a line near the headline or below the text.
    fn shown(&self) -> Option<Date> {
        let (first, last) = (self.first(), self.last());
        let head = self.headline.unwrap_or(first).min(first);
        let between = head.min(first)..first;
        let above = head.saturating_sub(NEAR / 2)..head;
        let below = last + 1..(last + 1 + NEAR).min(self.blocks.len());
        let labeled =
            between.clone().chain(below.clone()).chain(above.clone()).find_map(|index| self.day_in(index, true));
        labeled
            .or_else(|| between.into_iter().find_map(|index| self.day_in(index, false)))
            .or_else(|| above.rev().find_map(|index| self.day_in(index, false)))
            .or_else(|| below.take(3).find_map(|index| self.day_in(index, false)))
    }

    /// The day that the block says the article was published, or a day that it does not say was another's.
    fn day_in(&self, index: usize, is_labeled: bool) -> Option<Date> {
        let block = &self.blocks[index];
        if block.words > 40 || self.is_elsewhere(block.node) || self.page.name(block.node) == "footer" {
            return None;
        }
        let found = days::days(&block.text);
        let mut start = 0;
        for found in found {
            let label = block.text[start..found.start].to_lowercase();
            start = found.end;
            let is_change = [
                "updat",
                "modif",
                "edited",
                "revis",
                "printed",
                "accessed",
                "retrieved",
                "event",
                "expires",
                "copyright",
                "©",
            ]
            .iter()
            .any(|word| label.contains(word));
            let is_published = [
                "publish",
                "posted",
                "publication",
                "issued",
                "release date",
                " date:",
                " dated",
                "uploaded",
                "created",
            ]
            .iter()
            .any(|word| format!(" {label}").contains(word));
            let is_long = !is_labeled && block.words > 25;
            if (is_change && !is_published) || is_labeled && !is_published || is_long {
                continue;
            }
            if let Some(day) = self.settle(found.day, &block.text) {
                return Some(day);
            }
        }
        None
    }

    /// The day at the beginning of the text; its year, if it is not said, is the latest that fits the page.
    fn dateline(&self, url: Option<&str>) -> Option<Date> {
        let head = self.headline.map_or(self.first(), |headline| headline + 1)..self.first() + 1;
        for block in head.filter_map(|index| self.blocks.get(index)) {
            let Some(Found { day, start, .. }) = days::days(&block.text).into_iter().next() else { continue };
            let is_at_start =
                block.text[..start].split_whitespace().count() <= 8 && !block.text[..start].contains(". ");
            match day {
                _ if !is_at_start => {}
                Reading::Yearless { month, day } => return self.with_year(month, day, url),
                day => return self.settle(day, &block.text),
            }
        }
        None
    }

    fn with_year(&self, month: i8, day: i8, url: Option<&str>) -> Option<Date> {
        if let Some(year) = url.and_then(days::year_in_address) {
            return Date::new(year, month, day).ok();
        }
        let Some(latest) = self.sure_days().max() else { return Date::new(self.copyright_year()?, month, day).ok() };
        [latest.year(), latest.year() - 1]
            .into_iter()
            .filter_map(|year| Date::new(year, month, day).ok())
            .find(|&day| day <= latest)
    }

    /// The latest year beside a copyright sign.
    fn copyright_year(&self) -> Option<i16> {
        let lines = self
            .blocks
            .iter()
            .rev()
            .take(40)
            .filter(|block| block.text.contains('©') || block.text.to_lowercase().contains("copyright"));
        let years = lines
            .flat_map(|block| block.text.split(|c: char| !c.is_ascii_digit()))
            .filter_map(|word| word.parse().ok());
        years.filter(|year| (1990..=2100).contains(year)).max()
    }

    /// The days that the page names beyond doubt, in short lines.
    fn sure_days(&self) -> impl Iterator<Item = Date> {
        let short = self.blocks.iter().filter(|block| block.words <= 40).take(2_000);
        short.flat_map(|block| days::days(&block.text)).filter_map(|found| match found.day {
            Reading::Sure(day) => Some(day),
            _ => None,
        })
    }

    /// One day for a reading; `label` may name its weekday. Numbers that can be read in two ways are read as the day's
    /// weekday, the nearest other day of the page or the language says, and otherwise with the day first.
    fn settle(&self, reading: Reading, label: &str) -> Option<Date> {
        let (day_first, month_first) = match reading {
            Reading::Sure(day) => return Some(day),
            Reading::Yearless { .. } => return None,
            Reading::Ambiguous { day_first, month_first } => (day_first, month_first),
        };
        let is_on = |day: Date, weekday: Weekday| day.weekday() == weekday;
        if let Some(weekday) =
            days::weekday(label).filter(|&weekday| is_on(day_first, weekday) != is_on(month_first, weekday))
        {
            return Some(if is_on(day_first, weekday) { day_first } else { month_first });
        }
        let distance = |day: Date| self.sure_days().map(|other| days_between(day, other)).min().unwrap_or(i32::MAX);
        let (near, far) = (distance(day_first), distance(month_first));
        if near.min(far) <= 10 && near != far {
            return Some(if near < far { day_first } else { month_first });
        }
        Some(if self.claims.is_american { month_first } else { day_first })
    }

    /// The names of the authors, as `A, B and C`.
    pub fn byline(&self, publisher: Option<&str>) -> Option<String> {
        let claimed =
            || self.claims.authors.iter().map(|authors| people(authors, publisher)).find(|names| !names.is_empty());
        let names = claimed().or_else(|| self.linked_author(publisher)).or_else(|| self.written_by(publisher))?;
        Some(joined(&names))
    }

    /// Blocks from the headline to the text, and the few lines around them.
    fn around(&self) -> impl Iterator<Item = usize> {
        let first = self.first();
        let head = self.headline.unwrap_or(first).min(first);
        let last = self.last();
        (head..first)
            .chain(head.saturating_sub(2)..head)
            .chain(last + 1..(last + 4).min(self.blocks.len()))
            .filter(|&index| index < self.blocks.len())
    }

    /// Names in links and elements that are marked as an author's.
    fn linked_author(&self, publisher: Option<&str>) -> Option<Vec<String>> {
        let start = self.headline.map_or(0, |index| self.blocks[index].node).saturating_sub(30);
        let end = self.blocks.get(self.last() + 4).map_or(self.page.nodes.len(), |block| block.node);
        let marked = |node: usize, words: &[&str]| {
            ["rel", "class", "itemprop", "id", "data-testid"]
                .iter()
                .filter_map(|name| self.page.attribute(node, name))
                .any(|name| names::has_word(name, words))
        };
        let text = |node: usize| Some(collapsed(&self.spaced(node))).filter(|text| text.len() < 200);
        let found = |is_marked: &dyn Fn(usize) -> bool| {
            let mut names: Vec<String> = Vec::new();
            let mut past = 0;
            for node in start..end {
                if node >= past && is_marked(node) && !self.is_elsewhere(node) {
                    past = self.page.nodes[node].end;
                    if past <= node + 60 {
                        names.extend(text(node));
                    }
                }
                if names.len() > 8 {
                    break;
                }
            }
            Some(people(&names, publisher)).filter(|names| !names.is_empty())
        };
        let is_relation = |node: usize| {
            self.page.name(node) == "a"
                && self.page.attribute(node, "rel").is_some_and(|rel| rel.split(' ').any(|word| word == "author"))
        };
        let is_byline = |node: usize| {
            marked(
                node,
                &[
                    "byline",
                    "author",
                    "authors",
                    "reporter",
                    "writer",
                    "auteur",
                    "autor",
                    "firma",
                    "correspondent",
                    "bylines",
                    "by",
                    "auth",
                ],
            ) && !marked(node, &["bio", "box", "about", "date", "img", "image", "avatar", "photo", "tags"])
        };
        found(&is_relation).or_else(|| found(&is_byline)).or_else(|| found(&|node| self.page.name(node) == "address"))
    }

    /// The text of `node` with spaces between its parts.
    fn spaced(&self, node: usize) -> String {
        let inside = node..self.page.nodes[node].end;
        let leaves = inside.filter(|&inner| {
            self.page.element(inner).is_none()
                && !self.page.ancestors(inner).any(|outer| matches!(self.page.name(outer), "style" | "script" | "svg"))
        });
        leaves.map(|leaf| self.page.text(leaf) + " ").collect()
    }

    /// Lines such as `By Amina Yusuf`, and then lines that are but a name.
    fn written_by(&self, publisher: Option<&str>) -> Option<Vec<String>> {
        const STARTS: [&str; 20] = [
            "by ",
            "by: ",
            "text: ",
            "words: ",
            "story: ",
            "written by ",
            "reported by ",
            "interview by ",
            "story by ",
            "words by ",
            "text by ",
            "report by ",
            "posted by ",
            "submitted by ",
            "contributed by ",
            "authored by ",
            "author: ",
            "reporter: ",
            "from ",
            "reporting by ",
        ];
        for index in self.around() {
            let block = &self.blocks[index];
            let lower = block.text.to_lowercase();
            let start = STARTS
                .iter()
                .find(|start| lower.starts_with(*start))
                .filter(|_| block.words <= 30 && lower.len() == block.text.len());
            let names =
                start.map(|start| people(&[block.text[start.len()..].to_string()], publisher)).unwrap_or_default();
            if !names.is_empty() {
                return Some(names);
            }
        }
        let first = self.first();
        let head = self.headline?;
        (head + 1..first).take(3).find_map(|index| {
            let block = &self.blocks[index];
            let names = people(&[block.text.clone()], publisher);
            let end = days::days(&block.text).first().map_or(block.text.len(), |found| found.start);
            let line = block.text[..end].split_once(", ").map_or(&block.text[..end], |(name, _)| name);
            let line = line.trim_end_matches(|c: char| !c.is_alphanumeric());
            let is_name = block.words <= 10
                && (2..=5).contains(&names.first()?.split(' ').count())
                && names.iter().all(|name| is_name(name))
                && joined(&names).len() + 5 >= line.len();
            let is_site = publisher.is_some_and(|publisher| block.text.contains(publisher));
            (is_name && !is_site && !is_generic(&block.text)).then_some(names)
        })
    }

    /// Who printed it, other than as claimed: the window's title or the site's mark.
    pub fn publisher(&self) -> Option<String> {
        let headline = self.headline.map(|index| self.blocks[index].text.as_str());
        let named = || {
            self.claims
                .publishers
                .iter()
                .find(|name| !name.trim().is_empty() && name.len() < 100 && !is_generic(name))
                .cloned()
        };
        let mark = brand(self.page, self.blocks);
        let in_title = || site_in_title(self.claims.window.as_deref()?, headline);
        let in_full = |name: String| mark.clone().filter(|mark| is_acronym(&name, mark)).unwrap_or(name);
        named()
            .or_else(|| in_title().map(in_full))
            .or_else(|| mark.clone())
            .or_else(|| self.institution())
            .or_else(|| self.holder())
    }

    /// The body of state whose page it is, as the window's title or one of the first lines says.
    fn institution(&self) -> Option<String> {
        let lines = self.claims.window.iter().chain(self.blocks.iter().take(6).map(|block| &block.text));
        lines.into_iter().find(|line| is_institution(line)).cloned()
    }

    /// Who holds the copyright.
    fn holder(&self) -> Option<String> {
        let line = self.blocks.iter().rev().take(20).find(|block| {
            block.words <= 25 && (block.text.contains('©') || block.text.to_lowercase().starts_with("copyright"))
        })?;
        let start = line.text.find('©').map_or(0, |at| at + '©'.len_utf8());
        let name = line.text[start..].split(['.', '|', ',']).find(|part| part.chars().any(char::is_alphabetic))?;
        let name: Vec<&str> = name
            .split(' ')
            .filter(|word| {
                !word.eq_ignore_ascii_case("copyright")
                    && !word.chars().any(|c| c.is_ascii_digit())
                    && !matches!(*word, "(c)" | "©" | "-" | "–")
            })
            .collect();
        Some(name.join(" ")).filter(|name| {
            (1..=6).contains(&name.split(' ').count())
                && !name.to_lowercase().contains("rights reserved")
                && !name.is_empty()
        })
    }
}

/// Whether `short` is made of the first letters of `long`.
fn is_acronym(short: &str, long: &str) -> bool {
    let initials: String =
        long.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    initials.len() >= 2 && initials == short.trim()
}

/// The name of the site as its mark shows it: a line, or what stands for its picture.
pub(super) fn brand(page: &Page, blocks: &[Block]) -> Option<String> {
    let is_mark = |block: &&Block| block.words <= 7 && is_brand(page, block.node) && !is_generic(&block.text);
    let shown = blocks.iter().take(40).find(is_mark).map(|block| block.text.clone());
    shown.or_else(|| pictured(page)).filter(|name| name.len() < 80)
}

fn pictured(page: &Page) -> Option<String> {
    (0..page.nodes.len().min(2_000)).find_map(|node| {
        let text = match page.name(node) {
            "img" => page.attribute(node, "alt").map(str::to_string),
            "title" if page.ancestors(node).take(2).any(|node| page.name(node) == "svg") => Some(page.text(node)),
            _ => None,
        }?;
        let is_mark =
            page.ancestors(node).take(4).any(|node| page.name(node) == "a") && is_brand(page, page.nodes[node].parent);
        let name = collapsed(&text).replace(" logo", "").replace(" Logo", "");
        (is_mark && !name.is_empty() && !is_generic(&name)).then_some(name)
    })
}

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs())
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The names in bylines, without offices, places, days and addresses.
fn people(bylines: &[String], publisher: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for byline in bylines {
        for part in split(byline) {
            let Some(name) = person(&part) else { continue };
            let is_new = !names.iter().any(|other| other.eq_ignore_ascii_case(&name));
            let is_place = !name.contains(' ') && names.iter().any(|other| other.contains(' '));
            if is_new && !is_place && !publisher.is_some_and(|publisher| is_same_name(publisher, &name)) {
                names.push(name);
            }
        }
    }
    names.truncate(12);
    names
}

/// The parts of a byline: what follows a bar, a semicolon or a day is no name.
fn split(byline: &str) -> Vec<String> {
    let mut line = collapsed(byline);
    for start in [
        "By: ",
        "by: ",
        "By ",
        "BY ",
        "by ",
        "Written by ",
        "Reported by ",
        "Interview by ",
        "Posted by ",
        "Submitted by ",
        "Contributed by ",
        "Authored by ",
        "Story by ",
        "Report by ",
        "Author: ",
        "Authors: ",
        "Reporter: ",
        "Words by ",
        "Text by ",
        "From ",
        "Published by ",
        "Reporting by ",
        "AUTHOR: ",
    ] {
        line = line.strip_prefix(start).unwrap_or(&line).to_string();
    }
    if let Some((label, rest)) = line.split_once(": ").filter(|(label, _)| label.split(' ').count() <= 2) {
        let is_label = [
            "text",
            "words",
            "story",
            "author",
            "authors",
            "reporter",
            "by",
            "report",
            "writer",
            "writers",
            "interview",
        ]
        .contains(&label.to_lowercase().as_str());
        line = if is_label { rest.to_string() } else { line };
    }
    let end = days::days(&line).first().map_or(line.len(), |found| found.start);
    let line = &line[..end];
    let line = line.split(['|', '·', '•', '/', '(']).next().unwrap_or_default();
    let line = line.split(" - ").next().unwrap_or_default();
    let line = line
        .split(". ")
        .next()
        .filter(|first| first.split(' ').count() > 1 && !first.ends_with(|c: char| c.is_uppercase()))
        .unwrap_or(line);
    let parts = line
        .split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" And "))
        .flat_map(|part| part.split(" with "));
    parts.map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

/// `Amina Yusuf in Oslo` is Amina Yusuf; `Defence Correspondent` after a name is nobody.
fn person(part: &str) -> Option<String> {
    const NOBODY: [&str; 13] = [
        "admin",
        "administrator",
        "webmaster",
        "editor",
        "updated",
        "published",
        "posted",
        "share",
        "author",
        "authors",
        "root",
        "unknown",
        "anonymous",
    ];
    const LABELS: [&str; 8] = ["posted", "published", "updated", "created", "last", "share", "photo", "source"];
    const OFFICES: [&str; 21] = [
        "correspondent",
        "editor",
        "reporter",
        "columnist",
        "writer",
        "contributor",
        "analyst",
        "bureau chief",
        "producer",
        "fellow",
        "professor",
        "director",
        "desk editor",
        "chief",
        "journalist",
        "photographer",
        "editing by",
        "additional reporting",
        "graphics by",
        "edited by",
        "updated",
    ];
    let name = part.trim_start_matches("By ").trim_start_matches("by ");
    let name = name.trim_end_matches(" on").trim_end_matches(" in");
    let name = [" in ", " at ", " for ", " on ", " from ", " @"]
        .iter()
        .fold(name, |name, cut| name.split(cut).next().unwrap_or(name))
        .trim();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '’' | '\''));
    let lower = name.to_lowercase();
    let is_office =
        OFFICES.iter().any(|office| lower.ends_with(office) || lower.starts_with(office)) && !is_staff(&lower);
    let is_label = LABELS.iter().any(|label| lower.split(' ').next() == Some(*label));
    let is_possible = !is_label
        && (2..=60).contains(&name.chars().count())
        && name.split(' ').count() <= 7
        && !name.contains(['@', ':', '<', '#']);
    let is_text = !name.chars().any(|c| c.is_ascii_digit()) && name.chars().any(char::is_uppercase);
    (is_possible
        && is_text
        && !is_office
        && !NOBODY.contains(&lower.as_str())
        && !is_generic(name)
        && !is_institution(name))
    .then(|| name.to_string())
}

/// `Staff Correspondent`, `Our Correspondent`, `News Desk`: what stands for a name.
fn is_staff(lower: &str) -> bool {
    ["staff", "our", "special", "news", "web", "diplomatic", "a "].iter().any(|start| lower.starts_with(start))
}

/// Whether every word of `text` begins as names do.
fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["de", "da", "dos", "van", "von", "der", "den", "bin", "al", "ibn", "la", "le", "du", "di"];
    text.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase) || PARTICLES.contains(&word))
}
