"""Row numbers for bulk inserts: known before the rows go in, so that what points to them can go in with them."""

from __future__ import annotations

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def next_id(session: Session, table: Table) -> int:
    """The number that the table's next row gets, never one that a deleted row had.

    Safe while the session holds the write lock, as every session of Database.begin does.
    """
    last = session.execute(_LAST, {"name": table.name}).scalar()
    return 1 if last is None else int(last) + 1
