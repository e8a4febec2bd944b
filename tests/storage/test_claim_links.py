"""Links between claims as they are ruled on, kept when articles are read anew, told, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.extractions import CALLER, said, store, tell
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import ClaimKind, ExtractedClaim, Status
from tracker.records.claims import ClaimReference
from tracker.records.commitments import LinkOrigin, LinkRelation, LinkStatus
from tracker.revisions import HistoryFilter
from tracker.storage.claim_changes import mark_claim, read_claim
from tracker.storage.claim_links import forget_link, linked_positions, read_links, rule_on_link
from tracker.storage.claim_writing import delete_claim, move_claims, write_claims
from tracker.storage.claims import has_coded_claims, read_claims
from tracker.storage.database import Database
from tracker.storage.entries import list_entries
from tracker.storage.journal import Journal
from tracker.storage.session import Session
from tracker.storage.undoing import undo_entry
from tracker.workflows.query import load_actors

BODIES = [
    "Brandt said Austria will rebuild the port, and it opposes the plan.",
    "Brandt said Austria is ready to rebuild the port, and it opposes the plan.",
]


def claims_of(body: str) -> tuple[ExtractedClaim, ...]:
    found = []
    for words, kind in (
        (body[12 : body.index(",")], ClaimKind.COMMITMENT),
        ("it opposes the plan", ClaimKind.POSITION),
    ):
        start = body.index(words)
        found.append(ExtractedClaim((start, start + len(words)), words, kind, party=("Austria",)))
    return tuple(found)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.begin() as session:
        for body in BODIES:
            store(session, tell(body, said(body, body[12:-1], claims=claims_of(body))))
    with database.begin() as session:
        yield session


def journal(token: str) -> Journal:
    return Journal(replace(CALLER, token=token * 32))


def link(session: Session, by: Journal, *, status: LinkStatus = LinkStatus.ACCEPTED, reason: str | None = None) -> bool:
    later, earlier = (read_claim(session, ClaimReference(number, 1)) for number in (2, 1))
    return rule_on_link(session, by, later, earlier, LinkRelation.SOFTENS, status=status, reason=reason)


def test_a_ruling_is_kept_with_who_when_and_why(session: Session) -> None:
    assert link(session, journal("b"), reason="will became ready to")
    (tie,) = read_links(session)
    assert (str(tie.later), tie.relation, str(tie.earlier)) == ("S2.1", LinkRelation.SOFTENS, "S1.1")
    assert (tie.origin, tie.status, tie.reason) == (LinkOrigin.HAND, LinkStatus.ACCEPTED, "will became ready to")
    assert (tie.coder, tie.coded_at) == (CALLER.user, CALLER.at)
    assert read_links(session, [1]) == read_links(session, [2]) == [tie]
    assert read_links(session, [3]) == []


def test_the_same_ruling_changes_nothing_and_another_takes_its_place(session: Session) -> None:
    link(session, journal("b"), reason="why")
    again = journal("c")
    assert not link(session, again)
    assert again.entry is None
    assert link(session, journal("d"), reason="better why")
    assert read_links(session)[0].reason == "better why"
    assert link(session, journal("e"), status=LinkStatus.REJECTED)
    (tie,) = read_links(session)
    assert (tie.status, tie.reason) == (LinkStatus.REJECTED, None)


def test_what_cannot_be_linked_is_refused(session: Session) -> None:
    one, position = (read_claim(session, ClaimReference(1, number)) for number in (1, 2))
    later = read_claim(session, ClaimReference(2, 1))
    with pytest.raises(UsageError, match=r"S1\.1 cannot be linked to itself"):
        rule_on_link(session, journal("b"), one, one, LinkRelation.DROPS)
    with pytest.raises(UsageError, match=r"S1\.2 is no commitment; `tracker claim edit S1\.2 --kind commitment`"):
        rule_on_link(session, journal("b"), later, position, LinkRelation.DROPS)
    mark_claim(session, journal("b"), one, Status.REJECTED)
    with pytest.raises(ConflictError, match=r"S1\.1 is rejected; `tracker claim restore S1\.1`"):
        link(session, journal("c"))


def test_a_ruling_is_undone_and_told(session: Session) -> None:
    done = journal("b")
    link(session, done, reason="will became ready to")
    for number in (1, 2):
        entry, _ = list_entries(session, HistoryFilter(statement=number), load_actors)
        assert entry.what == ("S2.1 softens S1.1: “will became ready to”",)
    undo = journal("c")
    undo.undoes = done.entry
    assert done.entry is not None
    undo_entry(session, undo, done.entry)
    assert read_links(session) == []
    assert list_entries(session, HistoryFilter(limit=1), load_actors)[0].what[1:] == ("S2.1 softens S1.1: taken back",)


def test_a_forgotten_link_is_gone_and_one_that_is_none_is_refused(session: Session) -> None:
    link(session, journal("b"))
    one, later = (read_claim(session, ClaimReference(number, 1)) for number in (1, 2))
    with pytest.raises(NotFoundError, match=r"S1\.1 is not linked to S2\.1; it has links to none"):
        forget_link(session, journal("c"), one, later)
    forget_link(session, journal("c"), later, one)
    assert read_links(session) == []


@pytest.mark.parametrize("number", [1, 2])
def test_linked_claims_are_left_alone_by_the_machine(session: Session, number: int) -> None:
    body = BODIES[number - 1]
    link(session, journal("b"))
    assert has_coded_claims(session, [1, 2, 3]) == {1, 2}
    assert linked_positions(session, number) == {0}
    assert not write_claims(session, journal("c"), number, claims_of(body)[1:], body)
    move_claims(session, journal("d"), number, claims_of(body), body)
    assert [claim.number for claim in read_claims(session, [number])[number]] == [1, 2]
    assert len(read_links(session)) == 1


@pytest.mark.parametrize("number", [1, 2])
def test_links_go_with_a_claim_and_come_back_with_it(session: Session, number: int) -> None:
    link(session, journal("b"))
    gone = journal("c")
    delete_claim(session, gone, number, 0)
    assert read_links(session) == []
    back = journal("d")
    back.undoes = gone.entry
    assert gone.entry is not None
    undo_entry(session, back, gone.entry)
    assert len(read_links(session)) == 1
