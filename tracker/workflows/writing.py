"""What is done by hand: in one transaction, as one entry of the history, and told; a dry run keeps nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.revisions import HandReport
from tracker.storage.database import Database
from tracker.storage.entries import read_entry
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.session import Session


@dataclass(frozen=True, slots=True)
class Told:
    """What one piece of work did: its lines in plain words, what was so already with why, and the statements changed.

    ``unchanged_count`` is how many were so already, where ``unchanged`` names only some of them.
    """

    lines: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    statements: tuple[int, ...] = ()
    unchanged_count: int = 0


def write_by_hand(
    database: Database,
    work: Callable[[Session, Journal], Told],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Do the work and tell of it; whatever it raises leaves everything as it was."""
    journal = Journal(caller or describe_caller())
    with database.lock() if dry_run else database.begin() as session:
        told = work(session, journal)
        entry = None if dry_run else journal.entry
        return HandReport(told.statements, told.lines, told.unchanged, entry, told.unchanged_count)


def read_written(session: Session, journal: Journal) -> tuple[str, ...]:
    """What the history tells of the work so far, in plain words."""
    return () if journal.entry is None else read_entry(session, journal.entry).what
