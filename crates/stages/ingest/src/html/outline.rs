//! A page as a list of blocks: runs of text that stand by themselves, in the order of the page.

use super::names::{self, Purpose, listed};
use super::page::{Content, Page};
use crate::error::{self, Error};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// A paragraph, heading, list item, row of a table or loose run of text.
pub(super) struct Block {
    /// White space collapsed, soft hyphens and other invisible characters gone.
    pub text: String,
    pub words: usize,
    /// Words of it that are links.
    pub linked: usize,
    /// Whether all of it is bold, large or a heading.
    pub is_strong: bool,
    pub kind: Kind,
    /// The element whose text it is.
    pub node: usize,
    /// The element in which it stands among others of its kind.
    pub container: usize,
    /// Whether its place or a name around it says that it is no part of the article.
    pub is_beside: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// From 1, the highest, to 6.
    Heading(u8),
    Paragraph,
    Item,
    Row,
    /// Text of an element that is none of these.
    Loose,
}

impl Block {
    /// Whether it reads like running text.
    pub fn is_prose(&self) -> bool {
        self.words >= 4 && self.linked * 2 <= self.words && (self.words >= 25 || ends_sentence(&self.text))
    }
}

/// Whether a full stop or another end of a sentence ends `text`, perhaps inside quotation marks.
pub(super) fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ' ']);
    inner.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// What of an element is believed to say that it stands beside the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Trust {
    /// What it is, and the names that its author gave it.
    Names,
    /// What it is: `nav`, `footer`, a form.
    Elements,
    /// Nothing: all that is shown may be the article.
    Nothing,
}

/// The blocks of `page`; `landmarks` are elements of the article, which nothing around them can put aside.
///
/// # Errors
/// If there are more than [`MAX_BLOCKS`].
pub(super) fn blocks(page: &Page, landmarks: &[usize], trust: Trust) -> Result<Vec<Block>, Error> {
    let purposes = RefCell::default();
    let (counts, kin, contents) = (Counts::of(page), kin(page, landmarks), page.contents());
    let scene = Scene { page, counts, landmarks, kin, contents, trust, purposes };
    let mut outliner = Outliner::new(page);
    let mut node = 1;
    while node < page.nodes.len() {
        outliner.close_before(node);
        node = match &page.nodes[node].content {
            Content::Text(text) => outliner.text(node, text),
            Content::Element(_) => match scene.place(node) {
                Place::Nowhere => outliner.skip(node),
                place => outliner.open(node, place),
            },
        };
        if outliner.blocks.len() > MAX_BLOCKS {
            return Err(Error::new(error::Kind::PageTooLong { n_lines: MAX_BLOCKS }));
        }
    }
    Ok(outliner.finish())
}

/// Where an element stands.
#[derive(PartialEq)]
enum Place {
    Inside,
    /// A part of the text that has an element of its own: the rest of a metered article, a note between paragraphs.
    Continued,
    Beside,
    /// Not shown.
    Nowhere,
}

/// Elements that hold no text for readers.
const UNSEEN: &str = "\
    script; style; noscript; template; svg; math; iframe; object; embed; canvas; video; audio; button; select; \
    textarea; input; datalist; menu; dialog; head; map; applet; noframes; picture; img; progress; meter; rp; rt; \
    label";

/// Blocks of a page, beyond which it is not looked at: the longest live blogs have a tenth of that.
const MAX_BLOCKS: usize = 100_000;

/// Words in a small part of a page: a byline, a box or a card has no more.
const FEW_WORDS: usize = 60;

/// A page with what is known of all of it.
struct Scene<'p> {
    page: &'p Page,
    counts: Counts,
    landmarks: &'p [usize],
    /// Names of elements around the article, which begin the names of its parts.
    kin: Vec<String>,
    /// What the page's table of contents lists.
    contents: HashSet<String>,
    trust: Trust,
    /// What the names of elements were found to say, by the value of their attribute.
    purposes: RefCell<HashMap<&'p str, Option<Purpose>>>,
}

impl<'p> Scene<'p> {
    fn place(&self, node: usize) -> Place {
        let Some(element) = self.page.element(node) else { return Place::Inside };
        let name = &*element.name;
        if listed(UNSEEN).any(|unseen| unseen == name) {
            let is_all = name == "noscript" && self.counts.share(self.page, node) > 0.6;
            return if is_all { Place::Inside } else { Place::Nowhere };
        }
        if is_note_mark(self.page, node) {
            return Place::Nowhere;
        }
        if self.continues_text(node) {
            return Place::Continued;
        }
        if is_hidden(self.page, node) && self.counts.share(self.page, node) < 0.7 {
            return Place::Nowhere;
        }
        let is_around = self.landmarks.iter().any(|&landmark| self.page.contains(node, landmark));
        if matches!(name, "html" | "body" | "main") || is_around || self.trust == Trust::Nothing {
            return Place::Inside;
        }
        if self.is_beside(node) && !self.is_in_sentence(node) { Place::Beside } else { Place::Inside }
    }

    /// Whether an element that is hidden or called metered holds paragraphs that go on with those before it, or one of
    /// these is such a paragraph; or whether it is a note between paragraphs.
    fn continues_text(&self, node: usize) -> bool {
        const MIN_WORDS: usize = 12;
        let (page, counts) = (self.page, &self.counts);
        if !matches!(page.name(node), "p" | "div" | "section") {
            return false;
        }
        let class = page.attribute(node, "class").unwrap_or_default();
        let is_called = |parts: &[&str], phrases: &[&str]| {
            parts.iter().any(|part| class.contains(part)) && names::has_word(class, phrases)
        };
        let is_note = page.attribute(node, "role") == Some("note")
            || is_called(&["contact", "inset", "callout"], &["contact", "inset", "callout"])
                && self.is_below_listed(node);
        let is_metered = is_called(&["meter", "premium", "paywall", "lock", "subscri", "paid", "gated"], &METERED);
        if !(is_note || is_metered || is_hidden(page, node)) {
            return false;
        }
        let is_paragraph = |node: usize| {
            page.name(node) == "p"
                && (counts.prose(page, node) >= MIN_WORDS || is_note && counts.words(page, node) >= MIN_WORDS)
                && counts.linked(page, node) * 2 <= counts.words(page, node)
        };
        let n_paragraphs = (node..page.nodes[node].end).take(MAX_SCANNED).filter(|&inner| is_paragraph(inner)).count();
        let is_long = n_paragraphs >= if is_note || is_metered { 1 } else { 2 };

        is_long && !self.asks_or_opens(node) && self.siblings_before(node).any(is_paragraph)
    }

    /// Whether the heading just before an element stands in the table of contents.
    fn is_below_listed(&self, node: usize) -> bool {
        let is_element = |&sibling: &usize| self.page.element(sibling).is_some();
        let heading = self.siblings_before(node).filter(is_element).last();
        heading.is_some_and(|heading| {
            matches!(self.page.name(heading), "h2" | "h3" | "h4")
                && self.contents.contains(&collapsed(&self.page.text(heading)).to_lowercase())
        })
    }

    /// Whether an element has fields and buttons, or is opened by a click.
    fn asks_or_opens(&self, node: usize) -> bool {
        const OPENED: [&str; 14] = [
            "modal",
            "popup",
            "overlay",
            "dialog",
            "tooltip",
            "menu",
            "cookie",
            "consent",
            "newsletter",
            "comment",
            "comments",
            "related",
            "share",
            "translation",
        ];
        let mut inside = (node..page_end(self.page, node)).map(|inner| self.page.name(inner));
        let values = ["class", "id"].into_iter().filter_map(|name| self.page.attribute(node, name));
        values.into_iter().any(|name| names::has_word(name, &OPENED))
            || inside.any(|name| matches!(name, "form" | "input" | "button" | "select" | "textarea"))
    }

    /// The elements before `node` in the one around it, the first ones of very many.
    fn siblings_before(&self, node: usize) -> impl Iterator<Item = usize> {
        let first = self.page.nodes[node].parent + 1;
        let next = move |&sibling: &usize| Some(self.page.nodes[sibling].end);
        std::iter::successors(Some(first), next).take(MAX_SCANNED).take_while(move |&sibling| sibling < node)
    }

    fn is_beside(&self, node: usize) -> bool {
        let (page, counts) = (self.page, &self.counts);
        let purpose = self.purpose(node);
        let is_most = counts.prose_share(page, node) > 0.5;
        let is_few = counts.prose_share(page, node) < 0.15;
        let is_small = counts.words(page, node) <= FEW_WORDS || is_few;
        match page.name(node) {
            "nav" | "aside" | "footer" => return !is_most,
            "figure" => return !is_most && !has_table(page, node),
            "figcaption" | "address" | "legend" => return true,
            "li" if has_picture(page, node) && counts.words(page, node) <= FEW_WORDS => return !is_most,
            "form" | "fieldset" | "details" => return is_small && is_few,
            name if name.starts_with("amp-") => return !is_most,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                if purpose == Some(Purpose::MaybeBeside) && is_title(page, node) =>
            {
                return false;
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "td" | "tr" | "table" | "tbody"
                if purpose == Some(Purpose::MaybeBeside) && counts.prose(page, node) > 12 =>
            {
                return false;
            }
            _ => {}
        }
        if is_beside_role(page.attribute(node, "role").unwrap_or_default()) {
            return !is_most;
        }
        match purpose {
            Some(Purpose::Comments) => true,
            Some(Purpose::Beside) => !is_most,
            Some(Purpose::MaybeBeside) => !is_most && is_small && (counts.prose(page, node) <= FEW_WORDS / 2 || is_few),
            _ => is_card(page, counts, node),
        }
    }

    fn purpose(&self, node: usize) -> Option<Purpose> {
        if self.trust != Trust::Names {
            return None;
        }
        let values = ["class", "id", "data-testid", "data-component", "aria-label"].into_iter();
        let values = values.filter_map(|name| self.page.attribute(node, name));
        values.filter_map(|value| self.said(value)).max()
    }

    fn said(&self, value: &'p str) -> Option<Purpose> {
        const MAX_KNOWN: usize = 10_000;
        let mut purposes = self.purposes.borrow_mut();
        if purposes.len() > MAX_KNOWN {
            purposes.clear();
        }
        *purposes.entry(value).or_insert_with(|| names::purpose_among(value, &self.kin))
    }

    /// Words of the texts that stand in `node` itself.
    fn direct_words(&self, node: usize) -> usize {
        const MAX_STEPS: usize = 64;
        let mut words = 0;
        let mut child = node + 1;
        for _ in 0..MAX_STEPS {
            if child >= self.page.nodes[node].end {
                break;
            }
            if let Content::Text(text) = &self.page.nodes[child].content {
                words += text.split_whitespace().take(MAX_STEPS).count();
            }
            child = self.page.nodes[child].end;
        }
        words
    }

    /// Whether an element is a part of a sentence, such as a link or the place before its text.
    fn is_in_sentence(&self, node: usize) -> bool {
        let name = self.page.name(node);
        if is_block(name) {
            return false;
        }
        let around = self.page.nodes[node].parent;
        let next = self.page.nodes.get(self.page.nodes[node].end);
        let is_followed = next.is_some_and(|next| match &next.content {
            Content::Text(text) => next.parent == around && text.split_whitespace().count() >= 6,
            Content::Element(_) => false,
        });
        is_followed || name == "a" && self.direct_words(around) >= 8
    }
}

/// Names of text that a meter or a subscription hides, though the page has it.
const METERED: [&str; 12] = [
    "metered",
    "premium",
    "premium content",
    "paywalled",
    "paywall content",
    "locked",
    "locked content",
    "subscriber content",
    "subscribers only",
    "subscriber only",
    "paid content",
    "gated",
];

/// Nodes that are looked at to tell what an element is.
const MAX_SCANNED: usize = 400;

fn page_end(page: &Page, node: usize) -> usize {
    page.nodes[node].end.min(node + MAX_SCANNED)
}

/// Whether a heading is called a title: of a card perhaps, which is then put aside as a whole.
fn is_title(page: &Page, node: usize) -> bool {
    page.attribute(node, "class").is_some_and(|class| names::has_word(class, &["title", "heading", "headline"]))
}

/// Whether an element is the mark of a footnote: a raised sign that links to it, or is called so.
fn is_note_mark(page: &Page, node: usize) -> bool {
    const MAX_LENGTH: usize = 6;
    const MARKS: [&str; 8] =
        ["footnote", "footnotes", "footnote ref", "noteref", "reference", "fn", "cite ref", "endnote"];
    let is_raised = page.name(node) == "sup";
    let is_reference = page.attribute(node, "role") == Some("doc-noteref");
    if !(is_raised || is_reference || page.name(node) == "a") || page.nodes[node].end > node + 8 {
        return false;
    }
    let is_named = |node: usize| page.attribute(node, "class").is_some_and(|class| names::has_word(class, &MARKS));
    let is_link = |node: usize| page.attribute(node, "href").is_some_and(|href| href.contains('#'));
    let mut around = (node..page.nodes[node].end).chain(Some(page.nodes[node].parent));
    let text = page.text(node);
    let is_mark = |c: char| c.is_ascii_digit() || "[]()*†‡§, ".contains(c) || c.is_whitespace();
    (1..=MAX_LENGTH).contains(&text.trim().chars().count())
        && text.chars().all(is_mark)
        && (is_reference || is_named(node) || is_raised && around.any(is_link))
}

fn is_beside_role(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "complementary"
            | "contentinfo"
            | "search"
            | "dialog"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "tablist"
            | "alert"
    )
}

/// The classes of the elements around the landmarks and of the main ones, which tell what kind of page it is.
fn kin(page: &Page, landmarks: &[usize]) -> Vec<String> {
    const MAX_KIN: usize = 64;
    let main = (0..page.nodes.len()).filter(|&node| matches!(page.name(node), "body" | "main")).take(4);
    let around = landmarks.iter().flat_map(|&landmark| page.ancestors(landmark));
    let classes = main.chain(around).filter_map(|node| page.attribute(node, "class"));
    let mut kin: Vec<String> =
        classes.flat_map(str::split_ascii_whitespace).take(MAX_KIN).map(str::to_ascii_lowercase).collect();
    kin.sort();
    kin.dedup();
    kin
}

fn is_hidden(page: &Page, node: usize) -> bool {
    let value = |name: &str| page.attribute(node, name).unwrap_or_default();
    let style: String = value("style").chars().filter(|c| !c.is_whitespace()).take(300).collect();
    let style = style.to_ascii_lowercase();
    page.attribute(node, "hidden").is_some()
        || value("aria-hidden").eq_ignore_ascii_case("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || names::is_hidden(value("class"))
}

/// Whether an item begins with a picture: what follows is written below it.
fn has_picture(page: &Page, node: usize) -> bool {
    (node..page.nodes[node].end.min(node + 4))
        .any(|inner| matches!(page.name(inner), "img" | "picture" | "figure" | "amp-img"))
}

fn has_table(page: &Page, node: usize) -> bool {
    (node..page.nodes[node].end).any(|inner| page.name(inner) == "table")
}

/// Whether an element is the teaser of another article: small, and its heading is a link.
fn is_card(page: &Page, counts: &Counts, node: usize) -> bool {
    if counts.words(page, node) > 2 * FEW_WORDS
        || !matches!(page.name(node), "article" | "div" | "section" | "li" | "a" | "td")
    {
        return false;
    }
    let is_link =
        |inner: usize| counts.words(page, inner) > 2 && counts.linked(page, inner) == counts.words(page, inner);
    let mut inside = node..page.nodes[node].end;
    counts.prose_share(page, node) < 0.5
        && inside.any(|inner| matches!(page.name(inner), "h2" | "h3" | "h4" | "h5" | "h6") && is_link(inner))
}

/// Words before each node of a page, so that those inside an element are a difference.
struct Counts {
    words: Vec<usize>,
    linked: Vec<usize>,
    prose: Vec<usize>,
}

impl Counts {
    fn of(page: &Page) -> Counts {
        let mut counts = Counts { words: vec![0], linked: vec![0], prose: vec![0] };
        let (mut link_end, mut unseen_end) = (0, 0);
        for (node, content) in page.nodes.iter().map(|node| &node.content).enumerate() {
            let (mut words, mut linked, mut prose) = (0, 0, 0);
            match content {
                Content::Element(element) if &*element.name == "a" => link_end = link_end.max(page.nodes[node].end),
                Content::Element(element)
                    if listed(UNSEEN).any(|unseen| unseen == &*element.name) && &*element.name != "noscript" =>
                {
                    unseen_end = unseen_end.max(page.nodes[node].end);
                }
                Content::Text(text) if node >= unseen_end => {
                    words = text.split_whitespace().count();
                    linked = if node < link_end { words } else { 0 };
                    prose = if words >= 8 { words - linked } else { 0 };
                }
                _ => {}
            }
            counts.words.push(counts.words[node] + words);
            counts.linked.push(counts.linked[node] + linked);
            counts.prose.push(counts.prose[node] + prose);
        }
        counts
    }

    fn words(&self, page: &Page, node: usize) -> usize {
        self.words[page.nodes[node].end] - self.words[node]
    }

    fn linked(&self, page: &Page, node: usize) -> usize {
        self.linked[page.nodes[node].end] - self.linked[node]
    }

    fn prose(&self, page: &Page, node: usize) -> usize {
        self.prose[page.nodes[node].end] - self.prose[node]
    }

    /// The part of the page's words that stand in `node`.
    fn share(&self, page: &Page, node: usize) -> f64 {
        share(self.words(page, node), self.words(page, 0))
    }

    /// The part of the page's running text that stands in `node`.
    fn prose_share(&self, page: &Page, node: usize) -> f64 {
        share(self.prose(page, node), self.prose(page, 0))
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Walks the nodes of a page and cuts their text into blocks.
struct Outliner<'p> {
    page: &'p Page,
    blocks: Vec<Block>,
    /// Elements that are open and end a block when they close.
    open: Vec<usize>,
    run: Run,
    beside_end: usize,
    link_end: usize,
    strong_end: usize,
    row_end: usize,
    /// The end of text whose lines are as they are written.
    written_end: usize,
    last_inline_end: usize,
    /// Ends of the quotations that are open.
    quotations: Vec<usize>,
    /// Elements whose text belongs to what is around them.
    continued: Vec<usize>,
}

/// The block that is being read.
#[derive(Default)]
struct Run {
    text: String,
    words: usize,
    linked: usize,
    strong: usize,
    /// Words that nothing puts aside.
    inside: usize,
    n_breaks: usize,
    /// Quotation marks that the next text begins with.
    opening: String,
}

/// What stands between the cells of a row until its white space is collapsed: no page shows this character.
const CELL: char = '\u{1F}';

impl<'p> Outliner<'p> {
    fn new(page: &'p Page) -> Outliner<'p> {
        Outliner {
            page,
            blocks: Vec::new(),
            open: Vec::new(),
            run: Run::default(),
            beside_end: 0,
            link_end: 0,
            strong_end: 0,
            row_end: 0,
            written_end: 0,
            last_inline_end: 0,
            quotations: Vec::new(),
            continued: Vec::new(),
        }
    }

    /// Ends the blocks of elements that are over before `node`.
    fn close_before(&mut self, node: usize) {
        self.close_quotations(node);
        while self.open.last().is_some_and(|&open| self.page.nodes[open].end <= node) {
            self.flush();
            self.open.pop();
        }
    }

    fn close_quotations(&mut self, node: usize) {
        while self.quotations.last().is_some_and(|&end| end <= node) {
            self.quotations.pop();
            if self.run.opening.pop().is_none() {
                let end = self.run.text.trim_end().len();
                self.run.text.insert(end, if self.quotations.is_empty() { '”' } else { '’' });
            }
        }
    }

    /// Opens a `q`, around which browsers put quotation marks (HTML, section 15.3.5).
    fn open_quotation(&mut self, node: usize) {
        let first = (node..page_end(self.page, node)).find_map(|inner| match &self.page.nodes[inner].content {
            Content::Text(text) if !text.trim().is_empty() => Some(text.trim_start()),
            _ => None,
        });
        let has_own = first.is_some_and(|text| text.starts_with(['"', '“', '‘', '«', '„', '\'']));
        if !has_own {
            self.run.opening.push(if self.quotations.is_empty() { '“' } else { '‘' });
            self.quotations.push(self.page.nodes[node].end);
        }
    }

    fn skip(&mut self, node: usize) -> usize {
        if !matches!(self.page.name(node), "img" | "picture" | "rp" | "rt" | "button" | "svg" | "input" | "label") {
            self.run.n_breaks += usize::from(self.page.name(node) == "iframe") * 2;
        }
        self.page.nodes[node].end
    }

    fn open(&mut self, node: usize, place: Place) -> usize {
        let end = self.page.nodes[node].end;
        let name = self.page.name(node);
        let is_beside = place == Place::Beside;
        if place == Place::Continued {
            self.continued.push(node);
        }
        if name == "q" {
            self.open_quotation(node);
        }
        if name == "br" {
            self.run.n_breaks += 1;
            return end;
        }
        if node >= self.row_end && (is_block(name) || is_beside) {
            self.flush();
            self.open.push(node);
        } else if matches!(name, "td" | "th") && !self.run.text.is_empty() {
            self.run.text.push(CELL);
        } else if self.last_inline_end == node && matches!(name, "span" | "time" | "a" | "b" | "strong") {
            self.space_apart();
        }
        if is_beside {
            self.beside_end = self.beside_end.max(end);
        }
        if name == "pre" {
            self.written_end = self.written_end.max(end);
        }
        if name == "a" {
            self.link_end = self.link_end.max(end);
        }
        if is_strong(self.page, node) {
            self.strong_end = self.strong_end.max(end);
        }
        if name == "tr" && node >= self.row_end && is_data_row(self.page, node) {
            self.row_end = end;
        }
        self.last_inline_end = end;
        node + 1
    }

    /// Keeps labels apart that stand side by side without a space, other than in a paragraph.
    fn space_apart(&mut self) {
        let is_label =
            self.open.last().is_none_or(|&open| !matches!(self.page.name(open), "p" | "li" | "h1" | "h2" | "h3"));
        if is_label && !self.run.text.is_empty() {
            self.run.text.push(' ');
        }
    }

    /// Takes a text; where lines are as they are written, an empty one ends a paragraph.
    fn text(&mut self, node: usize, text: &str) -> usize {
        if node >= self.written_end {
            return self.run_on(node, text);
        }
        for line in text.split('\n') {
            self.run_on(node, if line.trim().is_empty() { " " } else { line });
            self.run.n_breaks += if line.trim().is_empty() { 2 } else { 0 };
            self.run.text.push(' ');
        }
        node + 1
    }

    fn run_on(&mut self, node: usize, text: &str) -> usize {
        let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        if text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).is_empty() {
            self.run.text.push(' ');
            return node + 1;
        }
        match std::mem::take(&mut self.run.n_breaks) {
            0 => {}
            1 if !ends_sentence(self.run.text.trim_end()) => self.run.text.push(' '),
            _ => self.flush(),
        }
        let opening = std::mem::take(&mut self.run.opening);
        let start = if opening.is_empty() { 0 } else { text.len() - text.trim_start().len() };
        self.run.text.push_str(&text[..start]);
        self.run.text.push_str(&opening);
        self.run.text.push_str(&text[start..]);
        self.run.words += words;
        self.run.inside += if node < self.beside_end { 0 } else { words.max(1) };
        self.run.linked += if node < self.link_end { words } else { 0 };
        self.run.strong += if node < self.strong_end { words } else { 0 };
        node + 1
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let cells = run.text.split(CELL).map(collapsed).filter(|cell| !cell.is_empty());
        let text = cells.collect::<Vec<_>>().join("\t");
        let node = self.open.last().copied().unwrap_or(0);
        if text.chars().any(char::is_alphanumeric) {
            self.blocks.push(Block {
                words: text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count(),
                text,
                linked: run.linked,
                is_strong: run.strong >= run.words,
                kind: self.kind(node),
                node,
                container: self.container(node),
                is_beside: run.inside == 0,
            });
        }
    }

    /// The element in which that of `node` stands among others; what goes on with the text belongs to what is around.
    fn container(&self, node: usize) -> usize {
        let around = self.continued.last().filter(|&&around| self.page.contains(around, node));
        container(self.page, around.copied().unwrap_or(node))
    }

    fn kind(&self, node: usize) -> Kind {
        match self.page.name(node) {
            "h1" => Kind::Heading(1),
            "h2" => Kind::Heading(2),
            "h3" => Kind::Heading(3),
            "h4" => Kind::Heading(4),
            "h5" => Kind::Heading(5),
            "h6" => Kind::Heading(6),
            "p" | "blockquote" | "pre" => Kind::Paragraph,
            "li" | "dd" | "dt" => Kind::Item,
            "tr" => Kind::Row,
            _ => Kind::Loose,
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_before(usize::MAX);
        self.flush();
        settle_containers(&mut self.blocks);
        self.blocks
    }
}

/// An element with several blocks of its own is the container of them.
fn settle_containers(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let is_shared = |other: Option<&Block>| other.is_some_and(|other| other.node == blocks[index].node);
        let next = blocks.get(index + 1);
        let previous = index.checked_sub(1).and_then(|previous| blocks.get(previous));
        if (is_shared(next) || is_shared(previous)) && blocks[index].kind == Kind::Loose {
            blocks[index].container = blocks[index].node;
        }
    }
}

/// The element in which that of `node` stands among others: lists, quotations and tables belong to what is around them.
fn container(page: &Page, node: usize) -> usize {
    let is_part = |&node: &usize| {
        !matches!(
            page.name(node),
            "p" | "ul"
                | "ol"
                | "dl"
                | "li"
                | "dd"
                | "dt"
                | "blockquote"
                | "table"
                | "tbody"
                | "thead"
                | "tfoot"
                | "pre"
                | "figure"
                | "center"
                | "font"
        )
    };
    page.ancestors(node).find(is_part).unwrap_or(0)
}

fn is_block(name: &str) -> bool {
    const INLINE: &str = "\
    a; abbr; acronym; b; bdi; bdo; big; cite; code; data; del; dfn; em; font; i; ins; kbd; mark; q; s; samp; small; \
    span; strike; strong; sub; sup; time; tt; u; var; wbr; ruby; rb; nobr; blink; output; img; basefont; summary; \
    marquee; slot; image; link; meta";
    !listed(INLINE).any(|inline| inline == name)
}

fn is_strong(page: &Page, node: usize) -> bool {
    match page.name(node) {
        "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "big" | "u" => true,
        "font" => page
            .attribute(node, "size")
            .is_some_and(|size| matches!(size.trim(), "4" | "5" | "6" | "7" | "+1" | "+2" | "+3")),
        _ => page.attribute(node, "style").is_some_and(|style| {
            style.contains("font-weight:bold")
                || style.contains("font-weight: bold")
                || style.contains("font-weight:700")
        }),
    }
}

/// Whether `row` is one of a table of figures, and not of one that lays out the page: several short cells without
/// paragraphs in them.
fn is_data_row(page: &Page, row: usize) -> bool {
    const MAX_CELL_WORDS: usize = 40;
    let (mut n_cells, mut words) = (0, 0);
    for node in row + 1..page.nodes[row].end {
        match &page.nodes[node].content {
            Content::Text(text) => words += text.split_whitespace().count(),
            Content::Element(element) => match &*element.name {
                "td" | "th" => n_cells += 1,
                "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "form" | "img" | "script" => return false,
                _ => {}
            },
        }
        if words > MAX_CELL_WORDS * 4 {
            return false;
        }
    }
    n_cells >= 2 && words <= MAX_CELL_WORDS * n_cells && is_in_data_table(page, row)
}

fn is_in_data_table(page: &Page, row: usize) -> bool {
    let Some(table) = page.ancestors(row).find(|&node| page.name(node) == "table") else { return false };
    let rows = (table + 1..page.nodes[table].end).filter(|&node| page.name(node) == "tr").take(3).count();
    rows >= 2 && page.attribute(table, "role") != Some("presentation")
}

/// Characters that show nothing.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || (character.is_control() && !character.is_whitespace())
}

/// `text` with single spaces and without invisible characters.
pub(super) fn collapsed(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for word in
        text.split(|character: char| character.is_whitespace() || character == '\u{2028}' || character == '\u{2029}')
    {
        let start = result.len();
        result.extend(word.chars().filter(|&character| !is_invisible(character)));
        if result.len() > start {
            result.push(' ');
        }
    }
    result.pop();
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let page = Page::parse(html).expect("a page");
        let blocks = blocks(&page, &[], Trust::Names).expect("few");
        let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
        assert_eq!(texts, expected, "{html}");
    }

    #[test]
    fn blocks_end_where_lines_do() {
        check("<p>One <b>two</b>\n three.<p>Four.", &["One two three.", "Four."]);
        check("<div>One.<br><br>Two<br>three.<br>Four.</div>", &["One.", "Two three.", "Four."]);
        check("<pre>One\ntwo.\n\nThree.</pre>", &["One two.", "Three."]);
        check(
            "<table><tr><th>Buyer<th>Item</tr><tr><td>Japan<td>Missiles</tr></table>",
            &["Buyer\tItem", "Japan\tMissiles"],
        );
    }

    #[test]
    fn what_is_not_shown_is_not_text() {
        let hidden = "<script>var a = '</p>b';</script><style>p{}</style><p style='display: none'>c</p><p hidden>d</p>\
            <template><p>e</p></template><noscript>f</noscript><svg><title>g</title></svg><textarea>h</textarea>";
        check(
            &format!("<p>One or two words more than are hidden here.</p>{hidden}"),
            &["One or two words more than are hidden here."],
        );
    }

    #[test]
    fn quotations_have_marks_and_notes_have_none() {
        check("<p>It was <q>a pause</q>, he <q>“said”</q>.", &["It was “a pause”, he “said”."]);
        check(
            "<p>They left.<sup><a href='#n3'>3</a></sup> Some 5 km<sup>2</sup> are <q>lost</q>",
            &["They left. Some 5 km2 are “lost”"],
        );
    }

    #[test]
    fn very_many_lines_are_an_error() {
        let page = Page::parse(&format!("<pre>{}</pre>", "a\n\n".repeat(MAX_BLOCKS + 2))).expect("a page");
        let error = blocks(&page, &[], Trust::Names).err().expect("too long");
        assert!(error.to_string().starts_with("more than 100000 paragraphs in the HTML"), "{error}");
    }

    #[test]
    fn invisible_characters_are_dropped() {
        check("<p>govern&shy;ment&nbsp;of\u{200B} Chad &amp; &lt;b&gt;</p>", &["government of Chad & <b>"]);
    }
}
