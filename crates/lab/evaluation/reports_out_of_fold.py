"""Scores whole reports (entities, offices, quotes, items, dates, places) by models that were not trained on them.

    python reports_out_of_fold.py ENTENTE EVAL_REPORTS.py FOLDS REPORTS.txt…

FOLDS holds models f0, f1, … as `--models` takes them; the reports' ids, sorted, are dealt to the folds in turn, as
`train_antecedents.py --folds N --fold K --fold-of PREFIX` deals them. EVAL_REPORTS.py is the evaluator of labeled reports.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path


def main():
    entente, evaluator, folds, *files = sys.argv[1:]
    spec = importlib.util.spec_from_file_location("eval_reports", evaluator)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reports = [report for path in files for report in scorer.load(path)]
    models = sorted(Path(folds).glob("f[0-9]*"))
    order = {name: at % len(models) for at, name in enumerate(sorted(report["id"] for report in reports))}
    records = {}
    for fold, folder in enumerate(models):
        lines = [json.dumps({key: report[key] for key in ("id", "title", "publisher", "published", "text")})
                 for report in reports if order[report["id"]] == fold]
        run = subprocess.run([entente, "code", "--models", folder, "--input", "jsonl", "--output", "json"], input="\n".join(lines),
                             capture_output=True, text=True, check=True)
        for line in run.stdout.splitlines():
            record = json.loads(line)
            records[record["id"]] = record
    for path in files:
        ids = {report["id"] for report in scorer.load(path)}
        print(f"-- {path}")
        scorer.show(scorer.score([report for report in reports if report["id"] in ids], records))
    print("-- all")
    scorer.show(scorer.score(reports, records))


if __name__ == "__main__":
    main()
