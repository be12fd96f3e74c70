//! Text of the HTML that stands in feeds.

use html_escape::decode_html_entities;

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "table",
    "tr",
    "hr",
    "article",
    "section",
    "figure",
    "figcaption",
    "pre",
    "dd",
];

/// Elements whose content is not read.
const UNREAD: [&str; 4] = ["script", "style", "iframe", "noscript"];

/// The paragraphs of a piece of HTML, with a blank line between them.
pub(crate) fn paragraphs(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        match tag(&rest[at..]) {
            Some(tag) => {
                text.push_str(if tag.is_block() { "\u{0}" } else { "" });
                rest = &rest[at + tag.length..];
            }
            None => {
                text.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    let paragraphs = text.split('\u{0}').map(|paragraph| line(&decode_html_entities(paragraph)));
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// A piece of HTML as one line.
pub(crate) fn one_line(html: &str) -> String {
    line(&paragraphs(html))
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What begins with a `<`, with its name and its length; for what is not read, up to its end.
struct Tag<'a> {
    name: &'a str,
    length: usize,
}

impl Tag<'_> {
    fn is_block(&self) -> bool {
        BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(self.name))
    }
}

/// The tag or comment at the start of `html`; none if a `<` stands for itself.
fn tag(html: &str) -> Option<Tag<'_>> {
    let end = |part: &str, from: usize| {
        memchr::memmem::find(&html.as_bytes()[from..], part.as_bytes()).map(|at| from + at + part.len())
    };
    if html.starts_with("<!--") {
        return Some(Tag { name: "", length: end("-->", 4).unwrap_or(html.len()) });
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some(Tag { name: "", length: end(">", 2)? });
    }
    let after = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    let name = &after[..after.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    if !name.starts_with(|character: char| character.is_ascii_alphabetic()) {
        return None;
    }
    let length = end(">", 1)?;
    let is_unread = !html.starts_with("</") && UNREAD.iter().any(|other| other.eq_ignore_ascii_case(name));
    let length = if is_unread { closed(html, name, length) } else { length };
    Some(Tag { name, length })
}

/// Where the end tag of `name` ends, after `from`.
fn closed(html: &str, name: &str, from: usize) -> usize {
    let is_end = |&at: &usize| html[at..].get(2..2 + name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name));
    let start = memchr::memmem::find_iter(&html.as_bytes()[from..], b"</").map(|at| from + at).find(is_end);
    start.and_then(|at| memchr::memchr(b'>', &html.as_bytes()[at..]).map(|end| at + end + 1)).unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_paragraphs_stay() {
        let html = "<p>The <b>ministers</b> met.</p>\n<!-- x --><p>They &amp; theirs agreed&nbsp;on 2 &lt; 3.<br/>Talks\n end.</p>\
            <script>if (a < b) { p }</script><img src='x'>";
        assert_eq!(paragraphs(html), "The ministers met.\n\nThey & theirs agreed on 2 < 3.\n\nTalks end.");
        assert_eq!(one_line("Navy &amp; <i>army</i> &#8217;meet"), "Navy & army ’meet");
    }

    #[test]
    fn a_sign_that_opens_no_tag_stays() {
        assert_eq!(paragraphs("a < b and b <3 <"), "a < b and b <3 <");
        assert_eq!(paragraphs("a <b"), "a <b");
        assert_eq!(paragraphs("a <script>b"), "a");
    }
}
