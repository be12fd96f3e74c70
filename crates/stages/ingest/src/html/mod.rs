//! The article of a web page.
//!
//! A page becomes a list of blocks (`outline`): paragraphs, headings, items, rows and loose lines, each with the
//! element in which it stands among others. Names of elements (`names`) and words of lines (`lines`) say which blocks
//! are beside the article; the headline (`headline`) and the largest group of blocks that stand alike say where the
//! article is (`body`). What the page claims in metadata and JSON (`claims`, `json_ld`) is trusted before what it shows
//! (`published`, `byline`, `publisher`). All passes take time in the product of length and depth, and depth is bounded (`page`).

mod article;
mod body;
mod byline;
mod claims;
mod days;
mod headline;
mod json_ld;
mod lines;
mod names;
mod outline;
mod page;
mod published;
mod publisher;

use crate::document;
use crate::error::{Error, Kind};
use article::Article;
use body::Known;
use claims::Claims;
use outline::{Block, Trust};
use page::Page;
use text::Document;

/// The document of the article that `page` shows, which was found at `url`, with what the page says of it.
///
/// The text has a blank line between paragraphs; cells of a row are parted by a tab. The address is the page's canonical
/// one, or `url`.
///
/// # Errors
/// If the page is nested too deeply, has very many paragraphs, or has no text.
pub(crate) fn article_at(page: String, url: Option<&str>) -> Result<Document, Error> {
    let page = Page::parse(&page)?;
    let claims = claims::read(&page);
    let Found { blocks, headline, chosen } = &found(&page, &claims)?;
    let article = Article { page: &page, blocks, headline: *headline, chosen, claims: &claims };
    let text = text(blocks, article.without_biography(), &claims);
    if text.is_empty() {
        return Err(Error::new(Kind::NoArticle));
    }
    Ok(described(document(text), &article, url))
}

/// Where the article is.
struct Found {
    blocks: Vec<Block>,
    headline: Option<usize>,
    chosen: Vec<usize>,
}

impl Found {
    fn words(&self) -> usize {
        self.chosen.iter().map(|&index| self.blocks[index].words).sum()
    }
}

/// The article with less and less trust in what its page says to stand beside it, as long as next to nothing is left.
fn found(page: &Page, claims: &Claims) -> Result<Found, Error> {
    const FEW_WORDS: usize = 12;
    let landmarks = headline::landmarks(page, claims);
    let find = |trust| {
        let blocks = outline::blocks(page, &landmarks, trust)?;
        let brand = publisher::brand(page, &blocks);
        let headline = headline::find(page, &blocks, claims, brand.as_deref());
        let known = Known { headline, names: &labels(claims, brand), claimed: &claims.body };
        let chosen = body::select(page, &blocks, &known);
        Ok(Found { blocks, headline, chosen })
    };
    let mut best = find(Trust::Names)?;
    for trust in [Trust::Elements, Trust::Nothing] {
        if best.words() >= FEW_WORDS {
            break;
        }
        let other = find(trust)?;
        best = if other.words() > 3 * best.words() { other } else { best };
    }
    Ok(best)
}

/// Who the page says wrote and printed it: their names alone in a line are no text.
fn labels(claims: &Claims, brand: Option<String>) -> Vec<String> {
    claims.authors.iter().flatten().chain(&claims.publishers).cloned().chain(brand).collect()
}

/// The chosen blocks, or what JSON says where the page shows less than half of it.
fn text(blocks: &[Block], chosen: &[usize], claims: &Claims) -> String {
    let shown: usize = chosen.iter().map(|&index| blocks[index].words).sum();
    let n_words = |paragraphs: &[String]| paragraphs.iter().map(|text| text.split(' ').count()).sum::<usize>();
    if n_words(&claims.body) > 2 * shown && (!claims.is_paid || shown < 10) {
        return claims.body.join("\n\n");
    }
    if shown < 10 && n_words(&claims.data) > 2 * shown {
        return claims.data.join("\n\n");
    }
    chosen.iter().map(|&index| blocks[index].text.as_str()).collect::<Vec<_>>().join("\n\n")
}

fn described(mut document: Document, article: &Article, url: Option<&str>) -> Document {
    let address = article.claims.url.clone().or_else(|| url.map(str::to_string));
    let publisher = article.publisher();
    document.published = article.published(address.as_deref());
    document.byline = article.byline(publisher.as_deref());
    document.title = headline::title(article.blocks, article.headline, article.claims, publisher.as_deref());
    document.publisher = publisher.or_else(|| host(address.as_deref()?));
    document.url = address;
    document
}

/// The encoding that the head of a page claims, to be asked only when the bytes do not tell.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    if !head.contains("<meta") {
        return None;
    }
    let value = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
    let end = value.find(|character: char| !character.is_ascii_alphanumeric() && !"-_:.".contains(character));
    Some(value[..end.unwrap_or(value.len())].to_string())
}

/// `https://www.example.org/news/1` is `example.org`.
fn host(url: &str) -> Option<String> {
    let after = url.split_once("://")?.1;
    let host = after.split(['/', '?', '#', ':']).next()?;
    filled(host.trim_start_matches("www.").to_string())
}

fn filled(text: String) -> Option<String> {
    Some(text.trim().to_string()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head><title>Navy chiefs meet | Harbour Post</title>
        <meta property="og:title" content="Navy chiefs meet in Mombasa"><meta property="og:site_name" content="Harbour Post">
        <meta property="article:published_time" content="2025-03-04T23:30:00+03:00">
        <link rel="canonical" href="https://www.harbour.example/news/1"></head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <article><h1>Navy chiefs meet in Mombasa</h1><p>The naval chiefs of Kenya and India met in Mombasa on Tuesday
        and agreed to hold a joint exercise later this year, officials said.</p>
        <p>"We want a <b>closer</b> partnership," Admiral Roy said &amp; left, after a visit to the naval base.</p></article>
        <footer><p>Copyright. <a href="/terms">Terms</a></p></footer></body></html>"#;

    fn article(page: String) -> Result<Document, Error> {
        article_at(page, None)
    }

    #[test]
    fn the_article_and_what_the_page_says_of_it() {
        let document = article(PAGE.into()).expect("an article");
        assert_eq!(document.title.as_deref(), Some("Navy chiefs meet in Mombasa"));
        assert_eq!(document.publisher.as_deref(), Some("Harbour Post"));
        assert_eq!(document.url.as_deref(), Some("https://www.harbour.example/news/1"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-03-04"));
        let paragraphs: Vec<&str> = document.text().split("\n\n").collect();
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
        assert!(paragraphs[0].starts_with("The naval chiefs of Kenya and India met in Mombasa on Tuesday and agreed"));
        assert!(paragraphs[1].starts_with("\"We want a closer partnership,\" Admiral Roy said & left"));
    }

    #[test]
    fn a_page_without_metadata_gives_its_text_alone() {
        let document = article("<html><body><p>Police arrested two men on Monday.</p></body></html>".into());
        let document = document.expect("an article");
        assert_eq!(document.text(), "Police arrested two men on Monday.");
        assert!(document.title.is_none() && document.published.is_none() && document.publisher.is_none());
    }

    #[test]
    fn the_day_is_found_in_a_time_element_and_the_publisher_in_the_address() {
        let page = PAGE.replace("article:published_time", "other").replace("og:site_name", "other");
        let page = page.replace(" | Harbour Post", "");
        let page = page.replace("<article>", "<article><time datetime='2025-03-05'>Wednesday</time>");
        let document = article(page).expect("an article");
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-03-05"));
        assert_eq!(document.publisher.as_deref(), Some("harbour.example"));
    }

    #[test]
    fn a_page_without_text_is_an_error() {
        let error = article("<html><body><img src='x'></body></html>".into()).expect_err("no article");
        assert_eq!(error.to_string(), "no article found in the HTML: save its text instead");
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_long_wait() {
        let page = format!("<html><body>{}x", "<div>".repeat(100_000));
        assert!(article(page).expect_err("too deep").to_string().starts_with("HTML elements nested too deeply"));
    }

    #[track_caller]
    fn check_too_deep(start: &str, repeated: &str, n: usize) {
        let page = format!("<html><body>{start}{}x", repeated.repeat(n));
        assert!(article(page).expect_err("too deep").to_string().starts_with("HTML elements nested too deeply"));
    }

    #[test]
    fn what_tags_do_not_tell_is_seen_in_the_tree() {
        check_too_deep("<svg>", "<tr>", 60_000);
        check_too_deep("<math>", "<td>", 60_000);
        check_too_deep("<svg a='</svg>'>", "<option>", 60_000);
        check_too_deep("", "<b></x>", 1_000);
    }

    #[test]
    fn many_icons_are_not_deep() {
        let icons = "<li><svg><path d='M0 0'/><circle r='2'/><path d='M1 1'></path></svg></li>".repeat(300);
        let document = article(PAGE.replace("<ul>", &format!("<ul>{icons}"))).expect("an article");
        assert!(document.text().starts_with("The naval chiefs"), "{}", document.text());
    }

    const TEXT: &str = "<p>The naval chiefs of Kenya and India met in Mombasa on Tuesday.</p>\
        <p>They agreed to hold a joint exercise later this year, officials said.</p>";

    #[test]
    fn a_place_before_its_text_is_text() {
        let text = "<span class='dateline'>MOMBASA</span> -- Two ships of the navy returned to their base on Monday.\
            <br><br>Both had been at sea for three months.";
        let document =
            article(format!("<h1>Ships return home</h1><div class='body'>{text}</div>")).expect("an article");
        assert!(document.text().starts_with("MOMBASA -- Two ships"), "{}", document.text());
        assert!(document.text().ends_with("\n\nBoth had been at sea for three months."), "{}", document.text());
    }

    #[test]
    fn what_a_meter_hides_is_text_and_what_a_window_hides_is_not() {
        let rest = "<p>Both ships will sail from the old naval base in the first week of June, he added.</p>";
        let page = |hidden: &str| format!("<h1>Navy chiefs meet</h1><div>{TEXT}{hidden}</div>");
        let found = |hidden: &str| article(page(hidden)).expect("an article").text().contains("first week of June");
        assert!(found(&format!("<div class='metered hidden' style='display:none'>{rest}</div>")));
        assert!(found(&rest.replace("<p>", "<p class='locked hidden'>")));
        assert!(!found(&format!("<div class='modal' style='display:none'>{rest}</div>")));
        assert!(!found(&format!("<div style='display:none'>{rest}</div>")));
    }

    #[test]
    fn a_release_between_a_menu_and_a_photo_of_the_day_is_found() {
        let photo = "<td><b>Photo of the Day</b><br>Army engineers lay a bridge during an exercise</td>";
        let release = "<td><b><u>CHIEF OF STAFF VISITS NORTHERN SECTOR</u></b><br><br>Karsan - June 22, 2019:<br><br>\
            The Chief of Staff visited troops in forward areas today.<br><br>He praised their readiness.</td>";
        let page = format!("<table><tr><td><a href='/a'>Home</a></td>{release}{photo}</tr></table>");
        let document = article(page).expect("an article");
        assert_eq!(document.title.as_deref(), Some("CHIEF OF STAFF VISITS NORTHERN SECTOR"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2019-06-22"));
        assert!(document.text().starts_with("Karsan - June 22, 2019:\n\nThe Chief"), "{}", document.text());
        assert!(document.text().ends_with("praised their readiness."), "{}", document.text());
    }

    #[test]
    fn a_sentence_that_is_set_large_is_said_once() {
        let pulled = "<blockquote><p>“They will hold a joint exercise later this year.”</p> Admiral Roy</blockquote>";
        let said = "<p>“They will hold a joint exercise later this year, in June or July,” Admiral Roy said.</p>";
        let document = article(format!("<h1>Navy chiefs meet</h1>{TEXT}{pulled}{said}")).expect("an article");
        assert_eq!(document.text().matches("later this year").count(), 2, "{}", document.text());
    }

    #[track_caller]
    fn check_byline(head: &str, below_headline: &str, expected: Option<&str>) {
        let head = format!("<meta property='og:site_name' content='Harbour Post English'>{head}");
        let page =
            format!("<html><head>{head}</head><body><h1>Navy chiefs meet</h1>{below_headline}{TEXT}</body></html>");
        assert_eq!(article(page).expect("an article").byline.as_deref(), expected, "{head} {below_headline}");
    }

    #[test]
    fn bylines_name_people() {
        let author = |name: &str| format!("<meta name='author' content='{name}'>");
        let sorted = "<meta name='citation_author' content='Marrant, Ilse'><meta name='citation_author' content='Petkar, Rohan'>";
        check_byline(sorted, "", Some("Ilse Marrant and Rohan Petkar"));
        check_byline(
            &author("Harbour Post"),
            "<div class='byline'>By Ana Roy Photographs by Jon Siri</div>",
            Some("Ana Roy"),
        );
        check_byline(&author("Harbour Post"), "", None);
        check_byline(
            "",
            "<p class='by-line'>From Lt. Cmdr. Aurel Tamm, Fleet Public Affairs</p>",
            Some("Lt. Cmdr. Aurel Tamm"),
        );
        let labeled = "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ana Roy'>";
        check_byline(labeled, "", Some("Ana Roy"));
    }

    #[test]
    fn the_day_of_an_issue_is_the_last_resort() {
        let day = |bar: &str| {
            let page = format!("<table><tr><td>{bar}<tr><td><h1>Navy chiefs meet</h1>{TEXT}</table>");
            article(page).expect("an article").published.map(|day| day.to_string())
        };
        assert_eq!(day("No. 39 – 26 September 2008 – price 10").as_deref(), Some("2008-09-26"));
        assert_eq!(day("Friday, 26 September 2008"), None);
    }

    #[test]
    fn names_that_leave_nothing_are_not_believed() {
        let text = "<p>The naval chiefs of Kenya and India met in Mombasa on Tuesday.</p>";
        for around in ["<div class='related'>", "<div class='sidebar'>", "<aside>", "<footer>", "<nav>"] {
            let end = around.replace('<', "</").split([' ', '>']).next().unwrap_or_default().to_string() + ">";
            let part = format!("{around}{text}{end}");
            let page = format!("<html><body><h1>Navy chiefs meet</h1>{part}{part}{part}</body></html>");
            let document = article(page).expect("an article");
            assert!(document.text().starts_with("The naval chiefs of Kenya"), "{around}");
        }
    }

    #[test]
    fn the_claimed_encoding_is_read_from_the_head() {
        assert_eq!(charset(b"<html><meta charset=\"ISO-8859-1\">").as_deref(), Some("iso-8859-1"));
        let old = b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>";
        assert_eq!(charset(old).as_deref(), Some("windows-1251"));
        assert_eq!(charset(b"charset=utf-16 in a text"), None);
    }

    #[test]
    fn the_address_is_the_page_s_own_or_the_one_it_was_found_at() {
        let url = |page: &str| article_at(page.into(), Some("https://b.example/2")).expect("an article").url;
        assert_eq!(url(PAGE).as_deref(), Some("https://www.harbour.example/news/1"));
        assert_eq!(url("<p>Police arrested two men on Monday.</p>").as_deref(), Some("https://b.example/2"));
    }
}
