"""The history as the library gives it: looked at before it is undone, and undone as one entry."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.extractions import CORRIDOR, store
from tracker.errors import NotFoundError
from tracker.revisions import HistoryFilter
from tracker.storage.database import Database
from tracker.storage.history import describe_caller
from tracker.storage.journal import Journal
from tracker.storage.models import Statement
from tracker.workflows.history import export_history, list_history, redo, undo


@pytest.fixture
def noted(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        Journal(describe_caller(["tracker", "x"])).update(session, Statement, 1, {"note": "checked"})
    return database


def note(database: Database) -> str | None:
    with database.read() as session:
        return session.execute(text("SELECT note FROM statement WHERE id = 1")).scalar()


def test_a_dry_run_tells_and_does_nothing(noted: Database) -> None:
    planned = undo(noted, dry_run=True)
    assert (planned.target.entry, planned.what, planned.entry) == (2, ("S1 changed: note checked → –",), None)
    assert note(noted) == "checked"
    assert len(list_history(noted, HistoryFilter())) == 2


def test_undone_and_redone(noted: Database) -> None:
    done = undo(noted, caller=describe_caller(["tracker", "undo"]))
    assert (done.target.entry, done.entry, note(noted)) == (2, 3, None)
    again = redo(noted)
    assert (again.target.entry, again.entry, note(noted)) == (3, 4, "checked")
    assert [(e.entry, e.undoes, e.undone_by) for e in list_history(noted, HistoryFilter())] == [
        (4, 3, None),
        (3, 2, 4),
        (2, None, None),
        (1, None, None),
    ]
    assert [line["entry"] for line in export_history(noted, HistoryFilter(statement=1))] == [1, 2, 3, 4]


def test_nothing_to_redo(noted: Database) -> None:
    with pytest.raises(NotFoundError, match="nothing to redo"):
        redo(noted)
