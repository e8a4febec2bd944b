"""Which database is meant; apart from its upkeep, because every command asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatabaseLocation:
    """Which database is used and why: ``url`` for SQLAlchemy, ``path`` for a file, ``reason`` in plain words."""

    url: str
    path: str | None
    reason: str
