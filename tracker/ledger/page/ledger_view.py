"""The ledger's page: search, timeline, filters and table; its script fills them from the data."""

from __future__ import annotations

from tracker.ledger.page.book import Book, tell_utterances
from tracker.ledger.page.dates import show_days
from tracker.ledger.page.links import Links
from tracker.ledger.page.markup import Html, join, tag

TITLE = "Who said what"

_FACETS = (
    ("speaker", "Speaker", True),
    ("topic", "Topic", True),
    ("country", "Country", False),
    ("outlet", "Outlet", False),
    ("manner", "Manner", False),
    ("confidence", "Confidence", False),
)
_COLUMNS = (("date", "Date"), ("speaker", "Speaker"), (None, "What was said"), ("source", "Article"))
_SORTS = (
    ("-date", "Newest first"),
    ("date", "Oldest first"),
    ("speaker", "Speaker, A to Z"),
    ("-speaker", "Speaker, Z to A"),
    ("source", "Article, A to Z"),
    ("-source", "Article, Z to A"),
)


def render_ledger(book: Book, links: Links) -> Html:
    """The main part of the ledger's page."""
    return join(
        _render_head(book),
        tag(
            "noscript",
            None,
            tag(
                "p",
                {"class": "notice"},
                "The table needs JavaScript, which is off here. The pages of ",
                tag("a", {"href": links.page("speakers")}, "speakers"),
                " and ",
                tag("a", {"href": links.page("articles")}, "articles"),
                " do without." if not links.single else " need it too in this form; ask for the ledger as a folder.",
            ),
        ),
        tag(
            "div",
            {"id": "ledger", "hidden": True},
            _render_search(),
            _render_timeline(),
            tag("div", {"class": "columns"}, _render_filters(), _render_results()),
        ),
    )


def _render_head(book: Book) -> Html:
    statements, speakers, articles = len(book.rows), len(book.by_speaker), len(book.by_article)
    when = f", {show_days(*book.span)}" if book.span else ""
    words = (
        f"{_count(statements, 'statement')}{tell_utterances(book.rows)} by {_count(speakers, 'speaker')}, each traced "
        f"to its place in "
        f"{_count(articles, 'article')}{when}."
    )
    asked = [f"{label.lower()} {value}" for label, value in book.selection]
    return tag(
        "header",
        {"class": "head"},
        tag("h1", None, TITLE),
        tag("p", {"class": "standfirst"}, words),
        tag("p", {"class": "byline", "dir": "auto"}, "A selection: ", "; ".join(asked), ".") if asked else None,
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _render_search() -> Html:
    return tag(
        "form",
        {"role": "search", "class": "search", "id": "search"},
        tag("label", {"for": "q", "class": "hidden"}, "Search what was said, and by whom"),
        tag(
            "input",
            {
                "type": "search",
                "id": "q",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "Search what was said, and by whom",
                "aria-describedby": "hint",
                "enterkeyhint": "search",
            },
        ),
        tag("p", {"id": "hint", "class": "hint"}, "“Quotation marks” keep words together, a minus leaves a word out"),
    )


def _render_timeline() -> Html:
    return tag(
        "figure",
        {"class": "timeline", "id": "timeline"},
        tag("figcaption", {"id": "timeline-name"}, "Statements by month"),
        tag(
            "div",
            {"id": "bars", "role": "toolbar", "aria-labelledby": "timeline-name", "aria-describedby": "timeline-help"},
        ),
        tag(
            "p",
            {"id": "timeline-help", "class": "hidden"},
            "Arrow keys walk through the months, Enter shows one alone, Shift and Enter all from the one before to it.",
        ),
        tag("p", {"id": "beyond", "class": "hint"}),
    )


def _render_filters() -> Html:
    dates = tag(
        "fieldset",
        {"class": "dates"},
        tag("legend", None, "Date"),
        tag("label", None, "From ", tag("input", {"type": "date", "id": "from", "max": "9999-12-31"})),
        tag("label", None, "To ", tag("input", {"type": "date", "id": "to", "max": "9999-12-31"})),
    )
    facets = (
        tag(
            "details",
            {"class": "facet", "data-facet": name, "open": is_open},
            tag("summary", None, label),
            tag("div", {"class": "values", "role": "group", "aria-label": label}),
        )
        for name, label, is_open in _FACETS
    )
    return tag(
        "section",
        {"class": "filters", "aria-label": "Filters"},
        tag(
            "button",
            {
                "type": "button",
                "id": "filters-button",
                "class": "quiet",
                "aria-expanded": "false",
                "aria-controls": "filters",
            },
            "Filters",
        ),
        tag("div", {"id": "filters"}, dates, *facets),
    )


def _render_results() -> Html:
    sort = tag(
        "label",
        {"class": "sort"},
        "Order ",
        tag("select", {"id": "sort"}, (tag("option", {"value": value}, label) for value, label in _SORTS)),
    )
    heads = (
        tag(
            "th",
            {"scope": "col", "role": "columnheader", "data-sort": key},
            tag("button", {"type": "button"}, label) if key else label,
        )
        for key, label in _COLUMNS
    )
    table = tag(
        "table",
        {"class": "rows", "role": "table"},
        tag("caption", {"class": "hidden", "id": "caption"}, "Statements"),
        tag("thead", {"role": "rowgroup"}, tag("tr", {"role": "row"}, *heads)),
        tag("tbody", {"id": "rows", "role": "rowgroup"}),
    )
    return tag(
        "section",
        {"class": "results", "aria-label": "Statements"},
        tag(
            "div",
            {"class": "status"},
            tag("p", {"id": "count", "role": "status"}),
            sort,
        ),
        tag("ul", {"id": "chips", "class": "chips", "aria-label": "Filters in use"}),
        tag("p", {"id": "asked", "class": "print"}),
        table,
        tag("nav", {"id": "pager", "class": "pager", "aria-label": "Pages of the table"}),
    )
