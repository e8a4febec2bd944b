"""Comparing a database's tables, indexes, triggers and views with those that the migrations make."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from tracker.records.upkeep import Problem
from tracker.storage.schema import HEAD, upgrade_schema
from tracker.storage.session import Session

_MEND = "`tracker db mend` makes it anew"
_RESTORE = "`tracker db restore BACKUP` goes back to a backup"

_OBJECTS = "SELECT type, name, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL"
_MADE_ANEW = ("index", "trigger", "view")


class SchemaObject(NamedTuple):
    """A table, index, trigger or view with the statement that makes it."""

    kind: str
    name: str
    sql: str
    columns: tuple[Any, ...]


def check_schema(session: Session) -> Iterator[Problem]:
    """Tell what of this version's schema the database lacks or has otherwise; what others added to it is theirs."""
    for wanted, found in compare_schema(session):
        remedy = _MEND if wanted.kind in _MADE_ANEW else _RESTORE
        message = "is missing" if found is None else f"is not the one of schema {HEAD}"
        yield Problem("schema", f"{wanted.kind} {wanted.name}", message, remedy)


def compare_schema(session: Session) -> list[tuple[SchemaObject, SchemaObject | None]]:
    """What the migrations make and the database lacks (None) or has otherwise, with what it has instead."""
    there = {(found.kind, found.name): found for found in _read_objects(session.connection().exec_driver_sql)}
    pairs = [(wanted, there.get((wanted.kind, wanted.name))) for wanted in _read_wanted()]
    return [(wanted, found) for wanted, found in pairs if found is None or not _is_same(wanted, found)]


def _read_wanted() -> list[SchemaObject]:
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        path = Path(folder) / "schema.db"
        upgrade_schema(path)
        with closing(sqlite3.connect(path)) as connection:
            return _read_objects(connection.execute)


def _read_objects(execute: Any) -> list[SchemaObject]:
    rows = [tuple(row) for row in execute(_OBJECTS)]
    # What an index of words keeps itself is SQLite's affair.
    words = [name for _, name, _, sql in rows if sql.startswith("CREATE VIRTUAL TABLE")]
    shadows = {f"{name}_{part}" for name in words for part in ("data", "idx", "docsize", "config", "content")}
    return [
        SchemaObject(kind, name, sql, _read_columns(execute, name) if kind == "table" and name not in words else ())
        for kind, name, _, sql in rows
        if name not in shadows and not name.startswith("sqlite_")
    ]


def _read_columns(execute: Any, table: str) -> tuple[Any, ...]:
    """Columns and foreign keys as SQLite understands them, whatever the order in which columns came to be."""
    columns = sorted(tuple(row)[1:] for row in execute(f'PRAGMA main.table_xinfo("{table}")'))
    keys = sorted(tuple(row)[2:] for row in execute(f'PRAGMA main.foreign_key_list("{table}")'))
    return tuple(map(str, columns)), tuple(map(str, keys))


def _is_same(one: SchemaObject, other: SchemaObject) -> bool:
    if one.columns or other.columns:
        return one.columns == other.columns
    return _normalise(one.sql) == _normalise(other.sql)


def _normalise(sql: str) -> str:
    return re.sub(r'[\s"]+', " ", sql).strip()
