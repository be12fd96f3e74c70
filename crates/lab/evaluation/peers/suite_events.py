#!/usr/bin/env python3
"""Codes the Open Event Data Alliance's suite with `entente` and writes predictions for its scorer.

usage: suite_events.py ENTENTE SUITE.jsonl KNOWLEDGE OUT.jsonl

SUITE has id, date (YYYYMMDD) and text a line; KNOWLEDGE is the folder of its states (examples/middle-earth). An event of
several parties becomes one for each pair, as CAMEO has them; a mutual one (CONSULT, COOPERATE, or no recipient) one in
each direction. A party's code is its country's, and its sector's where it is no state as a whole.
"""
import json
import subprocess
import sys


LEAST = "0.7"
"""The suite has one event or two in a sentence; what its writers left out of a sentence is mostly what we are unsure of."""


def main(entente, suite, knowledge, out):
    rows = [json.loads(line) for line in open(suite, encoding="utf-8") if line.strip()]
    rows = [row for row in rows if row["text"].strip()]
    lines = [json.dumps({"id": row["id"], "text": row["text"], "published": day(row["date"])}) for row in rows]
    command = [entente, "code", "--min-confidence", LEAST, "--knowledge", knowledge, "--input", "jsonl", "--output", "json"]
    coded = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    with open(out, "w", encoding="utf-8") as file:
        for record in map(json.loads, coded.splitlines()):
            file.write(json.dumps({"id": record["id"], "events": events(record)}) + "\n")


def day(date):
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}"


def events(record):
    kinds = {entity["id"]: entity["kind"] for entity in record["entities"]}
    found = []
    # What a clause tells of years before is background, which CAMEO does not code.
    for event in (event for event in record["events"] if event["status"] != "historical"):
        actors, recipients = codes(event["actors"], kinds), codes(event["recipients"], kinds)
        pairs = [(a, r) for a in actors for r in recipients]
        if not recipients:
            pairs = [(a, b) for a in actors for b in actors if a != b]
        elif event["type"] == "CONSULT":
            pairs += [(r, a) for a, r in pairs]
        for source, target in pairs:
            found.append({"source": source, "target": target, "cameo": event["cameo"]})
    return found


def codes(parties, kinds):
    found = []
    for party in parties:
        if party["country"]:
            is_state = kinds.get(party["entity"]) == "state"
            sector = "" if is_state or party["sector"] in ("UNK", "CVL") else party["sector"]
            found.append(party["country"] + sector)
    return sorted(set(found))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
