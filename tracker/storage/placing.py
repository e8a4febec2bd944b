"""Where the rows of a ledger belong that comes back: its statements by key, its articles by what cites them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import func, select

from tracker.edtf import parse_edtf
from tracker.errors import ConflictError
from tracker.records import Spans
from tracker.storage.articles import count_words
from tracker.storage.identity import hash_text, make_statement_key
from tracker.storage.journal import Journal
from tracker.storage.lists import is_among
from tracker.storage.models import Article, Change, Statement, table_of
from tracker.storage.session import Session

_ARTICLE = table_of(Article)
_CHANGE = table_of(Change)
_STATEMENT = table_of(Statement)

CITATION = ("title", "outlet", "author", "url", "published")
"""The columns that say which article is cited, where nothing of the tracker's own does."""


def find_by_key(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of the statements with these keys; keys of none are left out."""
    query = select(_STATEMENT.c.key, _STATEMENT.c.id).where(is_among(_STATEMENT.c.key, sorted(set(keys))))
    return {row.key: int(row.id) for row in session.execute(query)}


def find_by_place(session: Session, article_id: int, content: Spans, mention: str) -> int | None:
    """The number of the article's statement with this content and source, or None."""
    digest = session.execute(select(_ARTICLE.c.text_sha256).where(_ARTICLE.c.id == article_id)).scalar_one()
    key = make_statement_key(digest, content, mention)
    return session.execute(select(_STATEMENT.c.id).where(_STATEMENT.c.key == key)).scalar()


def find_by_hash(session: Session, text_sha256: str) -> int | None:
    """The number of the article whose text has this hash, or None."""
    return session.execute(select(_ARTICLE.c.id).where(_ARTICLE.c.text_sha256 == text_sha256)).scalar()


def read_citation(session: Session, article_id: int) -> dict[str, str | None] | None:
    """How the article is cited: the columns of CITATION, and when it was read; None where there is none."""
    columns = [_ARTICLE.c[name] for name in (*CITATION, "accessed")]
    row = session.execute(select(*columns).where(_ARTICLE.c.id == article_id)).mappings().one_or_none()
    return None if row is None else dict(row)


def find_former(session: Session, article_id: int, column: str) -> set[str | None]:
    """What a column of the article held before it was changed by hand; "" where it was empty."""
    query = select(_CHANGE.c.before, _CHANGE.c.after).where(
        _CHANGE.c.table_name == "article", _CHANGE.c.row_id == article_id, _CHANGE.c.action == "update"
    )
    return {
        row.before.get(column) or ""
        for row in session.execute(query)
        if row.before.get(column) != row.after.get(column)
    }


def find_statements_beside(session: Session, articles: Iterable[int], present: Iterable[int]) -> list[int]:
    """The statements of these articles, rejected ones left out, that are not among those present."""
    query = (
        select(_STATEMENT.c.id)
        .where(is_among(_STATEMENT.c.article_id, sorted(set(articles))), _STATEMENT.c.status != "rejected")
        .order_by(_STATEMENT.c.id)
    )
    known = set(present)
    return [int(number) for number in session.execute(query).scalars() if number not in known]


def find_cited(session: Session, citation: Mapping[str, str]) -> list[int]:
    """The articles that a citation means: those of its address, or else of its title and whatever else it names."""
    if citation.get("url"):
        query = select(_ARTICLE.c.id).where(_ARTICLE.c.url == citation["url"])
    elif citation.get("title"):
        named = [_ARTICLE.c[name] == citation[name] for name in ("outlet", "published") if citation.get(name)]
        query = select(_ARTICLE.c.id).where(func.lower(_ARTICLE.c.title) == citation["title"].lower(), *named)
    else:
        return []
    return [int(number) for number in session.execute(query.order_by(_ARTICLE.c.id)).scalars()]


def insert_cited(session: Session, journal: Journal, citation: Mapping[str, str], text: str, note: str) -> int:
    """Make an article out of a citation and the words cited from it, and give its number.

    Raises DateError, and ConflictError where these words are the whole text of an article that is stored.
    """
    digest = hash_text(text)
    if (stored := find_by_hash(session, digest)) is not None:
        raise ConflictError(
            f"its words are the whole text of A{stored}, which is cited otherwise; name that article in article_id"
        )
    published = parse_edtf(citation["published"]) if citation.get("published") else None
    return journal.insert(
        session,
        Article,
        {name: citation.get(name) or None for name in (*CITATION, "accessed")}
        | {
            "text": text,
            "text_sha256": digest,
            "published_start": published.start if published else None,
            "published_end": published.end if published else None,
            "note": note,
            "words": count_words(text),
            "added_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
    )
