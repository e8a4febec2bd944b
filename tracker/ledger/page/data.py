"""The ledger as data for the page's script: columns rather than rows, with names, dates and articles told once."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from tracker.ledger.page.book import Book, Dated, list_months
from tracker.ledger.page.dates import bounds, show_date
from tracker.ledger.page.markup import Html, show_controls
from tracker.records import LedgerRow

MANNERS = ("direct", "indirect", "mixed")
CONFIDENCES = ("high", "medium", "low")
_COLUMNS = (
    "id", "speakers", "printed", "role", "date", "claim", "manner", "topics", "article", "confidence", "countries",
    "addressee", "status", "utterance",
)  # fmt: skip

Key = TypeVar("Key", bound=Hashable)


class _Table(Generic[Key]):
    """Values told once and then by their place."""

    def __init__(self, tell: Callable[[Key], Any]) -> None:
        self._tell = tell
        self._places: dict[Key, int] = {}
        self.told: list[Any] = []

    def place(self, key: Key) -> int:
        """The place of the value, which is told if it is new."""
        if key not in self._places:
            self._places[key] = len(self.told)
            self.told.append(self._tell(key))
        return self._places[key]


def write_data(book: Book) -> Html:
    """The data as JSON that may stand in a script element: no "<" in it, and words with their controls made visible.

    ``rows`` holds a list for each column, newest statement first. Speakers, topics, countries, outlets, articles and
    dates are given by their place in the tables of these names; -1 is none. ``months`` are those to draw. A row's
    utterance is the number that it shares with other reports of it, 0 where it was joined to none.
    """
    articles: dict[int, LedgerRow] = {}
    outlets = _Table[str](show_controls)
    speakers = _Table[int](lambda number: _tell_speaker(number, book))
    topics = _Table[str](lambda slug: [slug, show_controls(book.topics.get(slug, slug))])
    countries = _Table[str](lambda code: [code, book.countries.get(code, code)])
    dates = _Table[Dated](_tell_date)
    sources = _Table[int](lambda number: _tell_article(articles[number], outlets, dates))
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for row in book.newest:
        articles.setdefault(row.article_id, row)
        values = {
            "id": row.statement_id,
            "speakers": [speakers.place(number) for number in book.speaking.get(row.statement_id, ())],
            "printed": "" if row.speaker else show_controls(row.speaker_as_printed),
            "role": show_controls(row.role_as_printed or ""),
            "date": dates.place(book.dates[row.statement_id]),
            "claim": show_controls(row.claim),
            "manner": MANNERS.index(row.manner),
            "topics": [topics.place(slug) for slug in row.topics],
            "article": sources.place(row.article_id),
            "confidence": CONFIDENCES.index(row.confidence),
            "countries": [countries.place(code) for code in (row.country or "").split("; ") if code],
            "addressee": show_controls(row.addressee or row.addressee_as_printed or ""),
            "status": "" if row.status == "extracted" else row.status,
            "utterance": row.utterance_id or 0,
        }
        for name, value in values.items():
            columns[name].append(value)
    data = {
        "manners": MANNERS,
        "confidences": CONFIDENCES,
        "speakers": speakers.told,
        "topics": topics.told,
        "countries": countries.told,
        "outlets": outlets.told,
        "articles": sources.told,
        "dates": dates.told,
        "months": list_months(*book.span) if book.span else [],
        "rows": columns,
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Inside strings alone, where JSON lets any letter be an escape: so the element cannot end, nor a comment begin.
    return Html(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _tell_speaker(number: int, book: Book) -> list[Any]:
    speaker = book.speakers[number]
    return [number, show_controls(speaker.name), speaker.kind]


def _tell_article(row: LedgerRow, outlets: _Table[str], dates: _Table[Dated]) -> list[Any]:
    published = Dated(row.published, False, *bounds(row.published))
    return [
        row.article_id,
        show_controls(row.title or f"Article A{row.article_id}"),
        outlets.place(row.outlet) if row.outlet else -1,
        dates.place(published),
    ]


def _tell_date(dated: Dated) -> list[Any]:
    shown = show_controls(show_date(dated.edtf, short=True)) if dated.edtf else ""
    return [shown, int(dated.said), dated.first or "", dated.last or "", dated.month or ""]
