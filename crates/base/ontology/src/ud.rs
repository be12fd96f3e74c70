//! Universal Dependencies, version 2: parts of speech, and the relations that the English treebanks EWT and GUM use.

/// A universal part of speech.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Upos {
    /// Adjective: `foreign`, `Turkish`, `third`.
    Adj,
    /// Adposition: `in`, `against`, the particle of `call on`.
    Adp,
    /// Adverb: `again`, `not yet`.
    Adv,
    /// Auxiliary: `has`, `will`, `was`, also the copula.
    Aux,
    /// Coordinating conjunction: `and`, `but`.
    Cconj,
    /// Determiner: `the`, `this`, `no`.
    Det,
    /// Interjection: `yes`.
    Intj,
    /// Noun: `minister`, `talks`.
    Noun,
    /// Numeral: `39`, `two`.
    Num,
    /// Particle: `to`, `not`, the possessive `'s`.
    Part,
    /// Pronoun: `he`, `their`, `who`.
    Pron,
    /// Proper noun: `Ankara`, `Monday`.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction: `that`, `after`, `if`.
    Sconj,
    /// Symbol: `$`, `%`.
    Sym,
    /// Verb: `met`, `seeking`.
    Verb,
    /// Other: foreign words, fragments.
    X,
}

impl Upos {
    /// All, in the order of their definition.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    /// The value of this name.
    pub fn from_name(name: &str) -> Option<Upos> {
        Upos::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// A dependency relation with its subtype.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Deprel {
    /// `acl`: clause that modifies a noun: `plans to leave`.
    Acl,
    /// `acl:relcl`: relative clause: `the man who left`.
    AclRelcl,
    /// `advcl`: adverbial clause: `left after the bomb fell`.
    Advcl,
    /// `advcl:relcl`: relative clause on a clause: `he left, which surprised us`.
    AdvclRelcl,
    /// `advmod`: adverb: `left again`.
    Advmod,
    /// `amod`: adjective on a noun: `foreign troops`.
    Amod,
    /// `appos`: apposition: `Kim, the minister`.
    Appos,
    /// `aux`: auxiliary: `has left`.
    Aux,
    /// `aux:pass`: auxiliary of the passive: `was shelled`.
    AuxPass,
    /// `case`: adposition on a noun: `in Ankara`; the possessive `'s`.
    Case,
    /// `cc`: coordinating conjunction on its conjunct: `and`.
    Cc,
    /// `cc:preconj`: first half of a double conjunction: `both`.
    CcPreconj,
    /// `ccomp`: clause with its own subject, as object: `said that it left`.
    Ccomp,
    /// `clf`: classifier; none in English.
    Clf,
    /// `compound`: noun on a noun: `peace talks`.
    Compound,
    /// `compound:prt`: particle of a verb: `gave up`.
    CompoundPrt,
    /// `conj`: further conjunct, on the first: `France and Germany`.
    Conj,
    /// `cop`: copula: `is ready`.
    Cop,
    /// `csubj`: clause as subject.
    Csubj,
    /// `csubj:outer`: clause as subject of a clause that is itself a predicate.
    CsubjOuter,
    /// `csubj:pass`: clause as subject of a passive.
    CsubjPass,
    /// `dep`: unspecified.
    Dep,
    /// `det`: determiner: `the talks`.
    Det,
    /// `det:predet`: determiner before a determiner: `all the talks`.
    DetPredet,
    /// `discourse`: interjections and fillers.
    Discourse,
    /// `dislocated`: fronted or postposed element that a pronoun repeats.
    Dislocated,
    /// `expl`: expletive: `it`, `there`.
    Expl,
    /// `fixed`: later word of a fixed phrase: `because of`.
    Fixed,
    /// `flat`: later word of a name: `Kamrul Hassan`.
    Flat,
    /// `goeswith`: later part of a word split by mistake.
    Goeswith,
    /// `iobj`: indirect object: `gave them arms`.
    Iobj,
    /// `list`: item of a list.
    List,
    /// `mark`: marker of a clause: `that`, `to`, `after`.
    Mark,
    /// `nmod`: noun on a noun with an adposition: `talks with Iran`.
    Nmod,
    /// `nmod:desc`: title or description on a name: `General Munir`.
    NmodDesc,
    /// `nmod:poss`: possessor: `Iran's envoy`, `their envoy`.
    NmodPoss,
    /// `nmod:unmarked`: noun on a noun without an adposition: `the talks Monday`.
    NmodUnmarked,
    /// `nsubj`: subject: `Iran left`.
    Nsubj,
    /// `nsubj:outer`: subject of a clause that is itself a predicate.
    NsubjOuter,
    /// `nsubj:pass`: subject of a passive: `the town was shelled`.
    NsubjPass,
    /// `nummod`: numeral on a noun: `39 soldiers`.
    Nummod,
    /// `obj`: object: `shelled the town`.
    Obj,
    /// `obl`: noun on a verb with an adposition: `met in Ankara`.
    Obl,
    /// `obl:agent`: agent of a passive: `shelled by the army`.
    OblAgent,
    /// `obl:unmarked`: noun on a verb without an adposition: `left Monday`.
    OblUnmarked,
    /// `orphan`: element of a clause whose verb is left out.
    Orphan,
    /// `parataxis`: clause put beside another: `he left, officials said`.
    Parataxis,
    /// `punct`: punctuation.
    Punct,
    /// `reparandum`: slip of the tongue that a later word mends.
    Reparandum,
    /// `root`: the word that heads the sentence.
    Root,
    /// `vocative`: who is spoken to.
    Vocative,
    /// `xcomp`: clause without its own subject: `began to leave`, `named him envoy`.
    Xcomp,
}

impl Deprel {
    /// All, in the order of their definition.
    pub const ALL: [Deprel; 52] = [
        Deprel::Acl,
        Deprel::AclRelcl,
        Deprel::Advcl,
        Deprel::AdvclRelcl,
        Deprel::Advmod,
        Deprel::Amod,
        Deprel::Appos,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Case,
        Deprel::Cc,
        Deprel::CcPreconj,
        Deprel::Ccomp,
        Deprel::Clf,
        Deprel::Compound,
        Deprel::CompoundPrt,
        Deprel::Conj,
        Deprel::Cop,
        Deprel::Csubj,
        Deprel::CsubjOuter,
        Deprel::CsubjPass,
        Deprel::Dep,
        Deprel::Det,
        Deprel::DetPredet,
        Deprel::Discourse,
        Deprel::Dislocated,
        Deprel::Expl,
        Deprel::Fixed,
        Deprel::Flat,
        Deprel::Goeswith,
        Deprel::Iobj,
        Deprel::List,
        Deprel::Mark,
        Deprel::Nmod,
        Deprel::NmodDesc,
        Deprel::NmodPoss,
        Deprel::NmodUnmarked,
        Deprel::Nsubj,
        Deprel::NsubjOuter,
        Deprel::NsubjPass,
        Deprel::Nummod,
        Deprel::Obj,
        Deprel::Obl,
        Deprel::OblAgent,
        Deprel::OblUnmarked,
        Deprel::Orphan,
        Deprel::Parataxis,
        Deprel::Punct,
        Deprel::Reparandum,
        Deprel::Root,
        Deprel::Vocative,
        Deprel::Xcomp,
    ];

    /// The name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Deprel::Acl => "acl",
            Deprel::AclRelcl => "acl:relcl",
            Deprel::Advcl => "advcl",
            Deprel::AdvclRelcl => "advcl:relcl",
            Deprel::Advmod => "advmod",
            Deprel::Amod => "amod",
            Deprel::Appos => "appos",
            Deprel::Aux => "aux",
            Deprel::AuxPass => "aux:pass",
            Deprel::Case => "case",
            Deprel::Cc => "cc",
            Deprel::CcPreconj => "cc:preconj",
            Deprel::Ccomp => "ccomp",
            Deprel::Clf => "clf",
            Deprel::Compound => "compound",
            Deprel::CompoundPrt => "compound:prt",
            Deprel::Conj => "conj",
            Deprel::Cop => "cop",
            Deprel::Csubj => "csubj",
            Deprel::CsubjOuter => "csubj:outer",
            Deprel::CsubjPass => "csubj:pass",
            Deprel::Dep => "dep",
            Deprel::Det => "det",
            Deprel::DetPredet => "det:predet",
            Deprel::Discourse => "discourse",
            Deprel::Dislocated => "dislocated",
            Deprel::Expl => "expl",
            Deprel::Fixed => "fixed",
            Deprel::Flat => "flat",
            Deprel::Goeswith => "goeswith",
            Deprel::Iobj => "iobj",
            Deprel::List => "list",
            Deprel::Mark => "mark",
            Deprel::Nmod => "nmod",
            Deprel::NmodDesc => "nmod:desc",
            Deprel::NmodPoss => "nmod:poss",
            Deprel::NmodUnmarked => "nmod:unmarked",
            Deprel::Nsubj => "nsubj",
            Deprel::NsubjOuter => "nsubj:outer",
            Deprel::NsubjPass => "nsubj:pass",
            Deprel::Nummod => "nummod",
            Deprel::Obj => "obj",
            Deprel::Obl => "obl",
            Deprel::OblAgent => "obl:agent",
            Deprel::OblUnmarked => "obl:unmarked",
            Deprel::Orphan => "orphan",
            Deprel::Parataxis => "parataxis",
            Deprel::Punct => "punct",
            Deprel::Reparandum => "reparandum",
            Deprel::Root => "root",
            Deprel::Vocative => "vocative",
            Deprel::Xcomp => "xcomp",
        }
    }

    /// The value of this name.
    pub fn from_name(name: &str) -> Option<Deprel> {
        Deprel::ALL.into_iter().find(|value| value.name() == name)
    }

    /// The relation of this name; of its base, where the subtype is none that the English treebanks use.
    ///
    /// `obl:tmod` of older treebanks is read as `obl`, `nsubj:xsubj` of enhanced graphs as `nsubj`.
    pub fn parse(name: &str) -> Option<Deprel> {
        Deprel::from_name(name).or_else(|| Deprel::from_name(name.split_once(':')?.0))
    }

    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> Deprel {
        let (base, _) = self.name().split_once(':').unwrap_or((self.name(), ""));
        Deprel::from_name(base).expect("a test checks that every base is in the list")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        assert!(Upos::ALL.into_iter().all(|upos| Upos::from_name(upos.name()) == Some(upos)));
        assert!(Deprel::ALL.into_iter().all(|deprel| Deprel::from_name(deprel.name()) == Some(deprel)));
        assert!(Upos::ALL.is_sorted() && Deprel::ALL.is_sorted());
        assert_eq!(Upos::from_name("noun"), None);
    }

    #[test]
    fn every_relation_has_its_base_in_the_list() {
        let mut subtypes = 0;
        for deprel in Deprel::ALL {
            assert!(deprel.name().starts_with(deprel.base().name()), "{deprel:?}");
            subtypes += usize::from(deprel.base() != deprel);
        }
        assert_eq!(subtypes, 15);
    }

    #[test]
    fn the_37_base_relations_of_version_2_are_all_there() {
        let bases = Deprel::ALL.into_iter().filter(|deprel| deprel.base() == *deprel).count();
        assert_eq!(bases, 37);
    }

    #[test]
    fn unknown_subtypes_are_cut() {
        let check = |name, expected| assert_eq!(Deprel::parse(name), expected, "{name}");
        check("nsubj:pass", Some(Deprel::NsubjPass));
        check("nsubj:xsubj", Some(Deprel::Nsubj));
        check("obl:tmod", Some(Deprel::Obl));
        check("compound:prt:x", Some(Deprel::Compound));
        check("nonsense:pass", None);
        check("", None);
    }
}
