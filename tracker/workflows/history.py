"""What was done to the data, and taking it back: the history told, exported, undone and redone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tracker.lexicon.actors import Actors
from tracker.revisions import HistoryEntry, HistoryFilter, UndoReport
from tracker.storage.database import Database
from tracker.storage.entries import list_entries, read_entry, stream_entries
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.undoing import Standing, count_changes, undo_entry

Undone = Callable[[int, int], None]


def list_history(database: Database, wanted: HistoryFilter) -> list[HistoryEntry]:
    """The entries of the history that the filter asks for, the latest first, in plain words.

    Raises NotFoundError and AmbiguousNameError for an article or speaker that is none or several.
    """
    with database.read() as session:
        return list_entries(session, wanted, _load_actors)


def export_history(database: Database, wanted: HistoryFilter) -> Iterator[dict[str, Any]]:
    """The same as plain data for JSON, the first first, with every row before and after."""
    with database.read() as session:
        yield from stream_entries(session, wanted, _load_actors)


def undo(
    database: Database,
    entry: int | None = None,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_undone: Undone | None = None,
) -> UndoReport:
    """Take back everything that one entry did, the last one that stands unless told which; itself an entry.

    Raises NotFoundError where there is no such entry or nothing to undo, and ConflictError, with nothing changed, where
    later entries rest on it. ``dry_run`` tells what it would do and does nothing. ``on_undone`` is told of how many
    changes more were taken back, and how many there are.
    """
    return _take_back(database, entry, Standing.last_done, dry_run, caller, on_undone)


def redo(
    database: Database,
    entry: int | None = None,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_undone: Undone | None = None,
) -> UndoReport:
    """Do again what was undone last (or by the entry given, an undo); raises what undo does."""
    return _take_back(database, entry, Standing.last_undone, dry_run, caller, on_undone)


def _take_back(
    database: Database,
    entry: int | None,
    choose: Callable[[Standing], int],
    dry_run: bool,
    caller: Caller | None,
    on_undone: Undone | None,
) -> UndoReport:
    with database.lock() if dry_run else database.begin() as session:
        target = choose(Standing(session)) if entry is None else entry
        told = read_entry(session, target)
        journal = Journal(caller or describe_caller(), undoes=target)
        total = count_changes(session, target)
        undo_entry(session, journal, target, on_undone=None if on_undone is None else lambda n: on_undone(n, total))
        assert journal.entry is not None
        # The first line says which entry it takes back, which whoever asked knows.
        what = read_entry(session, journal.entry).what[1:]
        return UndoReport(told, what, None if dry_run else journal.entry)


def _load_actors() -> Actors:
    from tracker.workflows.lexicon import load_words

    return load_words().actors
