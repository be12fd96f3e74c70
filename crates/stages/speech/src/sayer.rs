//! Who says it: the subject of a word of saying, and who passes that on.

use crate::scene::{Report, Scene};
use crate::words::{is_clausal, is_document, is_noun_of_saying, is_saying, quoted_saying};
use annotation::{EntityKind, Form, Passage, Saying};
use ontology::Deprel;
use text::Span;

/// So many steps up the tree are looked at.
const MAX_STEPS: usize = 24;
/// A subject is inherited over so many clauses.
const MAX_CLAUSES: usize = 6;
/// So many sentences before it are looked at for the one who speaks.
const MAX_BACK: usize = 3;

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
const OBJECTS: &[Deprel] = &[Deprel::Iobj, Deprel::Obj];
const OBLIQUES: &[Deprel] = &[Deprel::Obl, Deprel::Nmod, Deprel::OblAgent];
const RELATIVE_PRONOUNS: [&str; 3] = ["who", "which", "that"];
/// Verbs whose object does what the infinitive says: `asked him to say`.
const OBJECT_CONTROL: [&str; 9] = ["allow", "ask", "force", "invite", "lead", "order", "prompt", "tell", "urge"];

/// What tells that somebody says something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cue {
    /// A verb or noun of saying.
    Word(usize),
    /// A verb of saying, and the phrase beside it that says it.
    Beside(usize, usize),
    /// The noun after `according to`.
    AccordingTo(usize),
    /// The phrase before a colon.
    Colon(usize),
    /// The subject of the clause in which the words stand, without a word of saying.
    Subject(usize),
}

/// Everybody who says what `cue` governs, nearest first.
pub(crate) fn sayings(scene: Scene, cue: Cue) -> Vec<Saying> {
    let mut found = Vec::new();
    let start = match cue {
        Cue::Word(word) => {
            found.extend(
                sayer(scene.passage, word).and_then(|sayer| saying(scene, sayer, cue_span(scene.passage, word))),
            );
            word
        }
        Cue::Beside(word, sayer) => {
            found.extend(saying(scene, sayer, cue_span(scene.passage, word)));
            word
        }
        Cue::AccordingTo(source) => {
            found.extend(saying(scene, source, according(scene.passage, source)));
            source
        }
        Cue::Colon(source) | Cue::Subject(source) => {
            found.extend(saying(scene, source, None));
            source
        }
    };
    for further in passed_on(scene, start) {
        if !found.iter().any(|known| is_same(known, &further)) {
            found.push(further);
        }
    }
    found
}

fn is_same(one: &Saying, other: &Saying) -> bool {
    one.span == other.span || one.speaker.is_some() && one.speaker == other.speaker
}

/// The word of saying with its particle and `as`: `was quoted as saying` is `saying`.
fn cue_span(passage: &Passage, word: usize) -> Option<Span> {
    let particles = passage.children(word, &[Deprel::CompoundPrt]).filter(|&particle| particle == word + 1);
    Some(particles.fold(passage.span(word), |span, particle| span.join(passage.span(particle))))
}

/// `according to`.
fn according(passage: &Passage, source: usize) -> Option<Span> {
    let first = passage.child(source, &[Deprel::Case])?;
    let rest = passage.children(first, &[Deprel::Fixed]);
    Some(rest.fold(passage.span(first), |span, word| span.join(passage.span(word))))
}

/// Who passes on what `from` says: reporting verbs above and beside it, and `according to`.
fn passed_on(scene: Scene, from: usize) -> Vec<Saying> {
    let passage = scene.passage;
    let mut found = Vec::new();
    found.extend(reports_of(scene, from));
    let mut below = from;
    for above in passage.tree.ancestors(from).take(MAX_STEPS) {
        if scene.is_quoted(above) {
            break;
        }
        let holds_clause = matches!(passage.deprel(below), Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis);
        if quoted_saying(passage, above) == Some(below) {
            found.extend(quoter(passage, above, below).and_then(|word| saying(scene, word, cue_span(passage, above))));
        } else if holds_clause && is_clausal(passage, above) {
            found.extend(sayer(passage, above).and_then(|word| saying(scene, word, cue_span(passage, above))));
        }
        found.extend(reports_of(scene, above));
        below = above;
    }
    found
}

/// `…, APA reported`, `…, according to Dawn`, beside `word`.
fn reports_of(scene: Scene, word: usize) -> Vec<Saying> {
    let passage = scene.passage;
    let verbs = passage.children(word, &[Deprel::Parataxis]);
    let verbs = verbs.filter(|&verb| is_tag(scene, verb));
    let mut found: Vec<Saying> =
        verbs.filter_map(|verb| saying(scene, sayer(passage, verb)?, cue_span(passage, verb))).collect();
    found.extend(sources(scene, word).filter_map(|source| saying(scene, source, according(passage, source))));
    found
}

/// Whether `verb` only tells who says what stands beside it: it has a subject and nothing that it says itself.
pub(crate) fn is_tag(scene: Scene, verb: usize) -> bool {
    let passage = scene.passage;
    let says_more = passage.child(verb, &[Deprel::Ccomp, Deprel::Xcomp]).is_some();
    is_clausal(passage, verb) && !scene.is_quoted(verb) && passage.child(verb, SUBJECTS).is_some() && !says_more
}

/// The nouns after `according to` that hang on `word`.
pub(crate) fn sources<'s>(scene: Scene<'s, 's>, word: usize) -> impl Iterator<Item = usize> + 's {
    let passage = scene.passage;
    let obliques = passage.tree.children_by(word, OBLIQUES);
    obliques.filter(move |&oblique| {
        let introducer = passage.introducer(oblique, Deprel::Case);
        !scene.is_quoted(oblique) && introducer.is_some_and(|form| form.starts_with("according"))
    })
}

/// `quoted by Yonhap as saying`, `the agency quoted him as saying`: who gives the words of another.
fn quoter(passage: &Passage, verb: usize, saying: usize) -> Option<usize> {
    if is_passive(passage, verb) {
        agent(passage, verb).or_else(|| agent(passage, saying))
    } else {
        passage.child(verb, &[Deprel::Nsubj])
    }
}

fn is_passive(passage: &Passage, verb: usize) -> bool {
    let has_form = passage.child(verb, &[Deprel::AuxPass, Deprel::NsubjPass]).is_some();
    has_form || passage.deprel(verb) == Deprel::Acl && passage.is_past_participle(verb)
}

fn agent(passage: &Passage, verb: usize) -> Option<usize> {
    let by = |&word: &usize| passage.introducer(word, Deprel::Case).is_some_and(|form| form == "by");
    let others = &[Deprel::Obl, Deprel::Iobj, Deprel::Obj, Deprel::Nmod];
    passage.child(verb, &[Deprel::OblAgent]).or_else(|| passage.children(verb, others).find(by))
}

/// Who says what the word of saying `cue` brings: the word that heads the phrase.
pub(crate) fn sayer(passage: &Passage, cue: usize) -> Option<usize> {
    if is_noun_of_saying(passage, cue) {
        return author(passage, cue).or_else(|| held_by(passage, cue));
    }
    if let Some(above) = passage.head(cue).filter(|&above| quoted_saying(passage, above) == Some(cue)) {
        let quoted = if is_passive(passage, above) { SUBJECTS } else { OBJECTS };
        return passage.child(above, quoted);
    }
    if is_passive(passage, cue) {
        return agent(passage, cue);
    }
    subject(passage, cue)
}

/// `issued a warning of "…"`: who does something with the noun.
fn held_by(passage: &Passage, noun: usize) -> Option<usize> {
    let is_object = matches!(passage.deprel(noun), Deprel::Obj | Deprel::Obl);
    let verb = passage.head(noun).filter(|&verb| is_object && passage.is_verb(verb))?;
    if is_passive(passage, verb) { agent(passage, verb) } else { subject(passage, verb) }
}

/// The subject of `verb`, its own or that of the clause it hangs on.
pub(crate) fn subject(passage: &Passage, verb: usize) -> Option<usize> {
    let mut clause = verb;
    for _ in 0..MAX_CLAUSES {
        if let Some(own) = own_subject(passage, clause) {
            return Some(antecedent(passage, own, clause));
        }
        let above = passage.head(clause)?;
        match passage.deprel(clause) {
            Deprel::Xcomp | Deprel::Advcl if passage.is(above, &OBJECT_CONTROL) && passage.has_to(clause) => {
                return passage.child(above, OBJECTS).or_else(|| subject_of_passive(passage, above));
            }
            Deprel::Acl | Deprel::AclRelcl => return Some(above),
            Deprel::Advcl if blamed(passage, above, clause).is_some() => return blamed(passage, above, clause),
            Deprel::Advcl if accompanied(passage, above, clause).is_some() => {
                return accompanied(passage, above, clause);
            }
            Deprel::Advcl if passage.is(clause, &["add"]) => clause = adding_to(passage, above),
            Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::Dep => {
                clause = above;
            }
            _ => return None,
        }
    }
    None
}

/// `censured the deputy for saying that …`: to whom something is done for what he said.
fn blamed(passage: &Passage, above: usize, gerund: usize) -> Option<usize> {
    let is_for = passage.introducer(gerund, Deprel::Mark).is_some_and(|mark| mark == "for");
    if !is_for || &*passage.node(gerund).xpos != "VBG" {
        return None;
    }
    let object = passage.child(above, &[Deprel::Obj]).or_else(|| subject_of_passive(passage, above))?;
    can_speak(passage, object).then_some(object)
}

/// `…, with its envoy saying that …`, where the envoy hangs on the clause before.
fn accompanied(passage: &Passage, above: usize, participle: usize) -> Option<usize> {
    let with = |&word: &usize| passage.introducer(word, Deprel::Case).is_some_and(|form| form == "with");
    let beside = passage.children(above, &[Deprel::Obl]).filter(|&word| above < word && word < participle);
    let nearest = beside.filter(with).last().filter(|&word| can_speak(passage, word))?;
    (&*passage.node(participle).xpos == "VBG" && !(nearest..participle).any(|word| passage.is_verb(word)))
        .then_some(nearest)
}

/// What `adding that …` goes on with: the word of saying above the clause it hangs on.
fn adding_to(passage: &Passage, clause: usize) -> usize {
    let above = passage.head(clause).filter(|_| passage.deprel(clause) == Deprel::Ccomp);
    above.filter(|&above| is_saying(passage, above) && !is_saying(passage, clause)).unwrap_or(clause)
}

/// The nearest subject; nobody stands behind `told` but those who are told.
fn own_subject(passage: &Passage, clause: usize) -> Option<usize> {
    let is_before = |&subject: &usize| subject < clause || !passage.is(clause, &["tell"]);
    passage.children(clause, SUBJECTS).filter(is_before).min_by_key(|&subject| subject.abs_diff(clause))
}

fn subject_of_passive(passage: &Passage, verb: usize) -> Option<usize> {
    passage.child(verb, &[Deprel::NsubjPass])
}

/// What a relative pronoun stands for.
fn antecedent(passage: &Passage, subject: usize, clause: usize) -> usize {
    let is_relative = RELATIVE_PRONOUNS.contains(&passage.form(subject).as_str());
    let is_modifier = matches!(passage.deprel(clause), Deprel::AclRelcl | Deprel::Acl);
    passage.head(clause).filter(|_| is_relative && is_modifier).unwrap_or(subject)
}

/// Whose statement a document is: `the ministry's statement`, `a statement by the ministry`, `an army statement`.
fn author(passage: &Passage, document: usize) -> Option<usize> {
    let by = |&word: &usize| {
        let introducer = passage.introducer(word, Deprel::Case);
        introducer.is_some_and(|form| matches!(form.as_str(), "by" | "from" | "of"))
    };
    let issued = |clause: usize| if passage.is_past_participle(clause) { agent(passage, clause) } else { None };
    passage
        .child(document, &[Deprel::NmodPoss])
        .or_else(|| passage.children(document, &[Deprel::Acl, Deprel::AclRelcl]).find_map(issued))
        .or_else(|| passage.children(document, OBLIQUES).find(by).filter(|&word| can_speak(passage, word)))
        .or_else(|| {
            passage.children(document, &[Deprel::Compound, Deprel::Amod]).find(|&word| can_speak(passage, word))
        })
}

/// Whether the phrase that `word` heads means somebody who can act, or names what is no place.
pub(crate) fn can_speak(passage: &Passage, word: usize) -> bool {
    let Some(mention) = passage.mention(word) else { return false };
    let actor = passage.resolution.actor(mention);
    let is_named = passage.mentions.get(mention).form == Form::Name && actor.kind == EntityKind::Other;
    actor.can_act() || is_named
}

/// What `word` says with its cue; none if that cannot be told.
fn saying(scene: Scene, word: usize, cue: Option<Span>) -> Option<Saying> {
    let passage = scene.passage;
    if is_document(passage, word) || is_noun_of_saying(passage, word) {
        return match author(passage, word).or_else(|| spoken_for(passage, word)) {
            Some(author) => Some(plain(passage, author, cue)),
            None => untold(scene, word, cue),
        };
    }
    let is_thing = passage.mention(word).is_some_and(|mention| passage.mentions.get(mention).form == Form::Pronoun);
    if is_thing && !can_speak(passage, word) {
        return untold(scene, word, cue);
    }
    Some(plain(passage, word, cue))
}

/// `in a statement, the ministry said`, `the ministry issued a statement saying`: who issues it.
fn spoken_for(passage: &Passage, document: usize) -> Option<usize> {
    held_by(passage, document).filter(|&word| word != document && can_speak(passage, word))
}

fn plain(passage: &Passage, word: usize, cue: Option<Span>) -> Saying {
    let mention = passage.mention(word);
    let span = mention.map_or(passage.span(word), |mention| passage.mentions.get(mention).span);
    Saying { mention, speaker: mention.map(|mention| passage.resolution.actor(mention).entity), span, cue }
}

/// `the statement said`, `it added`: the one who spoke last.
fn untold(scene: Scene, word: usize, cue: Option<Span>) -> Option<Saying> {
    let last = last_speaker(scene.report, scene.passage.id.0 as usize)?;
    Some(Saying { span: plain(scene.passage, word, cue).span, cue, ..last })
}

/// Who speaks in the nearest sentences before `sentence`.
pub(crate) fn last_speaker(report: &Report, sentence: usize) -> Option<Saying> {
    let earlier = (sentence.saturating_sub(MAX_BACK)..sentence).rev();
    earlier.into_iter().find_map(|sentence| {
        let speaker = report.speakers[sentence].get_or_init(|| speaker(report.scene(sentence)));
        speaker.clone()
    })
}

/// The one who speaks in a sentence: of the word of saying nearest the root.
fn speaker(scene: Scene) -> Option<Saying> {
    let passage = scene.passage;
    let cues = (0..passage.len()).filter(|&word| is_saying(passage, word) && !scene.is_quoted(word));
    let mut cues: Vec<usize> = cues.collect();
    cues.sort_by_key(|&word| passage.tree.ancestors(word).count());
    let told = cues.into_iter().filter_map(|cue| sayer(passage, cue)).find_map(|word| known(passage, word));
    told.or_else(|| (0..passage.len()).flat_map(|word| sources(scene, word)).find_map(|word| known(passage, word)))
}

fn known(passage: &Passage, word: usize) -> Option<Saying> {
    let word = if is_document(passage, word) { author(passage, word)? } else { word };
    can_speak(passage, word).then(|| plain(passage, word, None))
}
