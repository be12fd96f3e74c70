//! From CAMEO to PLOVER and back.
//!
//! Source: the Open Event Data Alliance's `CAMEO2PLOVER-2021`, mended; `data/cameo-plover.tsv` says line by line how.
//! PLOVER tells less of some acts than CAMEO (hosting, mediating, whom an easing frees) and more of others (drones,
//! multilateral meetings, militias): neither way is without loss, and the tests list where.

use crate::{Cameo, Context, EventType, Mode};
use std::sync::LazyLock;

/// What a CAMEO code is in PLOVER.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plover {
    /// Event type.
    pub event_type: EventType,
    /// Mode, where the code tells it; one of the type's.
    pub mode: Option<Mode>,
    /// What the code says the event is about.
    pub contexts: Vec<Context>,
}

/// What a coder of CAMEO must know of a CONSULT beyond PLOVER's type, mode and contexts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The event's actor goes to see the recipient, or nothing is known.
    Visitor,
    /// The event's actor receives the recipient: CAMEO's reverse event of a visit.
    Host,
    /// The talks aim at a settlement or a deal.
    Negotiator,
    /// The actor brings others together.
    Mediator,
}

impl Cameo {
    /// What this code is in PLOVER 2.0; none for statements (root 01) that PLOVER does not code.
    pub fn plover(self) -> Option<&'static Plover> {
        self.crossing().plover.as_ref()
    }

    /// Why this code is left out, or where it departs from the crosswalk of 2021; empty if it does not.
    pub fn crosswalk_note(self) -> &'static str {
        self.crossing().note
    }

    /// The code that tells most of a PLOVER event: chosen by type and mode, refined by the first fitting context.
    ///
    /// The code's own PLOVER type is `event_type`, with one exception: RETREAT `resign` is `0831`, which CAMEO files
    /// under yielding to demands for a change in leadership. `mode` counts only if it is one of the type's; `side`
    /// only for CONSULT.
    ///
    /// # Examples
    /// ```
    /// use ontology::{Cameo, Context, EventType, Mode, Side};
    /// let code = |side| Cameo::of_plover(EventType::Consult, Some(Mode::ConsultVisit), &[Context::Military], side).code();
    /// assert_eq!((code(Side::Visitor), code(Side::Host)), ("042", "043"));
    /// ```
    pub fn of_plover(event_type: EventType, mode: Option<Mode>, contexts: &[Context], side: Side) -> Cameo {
        let mode = mode.filter(|mode| mode.event_type() == event_type);
        let code = match (event_type, mode) {
            (EventType::Consult, mode) => consult(mode, side),
            (_, Some(mode)) => refine(of_mode(mode), contexts),
            (_, None) => refine(of_type(event_type), contexts),
        };
        Cameo::from_code(code).expect("a test looks up every code of these tables")
    }

    fn crossing(self) -> &'static Crossing {
        let index = CROSSINGS.binary_search_by_key(&self.code(), |crossing| crossing.code);
        &CROSSINGS[index.expect("a test checks that every code has its line")]
    }
}

/// The code that PLOVER's record calls an event's CAMEO code, and what it becomes in one of several contexts.
type Choice = (&'static str, &'static [(Context, &'static str)]);

fn refine((general, special): Choice, contexts: &[Context]) -> &'static str {
    special.iter().find(|(context, _)| contexts.contains(context)).map_or(general, |(_, code)| code)
}

fn consult(mode: Option<Mode>, side: Side) -> &'static str {
    match (mode, side) {
        (Some(Mode::ConsultPhone), _) => "041",
        (_, Side::Mediator) => "045",
        (Some(Mode::ConsultVisit), Side::Host) => "043",
        (Some(Mode::ConsultVisit), _) => "042",
        (Some(Mode::ConsultThirdParty), _) => "044",
        (_, Side::Negotiator) => "046",
        _ => "040",
    }
}

/// The code of a type without a mode. Contexts stand in the order in which they win.
fn of_type(event_type: EventType) -> Choice {
    use Context::*;
    match event_type {
        EventType::Agree => (
            "030",
            &[
                (Peacekeeping, "0334"),
                (Intelligence, "0314"),
                (Military, "0312"),
                (Disasters, "0333"),
                (HumanSecurity, "0333"),
                (Health, "0333"),
                (Legal, "0313"),
                (RightsFreedoms, "0343"),
                (PoliticalInstitutions, "0344"),
                (Economic, "0311"),
            ],
        ),
        EventType::Consult => ("040", &[]),
        EventType::Support => ("050", &[]),
        EventType::Concede => (
            "080",
            &[
                (RightsFreedoms, "0833"),
                (PoliticalInstitutions, "083"),
                (Military, "0871"),
                (Economic, "085"),
                (Legal, "081"),
            ],
        ),
        EventType::Cooperate => {
            ("060", &[(Intelligence, "064"), (Military, "062"), (Legal, "063"), (Crime, "063"), (Economic, "061")])
        }
        EventType::Aid => (
            "070",
            &[
                (Asylum, "075"),
                (Peacekeeping, "074"),
                (Military, "072"),
                (Disasters, "073"),
                (HumanSecurity, "073"),
                (Health, "073"),
                (Economic, "071"),
            ],
        ),
        EventType::Retreat => ("084", &[(Legal, "0842"), (Economic, "0842")]),
        EventType::Request => ("100", &[]),
        EventType::Accuse => ("110", &[]),
        EventType::Reject => ("120", &[]),
        EventType::Threaten => ("130", &[]),
        EventType::Protest => ("140", &[]),
        EventType::Sanction => ("160", &[]),
        EventType::Mobilize => ("150", &[(Cyber, "155")]),
        EventType::Coerce => ("170", &[]),
        EventType::Assault => ("180", &[(Repression, "175"), (Military, "190")]),
    }
}

/// The code of a mode. Contexts stand in the order in which they win.
fn of_mode(mode: Mode) -> Choice {
    use Context::*;
    match mode {
        Mode::ConsultVisit => ("042", &[]),
        Mode::ConsultThirdParty => ("044", &[]),
        Mode::ConsultMultilateral => ("040", &[]),
        Mode::ConsultPhone => ("041", &[]),
        Mode::RetreatWithdraw => ("0874", &[]),
        Mode::RetreatRelease => ("0841", &[]),
        Mode::RetreatDisarm => ("0873", &[]),
        Mode::RetreatCeasefire => ("087", &[]),
        Mode::RetreatAccess => {
            ("086", &[(Peacekeeping, "0861"), (HumanSecurity, "0863"), (Disasters, "0863"), (Cbrn, "0862")])
        }
        Mode::RetreatResign => ("0831", &[]),
        Mode::RequestAssist => (
            "101",
            &[
                (Peacekeeping, "1034"),
                (Intelligence, "1014"),
                (Military, "1012"),
                (HumanSecurity, "1033"),
                (Disasters, "1033"),
                (Legal, "1013"),
                (Economic, "1011"),
                (Diplomatic, "102"),
            ],
        ),
        Mode::RequestChange => (
            "104",
            &[
                (RightsFreedoms, "1043"),
                (HumanRights, "1043"),
                (Election, "1041"),
                (PoliticalInstitutions, "1044"),
                (Executive, "1042"),
            ],
        ),
        Mode::RequestYield => ("105", &[(Military, "1056"), (Economic, "1054"), (Legal, "1053")]),
        Mode::RequestMeet => ("106", &[]),
        Mode::AccuseDisapprove => ("111", &[]),
        Mode::AccuseInvestigate => {
            ("090", &[(HumanRights, "092"), (Corruption, "091"), (Crime, "091"), (Military, "093")])
        }
        Mode::AccuseAllege => (
            "112",
            &[(HumanRights, "1122"), (Corruption, "1121"), (Crime, "1121"), (Military, "1123"), (Intelligence, "1125")],
        ),
        Mode::RejectAssist => (
            "121",
            &[
                (Peacekeeping, "1224"),
                (Intelligence, "1214"),
                (Military, "1212"),
                (HumanSecurity, "1223"),
                (Disasters, "1223"),
                (Legal, "1213"),
                (Economic, "1211"),
            ],
        ),
        Mode::RejectChange => (
            "123",
            &[
                (RightsFreedoms, "1233"),
                (HumanRights, "1233"),
                (Election, "1231"),
                (PoliticalInstitutions, "1234"),
                (Executive, "1232"),
            ],
        ),
        Mode::RejectYield => ("124", &[(Military, "1246"), (Economic, "1244"), (Legal, "1243")]),
        Mode::RejectMeet => ("125", &[]),
        Mode::ThreatenRestrict => ("132", &[(Military, "1381"), (Economic, "1312"), (RightsFreedoms, "1321")]),
        Mode::ThreatenArrest => ("132", &[]),
        Mode::ThreatenRelations => ("1313", &[(Economic, "1311")]),
        Mode::ThreatenExpel => ("136", &[]),
        Mode::ThreatenTerritory => ("1382", &[]),
        Mode::ThreatenViolence => {
            ("138", &[(Cbrn, "1385"), (Repression, "137"), (Terrorism, "1383"), (Military, "1384")])
        }
        Mode::ProtestDemo => (
            "141",
            &[
                (RightsFreedoms, "1413"),
                (HumanRights, "1413"),
                (Election, "1411"),
                (PoliticalInstitutions, "1414"),
                (Executive, "1412"),
            ],
        ),
        Mode::ProtestRiot => (
            "145",
            &[
                (RightsFreedoms, "1453"),
                (HumanRights, "1453"),
                (Election, "1451"),
                (PoliticalInstitutions, "1454"),
                (Executive, "1452"),
            ],
        ),
        Mode::ProtestStrike | Mode::ProtestBoycott => (
            "143",
            &[
                (RightsFreedoms, "1433"),
                (HumanRights, "1433"),
                (Election, "1431"),
                (PoliticalInstitutions, "1434"),
                (Executive, "1432"),
            ],
        ),
        Mode::ProtestHunger => (
            "142",
            &[
                (RightsFreedoms, "1423"),
                (HumanRights, "1423"),
                (Election, "1421"),
                (PoliticalInstitutions, "1424"),
                (Executive, "1422"),
            ],
        ),
        Mode::ProtestObstruct => (
            "144",
            &[
                (RightsFreedoms, "1443"),
                (HumanRights, "1443"),
                (Election, "1441"),
                (PoliticalInstitutions, "1444"),
                (Executive, "1442"),
            ],
        ),
        Mode::ProtestVandalize => ("145", &[]),
        Mode::SanctionConvict => ("116", &[]),
        Mode::SanctionExpel => ("166", &[(Peacekeeping, "1661"), (HumanSecurity, "1663")]),
        Mode::SanctionWithdraw => ("161", &[]),
        Mode::SanctionDiscontinue => ("163", &[(Military, "1622"), (HumanSecurity, "1623")]),
        Mode::MobilizeTroops => ("154", &[]),
        Mode::MobilizeWeapons => ("150", &[]),
        Mode::MobilizePolice => ("153", &[]),
        Mode::MobilizeMilitia => ("154", &[]),
        Mode::CoerceSeize => ("171", &[(Territory, "192"), (Military, "192"), (Legal, "1711")]),
        Mode::CoerceRestrict => ("172", &[(Military, "191"), (RightsFreedoms, "1721"), (Election, "1722")]),
        Mode::CoerceCensor => ("1721", &[]),
        Mode::CoerceCurfew => ("1723", &[]),
        Mode::CoerceMartialLaw => ("1724", &[]),
        Mode::CoerceArrest => ("173", &[]),
        Mode::CoerceDeport => ("174", &[]),
        Mode::CoerceWithhold => ("170", &[]),
        Mode::CoerceMisinformation => ("170", &[]),
        Mode::CoerceCyber => ("176", &[]),
        Mode::AssaultAbduct => ("181", &[]),
        Mode::AssaultBeat => ("182", &[]),
        Mode::AssaultTorture => ("1822", &[]),
        Mode::AssaultSexual => ("1821", &[]),
        Mode::AssaultTargeted => ("186", &[(ReligionEthnicity, "203"), (HumanRights, "202")]),
        Mode::AssaultDestroy => ("1712", &[]),
        Mode::AssaultPrimitive => ("182", &[]),
        Mode::AssaultFirearms => ("193", &[]),
        Mode::AssaultExplosives => ("1834", &[]),
        Mode::AssaultSuicideAttack => ("1831", &[]),
        Mode::AssaultAerial => ("195", &[]),
        Mode::AssaultDrone => ("1952", &[]),
        Mode::AssaultHeavyWeapons => ("194", &[]),
        Mode::AssaultCrowdControl => ("175", &[]),
        Mode::AssaultUnconventional => ("204", &[]),
    }
}

struct Crossing {
    code: &'static str,
    plover: Option<Plover>,
    note: &'static str,
}

/// In the order of `cameo.tsv`; a test checks it.
static CROSSINGS: LazyLock<Vec<Crossing>> = LazyLock::new(|| {
    let rows = crate::table::rows(include_str!("../data/cameo-plover.tsv"));
    rows.map(|line| Crossing::read(line).expect("the tests read it")).collect()
});

impl Crossing {
    fn read(line: &'static str) -> Option<Crossing> {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or("");
        let (code, event_type, mode, contexts, note) = (cell(), cell(), cell(), cell(), cell());
        let plover = if event_type == "-" { None } else { Some(Plover::read(event_type, mode, contexts)?) };
        Some(Crossing { code, plover, note })
    }
}

impl Plover {
    fn read(event_type: &str, mode: &str, contexts: &str) -> Option<Plover> {
        let event_type = EventType::from_name(event_type)?;
        let mode = if mode.is_empty() { None } else { Some(event_type.mode(mode)?) };
        let names = contexts.split(';').filter(|name| !name.is_empty());
        Some(Plover { event_type, mode, contexts: names.map(Context::from_name).collect::<Option<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, expected: &str) {
        let plover = Cameo::from_code(code).unwrap().plover();
        let shown = plover.map(|plover| {
            let mode = plover.mode.map_or("", Mode::name);
            let contexts: Vec<_> = plover.contexts.iter().map(|context| context.name()).collect();
            format!("{} {mode} {}", plover.event_type.name(), contexts.join(" "))
        });
        let words = shown.as_deref().unwrap_or("none").split_whitespace().collect::<Vec<_>>();
        assert_eq!(words.join(" "), expected, "{code}");
    }

    /// The code of a CONSULT.
    fn talks(mode: Option<Mode>, side: Side) -> &'static str {
        Cameo::of_plover(EventType::Consult, mode, &[], side).code()
    }

    #[test]
    fn every_code_has_its_line() {
        let lines: Vec<_> = CROSSINGS.iter().map(|crossing| crossing.code).collect();
        assert_eq!(lines, Cameo::all().map(Cameo::code).collect::<Vec<_>>());
    }

    #[test]
    fn only_statements_are_dropped_and_each_says_why() {
        let dropped: Vec<_> = Cameo::all().filter(|event| event.plover().is_none()).collect();
        let codes: Vec<_> = dropped.iter().map(|event| event.code()).collect();
        assert_eq!(codes, ["01", "010", "011", "012", "013", "014", "015", "017", "018", "019"]);
        assert!(dropped.iter().all(|event| !event.crosswalk_note().is_empty()));
    }

    #[test]
    fn roots_lead_to_the_type_of_most_of_their_codes() {
        check("03", "AGREE");
        check("09", "ACCUSE investigate");
        check("10", "REQUEST");
        check("19", "ASSAULT");
        check("20", "ASSAULT");
    }

    #[test]
    fn names_that_2_0_does_not_have_are_mended() {
        check("0333", "AGREE human_security");
        check("073", "AID human_security");
        check("0812", "CONCEDE pro_democracy");
        check("0842", "RETREAT legal");
        check("085", "CONCEDE economic");
        check("132", "THREATEN restrict legal");
        check("1321", "THREATEN restrict legal");
        check("1722", "COERCE restrict legal");
        check("175", "ASSAULT repression pro_autocracy");
        check("186", "ASSAULT targeted");
        check("201", "COERCE deport legal migration");
        check("202", "ASSAULT targeted military");
    }

    #[test]
    fn lines_against_the_manual_are_mended() {
        check("055", "CONCEDE");
        check("0813", "CONCEDE legal");
        check("0871", "CONCEDE military");
        check("112", "ACCUSE allege");
        check("114", "ACCUSE disapprove");
        check("116", "SANCTION convict legal");
        check("143", "PROTEST");
        check("163", "SANCTION discontinue economic diplomatic");
        check("173", "COERCE arrest legal");
        check("195", "ASSAULT aerial military");
        check("1952", "ASSAULT drone military");
        check("1712", "ASSAULT destroy legal");
        check("1823", "ASSAULT beat");
        check("0234", "REQUEST assist peacekeeping");
        check("026", "REQUEST meet diplomatic");
        check("016", "REJECT");
        check("018", "none");
    }

    #[test]
    fn a_meeting_has_the_code_of_its_side() {
        assert_eq!(talks(Some(Mode::ConsultVisit), Side::Visitor), "042");
        assert_eq!(talks(Some(Mode::ConsultVisit), Side::Host), "043");
        assert_eq!(talks(Some(Mode::ConsultPhone), Side::Negotiator), "041");
        assert_eq!(talks(Some(Mode::ConsultThirdParty), Side::Negotiator), "044");
        assert_eq!(talks(None, Side::Negotiator), "046");
        assert_eq!(talks(Some(Mode::ConsultMultilateral), Side::Mediator), "045");
        assert_eq!(talks(None, Side::Visitor), "040");
    }

    #[test]
    fn the_first_context_of_the_table_wins() {
        let code =
            |event_type, mode, contexts: &[Context]| Cameo::of_plover(event_type, mode, contexts, Side::Visitor).code();
        assert_eq!(code(EventType::Cooperate, None, &[Context::Economic, Context::Military]), "062");
        assert_eq!(code(EventType::Aid, None, &[Context::Disasters]), "073");
        assert_eq!(code(EventType::Agree, None, &[Context::Military, Context::Diplomatic]), "0312");
        assert_eq!(code(EventType::Request, Some(Mode::RequestAssist), &[Context::Gender]), "101");
        assert_eq!(code(EventType::Request, Some(Mode::AssaultBeat), &[]), "100");
    }

    /// Every context, and none, for `event_type` and `mode`.
    fn codes(event_type: EventType, mode: Option<Mode>) -> Vec<Cameo> {
        let single = Context::ALL.map(|context| Cameo::of_plover(event_type, mode, &[context], Side::Visitor));
        single.into_iter().chain([Cameo::of_plover(event_type, mode, &[], Side::Visitor)]).collect()
    }

    #[test]
    fn every_type_and_mode_comes_back_to_its_type() {
        for event_type in EventType::ALL {
            for mode in event_type.modes().map(Some).chain([None]) {
                let home = codes(event_type, mode).iter().all(|code| code.plover().unwrap().event_type == event_type);
                assert!(home || mode == Some(Mode::RetreatResign), "{event_type:?} {mode:?}");
            }
        }
        assert_eq!(
            codes(EventType::Retreat, Some(Mode::RetreatResign))[0].plover().unwrap().event_type,
            EventType::Concede
        );
    }

    #[test]
    fn modes_come_back_unless_cameo_does_not_know_them() {
        let back = |mode: Mode| {
            codes(mode.event_type(), Some(mode)).iter().all(|code| code.plover().unwrap().mode == Some(mode))
        };
        let lost: Vec<_> = Mode::ALL.into_iter().filter(|&mode| !back(mode)).collect();
        let expected = [
            Mode::ConsultMultilateral,
            Mode::RetreatCeasefire,
            Mode::RetreatResign,
            Mode::ThreatenArrest,
            Mode::ProtestStrike,
            Mode::ProtestBoycott,
            Mode::ProtestVandalize,
            Mode::MobilizeWeapons,
            Mode::MobilizeMilitia,
            Mode::CoerceCensor,
            Mode::CoerceWithhold,
            Mode::CoerceMisinformation,
            Mode::AssaultPrimitive,
            Mode::AssaultCrowdControl,
        ];
        assert_eq!(lost, expected);
    }

    #[test]
    fn every_cameo_code_comes_back_to_its_plover_type_and_mode() {
        for event in Cameo::all() {
            let Some(plover) = event.plover() else { continue };
            let back = Cameo::of_plover(plover.event_type, plover.mode, &plover.contexts, Side::Visitor);
            let again = back.plover().unwrap();
            assert_eq!((again.event_type, again.mode), (plover.event_type, plover.mode), "{event:?} {back:?}");
        }
    }
}
