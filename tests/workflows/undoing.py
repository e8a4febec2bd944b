"""What every change by hand has to keep: a sound database, and its rows once all is undone."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text

from tests.storage.test_undoing import rows
from tracker.storage.database import Database
from tracker.workflows.database import check_database
from tracker.workflows.history import undo


def undoing_all(database: Database) -> Iterator[Database]:
    """Lend a database of one invocation; behind the test it is sound, and undoing the test's leaves it as it was."""
    before = rows(database)
    yield database
    assert check_database(database).problems == ()
    with database.read() as session:
        done = session.execute(text("SELECT count(*) FROM invocation WHERE undoes_id IS NULL")).scalar_one()
    for _ in range(done - 1):
        undo(database)
    assert rows(database) == before
    assert check_database(database).problems == ()
