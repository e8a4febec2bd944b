"""Questions to the database, as a caller from Python asks them."""

from __future__ import annotations

import pytest

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import NotFoundError
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.workflows.query import (
    count_statements,
    find_statements,
    list_articles,
    list_speakers,
    list_topics,
    show_article,
    show_statement,
    speaker_names,
    topic_slugs,
)


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return database


def test_statements(filled: Database) -> None:
    wanted = StatementFilter(speakers=("Austrian",), topics=("partner",))
    (row,) = find_statements(filled, wanted)
    assert row.speaker == "Austria and Uganda"
    assert count_statements(filled, wanted) == 1
    with pytest.raises(NotFoundError, match="did you mean Ilse Brandt"):
        next(find_statements(filled, StatementFilter(speakers=("Brendt",))))


def test_rows_that_nobody_takes_keep_no_connection(filled: Database) -> None:
    rows = find_statements(filled, StatementFilter())
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    with filled.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM article")
    assert count_statements(filled, StatementFilter()) == 0


def test_one_statement(filled: Database) -> None:
    detail = show_statement(filled, 1)
    assert detail.row.claim == "the grain corridor would stay open"
    with pytest.raises(NotFoundError):
        show_statement(filled, 99)
    with pytest.raises(NotFoundError):
        show_statement(filled, 10**30)


def test_listings(filled: Database) -> None:
    assert [speaker.name for speaker in list_speakers(filled, name="brandt")] == ["Ilse Brandt"]
    assert [topic.statements for topic in list_topics(filled)] == [1, 2, 0, 0]
    assert [article.title for article in list_articles(filled, text="corridor")] == ["Ministers agree"]
    assert speaker_names(filled, "oke") == ["Tomás Okello"]
    assert topic_slugs(filled, "eco") == ["economy"]


def test_one_article(filled: Database) -> None:
    detail = show_article(filled, "corridor")
    assert detail.text == CORRIDOR.article.text
    assert [row.statement_id for row in detail.statements] == [1, 2, 3]
    with pytest.raises(NotFoundError, match="no article 'gone'"):
        show_article(filled, "gone")
