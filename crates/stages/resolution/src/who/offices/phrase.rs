//! What the words of one phrase tell of an office: `the former Thai army chief General X`.

use super::words::{
    Relation, governs_a_place, has_members, is_body_alone, is_body_noun, is_division, is_no_post, is_officer_of_a_task,
    is_part_of_post, is_post, is_post_of_a_body, is_short_title, relation, takes_body_before, takes_seat, tenure_of,
};
use super::zone::Zone;
use crate::who::Text;
use crate::who::actors::Drafts;
use crate::who::bodies::is_kind_of_body;
use crate::who::persons::{before_brackets, named_behind, without_rank};
use annotation::{EntityKind, Mention, MentionId, Name, NameLabel, Tenure};
use ontology::{Country, Deprel, Upos};
use std::ops::Range;
use text::Span;

/// What one phrase tells.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub rank: Option<String>,
    pub post: Option<String>,
    pub body: Option<String>,
    pub country: Option<Country>,
    pub tenure: Tenure,
    pub span: Span,
    /// How the holder stands to somebody whose office is told elsewhere: a draft.
    pub relation: Option<(Relation, usize)>,
    pub why: String,
}

impl Told {
    /// Nothing yet, told by the words of `span`.
    pub fn nothing(span: Span, why: &str) -> Told {
        let (rank, post, body, country, relation) = (None, None, None, None, None);
        Told { rank, post, body, country, tenure: Tenure::Current, span, relation, why: why.into() }
    }

    fn is_empty(&self) -> bool {
        self.rank.is_none() && self.post.is_none() && self.body.is_none() && self.relation.is_none()
    }
}

/// The offices that the phrase of a mention tells, in its order.
pub(super) fn read(text: &Text, drafts: &Drafts, id: MentionId) -> Vec<Told> {
    let mention = text.mention(id);
    let name = text.names(mention).find(|name| name.label == NameLabel::Person && name.words.contains(&mention.head));
    let name = name.or_else(|| named_behind(text, mention));
    let words = match name {
        Some(name) => before_name(text, mention, name)..without_rank(text, name).start,
        None if is_of_several(text, mention) => return Vec::new(),
        None => mention.words.start..with_seat(text, mention),
    };
    let is_bare = words.is_empty();
    let zone = Zone { text, drafts, sentence: mention.sentence, words, is_before_name: name.is_some() };
    let mut told = match is_bare {
        true => vec![Told::nothing(mention.span, "the words behind the name")],
        false => zone.offices(mention),
    };
    if name.is_none() {
        told.extend(conjoined(text, drafts, mention));
    }
    if let Some(name) = name {
        zone.body_of_named(name, &mut told);
    }
    let behind = behind(text, mention, name);
    for office in &mut told {
        let last = office.post.as_deref().and_then(|post| post.rsplit(' ').next());
        if office.body.is_none() && last.is_some_and(is_post_of_a_body) {
            office.post = None;
        }
        office.tenure = behind.unwrap_or(office.tenure);
    }
    told.retain(|office| !office.is_empty());
    told
}

/// `First Deputy Minister of Kenya and Chief of the General Staff`: a second post without an article is the same person's.
fn conjoined(text: &Text, drafts: &Drafts, mention: &Mention) -> Vec<Told> {
    let tree = text.tree(mention.sentence);
    let ids = tree
        .children_by(mention.head, &[Deprel::Conj])
        .filter_map(|word| text.mentions.headed_by(mention.sentence, word));
    let is_bare = |mention: &Mention| {
        let has_name = text.names(mention).any(|name| name.label == NameLabel::Person);
        let first = tree.node(mention.words.start).upos;
        !has_name && !is_of_several(text, mention) && !matches!(first, Upos::Det | Upos::Pron | Upos::Num)
    };
    let bare = ids.map(|id| text.mention(id)).filter(|mention| is_bare(mention));
    let read = |mention: &Mention| {
        let words = mention.words.clone();
        let zone = Zone { text, drafts, sentence: mention.sentence, words, is_before_name: false };
        let behind = behind(text, mention, None);
        let offices = zone.offices(mention).into_iter();
        offices.map(|told| Told { tenure: behind.unwrap_or(told.tenure), ..told }).collect::<Vec<_>>()
    };
    bare.flat_map(read).filter(|told| told.post.is_some()).collect()
}

/// Whether the phrase is in the plural by a common noun.
fn is_of_several(text: &Text, mention: &Mention) -> bool {
    let in_name = |name: &Name| {
        name.words.contains(&mention.head) && matches!(name.label, NameLabel::Office | NameLabel::Organisation)
    };
    text.is_plural(mention) && !text.names(mention).any(in_name)
}

/// Where the titles before a name begin: `Chairman Joint Chiefs of Staff Committee General X` may be two phrases.
fn before_name(text: &Text, mention: &Mention, name: &Name) -> usize {
    let mut start = mention.words.start.min(name.words.start);
    let names = text.names_in(mention.sentence);
    let end_before = |start: usize| {
        let end = before_brackets(text, mention.sentence, start);
        let form = |back: usize| end.checked_sub(back).map(|word| text.form(mention.sentence, word));
        // `Prime Minister-designate X`.
        match (form(2), form(1)) {
            (Some("-"), Some("designate" | "elect")) => end - 2,
            _ => end,
        }
    };
    loop {
        let end = end_before(start);
        let Some(title) = names.iter().find(|title| title.words.end == end) else {
            match role_ending(text, mention, end).filter(|_| start < mention.words.start || end < start) {
                Some(role) => start = role,
                None => break,
            }
            continue;
        };
        let continues = match title.label {
            NameLabel::Office | NameLabel::Rank => true,
            NameLabel::Organisation | NameLabel::Norp | NameLabel::Gpe => start < mention.words.start,
            _ => false,
        };
        if !continues {
            break;
        }
        start = title.words.start;
    }
    start
}

/// Where the post begins that ends at `end`, if the tables know one there.
fn role_ending(text: &Text, mention: &Mention, end: usize) -> Option<usize> {
    /// No post has more words.
    const MAX_WORDS: usize = 10;
    let lemmas = text.lemmas(mention.sentence, end.saturating_sub(MAX_WORDS)..end);
    let words: Vec<&str> = lemmas.iter().map(String::as_str).collect();
    let (length, role) = text.gazetteer.role(&words)?;
    (role.kind == gazetteer::RoleKind::Person && is_post(words.last()?, role.office)).then(|| end - length)
}

/// The end of a phrase with the seat behind its post, where the tree hangs that elsewhere: `the spokesman in Lamu`.
fn with_seat(text: &Text, mention: &Mention) -> usize {
    let end = mention.words.end;
    let names = text.names_in(mention.sentence);
    let is_body = |name: &&Name| name.words.start == end && name.label == NameLabel::Organisation;
    if let Some(body) = names.iter().find(is_body).filter(|_| mention.head + 1 == end) {
        return body.words.end;
    }
    let follows = |name: &&Name| {
        let is_place = matches!(name.label, NameLabel::Gpe | NameLabel::Location | NameLabel::Organisation);
        is_place && (name.words.start == end + 1 || name.words.start == end + 2)
    };
    let n_words = text.sentences[mention.sentence.0 as usize].tokens.len();
    let is_preposition = end < n_words && matches!(text.form(mention.sentence, end), "in" | "to" | "for" | "of" | "at");
    let is_post = end > 0 && takes_seat(text.form(mention.sentence, end - 1));
    match names.iter().find(follows).filter(|_| is_preposition && is_post) {
        Some(place) if place.words.end >= n_words || text.form(mention.sentence, place.words.end) == "," => {
            place.words.end
        }
        _ => end,
    }
}

/// What stands behind the phrase: `army chief until 2005`, `commander since May`.
fn behind(text: &Text, mention: &Mention, name: Option<&Name>) -> Option<Tenure> {
    let n_words = text.sentences[mention.sentence.0 as usize].tokens.len();
    let end = name.map_or(mention.words.end, |name| name.words.end.max(mention.words.end));
    let form = |word: usize| text.form(mention.sentence, word).to_lowercase();
    match (end < n_words && name.is_none()).then(|| form(end))?.as_str() {
        "until" | "till" => Some(Tenure::Former),
        "from"
            if (end + 1..n_words.min(end + 6)).any(|word| matches!(form(word).as_str(), "to" | "until" | "till")) =>
        {
            Some(Tenure::Former)
        }
        "since" => Some(Tenure::Current),
        _ => None,
    }
}

impl Zone<'_, '_> {
    /// The offices of the zone: one a post, one for a rank alone.
    pub fn offices(&self, mention: &Mention) -> Vec<Told> {
        let posts = self.posts();
        let mut found = Vec::new();
        let mut start = self.words.start;
        for (at, post) in posts.iter().enumerate() {
            let is_last = at + 1 == posts.len();
            // Without a conjunction between them the later one is the post: `the prime minister's spokesman`.
            let end = posts.get(at + 1).map_or(self.words.end, |next| match next.start == post.end {
                true => post.end,
                false => self.conjunction(post.end, next.start).unwrap_or(start),
            });
            if end > start {
                found.push(self.office(mention, start..end, Some(post.clone()), is_last));
                let is_joint =
                    end < self.words.end && end > post.end || posts.get(at + 1).is_some_and(|next| next.start > end);
                start = if is_joint { end + 1 } else { end };
            }
        }
        if posts.is_empty() {
            found.push(self.office(mention, self.words.clone(), None, true));
        }
        found
    }

    /// The `and` or comma between two posts.
    fn conjunction(&self, from: usize, to: usize) -> Option<usize> {
        (from..to).rev().find(|&word| matches!(self.form(word), "and" | "," | "&" | "cum"))
    }

    /// One office of the words of `piece`.
    fn office(&self, mention: &Mention, piece: Range<usize>, post: Option<Range<usize>>, is_last: bool) -> Told {
        let mut told = Told::nothing(mention.span, "the words of the phrase");
        told.country = self.country(&piece);
        let post =
            post.map(|post| self.without_tenure(post)).filter(|post| !post.is_empty() && !self.is_only_rank(post));
        let rank = if is_last { self.rank(&piece, post.as_ref()) } else { None };
        told.rank = rank.as_ref().map(|rank| self.spelled_rank(rank));
        told.tenure = self.tenure(&piece, post.as_ref());
        if let Some((relation, owner)) = self.relation(&piece) {
            told.relation = Some((relation, owner));
            return told;
        }
        let is_rank =
            |post: &Range<usize>| rank.as_ref().is_some_and(|rank| rank.start <= post.start && post.end <= rank.end);
        let Some(post) = post.filter(|post| !post.is_empty() && !is_rank(post)) else {
            told.body = rank.and_then(|rank| {
                let before = piece.start..rank.start;
                self.body_before(before.clone(), told.country, false).or_else(|| self.service_before(before))
            });
            return told;
        };
        let limit = rank.as_ref().filter(|rank| rank.start >= post.end).map_or(piece.end, |rank| rank.start);
        self.read_post(&mut told, &piece, post.start..post.end.min(limit).max(post.start + 1), limit);
        told
    }

    /// `former commander`, marked as a whole: the post is `commander`.
    fn without_tenure(&self, post: Range<usize>) -> Range<usize> {
        let is_told = |&word: &usize| {
            let form = self.form(word).to_lowercase();
            tenure_of(&form).is_some() && !(form.starts_with("ex-") && form.len() > 3)
                || matches!(form.as_str(), "the" | "a" | "an" | "now" | "current" | "-")
                || matches!(self.label(word), Some(NameLabel::Norp | NameLabel::Gpe))
        };
        let start = post.start + post.clone().take_while(is_told).count();
        start..post.end
    }

    /// Takes a post with what belongs to it apart: its own words, its body, its country.
    fn read_post(&self, told: &mut Told, piece: &Range<usize>, post: Range<usize>, limit: usize) {
        let post = self.without_leader(post);
        let start = self.with_modifiers(post.start, piece.start);
        if let Some(ministry) = self.ministry_before(piece.start, start, post.end) {
            told.body = Some(self.body(ministry, told.country));
            told.post = Some(self.text.written(self.sentence, post.end - 1..post.end));
            return;
        }
        let last = self.form(post.end - 1);
        // The Conservative minister is of his ministry, a Socialist president of the state.
        let is_of_state = governs_a_place(last) || last.eq_ignore_ascii_case("president");
        let leads = takes_body_before(last) && !is_of_state;
        let owner = self.body_before(piece.start..start, told.country, leads);
        told.body = owner.clone();
        let (mut post, body) = self.split_front(start..self.with_noun(post.end, limit));
        told.body = told.body.take().or_else(|| body.map(|body| self.body(body, told.country)));
        let tail = self.split_tail(&post).map(|(end, body)| (end, self.with_rest(body, limit)));
        let written = |post: Range<usize>| self.post_written(post);
        if let Some((end, body)) = tail {
            let governs = governs_a_place(self.form(end - 1));
            told.body = told.body.take().filter(|_| !governs).or_else(|| Some(self.body(body, told.country)));
            told.post = Some(written(post.start..end));
            return;
        }
        if let Some(seat) = self.governed_before(start, &post) {
            told.body = told.body.take().or(Some(seat));
        }
        self.attributes(told, &mut post, limit, owner.is_some());
        told.post = Some(written(post));
    }

    /// The words of a post: `president` of an `ex-president`, `judge` of `one of the judges`.
    fn post_written(&self, post: Range<usize>) -> String {
        let last = post.end - 1;
        let written = self.text.written(self.sentence, post);
        let written = written.strip_prefix("ex-").unwrap_or(&written);
        match written.strip_suffix(self.form(last)).filter(|_| self.is_plural(last) && self.is_one_of_several()) {
            Some(before) => format!("{before}{}", self.node(last).lemma),
            None => written.to_string(),
        }
    }

    /// `one of the judges`.
    fn is_one_of_several(&self) -> bool {
        let first = self.words.start;
        first + 1 < self.words.end && self.form(first).eq_ignore_ascii_case("one") && self.form(first + 1) == "of"
    }

    /// `Ministry of External Affairs` before `spokesperson`: what looks like words of the post is its body's.
    fn ministry_before(&self, first: usize, start: usize, end: usize) -> Option<Range<usize>> {
        let of = start.checked_sub(1).filter(|&of| of > first && self.form(of) == "of")?;
        let is_ministry = is_body_noun(self.form(of - 1)) && takes_body_before(self.form(end - 1));
        (is_ministry && end - 1 > start).then(|| of - 1..end - 1)
    }

    /// The start of a post with the nouns and adjectives before it that are part of it.
    fn with_modifiers(&self, post: usize, first: usize) -> usize {
        /// No post has more words before those that the tables know.
        const MAX_MODIFIERS: usize = 5;
        let mut start = post;
        while start > first && post - start < MAX_MODIFIERS && self.modifies(start - 1, start) {
            start -= 1;
        }
        start
    }

    /// The end of a post with the noun that its last word only modifies: `director of naval | procurement`.
    fn with_noun(&self, end: usize, limit: usize) -> usize {
        let node = self.node(end - 1);
        let modifies =
            matches!(node.deprel, Deprel::Amod | Deprel::Compound) && end < limit && self.label(end).is_none();
        match node.head.filter(|&noun| modifies && noun >= end && noun < limit && self.node(noun).upos == Upos::Noun) {
            Some(noun) if noun < end + 2 => noun + 1,
            _ => end,
        }
    }

    fn modifies(&self, word: usize, post: usize) -> bool {
        let form = self.form(word);
        let lower = form.to_lowercase();
        if tenure_of(&lower).is_some() || self.text.gazetteer.is_title(form) {
            return false;
        }
        let label = self.label(word);
        if !matches!(label, None | Some(NameLabel::Office)) {
            return false;
        }
        let is_capital = |word: usize| self.form(word).starts_with(char::is_uppercase);
        match self.node(word).upos {
            Upos::Noun | Upos::Propn => true,
            Upos::Adj | Upos::Num => is_part_of_post(&lower) || word > 0 && is_capital(word) && is_capital(post),
            _ => label == Some(NameLabel::Office),
        }
    }

    /// `Analyst X of Ghent University`, `Judge Y of the High Court`: the body of the last office, told behind the name.
    fn body_of_named(&self, name: &Name, told: &mut [Told]) {
        let n_words = self.text.sentences[self.sentence.0 as usize].tokens.len();
        let comma = usize::from(name.words.end < n_words && self.form(name.words.end) == ",");
        let of = name.words.end + comma;
        let Some(office) = told.last_mut().filter(|office| office.body.is_none() && office.relation.is_none()) else {
            return;
        };
        // `met X at the ministry`: nobody's who holds nothing else.
        let is_told = office.rank.is_some() || office.post.is_some();
        let tells = |preposition: &str| preposition == "of" || is_told && matches!(preposition, "at" | "from");
        if of + 1 >= n_words || !tells(self.form(of)) {
            return;
        }
        let phrase = of + 1..self.phrase_end(of + 1, n_words);
        let body = self.names(&phrase).find(|name| name.label == NameLabel::Organisation);
        let is_near = |body: &&Name| (of + 1..body.words.start).all(|word| self.belongs_before(word));
        let body = body.filter(is_near).map(|body| body.words.clone());
        if let Some(body) = body {
            office.body = Some(self.body(body, office.country));
        }
    }

    /// Articles and adjectives between a preposition and a body's name: `of the main opposition Democratic Party`.
    fn belongs_before(&self, word: usize) -> bool {
        matches!(self.node(word).upos, Upos::Det | Upos::Adj | Upos::Noun)
            || matches!(self.label(word), Some(NameLabel::Norp | NameLabel::Gpe))
    }

    /// `Coast Guard commander`, `border guard chief`: the post, and the body before it.
    fn split_front(&self, post: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        let of = post
            .clone()
            .skip(1)
            .find(|&word| matches!(self.form(word), "of" | "to" | "for" | "on"))
            .unwrap_or(post.end);
        let last = self.form(of - 1);
        if !takes_body_before(last) || of > post.start + 2 && self.is_title(post.start..of) {
            return (post, None);
        }
        let ends_body = |end: &usize| {
            if self.is_party(post.start..*end) {
                return true;
            }
            let is_named = self.name_ending(*end).is_some_and(|name| name.label == NameLabel::Organisation);
            is_named || is_body_noun(self.form(*end - 1)) && self.form(*end - 1) != last
        };
        let Some(end) = (post.start + 1..of).rev().find(ends_body) else { return (post, None) };
        // `District Judge`, `county commissioner`: what is judged or governed is part of the title.
        if end == post.start + 1 && is_division(self.form(post.start)) {
            return (post, None);
        }
        let is_plain_noun = end == post.start + 1 && self.form(post.start).chars().all(char::is_lowercase);
        let body = post.start..end;
        let is_named = self.name_ending(end).is_some_and(|name| name.label == NameLabel::Organisation);
        match is_plain_noun {
            _ if matches!(last, "ambassador" | "representative") || last == "envoy" && !is_named => (post, Some(body)),
            true if is_body_alone(self.form(post.start)) => (post, Some(body)),
            false if self.is_party(body.clone()) && end + 1 == of => (post, Some(body)),
            true => (post, None),
            false => (end..post.end, Some(body)),
        }
    }

    /// `commander of the navy`, `Chairman Joint Chiefs of Staff Committee`, where the tables know all of it as a post.
    fn split_tail(&self, post: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let of = (post.start + 1..post.end).find(|&word| matches!(self.form(word), "of" | "for"));
        let first = self.form(post.start).to_lowercase();
        let leads = matches!(
            first.as_str(),
            "chairman"
                | "chairwoman"
                | "chair"
                | "chairperson"
                | "commander"
                | "president"
                | "director"
                | "head"
                | "leader"
                | "member"
                | "speaker"
        );
        let last = self.form(post.end - 1);
        let is_governed = |of: &usize| {
            let is_told = self.is_place(post.end - 1) || self.is_province(&(of + 1..post.end));
            governs_a_place(self.form(of - 1)) && is_told
        };
        if let Some(of) = of.filter(is_governed) {
            return Some((of, self.without_article(of + 1..post.end)));
        }
        if let Some(named) = of.and_then(|of| self.named_tail(post.start..of, of + 1..post.end)) {
            return of.map(|of| (of, named));
        }
        let is_body = is_body_noun(last) || self.label(post.end - 1) == Some(NameLabel::Organisation);
        let has_article = |of: usize| self.form(of + 1).eq_ignore_ascii_case("the");
        match of {
            _ if !is_body => None,
            Some(of) if of + 1 < post.end && self.form(of) == "for" => {
                Some((of, self.without_article(of + 1..post.end)))
            }
            Some(of) if of + 1 < post.end && leads && self.form(post.start + 1) == "of" => {
                Some((of, self.without_article(of + 1..post.end)))
            }
            // `chief of the general staff` in lower case; with capitals it is a title.
            Some(of)
                if of + 1 < post.end && first == "chief" && self.form(post.start) == "chief" && has_article(of) =>
            {
                Some((of, self.without_article(of + 1..post.end)))
            }
            Some(_) if self.last_of(post).is_some() => {
                let of = self.last_of(post)?;
                Some((of, self.without_article(of + 1..post.end)))
            }
            _ if leads && post.start + 1 < post.end && self.form(post.start + 1).starts_with(char::is_uppercase) => {
                Some((post.start + 1, post.start + 1..post.end))
            }
            _ => None,
        }
    }

    /// `chief executive of | Naftogaz`, `editor of the daily | Haberci`: a name behind a post that is nobody's portfolio.
    fn named_tail(&self, post: Range<usize>, tail: Range<usize>) -> Option<Range<usize>> {
        let leads = matches!(
            self.form(post.end - 1).to_lowercase().as_str(),
            "executive"
                | "editor"
                | "editor-in-chief"
                | "ceo"
                | "founder"
                | "chairman"
                | "chairwoman"
                | "leader"
                | "boss"
        );
        let tail = self.without_article(tail);
        let is_common = |&word: &usize| self.node(word).upos == Upos::Noun && is_kind_of_body(self.form(word));
        let start = tail.start + tail.clone().take_while(is_common).count();
        let is_name = start < tail.end && (start..tail.end).all(|word| self.form(word).starts_with(char::is_uppercase));
        let is_country = |words: &Range<usize>| self.only_name(words).is_some_and(|name| self.is_country(name));
        (leads && is_name).then_some(start..tail.end).filter(|words| !is_country(words))
    }

    /// `its eastern Loreto region`: a part of a state by its name.
    fn is_province(&self, phrase: &Range<usize>) -> bool {
        is_division(self.form(phrase.end - 1)) && phrase.clone().any(|word| self.is_place(word))
    }

    /// `the League | of Arab States`: a body's name that goes on behind the words of the post.
    fn with_rest(&self, body: Range<usize>, limit: usize) -> Range<usize> {
        let is_capital = |word: usize| word < limit && self.form(word).starts_with(char::is_uppercase);
        let goes_on =
            is_capital(body.end - 1) && body.end < limit && self.form(body.end) == "of" && is_capital(body.end + 1);
        if goes_on { body.start..self.phrase_end(body.end + 1, limit) } else { body }
    }

    /// The `of` before the body in `chief of staff of the Guyana Defence Force`: a post that the tables know goes before.
    fn last_of(&self, post: &Range<usize>) -> Option<usize> {
        let of = (post.start + 1..post.end - 1).rev().find(|&word| self.form(word) == "of")?;
        let lemmas = self.text.lemmas(self.sentence, post.start..of);
        let words: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        let is_post =
            self.text.gazetteer.role(&words).is_some_and(|(length, role)| length == words.len() && role.office);
        let is_named = self.names(&(of + 1..post.end)).any(|name| name.label == NameLabel::Organisation);
        (is_post && (words.len() > 1 || is_named) && !self.form(post.end - 1).eq_ignore_ascii_case("staff"))
            .then_some(of)
    }

    /// What stands behind a post: `of the navy`, `for fisheries`, `to London`, `ISPR`.
    fn attributes(&self, told: &mut Told, post: &mut Range<usize>, limit: usize, has_owner: bool) {
        let last = self.form(post.end - 1).to_lowercase();
        if let Some(body) = self.body_behind(post.end, limit) {
            told.body = told.body.take().or_else(|| Some(self.body(body, told.country)));
            return;
        }
        while post.end + 1 < limit {
            let preposition = self.form(post.end).to_lowercase();
            if !matches!(preposition.as_str(), "of" | "for" | "to" | "in" | "on" | "at" | "with" | "from") {
                return;
            }
            let phrase = post.end + 1..self.phrase_end(post.end + 1, limit);
            if phrase.is_empty() {
                return;
            }
            if preposition != "to"
                && preposition != "on"
                && self.is_body(&phrase)
                && !(has_owner && self.is_plain(&phrase))
            {
                told.country = self.country(&phrase).or(told.country);
                let body = self.without_article(phrase);
                told.body = Some(self.body(body, told.country)).filter(|_| !has_owner).or(told.body.take());
                return;
            }
            let is_of = matches!(preposition.as_str(), "of" | "for");
            let is_led = || takes_body_before(&last) && self.is_led(&phrase);
            let province = || {
                let is_governed = governs_a_place(&last) && self.is_province(&phrase);
                is_governed.then(|| self.without_article(phrase.clone()))
            };
            let named = || self.named_tail(post.clone(), phrase.clone()).or_else(province);
            if let Some(named) = is_of.then(named).flatten() {
                told.body = told.body.take().filter(|_| has_owner).or_else(|| Some(self.body(named, told.country)));
                return;
            }
            if is_of && is_led() {
                let body = self.without_article(phrase);
                told.body = told.body.take().or_else(|| Some(self.body(body, told.country)));
                return;
            }
            let place = self.only_name(&phrase);
            // `another lawmaker of the same surname`.
            if preposition == "of" && phrase.clone().any(|word| self.form(word) == "same") {
                return;
            }
            match (preposition.as_str(), place) {
                ("of", Some(name)) if self.is_country(name) => {
                    told.country = self.country_named(name).or(told.country);
                    return;
                }
                ("of", Some(name)) if governs_a_place(&last) => {
                    told.body = Some(self.text.written(self.sentence, name.words.clone()));
                    return;
                }
                ("in" | "on" | "at", Some(name)) if takes_seat(&last) && name.label != NameLabel::Date => {}
                ("on", _)
                    if matches!(
                        last.as_str(),
                        "adviser" | "advisor" | "expert" | "envoy" | "rapporteur" | "coordinator"
                    ) => {}
                ("in" | "on" | "at" | "with" | "from", _) => return,
                _ => {}
            }
            post.end = phrase.end;
        }
    }

    /// `Commander SLN`, `Director General ISPR`, `Commander Southern Command`: a body behind its post without a preposition.
    fn body_behind(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        if at >= limit {
            return None;
        }
        if let Some(name) = self.name_starting(at).filter(|name| name.label == NameLabel::Organisation) {
            return Some(at..name.words.end.min(limit));
        }
        let form = self.form(at);
        let is_acronym = form.chars().count() > 1 && form.chars().all(char::is_uppercase);
        let end =
            (at..limit).take_while(|&word| self.form(word).starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
        let end = end.last().map_or(at, |last| last + 1);
        (is_acronym || end > at && is_body_noun(self.form(end - 1))).then_some(at..end.max(at + 1))
    }

    /// How the phrase's person stands to another: `his Omani counterpart`, `X's predecessor`, `his deputy`.
    fn relation(&self, piece: &Range<usize>) -> Option<(Relation, usize)> {
        let noun = piece.clone().rev().find(|&word| {
            let lemma = self.node(word).lemma.to_lowercase();
            relation(&lemma).is_some_and(|_| lemma != "number" || word > 0 && self.form(word - 1) == "opposite")
                || lemma == "deputy" && word + 1 == piece.end
        })?;
        let lemma = self.node(noun).lemma.to_lowercase();
        let owner = self.owner(piece.start..noun)?;
        let has_nation = self.names(piece).any(|name| matches!(name.label, NameLabel::Norp | NameLabel::Gpe));
        if lemma == "colleague" && !has_nation {
            return None;
        }
        Some((relation(&lemma).unwrap_or(Relation::Deputy), owner))
    }

    /// The person that a possessive before a noun means.
    fn owner(&self, words: Range<usize>) -> Option<usize> {
        let possessive = words.clone().rev().find(|&word| self.is_possessive(word));
        let word = match possessive {
            Some(end) => {
                let owner = words.start..end;
                let name = self.names(&owner).find(|name| name.label == NameLabel::Person);
                name.map_or(end.checked_sub(1)?, |name| self.text.top(name))
            }
            None => words.clone().find(|&word| self.node(word).upos == Upos::Pron)?,
        };
        let owner = self.meant(word)?;
        (self.drafts.drafts[owner].kind == EntityKind::Person).then_some(owner)
    }

    fn tenure(&self, piece: &Range<usize>, post: Option<&Range<usize>>) -> Tenure {
        let has_post = post.is_some();
        let told = |word: usize| {
            let form = self.form(word).to_lowercase();
            let of_rank =
                self.is_in_brackets(word) || matches!(form.as_str(), "retd" | "rtd" | "ret" | "retd." | "ret.");
            let in_name = matches!(
                self.label(word),
                Some(NameLabel::Person | NameLabel::Organisation | NameLabel::Gpe | NameLabel::Norp)
            );
            match of_rank {
                true => (!has_post).then_some(Tenure::Former),
                false if in_name => None,
                false => tenure_of(form.trim_end_matches('.')),
            }
        };
        // `the ousted president's spokesman`: it is not the spokesman who was ousted.
        let post_end = post.map_or(piece.end, |post| post.end);
        let post = post.map_or(piece.end, |post| post.start);
        let possessor = (piece.start..post).rev().find(|&word| self.is_possessive(word)).unwrap_or(piece.start);
        // `the then minister`, `Retired Kenya Navy commander`: the word may stand outside the phrase.
        let before = piece.start.checked_sub(1).filter(|&word| {
            let modifies = self.node(word).head.is_some_and(|head| piece.contains(&head));
            self.form(word).eq_ignore_ascii_case("then") || modifies && self.node(word).upos == Upos::Adj
        });
        // `minister for former combatants` is no former minister.
        let behind_post = (post_end + 2).min(piece.end);
        let told: Vec<Tenure> = (possessor..behind_post).chain(before).filter_map(told).collect();
        let behind = self.is_before_name && self.rank_is_retired();
        match () {
            () if told.contains(&Tenure::Former) || behind && !has_post || self.ends_in(piece) => Tenure::Former,
            () if told.contains(&Tenure::Incoming) => Tenure::Incoming,
            () => Tenure::Current,
        }
    }

    /// `until 2005`, told inside the phrase.
    fn ends_in(&self, piece: &Range<usize>) -> bool {
        let n_words = self.text.sentences[self.sentence.0 as usize].tokens.len();
        piece.clone().skip(1).any(|word| match self.form(word) {
            "until" | "till" => true,
            "from" => (word + 1..n_words.min(word + 6)).any(|word| matches!(self.form(word), "to" | "until" | "till")),
            _ => false,
        })
    }

    /// The posts of the zone in order, those joined by `and` as one.
    fn posts(&self) -> Vec<Range<usize>> {
        let mut posts: Vec<Range<usize>> = Vec::new();
        let mut found = [self.known_posts(), self.marked_posts()].concat();
        found.sort_by_key(|post| (post.start, post.end));
        for post in found {
            match posts.last_mut() {
                Some(last) if post.start < last.end => last.end = last.end.max(post.end),
                Some(last) if post.start == last.end && !self.is_known_post(last) => last.end = post.end,
                Some(last) if self.joins(last.end, post.start) => last.end = post.end,
                _ => posts.push(post),
            }
        }
        posts
    }

    /// Whether what stands between two posts makes them one: `deputy premier and defence minister`, `adviser to the
    /// president`, `the president's adviser`.
    fn joins(&self, from: usize, to: usize) -> bool {
        /// `'s foreign policy`.
        const MAX_WORDS: usize = 4;
        let first = self.form(from);
        to == from + 1 && first == "and" || to - from <= MAX_WORDS && (first == "to" || self.is_possessive(from))
    }

    /// Whether all of the words are one post in the tables, as `Principal Staff Officer` is, which is no officer of a staff.
    fn is_title(&self, words: Range<usize>) -> bool {
        let lemmas = self.text.lemmas(self.sentence, words.clone());
        let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        let is_whole =
            self.text.gazetteer.role(&lemmas).is_some_and(|(length, role)| length == lemmas.len() && role.office);
        is_whole && self.form(words.end - 1).eq_ignore_ascii_case("officer")
    }

    /// Whether the tables know all of these words as a post: another one behind them is one of its own.
    fn is_known_post(&self, words: &Range<usize>) -> bool {
        let lemmas = self.text.lemmas(self.sentence, words.clone());
        let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
        self.text.gazetteer.role(&lemmas).is_some_and(|(_, role)| role.office)
    }

    /// Posts that the tables know by their words.
    fn known_posts(&self) -> Vec<Range<usize>> {
        let lemmas = self.text.lemmas(self.sentence, self.words.clone());
        let forms: Vec<String> = self.words.clone().map(|word| self.form(word).to_lowercase()).collect();
        let mut posts = Vec::new();
        let mut end = lemmas.len();
        while end > 0 {
            let role = |words: &[String]| {
                let words: Vec<&str> = words.iter().map(|word| word.strip_prefix("ex-").unwrap_or(word)).collect();
                self.text.gazetteer.role(&words).filter(|(_, role)| role.kind == gazetteer::RoleKind::Person)
            };
            let words = &lemmas[..end];
            let (by_lemma, by_form) = (role(words), role(&forms[..end]));
            let known =
                if by_form.map(|(length, _)| length) > by_lemma.map(|(length, _)| length) { by_form } else { by_lemma };
            let is_owner = self.words.start + end < self.words.end && self.is_possessive(self.words.start + end);
            let known = known.filter(|(length, _)| !is_owner || *length == 1);
            let last = words[end - 1].as_str();
            let is_held = known.is_some_and(|(_, role)| is_post(last, role.office) || is_post_of_a_body(last))
                || last == "member" && self.is_membership(self.words.start + end - 1)
                || last == "officer" && end > 1 && is_officer_of_a_task(&words[end - 2]);
            let is_plural = self.is_plural(self.words.start + end - 1)
                && known.is_none_or(|(length, _)| length == 1)
                && !self.is_one_of_several();
            // The tables fold `chargé` with the charge of a court.
            let is_short = self.is_before_name && is_short_title(&forms[end - 1]);
            let charge = (forms[end - 1] == "chargé" || is_short).then_some(1);
            let length = known.filter(|_| is_held && !is_no_post(last) && !is_plural).map(|(length, _)| length);
            match length.or(charge) {
                Some(length) => {
                    // The tables have `envoy to` too.
                    let post = self.without_fringe(self.words.start + end - length..self.words.start + end);
                    end -= length;
                    if !post.is_empty() && !self.is_address(&post) && !self.is_in_long_rank(&post) {
                        posts.push(post);
                    }
                }
                None => end -= 1,
            }
        }
        posts
    }

    /// `Wing Commander`, `Lieutenant Commander`: ranks, where a commander alone is a post.
    fn is_in_long_rank(&self, post: &Range<usize>) -> bool {
        let start = post.start.checked_sub(1).filter(|start| *start >= self.words.start && post.len() == 1);
        start.is_some_and(|start| {
            let forms = self.text.forms(self.sentence, start..post.end);
            let known = self.text.gazetteer.rank(&forms).filter(|(length, _)| *length == forms.len());
            known.is_some() && forms[0].starts_with(char::is_uppercase) && forms[1].eq_ignore_ascii_case("commander")
        })
    }

    /// `member of the National Assembly`, `Legislative Assembly member`.
    fn is_membership(&self, word: usize) -> bool {
        let is_before = word > self.words.start && has_members(self.form(word - 1));
        let of = word + 1;
        let is_behind = of + 1 < self.words.end && self.form(of) == "of" && {
            let phrase = of + 1..self.phrase_end(of + 1, self.words.end);
            phrase.clone().any(|word| has_members(self.form(word)))
        };
        is_before || is_behind
    }

    /// Posts that the reader marked.
    fn marked_posts(&self) -> Vec<Range<usize>> {
        let is_held = |name: &&Name| {
            let last = name.words.end - 1;
            let lemma = self.node(last).lemma.to_lowercase();
            let is_vague = self.text.gazetteer.role(&[lemma.as_str()]).is_some_and(|(_, role)| {
                role.kind != gazetteer::RoleKind::Person
                    || !is_post(&lemma, role.office) && role.phrase.len() == lemma.len()
            });
            let first = self.node(name.words.start).lemma.to_lowercase();
            let leads = self.text.gazetteer.role(&[first.as_str()]).is_some_and(|(_, role)| role.office);
            let is_body = is_body_noun(&lemma) && name.words.len() > 1 && leads;
            name.label == NameLabel::Office && !is_no_post(&lemma) && (!is_vague || is_body) && !self.is_plural(last)
        };
        let names = self.text.names_in(self.sentence).iter();
        let inside = names.filter(|name| name.words.start < self.words.end && name.words.end > self.words.start);
        let clipped = |name: &Name| name.words.start.max(self.words.start)..name.words.end.min(self.words.end);
        let posts = inside.filter(is_held).map(clipped).map(|post| self.without_fringe(post));
        posts.filter(|post| !post.is_empty() && !self.is_address(post)).collect()
    }

    /// Without a preposition at the end, without an owner of what follows, without forms of address.
    fn without_fringe(&self, post: Range<usize>) -> Range<usize> {
        const ADDRESS: &[&str] = &[
            "his",
            "her",
            "their",
            "highness",
            "excellency",
            "majesty",
            "royal",
            "serene",
            "honourable",
            "hon",
            "the",
        ];
        let Range { mut start, mut end } = post;
        let is_preposition = |word: usize| matches!(self.form(word), "of" | "for" | "in" | "to" | "at" | "on" | "and");
        let is_owner = end < self.words.end && self.is_possessive(end);
        if is_owner && let Some(of) = (start..end).rev().find(|&word| is_preposition(word)) {
            end = of;
        }
        while end > start && (is_preposition(end - 1) || self.node(end - 1).upos == Upos::Det) {
            end -= 1;
        }
        while start < end && self.is_possessive(start) {
            start += 1;
        }
        while start < end && ADDRESS.contains(&self.form(start).to_lowercase().as_str()) {
            start += 1;
        }
        start..end
    }

    /// `Prince`, `Sheikh`, `Sir`: no post by itself.
    fn is_address(&self, post: &Range<usize>) -> bool {
        const ADDRESS: &[&str] = &[
            "prince",
            "princess",
            "sheikh",
            "sheikha",
            "sir",
            "dame",
            "lord",
            "lady",
            "dr",
            "prof",
            "professor",
            "haji",
            "mr",
        ];
        post.len() == 1 && ADDRESS.contains(&self.form(post.start).to_lowercase().trim_end_matches('.'))
    }

    fn is_plural(&self, word: usize) -> bool {
        matches!(&*self.node(word).xpos, "NNS" | "NNPS") || self.node(word).feats.get("Number") == Some("Plur")
    }
}
