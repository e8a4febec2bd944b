"""Connections and transactions: whole or not at all, in turn, and failures told in one line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import DatabaseError
from tracker.storage import database as module
from tracker.storage.database import Database

COUNT = text("SELECT count(*) FROM article")


def test_connections_are_set_up_for_safety(database: Database) -> None:
    pragmas = {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 30_000, "synchronous": 2}
    with database.begin() as session:
        for name, value in pragmas.items():
            assert session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() == value
    with database.begin(durable=False) as session:
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar() == 1


def test_a_unit_of_work_that_fails_leaves_nothing(database: Database) -> None:
    def work() -> None:
        with database.begin() as session:
            store(session, CORRIDOR)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    with database.read() as session:
        for table in ("article", "statement", "speaker", "invocation", "mention"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_a_reader_sees_what_was_there_when_it_began(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
    with database.read() as reading:
        assert reading.execute(COUNT).scalar() == 1
        with database.begin() as session:
            store(session, PIPELINE)
        assert reading.execute(COUNT).scalar() == 1
    with database.read() as reading:
        assert reading.execute(COUNT).scalar() == 2


def test_bytes_that_are_no_text_are_damage(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
            session.execute(text("UPDATE article SET outlet = CAST(x'ff6e' AS TEXT)"))
        with pytest.raises(DatabaseError, match=r"t\.db is damaged"), database.read() as session:
            session.execute(text("SELECT outlet FROM article")).all()


def test_closing_folds_the_log_into_the_file(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    assert [file.name for file in tmp_path.iterdir()] == ["t.db"]


def test_a_database_that_somebody_else_keeps_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    path = make_database(tmp_path / "t.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Database(path) as database:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with database.read() as session:
            assert session.execute(COUNT).scalar() == 0
        with pytest.raises(DatabaseError, match=r"t\.db is in use by another program"), database.begin():
            pass


def test_a_full_disk(database: Database) -> None:
    def fill() -> None:
        with database.begin() as session:
            session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
            store(session, CORRIDOR, text=CORRIDOR.article.text + "Grain. " * 10_000)

    with pytest.raises(DatabaseError, match="could not be written: the disk is full; nothing of this step was stored"):
        fill()
    with database.read() as session:
        assert session.execute(COUNT).scalar() == 0


def test_a_database_that_may_only_be_read(database: Database) -> None:
    def write() -> None:
        with database.begin() as session:
            session.connection().exec_driver_sql("PRAGMA query_only = ON")
            store(session, CORRIDOR)

    with pytest.raises(DatabaseError, match="cannot be written: the file or its folder is read-only"):
        write()


def test_a_connection_that_cannot_turn_on_the_log_reads_and_writes_all_the_same(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Database(path) as database:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM article").fetchone() == (0,)
        with database.read() as session:
            assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
            assert session.execute(COUNT).scalar() == 0
        other.execute("ROLLBACK")
        with database.begin() as session:
            store(session, CORRIDOR)
    with Database(path) as database, database.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert session.execute(COUNT).scalar() == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        Database(tmp_path / "absent" / "t.db") as database,
        pytest.raises(DatabaseError, match="cannot be opened: check that its folder exists"),
        database.read(),
    ):
        pass


def test_broken_constraints_pass_through(database: Database) -> None:
    with pytest.raises(IntegrityError), database.begin() as session:
        session.execute(text("INSERT INTO mention (article_id, text) VALUES (99, 'Brandt')"))
