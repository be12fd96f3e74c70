//! Phrases of a sentence that name military goods.

use crate::nouns::{
    BODIES, CARRIERS, CIVIL, GEAR, LOOSE, MILITARY, NEVER, NICKNAMES, PARTS, QUANTIFIERS, SERVICES, STORES, UNITS,
    UNNAMED, flag,
};
use crate::sides::taker_inside;
use crate::words::DEALS;
use annotation::{Mention, MentionId, Name, NameLabel, Passage};
use gazetteer::{Entry, Gazetteer, Kind};
use ontology::{Country, Deprel, Materiel, Upos};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use text::Span;

/// A phrase that names military goods.
#[derive(Clone, Debug)]
pub(crate) struct Goods {
    /// The word that heads it.
    pub head: usize,
    /// The words to quote: without determiner, number, owner and what follows.
    pub words: Range<usize>,
    /// Their bytes.
    pub span: Span,
    /// The mention that the head heads.
    pub mention: Option<MentionId>,
    /// What class of goods.
    pub class: Materiel,
    /// The id of its row in the tables.
    pub row: Option<Arc<str>>,
    /// Who makes it, by the tables.
    pub maker: Option<Arc<str>>,
    /// Whose it is by origin.
    pub origin: Option<Country>,
    /// How much the words tell.
    pub naming: Naming,
    /// The lemma of the head.
    pub key: String,
    /// Whether a number stands before it.
    pub is_counted: bool,
    /// Whether an owner stands before it: `its submarines`.
    pub is_owned: bool,
    /// Whether it is one ship by its name.
    pub is_ship: bool,
    /// A word inside the name that tells a country: `Indian` of the name `Indian Air Force C-17`.
    pub nation: Option<(usize, Country)>,
    /// What made it an item.
    pub why: Arc<str>,
}

/// How much the words of a phrase tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Naming {
    /// A noun that has other senses, or that names arms of criminals as well: counts in deals and in the hands of forces.
    Loose,
    /// What was named before: `the frigates`, `these launchers`.
    Again,
    /// A common noun for arms.
    Common,
    /// A name or designation.
    Named,
}

/// The goods that a sentence names, in the order of their heads.
pub(crate) fn goods(passage: Passage, gazetteer: &Gazetteer) -> Vec<Goods> {
    let named: Vec<Name> = names(passage).map(|name| relabelled(passage, name, gazetteer)).collect();
    let names: Vec<&Name> = named.iter().collect();
    let mut heads: BTreeMap<usize, Option<&Name>> = BTreeMap::new();
    for name in names.iter().filter(|name| is_arms(name.label)) {
        if let Some(head) = seat(passage, name, gazetteer) {
            heads.insert(head, Some(name));
        }
    }
    for word in 0..passage.len() {
        let taken = names.iter().any(|name| name.words.contains(&word));
        let is_goods = || heads_goods(passage, word, gazetteer) || is_known_plural(passage, word, gazetteer);
        if !taken && !heads.contains_key(&word) && is_goods() {
            heads.insert(word, None);
        }
    }
    let is_beside = |word: &usize| passage.head(*word).is_some_and(|first| heads.contains_key(&first));
    let gear: Vec<usize> = (0..passage.len()).filter(|word| is_gear(passage, *word) && is_beside(word)).collect();
    heads.extend(gear.into_iter().map(|word| (word, None)));
    let finder = Finder { passage, gazetteer, names: &names };
    let mut found: Vec<Goods> = Vec::new();
    for goods in heads.into_iter().filter_map(|(head, name)| finder.goods(head, name)) {
        match found.last_mut() {
            Some(last) if last.words.end >= goods.words.end => {}
            Some(last) if last.words.start >= goods.words.start => *last = goods,
            Some(last) if last.words.end == goods.words.start && last.row.is_some() && goods.row.is_none() => {
                *last = joined(passage, last, goods);
            }
            _ => found.push(goods),
        }
    }
    found
}

/// `Harop` `loitering munitions`: the name and the kind of the same goods, where the tree has them apart.
fn joined(passage: Passage, name: &Goods, kind: Goods) -> Goods {
    let words = name.words.start..kind.words.end;
    let span = passage.span(words.start).join(passage.span(words.end - 1));
    let Goods { row, maker, origin, naming, why, .. } = name.clone();
    let is_counted = name.is_counted || kind.is_counted;
    Goods { words, span, row, maker, origin, naming, why, is_counted, ..kind }
}

/// The name as arms where the reader took it for a body or a person, and the tables know arms of that name only.
fn relabelled(passage: Passage, name: &Name, gazetteer: &Gazetteer) -> Name {
    let is_other = matches!(
        name.label,
        NameLabel::Organisation | NameLabel::Person | NameLabel::Location | NameLabel::Facility | NameLabel::Norp
    );
    let forms: Vec<&str> = name.words.clone().map(|word| passage.document.slice(passage.span(word))).collect();
    let singular: Vec<&str> = match forms.split_last().and_then(|(last, rest)| Some((last.strip_suffix('s')?, rest))) {
        Some((last, rest)) if last.len() > 3 => rest.iter().copied().chain([last]).collect(),
        _ => Vec::new(),
    };
    let is_arms = |forms: &[&str], by_weak: bool| {
        gazetteer.senses(forms).is_some_and(|(length, senses)| {
            let fits = |sense: &gazetteer::Sense| {
                matches!(sense.entry.kind, Kind::Platform | Kind::Weapon)
                    && !matches!(&*sense.entry.class, "ship" | "submarine" | "satellite" | "other")
                    && (by_weak || sense.strength != gazetteer::Strength::Weak)
            };
            length == forms.len() && !senses.is_empty() && senses.iter().all(fits)
        })
    };
    // `a Hercules`: firms and people stand without article.
    let start = name.words.start;
    let has_article = name.label == NameLabel::Organisation
        && (start.saturating_sub(2)..start).any(|word| matches!(passage.form(word).as_str(), "a" | "an"));
    let is_nickname = (has_article || !singular.is_empty()) && nickname(passage, name.words.end - 1).is_some();
    // `BRP Sierra Madre`: a ship, whoever else is called so.
    let is_prefix = |word: usize| flag(passage.document.slice(passage.span(word))).is_some();
    if is_other && start > 0 && is_prefix(start - 1) {
        return Name { label: NameLabel::Item, words: start - 1..name.words.end, ..name.clone() };
    }
    let is_mistaken =
        is_other && (is_arms(&forms, has_article) || is_arms(&singular, true) || name.words.len() == 1 && is_nickname);
    Name { label: if is_mistaken { NameLabel::Item } else { name.label }, ..name.clone() }
}

/// `K2`, `T-90`: a letter, then figures.
fn is_model(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_alphabetic()) && form.contains(|c: char| c.is_ascii_digit())
}

/// Class and origin of arms called by their maker: `the MiGs`.
fn nickname(passage: Passage, word: usize) -> Option<(Materiel, Option<Country>)> {
    let form = passage.form(word);
    let found = NICKNAMES.iter().find(|(name, ..)| form == *name || form.strip_suffix('s') == Some(name))?;
    Some((found.1, Country::from_code(found.2)))
}

fn names<'a>(passage: Passage<'a>) -> impl Iterator<Item = &'a Name> {
    let names = &passage.mentions.names;
    let first = names.partition_point(|name| name.sentence < passage.id);
    names[first..].iter().take_while(move |name| name.sentence == passage.id)
}

fn is_arms(label: NameLabel) -> bool {
    matches!(label, NameLabel::Item | NameLabel::Weapon)
}

fn is_noun(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn)
}

fn modifies(deprel: Deprel) -> bool {
    matches!(deprel, Deprel::Compound | Deprel::Amod | Deprel::NmodDesc | Deprel::NmodUnmarked | Deprel::Nummod)
}

/// The word that heads the phrase which `name` is in; none where it only tells more of something else: `F-16 pilots`.
fn seat(passage: Passage, name: &Name, gazetteer: &Gazetteer) -> Option<usize> {
    let is_top = |word: &usize| passage.head(*word).is_none_or(|head| !name.words.contains(&head));
    let tops = || name.words.clone().filter(is_top);
    let top = tops().rfind(|&top| !modifies(passage.deprel(top))).or_else(|| tops().next())?;
    if !modifies(passage.deprel(top)) {
        return Some(top);
    }
    let above = passage.head(top)?;
    // A list that the tree took for one phrase.
    if above < name.words.start {
        return Some(name.words.end - 1);
    }
    let key = passage.key(above);
    let is_unit = UNITS.contains(&key.as_str()) && passage.deprel(above) == Deprel::Obj;
    if DEALS.contains(&key.as_str()) || is_unit {
        return Some(top);
    }
    let carries = CARRIERS.contains(&key.as_str()) || arms_noun(passage, above, gazetteer).is_some();
    let is_apposed = passage.deprel(top) == Deprel::NmodDesc && above > top;
    if carries && !modifies(passage.deprel(above)) {
        return Some(above);
    }
    let is_name_of_goods = is_apposed && names(passage).any(|name| is_arms(name.label) && name.words.contains(&above));
    (is_name_of_goods || carries).then_some(above)
}

/// Whether a common noun for arms, or for arms of no told class, ends at `word`.
fn heads_goods(passage: Passage, word: usize, gazetteer: &Gazetteer) -> bool {
    is_noun(passage.upos(word))
        && !modifies(passage.deprel(word))
        && !matches!(passage.deprel(word), Deprel::Flat | Deprel::Fixed)
        && (arms_noun(passage, word, gazetteer).is_some()
            || unnamed(passage, word).is_some()
            || is_traded(passage, word))
}

/// `ambulances, goggles and helicopters`: equipment that is an army's in a list of arms.
fn is_gear(passage: Passage, word: usize) -> bool {
    passage.deprel(word) == Deprel::Conj && is_noun(passage.upos(word)) && passage.is(word, &GEAR)
}

/// `the sale of 66 fighters`, `bought ten jets`: aircraft by what is done with a number of them.
fn is_traded(passage: Passage, word: usize) -> bool {
    let is_counted = passage.child(word, &[Deprel::Nummod]).is_some();
    let is_kind = passage.is(word, &["fighter", "jet", "trainer"]);
    let is_deal = |above: usize| match passage.deprel(word) {
        Deprel::Nmod => DEALS.contains(&passage.key(above).as_str()),
        Deprel::Obj | Deprel::NsubjPass => {
            passage.is(above, &["buy", "purchase", "sell", "acquire", "procure", "lease", "export"])
        }
        _ => false,
    };
    is_counted && is_kind && passage.head(word).is_some_and(is_deal)
}

/// `Jaguars`, `Predators`: a name that means little in the singular.
fn is_known_plural(passage: Passage, word: usize, gazetteer: &Gazetteer) -> bool {
    let form = passage.document.slice(passage.span(word));
    let is_capital = word > 0 && form.starts_with(|c: char| c.is_uppercase());
    let Some(singular) = form.strip_suffix('s').filter(|singular| is_capital && singular.len() > 3) else {
        return false;
    };
    let fits = |entry: &Entry| {
        matches!(
            &*entry.class,
            "aircraft" | "helicopter" | "drone" | "armour" | "missile" | "air-defence" | "artillery"
        )
    };
    let senses = gazetteer.senses(&[singular]);
    let is_had = passage.child(word, &[Deprel::NmodPoss, Deprel::Nummod]).is_some();
    !modifies(passage.deprel(word))
        && senses.is_some_and(|(_, senses)| {
            senses.iter().all(|sense| fits(sense.entry)) || is_had && senses.iter().any(|sense| fits(sense.entry))
        })
}

/// The common noun for arms that ends at `word`, in lower case, and its class in the table.
fn arms_noun<'g>(passage: Passage, word: usize, gazetteer: &'g Gazetteer) -> Option<(String, &'g str)> {
    let start = word.saturating_sub(6);
    let lemma = passage.key(word);
    let before: Vec<String> = (start..word).map(|before| passage.form(before)).collect();
    let last = passage.form(word);
    let pieces = |last: &str| -> Vec<String> {
        let joined = before.iter().map(String::as_str).chain([last]).collect::<Vec<_>>().join(" ");
        joined.split([' ', '-']).filter(|piece| !piece.is_empty()).map(str::to_string).collect()
    };
    let (by_lemma, by_form) = (pieces(&lemma), pieces(&last));
    let lookup = |pieces: &[String]| {
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let (length, arms) = gazetteer.arms(&pieces)?;
        Some((pieces[pieces.len() - length..].join(" "), arms.class))
    };
    let (noun, class) = lookup(&by_lemma).or_else(|| lookup(&by_form))?;
    let arms_class = class;
    (!NEVER.contains(&noun.as_str())).then_some((noun, arms_class))
}

/// The class of a phrase without a noun of the table: `naval platforms`, `drone jamming kits`, `a training package`.
fn unnamed(passage: Passage, word: usize) -> Option<Materiel> {
    let before = || {
        let modifier = |child: &usize| *child < word && modifies(passage.deprel(*child));
        passage.tree.children(word).filter(modifier).map(|child| (passage.form(child), passage.key(child)))
    };
    let key = passage.key(word);
    let is_one =
        |list: &[&str], forms: &(String, String)| list.contains(&forms.0.as_str()) || list.contains(&forms.1.as_str());
    if key == "package" {
        return before().any(|forms| is_one(&SERVICES, &forms)).then_some(Materiel::Service);
    }
    if !UNNAMED.contains(&key.as_str()) || !before().any(|forms| is_one(&MILITARY, &forms)) {
        return None;
    }
    Some(match key.as_str() {
        "boat" | "ship" | "vessel" | "craft" => Materiel::Ship,
        "aircraft" | "helicopter" => Materiel::Aircraft,
        "vehicle" => Materiel::Armour,
        "launcher" => Materiel::Missile,
        "capability" | "package" | "asset" | "item" | "technology" | "product" | "supply" => return None,
        _ => Materiel::Other,
    })
}

/// The name of a type has at most so many words.
const MAX_TYPE: usize = 5;

struct Finder<'f, 'a> {
    passage: Passage<'a>,
    gazetteer: &'f Gazetteer,
    names: &'f [&'f Name],
}

impl Finder<'_, '_> {
    fn goods(&self, head: usize, name: Option<&Name>) -> Option<Goods> {
        let passage = self.passage;
        if self.is_of_a_body(head) || self.is_figure(head) || NEVER.contains(&passage.key(head).as_str()) {
            return None;
        }
        let mention = passage.mention(head);
        let words = self.quoted(head, name, mention.map(|mention| passage.mentions.get(mention)));
        let text = passage.document.slice(passage.span(words.start).join(passage.span(words.end - 1)));
        if NEVER.contains(&text.to_lowercase().as_str()) || self.is_never(head) {
            return None;
        }
        let noun = arms_noun(passage, head, self.gazetteer);
        let by_noun = noun.as_ref().map(|(_, class)| materiel(class));
        // `Mistral helicopter carriers` are no missiles.
        let platform = by_noun.filter(|class| {
            use Materiel::*;
            matches!(class, Ship | Submarine | Aircraft | Armour | Radar | Other)
        });
        let fits = |class: Materiel| platform.is_none_or(|platform| platform == class || class == Materiel::Submarine);
        let entry = self.entry(&words, name, platform).filter(|entry| fits(materiel(&entry.class)));
        let by_maker = || nickname(passage, words.end - 1).filter(|_| name.is_some());
        let pattern = self.pattern(&words).or_else(by_maker).filter(|(class, _)| fits(*class));
        let is_capital =
            |word: usize| passage.document.slice(passage.span(word)).starts_with(|c: char| c.is_uppercase());
        // `Russian Helicopters` is a firm.
        if entry.is_none()
            && pattern.is_none()
            && noun.is_some()
            && head > 0
            && is_capital(head)
            && is_capital(head - 1)
        {
            return None;
        }
        let named = entry.is_some()
            || pattern.is_some()
            || name.is_some_and(|name| self.has_proper(&name.words))
            || words.len() > 1 && self.has_proper(&words);
        let by_table = entry.map(|entry| materiel(&entry.class)).or(pattern.map(|(class, _)| class));
        let key = passage.key(head);
        let part = PARTS.iter().find(|(part, _)| *part == key).map(|&(_, class)| class);
        let part = part.filter(|&class| {
            by_table != Some(Materiel::Artillery) && !(class == Materiel::Munitions && by_table.is_none())
        });
        let by_ship = self.is_ship(&words, entry).then_some(Materiel::Ship).filter(|_| entry.is_none());
        let gear = || {
            let is_shot = passage.is(head, &["round", "magazine"]);
            let class = if is_shot { Materiel::Munitions } else { Materiel::Other };
            (name.is_none() && is_gear(passage, head)).then_some(class)
        };
        let class = part.or(by_table).or(by_noun).or_else(|| unnamed(passage, head)).or(by_ship).or_else(gear);
        let class = class.or_else(|| is_traded(passage, head).then_some(Materiel::Aircraft));
        let labelled = || name.filter(|name| name.label == NameLabel::Item && self.has_proper(&name.words));
        let class =
            class.or_else(|| self.guess(&words)).or_else(|| labelled().and_then(|_| self.guess_around(head)))?;
        let why = match (entry, pattern.is_some(), &noun) {
            (Some(entry), ..) => format!("row {}", entry.row),
            (None, true, _) => "form of designation".to_string(),
            (None, false, Some((noun, _))) => format!("noun {noun}"),
            _ => "reader's label".to_string(),
        };
        // `the MiGs`: those named before.
        let is_nickname = entry.is_none() && words.len() == 1 && nickname(passage, head).is_some();
        let named = named && !(is_nickname && self.is_definite(head));
        let naming = self.naming(head, &words, named, noun.as_ref().map(|(noun, _)| noun.as_str()));
        // `the first twelve aircraft` have no other name than their number.
        let numeral =
            passage.child(head, &[Deprel::Nummod]).filter(|&numeral| naming == Naming::Again && numeral < words.start);
        let words = numeral.unwrap_or(words.start)..words.end;
        let protects =
            words.clone().any(|word| matches!(passage.form(word).as_str(), "bulletproof" | "armoured" | "armored"));
        let class = if protects && class == Materiel::Other { Materiel::Armour } else { class };
        let flag = words.clone().find_map(|word| flag(passage.document.slice(passage.span(word))));
        let span = passage.span(words.start).join(passage.span(words.end - 1));
        Some(Goods {
            head,
            span,
            mention,
            class,
            row: entry.map(|entry| Arc::from(&*entry.id)),
            maker: entry.and_then(|entry| entry.body.as_deref()).map(Arc::from),
            origin: entry.and_then(|entry| entry.country).or(pattern.and_then(|(_, origin)| origin)).or(flag),
            naming,
            key: passage.key(head),
            is_counted: passage.child(head, &[Deprel::Nummod]).is_some(),
            is_owned: self.owner(head).is_some(),
            is_ship: self.is_ship(&words, entry),
            nation: self.nation(&words, head),
            words,
            why: why.into(),
        })
    }

    /// `the Strategic Missile Forces`, `frigate commander`: arms inside another name.
    fn is_of_a_body(&self, head: usize) -> bool {
        let passage = self.passage;
        let is_firm = passage.upos(head) == Upos::Propn
            && head > 0
            && passage.upos(head - 1) != Upos::Noun
            && passage.document.slice(passage.span(head)).ends_with("opters");
        let is_as = passage.introducer(head, Deprel::Case).as_deref() == Some("as");
        let is_base = passage.introducer(head, Deprel::Case).as_deref() == Some("at")
            && flag(passage.document.slice(passage.span(head))).is_some();
        if is_firm
            || is_as
            || is_base
            || passage.is(head, &BODIES)
            || passage.deprel(head) != Deprel::Obj && head > 0 && passage.form(head - 1) == "raf"
            || self.is_money(head)
        {
            return true;
        }
        let other = |name: &&&Name| {
            !is_arms(name.label) && !matches!(name.label, NameLabel::Number | NameLabel::Norp | NameLabel::Gpe)
        };
        self.names.iter().filter(other).any(|name| name.words.contains(&head))
            || passage.deprel(head) == Deprel::NmodPoss
                && passage.head(head).is_some_and(|above| !is_noun(passage.upos(above)))
    }

    /// `Dh5 billion`, which the reader may take for a designation.
    fn is_money(&self, head: usize) -> bool {
        let passage = self.passage;
        let follows = (head + 1..passage.len().min(head + 4)).map(|word| passage.form(word));
        let is_figure = passage.form(head).ends_with(|c: char| c.is_ascii_digit());
        is_figure && follows.into_iter().any(|form| matches!(form.as_str(), "billion" | "million" | "crore" | "lakh"))
    }

    /// `a missile of a question`, `under the gun`: no arms at all.
    fn is_figure(&self, head: usize) -> bool {
        let passage = self.passage;
        let case = passage.introducer(head, Deprel::Case);
        passage.key(head) == "gun" && case.as_deref() == Some("under")
            || passage.form(head) == "arms" && matches!(case.as_deref(), Some("in" | "at" | "up"))
            || passage.form(head) == "arms"
                && passage.tree.children(head).any(|child| passage.deprel(child) == Deprel::NmodPoss)
    }

    /// `oil tanks`, `nerve agents`: whatever stands before them, no arms.
    fn is_never(&self, head: usize) -> bool {
        let passage = self.passage;
        let before = head.checked_sub(1).map(|before| passage.form(before)).unwrap_or_default();
        let key = passage.key(head);
        let follows = |next: &str| head + 1 < passage.len() && passage.form(head + 1) == next;
        NEVER.contains(&format!("{before} {key}").as_str())
            || matches!(key.as_str(), "gunner" | "tanker" | "agent")
            || key == "tank" && STORES.contains(&before.as_str())
            || passage.form(head) == "arms" && (head.saturating_sub(2)..head).any(|word| passage.form(word) == "at")
            || passage.form(head) == "arms" && follows("embargo")
            || (head.saturating_sub(3)..head)
                .any(|word| matches!(passage.form(word).as_str(), "non" | "non-lethal" | "nonlethal"))
    }

    /// The words to quote.
    fn quoted(&self, head: usize, name: Option<&Name>, mention: Option<&Mention>) -> Range<usize> {
        let passage = self.passage;
        let phrase = mention.map_or(head..head + 1, |mention| mention.words.clone());
        let name = name.map_or(head..head + 1, |name| name.words.clone());
        let mut start = phrase.start.min(name.start).min(head);
        // What follows a number, however that is hedged: `at least two`.
        for numeral in passage.children(head, &[Deprel::Nummod]) {
            let of_model = numeral > 0
                && passage.deprel(numeral - 1) == Deprel::Compound
                && passage.document.slice(passage.span(numeral - 1)).starts_with(|c: char| c.is_uppercase());
            let of_model = of_model || is_model(&passage.form(numeral));
            if numeral < head && !of_model && (numeral <= name.start || !name.contains(&numeral)) {
                start = start.max(numeral + 1);
            }
        }
        if let Some(taker) = taker_inside(passage, head).filter(|&taker| taker >= start) {
            start = taker + 1;
        }
        while start < head && self.is_left_out(start, head, &name) {
            start += 1;
        }
        while start > 0 && start <= head && (self.is_glued(start) || passage.form(start) == "mm") {
            start -= 1;
        }
        start = self.source_before(start).unwrap_or(start);
        let mut end = (head + 1).max(name.end);
        while end < passage.len() && self.is_glued(end) {
            end += 1;
        }
        // The name of a ship, a model's number behind it.
        let follows = |next: &&&Name| is_arms(next.label) && next.words.start == end;
        if let Some(next) = self.names.iter().find(follows) {
            let hangs =
                next.words.clone().any(|word| passage.head(word) == Some(head) && passage.deprel(word) != Deprel::Conj);
            if hangs {
                end = next.words.end;
            }
        }
        end = self.ship_name(head, end);
        // `the submarine BAP Angamos`, whatever the reader took the name for.
        if end + 1 < passage.len() && flag(passage.document.slice(passage.span(end))).is_some() {
            end += 2;
        }
        end = self.type_behind(end).unwrap_or(end);
        let is_odd = start >= end || end > passage.len();
        if is_odd { head..head + 1 } else { start..end }
    }

    /// Where `Spanish-built` before the goods begins, wherever the tree has it.
    fn source_before(&self, start: usize) -> Option<usize> {
        let passage = self.passage;
        let first = start.checked_sub(3).filter(|&first| passage.form(first + 1) == "-")?;
        let is_source = matches!(passage.form(start - 1).as_str(), "made" | "built" | "supplied" | "designed");
        let nation = self.gazetteer.demonym(passage.document.slice(passage.span(first)));
        (is_source && nation.is_some_and(|nation| nation.country.is_some())).then_some(first)
    }

    /// Where a designation behind the noun ends: `corvettes of the Sigma type`, `launchers of the type Panzerfaust 3`.
    fn type_behind(&self, end: usize) -> Option<usize> {
        let passage = self.passage;
        let form = |word: usize| if word < passage.len() { passage.form(word) } else { String::new() };
        let is_type = |word: usize| matches!(form(word).as_str(), "type" | "class");
        let is_name = |word: usize| {
            let text = if word < passage.len() { passage.document.slice(passage.span(word)) } else { "" };
            text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || text == "-"
        };
        let start = end + if form(end + 1) == "the" { 2 } else { 1 };
        if form(end) != "of" || !is_name(start) && !is_type(start) {
            return None;
        }
        let first = start + usize::from(is_type(start));
        let last = (first..first + MAX_TYPE).take_while(|&word| is_name(word)).last()? + 1;
        if is_type(start) { Some(last) } else { is_type(last).then_some(last + 1) }
    }

    /// Where the name of a ship behind its type ends: `the corvette Baynunah`.
    fn ship_name(&self, head: usize, end: usize) -> usize {
        let passage = self.passage;
        let is_type =
            arms_noun(passage, head, self.gazetteer).is_some_and(|(_, class)| matches!(class, "ship" | "submarine"));
        let is_one = passage.key(head) == passage.form(head) && end == head + 1;
        let names_it = |word: usize| {
            let hangs =
                matches!(passage.deprel(word), Deprel::Flat | Deprel::Appos | Deprel::NmodDesc | Deprel::NmodUnmarked);
            let is_capital = passage.document.slice(passage.span(word)).starts_with(|c: char| c.is_uppercase());
            is_capital && passage.upos(word) == Upos::Propn && (hangs && passage.head(word) == Some(head) || word > end)
        };
        let name = (end..passage.len().min(end + 3)).take_while(|&word| is_type && is_one && names_it(word));
        let end = end + name.count();
        if is_type && is_one { self.ship_name_apart(head, end).unwrap_or(end) } else { end }
    }

    /// Where the name between commas ends: `a corvette, Baynunah, to the Emirates`.
    fn ship_name_apart(&self, head: usize, end: usize) -> Option<usize> {
        let passage = self.passage;
        let form = |word: usize| if word < passage.len() { passage.form(word) } else { String::new() };
        let is_any = passage.children(head, &[Deprel::Det]).any(|det| matches!(passage.form(det).as_str(), "a" | "an"));
        let is_name = |word: usize| {
            word < passage.len()
                && passage.upos(word) == Upos::Propn
                && passage.document.slice(passage.span(word)).starts_with(|c: char| c.is_uppercase())
        };
        let last = (end + 1..end + 4).take_while(|&word| is_name(word)).last()?;
        let hangs = passage.head(end + 1) == Some(head) && passage.deprel(end + 1) == Deprel::Appos;
        (is_any && hangs && form(end) == "," && matches!(form(last + 1).as_str(), "," | ".")).then_some(last + 1)
    }

    /// Determiners, numbers, owners, and what only counts.
    fn is_left_out(&self, word: usize, head: usize, name: &Range<usize>) -> bool {
        let passage = self.passage;
        let is_model = is_model(&passage.form(word));
        let counts = matches!(
            passage.deprel(word),
            Deprel::Det | Deprel::Advmod | Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::CcPreconj
        ) || matches!(
            passage.upos(word),
            Upos::Det | Upos::Punct | Upos::Adp | Upos::Part | Upos::Pron | Upos::Adv
        ) || passage.deprel(word) == Deprel::Nummod && !is_model;
        let is_number =
            passage.upos(word) == Upos::Num && !is_model && word + 1 < passage.len() && passage.form(word + 1) != "-";
        let is_owner = self.owner(head).is_some_and(|owner| passage.tree.descendants(owner).contains(&word));
        let in_name =
            name.contains(&word) && !(is_number && word == name.start && passage.deprel(word) == Deprel::Nummod);
        is_owner
            || !in_name
                && (counts
                    || is_number
                    || QUANTIFIERS.contains(&passage.form(word).as_str()) && !self.is_glued(word + 1))
    }

    /// Whether no space stands before the word, so that it is a part of what stands there: `F` `-` `5s`.
    fn is_glued(&self, word: usize) -> bool {
        let passage = self.passage;
        let (before, here) = (passage.span(word - 1), passage.span(word));
        let text = |span: Span| passage.document.slice(span);
        let joins = |span: Span| matches!(text(span), "-" | "/");
        let is_word = |span: Span| text(span).starts_with(char::is_alphanumeric);
        let follows =
            word + 1 < passage.len() && passage.span(word + 1).start() == here.end() && is_word(passage.span(word + 1));
        before.end() == here.start() && (joins(here) && follows || joins(before) && is_word(here))
    }

    fn owner(&self, head: usize) -> Option<usize> {
        self.passage.child(head, &[Deprel::NmodPoss])
    }

    /// The table's row for the longest known name in the phrase.
    fn entry(&self, words: &Range<usize>, name: Option<&Name>, platform: Option<Materiel>) -> Option<&Entry> {
        let forms: Vec<&str> = words.clone().map(|word| self.passage.document.slice(self.passage.span(word))).collect();
        let known = self.gazetteer.scan(&forms);
        let is_goods = |kind: Kind| matches!(kind, Kind::Platform | Kind::Weapon);
        let goods = known.iter().filter_map(|known| {
            let length = known.end - known.start;
            let senses = || known.senses.iter().filter(|sense| is_goods(sense.entry.kind));
            let fits = platform.and_then(|platform| senses().find(|sense| materiel(&sense.entry.class) == platform));
            let sense = fits.or_else(|| senses().next())?;
            (sense.strength != gazetteer::Strength::Weak || name.is_some()).then_some((length, sense.entry))
        });
        let longest = goods.reduce(|best, other| if other.0 > best.0 { other } else { best });
        longest.map(|(_, entry)| entry).or_else(|| self.entry_in_singular(&forms))
    }

    /// `Super Tucanos`, `Caesars`: the plural of a name.
    fn entry_in_singular(&self, forms: &[&str]) -> Option<&Entry> {
        (0..forms.len()).find_map(|last| {
            let singular = forms[last].strip_suffix('s').filter(|singular| singular.len() > 2)?;
            (0..=last).find_map(|first| {
                let words: Vec<&str> = forms[first..last].iter().copied().chain([singular]).collect();
                let (length, senses) = self.gazetteer.senses(&words)?;
                let sense = senses.iter().find(|sense| matches!(sense.entry.kind, Kind::Platform | Kind::Weapon))?;
                (length == words.len()).then_some(sense.entry)
            })
        })
    }

    /// Class and origin by the form of a designation.
    fn pattern(&self, words: &Range<usize>) -> Option<(Materiel, Option<Country>)> {
        let forms: Vec<&str> = words.clone().map(|word| self.passage.document.slice(self.passage.span(word))).collect();
        let found = (0..forms.len()).find_map(|first| {
            let forms = &forms[first..];
            let plural = forms.len().checked_sub(1).and_then(|last| forms[last].strip_suffix('s'));
            self.gazetteer.designation(forms).or_else(|| {
                let singular: Vec<&str> = forms[..forms.len() - 1].iter().copied().chain(plural).collect();
                self.gazetteer.designation(&singular)
            })
        })?;
        Some((materiel(found.1.class), found.1.origin))
    }

    /// `USS Halvorsen`, `BNS Joyjatra`: a ship by its name.
    fn is_ship(&self, words: &Range<usize>, entry: Option<&Entry>) -> bool {
        let text = |word: usize| self.passage.document.slice(self.passage.span(word));
        let named =
            entry.is_some_and(|entry| matches!(&*entry.class, "ship" | "submarine") && !entry.name.contains("lass"));
        let has_prefix = words.clone().any(|word| flag(text(word)).is_some());
        has_prefix && (named || entry.is_none())
    }

    /// A country inside the reader's name.
    fn nation(&self, words: &Range<usize>, head: usize) -> Option<(usize, Country)> {
        let first =
            self.passage.mention(head).map_or(words.start, |mention| self.passage.mentions.get(mention).words.start);
        (first.min(words.start)..head).find_map(|word| {
            let form = self.passage.document.slice(self.passage.span(word));
            // `North Korean`.
            let pair = word.checked_sub(1).map(|before| self.passage.document.slice(self.passage.span(before)));
            let whole =
                pair.and_then(|before| self.gazetteer.senses(&[before, form])).filter(|&(length, _)| length == 2);
            let whole = whole.into_iter().flat_map(|(_, senses)| senses).map(|sense| sense.entry);
            let whole = whole.into_iter().find(|entry| entry.kind == Kind::Demonym);
            let demonym = whole.or_else(|| self.gazetteer.demonym(form));
            Some((word, demonym?.country?))
        })
    }

    fn has_proper(&self, words: &Range<usize>) -> bool {
        words.clone().any(|word| {
            let form = self.passage.document.slice(self.passage.span(word));
            let is_first = word == 0;
            let is_capital = form.starts_with(|c: char| c.is_uppercase());
            let is_nation = self.names.iter().any(|name| name.label == NameLabel::Norp && name.words.contains(&word));
            !is_nation
                && (form.contains(|c: char| c.is_ascii_digit())
                    || is_capital && !is_first && self.passage.upos(word) == Upos::Propn)
        })
    }

    /// The class that the words of a designation without row show: `Rafale fighters`.
    fn guess(&self, words: &Range<usize>) -> Option<Materiel> {
        words.clone().rev().find_map(|word| {
            let key = self.passage.key(word);
            Some(match key.as_str() {
                "fighter" | "jet" | "aircraft" | "plane" | "trainer" | "transport" | "transporter" | "airlifter"
                | "tanker" | "bomber" | "gunship" | "helicopter" | "chopper" | "airframe" => Materiel::Aircraft,
                "ship" | "boat" | "vessel" | "craft" | "frigate" | "cutter" | "hull" | "escort" | "fleet" => {
                    Materiel::Ship
                }
                "submarine" => Materiel::Submarine,
                "missile" | "rocket" => Materiel::Missile,
                "drone" | "uav" | "quadcopter" => Materiel::Drone,
                "tank" | "carrier" | "vehicle" | "bridge-layer" => Materiel::Armour,
                "gun" | "howitzer" | "mortar" | "cannon" => Materiel::Artillery,
                "battery" | "interceptor" => Materiel::AirDefence,
                "rifle" | "pistol" => Materiel::SmallArms,
                _ => return None,
            })
        })
    }

    /// The class of a name that tells none, by its apposition or by who has it: `the Jasiri, a patrol vessel`.
    fn guess_around(&self, head: usize) -> Option<Materiel> {
        let passage = self.passage;
        let other = passage.child(head, &[Deprel::Appos]).or_else(|| {
            passage
                .head(head)
                .filter(|_| matches!(passage.deprel(head), Deprel::Appos | Deprel::Nmod | Deprel::NmodDesc))
        });
        let by_noun = other.and_then(|other| {
            let noun = arms_noun(passage, other, self.gazetteer).map(|(_, class)| materiel(class));
            noun.or_else(|| self.guess(&(other..other + 1)))
        });
        by_noun.or_else(|| self.guess_beside(head)).or_else(|| self.guess_by_force())
    }

    /// The class of the noun for arms that stands nearest: `shops for armoured vehicles and looked at the Guaraní`.
    fn guess_beside(&self, head: usize) -> Option<Materiel> {
        let nouns = (0..self.passage.len()).filter(|&word| is_noun(self.passage.upos(word)));
        let arms =
            nouns.filter_map(|word| Some((word.abs_diff(head), arms_noun(self.passage, word, self.gazetteer)?.1)));
        arms.min_by_key(|&(distance, _)| distance).map(|(_, class)| materiel(class))
    }

    /// What the forces that a sentence names have.
    fn guess_by_force(&self) -> Option<Materiel> {
        let has = |wanted: &[&str]| (0..self.passage.len()).any(|word| self.passage.is(word, wanted));
        if has(&["pilot", "squadron", "fly", "air", "aviation", "sortie", "fighter", "airfield"]) {
            Some(Materiel::Aircraft)
        } else if has(&["navy", "naval", "sail", "shipyard", "fleet", "coastguard"]) {
            Some(Materiel::Ship)
        } else {
            None
        }
    }

    fn naming(&self, head: usize, words: &Range<usize>, is_named: bool, noun: Option<&str>) -> Naming {
        if is_named {
            return Naming::Named;
        }
        let is_plain = words.len() == 1;
        // `the missiles that Gaddafi acquired`: told apart by the clause, and not named before.
        let is_told_apart = !is_plain && self.passage.child(head, &[Deprel::AclRelcl]).is_some();
        let is_theirs = self.owner(head).is_some_and(|owner| self.passage.upos(owner) == Upos::Pron) && is_plain;
        if self.is_definite(head) && words.len() <= 2 && !is_told_apart || is_theirs {
            return Naming::Again;
        }
        let is_noun_alone = noun.is_some_and(|noun| noun.split(' ').count() == words.len());
        let is_loose = |noun: &str| is_noun_alone && LOOSE.contains(&noun) || CIVIL.contains(&noun);
        if noun.is_some_and(is_loose) {
            return Naming::Loose;
        }
        Naming::Common
    }

    /// `the jets`, `these ships`.
    fn is_definite(&self, head: usize) -> bool {
        let definite = |child: usize| {
            matches!(self.passage.form(child).as_str(), "the" | "this" | "that" | "these" | "those" | "such")
        };
        self.passage.children(head, &[Deprel::Det]).any(definite)
    }
}

/// The codebook's class of a class of the tables.
fn materiel(class: &str) -> Materiel {
    match class {
        "helicopter" => Materiel::Aircraft,
        class => Materiel::from_name(class).unwrap_or(Materiel::Other),
    }
}
