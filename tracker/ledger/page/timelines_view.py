"""The page of timelines: each tracked formulation and each topic by speaker and month, as SVG of the page's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from tracker.ledger.page.book import Book, list_months
from tracker.ledger.page.dates import show_month
from tracker.ledger.page.figures import tabulate_months
from tracker.ledger.page.links import Links
from tracker.ledger.page.markup import Html, join, tag
from tracker.records import LedgerRow

_SPEAKERS = 6  # rows of one timeline
_HEIGHT = 24
_MOST_MONTHS = 240

Link = Callable[..., str]


def render_timelines(book: Book, links: Links) -> Html:
    """Formulations first, then topics, those with most statements first."""
    formulations = [
        _render_timeline(
            f"“{formulation.phrase}”",
            [row for row in book.rows if row.statement_id in formulation.statements],
            book,
            links,
            lambda *filters, phrase=formulation.phrase: links.ledger(("q", f'"{phrase}"'), *filters),
        )
        for formulation in book.formulations
    ]
    return join(
        tag(
            "header",
            {"class": "head"},
            tag("h1", None, "Timelines"),
            tag("p", {"class": "standfirst"}, "Who spoke of what, and when: statements by speaker and month."),
        ),
        _section("Formulations", formulations),
        _section("Topics", _render_topics(book, links)),
    )


def _section(title: str, figures: Collection[Html]) -> Html | None:
    return tag("section", {"aria-label": title}, tag("h2", None, title), *figures) if figures else None


def _render_topics(book: Book, links: Links) -> list[Html]:
    by_topic: dict[str, list[LedgerRow]] = {}
    for row in book.rows:
        for slug in row.topics:
            by_topic.setdefault(slug, []).append(row)
    ordered = sorted(by_topic.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        _render_timeline(
            book.topics.get(slug, slug),
            rows,
            book,
            links,
            lambda *filters, slug=slug: links.ledger(("topic", slug), *filters),
        )
        for slug, rows in ordered
    ]


def _render_timeline(title: str, rows: Sequence[LedgerRow], book: Book, links: Links, link: Link) -> Html:
    counts = book.count_months(rows)
    said: dict[int, list[LedgerRow]] = {}
    for row in rows:
        for speaker in dict.fromkeys(book.speaking.get(row.statement_id, ())):
            said.setdefault(speaker, []).append(row)
    ordered = sorted(said.items(), key=lambda item: (-len(item[1]), book.speakers[item[0]].name))
    count = f"{len(rows):,} statement{'' if len(rows) == 1 else 's'}"
    head = tag("h3", {"dir": "auto"}, tag("a", {"href": link()}, title), " ", tag("span", {"class": "about"}, count))
    if not counts or book.span is None:
        return tag("figure", {"class": "strips"}, head)
    first, last = book.span
    months = list_months(first, last)[-_MOST_MONTHS:]
    lines = [(number, book.count_months(their), len(their)) for number, their in ordered[:_SPEAKERS]]
    peak = max((counted[month] for _, counted, _ in lines for month in months), default=0) or 1
    items = (
        tag(
            "li",
            None,
            tag("a", {"href": links.speaker(number), "dir": "auto"}, book.speakers[number].name),
            _draw_strip([counted[month] for month in months], peak),
            tag("a", {"href": link(("speaker", number)), "class": "number"}, total),
        )
        for number, counted, total in lines
    )
    others = len(ordered) - len(lines)
    notes = [f"{show_month(months[0])} to {show_month(months[-1])}; the tallest bar is {peak:,}."]
    notes += [f" {others:,} more speaker{'' if others == 1 else 's'}."] if others else []
    return tag(
        "figure",
        {"class": "strips"},
        head,
        tag("ol", None, *items),
        tag("figcaption", None, *notes, tabulate_months(counts, lambda month: link(("from", month), ("to", month)))),
    )


def _draw_strip(counts: Sequence[int], peak: int) -> Html:
    return tag(
        "svg",
        {
            "class": "strip",
            "viewBox": f"0 0 {len(counts)} {_HEIGHT}",
            "preserveAspectRatio": "none",
            "aria-hidden": "true",
        },
        *_draw_bars(counts, peak),
    )


def _draw_bars(counts: Sequence[int], peak: int) -> Iterator[Html]:
    for place, count in enumerate(counts):
        if count:
            height = max(1.5, count / peak * _HEIGHT)
            shape = {
                "x": f"{place + 0.1:.1f}",
                "y": f"{_HEIGHT - height:.1f}",
                "width": "0.8",
                "height": f"{height:.1f}",
            }
            yield tag("rect", shape)
