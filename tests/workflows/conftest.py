"""An empty database for each test, and one of two articles that has to be as it was when all is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import open_copy
from tests.extractions import CORRIDOR, PIPELINE, store
from tests.workflows.undoing import undoing_all
from tracker.storage.database import Database


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
    yield from undoing_all(database)
