"""Makes many reports out of some: JSON lines in, N reports out, each under another id, on another day and with other names.

    python3 varied_reports.py REPORTS.jsonl N > varied.jsonl

Copy k of a report has the id `ID-k`, a day k * 37 days earlier (within ten years), and the names of states and the surnames below
exchanged for those k places further in their lists, so that no two copies have the same text. Only the standard library is used.
"""

import datetime
import itertools
import json
import re
import sys

LISTS = [
    ["Afghanistan", "Argentina", "Australia", "Bangladesh", "Brazil", "Canada", "Chile", "China", "Egypt", "Ethiopia", "France", "Germany",
     "Ghana", "India", "Indonesia", "Iran", "Iraq", "Israel", "Italy", "Japan", "Kenya", "Mexico", "Nigeria", "Pakistan", "Peru", "Poland",
     "Russia", "Spain", "Sudan", "Syria", "Turkey", "Uganda", "Ukraine", "Vietnam", "Yemen", "Zimbabwe"],
    ["Trump", "May", "Johnson", "Macron", "Merkel", "Putin", "Erdogan", "Modi", "Khan", "Abe", "Maduro", "Morrison", "Trudeau", "Biden",
     "Pompeo", "Netanyahu", "Rouhani", "Zelensky", "Duterte", "Bolsonaro"],
    ["London", "Paris", "Berlin", "Moscow", "Tokyo", "Nairobi", "Cairo", "Ankara", "Delhi", "Dhaka", "Islamabad", "Tehran", "Baghdad", "Kabul",
     "Lagos", "Lima", "Madrid", "Rome", "Ottawa", "Canberra"],
]
DAYS = 3650


def exchanged(text, k):
    """The text with each listed name exchanged for the one k places further in its list."""
    successor = {name: names[(at + k) % len(names)] for names in LISTS for at, name in enumerate(names)}
    return re.sub(r"\b(" + "|".join(successor) + r")\b", lambda match: successor[match.group()], text)


def copies(reports):
    for k in itertools.count():
        for report in reports:
            copy = dict(report, id=f"{report['id']}-{k}", text=exchanged(report["text"], k) + ("" if k == 0 else f"\n\nReport {k}."))
            if report.get("title"):
                copy["title"] = exchanged(report["title"], k)
            if report.get("url"):
                copy["url"] = f"{report['url']}?copy={k}"
            if report.get("published"):
                day = datetime.date.fromisoformat(report["published"][:10])
                copy["published"] = str(day - datetime.timedelta(days=k * 37 % DAYS))
            yield copy


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        reports = [json.loads(line) for line in file if line.strip()]
    for copy in itertools.islice(copies(reports), int(sys.argv[2])):
        print(json.dumps(copy, ensure_ascii=False))


if __name__ == "__main__":
    main()
