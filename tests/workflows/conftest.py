"""An empty database for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import open_copy
from tracker.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database of the current schema."""
    yield from open_copy(tmp_path / "tracker.db")
