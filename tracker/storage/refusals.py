"""SQLite's and the system's failures, told as one line with what to do about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tracker.errors import DatabaseError, UsageError

# How long a command waits for another one's write to finish before it gives up.
BUSY_SECONDS = 30.0

# What SQLite says -> what it means for the user; the first that its message contains is taken.
_MEANINGS = (
    ("database is locked", "is in use by another program that has been writing for a while; try again"),
    ("readonly database", "cannot be written: the file or its folder is read-only"),
    ("unable to open", "cannot be opened: check that its folder exists and may be written"),
    ("is full", "could not be written: the disk is full; nothing of this step was stored"),
    ("disk I/O error", "could not be read or written: the disk reports an error; nothing of this step was stored"),
    ("malformed", "is damaged; restore it from a backup (`tracker db restore`)"),
    (
        "Could not decode",
        "is damaged (bytes that are no text); restore it from a backup (`tracker db restore`)",
    ),
    ("not a database", "is not an SQLite database; name another file with --db"),
)


@contextmanager
def refuse_failures(path: Path) -> Iterator[None]:
    """Turn failures of the database file into DatabaseError, and text that it cannot hold into UsageError.

    Programming errors and broken constraints pass through.
    """
    try:
        yield
    except DBAPIError as error:
        if meaning := _explain(error.orig):
            raise DatabaseError(f"{path} {meaning}") from error
        raise
    except sqlite3.DatabaseError as error:
        if meaning := _explain(error):
            raise DatabaseError(f"{path} {meaning}") from error
        raise
    except UnicodeEncodeError as error:  # before anything was sent to SQLite: the transaction ends as it began
        raise UsageError(
            f"a field has half a character at offset {error.start} (a lone surrogate, as of an argument not in UTF-8)"
        ) from error
    except OSError as error:
        if (
            error.filename is None
        ):  # of a stream that is written to meanwhile: its reader went away, or its disk is full
            raise
        raise DatabaseError(f"{path} cannot be used: {error.strerror or error}") from error


def is_damage(error: DBAPIError) -> bool:
    """Tell whether a failure comes of what the file holds, so that reading other parts of it may go on."""
    return any(
        words in str(error.orig) for words in ("malformed", "Could not decode", "no such table", "no such column")
    )


def _explain(error: BaseException | None) -> str | None:
    if not isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError):
        return None
    message = str(error)
    return next((meaning for words, meaning in _MEANINGS if words in message), None)
