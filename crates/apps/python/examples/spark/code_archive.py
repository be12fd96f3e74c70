"""Codes an archive on a cluster: reads files of reports, codes them, groups them, writes the export.

    spark-submit --master spark://MASTER:7077 \
        --conf spark.executor.cores=4 --conf spark.executor.memory=4g --conf spark.executor.memoryOverhead=4g \
        --conf spark.sql.execution.arrow.maxRecordsPerBatch=256 --conf spark.sql.execution.arrow.maxBytesPerBatch=64m \
        code_archive.py ARCHIVE OUT

ARCHIVE is a folder, file or pattern of what `entente ingest` reads: text, web pages, JSON lines, CSV, WARC, WET, gzip
and zstd as they are; OUT a folder that every worker sees. The package must be on every worker: `pip install
"entente[spark]"`, or an environment that is sent along (see docs/tutorials/scale-out.md). A job that is started again
codes nothing that is coded.

OUT/coded             a row a report, nested; what failed has its reason in `error`
OUT/stories           reports of one matter
OUT/happenings        events told once, with what their mentions agree on
OUT/relations         sums by pair of countries and month
OUT/export            the Parquet export with its manifest
"""

import argparse
import sys

from pyspark.sql import DataFrame, SparkSession

from entente import spark as jobs


def main() -> int:
    arguments = parsed()
    spark = SparkSession.builder.appName("entente").getOrCreate()
    coded = kept(spark, f"{arguments.out}/coded", lambda: coded_reports(spark, arguments))
    scratch = f"{arguments.out}/scratch"
    happenings = kept(spark, f"{arguments.out}/happenings", lambda: jobs.happenings(coded, scratch))
    kept(spark, f"{arguments.out}/stories", lambda: jobs.stories(coded, scratch))
    kept(spark, f"{arguments.out}/relations", lambda: jobs.relations(coded, happenings))
    manifest = jobs.write(coded, f"{arguments.out}/export", happenings)
    n_events = sum(file["rows"] for file in manifest["files"] if file["table"] == "events")
    n_failed = jobs.errors(coded).count()
    print(f"{coded.count() - n_failed} reports, {n_events} events, {n_failed} rows failed")
    spark.stop()
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Codes an archive of news reports on a cluster.")
    parser.add_argument("archive", help="files of reports: a folder, file or pattern")
    parser.add_argument("out", help="a folder for what comes out, seen by every worker")
    parser.add_argument("--format", help="text, html, jsonl, csv, parquet, warc or feed; else told file by file")
    parser.add_argument("--partitions", type=int, help="tasks to spread the reports over, for few large files")
    parser.add_argument(
        "--knowledge", action="append", default=[], help="a folder of knowledge to lay over the shipped one"
    )
    return parser.parse_args()


def coded_reports(spark: SparkSession, arguments: argparse.Namespace) -> DataFrame:
    reports = jobs.read_files(spark, arguments.archive, arguments.format, partitions=arguments.partitions)
    return jobs.code_reports(reports, knowledge=arguments.knowledge)


def kept(spark: SparkSession, path: str, make) -> DataFrame:
    """The rows at a path; made and written if an earlier run has not finished that."""
    if not is_written(spark, path):
        make().write.mode("overwrite").option("compression", "zstd").parquet(path)
    return spark.read.parquet(path)


def is_written(spark: SparkSession, path: str) -> bool:
    done = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path, "_SUCCESS")
    return done.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).exists(done)


if __name__ == "__main__":
    sys.exit(main())
