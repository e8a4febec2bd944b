"""The frozen records of keeping a database: what it holds, what a check found, what was mended and backed up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class DatabaseContents:
    """How much a database holds, and when something was last done to it (UTC; None: never)."""

    articles: int
    statements: int
    changes: int
    last: str | None = None


@dataclass(frozen=True, slots=True)
class MendReport:
    """What was made anew, a line each, the copy of the database as it was, and what is still wrong."""

    done: tuple[str, ...]
    copy: str | None
    left: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """Where a backup is, and which older ones were removed for it."""

    path: Path
    removed: tuple[Path, ...] = ()
