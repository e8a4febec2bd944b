"""What storage functions take first: SQLAlchemy's session, with a way past it for what is done by the hundred."""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlalchemy import orm


class Session(orm.Session):
    """A transaction that Database.begin, read or lock has begun and ends; statements run in it, nothing commits it."""

    _driver: sqlite3.Connection | None = None

    @property
    def driver(self) -> sqlite3.Connection:
        """The driver's own connection, within the same transaction: see rows.py."""
        if self._driver is None:  # a session has one transaction, and asking for its connection takes long
            self._driver = cast(sqlite3.Connection, self.connection().connection.driver_connection)
        return self._driver
