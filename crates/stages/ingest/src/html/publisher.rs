//! Who printed the article.

use super::article::Article;
use super::headline::{is_brand, is_generic, is_institution, site_in_title};
use super::names::listed;
use super::outline::{Block, collapsed};
use super::page::Page;

impl Article<'_> {
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
        let in_title = || in_title().map(|name| without_motto(&name).to_string());
        let in_full = |name: String| mark.clone().filter(|mark| is_acronym(&name, mark)).unwrap_or(name);
        named()
            .or_else(|| self.holder().filter(|holder| is_institution(holder)))
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
            block.words <= 40 && (block.text.contains('©') || block.text.to_lowercase().starts_with("copyright"))
        })?;
        let start = line.text.find('©').map_or(0, |at| at + '©'.len_utf8());
        let rest = line.text[start..].split(" - ").find(|part| part.chars().any(char::is_alphabetic))?;
        let whole = rest.split(['.', '|']).find(|part| part.chars().any(char::is_alphabetic))?;
        let name = if names_body(whole) {
            whole
        } else {
            whole.split(',').find(|part| part.chars().any(char::is_alphabetic))?
        };
        let name: Vec<&str> = name
            .split(' ')
            .filter(|word| {
                !word.eq_ignore_ascii_case("copyright")
                    && !word.chars().any(|c| c.is_ascii_digit())
                    && !matches!(*word, "(c)" | "©" | "-" | "–")
            })
            .collect();
        Some(name.join(" ").trim().to_string()).filter(|name| {
            (1..=8).contains(&name.split(' ').count())
                && !name.to_lowercase().contains("rights reserved")
                && !name.is_empty()
        })
    }
}

/// The name of the site as its mark shows it: a line, or what stands for its picture.
pub(super) fn brand(page: &Page, blocks: &[Block]) -> Option<String> {
    let is_name = |text: &str| text.split(' ').any(|word| word.chars().count() > 2);
    let is_mark = |block: &&Block| {
        block.words <= 7
            && !block.text.contains(['>', '»', '›', '/'])
            && is_name(&block.text)
            && is_brand(page, block.node)
            && !is_generic(&block.text)
            && !is_languages(&block.text)
    };
    let shown = blocks.iter().take(40).find(is_mark).map(|block| welcomed(&block.text).to_string());
    shown.or_else(|| pictured(page)).filter(|name| name.len() < 80)
}

/// `Welcome to the World Assembly` is `World Assembly`.
fn welcomed(name: &str) -> &str {
    let start = ["Welcome to the ", "Welcome to "].iter().find_map(|start| name.strip_prefix(start));
    start.unwrap_or(name)
}

/// Whether a line names the languages in which a site is written, perhaps among other links.
fn is_languages(text: &str) -> bool {
    const OWN_NAMES: &str = "\
        français; español; português; русский; українська; العربية; عربي; عربى; 中文; 简体中文; 繁體中文; 日本語; 한국어; \
        हिन्दी; हिंदी; বাংলা; اردو; فارسی; türkçe; سنڌي; پښتو; සිංහල; தமிழ்; नेपाली; አማርኛ";
    const NAMES: &str = "\
        english; francais; espanol; portugues; deutsch; italiano; bahasa; indonesia; melayu; tiếng; việt; kiswahili; \
        swahili; urdu; arabic; french; spanish; russian; chinese; hindi; bangla; bengali; pashto; persian; somali; \
        en; fr; es; ar; ru; zh";
    let mut words = text.split(|c: char| c.is_whitespace() || "|/,·•".contains(c)).filter(|word| !word.is_empty());
    let is_in = |list: &'static str, word: &str| listed(list).any(|language| language == word.to_lowercase());
    words.clone().any(|word| is_in(OWN_NAMES, word)) || words.all(|word| is_in(NAMES, word))
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

/// Whether the words of `text` are those of a body of state: `2003-2025 Ministry of Health, Republic of Kalinda`.
fn names_body(text: &str) -> bool {
    let name = text.trim_start_matches(|c: char| !c.is_alphabetic());
    is_institution(name)
}

/// `Openwire, the free news source` is `Openwire`.
fn without_motto(name: &str) -> &str {
    let cut = [", the ", ", a ", ": the "].iter().find_map(|start| name.split_once(start));
    cut.map_or(name, |(name, _)| name)
}

/// Whether `short` is made of the first letters of `long`.
fn is_acronym(short: &str, long: &str) -> bool {
    let initials: String =
        long.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    initials.len() >= 2 && initials == short.trim()
}
