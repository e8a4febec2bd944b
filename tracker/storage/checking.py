"""Checking a database: SQLite's own verdict, the search indexes, and every statement against the text it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError as DriverError

from tracker.edtf import EdtfDate
from tracker.records import DateBasis, SaidOn
from tracker.records.upkeep import CheckReport, Problem
from tracker.storage.dating import date_statement
from tracker.storage.identity import hash_text, make_statement_key
from tracker.storage.models import Article, Base, Claim, Mention, Statement, StatementSpan, table_of
from tracker.storage.refusals import is_damage
from tracker.storage.session import Session
from tracker.storage.statements import join_pieces

_ARTICLE = table_of(Article)
_STATEMENT = table_of(Statement)
_MENTION = table_of(Mention)
_SPAN = table_of(StatementSpan)
_CLAIM = table_of(Claim)

_COUNTED = ("article", "statement", "speaker", "topic", "change")
_INDEXES = ("article_fts", "statement_fts", "speaker_name_fts")
_BATCH = 200

# Words that a statement keeps beside their place in the text.
_PLACED = (
    ("said_on_text", "said_on_at", "said_on_until"),
    ("addressee", "addressee_at", "addressee_until"),
    ("occasion", "occasion_at", "occasion_until"),
)

_RESTORE = "restore the database from a backup"
_REINGEST = "restore the database from a backup, or ingest the articles into a new one"
_REBUILD = "sqlite3 FILE \"INSERT INTO {0}({0}) VALUES('rebuild')\""


def check_rows(session: Session) -> CheckReport:
    """Look at the file, its foreign keys and every article, mention and statement; reads only."""
    counts: dict[str, int] = {}
    problems = _collect(session, _check_file, _check_articles, partial(_count, counts))
    return CheckReport(counts, problems)


def check_indexes(session: Session) -> tuple[Problem, ...]:
    """Compare the full-text indexes with their tables; nothing is changed.

    SQLite counts it as writing all the same, so that the session must hold the write lock (Database.lock).
    """
    return _collect(session, _compare_indexes)


def _collect(session: Session, *looks: Callable[[Session], Iterator[Problem]]) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    for look in looks:
        try:
            for problem in look(session):
                problems.append(problem)
        except DriverError as error:
            # Damage stops whatever reads it; what the others find says where to begin.
            if not is_damage(error):
                raise
            problems.append(Problem("integrity", "database", f"reading stopped: {error.orig}", _RESTORE))
    return tuple(dict.fromkeys(problems))


def _count(counts: dict[str, int], session: Session) -> Iterator[Problem]:
    for name in _COUNTED:
        counts[name] = session.execute(select(func.count()).select_from(Base.metadata.tables[name])).scalar_one()
    yield from ()


def _check_file(session: Session) -> Iterator[Problem]:
    connection = session.connection()
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
        if message != "ok":
            yield Problem("integrity", "database", message, _RESTORE)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        where = table if row is None else f"{table} {row}"
        yield Problem("foreign keys", where, f"points to a row of {parent!r} that is not there", _RESTORE)


def _compare_indexes(session: Session) -> Iterator[Problem]:
    connection = session.connection()
    for index in _INDEXES:
        try:
            # With rank 1 the index is compared with the table's own words, not with itself alone.
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except DriverError as error:
            yield Problem("search index", index, f"does not fit its table: {error.orig}", _REBUILD.format(index))


def _check_articles(session: Session) -> Iterator[Problem]:
    last = 0
    while True:
        articles = session.execute(
            select(_ARTICLE).where(_ARTICLE.c.id > last).order_by(_ARTICLE.c.id).limit(_BATCH)
        ).all()
        if not articles:
            return
        first, last = articles[0].id, articles[-1].id
        statements = _group(
            session,
            select(_STATEMENT, _MENTION.c.text.label("mention"))
            .join_from(_STATEMENT, _MENTION, _MENTION.c.id == _STATEMENT.c.mention_id, isouter=True)
            .where(_STATEMENT.c.article_id.between(first, last))
            .order_by(_STATEMENT.c.id),
            "article_id",
        )
        mentions = _group(session, select(_MENTION).where(_MENTION.c.article_id.between(first, last)), "article_id")
        spans = _group(
            session,
            select(_SPAN)
            .join_from(_SPAN, _STATEMENT, _STATEMENT.c.id == _SPAN.c.statement_id)
            .where(_STATEMENT.c.article_id.between(first, last))
            .order_by(_SPAN.c.statement_id, _SPAN.c.role, _SPAN.c.position),
            "statement_id",
        )
        claims = _group(
            session,
            select(_CLAIM)
            .join_from(_CLAIM, _STATEMENT, _STATEMENT.c.id == _CLAIM.c.statement_id)
            .where(_STATEMENT.c.article_id.between(first, last))
            .order_by(_CLAIM.c.statement_id, _CLAIM.c.start),
            "statement_id",
        )
        for article in articles:
            yield from _check_article(
                article, statements.get(article.id, []), mentions.get(article.id, []), spans, claims
            )


def _group(session: Session, query: Any, by: str) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    for row in session.execute(query):
        grouped.setdefault(getattr(row, by), []).append(row)
    return grouped


def _check_article(
    article: Any,
    statements: list[Any],
    mentions: list[Any],
    spans: dict[int, list[Any]],
    claims: dict[int, list[Any]],
) -> Iterator[Problem]:
    if hash_text(article.text) != article.text_sha256:
        yield Problem("text hash", f"article {article.id}", "the text is not the one that was stored", _RESTORE)
    for mention in mentions:
        if mention.end is not None and mention.end > len(article.text):
            message = (
                f"the mention {mention.start}-{mention.end} reaches beyond the text's {len(article.text)} characters"
            )
            yield Problem("spans", f"mention {mention.id}", message, _REINGEST)
    published = (
        EdtfDate(article.published, article.published_start, article.published_end) if article.published else None
    )
    for statement in statements:
        found = (
            *_check_statement(article, statement, spans.get(statement.id, []), published),
            *_check_details(article.text, statement, claims.get(statement.id, [])),
        )
        for check, message in found:
            yield Problem(check, f"statement {statement.id} (article {article.id})", message, _REINGEST)


def _check_statement(
    article: Any, statement: Any, spans: list[Any], published: EdtfDate | None
) -> Iterator[tuple[str, str]]:
    text = article.text
    pieces = {role: tuple((s.start, s.end) for s in spans if s.role == role) for role in ("content", "cue", "source")}
    outside = [(role, span) for role, listed in pieces.items() for span in listed if span[1] > len(text)]
    for role, (start, end) in outside:
        yield "spans", f"the {role} span {start}-{end} reaches beyond the text's {len(text)} characters"
    if outside:
        return
    if not pieces["content"]:
        yield "spans", "has no content span"
        return
    if join_pieces(text, pieces["content"]) != statement.content:
        yield "words", f"the stored content is not what stands at {_show(pieces['content'])}"
    if join_pieces(text, pieces["cue"]) != statement.cue:
        yield "words", f"the stored cue is not what stands at {_show(pieces['cue'])}"
    if make_statement_key(article.text_sha256, pieces["content"], statement.mention or "") != statement.key:
        yield "keys", f"the key {statement.key} is not that of its article, content and mention"
    said_on = (
        SaidOn(statement.said_on, statement.said_on_start, statement.said_on_end, DateBasis(statement.said_on_basis))
        if statement.said_on
        else None
    )
    if date_statement(said_on, published) != (statement.dated_from, statement.dated_to):
        yield "dates", "is sorted by days that are neither its own nor its article's"


def _check_details(text: str, statement: Any, claims: list[Any]) -> Iterator[tuple[str, str]]:
    """Look at what the statement has besides source, cue and content: its claims, and words kept with their place."""
    for claim in claims:
        if claim.end > len(text):
            yield "spans", f"the claim span {claim.start}-{claim.end} reaches beyond the text's {len(text)} characters"
    for words, at, until in _PLACED:
        start, end = getattr(statement, at), getattr(statement, until)
        if start is not None and text[start:end] != getattr(statement, words):
            yield "words", f"the stored {words} is not what stands at {start}-{end}"


def _show(spans: tuple[tuple[int, int], ...]) -> str:
    return "; ".join(f"{start}-{end}" for start, end in spans)
