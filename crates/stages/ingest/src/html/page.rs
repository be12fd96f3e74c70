//! A page's tree, parsed within bounds.

use super::outline::collapsed;
use crate::error::{Error, Kind};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

/// Elements inside each other, beyond which a page is not looked at: parsing takes time in the product of length and
/// depth. Pages stay under a hundred, more where end tags are forgotten; browsers lay deeper elements side by side.
const MAX_DEPTH: usize = 512;

/// Elements and runs of text of a page, beyond which it is not looked at; the longest live blogs have a tenth of that.
const MAX_NODES: usize = 600_000;

/// Bytes that are parsed before the bounds are looked at again.
const CHUNK: usize = 4096;

/// Comparisons of attributes, beyond which a page is not looked at: the parser compares each of an element with all
/// others. This many take some seconds.
const MAX_ATTRIBUTE_WORK: usize = 4_000_000_000;

/// The elements and texts of a page in the order of the page.
pub(super) struct Page {
    pub nodes: Vec<Node>,
}

/// An element or a text.
pub(super) struct Node {
    /// The element around it; the root is its own parent.
    pub parent: usize,
    /// One past its last descendant.
    pub end: usize,
    pub content: Content,
}

pub(super) enum Content {
    Element(Element),
    Text(String),
}

/// A tag with its attributes.
pub(super) struct Element {
    pub name: LocalName,
    pub attributes: Vec<Attribute>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }
}

impl Page {
    /// Parses `html` as browsers do.
    ///
    /// # Errors
    /// If elements lie in each other more than [`MAX_DEPTH`] deep, or there are more than [`MAX_NODES`] of them.
    pub fn parse(html: &str) -> Result<Page, Error> {
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let mut parser = parse_document(Sink::new(), ParseOpts { tree_builder, ..ParseOpts::default() });
        let mut watch = AttributeWatch::default();
        for chunk in chunks(html) {
            parser.process(StrTendril::from(chunk));
            let sink = &parser.tokenizer.sink.sink;
            sink.check()?;
            watch.check(chunk.as_bytes(), sink.n_changes.get())?;
        }
        let sink = parser.finish();
        sink.check()?;
        sink.into_page()
    }

    pub fn element(&self, node: usize) -> Option<&Element> {
        match &self.nodes[node].content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The name of the element at `node`; empty for a text.
    pub fn name(&self, node: usize) -> &str {
        self.element(node).map_or("", |element| &element.name)
    }

    pub fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.element(node)?.attribute(name)
    }

    /// The elements around `node`, from the inmost.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&node| Some(self.nodes[node].parent).filter(|&parent| parent != node))
            .skip(1)
    }

    pub fn contains(&self, ancestor: usize, node: usize) -> bool {
        self.nodes.get(ancestor).is_some_and(|around| (ancestor..around.end).contains(&node))
    }

    /// The texts, lower-case, of the links to parts of this page: its table of contents.
    pub fn contents(&self) -> HashSet<String> {
        const MAX_ENTRIES: usize = 500;
        const MAX_NODES: usize = 8;
        let is_inner = |&node: &usize| {
            self.name(node) == "a"
                && self.nodes[node].end <= node + MAX_NODES
                && self.attribute(node, "href").is_some_and(|href| href.len() > 1 && href.starts_with('#'))
        };
        let entries = (0..self.nodes.len()).filter(is_inner).take(MAX_ENTRIES);
        entries.map(|node| collapsed(&self.text(node)).to_lowercase()).filter(|text| !text.is_empty()).collect()
    }

    /// All text in `node`, as it is written.
    pub fn text(&self, node: usize) -> String {
        let texts = self.nodes[node..self.nodes[node].end].iter().filter_map(|node| match &node.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        texts.collect()
    }
}

/// Looks for tags with so many attributes that comparing them takes minutes.
///
/// A tag may begin at each `<`; of all that may, those in one state of the tokenizer (HTML, section 13.2.5.8 and
/// 13.2.5.32 to 39) go on alike, so that the one with the most attributes stands for them. What is no tag but looks
/// like one (in a script, a comment, a value) is counted too: no real tag is missed. Few others grow long, because
/// the tree does not change while the parser is in a tag.
#[derive(Default)]
struct AttributeWatch {
    /// Attributes of the tag in each state.
    open: [Option<usize>; N_STATES],
    /// The last two bytes.
    before: [u8; 2],
    work: usize,
    /// Changes of the tree until now.
    n_changes: usize,
}

const N_STATES: usize = 8;

#[derive(Clone, Copy)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

const STATES: [State; N_STATES] = [
    State::TagName,
    State::BeforeName,
    State::Name,
    State::AfterName,
    State::BeforeValue,
    State::DoubleQuoted,
    State::SingleQuoted,
    State::Unquoted,
];

impl State {
    /// The state after `byte`, and whether an attribute begins with it; nothing after the end of the tag.
    fn next(self, byte: u8) -> Option<(State, bool)> {
        use State::*;
        let is_space = byte.is_ascii_whitespace();
        let next = match (self, byte) {
            (DoubleQuoted, b'"') | (SingleQuoted, b'\'') => BeforeName,
            (DoubleQuoted | SingleQuoted, _) => self,
            (_, b'>') => return None,
            (TagName | Unquoted | BeforeName, _) if is_space => BeforeName,
            (TagName | BeforeName | Name | AfterName, b'/') => BeforeName,
            (TagName | Unquoted, _) => self,
            (Name | AfterName, b'=') => BeforeValue,
            (Name | AfterName, _) if is_space => AfterName,
            (Name, _) => Name,
            (BeforeName | AfterName, _) => return Some((Name, true)),
            (BeforeValue, b'"') => DoubleQuoted,
            (BeforeValue, b'\'') => SingleQuoted,
            (BeforeValue, _) if is_space => BeforeValue,
            (BeforeValue, _) => Unquoted,
        };
        Some((next, false))
    }
}

impl AttributeWatch {
    /// Looks at a chunk that was parsed, after which the tree has changed `n_changes` times.
    fn check(&mut self, chunk: &[u8], n_changes: usize) -> Result<(), Error> {
        let before = self.before;
        let is_open = self.open != [None; N_STATES];
        self.read(chunk);
        if is_open && n_changes != self.n_changes {
            // What is open now began in this chunk.
            (self.open, self.before) = ([None; N_STATES], before);
            self.read(chunk);
        }
        self.n_changes = n_changes;
        if self.work > MAX_ATTRIBUTE_WORK { Err(Error::new(Kind::NoArticle)) } else { Ok(()) }
    }

    fn read(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            if self.open == [None; N_STATES] && self.before[1] != b'<' && self.before != *b"</" {
                // Nothing is open: the next tag begins at the next sign.
                let Some(found) = memchr::memchr(b'<', &bytes[at..]) else {
                    self.before = [0, 0];
                    break;
                };
                at += found;
            }
            self.step(bytes[at]);
            at += 1;
        }
    }

    fn step(&mut self, byte: u8) {
        let mut open = [None; N_STATES];
        for (state, n_attributes) in STATES.into_iter().zip(self.open).filter_map(|(state, n)| Some((state, n?))) {
            if let Some((next, is_new)) = state.next(byte) {
                self.work += if is_new { n_attributes } else { 0 };
                let slot = &mut open[next as usize];
                *slot = (*slot).max(Some(n_attributes + usize::from(is_new)));
            }
        }
        let is_start = byte.is_ascii_alphabetic() && (self.before[1] == b'<' || self.before == *b"</");
        if is_start && open[State::TagName as usize].is_none() {
            open[State::TagName as usize] = Some(0);
        }
        self.open = open;
        self.before = [self.before[1], byte];
    }
}

/// Pieces of about [`CHUNK`] bytes that cut no character.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = (CHUNK..rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        rest = after;
        Some(chunk)
    })
}

/// What the parser builds: nodes with links, thinned out and put in order once it is done.
struct Sink {
    links: RefCell<Vec<Link>>,
    is_too_deep: Cell<bool>,
    n_changes: Cell<usize>,
}

#[derive(Default)]
struct Link {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    depth: usize,
    content: Option<Content>,
}

#[derive(Clone)]
struct Handle {
    id: usize,
    name: Rc<QualName>,
}

impl Sink {
    fn new() -> Sink {
        Sink { links: RefCell::new(vec![Link::default()]), is_too_deep: Cell::new(false), n_changes: Cell::new(0) }
    }

    fn check(&self) -> Result<(), Error> {
        if self.is_too_deep.get() {
            return Err(Error::new(Kind::TooNested));
        }
        if self.links.borrow().len() > MAX_NODES { Err(Error::new(Kind::NoArticle)) } else { Ok(()) }
    }

    fn add(&self, content: Option<Content>) -> usize {
        self.n_changes.set(self.n_changes.get() + 1);
        let mut links = self.links.borrow_mut();
        links.push(Link { content, ..Link::default() });
        links.len() - 1
    }

    fn unnamed(&self, content: Option<Content>) -> Handle {
        let name = QualName::new(None, html5ever::ns!(), html5ever::local_name!(""));
        Handle { id: self.add(content), name: Rc::new(name) }
    }

    /// Puts `child` among the children of `parent`, before `next` or at the end.
    fn insert(&self, parent: usize, next: Option<usize>, child: NodeOrText<Handle>) {
        let previous = {
            let links = self.links.borrow();
            next.map_or(links[parent].last, |next| links[next].previous)
        };
        let id = match child {
            NodeOrText::AppendNode(handle) => handle.id,
            NodeOrText::AppendText(text) => {
                if self.extend_text(previous, &text) {
                    return;
                }
                self.add(Some(Content::Text(text.to_string())))
            }
        };
        self.unlink(id);
        self.link(id, parent, next);
    }

    /// Adds `text` to the text at `node`, if it is one.
    fn extend_text(&self, node: Option<usize>, text: &str) -> bool {
        self.n_changes.set(self.n_changes.get() + 1);
        match node.map(|node| self.links.borrow_mut()[node].content.as_mut().map(|content| extend(content, text))) {
            Some(Some(is_text)) => is_text,
            _ => false,
        }
    }

    fn link(&self, id: usize, parent: usize, next: Option<usize>) {
        let links = &mut *self.links.borrow_mut();
        let previous = next.map_or(links[parent].last, |next| links[next].previous);
        match previous {
            Some(previous) => links[previous].next = Some(id),
            None => links[parent].first = Some(id),
        }
        match next {
            Some(next) => links[next].previous = Some(id),
            None => links[parent].last = Some(id),
        }
        let depth = links[parent].depth + 1;
        (links[id].parent, links[id].previous, links[id].next, links[id].depth) = (Some(parent), previous, next, depth);
        if depth > MAX_DEPTH {
            self.is_too_deep.set(true);
        }
    }

    fn unlink(&self, id: usize) {
        let links = &mut *self.links.borrow_mut();
        let Some(parent) = links[id].parent.take() else { return };
        let (previous, next) = (links[id].previous.take(), links[id].next.take());
        match previous {
            Some(previous) => links[previous].next = next,
            None => links[parent].first = next,
        }
        match next {
            Some(next) => links[next].previous = previous,
            None => links[parent].last = previous,
        }
    }

    fn parent(&self, id: usize) -> Option<usize> {
        self.links.borrow()[id].parent
    }

    fn into_page(self) -> Result<Page, Error> {
        let mut links = self.links.into_inner();
        let mut nodes: Vec<Node> = Vec::with_capacity(links.len());
        let mut open: Vec<usize> = Vec::new();
        let mut next = Some(0);
        while let Some(id) = next {
            let parent = open.last().copied().unwrap_or(0);
            if let Some(content) = links[id].content.take().or_else(|| root(id)) {
                nodes.push(Node { parent, end: nodes.len() + 1, content });
            }
            next = links[id].first;
            if next.is_some() {
                open.push(nodes.len() - 1);
                if open.len() > 2 * MAX_DEPTH {
                    return Err(Error::new(Kind::TooNested));
                }
                continue;
            }
            let mut left = id;
            while links[left].next.is_none() {
                let Some(parent) = links[left].parent else { break };
                if let Some(closed) = open.pop() {
                    nodes[closed].end = nodes.len();
                }
                left = parent;
            }
            next = links[left].next;
        }
        Ok(Page { nodes })
    }
}

fn extend(content: &mut Content, more: &str) -> bool {
    match content {
        Content::Text(text) => {
            text.push_str(more);
            true
        }
        Content::Element(_) => false,
    }
}

fn root(id: usize) -> Option<Content> {
    let name = html5ever::local_name!("");
    (id == 0).then(|| Content::Element(Element { name, attributes: Vec::new() }))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Sink;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Sink {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: Rc::new(QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        let element = Element { name: name.local.clone(), attributes };
        Handle { id: self.add(Some(Content::Element(element))), name: Rc::new(name) }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.unnamed(None)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.unnamed(None)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, None, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let Some(parent) = self.parent(sibling.id) {
            self.insert(parent, Some(sibling.id), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.parent(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    /// What a template holds is never shown: it hangs nowhere, but lies as deep as the template.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = self.unnamed(None);
        let links = &mut *self.links.borrow_mut();
        links[contents.id].depth = links[target.id].depth;
        contents
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Some(Content::Element(element)) = &mut self.links.borrow_mut()[target.id].content {
            for attribute in attributes {
                if !element.attributes.iter().any(|known| known.name == attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let Some(child) = self.links.borrow()[node.id].first else { return };
            self.unlink(child);
            self.link(child, new_parent.id, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_work(html: &str, expected: usize) {
        let mut watch = AttributeWatch::default();
        // No chunk ends where a tag does, as it happens.
        html.as_bytes().chunks(3).for_each(|chunk| watch.check(chunk, 0).expect("few"));
        assert_eq!(watch.work, expected, "{html}");
    }

    #[test]
    fn attributes_are_counted() {
        check_work("<p a b c d>", 6);
        check_work("<p a=1 b='2 2' c=\"3 > 3\"/d>one two three</p a b>", 7);
        check_work("<p a = b c=d/e f><p a>", 3);
        check_work("if (a < b c d e) <!-- a b c --> 1 <2 3", 0);
    }

    #[test]
    fn a_tag_with_very_many_attributes_is_given_up() {
        let names: String = (0..100_000).map(|n| format!(" a{n}")).collect();
        assert!(Page::parse(&format!("<p{names}")).is_err());
        for start in ["<!--<p", "<a b='<p", "</p", "<a b=c"] {
            let mut watch = AttributeWatch::default();
            assert!(watch.check(format!("{start}{names}").as_bytes(), 0).is_err(), "{start}");
        }
    }

    #[test]
    fn long_values_scripts_and_comments_are_no_attributes() {
        let json = "{\"key\": \"a value of words\", \"url\": \"/a?b=c\"}, ".repeat(20_000);
        let escaped = json.replace('"', "&quot;");
        for page in [
            format!("<div data-page='[{json}]'><p>Talks resumed.</p></div>"),
            format!("<div data-page=\"[{escaped}]\"><p>Talks resumed.</p></div>"),
            format!("<script>let a = 1 <b || [{json}]</script><p>Talks resumed.</p>"),
            format!("<!-- {json} --><p>Talks resumed.</p>"),
            format!("<style>a {{ b: url(data:{json}) }}</style><p>Talks resumed.</p>"),
            format!("<svg><path d='{}'/></svg><p>Talks resumed.</p>", "M0 0 L1.5 2 ".repeat(100_000)),
        ] {
            assert!(Page::parse(&page).is_ok_and(|page| page.text(0).contains("Talks resumed.")), "{}", &page[..60]);
        }
    }

    #[test]
    fn the_tree_is_in_the_order_of_the_page() {
        let page = Page::parse("<!DOCTYPE html><body><p>a<b>b</b><p>c<table>d<tr><td>e</table>").expect("a page");
        assert_eq!(page.text(0), "abcde");
        let nodes = || (0..page.nodes.len()).filter(|&node| page.name(node) == "p");
        assert_eq!(nodes().map(|node| page.text(node)).collect::<Vec<_>>(), ["ab", "c"]);
        assert!(nodes().all(|node| page.name(page.nodes[node].parent) == "body"));
    }

    #[test]
    fn chunks_cut_no_character() {
        let text = "é".repeat(5_000) + "a";
        assert_eq!(chunks(&text).collect::<String>(), text);
        assert!(chunks(&text).all(|chunk| chunk.len() <= CHUNK + 3));
    }
}
