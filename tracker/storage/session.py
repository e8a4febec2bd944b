"""What storage functions take first: SQLAlchemy's session, with a way past it for what is done by the hundred."""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlalchemy import orm


class Session(orm.Session):
    """A transaction that Database.begin, read or lock has begun and ends; statements run in it, nothing commits it."""

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver's own connection, within the same transaction: see rows.py."""
        return cast(sqlite3.Connection, self.connection().connection.driver_connection)
