"""Reviewing: which statements wait for a decision, and decisions carried out one by one or out of a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tracker.errors import TrackerError, UsageError
from tracker.records import Manner, StatementFilter, Status
from tracker.revisions import Decision, HandReport, StatementEdit, Verdict
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.workflows.correct import (
    confirm_statements,
    edit_statements,
    reject_statements,
    restore_statements,
    select_statements,
)

# Keys of a scripted decision -> fields of StatementEdit; those in _LISTS take a text or a list of them.
_FIELDS = {
    "speaker": "speakers",
    "to": "addressee",
    "said_on": "said_on",
    "manner": "manner",
    "topics": "topics",
    "add_topics": "add_topics",
    "remove_topics": "remove_topics",
    "note": "note",
    "content": "content",
    "cue": "cue",
    "source": "source",
}
_LISTS = frozenset({"speaker", "topics", "add_topics", "remove_topics", "content", "cue", "source"})
_NUMBER = re.compile(r"[Ss]?(\d{1,18})")


def list_waiting(database: Database, wanted: StatementFilter) -> list[int]:
    """Statements that nobody has decided on, the least sure first; of the filter's own statuses, if it has any.

    Raises what find_statements does.
    """
    statuses = wanted.statuses or (Status.EXTRACTED,)
    return select_statements(database, replace(wanted, statuses=statuses, sort="confidence", limit=None, offset=0))


def decide(
    database: Database, decision: Decision, *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Carry out one decision, as one entry of the history; raises what the functions of correct.py do."""
    number, edit = decision.statement_id, decision.edit
    if decision.verdict is Verdict.SKIP:
        return HandReport((), (), (f"S{number} left for later",))
    if decision.verdict is Verdict.EDIT:
        if edit == StatementEdit():
            raise UsageError(f"S{number}: an edit says what to set, such as speaker or said_on")
        return edit_statements(database, [number], edit, dry_run=dry_run, caller=caller)
    if edit != StatementEdit(note=edit.note):
        raise UsageError(f"S{number}: with {decision.verdict.value} only a note can be set; the verdict would be edit")
    if decision.verdict is Verdict.REJECT:
        return reject_statements(database, [number], note=edit.note, dry_run=dry_run, caller=caller)
    if edit.note is not None:
        raise UsageError(f"S{number}: a note goes with reject or edit")
    act = confirm_statements if decision.verdict is Verdict.CONFIRM else restore_statements
    return act(database, [number], dry_run=dry_run, caller=caller)


def decide_all(
    database: Database, lines: Iterable[str], *, dry_run: bool = False, caller: Caller | None = None
) -> Iterator[HandReport]:
    """Carry out a script of decisions, JSON lines as read_decision takes them; blank lines are passed over.

    Each is carried out as it is read. Raises TrackerError that names the line; what went before is done.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decide(database, read_decision(line), dry_run=dry_run, caller=caller)
        except TrackerError as error:
            raise type(error)(f"line {number}: {error}") from None


def read_decision(line: str) -> Decision:
    """One decision as a JSON object: "statement" (12 or "S12"), "decision" (a Verdict), and what an edit sets.

    What it sets: speaker, to, said_on, manner, topics or add_topics and remove_topics, note, content, cue, source; null
    takes a field off. Raises UsageError.
    """
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"no JSON: {error.msg} at character {error.pos}") from None
    except (ValueError, RecursionError):  # an integer of thousands of digits, thousands of nested brackets
        raise UsageError("no decision: JSON with a number too long or nesting too deep to be one") from None
    if not isinstance(given, dict):
        raise UsageError('a decision is an object such as {"statement": 12, "decision": "confirm"}')
    match = _NUMBER.fullmatch(str(given.get("statement", "")))
    if match is None:
        raise UsageError('"statement" must be the number of one, 12 or "S12"')
    verdict = given.get("decision")
    if verdict not in list(Verdict):
        raise UsageError(f'"decision" must be one of {", ".join(Verdict)}')
    unknown = given.keys() - _FIELDS.keys() - {"statement", "decision"}
    if unknown:
        raise UsageError(f"{sorted(unknown)[0]!r} is no key of a decision; keys are {', '.join(_FIELDS)}")
    return Decision(int(match[1]), Verdict(verdict), _read_edit(given))


def _read_edit(given: Mapping[str, Any]) -> StatementEdit:
    edit: dict[str, Any] = {}
    for key, name in _FIELDS.items():
        if key not in given:
            continue
        value = given[key]
        if key in _LISTS:
            listed = [] if value is None else [value] if isinstance(value, str) else value
            if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
                raise UsageError(f'"{key}" takes a text or a list of texts')
            edit[name] = tuple(listed)
        elif key == "manner":
            if value not in list(Manner):
                raise UsageError(f'"manner" must be one of {", ".join(Manner)}')
            edit[name] = Manner(value)
        elif value is not None and not isinstance(value, str):
            raise UsageError(f'"{key}" takes a text')
        else:
            edit[name] = value or ""
    return StatementEdit(**edit)
