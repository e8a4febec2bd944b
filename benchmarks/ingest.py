"""How fast `tracker ingest` is, beside extraction alone, and beside what no program could do without.

    python -m benchmarks.ingest CORPUS.jsonl[.gz]... [--rounds N] [--archive N]

Whole processes, in turns. The bounds: at least half the throughput of `tracker extract` with one process, and 1.7 times
that of one process with two on two processors. Beside it, the limits: reading the files, cutting the text into words
(a regular expression; spaCy's blank English where it is installed), and SQLite alone writing the same rows with the
same indexes. Taking the same in again tells what going on after an interrupt costs. With --archive so many varied
copies of the articles (benchmarks/varied_copies.py) are taken in from one file, plain and packed, and the memory
of the process and its workers is told. Ends with 1 where a bound is not kept.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.alternating import measure_in_turns
from benchmarks.varied_copies import read_corpus, write_archive

EXTRACT_BOUND, JOBS_BOUND, MEMORY_BOUND = 0.5, 1.7, 400

READ = """
import sys
from tracker.readers import read_paths
print(sum(1 for _ in read_paths(sys.argv[1:])))
"""
WORDS = """
import re, sys
from tracker.readers import read_paths
words = re.compile(r"\\w+|[^\\w\\s]")
print(sum(len(words.findall(item.text)) for item in read_paths(sys.argv[1:])))
"""
SPACY = """
import sys, spacy
from tracker.readers import read_paths
nlp = spacy.blank("en")
nlp.max_length = 10_000_000
print(sum(len(nlp.make_doc(item.text)) for item in read_paths(sys.argv[1:])))
"""
# The schema and rows of a database into another, in the order in which they point to each other, as one transaction.
INSERT = """
import sqlite3, sys
source, target = sys.argv[1:]
connection = sqlite3.connect(target, isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("ATTACH ? AS old", (source,))
schema = connection.execute("SELECT type, name, sql FROM old.sqlite_master WHERE sql IS NOT NULL").fetchall()
virtual = [name for kind, name, sql in schema if "VIRTUAL" in sql]
plain = [s for s in schema if not any(s[1].startswith(name + "_") for name in virtual) or s[0] == "trigger"]
for kind, name, sql in sorted(plain, key=lambda s: ("table", "index", "view", "trigger").index(s[0])):
    if not name.startswith("sqlite_"):
        connection.execute(sql)
order = "article invocation speaker topic utterance mention speaker_name post_held statement statement_span"
tables = [name for kind, name, _ in plain if kind == "table" and name not in virtual and name[:7] != "sqlite_"]
tables.sort(key=lambda name: (order + " ").find(name + " ") % 1000)
connection.execute("BEGIN")
kept = ("speaker_day", "topic_day", "speaker_article", "topic_speaker")  # triggers fill them as the others come
for name in [table for table in tables if table not in kept]:
    columns = [row[1] for row in connection.execute(f"PRAGMA old.table_info({name})")]
    marks = ", ".join("?" for _ in columns)
    rows = connection.execute(f'SELECT * FROM old."{name}"').fetchall()
    connection.executemany(f'INSERT INTO main."{name}" VALUES ({marks})', rows)
connection.execute("COMMIT")
print(connection.execute("SELECT count(*) FROM main.statement").fetchone()[0])
"""


def main() -> int:
    """Measure, print, and tell by the exit code whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--archive", type=int, default=0, help="measure the memory for so many articles, too")
    options = parser.parse_args()
    tracker = str(Path(sys.executable).with_name("tracker"))
    with tempfile.TemporaryDirectory() as folder:
        kept = compare(tracker, options.corpus, options.rounds, Path(folder))
        if options.archive:
            kept &= measure_archive(tracker, options.corpus, options.archive, Path(folder))
    return 0 if kept else 1


def compare(tracker: str, corpus: list[str], rounds: int, folder: Path) -> bool:
    """The throughput of each, as a share of that of extraction."""
    whole = folder / "whole.db"
    subprocess.run([tracker, "--db", str(whole), "ingest", *corpus], capture_output=True, check=True)
    python = [sys.executable, "-c"]
    commands: dict[str, list[str]] = {
        "tracker extract": [tracker, "extract", *corpus],
        "tracker ingest --jobs 1": [tracker, "--db", str(folder / "new.db"), "ingest", "--jobs", "1", *corpus],
        "tracker ingest --jobs 2": [tracker, "--db", str(folder / "new.db"), "ingest", "--jobs", "2", *corpus],
        "tracker ingest, all of it known": [tracker, "--db", str(whole), "ingest", *corpus],
        "reading the files": [*python, READ, *corpus],
        "words by a regular expression": [*python, WORDS, *corpus],
        "SQLite alone, the same rows and indexes": [*python, INSERT, str(whole), str(folder / "new.db")],
    }
    if has_spacy():
        commands["words by spaCy's blank English"] = [*python, SPACY, *corpus]

    def start_anew(name: str) -> None:
        for path in folder.glob("new.db*"):
            path.unlink()

    found = measure_in_turns(commands, rounds, before=start_anew)
    extract = found["tracker extract"]
    print(f"{'':<42}{'seconds':>9}{'processor':>11}{'memory':>9}  throughput of extract's: clock, processor")
    for name, measured in found.items():
        print(
            f"{name:<42}{measured.seconds:>9.2f}{min(measured.processor):>11.2f}{measured.memory:>6.0f} MB"
            f"{extract.ratio_to(measured):>10.2f}{extract.processor_ratio_to(measured):>8.2f}"
        )
    one, two = found["tracker ingest --jobs 1"], found["tracker ingest --jobs 2"]
    share, gain = extract.ratio_to(one), one.ratio_to(two)
    print(
        f"one process: {share:.2f} of extract's throughput (bound {EXTRACT_BOUND}); two: {gain:.2f} times one's",
        end=" ",
    )
    print(f"by the fastest run, {one.typical_ratio_to(two):.2f} by runs that followed each other (bound {JOBS_BOUND})")
    return share >= EXTRACT_BOUND and gain >= JOBS_BOUND


def has_spacy() -> bool:
    """Whether spaCy can be imported."""
    return subprocess.run([sys.executable, "-c", "import spacy"], capture_output=True).returncode == 0


def measure_archive(tracker: str, corpus: Sequence[str], articles: int, folder: Path) -> bool:
    """Take an archive in from one file, plain and packed, and tell the memory it took."""
    kept = True
    read = read_corpus(corpus)
    for name in ("archive.jsonl", "archive.jsonl.gz"):
        path = folder / name
        write_archive(read, range(articles), path)
        command = [tracker, "--db", str(folder / f"{name}.db"), "ingest", str(path)]
        begun = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            memory = _Memory(process.pid)
            process.wait()
        kept &= process.returncode == 0 and memory.most <= MEMORY_BOUND
        print(
            f"{articles:,} articles from {name}: {time.perf_counter() - begun:.0f} s, all processes together"
            f" {memory.most:.0f} MB at most (bound {MEMORY_BOUND}), {memory.first:.0f} MB after ten seconds"
        )
        path.unlink()
    return kept


class _Memory:
    """The memory of a process and its children, looked at every second, what they share counted once (Linux)."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.most = self.first = 0.0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        for second in range(10**9):
            try:
                children = Path(f"/proc/{self.number}/task/{self.number}/children").read_text().split()
                now = sum(_proportional(int(number)) for number in (self.number, *children))
            except OSError:
                return
            self.most = max(self.most, now)
            if second == 10:
                self.first = now
            time.sleep(1)


def _proportional(number: int) -> float:
    """A process's memory in megabytes, of what it shares its part."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main())
