"""Formulations kept, counted, found in what is stored, and taken back."""

from __future__ import annotations

import pytest

from tests.storage.test_undoing import rows
from tests.workflows.formulations import PHRASE, report, take_in
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows import formulations
from tracker.workflows.database import check_database
from tracker.workflows.formulations import find_candidates, log_likelihood
from tracker.workflows.history import undo

OKELLO = "President Tomas Okello"


def fill(database: Database) -> None:
    take_in(
        database,
        report("2024-01-01", "they built a lantern-lit harbour order"),
        report("2024-01-02", "nobody dislikes lantern-lit harbour orders"),
        report("2024-01-03", "the lantern-lit harbour order flourishes"),
        report("2024-01-04", "bakers cherish unhurried cobblestone diplomacy", who=OKELLO),
        report("2024-01-05", "sailors embody unhurried cobblestone diplomacy", who=OKELLO),
        report("2024-01-06", "an unhurried cobblestone diplomacy flourishes", who=OKELLO),
        report("2024-01-07", "even poets mock unhurried cobblestone diplomacy"),
    )


def test_kept_corrected_and_taken_back(database: Database) -> None:
    fill(database)
    before = rows(database)
    done = formulations.add_formulations(database, [PHRASE, " cobblestone   diplomacy "], note="two ")
    assert done.what == (f"F1 {PHRASE} is tracked", "F2 cobblestone diplomacy is tracked")
    listed = formulations.list_formulations(database)
    assert [(f.phrase, f.note, f.statements, f.articles, f.speakers) for f in listed] == [
        (PHRASE, "two", 3, 3, 1),
        ("cobblestone diplomacy", "two", 4, 4, 2),
    ]
    assert (listed[0].first, listed[0].last) == ("2024-01-01", "2024-01-03")
    only = formulations.list_formulations(database, StatementFilter(speakers=("okello",)))
    assert [f.statements for f in only] == [0, 3]
    assert formulations.edit_formulation(database, "F2", note="").what == ("F2 cobblestone diplomacy is set",)
    assert formulations.edit_formulation(database, "F2", note="").unchanged == (
        "F2 cobblestone diplomacy is so already",
    )
    assert formulations.show_formulation(database, "Cobblestone Diplomacy").note is None
    assert formulations.remove_formulations(database, ["F1"], dry_run=True).entry is None
    assert formulations.remove_formulations(database, ["F1", PHRASE]).what == (f"F1 {PHRASE} is tracked no more",)
    assert formulations.tracked_phrases(database, "c") == ["cobblestone diplomacy"]
    assert check_database(database).problems == ()
    for _ in range(3):
        undo(database)
    assert rows(database) == before


def test_what_cannot_be_kept_is_refused(database: Database) -> None:
    formulations.add_formulations(database, [PHRASE])
    with pytest.raises(ConflictError, match="F1 is that formulation already"):
        formulations.add_formulations(database, ["moon", "Lantern lit harbor orders"])
    assert len(formulations.list_formulations(database)) == 1
    with pytest.raises(UsageError, match="no word"):
        formulations.add_formulations(database, ["…"])
    with pytest.raises(UsageError, match="say what to set"):
        formulations.edit_formulation(database, "F1")
    with pytest.raises(NotFoundError, match="no formulation 'F7' is tracked"):
        formulations.remove_formulations(database, ["F7"])


def test_candidates_with_whom_they_are_particular_to(database: Database) -> None:
    fill(database)
    formulations.add_formulations(database, [PHRASE])
    found = {one.phrase: one for one in find_candidates(database, StatementFilter())}
    assert set(found) == {PHRASE, "unhurried cobblestone diplomacy"}
    assert (found[PHRASE].articles, found[PHRASE].tracked, found[PHRASE].sample_id) == (3, True, 1)
    cobbles = found["unhurried cobblestone diplomacy"]
    assert (cobbles.articles, cobbles.speaker, cobbles.speaker_articles, cobbles.tracked) == (
        4, "Tomas Okello", 3, False,
    )  # fmt: skip
    assert cobbles.speaker_score > 3.84
    assert (cobbles.elsewhere, cobbles.particular) == (None, None)


def test_one_speaker_against_all_others(database: Database) -> None:
    fill(database)
    wanted = StatementFilter(speakers=("okello",))
    (cobbles,) = find_candidates(database, wanted)
    assert (cobbles.articles, cobbles.elsewhere) == (3, 1)
    assert cobbles.particular == log_likelihood(3, 3, 1, 4)
    assert (
        find_candidates(database, StatementFilter(speakers=("brandt",)), fewest=1, sort="articles")[0].phrase == PHRASE
    )


def test_limits_and_wrong_orders(database: Database) -> None:
    fill(database)
    assert [one.articles for one in find_candidates(database, StatementFilter(), sort="articles")] == [4, 3]
    assert len(find_candidates(database, StatementFilter(), limit=1)) == 1
    assert find_candidates(database, StatementFilter(), fewest=5) == []
    with pytest.raises(UsageError, match="sorted by 'speed'"):
        find_candidates(database, StatementFilter(), sort="speed")


def test_the_likelihood_says_which_way() -> None:
    assert log_likelihood(5, 10, 5, 10) == 0
    assert log_likelihood(9, 10, 1, 10) > 10.83
    assert log_likelihood(1, 10, 9, 10) == -log_likelihood(9, 10, 1, 10)
    assert log_likelihood(0, 0, 1, 10) == 0


def test_of_too_much_articles_are_left_out_evenly_and_it_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database)
    told: list[str] = []
    whole = find_candidates(database, StatementFilter(), fewest=2, sort="articles", notify=told.append)
    assert told == []
    assert {one.phrase: one.articles for one in whole} == {PHRASE: 3, "unhurried cobblestone diplomacy": 4}
    monkeypatch.setattr(formulations, "MOST_MINED", 200)
    part = find_candidates(database, StatementFilter(), fewest=2, sort="articles", notify=told.append)
    assert told[0].startswith("too much to be looked through at once: of the articles one in 2 was read")
    assert {one.phrase: one.articles for one in part} == {"unhurried cobblestone diplomacy": 2}  # of A2, A4 and A6
    monkeypatch.setattr(formulations, "MOST_MINED", 100)
    (own,) = find_candidates(database, StatementFilter(speakers=("okello",)), fewest=2)
    assert (own.articles, own.elsewhere) == (2, 0)
