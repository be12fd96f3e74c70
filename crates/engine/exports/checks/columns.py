"""Reads the columns of a Parquet export and of its nested form with DuckDB, polars, pandas, pyarrow and R.

    entente export out/parquet --as parquet           # of a store that `entente ingest` filled
    cargo run --example nested -- out/parquet out/nested.parquet
    pip install duckdb pandas polars pyarrow
    python columns.py out [target/debug/examples/nested]

Both forms must say the same, and what DuckDB writes back must be what it read; the example `nested`, if it is
given, reads reports that DuckDB and pyarrow wrote. R takes part with what it has: the package `arrow`, or Python's
DuckDB through `reticulate`, whose release 1.28 converts frames of numpy 1 and pandas 2 only. They need an environment
of their own (`pip install duckdb 'numpy<2' 'pandas<3'`), whose Python is named by RETICULATE_PYTHON.

Every check that fails is printed with FAIL, and the exit code is 1.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import duckdb
import pandas
import polars
import pyarrow.parquet

OUT = pathlib.Path(sys.argv[1])
NESTED = OUT / "nested.parquet"
DYAD = "BGD-PAK"
LISTS = ["events", "quotes", "materiel", "numbers", "entities", "offices"]
failures = []


def check(what, is_right, found=""):
    """Prints one line, and remembers a failure."""
    print(("ok  " if is_right else "FAIL"), what, found)
    if not is_right:
        failures.append(what)


def query(sql):
    """The rows that DuckDB answers."""
    return duckdb.sql(sql).fetchall()


def flat(table):
    """A table of the export, as DuckDB reads it."""
    files = "events/**/*.parquet" if table == "events" else f"{table}/*.parquet"
    return f"read_parquet('{OUT}/parquet/{files}', hive_partitioning = false)"


def unnested(table):
    """The structs of a list of the nested form as rows, with the id of their report (and event)."""
    if table == "participants":
        return (
            "(select report_id, event_id, unnest(participant) from (select report_id, event.event_id as event_id, "
            f"unnest(event.participants) as participant from (select report_id, unnest(events) as event from '{NESTED}')))"
        )
    return f"(select report_id, unnest(item) from (select report_id, unnest({table}) as item from '{NESTED}'))"


def same_rows(first, second):
    """Whether two relations have the same rows, as often each."""
    only = f"select (select count(*) from ({first} except all {second})) + (select count(*) from ({second} except all {first}))"
    return query(only) == [(0,)]


def counts():
    manifest = json.loads((OUT / "parquet/manifest.json").read_text())
    listed = {}
    for file in manifest["files"]:
        listed[file["table"]] = listed.get(file["table"], 0) + file["rows"]
    n_reports, n_errors, *n_structs = query(
        f"select count(*), count(error), {', '.join(f'sum(len({name}))::bigint' for name in LISTS)} from '{NESTED}'"
    )[0]
    check("DuckDB: a nested row a report", (n_reports, n_errors) == (listed["reports"], 0), n_reports)
    found = dict(zip(LISTS, n_structs))
    check("DuckDB: lists are as long as the tables", found == {name: listed.get(name, 0) for name in LISTS}, found)
    is_null = " or ".join(f"{name} is null" for name in LISTS)
    check("DuckDB: no list is null", query(f"select count(*) from '{NESTED}' where {is_null}") == [(0,)])


def dyads():
    of_table = query(f"select event_id from {flat('events')} where dyad = '{DYAD}' order by 1")
    of_lists = query(f"select event_id from {unnested('events')} where dyad = '{DYAD}' order by 1")
    filtered = query(
        f"select sum(len(list_filter(events, lambda event: event.dyad = '{DYAD}')))::bigint from '{NESTED}'"
    )
    is_right = of_table == of_lists and filtered == [(len(of_table),)]
    check(f"DuckDB: events of {DYAD} are the same", is_right and len(of_table) > 0, len(of_table))


def rows():
    for table in [*LISTS, "participants"]:
        names = [
            f'"{name}"'
            for name, *_ in query(
                f"describe select * exclude (participants) from {unnested(table)}"
                if table == "events"
                else f"describe select * from {unnested(table)}"
            )
        ]
        nested_rows = f"select {', '.join(names)} from {unnested(table)}"
        flat_rows = f"select {', '.join(names)} from {flat(table)}"
        check(f"DuckDB: {table} unnested are the table", same_rows(nested_rows, flat_rows), f"{len(names)} columns")


def written_back():
    with tempfile.TemporaryDirectory() as folder:
        again = pathlib.Path(folder) / "nested.parquet"
        duckdb.sql(f"copy (select * from '{NESTED}') to '{again}'")
        first, second = (pyarrow.parquet.read_table(path).to_pylist() for path in (NESTED, again))
        check("DuckDB: nested rows written back are the same", first == second, f"{len(second)} rows")
        for table in [*LISTS, "participants", "reports", "happenings"]:
            duckdb.sql(f"copy (select * from {flat(table)}) to '{folder}/{table}.parquet'")
            is_same = same_rows(f"select * from {flat(table)}", f"select * from '{folder}/{table}.parquet'")
            check(f"DuckDB: {table} written back are the same", is_same)


def read_by_entente(program):
    """Reports that others wrote, in place of the export's own, give the same nested rows."""
    with tempfile.TemporaryDirectory() as folder:
        export, nested = pathlib.Path(folder) / "parquet", pathlib.Path(folder) / "nested.parquet"
        shutil.copytree(OUT / "parquet", export)
        for name, write in {"DuckDB": write_with_duckdb, "pyarrow, as Spark does": write_as_spark_does}.items():
            for file in (OUT / "parquet/reports").iterdir():
                write(file, export / "reports" / file.name)
            subprocess.run([program, export, nested], check=True)
            first, second = (pyarrow.parquet.read_table(path).to_pylist() for path in (NESTED, nested))
            check(f"entente: reads reports written by {name}", first == second, f"{len(second)} rows")


def write_with_duckdb(source, destination):
    duckdb.sql(f"copy (select * from '{source}') to '{destination}'")


def write_as_spark_does(source, destination):
    """Without dictionaries and Arrow's schema, moments as INT96."""
    table = pyarrow.parquet.ParquetFile(source, read_dictionary=[]).read().to_pandas()
    schema = {"use_deprecated_int96_timestamps": True, "store_schema": False, "use_dictionary": False}
    codes = table.select_dtypes("category").columns
    table = pyarrow.Table.from_pandas(table.astype({name: "string" for name in codes}), preserve_index=False)
    pyarrow.parquet.write_table(table, destination, **schema)


def frames():
    n_events = query(f"select count(*) from {flat('events')}")[0][0]
    frame = polars.read_parquet(NESTED)
    events = frame.select("report_id", "events").explode("events", empty_as_null=False).unnest("events")
    check("polars: explodes events", events.height == n_events, events.shape)
    exploded = pandas.read_parquet(NESTED)["events"].explode().dropna()
    check(
        "pandas: explodes events", len(exploded) == n_events and exploded.iloc[0]["event_id"] is not None, len(exploded)
    )


R_ARROW = """
suppressPackageStartupMessages({library(arrow); library(dplyr); library(tidyr)})
out <- commandArgs(TRUE)[1]
events <- open_dataset(file.path(out, "parquet/events")) |> filter(dyad == "BGD-PAK") |> collect()
nested <- read_parquet(file.path(out, "nested.parquet"))
unnested <- nested |> select(report_id, events) |> unnest(events) |> filter(dyad == "BGD-PAK")
again <- tempfile(fileext = ".parquet")
write_parquet(nested, again)
cat(nrow(events), nrow(unnested), nrow(read_parquet(again)), "\\n")
"""

R_RETICULATE = """
library(reticulate)
arguments <- commandArgs(TRUE)
if (Sys.getenv("RETICULATE_PYTHON") == "") use_python(arguments[2], required = TRUE)
connection <- import("duckdb")$connect()
ask <- function(...) connection$execute(paste0(...))$df()
files <- paste0("'", arguments[1], "/parquet/events/**/*.parquet'")
nested <- paste0("'", arguments[1], "/nested.parquet'")
events <- ask("select event_id, event_type, goldstein from read_parquet(", files, ") where dyad = 'BGD-PAK'")
unnested <- ask("select event.event_id as event_id from (select unnest(events) as event from ", nested, ") where event.dyad = 'BGD-PAK'")
again <- tempfile(fileext = ".parquet")
invisible(connection$execute(paste0("copy (select * from ", nested, ") to '", again, "'")))
written <- ask("select count(*) as reports from '", again, "'")
stopifnot(is.data.frame(events), is.numeric(events$goldstein), setequal(events$event_id, unnested$event_id))
cat(nrow(events), nrow(unnested), written$reports, "\\n")
"""


def r():
    """R counts the events of a dyad in both forms, and the reports that it wrote back."""
    expected = query(
        f"select (select count(*) from {flat('events')} where dyad = '{DYAD}'), "
        f"(select count(*) from {unnested('events')} where dyad = '{DYAD}'), (select count(*) from '{NESTED}')"
    )[0]
    for package, script in [("arrow", R_ARROW), ("reticulate", R_RETICULATE)]:
        has = f"if (!requireNamespace('{package}', quietly = TRUE)) quit(status = 1)"
        if shutil.which("Rscript") is None or subprocess.run(["Rscript", "-e", has]).returncode != 0:
            print(f"--   R: no package {package} here")
            continue
        done = subprocess.run(["Rscript", "-e", script, OUT, sys.executable], capture_output=True, text=True)
        found = done.stdout.split() if done.returncode == 0 else done.stderr[-500:]
        check(f"R, {package}: counts both forms, writes back", found == [str(count) for count in expected], found)


if __name__ == "__main__":
    counts()
    dyads()
    rows()
    written_back()
    frames()
    r()
    if len(sys.argv) > 2:
        read_by_entente(sys.argv[2])
    print(f"{len(failures)} failures", failures)
    sys.exit(bool(failures))
