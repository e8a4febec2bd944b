"""Decisions read and carried out: each whole, each told, each refused with its reason."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.records import Confidence, Manner, StatementFilter, Status
from tracker.revisions import Decision, StatementEdit, Verdict
from tracker.storage.database import Database
from tracker.storage.models import Statement, table_of
from tracker.workflows.correct import read_statement
from tracker.workflows.review import decide, decide_all, list_waiting, read_decision


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        for number, confidence in ((4, Confidence.LOW), (2, Confidence.MEDIUM)):
            statement = table_of(Statement)
            session.execute(update(statement).where(statement.c.id == number).values(confidence=confidence.value))
    return database


def test_the_least_sure_waits_first_and_what_is_decided_waits_no_more(filled: Database) -> None:
    assert list_waiting(filled, StatementFilter()) == [4, 2, 1, 3, 5]
    decide(filled, Decision(4, Verdict.CONFIRM))
    decide(filled, Decision(1, Verdict.REJECT))
    assert list_waiting(filled, StatementFilter(limit=1, sort="-date")) == [2, 3, 5]
    assert list_waiting(filled, StatementFilter(statuses=(Status.REJECTED,))) == [1]
    assert list_waiting(filled, StatementFilter(article="2")) == [5]


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ('{"statement": 12, "decision": "confirm"}', Decision(12, Verdict.CONFIRM)),
        ('{"statement": "s12", "decision": "skip"}', Decision(12, Verdict.SKIP)),
        (
            '{"statement": 1, "decision": "reject", "note": "x"}',
            Decision(1, Verdict.REJECT, StatementEdit(note="x")),
        ),
        (
            '{"statement": 1, "decision": "edit", "speaker": "A", "topics": [], "said_on": null, "manner": "mixed", '
            '"content": ["a", "b"], "to": "B"}',
            Decision(
                1,
                Verdict.EDIT,
                StatementEdit(
                    speakers=("A",), topics=(), said_on="", manner=Manner.MIXED, content=("a", "b"), addressee="B"
                ),
            ),
        ),
    ],
)
def test_decisions_read(line: str, decision: Decision) -> None:
    assert read_decision(line) == decision


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("confirm", "no JSON"),
        ("[1]", "a decision is an object"),
        ('{"decision": "confirm"}', '"statement" must be'),
        ('{"statement": "A1", "decision": "confirm"}', '"statement" must be'),
        ('{"statement": 1}', '"decision" must be one of confirm'),
        ('{"statement": 1, "decision": "edit", "mood": "x"}', "'mood' is no key"),
        ('{"statement": 1, "decision": "edit", "note": 3}', '"note" takes a text'),
        ('{"statement": 1, "decision": "edit", "topics": [3]}', '"topics" takes a text or a list'),
        ('{"statement": 1, "decision": "edit", "manner": "vague"}', '"manner" must be one of'),
    ],
)
def test_decisions_that_are_none(line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_decision(line)


@pytest.mark.parametrize(
    ("decision", "error", "message"),
    [
        (Decision(1, Verdict.EDIT), UsageError, "says what to set"),
        (Decision(1, Verdict.CONFIRM, StatementEdit(note="x")), UsageError, "a note goes with reject or edit"),
        (Decision(1, Verdict.REJECT, StatementEdit(said_on="2024")), UsageError, "the verdict would be edit"),
        (Decision(99, Verdict.CONFIRM), NotFoundError, "no statement 99"),
    ],
)
def test_decisions_that_cannot_be_carried_out(
    filled: Database, decision: Decision, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        decide(filled, decision)


def test_a_script_names_the_line_that_is_wrong(filled: Database) -> None:
    lines = ['{"statement": 1, "decision": "confirm"}', "", '{"statement": 1, "decision": "maybe"}']
    reports = decide_all(filled, lines)
    assert next(reports).what == ("S1 confirmed",)
    with pytest.raises(TrackerError, match='line 3: "decision" must be one of'):
        next(reports)
    assert read_statement(filled, 1).status is Status.CONFIRMED


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=5), max_size=2)


@given(st.dictionaries(st.sampled_from(["statement", "decision", "speaker", "note", "manner", "x"]), VALUES))
def test_any_object_is_a_decision_or_refused(given_: dict[str, object]) -> None:
    with contextlib.suppress(UsageError):
        read_decision(json.dumps(given_))
