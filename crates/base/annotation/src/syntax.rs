//! Tokens, sentences and dependency trees.

use ontology::{Deprel, Upos};
use std::ops::Range;
use std::sync::Arc;
use text::Span;

/// A syntactic word in the sense of Universal Dependencies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// Whether it is written together with others as one multiword token (`don't` is `do` and `n't`).
    pub part: Part,
    /// Whether a paragraph begins here.
    pub starts_paragraph: bool,
}

/// A word's place in a multiword token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A token of its own.
    Whole,
    /// The first word of a multiword token with this many words.
    First(u8),
    /// A later word of a multiword token.
    Later,
}

/// Index of a sentence in its document, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SentenceId(pub u32);

/// A sentence: a run of the document's tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// From the first token's first byte to the last token's last.
    pub span: Span,
    /// Which of the document's tokens, never empty.
    pub tokens: Range<usize>,
}

/// Morphological features, `Case=Nom|Number=Sing`, keys in UD's order; empty for none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Feats(Arc<str>);

impl Feats {
    /// Features written as CoNLL-U writes them; `_` is none.
    pub fn new(text: &str) -> Feats {
        Feats(Arc::from(if text == "_" { "" } else { text }))
    }

    /// The value of `key`, as in `feats.get("Tense") == Some("Past")`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.split('|').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    }

    /// As CoNLL-U writes them, `_` for none.
    pub fn as_conllu(&self) -> &str {
        if self.0.is_empty() { "_" } else { &self.0 }
    }
}

/// One word of a tree.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag, as the treebanks EWT and GUM write it.
    pub xpos: Arc<str>,
    /// Morphological features.
    pub feats: Feats,
    /// Dictionary form.
    pub lemma: Arc<str>,
    /// The word it depends on; none for the root.
    pub head: Option<usize>,
    /// How it depends.
    pub deprel: Deprel,
}

/// The dependency tree of one sentence.
///
/// Invariant: a node a token of the sentence, exactly one without a head, no cycle.
#[derive(Clone, PartialEq, Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Children of every word, in order.
    children: Vec<Vec<u32>>,
    root: usize,
}

impl Tree {
    /// The tree of `nodes`; none if they have no single root, a head out of range, or a cycle.
    pub fn new(nodes: Vec<Node>) -> Option<Tree> {
        let mut children = vec![Vec::new(); nodes.len()];
        let mut roots = Vec::new();
        for (word, node) in nodes.iter().enumerate() {
            match node.head {
                Some(head) => children.get_mut(head)?.push(word as u32),
                None => roots.push(word),
            }
        }
        let &[root] = roots.as_slice() else { return None };
        let tree = Tree { nodes, children, root };
        (tree.descendants(root).len() == tree.nodes.len()).then_some(tree)
    }

    /// The nodes, in the order of the sentence.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node of `word`.
    pub fn node(&self, word: usize) -> &Node {
        &self.nodes[word]
    }

    /// The word without a head.
    pub fn root(&self) -> usize {
        self.root
    }

    /// The words that depend on `word`, in order.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[word].iter().map(|&child| child as usize)
    }

    /// The children of `word` with one of `relations`, in order.
    pub fn children_by<'t>(
        &'t self,
        word: usize,
        relations: &'t [Deprel],
    ) -> impl DoubleEndedIterator<Item = usize> + 't {
        self.children(word).filter(move |&child| relations.contains(&self.nodes[child].deprel))
    }

    /// The first child of `word` with one of `relations`.
    pub fn child(&self, word: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(word).find(|&child| relations.contains(&self.nodes[child].deprel))
    }

    /// `word` and all below it, in order.
    pub fn descendants(&self, word: usize) -> Vec<usize> {
        self.descendants_but(word, |_| false)
    }

    /// `word` and all below it but the subtrees whose top `prune` names, in order.
    pub fn descendants_but(&self, word: usize, prune: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while let Some(&top) = found.get(next) {
            found.extend(self.children(top).filter(|&child| !prune(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The words from `word`'s head up to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.nodes[word].head, |&above| self.nodes[above].head)
    }
}
