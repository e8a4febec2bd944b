"""Rows of a ledger that are of no statement yet: put in where their words stand, or with an article of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.errors import ConflictError, NotFoundError, TrackerError, UsageError
from tracker.ledger.comparing import read_date, read_text
from tracker.ledger.reading import SOURCE, LedgerRecord
from tracker.records import LedgerRow, Spans
from tracker.storage import placing
from tracker.storage.articles import read_text as read_article_text
from tracker.storage.journal import Journal
from tracker.storage.ledger import read_rows
from tracker.storage.session import Session
from tracker.workflows.correct import insert_statement
from tracker.workflows.correcting_cells import CellReader, split_claim
from tracker.workflows.passages import count_words_in, find_passages

_SETTABLE = ("speaker", "addressee", "said_on", "manner", "topics", "note")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ARTICLE_NUMBER = re.compile(r"[Aa]?(\d{1,18})(?:[.,]0+)?")
_BETWEEN = "\n\n"

Citation = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that becomes a statement: where it stands, and the statement as it comes to be."""

    place: str
    row: LedgerRow
    new_article: bool


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """Where a new row belongs: the article and the stretches of its words, or the statement that it is already."""

    article_id: int
    content: Spans = ()
    statement_id: int | None = None


class RowAdder:
    """Puts new rows in, inside the caller's transaction."""

    def __init__(self, session: Session, journal: Journal, cells: CellReader) -> None:
        self._session = session
        self._journal = journal
        self._cells = cells

    def read_citation(self, record: LedgerRecord) -> dict[str, str]:
        """Which article the row cites, as far as it says. Raises DateError."""
        named = {name: read_text(record.cells.get(name, "")) for name in (*placing.CITATION, "accessed")}
        citation = {name: value for name, value in named.items() if value}
        for name in ("published", "accessed"):
            if name in citation:
                citation[name] = read_date(citation[name], self._cells.order)
        if source := read_text(record.cells.get(SOURCE, "")):
            citation.setdefault("url" if _ADDRESS.fullmatch(source) else "title", source)
        return citation

    def find(self, record: LedgerRecord, citation: Citation, known: Mapping[int, str]) -> FoundArticle | None:
        """Where the row's words stand in an article that it names; None where it names none that is stored.

        ``known`` are statements that other rows are. Raises NotFoundError and AmbiguousNameError where the words are
        not in the article, or several times.
        """
        claim = read_text(record.cells.get("claim", ""))
        refusal: TrackerError | None = None
        for article_id in self._find_articles(record, citation):
            number = self._find_same(article_id, claim, record, known)
            if number is not None:
                return FoundArticle(article_id, statement_id=number)
            try:
                content = find_passages(read_article_text(self._session, article_id), split_claim(claim))
            except TrackerError as error:
                refusal = refusal or type(error)(f"A{article_id}: {error}")
                continue
            return FoundArticle(article_id, content)
        if refusal is not None:
            raise refusal
        return None

    def insert(self, record: LedgerRecord, article_id: int, content: Spans, *, new_article: bool) -> AddedRow:
        """Put the row in as a statement of the article, and tell it as it is now."""
        given = {name: cell for name, cell in record.cells.items() if cell.strip()}
        edit = self._cells.read_edit({name: given[name] for name in _SETTABLE if name in given})
        printed = read_text(given.get("speaker_as_printed", ""))
        edit = replace(
            edit,
            content=tuple(f"{start}-{end}" for start, end in content),
            source=(printed,) if printed and not new_article else None,
            said_on=edit.said_on or None,
        )
        number = insert_statement(self._session, self._journal, article_id, edit)
        return AddedRow(record.place, read_rows(self._session, [number])[0], new_article)

    def make_article(self, citation: Citation, records: Sequence[LedgerRecord], note: str) -> FoundArticle:
        """Make an article of a citation whose text is the words cited from it, one paragraph a row in their order."""
        claims = [read_text(record.cells["claim"]) for record in records]
        article_id = placing.insert_cited(self._session, self._journal, citation, _BETWEEN.join(claims), note)
        content, start = [], 0
        for claim in claims:
            content.append((start, start + len(claim)))
            start += len(claim) + len(_BETWEEN)
        return FoundArticle(article_id, tuple(content))

    def _find_articles(self, record: LedgerRecord, citation: Citation) -> list[int]:
        digest = record.cells.get("text_sha256", "").strip().lstrip("'").lower()
        if digest and (found := placing.find_by_hash(self._session, digest)) is not None:
            return [found]
        match = _ARTICLE_NUMBER.fullmatch(record.cells.get("article_id", "").strip())
        if match and not digest and placing.read_citation(self._session, int(match[1])) is not None:
            return [int(match[1])]
        return placing.find_cited(self._session, citation)

    def _find_same(self, article_id: int, claim: str, record: LedgerRecord, known: Mapping[int, str]) -> int | None:
        """The statement that the row became when it came in before."""
        printed = read_text(record.cells.get("speaker_as_printed", ""))
        for span in count_words_in(read_article_text(self._session, article_id), claim):
            for mention in dict.fromkeys(("", printed)):
                number = placing.find_by_place(self._session, article_id, (span,), mention)
                if number is not None and number not in known:
                    return number
        return None


def refuse_unknown(record: LedgerRecord, citation: Citation, *, create: bool) -> None:
    """Refuse a new row of which no article is known, unless one may be made of its citation."""
    if create and (citation.get("title") or citation.get("url")):
        return
    if citation:
        raise NotFoundError(
            "the article that it cites is not stored; --create makes one of its title or address"
            if not create
            else "its citation has neither title nor address to make an article of"
        )
    raise UsageError("it is a new row, and names no article (article_id, url or title)")


def refuse_empty_article(added: int) -> None:
    """Refuse an article of which no row could be put in."""
    if not added:
        raise ConflictError("no row of it can be placed")
