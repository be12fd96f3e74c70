"""How fast the Python package codes a table, against the program over the same reports.

    python package_speed.py ENTENTE REPORTS.jsonl [--rounds 3] [--threads 2] [--forms flat]

Each round runs both, one after the other: `entente code --output json` on the file, and `Coder().code_table` on a table of it in each form, loading
of the models included in both. Prints wall seconds and CPU seconds, and the medians of the ratios (above 1: the package is faster); those of CPU
seconds tell more where other work runs beside it.
"""

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow

import entente


def main() -> None:
    parser = argparse.ArgumentParser(description="The package's speed against the program's.")
    parser.add_argument("program")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--forms", nargs="+", default=["json", "nested", "flat"])
    arguments = parser.parse_args()
    table = pyarrow.Table.from_pylist([json.loads(line) for line in arguments.reports.read_text().splitlines()])
    ratios: dict[tuple[str, str], list[float]] = {}
    for number in range(arguments.rounds):
        alone = measured(lambda: run(arguments))
        print(f"round {number + 1}: program {alone[0]:.1f} s, {alone[1]:.1f} CPU s")
        for form in arguments.forms:
            package = measured(lambda: entente.Coder(threads=arguments.threads).code_table(table, form=form))
            print(f"round {number + 1}: package, {form} {package[0]:.1f} s, {package[1]:.1f} CPU s", flush=True)
            for what, one, other in zip(("wall", "CPU"), alone, package):
                ratios.setdefault((form, what), []).append(one / other)
    for (form, what), found in ratios.items():
        told = f"{statistics.median(found):.3f} ({min(found):.3f} to {max(found):.3f})"
        print(f"{form}, by {what} time: {told} of the program's speed; {table.num_rows} reports, {arguments.threads} threads")


def run(arguments: argparse.Namespace) -> None:
    threads = ("--threads", str(arguments.threads))
    command = [arguments.program, "code", "--quiet", "--output", "json", *threads, str(arguments.reports)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of this process and those it waited for."""
    begun, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - begun, sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    main()
