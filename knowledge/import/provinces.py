#!/usr/bin/env python3
"""First-order regions of the towns (GeoNames, CC BY 4.0) -> knowledge/places/provinces.csv.

Usage: python3 knowledge/import/provinces.py   (after towns.py)
A region is taken if one country has the name, if no state, place or town of the country is called so, and if it is not one
of the names that many countries could have (`Western`, `Capital District`). It is called with and without `province`; without,
it is a weak name if it is short, a first name, or a town's in another country. Its coordinates are those of its largest
town. Sorted by country and name, deterministic.
"""
import collections, csv, os, re, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
KNOWLEDGE = os.path.dirname(HERE)
FIRST_NAMES = os.path.join(os.path.dirname(KNOWLEDGE), 'crates/stages/resolution/data/first-names.csv')
OUT = os.path.join(KNOWLEDGE, 'places/provinces.csv')
HEADER = 'name aliases weak country kind latitude longitude source checked confidence'.split()
LEAST = 20_000
KIND = re.compile(r' (Province|Region|Regional State|County|District|Department|Governorate|Division|Oblast|State|Voivodeship|Krai|Prefecture)$')
COMMON = set("""central centre center capital north south east west northern southern eastern western midlands coast coastal littoral
maritime national nacional federal autonomous metropolitan area city district region province state municipality urban
northeastern northwestern southeastern southwestern northeast northwest southeast southwest upper lower greater nord sud est ouest
of and the islands island delta lakes plateau highlands river plains oriental unity hills saint free republican subordination federation""".split())

# Names that mean something else by themselves.
WEAK = set("Balkan Tanganyika Kilimanjaro Cascades Collines Tasman Portuguesa Lagunes Montagnes Litoral Atlantique Estuaire Granma".split())


def main():
    towns = rows_of('towns.csv')
    regions = collections.defaultdict(list)
    for town in towns:
        if town['admin1']:
            regions[KIND.sub('', town['admin1'])].append(town)
    taken = names_taken()
    countries = countries_of_names(towns)
    first_names = {line.split(',')[0] for line in open(FIRST_NAMES, encoding='utf8')}
    rows = [row for name, own in regions.items() for row in [row_of(name, own, taken, countries, first_names)] if row]
    os.makedirs(os.path.dirname(OUT), exist_ok=True)
    with open(OUT, 'w', encoding='utf8', newline='') as file:
        file.write('# Written by import/provinces.py from towns.csv (GeoNames, CC BY 4.0). Do not edit.\n')
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(HEADER)
        writer.writerows(sorted(rows, key=lambda row: (row[3], row[0])))


def row_of(name, towns, taken, namesakes, first_names):
    countries = {town['country'] for town in towns}
    words = re.findall(r"[\w’']+", name.lower())
    size = sum(int(town['population'] or 0) for town in towns)
    if len(countries) > 1 or size < LEAST or fold(name) in taken or not words or all(word in COMMON for word in words):
        return None
    if len(name) < 4 or re.search(r'[().,/]|Municipality|Opština|City|Parish', name) or countries & namesakes.get(fold(name), set()):
        return None
    largest = max(towns, key=lambda town: int(town['population'] or 0))
    kinds = [kind for kind in ('province', 'Province', 'region', 'state') if kind.title() in largest['admin1'] or kind == 'province']
    aliases = '|'.join(f'{name} {kind}' for kind in dict.fromkeys(kinds))
    weak = name if len(name) < 6 or name in first_names or name in WEAK or fold(name) in namesakes else ''
    place = ['%.2f' % float(largest[column]) for column in ('latitude', 'longitude')]
    return [name, aliases, weak, countries.pop(), 'province', *place, 'geonames', '2026-11-26', 'medium']


def countries_of_names(towns):
    """The countries of the towns of each name."""
    countries = collections.defaultdict(set)
    for town in towns:
        for name in {town['name'], *town['names'].split('|')}:
            countries[fold(name)].add(town['country'])
    return countries


def names_taken():
    names = set()
    for path in ('places.csv', 'metonyms.csv'):
        for row in rows_of(path):
            names |= {row['name'], *row['aliases'].split('|')}
    names |= set(re.findall(r'"([^"]+)"', open(os.path.join(KNOWLEDGE, 'states.toml'), encoding='utf8').read()))
    return {fold(name) for name in names}


def fold(name):
    letters = unicodedata.normalize('NFKD', name)
    return re.sub(r"[^\w ]", '', ''.join(letter for letter in letters if not unicodedata.combining(letter))).lower()


def rows_of(path):
    with open(os.path.join(KNOWLEDGE, path), encoding='utf8') as file:
        return list(csv.DictReader(line for line in file if not line.startswith('#')))


if __name__ == '__main__':
    main()
