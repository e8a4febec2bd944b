"""How the time to store an article, its size, and the time of a question grow with the number of statements.

    python -m benchmarks.growth CORPUS.jsonl... [--statements 1000 10000 100000 1000000] [--keep FOLDER]

For each number a database of so many statements is made (benchmarks/large_database.py), asked questions with a limit,
and then takes in the same new articles: varied copies of the corpus (benchmarks/varied_copies.py), through everything
that `tracker ingest` does but extraction, which knows nothing of what is stored. Extraction was done once; its time and
that of varying the texts are left out. An empty database takes the same in beside it, in turns. Processor time counts.
The bounds: 1.5 times for storing and size, 2 times for questions, between the largest and the smallest. Ends with the
size of every table and index, a statement.
"""

from __future__ import annotations

import argparse
import shlex
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.alternating import Measured, run_once
from benchmarks.large_database import make_database
from benchmarks.varied_copies import Corpus, read_corpus
from tracker.records import ArticleInput, Extraction
from tracker.storage.database import Database
from tracker.storage.schema import upgrade_schema
from tracker.workflows.ingest import ingest

STORING_BOUND, QUERY_BOUND = 1.5, 2.0
COPIES, TURN = 2, 100  # copies of the corpus that are stored and counted, so many articles at a time
ROUNDS = 3
QUERIES = (
    "statements --limit 50",
    "statements --sort -date --limit 50",
    "statements --speaker {name} --limit 50",
    "statements --topic trade --since 2021-06 --limit 50",
    "statements --text agreement --limit 50",
    "statement show S500",
    "articles --limit 50",
)


@dataclass
class Stage:
    """What was measured in a database of so many statements."""

    statements: int
    bytes_a_statement: float
    seconds_an_article: float
    times_an_empty_one: float
    bytes_a_new_article: float
    queries: dict[str, Measured] = field(default_factory=dict)


class Apart:
    """The processor time of what is not to be counted: varying texts and looking up what was found in them."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.seconds = 0.0
        self._numbers: dict[str, int] = {}

    def read(self, first: int, last: int) -> Iterator[ArticleInput]:
        """The articles of the archive by number."""
        for number in range(first, last):
            begun = time.process_time()
            article = self.corpus.vary(number)
            self._numbers[article.text] = number
            self.seconds += time.process_time() - begun
            yield article

    def extract(self, article: ArticleInput) -> Extraction:
        """What extraction would find in one of them."""
        begun = time.process_time()
        found = self.corpus.vary_extraction(self._numbers.pop(article.text), article.text)
        self.seconds += time.process_time() - begun
        return found


def main() -> int:
    """Measure, print, and tell by the exit code whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--statements", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="leave the databases in this folder, and take them where they are")
    options = parser.parse_args()
    corpus = read_corpus(options.corpus)
    with tempfile.TemporaryDirectory() as folder:
        stages = []
        for statements in sorted(options.statements):
            path = (options.keep or Path(folder)) / f"{statements}.db"
            if not path.exists():
                make_database(path, [Path(name) for name in options.corpus], statements)
            stages.append(measure(corpus, path, statements, Path(folder) / f"beside-{statements}.db"))
            print_stage(stages[-1])
        print_sizes(path)
    return 0 if print_growth(stages) else 1


def measure(corpus: Corpus, path: Path, statements: int, empty: Path, *, first: int = 0) -> Stage:
    """Ask the database, and take new articles in, from copy ``first`` of the corpus on; ``empty`` takes them in beside.

    The two take turns, a hundred articles each.
    """
    before = measure_file(path)
    with closing(sqlite3.connect(path)) as connection:
        (name,) = connection.execute(
            "SELECT name FROM speaker JOIN statement_speaker ON speaker_id = id GROUP BY id"
            " ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
    queries = {query: ask(path, query.format(name=shlex.quote(name))) for query in QUERIES}
    size = len(corpus.articles)
    upgrade_schema(empty)
    with Database(path) as full, Database(empty) as beside:
        # The names of a copy are new to any database: it comes first, and is not counted.
        for database in (full, beside):
            store(corpus, database, first * size, (first + 1) * size)
        middle, taken, last = measure_file(path), [0.0, 0.0], (first + 1 + COPIES) * size
        for start in range((first + 1) * size, last, TURN):
            for turn, database in enumerate((full, beside)):
                taken[turn] += store(corpus, database, start, min(start + TURN, last))
    new = COPIES * size
    grown = (measure_file(path) - middle) / new
    return Stage(statements, before / statements, taken[0] / new, taken[0] / taken[1], grown, queries)


def store(corpus: Corpus, database: Database, start: int, end: int) -> float:
    """Take articles of the archive in; gives the processor time of storing them."""
    apart, begun = Apart(corpus), time.process_time()
    ingest(database, apart.read(start, end), extractor=(apart.extract, "1"))
    return time.process_time() - begun - apart.seconds


def measure_file(path: Path) -> int:
    """The bytes that the database has in use, also of what still lies in its log."""
    with closing(sqlite3.connect(path)) as connection:
        (pages,), (free,), (size,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
        )
    return int((pages - free) * size)


def ask(path: Path, query: str) -> Measured:
    """A question to the database as it is now."""
    measured = Measured()
    for _ in range(ROUNDS):
        run_once([sys.executable, "-m", "tracker", "--db", str(path), *shlex.split(query)], measured)
    return measured


def print_stage(stage: Stage) -> None:
    """Print what was measured at one number of statements."""
    print(
        f"{stage.statements:>10,} statements of {stage.bytes_a_statement:,.0f} bytes; a new article takes"
        f" {stage.seconds_an_article * 1000:.2f} ms, {stage.times_an_empty_one:.2f} times as long as in an empty one"
        f" beside it, and {stage.bytes_a_new_article / 1000:.1f} kB",
        flush=True,
    )


def print_growth(stages: Sequence[Stage]) -> bool:
    """Print a line for what has a bound; whether all bounds are kept."""
    kept = True
    for name, values in (
        ("time to store an article, to that in an empty one", [stage.times_an_empty_one for stage in stages]),
        ("bytes of a new article", [stage.bytes_a_new_article for stage in stages]),
        ("bytes a statement, from 10,000 on", [s.bytes_a_statement for s in stages if s.statements >= 10_000] or [1]),
    ):
        kept &= (ratio := max(values) / min(values)) <= STORING_BOUND
        print(f"{name:<56}{ratio:>6.2f}  bound {STORING_BOUND}")
    for query in QUERIES:
        values = [min(stage.queries[query].processor) for stage in stages]
        kept &= (ratio := max(values) / min(values)) <= QUERY_BOUND
        told = " ".join(f"{value * 1000:.0f}" for value in values)
        print(f"tracker {query:<48}{ratio:>6.2f}  bound {QUERY_BOUND}  ({told} ms)")
    return kept


def print_sizes(path: Path) -> None:
    """Print what every table and index takes, a statement, the largest first."""
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM statement").fetchone()
        sizes = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
    total = sum(size for _, size in sizes)
    print(f"{total / count:8.1f} bytes a statement, of which")
    for name, size in sizes:
        if size / count >= 0.5:
            print(f"{size / count:8.1f} {100 * size / total:5.1f} %  {name}")


if __name__ == "__main__":
    sys.exit(main())
