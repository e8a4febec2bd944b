"""Commitments on pages: listed with their dates and links, on a speaker's page, and beside the claims of an article."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger.page.test_markup import Reader
from tests.sites import TEXT, corridor_rows, make_article, make_book
from tracker.ledger.page.article_view import render_article
from tracker.ledger.page.book import Book
from tracker.ledger.page.commitments_view import MOST_LISTED, render_commitments
from tracker.ledger.page.links import Links
from tracker.ledger.page.speaker_view import render_speaker
from tracker.records import ClaimKind, ExtractedClaim, StoredClaim
from tracker.records.claims import ClaimReference
from tracker.records.commitments import ClaimTie, CommitmentRow, LinkOrigin, LinkRelation, LinkStatus

PROMISE = CommitmentRow(
    commitment_id="S12.1",
    party=("Austria",),
    party_as_printed="Austria",
    counterpart=("Uganda",),
    due="../2030",
    strength="strong",
    first_strength="ready",
    state="standing",
    first_made="2024-03-01",
    last_reaffirmed="2024-06-10",
    report_count=3,
    claim_ids=("S12.1", "S13.2"),
    speaker="Ilse Brandt",
    claim="Austria is ready to keep <the> corridor\nopen",
)


def tie(status: LinkStatus = LinkStatus.ACCEPTED) -> ClaimTie:
    later, earlier = ClaimReference(13, 2), ClaimReference(12, 1)
    reason = "ready to became <will>"
    return ClaimTie(later, earlier, LinkRelation.HARDENS, LinkOrigin.HAND, status, reason, "ana", "2024-07-01")


def book(*rows: CommitmentRow, ties: tuple[ClaimTie, ...] = ()) -> Book:
    return replace(make_book(corridor_rows()), commitments=rows, ties=ties)


def test_a_commitment_is_told_with_its_parties_dates_and_links() -> None:
    page = render_commitments(book(PROMISE, ties=(tie(),)), Links())
    text = Reader(page).text
    assert "1 commitment, by the day" in text
    assert '<a href="articles/3.html#s12">Austria is ready to keep &lt;the&gt; corridor open</a>' in page
    assert "Ilse Brandt · Austria → Uganda · ready → strong · due " in text
    assert "made 1 Mar 2024 · last reaffirmed 10 Jun 2024 · 3 reports" in text
    assert "S13.2 hardens S12.1: ready to became <will>" in text
    assert '<a href="articles/3.html#s13">S13.2</a>' in page


def test_what_ended_is_told_instead_of_how_firm_it_was() -> None:
    text = Reader(render_commitments(book(replace(PROMISE, state="dropped", report_count=1)), Links())).text
    assert "· dropped ·" in text
    assert "strong" not in text
    assert "reports" not in text


def test_a_claim_that_is_on_no_page_is_named_without_an_address() -> None:
    page = render_commitments(book(replace(PROMISE, commitment_id="S99.1")), Links())
    assert "S99" not in page
    assert "href" not in page


def test_a_list_without_end_is_cut_and_says_so() -> None:
    many = tuple(replace(PROMISE, claim=f"promise {number}") for number in range(MOST_LISTED + 1))
    page = render_commitments(book(*many), Links())
    assert f"These are the latest {MOST_LISTED:,}." in page
    assert f"promise {MOST_LISTED}<" in page
    assert "promise 0<" not in page
    assert "0 commitments" in render_commitments(book(), Links())


def test_a_speaker_has_those_that_they_made() -> None:
    made = book(PROMISE)
    page = render_speaker(made.speakers[1], made, Links(base="../"))
    assert '<section aria-label="Commitments">' in page
    assert '<a href="../articles/3.html#s12">Austria is ready' in page
    other = replace(made, speaking={12: (2,), 13: (2,)})
    assert "Commitments" not in render_speaker(other.speakers[1], other, Links())


def test_the_claims_beside_an_article_have_their_accepted_links() -> None:
    claims = {
        number: (StoredClaim(number, claim, ExtractedClaim((0, 5), "it will", ClaimKind.COMMITMENT)),)
        for number, claim in ((12, 1), (13, 2))
    }
    made = replace(book(PROMISE, ties=(tie(),)), claims=claims)
    text = Reader(render_article(make_article(3, TEXT), made, Links(base="../"))).text
    assert "S13.2 hardens it" in text
    assert "hardens S12.1" in text
    rejected = replace(made, ties=(tie(LinkStatus.REJECTED),))
    assert "hardens" not in Reader(render_article(make_article(3, TEXT), rejected, Links(base="../"))).text
