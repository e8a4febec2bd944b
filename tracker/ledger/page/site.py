"""A site: the ledger's page and a page for each speaker and article, as a folder, as one file, or page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from tracker.ledger.page.article_view import render_article, title_of
from tracker.ledger.page.book import Book
from tracker.ledger.page.commitments_view import render_commitments
from tracker.ledger.page.data import write_data
from tracker.ledger.page.frame import SCRIPTS, STYLE, Frame, read_asset
from tracker.ledger.page.ledger_view import TITLE, render_ledger
from tracker.ledger.page.links import INDEX, Links, links_from
from tracker.ledger.page.lists_view import render_about, render_articles, render_speakers
from tracker.ledger.page.markup import Html, tag
from tracker.ledger.page.speaker_view import render_speaker
from tracker.ledger.page.timelines_view import render_timelines
from tracker.records import ArticleDetail

ReadArticle = Callable[[int], ArticleDetail]

_SEAM = Html("<!-- the other pages -->")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_LISTS = {
    "timelines": "Timelines",
    "commitments": "Commitments",
    "speakers": "Speakers",
    "articles": "Articles",
    "about": "About these pages",
}


class Site:
    """The pages of a selection; an article's text is read, through ``read_article``, when its page is made."""

    def __init__(self, book: Book, read_article: ReadArticle) -> None:
        self._book = book
        self._read_article = read_article

    def paths(self) -> Iterator[str]:
        """The path of every file of the folder, "/" between its parts."""
        yield INDEX
        yield from (f"{name}.html" for name in _LISTS)
        yield from (f"speakers/{number}.html" for number in self._book.by_speaker)
        yield from (f"articles/{number}.html" for number in self._book.by_article)
        yield STYLE
        yield from SCRIPTS

    def render(self, path: str) -> str | None:
        """The file at this path of the folder, or None where the folder has none."""
        if path == STYLE or path in SCRIPTS:
            return read_asset(path)
        name, dot, ending = path.rpartition(".")
        if not dot or ending != "html":
            return None
        frame = Frame(links_from(path), self._book.version)
        if path == INDEX:
            body = render_ledger(self._book, frame.links)
            return frame.document(TITLE, body, data=self._data(), current="ledger", scripts=SCRIPTS, wide=True)
        found = self._render_page(name, frame.links)
        if found is None:
            return None
        title, body = found
        return frame.document(f"{title} · {TITLE}", body, current=name)

    def write_folder(self, folder: Path) -> None:
        """Write every file into the folder, which is made if need be; raises OSError where it cannot be written."""
        for path in self.paths():
            text = self.render(path)
            assert text is not None
            file = folder.joinpath(*path.split("/"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")

    def write_file(self, stream: TextIO) -> None:
        """Write the whole site as one page; the others lie in it as templates, shown when their address is called."""
        frame = Frame(Links(single=True), self._book.version)
        body = render_ledger(self._book, frame.links)
        whole = frame.document(
            TITLE, body, data=self._data(), behind=_SEAM, current="ledger", scripts=SCRIPTS, wide=True
        )
        before, after = whole.split(_SEAM)
        stream.write(before + "\n")
        for path in self.paths():
            name, _, ending = path.rpartition(".")
            if ending == "html" and path != INDEX:
                found = self._render_page(name, frame.links)
                assert found is not None
                title, page = found
                stream.write(tag("template", {"data-page": name, "data-title": title}, page) + "\n")
        stream.write(after)

    def _render_page(self, name: str, links: Links) -> tuple[str, Html] | None:
        """Title and main part of a page by its name, or None where there is none."""
        book = self._book
        if name == "speakers":
            return _LISTS[name], render_speakers(book, links)
        if name == "articles":
            return _LISTS[name], render_articles(book, links)
        if name == "commitments":
            return _LISTS[name], render_commitments(book, links)
        if name == "timelines":
            return _LISTS[name], render_timelines(book, links)
        if name == "about":
            return _LISTS[name], render_about(book)
        kind, _, digits = name.partition("/")
        if not _NUMBER.fullmatch(digits):
            return None
        number = int(digits)
        if kind == "speakers" and number in book.by_speaker:
            return book.speakers[number].name, render_speaker(book.speakers[number], book, links)
        if kind == "articles" and number in book.by_article:
            article = self._read_article(number)
            return title_of(article), render_article(article, book, links)
        return None

    def _data(self) -> Html:
        return tag("script", {"type": "application/json", "id": "data"}, write_data(self._book))
