//! Who gives and who gets, from the words that depend on a dealing.

use crate::words::{Dealing, of_noun, of_verb};
use annotation::{EntityKind, NameLabel, Party, Passage};
use ontology::{Country, Deprel, Sector};

/// A party, and what tells its part in a deal.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Side {
    pub party: Party,
    /// Whether it is a firm: firms sell.
    pub is_firm: bool,
}

/// The parties found so far, the nearest to the goods first.
#[derive(Clone, Default, Debug)]
pub(crate) struct Sides {
    pub giver: Option<Side>,
    pub taker: Option<Side>,
    /// Who has or uses it.
    pub holder: Option<Side>,
    /// Who makes it.
    pub maker: Option<Side>,
    /// Parties whose part is not told: of talks, of a contract.
    pub among: Vec<Side>,
    /// What was read last, which a word above may be about: `approved the sale`.
    last: Option<Dealing>,
    /// Whether the goods are given or taken, by the word nearest to them.
    pub deed: Option<Dealing>,
}

/// How far a clause is left in search of its subject.
const MAX_CLIMB: usize = 5;

/// Verbs whose object does what the infinitive says: `asked France to supply`.
const CONTROL: [&str; 16] = [
    "ask", "urge", "request", "tell", "press", "allow", "permit", "invite", "want", "order", "help", "expect",
    "persuade", "beg", "pressure", "bar",
];

/// Verbs whose subject does what their object names: `conveyed interest`, `made a request`.
const LIGHT: [&str; 24] = [
    "convey",
    "express",
    "voice",
    "make",
    "place",
    "show",
    "evince",
    "submit",
    "table",
    "repeat",
    "renew",
    "reiterate",
    "file",
    "issue",
    "extend",
    "present",
    "float",
    "declare",
    "signal",
    "indicate",
    "lodge",
    "underline",
    "state",
    "launch",
];

/// What sellers do with orders.
const TAKING_ORDERS: [&str; 7] = ["receive", "get", "win", "secure", "bag", "book", "land"];

/// The side that a word names, if it has a country.
pub(crate) fn side(passage: Passage, word: usize) -> Option<Side> {
    let known = actor_side(passage, word);
    known.or_else(|| {
        let of_phrase = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::Appos, Deprel::NmodDesc];
        passage.children(word, &of_phrase).collect::<Vec<_>>().into_iter().find_map(|child| actor_side(passage, child))
    })
}

/// Whether the word is in the name of arms.
pub(crate) fn is_goods(passage: Passage, word: usize) -> bool {
    let names = &passage.mentions.names;
    let first = names.partition_point(|name| name.sentence < passage.id);
    let mut here = names[first..].iter().take_while(|name| name.sentence == passage.id);
    here.any(|name| matches!(name.label, NameLabel::Item | NameLabel::Weapon) && name.words.contains(&word))
}

fn actor_side(passage: Passage, word: usize) -> Option<Side> {
    let actor = passage.actor(word).filter(|_| !is_goods(passage, word))?;
    let country: Option<Country> = actor.country;
    country?;
    let is_firm = actor.sector == Sector::Bus;
    Some(Side { party: Party { entity: actor.can_act().then_some(actor.entity), country }, is_firm })
}

/// Who does what `word` says.
pub(crate) fn subject(passage: Passage, word: usize) -> Option<usize> {
    subject_within(passage, word, MAX_CLIMB)
}

fn subject_within(passage: Passage, word: usize, steps: usize) -> Option<usize> {
    if !passage.is_verb(word) {
        let own = passage.child(word, &[Deprel::Nsubj]).or_else(|| passage.child(word, &[Deprel::NmodPoss]));
        let by = || oblique(passage, &[word], &["by"]);
        let light = || {
            let verb = passage.head(word).filter(|_| steps > 0)?;
            let is_light = match passage.deprel(word) {
                Deprel::Obj => passage.is(verb, &LIGHT),
                // `has become the first buyer of`.
                deprel => deprel == Deprel::Xcomp && passage.is(verb, &["become", "remain"]),
            };
            is_light.then(|| subject_within(passage, verb, steps - 1)).flatten()
        };
        return own.or_else(by).or_else(light);
    }
    if let Some(agent) = passage.child(word, &[Deprel::OblAgent]) {
        return Some(agent);
    }
    if passage.child(word, &[Deprel::NsubjPass]).is_some() {
        return oblique(passage, &[word], &["by"]);
    }
    if let Some(subject) = passage.child(word, &[Deprel::Nsubj, Deprel::NsubjOuter]) {
        return Some(relative(passage, word, subject));
    }
    let above = passage.head(word).filter(|_| steps > 0)?;
    match passage.deprel(word) {
        Deprel::Amod => oblique(passage, &[word], &["by"]),
        // `is a tailor, having sold submarines`; `a state operating jets`.
        Deprel::Acl if passage.child(word, &[Deprel::Aux]).is_some() => subject_within(passage, above, steps - 1),
        Deprel::Acl if &*passage.node(word).xpos == "VBG" => Some(above),
        Deprel::Acl if !passage.has_to(word) => {
            passage.is_past_participle(word).then(|| oblique(passage, &[word], &["by"]))?
        }
        Deprel::Acl => passage.child(above, &[Deprel::NmodPoss]).or_else(|| {
            // `asked about the plan to provide`: not who asks.
            let is_own = matches!(passage.deprel(above), Deprel::Obj | Deprel::Xcomp | Deprel::Nsubj);
            let verb = passage.head(above).filter(|&verb| passage.is_verb(verb) && is_own)?;
            subject_within(passage, verb, steps - 1)
        }),
        Deprel::Xcomp | Deprel::Ccomp if passage.is(above, &CONTROL) => {
            passage.child(above, &[Deprel::Obj, Deprel::Iobj]).or_else(|| subject_within(passage, above, steps - 1))
        }
        // `accused the unit of having fired`.
        Deprel::Advcl if passage.is(above, &["accuse", "suspect", "blame"]) => {
            passage.child(above, &[Deprel::Obj]).or_else(|| passage.child(above, &[Deprel::NsubjPass]))
        }
        Deprel::Xcomp | Deprel::Conj | Deprel::Advcl => subject_within(passage, above, steps - 1),
        _ if !passage.is_verb(above) => {
            // `talks on buying`, `an interest in acquiring`.
            let own = passage.child(above, &[Deprel::NmodPoss]);
            own.or_else(|| subject_within(passage, passage.head(above)?, steps - 1))
        }
        _ => subject_within(passage, above, steps - 1),
    }
}

/// What a relative pronoun stands for.
fn relative(passage: Passage, verb: usize, subject: usize) -> usize {
    let is_relative = passage.node(subject).feats.get("PronType") == Some("Rel")
        || matches!(passage.form(subject).as_str(), "which" | "who" | "that");
    match passage.head(verb) {
        Some(noun) if is_relative && passage.deprel(verb) == Deprel::AclRelcl => noun,
        _ => subject,
    }
}

/// The first party that hangs on one of `words` by one of the prepositions.
pub(crate) fn oblique(passage: Passage, words: &[usize], cases: &[&str]) -> Option<usize> {
    let relations = [Deprel::Obl, Deprel::OblAgent, Deprel::Nmod];
    let introduced =
        |word: usize| passage.introducer(word, Deprel::Case).is_some_and(|case| cases.contains(&case.as_str()));
    // `with Baykar for the drone and with Pakistan for the jet`: the party that the goods hang on.
    let governs =
        |word: usize| words.first().is_some_and(|&goods| passage.tree.ancestors(goods).any(|above| above == word));
    let near = words.iter().copied().skip(1).find(|&word| {
        let is_listed = passage.deprel(word) == Deprel::Conj;
        let hangs = (is_listed || relations.contains(&passage.deprel(word))) && introduced(word) && governs(word);
        hangs && is_party(passage, word) && side(passage, word).is_some()
    });
    if near.is_some() {
        return near;
    }
    words.iter().find_map(|&word| {
        let mut hung = passage.children(word, &[Deprel::Obl, Deprel::OblAgent, Deprel::Nmod, Deprel::Conj]);
        hung.find(|&child| {
            relations.contains(&passage.deprel(child))
                && introduced(child)
                && (!words.contains(&child) || words.first() != Some(&child) && is_party(passage, child))
                && side(passage, child).is_some()
        })
    })
}

/// `with Baykar for the drone`: a party may stand on the way from the goods to the verb.
fn is_party(passage: Passage, word: usize) -> bool {
    let kinds = [EntityKind::State, EntityKind::Organisation, EntityKind::Person];
    passage.actor(word).is_some_and(|actor| kinds.contains(&actor.kind))
}

impl Side {
    /// A state, without words of its own.
    pub fn of(country: Country) -> Side {
        Side { party: Party { entity: None, country: Some(country) }, is_firm: false }
    }
}

impl Sides {
    /// Whether what was read last ends a deal.
    pub fn is_called_off(&self) -> bool {
        matches!(self.last, Some(Dealing::Cancel | Dealing::Refuse))
    }

    /// Takes over the parties that are not told yet.
    pub fn complete(&mut self, other: &Sides) {
        fill(&mut self.giver, other.giver.clone());
        fill(&mut self.taker, other.taker.clone());
        fill(&mut self.maker, other.maker.clone());
    }

    /// Adds what the dealing of `word` tells; `path` leads from the goods up to it, itself included.
    pub fn read(&mut self, passage: Passage, dealing: Dealing, word: usize, path: &[usize]) {
        // `signed a contract with Saab for four jets`: the contract's partner, however the goods hang.
        let path = &[path, &deals(passage, word)].concat();
        let heard = Heard::of(passage, word, path);
        if self.deed.is_none() && matches!(dealing, Dealing::Give | Dealing::Take | Dealing::Order) {
            self.deed = Some(dealing);
        }
        let last = self.last.replace(dealing);
        if dealing.is_deed() {
            self.take_deed(dealing, heard);
        } else {
            self.take_talk(dealing, last, heard);
        }
    }

    /// Takes in who does something with the goods.
    fn take_deed(&mut self, dealing: Dealing, heard: Heard) {
        let Heard { passage, word, path, subject, from, to, with, object, .. } = heard;
        let at = |found: Option<usize>| side_off(passage, path, found);
        match dealing {
            Dealing::Give => {
                let passive = at(passage.child(word, &[Deprel::NsubjPass]));
                fill(&mut self.giver, subject.or(from));
                fill(&mut self.taker, object.or(passive).or(to));
            }
            Dealing::Take => {
                fill(&mut self.taker, subject.or(to));
                let thanked = object.filter(|_| passage.is(word, &["thank"]));
                fill(&mut self.giver, from.or(thanked).or(with));
            }
            Dealing::Order | Dealing::Choose => {
                // `received an order from Brazil`.
                let seller = at(seller_of(passage, word));
                if seller.is_some() && from.is_some() {
                    fill(&mut self.giver, seller);
                    fill(&mut self.taker, from);
                    return;
                }
                fill(&mut self.taker, subject);
                let yard = || at(oblique(passage, path, &["in", "at"]).filter(|_| is_on_order(passage, word)));
                fill(&mut self.giver, from.or(with).or(object).or_else(yard));
            }
            Dealing::Arrive => {
                fill(&mut self.giver, from);
                let reached = passage.child(word, &[Deprel::Obj]).filter(|_| passage.is(word, &["reach"]));
                fill(&mut self.taker, at(reached).or(at(oblique(passage, path, &["in", "at", "to"]))));
            }
            Dealing::Hold if passage.is(word, &["overhaul", "refurbish", "service", "maintain"]) => {
                fill(&mut self.holder, to.or(subject));
            }
            Dealing::Hold | Dealing::Use | Dealing::Target
                if dealing != Dealing::Target || passage.is(word, &["lose"]) =>
            {
                let equipped =
                    passage.child(word, &[Deprel::NsubjPass]).filter(|_| passage.is(word, &["equip", "arm"]));
                fill(&mut self.holder, at(equipped));
                let is_goods = crate::sides::subject(passage, word).is_some_and(|subject| path.contains(&subject));
                fill(&mut self.holder, subject.filter(|_| !is_goods));
            }
            Dealing::Make => {
                fill(&mut self.maker, subject.or(at(oblique(passage, &[word], &["in"]))));
                fill(&mut self.taker, to);
            }
            _ => {}
        }
    }

    /// Takes in who speaks of the goods, after the dealing `last` below.
    fn take_talk(&mut self, dealing: Dealing, last: Option<Dealing>, heard: Heard) {
        let Heard { passage, word, path, subject, from, to, toward, with, object } = heard.clone();
        match dealing {
            Dealing::Interest => {
                let owner = || side_off(passage, path, passage.child(word, &[Deprel::NmodPoss]));
                fill(&mut self.taker, subject.or_else(owner));
                fill(&mut self.giver, from.or(toward).or(with));
            }
            Dealing::Request => {
                let object = object.or_else(|| asked(passage, path));
                let whose = subject.as_ref().map(|subject| subject.party.country);
                fill(&mut self.giver, object.filter(|side| Some(side.party.country) != whose).or(from).or(toward));
                fill(&mut self.taker, subject);
            }
            Dealing::Offer => {
                if self.taker.as_ref() != subject.as_ref() || subject.is_none() {
                    fill(&mut self.giver, subject.or(from));
                }
                fill(&mut self.taker, object.or(to));
            }
            _ => self.take_decision(dealing, last, heard),
        }
    }

    /// Takes in who agrees, signs or says no.
    fn take_decision(&mut self, dealing: Dealing, last: Option<Dealing>, heard: Heard) {
        use Dealing::*;
        let Heard { passage, word, path, subject, from, to, object, .. } = heard;
        // `received an order from Brazil`.
        if dealing == Sign && from.is_some() && passage.is(word, &TAKING_ORDERS) {
            fill(&mut self.taker, from);
            fill(&mut self.giver, subject);
            return;
        }
        match (dealing, last) {
            (Refuse | Agree | Cancel, Some(Give)) | (Refuse | Agree, Some(Request)) => fill(&mut self.giver, subject),
            (_, Some(Take)) | (Refuse, Some(Offer)) | (Cancel, Some(Order) | None) => fill(&mut self.taker, subject),
            _ => {}
        }
        self.among.extend(subjects(passage, word, path));
        fill(&mut self.giver, from);
        self.among.extend(partners(passage, path));
        if let Some(to) = to.or(object) {
            fill(&mut self.taker, Some(to));
            let taker = self.taker.as_ref().and_then(|taker| taker.party.country);
            let gives = subjects(passage, word, path).into_iter().next();
            fill(&mut self.giver, gives.filter(|gives| gives.party.country != taker));
        }
    }
}

/// The parties that hang on a word, by how they hang.
#[derive(Clone)]
struct Heard<'a> {
    passage: Passage<'a>,
    word: usize,
    path: &'a [usize],
    subject: Option<Side>,
    from: Option<Side>,
    to: Option<Side>,
    /// Who is at the end of `to`, not of `for`.
    toward: Option<Side>,
    with: Option<Side>,
    object: Option<Side>,
}

impl<'a> Heard<'a> {
    fn of(passage: Passage<'a>, word: usize, path: &'a [usize]) -> Heard<'a> {
        let at = |found: Option<usize>| side_off(passage, path, found);
        let is_from = |found: &usize| passage.introducer(*found, Deprel::Case).as_deref() == Some("from");
        // `Kyiv was denied the jets`.
        let passive = || passage.child(word, &[Deprel::NsubjPass]).filter(|_| hangs_as_object(passage, word, path));
        let inside = || taker_inside(passage, *path.first()?);
        let object = passage.child(word, &[Deprel::Iobj]).or_else(passive).or_else(inside);
        let object = object.or_else(|| passage.child(word, &[Deprel::Obj]));
        // `condemned the sale of jets to Bahrain`, where the tree has the taker with the verb.
        let verb = passage.head(word).filter(|_| !passage.is_verb(word) && passage.deprel(word) == Deprel::Obj);
        let idle = verb.filter(|&verb| of_verb(&passage.key(verb)).is_none());
        let beyond = || oblique(passage, &[idle?], &["to"]).filter(|&taker| taker > word);
        let is_party = |object: &usize| !is_goods(passage, *object) && of_noun(&passage.key(*object)).is_none();
        Heard {
            passage,
            word,
            path,
            subject: at(subject(passage, word)),
            from: at(oblique(passage, path, &["from", "of"]).filter(is_from)),
            to: at(oblique(passage, path, &["to", "for"]).or_else(beyond)),
            toward: at(oblique(passage, path, &["to"]).filter(|_| passage.is_verb(word))),
            with: at(oblique(passage, path, &["with", "between", "among"])),
            object: at(object.filter(is_party)),
        }
    }
}

/// `sell Taiwan launchers`: the taker, where the tree has it for a part of the name of the goods.
pub(crate) fn taker_inside(passage: Passage, goods: usize) -> Option<usize> {
    let verb = passage.head(goods).filter(|_| passage.deprel(goods) == Deprel::Obj)?;
    let is_giving = matches!(of_verb(&passage.key(verb)), Some(Dealing::Give | Dealing::Offer | Dealing::Refuse));
    let is_told = passage.child(verb, &[Deprel::Iobj]).is_some() || oblique(passage, &[verb, goods], &["to"]).is_some();
    let mut before = passage.tree.children(goods).filter(|&child| passage.deprel(child) != Deprel::Det);
    let first = before.next().filter(|&first| is_giving && !is_told && first < goods)?;
    let text = passage.document.slice(passage.span(first));
    let is_short = text.chars().all(|letter| letter.is_uppercase() || letter == '.');
    let names = &passage.mentions.names;
    // `sent the Houthis missiles`.
    let is_many = first == verb + 2 && passage.form(verb + 1) == "the" && text.ends_with('s');
    let is_place = |name: &annotation::Name| {
        let is_taker =
            name.label == NameLabel::Gpe || is_many && matches!(name.label, NameLabel::Organisation | NameLabel::Norp);
        name.sentence == passage.id && is_taker && name.words == (first..first + 1)
    };
    let hangs = matches!(passage.deprel(first), Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked);
    (hangs && (first == verb + 1 || is_many) && !is_short && names.iter().any(is_place)).then_some(first)
}

/// Who takes in the order that `noun` is.
fn seller_of(passage: Passage, noun: usize) -> Option<usize> {
    let verb = passage.head(noun).filter(|_| !passage.is_verb(noun) && passage.deprel(noun) == Deprel::Obj)?;
    passage.is(verb, &TAKING_ORDERS).then(|| subject(passage, verb)).flatten()
}

/// `on order in the Netherlands`.
fn is_on_order(passage: Passage, word: usize) -> bool {
    let is_on = |word: usize| passage.introducer(word, Deprel::Case).as_deref() == Some("on");
    passage.is(word, &["order"]) && is_on(word)
        || passage.children(word, &[Deprel::Obl]).any(|child| is_on(child) && passage.is(child, &["order"]))
}

/// Whether the goods hang on `verb` as what is given, asked for or denied.
fn hangs_as_object(passage: Passage, verb: usize, path: &[usize]) -> bool {
    passage.children(verb, &[Deprel::Obj]).any(|object| path.contains(&object))
}

/// The side that a word names, unless it is the goods.
fn side_off(passage: Passage, path: &[usize], found: Option<usize>) -> Option<Side> {
    found.filter(|found| path.first() != Some(found)).and_then(|found| side(passage, found))
}

/// Who is to do what is asked: `requested that Japan build six vessels`.
fn asked(passage: Passage, path: &[usize]) -> Option<Side> {
    let clause = path.iter().copied().find(|&word| passage.is_verb(word) && passage.deprel(word) == Deprel::Ccomp)?;
    side_off(passage, path, passage.child(clause, &[Deprel::Nsubj]))
}

/// Nouns of deals that are the object of `verb`.
fn deals(passage: Passage, verb: usize) -> Vec<usize> {
    let objects = passage.children(verb, &[Deprel::Obj]);
    objects.filter(|&object| of_noun(&passage.key(object)).is_some()).collect()
}

/// All who do what `word` says: `Pakistan and China`.
fn subjects(passage: Passage, word: usize, path: &[usize]) -> Vec<Side> {
    let Some(subject) = subject(passage, word) else { return Vec::new() };
    let named = passage.conjuncts(subject).into_iter().filter(|one| !path.contains(one));
    named.flat_map(|one| members(passage, one)).collect()
}

/// Who a word means, one by one: `the two ministers`.
fn members(passage: Passage, word: usize) -> Vec<Side> {
    let entities = &passage.resolution.entities;
    let members = passage.actor(word).map(|actor| &entities[actor.entity.0 as usize].members);
    let sides = members.into_iter().flatten().filter_map(|&member| {
        let entity = entities.get(member.0 as usize)?;
        let is_firm = entity.sectors.first() == Some(&Sector::Bus);
        entity.country.map(|country| Side { party: Party { entity: Some(member), country: Some(country) }, is_firm })
    });
    let sides: Vec<Side> = sides.collect();
    if sides.is_empty() { side(passage, word).into_iter().collect() } else { sides }
}

/// `with Rheinmetall`, `between Tokyo and Manila`.
fn partners(passage: Passage, path: &[usize]) -> Vec<Side> {
    let Some(partner) = oblique(passage, path, &["with", "between", "among"]) else { return Vec::new() };
    passage.conjuncts(partner).into_iter().filter_map(|one| side(passage, one)).collect()
}

fn fill(place: &mut Option<Side>, found: Option<Side>) {
    if place.is_none() {
        *place = found;
    }
}
