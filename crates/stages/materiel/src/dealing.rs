//! What the clause of goods says is done with them.

mod attributes;

use crate::goods::Goods;
use crate::sides::{Sides, is_goods, oblique};
use crate::stance::{Stance, stance};
use crate::verbs::Verb;
use crate::words::{self, Dealing, MEASURES};
use annotation::Passage;
use ontology::{Country, Deprel, Materiel, Stage, Upos};

/// What a sentence tells of goods.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// Where the deal stands; none if no word says.
    pub stage: Option<Stage>,
    /// The parties.
    pub sides: Sides,
    /// The words climbed, from the goods up.
    pub path: Vec<usize>,
    /// The words that decided.
    pub why: String,
    /// Other stages that the sentence tells of: `an offer of launchers that Ankara turned down`.
    pub asides: Vec<Stage>,
    /// Whether they were taken off somebody, or a report of them is denied: mentioned, and worth it.
    pub is_apart: bool,
    /// Whether another thing about the goods is asked for, promised, talked of: they are mentioned, and worth it.
    pub is_spoken_of: bool,
}

/// How many words are climbed.
const MAX_CLIMB: usize = 14;

/// What the sentence tells of `goods`.
///
/// `is_known` tells whether a deal about them was told of before.
pub(crate) fn account(passage: Passage, goods: &Goods, is_known: bool) -> Account {
    let mut reader = AccountReader {
        passage,
        end: goods.words.end,
        class: goods.class,
        origin: goods.origin,
        is_known,
        stage: None,
        asides: Vec::new(),
        is_apart: false,
        is_spoken_of: false,
        is_settled: false,
        is_nominal: false,
        is_of_deed: false,
        sides: Sides::default(),
        path: vec![goods.head],
        why: Vec::new(),
    };
    reader.climb();
    reader.attributes(goods.head);
    reader.continuation();
    reader.outcome();
    reader.denial();
    let AccountReader { stage, asides, is_apart, is_spoken_of, sides, path, why, .. } = reader;
    Account { stage, asides, is_apart, is_spoken_of, sides, path, why: why.join(", ") }
}

struct AccountReader<'a> {
    passage: Passage<'a>,
    /// Where the words of the goods end.
    end: usize,
    class: Materiel,
    origin: Option<Country>,
    is_known: bool,
    stage: Option<Stage>,
    asides: Vec<Stage>,
    /// Whether the goods were taken off somebody, or what is told of them is denied.
    is_apart: bool,
    /// Whether another thing about the goods is dealt with.
    is_spoken_of: bool,
    /// Whether a clause told the stage as done: what stands above only tells of the telling.
    is_settled: bool,
    /// Whether the stage comes from a noun, which a verb above may still turn.
    is_nominal: bool,
    /// Whether that noun is what is done itself: `purchase`, not `talks`.
    is_of_deed: bool,
    sides: Sides,
    path: Vec<usize>,
    why: Vec<String>,
}

impl AccountReader<'_> {
    fn climb(&mut self) {
        let passage = self.passage;
        let mut below = self.path[0];
        while let Some(above) = passage.head(below).filter(|_| self.path.len() < MAX_CLIMB) {
            if self.leaves(below, above) {
                self.is_spoken_of |= passage.deprel(below) == Deprel::Acl;
                return;
            }
            if serves_goods(passage, below, above) {
                self.is_spoken_of = self.speaks_above(below);
                return;
            }
            if is_for_goods(passage, below, above) {
                self.stage = Some(Stage::InService);
                return;
            }
            let relation = passage.deprel(below);
            self.path.push(above);
            // A partner in a list shares the clause, not the word.
            let is_listed = relation == Deprel::Conj && (!passage.is_verb(above) || self.stage.is_some());
            let dealing = self.dealing(above, below).filter(|_| !is_listed);
            if let Some(dealing) = dealing {
                self.read(dealing, above, below);
            }
            // `ordered an inquiry into the purchase`.
            let is_matter = dealing.is_none() && !is_listed && is_matter(passage, below, above);
            self.is_of_deed &= !is_matter;
            below = above;
        }
        self.talks();
    }

    /// Whether a word above `below` deals with what hangs on it.
    fn speaks_above(&self, mut below: usize) -> bool {
        for _ in self.path.len()..MAX_CLIMB {
            let Some(above) = self.passage.head(below).filter(|&above| !self.leaves(below, above)) else {
                return false;
            };
            if self.dealing(above, below).is_some() {
                return true;
            }
            below = above;
        }
        false
    }

    /// `talks are under way on the fighter`: what the subject of a clause is that says nothing of its own.
    fn talks(&mut self) {
        let passage = self.passage;
        let is_told = self.stage.is_some() || self.sides.deed.is_some();
        let subjects = self.path.iter().skip(1).filter_map(|&word| passage.child(word, &[Deprel::Nsubj]));
        let is_talk = |&word: &usize| words::of_noun(&passage.key(word)) == Some(Dealing::Negotiate);
        let talk = subjects.filter(|_| !is_told).find(|word| is_talk(word) && !self.path.contains(word));
        if let Some(talk) = talk {
            self.path.push(talk);
            self.read(Dealing::Negotiate, talk, self.path[0]);
        }
    }

    /// Whether the way from `below` to `above` leaves what is told of the goods.
    fn leaves(&self, below: usize, above: usize) -> bool {
        let passage = self.passage;
        match passage.deprel(below) {
            Deprel::Parataxis if is_among(passage, below) => false,
            Deprel::Parataxis
            | Deprel::AclRelcl
            | Deprel::Advcl
            | Deprel::AdvclRelcl
            | Deprel::List
            | Deprel::Appos => {
                let is_purpose = passage.deprel(below) == Deprel::Advcl && passage.has_to(below);
                let is_name = passage.deprel(below) == Deprel::Appos && !passage.is_verb(above);
                let is_price =
                    passage.is(below, &["cost", "value", "price"]) && passage.deprel(below) != Deprel::AclRelcl;
                let is_kept_from = passage.introducer(below, Deprel::Mark).as_deref() == Some("from");
                !((is_purpose || is_price) && self.stage.is_none() || is_name || is_kept_from && passage.is_verb(below))
            }
            Deprel::Conj if passage.is_verb(below) => {
                let is_told = self.stage.is_some() && stance(passage, below) != Stance::Open;
                is_told || self.is_settled || !shares(passage, below)
            }
            // `ships armed with missiles`: what is told of the ships.
            Deprel::Acl => passage.is_verb(below) && is_goods(passage, above),
            _ => false,
        }
    }

    /// What `word` says of what hangs on it.
    fn dealing(&self, word: usize, below: usize) -> Option<Dealing> {
        let passage = self.passage;
        if passage.is_verb(word) {
            let verb = Verb::of(passage, word, below, self.class, self.stage);
            return verb.dealing().or_else(|| verb.acts());
        }
        let key = passage.key(word);
        let is_order = key == "order" && passage.deprel(below) == Deprel::Compound;
        if is_order { Some(Dealing::Sign) } else { words::of_noun(&key) }
    }

    /// Takes in what the dealing of `word` says.
    fn read(&mut self, dealing: Dealing, word: usize, below: usize) {
        let passage = self.passage;
        if self.is_settled {
            return;
        }
        let stance = if self.is_none() { Stance::Denied } else { stance(passage, word) };
        let dealing = match dealing {
            Dealing::Request if passage.is(word, &["bid"]) && by_firm(passage, word) => Dealing::Offer,
            Dealing::Offer if self.is_of_buyer(word) => Dealing::Interest,
            Dealing::Arrive if !self.is_delivery(below) && !passage.is(word, &["follow"]) => Dealing::Use,
            dealing => dealing,
        };
        // What is done with a contract or with talks is not done with the goods: `opened talks on`, `received a promise of`.
        let is_of_word = self.is_nominal && self.stage.is_some() && dealing.is_deed();
        let gives = matches!(dealing, Dealing::Give | Dealing::Take | Dealing::Order);
        // `pressed Madrid to drop the sale`.
        let is_undone = matches!(self.stage, Some(Stage::Cancelled | Stage::Refused))
            && matches!(dealing, Dealing::Request | Dealing::Interest);
        if (!is_of_word || gives) && !is_undone {
            let path = self.reach();
            self.sides.read(passage, dealing, word, &path);
        }
        if is_of_word && !(gives && self.is_of_deed) {
            self.is_settled = passage.is_verb(word) && stance != Stance::Open;
            return;
        }
        let is_running = matches!(&*passage.node(word).xpos, "VBG" | "VBZ" | "VBP") || stance == Stance::Ahead;
        let is_for_somebody = self.sides.taker.is_some() && is_running || is_of_contract(passage, word);
        if dealing == Dealing::Make && !is_for_somebody || is_undone {
            return;
        }
        self.is_of_deed = dealing.is_deed();
        let stage = self.stage_of(dealing, word, stance);
        self.is_apart |= dealing == Dealing::Target && stage == Stage::Mention;
        let is_verb = passage.is_verb(word);
        let is_left = dealing == Dealing::Hold && passage.is(word, &LEAVING);
        self.why.push(passage.form(word));
        self.stage = Some(stage);
        self.is_nominal = !is_verb;
        let is_given_up = dealing == Dealing::Target && passage.is(word, &["hand", "turn", "give"]);
        self.is_settled = is_verb && (stance != Stance::Open || is_left || is_given_up);
    }

    fn stage_of(&self, dealing: Dealing, word: usize, stance: Stance) -> Stage {
        use Stage::*;
        let giver_is_firm = self.sides.giver.as_ref().is_some_and(|giver| giver.is_firm);
        match (dealing, stance) {
            // A verb above that says nothing of its own leaves the noun's stage: `completed delivery`.
            (Dealing::Give | Dealing::Take | Dealing::Arrive, Stance::Denied) => match self.stage {
                Some(Request | Offer) => Refused,
                _ if is_choice(self.passage, word) => Refused,
                _ if dealing == Dealing::Take && passage_will(self.passage, word) => Contract,
                _ if passage_will(self.passage, word) => Refused,
                _ if dealing == Dealing::Take => Mention,
                _ => Contract,
            },
            (Dealing::Give | Dealing::Take | Dealing::Arrive | Dealing::Make, Stance::Ahead | Stance::Open)
                if is_of_contract(self.passage, word) =>
            {
                Contract
            }
            // `is building two ships for Kyiv`.
            (Dealing::Make, Stance::Ahead) if !giver_is_firm => Agreed,
            (Dealing::Make, _) => Contract,
            (Dealing::Give | Dealing::Take, Stance::Ahead) if self.stage.is_none() && may(self.passage, word) => {
                Interest
            }
            (Dealing::Give | Dealing::Arrive, Stance::Ahead) if giver_is_firm || self.stage == Some(Contract) => {
                Contract
            }
            (Dealing::Give | Dealing::Take | Dealing::Arrive, Stance::Ahead) => Agreed,
            (Dealing::Give | Dealing::Take, Stance::Open) if is_awaited(self.passage, word) => Contract,
            (Dealing::Give, Stance::Open)
                if matches!(self.passage.lemma(word), "delivery" | "shipment" | "handover" | "donation" | "gift") =>
            {
                Delivered
            }
            (Dealing::Take, Stance::Open) if self.passage.has_to(word) => Interest,
            // `has bought`: signed for, and seldom there.
            (Dealing::Take | Dealing::Give, Stance::Done) if is_bought_lately(self.passage, word) => Contract,
            (Dealing::Target, Stance::Done | Stance::Open) if self.is_booty(word) => Mention,
            (Dealing::Use, _) if self.is_captured() => Mention,
            (Dealing::Interest, Stance::Done) if self.is_of_seller(word) => Agreed,
            // `the plan to provide Australia with submarines`.
            (Dealing::Interest, Stance::Open)
                if self.sides.deed == Some(Dealing::Give) && self.passage.is(word, &["plan", "intention"]) =>
            {
                Agreed
            }
            (Dealing::Give | Dealing::Take, Stance::Open) => Agreed,
            (Dealing::Sign | Dealing::Order, Stance::Ahead | Stance::Open) if self.passage.is_verb(word) => Agreed,
            (Dealing::Sign, Stance::Denied) => Negotiation,
            (Dealing::Agree | Dealing::Choose, Stance::Denied) => Refused,
            (Dealing::Interest | Dealing::Negotiate | Dealing::Hold, Stance::Denied) => Mention,
            (Dealing::Refuse, Stance::Denied) => self.stage.unwrap_or(Mention),
            // `refused to stop the supply`.
            (Dealing::Refuse, _) if self.stage == Some(Cancelled) => Contract,
            (Dealing::Use, Stance::Denied) if self.is_subject() && !self.passage.is(word, &["come", "arrive"]) => {
                InService
            }
            (Dealing::Request, Stance::Ahead) => Interest,
            (Dealing::Use | Dealing::Target, Stance::Denied | Stance::Ahead) => Mention,
            (Dealing::Hold, Stance::Ahead) if !self.passage.is(word, &LEAVING) => Mention,
            // `interest in a contract`: the outer word decides; `renewed an offer`: the inner one.
            (dealing, _) => match (dealing, self.stage) {
                (Dealing::Agree, Some(Contract)) if self.is_nominal && !self.passage.is(word, &["conclude"]) => Agreed,
                (dealing, _) => dealing.stage(),
            },
        }
    }

    /// Whether the goods, or what they hang on, are the subject of the last word climbed.
    fn is_subject(&self) -> bool {
        let below = self.path.len().checked_sub(2).map(|at| self.path[at]);
        below.is_some_and(|below| self.passage.deprel(below) == Deprel::Nsubj)
    }

    /// `no missiles`.
    fn is_none(&self) -> bool {
        let passage = self.passage;
        passage.children(self.path[0], &[Deprel::Det]).any(|det| passage.form(det) == "no")
    }

    /// Arms taken off somebody; an aircraft is intercepted where it flies.
    fn is_booty(&self, verb: usize) -> bool {
        use Materiel::*;
        let flies = matches!(self.class, Aircraft | Ship | Drone | Submarine);
        let is_met = self.passage.is(verb, &["intercept", "detect", "track", "spot"]);
        self.passage.is(verb, &TAKEN) && !(flies && is_met)
    }

    /// `a captured carrier`.
    fn is_captured(&self) -> bool {
        let passage = self.passage;
        passage.children(self.path[0], &[Deprel::Amod]).any(|child| {
            matches!(passage.form(child).as_str(), "captured" | "seized" | "looted" | "stolen" | "confiscated")
        })
    }

    /// `intends to sell`: who wants it is who gives.
    fn is_of_seller(&self, word: usize) -> bool {
        let passage = self.passage;
        let seller = crate::sides::subject(passage, word).and_then(|subject| crate::sides::side(passage, subject));
        let is_intent = passage.is(word, &["intend", "plan", "aim"]);
        is_intent && self.sides.deed == Some(Dealing::Give) && seller.is_some() && seller == self.sides.giver
    }

    /// Whether goods that come are handed over: a batch of them, or what a deal was told about.
    fn is_delivery(&self, below: usize) -> bool {
        let passage = self.passage;
        let counted = self
            .path
            .iter()
            .any(|&word| passage.is(word, &["batch", "shipment", "consignment", "tranche", "delivery"]))
            || passage
                .tree
                .children(below)
                .any(|child| matches!(passage.form(child).as_str(), "first" | "last" | "remaining" | "second"));
        counted || self.is_known
    }

    /// `the air force's proposal for 21 MiGs`: who proposes is not who makes them.
    fn is_of_buyer(&self, noun: usize) -> bool {
        let passage = self.passage;
        let owner = passage.child(noun, &[Deprel::NmodPoss]).filter(|_| !passage.is_verb(noun));
        let buyer = || crate::sides::subject(passage, noun).filter(|_| self.sides.deed == Some(Dealing::Take));
        let proposer = owner.or_else(buyer).and_then(|owner| crate::sides::side(passage, owner));
        proposer.is_some_and(|side| !side.is_firm && self.origin.is_some() && side.party.country != self.origin)
    }

    /// The words climbed, and those listed beside the goods, on which what is said of all may hang.
    fn reach(&self) -> Vec<usize> {
        let mut reach = self.path.clone();
        // `corvettes of the Sigma type from the Netherlands`.
        reach.extend(self.passage.children(self.path[0], &[Deprel::Nmod]).filter(|&inside| inside < self.end));
        for &word in &self.path {
            if !self.passage.is_verb(word) {
                reach.extend(self.passage.children(word, &[Deprel::Conj]).filter(|word| !self.path.contains(word)));
            }
        }
        reach
    }
}

/// Nouns besides those of measure through which what is said of them is said of the goods: `discussed the price of`.
const CLEAR: [&str; 24] = [
    "price",
    "cost",
    "possibility",
    "prospect",
    "programme",
    "program",
    "project",
    "option",
    "detail",
    "term",
    "financing",
    "funding",
    "technology",
    "list",
    "kind",
    "sort",
    "piece",
    "round",
    "crate",
    "tonne",
    "ton",
    "kilo",
    "load",
    "stockpile",
];

/// `the fate of the jets`: what is talked of is the fate.
fn is_matter(passage: Passage, below: usize, above: usize) -> bool {
    let hangs = passage.deprel(below) == Deprel::Nmod && !passage.is_verb(above);
    let is_party = passage.actor(above).is_some_and(|actor| actor.country.is_some());
    let case = passage.introducer(below, Deprel::Case);
    let is_about = matches!(case.as_deref(), Some("of" | "on" | "about" | "over" | "into"));
    let is_thing = is_about && passage.upos(above) == Upos::Noun && !is_goods(passage, above) && !is_party;
    hangs && is_thing && !passage.is(above, &MEASURES) && !passage.is(above, &CLEAR)
}

/// What is done to goods that somebody has, whatever is wished besides: `wants to replace its jets`.
const LEAVING: [&str; 6] = ["replace", "supersede", "retire", "decommission", "overhaul", "ground"];

/// `fifty tonnes of arms, among them 30 launchers`: what is told of the whole is told of these.
fn is_among(passage: Passage, word: usize) -> bool {
    passage.children(word, &[Deprel::Nmod, Deprel::Obl]).any(|child| {
        let stands_for = matches!(passage.form(child).as_str(), "them" | "these" | "which");
        stands_for && passage.introducer(child, Deprel::Case).as_deref() == Some("among")
    })
}

/// `signed a contract under which Saab will deliver`, `won a contract to supply`: what the contract says is signed for.
fn is_of_contract(passage: Passage, verb: usize) -> bool {
    let above = passage.head(verb).unwrap_or(verb);
    let is_deal = |noun: usize| !passage.is_verb(noun) && words::of_noun(&passage.key(noun)) == Some(Dealing::Sign);
    let is_signed = |verb: usize| {
        words::of_verb(&passage.key(verb)) == Some(Dealing::Sign) && stance(passage, verb) == Stance::Done
    };
    match passage.deprel(verb) {
        Deprel::Acl | Deprel::AclRelcl => is_deal(above) && passage.head(above).is_some_and(is_signed),
        Deprel::Advcl | Deprel::Xcomp if is_signed(above) => passage.children(above, &[Deprel::Obj]).any(is_deal),
        // `is to receive twelve under a contract of 2019`.
        _ => passage
            .children(verb, &[Deprel::Obl])
            .any(|noun| is_deal(noun) && passage.introducer(noun, Deprel::Case).as_deref() == Some("under")),
    }
}

/// Verbs of what one does or not by one's own choice: who will not buy refuses, who will not receive waits.
fn is_choice(passage: Passage, verb: usize) -> bool {
    passage_will(passage, verb) && passage.is(verb, &["buy", "purchase", "acquire", "procure", "import", "order"])
}

/// Verbs above a delivery that is still to come.
const AWAITING: [&str; 10] =
    ["expect", "await", "anticipate", "schedule", "delay", "postpone", "begin", "start", "hasten", "accelerate"];

/// `expects delivery of`, `deliveries will begin`.
fn is_awaited(passage: Passage, noun: usize) -> bool {
    let above = passage.head(noun).filter(|_| !passage.is_verb(noun));
    let is_subject = matches!(passage.deprel(noun), Deprel::Nsubj | Deprel::NsubjPass);
    above.is_some_and(|above| {
        let is_due = passage.is(above, &["due"]) || stance(passage, above) == Stance::Ahead;
        let is_begun = matches!(&*passage.key(above), "begin" | "start") && !is_due;
        passage.is(above, &AWAITING) && !is_begun || is_subject && is_due
    })
}

/// What is bought for goods that are there already.
const FITTINGS: [&str; 12] = [
    "part",
    "spare",
    "engine",
    "ammunition",
    "round",
    "radar",
    "training",
    "upgrade",
    "support",
    "pod",
    "missile",
    "fuel",
];

/// `spare parts for F-16s`: the goods are there already.
fn is_for_goods(passage: Passage, below: usize, above: usize) -> bool {
    let is_fitted = |word: usize| {
        let is_part = |&child: &usize| passage.is(child, &FITTINGS);
        is_part(&word) || passage.children(word, &[Deprel::Compound]).any(|child| is_part(&child))
    };
    // `buy spare parts for its jets`, where the tree has the jets with the verb.
    let fittings = passage.children(above, &[Deprel::Obj]).find(|&object| is_fitted(object) && object < below);
    let is_beside = passage.deprel(below) == Deprel::Obl && passage.is_verb(above) && fittings.is_some();
    if is_beside && passage.introducer(below, Deprel::Case).as_deref() == Some("for") {
        return true;
    }
    let case = passage.child(below, &[Deprel::Case]).filter(|_| passage.deprel(below) == Deprel::Nmod);
    let Some(case) = case.filter(|&case| matches!(passage.form(case).as_str(), "for" | "to")) else { return false };
    // `a successor to its Jaguars`.
    if passage.is(above, &["successor", "replacement", "substitute"]) {
        return true;
    }
    if passage.form(case) == "to" {
        return false;
    }
    passage.is(above, &FITTINGS) || case > 0 && passage.is(case - 1, &FITTINGS)
}

/// `a berth for the ship`: what is done with the berth is not done with the ship.
fn serves_goods(passage: Passage, below: usize, above: usize) -> bool {
    let is_for =
        passage.deprel(below) == Deprel::Nmod && passage.introducer(below, Deprel::Case).as_deref() == Some("for");
    let is_definite = passage.children(below, &[Deprel::Det]).any(|det| passage.form(det) == "the");
    let is_thing = !passage.is_verb(above) && passage.actor(above).is_none_or(|actor| actor.country.is_none());
    is_for && is_definite && is_thing && words::of_noun(&passage.key(above)).is_none()
}

/// What is done to arms that somebody takes off others.
const TAKEN: [&str; 23] = [
    "take",
    "steal",
    "collect",
    "lay",
    "hand",
    "turn",
    "find",
    "salvage",
    "discover",
    "trace",
    "loot",
    "seize",
    "capture",
    "intercept",
    "recover",
    "confiscate",
    "surrender",
    "impound",
    "detect",
    "track",
    "spot",
    "retrieve",
    "detain",
];

/// `has bought`, `have purchased`: told as news, and not of a year gone by.
fn is_bought_lately(passage: Passage, verb: usize) -> bool {
    let is_perfect =
        passage.children(verb, &[Deprel::Aux]).any(|aux| matches!(passage.form(aux).as_str(), "has" | "have"));
    is_perfect && passage.is(verb, &["buy", "purchase"])
}

/// Whether a firm does what the noun says: `a bid from Dassault`.
fn by_firm(passage: Passage, noun: usize) -> bool {
    let from = oblique(passage, &[noun], &["from", "by"]).or_else(|| passage.child(noun, &[Deprel::NmodPoss]));
    from.and_then(|from| crate::sides::side(passage, from)).is_some_and(|side| side.is_firm)
}

/// `could provide`, `might buy`.
fn may(passage: Passage, verb: usize) -> bool {
    passage.children(verb, &[Deprel::Aux]).any(|aux| matches!(passage.form(aux).as_str(), "could" | "may" | "might"))
}

fn passage_will(passage: Passage, word: usize) -> bool {
    passage
        .children(word, &[Deprel::Aux])
        .any(|aux| matches!(passage.form(aux).as_str(), "will" | "would" | "wo" | "shall"))
}

fn shares(passage: Passage, verb: usize) -> bool {
    passage.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
}
