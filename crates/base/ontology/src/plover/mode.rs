//! The 67 modes. Scores are the codebook's section 6.

use super::{EventType, Page, manual};

manual! {
    /// How an event of some type is done. Each belongs to one type; five types have none.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum Mode: (EventType, &'static str, f32) {
        ConsultVisit = (EventType::Consult, "visit", 4.0), {
            definition: "The actor goes to see the recipient, who receives.",
            section: "PLOVER manual 2.0, CONSULT; codebook, rulings 7, 23",
            example: "The premier of Malta flew to Tunis to see its president.",
            near_miss: "The premier of Malta will fly to Tunis in May.",
            instead: "AGREE: the visit is to come",
            rule: "A guest received at the host's seat or city. The visitor is the actor whoever the grammatical \
                subject is (`Tunis hosted the premier`).",
        }
        ConsultThirdParty = (EventType::Consult, "third-party", 1.0), {
            definition: "The parties meet on the ground of somebody who only hosts.",
            section: "PLOVER manual 2.0, CONSULT; codebook, ruling 23",
            example: "Envoys of both Sudans met in Addis Ababa.",
            near_miss: "Envoys of both Sudans met in Juba.",
            instead: "CONSULT `visit`: one of them is at home",
            rule: "The place must belong to none who talk. A meeting on the sidelines of another's conference abroad \
                counts; the host is no participant.",
        }
        ConsultMultilateral = (EventType::Consult, "multilateral", 4.0), {
            definition: "Meets in the setting of a summit, an alliance or an intergovernmental body.",
            section: "PLOVER manual 2.0, CONSULT; codebook, ruling 7",
            example: "Leaders of the Pacific Islands Forum gathered in Suva.",
            near_miss: "The leaders of Fiji and Samoa met in Suva.",
            instead: "CONSULT `visit`: two parties, one at home",
            rule: "The body or summit must be named or plain; three states around a table without one take no mode.",
        }
        ConsultPhone = (EventType::Consult, "phone", 1.5), {
            definition: "Talks by phone, video or other remote means.",
            section: "PLOVER manual 2.0, CONSULT; codebook, section 2",
            example: "The two defense ministers spoke by phone on Sunday.",
            near_miss: "The minister phoned the winner to congratulate her.",
            instead: "SUPPORT: what is said decides",
            rule: "The means must be said: a call, a video link, a letter exchanged. All who talk are actors.",
        }
        RetreatWithdraw = (EventType::Retreat, "withdraw", 8.0), {
            definition: "Leaves territory or pulls forces back.",
            section: "PLOVER manual 2.0, RETREAT; codebook, hard cases of section 2",
            example: "Ethiopian troops left the border town on Friday.",
            near_miss: "Ethiopia announced that its troops would leave the border town.",
            instead: "CONCEDE: announced, not done",
            rule: "Forces and territory. Diplomats, observers or a treaty withdrawn from: SANCTION `withdraw`.",
        }
        RetreatRelease = (EventType::Retreat, "release", 6.5), {
            definition: "Lets captives or detainees go.",
            section: "PLOVER manual 2.0, RETREAT; codebook, ruling 30",
            example: "The rebels freed eleven hostages.",
            near_miss: "Commandos freed eleven hostages.",
            instead: "AID: a rescue serves the hostages, the captors do not give way",
            rule: "The holder lets go. A release by court for lack of proof counts; an acquittal is CONCEDE.",
        }
        RetreatDisarm = (EventType::Retreat, "disarm", 10.0), {
            definition: "Gives up weapons or dissolves a force.",
            section: "PLOVER manual 2.0, RETREAT",
            example: "Six hundred fighters handed over their rifles.",
            near_miss: "The army took six hundred rifles from the fighters' depot.",
            instead: "COERCE `seize`: taken, not given",
            rule: "One's own arms, given up or destroyed under agreement.",
        }
        RetreatCeasefire = (EventType::Retreat, "ceasefire", 7.5), {
            definition: "Keeps a ceasefire or stops fighting in fact.",
            section: "PLOVER manual 2.0, RETREAT; codebook, section 2",
            example: "The guns fell silent at noon as both armies observed the truce.",
            near_miss: "Both armies declared a truce from noon.",
            instead: "CONCEDE: declared, not yet observed",
            rule: "The fighting must have stopped. Calls for a ceasefire are REQUEST `yield`, or AGREE by a party to \
                the war.",
        }
        RetreatAccess = (EventType::Retreat, "access", 6.5), {
            definition: "Lets in observers, inspectors, peacekeepers or relief.",
            section: "PLOVER manual 2.0, RETREAT",
            example: "The junta let a relief convoy into the besieged valley.",
            near_miss: "The junta promised to let in a relief convoy.",
            instead: "CONCEDE: nobody is let in yet",
            rule: "Outsiders get in who were kept out before.",
        }
        RetreatResign = (EventType::Retreat, "resign", 4.5), {
            definition: "An official leaves office under pressure.",
            section: "PLOVER manual 2.0, RETREAT; codebook, ruling 5",
            example: "The interior minister stepped down over the killings.",
            near_miss: "The interior minister offered to step down.",
            instead: "CONCEDE: offered, not handed in",
            rule: "Handed in or taken effect. Put out by others who are named: SANCTION `expel` or COERCE `seize` by \
                them.",
        }
        RequestAssist = (EventType::Request, "assist", 0.5), {
            definition: "Asks for any exchange, relation or help.",
            section: "PLOVER manual 2.0, REQUEST; codebook, rulings 10, 27",
            example: "Malawi appealed to donors for maize.",
            near_miss: "Malawi asked its neighbors to lift the maize ban.",
            instead: "REQUEST `yield`: an ease is asked, not help",
            rule: "Goods, money, troops, extradition, papers, ties, support.",
        }
        RequestChange = (EventType::Request, "change", -1.0), {
            definition: "Asks for a change of policy, government or institutions.",
            section: "PLOVER manual 2.0, REQUEST; codebook, rulings 27, 37",
            example: "The bishops called on the president to resign.",
            near_miss: "The bishops called on the president to free the students.",
            instead: "REQUEST `yield`: a release is a concession",
            rule: "What is asked changes how somebody governs and is no concession listed under `yield`.",
        }
        RequestYield = (EventType::Request, "yield", -1.0), {
            definition: "Asks to give way: to release, to lift a measure, to stop fighting.",
            section: "PLOVER manual 2.0, REQUEST; codebook, hard cases of section 2 and ruling 27",
            example: "The Vatican urged both armies to stop fighting.",
            near_miss: "The Vatican urged both armies to meet in Rome.",
            instead: "REQUEST `meet`: a meeting is asked",
            rule: "Release, bail, access, ease of bans and sanctions, ceasefire, withdrawal, a halt to any hostile \
                act.",
        }
        RequestMeet = (EventType::Request, "meet", 0.0), {
            definition: "Asks for a meeting, talks or mediation.",
            section: "PLOVER manual 2.0, REQUEST",
            example: "Nepal proposed talks on the border to India.",
            near_miss: "Nepal invited India's foreign minister.",
            instead: "AGREE: an invitation offers",
            rule: "The thing asked for is that parties talk.",
        }
        AccuseDisapprove = (EventType::Accuse, "disapprove", -2.0), {
            definition: "Criticizes, condemns or complains.",
            section: "PLOVER manual 2.0, ACCUSE; codebook, ruling 16",
            example: "Jordan deplored the new settlement.",
            near_miss: "Jordan said the new settlement broke the treaty it had signed.",
            instead: "ACCUSE `allege`: a breach is charged",
            rule: "Displeasure with an act. If a wrong is charged as a fact, `allege`.",
        }
        AccuseInvestigate = (EventType::Accuse, "investigate", -3.5), {
            definition: "Inquires into what somebody did.",
            section: "PLOVER manual 2.0, ACCUSE; codebook, ruling 10",
            example: "The ombudsman opened an inquiry into the tanker deal.",
            near_miss: "The ombudsman charged the broker over the tanker deal.",
            instead: "ACCUSE `allege`: a charge ends the inquiry",
            rule: "Any inquiry, audit, hearing or surveillance by anybody; a call for one is REQUEST `assist`.",
        }
        AccuseAllege = (EventType::Accuse, "allege", -3.5), {
            definition: "Charges somebody with a wrong, in words or in court.",
            section: "PLOVER manual 2.0, ACCUSE; codebook, rulings 2, 10, 28",
            example: "Rwanda accused Burundi of arming the raiders.",
            near_miss: "A court convicted two Burundians of arming the raiders.",
            instead: "SANCTION `convict`: found guilty",
            rule: "Also suits, indictments, impeachments and trials without a verdict. The act alleged is coded \
                besides, attributed to who alleges it.",
        }
        RejectAssist = (EventType::Reject, "assist", -1.5), {
            definition: "Refuses an exchange, a relation or help.",
            section: "PLOVER manual 2.0, REJECT",
            example: "Serbia declined the loan.",
            near_miss: "Serbia cut off the loan it had been paying.",
            instead: "SANCTION `discontinue`: a deed that ends what stood",
            rule: "The answer to `assist`: goods, money, troops, extradition, support.",
        }
        RejectChange = (EventType::Reject, "change", -2.0), {
            definition: "Refuses to change policy, government or institutions.",
            section: "PLOVER manual 2.0, REJECT",
            example: "The premier ruled out new elections.",
            near_miss: "The premier refused to lift the curfew.",
            instead: "REJECT `yield`: a concession is refused",
            rule: "The answer to `change`. A denial of one's own act takes no mode.",
        }
        RejectYield = (EventType::Reject, "yield", -2.0), {
            definition: "Refuses to give way: to release, to lift a measure, to stop fighting.",
            section: "PLOVER manual 2.0, REJECT",
            example: "The general refused to free the miners.",
            near_miss: "The general kept the miners in jail.",
            instead: "COERCE `arrest`, if anything: no answer is reported",
            rule: "The answer to `yield`; also defying a ruling.",
        }
        RejectMeet = (EventType::Reject, "meet", -2.0), {
            definition: "Refuses or calls off a meeting, talks or mediation.",
            section: "PLOVER manual 2.0, REJECT; codebook, ruling 26",
            example: "The opposition walked out of the talks.",
            near_miss: "The opposition was refused entry at the border.",
            instead: "REJECT without mode: a visa or entry denied",
            rule: "A meeting scrapped, a visit canceled, a summit skipped, a mediator turned away.",
        }
        ThreatenRestrict = (EventType::Threaten, "restrict", -3.0), {
            definition: "Threatens limits on people or goods: blockade, boycott, curfew, ban, fine.",
            section: "PLOVER manual 2.0, THREATEN; codebook, ruling 25",
            example: "The regulator warned the channel that it could lose its license.",
            near_miss: "The regulator revoked the channel's license.",
            instead: "COERCE `censor`: done",
            rule: "Fines, licenses, bans, curfews, blockades. Trade, flights and borders between states: `relations`.",
        }
        ThreatenArrest = (EventType::Threaten, "arrest", -3.5), {
            definition: "Threatens to arrest or prosecute, also by a warrant against somebody absent.",
            section: "PLOVER manual 2.0, THREATEN",
            example: "The tribunal issued a warrant for the fugitive colonel.",
            near_miss: "The colonel was seized at the airport.",
            instead: "COERCE `arrest`: done",
            rule: "A warrant that nobody has served counts. A charge without talk of arrest is ACCUSE `allege`.",
        }
        ThreatenRelations = (EventType::Threaten, "relations", -3.5), {
            definition: "Threatens to cut or suspend ties, trade, aid or talks.",
            section: "PLOVER manual 2.0, THREATEN; codebook, ruling 25",
            example: "Brazil threatened to recall its ambassador.",
            near_miss: "Brazil recalled its ambassador.",
            instead: "SANCTION `withdraw`: done",
            rule: "Whatever SANCTION would do, said and not done.",
        }
        ThreatenExpel = (EventType::Threaten, "expel", -3.5), {
            definition: "Threatens to expel diplomats, peacekeepers, staff or aid groups.",
            section: "PLOVER manual 2.0, THREATEN",
            example: "The junta gave the relief agencies a week to mend their ways or leave.",
            near_miss: "The junta told the relief agencies to leave by Friday.",
            instead: "SANCTION `expel`: ordered out",
            rule: "A condition or an `if` must stand between the words and the expulsion.",
        }
        ThreatenTerritory = (EventType::Threaten, "territory", -4.0), {
            definition: "Threatens to occupy or seize territory.",
            section: "PLOVER manual 2.0, THREATEN",
            example: "The warlord vowed to take the capital by winter.",
            near_miss: "The warlord's men took the capital.",
            instead: "COERCE `seize`: done",
            rule: "Land is what is threatened. Bombing it: `violence`.",
        }
        ThreatenViolence = (EventType::Threaten, "violence", -3.5), {
            definition: "Threatens force.",
            section: "PLOVER manual 2.0, THREATEN; codebook, rulings 13, 34",
            example: "The cartel vowed to avenge its leader.",
            near_miss: "The analyst feared that the cartel would avenge its leader.",
            instead: "no event: a fear threatens nobody",
            rule: "`Will avenge`, `all necessary action`, `will continue to strike` by the one who would.",
        }
        ProtestDemo = (EventType::Protest, "demo", -5.0), {
            definition: "Gathers or marches in an organized and largely peaceful way.",
            section: "PLOVER manual 2.0, PROTEST; codebook, ruling 9",
            example: "Farmers rallied outside parliament against the water tax.",
            near_miss: "Farmers threw stones at parliament over the water tax.",
            instead: "PROTEST `riot`: they mean to damage",
            rule: "Rallies, marches, vigils against something, sit-ins that block nothing. The default of a crowd \
                that protests.",
        }
        ProtestRiot = (EventType::Protest, "riot", -7.0), {
            definition: "Gathers and means to injure or damage.",
            section: "PLOVER manual 2.0, PROTEST; codebook, ruling 9",
            example: "A mob stormed the ministry and set cars on fire.",
            near_miss: "Riot police stormed the union's office.",
            instead: "COERCE `seize`: the state acts",
            rule: "Clashes, storming, looting, arson by a crowd. A single blow told on its own is ASSAULT besides.",
        }
        ProtestStrike = (EventType::Protest, "strike", -5.0), {
            definition: "Leaves the workplace together.",
            section: "PLOVER manual 2.0, PROTEST",
            example: "Rail workers in Lyon walked off the job.",
            near_miss: "Rail workers in Lyon threatened to walk off the job.",
            instead: "THREATEN without mode: not yet done",
            rule: "Work is stopped to press a claim, by employees or by shopkeepers who close.",
        }
        ProtestHunger = (EventType::Protest, "hunger", -4.5), {
            definition: "Refuses food to press a claim.",
            section: "PLOVER manual 2.0, PROTEST",
            example: "Nine prisoners stopped eating to demand a doctor.",
            near_miss: "Nine prisoners were denied food.",
            instead: "COERCE `withhold`: the jailer withholds",
            rule: "The refusal must be one's own choice.",
        }
        ProtestBoycott = (EventType::Protest, "boycott", -4.5), {
            definition: "Withdraws commercial or social dealings to press a claim.",
            section: "PLOVER manual 2.0, PROTEST",
            example: "Students boycotted the canteen over its owner's slurs.",
            near_miss: "The state banned imports over the owner's slurs.",
            instead: "SANCTION `discontinue`: a state cuts trade",
            rule: "People and parties boycott; states sanction. A vote or session boycotted counts.",
        }
        ProtestObstruct = (EventType::Protest, "obstruct", -4.5), {
            definition: "Blocks a road, a building or work to press a claim.",
            section: "PLOVER manual 2.0, PROTEST",
            example: "Truckers blocked the bridge with their rigs.",
            near_miss: "Police sealed off the bridge.",
            instead: "COERCE `restrict`: the state blocks",
            rule: "Something is made impassable by people in its way.",
        }
        ProtestVandalize = (EventType::Protest, "vandalize", -5.0), {
            definition: "Does symbolic damage to press a claim.",
            section: "PLOVER manual 2.0, PROTEST (no score in the manual: PROTEST's)",
            example: "Activists poured red paint over the statue.",
            near_miss: "Vandals blew up the statue.",
            instead: "ASSAULT `explosives`: real destruction",
            rule: "Paint, torn flags, toppled monuments. Damage that could hurt or ruin is `riot` or ASSAULT \
                `destroy`.",
        }
        SanctionConvict = (EventType::Sanction, "convict", -6.0), {
            definition: "Finds guilty or liable in court.",
            section: "PLOVER manual 2.0, SANCTION; codebook, hard cases of section 2 and ruling 10",
            example: "A court sentenced the banker to nine years.",
            near_miss: "A court opened the banker's trial.",
            instead: "ACCUSE `allege`: no verdict yet",
            rule: "Verdicts, sentences, damages awarded, removal from office by a court. Add COERCE `arrest` only if \
                the jailing is told.",
        }
        SanctionExpel = (EventType::Sanction, "expel", -5.5), {
            definition: "Puts somebody out of a country, party, post or body.",
            section: "PLOVER manual 2.0, SANCTION; codebook, rulings 4, 37",
            example: "The union of clubs expelled the minister's party.",
            near_miss: "The police put the migrants on a plane home.",
            instead: "COERCE `deport`: private persons",
            rule: "Groups, diplomats and office holders are expelled, private persons deported. Dismissal from a post \
                counts.",
        }
        SanctionWithdraw = (EventType::Sanction, "withdraw", -6.0), {
            definition: "Pulls out oneself or non-military resources.",
            section: "PLOVER manual 2.0, SANCTION; codebook, rulings 14, 25",
            example: "Hungary recalled its ambassador and left the treaty.",
            near_miss: "Hungary recalled its battalion.",
            instead: "RETREAT `withdraw`: forces pulled back give way",
            rule: "Diplomats, observers, members, embassies that close. Money or arms held back: `discontinue`.",
        }
        SanctionDiscontinue = (EventType::Sanction, "discontinue", -6.0), {
            definition: "Curtails or ends exchanges, or puts under sanctions.",
            section: "PLOVER manual 2.0, SANCTION; codebook, rulings 3, 14, 25",
            example: "Ghana suspended cocoa exports to the plant.",
            near_miss: "Ghana's cocoa exports fell.",
            instead: "no event: markets do nothing",
            rule: "Trade, aid, flights, borders, ties, contracts; sanctions and formal designations.",
        }
        MobilizeTroops = (EventType::Mobilize, "troops", -6.5), {
            definition: "Moves or readies soldiers or units.",
            section: "PLOVER manual 2.0, MOBILIZE; codebook, rulings 29, 33",
            example: "Two battalions took up posts along the river.",
            near_miss: "Two battalions crossed the river under fire.",
            instead: "ASSAULT: they fight",
            rule: "Men. An advance without a fight counts; troops sent to help an ally are AID.",
        }
        MobilizeWeapons = (EventType::Mobilize, "weapons", -6.5), {
            definition: "Moves, readies or tests arms, ships, aircraft or vehicles.",
            section: "PLOVER manual 2.0, MOBILIZE; codebook, ruling 29",
            example: "A frigate entered the disputed bay and the army tested a missile.",
            near_miss: "A frigate delivered missiles to the island's army.",
            instead: "AID, or COOPERATE if sold: arms change hands",
            rule: "Jets, ships, launchers, tests; a flight into another's airspace counts.",
        }
        MobilizePolice = (EventType::Mobilize, "police", -5.5), {
            definition: "Deploys or readies police.",
            section: "PLOVER manual 2.0, MOBILIZE",
            example: "Hundreds of officers were posted around the stadium.",
            near_miss: "Officers pushed the crowd back from the stadium.",
            instead: "COERCE `restrict`: power is used",
            rule: "Presence and readiness only.",
        }
        MobilizeMilitia = (EventType::Mobilize, "militia", -6.0), {
            definition: "Armed non-state bodies gather or ready themselves.",
            section: "PLOVER manual 2.0, MOBILIZE",
            example: "Armed villagers set up posts on the pass.",
            near_miss: "Armed villagers fired on the pass.",
            instead: "ASSAULT `firearms`: force is used",
            rule: "The body is no state's: rebels, clans, vigilantes, pro-state militias.",
        }
        CoerceSeize = (EventType::Coerce, "seize", -7.0), {
            definition: "Searches, raids, confiscates, or takes a place or power by force.",
            section: "PLOVER manual 2.0, COERCE; codebook, rulings 33, 38",
            example: "Customs agents confiscated the yacht.",
            near_miss: "Customs agents sank the yacht.",
            instead: "ASSAULT `destroy`: destroyed",
            rule: "Property and places. Territory captured or retaken and power seized in a coup count; persons taken \
                are `arrest` or ASSAULT `abduct`.",
        }
        CoerceRestrict = (EventType::Coerce, "restrict", -7.0), {
            definition: "Limits political freedom or movement.",
            section: "PLOVER manual 2.0, COERCE; codebook, rulings 12, 25",
            example: "The governor banned rallies and closed the square.",
            near_miss: "The governor lifted the ban on rallies.",
            instead: "CONCEDE: eased",
            rule: "Bans on persons, parties and gatherings, cordons, house rules, police that push a crowd. Announced \
                for later: the same, status `future`.",
        }
        CoerceCensor = (EventType::Coerce, "censor", -6.5), {
            definition: "Suppresses speech, press or publication.",
            section: "PLOVER manual 2.0, COERCE",
            example: "The ministry took the station off the air.",
            near_miss: "The ministry rebuked the station.",
            instead: "ACCUSE `disapprove`: words only",
            rule: "What is stopped is words or images. Journalists held: `arrest`; the network cut: `withhold`.",
        }
        CoerceCurfew = (EventType::Coerce, "curfew", -6.5), {
            definition: "Imposes or enforces a curfew.",
            section: "PLOVER manual 2.0, COERCE",
            example: "Goma was put under a curfew from dusk.",
            near_miss: "The curfew in Goma ended on Monday.",
            instead: "CONCEDE: lifted",
            rule: "The text must speak of a curfew or of people kept indoors by order at set hours.",
        }
        CoerceMartialLaw = (EventType::Coerce, "martial-law", -7.5), {
            definition: "Imposes martial law or a state of emergency.",
            section: "PLOVER manual 2.0, COERCE",
            example: "The king proclaimed a state of emergency.",
            near_miss: "The king proclaimed a flood emergency and sent boats.",
            instead: "AID: relief, no rights suspended",
            rule: "Emergency powers over people. An emergency of disaster that only frees money is none.",
        }
        CoerceArrest = (EventType::Coerce, "arrest", -7.0), {
            definition: "Arrests, detains or jails.",
            section: "PLOVER manual 2.0, COERCE; codebook, hard cases of section 2",
            example: "Agents detained the poet at the airport.",
            near_miss: "Gunmen seized the poet at the airport.",
            instead: "ASSAULT `abduct`: no lawful power",
            rule: "By who has, or claims, lawful power. A charge alone is ACCUSE `allege`; combatants captured are \
                ASSAULT `abduct`.",
        }
        CoerceDeport = (EventType::Coerce, "deport", -7.0), {
            definition: "Removes persons from a country.",
            section: "PLOVER manual 2.0, COERCE",
            example: "Forty migrants were flown back to Haiti against their will.",
            near_miss: "Forty diplomats were told to leave Haiti.",
            instead: "SANCTION `expel`: diplomats and groups",
            rule: "Private persons. Extradition on another's request is COOPERATE.",
        }
        CoerceWithhold = (EventType::Coerce, "withhold", -7.0), {
            definition: "Keeps public goods from people: power, water, food, medicine, internet.",
            section: "PLOVER manual 2.0, COERCE",
            example: "The authorities cut the internet before the vote.",
            near_miss: "A storm cut the power before the vote.",
            instead: "no event: nobody did it",
            rule: "At home or under one's rule. Aid or trade held back from another state is SANCTION `discontinue`.",
        }
        CoerceMisinformation = (EventType::Coerce, "misinformation", -6.5), {
            definition: "Spreads falsehoods to manipulate.",
            section: "PLOVER manual 2.0, COERCE (adds the context `misinformation`)",
            example: "The ministry's troll farm flooded the island with faked polls.",
            near_miss: "The ministry called the polls fake.",
            instead: "ACCUSE `allege`: a charge of falsehood",
            rule: "The spreading is told as a fact. Who only accuses another of it is ACCUSE.",
        }
        CoerceCyber = (EventType::Coerce, "cyber", -7.0), {
            definition: "Attacks computers or networks.",
            section: "PLOVER manual 2.0, COERCE (adds the context `cyber`)",
            example: "Hackers crippled the registry's servers.",
            near_miss: "A fault crippled the registry's servers.",
            instead: "no event: an accident",
            rule: "Break-ins, theft of data, floods of requests. A network cut off by its own state is `withhold`.",
        }
        AssaultAbduct = (EventType::Assault, "abduct", -8.5), {
            definition: "Kidnaps, hijacks, takes hostage, captures combatants or uses people as shields.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Pirates boarded the tanker and took its crew.",
            near_miss: "Coast guards boarded the tanker and arrested its crew.",
            instead: "COERCE `arrest`: lawful power",
            rule: "No lawful power, or a combatant taken in war.",
        }
        AssaultBeat = (EventType::Assault, "beat", -7.5), {
            definition: "Strikes with fists, feet or unnamed means.",
            section: "PLOVER manual 2.0, ASSAULT; codebook, ruling 9",
            example: "Guards beat the reporter.",
            near_miss: "Guards held the reporter for a night.",
            instead: "COERCE `arrest`: no blow",
            rule: "Blows, and assaults of which the means is not told and the harm is not large. Clubs: `primitive` \
                besides.",
        }
        AssaultTorture = (EventType::Assault, "torture", -8.5), {
            definition: "Inflicts pain on somebody held.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Inmates were given electric shocks in the cellar.",
            near_miss: "Inmates said that they had been left without light.",
            instead: "ACCUSE `allege`: ill-treatment short of torture is charged",
            rule: "The victim is in the actor's hands.",
        }
        AssaultSexual = (EventType::Assault, "sexual", -8.5), {
            definition: "Assaults sexually.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Militiamen raped women of the village.",
            near_miss: "Militiamen insulted women of the village.",
            instead: "ACCUSE `disapprove`, if anything: words",
            rule: "Any sexual violence, whatever else is done.",
        }
        AssaultTargeted = (EventType::Assault, "targeted", -9.5), {
            definition: "Assassinates, executes, or kills the defenseless on purpose.",
            section: "PLOVER manual 2.0, ASSAULT; codebook, ruling 1",
            example: "The mayor was assassinated outside his home.",
            near_miss: "The mayor was killed in an airstrike.",
            instead: "ASSAULT `aerial`: the stated means decides",
            rule: "The text speaks of assassination, execution, massacre or singling out, and of no other means.",
        }
        AssaultDestroy = (EventType::Assault, "destroy", -8.5), {
            definition: "Destroys or kills by means that are not told.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Fighters destroyed the pumping station.",
            near_miss: "Fighters blew up the pumping station.",
            instead: "ASSAULT `explosives`: the means is told",
            rule: "The mode of an attack whose weapon is unknown; intended damage to things.",
        }
        AssaultPrimitive = (EventType::Assault, "primitive", -8.0), {
            definition: "Uses fire, blades, clubs or stones.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "A man with a machete wounded two guards.",
            near_miss: "A crowd hurled stones at the guards.",
            instead: "PROTEST `riot`: a crowd that protests",
            rule: "Weapons that need no powder and no engine.",
        }
        AssaultFirearms = (EventType::Assault, "firearms", -9.0), {
            definition: "Shoots with rifles, pistols or light machine guns.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Soldiers opened fire on the bus.",
            near_miss: "Soldiers fired into the air.",
            instead: "ASSAULT `crowd-control`: warning shots",
            rule: "Bullets aimed at somebody. Rubber bullets at a crowd: `crowd-control`.",
        }
        AssaultExplosives = (EventType::Assault, "explosives", -9.0), {
            definition: "Uses mines, planted bombs, grenades or car bombs.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "A bomb under the bridge killed two pilgrims.",
            near_miss: "A shell hit the bridge and killed two pilgrims.",
            instead: "ASSAULT `heavy-weapons`: fired from afar",
            rule: "Placed, thrown or parked. If the bomber dies with it on purpose: `suicide-attack`.",
        }
        AssaultSuicideAttack = (EventType::Assault, "suicide-attack", -9.5), {
            definition: "Attacks in a way that the attacker means to die by.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "A woman blew herself up at the checkpoint.",
            near_miss: "A woman set herself alight at the checkpoint.",
            instead: "PROTEST: she harms nobody else",
            rule: "The text says suicide, or that the attacker exploded too.",
        }
        AssaultAerial = (EventType::Assault, "aerial", -9.5), {
            definition: "Attacks from manned aircraft, or from the air by means not told.",
            section: "PLOVER manual 2.0, ASSAULT; codebook, ruling 1",
            example: "Jets bombed the depot.",
            near_miss: "Jets flew low over the depot.",
            instead: "MOBILIZE `weapons`: force shown, not used",
            rule: "Airstrikes, air raids, bombs dropped, helicopters that fire.",
        }
        AssaultDrone = (EventType::Assault, "drone", -9.5), {
            definition: "Attacks with unmanned aircraft.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "A drone hit the refinery at night.",
            near_miss: "A drone was shot down over the refinery.",
            instead: "ASSAULT `heavy-weapons` by who shot, if it is told",
            rule: "The text says drone or unmanned; a drone that only watches is MOBILIZE or nothing.",
        }
        AssaultHeavyWeapons = (EventType::Assault, "heavy-weapons", -9.5), {
            definition: "Attacks with artillery, mortars, rockets, missiles or armor.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Mortars hit the market.",
            near_miss: "The army tested a rocket.",
            instead: "MOBILIZE `weapons`: fired at nobody",
            rule: "Shelling and missiles from land or sea.",
        }
        AssaultCrowdControl = (EventType::Assault, "crowd-control", -7.5), {
            definition: "Uses tear gas, water cannon, batons or warning shots on a crowd.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "Police fired tear gas at the miners.",
            near_miss: "Police pushed the miners back.",
            instead: "COERCE `restrict`: no such means",
            rule: "The means must be told. Live rounds into the crowd: `firearms`.",
        }
        AssaultUnconventional = (EventType::Assault, "unconventional", -10.0), {
            definition: "Uses chemical, biological, radiological or nuclear means.",
            section: "PLOVER manual 2.0, ASSAULT",
            example: "The shells that fell on the suburb held sarin.",
            near_miss: "The suburb was covered by smoke from a burning plant.",
            instead: "no event: an accident",
            rule: "The text names the agent, or calls the attack chemical, biological or nuclear; poisoning one \
                person counts.",
        }
    }
}

impl Mode {
    /// The type this mode belongs to.
    pub fn event_type(self) -> EventType {
        self.row().0
    }

    /// The name PLOVER prints, in lower case with hyphens; two types may share one.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The conflict-cooperation score of the type in this mode, -10 to +10.
    pub fn score(self) -> f32 {
        self.row().2
    }
}
