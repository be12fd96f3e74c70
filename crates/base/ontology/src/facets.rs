//! PLOVER 2.0's sectors of actors, contexts of events, and the auxiliary modes that the codebook calls status.
//!
//! Source: PLOVER manual 2.0, sections on actors, contexts and auxiliary modes; codebook, sections 1, 4, 5 and rulings
//! 18, 19, 29 and 31. The first sentence of each says what it holds, the second what it is confused with.

/// The part of society an actor belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sector {
    /// The executive and the state as a whole: presidents, ministries, embassies, the ruling party; a bare country name,
    /// also when it fights.
    ///
    /// An opposition party is [`Sector::Opp`]; named forces are [`Sector::Mil`]; a former minister is [`Sector::Eli`].
    Gov,
    /// State armed forces, coast guards among them.
    ///
    /// A defense minister is [`Sector::Gov`], a retired general [`Sector::Eli`], a militia that fights for the state
    /// [`Sector::Prm`].
    Mil,
    /// State intelligence services.
    ///
    /// Military intelligence is this, not [`Sector::Mil`]; a private detective is [`Sector::Bus`].
    Spy,
    /// Police, gendarmes, prison and border guards.
    ///
    /// An interior minister is [`Sector::Gov`]; an international police body is `IGO` with this sector.
    Cop,
    /// Courts, judges, prosecutors.
    ///
    /// Lawyers are [`Sector::Cvl`], their bar association [`Sector::Soc`]; a justice minister is [`Sector::Gov`].
    Jud,
    /// Parliament, its committees and members.
    ///
    /// A party is [`Sector::Pty`] even where it holds the majority of seats.
    Leg,
    /// Political parties that do not govern alone, and their candidates.
    ///
    /// The ruling party is [`Sector::Gov`]; an opposition party has [`Sector::Opp`] besides.
    Pty,
    /// Opposition to the government: its leaders, movements, alliances.
    ///
    /// Usually a second sector, beside [`Sector::Pty`] for a party. Protesters without a party are [`Sector::Cvl`], armed
    /// opponents [`Sector::Reb`].
    Opp,
    /// Armed rebels and insurgents with a cause.
    ///
    /// Jihadists across borders have the country `IMG` besides; gangs are [`Sector::Crm`], gunmen of whom nothing is known
    /// [`Sector::Uaf`].
    Reb,
    /// Militias that fight at the side of a state.
    ///
    /// A state's own reserve or national guard is [`Sector::Mil`].
    Prm,
    /// Armed men of whom the text does not say whose they are.
    ///
    /// "Rebels" without a name are still [`Sector::Reb`].
    Uaf,
    /// Criminals: gangs, cartels, pirates, smugglers, convicts.
    ///
    /// A suspect or a lone attacker is [`Sector::Cvl`] until convicted.
    Crm,
    /// Civilians: protesters, residents, victims, lawyers, lone attackers.
    ///
    /// An organization of citizens is [`Sector::Soc`], a union [`Sector::Lab`].
    Cvl,
    /// Firms, banks, traders, business people.
    ///
    /// A firm of many countries has the country `MNC`; a state broadcaster is [`Sector::Jrn`], a central bank
    /// [`Sector::Gov`].
    Bus,
    /// Media and journalists. CAMEO calls them MED.
    ///
    /// Who is only quoted as a source is an attribution and no actor.
    Jrn,
    /// Health bodies, hospitals, doctors. CAMEO calls them HLH.
    ///
    /// Not media, in spite of the letters: see [`Sector::Jrn`]. A health ministry is [`Sector::Gov`].
    Med,
    /// Schools, universities, teachers, students.
    ///
    /// Students in the street are this; a teachers' union is [`Sector::Lab`].
    Edu,
    /// Workers, labor, unions.
    ///
    /// A party of labor is [`Sector::Pty`].
    Lab,
    /// Farmers, herders, fishers and their bodies.
    ///
    /// A ministry of farming is [`Sector::Gov`], a food company [`Sector::Bus`].
    Agr,
    /// Religious bodies, clergy, communities of a creed as such.
    ///
    /// A party of a creed is [`Sector::Pty`]; armed believers are [`Sector::Reb`].
    Rel,
    /// Refugees, migrants on the move, displaced people.
    ///
    /// The agency that helps them is `UNO` or [`Sector::Soc`].
    Ref,
    /// Civil society: rights groups, charities, foundations, bar associations.
    ///
    /// A charity of many countries has the country `NGO` besides.
    Soc,
    /// Former officials, retired officers, royalty without office, and families of the powerful.
    ///
    /// An office held at the time of the event gives its own sector; a former president who is accused is still this.
    Eli,
    /// Breakaway authorities that hold territory.
    ///
    /// Stands besides the sector of the body itself, under the country it broke from.
    Pre,
    /// The text does not say who.
    ///
    /// Armed men unknown are [`Sector::Uaf`].
    Unk,
}

impl Sector {
    /// All, in the order of their definition.
    pub const ALL: [Sector; 25] = [
        Sector::Gov,
        Sector::Mil,
        Sector::Spy,
        Sector::Cop,
        Sector::Jud,
        Sector::Leg,
        Sector::Pty,
        Sector::Opp,
        Sector::Reb,
        Sector::Prm,
        Sector::Uaf,
        Sector::Crm,
        Sector::Cvl,
        Sector::Bus,
        Sector::Jrn,
        Sector::Med,
        Sector::Edu,
        Sector::Lab,
        Sector::Agr,
        Sector::Rel,
        Sector::Ref,
        Sector::Soc,
        Sector::Eli,
        Sector::Pre,
        Sector::Unk,
    ];

    /// The name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Sector::Gov => "GOV",
            Sector::Mil => "MIL",
            Sector::Spy => "SPY",
            Sector::Cop => "COP",
            Sector::Jud => "JUD",
            Sector::Leg => "LEG",
            Sector::Pty => "PTY",
            Sector::Opp => "OPP",
            Sector::Reb => "REB",
            Sector::Prm => "PRM",
            Sector::Uaf => "UAF",
            Sector::Crm => "CRM",
            Sector::Cvl => "CVL",
            Sector::Bus => "BUS",
            Sector::Jrn => "JRN",
            Sector::Med => "MED",
            Sector::Edu => "EDU",
            Sector::Lab => "LAB",
            Sector::Agr => "AGR",
            Sector::Rel => "REL",
            Sector::Ref => "REF",
            Sector::Soc => "SOC",
            Sector::Eli => "ELI",
            Sector::Pre => "PRE",
            Sector::Unk => "UNK",
        }
    }

    /// The value of this name.
    pub fn from_name(name: &str) -> Option<Sector> {
        Sector::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// What an event is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// Armed forces and arms of states.
    ///
    /// Police and militias are not; a peacekeeping force is [`Context::Peacekeeping`].
    Military,
    /// State intelligence services and what they know.
    ///
    /// A journalist's scoop is not.
    Intelligence,
    /// Executive bodies, decrees, cabinets, heads of state who are not elected.
    ///
    /// An election to the post is [`Context::Election`].
    Executive,
    /// Parliament at work: bills, votes, hearings.
    ///
    /// A change of its powers is [`Context::PoliticalInstitutions`].
    Legislative,
    /// Elections, campaigns, results, their rules.
    ///
    /// A vote in parliament is [`Context::Legislative`].
    Election,
    /// Change out of the routine in or between formal bodies and parties: constitutions, coups, coalitions.
    ///
    /// Everyday rows between ministers are [`Context::Executive`].
    PoliticalInstitutions,
    /// Moves toward rule by the people.
    ///
    /// Civil liberties by themselves are [`Context::RightsFreedoms`].
    ProDemocracy,
    /// Moves toward rule by few.
    ///
    /// Force against crowds is [`Context::Repression`].
    ProAutocracy,
    /// Trade, money, energy markets, development.
    ///
    /// News of a single firm alone is not.
    Economic,
    /// Courts, national and international law, treaties as law.
    ///
    /// Crime without a court is [`Context::Crime`].
    Legal,
    /// Amends for past wrongs.
    ///
    /// Compensation in an ordinary suit is [`Context::Legal`].
    Reparations,
    /// Human rights in general.
    ///
    /// A liberty that is named is [`Context::RightsFreedoms`].
    HumanRights,
    /// Civil liberties: speech, press, assembly, movement, vote.
    ///
    /// Food and shelter are [`Context::HumanSecurity`].
    RightsFreedoms,
    /// Force by security forces against the state's own people.
    ///
    /// Combat with rebels is [`Context::Military`].
    Repression,
    /// Water, food, housing, energy and land that people live by; relief.
    ///
    /// After a flood or quake, [`Context::Disasters`] besides.
    HumanSecurity,
    /// Women and men as such.
    ///
    /// A woman in office is not by herself.
    Gender,
    /// Sexual orientation and identity.
    ///
    /// Rights of women are [`Context::Gender`].
    Lgbt,
    /// Religious and ethnic groups, and relations between them.
    ///
    /// A nationality alone is not.
    ReligionEthnicity,
    /// Gaps between rich and poor, between groups.
    ///
    /// Prices and wages alone are [`Context::Economic`].
    Inequality,
    /// Diplomacy between states and inside them.
    ///
    /// A deal with a topic of its own has that topic besides.
    Diplomatic,
    /// Disputed or occupied land, borders, displacement for land.
    ///
    /// Fighting that takes no ground is [`Context::Military`].
    Territory,
    /// Peacekeepers, monitors, their mandates.
    ///
    /// A coalition at war is [`Context::Military`].
    Peacekeeping,
    /// Disease, medicine, hospitals.
    ///
    /// A fight's wounded are not.
    Health,
    /// Asylum and refugees' status.
    ///
    /// Movement of people for work is [`Context::Migration`].
    Asylum,
    /// People who move, for whatever reason.
    ///
    /// A request for protection is [`Context::Asylum`].
    Migration,
    /// Natural disasters and accidents.
    ///
    /// Damage by war is not.
    Disasters,
    /// Oil, gas, ores, timber, fish, water as a resource.
    ///
    /// Water that people lack is [`Context::HumanSecurity`].
    NaturalResource,
    /// Nature, climate, pollution.
    ///
    /// A dam as a source of power is [`Context::NaturalResource`].
    Environment,
    /// Science, computers, space, telecommunication.
    ///
    /// An attack by computer is [`Context::Cyber`].
    Technology,
    /// Attacks on civilians to spread fear, and the fight against them.
    ///
    /// A rebel attack on soldiers is [`Context::Military`].
    Terrorism,
    /// Chemical, biological, radiological and nuclear means, power plants among them when their material is at stake.
    ///
    /// Missiles alone are [`Context::Military`].
    Cbrn,
    /// Computer attacks and defense. COERCE `cyber` adds it.
    ///
    /// A platform's rules are [`Context::Technology`].
    Cyber,
    /// Falsehoods spread on purpose. COERCE `misinformation` adds it.
    ///
    /// A mistaken report is not.
    Misinformation,
    /// Crime, unless a narrower context fits.
    ///
    /// Bribes are [`Context::Corruption`], drugs [`Context::IllegalDrugs`].
    Crime,
    /// Bribes, embezzlement, abuse of office.
    ///
    /// Tax evasion by a firm is [`Context::Crime`].
    Corruption,
    /// Drugs outside the law.
    ///
    /// Licensed medicine is [`Context::Health`].
    IllegalDrugs,
    /// Trade in people, arms or goods outside the law.
    ///
    /// Smuggled drugs are [`Context::IllegalDrugs`].
    Trafficking,
}

impl Context {
    /// All, in the order of their definition.
    pub const ALL: [Context; 37] = [
        Context::Military,
        Context::Intelligence,
        Context::Executive,
        Context::Legislative,
        Context::Election,
        Context::PoliticalInstitutions,
        Context::ProDemocracy,
        Context::ProAutocracy,
        Context::Economic,
        Context::Legal,
        Context::Reparations,
        Context::HumanRights,
        Context::RightsFreedoms,
        Context::Repression,
        Context::HumanSecurity,
        Context::Gender,
        Context::Lgbt,
        Context::ReligionEthnicity,
        Context::Inequality,
        Context::Diplomatic,
        Context::Territory,
        Context::Peacekeeping,
        Context::Health,
        Context::Asylum,
        Context::Migration,
        Context::Disasters,
        Context::NaturalResource,
        Context::Environment,
        Context::Technology,
        Context::Terrorism,
        Context::Cbrn,
        Context::Cyber,
        Context::Misinformation,
        Context::Crime,
        Context::Corruption,
        Context::IllegalDrugs,
        Context::Trafficking,
    ];

    /// The name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Context::Military => "military",
            Context::Intelligence => "intelligence",
            Context::Executive => "executive",
            Context::Legislative => "legislative",
            Context::Election => "election",
            Context::PoliticalInstitutions => "political_institutions",
            Context::ProDemocracy => "pro_democracy",
            Context::ProAutocracy => "pro_autocracy",
            Context::Economic => "economic",
            Context::Legal => "legal",
            Context::Reparations => "reparations",
            Context::HumanRights => "human_rights",
            Context::RightsFreedoms => "rights_freedoms",
            Context::Repression => "repression",
            Context::HumanSecurity => "human_security",
            Context::Gender => "gender",
            Context::Lgbt => "lgbt",
            Context::ReligionEthnicity => "religion_ethnicity",
            Context::Inequality => "inequality",
            Context::Diplomatic => "diplomatic",
            Context::Territory => "territory",
            Context::Peacekeeping => "peacekeeping",
            Context::Health => "health",
            Context::Asylum => "asylum",
            Context::Migration => "migration",
            Context::Disasters => "disasters",
            Context::NaturalResource => "natural_resource",
            Context::Environment => "environment",
            Context::Technology => "technology",
            Context::Terrorism => "terrorism",
            Context::Cbrn => "cbrn",
            Context::Cyber => "cyber",
            Context::Misinformation => "misinformation",
            Context::Crime => "crime",
            Context::Corruption => "corruption",
            Context::IllegalDrugs => "illegal_drugs",
            Context::Trafficking => "trafficking",
        }
    }

    /// The value of this name.
    pub fn from_name(name: &str) -> Option<Context> {
        Context::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// Whether an event is reported as done (codebook, section 4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Reported as done or under way, also habitual: "has been arresting".
    ///
    /// Done long ago is [`Status::Historical`].
    Actual,
    /// Announced or expected, and not AGREE, CONCEDE or THREATEN by its nature.
    ///
    /// "Will visit" said by the visitor is AGREE, [`Status::Actual`]: the promise was made.
    Future,
    /// If, could, may, might, would; wished, feared, alleged plans.
    ///
    /// An allegation that something was done is [`Status::Actual`], with its attribution.
    Hypothetical,
    /// Said not to have happened.
    ///
    /// A refusal is REJECT, [`Status::Actual`].
    Negated,
    /// Background from more than about a year before the report, or from an earlier era.
    ///
    /// Background of last month is [`Status::Actual`].
    Historical,
}

impl Status {
    /// All, in the order of their definition.
    pub const ALL: [Status; 5] =
        [Status::Actual, Status::Future, Status::Hypothetical, Status::Negated, Status::Historical];

    /// The name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Future => "future",
            Status::Hypothetical => "hypothetical",
            Status::Negated => "negated",
            Status::Historical => "historical",
        }
    }

    /// The value of this name.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|value| value.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn check<T: Copy + PartialEq + std::fmt::Debug>(
        all: &[T],
        name: fn(T) -> &'static str,
        from_name: fn(&str) -> Option<T>,
        expected: &str,
    ) {
        let names: Vec<_> = all.iter().map(|&value| name(value)).collect();
        assert!(all.iter().all(|&value| from_name(name(value)) == Some(value)));
        assert_eq!(
            names.iter().collect::<BTreeSet<_>>(),
            expected.split_whitespace().collect::<Vec<_>>().iter().collect()
        );
        assert_eq!(from_name(""), None);
    }

    #[test]
    fn twenty_five_sectors() {
        let manual =
            "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC";
        assert_eq!(manual.split(' ').count(), 25);
        check(&Sector::ALL, Sector::name, Sector::from_name, manual);
    }

    #[test]
    fn thirty_seven_contexts() {
        let codebook = "military intelligence executive legislative election political_institutions pro_democracy
            pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security
            gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum
            migration disasters natural_resource environment technology terrorism cbrn cyber
            misinformation crime corruption illegal_drugs trafficking";
        check(&Context::ALL, Context::name, Context::from_name, codebook);
        assert_eq!(Context::ALL.len(), 37);
    }

    #[test]
    fn five_statuses() {
        check(&Status::ALL, Status::name, Status::from_name, "actual future hypothetical negated historical");
    }

    #[test]
    fn all_are_in_the_order_of_their_definition() {
        assert!(Sector::ALL.is_sorted() && Context::ALL.is_sorted() && Status::ALL.is_sorted());
    }
}
