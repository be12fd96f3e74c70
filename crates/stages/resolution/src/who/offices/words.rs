//! Words that tell posts, bodies, and whether an office is held.

use annotation::Tenure;

/// Nouns that bodies are called by, in the singular or as they are always written.
const BODIES: &[&str] = &[
    "army",
    "navy",
    "force",
    "forces",
    "guard",
    "guards",
    "coastguard",
    "police",
    "military",
    "marines",
    "corps",
    "command",
    "fleet",
    "flotilla",
    "brigade",
    "division",
    "regiment",
    "battalion",
    "squadron",
    "wing",
    "ministry",
    "department",
    "agency",
    "authority",
    "commission",
    "committee",
    "council",
    "bureau",
    "directorate",
    "secretariat",
    "office",
    "mission",
    "embassy",
    "parliament",
    "senate",
    "assembly",
    "congress",
    "house",
    "duma",
    "knesset",
    "politburo",
    "court",
    "union",
    "organization",
    "organisation",
    "league",
    "alliance",
    "bank",
    "fund",
    "company",
    "firm",
    "group",
    "party",
    "movement",
    "institute",
    "university",
    "service",
    "services",
    "staff",
    "headquarters",
    "board",
    "federation",
    "association",
    "patrol",
    "unit",
    "school",
    "academy",
    "contingent",
    "subcommittee",
    "panel",
    "administration",
    "government",
    "junta",
    "mechanism",
    "initiative",
    "front",
    "rangers",
    "militia",
    "gendarmerie",
    "coalition",
    "legislature",
    "insurer",
    "lender",
    "retailer",
    "broadcaster",
    "charity",
    "customs",
    "treasury",
    "tribunal",
    "prosecution",
    "legion",
    "battlegroup",
    "taskforce",
    "airline",
    "network",
    "foundation",
    "chamber",
    "operation",
    "team",
    "organ",
    "troika",
    "chiefs",
    "garrison",
    "base",
    "college",
    "centre",
    "center",
    "corporation",
    "manufacturer",
    "maker",
    "shipyard",
    "bloc",
    "club",
    "regulator",
    "region",
    "district",
    "theatre",
    "theater",
    "presidency",
    "kremlin",
    "pentagon",
];

/// Whether the last word of a phrase says that it means a body.
pub(super) fn is_body_noun(word: &str) -> bool {
    BODIES.contains(&word.to_lowercase().as_str())
}

/// Nouns that mean one body of a state or report by themselves, as `army` in `army chief`; a `force commander` is a post of its own.
pub(super) fn is_body_alone(word: &str) -> bool {
    const ALONE: &[&str] = &[
        "army",
        "navy",
        "police",
        "military",
        "marines",
        "coastguard",
        "gendarmerie",
        "government",
        "ministry",
        "embassy",
        "parliament",
        "fleet",
        "junta",
        "treasury",
        "presidency",
        "commission",
        "customs",
        "mission",
        "council",
        "agency",
        "committee",
        "party",
        "coalition",
        "court",
    ];
    ALONE.contains(&word)
}

/// Last words of posts that stand behind the name of their body: `navy chief`, `ministry spokesman`.
pub(super) fn takes_body_before(word: &str) -> bool {
    const POSTS: &[&str] = &[
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "chief",
        "head",
        "commander",
        "president",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "director",
        "general",
        "secretary-general",
        "executive",
        "commissioner",
        "boss",
        "member",
        "leader",
        "governor",
        "officer",
        "manager",
        "ceo",
        "captain",
        "inspector",
        "envoy",
        "ambassador",
        "representative",
        "coordinator",
        "lawmaker",
        "deputy",
        "founder",
        "analyst",
        "rapporteur",
        "prosecutor",
        "negotiator",
        "mediator",
        "administrator",
        "superintendent",
        "judge",
        "editor",
        "delegate",
        "attaché",
        "speaker",
        "researcher",
        "organiser",
        "organizer",
        "mp",
        "senator",
        "treasurer",
        "secretary",
        "candidate",
        "official",
        "activist",
        "reporter",
        "journalist",
        "photographer",
        "co-leader",
    ];
    POSTS.contains(&word.to_lowercase().as_str())
}

/// `Rep.`, `Sen.`: posts cut short before a name.
pub(super) fn is_short_title(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "rep" | "sen" | "gov" | "amb")
}

/// Parts of a state, which judges and commissioners are called by and governors govern.
pub(super) fn is_division(word: &str) -> bool {
    const DIVISIONS: [&str; 8] =
        ["district", "county", "circuit", "region", "province", "state", "territory", "oblast"];
    DIVISIONS.contains(&word.to_lowercase().as_str())
}

/// Last words of posts whose holders govern a place: a state, a town, a county.
pub(super) fn governs_a_place(word: &str) -> bool {
    const POSTS: &[&str] =
        &["governor", "mayor", "prefect", "sheriff", "premier", "burgomaster", "alderman", "administrator"];
    POSTS.contains(&word.to_lowercase().as_str())
}

/// Posts that their seat belongs to: `ambassador in Lima`, `border chief in Lamu`.
pub(super) fn takes_seat(word: &str) -> bool {
    const POSTS: &[&str] = &[
        "ambassador",
        "envoy",
        "representative",
        "attaché",
        "attache",
        "consul",
        "consul-general",
        "general",
        "commissioner",
        "chief",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "head",
        "commander",
        "coordinator",
        "delegate",
        "chargé",
        "charge",
        "affaires",
        "correspondent",
        "rapporteur",
        "nuncio",
        "counsellor",
    ];
    POSTS.contains(&word.to_lowercase().as_str())
}

/// What one is called by the body that he is of, and no post by itself: an `official` of a ministry.
pub(super) fn is_post_of_a_body(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "official" | "activist" | "reporter" | "journalist" | "photographer")
}

/// What the tables call a role and is a post that somebody is given: not `official`, but `delegate`.
pub(super) fn is_post(last: &str, is_office: bool) -> bool {
    const VAGUE: &[&str] = &[
        "official",
        "source",
        "diplomat",
        "dignitary",
        "statesman",
        "technocrat",
        "bureaucrat",
        "functionary",
        "employee",
        "worker",
        "strongman",
        "dictator",
        "autocrat",
        "observer",
        "monitor",
        "rescuer",
        "policymaker",
        "servant",
        "firefighter",
        "fireman",
        "cadre",
        "interlocutor",
        "ruler",
        "sovereign",
        "monarch",
        "family",
        "lady",
        "agent",
        "collector",
        "sheikh",
    ];
    const FURTHER: &[&str] = &[
        "delegate",
        "executive",
        "senator",
        "mp",
        "mep",
        "lawmaker",
        "legislator",
        "congressman",
        "congresswoman",
        "parliamentarian",
        "editor",
        "manager",
        "founder",
        "rector",
        "dean",
        "bishop",
        "archbishop",
        "mla",
        "sheriff",
        "analyst",
        "chieftain",
        "assemblyman",
        "lawyer",
        "professor",
        "priest",
        "preacher",
        "pastor",
        "imam",
        "rabbi",
        "cardinal",
        "pope",
        "surgeon",
        "pilot",
        "banker",
        "principal",
        "sergeant-at-arms",
        "mediator",
        "negotiator",
        "researcher",
        "organiser",
        "organizer",
        "publisher",
        "correspondent",
        "second-in-command",
        "co-leader",
        "co-secretary",
        "co-chair",
        "co-founder",
        "treasurer",
        "commissar",
        "caseworker",
    ];
    is_office && !VAGUE.contains(&last) || FURTHER.contains(&last)
}

/// Bodies that have members, of whom each holds a post: `a member of the assembly`.
pub(super) fn has_members(noun: &str) -> bool {
    const BODIES: &[&str] = &[
        "assembly",
        "parliament",
        "committee",
        "council",
        "commission",
        "board",
        "senate",
        "congress",
        "cabinet",
        "chamber",
        "panel",
        "duma",
        "knesset",
        "bundestag",
        "subcommittee",
        "legislature",
    ];
    BODIES.contains(&noun.to_lowercase().as_str())
}

/// Kinds of officers that are posts, where others are ranks or trades: `public relations officer`.
pub(super) fn is_officer_of_a_task(before: &str) -> bool {
    const TASKS: &[&str] = &[
        "relations",
        "press",
        "liaison",
        "information",
        "executive",
        "commanding",
        "operating",
        "affairs",
        "public",
        "financial",
        "medical",
        "returning",
        "tracing",
        "desk",
        "procurement",
        "programme",
        "program",
        "investment",
        "operations",
        "communications",
        "probation",
        "welfare",
    ];
    TASKS.contains(&before)
}

/// How one stands to another by a noun that is no post itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Relation {
    /// `counterpart`, `opposite number`: the same post in another state.
    Counterpart,
    /// `predecessor`: the same post, before.
    Predecessor,
    /// `successor`: the same post, after.
    Successor,
    /// `his deputy`: the post below.
    Deputy,
}

impl Relation {
    /// The word for it.
    pub fn noun(self) -> &'static str {
        match self {
            Relation::Counterpart => "counterpart",
            Relation::Predecessor => "predecessor",
            Relation::Successor => "successor",
            Relation::Deputy => "deputy",
        }
    }
}

/// The relation that a noun tells.
pub(super) fn relation(noun: &str) -> Option<Relation> {
    Some(match noun {
        "counterpart" | "colleague" | "number" => Relation::Counterpart,
        "predecessor" => Relation::Predecessor,
        "successor" | "replacement" => Relation::Successor,
        _ => return None,
    })
}

/// Nouns for how people meet, which are neither posts nor relations that pass one on.
pub(super) fn is_no_post(noun: &str) -> bool {
    relation(noun).is_some() || matches!(noun, "host" | "guest" | "visitor" | "dignitary" | "ally" | "rival")
}

/// When an office was held, by a word that stands with it.
pub(super) fn tenure_of(word: &str) -> Option<Tenure> {
    const FORMER: &[&str] = &[
        "former",
        "ex",
        "ex-",
        "ousted",
        "deposed",
        "then",
        "then-",
        "retired",
        "outgoing",
        "late",
        "toppled",
        "erstwhile",
        "one-time",
        "onetime",
        "sometime",
        "previous",
        "past",
        "dismissed",
        "sacked",
        "fired",
        "overthrown",
        "removed",
        "disgraced",
        "slain",
        "assassinated",
        "departing",
        "longtime-former",
        "deceased",
        "ret",
        "retd",
    ];
    const INCOMING: &[&str] = &[
        "incoming",
        "designate",
        "-designate",
        "elect",
        "-elect",
        "designated",
        "appointed",
        "newly-appointed",
        "newly-elected",
        "nominee",
        "nominated",
        "next",
    ];
    match word {
        _ if FORMER.contains(&word) || word.starts_with("ex-") => Some(Tenure::Former),
        _ if INCOMING.contains(&word) || word.ends_with("-designate") || word.ends_with("-elect") => {
            Some(Tenure::Incoming)
        }
        _ => None,
    }
}

/// Adjectives that are part of a post; others say what its holder is like.
pub(super) fn is_part_of_post(word: &str) -> bool {
    const PARTS: &[&str] = &[
        "deputy",
        "vice",
        "acting",
        "assistant",
        "associate",
        "chief",
        "special",
        "permanent",
        "foreign",
        "prime",
        "principal",
        "joint",
        "general",
        "interim",
        "caretaker",
        "transitional",
        "transition",
        "shadow",
        "naval",
        "military",
        "regional",
        "provincial",
        "federal",
        "presidential",
        "parliamentary",
        "executive",
        "public",
        "political",
        "national",
        "internal",
        "external",
        "diplomatic",
        "financial",
        "senior",
        "first",
        "second",
        "high",
        "home",
        "supreme",
        "operational",
        "local",
        "additional",
        "honorary",
        "commanding",
    ];
    PARTS.contains(&word)
}
