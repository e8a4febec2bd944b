"""Taking back one whole entry of the history, row by row from what it tells; taking back that is doing it again.

An entry stands unless one that stands takes it back. What later entries rest on is refused with the entry to take back
first; an entry and the one that took it back cancel out and are in nobody's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, select, text
from sqlalchemy.exc import IntegrityError

from tracker.errors import ConflictError, NotFoundError
from tracker.storage.batches import BATCH, in_batches
from tracker.storage.dating import DERIVED
from tracker.storage.journal import Journal, Key, describe_row, gather, key_of, read_rows
from tracker.storage.lists import is_among
from tracker.storage.models import Article, Base, Change, Invocation, Statement, table_of
from tracker.storage.posts import recount_touched
from tracker.storage.removal import remove_article
from tracker.storage.rows import encode_json
from tracker.storage.session import Session

_CHANGE = table_of(Change)
_INVOCATION = table_of(Invocation)


_ARTICLES = 50  # as many as are held with all that hangs on them

# The rows that an entry wrote, and those that would go with them, while it is looked for later changes to any of them.
_TOUCH = "CREATE TEMP TABLE touched (table_name TEXT, row_id INTEGER, row_key TEXT)"
_TOUCHED_BY_ENTRY = "INSERT INTO touched SELECT table_name, row_id, row_key FROM change WHERE invocation_id = ?"
_TOUCHED_BESIDES = "INSERT INTO touched VALUES (?, ?, ?)"
# By the entries, a plus says: in the order of its rows the whole history might be gone through.
_LATER = text(
    "SELECT c.invocation_id, i.command, c.table_name, c.row_id FROM change AS c"
    " JOIN invocation AS i ON i.id = c.invocation_id"
    " WHERE c.invocation_id IN (SELECT value FROM json_each(:later)) AND EXISTS"
    " (SELECT 1 FROM touched AS t WHERE t.table_name = c.table_name AND t.row_id = c.row_id AND t.row_key IS c.row_key)"
    " ORDER BY +c.id DESC LIMIT 1"
)


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


def count_changes(session: Session, number: int) -> int:
    """How many changes an entry has; 0 where there is none of that number."""
    query = select(func.count()).select_from(_CHANGE).where(_CHANGE.c.invocation_id == number)
    return int(session.execute(query).scalar_one())


def undo_entry(
    session: Session, journal: Journal, number: int, *, on_undone: Callable[[int], None] | None = None
) -> None:
    """Take back everything that the entry did, as one entry of the journal, which must say that it ``undoes`` it.

    An article that it took in goes with all its statements, and with the speakers that no other article knows.
    ``on_undone`` is told how many changes were taken back, some at a time. Raises NotFoundError where there is no such
    entry, ConflictError where it is undone already, where a later entry rests on it, and where the rows have changed
    so that it does not fit any more.
    """
    standing = Standing(session)
    if number not in standing.undoes:
        raise NotFoundError(f"no entry {number} in the history; `tracker history` lists them")
    if not standing.stands(number):
        by = standing.undone_by[number]
        raise ConflictError(f"entry {number} is undone already, by entry {by}; `tracker redo` does it again")
    _refuse_later(session, standing, number)
    journal.open(session)
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    try:
        for changes in _read_back(session, number):
            for (table, action), run in groupby(changes, lambda change: (change.table_name, change.action)):
                _reverse(session, journal, number, table, action, list(run))
            if on_undone is not None:
                on_undone(len(changes))
        recount_touched(session, journal.entry)
    except ConflictError as error:
        raise ConflictError(f"entry {number} cannot be undone any more: {error}") from None
    except IntegrityError as error:
        raise ConflictError(f"entry {number} cannot be undone any more: {_explain(error)}") from error


def _read_back(session: Session, number: int) -> Iterator[Sequence[Row[Any]]]:
    """The changes of an entry, the last first, some at a time, however many there are."""
    query = select(_CHANGE).where(_CHANGE.c.invocation_id == number).order_by(_CHANGE.c.id.desc()).limit(BATCH)
    changes = session.execute(query).all()
    while changes:
        yield changes
        changes = session.execute(query.where(_CHANGE.c.id < changes[-1].id)).all()


def _reverse(
    session: Session, journal: Journal, number: int, table_name: str, action: str, changes: Sequence[Row[Any]]
) -> None:
    model = Base.models[table_name]
    if action == "delete":
        _put_back(session, journal, number, model, [change.before for change in changes])
    elif action == "insert":
        whole = [change for change in changes if not _is_summary(change)]
        journal.delete_all(session, model, (_key(change) for change in whole))
        for change in changes:
            if _is_summary(change):
                remove_article(session, journal, change.row_id)
    else:
        for different in _part_repeated(changes):
            _set_back(session, journal, model, different)


def _part_repeated(changes: Iterable[Row[Any]]) -> Iterator[dict[Key, Row[Any]]]:
    """The changes by row, in as many parts as a row was changed times: of these each waits for the one after it."""
    found: dict[Key, Row[Any]] = {}
    for change in changes:
        if (key := _key(change)) in found:
            yield found
            found = {}
        found[key] = change
    if found:
        yield found


def _put_back(
    session: Session, journal: Journal, number: int, model: type[Base], rows: Sequence[Mapping[str, Any]]
) -> None:
    table = table_of(model)
    if model is Article:
        _refuse_same_text(session, rows)
    for key in table.foreign_keys:
        parent = key.column.table
        named = {row[key.parent.name] for row in rows if row.get(key.parent.name) is not None}
        there = {row["id"] for row in read_rows(session, parent, named)}
        missing = named - there
        if missing and parent is table:
            # A row of the same kind may follow; the others were put back before, parents first.
            missing -= _find_deleted(session, number, parent.name, missing)
        if missing:
            gone = describe_row(parent.name, min(missing))
            raise ConflictError(f"it cannot be put back: {gone}, which it belongs to, is not there any more")
    journal.insert_all(session, model, rows)
    if model is Statement:
        # What its article says of its day may have changed meanwhile; setting the date makes the trigger look again.
        numbers = [row["id"] for row in rows]
        session.connection().exec_driver_sql(
            "UPDATE statement SET said_on = said_on WHERE id = ?", [(number,) for number in numbers]
        )


def _find_deleted(session: Session, number: int, table_name: str, rows: Iterable[int]) -> set[int]:
    """Which of the rows the entry deleted."""
    query = select(_CHANGE.c.row_id).where(
        _CHANGE.c.table_name == table_name,
        is_among(_CHANGE.c.row_id, rows),
        _CHANGE.c.invocation_id == number,
        _CHANGE.c.action == "delete",
    )
    return set(session.execute(query).scalars())


def _set_back(session: Session, journal: Journal, model: type[Base], changes: Mapping[Key, Row[Any]]) -> None:
    table = table_of(model)
    stored = {key_of(table, row): row for row in read_rows(session, table, changes)}
    values: dict[Key, dict[str, Any]] = {}
    for key, change in changes.items():
        before, after = change.before, change.after
        moved = {c for c in before if c in after and before[c] != after[c] and c in table.c} - DERIVED
        name = describe_row(table.name, change.row_id)
        if key not in stored:
            raise ConflictError(f"{name} is not there any more")
        if differing := sorted(column for column in moved if stored[key][column] != after[column]):
            if "id" in table.c and "id" not in before:
                continue  # what the machine concluded from articles, and has concluded otherwise since
            raise ConflictError(f"{name} has changed since ({', '.join(differing)})")
        if moved:
            values[key] = {column: before[column] for column in sorted(moved)}
    journal.update_each(session, model, values)


def _refuse_later(session: Session, standing: Standing, number: int) -> None:
    """Refuse where a later entry that stands changed a row of this one, or a row that would go with it."""
    later = [entry for entry in standing.undoes if entry > number and standing.in_the_way(entry, number)]
    if not later:
        return
    connection = session.connection()
    connection.exec_driver_sql(_TOUCH)
    try:
        connection.exec_driver_sql(_TOUCHED_BY_ENTRY, (number,))
        _note_dependents(session, number)
        connection.exec_driver_sql("CREATE INDEX temp.touched_row ON touched (table_name, row_id)")
        change = session.execute(_LATER, {"later": encode_json(later)}).first()
        if change is not None:
            raise ConflictError(
                f"entry {number} cannot be undone: entry {change.invocation_id} ({change.command}) changed "
                f"{describe_row(change.table_name, change.row_id)} after it; undo that first"
            )
    finally:
        connection.exec_driver_sql("DROP TABLE temp.touched")


def _note_dependents(session: Session, number: int) -> None:
    """Note the rows that hang on what the entry put in."""
    inserted = (
        select(_CHANGE.c.table_name, _CHANGE.c.row_id)
        .where(_CHANGE.c.invocation_id == number, _CHANGE.c.action == "insert", _CHANGE.c.row_key.is_(None))
        .order_by(_CHANGE.c.id)
    )
    for batch in in_batches(session.execute(inserted), _ARTICLES):
        for table_name in dict.fromkeys(change.table_name for change in batch):
            table = Base.metadata.tables[table_name]
            keys = [int(change.row_id) for change in batch if change.table_name == table_name]
            going, forgetting = gather(session, table, read_rows(session, table, keys), refuse=False)
            places = [(name, key) for name, rows in going.items() for key in rows]
            places += [(inner.name, key) for inner, _, listed in forgetting for key in listed]
            session.driver.executemany(_TOUCHED_BESIDES, [_write_place(name, key) for name, key in places])


def _write_place(table_name: str, key: Key) -> tuple[str, int, str | None]:
    """A row as the history's columns have it."""
    if isinstance(key, tuple):
        return table_name, int(key[0]), encode_json(list(key))
    return table_name, key, None


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
