"""The ledger as a database: what was chosen, what it rests on, and nothing else."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows.database import check_database
from tracker.workflows.export import export_ledger
from tracker.workflows.query import find_statements


def write(database: Database, path: Path, wanted: StatementFilter) -> int:
    return export_ledger(database, wanted, format="sqlite", output=path, stdout=io.StringIO(), force=False).count


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return database


def test_the_copy_holds_the_selection_and_is_a_sound_database(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "okello.db"
    wanted = StatementFilter(speakers=("Okello",))
    assert write(filled, path, wanted) == 1
    with Database(path) as copy:
        assert list(find_statements(copy, StatementFilter())) == list(find_statements(filled, wanted))
        assert list(find_statements(copy, StatementFilter(text="pipeline"))) == list(find_statements(filled, wanted))
        assert check_database(copy).problems == ()
    with closing(sqlite3.connect(path)) as connection:
        counts = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in ("article", "statement", "speaker", "mention", "change", "invocation")
        }
        assert counts == {"article": 1, "statement": 1, "speaker": 1, "mention": 1, "change": 0, "invocation": 0}
        connection.execute("INSERT INTO invocation VALUES (1, 't', 'a', 'u', 'c', 'v', NULL)")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM invocation")


def test_words_of_what_was_left_out_are_not_in_the_file(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "okello.db"
    write(filled, path, StatementFilter(speakers=("Okello",)))
    content = path.read_bytes()
    assert b"northern pipeline" in content
    for words in (b"grain corridor", b"Brandt", b"tester", b"tracker ingest articles"):
        assert words not in content
    assert list(tmp_path.glob(".*")) == []


def test_nothing_chosen_is_an_empty_database(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert write(filled, path, StatementFilter(text="zeppelin")) == 0
    with Database(path) as copy:
        assert list(find_statements(copy, StatementFilter())) == []
        assert check_database(copy).problems == ()
