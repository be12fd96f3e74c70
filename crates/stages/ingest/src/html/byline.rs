//! Who wrote the article.

use super::article::Article;
use super::days;
use super::headline::{is_generic, is_institution, is_same_name, words};
use super::names::{self, listed};
use super::outline::{Block, collapsed};

impl Article<'_> {
    /// The names of the authors, as `A, B and C`.
    pub fn byline(&self, publisher: Option<&str>) -> Option<String> {
        let publishers: Vec<&str> = self.claims.publishers.iter().map(String::as_str).chain(publisher).collect();
        let authors = self.claims.authors.iter();
        let claimed = || authors.clone().map(|authors| people(authors, &publishers)).find(|names| !names.is_empty());
        let shown = || self.linked_author(&publishers).or_else(|| self.written_by(&publishers));
        let names = match claimed() {
            // An office is claimed where a person may be named.
            Some(names) if names.iter().all(|name| is_body(name)) => {
                shown().filter(|people| !people.iter().any(|name| is_body(name))).unwrap_or(names)
            }
            Some(names) => names,
            None => shown()?,
        };
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
    fn linked_author(&self, publishers: &[&str]) -> Option<Vec<String>> {
        let start = self.headline.map_or(0, |index| self.blocks[index].node).saturating_sub(30);
        let end = self.blocks.get(self.last() + 12).map_or(self.page.nodes.len(), |block| block.node);
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
            Some(people(&names, publishers)).filter(|names| !names.is_empty())
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
            ) && !marked(node, &["bio", "box", "card", "about", "date", "img", "image", "avatar", "photo", "tags"])
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
    fn written_by(&self, publishers: &[&str]) -> Option<Vec<String>> {
        let named = self.around().find_map(|index| {
            let names = people(&[after_by(&self.blocks[index])?.to_string()], publishers);
            (!names.is_empty()).then_some(names)
        });
        let below = self.headline.map_or(self.first(), |headline| headline + 1)..self.first();
        let text = self.blocks.get(self.first()).map(|block| block.container);
        let is_above_text = |&index: &usize| self.blocks[index].is_strong && Some(self.blocks[index].container) == text;
        let near = below.clone().take(3).chain(below.last().filter(is_above_text));
        named.or_else(|| near.into_iter().find_map(|index| self.name_alone(index, publishers)))
    }

    /// The name in a line that holds no more than it, a place and a day.
    fn name_alone(&self, index: usize, publishers: &[&str]) -> Option<Vec<String>> {
        let block = &self.blocks[index];
        let is_site = publishers.iter().any(|publisher| block.text.contains(publisher));
        if block.words > 10 || is_site || is_generic(&block.text) {
            return None;
        }
        let is_full = |name: &str| (2..=5).contains(&name.split(' ').count()) && is_name(name);
        // A name stands first, or alone after a bar; "New Delhi | 5 January" has its place first.
        let parts: Vec<&str> = block.text.split(['|', '·', '•']).map(str::trim).collect();
        let is_day_first = parts.len() > 1 && !days::days(parts[0]).is_empty();
        let part = if is_day_first { parts[1] } else { parts[0] };
        let end = days::days(part).first().map_or(part.len(), |found| found.start);
        let line = part[..end].split_once(", ").map_or(&part[..end], |(name, _)| name);
        let line =
            line.split_once(" in ").filter(|(_, place)| place.split(' ').count() <= 4).map_or(line, |(name, _)| name);
        let line = line.trim_end_matches(|c: char| !c.is_alphanumeric());
        let names = people(&[line.to_string()], publishers);
        (!names.is_empty() && names.iter().all(|name| is_full(name)) && joined(&names).len() + 5 >= line.len())
            .then_some(names)
    }
}

/// What follows "by" in a line that is a byline.
fn after_by(block: &Block) -> Option<&str> {
    const BEFORE: &str = "\
        written; reported; reporting; posted; submitted; contributed; authored; story; words; text; texts; report; interview; \
        photographs; photos; pictures; and; analysis; opinion; commentary; column; article; special; an; a; exclusive";
    const LABELS: &str = "text; words; story; author; authors; reporter; reporters; by; writer; writers; correspondent";
    if block.words > 30 {
        return None;
    }
    let is_label = |label: &str| listed(LABELS).any(|other| other.eq_ignore_ascii_case(label.trim()));
    if let Some((_, rest)) = block.text.split_once(": ").filter(|(label, _)| is_label(label)) {
        return Some(rest);
    }
    let mut before = 0;
    for word in block.text.split(' ').take(5) {
        before += word.len() + 1;
        if word.eq_ignore_ascii_case("by") {
            return block.text.get(before..);
        }
        if !listed(BEFORE).any(|other| other.eq_ignore_ascii_case(word)) {
            return None;
        }
    }
    None
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The names in bylines, without offices, places, days and addresses.
fn people(bylines: &[String], publishers: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for byline in bylines.iter().filter(|byline| !is_institution(byline)) {
        for part in split(byline) {
            let Some(name) = person(&part) else { continue };
            let is_new = !names.iter().any(|other| other.eq_ignore_ascii_case(&name));
            let is_place = !name.contains(' ') && names.iter().any(|other| other.contains(' '));
            let is_longer =
                names.iter().any(|other| name.strip_prefix(other).is_some_and(|rest| rest.starts_with(' ')));
            let is_body = !names.is_empty() && is_body(&name);
            if is_new
                && !is_longer
                && !is_body
                && !is_place
                && !publishers.iter().any(|publisher| is_publisher(publisher, &name))
            {
                names.push(name);
            }
        }
    }
    names.truncate(12);
    names
}

/// Whether `name` is that of an office or a body, where people work.
fn is_body(name: &str) -> bool {
    const BODIES: &str = "\
        affairs; office; command; division; group; wing; brigade; squadron; battalion; fleet; center; centre; service; \
        agency; department; university; institute; school; news; bureau; committee; council; foundation; ministry; \
        media; press; times; post; programme; program";
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    listed(BODIES).any(|body| body == last)
}

/// Whether `name` is the publisher's, perhaps without an edition or language: `Harian`, of `Harian English`.
fn is_publisher(publisher: &str, name: &str) -> bool {
    let (all, mut own) = (words(publisher), words(name));
    if own.first().is_some_and(|word| word == "the") && all.first() == own.get(1) {
        return all.starts_with(&own.split_off(1));
    }
    is_same_name(publisher, name) || own.len() >= 2 && (all.starts_with(&own) || all.ends_with(&own))
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
    let line = turned(&line[..before_help(&line[..end])]);
    let line = line.as_str();
    let line = line.split(['|', '·', '•', '/']).next().unwrap_or_default();
    let line = &line[..before_aside(line)];
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

/// Where in `line` something in brackets begins that is no part of a rank, as `(Retd)` is.
fn before_aside(line: &str) -> usize {
    const RANKS: [&str; 10] = ["retd", "ret", "retd.", "ret.", "rtd", "rtd.", "retired", "r", "res", "dr"];
    let mut brackets = line.match_indices('(').map(|(start, _)| start);
    let is_rank = |start: usize| {
        line[start + 1..]
            .split_once(')')
            .is_some_and(|(inner, _)| RANKS.contains(&inner.trim().to_lowercase().as_str()))
    };
    brackets.find(|&start| !is_rank(start)).unwrap_or(line.len())
}

/// Where in `line` it begins to say what others did, or what the author does else.
fn before_help(line: &str) -> usize {
    const HELP: [&str; 18] = [
        " photographs ",
        " photography ",
        " photos ",
        " photo ",
        " pictures ",
        " illustrations ",
        " illustration ",
        " graphics ",
        " video ",
        " videos ",
        " published",
        " updated",
        " posted",
        " editing by",
        " edited by",
        " writes ",
        " is a ",
        " covers ",
    ];
    let lower = line.to_ascii_lowercase();
    HELP.iter().filter_map(|help| lower.find(help)).min().unwrap_or(line.len())
}

/// `Marrant, Ilse` is `Ilse Marrant`, as libraries sort names.
fn turned(line: &str) -> String {
    let Some((last, first)) = line.split_once(", ") else { return line.to_string() };
    let is_capital = |name: &str| name.len() > 1 && name.chars().all(char::is_uppercase);
    let is_one = !last.contains(' ') && !first.contains([',', ' ']) && !is_capital(last) && !is_capital(first);
    if is_one && is_name(last) && is_name(first) { format!("{first} {last}") } else { line.to_string() }
}

/// `Amina Yusuf in Oslo` is Amina Yusuf; `Defence Correspondent` after a name is nobody.
fn person(part: &str) -> Option<String> {
    const NOBODY: [&str; 22] = [
        "super user",
        "superuser",
        "super admin",
        "guest",
        "user",
        "web team",
        "web desk admin",
        "system",
        "default",
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
    const LABELS: [&str; 12] = [
        "posted",
        "published",
        "publish",
        "publication",
        "updated",
        "created",
        "last",
        "share",
        "photo",
        "source",
        "date",
        "hits",
    ];
    const NETWORKS: [&str; 16] = [
        "facebook",
        "twitter",
        "whatsapp",
        "wechat",
        "weibo",
        "telegram",
        "linkedin",
        "instagram",
        "youtube",
        "tiktok",
        "viber",
        "pinterest",
        "reddit",
        "messenger",
        "print",
        "email",
    ];
    const OFFICES: [&str; 16] = [
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
    ];
    let name = part.trim_start_matches("By ").trim_start_matches("by ").trim_start_matches("and ");
    let name = days::before_weekday(name);
    let name = name.trim_end_matches(" on").trim_end_matches(" in");
    let name = [" in ", " at ", " for ", " on ", " from ", " @"]
        .iter()
        .fold(name, |name, cut| name.split(cut).next().unwrap_or(name))
        .trim();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '’' | '\''));
    let is_weekday = |word: &str| days::weekday(word).is_some() && word.len() == 3;
    let name = name.rsplit_once(' ').filter(|(_, last)| is_weekday(last)).map_or(name, |(name, _)| name);
    let lower = name.to_lowercase();
    let is_office = OFFICES.iter().any(|office| lower.ends_with(office)) && !is_staff(&lower) || is_help(&lower);
    let is_network = lower.split(' ').any(|word| NETWORKS.contains(&word));
    let is_account = lower.ends_with("admin") || lower.ends_with("webmaster");
    let is_label = is_network || is_account || LABELS.iter().any(|label| lower.split(' ').next() == Some(*label));
    let is_possible = !is_label
        && (2..=60).contains(&name.chars().count())
        && name.split(' ').count() <= 7
        && !name.contains(['@', ':', '<', '#']);
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && !matches!(word, "1st" | "2nd" | "3rd");
    let is_text = !name.split(' ').any(has_digit) && name.chars().any(char::is_uppercase);
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

/// `Editing by Louis Hart`: who helped.
fn is_help(lower: &str) -> bool {
    ["editing by", "edited by", "additional reporting", "graphics by", "photographs by", "photo by", "updated"]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// Whether every word of `text` begins as names do.
fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["de", "da", "dos", "van", "von", "der", "den", "bin", "al", "ibn", "la", "le", "du", "di"];
    text.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase) || PARTICLES.contains(&word))
}
