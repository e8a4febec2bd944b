"""Writing the history: one invocation a run, one change a row (or a summary of what came with it)."""

from __future__ import annotations

import getpass
import shlex
import sys
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, insert, select

from tracker import __version__
from tracker.storage.models import Change, Invocation, table_of
from tracker.storage.rows import fetch_rows, insert_rows
from tracker.storage.session import Session

_INVOCATION = table_of(Invocation)
_CHANGE = table_of(Change)

_ENTRY = select(_INVOCATION.c.id).where(_INVOCATION.c.token == bindparam("token"))


@dataclass(frozen=True, slots=True)
class Caller:
    """Who writes, and by what: ``token`` joins all changes of one run, ``at`` is UTC to the second."""

    token: str
    at: str
    user: str
    command: str
    version: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row: ``action`` is insert, update or delete; ``key`` is the whole key where it has parts."""

    table: str
    row_id: int
    action: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    key: tuple[Any, ...] | None = None


def describe_caller(arguments: Sequence[str] | None = None) -> Caller:
    """The present process as a caller; ``arguments`` are its command line, sys.argv unless given."""
    given = list(sys.argv if arguments is None else arguments)
    command = shlex.join([Path(given[0]).name, *given[1:]] if given else [])
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        user = "unknown"
    return Caller(
        token=uuid.uuid4().hex,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        user=_storable(user),
        command=_storable(command),
        version=__version__,
    )


def record_changes(session: Session, caller: Caller, changes: Iterable[RowChange], *, undoes: int | None = None) -> int:
    """Add the changes to the caller's entry, which the first of them opens; gives the entry's number.

    ``undoes`` is the number of the entry that this one takes back.
    """
    entry = find_entry(session, caller)
    if entry is None:
        row = {name: getattr(caller, name) for name in ("token", "at", "user", "command", "version")}
        row["undoes_id"] = undoes
        entry = session.execute(insert(_INVOCATION).values(row).returning(_INVOCATION.c.id)).scalar_one()
    rows = [
        {
            "invocation_id": entry,
            "table_name": change.table,
            "row_id": change.row_id,
            "action": change.action,
            "before": change.before,
            "after": change.after,
            "row_key": None if change.key is None else list(change.key),
        }
        for change in changes
    ]
    insert_rows(session, _CHANGE, rows)
    return int(entry)


def find_entry(session: Session, caller: Caller) -> int | None:
    """The number of the caller's entry, or None where they have written nothing."""
    return next((int(row.id) for row in fetch_rows(session, _ENTRY, {"token": caller.token})), None)


def _storable(text: str) -> str:
    # A file name that is not UTF-8 reaches sys.argv with lone surrogates, which SQLite cannot store.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
