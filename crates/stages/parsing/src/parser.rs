use crate::labels::{Error, LabelSets, greatest};
use crate::lemma::Lemmatizer;
use crate::repairs::repair;
use crate::spanning;
use annotation::{Node, Sentence, Token, Tree};
use inference::{Labels, Reader, Reading};
use ontology::{Deprel, Upos};
use std::ops::Range;
use std::sync::Arc;
use text::Document;

/// Makes trees of what the network says.
pub struct Parser {
    labels: LabelSets,
    lemmatizer: Lemmatizer,
}

impl Parser {
    /// A parser for a model with these labels.
    ///
    /// # Errors
    /// If the model has no labels, or a part of speech or relation that UD English has not.
    pub fn new(labels: &Labels) -> Result<Parser, Error> {
        Ok(Parser { labels: LabelSets::new(labels)?, lemmatizer: Lemmatizer::new() })
    }

    /// A tree for each of `sentences`, in order. `reading` is what `reader` made of all `tokens`.
    ///
    /// The head scores are quadratic in the words of a sentence, at most 256 by `Segmenter`'s contract.
    pub fn parse(
        &self,
        document: &Document,
        tokens: &[Token],
        sentences: &[Sentence],
        reader: &mut Reader,
        reading: &Reading,
    ) -> Vec<Tree> {
        sentences.iter().map(|sentence| self.tree(document, tokens, &sentence.tokens, reader, reading)).collect()
    }

    /// The tree of the tokens `words`, of which there are some, all of them read.
    fn tree(
        &self,
        document: &Document,
        tokens: &[Token],
        words: &Range<usize>,
        reader: &mut Reader,
        reading: &Reading,
    ) -> Tree {
        let arcs = reader.arcs(reading, words.clone());
        let rows: Vec<&[f32]> = (0..arcs.n()).map(|word| arcs.row(word)).collect();
        let heads = spanning::heads(&rows);
        let relations = reader.relations(reading, words.clone(), &heads);
        let mut nodes: Vec<Node> = (0..heads.len())
            .map(|word| {
                let at = words.start + word;
                let relation = relations.get(word).map_or(0, |&(label, _)| label);
                let deprel = relation_of(heads[word], self.labels.deprel.get(relation).copied());
                self.node(document.slice(tokens[at].span), reading, at, heads[word], deprel)
            })
            .collect();
        (0..nodes.len()).filter(|&word| is_perfect(&nodes, word)).collect::<Vec<_>>().into_iter().for_each(|word| {
            nodes[word].lemma = Arc::from("have");
        });
        repair(&mut nodes);
        Tree::new(nodes).expect("a sentence has words, and their best heads have one root and no cycle")
    }

    fn node(&self, form: &str, reading: &Reading, at: usize, head: Option<usize>, deprel: Deprel) -> Node {
        let upos = self.labels.upos[greatest(reading.upos(at)).min(self.labels.upos.len() - 1)];
        let xpos = self.labels.xpos[greatest(reading.xpos(at)).min(self.labels.xpos.len() - 1)].clone();
        let feats = self.labels.feats[greatest(reading.feats(at)).min(self.labels.feats.len() - 1)].clone();
        let lemma = Arc::from(self.lemmatizer.lemma(form, upos, &xpos));
        Node { upos, xpos, feats, lemma, head, deprel }
    }
}

/// The relation of a word: `root` for the root, and for it alone.
fn relation_of(head: Option<usize>, label: Option<Deprel>) -> Deprel {
    match label {
        _ if head.is_none() => Deprel::Root,
        Some(Deprel::Root) | None => Deprel::Dep,
        Some(label) => label,
    }
}

/// Whether `word` is the `'s` of a perfect, `he's left`: an auxiliary of a participle that is not passive.
fn is_perfect(nodes: &[Node], word: usize) -> bool {
    let node = &nodes[word];
    let clitic = node.upos == Upos::Aux && &*node.xpos == "VBZ" && &*node.lemma == "be" && node.deprel == Deprel::Aux;
    let head = node.head.filter(|_| clitic).map(|head| &nodes[head]);
    head.is_some_and(|head| &*head.xpos == "VBN")
}
