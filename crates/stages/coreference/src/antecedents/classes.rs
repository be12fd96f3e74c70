//! What sort of body, office or part a word means, so that `the lender` goes with a bank, `the premier` with a prime minister and
//! `the visitor` with who came.

use annotation::{Chain, EntityKind, Mention, View};
use ontology::{Country, Deprel, Sector};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A set of classes, a bit each; an entity and a word may be of several.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Classes(u64);

impl Classes {
    fn of(class: Class) -> Classes {
        Classes(1 << class as u32)
    }

    fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether no class is known.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one class is of both.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of a noun or role, in lower case: of its last word, and of its last two.
    pub fn of_phrase(phrase: &str) -> Classes {
        let last = phrase.rsplit(' ').next().unwrap_or(phrase);
        let before = phrase[..phrase.len() - last.len()].trim_end().rsplit(' ').next().unwrap_or_default();
        let pair = format!("{before} {last}");
        Classes::of_word(last).and(Classes::of_word(&pair))
    }

    /// The classes of an entity, by its roles, the words of its name, its sector, and what the text tells of it.
    pub fn of_entity(text: &View, draft: &Chain) -> Classes {
        let of_roles = draft.roles.iter().map(|role| Classes::of_phrase(role));
        let roles = of_roles.fold(Classes::of_parts(text, draft), Classes::and);
        if draft.kind == EntityKind::State {
            return roles.and(Classes::of(Class::State));
        }
        if !matches!(draft.kind, EntityKind::Organisation | EntityKind::Group) {
            return roles;
        }
        let name = draft.name.as_deref().unwrap_or_default().to_lowercase();
        let of_words = name.split([' ', '-']).map(Classes::of_word).fold(Classes::default(), Classes::and);
        let of_sector = draft.sectors.first().and_then(|sector| of_sector(*sector));
        let of_country = draft.country.filter(|country| is_common(*country)).map(|_| Class::Bloc);
        let others = of_sector.into_iter().chain(of_country).map(Classes::of);
        others.fold(roles.and(of_words), Classes::and)
    }

    /// The parts that its latest mentions have it play: one who came, one who received him, one whom a lawyer speaks for; and by
    /// what it is called there, a crowd.
    fn of_parts(text: &View, draft: &Chain) -> Classes {
        let latest = draft.mentions.iter().rev().take(LATEST).map(|id| text.mention(*id));
        latest.fold(Classes::default(), |found, mention| match part(text, mention) {
            Some(class) => found.and(Classes::of(class)),
            None => found,
        })
    }

    fn of_word(word: &str) -> Classes {
        static WORDS: OnceLock<BTreeMap<&str, Classes>> = OnceLock::new();
        let words = WORDS.get_or_init(|| {
            let mut words: BTreeMap<&str, Classes> = BTreeMap::new();
            for (class, members) in MEMBERS {
                for word in members.split(", ") {
                    let known = words.entry(word).or_default();
                    *known = known.and(Classes::of(*class));
                }
            }
            words
        });
        words.get(word).copied().unwrap_or_default()
    }
}

/// Sorts of bodies, then of offices.
#[derive(Clone, Copy)]
enum Class {
    Company,
    Forces,
    ArmedGroup,
    Party,
    Court,
    Parliament,
    Agency,
    Bloc,
    Ministry,
    Paper,
    Panel,
    Mission,
    Police,
    Union,
    Charity,
    Team,
    HeadOfGovernment,
    HeadOfState,
    Envoy,
    Lawmaker,
    Officer,
    Minister,
    Judge,
    Spokesperson,
    Monarch,
    Lawyer,
    Accused,
    Attacker,
    Crowd,
    State,
    Visitor,
    Host,
    Client,
}

/// Of an entity with many mentions the last ones count.
const LATEST: usize = 12;

/// What whoever comes does, and what he is given by who receives him.
const COMING: [&str; 9] = ["visit", "arrive", "travel", "fly", "land", "tour", "come", "call", "return"];
const RECEIVING: [&str; 5] = ["receive", "welcome", "host", "greet", "invite"];

/// The part that a mention's clause or phrase has it play.
fn part(text: &View, mention: &Mention) -> Option<Class> {
    let tree = text.tree(mention.sentence);
    let node = tree.node(mention.head);
    let is_called = |word: &str, class: Class| Classes::of_word(word).meets(Classes::of(class));
    if is_called(&node.lemma.to_lowercase(), Class::Crowd) {
        return Some(Class::Crowd);
    }
    let verb = tree.node(node.head?).lemma.to_lowercase();
    let is = |words: &[&str]| words.contains(&verb.as_str());
    let comes = is(&COMING);
    match node.deprel {
        Deprel::Nsubj if comes => Some(Class::Visitor),
        Deprel::Nsubj if is(&RECEIVING) => Some(Class::Host),
        Deprel::Obj | Deprel::NsubjPass if is(&RECEIVING) => Some(Class::Visitor),
        Deprel::Obj | Deprel::Obl if comes => Some(Class::Host),
        Deprel::OblAgent if is(&RECEIVING) => Some(Class::Host),
        Deprel::NmodPoss if verb == "visit" => Some(Class::Visitor),
        Deprel::NmodPoss | Deprel::Nmod if is_called(&verb, Class::Lawyer) => Some(Class::Client),
        Deprel::Obj if is(&["represent", "defend"]) => Some(Class::Client),
        _ => None,
    }
}

/// Words of each class; of an entity's name, too.
const MEMBERS: &[(Class, &str)] = &[
    (
        Class::Company,
        "company, firm, maker, manufacturer, supplier, builder, shipbuilder, shipyard, yard, lender, bank, insurer, airline, airlines, \
         airways, carrier, giant, contractor, producer, corporation, corp, conglomerate, inc, ltd, limited, plc, industries, \
         aerospace, operator, retailer, startup, group, consortium, bidder, vendor, utility, refiner, miner",
    ),
    (
        Class::Forces,
        "army, force, forces, military, troops, soldiers, navy, service, corps, brigade, battalion, regiment, division, fleet, \
         garrison, unit, command, troop, soldier, peacekeeper, contingent, guard, guards, marines, coastguard, militia",
    ),
    (
        Class::ArmedGroup,
        "group, movement, militia, rebel, rebels, insurgent, insurgents, organisation, organization, outfit, gang, faction, guerrilla, \
         guerrillas, militant, militants, fighter, fighters, jihadist, jihadists, front, terrorist, paramilitary, cartel, separatist",
    ),
    (Class::Party, "party, movement, coalition, opposition, league, socialists, liberals, conservatives"),
    (Class::Court, "court, bench, tribunal, judge, judges, panel, justices, jury"),
    (
        Class::Parliament,
        "parliament, house, legislature, assembly, chamber, lawmaker, lawmakers, deputy, deputies, senate, senator, congress, \
         legislator, body, council, bundestag, knesset, majlis, duma, diet",
    ),
    (
        Class::Agency,
        "agency, service, bureau, directorate, authority, department, administration, office, watchdog, regulator, body, intelligence",
    ),
    (
        Class::Bloc,
        "bloc, alliance, organisation, organization, union, body, grouping, community, league, commission, council, agency, association",
    ),
    (Class::Ministry, "ministry, department, office"),
    (
        Class::Paper,
        "paper, newspaper, daily, weekly, magazine, website, broadcaster, agency, station, channel, network, outlet, journal, times, \
         post, gazette, tribune, herald, news, radio, television",
    ),
    (Class::Panel, "commission, committee, panel, board, inquiry, council, jury, body, commissioner"),
    (Class::Mission, "mission, embassy, consulate, delegation, force, observer, observers"),
    (
        Class::Police,
        "police, force, officer, officers, policeman, policemen, constabulary, detective, detectives, gendarmerie",
    ),
    (Class::Union, "union, federation, confederation, association, worker, striker"),
    (Class::Charity, "charity, group, organisation, organization, foundation, society, watch, aid, ngo"),
    (Class::Team, "team, delegation, mission, visitor, guest, side, contingent, crew"),
    (
        Class::HeadOfGovernment,
        "premier, prime minister, pm, chancellor, chief minister, head of government, taoiseach, leader",
    ),
    (Class::HeadOfState, "president, leader, ruler, head of state, strongman, chairman"),
    (
        Class::Envoy,
        "envoy, ambassador, high commissioner, diplomat, representative, consul, emissary, attaché, mediator, negotiator",
    ),
    (
        Class::Lawmaker,
        "lawmaker, legislator, mp, congressman, congresswoman, deputy, senator, representative, parliamentarian, councillor, politician, \
         member",
    ),
    (
        Class::Officer,
        "general, admiral, marshal, colonel, major, brigadier, commodore, captain, lieutenant, commander, officer, chief, \
         commandant, soldier, army chief, air chief, naval chief, staff",
    ),
    (Class::Minister, "minister, secretary, cabinet secretary, official"),
    (Class::Judge, "judge, magistrate, justice, chief justice"),
    (Class::Spokesperson, "spokesman, spokeswoman, spokesperson, official, press secretary, spokes"),
    (
        Class::Monarch,
        "king, queen, monarch, emir, sultan, prince, princess, highness, majesty, crown prince, sovereign, sheikh, ruler, emperor",
    ),
    (Class::Lawyer, "lawyer, counsel, attorney, barrister, advocate, solicitor"),
    (Class::Accused, "suspect, defendant, prisoner, detainee, accused, convict, man, fugitive, inmate"),
    (
        Class::Attacker,
        "attacker, gunman, bomber, assailant, raider, shooter, kidnapper, killer, hijacker, bandit, pirate",
    ),
    // Those who stand together in a street.
    (
        Class::Crowd,
        "crowd, protester, protesters, demonstrator, demonstrators, marcher, marchers, supporter, supporters, mob, rioter, rioters, \
         picket, pickets, follower, followers",
    ),
    (
        Class::State,
        "neighbour, neighbor, ally, partner, kingdom, emirate, sultanate, republic, state, nation, country, archipelago, island",
    ),
    (Class::Visitor, "visitor, guest"),
    (Class::Host, "host"),
    (Class::Client, "client"),
];

fn of_sector(sector: Sector) -> Option<Class> {
    Some(match sector {
        Sector::Bus => Class::Company,
        Sector::Mil => Class::Forces,
        Sector::Reb | Sector::Prm => Class::ArmedGroup,
        Sector::Pty => Class::Party,
        Sector::Jud => Class::Court,
        Sector::Leg => Class::Parliament,
        Sector::Jrn => Class::Paper,
        Sector::Cop => Class::Police,
        Sector::Spy => Class::Agency,
        Sector::Lab => Class::Union,
        Sector::Soc => Class::Charity,
        _ => return None,
    })
}

/// Whether it is no country but the states of one body.
fn is_common(country: Country) -> bool {
    matches!(country.code(), "UNO" | "IGO" | "EUR")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_sort_of_thing_meet() {
        let meet = |one, other| Classes::of_phrase(one).meets(Classes::of_phrase(other));
        assert!(meet("prime minister", "premier"));
        assert!(meet("lender", "savings bank"));
        assert!(meet("ambassador", "envoy"));
        assert!(meet("crowd", "several hundred protesters"));
        assert!(!meet("lender", "envoy"));
        assert!(!meet("host", "visitor"));
        assert!(Classes::of_phrase("telescope").is_empty());
    }
}
