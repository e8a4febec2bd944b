"""Taking back one whole entry of the history, row by row from what it tells; taking back that is doing it again.

An entry stands unless one that stands takes it back. What later entries rest on is refused with the entry to take back
first; an entry and the one that took it back cancel out and are in nobody's way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import IntegrityError

from tracker.errors import ConflictError, NotFoundError
from tracker.storage.journal import Journal, Key, describe_row, gather, read_rows
from tracker.storage.models import Article, Base, Change, Invocation, Statement, table_of
from tracker.storage.posts import recount_touched
from tracker.storage.removal import remove_article
from tracker.storage.session import Session

_CHANGE = table_of(Change)
_INVOCATION = table_of(Invocation)

# Set by triggers from other columns, with the values of the moment.
_DERIVED = frozenset({"dated_from", "dated_to"})

_Place = tuple[str, Key]


class Standing:
    """Which entries there are, and which of them stand."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(_INVOCATION.c.id, _INVOCATION.c.undoes_id).order_by(_INVOCATION.c.id)).all()
        self.undoes: dict[int, int | None] = {int(row.id): row.undoes_id for row in rows}
        self.undone_by: dict[int, int] = {}
        for number in reversed(self.undoes):
            target = self.undoes[number]
            if target is not None and number not in self.undone_by:
                self.undone_by[target] = number

    def stands(self, number: int) -> bool:
        """Whether the entry is in force: nothing that is in force takes it back."""
        return number not in self.undone_by

    def is_undo(self, number: int) -> bool:
        """Whether the entry takes back what was done, rather than does it (again)."""
        target = self.undoes[number]
        return target is not None and not self.is_undo(target)

    def last_done(self) -> int:
        """The last entry to take back; raises NotFoundError where there is none."""
        for number in reversed(self.undoes):
            if self.undoes[number] is None and self.stands(number):
                return number
        raise NotFoundError("there is nothing to undo; `tracker history` lists what was done")

    def last_undone(self) -> int:
        """The last entry that took something back and stands; raises NotFoundError where there is none."""
        for number in reversed(self.undoes):
            if self.is_undo(number) and self.stands(number):
                return number
        raise NotFoundError("there is nothing to redo: whatever was undone has been done again")

    def in_the_way(self, later: int, of: int) -> bool:
        """Whether a later entry's rows stand in the way of taking back ``of``: it stands, and undoes none after it."""
        target = self.undoes[later]
        return self.stands(later) and (target is None or target <= of)


def undo_entry(session: Session, journal: Journal, number: int) -> None:
    """Take back everything that the entry did, as one entry of the journal, which must say that it ``undoes`` it.

    An article that it took in goes with all its statements, and with the speakers that no other article knows. Raises
    NotFoundError where there is no such entry, ConflictError where it is undone already, where a later entry rests on
    it, and where the rows have changed so that it does not fit any more.
    """
    standing = Standing(session)
    if number not in standing.undoes:
        raise NotFoundError(f"no entry {number} in the history; `tracker history` lists them")
    if not standing.stands(number):
        by = standing.undone_by[number]
        raise ConflictError(f"entry {number} is undone already, by entry {by}; `tracker redo` does it again")
    changes = session.execute(
        select(_CHANGE).where(_CHANGE.c.invocation_id == number).order_by(_CHANGE.c.id.desc())
    ).all()
    _refuse_later(session, standing, number, changes)
    journal.open(session)
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    try:
        for (table, action), run in groupby(changes, lambda change: (change.table_name, change.action)):
            _reverse(session, journal, table, action, list(run))
        recount_touched(session, journal.entry)
    except ConflictError as error:
        raise ConflictError(f"entry {number} cannot be undone any more: {error}") from None
    except IntegrityError as error:
        raise ConflictError(f"entry {number} cannot be undone any more: {_explain(error)}") from error


def _reverse(session: Session, journal: Journal, table_name: str, action: str, changes: Sequence[Row[Any]]) -> None:
    model = Base.models[table_name]
    if action == "delete":
        _put_back(session, journal, model, [change.before for change in changes])
    elif action == "insert":
        whole = [change for change in changes if not _is_summary(change)]
        journal.delete(session, model, *(_key(change) for change in whole))
        for change in changes:
            if _is_summary(change):
                remove_article(session, journal, change.row_id)
    else:
        for change in changes:
            _set_back(session, journal, model, change)


def _put_back(session: Session, journal: Journal, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    table = table_of(model)
    if model is Article:
        _refuse_same_text(session, rows)
    for key in table.foreign_keys:
        parent = key.column.table
        named = {row[key.parent.name] for row in rows if row.get(key.parent.name) is not None}
        there = {row["id"] for row in read_rows(session, parent, named)}
        # A row of the same kind may follow in this very run; the others were put back before, parents first.
        if missing := named - there - ({row["id"] for row in rows} if parent is table else set()):
            gone = describe_row(parent.name, min(missing))
            raise ConflictError(f"it cannot be put back: {gone}, which it belongs to, is not there any more")
    journal.insert_all(session, model, rows)
    if model is Statement:
        # What its article says of its day may have changed meanwhile; setting the date makes the trigger look again.
        numbers = [row["id"] for row in rows]
        session.connection().exec_driver_sql(
            "UPDATE statement SET said_on = said_on WHERE id = ?", [(number,) for number in numbers]
        )


def _set_back(session: Session, journal: Journal, model: type[Base], change: Row[Any]) -> None:
    table = table_of(model)
    before, after = change.before, change.after
    moved = {c for c in before if c in after and before[c] != after[c] and c in table.c} - _DERIVED
    rows = read_rows(session, table, [_key(change)])
    name = describe_row(table.name, change.row_id)
    if not rows:
        raise ConflictError(f"{name} is not there any more")
    if differing := sorted(column for column in moved if rows[0][column] != after[column]):
        if "id" in table.c and "id" not in before:
            return  # what the machine concluded from articles, and has concluded otherwise since
        raise ConflictError(f"{name} has changed since ({', '.join(differing)})")
    if moved:
        journal.update(session, model, _key(change), {column: before[column] for column in moved})


def _refuse_later(session: Session, standing: Standing, number: int, changes: Sequence[Row[Any]]) -> None:
    """Refuse where a later entry that stands changed a row of this one, or a row that would go with it."""
    ours: set[_Place] = {(change.table_name, _key(change)) for change in changes}
    for table_name, inserted in groupby(sorted(changes, key=lambda c: c.table_name), lambda c: c.table_name):
        keys = [_key(change) for change in inserted if change.action == "insert"]
        table = Base.metadata.tables[table_name]
        if keys and "id" in table.primary_key.columns:
            going, forgetting = gather(session, table, read_rows(session, table, keys), refuse=False)
            ours |= {(name, key) for name, rows in going.items() for key in rows}
            ours |= {(inner.name, key) for inner, _, listed in forgetting for key in listed}
    later = session.execute(
        select(_CHANGE.c.invocation_id, _CHANGE.c.table_name, _CHANGE.c.row_id, _CHANGE.c.row_key)
        .where(_CHANGE.c.invocation_id > number)
        .order_by(_CHANGE.c.id.desc())
    )
    for change in later:
        if (change.table_name, _key(change)) in ours and standing.in_the_way(change.invocation_id, number):
            command = session.execute(
                select(_INVOCATION.c.command).where(_INVOCATION.c.id == change.invocation_id)
            ).scalar_one()
            raise ConflictError(
                f"entry {number} cannot be undone: entry {change.invocation_id} ({command}) changed "
                f"{describe_row(change.table_name, change.row_id)} after it; undo that first"
            )


def _refuse_same_text(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    article = table_of(Article)
    for row in rows:
        same = session.execute(select(article.c.id).where(article.c.text_sha256 == row["text_sha256"])).scalar()
        if same is not None:
            raise ConflictError(f"A{row['id']} cannot be put back: A{same} has the same text")


def _is_summary(change: Row[Any]) -> bool:
    return change.table_name == "article" and change.action == "insert" and "text" not in change.after


def _key(change: Any) -> Key:
    return int(change.row_id) if change.row_key is None else tuple(change.row_key)


def _explain(error: IntegrityError) -> str:
    message = str(error.orig)
    if message.startswith("UNIQUE"):
        return f"another row is in its place ({message.partition(': ')[2]})"
    return message
