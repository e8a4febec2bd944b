"""Rows put in by the hundred: one prepared statement a table, past the layers that build and cache statements.

Storing an article takes ten inserts and as many look-ups, and built one by one in SQLAlchemy their statements cost more
than SQLite's own work (docs/decisions/0014-fast-inserts.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Table
from sqlalchemy.dialects import sqlite

from tracker.storage.models import Base
from tracker.storage.session import Session

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_LAST_NUMBERS = "SELECT name, seq FROM sqlite_sequence"
_QUOTE = sqlite.dialect().identifier_preparer.quote


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, which must all have the same columns; lists and dicts go in as JSON. No rows is nothing done."""
    if not rows:
        return
    columns = tuple(rows[0])
    sql, encoded = _write_insert(table.name, columns)
    values = [
        tuple(_encode(row[column]) if column in encoded else row[column] for column in columns)
        if encoded
        else tuple(row[column] for column in columns)
        for row in rows
    ]
    session.connection().exec_driver_sql(sql, values)


def next_ids(session: Session, *tables: Table) -> tuple[int, ...]:
    """The numbers that the tables' next rows get, never one that a deleted row had.

    Known before the rows go in, so that what points to them can go in with them. Safe while the session holds the
    write lock, as every session of Database.begin does.
    """
    last = {row.name: int(row.seq) for row in session.connection().exec_driver_sql(_LAST_NUMBERS)}
    return tuple(last.get(table.name, 0) + 1 for table in tables)


@cache
def _write_insert(table_name: str, columns: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    table = Base.metadata.tables[table_name]
    listed = ", ".join(_QUOTE(column) for column in columns)
    marks = ", ".join("?" for _ in columns)
    encoded = frozenset(column for column in columns if isinstance(table.c[column].type, JSON))
    return f"INSERT INTO {_QUOTE(table_name)} ({listed}) VALUES ({marks})", encoded


def _encode(value: Any) -> str | None:
    return None if value is None else _ENCODER.encode(value)
