//! Which block of a page is the headline, and what the article is called.

use super::claims::Claims;
use super::names::{self, listed};
use super::outline::{Block, Kind, collapsed};
use super::page::Page;
use super::{days, lines};

/// Elements that are looked at as landmarks.
const MAX_LANDMARKS: usize = 8;

/// Words of a headline.
const MAX_WORDS: usize = 40;

/// What titles are made of that name no article.
const GENERIC: &str = "\
    press release; press releases; news; latest news; home; homepage; home page; article; articles; print; \
    print version; printable version; printer friendly version; press release detail; press release details; \
    news detail; news details; news release; news releases; newsroom; press room; pressroom; press; media; \
    media center; media centre; detail; details; page; untitled; untitled document; welcome; statement; statements; \
    press statement; speeches; events; world; politics; opinion; analysis; english; index; main page; archive; \
    news and events; news & events; latest; breaking news; live; live updates; video; gallery; photo gallery; blog archive; archives; menu; \
    print this article; print article; print this page; print page; print this; email this article; search; comments; related; official website; official site; international; national; top stories; headlines; \
    editorial; interview; features; blog; pages; photo of the day; picture of the day; image of the day; \
    video of the day; quote of the day; latest press releases; latest photo; latest photos; latest video; \
    notice board; message of the day; official press release; media release; media releases; press note; \
    press communique; press information; news room; news archive; more news; in focus; highlights; announcements";

/// Words of sections that sites put before a title.
const SEPARATORS: [&str; 13] =
    [" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · ", " • ", " / ", " ~ ", " › ", " ‹ "];

/// The elements that hold the headline or the text as the page says, so that nothing around them is put aside.
pub(super) fn landmarks(page: &Page, claims: &Claims) -> Vec<usize> {
    let titles: Vec<Vec<String>> = claims.titles.iter().chain(&claims.window).map(|title| words(title)).collect();
    let is_title = |node: usize| {
        let is_heading = matches!(page.name(node), "h1" | "h2" | "h3")
            || page.attribute(node, "itemprop") == Some("headline")
            || page.attribute(node, "class").is_some_and(|class| names::has_word(class, &["headline", "title"]))
                && page.nodes[node].end < node + 40;
        is_heading && titles.iter().any(|title| is_same(&words(&clipped(page, node)), title))
    };
    let is_body = |node: usize| {
        page.attribute(node, "itemprop").is_some_and(|value| value.eq_ignore_ascii_case("articleBody"))
            || page.attribute(node, "name").is_some_and(|value| value.eq_ignore_ascii_case("articleBody"))
    };
    (0..page.nodes.len()).filter(|&node| is_body(node) || is_title(node)).take(MAX_LANDMARKS).collect()
}

fn clipped(page: &Page, node: usize) -> String {
    if page.nodes[node].end > node + 200 { String::new() } else { collapsed(&page.text(node)) }
}

/// The block that is most like a headline.
pub(super) fn find(page: &Page, blocks: &[Block], claims: &Claims, brand: Option<&str>) -> Option<usize> {
    let titles: Vec<Vec<String>> = claims.titles.iter().map(|title| words(title)).collect();
    let window = claims.window.as_deref().map(words).unwrap_or_default();
    let mut best: Option<(i32, usize)> = None;
    let texts: Vec<usize> = blocks.iter().map(words_of_text).collect();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| is_possible(block)) {
        let own = words(&block.text);
        let mut score = shape(page, block);
        score += i32::from(titles.contains(&own)) * 10;
        score += i32::from(titles.iter().any(|title| is_same(&own, title))) * 5;
        score += i32::from(is_same(&own, &window)) * 6;
        score += i32::from(titles.iter().any(|title| is_like(&own, title))) * 4;
        score -= i32::from(is_brand(page, block.node)) * 9;
        score -= i32::from(is_generic(&block.text)) * 9;
        score -= i32::from(is_institution(&block.text)) * 12;
        score -=
            i32::from(brand.is_some_and(|brand| block.text.len() < brand.len() + 30 && block.text.starts_with(brand)))
                * 8;
        score -= i32::from(block.is_beside) * 2;
        score -= i32::from(block.linked * 2 > block.words) * 2;
        score -= i32::from(own.len() < 3) * 2;
        let below = words_below(blocks, &texts, index);
        score += i32::from(below >= 8) * 3 + i32::from(below >= 40);
        let is_heading = |index: usize| matches!(blocks[index].kind, Kind::Heading(_));
        let is_better =
            best.is_none_or(|(top, at)| score > top || score == top && !is_heading(at) && !is_heading(index));
        if score >= 4 && is_better {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

/// The words of the running text in the few lines below block `index`.
fn words_below(blocks: &[Block], texts: &[usize], index: usize) -> usize {
    const MAX_LOOKED_AT: usize = 40;
    const MAX_LINES: usize = 5;
    let near = (index + 1..blocks.len()).take(MAX_LOOKED_AT);
    near.filter(|&index| !blocks[index].is_beside).take(MAX_LINES).map(|index| texts[index]).sum()
}

/// The words of a block if it reads like running text of an article.
fn words_of_text(block: &Block) -> usize {
    let is_text = !block.is_beside && block.is_prose() && block.words >= 8 && !lines::is_about_page(block);
    if is_text { block.words } else { 0 }
}

fn is_possible(block: &Block) -> bool {
    let is_large = matches!(block.kind, Kind::Heading(_)) || block.is_strong || block.kind == Kind::Loose;
    (1..=MAX_WORDS).contains(&block.words)
        && is_large
        && !lines::is_about_page(block)
        && !is_day(&block.text, block.words)
}

/// Whether a line is little more than a day.
pub(super) fn is_day(text: &str, n_words: usize) -> bool {
    if n_words > 14 {
        return false;
    }
    let days = days::days(text);
    let rest: String = days.iter().rev().fold(text.to_string(), |mut rest, found| {
        rest.replace_range(found.start..found.end, " ");
        rest
    });
    let n_rest = rest.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    !days.is_empty() && n_rest <= 4
}

fn shape(page: &Page, block: &Block) -> i32 {
    let heading = match block.kind {
        Kind::Heading(1) => 4,
        Kind::Heading(2) => 3,
        Kind::Heading(3) => 2,
        Kind::Heading(_) => 1,
        _ => 0,
    };
    let names =
        |node: usize| page.attribute(node, "class").or_else(|| page.attribute(node, "itemprop")).unwrap_or_default();
    let is_named =
        names::has_word(names(block.node), &["headline", "title", "heading", "ttl", "subject", "titre", "titulo"]);
    let is_centered = page.ancestors(block.node).take(2).chain([block.node]).any(|node| {
        page.name(node) == "center"
            || page.attribute(node, "align").is_some_and(|align| align.eq_ignore_ascii_case("center"))
    });
    heading
        + i32::from(block.is_strong && heading == 0) * 2
        + i32::from(is_named) * 2
        + i32::from(is_centered && block.is_strong)
}

/// Whether `node` holds the name of the site: by its classes, or as a link to the front page.
pub(super) fn is_brand(page: &Page, node: usize) -> bool {
    const BRANDS: [&str; 12] = [
        "logo",
        "brand",
        "branding",
        "site title",
        "site name",
        "sitename",
        "sitetitle",
        "site branding",
        "masthead",
        "wordmark",
        "blog title",
        "navbar brand",
    ];
    let around = std::iter::once(node).chain(page.ancestors(node).take(2));
    let is_named = around.into_iter().any(|node| {
        [page.attribute(node, "class"), page.attribute(node, "id")]
            .into_iter()
            .flatten()
            .any(|name| names::has_word(name, &BRANDS))
            && page.nodes[node].end < node + 200
    });
    is_named || home_link(page, node)
}

fn home_link(page: &Page, node: usize) -> bool {
    let is_link = |&node: &usize| page.name(node) == "a";
    let has_text = |&node: &usize| page.nodes[node].end < node + 40 && !page.text(node).trim().is_empty();
    let around = std::iter::once(node).chain(page.ancestors(node).take(3)).find(is_link);
    let link = around.or_else(|| (node..page.nodes[node].end.min(node + 12)).filter(is_link).find(has_text));
    link.and_then(|link| page.attribute(link, "href")).is_some_and(is_home)
}

/// Whether `href` is the front page of a site, of a language perhaps.
fn is_home(href: &str) -> bool {
    let path = href.split_once("://").map_or(href, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.trim_matches(['/', '.', '#']).to_ascii_lowercase();
    let is_language = matches!(path.len(), 0 | 2) && path.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_language
        || matches!(
            path.as_str(),
            "index.html" | "index.htm" | "index.php" | "index.asp" | "index.aspx" | "default.aspx" | "home"
        )
}

/// The title of the article: the headline's words if the page claims the same, the claim without the name of the site
/// otherwise.
pub(super) fn title(
    blocks: &[Block],
    headline: Option<usize>,
    claims: &Claims,
    publisher: Option<&str>,
) -> Option<String> {
    let shown = headline.map(|index| blocks[index].text.clone());
    let claimed = || claims.titles.iter().chain(&claims.window).map(|title| without_site(title, publisher));
    let claimed: Vec<String> = claimed().filter(|title| !is_site_alone(title, publisher)).collect();
    let Some(shown) = shown else { return claimed.into_iter().next() };
    let own = words(&shown);
    let is_claimed = claims
        .titles
        .iter()
        .chain(&claims.window)
        .any(|title| is_same(&own, &words(title)) || is_like(&own, &words(title)));
    let is_heading = headline.is_some_and(|index| matches!(blocks[index].kind, Kind::Heading(1 | 2)));
    let is_short = |title: &String| words(title).len() < 3;
    let is_better = own.len() >= 4 && claimed.iter().all(is_short);
    if is_claimed || claims.titles.is_empty() || is_heading && own.len() >= 3 || is_better {
        return Some(shown);
    }
    claimed.into_iter().next().or(Some(shown))
}

/// Whether a title names but the site: `Navy of Serendiva - Official Site`.
fn is_site_alone(title: &str, publisher: Option<&str>) -> bool {
    let is_site = |part: &str| publisher.is_some_and(|publisher| is_same_name(part, publisher)) || is_generic(part);
    is_site(title) || parts(title).into_iter().all(is_site)
}

/// `Opinion | Title - Site` is `Title`.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let parts = parts(title);
    let is_site = |part: &str| publisher.is_some_and(|publisher| is_same_name(part, publisher)) || is_generic(part);
    let mut kept: Vec<&str> = parts.iter().copied().filter(|part| !is_site(part)).collect();
    if kept.len() == parts.len() && parts.len() > 1 {
        // The site is not known: it is the shorter one of the ends.
        let (first, last) = (words(parts[0]).len(), words(parts[parts.len() - 1]).len());
        if last <= 4 && first > last {
            kept.pop();
        } else if first <= 4 && last > first {
            kept.remove(0);
        }
    }
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return title.trim().to_string() };
    let start = first.as_ptr() as usize - title.as_ptr() as usize;
    let end = last.as_ptr() as usize - title.as_ptr() as usize + last.len();
    title[start..end].trim().to_string()
}

/// The parts of the window's title that are not the headline: sections and the name of the site.
pub(super) fn site_in_title(window: &str, headline: Option<&str>) -> Option<String> {
    // Talks resume-Harbour Post
    let rest = headline.and_then(|headline| window.strip_prefix(headline)).unwrap_or_default();
    let site = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    if site.len() < rest.len()
        && !site.is_empty()
        && parts(site).len() == 1
        && words(site).len() <= 6
        && !is_generic(site)
    {
        return Some(site.to_string());
    }
    let mut parts = parts(window);
    if parts.len() == 1 {
        // Press Release:Press Information Bureau
        parts = window.split(':').map(str::trim).collect();
        parts.retain(|part| !is_generic(part));
        return Some(parts.pop()?.to_string()).filter(|_| {
            parts.is_empty() && window.contains(':') && headline.is_none_or(|h| !is_same(&words(h), &words(window)))
        });
    }
    let own = headline.map(words).unwrap_or_default();
    // Print - Site: Headline
    let before =
        |part: &str| part.split_once(": ").filter(|(_, rest)| words(rest) == own).map(|(site, _)| site.to_string());
    if let Some(site) = parts.iter().find_map(|part| before(part)).filter(|_| !own.is_empty()) {
        return Some(site);
    }
    let is_headline = |part: &str| {
        let part = words(part);
        part == own || is_like(&part, &own) || !part.is_empty() && own.windows(part.len()).any(|window| window == part)
    };
    let rest: Vec<&str> = parts.iter().copied().filter(|part| !is_headline(part) && !is_generic(part)).collect();
    let site = if parts.first().is_some_and(|part| rest.contains(part)) && rest.len() == 1 {
        rest.first()
    } else {
        rest.last()
    };
    site.filter(|site| words(site).len() <= 6).map(|site| site.to_string())
}

fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

pub(super) fn is_generic(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    listed(GENERIC).any(|generic| generic == text) || text.ends_with(" press releases")
}

/// Whether `text` is but the name of a body of state: `Ministry of Defence`, `Embassy of Mongolia`.
pub(super) fn is_institution(text: &str) -> bool {
    const STARTS: [&str; 24] = [
        "ministerio",
        "ministério",
        "ministère",
        "bundesministerium",
        "dirección",
        "direcção",
        "secretaría",
        "ministry",
        "department",
        "embassy",
        "government",
        "office of",
        "directorate",
        "permanent mission",
        "high commission",
        "consulate",
        "republic of",
        "kingdom of",
        "press information bureau",
        "inter services",
        "federal ministry",
        "state department",
        "headquarters",
        "armed forces",
    ];
    let lower = text.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let is_capital = |word: &str| {
        word.chars().next().is_some_and(|c| !c.is_lowercase())
            || matches!(
                word,
                "of" | "the" | "for" | "and" | "in" | "to" | "de" | "del" | "do" | "da" | "des" | "y" | "e" | "et"
            )
    };
    text.split(' ').count() <= 8
        && STARTS.iter().any(|start| lower.starts_with(start))
        && text.split(' ').all(is_capital)
        && !lower.contains("minister")
}

/// Whether two names of a publisher are one: `the Albion` and `The Albion`, `thealbion.example`.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let dense = |text: &str| words(text).concat();
    let (one, other) = (dense(one), dense(other));
    let (one, other) = (one.trim_start_matches("the"), other.trim_start_matches("the"));
    !one.is_empty() && one == other
}

/// Whether `own` is `title`, or `title` with a site or a section before or after it.
fn is_same(own: &[String], title: &[String]) -> bool {
    let is_part = own.len() >= 3 && title.len() <= own.len() + 9 && (title.starts_with(own) || title.ends_with(own));
    let is_whole = title.len() >= 4 && own.len() <= title.len() + 4 && (own.starts_with(title) || own.ends_with(title));
    !own.is_empty() && (own == title || is_part || is_whole)
}

/// Whether most words of two titles are the same.
fn is_like(own: &[String], title: &[String]) -> bool {
    let shared = own.iter().take(60).filter(|word| title.iter().take(60).any(|other| other == *word)).count();
    own.len() >= 3 && shared * 10 >= own.len().max(title.len()) * 6
}

/// The words of `text`, lower-case, without punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(80).map(str::to_lowercase).collect()
}
