"""A speaker's page: names and posts, statements by month, topics, and the statements themselves, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.ledger.page.book import Book, tell_utterances
from tracker.ledger.page.commitments_view import MOST_OF_A_SPEAKER, render_listed
from tracker.ledger.page.dates import show_date, show_days, show_month
from tracker.ledger.page.excerpts import excerpt
from tracker.ledger.page.figures import draw_months
from tracker.ledger.page.links import Links, joined
from tracker.ledger.page.markup import Html, join, tag
from tracker.records import LedgerRow, PostSeen, SpeakerPortrait

MOST_SHOWN = 100
_MOST_TOPICS = 12


def render_speaker(speaker: SpeakerPortrait, book: Book, links: Links) -> Html:
    """The main part of a speaker's page."""
    rows = book.by_speaker.get(speaker.speaker_id, [])
    number = speaker.speaker_id
    months = book.count_months(rows)
    return join(
        _render_head(speaker, rows, book, links),
        _section("Posts", tag("ul", {"class": "posts"}, (_render_post(post, book) for post in speaker.posts)))
        if speaker.posts
        else None,
        _section(
            "By month",
            draw_months(
                months, lambda month: links.ledger(("speaker", number), ("from", month), ("to", month)), span=book.span
            ),
        )
        if months
        else None,
        _render_topics(number, rows, book, links),
        _render_commitments(number, book, links),
        _render_statements(number, rows, book, links),
    )


def _section(title: str, *body: object) -> Html:
    return tag("section", {"aria-label": title}, tag("h2", None, title), *body)


def _render_head(speaker: SpeakerPortrait, rows: Sequence[LedgerRow], book: Book, links: Links) -> Html:
    articles = len({row.article_id for row in rows})
    days = [book.dates[row.statement_id] for row in rows]
    when = show_days(
        min((day.first for day in days if day.first), default=None),
        max((day.last for day in days if day.last), default=None),
    )
    count = f"{len(rows):,} statement{'' if len(rows) == 1 else 's'}"
    where = f" in {articles:,} article{'' if articles == 1 else 's'}"
    country = book.countries.get(speaker.country, speaker.country) if speaker.country else ""
    return tag(
        "header",
        {"class": "head"},
        tag("p", {"class": "kicker"}, joined([speaker.kind.capitalize(), country or ""])),
        tag("h1", {"dir": "auto"}, speaker.name),
        tag(
            "p",
            {"class": "standfirst"},
            tag("a", {"href": links.ledger(("speaker", speaker.speaker_id))}, count),
            tell_utterances(rows),
            where,
            f", {when}" if when else "",
            ".",
        ),
        tag("p", {"class": "byline"}, "Also printed as ", _commas(speaker.aliases[:12]), ".")
        if speaker.aliases
        else None,
    )


def _commas(names: Sequence[str]) -> Iterator[Html]:
    for index, name in enumerate(names):
        if index:
            yield Html(", ")
        yield tag("bdi", None, name)


def _render_post(post: PostSeen, book: Book) -> Html:
    if post.held_from or post.held_to:
        since = show_date(post.held_from) if post.held_from else "?"
        until = show_date(post.held_to) if post.held_to else "today"
        when = f"{since} – {until}"
    else:
        seen = f"printed in {post.articles:,} article{'' if post.articles == 1 else 's'}"
        days = show_days(post.seen_first, post.seen_last)
        when = joined([seen, days], ", ")
    country = f", {book.countries.get(post.country, post.country)}" if post.country else None
    return tag(
        "li", {"dir": "auto"}, tag("strong", None, post.role), country, " ", tag("span", {"class": "about"}, when)
    )


def _render_topics(number: int, rows: Sequence[LedgerRow], book: Book, links: Links) -> Html | None:
    counts = Counter(slug for row in rows for slug in row.topics)
    if not counts:
        return None
    most = counts.most_common(1)[0][1]
    shown = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TOPICS]
    items = (
        tag(
            "li",
            None,
            tag("a", {"href": links.ledger(("speaker", number), ("topic", slug))}, book.topics.get(slug, slug)),
            tag(
                "svg",
                {"class": "bar", "viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"},
                tag("rect", {"width": f"{count / most * 100:.1f}", "height": 8}),
            ),
            tag("span", {"class": "number"}, count),
        )
        for slug, count in shown
    )
    return _section("Topics", tag("ol", {"class": "bars"}, *items))


def _render_commitments(number: int, book: Book, links: Links) -> Html | None:
    promised = book.promised.get(number, [])
    if not promised:
        return None
    shown = promised[:MOST_OF_A_SPEAKER]
    more = None
    if len(promised) > len(shown):
        told = f"These are the latest {len(shown):,} of {len(promised):,}. "
        more = tag("p", {"class": "more"}, told, tag("a", {"href": links.page("commitments")}, "All commitments"))
    return _section("Commitments", tag("ol", {"class": "said"}, render_listed(shown, book, links)), more)


def _render_statements(number: int, rows: Sequence[LedgerRow], book: Book, links: Links) -> Html:
    shown = rows[:MOST_SHOWN]
    groups = (
        (
            tag("h3", None, show_month(month) if month else "Not dated to a month"),
            tag("ol", {"class": "said"}, (_render_statement(row, book, links) for row in group)),
        )
        for month, group in groupby(shown, key=lambda row: book.dates[row.statement_id].month)
    )
    more = None
    if len(rows) > len(shown):
        more = tag(
            "p",
            {"class": "more"},
            f"These are the newest {len(shown):,}. ",
            tag("a", {"href": links.ledger(("speaker", number))}, f"All {len(rows):,} in the ledger"),
        )
    return _section("Statements", *groups, more)


def _render_statement(row: LedgerRow, book: Book, links: Links) -> Html:
    dated = book.dates[row.statement_id]
    day = show_date(dated.edtf, short=True) if dated.edtf else ""
    return tag(
        "li",
        None,
        tag(
            "blockquote",
            {"dir": "auto"},
            tag("a", {"href": links.article(row.article_id, f"s{row.statement_id}")}, excerpt(row.claim)),
        ),
        tag(
            "p",
            {"class": "about"},
            (
                tag("span", {"class": None if dated.said else "published"}, day if dated.said else f"published {day}"),
                " · ",
            )
            if day
            else None,
            tag("bdi", None, joined([row.title or f"A{row.article_id}", row.outlet or ""], ", ")),
        ),
    )
