"""An empty database for each test, and one of two articles that has to be as it was when all is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.databases import open_copy
from tests.extractions import CORRIDOR, PIPELINE, store
from tests.storage.test_undoing import rows
from tracker.storage.database import Database
from tracker.workflows.database import check_database
from tracker.workflows.history import undo


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database of the current schema."""
    yield from open_copy(tmp_path / "tracker.db")


@pytest.fixture
def filled(database: Database) -> Iterator[Database]:
    """Two articles; whatever a test does, the database is sound afterwards and undoing it all leaves it as it was."""
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    before = rows(database)
    yield database
    assert check_database(database).problems == ()
    with database.read() as session:
        done = session.execute(text("SELECT count(*) FROM invocation WHERE undoes_id IS NULL")).scalar_one()
    for _ in range(done - 1):
        undo(database)
    assert rows(database) == before
    assert check_database(database).problems == ()
