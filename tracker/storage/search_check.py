"""Comparing the full-text indexes with the words of their tables, without keeping anybody from writing.

SQLite's own check of an index counts as writing to it. It is therefore run on a temporary copy of the index, beside a
temporary view of its table, within a session that only reads: both vanish with the session.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError as DriverError

from tracker.records.upkeep import Problem
from tracker.storage.refusals import is_damage
from tracker.storage.session import Session

MEND = "`tracker db mend` builds it anew"

# How many rows of one index are named.
_NAMED = 20

_PARTS = ("data", "idx", "docsize", "config")
_DEFINITION = re.compile(r"CREATE VIRTUAL TABLE (?P<name>\w+) (?P<rest>USING fts5\(.*content='(?P<table>\w+)'.*)", re.S)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A full-text index, the table that it is of, and how it is defined from "USING" on."""

    name: str
    table: str
    definition: str


def list_search_indexes(connection: Connection) -> list[SearchIndex]:
    """Every full-text index of the database that reads its words from a table."""
    rows = connection.exec_driver_sql(
        "SELECT sql FROM main.sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%' ORDER BY name"
    )
    found = (_DEFINITION.match(row.sql) for row in rows.all())
    return [SearchIndex(match["name"], match["table"], match["rest"]) for match in found if match is not None]


def compare_search_indexes(session: Session) -> Iterator[Problem]:
    """Tell every index that does not fit its table, and the rows (at most 20 an index) that it lacks or misstates."""
    connection = session.connection()
    for index in list_broken_indexes(session):
        with _taken_back(connection):
            try:
                found = list(_name_rows(connection, index))
            except DriverError as error:
                found = [Problem("search index", index.name, f"cannot be read: {error.orig}", MEND)]
        yield from found


def list_broken_indexes(session: Session) -> list[SearchIndex]:
    """The indexes that do not fit their tables; none of them is opened for it."""
    connection = session.connection()
    broken = []
    for index in list_search_indexes(connection):
        with _taken_back(connection):
            copy = _copy(connection, index)
            try:
                # With rank 1 the index is compared with the table's own words, not with itself alone.
                connection.exec_driver_sql(f"INSERT INTO temp.{copy} ({copy}, rank) VALUES ('integrity-check', 1)")
            except DriverError as error:
                if not is_damage(error):
                    raise
                broken.append(index)
    return broken


def rebuild_search_index(session: Session, index: SearchIndex) -> None:
    """Build an index anew from the words of its table, whatever state it is in; the session must not have used it."""
    connection = session.connection()
    # One that is damaged may be past opening: it is given the inside of an empty one first.
    with closing(sqlite3.connect(":memory:")) as elsewhere:
        elsewhere.execute(f"CREATE VIRTUAL TABLE empty {index.definition}")
        for part in _PARTS:
            connection.exec_driver_sql(f"DELETE FROM {index.name}_{part}")
            for row in elsewhere.execute(f"SELECT * FROM empty_{part}"):
                marks = ", ".join("?" for _ in row)
                connection.exec_driver_sql(f"INSERT INTO {index.name}_{part} VALUES ({marks})", row)
    connection.exec_driver_sql(f"INSERT INTO {index.name} ({index.name}) VALUES ('rebuild')")


@contextmanager
def _taken_back(connection: Connection) -> Iterator[None]:
    # As a whole, for what is damaged may refuse to be dropped.
    connection.exec_driver_sql("SAVEPOINT search_check")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK TO search_check")
        connection.exec_driver_sql("RELEASE search_check")


def _view(index: SearchIndex) -> str:
    return f"{index.table}_of_{index.name}"


def _copy(connection: Connection, index: SearchIndex) -> str:
    copy = f"copy_of_{index.name}"
    connection.exec_driver_sql(f"CREATE TEMP VIEW {_view(index)} AS SELECT * FROM main.{index.table}")
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.{copy} {_redirect(index)}")
    for part in _PARTS:
        connection.exec_driver_sql(f"DELETE FROM temp.{copy}_{part}")
        connection.exec_driver_sql(f"INSERT INTO temp.{copy}_{part} SELECT * FROM main.{index.name}_{part}")
    return copy


def _redirect(index: SearchIndex) -> str:
    return index.definition.replace(f"content='{index.table}'", f"content='{_view(index)}'")


def _name_rows(connection: Connection, index: SearchIndex) -> Iterator[Problem]:
    """The rows whose words the index has otherwise: both sides' words in order, one beside the other."""
    for sql in (
        f"CREATE TEMP VIEW {_view(index)} AS SELECT * FROM main.{index.table}",
        f"CREATE VIRTUAL TABLE temp.words_made {_redirect(index)}",
        "INSERT INTO temp.words_made (words_made) VALUES ('rebuild')",
        f"CREATE VIRTUAL TABLE temp.words_had USING fts5vocab(main, {index.name}, instance)",
        "CREATE VIRTUAL TABLE temp.words_due USING fts5vocab(temp, words_made, instance)",
    ):
        connection.exec_driver_sql(sql)
    named: set[int] = set()
    for row in _differing(*(_read_words(connection, table) for table in ("words_had", "words_due"))):
        if row in named:
            continue
        if len(named) == _NAMED:
            yield Problem("search index", index.name, "more rows have other words", MEND)
            return
        named.add(row)
        yield Problem("search index", f"{index.name}, {index.table} {row}", "has other words than its row", MEND)
    if not named:
        yield Problem("search index", index.name, "does not fit its table", MEND)


_Word = tuple[bytes, int, str, int]


def _read_words(connection: Connection, table: str) -> Iterator[_Word]:
    # Words are ordered by their bytes; as text, a damaged one would end the reading.
    result = connection.execution_options(stream_results=True).exec_driver_sql(
        f'SELECT CAST(term AS BLOB) AS term, doc, col, "offset" FROM temp.{table}'
    )
    for row in result.yield_per(1000):
        yield row.term, int(row.doc), row.col, int(row.offset)


def _differing(had: Iterator[_Word], due: Iterator[_Word]) -> Iterator[int]:
    """The row numbers of the words that only one of two sides has; each is ordered by word and row."""
    left, right = next(had, None), next(due, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(had, None), next(due, None)
        elif right is None or (left is not None and left[:2] < right[:2]):
            assert left is not None
            yield left[1]
            left = next(had, None)
        elif left is None or right[:2] < left[:2]:
            yield right[1]
            right = next(due, None)
        else:  # the same word in the same row, at another place
            yield left[1]
            left, right = next(had, None), next(due, None)
