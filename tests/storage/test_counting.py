"""Counts by utterance: what several statements report counts once, wherever statements are counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.extractions import AUSTRIA, BRANDT, CALLER, OKELLO, said, store, tell
from tracker.lexicon.actors import Actors, load_actors
from tracker.records import Manner, StatementFilter
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.ledger import count_statements, list_numbers
from tracker.storage.profiles import read_profile
from tracker.storage.session import Session
from tracker.storage.speakers import list_speakers
from tracker.storage.summaries import count_periods, count_speakers
from tracker.storage.topics import list_topics
from tracker.storage.utterances import join_statements

ALL = StatementFilter()
TRADE = {"trade": ("grain",)}


def no_actors() -> Actors:
    return load_actors()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Five statements: S1 to S3 report one utterance (S3 by the state, a month later), S4 and S5 one each."""
    reports: tuple[tuple[str, dict[str, Any]], ...] = (
        ("grain stays", {"by": BRANDT, "on": "2024-03-31", "topics": TRADE, "outlet": "The Post"}),
        ("that grain will stay here", {"by": BRANDT, "on": "2024", "manner": Manner.DIRECT, "topics": TRADE}),
        ("grain would stay, and stay for long", {"by": AUSTRIA, "on": "2024-04-01", "topics": TRADE}),
        ("prices fell", {"by": BRANDT, "on": "2024-04-02"}),
        ("trains run", {"by": OKELLO, "on": "2024-04-03", "topics": TRADE}),
    )
    with database.begin() as session:
        for words, fields in reports:
            body = f"Brandt said {words}."
            store(session, tell(body, said(body, words, **{k: v for k, v in fields.items() if k != "outlet"}),
                                outlet=fields.get("outlet", "Courier"), title=words))  # fmt: skip
        join_statements(session, Journal(CALLER), [1, 2, 3])
        yield session


def test_speakers(session: Session) -> None:
    listed = {speaker.name: (speaker.statements, speaker.utterances) for speaker in list_speakers(session)}
    assert listed == {"Ilse Brandt": (3, 2), "Austria": (1, 1), "Tomás Okello": (1, 1)}
    assert [speaker.name for speaker in list_speakers(session, sort="-utterances")][-1] == "Ilse Brandt"
    found = {hits.name: (hits.statements, hits.utterances) for hits in count_speakers(session, ALL, no_actors)}
    assert found == listed
    assert next(hits.name for hits in count_speakers(session, ALL, no_actors, sort="utterances")) == "Ilse Brandt"


def test_a_speaker_in_full(session: Session) -> None:
    profile = read_profile(session, 1)
    assert (profile.summary.statements, profile.summary.utterances) == (3, 2)
    assert [(count.name, count.statements, count.utterances) for count in profile.topics] == [("trade", 2, 1)]
    assert [(count.name, count.statements, count.utterances) for count in profile.years] == [("2024", 3, 2)]


def test_topics(session: Session) -> None:
    trade = next(topic for topic in list_topics(session) if topic.slug == "trade")
    assert (trade.statements, trade.utterances) == (4, 2)


def test_an_utterance_counts_once_on_the_day_of_its_most_precise_report(session: Session) -> None:
    counted = {count.period: (count.statements, count.utterances) for count in count_periods(session, ALL, no_actors)}
    assert counted == {"2024-03": (1, 1), "2024-04": (3, 2), None: (1, 0)}
    years = count_periods(session, ALL, no_actors, by="year")
    assert [(count.period, count.statements, count.utterances) for count in years] == [("2024", 5, 3)]
    april = StatementFilter(since="2024-04-01", until="2024-04-30")
    assert [(count.period, count.utterances) for count in count_periods(session, april, no_actors, by="month")] == [
        ("2024-04", 3),
        (None, 0),
    ]


def test_one_per_utterance_is_the_fullest_that_the_filter_asks_for(session: Session) -> None:
    once = StatementFilter(one_per_utterance=True, sort="id")
    assert list_numbers(session, once, no_actors) == [2, 4, 5]
    assert count_statements(session, once, no_actors) == 3
    indirect = StatementFilter(one_per_utterance=True, sort="id", manner=Manner.INDIRECT)
    assert list_numbers(session, indirect, no_actors) == [3, 4, 5]
    post = StatementFilter(one_per_utterance=True, outlets=("The Post",))
    assert list_numbers(session, post, no_actors) == [1]
    assert list_numbers(session, StatementFilter(sort="id"), no_actors) == [1, 2, 3, 4, 5]
