//! What clauses that hang on goods tell of them, beside what they hang on.

use super::{AccountReader, shares};
use crate::sides::Sides;
use crate::stance::{Stance, stance};
use crate::verbs::{Verb, goes_abroad};
use crate::words::{self, Dealing};
use annotation::Passage;
use ontology::{Deprel, Materiel, Stage};

impl AccountReader<'_> {
    /// Participles and relative clauses that hang on the goods or on what counts them.
    pub(super) fn attributes(&mut self, head: usize) {
        let passage = self.passage;
        let mut carriers = vec![head];
        let nouns = self.path.iter().skip(1).take_while(|&&word| !passage.is_verb(word));
        carriers.extend(nouns.copied());
        carriers.extend(counters(passage, head));
        for carrier in carriers {
            for clause in passage.children(carrier, &[Deprel::Acl, Deprel::AclRelcl, Deprel::Amod]) {
                if passage.is_verb(clause) || passage.deprel(clause) == Deprel::Amod && is_participle(passage, clause) {
                    self.attribute(clause, head);
                }
            }
        }
        if let Some(clause) = loose_participle(passage, self.end) {
            self.attribute(clause, head);
        }
    }

    fn attribute(&mut self, clause: usize, head: usize) {
        let passage = self.passage;
        let Some(dealing) = self.dealing_of_clause(clause) else { return };
        let stance = stance(passage, clause);
        if stance == Stance::Denied {
            return;
        }
        let mut sides = Sides::default();
        sides.read(passage, dealing, clause, &[head, clause]);
        let is_deal = matches!(dealing, Dealing::Give | Dealing::Take | Dealing::Order);
        if is_deal || dealing == Dealing::Make {
            self.sides.complete(&sides);
        }
        let told = matches!(dealing, Dealing::Request | Dealing::Agree | Dealing::Offer | Dealing::Interest);
        let is_participle = passage.deprel(clause) == Deprel::Amod;
        let is_infinitive = passage.has_to(clause);
        let is_empty = matches!(self.stage, None | Some(Stage::Mention));
        if told && !is_participle && is_empty {
            self.stage = Some(dealing.stage());
            self.sides.complete(&sides);
        } else if stance == Stance::Ahead || is_infinitive {
            self.plan(dealing);
        } else if dealing == Dealing::Agree && is_of_part(passage, self.end, clause) {
            self.asides.push(Stage::Agreed);
        } else if is_deal || matches!(dealing, Dealing::Refuse | Dealing::Cancel | Dealing::Arrive) {
            self.past_deal(dealing, clause);
        } else if is_empty && (!is_participle || dealing == Dealing::Target) {
            self.service(dealing, clause, sides);
        }
    }

    /// What a clause that hangs on goods does with them.
    fn dealing_of_clause(&self, clause: usize) -> Option<Dealing> {
        let passage = self.passage;
        if passage.deprel(clause) == Deprel::Amod || !passage.is_verb(clause) {
            return words::of_verb(&verb_of(passage, clause));
        }
        let verb = Verb::of_clause(passage, clause, self.class, self.stage);
        let told = verb.dealing().or_else(|| wished(passage, clause)).or_else(|| verb.acts());
        let is_carried = self.class != Materiel::Aircraft && passage.is(clause, &["fly", "truck", "airlift", "send"]);
        if is_carried && goes_abroad(passage, clause) { Some(Dealing::Give) } else { told }
    }

    /// `forty carriers to be bought from Denel`.
    fn plan(&mut self, dealing: Dealing) {
        if self.stage.is_none() {
            self.stage = match dealing {
                Dealing::Take => Some(Stage::Interest),
                Dealing::Give | Dealing::Order => Some(Stage::Agreed),
                _ => None,
            };
        }
    }

    /// `rifles bought from Russia`, `drones that Ankara refused`.
    fn past_deal(&mut self, dealing: Dealing, clause: usize) {
        let passage = self.passage;
        let is_relative = passage.deprel(clause) == Deprel::AclRelcl;
        let is_participle = passage.deprel(clause) == Deprel::Amod;
        if matches!(dealing, Dealing::Refuse | Dealing::Cancel) {
            self.asides.extend(is_relative.then(|| dealing.stage()));
            return;
        }
        let is_part = is_of_part(passage, self.end, clause);
        if dealing == Dealing::Arrive && !is_part {
            return;
        }
        match self.stage {
            Some(Stage::Delivered | Stage::Contract) if is_part && dealing.stage() == Stage::Delivered => {
                self.stage = Some(Stage::Contract);
                self.asides.push(Stage::Delivered);
            }
            Some(Stage::Delivered)
                if dealing == Dealing::Order || is_relative && passage.is(clause, &["buy", "purchase"]) =>
            {
                self.asides.push(Stage::Contract);
            }
            Some(Stage::InService | Stage::Used) if !is_participle && is_apart(passage, clause) => {
                self.asides.push(dealing.stage());
            }
            None | Some(Stage::Mention | Stage::InService | Stage::Used) if !self.is_replaced() => {
                self.stage = Some(dealing.stage());
                self.why.push(passage.form(clause));
            }
            _ => {}
        }
    }

    /// `the jets that bombed Hama`, `a drone found in a field`.
    fn service(&mut self, dealing: Dealing, clause: usize, sides: Sides) {
        let stage = match dealing {
            Dealing::Use if self.passage.is(clause, &STATIC) => Stage::InService,
            Dealing::Hold if self.stage.is_none() => Stage::InService,
            Dealing::Target if self.is_booty(clause) => Stage::Mention,
            Dealing::Use | Dealing::Target => Stage::Used,
            _ => return,
        };
        self.stage = Some(stage);
        self.sides.holder = self.sides.holder.take().or(sides.holder);
        self.why.push(self.passage.form(clause));
    }

    /// Whether the verb above only says that others take the place of the goods.
    fn is_replaced(&self) -> bool {
        self.why.last().is_some_and(|why| why.starts_with("replac") || why.starts_with("supersed"))
    }

    /// `denied reports that rifles had been shipped`.
    pub(super) fn denial(&mut self) {
        let passage = self.passage;
        let is_report = |noun: usize| {
            !passage.is_verb(noun)
                && passage.is(
                    noun,
                    &["report", "claim", "allegation", "rumour", "rumor", "suggestion", "accusation", "story"],
                )
        };
        let is_denial =
            |verb: usize| passage.is(verb, &["deny", "reject", "dismiss", "refute", "rebut", "ridicule", "contradict"]);
        let above = self.path.iter().flat_map(|&word| passage.head(word).map(|noun| (word, noun)));
        let mut told = above.filter(|&(verb, noun)| passage.is_verb(verb) && is_report(noun));
        let is_denied = told.any(|(_, noun)| passage.head(noun).is_some_and(is_denial));
        if is_denied && self.stage.is_some() {
            self.stage = Some(Stage::Mention);
            self.is_apart = true;
        }
    }

    /// `has asked for missiles, so far without success`.
    pub(super) fn outcome(&mut self) {
        let passage = self.passage;
        let next = |word: usize| if word + 1 < passage.len() { passage.form(word + 1) } else { String::new() };
        let is_failure =
            |word: usize| matches!((&*passage.form(word), &*next(word)), ("without", "success") | ("in", "vain"));
        if self.stage == Some(Stage::Request) && (self.end..passage.len()).any(is_failure) {
            self.asides.push(Stage::Refused);
        }
    }

    /// What a second verb of the same subject tells: `the first arrived in June and was test-fired`.
    pub(super) fn continuation(&mut self) {
        let passage = self.passage;
        let Some(at) = self.path.iter().position(|&word| passage.is_verb(word)).filter(|&at| at > 0) else { return };
        let (verb, below) = (self.path[at], self.path[at - 1]);
        if !matches!(passage.deprel(below), Deprel::Nsubj | Deprel::NsubjPass) {
            return;
        }
        for second in passage.children(verb, &[Deprel::Conj]) {
            let is_told = passage.is_verb(second) && shares(passage, second) && stance(passage, second) == Stance::Done;
            let verb = Verb::of_second(passage, second, below, self.class, self.stage);
            let dealing = verb.dealing().filter(|dealing| is_told && dealing.is_deed() && *dealing != Dealing::Make);
            let stage = dealing.map(Dealing::stage).filter(|&stage| Some(stage) != self.stage);
            match (stage, self.stage) {
                (Some(stage), None) => self.stage = Some(stage),
                (Some(stage), Some(told)) if told != Stage::Mention => self.asides.push(stage),
                _ => {}
            }
        }
    }
}

/// Verbs of where goods lie or stand, and do nothing.
const STATIC: [&str; 5] = ["berth", "anchor", "park", "station", "moor"];

/// Whether a comma sets the clause off: it tells more of goods that are known without it.
fn is_apart(passage: Passage, clause: usize) -> bool {
    let first = passage.tree.descendants(clause).iter().copied().min().unwrap_or(clause).min(clause);
    first > 0 && (passage.form(first - 1) == "," || passage.form(first) == ",")
}

/// Nouns in apposition that tell what goods are a part of: `one of five delivered`, `survivors of a fleet supplied`.
fn counters(passage: Passage, head: usize) -> Vec<usize> {
    let beside: Vec<usize> = passage.children(head, &[Deprel::Appos]).filter(|&word| !passage.is_verb(word)).collect();
    let of = |&word: &usize| {
        let mut hung = passage.children(word, &[Deprel::Nmod]);
        hung.find(|&child| passage.introducer(child, Deprel::Case).as_deref() == Some("of"))
    };
    let whole: Vec<usize> = beside.iter().filter_map(of).collect();
    beside.into_iter().chain(whole).collect()
}

/// `three drones, got this year from France`: a participle behind the comma tells of what stands before it.
fn loose_participle(passage: Passage, end: usize) -> Option<usize> {
    let verb = end + 1;
    let is_behind = verb < passage.len() && passage.form(end) == "," && passage.is_verb(verb);
    let hangs = |verb| matches!(passage.deprel(verb), Deprel::Parataxis | Deprel::Advcl);
    let is_past = |verb| matches!(&*passage.node(verb).xpos, "VBN" | "VBD");
    let is_bare = |verb| {
        passage.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::AuxPass, Deprel::Ccomp]).is_none()
    };
    (is_behind && hangs(verb) && is_past(verb) && is_bare(verb)).then_some(verb)
}

/// `six submarines, the fifth of which reached Cam Ranh`.
fn is_of_part(passage: Passage, end: usize, clause: usize) -> bool {
    (end.max(1)..clause).any(|word| passage.form(word) == "which" && passage.form(word - 1) == "of")
}

/// `in which the navy has shown interest`.
fn wished(passage: Passage, clause: usize) -> Option<Dealing> {
    let object = passage.child(clause, &[Deprel::Obj])?;
    passage.is(object, &["interest"]).then_some(Dealing::Interest)
}

fn is_participle(passage: Passage, word: usize) -> bool {
    matches!(&*passage.node(word).xpos, "VBN" | "JJ") && passage.form(word).ends_with("ed")
}

/// The verb that a participle used as an adjective comes from: `delivered`, `supplied`.
fn verb_of(passage: Passage, word: usize) -> String {
    if passage.is_verb(word) {
        return passage.key(word);
    }
    let form = passage.form(word);
    let stem = form.strip_suffix("ed").unwrap_or(&form).to_string();
    let candidates =
        [stem.clone(), format!("{stem}e"), stem.strip_suffix('i').map(|stem| format!("{stem}y")).unwrap_or_default()];
    candidates.into_iter().find(|verb| words::of_verb(verb).is_some()).unwrap_or(stem)
}
