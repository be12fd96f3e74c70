//! What stands around a phrase in its sentence: whom its clauses speak of, and whom it cannot mean.

use annotation::{Mention, MentionId, SentenceId, View};
use ontology::{Deprel, Upos};

const SUBJECTS: [Deprel; 3] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
const OBJECTS: [Deprel; 4] = [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::OblAgent];

/// Phrases before `mention` in the clauses that hold it, likeliest first.
///
/// A possessive looks to the object of its verb (`lauded Colombo for its part`, `ordered Russia to close its
/// consulate`), then to the subject; other pronouns to the subjects of the clauses above.
pub(crate) fn around(text: &View, mention: &Mention) -> Vec<MentionId> {
    let tree = text.tree(mention.sentence);
    let possessive = tree.node(mention.head).deprel == Deprel::NmodPoss;
    let mut found = Vec::new();
    let mut below = mention.head;
    for above in tree.ancestors(mention.head) {
        let before = |relations: &[Deprel]| -> Vec<usize> {
            tree.children(above)
                .rev()
                .filter(|&word| word < mention.head && word != below && relations.contains(&tree.node(word).deprel))
                .collect()
        };
        let inside =
            matches!(tree.node(below).deprel, Deprel::Obl | Deprel::Obj | Deprel::Xcomp | Deprel::Nmod | Deprel::Acl);
        match (possessive, below == mention.head) {
            (true, _) if inside => found.extend([before(&OBJECTS), before(&SUBJECTS)].concat()),
            (false, true) => {}
            _ => found.extend([before(&SUBJECTS), before(&OBJECTS)].concat()),
        }
        below = above;
    }
    found.into_iter().filter_map(|word| text.mentions.headed_by(mention.sentence, word)).collect()
}

/// Who does what the pronoun is the object of: `they` is not `them` in `they disarmed them`.
pub(crate) fn co_subject(text: &View, mention: &Mention) -> Option<MentionId> {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let reflexive = text.form(mention.sentence, mention.head).to_lowercase().contains("sel");
    if reflexive || !OBJECTS.contains(&node.deprel) {
        return None;
    }
    let verbs = std::iter::successors(node.head, |&verb| {
        let node = tree.node(verb);
        let shares = matches!(node.deprel, Deprel::Conj | Deprel::Advcl) && tree.child(verb, &SUBJECTS).is_none();
        node.head.filter(|_| shares && node.upos == Upos::Verb)
    });
    let subject = verbs.into_iter().find_map(|verb| tree.child(verb, &SUBJECTS))?;
    text.mentions.headed_by(mention.sentence, subject)
}

/// `struck the attackers as they fled`: the object of the clause above, for a subject of a clause of time.
pub(crate) fn object_above(text: &View, mention: &Mention) -> Option<MentionId> {
    let tree = text.tree(mention.sentence);
    let clause = tree.node(mention.head).head.filter(|_| SUBJECTS.contains(&tree.node(mention.head).deprel))?;
    let mark = tree.child(clause, &[Deprel::Mark, Deprel::Advmod])?;
    let of_time = matches!(text.form(mention.sentence, mark).to_lowercase().as_str(), "as" | "when" | "while");
    let above = tree.node(clause).head.filter(|_| of_time && tree.node(clause).deprel == Deprel::Advcl)?;
    let mut objects =
        tree.children(above).filter(|&word| word < mention.head && OBJECTS.contains(&tree.node(word).deprel));
    objects
        .find_map(|word| text.mentions.headed_by(mention.sentence, word).filter(|id| text.is_plural(text.mention(*id))))
}

/// Who does what a verb tells: its own subject, of a relative clause the noun above, else the subject of the verb above.
pub(crate) fn subject(text: &View, sentence: SentenceId, verb: usize) -> Option<usize> {
    /// A subject is inherited over so many clauses.
    const MAX_CLAUSES: usize = 4;
    let tree = text.tree(sentence);
    let mut verb = verb;
    for _ in 0..MAX_CLAUSES {
        let node = tree.node(verb);
        match tree.child(verb, &SUBJECTS) {
            Some(subject) if is_relative(text, sentence, subject) => return noun_of_clause(text, sentence, verb),
            Some(subject) => return Some(subject),
            None if node.deprel == Deprel::Acl => return node.head,
            None if matches!(node.deprel, Deprel::Conj | Deprel::Advcl | Deprel::Xcomp) => verb = node.head?,
            None => return None,
        }
    }
    None
}

/// `who`, `which`.
fn is_relative(text: &View, sentence: SentenceId, word: usize) -> bool {
    text.tree(sentence).node(word).feats.get("PronType") == Some("Rel")
}

/// The noun that the relative clause of `verb` hangs on.
fn noun_of_clause(text: &View, sentence: SentenceId, verb: usize) -> Option<usize> {
    let tree = text.tree(sentence);
    let mut above = std::iter::once(verb).chain(tree.ancestors(verb));
    let clause = above.find(|&word| matches!(tree.node(word).deprel, Deprel::AclRelcl | Deprel::Acl))?;
    tree.node(clause).head
}
