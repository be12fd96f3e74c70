"""Measures what `entente.spark.cost` calculates with: prints its `RATES`.

    python measure.py REPORTS.jsonl [--cores 2]

Codes the reports on one thread without Spark, takes as many pages out of a WARC file that is made of them, then runs
the jobs in a local Spark of so many cores; rates of jobs are wall time times cores, start and scheduling included. Let
nothing else run beside it.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow
from pyspark.sql import SparkSession

from entente import _entente
from entente import spark as jobs


def main() -> None:
    arguments = parsed()
    reports = [json.loads(line) for line in Path(arguments.reports).read_text().splitlines()]
    coding_seconds, worker_bytes = coding(reports)
    with tempfile.TemporaryDirectory() as folder:
        reading_seconds = reading(reports, Path(folder) / "reports.warc.gz")
        done = jobs_of(arguments.reports, folder, arguments.cores)
    per_report = {
        "reading_seconds": reading_seconds,
        "coding_seconds": coding_seconds,
        "grouping_seconds": done["grouping"] * arguments.cores,
        "writing_seconds": done["writing"] * arguments.cores,
        "coded_bytes": done["coded_bytes"],
        "export_bytes": done["export_bytes"],
    }
    print(f'RATES = Rates(\n    measured="{arguments.cores} cores, {len(reports):,} reports",')
    for name, total in per_report.items():
        rate = total / len(reports)
        print(f"    {name}={rate:.6f}," if name.endswith("seconds") else f"    {name}={rate:.0f},")
    print(f"    worker_bytes={worker_bytes},\n)")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the rates of an estimate.")
    parser.add_argument("reports", help="JSON lines of reports")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1, help="cores of the local Spark")
    return parser.parse_args()


def coding(reports: list[dict[str, str]]) -> tuple[float, int]:
    """Seconds to code all on one thread, and the greatest resident size in bytes."""
    names = ("id", "title", "url", "publisher", "published", "text")
    table = pyarrow.table(
        {name: pyarrow.array([report.get(name) for report in reports], pyarrow.string()) for name in names}
    )
    coder = _entente.Coder(threads=1)
    seconds = timed(lambda: [coder.code_batch(batch, {}) for batch in table.to_batches(max_chunksize=64)])
    resident = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return seconds, int(resident.split()[1]) * 1024


def reading(reports: list[dict[str, str]], path: Path) -> float:
    """Seconds to find the articles of a WARC file of pages that hold the reports."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.writelines(record(number, report) for number, report in enumerate(reports))
    return timed(lambda: list(batches(_entente.FileReports(str(path), path.name, "warc"))))


def record(number: int, report: dict[str, str]) -> bytes:
    title = report.get("title")
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in report["text"].split("\n\n"))
    article = f"<article><h1>{title}</h1>{paragraphs}</article>"
    page = f"<html><head><title>{title}</title></head><body>{article}</body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: https://news.example/{number}",
        "WARC-Date: 2025-01-16T00:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + answer + b"\r\n\r\n"


def batches(file: "_entente.FileReports") -> Iterator[pyarrow.RecordBatch]:
    while (batch := file.batch(256)) is not None:
        yield pyarrow.record_batch(batch)


def jobs_of(reports: str, folder: str, cores: int) -> dict[str, int | float]:
    """Seconds of the jobs, and bytes of what they write."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {"spark.ui.enabled": "false", "spark.checkpoint.dir": f"{folder}/scratch", "spark.driver.memory": "4g"}
    settings |= {
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.sql.execution.arrow.maxBytesPerBatch": "64m",
    }
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.sql.shuffle.partitions", str(2 * cores))
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    coded_path = f"{folder}/coded"
    coded = jobs.code_reports(jobs.read_json_lines(spark, reports, partitions=4 * cores))
    coded.write.option("compression", "zstd").parquet(coded_path)
    coded = spark.read.parquet(coded_path)
    measured: dict[str, int | float] = {"coded_bytes": size_of(coded_path)}

    def group() -> None:
        jobs.happenings(coded).write.parquet(f"{folder}/happenings")
        jobs.stories(coded).write.parquet(f"{folder}/stories")
        jobs.relations(coded, spark.read.parquet(f"{folder}/happenings")).write.parquet(f"{folder}/relations")

    measured["grouping"] = timed(group)
    happenings = spark.read.parquet(f"{folder}/happenings")
    measured["writing"] = timed(lambda: jobs.write(coded, f"{folder}/export", happenings))
    measured["export_bytes"] = size_of(f"{folder}/export")
    spark.stop()
    return measured


def size_of(folder: str) -> int:
    return sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
