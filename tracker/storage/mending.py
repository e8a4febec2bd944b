"""Making anew what follows from the rest: indexes, search indexes, triggers, views, folded names, words, days, counts.

Nothing that anybody wrote or read is touched, and so the history has nothing to tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from tracker.records import Manner
from tracker.storage.checking import (
    DAYS,
    derive_days,
    derive_words,
    find_stray_days,
    has_own_key,
    has_own_text,
    is_of_index,
    read_articles,
    read_statements,
    sort_spans,
)
from tracker.storage.forms import fold_name
from tracker.storage.models import Speaker, SpeakerName, Statement, table_of
from tracker.storage.models.days import UNDATED
from tracker.storage.schema_check import compare_schema
from tracker.storage.search_check import list_broken_indexes, rebuild_search_index
from tracker.storage.session import Session
from tracker.storage.tally_check import mend_tallies

_STATEMENT = table_of(Statement)


def mend(session: Session) -> list[str]:
    """Make anew what follows from the rest and does not fit it, and tell what that was, a line each."""
    # An index of words that is broken fails whatever changes its table, so that it comes first; and last again, for
    # rows that changed while a trigger was missing.
    done = [*_mend_search(session), *_mend_indexes(session), *_mend_schema(session), *_mend_names(session)]
    done += [*_mend_statements(session), *_mend_days(session), *mend_tallies(session), *_mend_search(session)]
    return list(dict.fromkeys(done))


def _mend_indexes(session: Session) -> Iterator[str]:
    connection = session.connection()
    if any(is_of_index(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(100)").all()):
        connection.exec_driver_sql("REINDEX")
        yield "the indexes of the tables were built anew"


def _mend_schema(session: Session) -> Iterator[str]:
    connection = session.connection()
    for wanted, found in compare_schema(session):
        if wanted.kind in ("index", "trigger", "view"):
            if found is not None:
                connection.exec_driver_sql(f'DROP {wanted.kind} "{wanted.name}"')
            connection.exec_driver_sql(wanted.sql)
            yield f"the {wanted.kind} {wanted.name} was made anew"


def _mend_search(session: Session) -> Iterator[str]:
    for index in list_broken_indexes(session):
        rebuild_search_index(session, index)
        yield f"the search index {index.name} was built anew"


def _mend_names(session: Session) -> Iterator[str]:
    for model in (Speaker, SpeakerName):
        table = table_of(model)
        for row in session.execute(select(table.c.id, table.c.name, table.c.folded)).all():
            if (folded := fold_name(row.name)) != row.folded:
                session.execute(table.update().where(table.c.id == row.id).values(folded=folded))
                yield f"{table.name} {row.id} is found by {row.name!r} again"


def _mend_statements(session: Session) -> Iterator[str]:
    """Words and days of every statement whose text and key say that its spans and mention are as they were."""
    due: dict[int, dict[str, Any]] = {}
    for articles in read_articles(session):
        whole = {number for number, article in articles.items() if has_own_text(article)}
        for article, statement, spans, _ in read_statements(session, articles):
            pieces = sort_spans(spans)
            if article.id in whole and pieces["content"] and has_own_key(article, statement, pieces):
                days = dict(zip(("dated_from", "dated_to"), derive_days(article, statement), strict=True))
                values = derive_words(article.text, pieces, Manner(statement.manner)) | days
                if wrong := {column: v for column, v in values.items() if getattr(statement, column) != v}:
                    due[statement.id] = wrong
    for number, values in due.items():
        session.execute(_STATEMENT.update().where(_STATEMENT.c.id == number).values(**values))
        yield f"S{number} has its {' and '.join(_name(column) for column in values)} again"


def _name(column: str) -> str:
    return column.replace("dated_from", "first day").replace("dated_to", "last day")


def _mend_days(session: Session) -> Iterator[str]:
    stray = {table for table, _ in find_stray_days(session)}
    for table, follows, column, counted in DAYS:
        if table in stray:
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
            session.connection().exec_driver_sql(
                f"INSERT INTO {table} SELECT x.{column}, s.status <> 'rejected', coalesce(s.dated_from, '{UNDATED}'), "
                f"s.id FROM {follows} AS x JOIN statement AS s ON s.id = x.statement_id WHERE {counted} "
                "ORDER BY 1, 2, 3, 4"
            )
            yield f"the days of {table} were listed anew"
