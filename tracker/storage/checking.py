"""Checking a database: SQLite's own verdict, schema, search indexes, names, history, and every statement's words.

Articles are read a few at a time and of each kind of problem the first hundred are kept, so that memory stays bounded
however large or however damaged a database is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.exc import DatabaseError as DriverError

from tracker.edtf import EdtfDate
from tracker.records import DateBasis, Manner, SaidOn, Spans
from tracker.records.upkeep import CheckReport, Problem
from tracker.storage.claim_check import check_claims
from tracker.storage.dating import date_statement
from tracker.storage.forms import fold_name
from tracker.storage.history_check import check_history
from tracker.storage.identity import hash_text, make_statement_key
from tracker.storage.lists import is_among
from tracker.storage.models import (
    Article,
    Base,
    Claim,
    Mention,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpan,
    table_of,
)
from tracker.storage.models.days import UNDATED
from tracker.storage.refusals import is_damage
from tracker.storage.schema_check import check_schema
from tracker.storage.search_check import compare_search_indexes
from tracker.storage.session import Session
from tracker.storage.statements import join_pieces, quote_of
from tracker.storage.tally_check import check_tallies

_ARTICLE = table_of(Article)
_STATEMENT = table_of(Statement)
_MENTION = table_of(Mention)
_SPAN = table_of(StatementSpan)
_CLAIM = table_of(Claim)

_COUNTED = ("article", "statement", "speaker", "topic", "change")
_BATCH = 200
# Texts are read together while they are no longer than this, in characters.
_BATCH_LENGTH = 4_000_000
_KEPT = 100

# Tables that list statements by day, each with the table that it follows, its column, and which of its rows count.
DAYS = (
    ("speaker_day", "statement_speaker", "speaker_id", "1"),
    ("topic_day", "statement_topic", "topic_id", "x.withdrawn = 0"),
)

# Words that a statement keeps beside their place in the text.
_PLACED = (
    ("said_on_text", "said_on_at", "said_on_until"),
    ("addressee", "addressee_at", "addressee_until"),
    ("occasion", "occasion_at", "occasion_until"),
)

_RESTORE = "`tracker db restore BACKUP` goes back to a backup"
_REREAD = "`tracker reextract --article A{0}` reads the article anew; else `tracker db restore BACKUP`"
_MEND = "`tracker db mend` puts it right"


def check_rows(session: Session) -> CheckReport:
    """Look at the file, its schema and foreign keys, and every article, statement, name and change; reads only."""
    counts: dict[str, int] = {}
    problems = _collect(
        session,
        _check_file,
        check_schema,
        _check_articles,
        _check_days,
        check_tallies,
        check_claims,
        _check_names,
        check_history,
        partial(_count, counts),
    )
    return CheckReport(counts, problems)


def check_indexes(session: Session) -> tuple[Problem, ...]:
    """Compare the full-text indexes with their tables; nothing is changed, and nobody kept from writing."""
    return _collect(session, compare_search_indexes)


def _collect(session: Session, *looks: Callable[[Session], Iterator[Problem]]) -> tuple[Problem, ...]:
    problems: dict[Problem, None] = {}
    kinds: Counter[str] = Counter()
    for look in looks:
        try:
            for problem in look(session):
                kinds[problem.check] += problem not in problems
                if kinds[problem.check] <= _KEPT:
                    problems[problem] = None
        except DriverError as error:
            # Damage stops whatever reads it; what the others find says where to begin.
            if not is_damage(error):
                raise
            problems[Problem("integrity", "database", f"reading stopped: {error.orig}", _RESTORE)] = None
    for check, count in kinds.items():
        if count > _KEPT:
            more = Problem(
                check, "database", f"{count - _KEPT:,} more of this kind", "mend these first, and check again"
            )
            problems[more] = None
    return tuple(problems)


def _count(counts: dict[str, int], session: Session) -> Iterator[Problem]:
    for name in _COUNTED:
        counts[name] = session.execute(select(func.count()).select_from(Base.metadata.tables[name])).scalar_one()
    yield from ()


def _check_file(session: Session) -> Iterator[Problem]:
    connection = session.connection()
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
        if message != "ok":
            yield Problem("integrity", "database", message, _MEND if is_of_index(message) else _RESTORE)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        told = f"points to a row of {parent!r} that is not there"
        if row is not None:
            yield Problem("foreign keys", f"{table} {row}", told, _RESTORE)
        else:
            yield from _find_dangling(session, table, parent, told)


def _find_dangling(session: Session, name: str, parent: str, told: str) -> Iterator[Problem]:
    """The same for a table whose rows have no number, which SQLite therefore does not name."""
    table = Base.metadata.tables[name]
    for key in table.foreign_keys:
        if key.column.table.name == parent:
            there = select(key.column).where(key.column == key.parent).exists()
            for row in session.execute(select(*table.primary_key).where(key.parent.isnot(None), ~there)):
                where = ", ".join(f"{column} {value}" for column, value in row._mapping.items())
                yield Problem("foreign keys", f"{name} ({where})", told, _RESTORE)


def is_of_index(message: str) -> bool:
    """Whether what SQLite's integrity check says is of an index alone, which can be built anew from its table."""
    return " missing from index " in message or message.startswith(("wrong # of entries in index", "non-unique entry"))


def _check_names(session: Session) -> Iterator[Problem]:
    """Look at the forms by which names are found, and whether every speaker is found by its own."""
    for model in (Speaker, SpeakerName):
        table = table_of(model)
        for row in session.execute(select(table.c.id, table.c.name, table.c.folded).execution_options(yield_per=1000)):
            if fold_name(row.name) != row.folded:
                yield Problem("names", f"{table.name} {row.id}", "is not found by what it is called", _MEND)
    speaker, name = table_of(Speaker), table_of(SpeakerName)
    named = select(name.c.id).where(name.c.speaker_id == speaker.c.id, name.c.folded == speaker.c.folded).exists()
    for number in session.execute(select(speaker.c.id).where(~named)).scalars():
        yield Problem("names", f"speaker {number}", "does not have its own name among its names", _RESTORE)


def find_stray_days(session: Session) -> Iterator[tuple[str, int]]:
    """The statements that a table of days lists otherwise than they are, with the table; each maybe several times."""
    for table, follows, column, counted in DAYS:
        rows = (
            f"SELECT x.statement_id FROM {follows} AS x JOIN statement AS s ON s.id = x.statement_id "
            f"LEFT JOIN {table} AS d ON d.{column} = x.{column} AND d.statement_id = s.id "
            f"AND d.kept = (s.status <> 'rejected') AND d.day = coalesce(s.dated_from, '{UNDATED}') "
            f"WHERE {counted} AND d.statement_id IS NULL "
            f"UNION ALL SELECT d.statement_id FROM {table} AS d WHERE NOT EXISTS ("
            f"SELECT 1 FROM {follows} AS x JOIN statement AS s ON s.id = x.statement_id "
            f"WHERE x.{column} = d.{column} AND x.statement_id = d.statement_id AND {counted} "
            f"AND d.kept = (s.status <> 'rejected') AND d.day = coalesce(s.dated_from, '{UNDATED}'))"
        )
        for (statement,) in session.connection().exec_driver_sql(rows):
            yield table, int(statement)


def _check_days(session: Session) -> Iterator[Problem]:
    for table, statement in find_stray_days(session):
        yield Problem("dates", f"statement {statement}", f"is not in {table} as it is", _MEND)


def _check_articles(session: Session) -> Iterator[Problem]:
    for articles in read_articles(session):
        changed = {number for number, article in articles.items() if not has_own_text(article)}
        for number in changed:
            yield Problem("text hash", f"article {number}", "the text is not the one that was stored", _RESTORE)
        mentions = select(_MENTION).where(_MENTION.c.article_id.between(min(articles), max(articles)))
        for mention in session.execute(mentions.execution_options(yield_per=1000)):
            yield from _check_mention(mention, articles.get(mention.article_id))
        for article, statement, spans, claims in read_statements(session, articles):
            for problem in _check_one(article, statement, spans, claims):
                # Nothing can be made anew of a text that is another one.
                yield replace(problem, remedy=_RESTORE) if article.id in changed else problem


def read_articles(session: Session) -> Iterator[dict[int, Any]]:
    """The articles a few at a time, by number: 200 of them, or fewer where their texts are long."""
    some: dict[int, Any] = {}
    length = 0
    for article in session.execute(select(_ARTICLE).order_by(_ARTICLE.c.id).execution_options(yield_per=10)):
        some[article.id] = article
        length += len(article.text)
        if len(some) == _BATCH or length > _BATCH_LENGTH:
            yield some
            some, length = {}, 0
    if some:
        yield some


def read_statements(session: Session, articles: Mapping[int, Any]) -> Iterator[tuple[Any, Any, list[Any], list[Any]]]:
    """Of articles that follow each other every statement, with its article, spans and claims, a thousand at a time."""
    statements = (
        select(_STATEMENT, _MENTION.c.text.label("mention"))
        .join_from(_STATEMENT, _MENTION, _MENTION.c.id == _STATEMENT.c.mention_id, isouter=True)
        .where(_STATEMENT.c.article_id.between(min(articles), max(articles)))
        .order_by(_STATEMENT.c.article_id, _STATEMENT.c.id)
    )
    for some in session.execute(statements.execution_options(yield_per=1000)).partitions():
        numbers = [statement.id for statement in some]
        spans = _group(session, _SPAN, numbers)
        claims = _group(session, _CLAIM, numbers)
        for statement in some:
            if (article := articles.get(statement.article_id)) is not None:
                yield article, statement, spans.get(statement.id, []), claims.get(statement.id, [])


def _group(session: Session, table: Table, statements: list[int]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = {}
    for row in session.execute(
        select(table).where(is_among(table.c.statement_id, statements)).order_by(*table.primary_key)
    ):
        grouped.setdefault(row.statement_id, []).append(row)
    return grouped


def _check_mention(mention: Any, article: Any) -> Iterator[Problem]:
    if article is not None and mention.end is not None and mention.end > len(article.text):
        message = f"the mention {mention.start}-{mention.end} reaches beyond the text's {len(article.text)} characters"
        yield Problem("spans", f"mention {mention.id}", message, _REREAD.format(article.id))


def _check_one(article: Any, statement: Any, spans: list[Any], claims: list[Any]) -> Iterator[Problem]:
    try:
        found = (
            *_check_statement(article, statement, spans),
            *_check_details(article.text, statement, claims),
        )
    except ValueError as error:  # a word that the column cannot hold, put there past its constraint
        found = (("words", str(error), False),)
    # Where the key fits, spans and mention are what they were, and what follows from them can be made anew.
    derived = not any(check in ("spans", "keys") for check, *_ in found)
    for check, message, is_derived in found:
        remedy = _MEND if derived and is_derived else _REREAD.format(article.id)
        yield Problem(check, f"statement {statement.id} (article {article.id})", message, remedy)


def _check_statement(article: Any, statement: Any, spans: list[Any]) -> Iterator[tuple[str, str, bool]]:
    """Give what is wrong: the kind of check, the message, and whether it follows from spans, mention and text."""
    text = article.text
    pieces = sort_spans(spans)
    outside = [(role, span) for role, listed in pieces.items() for span in listed if span[1] > len(text)]
    for role, (start, end) in outside:
        yield "spans", f"the {role} span {start}-{end} reaches beyond the text's {len(text)} characters", False
    if outside:
        return
    if not pieces["content"]:
        yield "spans", "has no content span", False
        return
    for column, value in derive_words(text, pieces, Manner(statement.manner)).items():
        if getattr(statement, column) != value:
            where = f"at {_show(pieces['cue' if column == 'cue' else 'content'])}"
            told = f"the stored {column} is not what stands {where}"
            yield "words", told if column != "start" else "the statement begins elsewhere than its words", True
    if not has_own_key(article, statement, pieces):
        yield "keys", f"the key {statement.key} is not that of its article, content and mention", False
    if derive_days(article, statement) != (statement.dated_from, statement.dated_to):
        yield "dates", "is sorted by days that are neither its own nor its article's", True


def has_own_text(article: Any) -> bool:
    """Whether the article's text is the one that was stored."""
    return bool(hash_text(article.text) == article.text_sha256)


def sort_spans(spans: list[Any]) -> dict[str, Spans]:
    """The spans of a statement by their role, in their order."""
    return {role: tuple((s.start, s.end) for s in spans if s.role == role) for role in ("content", "cue", "source")}


def has_own_key(article: Any, statement: Any, pieces: Mapping[str, Spans]) -> bool:
    """Whether the key is that of the article, the content's spans and the mention as they stand."""
    made = make_statement_key(article.text_sha256, pieces["content"], statement.mention or "")
    return bool(made == statement.key)


def derive_days(article: Any, statement: Any) -> tuple[str | None, str | None]:
    """The days to sort a statement by that follow from its date and its article's."""
    said_on = (
        SaidOn(statement.said_on, statement.said_on_start, statement.said_on_end, DateBasis(statement.said_on_basis))
        if statement.said_on
        else None
    )
    published = (
        EdtfDate(article.published, article.published_start, article.published_end) if article.published else None
    )
    return date_statement(said_on, published)


def derive_words(text: str, pieces: Mapping[str, Spans], manner: Manner) -> dict[str, Any]:
    """The columns of a statement that follow from its spans by role, its manner and the text."""
    content = join_pieces(text, pieces["content"])
    return {
        "start": min(start for spans in pieces.values() for start, _ in spans),
        "content": content,
        "quote": quote_of(content, manner),
        "cue": join_pieces(text, pieces["cue"]),
    }


def _check_details(text: str, statement: Any, claims: list[Any]) -> Iterator[tuple[str, str, bool]]:
    """Look at what the statement has besides source, cue and content: its claims, and words kept with their place."""
    for claim in claims:
        if claim.end > len(text):
            told = f"the claim span {claim.start}-{claim.end} reaches beyond the text's {len(text)} characters"
            yield "spans", told, False
    for words, at, until in _PLACED:
        start, end = getattr(statement, at), getattr(statement, until)
        if start is not None and text[start:end] != getattr(statement, words):
            yield "words", f"the stored {words} is not what stands at {start}-{end}", False


def _show(spans: tuple[tuple[int, int], ...]) -> str:
    return "; ".join(f"{start}-{end}" for start, end in spans)
