"""An article's page: its text with every statement marked in place, and beside each paragraph what is marked there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.ledger.page.book import Book
from tracker.ledger.page.commitments_view import render_ties
from tracker.ledger.page.dates import show_date
from tracker.ledger.page.links import Links, joined
from tracker.ledger.page.markup import Html, join, tag, web_address
from tracker.records import ArticleDetail, LedgerRow, Status, StoredClaim

# What is said at length (a turn of a transcript) is marked with a lighter hand than a clause among others.
_LONG = 300
_MOST_TOPICS = 4
_MOST_CLAIMS = 20
_CLAIM_WIDTH = 90  # characters of a claim in the margin; the text beside it has all of it
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    statement: int
    role: str


def render_article(article: ArticleDetail, book: Book, links: Links) -> Html:
    """The main part of an article's page; the rows marked in it are those of the book."""
    rows = book.by_article.get(article.summary.article_id, [])
    name = f"articles/{article.summary.article_id}"
    return join(
        _render_head(article, rows, links),
        tag(
            "article",
            {"class": "text", "aria-label": "The article's text"},
            _render_text(article, rows, book, links, name),
        ),
        _render_colophon(article),
    )


def title_of(article: ArticleDetail) -> str:
    """What the article is called here."""
    return article.summary.title or f"Article A{article.summary.article_id}"


def _render_head(article: ArticleDetail, rows: Sequence[LedgerRow], links: Links) -> Html:
    summary = article.summary
    address = web_address(summary.url)
    published = show_date(summary.published) if summary.published else ""
    by_line = [tag("bdi", None, part) for part in (summary.outlet, summary.author) if part] + (
        [tag("time", {"datetime": summary.published}, published)] if published else []
    )
    count = f"{len(rows):,} statement{'' if len(rows) == 1 else 's'}"
    return tag(
        "header",
        {"class": "head"},
        tag("p", {"class": "kicker"}, f"Article A{summary.article_id}"),
        tag("h1", {"dir": "auto"}, title_of(article)),
        tag("p", {"class": "byline"}, _dotted(by_line)),
        tag(
            "p",
            {"class": "byline"},
            tag(
                "a",
                {"href": links.ledger(("article", summary.article_id))},
                f"{count} in the ledger",
            ),
            (" · ", tag("a", {"href": address, "rel": "noopener noreferrer external"}, "The article at its source"))
            if address
            else None,
        ),
    )


def _dotted(parts: Sequence[Html]) -> Iterator[Html]:
    for index, part in enumerate(parts):
        if index:
            yield Html(" · ")
        yield part


def _render_text(
    article: ArticleDetail, rows: Sequence[LedgerRow], book: Book, links: Links, name: str
) -> Iterator[Html]:
    text = article.text
    paragraphs = _split(text)
    starts = [start for start, _ in paragraphs]
    pieces: list[list[_Piece]] = [[] for _ in paragraphs]
    opening: list[list[LedgerRow]] = [[] for _ in paragraphs]
    for row in rows:
        first = True
        for role, offsets in (("c", row.content_offsets), ("s", row.source_offsets), ("q", row.cue_offsets)):
            for start, end in offsets:
                index = max(bisect_right(starts, start) - 1, 0)
                if role == "c" and first:
                    opening[index].append(row)
                    first = False
                while index < len(paragraphs) and starts[index] < end:
                    pieces[index].append(_Piece(start, end, row.statement_id, role))
                    index += 1
    openings = {row.statement_id: row.content_offsets[0][0] for row in rows if row.content_offsets}
    for (start, end), inside, begun in zip(paragraphs, pieces, opening, strict=True):
        begun.sort(key=lambda row: (openings[row.statement_id], row.statement_id))
        yield tag(
            "div",
            {"class": "row"},
            tag("p", {"dir": "auto"}, _mark(text, start, end, inside, openings, links, name)),
            tag(
                "div",
                {"class": "notes", "role": "group", "aria-label": "Statements in this paragraph"},
                (_render_note(row, book, links, name) for row in begun),
            )
            if begun
            else None,
        )


def _split(text: str) -> list[tuple[int, int]]:
    """The paragraphs' places: what stands between empty lines; every character but those lines' is in one.

    A text of nothing but empty lines is one paragraph, so that whatever rests on it has a place to be told.
    """
    places, start = [], 0
    for gap in _GAP.finditer(text):
        if gap.start() > start:
            places.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        places.append((start, len(text)))
    return places or [(0, len(text))]


def _mark(
    text: str, start: int, end: int, pieces: Sequence[_Piece], openings: dict[int, int], links: Links, name: str
) -> Iterator[Html | str]:
    """The paragraph in stretches that the same statements rest on, each statement's number where its content begins."""
    edges = sorted({start, end, *(edge for piece in pieces for edge in (piece.start, piece.end) if start < edge < end)})
    waiting = sorted(pieces, key=lambda piece: piece.start, reverse=True)
    here: list[_Piece] = []
    for left, right in pairwise(edges):
        here = [piece for piece in here if piece.end >= right]
        while waiting and waiting[-1].start <= left:
            piece = waiting.pop()
            if piece.end >= right:
                here.append(piece)
        for number in sorted(
            {piece.statement for piece in here if piece.role == "c" and openings[piece.statement] == left}
        ):
            yield tag(
                "a",
                {
                    "class": "ref",
                    "id": f"s{number}",
                    "href": links.here(name, f"n{number}"),
                    "aria-label": f"Statement S{number}, to its note",
                },
                Html(str(number)),
            )
        words = text[left:right]
        if not here:
            yield words
            continue
        numbers = Html(" ".join(str(number) for number in sorted({piece.statement for piece in here})))
        roles = Html(" ".join(sorted({piece.role for piece in here})))
        lengths = [piece.end - piece.start for piece in here if piece.role == "c"]
        if lengths and min(lengths) > _LONG:
            roles = Html(f"{roles} long")
        kind = "mark" if lengths else "span"
        yield tag(kind, {"class": roles, "data-s": numbers}, words)


def _render_note(row: LedgerRow, book: Book, links: Links, name: str) -> Html:
    number = Html(str(row.statement_id))
    speakers = [
        tag("a", {"href": links.speaker(speaker)}, tag("bdi", None, book.speakers[speaker].name))
        for speaker in book.speaking.get(row.statement_id, ())
        if speaker in book.speakers
    ]
    who: object = _listed(speakers)
    if not speakers:
        printed = (tag("bdi", None, row.speaker_as_printed), " ") if row.speaker_as_printed else None
        who = tag("span", {"class": "unresolved"}, printed, "(unresolved)")
    dated = book.dates[row.statement_id]
    when = show_date(dated.edtf, short=True) if dated.edtf and dated.said else ""
    to = row.addressee or row.addressee_as_printed
    about = [
        f"to {to}" if to else "",
        row.occasion or "",
        when,
        row.manner,
        "" if row.confidence == "high" else f"{row.confidence} confidence",
    ]
    if row.status != "extracted":
        about.append(row.status)
    about += [book.topics.get(slug, slug) for slug in row.topics[:_MOST_TOPICS]]
    if len(row.topics) > _MOST_TOPICS:
        about.append(f"{len(row.topics) - _MOST_TOPICS} more topics")
    return tag(
        "div",
        {"class": "note", "id": f"n{number}", "data-s": number},
        tag(
            "p",
            {"class": "who"},
            tag(
                "a",
                {"class": "number", "href": links.here(name, f"s{number}"), "aria-label": f"S{number}, to its words"},
                Html(f"S{number}"),
            ),
            " ",
            who,
        ),
        tag("p", {"class": "about"}, joined(about)),
        _render_claims(book.claims.get(row.statement_id, ()), book, links),
        tag("p", {"class": "about", "dir": "auto"}, f"Note: {row.note}") if row.note else None,
        tag(
            "p",
            {"class": "about screen"},
            tag("a", {"href": links.ledger(("id", row.statement_id))}, "In the ledger"),
        ),
    )


def _render_claims(claims: Sequence[StoredClaim], book: Book, links: Links) -> Html | None:
    """What a statement claims, folded away: the words of each, and what they do, of whom and of when."""
    told = [stored for stored in claims if stored.claim.kind is not None]
    if not told:
        return None
    more = len(told) - _MOST_CLAIMS
    return tag(
        "details",
        {"class": "claims"},
        tag("summary", {"class": "about"}, f"{len(told):,} claim{'' if len(told) == 1 else 's'}"),
        tag("ol", None, (_render_claim(stored, book, links) for stored in told[:_MOST_CLAIMS])),
        tag("p", {"class": "about"}, f"and {more:,} more") if more > 0 else None,
    )


def _render_claim(stored: StoredClaim, book: Book, links: Links) -> Html:
    claim = stored.claim
    words = " ".join(claim.text.split())
    parties = [" and ".join(names) for names in (claim.party, claim.counterpart)]
    about = [
        claim.kind.value if claim.kind else "",
        claim.strength.value if claim.strength else "",
        " → ".join(parties) if all(parties) else f"→ {parties[1]}" if parties[1] else parties[0],
        f"about {claim.about}" if claim.about else "",
        "" if stored.status is Status.EXTRACTED else stored.status.value,
    ]
    return tag(
        "li",
        None,
        tag("span", {"dir": "auto"}, words if len(words) <= _CLAIM_WIDTH else f"{words[: _CLAIM_WIDTH - 1].rstrip()}…"),
        " ",
        tag("span", {"class": "about"}, joined([part for part in about if part])),
        *((" · ", tie) for tie in render_ties(stored.reference, book, links)),
    )


def _listed(names: Sequence[Html]) -> Iterator[Html]:
    for index, name in enumerate(names):
        if index:
            yield Html(" and " if index == len(names) - 1 else ", ")
        yield name


def _render_colophon(article: ArticleDetail) -> Html:
    summary = article.summary
    facts = [
        ("Published", show_date(summary.published) if summary.published else None),
        ("Accessed", show_date(article.accessed) if article.accessed else None),
        ("Language", article.language),
        ("Region", article.region),
        ("Its own id", summary.identifier),
        ("Address", summary.url),
        ("Note", article.note),
        ("Words", f"{summary.words:,}"),
        ("SHA-256 of the text", summary.text_sha256),
    ]
    return tag(
        "section",
        {"class": "colophon", "aria-label": "About this article"},
        tag("h2", None, "About this article"),
        tag(
            "dl", None, ((tag("dt", None, label), tag("dd", {"dir": "auto"}, value)) for label, value in facts if value)
        ),
        tag(
            "p",
            {"class": "key"},
            tag("mark", {"class": "c"}, "What was said"),
            " ",
            tag("span", {"class": "s"}, "who said it"),
            " ",
            tag("span", {"class": "q"}, "the words that report it"),
        ),
    )
