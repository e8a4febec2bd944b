"""Utterances as a user decides on them: proposed from articles as they come, joined, split, kept and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.meetings import ARTICLES, BREAD, FORTY, HARBOUR, OPEN
from tests.storage.test_undoing import rows
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import ArticleInput, Extraction, StatementFilter
from tracker.records.utterances import SuggestedUtterance
from tracker.revisions import HistoryFilter
from tracker.storage.database import Database
from tracker.workflows import utterances
from tracker.workflows.articles import remove_articles
from tracker.workflows.correct import reject_statements
from tracker.workflows.database import check_database
from tracker.workflows.history import list_history, undo
from tracker.workflows.ingest import ingest
from tracker.workflows.query import find_statements
from tracker.workflows.reextract import reextract


def standing(database: Database) -> list[int]:
    history = list_history(database, HistoryFilter())
    return [entry.entry for entry in history if entry.undoes is None and entry.undone_by is None]


def stored(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row but of the history, and of the posts, which are counted anew."""
    return {table: kept for table, kept in rows(database).items() if table != "post_held"}


@pytest.fixture
def filled(database: Database) -> Iterator[Database]:
    """All articles; whatever a test does, the database is sound afterwards and undoing it all leaves it as it was."""
    ingest(database, ARTICLES)
    before = stored(database)
    yield database
    assert check_database(database).problems == ()
    while len(standing(database)) > 1:
        undo(database)
    assert stored(database) == before


def numbers(database: Database, beginnings: set[str]) -> tuple[int, ...]:
    """The statements whose claims begin so, each of which is found."""
    found = {}
    for row in find_statements(database, StatementFilter(sort="id")):
        for beginning in beginnings:
            if row.claim.startswith(beginning) and (beginning[-1] != "”" or row.claim == beginning):
                found[beginning] = row.statement_id
    assert found.keys() == beginnings
    return tuple(sorted(found.values()))


def proposed(database: Database, least: float = utterances.LEAST) -> dict[tuple[int, ...], SuggestedUtterance]:
    return {found.statement_ids: found for found in utterances.suggest_utterances(database, least=least)}


def counts(database: Database) -> dict[int, int]:
    rows = find_statements(database, StatementFilter())
    return {row.statement_id: row.report_count for row in rows if row.report_count > 1}


# ------------------------------------------------------------------------------------------------ proposals


def test_three_outlets_and_a_late_one_report_one_meeting(filled: Database) -> None:
    found = proposed(filled)
    assert set(found) == {numbers(filled, BREAD), numbers(filled, OPEN), numbers(filled, FORTY)}
    bread = found[numbers(filled, BREAD)]
    assert bread.score >= 0.6
    assert bread.report_count == 4
    assert bread.outlets == ("The Harbour Post", "Danube Courier", "Lakeside Wire", "The Sunday Ledger")
    assert bread.reasons == ("a quotation of 6 words", "but 6 days apart, the later without a day of its own")
    assert "Tomas Okello and Okello may be one" in found[numbers(filled, FORTY)].reasons


def test_the_surest_are_the_same_words(filled: Database) -> None:
    two = numbers(filled, {beginning for beginning in BREAD if beginning.startswith("“We")})
    assert two in proposed(filled, 0.9)
    assert list(proposed(filled, 0.99)) == []


def test_briefings_and_courtesies_are_not_proposed(filled: Database) -> None:
    """Yeah in one briefing is not Yeah in another of the day, nor is a transcript's formula anything."""
    said = {row.statement_id: row.claim for row in find_statements(filled, StatementFilter())}
    ties = [number for proposal in proposed(filled, 0.3) for number in proposal]
    assert not [said[number] for number in ties if "Thank you" in said[number]]
    assert not [said[number] for number in ties if said[number] in ("Yeah.", "I have nothing to add on that.")]
    assert list(said.values()).count("Yeah.") == 2


def test_a_filter_keeps_what_one_of_the_statements_answers_to(filled: Database) -> None:
    assert [
        found.statement_ids for found in utterances.suggest_utterances(filled, StatementFilter(speakers=("Austria",)))
    ] == [numbers(filled, OPEN)]
    assert len(utterances.suggest_utterances(filled, limit=2)) == 2
    with pytest.raises(NotFoundError, match="Zebulon"):
        utterances.suggest_utterances(filled, StatementFilter(speakers=("Zebulon",)))


# ------------------------------------------------------------------------------------------------ decisions


def test_what_is_accepted_is_one_utterance_and_not_proposed_again(filled: Database) -> None:
    bread = numbers(filled, BREAD)
    plan = utterances.find_proposals(filled, [bread[0]])
    assert utterances.accept_proposals(filled, plan, dry_run=True).entry is None
    assert counts(filled) == {}
    done = utterances.accept_proposals(filled, plan)
    assert done.statements == bread
    assert done.what[0].startswith(f"U1: {' '.join(f'S{n}' for n in (bread[0], bread[2], bread[1], bread[3]))}: Ilse")
    assert counts(filled) == dict.fromkeys(bread, 4)
    assert bread not in proposed(filled)
    with pytest.raises(NotFoundError, match=f"S{bread[0]} is in no proposal of 0.50 or more"):
        utterances.find_proposals(filled, [bread[0]])
    told = list_history(filled, HistoryFilter())[0]
    assert "U1 made" in told.what
    assert f"S{bread[0]} changed: utterance – → U1" in told.what
    detail = utterances.show_utterance(filled, statement=bread[1])
    assert detail == utterances.show_utterance(filled, 1)
    assert detail.reports[0].row.outlet == "The Harbour Post"
    (listed,) = utterances.list_utterances(filled)
    assert (listed.report_count, listed.said_on, listed.speaker) == (4, "2024-03-01", "Ilse Brandt")
    assert set(listed.statement_ids) == set(bread)


def test_a_later_article_is_proposed_for_the_utterance(filled: Database) -> None:
    bread = numbers(filled, BREAD)
    utterances.accept_proposals(filled, utterances.find_proposals(filled, [bread[0]]))
    ingest(filled, [ArticleInput("Austria's Ilse Brandt said: “Whoever blocks the corridor blocks bread.”\n",
                                 outlet="Ponte", published="2024-03-01")])  # fmt: skip
    (found,) = [found for found in proposed(filled).values() if found.utterance_id == 1]
    new = max(found.statement_ids)
    assert set(found.statement_ids) == {*bread, new}
    utterances.accept_proposals(filled, utterances.find_proposals(filled, [new]))
    assert counts(filled)[new] == 5


def test_what_is_rejected_is_never_proposed_again_until_it_is_joined(filled: Database) -> None:
    bread, three = numbers(filled, BREAD), numbers(filled, FORTY)
    report = utterances.reject_proposals(filled, utterances.find_proposals(filled, [three[0]]))
    assert report.statements == three
    assert report.what[0].startswith(f"S{three[0]}, S{three[1]}, S{three[2]} told apart")
    list(reextract(filled))
    assert three not in proposed(filled)
    assert not [pair for pair in proposed(filled, 0.2) if len(set(pair) & set(three)) > 1]
    late = bread[-1]
    utterances.reject_proposals(filled, utterances.find_proposals(filled, [late]), only=[late])
    assert bread[:-1] in proposed(filled)
    utterances.join_statements(filled, [late, bread[0]])
    assert set(proposed(filled)) >= {bread[1:-1]} or any(late in found for found in proposed(filled))
    utterances.split_utterance(filled, 1)
    assert counts(filled) == {}


def test_a_rejected_proposal_leaves_what_is_joined(filled: Database) -> None:
    bread = numbers(filled, BREAD)
    utterances.join_statements(filled, bread[:2])
    utterances.reject_proposals(filled, utterances.find_proposals(filled, [bread[2]]))
    assert counts(filled) == dict.fromkeys(bread[:2], 2)
    assert not [found for found in proposed(filled, 0.2) if set(found) & set(bread)]


def test_joining_by_hand_brings_the_others_along(filled: Database) -> None:
    one, two, three, four = numbers(filled, BREAD)
    utterances.join_statements(filled, [one, two], note="talks in Vienna")
    utterances.join_statements(filled, [three, four])
    planned = utterances.join_statements(filled, [two, three], dry_run=True)
    done = utterances.join_statements(filled, [two, three])
    assert planned.what == done.what
    assert ", with what was U2: Ilse Brandt" in done.what[0]
    assert counts(filled) == dict.fromkeys((one, two, three, four), 4)
    again = utterances.join_statements(filled, [one], [1])
    assert (again.statements, again.unchanged, again.entry) == ((), ("U1 is so already",), None)
    assert utterances.show_utterance(filled, 1).note == "talks in Vienna"
    utterances.join_statements(filled, [], [1], note="")
    assert utterances.show_utterance(filled, 1).note is None


def test_splitting_says_what_is_left_and_is_remembered(filled: Database) -> None:
    one, two, three, four = numbers(filled, BREAD)
    utterances.join_statements(filled, [one, two, three, four])
    assert utterances.split_utterance(filled, 1, [four]).what == (f"S{four} is out of U1",)
    assert counts(filled) == dict.fromkeys((one, two, three), 3)
    assert not [found for found in proposed(filled, 0.2) if four in found]
    done = utterances.split_utterance(filled, 1, [two, three], together=True)
    assert done.what == (f"S{two}, S{three} are out of U1", f"S{two}, S{three} are U2", "U1 is no more")
    assert counts(filled) == {two: 2, three: 2}
    with pytest.raises(NotFoundError, match="no utterance 1;"):
        utterances.show_utterance(filled, 1)


def test_what_cannot_be_done_says_why(filled: Database) -> None:
    one, two, three, four = numbers(filled, BREAD)
    with pytest.raises(UsageError, match="two statements or more"):
        utterances.join_statements(filled, [one])
    with pytest.raises(NotFoundError, match="no statement 999"):
        utterances.join_statements(filled, [one, 999])
    with pytest.raises(NotFoundError, match="no utterance 7"):
        utterances.join_statements(filled, [one], [7])
    with pytest.raises(NotFoundError, match=f"S{one} is in no utterance"):
        utterances.show_utterance(filled, statement=one)
    reject_statements(filled, [two])
    with pytest.raises(ConflictError, match=f"S{two} is rejected"):
        utterances.join_statements(filled, [one, two])
    utterances.join_statements(filled, [one, three, four])
    with pytest.raises(UsageError, match=f"S{two} is not in U1, which has S{one}"):
        utterances.split_utterance(filled, 1, [two])
    for some in ([one], [one, three, four]):
        with pytest.raises(UsageError, match="--together"):
            utterances.split_utterance(filled, 1, some, together=True)


# ------------------------------------------------------------------------------------------------ what lasts


def test_utterances_last_when_articles_are_read_again(filled: Database) -> None:
    bread = numbers(filled, BREAD)
    utterances.join_statements(filled, bread)
    before = stored(filled)
    ingest(filled, ARTICLES)
    list(reextract(filled))
    assert stored(filled) == before


def test_a_rejected_report_does_not_count_and_counts_again_when_it_is_restored(filled: Database) -> None:
    bread = numbers(filled, BREAD)
    utterances.join_statements(filled, bread)
    reject_statements(filled, [bread[1]])
    assert counts(filled) == dict.fromkeys((bread[0], *bread[2:]), 3)
    assert len(utterances.show_utterance(filled, 1).reports) == 3
    undo(filled)
    assert counts(filled) == dict.fromkeys(bread, 4)


def test_what_becomes_of_it_when_statements_go_is_taken_back_with_them(filled: Database) -> None:
    """An article that is removed, or a statement that a new extractor no longer finds, takes its report along."""
    bread = numbers(filled, BREAD)
    utterances.join_statements(filled, bread)
    utterances.reject_proposals(filled, utterances.find_proposals(filled, [numbers(filled, FORTY)[0]]))
    remove_articles(filled, ["1"])
    assert counts(filled) == dict.fromkeys(bread[1:], 3)
    list(reextract(filled, extractor=(lambda article: Extraction(), "9")))
    assert utterances.list_utterances(filled) == []
    assert proposed(filled) == {}
    undo(filled)
    undo(filled)
    assert counts(filled) == dict.fromkeys(bread, 4)
    assert HARBOUR.title in {row.title for row in find_statements(filled, StatementFilter())}
