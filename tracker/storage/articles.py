"""Articles: stored once by the hash of their text, listed, and found by number, own id or hash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from tracker.edtf import EdtfDate, parse_edtf
from tracker.errors import AmbiguousNameError, NotFoundError
from tracker.lexicon.folding import fold
from tracker.records import Status
from tracker.storage.lists import is_listed, one_list
from tracker.storage.models import Article, Statement, table_of
from tracker.storage.rows import fetch_rows, insert_rows, next_ids
from tracker.storage.session import Session

if TYPE_CHECKING:
    from tracker.records import ArticleDetail, ArticleInput, ArticleSummary, LedgerRow

_ARTICLE = table_of(Article)
_STATEMENT = table_of(Statement)


_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_HASH = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)


def find_stored(session: Session, text_sha256: str) -> tuple[int, int] | None:
    """Number and statement count of the article whose text has this hash, or None."""
    return find_all_stored(session, [text_sha256]).get(text_sha256)


def find_all_stored(session: Session, texts_sha256: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Number and statement count of each article whose text has one of these hashes, by hash."""
    if not texts_sha256:
        return {}
    found = fetch_rows(session, _STORED, one_list(texts_sha256))
    return {row.text_sha256: (row.id, row.statements) for row in found}


def insert_article(
    session: Session, article: ArticleInput, text_sha256: str, published: EdtfDate | None, extractor: str
) -> int:
    """Store the article and give its number; the caller has made sure that it is not there yet."""
    (number,) = next_ids(session, _ARTICLE)
    row = {
        "id": number,
        "text": article.text,
        "text_sha256": text_sha256,
        "identifier": article.identifier,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "author": article.author,
        "language": article.language,
        "published": article.published,
        "published_start": published.start if published else None,
        "published_end": published.end if published else None,
        "accessed": article.accessed,
        "region": article.region,
        "note": article.note,
        "words": count_words(article.text),
        "extractor": extractor,
        "added_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    insert_rows(session, _ARTICLE, [row])
    return number


def list_articles(
    session: Session,
    *,
    text: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[ArticleSummary]:
    """Articles by published date, undated ones last; ``text`` searches title and text, the dates are EDTF."""
    query = _summaries().order_by(_ARTICLE.c.published_start.nulls_last(), _ARTICLE.c.id)
    if text is not None and text.strip():
        from tracker.storage.search import compile_search, match_search

        search = compile_search(text)
        columns = (func.coalesce(_ARTICLE.c.title, ""), _ARTICLE.c.text)
        query = query.where(match_search(search, "article_fts", _ARTICLE.c.id, columns))
    if since is not None and (bounds := parse_edtf(since)).start:
        open_ended = and_(_ARTICLE.c.published_start.isnot(None), _ARTICLE.c.published_end.is_(None))
        query = query.where(or_(_ARTICLE.c.published_end >= bounds.start, open_ended))
    if until is not None and (bounds := parse_edtf(until)).end:
        begun = and_(_ARTICLE.c.published_start.is_(None), _ARTICLE.c.published_end.isnot(None))
        query = query.where(or_(_ARTICLE.c.published_start <= bounds.end, begun))
    if limit is not None:
        query = query.limit(limit)
    return [_summary(row) for row in session.execute(query)]


def list_outlets(session: Session, prefix: str, limit: int = 200) -> list[str]:
    """Outlets one of whose words begins with ``prefix``, those with most articles first."""
    outlets = session.execute(
        select(_ARTICLE.c.outlet)
        .where(_ARTICLE.c.outlet.isnot(None))
        .group_by(_ARTICLE.c.outlet)
        .order_by(func.count().desc(), _ARTICLE.c.outlet)
    ).scalars()
    wanted = fold(prefix)
    return [outlet for outlet in outlets if f" {wanted}" in f" {fold(outlet)}"][:limit]


def list_numbers(session: Session, prefix: str, limit: int = 50) -> list[tuple[str, str]]:
    """Numbers of articles that begin with ``prefix`` ("A12", "12"), each with its title: A12, A120 to A129, and on."""
    digits = prefix.lower().removeprefix("a")
    if digits and not (digits.isascii() and digits.isdigit() and digits[0] != "0" and len(digits) < 12):
        return []
    query = select(_ARTICLE.c.id, _ARTICLE.c.title).order_by(_ARTICLE.c.id)
    ranges = [(int(digits) * 10**more, (int(digits) + 1) * 10**more) for more in range(8)] if digits else [(0, 2**62)]
    found: list[tuple[str, str]] = []
    for first, end in ranges:
        rows = session.execute(query.where(_ARTICLE.c.id >= first, _ARTICLE.c.id < end).limit(limit - len(found)))
        found.extend((f"A{row.id}", row.title or "") for row in rows)
        if len(found) == limit:
            break
    return found


def find_article(session: Session, reference: str) -> int:
    """The number of the article meant: its number, its own id, or the beginning of its text's hash (six digits on).

    Raises NotFoundError, and AmbiguousNameError where an id or a hash's beginning is that of several.
    """
    wanted = reference.strip()
    for condition in _readings(wanted):
        found = list(session.execute(select(_ARTICLE.c.id).where(condition).order_by(_ARTICLE.c.id).limit(6)).scalars())
        if len(found) == 1:
            return int(found[0])
        if found:
            listed = ", ".join(str(number) for number in found[:5]) + (", ..." if len(found) > 5 else "")
            raise AmbiguousNameError(
                f"{reference!r} is the id of several articles: {listed}; give one of these numbers"
            )
    raise NotFoundError(f"no article {reference!r}; `tracker articles` lists their numbers and ids")


def summarize_article(session: Session, number: int) -> ArticleSummary:
    """One stored article as it is listed; raises NotFoundError where there is none of that number."""
    row = session.execute(_summaries().where(_ARTICLE.c.id == number)).one_or_none()
    if row is None:
        raise NotFoundError(f"no article {number}; `tracker articles` lists their numbers")
    return _summary(row)


def read_article(session: Session, number: int, statements: tuple[LedgerRow, ...]) -> ArticleDetail:
    """One stored article whole, with the rows given as its statements; raises NotFoundError where there is none."""
    from tracker.records import ArticleDetail

    summary = summarize_article(session, number)
    row = session.execute(select(_ARTICLE).where(_ARTICLE.c.id == number)).one()
    return ArticleDetail(
        summary=summary,
        text=row.text,
        language=row.language,
        accessed=row.accessed,
        region=row.region,
        note=row.note,
        statements=statements,
    )


def read_text(session: Session, number: int) -> str:
    """The text of one article; raises NotFoundError where there is none of that number."""
    text = session.execute(select(_ARTICLE.c.text).where(_ARTICLE.c.id == number)).scalar()
    if text is None:
        raise NotFoundError(f"no article {number}; `tracker articles` lists their numbers")
    return str(text)


def read_title(session: Session, number: int) -> str | None:
    """The title of one article, if it has one."""
    title = session.execute(select(_ARTICLE.c.title).where(_ARTICLE.c.id == number)).scalar()
    return None if title is None else str(title)


def count_words(text: str) -> int:
    """How many words a text has; one with hyphens or apostrophes counts once."""
    return len(_WORD.findall(text))


def kept() -> ColumnElement[bool]:
    """The condition that a statement counts: it was not rejected."""
    return _STATEMENT.c.status != Status.REJECTED.value


_STORED = select(
    _ARTICLE.c.text_sha256,
    _ARTICLE.c.id,
    select(func.count())
    .where(_STATEMENT.c.article_id == _ARTICLE.c.id, kept())
    .correlate(_ARTICLE)
    .scalar_subquery()
    .label("statements"),
).where(is_listed(_ARTICLE.c.text_sha256))


def _readings(wanted: str) -> Iterator[ColumnElement[bool]]:
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        yield _ARTICLE.c.id == int(wanted)
    yield _ARTICLE.c.identifier == wanted
    if _HASH.fullmatch(wanted):
        yield _ARTICLE.c.text_sha256.between(wanted.lower(), wanted.lower() + "g")


def _summaries() -> Select[Any]:
    counted = (
        select(func.count())
        .where(_STATEMENT.c.article_id == _ARTICLE.c.id, kept())
        .correlate(_ARTICLE)
        .scalar_subquery()
    )
    return select(
        _ARTICLE.c.id,
        _ARTICLE.c.identifier,
        _ARTICLE.c.title,
        _ARTICLE.c.outlet,
        _ARTICLE.c.url,
        _ARTICLE.c.author,
        _ARTICLE.c.published,
        _ARTICLE.c.words,
        _ARTICLE.c.text_sha256,
        counted.label("statements"),
    )


def _summary(row: Row[Any]) -> ArticleSummary:
    from tracker.records import ArticleSummary

    return ArticleSummary(
        article_id=row.id,
        identifier=row.identifier,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        author=row.author,
        published=row.published,
        statements=row.statements,
        words=row.words,
        text_sha256=row.text_sha256,
    )
