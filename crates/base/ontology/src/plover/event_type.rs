//! The sixteen event types.

use super::{Mode, Page, Quad, manual};

manual! {
    /// What one actor does to, with or about another.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum EventType: (&'static str, Quad, f32) {
        Agree = ("AGREE", Quad::VerbalCooperation, 2.5), {
            definition: "Promises, offers, accepts, or shows willingness to cooperate.",
            section: "PLOVER manual 2.0, AGREE; codebook, section 2 and rulings 6, 11, 18, 24, 35",
            example: "Kenya agreed to explore a joint port authority with Tanzania.",
            near_miss: "Kenya and Tanzania signed a treaty on a joint port authority.",
            instead: "SUPPORT: the agreement is signed, not announced",
            rule: "A CONSULT, SUPPORT, COOPERATE or AID still to come is AGREE by whoever promises it; a withdrawal \
                or release still to come is CONCEDE. A party to a war that calls for its end agrees, an outsider \
                requests.",
        }
        Consult = ("CONSULT", Quad::VerbalCooperation, 2.5), {
            definition: "Meets, visits, talks, negotiates or phones.",
            section: "PLOVER manual 2.0, CONSULT; codebook, section 2 and rulings 6, 7, 22, 23",
            example: "The envoys of Peru and Chile held talks on fishing.",
            near_miss: "Peru summoned Chile's ambassador over the fishing row.",
            instead: "ACCUSE `disapprove`: the ambassador is told off, not consulted",
            rule: "A visitor is the actor and the host the recipient; where nobody visits, all who talk are actors. \
                Talks still to come are AGREE, talks called off REJECT `meet`.",
        }
        Support = ("SUPPORT", Quad::VerbalCooperation, 5.0), {
            definition: "Backs in words or by a diplomatic act: praises, endorses, recognizes, signs, ratifies.",
            section: "PLOVER manual 2.0, SUPPORT; codebook, section 2 and rulings 11, 22, 24",
            example: "Norway recognized the new government of Gambia.",
            near_miss: "Norway shipped field hospitals to the new government of Gambia.",
            instead: "AID: something material is given",
            rule: "Words and signatures only. Signed is SUPPORT, agreed but not signed is AGREE, delivered is \
                COOPERATE or AID; thanks, welcomes and solidarity count.",
        }
        Concede = ("CONCEDE", Quad::VerbalCooperation, 4.5), {
            definition: "Gives way in words, without an effect on the ground yet.",
            section: "PLOVER manual 2.0, CONCEDE; codebook, section 2 and rulings 5, 12, 30, 37",
            example: "The president apologized for the raid and promised to free the students.",
            near_miss: "The president freed the students.",
            instead: "RETREAT `release`: it is done",
            rule: "Announced is CONCEDE and stays so: a promised withdrawal is no AGREE. Lifted curfews and bans, \
                dropped charges, pardons, declared ceasefires and offered resignations count.",
        }
        Cooperate = ("COOPERATE", Quad::MaterialCooperation, 9.5), {
            definition: "Does something material together that serves both sides.",
            section: "PLOVER manual 2.0, COOPERATE; codebook, section 2 and ruling 11",
            example: "The navies of Japan and Vietnam began a joint exercise.",
            near_miss: "Vietnam's navy began an exercise.",
            instead: "MOBILIZE: one country's own exercise shows force",
            rule: "Both sides must gain: trade, joint exercises, shared intelligence, extradition, arms sold and \
                delivered. What mainly serves the receiver is AID.",
        }
        Aid = ("AID", Quad::MaterialCooperation, 10.0), {
            definition: "Gives what mainly serves the recipient: money, arms, men, relief, refuge.",
            section: "PLOVER manual 2.0, AID; codebook, section 2 and rulings 11, 34",
            example: "Qatar delivered forty ambulances to Lebanon.",
            near_miss: "Qatar pledged forty ambulances to Lebanon.",
            instead: "AGREE: nothing is given yet",
            rule: "The giving must be under way. Arms given are AID, arms paid for COOPERATE; asylum, rescue and debt \
                relief count, and so do troops sent to fight at an ally's side.",
        }
        Retreat = ("RETREAT", Quad::MaterialCooperation, 6.5), {
            definition: "Gives way in fact, with an effect at once.",
            section: "PLOVER manual 2.0, RETREAT; codebook, section 2 and rulings 5, 30",
            example: "The last rebels left the town and laid down their arms.",
            near_miss: "The rebels said they would leave the town.",
            instead: "CONCEDE: announced, not done",
            rule: "Done is RETREAT, announced is CONCEDE. Leaving a treaty or calling observers home cuts relations: \
                SANCTION.",
        }
        Request = ("REQUEST", Quad::VerbalConflict, 0.0), {
            definition: "Asks, demands, urges, orders, appeals or calls for something.",
            section: "PLOVER manual 2.0, REQUEST; codebook, section 2 and rulings 10, 17, 27, 35, 37",
            example: "Mali asked France for transport planes.",
            near_miss: "Mali plans to buy transport planes.",
            instead: "AGREE: an intent, asked of nobody",
            rule: "Somebody must be asked, named or not. What is asked for is no event of its own. A demand with `or \
                else` is THREATEN.",
        }
        Accuse = ("ACCUSE", Quad::VerbalConflict, -3.0), {
            definition: "Criticizes, condemns, complains, alleges, sues, charges or investigates.",
            section: "PLOVER manual 2.0, ACCUSE (its table prints +3, a misprint); codebook, section 2 and rulings 2, \
                3, 10, 16, 28",
            example: "Ecuador condemned the shelling of the monastery.",
            near_miss: "Ecuador's court found the general guilty of the shelling.",
            instead: "SANCTION `convict`: it is a verdict",
            rule: "Words against an act. A verdict is SANCTION, a formal designation SANCTION `discontinue`, \
                opposition to a mere proposal REJECT.",
        }
        Reject = ("REJECT", Quad::VerbalConflict, -2.0), {
            definition: "Refuses, declines, vetoes, denies entry, cancels a meeting or denies a charge.",
            section: "PLOVER manual 2.0, REJECT; codebook, section 2 and rulings 5, 15, 16, 26, 37",
            example: "Latvia turned down the request to reopen the crossing.",
            near_miss: "Latvia closed the crossing.",
            instead: "SANCTION `discontinue`: a deed, not an answer",
            rule: "It answers something: a request, a proposal, a charge. `X is not bombing` said by others is the \
                ASSAULT, negated.",
        }
        Threaten = ("THREATEN", Quad::VerbalConflict, -3.5), {
            definition: "Warns of harm that the speaker would do.",
            section: "PLOVER manual 2.0, THREATEN; codebook, section 2 and rulings 13, 25, 34",
            example: "The militia warned it would fire on any ship in the strait.",
            near_miss: "The harbor master warned of high waves in the strait.",
            instead: "no event: a prediction threatens nobody",
            rule: "The harm must be the speaker's to do. The mode is what is threatened; strikes, protests and \
                lawsuits threatened take no mode.",
        }
        Protest = ("PROTEST", Quad::MaterialConflict, -5.0), {
            definition: "People gather, stop work or withhold themselves in public against something.",
            section: "PLOVER manual 2.0, PROTEST; codebook, section 2 and ruling 9",
            example: "Hundreds of nurses marched in Harare against the pay law.",
            near_miss: "Hundreds of supporters cheered the candidate in Harare.",
            instead: "no event: a rally for a candidate protests against nothing",
            rule: "Civilians, together, against somebody. A protest in words or through diplomats is ACCUSE \
                `disapprove`; blows and shots told on their own are ASSAULT besides.",
        }
        Sanction = ("SANCTION", Quad::MaterialConflict, -6.0), {
            definition: "Cuts back relations, routine or cooperative, or punishes by a verdict.",
            section: "PLOVER manual 2.0, SANCTION (one table says quad 3, its section 4); codebook, section 2 and \
                rulings 3, 4, 10, 14, 25, 37",
            example: "Sudan expelled two diplomats and halted flights from Chad.",
            near_miss: "Sudan said it might halt flights from Chad.",
            instead: "THREATEN `relations`: nothing is cut yet",
            rule: "Something that stood is ended or held back. Repression of people at home is COERCE; a prison \
                sentence is `convict`, the jailing COERCE `arrest` if reported.",
        }
        Mobilize = ("MOBILIZE", Quad::MaterialConflict, -5.5), {
            definition: "Moves or readies forces short of using them.",
            section: "PLOVER manual 2.0, MOBILIZE; codebook, section 2 and rulings 29, 33",
            example: "Armenia moved two brigades to the border.",
            near_miss: "Armenian brigades shelled the border.",
            instead: "ASSAULT `heavy-weapons`: the force is used",
            rule: "Not coded beside an ASSAULT by the same forces at the same time. One country's exercise or weapon \
                test counts; a joint exercise is COOPERATE.",
        }
        Coerce = ("COERCE", Quad::MaterialConflict, -7.0), {
            definition: "Represses or forces without violence.",
            section: "PLOVER manual 2.0, COERCE; codebook, section 2 and rulings 12, 33, 38",
            example: "Police in Minsk detained the editor and sealed his office.",
            near_miss: "Police in Minsk beat the editor.",
            instead: "ASSAULT `beat`: violence is used",
            rule: "Power over people or things, short of blows. Cutting relations with another state is SANCTION; \
                taking a town by force is `seize`, the fight for it ASSAULT.",
        }
        Assault = ("ASSAULT", Quad::MaterialConflict, -9.0), {
            definition: "Uses violence that can do substantial physical harm.",
            section: "PLOVER manual 2.0, ASSAULT; codebook, section 2 and rulings 1, 2, 9, 28, 33, 36",
            example: "Gunmen killed three herders near Jos.",
            near_miss: "Three herders drowned near Jos.",
            instead: "no event: an accident",
            rule: "The stated means is the mode. The perpetrator is the actor, if named; in a fight of two sides both \
                are. Casualty counts of an attack already told add nothing.",
        }
    }
}

impl EventType {
    /// The name PLOVER prints, in capitals.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The quad category.
    pub fn quad(self) -> Quad {
        self.row().1
    }

    /// The conflict-cooperation score of the type without a mode, -10 to +10.
    pub fn score(self) -> f32 {
        self.row().2
    }

    /// Whether an event of this type is incomplete without a recipient.
    ///
    /// By the manual's sections; its summary table says so of PROTEST too, against PROTEST's own section.
    pub fn needs_recipient(self) -> bool {
        matches!(self, EventType::Cooperate | EventType::Aid | EventType::Sanction)
    }

    /// The type of this name, in capitals. [`EventType::from_name_or_alias`] reads older names too.
    pub fn from_name(name: &str) -> Option<EventType> {
        EventType::ALL.into_iter().find(|event_type| event_type.name() == name)
    }

    /// The type's modes, in the manual's order; empty for five types.
    pub fn modes(self) -> impl Iterator<Item = Mode> {
        Mode::ALL.into_iter().filter(move |mode| mode.event_type() == self)
    }

    /// The mode of this type called `name`.
    pub fn mode(self, name: &str) -> Option<Mode> {
        self.modes().find(|mode| mode.name() == name)
    }
}
