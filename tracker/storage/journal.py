"""Writing with history: rows put in, changed and taken out, each told in the entry of whoever writes.

Whatever a person sets out to do goes through a Journal, and so can be told and taken back (storage/undoing.py):

    with database.begin() as session:
        journal = Journal(describe_caller())
        journal.update(session, Speaker, 12, {"name": "Ilse Brandt"})
        journal.delete(session, StatementSpeaker, (40, 0))

A key is the row's number, or for a table whose key has several columns a tuple of them in their order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, select, true

from tracker.errors import ConflictError
from tracker.storage.history import Caller, RowChange, record_changes
from tracker.storage.lists import is_among
from tracker.storage.models import Base, table_of
from tracker.storage.rows import insert_rows, next_ids
from tracker.storage.session import Session

Key = int | tuple[Any, ...]
Row = dict[str, Any]

# A text is the one value that may be long: an article's is told only where it changed.
_LONG = {("article", "text")}


class Journal:
    """Writes rows and tells of each in one entry of the history, which the first write opens.

    ``entry`` is the entry's number, None while nothing was written. ``undoes`` is the entry that this one takes back.
    """

    def __init__(self, caller: Caller, *, undoes: int | None = None) -> None:
        self.caller = caller
        self.undoes = undoes
        self.entry: int | None = None

    def open(self, session: Session) -> int:
        """Open the entry before anything is written, and give its number."""
        self.entry = record_changes(session, self.caller, [], undoes=self.undoes)
        return self.entry

    def insert(self, session: Session, model: type[Base], values: Mapping[str, Any]) -> int:
        """Put in one row and give its number (of a key with several columns, the first)."""
        return self.insert_all(session, model, [values])[0]

    def insert_all(self, session: Session, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Put in rows and give their numbers; columns that a row leaves out get the table's default."""
        table = table_of(model)
        given = [dict(row) for row in rows]
        if not given:
            return []
        if _has_number(table):
            (number,) = next_ids(session, table)
            for row in given:
                if row.get("id") is None:
                    row["id"] = number
                number = max(number, row["id"] + 1)
        for columns in dict.fromkeys(tuple(row) for row in given):
            insert_rows(session, table, [row for row in given if tuple(row) == columns])
        keys = [_key_of(table, row) for row in given]
        stored = {_key_of(table, row): row for row in read_rows(session, table, keys)}
        self._record(session, [_change(table, key, "insert", after=stored[key]) for key in keys])
        return [_number(key) for key in keys]

    def adopt(self, session: Session, model: type[Base], keys: Iterable[Key]) -> None:
        """Tell of rows that were put in otherwise within this transaction, as if the journal had put them in."""
        table = table_of(model)
        rows = read_rows(session, table, keys)
        self._record(session, [_change(table, _key_of(table, row), "insert", after=row) for row in rows])

    def update(self, session: Session, model: type[Base], key: Key, values: Mapping[str, Any]) -> bool:
        """Set columns of one row and tell whether that changed anything; raises ConflictError where it is gone.

        A key's own columns cannot be set: take the row out and put another in.
        """
        table = table_of(model)
        rows = read_rows(session, table, [key])
        if not rows:
            raise ConflictError(f"{table.name} {key} is not there any more")
        return self._update(session, table, rows, values) == 1

    def update_all(self, session: Session, model: type[Base], keys: Iterable[Key], values: Mapping[str, Any]) -> int:
        """Set columns of the rows of these keys alike, and count those that this changed; keys of none are passed."""
        table = table_of(model)
        return self._update(session, table, read_rows(session, table, keys), values)

    def update_where(self, session: Session, model: type[Base], values: Mapping[str, Any], **equal: Any) -> int:
        """Set columns of every row whose columns equal those given, and count the rows that this changed."""
        table = table_of(model)
        return self._update(session, table, _find(session, table, equal), values)

    def delete(self, session: Session, model: type[Base], *keys: Key) -> None:
        """Take rows out with all that hangs on them: rows of theirs go too, and what only names them forgets them.

        Raises ConflictError where something else rests on them; keys of no row are passed over.
        """
        table = table_of(model)
        self._delete(session, table, read_rows(session, table, keys))

    def delete_where(self, session: Session, model: type[Base], **equal: Any) -> int:
        """Take out, as ``delete`` does, every row whose columns equal those given, and count them."""
        table = table_of(model)
        rows = _find(session, table, equal)
        self._delete(session, table, rows)
        return len(rows)

    def _update(self, session: Session, table: Table, rows: Sequence[Row], values: Mapping[str, Any]) -> int:
        assert not set(values) & {column.name for column in table.primary_key}, f"a key of {table.name} cannot be set"
        before = [row for row in rows if any(row[column] != value for column, value in values.items())]
        if not before:
            return 0
        own = {f"key_{column.name}": column for column in table.primary_key}
        statement = (
            table.update()
            .where(and_(*(column == bindparam(name) for name, column in own.items())))
            .values(**{f"{column}": value for column, value in values.items()})
        )
        keyed = [{name: row[column.name] for name, column in own.items()} for row in before]
        session.connection().execute(statement, keyed)
        keys = [_key_of(table, row) for row in before]
        after = {_key_of(table, row): row for row in read_rows(session, table, keys)}
        self._record(
            session, [_change(table, key, "update", row, after[key]) for key, row in zip(keys, before, strict=True)]
        )
        return len(before)

    def _delete(self, session: Session, table: Table, rows: Sequence[Row]) -> None:
        if not rows:
            return
        going, forgetting = gather(session, table, rows)
        for inner, column, keys in forgetting:
            self._update(session, inner, read_rows(session, inner, keys), {column: None})
        for inner in reversed(Base.metadata.sorted_tables):
            gone = going.get(inner.name, {})
            for key_batch in _batches(list(gone)):
                session.execute(inner.delete().where(_is_one_of(inner, key_batch)))
            self._record(session, [_change(inner, key, "delete", before=row) for key, row in gone.items()])

    def _record(self, session: Session, changes: Sequence[RowChange]) -> None:
        if changes:
            self.entry = record_changes(session, self.caller, changes, undoes=self.undoes)


def read_rows(session: Session, table: Table, keys: Iterable[Key]) -> list[Row]:
    """The rows of these keys as they stand; keys of none are passed over."""
    wanted = list(dict.fromkeys(keys))
    return [
        dict(row)
        for batch in _batches(wanted)
        for row in session.execute(select(table).where(_is_one_of(table, batch))).mappings()
    ]


def gather(
    session: Session, table: Table, rows: Sequence[Row], *, refuse: bool = True
) -> tuple[dict[str, dict[Key, Row]], list[tuple[Table, str, list[Key]]]]:
    """What goes with rows that are deleted: by table the rows that hang on them, and what will name nothing instead.

    Raises ConflictError where a row that stays rests on one that goes, unless ``refuse`` is False.
    """
    going: dict[str, dict[Key, Row]] = {}
    resting: list[tuple[Table, str, Row]] = []
    naming: list[tuple[Table, str, Row]] = []
    todo: list[tuple[Table, Sequence[Row]]] = [(table, rows)]
    while todo:
        parent, found = todo.pop()
        known = going.setdefault(parent.name, {})
        fresh = {_key_of(parent, row): row for row in found if _key_of(parent, row) not in known}
        known.update(fresh)
        if not fresh or not _has_number(parent):
            continue
        for child, column, rule in _referrers(parent):
            among = is_among(column, [_number(key) for key in fresh])
            pointing = [dict(row) for row in session.execute(select(child).where(among)).mappings()]
            if rule == "CASCADE":
                todo.append((child, pointing))
            else:
                (naming if rule == "SET NULL" else resting).extend((child, column.name, row) for row in pointing)
    for child, column_name, row in resting if refuse else ():
        if _key_of(child, row) not in going.get(child.name, {}):
            raise ConflictError(
                f"{describe_row(table.name, _number(_key_of(table, rows[0])))} cannot go: "
                f"{describe_row(child.name, _number(_key_of(child, row)))} rests on it ({column_name})"
            )
    forgetting: dict[tuple[str, str], list[Key]] = {}
    for child, column_name, row in naming:
        if _key_of(child, row) not in going.get(child.name, {}):
            forgetting.setdefault((child.name, column_name), []).append(_key_of(child, row))
    return going, [(Base.metadata.tables[name], column, keys) for (name, column), keys in forgetting.items()]


def describe_row(table: str, number: int) -> str:
    """A row as people name it: S12, A3, or the table and the number."""
    if table in ("statement", "statement_span", "statement_speaker", "statement_topic", "claim", "claim_party"):
        return f"S{number}"
    return f"A{number}" if table == "article" else f"{table.replace('_', ' ')} {number}"


def _referrers(parent: Table) -> Iterator[tuple[Table, ColumnElement[Any], str]]:
    for child in Base.metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is parent:
                yield child, key.parent, (key.ondelete or "").upper()


def _find(session: Session, table: Table, equal: Mapping[str, Any]) -> list[Row]:
    condition = and_(true(), *(table.c[column] == value for column, value in equal.items()))
    return [dict(row) for row in session.execute(select(table).where(condition)).mappings()]


def _change(table: Table, key: Key, action: str, before: Row | None = None, after: Row | None = None) -> RowChange:
    if before is not None and after is not None:
        same = {column for column in before if (table.name, column) in _LONG and before[column] == after[column]}
        before, after = ({c: v for c, v in row.items() if c not in same} for row in (before, after))
    return RowChange(table.name, _number(key), action, before, after, key if isinstance(key, tuple) else None)


def _has_number(table: Table) -> bool:
    return "id" in table.primary_key.columns


def _key_of(table: Table, row: Mapping[str, Any]) -> Key:
    if _has_number(table):
        return int(row["id"])
    return tuple(row[column.name] for column in table.primary_key)


def _number(key: Key) -> int:
    return int(key[0]) if isinstance(key, tuple) else key


def _is_one_of(table: Table, keys: Sequence[Key]) -> ColumnElement[bool]:
    if _has_number(table):
        return is_among(table.c.id, [_number(key) for key in keys])
    first, *rest = table.primary_key.columns
    if len(keys) == 1:
        (key,) = keys
        assert isinstance(key, tuple)
        return and_(*(column == part for column, part in zip((first, *rest), key, strict=True)))
    # Compared as JSON, which has no limit on the number of keys; the first column alone uses the index.
    whole = func.json_array(first, *rest)
    return and_(
        is_among(first, sorted({_number(key) for key in keys})),
        is_among(whole, [json.dumps(list(key), separators=(",", ":")) for key in keys if isinstance(key, tuple)]),
    )


def _batches(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    for start in range(0, len(keys), 5_000):
        yield keys[start : start + 5_000]
