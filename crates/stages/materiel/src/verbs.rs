//! What a verb does with the goods that hang on it, where its lemma alone does not tell.

use crate::sides::{oblique, side, subject, taker_inside};
use crate::stance::{Stance, stance};
use crate::words::{self, Dealing};
use annotation::Passage;
use ontology::{Deprel, Materiel, Stage, Upos};

/// Verbs that ask of others what their clause says.
const ASKING: [&str; 5] = ["request", "ask", "urge", "demand", "recommend"];

/// What lists goods and does nothing with them.
pub(crate) const LISTS: [&str; 9] =
    ["deal", "contract", "order", "package", "sale", "agreement", "list", "shipment", "notice"];

/// A verb, and how goods hang on it.
pub(crate) struct Verb<'a> {
    passage: Passage<'a>,
    word: usize,
    /// The word on the way from the goods.
    below: usize,
    key: String,
    case: Option<String>,
    relation: Deprel,
    is_object: bool,
    is_subject: bool,
    class: Materiel,
    /// Where the deal stands by the words below.
    stage: Option<Stage>,
}

/// What the words around a verb make of it.
enum Sense {
    /// It deals with the goods.
    Is(Dealing),
    /// It does nothing with them.
    Nothing,
    /// What the table of verbs says.
    Plain,
}

use Sense::{Is, Nothing, Plain};

impl<'a> Verb<'a> {
    pub fn of(passage: Passage<'a>, word: usize, below: usize, class: Materiel, stage: Option<Stage>) -> Verb<'a> {
        Verb::hung(passage, word, below, passage.deprel(below), class, stage)
    }

    /// A verb whose clause hangs on the goods: they are what its relative pronoun is, or what a participle is said of.
    pub fn of_clause(passage: Passage<'a>, word: usize, class: Materiel, stage: Option<Stage>) -> Verb<'a> {
        let mut arguments = passage.children(word, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj, Deprel::Obl]);
        let pronoun = arguments.find(|&child| matches!(passage.form(child).as_str(), "which" | "that" | "who"));
        let relation = match pronoun {
            Some(pronoun) => passage.deprel(pronoun),
            None if &*passage.node(word).xpos == "VBG" => Deprel::Nsubj,
            None => Deprel::Obj,
        };
        Verb::hung(passage, word, pronoun.unwrap_or(word), relation, class, stage)
    }

    /// A verb that shares its subject, the goods at `below`, with the verb that it is joined to.
    pub fn of_second(
        passage: Passage<'a>,
        word: usize,
        below: usize,
        class: Materiel,
        stage: Option<Stage>,
    ) -> Verb<'a> {
        let first = passage.head(word).filter(|&first| passage.child(first, &[Deprel::AuxPass]).is_some());
        let is_passive = passage.child(word, &[Deprel::AuxPass]).is_some()
            || passage.child(word, &[Deprel::Aux]).is_none() && passage.is_past_participle(word) && first.is_some();
        let relation = if is_passive { Deprel::NsubjPass } else { Deprel::Nsubj };
        Verb::hung(passage, word, below, relation, class, stage)
    }

    fn hung(
        passage: Passage<'a>,
        word: usize,
        below: usize,
        relation: Deprel,
        class: Materiel,
        stage: Option<Stage>,
    ) -> Verb<'a> {
        Verb {
            passage,
            word,
            below,
            key: passage.key(word),
            case: passage.introducer(below, Deprel::Case),
            relation,
            is_object: matches!(relation, Deprel::Obj | Deprel::NsubjPass | Deprel::Parataxis),
            is_subject: relation == Deprel::Nsubj,
            class,
            stage,
        }
    }

    /// What it does with the goods.
    pub fn dealing(&self) -> Option<Dealing> {
        if self.is_of_others() {
            return None;
        }
        let senses = [Verb::in_talk, Verb::in_deals, Verb::in_service, Verb::in_use];
        let told = senses.iter().map(|sense| sense(self)).find(|sense| !matches!(sense, Plain));
        match told {
            Some(Is(dealing)) => Some(dealing),
            Some(Nothing) => None,
            _ => words::of_verb(&self.key).filter(|&dealing| match dealing {
                Dealing::Use => self.may_use(),
                // `seized a ship from helicopters`.
                Dealing::Target => !self.case_is(&["from", "aboard", "off", "with"]),
                _ => true,
            }),
        }
    }

    /// What goods do by what hangs on a verb that says nothing of its own: `were seen firing`, `kept up their raids`.
    pub fn acts(&self) -> Option<Dealing> {
        let passage = self.passage;
        let is_use = |dealing: Option<Dealing>| dealing == Some(Dealing::Use);
        let by_verb = |child: usize| passage.is_verb(child) && is_use(words::of_verb(&passage.key(child)));
        let by_noun = |child: usize| is_use(words::of_noun(&passage.key(child)));
        let does = passage.children(self.word, &[Deprel::Xcomp]).any(by_verb)
            || passage.children(self.word, &[Deprel::Obj]).any(by_noun);
        (does && matches!(self.relation, Deprel::Nsubj | Deprel::NsubjPass)).then_some(Dealing::Use)
    }

    /// What is told of the clause of others: `asked whether`, `requested that Japan consider`.
    fn is_of_others(&self) -> bool {
        let passage = self.passage;
        let tells = self.relation == Deprel::Ccomp && passage.is(self.word, &["ask", "call", "raise", "offer"]);
        let is_asked = passage.deprel(self.word) == Deprel::Ccomp
            && passage.head(self.word).is_some_and(|above| passage.is(above, &ASKING));
        let wish = matches!(words::of_verb(&self.key), Some(Dealing::Interest | Dealing::Agree));
        tells || wish && is_asked
    }

    fn in_talk(&self) -> Sense {
        match self.key.as_str() {
            "place" if !(self.is_object && self.passage.is(self.below, &["order"])) => Nothing,
            "go" if self.subject_is(&["award", "contract", "order"]) => Is(Dealing::Sign),
            "hold" | "carry" | "list" | "cover" | "include" if self.subject_is(&LISTS) => Nothing,
            "ask" if self.case_is(&["about", "whether"]) => Nothing,
            "turn" | "send" if self.particle("down") || self.particle("back") => Is(Dealing::Refuse),
            "turn" if self.case_is(&["for"]) => Is(Dealing::Interest),
            "rule" if !self.particle("out") => Nothing,
            "bar" | "block" if self.stage.is_none() => Nothing,
            "choose" | "select" | "pick" if self.case_is(&["over"]) => Is(Dealing::Refuse),
            "approach" if self.case_is(&["about", "for", "over"]) => Is(Dealing::Request),
            "say" if self.object_is(&["no"]) => Is(Dealing::Refuse),
            "call" | "write" if self.case_is(&["for"]) => Is(Dealing::Request),
            "float" if self.object_is(&["tender"]) => Is(Dealing::Interest),
            "finalise" | "finalize" if self.object_is(&LISTS) && stance(self.passage, self.word) == Stance::Done => {
                Is(Dealing::Sign)
            }
            "deny" if self.has_taker() => Is(Dealing::Refuse),
            "withdraw" | "retract" if matches!(self.stage, Some(Stage::Offer | Stage::Request)) => Is(Dealing::Cancel),
            "put" if self.is_up_for_sale() => Is(Dealing::Offer),
            "grant" | "accept" | "meet" | "fulfil" | "fulfill"
                if matches!(self.stage, Some(Stage::Request | Stage::Offer)) =>
            {
                Is(Dealing::Agree)
            }
            "keep" | "prevent" | "stop" | "deter" | "discourage" | "forbid" | "prohibit" if self.is_kept_from() => {
                Is(Dealing::Refuse)
            }
            "lapse" | "collapse" | "expire" | "founder" if !self.is_oblique() && self.stage.is_some() => {
                Is(Dealing::Cancel)
            }
            "look" if !self.case_is(&["for", "at", "into"]) => Nothing,
            _ => Plain,
        }
    }

    fn in_deals(&self) -> Sense {
        match self.key.as_str() {
            "have" | "be" if self.is_on_order() => Is(Dealing::Order),
            "order" if self.relation == Deprel::Xcomp => Nothing,
            "present" if self.is_object && oblique(self.passage, &[self.word], &["to"]).is_none() => Is(Dealing::Offer),
            "thank" if self.case_is(&["for"]) => Is(Dealing::Take),
            "pay" if self.case_is(&["for"]) => Is(Dealing::Order),
            "lease" | "rent" | "license" if self.is_from_somebody() => Is(Dealing::Take),
            // `ordered three ships to the coast`.
            "order" if self.is_object && self.goes() => Is(Dealing::Use),
            "lay" | "hand" | "turn" if self.particle("down") || self.particle("in") => Is(Dealing::Target),
            "hand" | "turn" | "give" if self.is_own_arms() => Is(Dealing::Target),
            "turn" if self.particle("over") => Is(Dealing::Give),
            "follow" if self.is_subject && !self.is_asked() && stance(self.passage, self.word) == Stance::Ahead => {
                Is(Dealing::Arrive)
            }
            "follow" => Nothing,
            "turn" => Nothing,
            "fly" | "bring" | "truck" if self.particle("in") && self.is_object => Is(Dealing::Give),
            "fly" | "truck" if self.case_is(&["in"]) && self.class != Materiel::Aircraft => Is(Dealing::Give),
            "fly" | "truck" | "airlift" | "rush" if self.is_object && self.is_cargo() => Is(Dealing::Give),
            "send" if !self.is_own_hull() && goes_abroad(self.passage, self.word) => Is(Dealing::Give),
            "equip" | "arm" | "fit" if self.relation == Deprel::Obj => Nothing,
            // `the rebels are armed with rifles`.
            "equip" | "arm" if self.case_is(&["with"]) && self.has_passive() => Is(Dealing::Hold),
            "receive" | "get" | "win" | "secure" | "bag" if self.object_is(&["order", "contract", "deal"]) => {
                Is(Dealing::Sign)
            }
            "add" if !self.is_object => Nothing,
            "drop" | "stop" if self.is_object && self.class != Materiel::Munitions => Is(Dealing::Cancel),
            _ => Plain,
        }
    }

    fn in_service(&self) -> Sense {
        match self.key.as_str() {
            "take" if self.is_taken_from() => Is(Dealing::Target),
            "train" | "drill" | "exercise" if self.case_is(&["with"]) => Is(Dealing::Hold),
            "take" if self.particle("home") || self.particle("along") || self.particle("out") => Nothing,
            "take" if self.has_service() => Is(Dealing::Hold),
            "take" if self.particle("off") || self.object_is(&["part"]) => Is(Dealing::Use),
            "come" if matches!(&*self.passage.node(self.word).xpos, "VBP" | "VBZ") => Nothing,
            "take" | "get" | "accept" | "secure" | "come" | "reach"
                if !(self.is_object || self.is_subject || self.object_is(&["delivery"])) =>
            {
                Nothing
            }
            "take" | "get" if self.is_subject => Nothing,
            "enter" | "put" | "bring" | "go" if self.has_service() || self.object_is(&["service"]) => Is(Dealing::Hold),
            "phase" if self.particle("out") => Is(Dealing::Hold),
            "replace" | "supersede" if !self.is_object => Nothing,
            "have" | "keep" | "hold" | "number" | "service" | "ground" | "maintain" if !self.is_object => Nothing,
            "operate" if self.is_subject => Is(Dealing::Use),
            "operate" | "possess" | "own" | "field" if !self.is_object => Nothing,
            "fly" if self.is_object && is_stock(self.passage, self.word) => Is(Dealing::Hold),
            "equip" | "arm" if self.is_subject || self.case_is(&["with"]) && self.is_participle() => Nothing,
            _ => Plain,
        }
    }

    fn in_use(&self) -> Sense {
        match self.key.as_str() {
            // A ship that is launched is being built.
            "launch" | "float" | "christen" if self.is_object && self.is_hull() => Is(Dealing::Sign),
            "visit" | "tour" | "inspect" | "join" | "complement" | "supplement" if self.is_object => Nothing,
            "intercept" | "detect" | "track" | "spot" if self.is_subject => Is(Dealing::Use),
            "fire" | "attack" | "open" | "shoot" if self.case_is(&["on", "at", "against", "upon"]) => {
                Is(Dealing::Target)
            }
            "shoot" | "bring" if self.particle("down") && self.is_object => Is(Dealing::Target),
            "bring" if self.particle("down") && self.is_subject => Is(Dealing::Use),
            "shoot" | "send" | "lead" => Is(Dealing::Use),
            "land" if self.is_object && self.class != Materiel::Munitions => Is(Dealing::Use),
            "hit" | "destroy" | "damage" | "sink" | "kill" | "attack" | "target" | "bomb" if self.is_object => {
                Is(Dealing::Target)
            }
            _ => Plain,
        }
    }

    /// Whether the goods are the ones that act or are used.
    fn may_use(&self) -> bool {
        use Deprel::*;
        matches!(self.relation, Obj | Nsubj | NsubjPass | Obl | OblAgent | Xcomp)
    }

    fn particle(&self, wanted: &str) -> bool {
        let mut particles = self.passage.children(self.word, &[Deprel::CompoundPrt, Deprel::Advmod]);
        particles.any(|child| self.passage.form(child) == wanted)
    }

    fn object_is(&self, wanted: &[&str]) -> bool {
        self.passage.children(self.word, &[Deprel::Obj]).any(|child| self.passage.is(child, wanted))
    }

    fn subject_is(&self, wanted: &[&str]) -> bool {
        self.passage.children(self.word, &[Deprel::Nsubj]).any(|child| self.passage.is(child, wanted))
    }

    fn case_is(&self, wanted: &[&str]) -> bool {
        self.case.as_deref().is_some_and(|case| wanted.contains(&case))
    }

    fn is_participle(&self) -> bool {
        self.passage.deprel(self.word) == Deprel::Acl
    }

    /// `took into service`.
    fn has_service(&self) -> bool {
        let mut obliques = self.passage.children(self.word, &[Deprel::Obl]);
        obliques.any(|child| self.passage.is(child, &["service", "fleet", "inventory"]))
    }

    /// `has on order`.
    fn is_on_order(&self) -> bool {
        let passage = self.passage;
        let mut obliques = passage.children(self.word, &[Deprel::Obl, Deprel::Advmod]);
        obliques.any(|child| passage.is(child, &["order"]) && passage.form(child.saturating_sub(1)) == "on")
    }

    /// `took from it two missiles`.
    fn is_taken_from(&self) -> bool {
        let passage = self.passage;
        let mut obliques = passage.children(self.word, &[Deprel::Obl]);
        obliques.any(|child| child < self.below && passage.introducer(child, Deprel::Case).as_deref() == Some("from"))
    }

    /// `denied Pakistan the jets`, `was denied the jets`.
    fn has_taker(&self) -> bool {
        self.relation == Deprel::Obj && self.passage.child(self.word, &[Deprel::Iobj, Deprel::NsubjPass]).is_some()
    }

    fn has_passive(&self) -> bool {
        self.passage.child(self.word, &[Deprel::NsubjPass]).is_some()
    }

    /// `kept Belgrade from buying jets`.
    fn is_kept_from(&self) -> bool {
        let passage = self.passage;
        let is_clause = matches!(self.relation, Deprel::Advcl | Deprel::Xcomp) && passage.is_verb(self.below);
        is_clause && passage.introducer(self.below, Deprel::Mark).as_deref() == Some("from")
    }

    /// `put its planes up for sale`.
    fn is_up_for_sale(&self) -> bool {
        let passage = self.passage;
        self.is_object && passage.tree.descendants(self.word).iter().any(|&word| passage.is(word, &["sale"]))
    }

    /// `hand over their weapons`: who lays them down gives them to nobody.
    fn is_own_arms(&self) -> bool {
        let passage = self.passage;
        let owner = passage.child(self.below, &[Deprel::NmodPoss]);
        let is_own = owner.is_some_and(|owner| passage.upos(owner) == Upos::Pron);
        let is_given_up = ["over", "in", "up"].iter().any(|particle| self.particle(particle));
        is_own && is_given_up && passage.is(self.below, &["weapon", "arm", "arms", "gun", "rifle", "weaponry"])
    }

    fn is_oblique(&self) -> bool {
        matches!(self.relation, Deprel::Obl | Deprel::Nmod)
    }

    /// `leased from Sweden`.
    fn is_from_somebody(&self) -> bool {
        oblique(self.passage, &[self.word, self.below], &["from"])
            .is_some_and(|child| self.passage.introducer(child, Deprel::Case).as_deref() == Some("from"))
    }

    /// `asked whether jets would follow`.
    fn is_asked(&self) -> bool {
        self.passage.introducer(self.word, Deprel::Mark).is_some_and(|mark| matches!(mark.as_str(), "whether" | "if"))
    }

    /// `to the coast`, `into the strait`: where forces are told to go.
    fn goes(&self) -> bool {
        let passage = self.passage;
        passage.children(self.word, &[Deprel::Obl]).any(|child| {
            let case = passage.introducer(child, Deprel::Case);
            case.is_some_and(|case| matches!(case.as_str(), "to" | "into" | "off" | "toward" | "towards"))
        })
    }

    fn is_hull(&self) -> bool {
        matches!(self.class, Materiel::Ship | Materiel::Submarine)
    }

    /// `sent a frigate to Hawaii`: who sends ships sails them.
    fn is_own_hull(&self) -> bool {
        self.is_hull() && self.passage.child(self.word, &[Deprel::Iobj]).is_none()
    }

    /// `flew rifles to Monrovia`: what is flown does not fly.
    fn is_cargo(&self) -> bool {
        self.class != Materiel::Aircraft && goes_abroad(self.passage, self.word)
    }
}

/// `sent the howitzers to Kyiv`: given; else moved.
pub(crate) fn goes_abroad(passage: Passage, verb: usize) -> bool {
    if passage.children(verb, &[Deprel::Obj]).any(|object| taker_inside(passage, object).is_some()) {
        return true;
    }
    let whose = |word: Option<usize>| word.and_then(|word| side(passage, word)).and_then(|side| side.party.country);
    // `sent the rebels fifty tonnes`: the tree may take both for objects.
    let first = || passage.child(verb, &[Deprel::Obj]).filter(|_| passage.children(verb, &[Deprel::Obj]).count() > 1);
    let taker = passage.child(verb, &[Deprel::Iobj]).or_else(|| oblique(passage, &[verb], &["to"])).or_else(first);
    let (giver, taker) = (whose(subject(passage, verb)), whose(taker));
    taker.is_some() && giver != taker
}

/// `flies 145 F-16s`: what a force has, not what it did.
fn is_stock(passage: Passage, verb: usize) -> bool {
    matches!(passage.form(verb).as_str(), "flies" | "fly") && passage.child(verb, &[Deprel::Obl]).is_none()
}
