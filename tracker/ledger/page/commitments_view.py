"""Commitments on pages: who promised what to whom, by when and how firmly, and what later claims do to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.ledger.page.book import Book
from tracker.ledger.page.dates import show_date
from tracker.ledger.page.excerpts import excerpt
from tracker.ledger.page.links import Links, joined
from tracker.ledger.page.markup import Html, join, tag
from tracker.records.claims import ClaimReference
from tracker.records.commitments import ClaimTie, CommitmentRow, CommitmentState

MOST_LISTED = 1_000
MOST_OF_A_SPEAKER = 25
_WIDTH = 240  # characters of a commitment's words; its article has all of them


def render_commitments(book: Book, links: Links) -> Html:
    """Every commitment of the selection, the latest first."""
    listed = book.commitments[::-1][:MOST_LISTED]
    count = f"{len(book.commitments):,} commitment{'' if len(book.commitments) == 1 else 's'}"
    more = f" These are the latest {MOST_LISTED:,}." if len(book.commitments) > len(listed) else ""
    return join(
        tag(
            "header",
            {"class": "head"},
            tag("h1", None, "Commitments"),
            tag(
                "p",
                {"class": "standfirst"},
                f"{count}, by the day on which they were made first: what somebody said that they will do, or are "
                f"prepared to.{more}",
            ),
        ),
        tag("ol", {"class": "said"}, render_listed(listed, book, links)) if listed else None,
    )


def render_listed(rows: Sequence[CommitmentRow], book: Book, links: Links) -> Iterator[Html]:
    """Commitments as items of a list, each with its words, parties, dates, and the claims that belong to it."""
    for row in rows:
        parties = [" and ".join(names) for names in (row.party or (row.party_as_printed or "",), row.counterpart)]
        steps = dict.fromkeys(step for step in (row.first_strength, row.strength) if step)
        made = f"made {show_date(row.first_made, short=True)}" if row.first_made else ""
        again = f"last reaffirmed {show_date(row.last_reaffirmed, short=True)}" if row.last_reaffirmed else ""
        about = [
            " → ".join(part for part in parties if part),
            row.state if row.state != CommitmentState.STANDING.value else " → ".join(steps),
            f"due {show_date(row.due, short=True)}" if row.due else "",
            made,
            again,
            f"{row.report_count:,} reports" if row.report_count > 1 else "",
        ]
        yield tag(
            "li",
            None,
            tag("blockquote", {"dir": "auto"}, _place(row.commitment_id, excerpt(row.claim, _WIDTH), book, links)),
            tag("p", {"class": "about"}, tag("bdi", None, joined([row.speaker or "", *about]))),
            _render_later(row, book, links),
        )


def render_ties(reference: str, book: Book, links: Links) -> Iterator[Html]:
    """What a claim does to earlier commitments, and later ones to it: each in words, with the other claim's place."""
    for tie in book.tied.get(reference, ()):
        if str(tie.later) == reference:
            yield tag("span", {"class": "about"}, f"{tie.relation.value} ", _name(str(tie.earlier), book, links))
        else:
            told = (_name(str(tie.later), book, links), f" {tie.relation.value} it")
            yield tag("span", {"class": "about"}, told)


def _render_later(row: CommitmentRow, book: Book, links: Links) -> Html | None:
    """The links inside a commitment, in order of its claims."""
    ties = [tie for claim in row.claim_ids for tie in book.tied.get(claim, ()) if str(tie.later) == claim]
    if not ties:
        return None
    return tag("ul", {"class": "about"}, (tag("li", None, _tell(tie, book, links)) for tie in ties))


def _tell(tie: ClaimTie, book: Book, links: Links) -> Iterator[object]:
    yield _name(str(tie.later), book, links)
    yield f" {tie.relation.value} "
    yield _name(str(tie.earlier), book, links)
    if tie.reason:
        yield tag("span", {"dir": "auto"}, f": {tie.reason}")


def _name(reference: str, book: Book, links: Links) -> object:
    return _place(reference, reference, book, links)


def _place(reference: str, words: str, book: Book, links: Links) -> object:
    """Words that lead to the claim's statement in its article, where that is on a page."""
    claim = ClaimReference.of(reference)
    article = book.article_of.get(claim.statement_id)
    return words if article is None else tag("a", {"href": links.article(article, f"s{claim.statement_id}")}, words)
