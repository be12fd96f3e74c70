//! What a page says of its article, apart from what it shows.

use super::days::{self, Reading};
use super::json_ld::{self, Said, plain};
use super::names::listed;
use super::page::Page;

/// Titles, people, days and addresses that a page claims, of each the most trusted first.
#[derive(Default)]
pub(super) struct Claims {
    pub titles: Vec<String>,
    /// The title of the window, which often names the publisher as well.
    pub window: Option<String>,
    pub authors: Vec<Vec<String>>,
    pub publishers: Vec<String>,
    pub days: Vec<Reading>,
    pub url: Option<String>,
    /// The article's paragraphs, where JSON gives them.
    pub body: Vec<String>,
    /// Paragraphs that the data of a page holds which is drawn by a script.
    pub data: Vec<String>,
    pub is_paid: bool,
    pub is_american: bool,
}

/// The names of metadata for a title, lower-case, the most trusted first.
const TITLES: &str = "\
    og:title; twitter:title; parsely-title; sailthru.title; dc.title; dcterms.title; citation_title; headline; title";

const AUTHORS: &str = "\
    byl; parsely-author; sailthru.author; author; article:author_name; article:author; og:article:author; \
    content_author; content-author; article_author; author_name; dc.creator; dcterms.creator; dc.creator.personalname; citation_author; cxenseparse:author; authors";

const PUBLISHERS: &str = "\
    og:site_name; dc.publisher; dcterms.publisher; publisher; article:publisher; citation_journal_title; \
    application-name; apple-mobile-web-app-title";

const DAYS: &str = "\
    article:published_time; og:published_time; og:article:published_time; article:published; datepublished; \
    rnews:datepublished; parsely-pub-date; sailthru.date; cxenseparse:recs:publishtime; cxenseparse:publishtime; \
    originalpublicationdate; article_date_original; publish-date; publishdate; publish_date; published_date; \
    published-date; published; publication_date; publicationdate; publication-date; pubdate; ptime; \
    iso-8601-publish-date; displaydate; dcterms.issued; dc.date.issued; dcterms.created; dc.date.created; \
    dcterms.date; dc.date; dc.date.publication; citation_publication_date; citation_date; date; article.published; \
    release_date; created; createdate";

/// Values of one name that are looked at.
const MAX_VALUES: usize = 12;

/// Reads the metadata of `page`: JSON-LD, then the `meta` elements, then microdata.
pub(super) fn read(page: &Page) -> Claims {
    let said = json_ld::said(&scripts(page, "ld+json"));
    let data = json_ld::in_data(&scripts(page, "application/json"));
    let metas = metas(page);
    let mut claims = Claims { is_american: is_american(page), ..Claims::default() };
    claims.take_said(said);
    claims.take_metas(&metas);
    claims.take_microdata(page);
    claims.take_data(data);
    claims.url = canonical(page)
        .or_else(|| find(&metas, "og:url; parsely-link; twitter:url").into_iter().find(|url| is_address(url)))
        .or(claims.url);
    claims.window = window(page);
    claims
}

impl Claims {
    fn take_said(&mut self, said: Said) {
        self.titles.extend(said.headline);
        self.authors.extend(Some(said.authors).filter(|names| !names.is_empty()));
        self.publishers.extend(said.publisher);
        self.days.extend(said.published.as_deref().and_then(days::value));
        self.url = said.url.filter(|url| is_address(url));
        self.body = said.body;
        self.is_paid = said.is_paid;
    }

    fn take_metas(&mut self, metas: &[(String, String)]) {
        self.titles.extend(find(metas, TITLES));
        self.publishers.extend(find(metas, PUBLISHERS).into_iter().filter(|name| !name.contains("://")));
        self.days.extend(find(metas, DAYS).iter().filter_map(|day| days::value(day)));
        for name in listed(AUTHORS) {
            let authors: Vec<String> = find(metas, name).into_iter().filter(|author| !author.contains("://")).collect();
            self.authors.extend(Some(authors).filter(|authors| !authors.is_empty()));
        }
        self.authors.extend(labeled(metas, &["written by", "by", "author"]).map(|author| vec![author]));
    }

    fn take_microdata(&mut self, page: &Page) {
        self.titles.extend(first_property(page, "headline"));
        self.publishers.extend(first_property(page, "publisher"));
        self.days.extend(first_property(page, "datepublished").as_deref().and_then(days::value));
        let authors: Vec<String> = properties(page, "author")
            .take(8)
            .map(|node| property(page, node))
            .filter(|name| !name.is_empty())
            .collect();
        self.authors.extend(Some(authors).filter(|authors| !authors.is_empty()));
    }

    fn take_data(&mut self, data: Said) {
        self.titles.extend(data.headline);
        self.publishers.extend(data.publisher);
        self.days.extend(data.published.as_deref().and_then(days::value));
        self.url = self.url.take().or(data.url.filter(|url| is_address(url)));
        self.data = data.body;
    }
}

/// The texts of the scripts whose type contains `kind`.
fn scripts(page: &Page, kind: &str) -> Vec<String> {
    let is_kind = |&node: &usize| {
        page.name(node) == "script"
            && page.attribute(node, "type").is_some_and(|value| value.to_ascii_lowercase().contains(kind))
    };
    (0..page.nodes.len()).filter(is_kind).take(64).map(|node| page.text(node)).collect()
}

/// Names, lower-case, and values of the `meta` elements.
fn metas(page: &Page) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for node in (0..page.nodes.len()).filter(|&node| page.name(node) == "meta").take(1_000) {
        let Some(value) = page.attribute(node, "content").or_else(|| page.attribute(node, "value")) else { continue };
        for name in ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|name| page.attribute(node, name))
        {
            // An itemprop below the body belongs to the object around it.
            metas.push((name.trim().to_ascii_lowercase(), value.to_string()));
        }
    }
    metas.retain(|(_, value)| !value.trim().is_empty() && value.len() < 2_000);
    metas
}

/// The values of the metadata called one of `names`, in the order of `names`.
fn find(metas: &[(String, String)], names: &str) -> Vec<String> {
    let values = |name: &str| {
        metas
            .iter()
            .filter(|(other, _)| other == name)
            .take(MAX_VALUES)
            .map(|(_, value)| plain(value))
            .collect::<Vec<_>>()
    };
    listed(names).flat_map(values).collect()
}

/// The value that `twitter:data1` or `twitter:data2` has under one of `labels`.
fn labeled(metas: &[(String, String)], labels: &[&str]) -> Option<String> {
    let value = |wanted: &str| metas.iter().find(|(name, _)| name == wanted).map(|(_, value)| plain(value));
    ["1", "2"].into_iter().find_map(|number| {
        let label = value(&format!("twitter:label{number}"))?;
        labels.contains(&label.to_lowercase().as_str()).then(|| value(&format!("twitter:data{number}")))?
    })
}

/// The elements with an `itemprop`, other than in lists of other articles.
fn properties<'p>(page: &'p Page, name: &'p str) -> impl Iterator<Item = usize> + 'p {
    (0..page.nodes.len()).filter(move |&node| {
        page.attribute(node, "itemprop")
            .is_some_and(|value| value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(name)))
    })
}

fn first_property(page: &Page, name: &str) -> Option<String> {
    properties(page, name).take(4).map(|node| property(page, node)).find(|text| !text.is_empty())
}

/// The value of an `itemprop`: its attribute, the name inside, or its text.
fn property(page: &Page, node: usize) -> String {
    let attribute = page.attribute(node, "content").or_else(|| page.attribute(node, "datetime"));
    let inner = || {
        let name = |&inner: &usize| page.attribute(inner, "itemprop") == Some("name");
        (node + 1..page.nodes[node].end).find(name).map(|name| property(page, name))
    };
    attribute.map(plain).or_else(inner).unwrap_or_else(|| super::outline::collapsed(&page.text(node)))
}

fn canonical(page: &Page) -> Option<String> {
    let is_canonical = |&node: &usize| {
        page.name(node) == "link"
            && page.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    };
    let node = (0..page.nodes.len()).find(is_canonical)?;
    page.attribute(node, "href").map(|url| url.trim().to_string()).filter(|url| is_address(url))
}

pub(super) fn is_address(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://"))
        && url.len() < 2_000
        && !url.contains(char::is_whitespace)
}

fn window(page: &Page) -> Option<String> {
    let is_svg = |node: usize| page.ancestors(node).any(|ancestor| page.name(ancestor) == "svg");
    let node = (0..page.nodes.len()).find(|&node| page.name(node) == "title" && !is_svg(node))?;
    Some(super::outline::collapsed(&page.text(node))).filter(|title| !title.is_empty())
}

/// Whether the page is written for the United States, where the month comes first.
fn is_american(page: &Page) -> bool {
    let language =
        (0..page.nodes.len()).find(|&node| page.name(node) == "html").and_then(|node| page.attribute(node, "lang"));
    language.is_some_and(|language| language.eq_ignore_ascii_case("en-us"))
}
