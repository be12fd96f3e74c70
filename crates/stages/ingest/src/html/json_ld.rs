//! What a page says of its article in JSON: schema.org objects, and the data of pages that are drawn by a script.

use super::outline::collapsed;
use super::page::Page;
use serde_json::{Map, Value};

/// The types of schema.org that are articles, schema.org 28, below `Article` and `SocialMediaPosting`.
const ARTICLES: [&str; 17] = [
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "askpublicnewsarticle",
    "backgroundnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle",
    "liveblogposting",
    "article",
    "report",
    "blogposting",
    "socialmediaposting",
    "satiricalarticle",
    "specialannouncement",
    "governmentservice",
    "techarticle",
    "creativework",
];

/// Objects of a page that are looked at, and how deep lists and graphs may lie in each other.
const MAX_OBJECTS: usize = 2_000;

/// What the JSON of a page says; texts are as the page gives them, without markup.
#[derive(Default)]
pub(super) struct Said {
    pub headline: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    /// Paragraphs of the article.
    pub body: Vec<String>,
    /// Whether only subscribers are to see all of it.
    pub is_paid: bool,
}

/// What the schema.org objects in `scripts` say of the article.
pub(super) fn said(scripts: &[String]) -> Said {
    let values: Vec<Value> = scripts.iter().filter_map(|script| lenient(script)).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, &mut objects, 0);
    }
    let rank =
        |object: &Map<String, Value>| types(object).filter_map(|kind| ARTICLES.iter().position(|&a| a == kind)).min();
    let articles = || objects.iter().filter(|object| rank(object).is_some());
    // A page may describe articles that it links to; its own has a headline and a day.
    let full = articles().find(|object| object.contains_key("headline") && object.contains_key("datePublished"));
    let mut said = full.or_else(|| articles().next()).map(|article| of_article(article, &objects)).unwrap_or_default();
    if let Some(page) = objects.iter().find(|object| types(object).any(|kind| kind == "webpage")) {
        said.published = said.published.or_else(|| string(page.get("datePublished")));
        said.url = said.url.or_else(|| string(page.get("url")));
    }
    if values.len() < scripts.len() && said.headline.is_none() {
        said = scan(&scripts.join("\n"));
    }
    said
}

fn of_article(article: &Map<String, Value>, objects: &[&Map<String, Value>]) -> Said {
    let named = |key: &str| article.get(key).map(|value| names(value, objects)).unwrap_or_default();
    let authors = [named("author"), named("creator")].into_iter().find(|names| !names.is_empty());
    let publisher = [named("publisher"), named("sourceOrganization"), named("provider")].into_iter().flatten().next();
    Said {
        headline: string(article.get("headline")).or_else(|| string(article.get("name"))),
        authors: authors.unwrap_or_default(),
        publisher,
        published: string(article.get("datePublished")).or_else(|| string(article.get("dateCreated"))),
        url: string(article.get("url")).or_else(|| article.get("mainEntityOfPage").and_then(address)),
        body: article.get("articleBody").and_then(Value::as_str).map(paragraphs).unwrap_or_default(),
        is_paid: article.get("isAccessibleForFree").is_some_and(is_false),
    }
}

fn is_false(value: &Value) -> bool {
    value.as_bool() == Some(false) || value.as_str().is_some_and(|text| text.to_ascii_lowercase().ends_with("false"))
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(url) => Some(url.clone()),
        Value::Object(object) => string(object.get("@id")).or_else(|| string(object.get("url"))),
        _ => None,
    }
}

/// The objects that stand for the page: in lists and graphs, and what the page is about.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>, depth: usize) {
    if objects.len() >= MAX_OBJECTS || depth > 6 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects, depth + 1)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, objects, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = String> {
    let values: Vec<&str> = match object.get("@type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let last = |kind: &str| kind.rsplit(['/', ':', '#']).next().unwrap_or_default().to_ascii_lowercase();
    values.into_iter().map(last).collect::<Vec<_>>().into_iter()
}

/// The names of people and bodies: strings, objects with a name, references to objects, lists of these.
fn names(value: &Value, objects: &[&Map<String, Value>]) -> Vec<String> {
    match value {
        Value::String(name) => vec![plain(name)],
        Value::Array(values) => values.iter().take(50).filter_map(|value| name(value, objects)).collect(),
        value => name(value, objects).into_iter().collect(),
    }
}

fn name(value: &Value, objects: &[&Map<String, Value>]) -> Option<String> {
    let object = match value {
        Value::String(name) => return Some(plain(name)),
        Value::Object(object) => object,
        _ => return None,
    };
    let own = match object.get("name") {
        Some(Value::Array(names)) => string(names.first()),
        name => string(name),
    };
    own.or_else(|| {
        let id = object.get("@id")?;
        objects
            .iter()
            .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))
            .and_then(|other| string(other.get("name")))
    })
}

fn string(value: Option<&Value>) -> Option<String> {
    Some(plain(value?.as_str()?)).filter(|text| !text.is_empty())
}

/// `text` without markup and with its character references resolved.
pub(super) fn plain(text: &str) -> String {
    if text.len() < 10_000 && text.contains(['&', '<']) {
        // Some pages escape twice.
        let once = Page::parse(text).map(|page| page.text(0)).unwrap_or_default();
        let twice = if once.contains('&') { Page::parse(&once).map(|page| page.text(0)) } else { Ok(once) };
        return collapsed(&twice.unwrap_or_default());
    }
    collapsed(text)
}

/// The paragraphs of an article that is given as one text, perhaps with markup.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let text = if text.contains("</") || text.contains("&lt;/") { marked_up(text) } else { text.to_string() };
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

fn marked_up(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let Ok(page) = Page::parse(&text) else { return String::new() };
    let blocks = super::outline::blocks(&page, &[], super::outline::Trust::Elements).unwrap_or_default();
    blocks.into_iter().filter(|block| !block.is_beside).map(|block| block.text + "\n").collect()
}

/// A JSON value, also if it is wrapped in a comment, has line breaks in its strings or commas too many.
fn lenient(script: &str) -> Option<Value> {
    let inner = script.trim().trim_start_matches("<!--").trim_start_matches("//").trim_start();
    let inner = inner.trim_start_matches("<![CDATA[").trim_end_matches("-->").trim_end_matches("]]>").trim();
    let inner = inner.trim_end_matches("//").trim().trim_end_matches(';');
    serde_json::from_str(inner).or_else(|_| serde_json::from_str(&repaired(inner))).ok()
}

fn repaired(json: &str) -> String {
    let mut result = String::with_capacity(json.len());
    let (mut is_inside, mut is_escaped) = (false, false);
    for character in json.chars() {
        if is_inside && character.is_control() {
            result.push_str(if character == '\n' { "\\n" } else { " " });
            is_escaped = false;
            continue;
        }
        if !is_inside && matches!(character, '}' | ']') {
            let kept = result.trim_end().trim_end_matches(',').len();
            result.truncate(kept);
        }
        if character == '"' && !is_escaped {
            is_inside = !is_inside;
        }
        is_escaped = is_inside && character == '\\' && !is_escaped;
        result.push(character);
    }
    result
}

/// What broken JSON still says: the first string after each key.
fn scan(json: &str) -> Said {
    let author = json.find("\"author\"").map_or("", |at| &json[at..]);
    let publisher = json.find("\"publisher\"").map_or("", |at| &json[at..]);
    Said {
        headline: field(json, "headline"),
        authors: field(author, "name").into_iter().collect(),
        publisher: field(publisher, "name"),
        published: field(json, "datePublished"),
        ..Said::default()
    }
}

/// The string that follows `"key":` in `json`, if it is within reach.
fn field(json: &str, key: &str) -> Option<String> {
    let after = json.split_once(&format!("\"{key}\""))?.1.trim_start().strip_prefix(':')?.trim_start();
    let text = after.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = text.char_indices().take(2_000).find(|&(_, character)| {
        let is_end = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end
    })?;
    let text: String =
        serde_json::from_str(&format!("\"{}\"", &text[..end.0])).unwrap_or_else(|_| text[..end.0].to_string());
    Some(plain(&text)).filter(|text| !text.is_empty())
}

/// What the data of a page that is drawn by a script says.
pub(super) fn in_data(scripts: &[String]) -> Said {
    let mut said = Said::default();
    for script in scripts.iter().take(8) {
        if let Some(value) = lenient(script) {
            walk("", &value, &mut said);
        }
    }
    said
}

fn walk(key: &str, value: &Value, said: &mut Said) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| walk(key, value, said)),
        Value::Array(values) => values.iter().for_each(|value| walk(key, value, said)),
        Value::String(text) => take(key, text, said),
        _ => {}
    }
}

fn take(key: &str, text: &str, said: &mut Said) {
    let slot = match key.to_ascii_lowercase().replace('_', "").as_str() {
        "headline" => &mut said.headline,
        "sitename" | "publishername" => &mut said.publisher,
        "publishedat" | "datepublished" | "publishdate" | "publisheddate" | "publicationdate" | "firstpublishedat"
        | "firstpublished" | "pubdate" => &mut said.published,
        "canonicalurl" | "canonical" => &mut said.url,
        "text" | "content" | "body" | "html" | "value" | "paragraph" | "paragraphs" | "articlebody" | "children" => {
            if said.body.len() < 10_000 {
                said.body.extend(paragraphs(text).into_iter().filter(|text| is_prose(text)));
            }
            return;
        }
        _ => return,
    };
    if slot.is_none() && !text.trim().is_empty() {
        *slot = Some(plain(text));
    }
}

fn is_prose(text: &str) -> bool {
    text.split(' ').count() >= 8 && super::outline::ends_sentence(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, headline: &str, author: &str, publisher: &str) {
        let said = said(&[json.to_string()]);
        assert_eq!(said.headline.as_deref(), Some(headline), "{json}");
        assert_eq!(said.authors, [author], "{json}");
        assert_eq!(said.publisher.as_deref(), Some(publisher), "{json}");
        assert_eq!(said.published.as_deref(), Some("2025-03-04"), "{json}");
    }

    const WHOLE: &str = r#"{"@type": "NewsArticle", "headline": "Talks &amp; drills", "datePublished": "2025-03-04",
        "author": {"name": "Ana Roy"}, "publisher": {"name": "Post"}}"#;

    #[test]
    fn an_article_is_found_in_lists_and_graphs() {
        check(WHOLE, "Talks & drills", "Ana Roy", "Post");
        check(&format!("[{{\"@type\": \"WebSite\", \"name\": \"x\"}}, {WHOLE}]"), "Talks & drills", "Ana Roy", "Post");
        let graph = r##"{"@graph": [{"@type": ["Article"], "headline": "A", "datePublished": "2025-03-04", "author": [{"@id": "#a"}],
            "publisher": {"@id": "#p"}}, {"@id": "#a", "name": "Ana Roy"}, {"@id": "#p", "name": "Post"}]}"##;
        check(graph, "A", "Ana Roy", "Post");
    }

    #[test]
    fn broken_json_says_what_it_can() {
        check(&WHOLE.replace("}}", "},}"), "Talks & drills", "Ana Roy", "Post");
        check(&WHOLE.replace("drills", "dr\nills"), "Talks & dr ills", "Ana Roy", "Post");
        check(&format!("<!-- {WHOLE} -->"), "Talks & drills", "Ana Roy", "Post");
        check(&WHOLE.replace("}}", "}, \"about\": \"an \"odd\" word\""), "Talks & drills", "Ana Roy", "Post");
    }

    #[test]
    fn a_body_has_paragraphs() {
        assert_eq!(paragraphs("One &amp; two.\n\nThree."), ["One & two.", "Three."]);
        assert_eq!(paragraphs("<p>One.</p><script>x()</script><p>Two.</p>"), ["One.", "Two."]);
    }
}
