"""What is new of a formulation since the last look, and that a look is remembered, and taken back."""

from __future__ import annotations

import pytest

from tests.workflows.formulations import PHRASE, report, take_in
from tracker.errors import NotFoundError
from tracker.records import ArticleInput, StatementFilter
from tracker.storage.database import Database
from tracker.workflows.formulations import add_formulations, edit_formulation
from tracker.workflows.history import undo
from tracker.workflows.ingest import ingest
from tracker.workflows.watching import watch

OKELLO = "President Tomas Okello"


@pytest.fixture
def tracked(database: Database) -> Database:
    take_in(database, report("2024-01-05", f"the {PHRASE} holds"), report("2024-01-06", f"the {PHRASE} stands"))
    add_formulations(database, [PHRASE, "grain peace"])
    return database


def told(database: Database) -> list[tuple[str, str | None, str]]:
    return [(news.kind.value, news.speaker, news.detail) for news in watch(database)]


def test_nothing_is_new_of_what_was_there(tracked: Database) -> None:
    assert watch(tracked) == []


def test_a_debut_is_told_once(tracked: Database) -> None:
    take_in(tracked, report("2024-02-01", f"the {PHRASE} holds", who=OKELLO), report("2024-02-02", f"a {PHRASE}"))
    assert [(n.kind, n.speaker, n.said_on) for n in watch(tracked, dry_run=True)] == [
        ("debut", "Tomas Okello", "2024-02-01")
    ]
    assert told(tracked) == [("debut", "Tomas Okello", "their first use")]
    assert told(tracked) == []
    take_in(tracked, report("2024-02-03", "grain peace is dear", who=OKELLO))
    assert told(tracked) == [("debut", "Tomas Okello", "the first use")]


def test_upgrades_downgrades_and_rewordings(tracked: Database) -> None:
    take_in(
        tracked,
        report("2024-02-01", "the lantern-lit lasting harbour order holds"),
        report("2024-02-02", "the harbour order was good"),
        report("2024-02-03", "the lantern-lit quayside order was good"),
        report("2024-02-04", "the lantern-lit lasting harbour orders hold"),
        report("2024-02-05", "the harbour order was bad", who=OKELLO),
    )
    assert told(tracked) == [
        ("upgrade", "Ilse Brandt", "adds lasting"),
        ("downgrade", "Ilse Brandt", "leaves out lantern-lit"),
        ("rewording", "Ilse Brandt", "adds quayside; leaves out harbour"),
    ]
    take_in(tracked, report("2024-03-01", "a harbour order will come"))
    assert told(tracked) == []


def test_a_silence_is_told_when_it_becomes_one(tracked: Database) -> None:
    take_in(tracked, *(report(f"2024-02-0{day}", f"day {day} was calm") for day in (1, 2)))
    assert told(tracked) == []
    take_in(tracked, report("2024-02-03", "a third day was calm"))
    assert told(tracked) == [("silence", "Ilse Brandt", "in 2 of 2 articles until 2024-01-06, in none of 3 since")]
    take_in(tracked, report("2024-02-04", "a fourth day was calm"))
    assert told(tracked) == []


def test_a_look_is_taken_back(tracked: Database) -> None:
    take_in(tracked, report("2024-02-01", f"the {PHRASE} holds", who=OKELLO))
    assert len(watch(tracked)) == 1
    undo(tracked)
    assert len(watch(tracked)) == 1


def test_a_filter_only_peeks(tracked: Database) -> None:
    take_in(tracked, report("2024-02-01", f"the {PHRASE} holds", who=OKELLO))
    assert watch(tracked, wanted=StatementFilter(speakers=("brandt",))) == []
    assert len(watch(tracked, wanted=StatementFilter(speakers=("okello",)))) == 1
    assert watch(tracked, ["F2"]) == []
    assert len(watch(tracked, ["F1"])) == 1


def test_another_wording_starts_anew(tracked: Database) -> None:
    take_in(tracked, report("2024-02-01", "the moonlit bay order holds"))
    edit_formulation(tracked, "F1", phrase="moonlit bay order")
    assert watch(tracked) == []


def test_one_that_is_not_tracked_is_refused(tracked: Database) -> None:
    with pytest.raises(NotFoundError, match="no formulation 'moon' is tracked"):
        watch(tracked, ["moon"])


def test_a_label_that_many_bear_makes_no_debut(tracked: Database) -> None:
    transcript = f"QUESTION: Is the {PHRASE} dear?\n\nMR. OKELLO: The {PHRASE} is dear.\n\nQUESTION: And the sea?\n"
    assert ingest(tracked, [ArticleInput(transcript, title="Briefing", published="2024-02-01")]).articles[0].statements
    assert [(kind, who) for kind, who, _ in told(tracked)] == [("debut", "Okello")]
