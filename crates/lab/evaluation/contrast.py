#!/usr/bin/env python3
"""Whole groups of near-twins coded right: sentences that differ in little and are coded differently.

usage: contrast.py ENTENTE MODELS GOLD      MODELS must not have learned from contrast.txt; GOLD is what
                                            `gold_from_events.py GOLD contrast.txt` wrote

A sentence is right if the types of its events, each with its status, are those of the labels, no more and no fewer; with sides, if the
countries of actors and recipients are too. A group is right if its four sentences are.
"""
import json
import subprocess
import sys
from pathlib import Path

SIZE = 4


def countries(parties):
    return tuple(sorted({party["country"] for party in parties if party.get("country")}))


def gist(events, sides):
    def one(event):
        told = (event["type"], event.get("status") or "actual")
        return told + ((countries(event.get("actors", [])), countries(event.get("recipients", []))) if sides else ())

    return sorted(map(one, events))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, models, gold = sys.argv[1:]
    names = sorted(path.stem for path in Path(gold, "docs").glob("contrast*.json"))
    documents = [json.loads(Path(gold, "docs", f"{name}.json").read_text(encoding="utf-8")) for name in names]
    lines = [json.dumps({"id": name, "text": doc["text"], "published": doc.get("published")}) for name, doc in zip(names, documents)]
    command = [program, "--models", models, "code", "--input", "jsonl", "--output", "json", "--quiet"]
    coded = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    records = {record["id"]: record["events"] for record in map(json.loads, coded.splitlines())}
    for what, sides in (("type and status", False), ("type, status and both sides", True)):
        right = [gist(records[name], sides) == gist(json.loads(Path(gold, "events", f"{name}.json").read_text(encoding="utf-8"))["events"], sides) for name in names]
        groups = [all(right[at:at + SIZE]) for at in range(0, len(right), SIZE)]
        print(f"{what}: {sum(right)} of {len(right)} sentences ({sum(right) / len(right):.2f}), {sum(groups)} of {len(groups)} groups ({sum(groups) / len(groups):.2f})")


if __name__ == "__main__":
    main()
