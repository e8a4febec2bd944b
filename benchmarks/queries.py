"""How long the commands that ask take on a database, beside what importing SQLAlchemy alone takes.

    python benchmarks/queries.py DATABASE [--runs N] [--wall]

Each command is a process of its own, run N times; the fastest counts. The budget is one and a half times the import,
plus 0.2 seconds. Processor time is measured, so that what else the machine does has no part in it; --wall measures the
time that passes. Ends with 1 where a command takes longer than its budget. The names are those of the database itself:
its two most quoted persons, its most frequent state, a pair that met.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

FACTOR, EXTRA = 1.5, 0.2


def main() -> int:
    """Measure, print, and tell by the exit code whether all stay within the budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--wall", action="store_true", help="measure the time that passes")
    options = parser.parse_args()
    measure = time_wall if options.wall else time_processor
    tracker = [sys.executable, "-m", "tracker", "--db", str(options.database)]
    imported = min(measure([sys.executable, "-c", "import sqlalchemy"]) for _ in range(options.runs))
    budget = FACTOR * imported + EXTRA
    print(f"{imported:6.3f}  import sqlalchemy; the budget is {budget:.3f}")
    over = 0
    for arguments in list_queries(options.database):
        taken = min(measure([*tracker, *arguments]) for _ in range(options.runs))
        over += taken > budget
        print(f"{taken:6.3f}{' !' if taken > budget else '  '}tracker {' '.join(arguments)}")
    return 1 if over else 0


def list_queries(database: Path) -> list[list[str]]:
    """Every command that asks, with names that the database has."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        speaking = (
            "SELECT p.name FROM statement_speaker AS x JOIN speaker AS p ON p.id = x.speaker_id WHERE p.kind = ?"
            " GROUP BY p.id ORDER BY count(*) DESC LIMIT 2"
        )
        one, other = (name for (name,) in connection.execute(speaking, ("person",)))
        state = connection.execute(speaking, ("state",)).fetchone()[0]
        met = connection.execute(
            "SELECT speaker, addressee FROM ledger WHERE occasion_kind IN ('meeting', 'call')"
            " AND addressee IS NOT NULL AND instr(speaker, ' and ') = 0 GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
    return [
        ["statements", "--limit", "50"],
        ["statements", "--speaker", one, "--limit", "50"],
        ["statements", "--speaker", state, "--include-officials", "--limit", "50"],
        ["statements", "--to", met[1], "--limit", "50"],
        ["statements", "--meeting", *met],
        ["statements", "--occasion", "meeting", "--limit", "50"],
        ["statements", "--topic", "trade", "--since", "2022-03", "--limit", "50"],
        ["statements", "--text", "strategic partnership", "--limit", "50"],
        ["statements", "--text", '"human rights" demo*', "--near", "8", "--sort", "relevance", "--limit", "50"],
        ["statement", "show", "S100"],
        ["article", "show", "A10"],
        ["articles", "--limit", "50"],
        ["speakers", "--limit", "50"],
        ["topics"],
        ["topic", "show", "trade"],
        ["who", "rules-based order"],
        ["timeline"],
        ["timeline", "--topic", "trade", "--by", "year"],
        ["compare", one, other, "--topic", "trade"],
    ]


def time_processor(command: list[str]) -> float:
    """The processor time of one run, in seconds."""
    before = os.times()
    run(command)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def time_wall(command: list[str]) -> float:
    """The time that one run takes, in seconds."""
    begun = time.perf_counter()
    run(command)
    return time.perf_counter() - begun


def run(command: list[str]) -> None:
    """Run a command, its output thrown away; raises CalledProcessError where it fails."""
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    sys.exit(main())
