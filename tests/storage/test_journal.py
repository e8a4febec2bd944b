"""The journal: whatever it writes is told row by row, before and after."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from tests.extractions import CALLER, CORRIDOR, PIPELINE, store
from tracker.errors import ConflictError
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.models import (
    Article,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpan,
    StatementSpeaker,
    StatementTopic,
    Utterance,
)
from tracker.storage.session import Session

ANA = Caller("b" * 32, "2024-03-03T09:00:00Z", "ana", "tracker statement edit S1", "0.0")


def told(session: Session, caller: Caller = ANA) -> list[tuple[Any, ...]]:
    """What the caller's entry tells, in its order."""
    rows = session.execute(
        text(
            "SELECT table_name, row_id, row_key, action, before, after FROM change "
            "JOIN invocation AS i ON i.id = invocation_id WHERE token = :token ORDER BY change.id"
        ),
        {"token": caller.token},
    )
    return [(*row[:2], *(value if value is None else json.loads(value) for value in row[2:3]), row[3],
             *(value and json.loads(value) for value in row[4:])) for row in rows]  # fmt: skip


def test_a_row_put_in_is_told_whole_with_its_defaults(database: Database) -> None:
    with database.begin() as session:
        journal = Journal(ANA)
        number = journal.insert(session, Speaker, {"name": "Ida Moreau", "folded": "ida moreau", "kind": "person"})
        row = {"id": 1, "name": "Ida Moreau", "folded": "ida moreau", "kind": "person"}
        row |= {"country": None, "origin": "machine", "note": None}
        assert told(session) == [("speaker", 1, None, "insert", None, row)]
        assert (number, journal.entry) == (1, 1)


def test_rows_with_and_without_a_column_go_in_together(database: Database) -> None:
    with database.begin() as session:
        rows: list[dict[str, Any]] = [{"note": "one"}, {}, {"id": 9, "note": "nine"}, {"note": "ten"}]
        assert Journal(ANA).insert_all(session, Utterance, rows) == [1, 2, 9, 10]
        assert session.execute(text("SELECT note FROM utterance ORDER BY id")).scalars().all() == [
            "one", None, "nine", "ten",
        ]  # fmt: skip
        assert Journal(ANA).insert_all(session, Utterance, []) == []


def test_an_update_tells_the_row_before_and_after(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        journal = Journal(ANA)
        assert journal.update(session, Statement, 1, {"note": "checked", "status": "confirmed", "reasons": ["why"]})
        ((table, number, key, action, before, after),) = told(session)
        assert (table, number, key, action) == ("statement", 1, None, "update")
        assert {c: (before[c], after[c]) for c in before if before[c] != after[c]} == {
            "note": (None, "checked"),
            "status": ("extracted", "confirmed"),
            "reasons": (None, ["why"]),
        }


def test_an_update_that_changes_nothing_is_not_told(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        journal = Journal(ANA)
        assert not journal.update(session, Statement, 1, {"status": "extracted"})
        assert journal.entry is None
        assert told(session) == []


def test_an_articles_text_is_told_only_where_it_changed(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        journal = Journal(ANA)
        journal.update(session, Article, 1, {"title": "Another"})
        journal.update(session, Article, 1, {"text": "Another text"})
        titled, rewritten = told(session)
        assert "text" not in titled[4] | titled[5]
        assert rewritten[4]["text"] == CORRIDOR.article.text
        assert rewritten[5]["text"] == "Another text"


def test_rows_of_a_key_with_parts_are_told_by_it(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        journal = Journal(ANA)
        journal.update(session, StatementSpan, (2, "content", 1), {"end": 150})
        journal.delete(session, StatementSpeaker, (3, 1), (99, 0))
        journal.insert(session, StatementSpeaker, {"statement_id": 3, "position": 1, "speaker_id": 1})
        assert [change[:4] for change in told(session)] == [
            ("statement_span", 2, [2, "content", 1], "update"),
            ("statement_speaker", 3, [3, 1], "delete"),
            ("statement_speaker", 3, [3, 1], "insert"),
        ]
        assert session.execute(text("SELECT \"end\" FROM statement_span WHERE statement_id = 2 AND role = 'content'"
                                    " ORDER BY position")).scalars().all() == [110, 150]  # fmt: skip


def test_every_row_of_a_kind_at_once(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        journal = Journal(ANA)
        assert journal.update_where(session, StatementSpeaker, {"speaker_id": 3}, speaker_id=1) == 2
        assert journal.delete_where(session, StatementSpan, statement_id=2, role="content") == 2
        assert [change[:4] for change in told(session)] == [
            ("statement_speaker", 1, [1, 0], "update"),
            ("statement_speaker", 2, [2, 0], "update"),
            ("statement_span", 2, [2, "content", 0], "delete"),
            ("statement_span", 2, [2, "content", 1], "delete"),
        ]


def test_what_hangs_on_a_row_goes_with_it_and_is_told(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        Journal(ANA).delete(session, Statement, 1)
        changes = told(session)
        assert [change[0] for change in changes[:1]] == ["statement"]
        assert (changes[0][1], changes[0][3], changes[0][5]["continues_id"]) == (2, "update", None)
        gone = [change[0] for change in changes if change[3] == "delete"]
        assert sorted(gone) == ["statement", "statement_span", "statement_span", "statement_span",
                                "statement_speaker", "statement_topic"]  # fmt: skip
        assert gone[-1] == "statement"
        assert session.execute(text("SELECT count(*) FROM statement_span WHERE statement_id = 1")).scalar() == 0


def test_what_something_rests_on_cannot_go(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        with pytest.raises(ConflictError, match=r"speaker 1 cannot go: S1 rests on it"):
            Journal(ANA).delete(session, Speaker, 1)


def test_a_row_that_is_gone_cannot_be_changed(database: Database) -> None:
    with pytest.raises(ConflictError, match="speaker 7 is not there any more"), database.begin() as session:
        Journal(ANA).update(session, Speaker, 7, {"note": "x"})


def test_one_caller_has_one_entry(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    with database.begin() as session:
        first = Journal(ANA)
        first.update(session, Statement, 1, {"note": "one"})
    with database.begin() as session:
        second = Journal(ANA)
        second.update(session, Statement, 2, {"note": "two"})
        third = Journal(replace(CALLER, token="c" * 32))
        third.delete_where(session, StatementTopic, statement_id=1)
        assert (first.entry, second.entry, third.entry) == (2, 2, 3)


def test_many_rows_of_a_key_with_parts(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        keys = [(1, "content", 0), (2, "content", 1), (3, "source", 0)]
        Journal(ANA).delete(session, StatementSpan, *keys)
        assert [tuple(change[2]) for change in told(session)] == keys


def test_a_name_goes_with_its_speaker(database: Database) -> None:
    with database.begin() as session:
        journal = Journal(ANA)
        number = journal.insert(session, Speaker, {"name": "Ida", "folded": "ida", "kind": "person"})
        journal.insert(session, SpeakerName, {"speaker_id": number, "name": "Ida", "folded": "ida"})
        journal.delete(session, Speaker, number)
        assert [change[0] for change in told(session) if change[3] == "delete"] == ["speaker_name", "speaker"]
