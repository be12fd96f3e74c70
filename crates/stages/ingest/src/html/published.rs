//! When the article was published.

use super::article::Article;
use super::days::{self, Found, Reading};
use super::names;
use super::outline::collapsed;
use jiff::civil::{Date, Weekday};

/// Blocks around the text that are looked at for a day and a name.
const NEAR: usize = 8;

/// Attributes in which scripts keep the time that they show.
const STAMPS: [&str; 12] = [
    "time",
    "timestamp",
    "data-time",
    "data-timestamp",
    "data-datetime",
    "data-epoch",
    "data-unixtime",
    "data-utime",
    "data-published",
    "data-publish-date",
    "data-date",
    "unixtime",
];

impl Article<'_> {
    /// The day of publication: claimed, shown, in the address or in the dateline, in this order.
    pub fn published(&self, url: Option<&str>) -> Option<Date> {
        let claimed = || self.claims.days.iter().find_map(|&day| self.settle(day, ""));
        claimed()
            .or_else(|| self.in_time_element())
            .or_else(|| self.shown())
            .or_else(|| days::in_address(url?))
            .or_else(|| self.shown_below())
            .or_else(|| self.of_issue())
            .or_else(|| self.dateline(url))
    }

    /// The day of the first `time` element of the article that does not tell when it was changed.
    fn in_time_element(&self) -> Option<Date> {
        let node_of = |index: usize| self.blocks.get(index).map_or(self.page.nodes.len(), |block| block.node);
        let head = self.headline.unwrap_or(self.first()).min(self.first());
        let (start, head, end) = (node_of(head.saturating_sub(3)), node_of(head), node_of(self.first()));
        let times = || {
            (0..self.page.nodes.len())
                .filter(|&node| match self.page.name(node) {
                    "time" => true,
                    "abbr" => self.is_called(node, &["published"]),
                    _ => STAMPS.iter().any(|name| self.page.attribute(node, name).and_then(days::value).is_some()),
                })
                .filter(|&node| !self.is_change(node) && !self.is_elsewhere(node))
        };
        let is_marked = |&node: &usize| self.page.attribute(node, "pubdate").is_some() || self.is_published(node);
        let below = |&node: &usize| (head..end).contains(&node);
        let above = |&node: &usize| (start..head).contains(&node);
        let found = times().find(|node| is_marked(node) && below(node)).or_else(|| times().find(below));
        let around = self.around_article();
        let within = |&node: &usize| node >= end && self.page.contains(around, node);
        let found = found.or_else(|| times().rfind(above)).or_else(|| times().find(within));
        found.and_then(|node| self.day_of(node))
    }

    /// The element around headline and text, if it is not all of the page.
    fn around_article(&self) -> usize {
        let (Some(headline), Some(text)) = (self.headline, self.blocks.get(self.last())) else { return usize::MAX };
        let around = self.page.ancestors(self.blocks[headline].node).find(|&node| self.page.contains(node, text.node));
        around.filter(|&node| !matches!(self.page.name(node), "body" | "html" | "")).unwrap_or(usize::MAX)
    }

    /// The day of a newspaper's issue, above the article: `No. 39 – 26 September 2008`.
    fn of_issue(&self) -> Option<Date> {
        let above = self.headline.unwrap_or(self.first()).min(self.blocks.len());
        self.blocks[..above].iter().filter(|block| block.words <= 40).find_map(|block| {
            let found = days::days(&block.text).into_iter().next()?;
            let label = block.text[..found.start].to_lowercase();
            let is_issue = label
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| matches!(word, "no" | "nr" | "issue" | "edition" | "vol" | "volume" | "number"));
            is_issue.then(|| self.settle(found.day, &block.text))?
        })
    }

    fn day_of(&self, node: usize) -> Option<Date> {
        let text = collapsed(&self.page.text(node));
        let value = ["datetime", "title"]
            .iter()
            .chain(&STAMPS)
            .find_map(|name| days::value(self.page.attribute(node, name)?))
            .or_else(|| days::value(&text));
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

    /// The day in a line near the headline or below the text.
    fn shown(&self) -> Option<Date> {
        let (first, last) = (self.first(), self.last());
        let head = self.headline.unwrap_or(first).min(first);
        let between = head.min(first)..first;
        let above = head.saturating_sub(NEAR / 2)..head;
        let below = last + 1..(last + 1 + NEAR).min(self.blocks.len());
        let labeled =
            between.clone().chain(below.clone()).chain(above.clone()).find_map(|index| self.day_in(index, true));
        labeled.or_else(|| between.into_iter().find_map(|index| self.day_in(index, false))).or_else(|| {
            above
                .rev()
                .filter(|&index| self.is_with_article(index) || self.is_dated(index))
                .find_map(|index| self.day_in(index, false))
        })
    }

    /// The day in one of the lines that follow the text.
    fn shown_below(&self) -> Option<Date> {
        let below = self.last() + 1..(self.last() + 4).min(self.blocks.len());
        below.into_iter().find_map(|index| self.day_in(index, false))
    }

    /// Whether an element's names say that it shows a day.
    fn is_dated(&self, index: usize) -> bool {
        let node = self.blocks[index].node;
        self.is_called(node, &["date", "pubdate", "published", "posted", "post date", "article date", "publish date"])
    }

    /// Whether a line stands in the element that holds headline and text.
    fn is_with_article(&self, index: usize) -> bool {
        let (Some(headline), Some(text)) = (self.headline, self.blocks.get(self.first())) else { return false };
        let around = self.page.ancestors(self.blocks[headline].node).find(|&node| self.page.contains(node, text.node));
        around.is_some_and(|around| self.page.contains(around, self.blocks[index].node))
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
                "certificate",
                "registration",
                "registered",
                "established",
                "founded",
                "since ",
                "licen",
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
            .any(|word| format!(" {label}").contains(word))
                && !["modif", "updat"].iter().any(|word| label.contains(word));
            let is_long = !is_labeled && block.words > 25;
            if !is_published && (is_change || is_labeled) || is_long {
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
        // A day long before the copyright is one of the site's history.
        let is_recent = |day: &Date| self.copyright_year().is_none_or(|year| day.year() + 1 >= year);
        let Some(latest) = self.sure_days().filter(is_recent).max() else {
            return Date::new(self.copyright_year()?, month, day).ok();
        };
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
}

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs())
}
