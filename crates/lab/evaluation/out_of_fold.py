#!/usr/bin/env python3
"""Scores models that did not learn from what they are scored on.

usage: out_of_fold.py ENTENTE MODELS… -- GOLD…      one folder of models a fold, in order

The documents of all GOLD folders are counted through in the order of their names; number n belongs to fold n % folds, as
crates/lab/training/train_coder.py has it. Every document is coded by its fold's models, and each GOLD folder scored as a whole.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def record_lines(program, models, documents):
    lines = [json.dumps({"id": doc["id"], "text": doc["text"], "published": doc.get("published") or doc.get("date")}) for doc in documents]
    command = [program, "--models", models, "code", "--input", "jsonl", "--output", "json", "--quiet"]
    return subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True).stdout


def main():
    if "--" not in sys.argv:
        sys.exit(__doc__)
    at = sys.argv.index("--")
    (program, *models), golds = sys.argv[1:at], sys.argv[at + 1:]
    number = 0
    for gold in golds:
        folds = [[] for _ in models]
        for path in sorted(Path(gold, "docs").glob("*.json")):
            if Path(gold, "events", path.name).exists():
                folds[number % len(models)].append(json.loads(path.read_text(encoding="utf-8")))
                number += 1
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as records:
            for each, documents in zip(models, folds):
                records.write(record_lines(program, each, documents))
            records.flush()
            print(f"# {gold}", flush=True)
            subprocess.run([program, "evaluate", "events", gold, records.name], check=True)


if __name__ == "__main__":
    main()
