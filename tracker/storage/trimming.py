"""A copy of the database that holds a selection: some statements, their articles and speakers, and nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tracker.storage.backup import back_up
from tracker.storage.batches import in_batches
from tracker.storage.refusals import refuse_failures

# In the header of a copy whose articles came without their history (PRAGMA user_version).
TRIMMED = 1

_BATCH = 10_000

# In this order: what hangs on a row goes with it, and what is left over is looked for afterwards.
_TRIMMING = (
    "DELETE FROM statement WHERE id NOT IN (SELECT id FROM kept)",
    "DELETE FROM article WHERE id NOT IN (SELECT article_id FROM statement)",
    "DELETE FROM mention WHERE id NOT IN (SELECT mention_id FROM statement WHERE mention_id IS NOT NULL)",
    "DELETE FROM utterance WHERE id NOT IN (SELECT utterance_id FROM statement WHERE utterance_id IS NOT NULL)",
    """DELETE FROM speaker WHERE id NOT IN (SELECT speaker_id FROM statement_speaker)
       AND id NOT IN (SELECT addressee_id FROM statement WHERE addressee_id IS NOT NULL)""",
    # Who worked on the database, by what commands, and what they took out of it, is nobody's business but theirs.
    'DELETE FROM "change"',
    "DELETE FROM invocation",
    "DELETE FROM sqlite_sequence WHERE name IN ('change', 'invocation')",
    f"PRAGMA user_version = {TRIMMED}",
)


def trim_copy(path: Path, destination: Path, statements: Iterable[int]) -> None:
    """Copy the database to ``destination`` and take all but these statements, and what they rest on, out of the copy.

    The copy is a database of the tracker with an empty history. Raises what ``back_up`` does.
    """
    back_up(path, destination)
    with refuse_failures(destination), closing(sqlite3.connect(destination, isolation_level=None)) as copy:
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("CREATE TEMP TABLE kept (id INTEGER PRIMARY KEY)")
        numbers = iter(statements)
        for batch in in_batches(numbers, _BATCH):
            copy.execute("INSERT OR IGNORE INTO kept SELECT value FROM json_each(?)", (json.dumps(batch),))
        copy.execute("BEGIN")
        guards = copy.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('change', 'invocation')"
        ).fetchall()
        for name, _ in guards:
            quoted = name.replace('"', '""')
            copy.execute(f'DROP TRIGGER "{quoted}"')
        for statement in _TRIMMING:
            copy.execute(statement)
        for _, sql in guards:
            copy.execute(sql)
        copy.execute("COMMIT")
        copy.execute("VACUUM")  # what was deleted is in the file until then
