"""Where the time of storing goes: by statement of SQL, with the share of SQLite itself in all of it.

    python -m benchmarks.storing CORPUS.jsonl...

The articles are extracted first, and then stored in a new database as `tracker ingest` does; processor time, of which
looking at the clock is a part.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.varied_copies import read_corpus
from tracker.storage import database
from tracker.storage.database import Database
from tracker.storage.schema import upgrade_schema
from tracker.storage.session import Session
from tracker.workflows.ingest import ingest


class _Fetched(list[Any]):
    """Rows that were fetched while the clock ran."""

    def fetchall(self) -> list[Any]:
        return self


class Timed:
    """A connection whose statements are timed by their text."""

    seconds: ClassVar[dict[str, float]] = defaultdict(float)

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver

    def __getattr__(self, name: str) -> Any:
        done: Callable[..., Any] = getattr(self._driver, name)

        def timed(sql: str = "", *arguments: Any) -> Any:
            begun = time.process_time()
            try:
                found = done(sql, *arguments) if sql else done()
                return _Fetched(found.fetchall()) if sql.startswith("SELECT") else found
            finally:
                self.seconds[describe(sql)] += time.process_time() - begun

        return timed


def describe(sql: str) -> str:
    """A statement by its first word and its table."""
    words = sql.split()
    table = words[words.index("FROM") + 1] if "FROM" in words else " ".join(words[1:3])
    return f"{words[0]} {table}".replace("INTO ", "").strip()


class TimedSession(Session):
    """A session on a timed connection."""

    @property
    def driver(self) -> Any:
        """The connection, with a clock."""
        return Timed(super().driver)


def main() -> int:
    """Store the corpus and print where the time went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+")
    corpus = read_corpus(parser.parse_args().corpus)
    found = {article.text: extraction for article, extraction in zip(corpus.articles, corpus.extractions, strict=True)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        upgrade_schema(path)
        database.Session = TimedSession  # type: ignore[misc]
        with Database(path) as opened:
            begun = time.process_time()
            report = ingest(opened, corpus.articles, extractor=(lambda article: found[article.text], "1"))
            taken = time.process_time() - begun
    count = len(report.articles)
    inside = sum(Timed.seconds.values())
    print(f"{count:,} articles, {1000 * taken / count:.2f} ms each, {1000 * inside / count:.2f} ms of it in SQLite:")
    for name, seconds in sorted(Timed.seconds.items(), key=lambda item: -item[1]):
        print(f"{1000 * seconds / count:8.3f} ms {100 * seconds / taken:5.1f} %  {name}")
    print(f"{1000 * (taken - inside) / count:8.3f} ms {100 * (taken - inside) / taken:5.1f} %  commits and Python")
    return 0


if __name__ == "__main__":
    sys.exit(main())
