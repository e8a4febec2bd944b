"""The check: clean where nothing is wrong, and each kind of damage told with its row and remedy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.records.upkeep import CheckReport
from tracker.storage.checking import check_indexes, check_rows
from tracker.storage.database import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return path


def check(path: Path) -> CheckReport:
    with Database(path) as database:
        with database.read() as session:
            report = check_rows(session)
        with database.lock() as session:
            return replace(report, problems=(*report.problems, *check_indexes(session)))


def test_a_sound_database(path: Path) -> None:
    assert check(path) == CheckReport({"article": 2, "statement": 5, "speaker": 5, "topic": 4, "change": 2}, ())


FIRST, SECOND, THIRD = (f"statement {number} (article 1)" for number in (1, 2, 3))
DAMAGE = [
    ("UPDATE article SET text = replace(text, 'Brandt', 'Brendt')", "text hash", "article 1", "not the one"),
    ("UPDATE statement SET content = 'Never.' WHERE id = 2", "words", SECOND, "stored content is not"),
    ("UPDATE statement SET cue = 'sang' WHERE id = 2", "words", SECOND, "stored cue is not"),
    ("UPDATE statement SET key = '0000000000000000' WHERE id = 3", "keys", THIRD, "is not that of its article"),
    ("UPDATE mention SET text = 'Brand' WHERE id = 2", "keys", SECOND, "is not that of its article"),
    ("UPDATE mention SET end = 9999 WHERE id = 1", "spans", "mention 1", "the mention 0-9999 reaches beyond"),
    ("UPDATE statement_span SET end = 9999 WHERE role = 'cue'", "spans", FIRST, "the cue span 29-9999 reaches beyond"),
    ("DELETE FROM statement_span WHERE statement_id = 2", "spans", SECOND, "has no content span"),
    ("UPDATE statement SET dated_from = '1999-01-01' WHERE id = 1", "dates", FIRST, "is sorted by days"),
    (
        "INSERT INTO claim (statement_id, position, start, end) VALUES (2, 0, 5, 9999)",
        "spans",
        SECOND,
        "the claim span 5-9999 reaches beyond",
    ),
    (
        "UPDATE statement SET said_on_at = 0, said_on_until = 9 WHERE id = 1",
        "words",
        FIRST,
        "the stored said_on_text is not what stands at 0-9",
    ),
    (
        "UPDATE statement SET addressee = 'us', addressee_at = 0, addressee_until = 9999 WHERE id = 1",
        "words",
        FIRST,
        "the stored addressee is not what stands at 0-9999",
    ),
    ("UPDATE article SET outlet = CAST(x'ff6e' AS TEXT) WHERE id = 1", "integrity", "database", "reading stopped"),
    ("DELETE FROM speaker WHERE id = 1", "foreign keys", "statement_speaker", "points to a row of 'speaker'"),
    ("DELETE FROM article_fts_data WHERE id > 10", "search index", "article_fts", "does not fit its table"),
    ("INSERT INTO statement_fts (statement_fts) VALUES ('delete-all')", "search index", "statement_fts", "not fit"),
]


@pytest.mark.parametrize(("damage", "kind", "where", "message"), DAMAGE)
def test_damage_is_told(path: Path, damage: str, kind: str, where: str, message: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    problems = check(path).problems
    assert problems
    assert any(p.check == kind and p.where == where and message in p.message for p in problems), problems
    assert all(problem.remedy for problem in problems)


def test_a_search_index_can_be_mended_as_the_remedy_says(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO statement_fts (statement_fts) VALUES ('delete-all')")
    (problem,) = check(path).problems
    statement = problem.remedy.split('"')[1]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    assert check(path).problems == ()


def test_a_damaged_page_is_told(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statement'").fetchone()
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(whole)
    problems = check(path).problems
    assert problems[0].check == "integrity"
    assert "restore" in problems[0].remedy


def test_checking_changes_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    check(path)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before
