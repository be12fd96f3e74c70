"""Word lists of our own making behind the names labels."""

_STATES = """
Afghanistan|Afghan Afghani|Kabul;Albania|Albanian|Tirana;Algeria|Algerian|Algiers;Andorra|Andorran|;Angola|Angolan|Luanda;Argentina|Argentine Argentinian|Buenos Aires
Armenia|Armenian|Yerevan;Australia|Australian|Canberra;Austria|Austrian|Vienna;Azerbaijan|Azerbaijani Azeri|Baku;Bahamas|Bahamian|Nassau;Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka;Barbados|Barbadian|Bridgetown;Belarus|Belarusian Belarussian|Minsk;Belgium|Belgian|Brussels;Belize|Belizean|Belmopan;Benin|Beninese|Cotonou,Porto-Novo
Bhutan|Bhutanese|Thimphu;Bolivia|Bolivian|La Paz;Bosnia|Bosnian|Sarajevo;Bosnia and Herzegovina||;Botswana|Botswanan|Gaborone;Brazil|Brazilian|Brasilia,Brasília;Brunei|Bruneian|
Bulgaria|Bulgarian|Sofia;Burkina Faso|Burkinabe Burkinabé|Ouagadougou;Burma|Burmese|;Burundi|Burundian|Bujumbura,Gitega;Cambodia|Cambodian Khmer|Phnom Penh;Cameroon|Cameroonian|Yaounde,Yaoundé
Canada|Canadian|Ottawa;Cape Verde|Cape Verdean|Praia;Central African Republic||Bangui;Chad|Chadian|N'Djamena;Chile|Chilean|Santiago;China|Chinese|Beijing;Colombia|Colombian|Bogota,Bogotá
Comoros|Comorian|Moroni;Congo|Congolese|Brazzaville;Democratic Republic of Congo||Kinshasa;Democratic Republic of the Congo||;Republic of Congo||;DR Congo||;Cook Islands||;Costa Rica|Costa Rican|San Jose
Croatia|Croatian Croat|Zagreb;Cuba|Cuban|Havana;Cyprus|Cypriot|Nicosia;Czech Republic|Czech|Prague;Czechia||;Denmark|Danish Dane|Copenhagen;Djibouti|Djiboutian|;Dominica||Roseau
Dominican Republic|Dominican|Santo Domingo;East Timor|Timorese|Dili;Timor-Leste||;Ecuador|Ecuadorian Ecuadorean|Quito;Egypt|Egyptian|Cairo;El Salvador|Salvadoran|San Salvador
England|English|London;Equatorial Guinea|Equatoguinean|Malabo;Eritrea|Eritrean|Asmara;Estonia|Estonian|Tallinn;Eswatini|Swazi|Mbabane;Ethiopia|Ethiopian|Addis Ababa;Fiji|Fijian|Suva
Finland|Finnish Finn|Helsinki;France|French|Paris;Gabon|Gabonese|Libreville;Gambia|Gambian|Banjul;Georgia|Georgian|Tbilisi;Germany|German|Berlin;Ghana|Ghanaian|Accra;Greece|Greek|Athens
Greenland|Greenlandic|Nuuk;Grenada|Grenadian|;Guatemala|Guatemalan|;Guinea|Guinean|Conakry;Guinea-Bissau|Bissau-Guinean|Bissau;Guyana|Guyanese|Georgetown;Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa;Hong Kong||;Hungary|Hungarian|Budapest;Iceland|Icelandic|Reykjavik;India|Indian|New Delhi,Delhi;Indonesia|Indonesian|Jakarta;Iran|Iranian Persian|Tehran;Iraq|Iraqi|Baghdad
Ireland|Irish|Dublin;Israel|Israeli|Jerusalem,Tel Aviv;Italy|Italian|Rome;Ivory Coast|Ivorian|Abidjan,Yamoussoukro;Côte d'Ivoire||;Jamaica|Jamaican|Kingston;Japan|Japanese|Tokyo;Jordan|Jordanian|Amman
Kazakhstan|Kazakh Kazakhstani|Astana;Kenya|Kenyan|Nairobi;Kiribati||Tarawa;Kosovo|Kosovar Kosovan|Pristina;Kuwait|Kuwaiti|;Kyrgyzstan|Kyrgyz|Bishkek;Laos|Lao Laotian|Vientiane;Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut;Lesotho|Basotho|Maseru;Liberia|Liberian|Monrovia;Libya|Libyan|Tripoli;Liechtenstein||Vaduz;Lithuania|Lithuanian|Vilnius;Luxembourg|Luxembourgish|;Macau||;Madagascar|Malagasy|Antananarivo
Malawi|Malawian|Lilongwe;Malaysia|Malaysian Malay|Kuala Lumpur,Putrajaya;Maldives|Maldivian|Male,Malé;Mali|Malian|Bamako;Malta|Maltese|Valletta;Marshall Islands||Majuro;Mauritania|Mauritanian|Nouakchott
Mauritius|Mauritian|Port Louis;Mexico|Mexican|Mexico City;Micronesia|Micronesian|;Moldova|Moldovan|Chisinau;Monaco|Monegasque|;Mongolia|Mongolian Mongol|Ulaanbaatar,Ulan Bator
Montenegro|Montenegrin|Podgorica;Morocco|Moroccan|Rabat;Mozambique|Mozambican|Maputo;Myanmar||Naypyidaw,Naypyitaw,Yangon;Namibia|Namibian|Windhoek;Nauru|Nauruan|;Nepal|Nepali Nepalese|Kathmandu
Netherlands|Dutch|The Hague,Amsterdam,Hague;New Zealand|New Zealander|Wellington;Nicaragua|Nicaraguan|Managua;Niger|Nigerien|Niamey;Nigeria|Nigerian|Abuja;North Korea|North Korean|Pyongyang
North Macedonia|Macedonian|Skopje;Norway|Norwegian|Oslo;Oman|Omani|Muscat;Pakistan|Pakistani|Islamabad,Rawalpindi;Palau|Palauan|;Palestine|Palestinian|Ramallah;Panama|Panamanian|Panama City
Papua New Guinea||Port Moresby;Paraguay|Paraguayan|Asuncion,Asunción;Peru|Peruvian|Lima;Philippines|Philippine Filipino Filipina|Manila;Poland|Polish Pole|Warsaw;Portugal|Portuguese|Lisbon;Qatar|Qatari|Doha
Romania|Romanian|Bucharest;Russia|Russian|Moscow;Rwanda|Rwandan|Kigali;Samoa|Samoan|Apia;Saudi Arabia|Saudi Saudi Arabian|Riyadh;Scotland|Scottish Scot Scots|Edinburgh;Senegal|Senegalese|Dakar
Serbia|Serbian Serb|Belgrade;Seychelles|Seychellois|;Sierra Leone|Sierra Leonean|Freetown;Singapore|Singaporean|;Slovakia|Slovak Slovakian|Bratislava;Slovenia|Slovenian Slovene|Ljubljana
Solomon Islands|Solomon Islander|Honiara;Somalia|Somali Somalian|Mogadishu;Somaliland||Hargeisa;South Africa|South African|Pretoria,Cape Town,Johannesburg;South Korea|South Korean|Seoul;Korea|Korean|
South Sudan|South Sudanese|Juba;Soviet Union|Soviet|;USSR||;Spain|Spanish Spaniard|Madrid;Sri Lanka|Sri Lankan|Colombo;Sudan|Sudanese|Khartoum,Port Sudan;Suriname|Surinamese|Paramaribo;Sweden|Swedish Swede|Stockholm
Switzerland|Swiss|Bern,Berne,Geneva;Syria|Syrian|Damascus;Taiwan|Taiwanese|Taipei;Tajikistan|Tajik|Dushanbe;Tanzania|Tanzanian|Dodoma,Dar es Salaam;Thailand|Thai|Bangkok;Togo|Togolese|Lome,Lomé;Tonga|Tongan|
Trinidad and Tobago|Trinidadian|Port of Spain;Tunisia|Tunisian|Tunis;Turkey|Turkish Turk|Ankara,Istanbul;Türkiye||;Turkmenistan|Turkmen|Ashgabat;Tuvalu|Tuvaluan|Funafuti;Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv,Kiev;United Arab Emirates|Emirati|Abu Dhabi,Dubai;UAE||;United Kingdom|British Briton|;UK||;U.K.||;Britain||;Great Britain||;United States|American|Washington;US||;U.S.||;USA||;U.S.A.||;America||
United States of America||;Uruguay|Uruguayan|Montevideo;Uzbekistan|Uzbek|Tashkent;Vanuatu|Vanuatuan|Port Vila;Vatican|Vatican|;Venezuela|Venezuelan|Caracas;Vietnam|Vietnamese|Hanoi;Wales|Welsh|Cardiff;Yemen|Yemeni|Sanaa
Zambia|Zambian|Lusaka;Zimbabwe|Zimbabwean|Harare;Northern Ireland||Belfast;DRC||;Puerto Rico|Puerto Rican|;Yugoslavia|Yugoslav|;Holland||;Gaza|Gazan|;Crimea|Crimean|;Chechnya|Chechen|Grozny;Catalonia|Catalan|Barcelona
Tibet|Tibetan|Lhasa;Kashmir|Kashmiri|Srinagar;Kurdistan|Kurdish Kurd|Erbil;Abkhazia|Abkhaz Abkhazian|;Transnistria|Transnistrian|;Punjab|Punjabi|Lahore;Sindh|Sindhi|Karachi;Balochistan|Baloch Balochi Baluch|Quetta
Texas|Texan|;California|Californian|;Quebec|Quebecois|;Bavaria|Bavarian|Munich;Sicily|Sicilian|;Hawaii|Hawaiian|;Alaska|Alaskan|;Florida|Floridian|;Bengal|Bengali|Kolkata
"""
_CITIES = """New York|New York City|Los Angeles|San Francisco|Chicago|Boston|Houston|Dallas|Philadelphia|Seattle|Atlanta|Miami|Detroit|Las Vegas|San Diego|
Washington, D.C.|Toronto|Montreal|Vancouver|Sydney|Melbourne|Brisbane|Perth|Auckland|Manchester|Liverpool|Birmingham|Glasgow|Oxford|Cambridge|Hamburg|Frankfurt|Cologne|Lyon|
Marseille|Milan|Naples|Turin|Venice|Florence|Strasbourg|Rotterdam|Antwerp|St. Petersburg|Saint Petersburg|Kharkiv|Odesa|Odessa|Lviv|Mariupol|Kherson|Donetsk|Luhansk|Rafah|Khan Younis|Gaza City|Haifa|
Aleppo|Idlib|Homs|Mosul|Basra|Kirkuk|Falluja|Najaf|Aden|Hodeidah|Jeddah|Mecca|Medina|Isfahan|Mashhad|Tabriz|Kandahar|Herat|Peshawar|Mumbai|Chennai|Bangalore|Bengaluru|Hyderabad|Shanghai|Guangzhou|
Shenzhen|Wuhan|Chongqing|Osaka|Kyoto|Hiroshima|Nagasaki|Busan|Incheon|Ho Chi Minh City|Saigon|Rio de Janeiro|Sao Paulo|São Paulo|Salvador|Medellin|Cali|Maracaibo|Guadalajara|Tijuana|Monterrey|
Lagos|Kano|Maiduguri|Goma|Bukavu|El Fasher|Omdurman|Benghazi|Misrata|Casablanca|Marrakesh|Alexandria|Mombasa|Kandy|Chittagong|Chattogram|Rangpur|Xinjiang|Ontario|Alberta|
Virginia|Ohio|Michigan|Pennsylvania|Arizona|Nevada|Oregon|Colorado|Utah|Illinois|Georgia|Massachusetts|New Jersey|Maryland|Louisiana|Alabama|Tennessee|Kentucky|Minnesota|Wisconsin|Missouri|Kansas|Iowa|Oklahoma|
Indiana|Connecticut|Nebraska|Idaho|Montana|Wyoming|Maine|Vermont|New Hampshire|New Mexico|North Carolina|South Carolina|North Dakota|South Dakota|West Virginia|Mississippi|Arkansas|Delaware|Rhode Island|
British Columbia|New South Wales|Queensland|Tasmania|Darfur|Tigray|Amhara|Oromia|Rakhine|Shan|Kachin|Mindanao|Luzon|Java|Sumatra|Papua|Aceh|Bali|Okinawa|Hokkaido|Cabo Delgado|Borno|Kaduna|Kivu|North Kivu|
South Kivu|Ituri|Khyber Pakhtunkhwa|Gilgit-Baltistan|Kerala|Gujarat|Assam|Manipur|Uttar Pradesh|Bihar|Maharashtra|Tamil Nadu|Andhra Pradesh|Rajasthan|Jammu|Ladakh|Nagorno-Karabakh|West Bank|East Jerusalem|
Gaza Strip|Guantanamo|Guam|Jersey|Lancashire|Yorkshire|Kent|Essex|Cornwall|Devon|Wellington|Christchurch|Honolulu|Denver|Phoenix|Pittsburgh|Cleveland|Baltimore|Minneapolis|St. Louis|New Orleans|Nashville|Austin"""
NORPS_EXTRA = """European African Asian Arab Arabic Muslim Christian Jewish Jew Catholic Protestant Orthodox Sunni Shia Shiite Shi'ite Hindu Sikh Buddhist
Kurd Pashtun Rohingya Tamil Sinhalese Uighur Uyghur Hutu Tutsi Tigrayan Amhara Oromo Fulani Hausa Yoruba Igbo Masai Maasai Zulu Roma Druze Alawite Yazidi Maronite Copt Coptic
Ahmadi Ahmadiyya Hazara Tatar Cossack Latino Hispanic Latin Western Anglo Scandinavian Nordic Baltic Balkan Caucasian Caribbean Democrat Democratic Republican Tory Marxist Maoist Communist Socialist
Islamist Islamic Zionist Jihadist Evangelical Mormon Lutheran Anglican Presbyterian Roman Byzantine Ottoman Babylonian Aztec Inca Maya Mayan Viking Celtic Gaelic Slavic Hellenic Norse Saxon Norman
Basque Flemish Walloon Breton Corsican Cornish Inuit Aboriginal Maori Māori Polynesian Melanesian Eurasian Antarctic Iberian Andean Amazonian Himalayan Mapuche Quechua Guarani Judeo Sahrawi Sahelian Houthi
Wahhabi Salafist Salafi Sufi Jain Bahai Quaker Methodist Baptist Puritan Calvinist Confucian Taoist Victorian Anglophone Francophone Circassian Ossetian Ingush Dagestani Bedouin Berber Tuareg Hmong
Liberal Conservative Londoner Parisian Muscovite Viennese Venetian Florentine Berliner Gulf""".split()
PLURAL_ONLY = "Democratic Orthodox Latin Western Roman Baltic Caribbean Liberal Conservative Gulf Norman Maya Amhara Islamic Roma Lao Antarctic Catholic".split()


def _read_states():
    places, norps = set(), set()
    for entry in _STATES.replace("\n", ";").split(";"):
        if entry.strip():
            name, people, capitals = entry.split("|")
            places.add(name)
            places.update(capital for capital in capitals.split(",") if capital)
            if name in ("Cape Verde", "Costa Rica", "North Korea", "South Korea", "South Africa", "South Sudan", "Sri Lanka", "Puerto Rico",
                        "Sierra Leone", "New Zealand", "Solomon Islands") and people:
                norps.add(people)
            else:
                norps.update(people.split())
    return places, norps


STATES, NORPS = _read_states()
PLACES = STATES | {city.strip() for city in _CITIES.replace("\n", "").split("|")}
NORPS |= set(NORPS_EXTRA)
NORPS |= {norp + "s" for norp in NORPS if norp[-1] not in "sh" and not norp.endswith("ese")}
NORPS |= {"Frenchman", "Frenchmen", "Englishman", "Englishmen", "Irishman", "Irishmen", "Dutchman", "Welshman", "Scotsman", "Saudis", "Danes", "Swedes", "Turks", "Serbs",
          "Briton", "Britons"}
NORPS -= {"Westerns", "Vaticans", "Vatican", "Latins"}

ORG_HEADS = """army navy force forces ministry department party group council committee commission agency authority bank board union association organisation organization federation
confederation league alliance coalition front movement brigade brigades regiment battalion division corps command guard guards police service services office bureau institute institution university college academy
school foundation fund trust society company corporation corp inc ltd limited industries holdings airlines airways motors systems aerospace energy petroleum oil gas media news times post herald tribune courier gazette
journal radio television network press agency assembly parliament senate congress cabinet court tribunal secretariat directorate administration club team fc united rangers church
initiative programme program project mission watch international monitor observatory centre center forum congress chamber exchange treasury legislature knesset duma bundestag legion militia
squadron fleet unit task wing staff militants brigades battalions patrol customs consortium partners bloc community nations states conference institute lab laboratories laboratory studios records publishing publishers
laboratory technologies technology shipyards shipbuilding arsenal works rifles fusiliers helmets coastguard gendarmerie intelligence security guards hospital hospitals clinic
faculty registry library museum gallery theatre orchestra choir band network caucus panel taskforce inspectorate ombudsman syndicate cartel gang mafia brotherhood jihad resistance""".split()
ORG_FIRST = """ministry department university bank organization organisation association federation council committee commission union court house academy institute college school board office bureau league
society confederation chamber international front army party church armed directorate forces group high""".split()
ORGS = """NATO UN U.N. EU E.U. AU ASEAN OPEC IMF WHO UNICEF UNHCR UNESCO IAEA OSCE OECD WTO ICC ICJ FIFA UEFA NASA FBI CIA NSA MI5 MI6 GRU FSB SBU ISI ISPR IDF RSF PKK YPG SDF ISIS ISIL IS Daesh Hamas Hezbollah Fatah Taliban
Kremlin Pentagon Interpol Europol Reuters AFP AP BBC CNN Xinhua Tass TASS Meta Google Facebook Twitter Microsoft Apple Amazon Boeing Airbus Lockheed Raytheon Gazprom Rosneft Rosatom Leonardo Saab Thales Naftogaz Huawei Samsung Toyota
Tesla Bayraktar Baykar Frontex Greenpeace Amnesty Oxfam Mossad Wagner Elbit Rheinmetall Congress Parliament Senate Bundestag Knesset Duma Majlis Interfax Kataib Hezbollah Houthis Treasury Cabinet ECOWAS SADC IGAD GCC SCO BRICS G7 G20 OPCW
MINUSMA UNIFIL MSF ICRC ELN FARC M23 JNIM YouTube Instagram Wikipedia Wikimedia Wikinews Harvard Yale Stanford MIT NBA NFL FDA EPA USDA Al-Jazeera Pentagon Westminster Centrica Enron ENRON Nokia Sony Intel IBM""".split()
ORG_PHRASES = ["White House", "Boko Haram", "al Shabaab", "al Qaeda", "Al Qaeda", "al Qaida", "Al Shabaab", "Islamic State", "European Union", "United Nations", "African Union", "Red Cross", "Red Crescent", "Security Council",
               "Downing Street", "Blue House", "Elysee Palace", "Capitol Hill", "World Bank", "Al Jazeera", "Islamic Jihad", "Supreme Court", "Human Rights Watch", "Amnesty International", "White Helmets", "Arab League", "State Department",
               "Defence Ministry", "Foreign Ministry", "Foreign Office", "Home Office", "Interior Ministry", "Prime Minister's Office"]
FACILITY_HEADS = """airport base airbase barracks headquarters camp prison jail palace bridge dam station mosque cathedral temple stadium square terminal refinery plant checkpoint crossing airfield garrison shipyard tower hotel
castle fort embassy consulate dock docks dockyard highway road street avenue expressway motorway railway tunnel pipeline port harbour harbor hall monument cemetery market mall gate reactor mine field block building plaza park house hq memorial compound
lodge villa arena theater cantonment bunker spaceport cosmodrome synagogue monastery shrine abbey boulevard drive lane""".split()
LOCATION_HEADS = """river sea ocean gulf bay strait straits lake mountains mountain mount valley desert peninsula island islands shoal reef channel canal coast delta basin forest plateau plain plains hills hill ridge corridor
highlands heights region passage cape atoll archipelago falls glacier volcano range pass beach creek marsh steppe border line zone cliff cliffs bank triangle""".split()
LOCATIONS = """Africa Europe Asia America Americas Antarctica Arctic Pacific Atlantic Mediterranean Aegean Adriatic Caspian Baltic Balkans Caucasus Sahel Sahara Maghreb Levant Scandinavia Donbas Donbass Siberia Himalayas Andes Alps Amazon Nile Danube Rhine Thames Ganges Indus Mekong
Euphrates Tigris Volga Dnipro Mars Moon Earth Oceania Caribbean Indo-Pacific Kordofan Bosphorus Everest Hormuz Jupiter Venus Balkan Eurasia""".split()
LOCATION_PHRASES = ["Middle East", "Far East", "Horn of Africa", "Golan Heights", "Latin America", "South America", "North America", "Central America", "Central Asia", "Southeast Asia", "East Asia", "South Asia", "West Africa",
                    "East Africa", "North Africa", "Central Africa", "Southern Africa", "Eastern Europe", "Western Europe", "Central Europe", "Latin American", "Persian Gulf", "Gulf of Aden", "South China Sea",
                    "East China Sea", "Black Sea", "Red Sea", "Indian Ocean", "Pacific Ocean", "Atlantic Ocean", "Arabian Sea", "North Pole", "South Pole", "Bay of Bengal", "Line of Control"]
GPE_HEADS = "province state district county city republic kingdom governorate prefecture oblast municipality town village emirate territory canton department voivodeship division township parish".split()
GROUP_WORDS = set("people lord women children king queen workers soldiers mother farmers fishermen veterans men teachers nurses lawyers doctors writers journalists".split())

_RANKS = """general|gen|lieutenant general|lieutenant gen|lt general|lt gen|ltgen|major general|major gen|maj general|maj gen|brigadier general|brigadier gen|brig general|brig gen|colonel general|army general|captain general|
general of the army|marshal|field marshal|grand marshal|air marshal|air chief marshal|air vice marshal|marshal of the air force|marshal of the royal air force|chief marshal|acm|avm|air commodore|air cdre|group captain|gp capt|wing commander|wg cdr|
squadron leader|sqn ldr|flight lieutenant|flt lt|flying officer|pilot officer|brigadier|brig|colonel|col|lieutenant colonel|lieutenant col|lt colonel|lt col|colonel major|full colonel|senior colonel|major|maj|captain|capt|staff captain|lieutenant|lt|first lieutenant|
1st lieutenant|second lieutenant|2nd lieutenant|2nd lt|sub lieutenant|junior lieutenant|senior lieutenant|ensign|midshipman|cadet|admiral|adm|vice admiral|vice adm|vadm|rear admiral|rear adm|radm|fleet admiral|admiral of the fleet|
grand admiral|admiral general|commodore|cdre|flotilla admiral|counter admiral|lieutenant commander|lt commander|lt cdr|lt cmdr|lcdr|cdr|cmdr|capitan|sergeant|sgt|staff sergeant|staff sgt|sergeant major|sgt major|sgt maj|sergeant first class|master sergeant|
master sgt|gunnery sergeant|first sergeant|technical sergeant|command sergeant major|lance sergeant|colour sergeant|corporal|cpl|lance corporal|lance cpl|lance naik|naik|havildar|subedar|subedar major|naib subedar|risaldar|jemadar|
sepoy|jawan|private|pvt|private first class|pfc|petty officer|chief petty officer|warrant officer|chief warrant officer|seaman|able seaman|airman|senior airman|gunner|bombardier|lance bombardier|trooper|sapper|guardsman|
specialist|spc|aircraftman|leading seaman|master chief petty officer|inspector|sub inspector|assistant sub inspector|detective|detective inspector|detective sergeant|chief inspector|superintendent|chief superintendent|
deputy superintendent|constable|head constable|chief constable|deputy inspector|commissaire|commandant|lieutenant commandant|surgeon general|surgeon captain|surgeon commodore|surgeon rear admiral|generalissimo|oberst|oberleutnant|
hauptmann|kapitan|polkovnik|rittmaster|quartermaster|quartermaster sergeant|major sergeant|tengku laksamana|laksamana|jenderal|police general|police lieutenant general|police major general|police colonel|
police brigadier|police captain|army lieutenant general|army major general|retired general|major general staff|lieutenant junior grade|captain lieutenant|captain first rank|captain 1st rank|vice air marshal|
air general|brigade general|general major|general lieutenant|general colonel|divisional general|division general|corps general|general of division|general of brigade|brigadier major|deputy inspector general|chief of the air force"""
RANKS = {tuple(rank.split()) for rank in _RANKS.replace("\n", "").split("|")} - {("retired", "general"), ("chief", "of", "the", "air", "force"), ("surgeon", "general")}
RANK_DOUBTFUL = set("""general major private captain colonel lieutenant marshal specialist gunner inspector detective constable trooper cadet brigadier superintendent commandant sergeant corporal admiral airman seaman guardsman col adm maj capt gen
lt brig pvt sgt cpl ensign sapper commodore cdr cmdr bombardier naik jawan havildar subedar quartermaster chief head sub deputy""".split())
RANK_ALONE = set("general colonel lieutenant captain sergeant admiral brigadier commodore corporal constable superintendent".split())
TITLES = "mr mrs ms miss dr sir lord lady prof professor sheikh shaikh ayatollah imam sayyid syed hajj reverend rev father sister bishop archbishop cardinal rabbi dame maulana mullah baroness".split()
TITLES_KEPT = "sheikh ayatollah imam sayyid syed mullah maulana shaikh".split()

OFFICE_HEADS = """minister president premier secretary ambassador chief commander spokesman spokeswoman spokesperson chairman chairwoman chairperson adviser advisor envoy governor mayor judge senator director chancellor
consul attache attaché commissioner prosecutor speaker leader king queen prince princess emir sultan pope emperor congressman congresswoman mp mep premier ceo coordinator rapporteur inspector-general magistrate sheriff councillor
undersecretary vicepresident dictator pontiff negotiator monarch treasurer deputy-minister shogun taoiseach caliph tsar czar shah viceroy provost dean rector caretaker representative delegate mediator
ministers presidents ambassadors chiefs commanders envoys governors mayors senators directors commissioners prosecutors spokesmen advisers judges chairmen premiers secretaries leaders officials-general""".split()
OFFICE_SURE_LOWER = set(OFFICE_HEADS) - set("secretary director chief leader leaders speaker representative delegate secretaries directors judges judge mp caretaker dean director commissioners king queen prince princess chiefs commander commanders coordinator mediator".split())
OFFICE_PHRASES = """attorney general|attorneys general|solicitor general|secretary general|director general|governor general|auditor general|comptroller general|inspector general|surgeon general|consul general|adjutant general|
advocate general|quartermaster general|general secretary|secretary of state|secretaries of state|secretary of defense|secretary of defence|secretary of the army|secretary of the navy|secretary of the treasury|secretary of the air force|chief of staff|chiefs of staff|chief of army staff|chief of the army staff|chief of the army|
chief of naval staff|chief of the naval staff|chief of air staff|chief of the air staff|chief of general staff|chief of the general staff|chief of defence staff|chief of the defence staff|chief of defense staff|chief of naval operations|
chief of defence|chief of mission|chief of police|chief of the navy|chief of the air force|chief of staff of the army|chairman of the joint chiefs of staff|chairman joint chiefs of staff committee|chairman of the joint chiefs of staff committee|chairman of the joint chiefs|
head of state|head of government|heads of state|heads of government|head of state and government|member of parliament|members of parliament|first lady|crown prince|prime minister|prime ministers|chief justice|chief minister|chief executive|chief executive officer|
chief financial officer|chief operating officer|principal staff officer|lord mayor|first minister|permanent secretary|permanent representative|high commissioner|deputy high commissioner|charge d'affaires|chargé d'affaires|vice president|vice presidents|vice chairman|vice chancellor|vice premier|
vice minister|vice foreign minister|commander in chief|commanding officer|commanding general|general officer commanding|officer commanding|press secretary|national security adviser|national security advisor|military attache|defence attache|naval attache|air attache|
defense attache|chief of general intelligence|supreme leader|supreme commander|supreme allied commander|minister of state|minister without portfolio|opposition leader|leader of the opposition|speaker of parliament|
speaker of the house|house speaker|crown princess|queen mother|grand mufti|mufti|party leader|spiritual leader|special envoy|special representative|special rapporteur|attorney|cabinet secretary|principal secretary|chief of protocol|inspector of the army|inspector of the navy|state counsellor|
majority leader|minority leader|deputy leader|general manager|managing director|executive director|director of operations|district commissioner|deputy commissioner|police commissioner|company commander|
force commander|sector commander|garrison commander|station commander|base commander|fleet commander|corps commander|core commander|brigade commander|division commander|battalion commander|regional commander|theatre commander|wing commander in chief|area commander|sub commander|
deputy commander|second in command|chief negotiator|chief mediator|chief prosecutor|public prosecutor|chief whip|vice chief|deputy chief|co chair|president elect|prime minister designate|chief of the defence force|chief of the defence forces|chief of defence forces|foreign policy chief|police chief|army chief|navy chief|
air chief|air force chief|military chief|intelligence chief|security chief|naval chief|defence chief|defense chief|army spokesman|military spokesman|police spokesman|government spokesman|president's spokesman"""
OFFICE_PHRASES = {tuple(phrase.split()) for phrase in OFFICE_PHRASES.replace("\n", "").split("|")} - {("wing", "commander", "in", "chief"), ("attorney",)}
OFFICE_BEFORE = set("""prime foreign defence defense finance interior home justice health education economy trade energy environment agriculture transport labour labor culture sports information communications planning security national internal external affairs
deputy vice assistant acting interim caretaker first second third senior chief principal permanent special high general executive managing joint cabinet state federal provincial regional district city town military army navy naval air force police armed
forces defence presidential parliamentary government party opposition ruling press media political economic commercial cultural financial treasury budget science technology tourism water oil petroleum mining industry commerce fisheries housing unification petroleum mines minerals livestock land lands diaspora reform justice gender equality digital reconciliation reconstruction sport internal-security water hydrocarbons heritage planning disaster interior-security prison prisons pensions consumer innovation works aid relief cooperation youth women social
welfare religious rural development infrastructure railways railway immigration integration migration migrant human rights climate nuclear peace ceasefire un military-affairs intelligence counterterrorism counter-terrorism anti-terrorism cyber border customs coast guard
staff supreme allied operational operations theatre fleet corps brigade division battalion regimental garrison base sector zone area wing group squadron company field ground land marine
rebel guerrilla militia union trade-union student labour-union church spiritual supreme faction separatist tribal clan community civilian legal chief senate house majority minority campaign election
crown lord attorney public state's honorary non-resident resident sub under outgoing incoming junta transitional coalition bloc group monetary central bank foreign-policy policy veterans information-technology digital investment export import aviation maritime ports shipping power electricity""".split())
OFFICE_BEFORE -= {"state's", "un", "incoming", "outgoing", "ruling", "bloc"}
OFFICE_FIELD = OFFICE_BEFORE | set("relations cooperation resources procurement production materiel logistics equipment works revenue reconstruction disaster management emergency situations emergencies population families family higher training employment budget arms control disarmament".split())
PORTFOLIO_STOP = set("first second third joint acting special group company union house field base wing bank central power public church party city town state".split())

WEAPONS = """missile missiles rocket rockets grenade grenades bomb bombs shell shells mortar mortars rifle rifles gun guns pistol pistols shotgun shotguns ammunition munitions munition bullet bullets
kalashnikov kalashnikovs warhead warheads landmine landmines mine mines explosive explosives ied ieds torpedo torpedoes machete machetes knife knives handgun handguns revolver weapon weapons firearm firearms dynamite carbine carbines""".split()
WEAPON_CLASSES = ("missile", "munitions", "small-arms")
ITEMS = """drone drones helicopter helicopters tank tanks howitzer howitzers frigate frigates submarine submarines warship warships destroyer destroyers corvette corvettes gunboat gunboats bomber bombers airplane-carrier
jet jets warplane warplanes aircraft fighter-jet artillery radar radars armour apc apcs uav uavs warplanes minesweeper minesweepers interceptor interceptors gunship gunships""".split()
ITEM_DOUBTFUL = set("tank tanks jet jets mine mines shell shells gun guns knife knives bullet bullets armour bomb interceptor interceptors corvette mortar explosive".split())
ITEM_BEFORE = set("""fighter attack patrol combat transport military surveillance reconnaissance ballistic cruise anti tank anti-tank surface air to long short medium range guided suicide hand hand-held shoulder assault sniper machine heavy light main battle armed armoured armored
naval nuclear hypersonic intercontinental loitering rocket propelled rocket-propelled mortar artillery cluster roadside car explosive shoulder-fired stealth unmanned aerial self self-propelled howitzer tactical strategic training trainer tear gas stun live chemical
biological conventional diesel electric diesel-electric utility gunship maritime multirole multi-role infantry fighting amphibious landing coastal air-defence defence defense early warning home home-made homemade petrol""".split())

NUMBER_WORDS = set("""one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion hundreds
thousands millions billions dozen dozens scores m bn""".split())
CURRENCIES = set("dollars dollar euros euro pounds pound yen rupees rupee yuan roubles rubles rouble ruble lira dirhams riyals crowns krone kronor pesos peso francs baht won shekels naira rand cents cent taka dinars percent % pc".split())
CURRENCY_SIGNS = set("$ £ € ¥ ₹ US$ A$ C$ HK$".split())
WEEKDAYS = set("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays".split())
MONTHS = set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split())
UNITS = set("""second seconds minute minutes hour hours day days week weeks weekend weekends month months year years decade decades century centuries morning afternoon evening night nights mornings evenings quarter spring summer autumn fall winter midnight noon
dawn dusk sunrise sunset midday weekday fortnight semester season generation millennium ramadan eid christmas easter eve today yesterday tomorrow tonight overnight am pm a.m. p.m. o'clock gmt time moment daybreak half recess holiday hours""".split())
DAY_WORDS = set("today yesterday tomorrow tonight".split())
PREPOSITIONS = set("on in at since until till from by before after during for within over through to between around about of as under throughout of".split())
PARTICLES = set("al el bin ibn bint van von de der den da do dos das del della di la le du ul ur abu ben ter ten af y e".split())
FIRST_NAMES = set("""John James David Michael Robert William Richard Thomas Charles Daniel Paul Mark George Peter Andrew Stephen Steven Kevin Brian Edward Jack Tom Bob Mike Jim Joe Bill Sam Ben Alex Chris Dan Matt Nick Tim Tony Mary Anna Anne Sarah
Emma Laura Julia Maria Elena Olga Natalia Elizabeth Jennifer Susan Linda Karen Nancy Lisa Betty Helen Sandra Donna Carol Ruth Sharon Michelle Kate Alice Jane Lucy Rachel Rebecca Mohammed Muhammad Mohamed Ahmed Ali Hassan Hussein Omar Abdullah Khalid Ibrahim
Mustafa Yusuf Tariq Imran Asim Bilal Fatima Aisha Leila Layla Amina Zainab Ivan Sergei Sergey Vladimir Dmitry Alexei Andrei Mikhail Nikolai Viktor Yuri Oleg Igor Boris Juan Jose José Carlos Luis Miguel Pedro Antonio Francisco Manuel Jorge Diego Pablo Rafael
Fernando Jean Pierre Jacques Michel François Francois Philippe Marie Claude Hans Klaus Jürgen Karl Friedrich Wolfgang Heinrich Giuseppe Marco Giovanni Lorenzo Paolo Raj Rajesh Arun Anil Sanjay Vijay Amit Ravi Priya Narendra Kim Park Lee Wei Li Wang Chen
Zhang Liu Nguyen Tran Hiroshi Kenji Yuki Taro Donald Barack Joseph Joe Hillary Ronald Benjamin Emmanuel Angela Olaf Boris Rishi Keir Recep Abdel Bashar Samuel Simon Patrick Martin Henry Arthur Oscar Victor Eric Frank Gary Larry Scott Jeff Greg Kofi Kwame
Adam Isaac Jacob Noah Ethan Olivia Sophia Claire Charlotte Grace Nina Eva Ana Dana Kyle Ryan Sean Ian Neil Alan Ralph Roger Walter Albert Harry Phil Ken Ron Don Steve Dave Vince Louise Sara Jeffrey Gregory Philip Viktor Ferdinand""".split())
