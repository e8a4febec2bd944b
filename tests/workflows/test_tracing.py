"""A phrase traced over time: first and last, months, speakers, who stopped, and the wordings that differ."""

from __future__ import annotations

import pytest

from tests.workflows.formulations import PHRASE, report, take_in
from tracker.errors import NotFoundError, UsageError
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows.formulations import add_formulations
from tracker.workflows.tracing import chance_of_silence, trace
from tracker.workflows.utterances import join_statements

OKELLO = "President Tomas Okello"


@pytest.fixture
def filled(database: Database) -> Database:
    take_in(
        database,
        report("2024-01-05", "the town needs a lantern-lit harbour order", to="Tomas Okello"),
        report("2024-03-02", "Lantern Lit Harbor Orders are praised"),
        report("2024-03-09", "a lantern-lit lasting harbour order was near", who=OKELLO),
        report("2024-04-01", "the harbour order was near"),
        report("2024-05-01", "the lantern-lit harbour order holds", who=OKELLO),
        report("2024-06-01", "nothing was near"),
    )
    return database


def test_first_last_months_and_counts(filled: Database) -> None:
    found = trace(filled, PHRASE, StatementFilter())
    assert (found.statements, found.articles, found.near_statements, found.formulation_id) == (3, 3, 2, None)
    assert found.first is not None
    assert found.last is not None
    assert (found.first.said_on, found.first.speaker, found.first.office) == (
        "2024-01-05", "Ilse Brandt", "Foreign Minister",
    )  # fmt: skip
    assert found.first.addressee == "Tomas Okello"
    assert (found.last.said_on, found.last.speaker) == ("2024-05-01", "Tomas Okello")
    assert [(m.month, m.exact, m.near) for m in found.months] == [
        ("2024-01", 1, 0),
        ("2024-02", 0, 0),
        ("2024-03", 1, 1),
        ("2024-04", 0, 1),
        ("2024-05", 1, 0),
    ]
    assert [(use.match, use.marked) for use in found.uses] == [
        ("exact", "lantern-lit harbour order"),
        ("exact", "Lantern Lit Harbor Orders"),
        ("near", "lantern-lit **lasting** harbour order"),
        ("near", "~~lantern-lit~~ harbour order"),
        ("exact", "lantern-lit harbour order"),
    ]


def test_speakers_and_variants(filled: Database) -> None:
    found = trace(filled, PHRASE, StatementFilter())
    assert [(s.speaker, s.statements, s.first, s.last, s.spoken_until, s.spoken_since) for s in found.speakers] == [
        ("Ilse Brandt", 2, "2024-01-05", "2024-03-02", 2, 1),  # a near wording is no silence
        ("Tomas Okello", 1, "2024-05-01", "2024-05-01", 1, 0),
    ]
    assert [(v.marked, v.statements, v.speakers) for v in found.variants] == [
        ("lantern-lit **lasting** harbour order", 1, ("Tomas Okello",)),
        ("~~lantern-lit~~ harbour order", 1, ("Ilse Brandt",)),
    ]


def test_who_stopped_is_told_once_silence_is_beyond_chance(filled: Database) -> None:
    assert not any(speaker.stopped for speaker in trace(filled, PHRASE, StatementFilter()).speakers)
    take_in(filled, report("2024-07-01", "all was well"), report("2024-07-02", "all was calm"))
    stopped = [speaker for speaker in trace(filled, PHRASE, StatementFilter()).speakers if speaker.stopped]
    assert [(speaker.speaker, speaker.spoken_since) for speaker in stopped] == [("Ilse Brandt", 3)]
    assert stopped[0].chance == pytest.approx(chance_of_silence(2, 2, 3), abs=0.0001)
    take_in(filled, report("2024-08-01", "the lantern-lit harbour order is back"))
    assert not any(speaker.stopped for speaker in trace(filled, PHRASE, StatementFilter()).speakers)


def test_the_chance_of_a_silence() -> None:
    assert chance_of_silence(2, 2, 0) == 1
    assert chance_of_silence(2, 2, 3) == pytest.approx(0.25**3)
    assert chance_of_silence(1, 100, 10) > 0.5
    assert chance_of_silence(50, 100, 10) < 0.01


def test_filters_and_exact_alone(filled: Database) -> None:
    found = trace(filled, PHRASE, StatementFilter(speakers=("okello",)), near=False)
    assert (found.statements, found.near_statements, found.variants) == (1, 0, ())
    assert trace(filled, PHRASE, StatementFilter(since="2024-04")).statements == 1
    assert trace(filled, "moonlit bay", StatementFilter()).uses == ()


def test_a_tracked_one_goes_by_its_number(filled: Database) -> None:
    add_formulations(filled, [PHRASE])
    assert trace(filled, "F1", StatementFilter()).phrase == PHRASE
    assert trace(filled, "harbour order, lantern lit", StatementFilter()).formulation_id is None
    assert trace(filled, "Lantern-lit harbor orders", StatementFilter()).formulation_id == 1
    with pytest.raises(NotFoundError, match="F2"):
        trace(filled, "F2", StatementFilter())


@pytest.mark.parametrize("phrase", ["", " -- ", "“”"])
def test_a_phrase_needs_a_word(database: Database, phrase: str) -> None:
    with pytest.raises(UsageError, match="has no word in it"):
        trace(database, phrase, StatementFilter())


def test_a_phrase_has_at_most_twenty_words(database: Database) -> None:
    with pytest.raises(UsageError, match="at most 20 words, this has 21"):
        trace(database, "word " * 21, StatementFilter())


@pytest.mark.parametrize(
    "phrase", ['say "AND" OR', "NEAR(a b, 3)", "it's 100% sure*", "和平 共处", "a\0b", "F1F", "-x"]
)
def test_no_phrase_is_a_syntax_error(filled: Database, phrase: str) -> None:
    assert trace(filled, phrase, StatementFilter()).statements == 0


def test_reports_of_one_utterance_count_as_one_article(filled: Database) -> None:
    before = trace(filled, PHRASE, StatementFilter())
    assert (before.statements, before.articles) == (3, 3)
    join_statements(filled, [before.uses[0].statement_id, before.uses[1].statement_id])
    found = trace(filled, PHRASE, StatementFilter())
    assert (found.statements, found.articles) == (3, 2)
    assert [use.unit for use in found.uses if use.match == "exact"] == ["U1", "U1", "A5"]
