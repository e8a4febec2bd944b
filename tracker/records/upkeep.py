"""The frozen records of keeping a database: which one it is, and what a check found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DatabaseLocation:
    """Which database is used and why: ``url`` for SQLAlchemy, ``path`` for a file, ``reason`` in plain words."""

    url: str
    path: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a database check found wrong: the kind of check, the row, and how to mend it."""

    check: str
    where: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of a database check: how much was looked at, and every problem found."""

    counts: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
