//! Words that deal with goods, and what they say of what depends on them.

use ontology::Stage;

/// What somebody does with goods, or says of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Dealing {
    /// The subject gives: `supply`, `sale`.
    Give,
    /// The subject gets: `buy`, `purchase`.
    Take,
    /// Goods come: `arrive`.
    Arrive,
    /// The subject orders: `order`, `contract`.
    Order,
    /// The subject chooses among sellers.
    Choose,
    /// The subject has it in service.
    Hold,
    /// The subject, or the goods themselves, act.
    Use,
    /// What is done to somebody's goods: `shoot down`.
    Target,
    /// The subject makes them.
    Make,
    /// The subject would like to have them.
    Interest,
    /// The subject asks for them.
    Request,
    /// The subject offers them.
    Offer,
    /// Sides talk about them.
    Negotiate,
    /// Sides agree, or one allows.
    Agree,
    /// Sides sign.
    Sign,
    /// The subject says no.
    Refuse,
    /// The subject calls it off.
    Cancel,
}

impl Dealing {
    /// Whether something is done with the goods; else it is only spoken of.
    pub fn is_deed(self) -> bool {
        use Dealing::*;
        matches!(self, Give | Take | Arrive | Order | Choose | Hold | Use | Target | Make)
    }

    /// Where the deal stands once it is done.
    pub fn stage(self) -> Stage {
        match self {
            Dealing::Give | Dealing::Take | Dealing::Arrive => Stage::Delivered,
            Dealing::Order | Dealing::Sign => Stage::Contract,
            Dealing::Choose | Dealing::Agree => Stage::Agreed,
            Dealing::Hold => Stage::InService,
            Dealing::Use | Dealing::Target => Stage::Used,
            Dealing::Make => Stage::Mention,
            Dealing::Interest => Stage::Interest,
            Dealing::Request => Stage::Request,
            Dealing::Offer => Stage::Offer,
            Dealing::Negotiate => Stage::Negotiation,
            Dealing::Refuse => Stage::Refused,
            Dealing::Cancel => Stage::Cancelled,
        }
    }
}

/// Verbs by their lemma.
pub(crate) const VERBS: [(Dealing, &[&str]); 17] = [
    (
        Dealing::Give,
        &[
            "supply", "deliver", "sell", "donate", "provide", "gift", "ship", "transfer", "give", "export", "lend", "lease",
            "loan", "contribute", "equip", "arm", "furnish", "grant", "hand", "send", "present", "re-export", "smuggle",
            "unload", "resell",
        ],
    ),
    (
        Dealing::Take,
        &[
            "receive", "buy", "purchase", "acquire", "procure", "import", "obtain", "get", "accept", "take", "secure",
            "rent", "inherit",
        ],
    ),
    (Dealing::Arrive, &["arrive", "reach", "come", "dock"]),
    (Dealing::Order, &["order", "contract", "add"]),
    (Dealing::Choose, &["choose", "select", "opt", "pick", "settle", "shortlist"]),
    (
        Dealing::Hold,
        &[
            "operate", "field", "induct", "commission", "own", "possess", "maintain", "rely", "retire", "ground",
            "decommission", "overhaul", "refurbish", "service", "number", "have", "keep", "hold",
        ],
    ),
    (
        Dealing::Use,
        &[
            "fire", "launch", "test-fire", "test", "deploy", "redeploy", "fly", "use", "scramble", "dispatch", "despatch",
            "station", "move", "mass", "concentrate", "position", "mobilise", "mobilize", "employ", "strike", "bomb",
            "pound", "shell", "attack", "violate", "patrol", "sail", "hover", "escort", "shadow", "land", "roll", "crash",
            "collide", "cross", "enter", "drop", "parade", "display", "showcase", "exhibit", "ram", "approach", "touch",
            "lob", "release", "lay", "plant", "detonate", "explode", "rip", "kill", "wound", "target", "circle",
            "accompany", "participate", "join", "pull", "withdraw", "drill", "tow", "anchor", "berth", "open", "reinforce",
            "push", "pour", "park", "transit", "intrude", "monitor", "evacuate", "unleash", "surround", "back", "chase",
            "hunt", "rumble", "drive", "rain", "hit", "destroy", "support", "transport", "ferry", "airlift", "carry",
            "bombard", "sink", "damage", "break", "smash", "disappear", "stage", "swoop", "buzz", "harass",
            "practise", "practice", "leave", "return", "visit", "resume", "gather",
        ],
    ),
    (
        Dealing::Target,
        &[
            "shoot", "down", "seize", "capture", "intercept", "recover", "confiscate", "lose", "burn", "neutralise",
            "neutralize", "surrender", "impound", "detect", "track", "spot", "retrieve", "ambush", "hijack", "detain",
        ],
    ),
    (Dealing::Make, &["build", "construct", "manufacture", "produce", "develop", "assemble", "design", "co-produce"]),
    (
        Dealing::Interest,
        &[
            "want", "wish", "plan", "intend", "consider", "mull", "eye", "explore", "look", "need", "hope", "aim", "evaluate",
            "weigh", "study", "desire", "shop", "covet", "like", "contemplate", "assess", "prefer", "lack", "examine",
            "evince", "court",
        ],
    ),
    (
        Dealing::Request,
        &["ask", "request", "demand", "apply", "appeal", "seek", "inquire", "enquire", "urge", "plead", "press", "raise", "lobby", "beg", "solicit"],
    ),
    (Dealing::Offer, &["offer", "propose", "pitch", "bid", "tout", "market", "dangle"]),
    (
        Dealing::Negotiate,
        &["negotiate", "discuss", "talk", "haggle", "bargain", "finalise", "finalize", "moot"],
    ),
    (
        Dealing::Agree,
        &[
            "agree", "approve", "clear", "pledge", "promise", "commit", "vow", "undertake", "decide", "green-light",
            "authorise", "authorize", "okay", "earmark", "allocate", "conclude", "initial", "license", "permit", "allow",
            "assure", "endorse",
        ],
    ),
    (Dealing::Sign, &["sign", "ink", "award", "clinch", "seal", "win", "land", "place"]),
    (
        Dealing::Refuse,
        &["refuse", "decline", "reject", "turn", "block", "bar", "veto", "rebuff", "spurn", "withhold", "rule"],
    ),
    (
        Dealing::Cancel,
        &[
            "cancel", "scrap", "drop", "halt", "suspend", "freeze", "terminate", "abandon", "shelve", "axe", "annul",
            "revoke", "stop", "rescind", "discontinue", "pause", "scuttle", "ditch",
        ],
    ),
];

/// Nouns by their lemma.
pub(crate) const NOUNS: [(Dealing, &[&str]); 13] = [
    (
        Dealing::Give,
        &[
            "sale", "supply", "delivery", "transfer", "donation", "export", "gift", "handover", "provision", "shipment",
            "consignment",
        ],
    ),
    (Dealing::Take, &["purchase", "acquisition", "procurement", "import", "receipt", "lease", "buy"]),
    (Dealing::Arrive, &["arrival"]),
    (Dealing::Order, &["order"]),
    (Dealing::Hold, &["induction", "commissioning", "service"]),
    (
        Dealing::Use,
        &[
            "launch", "deployment", "use", "test", "firing", "flight", "strike", "attack", "raid", "patrol", "salvo",
            "barrage", "crash", "test-fire",
        ],
    ),
    (Dealing::Interest, &["interest", "plan", "intention", "need", "wish", "desire", "keen", "eager", "hunt", "tender"]),
    (Dealing::Request, &["request", "demand", "plea", "appeal", "bid", "requirement", "call"]),
    (Dealing::Offer, &["offer", "proposal", "pitch", "willing", "willingness", "ready", "readiness", "contender"]),
    (Dealing::Negotiate, &["talk", "talks", "negotiation", "discussion", "haggling", "conversation"]),
    (
        Dealing::Agree,
        &[
            "approval", "clearance", "commitment", "pledge", "promise", "decision", "accord", "understanding", "memorandum",
            "authorisation", "authorization", "undertaking", "mou",
        ],
    ),
    (Dealing::Sign, &["contract", "deal", "agreement", "signing", "package", "order"]),
    (Dealing::Refuse, &["refusal", "rejection", "veto"]),
];

/// The nouns that call a deal off, which no verb needs to do.
pub(crate) const CALLED_OFF: [&str; 3] = ["cancellation", "suspension", "termination"];

/// Nouns of deals that arms may stand before: `the Rafale deal`.
pub(crate) const DEALS: [&str; 14] = [
    "deal", "contract", "order", "sale", "purchase", "procurement", "acquisition", "delivery", "agreement", "package",
    "transfer", "tender", "shipment", "offer",
];

/// Words that count or hold goods, through which a phrase passes: `the first batch of`, `a squadron of`.
pub(crate) const MEASURES: [&str; 45] = [
    "batch", "squadron", "battery", "shipment", "consignment", "pair", "dozen", "number", "lot", "fleet", "series", "type",
    "total", "set", "unit", "regiment", "battalion", "detachment", "part", "component", "hundred", "thousand", "score",
    "half", "tranche", "trio", "quartet", "couple", "handful", "array", "stock", "volley", "salvo", "wave", "swarm",
    "range", "variety", "model", "mock-up", "prototype", "version", "variant", "class", "formation", "group",
];

/// What a verb does with goods.
pub(crate) fn of_verb(lemma: &str) -> Option<Dealing> {
    lookup(&VERBS, lemma)
}

/// What a noun or adjective says is done with goods.
pub(crate) fn of_noun(lemma: &str) -> Option<Dealing> {
    if CALLED_OFF.contains(&lemma) {
        return Some(Dealing::Cancel);
    }
    lookup(&NOUNS, lemma)
}

fn lookup(table: &[(Dealing, &[&str])], lemma: &str) -> Option<Dealing> {
    table.iter().find(|(_, lemmas)| lemmas.contains(&lemma)).map(|&(dealing, _)| dealing)
}
