"""Checking the history: nothing missing from it, its entries in order, and every row as the history last left it.

The history is read along its index, row by row of the data, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select

from tracker.records.upkeep import Problem
from tracker.storage.batches import in_batches
from tracker.storage.journal import Key, describe_row, read_rows
from tracker.storage.models import Base, Change, Invocation, table_of
from tracker.storage.session import Session
from tracker.storage.trimming import TRIMMED

_CHANGE = table_of(Change)
_INVOCATION = table_of(Invocation)

_RESTORE = "`tracker db restore BACKUP` goes back to a backup"

# What follows from other data and is therefore not told: days to sort by, evidence of posts, what the word tables say
# of topics, and a person's country as articles have it.
_UNTOLD = {
    "statement": {"dated_from", "dated_to"},
    "post_held": {"articles", "seen_first", "seen_last"},
    "topic": {"label", "description", "position", "exact_match", "parent_id"},
    "speaker": {"country"},
}


def check_history(session: Session) -> Iterator[Problem]:
    """Tell gaps in the history, entries out of order, articles that it does not know, and rows it has otherwise."""
    yield from _find_gaps(session)
    yield from _check_entries(session)
    yield from _find_unknown_articles(session)
    yield from _follow_rows(session)


def _find_gaps(session: Session) -> Iterator[Problem]:
    connection = session.connection()
    for table in ("invocation", "change"):
        # Numbers are given one after the other and go back with what was taken back: a gap is a row that is gone.
        rows = connection.exec_driver_sql(
            "SELECT before, id FROM (SELECT id, coalesce(lag(id) OVER (ORDER BY id), 0) AS before "
            f"FROM {table}) WHERE id > before + 1"
        )
        gaps = ((row.before + 1, row.id - 1) for row in rows)
        last = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one()
        given = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        for first, until in (*gaps, *([(last + 1, given)] if given is not None and given > last else [])):
            missing = str(first) if first == until else f"{first} to {until}"
            yield Problem("history", f"{table} {missing}", "is not there any more", _RESTORE)


def _check_entries(session: Session) -> Iterator[Problem]:
    later = select(_INVOCATION.c.id, _INVOCATION.c.undoes_id).where(_INVOCATION.c.undoes_id >= _INVOCATION.c.id)
    for row in session.execute(later):
        yield Problem(
            "history", f"invocation {row.id}", f"undoes entry {row.undoes_id}, which is not before it", _RESTORE
        )


def _find_unknown_articles(session: Session) -> Iterator[Problem]:
    connection = session.connection()
    if connection.exec_driver_sql("PRAGMA user_version").scalar() == TRIMMED:
        return  # its articles came without their history
    for (number,) in connection.exec_driver_sql(
        "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM \"change\" WHERE table_name = 'article' "
        "AND row_id = article.id AND action = 'insert') ORDER BY id"
    ):
        yield Problem("history", f"article {number}", "the history does not tell how it came", _RESTORE)


def _follow_rows(session: Session) -> Iterator[Problem]:
    """Each row's changes one after the other: what one left is what the next found, and the last left what is there."""
    changes = session.execute(
        select(_CHANGE).order_by(_CHANGE.c.table_name, _CHANGE.c.row_id, _CHANGE.c.id).execution_options(yield_per=1000)
    )
    for name, of_table in groupby(changes, lambda change: str(change.table_name)):
        if name not in Base.metadata.tables:
            yield Problem("history", name, "tells of a table that there is not", _RESTORE)
            continue
        last: Iterator[Any] = _follow_chains(name, of_table)
        for batch in in_batches(last):
            yield from (found for found in batch if isinstance(found, Problem))
            yield from _compare_rows(session, name, [found for found in batch if not isinstance(found, Problem)])


def _follow_chains(name: str, changes: Iterator[Any]) -> Iterator[Any]:
    """The last change of every row of a table, and a Problem wherever a change does not follow from the one before."""
    for _, of_row in groupby(changes, lambda change: change.row_id):
        last: dict[Key, Any] = {}
        for change in of_row:
            key = _key(change)
            before = last.get(key)
            if before is not None and (told := _contradict(name, before, change)):
                yield Problem("history", f"change {change.id} ({describe_row(name, change.row_id)})", told, _RESTORE)
            last[key] = change
        yield from last.values()


def _contradict(name: str, before: Any, change: Any) -> str | None:
    """What a change says that cannot be after the one before it, or None."""
    if change.action == "insert":
        return None if before.action == "delete" else f"puts in what change {before.id} left there"
    if before.action == "delete":
        return f"is of a row that change {before.id} took out"
    differing = _differ(name, before.after or {}, change.before or {})
    return f"did not find what change {before.id} left ({', '.join(differing)})" if differing else None


def _compare_rows(session: Session, name: str, last: Sequence[Any]) -> Iterator[Problem]:
    table = Base.metadata.tables[name]
    names = tuple(column.name for column in table.primary_key)
    there = {
        row["id"] if names == ("id",) else tuple(row[column] for column in names): row
        for row in read_rows(session, table, [_key(change) for change in last])
    }
    for change in last:
        if name == "post_held" and (change.after or {}).get("origin") == "machine":
            continue  # comes and goes with the articles that print it, and that is not told
        row = there.get(_key(change))
        where = describe_row(name, change.row_id)
        if change.action == "delete":
            if row is not None:
                yield Problem("history", where, f"is there, though change {change.id} took it out ({name})", _RESTORE)
        elif row is None:
            yield Problem("history", where, f"is not there as change {change.id} left it ({name})", _RESTORE)
        elif differing := _differ(name, change.after or {}, row):
            message = f"is not as change {change.id} left it ({name}: {', '.join(differing)})"
            yield Problem("history", where, message, _RESTORE)


def _differ(name: str, one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    # What ingest tells of an article is a summary, with lists of what came with it under names of its own.
    columns = Base.metadata.tables[name].c
    told = {c for c in one if c in other and c in columns} - _UNTOLD.get(name, set())
    return sorted(column for column in told if one[column] != other[column])


def _key(change: Any) -> Key:
    return int(change.row_id) if change.row_key is None else tuple(change.row_key)
