"""What storage functions take first: one transaction on one connection, of SQLAlchemy's Core alone.

Nothing here maps rows to objects, and importing SQLAlchemy's ORM for its Session and mapping the models took a third of
the time of a small query (docs/decisions/0080-core-alone.md).
"""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlalchemy import Connection


class Session:
    """A transaction that Database.begin, read or lock has begun and ends; statements run in it, nothing commits it."""

    __slots__ = ("_connection", "begin_nested", "driver", "execute")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.execute = connection.execute
        self.begin_nested = connection.begin_nested
        # For what is done by the hundred thousand: see rows.py.
        self.driver = cast(sqlite3.Connection, connection.connection.driver_connection)

    def connection(self) -> Connection:
        """The connection itself, for SQL that is written out."""
        return self._connection
