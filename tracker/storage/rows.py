"""Rows put in and looked up by the hundred: statements prepared once, past the layers that build and cache them.

Storing an article takes ten inserts and as many look-ups, and carried out by SQLAlchemy they cost more than SQLite's
own work (docs/decisions/0014-fast-inserts.md).
"""

from __future__ import annotations

import json
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import JSON, Select, Table, Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from tracker.storage.session import Session

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_LAST_NUMBERS = "SELECT name, seq FROM sqlite_sequence"
_DIALECT = sqlite.dialect(paramstyle="named")
_QUOTE = _DIALECT.identifier_preparer.quote


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, which must all have the same columns; lists and dicts go in as JSON. No rows is nothing done."""
    if not rows:
        return
    columns = tuple(rows[0])
    sql, encoded = _write_insert(table, columns)
    values = [
        tuple(encode_json(row[column]) if column in encoded else row[column] for column in columns)
        if encoded
        else tuple(row[column] for column in columns)
        for row in rows
    ]
    with _as_sqlalchemy(sql):
        session.driver.executemany(sql, values)


def fetch_rows(session: Session, query: Select[Any], parameters: Mapping[str, Any]) -> list[Any]:
    """All rows of a query that is built once a module, as named tuples; its columns must be plain numbers and texts."""
    sql, defaults, make = _compile_query(query)
    with _as_sqlalchemy(sql):
        return [make(row) for row in session.driver.execute(sql, {**defaults, **parameters})]


def update_rows(session: Session, statement: Update, parameters: Sequence[Mapping[str, Any]]) -> None:
    """Carry out an update that is built once a module, once for each of the parameters; the same limits hold."""
    sql, defaults = _compile(statement)
    with _as_sqlalchemy(sql):
        session.driver.executemany(sql, [{**defaults, **given} for given in parameters])


def next_ids(session: Session, *tables: Table) -> tuple[int, ...]:
    """The numbers that the tables' next rows get, never one that a deleted row had.

    Known before the rows go in, so that what points to them can go in with them. Safe while the session holds the
    write lock, as every session of Database.begin does.
    """
    with _as_sqlalchemy(_LAST_NUMBERS):
        last = dict(session.driver.execute(_LAST_NUMBERS).fetchall())
    return tuple(int(last.get(table.name, 0)) + 1 for table in tables)


@contextmanager
def _as_sqlalchemy(sql: str) -> Iterator[None]:
    """Turn the driver's errors into SQLAlchemy's, as callers know them."""
    try:
        yield
    except sqlite3.Error as error:
        raise DBAPIError.instance(sql, None, error, sqlite3.Error, dialect=_DIALECT) from error


@cache
def _compile(statement: Select[Any] | Update) -> tuple[str, dict[str, Any]]:
    compiled = statement.compile(dialect=_DIALECT)
    return str(compiled), dict(compiled.params)


@cache
def _compile_query(query: Select[Any]) -> tuple[str, dict[str, Any], Callable[[Sequence[Any]], Any]]:
    names = [column.name for column in query.selected_columns]
    row: Any = namedtuple("row", names)  # type: ignore[misc]
    return (*_compile(query), row._make)


@cache
def _write_insert(table: Table, columns: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    listed = ", ".join(_QUOTE(column) for column in columns)
    marks = ", ".join("?" for _ in columns)
    encoded = frozenset(column for column in columns if isinstance(table.c[column].type, JSON))
    return f"INSERT INTO {_QUOTE(table.name)} ({listed}) VALUES ({marks})", encoded


def encode_json(value: Any) -> str | None:
    """A value as the JSON that a column holds, None as no value."""
    return None if value is None else _ENCODER.encode(value)
