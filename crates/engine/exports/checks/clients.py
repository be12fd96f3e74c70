"""Loads one export of every format with the clients that people use, and says what they found.

    for format in jsonl parquet csv plover gdelt2 polecat icews quads; do
        entente export out/$format --as $format        # of a store that `entente ingest` filled
    done
    pip install pandas duckdb polars pyarrow gdelt==0.1.14 gdelt-py==0.1.11
    pip download gdelt==0.1.14 --no-deps --no-binary :all:   # for its column lists, which the wheel lacks
    tar xzf gdelt-0.1.14.tar.gz
    python clients.py out gdelt-0.1.14/data

Readers: pandas, polars, pyarrow and DuckDB; `gdelt` (gdeltPyR) with its own download function, from a server on
loopback; the parsers and models of `gdelt-py`; the loaders of the Temporal Graph Benchmark 2.0 for ICEWS and POLECAT
(`tkgl_icews.py`, `tkgl_polecat.py`), written anew here after what they do; readr, if `Rscript` and readr are installed.
Every check that fails is printed with FAIL, and the exit code is 1.
"""

import csv
import datetime
import functools
import hashlib
import http.server
import json
import logging
import pathlib
import shutil
import subprocess
import sys
import threading

import duckdb
import pandas
import polars
import pyarrow.dataset
import pyarrow.parquet

OUT = pathlib.Path(sys.argv[1])
GDELT_COLUMNS = pathlib.Path(sys.argv[2])
STAMP = next((OUT / "gdelt2").glob("*.export.CSV")).name.split(".")[0]
failures = []


def check(what, is_right, found=""):
    """Prints one line, and remembers a failure."""
    print(("ok  " if is_right else "FAIL"), what, found)
    if not is_right:
        failures.append(what)


def json_lines():
    records = polars.read_ndjson(OUT / "jsonl/records.jsonl", infer_schema_length=None)
    happenings = pandas.read_json(OUT / "jsonl/happenings.jsonl", lines=True)
    check("jsonl: polars, pandas", records["export"].len() > 0, f"{records.shape} records, {happenings.shape} happenings")
    return records.height, len(happenings)


def parquet(n_reports, n_happenings):
    manifest = json.loads((OUT / "parquet/manifest.json").read_text())
    listed = {}
    for file in manifest["files"]:
        listed[file["table"]] = listed.get(file["table"], 0) + file["rows"]
    events = str(OUT / "parquet/events/**/*.parquet")
    count, months = duckdb.sql(
        f"select count(*), count(distinct (year, month)) from read_parquet('{events}', hive_partitioning = true)"
    ).fetchall()[0]
    check("parquet: DuckDB counts what the manifest lists", count == listed["events"], f"{count} events, {months} months")
    top = duckdb.sql(
        f"select dyad, count(*) n, round(avg(goldstein), 2) from read_parquet('{events}') "
        "where dyad is not null and status = 'actual' group by 1 order by 2 desc, 1 limit 3"
    ).fetchall()
    check("parquet: DuckDB groups by dyad", len(top) == 3, top)
    dataset = pyarrow.dataset.dataset(OUT / "parquet/events", partitioning="hive")
    check("parquet: pyarrow dataset", dataset.count_rows() == count, f"{len(dataset.schema)} columns")
    frame = pandas.read_parquet(OUT / "parquet/events")
    check("parquet: pandas reads the folder", len(frame) == count, str(dict(frame.dtypes.astype(str).head(6))))
    check("parquet: codes are dictionaries", str(frame["event_type"].dtype) == "category")
    scan = polars.scan_parquet(events, hive_partitioning=True)
    by_type = scan.group_by("event_type").len().sort("len", descending=True).collect()
    check("parquet: polars", by_type["len"].sum() == count, by_type.head(3).rows())
    is_sorted = all(
        (part := pyarrow.parquet.read_table(OUT / "parquet" / file["path"], columns=["dyad", "event_date"]).to_pylist())
        == sorted(part, key=lambda row: (row["dyad"] or "", row["event_date"] or datetime.date.min))
        for file in manifest["files"]
        if file["table"] == "events"
    )
    check("parquet: files are sorted by dyad and date", is_sorted)
    reports = pyarrow.parquet.read_table(OUT / "parquet/reports").to_pylist()
    first = json.loads(reports[0]["record"])
    lines = (OUT / "jsonl/records.jsonl").open()
    exported = {(line := json.loads(text))["id"]: line for text in lines}
    same = all(
        json.loads(row["record"]) == {key: value for key, value in exported[row["report_id"]].items() if key != "export"}
        and row["text"] == exported[row["report_id"]]["export"]["text"]
        for row in reports
    )
    check("parquet: reports hold the same records as JSON lines", same and len(reports) == n_reports, first["id"])
    entity = first["entities"][0]["mentions"][0]
    check(
        "parquet: offsets are Python's", reports[0]["text"][entity["start"] : entity["end"]] == entity["text"], entity["text"]
    )
    check("parquet: happenings", listed["happenings"] == n_happenings)


def comma_separated(n_reports, n_happenings):
    frames = {path.stem: pandas.read_csv(path, dtype={"cameo": str}) for path in sorted((OUT / "csv").glob("*.csv"))}
    for name, frame in frames.items():
        other = polars.read_csv(OUT / f"csv/{name}.csv", infer_schema_length=None, schema_overrides={"cameo": polars.Utf8})
        third = duckdb.sql(f"select count(*) from read_csv('{OUT}/csv/{name}.csv', header = true, quote = '\"', all_varchar = true)").fetchall()[0][0]
        agree = (other.height, other.columns, third) == (len(frame), list(frame.columns), len(frame))
        check(f"csv: {name}: pandas, polars and DuckDB agree", agree, frame.shape)
    check("csv: as many reports and happenings", (len(frames["reports"]), len(frames["happenings"])) == (n_reports, n_happenings))
    check("csv: CAMEO codes keep their zeros", frames["events"]["cameo"].str.len().ge(2).all() and frames["events"]["cameo"].str.startswith("0").any())


def plover():
    lines = [json.loads(line) for line in (OUT / "plover/plover.jsonl").open()]
    required = all({"id", "date", "actor", "event", "cite_info", "text_info"} <= line.keys() for line in lines)
    check("plover: required keys", required, f"{len(lines)} mentions")
    spans = all(
        line["text_info"]["text_story"][line["text_info"]["start"] : line["text_info"]["end"]] == line["text"] for line in lines
    )
    check("plover: text_info points at the sentence", spans)
    check("plover: pandas", len(pandas.read_json(OUT / "plover/plover.jsonl", lines=True)) == len(lines))


def gdelt():
    # The unpacked source: without the data files that the wheel lacks, importing it asks the network for them.
    sys.path.insert(0, str(GDELT_COLUMNS.parent))
    from gdelt.parallel import _mp_worker

    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=OUT / "gdelt2")
    handler.func.log_message = lambda *arguments: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{STAMP}"
    tables = [
        ("events", "export.CSV.zip", "events2.csv"),
        ("mentions", "mentions.CSV.zip", "mentions.csv"),
        ("gkg", "gkg.csv.zip", "gkg2.csv"),
    ]
    frames = {}
    for table, name, columns in tables:
        frame = _mp_worker(f"{address}.{name}", table=table)
        names = pandas.read_csv(GDELT_COLUMNS / columns)["name"].tolist()
        plain = (OUT / "gdelt2" / f"{STAMP}.{name.removesuffix('.zip')}").read_text().count("\n")
        is_right = len(frame.columns) == len(names) and len(frame) == plain
        check(f"gdelt2: gdeltPyR reads {table}", is_right, f"{frame.shape}, {len(names)} names")
        frame.columns = names
        frames[table] = frame
    server.shutdown()
    events, mentions = frames["events"], frames["mentions"]
    check("gdelt2: ids are unique", events["GLOBALEVENTID"].is_unique)
    check("gdelt2: mentions point at events", set(mentions["GLOBALEVENTID"]) <= set(events["GLOBALEVENTID"]))
    print("    ", events[["SQLDATE", "Actor1Code", "Actor2Code", "EventCode", "QuadClass", "GoldsteinScale"]].head(3).to_dict("records"))
    for line in (OUT / "gdelt2/lastupdate.txt").read_text().splitlines():
        size, digest, name = line.split(" ")
        data = (OUT / "gdelt2" / name).read_bytes()
        check(f"gdelt2: lastupdate.txt on {name}", (len(data), hashlib.md5(data).hexdigest()) == (int(size), digest))
    gdelt_py()


def gdelt_py():
    # It warns of every quotation: it looks for `|` between quotations and `#` inside, the codebook says the reverse.
    logging.disable(logging.CRITICAL)
    from py_gdelt.models.events import Event, Mention
    from py_gdelt.models.gkg import GKGRecord
    from py_gdelt.parsers.events import EventsParser
    from py_gdelt.parsers.gkg import GKGParser
    from py_gdelt.parsers.mentions import MentionsParser

    for parser, model, name in [
        (EventsParser, Event, "export.CSV"),
        (MentionsParser, Mention, "mentions.CSV"),
        (GKGParser, GKGRecord, "gkg.csv"),
    ]:
        data = (OUT / "gdelt2" / f"{STAMP}.{name}").read_bytes()
        read, wrong = [], []
        for raw in parser().parse(data):
            try:
                read.append(model.from_raw(raw))
            except Exception as error:
                wrong.append(f"{type(error).__name__}: {error}"[:300])
        n_lines = data.count(b"\n")
        check(f"gdelt2: gdelt-py reads {name}", len(read) == n_lines and not wrong, f"{len(read)} of {n_lines} {wrong[:2]}")
        if model is GKGRecord and read:
            fullest = max(read, key=lambda record: len(record.quotations) + len(record.amounts))
            print("    ", {key: len(value) for key, value in fullest if isinstance(value, list)}, fullest.amounts[:2])


def tgb(path, encoding, date_at, head_at, relation_at, tail_at):
    """What `load_csv_raw` of the Temporal Graph Benchmark does: edges by day."""
    edges = {}
    with open(path, encoding=encoding) as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        for row in rows:
            date, head, relation, tail = row[date_at], row[head_at], row[relation_at], row[tail_at]
            if not date or any("None" in value for value in (date, head, relation, tail)):
                continue
            day = datetime.datetime.strptime(date, "%Y-%m-%d")
            key = (day, head, relation, tail)
            edges[key] = edges.get(key, 0) + 1
    return edges


def tables_of_actors():
    polecat = pandas.read_csv(OUT / "polecat/polecat.tsv", sep="\t", dtype=str, keep_default_na=False)
    lines = (OUT / "polecat/polecat.tsv").read_text().count("\n") - 1
    check("polecat: pandas", polecat.shape == (lines, 40), f"{polecat.shape}")
    check("polecat: nothing is empty", not (polecat == "").any().any(), polecat.columns[(polecat == "").any()].tolist())
    check("polecat: lists of actors are parallel", (polecat["Actor Name"].str.count("; ") == polecat["Primary Actor Sector"].str.count("; ")).all())
    edges = tgb(OUT / "polecat/polecat.tsv", "ISO-8859-1", 1, 7, 2, 15)
    check("polecat: TGB's loader", len(edges) > 0, f"{len(edges)} edges")
    icews = pandas.read_csv(OUT / "icews/icews.tab", sep="\t", dtype={"CAMEO Code": str})
    lines = (OUT / "icews/icews.tab").read_text().count("\n") - 1
    check("icews: pandas", icews.shape == (lines, 20), f"{icews.shape}")
    edges = tgb(OUT / "icews/icews.tab", "ISO-8859-1", 1, 2, 6, 8)
    check("icews: TGB's loader", len(edges) > 0, f"{len(edges)} edges")


def quads():
    quads = pandas.read_csv(OUT / "quads/quads.tsv", sep="\t")
    entities = pandas.read_csv(OUT / "quads/entities.tsv", sep="\t", keep_default_na=False)
    relations = pandas.read_csv(OUT / "quads/relations.tsv", sep="\t", keep_default_na=False)
    dense = entities["id"].tolist() == list(range(len(entities))) and relations["id"].tolist() == list(range(len(relations)))
    inside = quads["head"].max() < len(entities) and quads["tail"].max() < len(entities) and quads["relation"].max() < len(relations)
    check("quads: ids are dense and known", dense and inside, f"{len(quads)} quads, {len(entities)} entities, {len(relations)} relations")
    # The edge list of the Temporal Graph Benchmark: seconds since 1970, head, tail, relation, by time.
    quads["date"] = pandas.to_datetime(quads["date"]).astype("datetime64[s]").astype("int64")
    edges = quads.sort_values("date", kind="stable")[["date", "head", "tail", "relation"]].to_numpy()
    check("quads: as TGB's edge list", edges.shape[1] == 4 and edges.dtype.kind == "i", edges[:2].tolist())


READR = """
suppressPackageStartupMessages(library(readr))
say <- function(name, frame) cat(sprintf("%s %d %d %d\\n", name, nrow(frame), ncol(frame), nrow(problems(frame))))
out <- commandArgs(TRUE)[1]
for (path in sort(list.files(file.path(out, "csv"), full.names = TRUE)))
  say(basename(path), read_csv(path, show_col_types = FALSE, guess_max = Inf))
say("polecat", read_tsv(file.path(out, "polecat/polecat.tsv"), na = "None", show_col_types = FALSE, guess_max = Inf))
say("icews", read_tsv(file.path(out, "icews/icews.tab"), col_types = cols(.default = "c")))
say("quads", read_tsv(file.path(out, "quads/quads.tsv"), show_col_types = FALSE))
for (name in c("export.CSV", "mentions.CSV", "gkg.csv"))
  say(name, read_tsv(list.files(file.path(out, "gdelt2"), pattern = paste0(name, "$"), full.names = TRUE),
                     col_names = FALSE, col_types = cols(.default = "c")))
"""


def readr():
    if shutil.which("Rscript") is None:
        print("--   readr: no Rscript here")
        return
    done = subprocess.run(["Rscript", "-e", READR, OUT], capture_output=True, text=True)
    if done.returncode != 0:
        check("readr", False, done.stderr[-500:])
        return
    for line in done.stdout.splitlines():
        name, n_rows, n_columns, n_problems = line.split(" ")
        check(f"readr: {name}", n_problems == "0" and int(n_rows) > 0, f"{n_rows} rows, {n_columns} columns")


if __name__ == "__main__":
    n_reports, n_happenings = json_lines()
    parquet(n_reports, n_happenings)
    comma_separated(n_reports, n_happenings)
    plover()
    gdelt()
    tables_of_actors()
    quads()
    readr()
    print(f"{len(failures)} failures", failures)
    sys.exit(bool(failures))
