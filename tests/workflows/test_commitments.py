"""The ledger of commitments: threads, their dates and strengths, what is proposed, and what people rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from tests.promises import PROMISES
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import ArticleInput, ClaimKind, ClaimStrength, StatementFilter, StoredClaim
from tracker.records.claims import ClaimEdit, ClaimFilter, ClaimReference
from tracker.records.commitments import (
    COMMITMENT_SORT_KEYS,
    CommitmentFilter,
    LinkOrigin,
    LinkRelation,
    LinkStatus,
)
from tracker.revisions import HistoryFilter, StatementEdit
from tracker.storage import commitment_threads, commitments
from tracker.storage.database import Database
from tracker.storage.session import Session
from tracker.workflows.claims import find_claims
from tracker.workflows.commitments import (
    Ruling,
    commitment_numbers,
    count_commitments,
    find_proposals,
    list_commitments,
    rule_on_links,
    show_commitment,
    suggest_links,
    unlink_claims,
)
from tracker.workflows.correct import edit_statements, reject_statements
from tracker.workflows.correct_claims import confirm_claims, edit_claims, reject_claims
from tracker.workflows.database import check_database
from tracker.workflows.history import list_history, undo
from tracker.workflows.ingest import ingest
from tracker.workflows.reextract import reextract
from tracker.workflows.utterances import join_statements

ref = ClaimReference.of


def rule(database: Database, later: str, relation: str, earlier: str, **options: Any) -> None:
    status = options.pop("status", LinkStatus.ACCEPTED)
    rule_on_links(database, [Ruling(ref(later), ref(earlier), LinkRelation(relation), status)], **options)


def listed(database: Database, **fields: Any) -> list[str]:
    return [row.commitment_id for row in list_commitments(database, CommitmentFilter(**fields))]


@pytest.fixture
def promised(database: Database) -> Iterator[Database]:
    """All promises; whatever a test does, the database is sound afterwards and undoing it all leaves no link."""
    ingest(database, PROMISES)
    yield database
    assert check_database(database).problems == ()
    while (
        sum(entry.undoes is None and entry.undone_by is None for entry in list_history(database, HistoryFilter())) > 1
    ):
        undo(database)
    assert all(len(row.claim_ids) == 1 for row in list_commitments(database))


def test_a_claim_that_is_linked_to_none_is_a_thread_of_one(promised: Database) -> None:
    rows = {row.commitment_id: row for row in list_commitments(promised)}
    assert list(rows) == ["S1.1", "S1.2", "S2.1", "S4.1", "S5.1"]
    first = rows["S1.1"]
    assert (first.party, first.counterpart, first.due, first.strength) == (
        ("Austria",),
        ("Uganda",),
        "../2030",
        "ready",
    )
    assert (first.first_made, first.last_reaffirmed, first.report_count) == ("2024-03-01", None, 1)
    assert (first.claim_ids, first.state, first.speaker) == (("S1.1",), "standing", "Ilse Brandt")
    assert first.claim.startswith("Austria is ready to help Uganda")


def test_linked_claims_are_one_thread(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    rows = {row.commitment_id: row for row in list_commitments(promised)}
    assert list(rows) == ["S1.1", "S1.2", "S4.1", "S5.1"]
    row = rows["S1.1"]
    assert (row.claim_ids, row.first_strength, row.strength) == (("S1.1", "S2.1"), "ready", "strong")
    assert (row.first_made, row.last_reaffirmed, row.report_count) == ("2024-03-01", "2024-06-10", 2)
    assert row.due == "../2028"


def test_what_ends_a_commitment_is_told_and_is_no_promise(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    rule(promised, "S4.1", "drops", "S2.1")
    rule(promised, "S3.1", "fulfils", "S1.2")
    rows = {row.commitment_id: row for row in list_commitments(promised)}
    assert list(rows) == ["S1.1", "S1.2", "S5.1"]
    assert (rows["S1.1"].state, rows["S1.1"].last_reaffirmed) == ("dropped", "2024-06-10")
    assert (rows["S1.2"].state, rows["S1.2"].last_reaffirmed, rows["S1.2"].report_count) == ("fulfilled", None, 2)


def test_a_commitment_taken_up_again_stands(promised: Database) -> None:
    rule(promised, "S4.1", "drops", "S2.1")
    rule(promised, "S5.1", "reaffirms", "S2.1")
    (row,) = [row for row in list_commitments(promised) if row.commitment_id == "S2.1"]
    assert (row.state, row.last_reaffirmed) == ("standing", "2025-02-10")


def test_reports_of_one_utterance_count(promised: Database) -> None:
    join_statements(promised, [2, 4])
    assert {row.commitment_id: row.report_count for row in list_commitments(promised)}["S2.1"] == 2


def test_filters_keep_the_threads_that_answer_to_them(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    assert listed(promised, to=("kenya",)) == ["S5.1"]
    assert listed(promised, by=("austria",), strengths=(ClaimStrength.READY,)) == []
    assert listed(promised, statements=StatementFilter(outlets=("Danube Courier",))) == ["S1.1"]
    assert listed(promised, due="2028") == ["S1.1"]
    assert listed(promised, due="2027") == []
    with pytest.raises(NotFoundError, match="no claim is toward 'Atlantis'"):
        listed(promised, to=("Atlantis",))


def test_a_date_that_lay_behind_is_not_due(promised: Database) -> None:
    edit_claims(promised, [ref("S5.1")], ClaimEdit(about="2024"))
    edit_claims(promised, [ref("S4.1")], ClaimEdit(about="2025-03/.."))
    edit_claims(promised, [ref("S1.2")], ClaimEdit(about="2024-03-01"))
    dues = {row.commitment_id: row.due for row in list_commitments(promised)}
    assert (dues["S5.1"], dues["S4.1"], dues["S1.2"]) == (None, "2025-03/..", None)


def test_orders(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    edit_claims(promised, [ref("S5.1")], ClaimEdit(about="2027", strength="hope"))
    assert listed(promised, sort="-made") == ["S5.1", "S4.1", "S1.1", "S1.2"]
    assert listed(promised, sort="due") == ["S5.1", "S1.1", "S1.2", "S4.1"]
    assert listed(promised, sort="-due") == ["S1.1", "S5.1", "S1.2", "S4.1"]
    assert listed(promised, sort="-strength")[0] == "S5.1"
    assert listed(promised, sort="reports", limit=1) == ["S1.1"]
    assert listed(promised, sort="-id")[0] == "S5.1"
    with pytest.raises(UsageError, match="sort by made, due, strength, reports, id"):
        listed(promised, sort="size")


@pytest.mark.parametrize("key", COMMITMENT_SORT_KEYS)
@pytest.mark.parametrize("turned", ["", "-"])
def test_a_page_is_the_beginning_of_the_whole_list(promised: Database, key: str, turned: str) -> None:
    ingest(promised, [replace(PROMISES[0], text=f"{PROMISES[0].text}Again.", published=None)])
    rule(promised, "S2.1", "hardens", "S1.1")
    rule(promised, "S3.1", "fulfils", "S1.2")
    join_statements(promised, [4, 5])
    edit_claims(promised, [ref("S5.1")], ClaimEdit(strength="hope", about="2026"))
    whole = listed(promised, sort=turned + key)
    assert sorted(whole) == ["S1.1", "S1.2", "S4.1", "S5.1", "S6.1", "S6.2"]
    for limit in range(len(whole) + 1):
        assert listed(promised, sort=turned + key, limit=limit) == whole[:limit]


def test_a_page_reads_no_further_than_it_needs(promised: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    plain = commitment_threads.read_stored

    def watch(session: Session, numbers: Sequence[int]) -> dict[ClaimReference, StoredClaim]:
        read.extend(numbers)
        return plain(session, numbers)

    monkeypatch.setattr(commitments, "_FIRST_BATCH", 1)
    monkeypatch.setattr(commitments, "read_stored", watch)
    assert listed(promised, limit=1) == ["S1.1"]
    assert set(read) == {1}


@pytest.mark.parametrize("sort", ["made", "-made", "id", "-id"])
def test_a_list_of_all_is_read_in_order_and_not_sorted(promised: Database, sort: str) -> None:
    with promised.read() as session:
        for query in commitments._order_alone(CommitmentFilter(sort=sort), ()):
            compiled = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
            plan = [str(row.detail) for row in session.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
            # Within a day numbers are sorted where days go back.
            assert not [step for step in plan if "TEMP B-TREE FOR ORDER BY" in step], plan


def test_promises_of_the_talk_itself_are_left_out_unless_a_person_confirms_one(promised: Database) -> None:
    words = "Austrian Foreign Minister Ilse Brandt said on Friday: “I will come back to that in a minute.”\n"
    ingest(promised, [ArticleInput(words, published="2024-05-03")])
    assert "S6.1" in {row.claim_id for row in find_claims(promised, ClaimFilter(kinds=(ClaimKind.COMMITMENT,)))}
    assert "S6.1" not in listed(promised)
    assert all("S6.1" not in (link.later_id, link.earlier_id) for link in suggest_links(promised, least=0.1))
    confirm_claims(promised, [ref("S6.1")])
    assert "S6.1" in listed(promised)


def test_rejected_claims_are_out_of_their_threads(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    reject_claims(promised, [ref("S1.1")])
    assert listed(promised) == ["S1.2", "S2.1", "S4.1", "S5.1"]


def test_a_rejected_commitment_says_that_it_is_rejected_and_how_it_comes_back(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    reject_claims(promised, [ref("S1.1"), ref("S1.2")])
    for number in ("S1.1", "S1.2"):  # one that was linked, one that was not
        with pytest.raises(NotFoundError, match=rf"{number} is rejected; `tracker claim restore {number}`"):
            show_commitment(promised, ref(number))
    assert show_commitment(promised, ref("S2.1")).row.commitment_id == "S2.1"
    reject_statements(promised, [5])
    with pytest.raises(NotFoundError, match="S5 is rejected; `tracker statement restore S5`"):
        show_commitment(promised, ref("S5.1"))


def test_a_link_runs_from_the_later_claim_to_the_earlier_one(promised: Database) -> None:
    with pytest.raises(UsageError, match=r"S1\.1 was said on 2024-03-01, before S2\.1 on 2024-06-10; give the later"):
        rule(promised, "S1.1", "hardens", "S2.1")
    rule(promised, "S1.1", "hardens", "S2.1", status=LinkStatus.REJECTED)
    # On one day, and over years that are not told apart, either may have come first.
    rule(promised, "S1.1", "reaffirms", "S1.2")
    edit_statements(promised, [4], StatementEdit(said_on="2024"))
    edit_statements(promised, [2], StatementEdit(said_on="2024"))
    rule(promised, "S2.1", "reaffirms", "S4.1")


def test_links_make_no_circle(promised: Database) -> None:
    edit_statements(promised, [1, 2, 4], StatementEdit(said_on="2024"))
    rule(promised, "S2.1", "hardens", "S1.1")
    with pytest.raises(ConflictError, match=r"S2\.1 hardens S1\.1 already.*`tracker commitment unlink S2\.1 S1\.1`"):
        rule(promised, "S1.1", "softens", "S2.1")
    rule(promised, "S4.1", "drops", "S2.1")
    with pytest.raises(ConflictError, match=r"S4\.1 drops S2\.1, S2\.1 hardens S1\.1 already"):
        rule(promised, "S1.1", "reaffirms", "S4.1")
    # What was rejected is in nobody's way, and a ruling may be changed.
    rule(promised, "S2.1", "hardens", "S1.1", status=LinkStatus.REJECTED)
    rule(promised, "S1.1", "softens", "S2.1")
    rule(promised, "S1.1", "reaffirms", "S2.1")


def test_commitments_are_counted_without_a_page(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    assert count_commitments(promised, CommitmentFilter(limit=1)) == 4
    assert count_commitments(promised, CommitmentFilter(due="2028")) == 1


def test_later_claims_are_proposed_for_what_they_are_about(promised: Database) -> None:
    found = {link.later_id: link for link in suggest_links(promised)}
    assert {(link.later_id, link.relation, link.earlier_id) for link in found.values()} == {
        ("S2.1", "hardens", "S1.1"),
        ("S3.1", "fulfils", "S1.2"),
        ("S4.1", "drops", "S2.1"),
    }
    assert "ready → strong" in found["S2.1"].reasons
    assert (found["S2.1"].earlier_on, found["S2.1"].later_on) == ("2024-03-01", "2024-06-10")
    scores = [link.score for link in suggest_links(promised)]
    assert scores == sorted(scores, reverse=True)
    assert len(suggest_links(promised, limit=1)) == 1
    assert suggest_links(promised, least=1) == []
    assert [x.later_id for x in suggest_links(promised, StatementFilter(outlets=("The Harbour Post",)))] == sorted(
        ["S2.1", "S3.1"], key=lambda number: -found[number].score
    )


def test_what_is_one_utterance_or_of_another_party_is_not_proposed(promised: Database) -> None:
    join_statements(promised, [1, 3])
    edit_claims(promised, [ref("S2.1")], ClaimEdit(by=("Kenya",)))
    pairs = {(link.later_id, link.earlier_id) for link in suggest_links(promised)}
    assert pairs == {("S4.1", "S1.1")}


def test_what_is_ruled_on_is_not_proposed_again(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    rule(promised, "S4.1", "drops", "S2.1", status=LinkStatus.REJECTED, reason="not for good")
    # Neither with the claim that was named nor with another one of its thread.
    assert {(link.later_id, link.earlier_id) for link in suggest_links(promised)} == {("S3.1", "S1.2")}
    unlink_claims(promised, ref("S4.1"), ref("S2.1"))
    assert ("S4.1", "S2.1") in {(link.later_id, link.earlier_id) for link in suggest_links(promised)}


def test_proposals_are_named_by_their_later_claims(promised: Database) -> None:
    (link,) = find_proposals(promised, [ref("S3.1")])
    assert link.earlier_id == "S1.2"
    with pytest.raises(NotFoundError, match=r"no link of S5\.1 to an earlier commitment is proposed with 0\.50"):
        find_proposals(promised, [ref("S5.1")])
    with pytest.raises(NotFoundError, match=r"no claim S5\.9"):
        find_proposals(promised, [ref("S5.9")])


def test_a_thread_is_laid_out_with_marks_and_rulings(promised: Database) -> None:
    proposed = Ruling(ref("S2.1"), ref("S1.1"), LinkRelation.HARDENS, origin=LinkOrigin.MACHINE)
    rule_on_links(promised, [proposed], reason="ready to became will")
    rule(promised, "S4.1", "drops", "S2.1", status=LinkStatus.REJECTED)
    detail = show_commitment(promised, ref("S2.1"))
    assert detail.row.commitment_id == "S1.1"
    first, second = detail.steps
    assert [first.stored.claim.text[slice(*span)] for span in first.marks] == ["ready to"]
    assert (second.on, second.outlet, second.speaker) == ("2024-06-10", "Danube Courier", "Ilse Brandt")
    (tie,) = second.ties
    assert (tie.relation, tie.origin, tie.reason) == (LinkRelation.HARDENS, LinkOrigin.MACHINE, "ready to became will")
    assert [str(tie.later) for tie in detail.rejected] == ["S4.1"]
    with pytest.raises(NotFoundError, match=r"S3\.1 is no commitment and is linked to none"):
        show_commitment(promised, ref("S3.1"))


def test_a_dry_run_rules_on_nothing(promised: Database) -> None:
    report = rule_on_links(promised, [Ruling(ref("S2.1"), ref("S1.1"), LinkRelation.HARDENS)], dry_run=True)
    assert report.what[0].startswith("S2.1 hardens S1.1: “Austria will help Uganda")
    assert report.entry is None
    assert "S2.1" in listed(promised)


def test_links_stay_when_articles_are_read_anew(promised: Database) -> None:
    rule(promised, "S2.1", "hardens", "S1.1")
    list(reextract(promised))
    assert "S2.1" not in listed(promised)


def test_numbers_to_complete(promised: Database) -> None:
    assert commitment_numbers(promised) == ["S5.1", "S4.1", "S2.1", "S1.1", "S1.2"]
