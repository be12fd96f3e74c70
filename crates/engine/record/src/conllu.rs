//! Words, tags and trees as CoNLL-U, the ten columns of Universal Dependencies.
//!
//! [`read`] is strict about what it needs (columns, ids, heads, parts of speech) and drops what it does not keep: empty
//! nodes, enhanced dependencies, comments but four, and the last column but `SpaceAfter=No`. [`write()`] gives back what
//! [`read`] kept. [`raw_text`] undoes the tokenization, so that a program can be measured from raw text.
//!
//! Source: <https://universaldependencies.org/format.html>, CoNLL-U, UD version 2.

use annotation::{Part, Token, Tree};
use ontology::Upos;
use std::fmt::Write;
use text::Document;

/// A sentence of a treebank.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sentence {
    /// `# sent_id`.
    pub id: Option<String>,
    /// Whether a document begins here: `# newdoc`.
    pub starts_document: bool,
    /// Whether a paragraph begins here: `# newpar`.
    pub starts_paragraph: bool,
    /// The syntactic words, in order.
    pub words: Vec<Word>,
}

/// A syntactic word with its columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// FORM.
    pub form: String,
    /// LEMMA.
    pub lemma: String,
    /// UPOS.
    pub upos: Upos,
    /// XPOS, `_` for none.
    pub xpos: String,
    /// FEATS, `_` for none.
    pub feats: String,
    /// HEAD: a word of the sentence, from 0; none for the root.
    pub head: Option<usize>,
    /// DEPREL, with its subtype.
    pub deprel: String,
    /// The multiword token that begins with this word.
    pub multiword: Option<Multiword>,
    /// Whether whitespace follows; false inside a multiword token.
    pub space_after: bool,
}

/// Several words written as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Multiword {
    /// As it is written: `don't`.
    pub form: String,
    /// How many words it has, two or more.
    pub words: usize,
}

/// A line that is not CoNLL-U.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: expected {expected}, found {found}")]
pub struct Error {
    /// Counted from 1.
    pub line: usize,
    expected: String,
    found: String,
}

/// The sentences of a CoNLL-U file, with either kind of line end.
///
/// # Errors
/// A word line without ten columns, ids that do not count from 1, a multiword token that is empty, overlaps another or
/// reaches past the sentence, a head that is no word of the sentence, a part of speech that is not one of the seventeen.
pub fn read(file: &str) -> Result<Vec<Sentence>, Error> {
    let mut sentences = Vec::new();
    let mut block = Block::default();
    for (index, line) in file.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = Line { number: index + 1, text: line.strip_suffix('\r').unwrap_or(line) };
        if line.text.trim().is_empty() {
            sentences.extend(std::mem::take(&mut block).finish()?);
        } else if let Some(comment) = line.text.strip_prefix('#') {
            block.comment(comment.trim());
        } else {
            block.row(&line)?;
        }
    }
    sentences.extend(block.finish()?);
    Ok(sentences)
}

/// The sentences as a CoNLL-U file. What is empty is written `_`.
pub fn write(sentences: &[Sentence]) -> String {
    let mut file = String::new();
    for sentence in sentences {
        // Writing to a string cannot fail.
        let _ = write_sentence(&mut file, sentence);
    }
    file
}

/// The text that the sentences were made of: paragraphs parted by a blank line, sentences as `SpaceAfter=No` tells.
pub fn raw_text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() && (sentence.starts_document || sentence.starts_paragraph) {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        text.push_str(&surface(sentence));
    }
    text.truncate(text.trim_end().len());
    text
}

/// The sentences that the stages found in `document`; `trees` has one for each of them.
///
/// Sentence ids count from 1. Words past the end of a tree are left out.
pub fn from_trees(
    document: &Document,
    tokens: &[Token],
    sentences: &[annotation::Sentence],
    trees: &[Tree],
) -> Vec<Sentence> {
    let pairs = sentences.iter().zip(trees).enumerate();
    pairs
        .map(|(index, (sentence, tree))| {
            let first = sentence.tokens.start;
            let words = sentence.tokens.clone().zip(tree.nodes());
            Sentence {
                id: Some((index + 1).to_string()),
                starts_document: index == 0,
                starts_paragraph: tokens.get(first).is_some_and(|token| token.starts_paragraph),
                words: words.map(|(at, node)| word(document, tokens, at, node)).collect(),
            }
        })
        .collect()
}

fn word(document: &Document, tokens: &[Token], at: usize, node: &annotation::Node) -> Word {
    let token = tokens[at];
    let next = tokens.get(at + 1);
    let multiword = match token.part {
        Part::First(words) => {
            let last = tokens.get(at + usize::from(words) - 1).unwrap_or(&token);
            Some(Multiword { form: document.slice(token.span.join(last.span)).to_owned(), words: words.into() })
        }
        Part::Whole | Part::Later => None,
    };
    Word {
        form: document.slice(token.span).to_owned(),
        lemma: node.lemma.to_string(),
        upos: node.upos,
        xpos: node.xpos.to_string(),
        feats: node.feats.as_conllu().to_owned(),
        head: node.head,
        deprel: node.deprel.name().to_owned(),
        multiword,
        space_after: next.is_none_or(|next| next.part != Part::Later && next.span.start() > token.span.end()),
    }
}

/// The sentence as it was written, with a space after it unless `SpaceAfter=No` says otherwise.
fn surface(sentence: &Sentence) -> String {
    let mut text = String::new();
    let mut skip = 0;
    for (index, word) in sentence.words.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let (form, words) = word.multiword.as_ref().map_or((&word.form, 1), |whole| (&whole.form, whole.words));
        text.push_str(form);
        skip = words - 1;
        if sentence.words.get(index + skip).is_none_or(|last| last.space_after) {
            text.push(' ');
        }
    }
    text
}

fn write_sentence(file: &mut String, sentence: &Sentence) -> std::fmt::Result {
    if sentence.starts_document {
        writeln!(file, "# newdoc")?;
    }
    if sentence.starts_paragraph {
        writeln!(file, "# newpar")?;
    }
    if let Some(id) = &sentence.id {
        writeln!(file, "# sent_id = {id}")?;
    }
    writeln!(file, "# text = {}", surface(sentence).trim_end())?;
    let mut whole_end = 0;
    for (index, word) in sentence.words.iter().enumerate() {
        let spacing = |last: usize| {
            if sentence.words.get(last).is_none_or(|last| last.space_after) { "_" } else { "SpaceAfter=No" }
        };
        if let Some(whole) = &word.multiword {
            whole_end = index + whole.words;
            let form = &whole.form;
            writeln!(file, "{}-{whole_end}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}", index + 1, spacing(whole_end - 1))?;
        }
        write_word(file, index + 1, word, if index < whole_end { "_" } else { spacing(index) })?;
    }
    writeln!(file)
}

fn write_word(file: &mut String, id: usize, word: &Word, misc: &str) -> std::fmt::Result {
    let head = word.head.map_or(0, |head| head + 1);
    let columns = [&word.form, &word.lemma, &word.xpos, &word.feats, &word.deprel];
    let [form, lemma, xpos, feats, deprel] = columns.map(|column| if column.is_empty() { "_" } else { column });
    let upos = word.upos.name();
    writeln!(file, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t_\t{misc}")
}

struct Line<'f> {
    number: usize,
    text: &'f str,
}

impl Line<'_> {
    fn error(&self, expected: impl Into<String>, found: impl std::fmt::Display) -> Error {
        Error { line: self.number, expected: expected.into(), found: format!("`{found}`") }
    }

    fn number(&self, text: &str, expected: &str) -> Result<usize, Error> {
        text.parse().map_err(|_| self.error(expected, text))
    }
}

/// The lines of one sentence so far.
#[derive(Default)]
struct Block {
    sentence: Sentence,
    /// The multiword token that begins with the next word.
    announced: Option<Multiword>,
    /// Words of the current multiword token that are still to come, and whether whitespace follows it.
    open: Option<(usize, bool)>,
    /// Heads as written with the lines they stand on, to be checked when the sentence is whole.
    heads: Vec<(usize, usize)>,
    line: usize,
}

impl Block {
    fn comment(&mut self, comment: &str) {
        let (key, value) = comment.split_once('=').map_or((comment, ""), |(key, value)| (key.trim(), value.trim()));
        match key.split_whitespace().next() {
            Some("newdoc") => self.sentence.starts_document = true,
            Some("newpar") => self.sentence.starts_paragraph = true,
            Some("sent_id") => self.sentence.id = Some(value.to_owned()),
            _ => {}
        }
    }

    fn row(&mut self, line: &Line) -> Result<(), Error> {
        self.line = line.number;
        let columns: Vec<&str> = line.text.split('\t').collect();
        let columns: [&str; 10] = columns.try_into().map_err(|columns: Vec<&str>| Error {
            line: line.number,
            expected: "10 columns".to_owned(),
            found: columns.len().to_string(),
        })?;
        match columns[0].split_once('-') {
            _ if columns[0].contains('.') => Ok(()),
            Some((first, last)) => self.multiword(line, columns, first, last),
            None => self.word(line, columns),
        }
    }

    fn multiword(&mut self, line: &Line, columns: [&str; 10], first: &str, last: &str) -> Result<(), Error> {
        let expected = self.sentence.words.len() + 1;
        let (first, last) = (line.number(first, "an id")?, line.number(last, "an id")?);
        if self.open.is_some() || first != expected || last <= first {
            return Err(line.error(format!("a multiword token from {expected}"), columns[0]));
        }
        let words = last - first + 1;
        self.open = Some((words, space_after(columns[9])));
        self.announced = Some(Multiword { form: columns[1].to_owned(), words });
        Ok(())
    }

    fn word(&mut self, line: &Line, columns: [&str; 10]) -> Result<(), Error> {
        let expected = self.sentence.words.len() + 1;
        if line.number(columns[0], "an id")? != expected {
            return Err(line.error(format!("id {expected}"), columns[0]));
        }
        let upos = Upos::from_name(columns[3]).ok_or_else(|| line.error("a universal part of speech", columns[3]))?;
        let head = line.number(columns[6], "a head")?;
        self.heads.push((line.number, head));
        let space_after = self.close_one().unwrap_or_else(|| space_after(columns[9]));
        let [_, form, lemma, _, xpos, feats, _, deprel, _, _] = columns.map(str::to_owned);
        let (head, multiword) = (head.checked_sub(1), self.announced.take());
        self.sentence.words.push(Word { form, lemma, upos, xpos, feats, head, deprel, multiword, space_after });
        Ok(())
    }

    /// Counts a word of the open multiword token; whether whitespace follows it, if there is one.
    fn close_one(&mut self) -> Option<bool> {
        let (left, after) = self.open?;
        self.open = (left > 1).then_some((left - 1, after));
        Some(left == 1 && after)
    }

    fn finish(self) -> Result<Option<Sentence>, Error> {
        let words = self.sentence.words.len();
        let error = |line: usize, expected: String, found: String| Err(Error { line, expected, found });
        if let Some((left, _)) = self.open {
            return error(
                self.line,
                format!("{left} more words of a multiword token"),
                "the end of the sentence".to_owned(),
            );
        }
        if let Some(&(line, head)) = self.heads.iter().find(|(_, head)| *head > words) {
            return error(line, format!("a head from 0 to {words}"), format!("`{head}`"));
        }
        Ok((words > 0).then_some(self.sentence))
    }
}

fn space_after(misc: &str) -> bool {
    !misc.split('|').any(|pair| pair == "SpaceAfter=No")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = "\
# newdoc id = a
# newpar
# sent_id = a-1
# text = Envoys don't meet.
1\tEnvoys\tenvoy\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t4:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tmeet\tmeet\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tCxn=A|SpaceAfter=No
4.1\tthem\tthey\tPRON\tPRP\t_\t_\t_\t4:obj\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

";

    #[test]
    fn words_and_multiword_tokens_are_read() {
        let sentences = read(FILE).expect("is CoNLL-U");
        let words = &sentences[0].words;
        assert_eq!(sentences[0].id.as_deref(), Some("a-1"));
        assert_eq!(
            words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>(),
            ["Envoys", "do", "n't", "meet", "."]
        );
        assert_eq!(words[1].multiword, Some(Multiword { form: "don't".to_owned(), words: 2 }));
        assert_eq!(words.iter().map(|word| word.space_after).collect::<Vec<_>>(), [true, false, true, false, true]);
        assert_eq!(words.iter().map(|word| word.head).collect::<Vec<_>>(), [Some(3), Some(3), Some(3), None, Some(3)]);
    }

    #[test]
    fn windows_line_ends_make_no_difference() {
        assert_eq!(read(&FILE.replace('\n', "\r\n")), read(FILE));
    }

    #[test]
    fn raw_text_undoes_the_tokenization() {
        assert_eq!(raw_text(&read(FILE).expect("is CoNLL-U")), "Envoys don't meet.\n\nYes");
    }

    #[test]
    fn what_is_written_has_its_text() {
        let file = write(&read(FILE).expect("is CoNLL-U"));
        assert!(
            file.starts_with("# newdoc\n# newpar\n# sent_id = a-1\n# text = Envoys don't meet.\n1\tEnvoys"),
            "{file}"
        );
    }

    fn check_error(file: &str, expected: &str) {
        assert_eq!(read(file).expect_err("is not CoNLL-U").to_string(), expected);
    }

    #[test]
    fn errors_name_the_line_and_what_was_found() {
        check_error("1\tYes\n", "line 1: expected 10 columns, found 2");
        check_error(&FILE.replace("\n4\t", "\n5\t"), "line 9: expected id 4, found `5`");
        check_error(&FILE.replace("2-3", "3-2"), "line 6: expected a multiword token from 2, found `3-2`");
        check_error(
            &FILE.replace("2-3", "2-9"),
            "line 11: expected 4 more words of a multiword token, found the end of the sentence",
        );
        check_error(&FILE.replace("NOUN", "N"), "line 5: expected a universal part of speech, found `N`");
        check_error(&FILE.replace("\t4\tpunct", "\t6\tpunct"), "line 11: expected a head from 0 to 5, found `6`");
        check_error(&FILE.replace("\t4\tpunct", "\t_\tpunct"), "line 11: expected a head, found `_`");
    }

    /// A column that is not empty and holds no whitespace.
    fn column() -> impl Strategy<Value = String> {
        "[^\\s\\p{C}]{1,6}"
    }

    prop_compose! {
        fn word(words: usize)(
            columns in [column(), column(), column(), column(), column()],
            upos in prop::sample::select(Upos::ALL.to_vec()),
            head in prop::option::of(0..words),
            space_after: bool,
        ) -> Word {
            let [form, lemma, xpos, feats, deprel] = columns;
            Word { form, lemma, upos, xpos, feats, head, deprel, multiword: None, space_after }
        }
    }

    prop_compose! {
        fn sentence()(words in 1..6_usize)(
            id in prop::option::of("[a-z0-9-]{1,9}"),
            starts_document in any::<bool>(),
            starts_paragraph in any::<bool>(),
            words in prop::collection::vec(word(words), words),
            whole in column(),
            joined in 0..4_usize,
        ) -> Sentence {
            let mut words = words;
            if joined > 1 && joined <= words.len() {
                words[0].multiword = Some(Multiword { form: whole, words: joined });
                words[..joined - 1].iter_mut().for_each(|word| word.space_after = false);
            }
            Sentence { id, starts_document, starts_paragraph, words }
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(sentences in prop::collection::vec(sentence(), 0..4)) {
            prop_assert_eq!(read(&write(&sentences)), Ok(sentences));
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = read(&text);
        }
    }
}
