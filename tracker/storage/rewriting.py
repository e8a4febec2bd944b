"""An article edited by hand: its description, and its text with every statement moved to where its words now stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from tracker.edtf import parse_edtf
from tracker.errors import ConflictError
from tracker.records import Span, Spans, Status
from tracker.storage.articles import count_words
from tracker.storage.coding import insert_mention, replace_spans
from tracker.storage.identity import hash_text, make_statement_key
from tracker.storage.journal import Journal
from tracker.storage.models import Article, Claim, Mention, Statement, StatementSpan, table_of
from tracker.storage.session import Session

_ARTICLE = table_of(Article)
_CLAIM = table_of(Claim)
_MENTION = table_of(Mention)
_SPAN = table_of(StatementSpan)
_STATEMENT = table_of(Statement)

# Offsets of a statement's other words: where these have no place in a new text, the words stay and the offsets go.
_PAIRS = (("said_on_at", "said_on_until"), ("addressee_at", "addressee_until"), ("occasion_at", "occasion_until"))


@dataclass(frozen=True, slots=True)
class StandingStatement:
    """A statement of an article with everything of it that counts in the article's text."""

    number: int
    content_words: str
    mention: str | None
    spans: Mapping[str, Spans]
    claims: Mapping[int, Span]
    pairs: tuple[Span | None, ...]
    extracted_content: Spans


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """The same in a new text; None where something has no place there."""

    number: int
    mention: str | None
    spans: Mapping[str, Spans]
    claims: Mapping[int, Span]
    pairs: tuple[Span | None, ...]
    extracted_content: Spans


def read_standing(session: Session, article_id: int) -> list[StandingStatement]:
    """Every statement of the article, rejected ones too, in the order of the text."""
    statements = session.execute(
        select(_STATEMENT, _MENTION.c.text.label("mention"))
        .outerjoin(_MENTION, _MENTION.c.id == _STATEMENT.c.mention_id)
        .where(_STATEMENT.c.article_id == article_id)
        .order_by(_STATEMENT.c.start, _STATEMENT.c.id)
    ).all()
    spans = _by_statement(session, _SPAN, article_id, _SPAN.c.position)
    claims = _by_statement(session, _CLAIM, article_id, _CLAIM.c.position)
    return [
        StandingStatement(
            number=row.id,
            content_words=row.content,
            mention=row.mention,
            spans={
                role: tuple((s.start, s.end) for s in spans.get(row.id, ()) if s.role == role)
                for role in ("source", "cue", "content")
            },
            claims={c.position: (c.start, c.end) for c in claims.get(row.id, ())},
            pairs=tuple(None if getattr(row, a) is None else (getattr(row, a), getattr(row, b)) for a, b in _PAIRS),
            extracted_content=tuple((s, e) for s, e in row.extracted_content or ()),
        )
        for row in statements
    ]


def count_coded(session: Session, article_id: int) -> int:
    """How many statements of the article a person confirmed, edited, added, rejected or noted something on."""
    return int(
        session.execute(
            select(func.count()).where(
                _STATEMENT.c.article_id == article_id,
                (_STATEMENT.c.status != Status.EXTRACTED.value) | _STATEMENT.c.coder.isnot(None),
            )
        ).scalar_one()
    )


def describe_article(session: Session, journal: Journal, article_id: int, values: Mapping[str, str | None]) -> bool:
    """Set an article's title, outlet, dates and so on; dates are EDTF. Raises DateError."""
    given: dict[str, Any] = dict(values)
    for column in ("published", "accessed"):
        if given.get(column):
            date = parse_edtf(str(given[column]))
            given[column] = date.text
            if column == "published":
                given |= {"published_start": date.start, "published_end": date.end}
        elif column == "published" and column in given:
            given |= {"published_start": None, "published_end": None}
    return journal.update(session, Article, article_id, given)


def rewrite_article(
    session: Session, journal: Journal, article_id: int, text: str, placed: list[PlacedStatement], lost: list[int]
) -> None:
    """Give an article a new text, its statements their new places, and take out the lost ones.

    Raises ConflictError where another article has that text, or two statements would come to the same place.
    """
    digest = hash_text(text)
    same = session.execute(select(_ARTICLE.c.id).where(_ARTICLE.c.text_sha256 == digest)).scalar()
    if same is not None and same != article_id:
        raise ConflictError(f"A{same} has this text already")
    journal.delete(session, Statement, *lost)
    journal.update(session, Article, article_id, {"text": text, "text_sha256": digest, "words": count_words(text)})
    mentions = {row.id: row for row in session.execute(select(_MENTION).where(_MENTION.c.article_id == article_id))}
    # All mentions are put in anew: moved one by one, one might come to stand where another still does.
    journal.update_where(session, Statement, {"mention_id": None}, article_id=article_id)
    journal.delete(session, Mention, *mentions)
    keys: dict[str, int] = {}
    for statement in placed:
        key = make_statement_key(digest, statement.spans["content"], statement.mention or "")
        if (other := keys.setdefault(key, statement.number)) != statement.number:
            raise ConflictError(f"S{other} and S{statement.number} would stand on the same words; reject one of them")
        _place(session, journal, article_id, statement, key)


def _place(session: Session, journal: Journal, article_id: int, statement: PlacedStatement, key: str) -> None:
    number = statement.number
    values: dict[str, Any] = {
        "key": key,
        "start": min(start for spans in statement.spans.values() for start, _ in spans),
        "mention_id": insert_mention(session, journal, article_id, statement.spans["source"], statement.mention or ""),
        "extracted_content": [list(span) for span in statement.extracted_content] or None,
    }
    for (at, until), pair in zip(_PAIRS, statement.pairs, strict=True):
        values |= {at: pair[0] if pair else None, until: pair[1] if pair else None}
    journal.update(session, Statement, number, values)
    for role, spans in statement.spans.items():
        replace_spans(session, journal, number, role, spans)
    for position, (start, end) in statement.claims.items():
        journal.update(session, Claim, (number, position), {"start": start, "end": end})


def _by_statement(session: Session, table: Any, article_id: int, order: Any) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    query = (
        select(table)
        .join_from(table, _STATEMENT, _STATEMENT.c.id == table.c.statement_id)
        .where(_STATEMENT.c.article_id == article_id)
        .order_by(order)
    )
    for row in session.execute(query):
        grouped.setdefault(row.statement_id, []).append(row)
    return grouped
