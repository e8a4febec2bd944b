"""The lists of speakers and of articles, and the page that says how to read the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tracker.ledger.page.book import Book, Dated, count_utterances
from tracker.ledger.page.dates import bounds, show_date, show_days, show_month
from tracker.ledger.page.links import Links
from tracker.ledger.page.markup import Html, join, tag
from tracker.records import LedgerRow


def render_speakers(book: Book, links: Links) -> Html:
    """Every speaker of the selection, those with most statements first."""
    counted = sorted(book.by_speaker.items(), key=lambda item: (-len(item[1]), book.speakers[item[0]].name))
    rows = (_render_speaker(number, said, book, links) for number, said in counted)
    columns = ("Speaker", "Kind", "Country", "Statements", "Utterances", "Months")
    table = tag(
        "table",
        {"class": "plain list"},
        tag("caption", {"class": "hidden"}, "Speakers, by number of statements"),
        tag(
            "thead",
            None,
            tag("tr", None, *(_column(name) for name in columns)),
        ),
        tag("tbody", None, *rows),
    )
    return join(_head("Speakers", f"{len(counted):,} speakers, those with most statements first."), table)


def render_articles(book: Book, links: Links) -> Html:
    """Every article of the selection by month, newest first."""
    firsts = [rows[0] for rows in book.by_article.values()]
    placed = [(row, Dated(row.published, False, *bounds(row.published))) for row in firsts]
    placed.sort(key=lambda pair: (pair[1].first or "", pair[0].article_id), reverse=True)
    groups = (
        (
            tag("h2", None, show_month(month) if month else "Not dated to a month"),
            tag("ul", {"class": "articles"}, (_render_article(row, book, links) for row, _ in group)),
        )
        for month, group in groupby(placed, key=lambda pair: pair[1].month)
    )
    return join(_head("Articles", f"{len(firsts):,} articles, newest first."), *groups)


def render_about(book: Book) -> Html:
    """How to read the pages, and what they were made of."""
    return join(
        _head("About these pages", "How to read them, and what they rest on."),
        tag("section", {"class": "prose"}, *_explain(book)),
    )


def _explain(book: Book) -> Iterator[Html]:
    yield tag(
        "p",
        None,
        "Each row of the ledger is one statement: one report, in one article, that somebody said or wrote something. "
        "It was found by a program, unless its status says that a person confirmed, edited or added it. Follow its "
        "article to see it in its paragraph before you cite it.",
    )
    terms = (
        ("Date", "When it was said, as far as the article tells; else, marked “published”, when the article appeared."),
        ("Speaker", "The person, office, state, organisation, group or document it is attributed to. An unresolved one "
         "stands as the article prints it."),
        ("Manner", "Direct: all of it in quotation marks, or a transcript. Indirect: reported. Mixed: both."),
        ("Confidence", "How far the program trusts its own reading. Where it is not high, look before you rely on it."),
        ("S and A", "The numbers of statements and articles in the database that this was made from."),
    )  # fmt: skip
    yield tag("dl", None, ((tag("dt", None, term), tag("dd", None, meaning)) for term, meaning in terms))
    yield tag("h2", None, "What was asked for")
    asked = book.selection or (("Selection", "all statements but those that a person rejected"),)
    yield tag("dl", None, ((tag("dt", None, label), tag("dd", {"dir": "auto"}, value)) for label, value in asked))
    yield tag("h2", None, "Searching")
    yield tag(
        "p",
        None,
        "A search finds the beginnings of words, in any order, whatever their case and accents; “quotation marks” "
        "keep words together, a minus before a word leaves out what has it. The address of the ledger holds the "
        "search and all filters: copy it to send what you see. Press / to search.",
    )


def _head(title: str, standfirst: str) -> Html:
    return tag("header", {"class": "head"}, tag("h1", None, title), tag("p", {"class": "standfirst"}, standfirst))


def _column(name: str) -> Html:
    return tag("th", {"scope": "col", "class": "number" if name in ("Statements", "Utterances") else None}, name)


def _render_speaker(number: int, said: list[LedgerRow], book: Book, links: Links) -> Html:
    speaker = book.speakers[number]
    days = [book.dates[row.statement_id] for row in said]
    when = show_days(
        min((day.first for day in days if day.first), default=None),
        max((day.last for day in days if day.last), default=None),
        short=True,
    )
    country = book.countries.get(speaker.country, speaker.country) if speaker.country else ""
    return tag(
        "tr",
        None,
        tag("th", {"scope": "row", "dir": "auto"}, tag("a", {"href": links.speaker(number)}, speaker.name)),
        tag("td", None, speaker.kind),
        tag("td", None, country),
        tag("td", {"class": "number"}, len(said)),
        tag("td", {"class": "number"}, count_utterances(said)),
        tag("td", None, when),
    )


def _render_article(row: LedgerRow, book: Book, links: Links) -> Html:
    count = len(book.by_article[row.article_id])
    parts = [row.outlet or "", show_date(row.published) if row.published else ""]
    return tag(
        "li",
        {"dir": "auto"},
        tag("a", {"href": links.article(row.article_id)}, row.title or f"Article A{row.article_id}"),
        " ",
        tag(
            "span",
            {"class": "about"},
            ", ".join(filter(None, parts)),
            f" · {count:,} statement{'' if count == 1 else 's'}",
        ),
    )
