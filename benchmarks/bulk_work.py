"""What bulk work takes: corrections, retag, export, import, a merge of speakers and its undo, at several sizes.

    python -m benchmarks.bulk_work DATABASE... [--only WORD]

Each database (benchmarks/large_database.py) is copied and worked on; each command is a process of its own. Told are its
seconds and processor seconds, its greatest memory, and both by the statement that it was about; from one size to the
next these should stay as they are (time) and memory not grow at all. Import is of the first tenth of the export, with a
note on every second row.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path


def main() -> int:
    """Measure every database that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="commands that have this word")
    options = parser.parse_args()
    print(f"{'statements':>10} {'about':>9} {'seconds':>8} {'processor':>9} {'µs each':>8} {'MB':>6}  command")
    for original in options.databases:
        with tempfile.TemporaryDirectory(dir=original.parent, prefix="bulk-") as folder:
            path = Path(shutil.copyfile(original, Path(folder) / "t.db"))
            for arguments, about, into in list_commands(path, Path(folder)):
                if options.only not in " ".join(arguments):
                    continue
                seconds, processor, memory, code = run(["--db", str(path), *arguments], into)
                shown = " ".join(part.replace(folder, "...") for part in arguments)
                print(
                    f"{count(path, 'SELECT max(id) FROM statement'):>10,} {about:>9,} {seconds:8.1f} {processor:9.1f}"
                    f" {processor / about * 1e6:8.0f} {memory:6.0f}  {shown}"
                    + (f" (ended with {code})" if code else ""),
                    flush=True,
                )
    return 0


def list_commands(path: Path, folder: Path) -> Iterator[tuple[list[str], int, Path | None]]:
    """The commands in turn, each with the number of statements that it is about and where its output goes."""
    everything = count(path, "SELECT count(*) FROM statement WHERE status <> 'rejected'")
    often = "SELECT speaker_id, count(*) FROM statement_speaker GROUP BY 1 ORDER BY 2 DESC LIMIT 2"
    with closing(sqlite3.connect(path)) as connection:
        (one, said), (other, _) = connection.execute(often).fetchall()
        confirmed = count(path, "SELECT count(*) FROM statement WHERE confidence = 'medium'")
    ledger = folder / "ledger.csv"
    yield ["export", "--format", "csv"], everything, ledger
    yield ["export", "--format", "jsonl"], everything, None
    part = folder / "part.csv"
    yield ["import", str(part), "--yes"], cut(ledger, part, everything // 10), None
    yield ["undo", "--yes"], everything // 20, None
    yield ["statement", "confirm", "--where-confidence", "medium", "--yes"], confirmed, None
    yield ["undo", "--yes"], confirmed, None
    yield ["speaker", "merge", f"#{other}", f"#{one}"], said, None
    yield ["undo", "--yes"], said, None
    yield ["retag", "--yes"], everything, None


def cut(ledger: Path, part: Path, rows: int) -> int:
    """Write the first rows of an exported ledger, every second of them with another note; gives how many."""
    if not ledger.exists():
        return 1
    with ledger.open(encoding="utf-8-sig", newline="") as read, part.open("w", encoding="utf-8", newline="") as written:
        lines = csv.DictReader(read)
        writer = csv.DictWriter(written, lines.fieldnames or ())
        writer.writeheader()
        for number, row in zip(range(rows), lines, strict=False):
            writer.writerow(row | ({"note": f"looked at, {number}"} if number % 2 else {}))
    return rows


def count(path: Path, query: str) -> int:
    """The one number that a query gives."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute(query).fetchone()[0] or 0)


def run(arguments: list[str], into: Path | None) -> tuple[float, float, float, int]:
    """Seconds, processor seconds, greatest memory in MB and exit code of one run of the tracker."""
    begun = time.perf_counter()
    with (into or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker", *arguments], stdout=output, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


if __name__ == "__main__":
    sys.exit(main())
