"""Databases for tests: made by the migrations once a session, then copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.storage.database import Database
from tracker.storage.schema import upgrade_schema

_FOLDER = TemporaryDirectory(prefix="tracker-tests-")


@cache
def _template() -> Path:
    path = Path(_FOLDER.name) / "template.db"
    upgrade_schema(path)
    return path


def make_database(path: Path) -> Path:
    """Put an empty database of the current schema at ``path``, as the migrations make it."""
    shutil.copyfile(_template(), path)
    return path


def open_copy(path: Path) -> Iterator[Database]:
    """An empty database at ``path`` for as long as a test lasts."""
    with Database(make_database(path)) as database:
        yield database
