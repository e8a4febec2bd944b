"""Formulations as stored, and the full-text query that narrows down where one may be."""

from __future__ import annotations

import pytest

from tests.extractions import OKELLO, said, store, tell
from tests.storage.test_undoing import caller
from tracker.errors import ConflictError, NotFoundError
from tracker.lexicon.actors import Actors
from tracker.records import StatementFilter
from tracker.storage import formulations as stored
from tracker.storage.database import Database
from tracker.storage.journal import Journal

BASES = ("harbour", "order")


def no_actors() -> Actors:
    raise AssertionError("nobody was named")


def test_a_phrase_is_tracked_once_in_whatever_wording(database: Database) -> None:
    with database.begin() as session:
        journal = Journal(caller())
        number = stored.add_formulation(session, journal, "Harbour order", BASES, "a note")
        with pytest.raises(ConflictError, match="F1 is that formulation already: 'Harbour order'"):
            stored.add_formulation(session, journal, "harbour orders", BASES, None)
        other = stored.add_formulation(session, journal, "grain peace", ("grain", "peac"), None)
        with pytest.raises(ConflictError, match="F1 is that formulation"):
            stored.edit_formulation(session, journal, other, {"phrase": "harbour orders", "bases": " ".join(BASES)})
        assert not stored.edit_formulation(session, journal, other, {"phrase": "grain peace"})
        assert [(f.phrase, f.note) for f in stored.list_formulations(session)] == [
            ("Harbour order", "a note"),
            ("grain peace", None),
        ]
        for typed in ("F1", "f1", "1", "HARBOUR orders"):
            assert stored.find_formulation(session, typed, BASES) == number
        assert stored.find_formulation(session, "F9", ("f9",)) is None
        assert stored.list_phrases(session, "harb") == ["Harbour order"]
        with pytest.raises(NotFoundError, match="there is no formulation F9"):
            stored.read_formulation(session, 9)


def test_what_was_there_when_it_was_added_is_not_new(database: Database) -> None:
    with database.begin() as session:
        store(session, tell("Brandt said hello.", said("Brandt said hello.", "hello")))
        journal = Journal(caller())
        number = stored.add_formulation(session, journal, "Harbour order", BASES, None)
        assert stored.read_looks(session) == {number: 1}
        store(session, tell("Brandt said goodbye.", said("Brandt said goodbye.", "goodbye")))
        stored.remember_look(session, journal, number, stored.last_article(session))
        assert stored.read_looks(session) == {number: 2}


@pytest.mark.parametrize(
    ("groups", "least", "query"),
    [
        ([["peace"]], 1, '"peace"'),
        ([["allies"], ["partners"]], 2, 'NEAR("allies" "partners", 9)'),
        ([["defence"], ["pact"]], 2, 'NEAR("defence" "pact", 9) OR NEAR("defense" "pact", 9)'),
        ([["a"], ["b"], ["c"]], 2, 'NEAR("a" "b", 9) OR NEAR("a" "c", 9) OR NEAR("b" "c", 9)'),
        ([["a", "b"], ["c"]], 2, 'NEAR("a" "c", 9) OR NEAR("b" "c", 9)'),
        ([['say "AND"'], ["NOT"]], 2, 'NEAR("say ""and""" "not", 9)'),
    ],
)
def test_the_query_asks_for_content_words_close_together(groups: list[list[str]], least: int, query: str) -> None:
    assert stored.write_candidates(groups, least, 9) == query


def test_candidates_come_with_who_said_them_when_and_to_whom(database: Database) -> None:
    text = "Okello told Brandt that the harbour needs order. Okello said that order is far."
    with database.begin() as session:
        store(
            session,
            tell(
                text,
                said(text, "the harbour needs order", by=OKELLO, mention="Okello", on="2024-03"),
                said(text, "order is far", by=OKELLO, mention="Okello"),
                published="2024-03-02",
            ),
        )
        query = stored.write_candidates([["harbour"], ["order"]], 2, 9)
        (found,) = stored.read_candidates(session, query, StatementFilter(), no_actors)
        assert (found.content, found.unit, found.month) == ("the harbour needs order", "A1", "2024-03")
        assert [(speaker.name, speaker.role) for speaker in found.speakers] == [("Tomás Okello", "President")]
        assert stored.count_units(session, "harbour needs", StatementFilter(), no_actors) == 1
        assert stored.count_units(session, "harbour order", StatementFilter(), no_actors) == 0
        assert stored.count_all_units(session, StatementFilter(), no_actors) == 1
        (presence,) = stored.read_spoken(session, [found.speakers[0].speaker_id], StatementFilter(), no_actors)
        assert (presence.unit, presence.article_id) == ("A1", 1)
        assert stored.read_offices(session, [presence.speaker_id]) == {presence.speaker_id: "President"}


def test_reports_of_one_utterance_are_one_unit() -> None:
    assert stored.name_unit(3, None) == "A3"
    assert stored.name_unit(3, 7) == stored.name_unit(4, 7) == "U7"
