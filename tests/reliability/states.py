"""What is in a database, to be compared: every row of every table, without what differs from run to run."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tracker.records.upkeep import Problem
from tracker.storage.database import Database
from tracker.workflows.database import check_database

# Who did it, when, and by what name of its own.
_DIFFERING = {"token", "at", "user", "added_at", "coded_at", "command"}

State = dict[str, list[dict[str, Any]]]


def read_state(path: Path, *, without: tuple[str, ...] = ()) -> State:
    """Every row of every table, the search indexes and the tables named left out."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if "_fts" not in row["name"] and not row["name"].startswith("sqlite_") and row["name"] not in without
        ]
        return {
            table: sorted(
                (
                    {column: _plain(value) for column, value in row.items() if column not in _DIFFERING}
                    for row in map(dict, connection.execute(f'SELECT * FROM "{table}"'))
                ),
                key=repr,
            )
            for table in tables
        }


def _plain(value: Any) -> Any:
    # A row that the history tells has the time in it too.
    if isinstance(value, str) and value.startswith("{"):
        told = json.loads(value)
        return {column: told[column] for column in sorted(told) if column not in _DIFFERING}
    return value


def find_problems(path: Path) -> tuple[Problem, ...]:
    """What `tracker db check` finds wrong."""
    with Database(path) as database:
        return check_database(database).problems


def read_articles(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every stored article by its own id, with its statements' keys, contents, spans and speakers."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger'").fetchone() is None:
            return {}
        articles: dict[str, list[tuple[Any, ...]]] = {
            identifier: [] for (identifier,) in connection.execute("SELECT identifier FROM article")
        }
        for identifier, *row in connection.execute(
            "SELECT a.identifier, l.statement_key, l.claim, l.speaker, l.topics, l.content_offsets, l.cue_offsets "
            "FROM ledger AS l JOIN article AS a ON a.id = l.article_id ORDER BY l.statement_key"
        ):
            articles[identifier].append(tuple(row))
        return articles
