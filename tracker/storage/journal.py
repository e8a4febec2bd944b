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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, select, true

from tracker.errors import ConflictError
from tracker.storage.batches import in_batches
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
    Rows are written BATCH at a time, so that memory does not grow with their number; ``on_written`` is told how many.
    """

    def __init__(
        self, caller: Caller, *, undoes: int | None = None, on_written: Callable[[int], None] | None = None
    ) -> None:
        self.caller = caller
        self.undoes = undoes
        self.entry: int | None = None
        self._on_written = on_written

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
        return [number for batch in in_batches(rows) for number in self._insert(session, table, batch)]

    def _insert(self, session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        given = [dict(row) for row in rows]
        if _has_number(table):
            (number,) = next_ids(session, table)
            for row in given:
                if row.get("id") is None:
                    row["id"] = number
                number = max(number, row["id"] + 1)
        for columns in dict.fromkeys(tuple(row) for row in given):
            insert_rows(session, table, [row for row in given if tuple(row) == columns])
        keys = [key_of(table, row) for row in given]
        stored = {key_of(table, row): row for row in read_rows(session, table, keys)}
        self._record(session, [_change(table, key, "insert", after=stored[key]) for key in keys])
        return [_number(key) for key in keys]

    def adopt(self, session: Session, model: type[Base], keys: Iterable[Key]) -> None:
        """Tell of rows that were put in otherwise within this transaction, as if the journal had put them in."""
        table = table_of(model)
        for batch in in_batches(keys):
            rows = read_rows(session, table, batch)
            self._record(session, [_change(table, key_of(table, row), "insert", after=row) for row in rows])

    def update(self, session: Session, model: type[Base], key: Key, values: Mapping[str, Any]) -> bool:
        """Set columns of one row and tell whether that changed anything; raises ConflictError where it is gone.

        A key's own columns cannot be set: take the row out and put another in.
        """
        table = table_of(model)
        rows = read_rows(session, table, [key])
        if not rows:
            raise ConflictError(f"{table.name} {key} is not there any more")
        return self._update(session, table, [(rows[0], values)]) == 1

    def update_all(self, session: Session, model: type[Base], keys: Iterable[Key], values: Mapping[str, Any]) -> int:
        """Set columns of the rows of these keys alike, and count those that this changed; keys of none are passed."""
        table = table_of(model)
        return sum(
            self._update(session, table, [(row, values) for row in read_rows(session, table, batch)])
            for batch in in_batches(dict.fromkeys(keys))
        )

    def update_each(self, session: Session, model: type[Base], values: Mapping[Key, Mapping[str, Any]]) -> int:
        """Set columns of rows by key, each its own, and count those that this changed; keys of none are passed."""
        table = table_of(model)
        return sum(
            self._update(
                session, table, [(row, values[key_of(table, row)]) for row in read_rows(session, table, batch)]
            )
            for batch in in_batches(values)
        )

    def update_where(self, session: Session, model: type[Base], values: Mapping[str, Any], **equal: Any) -> int:
        """Set columns of every row whose columns equal those given, and count the rows that this changed."""
        return self.update_all(session, model, _find_keys(session, table_of(model), equal), values)

    def delete(self, session: Session, model: type[Base], *keys: Key) -> None:
        """Take rows out with all that hangs on them: rows of theirs go too, and what only names them forgets them.

        Raises ConflictError where something else rests on them; keys of no row are passed over.
        """
        self.delete_all(session, model, keys)

    def delete_all(self, session: Session, model: type[Base], keys: Iterable[Key]) -> None:
        """The same for many keys."""
        table = table_of(model)
        wanted = dict.fromkeys(keys)
        for batch in in_batches(wanted):
            self._delete(session, table, read_rows(session, table, batch), wanted)

    def delete_where(self, session: Session, model: type[Base], **equal: Any) -> int:
        """Take out, as ``delete`` does, every row whose columns equal those given, and count them."""
        keys = _find_keys(session, table_of(model), equal)
        self.delete_all(session, model, keys)
        return len(keys)

    def _update(self, session: Session, table: Table, wanted: Sequence[tuple[Row, Mapping[str, Any]]]) -> int:
        changing = [(row, new) for row, new in wanted if any(row[column] != value for column, value in new.items())]
        if not changing:
            return 0
        own = {f"key_{column.name}": column for column in table.primary_key}
        here = and_(*(column == bindparam(name) for name, column in own.items()))
        by_columns: dict[tuple[str, ...], list[Row]] = {}
        for row, new in changing:
            assert not set(new) & {column.name for column in own.values()}, f"a key of {table.name} cannot be set"
            given = {name: row[column.name] for name, column in own.items()}
            given |= {f"new_{column}": value for column, value in new.items()}
            by_columns.setdefault(tuple(new), []).append(given)
        for columns, rows in by_columns.items():
            setting = {column: bindparam(f"new_{column}", type_=table.c[column].type) for column in columns}
            session.connection().execute(table.update().where(here).values(setting), rows)
        keys = [key_of(table, row) for row, _ in changing]
        after = {key_of(table, row): row for row in read_rows(session, table, keys)}
        self._record(
            session,
            [_change(table, key, "update", row, after[key]) for key, (row, _) in zip(keys, changing, strict=True)],
        )
        return len(changing)

    def _delete(self, session: Session, table: Table, rows: Sequence[Row], wanted: Container[Key]) -> None:
        """Take out some of the ``wanted`` rows, which are all going, and so are in nobody's way."""
        if not rows:
            return
        going, forgetting = gather(session, table, rows, besides=wanted)
        for inner, column, keys in forgetting:
            self._update(session, inner, [(row, {column: None}) for row in read_rows(session, inner, keys)])
        for inner in reversed(Base.metadata.sorted_tables):
            gone = going.get(inner.name, {})
            for key_batch in in_batches(gone):
                session.execute(inner.delete().where(_is_one_of(inner, key_batch)))
            self._record(session, [_change(inner, key, "delete", before=row) for key, row in gone.items()])

    def _record(self, session: Session, changes: Sequence[RowChange]) -> None:
        if changes:
            self.entry = record_changes(session, self.caller, changes, undoes=self.undoes)
            if self._on_written is not None:
                self._on_written(len(changes))


def read_rows(session: Session, table: Table, keys: Iterable[Key]) -> list[Row]:
    """The rows of these keys as they stand; keys of none are passed over."""
    return [
        dict(row)
        for batch in in_batches(dict.fromkeys(keys))
        for row in session.execute(select(table).where(_is_one_of(table, batch))).mappings()
    ]


def gather(
    session: Session,
    table: Table,
    rows: Sequence[Row],
    *,
    refuse: bool = True,
    besides: Container[Key] = (),
) -> tuple[dict[str, dict[Key, Row]], list[tuple[Table, str, list[Key]]]]:
    """What goes with rows that are deleted: by table the rows that hang on them, and what will name nothing instead.

    Raises ConflictError where a row that stays rests on one that goes, unless ``refuse`` is False; ``besides`` are keys
    of the table whose rows go, too.
    """
    going: dict[str, dict[Key, Row]] = {}
    resting: list[tuple[Table, str, Row]] = []
    naming: list[tuple[Table, str, Row]] = []
    todo: list[tuple[Table, Sequence[Row]]] = [(table, rows)]
    while todo:
        parent, found = todo.pop()
        known = going.setdefault(parent.name, {})
        fresh = {key_of(parent, row): row for row in found if key_of(parent, row) not in known}
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
        key = key_of(child, row)
        if key not in going.get(child.name, {}) and not (child is table and key in besides):
            raise ConflictError(
                f"{describe_row(table.name, _number(key_of(table, rows[0])))} cannot go: "
                f"{describe_row(child.name, _number(key))} rests on it ({column_name})"
            )
    forgetting: dict[tuple[str, str], list[Key]] = {}
    for child, column_name, row in naming:
        if key_of(child, row) not in going.get(child.name, {}):
            forgetting.setdefault((child.name, column_name), []).append(key_of(child, row))
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


def _find_keys(session: Session, table: Table, equal: Mapping[str, Any]) -> list[Key]:
    condition = and_(true(), *(table.c[column] == value for column, value in equal.items()))
    return [key_of(table, dict(row)) for row in session.execute(select(*table.primary_key).where(condition)).mappings()]


def _change(table: Table, key: Key, action: str, before: Row | None = None, after: Row | None = None) -> RowChange:
    if before is not None and after is not None:
        same = {column for column in before if (table.name, column) in _LONG and before[column] == after[column]}
        before, after = ({c: v for c, v in row.items() if c not in same} for row in (before, after))
    return RowChange(table.name, _number(key), action, before, after, key if isinstance(key, tuple) else None)


def _has_number(table: Table) -> bool:
    return "id" in table.primary_key.columns


def key_of(table: Table, row: Mapping[str, Any]) -> Key:
    """The key of a row of the table."""
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
