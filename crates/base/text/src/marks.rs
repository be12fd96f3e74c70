//! Which words stand between quotation marks.

use crate::Span;

/// Words between quotation marks, the outermost marks only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marked {
    /// From the opening mark to the closing one, both within.
    pub outside: Span,
    /// The words, without marks and the white space beside them.
    pub inside: Span,
    /// Whether a closing mark was found; if not, both spans end with the last paragraph that the mark opens.
    pub is_closed: bool,
}

/// Marks that close each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Family {
    /// `"…"`, `“…”`, `„…“`, ``` ``…'' ```.
    Double,
    /// `'…'`, `‘…’`, `‚…‘`.
    Single,
    /// `«…»`, `»…«`.
    Guillemet,
}

/// What a mark does, as far as its shape and its neighbours tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Opens,
    Closes,
    /// It may as well be the apostrophe of a plural: `the soldiers' camp`.
    MayClose,
    /// It closes what is open, and opens if nothing is.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    family: Family,
    side: Side,
    is_straight: bool,
    /// Whether a sentence ends before it.
    is_after_stop: bool,
}

/// So many marks after a single one are looked at for the one that closes it.
const MAX_AHEAD: usize = 32;
/// Quotations within quotations are followed to this depth.
const MAX_DEPTH: usize = 8;

/// What is between quotation marks in `text`, in order, not overlapping. `paragraphs` are the bytes where a paragraph begins, in order.
pub fn marked(text: &str, paragraphs: &[usize]) -> Vec<Marked> {
    let marks = marks(text);
    let paragraphs = &[paragraphs, &[text.len()]].concat();
    let of = |family: Family| marks.iter().copied().filter(move |mark| mark.family == family).collect::<Vec<_>>();
    let double = paired(&of(Family::Double), paragraphs, nested);
    let guillemet = paired(&of(Family::Guillemet), paragraphs, nested);
    let single = paired(&of(Family::Single), paragraphs, ahead);
    let wide = outermost([double, guillemet].concat());
    let single = single.into_iter().filter(|pair| pair.is_closed && !crosses(*pair, &wide)).collect();
    let found = outermost([wide, single].concat());
    found.into_iter().filter_map(|pair| trimmed(text, pair)).collect()
}

/// A pair of marks: both spans, and whether the second is a mark.
#[derive(Clone, Copy, Debug)]
struct Pair {
    outside: Span,
    inside: Span,
    is_closed: bool,
}

fn trimmed(text: &str, pair: Pair) -> Option<Marked> {
    let words = &text[pair.inside.range()];
    let start = pair.inside.start() + words.len() - words.trim_start().len();
    let end = start + words.trim().len();
    let inside = Span::new(start, end);
    words.contains(char::is_alphanumeric).then_some(Marked { outside: pair.outside, inside, is_closed: pair.is_closed })
}

/// The pairs that lie in no other, in order.
fn outermost(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_by_key(|pair| (pair.outside.start(), std::cmp::Reverse(pair.outside.end())));
    let mut kept: Vec<Pair> = Vec::new();
    for pair in pairs {
        if kept.last().is_none_or(|last| last.outside.end() <= pair.outside.start()) {
            kept.push(pair);
        }
    }
    kept
}

/// Whether `pair` holds a part of another pair, but not the whole.
fn crosses(pair: Pair, others: &[Pair]) -> bool {
    let first = others.partition_point(|other| other.outside.end() <= pair.outside.start());
    let overlapping = others[first..].iter().take_while(|other| other.outside.start() < pair.outside.end());
    overlapping.into_iter().any(|other| !pair.outside.contains(other.outside))
}

/// The marks of a paragraph in pairs, and the one that it leaves open.
struct Paragraph {
    pairs: Vec<Pair>,
    unclosed: Option<Mark>,
}

/// Pairs the marks of one family, paragraph by paragraph. A paragraph that begins with a mark while the last one's is
/// open goes on with its quotation.
/// `paragraphs` ends with the end of the text.
fn paired(marks: &[Mark], paragraphs: &[usize], pair: fn(&[Mark]) -> Paragraph) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    let mut open: Option<Pair> = None;
    let mut rest = marks;
    while let Some(first) = rest.first() {
        let paragraph = paragraphs.partition_point(|&start| start <= first.span.start());
        let end = paragraphs.get(paragraph).copied().unwrap_or(first.span.end());
        let (here, later) = rest.split_at(rest.partition_point(|mark| mark.span.start() < end).max(1));
        rest = later;
        let Paragraph { mut pairs, unclosed } = pair(here);
        let mut unclosed = unclosed.map(|mark| until(mark, end));
        if let Some(whole) = open.take_if(|open| end_of(open) == first.span.start()) {
            let goes_on = pairs.iter_mut().chain(&mut unclosed).find(|pair| pair.outside.start() == first.span.start());
            match goes_on {
                Some(last) => *last = joined(whole, *last),
                None => pairs.push(whole),
            }
        }
        found.extend(pairs);
        found.extend(open.take());
        open = unclosed;
    }
    found.extend(open);
    found
}

fn end_of(pair: &Pair) -> usize {
    pair.outside.end()
}

fn joined(whole: Pair, last: Pair) -> Pair {
    Pair {
        outside: whole.outside.join(last.outside),
        inside: whole.inside.join(last.inside),
        is_closed: last.is_closed,
    }
}

fn until(mark: Mark, end: usize) -> Pair {
    let end = end.max(mark.span.end());
    Pair { outside: Span::new(mark.span.start(), end), inside: Span::new(mark.span.end(), end), is_closed: false }
}

fn between(open: Mark, close: Mark) -> Pair {
    Pair {
        outside: open.span.join(close.span),
        inside: Span::new(open.span.end(), close.span.start()),
        is_closed: true,
    }
}

/// Pairs like brackets. A straight mark that opens where a straight one is open shows that the first is never closed; a mark
/// after a full stop may open again what is not closed.
fn nested(marks: &[Mark]) -> Paragraph {
    let mut open: Vec<usize> = Vec::new();
    let mut never_closed: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        match mark.side {
            Side::Opens => {
                let is_again = mark.is_straight && open.last().is_some_and(|&open| marks[open].is_straight);
                never_closed.extend(open.pop_if(|_| is_again));
                if open.len() < MAX_DEPTH {
                    open.push(index);
                }
            }
            Side::Either if open.is_empty() => open.push(index),
            Side::Closes | Side::MayClose | Side::Either => {
                pairs.extend(open.pop().map(|open| between(marks[open], *mark)));
            }
        }
    }
    let last = open.pop_if(|&mut open| open + 1 == marks.len());
    let reopened = never_closed.into_iter().chain(open).filter(|&open| marks[open + 1].is_after_stop);
    pairs.extend(reopened.map(|open| before(marks[open], marks[open + 1])));
    Paragraph { pairs, unclosed: last.map(|open| marks[open]) }
}

/// What `open` opens and `again` opens once more.
fn before(open: Mark, again: Mark) -> Pair {
    let end = again.span.start();
    Pair { outside: Span::new(open.span.start(), end), inside: Span::new(open.span.end(), end), is_closed: true }
}

/// Pairs single marks, of which many are apostrophes: an opening one needs one ahead that closes it.
fn ahead(marks: &[Mark]) -> Paragraph {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut unclosed = None;
    let mut next = 0;
    while let Some(&open) = marks.get(next) {
        next += 1;
        if open.side != Side::Opens {
            continue;
        }
        match closing(&marks[next..]) {
            Some(n_between) => {
                pairs.push(between(open, marks[next + n_between]));
                next += n_between + 1;
                unclosed = None;
            }
            None => unclosed = Some(open),
        }
    }
    Paragraph { pairs, unclosed }
}

/// The first sure closing mark before the next opening one, else the first that may close.
fn closing(marks: &[Mark]) -> Option<usize> {
    let reach = marks.iter().take(MAX_AHEAD).take_while(|mark| mark.side != Side::Opens).count();
    let first = |side: Side| marks[..reach].iter().position(|mark| mark.side == side);
    first(Side::Closes).or_else(|| first(Side::MayClose))
}

/// All quotation marks of the text, apostrophes within words left out.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let (mut before, mut last) = (None, None);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let is_doubled = matches!(character, '`' | '\'') && text[at + 1..].starts_with(character);
        if is_doubled {
            characters.next();
        }
        let end = at + character.len_utf8() + usize::from(is_doubled);
        if let Some((family, side)) = mark(character, is_doubled, Neighbours { before, after: &text[end..] }) {
            let is_straight = matches!(character, '"' | '\'');
            let is_after_stop = last.is_some_and(|last| matches!(last, '.' | '!' | '?' | '…'));
            marks.push(Mark { span: Span::new(at, end), family, side, is_straight, is_after_stop });
        }
        before = Some(character);
        last = before.filter(|character| !character.is_whitespace()).or(last);
    }
    marks
}

/// What stands beside a mark.
#[derive(Clone, Copy)]
struct Neighbours<'t> {
    before: Option<char>,
    after: &'t str,
}

impl Neighbours<'_> {
    fn next(self) -> Option<char> {
        self.after.chars().next()
    }

    fn is_joined_before(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
    }

    fn is_joined_after(self) -> bool {
        self.next().is_some_and(char::is_alphanumeric)
    }

    /// A gap, a bracket or a dash before it, and no gap after it.
    fn look_open(self) -> bool {
        let gap = |character: char| character.is_whitespace() || "([{-–—/“‘\"'«„".contains(character);
        self.before.is_none_or(gap) && self.next().is_some_and(|next| !next.is_whitespace())
    }

    /// Something right before it, and no letter right after it.
    fn look_closed(self) -> bool {
        self.before.is_some_and(|before| !before.is_whitespace()) && !self.is_joined_after()
    }

    fn side(self) -> Side {
        match (self.look_open(), self.look_closed()) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => Side::Either,
        }
    }

    /// `the soldiers' camp`: an `s` before it, a word after it.
    fn look_possessive(self) -> bool {
        let ends_plural = self.before.is_some_and(|before| matches!(before, 's' | 'S' | 'z' | 'x'));
        ends_plural && self.after.starts_with(' ') && self.after[1..].starts_with(char::is_alphabetic)
    }
}

fn mark(character: char, is_doubled: bool, beside: Neighbours) -> Option<(Family, Side)> {
    let opens_but = |side: Side| if side == Side::Closes { Side::Closes } else { Side::Opens };
    let closes_but = |side: Side| if side == Side::Opens { Side::Either } else { Side::Closes };
    Some(match character {
        '`' if is_doubled => (Family::Double, Side::Opens),
        '\'' if is_doubled => (Family::Double, closes_but(beside.side())),
        '"' => (Family::Double, beside.side()),
        '“' | '„' | '‟' => (Family::Double, opens_but(beside.side())),
        '”' => (Family::Double, closes_but(beside.side())),
        '«' | '‹' => (Family::Guillemet, opens_but(beside.side())),
        '»' | '›' => (Family::Guillemet, closes_but(beside.side())),
        '‘' | '‚' => (Family::Single, opens_but(beside.side())),
        '\'' | '’' => (Family::Single, apostrophe(character, beside)?),
        _ => return None,
    })
}

/// What a mark that may be an apostrophe does; none if it is one.
fn apostrophe(character: char, beside: Neighbours) -> Option<Side> {
    match (beside.is_joined_before(), beside.is_joined_after()) {
        (true, true) => None,
        (true, false) if beside.look_possessive() => Some(Side::MayClose),
        (_, false) if beside.look_closed() => Some(Side::Closes),
        (false, _) if character == '\'' && beside.look_open() => Some(Side::Opens),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let paragraphs: Vec<usize> = std::iter::once(0).chain(starts).collect();
        marked(text, &paragraphs).into_iter().map(|marked| &text[marked.inside.range()]).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn every_style_of_marks() {
        check("\"We came,\" she said. \"We stay.\"", &["We came,", "We stay."]);
        check("He called it “a trap”, and left.", &["a trap"]);
        check("He called it „a trap“, and left.", &["a trap"]);
        check("He called it «a trap» and »a lie«.", &["a trap", "a lie"]);
        check("He called it ‘a trap’ and 'a lie'.", &["a trap", "a lie"]);
        check("He called it ``a trap'' twice.", &["a trap"]);
        check("“It opens curly and closes straight,\" he said.", &["It opens curly and closes straight,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The soldiers' camp and the rebels' base are Kenya's.", &[]);
        check("'The soldiers' camp isn't safe,' he said.", &["The soldiers' camp isn't safe,"]);
        check("‘We don’t know,’ the Browns’ lawyer said.", &["We don’t know,"]);
        check("Rock 'n' roll in the '90s.", &["n"]);
    }

    #[test]
    fn inner_quotations_are_part_of_the_outer_one() {
        check("“He said ‘no’ to us,” she said.", &["He said ‘no’ to us,"]);
        check("'He said \"no\" to us,' she said.", &["He said \"no\" to us,"]);
        check("“He said “no” to us,” she said.", &["He said “no” to us,"]);
    }

    #[test]
    fn a_paragraph_reopens_what_goes_on() {
        let text = "He said: “We came.\n“We stay.\n“We leave.”\nThey left.";
        check(text, &["We came.\n“We stay.\n“We leave."]);
        check("He said: \"We came.\n\"We stay,\" he added.", &["We came.\n\"We stay,"]);
    }

    #[test]
    fn marks_without_a_partner() {
        check("They agreed on the “need for calm” in the north,” the paper said.", &["need for calm"]);
        check("A 5\" gun and a 3\" gun.", &[]);
        check("\"We came. \"We stay,\" he said.", &["We came.", "We stay,"]);
        check("“We came. “We stay,” he said. “No.”", &["We came.", "We stay,", "No."]);
        check("\"We came, \"We stay,\" he said.", &["We stay,"]);
        check("He said: “We came.", &["We came."]);
        let open = marked("He said: “We came.\nThey left.", &[0, 21]);
        assert!(!open[0].is_closed && open[0].inside == Span::new(12, 20), "{open:?}");
    }
}
