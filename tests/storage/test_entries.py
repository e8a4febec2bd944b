"""The history told: in plain words, and only of what is asked for."""

from __future__ import annotations

import pytest

from tests.extractions import CORRIDOR, PIPELINE, store
from tests.storage.test_undoing import Write, do, redo, undo
from tracker.errors import NotFoundError
from tracker.lexicon.actors import Actors
from tracker.lexicon.loader import load_lexicon
from tracker.revisions import HistoryFilter
from tracker.storage.database import Database
from tracker.storage.entries import list_entries, read_entry, stream_entries
from tracker.storage.models import Article, PostHeld, Speaker, SpeakerName, Statement, StatementSpeaker, StatementTopic


def load_actors() -> Actors:
    return load_lexicon().actors


def told(database: Database, **wanted: object) -> list[tuple[str, ...]]:
    """What each entry did, the latest first."""
    with database.read() as session:
        return [e.what for e in list_entries(session, HistoryFilter(**wanted), load_actors)]  # type: ignore[arg-type]


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return database


WRITES: dict[str, tuple[Write, tuple[str, ...]]] = {
    "confirmed": (lambda s, j: j.update(s, Statement, 1, {"status": "confirmed"}), ("S1 confirmed",)),
    "rejected": (lambda s, j: j.update(s, Statement, 1, {"status": "rejected"}), ("S1 rejected",)),
    "edited": (
        lambda s, j: j.update(s, Statement, 1, {"status": "edited", "said_on": "2024-02", "note": "see\nthe video"}),
        ("S1 edited: said on 2024-03-01 → 2024-02; note – → “see the video”",),
    ),
    "a note": (lambda s, j: j.update(s, Statement, 1, {"note": "x"}), ("S1 changed: note – → x",)),
    "looked at": (lambda s, j: j.update(s, Statement, 1, {"coded_at": "2024"}), ("S1 looked at",)),
    "a speaker": (
        lambda s, j: j.update(s, StatementSpeaker, (1, 0), {"speaker_id": 4}),
        ("S1 changed: speaker Ilse Brandt → Tomás Okello",),
    ),
    "a topic on": (
        lambda s, j: j.insert(s, StatementTopic, {"statement_id": 1, "topic_id": 4}),
        ("S1 changed: topic +trade-wars",),
    ),
    "a topic off": (
        lambda s, j: j.update_where(s, StatementTopic, {"withdrawn": 1}, statement_id=1),
        ("S1 changed: topic -trade",),
    ),
    "a statement": (lambda s, j: j.delete(s, Statement, 5), ("S5 removed: “trade talks had stalled”",)),
    "an article": (lambda s, j: j.delete(s, Article, 1), ("A1 “Ministers agree” removed with 3 statements",)),
    "a title": (
        lambda s, j: j.update(s, Article, 1, {"title": "Ministers disagree"}),
        ("A1 changed: title “Ministers agree” → “Ministers disagree”",),
    ),
    "a speaker's country": (
        lambda s, j: j.update(s, Speaker, 1, {"country": "DEU"}),
        ("speaker Ilse Brandt changed: country AUT → DEU",),
    ),
    "a name": (
        lambda s, j: j.insert(s, SpeakerName, {"speaker_id": 1, "name": "Ilse B.", "folded": "ilse b"}),
        ("name “Ilse B.” of Ilse Brandt made",),
    ),
    "a post": (
        lambda s, j: j.update_where(s, PostHeld, {"held_from": "2020"}, speaker_id=1),
        ("post held “Foreign Minister” of Ilse Brandt changed: held from – → 2020",),
    ),
}


@pytest.mark.parametrize(("write", "words"), WRITES.values(), ids=WRITES)
def test_what_was_done_in_plain_words(filled: Database, write: Write, words: tuple[str, ...]) -> None:
    entry = do(filled, write)
    with filled.read() as session:
        assert read_entry(session, entry).what == words


def test_taking_in_removing_and_putting_back(filled: Database) -> None:
    undo(filled)
    redo(filled)
    again, gone, taken = told(filled)
    assert taken == (
        "A1 “Ministers agree” taken in with 3 statements (S1–S3)",
        "A2 “Okello warns” taken in with 2 statements (S4–S5)",
    )
    assert gone[:3] == (
        "undid entry 1",
        "A2 “Okello warns” removed with 2 statements",
        "speaker Tomás Okello removed",
    )
    assert again[0] == "did again what was undone by entry 2"
    assert "A1 “Ministers agree” put back with 3 statements" in again
    assert not [line for line in (*again, *gone) if line.startswith(("name", "post", "S"))]


def test_only_what_was_done_to_what_is_asked_for(filled: Database) -> None:
    do(filled, lambda s, j: j.update_where(s, Statement, {"note": "x"}, manner="indirect"))
    do(filled, lambda s, j: j.update(s, Speaker, 4, {"note": "y"}))
    do(filled, lambda s, j: j.update(s, StatementSpeaker, (5, 0), {"speaker_id": 4}))
    assert told(filled, statement=5) == [
        ("S5 changed: speaker senior official → Tomás Okello",),
        ("S5 changed: note – → x",),
        ("A2 “Okello warns” taken in with 2 statements (S4–S5)",),
    ]
    assert told(filled, article="1") == [
        ("S1 changed: note – → x", "S3 changed: note – → x"),
        ("A1 “Ministers agree” taken in with 3 statements (S1–S3)",),
    ]
    assert told(filled, speaker="okello") == [
        ("S5 changed: speaker senior official → Tomás Okello",),
        ("speaker Tomás Okello changed: note – → y",),
    ]
    assert len(told(filled, limit=2)) == 2
    assert told(filled, since="2024-03-03") == told(filled)[:3]
    assert told(filled, since="2025") == []


def test_the_history_of_an_article_that_is_gone(filled: Database) -> None:
    do(filled, lambda s, j: j.delete(s, Article, 2))
    assert told(filled, article="2") == [
        ("A2 “Okello warns” removed with 2 statements",),
        ("A2 “Okello warns” taken in with 2 statements (S4–S5)",),
    ]
    with pytest.raises(NotFoundError, match="no article '7'"):
        told(filled, article="7")


def test_what_took_an_entry_back_is_told_with_it(filled: Database) -> None:
    do(filled, lambda s, j: j.update(s, Statement, 1, {"note": "x"}))
    undo(filled)
    with filled.read() as session:
        assert read_entry(session, 2).undone_by == 3
        assert read_entry(session, 3).undoes == 2
        with pytest.raises(NotFoundError, match="no entry 4"):
            read_entry(session, 4)


def test_names_of_what_is_gone_are_those_that_the_history_has(filled: Database) -> None:
    made = do(filled, lambda s, j: j.insert(s, Speaker, {"name": "Ida Moreau", "folded": "ida", "kind": "person"}))
    undo(filled)
    with filled.read() as session:
        assert read_entry(session, made).what == ("speaker Ida Moreau made",)


def test_exported_whole_the_first_first(filled: Database) -> None:
    do(filled, lambda s, j: j.update(s, StatementSpeaker, (1, 0), {"speaker_id": 4}))
    with filled.read() as session:
        first, second = stream_entries(session, HistoryFilter(), load_actors)
    assert (first["entry"], first["user"], first["command"], first["undoes"]) == (
        1,
        "tester",
        "tracker ingest articles",
        None,
    )
    assert second["changes"] == [
        {
            "table": "statement_speaker",
            "row": 1,
            "key": [1, 0],
            "action": "update",
            "before": {"statement_id": 1, "position": 0, "speaker_id": 1, "role": "Foreign Minister"},
            "after": {"statement_id": 1, "position": 0, "speaker_id": 4, "role": "Foreign Minister"},
        }
    ]
