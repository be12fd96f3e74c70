"""Coding of archives on Apache Spark: `code_reports`, readers, `stories`, `happenings`, `relations`, `write`.

Everything here gives what one machine gives: records to the byte, and the groups and sums of a store that has ingested
the same reports. Needs the extra `spark` (`pip install "entente[spark]"`), and the package on every worker.
"""

from .coding import code_reports
from .reading import read_files, read_json_lines, read_parquet, read_table, read_text, read_warc
from .sums import happenings, relations, stories
from .tables import entities, errors, events, materiel, numbers, offices, participants, quotes, reports
from .writing import write

__all__ = [
    "code_reports",
    "entities",
    "errors",
    "events",
    "happenings",
    "materiel",
    "numbers",
    "offices",
    "participants",
    "quotes",
    "read_files",
    "read_json_lines",
    "read_parquet",
    "read_table",
    "read_text",
    "read_warc",
    "relations",
    "reports",
    "stories",
    "write",
]
