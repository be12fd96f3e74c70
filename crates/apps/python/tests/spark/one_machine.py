"""The command on one machine, and the store that it makes."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = "import entente._command; entente._command.main()"


def entente(*arguments: str) -> str:
    """Runs the command; what it prints."""
    done = subprocess.run([sys.executable, "-c", COMMAND, *arguments], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_of(store: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query of a store gives."""
    with sqlite3.connect(store) as connection:
        return connection.execute(query).fetchall()
