"""What bulk work takes: corrections, retag, reextract, export, import, a merge of speakers and its undo, by size.

    python -m benchmarks.bulk_work DATABASE... [--only WORD]

Each database (benchmarks/large_database.py) is copied and worked on; each command is a process of its own. Told are its
seconds and processor seconds, the latter by the item that it was about without what the same program takes to start,
and its greatest memory; and at the end for each command how many times as long an item took at one size as at another
(bound 1.5), and its memory at every size. Corrections are of the statements of medium confidence (7 in 100), the
speaker who is merged has a tenth of all statements, retag has a new term to find, import is of the first ROWS of the
export with a note on every second one, and ARTICLES are read anew. Ends with 1 where a bound is not kept.
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
from dataclasses import dataclass
from pathlib import Path

BOUND = 1.5
ROWS, ARTICLES = 2_000, 200


@dataclass(frozen=True)
class Work:
    """A command that is measured, of how many items it is, and where its output goes."""

    name: str
    arguments: list[str]
    items: int
    into: Path | None = None


@dataclass(frozen=True)
class Taken:
    """What one run took: seconds, processor seconds, megabytes at most; and how it ended."""

    seconds: float
    processor: float
    memory: float
    code: int


def main() -> int:
    """Measure every database that is named, and tell by the exit code whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", type=Path, nargs="+")
    parser.add_argument("--only", default="", help="commands that have this word")
    options = parser.parse_args()
    print(f"{'statements':>10} {'items':>9} {'seconds':>8} {'processor':>9} {'µs each':>8} {'MB':>6}  command")
    found: dict[str, list[tuple[float, float]]] = {}
    failed = False
    for original in options.databases:
        with tempfile.TemporaryDirectory(dir=original.parent, prefix="bulk-") as folder:
            path = Path(shutil.copyfile(original, Path(folder) / "t.db"))
            statements = count(path, "SELECT max(id) FROM statement")
            start = min(run(["--db", str(path), "statement", "show", "1"], None).processor for _ in range(3))
            for work in list_work(path, Path(folder)):
                if options.only not in work.name:
                    continue
                taken = run(["--db", str(path), *work.arguments], work.into)
                each = max(taken.processor - start, 0.0) / work.items * 1e6
                found.setdefault(work.name, []).append((each, taken.memory))
                failed |= taken.code != 0
                print(
                    f"{statements:>10,} {work.items:>9,} {taken.seconds:8.1f} {taken.processor:9.1f} {each:8.0f}"
                    f" {taken.memory:6.0f}  {work.name}" + (f" (ended with {taken.code})" if taken.code else ""),
                    flush=True,
                )
    return 0 if print_growth(found) and not failed else 1


def print_growth(found: dict[str, list[tuple[float, float]]]) -> bool:
    """Print for each command how time an item and memory grew; whether all bounds are kept."""
    kept = True
    print(f"{'command':<28}{'ratio':>6}  bound {BOUND}; µs an item and MB, by size")
    for name, values in found.items():
        times = [each for each, _ in values]
        ratio = max(times) / max(min(times), 1e-9)
        kept &= ratio <= BOUND
        told = "  ".join(f"{each:.0f} µs {memory:.0f} MB" for each, memory in values)
        print(f"{name:<28}{ratio:>6.2f}  {told}")
    return kept


def list_work(path: Path, folder: Path) -> Iterator[Work]:
    """The commands in turn; each is worked out when the one before has been carried out."""
    everything = count(path, "SELECT count(*) FROM statement WHERE status <> 'rejected'")
    unsure = count(path, "SELECT count(*) FROM statement WHERE status = 'extracted' AND confidence = 'medium'")
    medium = ["--where-confidence", "medium", "--where-status", "extracted", "--yes"]
    yield Work("statement confirm", ["statement", "confirm", *medium], unsure)
    yield Work("undo of confirm", ["undo", "--yes"], unsure)
    edit = ["--topic", "trade", "--note", "looked at"]
    yield Work("statement edit", ["statement", "edit", *edit, *medium], unsure)
    yield Work("undo of edit", ["undo", "--yes"], unsure)
    one, other, said = prepare_speakers(path)
    yield Work("speaker merge", ["speaker", "merge", f"#{one}", f"#{other}"], said)
    yield Work("undo of merge", ["undo", "--yes"], said)
    run(["--db", str(path), "topic", "edit", "trade", "--term", "cooperation"], None)
    yield Work("retag", ["retag", "--yes"], everything)
    changed = count(path, "SELECT count(*) FROM change WHERE invocation_id = (SELECT max(id) FROM invocation)")
    yield Work("undo of retag", ["undo", "--yes"], changed)
    ledger, part = folder / "ledger.csv", folder / "part.csv"
    yield Work("export csv", ["export", "--format", "csv"], everything, ledger)
    yield Work("export jsonl", ["export", "--format", "jsonl"], everything)
    rows = cut(ledger, part, ROWS)
    yield Work("import", ["import", str(part), "--yes"], rows)
    yield Work("undo of import", ["undo", "--yes"], rows // 2)
    chosen = [part for number in range(1, ARTICLES + 1) for part in ("--article", f"A{number}")]
    yield Work("reextract --jobs 1", ["reextract", "--jobs", "1", *chosen], ARTICLES)
    yield Work("undo of reextract", ["undo", "--yes"], ARTICLES)


def prepare_speakers(path: Path) -> tuple[int, int, int]:
    """Give the second most frequent speaker a tenth of all statements; that one, the first, and the number of these."""
    often = "SELECT speaker_id FROM statement_speaker GROUP BY 1 ORDER BY count(*) DESC LIMIT 2"
    with closing(sqlite3.connect(path)) as connection:
        (one,), (other,) = connection.execute(often).fetchall()
        connection.execute(
            "UPDATE OR IGNORE statement_speaker SET speaker_id = ? WHERE position = 0 AND statement_id % 10 = 3",
            (other,),
        )
        connection.commit()
    return one, other, count(path, f"SELECT count(*) FROM statement_speaker WHERE speaker_id = {other}")


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


def run(arguments: list[str], into: Path | None) -> Taken:
    """One run of the tracker."""
    begun = time.perf_counter()
    with (into or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker", *arguments], stdout=output, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


if __name__ == "__main__":
    sys.exit(main())
