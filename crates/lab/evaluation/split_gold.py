#!/usr/bin/env python3
"""Splits a gold set in two halves, every other document by name: OUT/looked-at and OUT/untouched.

usage: split_gold.py GOLD OUT      GOLD and both halves have docs/ and events/

Errors of the first half were read while the coder was written; the second half was only ever scored.
"""
import pathlib
import shutil
import sys


def main(gold, out):
    names = sorted(path.name for path in pathlib.Path(gold, "events").glob("*.json"))
    for half, chosen in (("looked-at", names[::2]), ("untouched", names[1::2])):
        for folder in ("docs", "events"):
            target = pathlib.Path(out, half, folder)
            target.mkdir(parents=True, exist_ok=True)
            for name in chosen:
                shutil.copyfile(pathlib.Path(gold, folder, name), target / name)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
