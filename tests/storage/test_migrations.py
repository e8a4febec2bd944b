"""Stored databases of every schema brought to the newest, down to nothing and up again: no row lost, none changed."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from tests.databases import make_database
from tests.reliability.processes import STRACE, kill_at, list_moments
from tests.storage.test_schema import migrate, read_schema
from tracker.storage.checking import check_indexes, check_rows
from tracker.storage.database import Database
from tracker.storage.schema import HEAD, State, inspect_schema, known_revisions, upgrade_schema

STORED = Path(__file__).parent / "schemas"
REVISIONS = sorted(known_revisions())
# The newest schema that somebody may have a database of. tests/storage/schemas/README.md says how to store another.
LAST_GIVEN_OUT = "0011"

Rows = dict[str, list[dict[str, Any]]]


def open_stored(revision: str, folder: Path) -> Path:
    """A database as a version with this schema left it."""
    path = folder / "tracker.db"
    path.write_bytes(gzip.decompress((STORED / f"{revision}.db.gz").read_bytes()))
    return path


def read_rows(path: Path) -> Rows:
    """Every row of every table, but for the search indexes, and the version."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if "_fts" not in row["name"] and row["name"] != "alembic_version"
        ]
        return {table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')] for table in tables}


def keep(rows: Rows, like: Rows) -> Rows:
    """Of the rows those tables and columns that the others have."""
    return {
        table: [{column: row[column] for column in row if column in like[table][0]} for row in rows[table]]
        if like[table]
        else []
        for table in rows
        if table in like
    }


def find_wrong(path: Path) -> list[str]:
    with Database(path) as database, database.read() as session:
        return [f"{p.check}: {p.where}: {p.message}" for p in (*check_rows(session).problems, *check_indexes(session))]


def find(path: Path, words: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rowid FROM statement_fts WHERE statement_fts MATCH ? ORDER BY rowid"
        return [row[0] for row in connection.execute(query, (words,))]


def test_a_database_of_every_schema_that_was_given_out_is_stored(tmp_path: Path) -> None:
    stored = {path.name.removesuffix(".db.gz") for path in STORED.glob("*.db.gz")}
    assert stored >= {revision for revision in known_revisions() if revision <= LAST_GIVEN_OUT}
    for revision in stored:
        assert inspect_schema(open_stored(revision, tmp_path)).revision == revision


@pytest.mark.parametrize("revision", sorted(path.name.removesuffix(".db.gz") for path in STORED.glob("*.db.gz")))
class TestEach:
    """What holds for the database of each schema."""

    def test_is_upgraded_with_every_row(self, revision: str, tmp_path: Path) -> None:
        path = open_stored(revision, tmp_path)
        before = read_rows(path)
        assert len(before["article"]) == 3
        assert len(before["statement"]) == 12
        upgrade_schema(path)
        assert inspect_schema(path).state is State.CURRENT
        assert keep(read_rows(path), before) == before
        assert find_wrong(path) == []
        assert find(path, "corridors") == [1, 5, 9]

    def test_has_the_schema_of_a_new_one(self, revision: str, tmp_path: Path) -> None:
        path = open_stored(revision, tmp_path)
        upgrade_schema(path)
        made, new = read_schema(path), read_schema(make_database(tmp_path / "new.db"))
        # Tables, columns, indexes, triggers and views to the letter.
        assert made == new

    def test_goes_down_to_each_schema_and_up_again_with_its_rows(self, revision: str, tmp_path: Path) -> None:
        path = open_stored(revision, tmp_path)
        stored = read_rows(path)
        upgrade_schema(path)
        for lower in reversed([r for r in REVISIONS if r >= revision]):
            migrate(path, command.downgrade, lower)
            assert inspect_schema(path).revision == lower
            assert keep(read_rows(path), stored) == stored
        assert read_rows(path) == stored
        upgrade_schema(path)
        assert keep(read_rows(path), stored) == stored
        assert find_wrong(path) == []

    def test_goes_down_to_nothing(self, revision: str, tmp_path: Path) -> None:
        path = open_stored(revision, tmp_path)
        upgrade_schema(path)
        migrate(path, command.downgrade, "base")
        assert read_schema(path).keys() == {"alembic_version", "sqlite_sequence"}
        assert inspect_schema(path).state is State.NEW


def test_what_another_program_moved_under_the_schema_before_is_counted_anew(tmp_path: Path) -> None:
    path = open_stored("0011", tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE statement SET article_id = 2 WHERE id IN (1, 3)")
    assert "counts" in {problem.partition(":")[0] for problem in find_wrong(path)}
    upgrade_schema(path)
    # The words stand elsewhere now, which no upgrade mends.
    assert "counts" not in {problem.partition(":")[0] for problem in find_wrong(path)}


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("revision", ["0002"])
def test_an_upgrade_killed_midway_leaves_a_database_for_the_old_version(revision: str, tmp_path: Path) -> None:
    whole = open_stored(revision, _make(tmp_path / "whole")).parent
    moments = list_moments(whole, ["db", "upgrade"])
    for number, part in enumerate((0.5, 0.7, 0.8)):
        path = open_stored(revision, _make(tmp_path / f"run-{number}"))
        before, schema = read_rows(path), read_schema(path)
        assert kill_at(path.parent, ["db", "upgrade"], moments[int(len(moments) * part)]).killed
        state = inspect_schema(path).revision
        assert state in (revision, HEAD)
        if state == revision:
            assert (read_rows(path), read_schema(path)) == (before, schema)
            # As the old version writes: in its schema, under its triggers.
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute("UPDATE statement SET content = 'It rained.' WHERE id = 1")
            assert find(path, "rained") == [1]
        upgrade_schema(path)
        assert inspect_schema(path).state is State.CURRENT


def test_a_kill_right_before_the_end_of_an_upgrade_leaves_the_old_version(tmp_path: Path) -> None:
    path = open_stored("0002", tmp_path)
    before = read_rows(path)
    code = (
        "import os, sys; from pathlib import Path; from tracker.storage import schema\n"
        "from alembic import op\n"
        "real = schema.migration_connection\n"
        "from contextlib import contextmanager\n"
        "@contextmanager\n"
        "def stopping(path):\n"
        "    with real(path) as connection:\n"
        "        yield connection\n"
        "        os.kill(os.getpid(), 9)\n"
        "schema.migration_connection = stopping\n"
        "schema.upgrade_schema(Path(sys.argv[1]))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)])
    assert ran.returncode == -9
    assert inspect_schema(path).revision == "0002"
    assert read_rows(path) == before


def _make(folder: Path) -> Path:
    folder.mkdir()
    return folder
