"""Bulk work on thousands of statements: the same as on a few, taken back whole, and in memory that does not grow."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.large_database import make_database
from tests.storage.test_undoing import rows
from tests.test_large_database import WORDS
from tracker.answers import TopicEdit
from tracker.records import StatementFilter, Status
from tracker.revisions import StatementEdit
from tracker.storage.database import Database
from tracker.storage.posts import recount_posts
from tracker.workflows.correct import confirm_statements, edit_statements, reject_statements, restore_statements
from tracker.workflows.database import check_database
from tracker.workflows.history import redo, undo
from tracker.workflows.query import count_statements
from tracker.workflows.speakers import merge_speakers
from tracker.workflows.topics import edit_topic, retag

MANY = 2_600

Do = Callable[[Database, list[int]], object]


def confirm(database: Database, numbers: list[int]) -> object:
    return confirm_statements(database, numbers)


def edit(database: Database, numbers: list[int]) -> object:
    wanted = StatementEdit(speakers=("Nadir Okello (new)",), said_on="2024-05", add_topics=("trade",), note="looked at")
    return edit_statements(database, numbers, wanted)


def merge(database: Database, numbers: list[int]) -> object:
    return merge_speakers(database, "#1", ["#2"])


def tag(database: Database, numbers: list[int]) -> object:
    return retag(database)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of MANY statements, of which the second speaker has half."""
    folder = tmp_path_factory.mktemp("bulk")
    (folder / "corpus.jsonl").write_text(json.dumps({"id": "1", "text": WORDS}) + "\n", encoding="utf-8")
    make_database(folder / "t.db", [folder / "corpus.jsonl"], MANY)
    with Database(folder / "t.db") as database:
        with database.begin() as session:
            session.execute(text("DELETE FROM statement_speaker WHERE position > 0 OR speaker_id = 2"))
            session.execute(text("UPDATE statement_speaker SET speaker_id = 2 WHERE statement_id % 2"))
            session.execute(text("UPDATE statement SET status = 'extracted'"))
            recount_posts(session, set(session.execute(text("SELECT id FROM speaker")).scalars()))
        edit_topic(database, "trade", TopicEdit(terms=("grain",)))
    return folder / "t.db"


@pytest.fixture
def database(original: Path, tmp_path: Path) -> Database:
    (tmp_path / "t.db").write_bytes(original.read_bytes())
    return Database(tmp_path / "t.db")


def list_all(database: Database) -> list[int]:
    with database.read() as session:
        return list(session.execute(text("SELECT id FROM statement ORDER BY id")).scalars())


@pytest.mark.parametrize("do", [confirm, edit, merge, tag])
def test_what_is_done_in_bulk_is_taken_back_whole(database: Database, do: Do) -> None:
    with database:
        before = rows(database)
        do(database, list_all(database))
        after = rows(database)
        assert after != before
        undone: list[tuple[int, int]] = []
        undo(database, on_undone=lambda more, total: undone.append((more, total)))
        assert rows(database) == before
        assert len(undone) > 1
        assert sum(more for more, _ in undone) == undone[0][1]
        redo(database)
        assert rows(database) == after
        assert check_database(database).problems == ()


def test_each_is_told_once(database: Database) -> None:
    with database:
        numbers = list_all(database)
        done: list[int] = []
        report = confirm_statements(database, [*numbers, *numbers], on_done=done.append)
        assert report.statements == tuple(numbers)
        assert sum(done) == len(numbers)
        again = confirm_statements(database, numbers)
        assert (again.statements, again.unchanged_count, len(again.unchanged)) == ((), MANY, 1_000)
        assert again.unchanged[0] == "S1 is confirmed already"


def test_rejected_in_bulk_and_restored_as_they_were(database: Database) -> None:
    with database:
        numbers = list_all(database)
        confirm_statements(database, numbers[:1_000])
        before = count_statements(database, StatementFilter(statuses=(Status.CONFIRMED,)))
        reject_statements(database, numbers, note="none of them")
        assert count_statements(database, StatementFilter()) == 0
        restore_statements(database, numbers)
        assert count_statements(database, StatementFilter(statuses=(Status.CONFIRMED,))) == before == 1_000


def test_memory_does_not_grow_with_the_number(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.storage.entries._TOLD", 20)  # so many are told at once, however many there are
    with database:
        numbers = list_all(database)
        confirm(database, numbers[:10])
        undo(database)  # what is loaded once is there
        few, many = (
            [_peak(partial(confirm, database, some)), _peak(partial(undo, database))]
            for some in (numbers[:900], numbers)
        )
    assert many[0] < 1.3 * few[0]
    assert many[1] < 1.3 * few[1]


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
