"""The vocabulary as a user changes it, and what that does to articles that are there and that come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.workflows.undoing import undoing_all
from tracker.answers import TopicEdit
from tracker.errors import LexiconError, NotFoundError, UsageError
from tracker.records import ArticleInput, StatementFilter
from tracker.revisions import StatementEdit
from tracker.storage.database import Database
from tracker.workflows import topics
from tracker.workflows.correct import add_statement, edit_statements
from tracker.workflows.ingest import ingest
from tracker.workflows.query import find_statements
from tracker.workflows.reextract import reextract

FIRST = ArticleInput("President Wanda Orlo said that the glowworm harvest was free trade.", published="2018-05-03")
SECOND = ArticleInput("President Wanda Orlo said that glowworms were rare.", published="2018-05-04")


@pytest.fixture
def filled(database: Database) -> Iterator[Database]:
    """One article; undoing whatever a test did leaves the database as it was."""
    ingest(database, [FIRST])
    yield from undoing_all(database)


def of(database: Database, *topic: str) -> list[int]:
    return [row.statement_id for row in find_statements(database, StatementFilter(topics=topic))]


def tags(database: Database) -> list[tuple[str, ...]]:
    return [row.topics for row in find_statements(database, StatementFilter(sort="id"))]


LONG = "the embassy of the isles would keep its lamps lit and its gate ajar for as long as the old road lasts"


@pytest.mark.parametrize("title", [None, "The embassy closure"])
def test_retagging_reads_statements_as_extraction_reads_them(database: Database, title: str | None) -> None:
    ingest(database, [ArticleInput(f"President Wanda Orlo said that {LONG}.", title=title)])
    assert tags(database) == [("diplomacy",) if title else ()]
    assert topics.retag(database).topics == ()


@pytest.mark.parametrize("title", [None, "The embassy closure"])
def test_a_content_by_hand_is_read_with_the_title_too(database: Database, title: str | None) -> None:
    ingest(database, [ArticleInput(f"President Wanda Orlo said that snow fell. It is plain that {LONG}.", title=title)])
    add_statement(database, "1", StatementEdit(content=(LONG,)))
    assert tags(database) == [(), ("diplomacy",) if title else ()]
    edit_statements(database, [2], StatementEdit(content=(LONG.removesuffix(" lasts"),)))
    assert tags(database) == [(), ("diplomacy",) if title else ()]
    assert topics.retag(database).topics == ()


def test_a_topic_with_terms_is_found_in_what_comes_and_by_retagging(filled: Database) -> None:
    topics.add_topic(filled, "glowworms", TopicEdit(parent="trade", terms=("glowworm*",)))
    assert of(filled, "glowworms") == []
    ingest(filled, [SECOND])
    assert of(filled, "glowworms") == [2]
    planned = topics.retag(filled, dry_run=True)
    assert [(t.slug, t.added, t.removed) for t in planned.topics] == [("glowworms", 1, 0)]
    assert (planned.statements, planned.entry) == (1, None)
    assert of(filled, "glowworms") == [2]
    done = topics.retag(filled)
    assert done.topics == planned.topics
    assert done.entry is not None
    assert of(filled, "glowworms") == of(filled, "trade") == [1, 2]
    assert topics.retag(filled).topics == ()
    assert [article.changed for article in reextract(filled)] == [(), ()]


def test_nothing_changes_where_the_vocabulary_did_not(filled: Database) -> None:
    assert topics.retag(filled, dry_run=True).topics == ()


def test_tags_by_hand_outlast_every_run(filled: Database) -> None:
    before = tags(filled)
    assert "trade" in before[0]
    assert topics.tag_statements(filled, "trade", [1], remove=True).what == ("S1: -trade",)
    topics.tag_statements(filled, "energy", [1, 1])
    after = tags(filled)
    assert "trade" not in after[0]
    assert "energy" in after[0]
    topics.edit_topic(filled, "trade", TopicEdit(terms=("harvest",)))
    topics.retag(filled)
    list(reextract(filled))
    assert tags(filled) == after
    said = topics.tag_statements(filled, "energy", [1])
    assert (said.entry, said.unchanged) == (None, ("S1 already has energy",))
    said = topics.tag_statements(filled, "trade", [1], remove=True)
    assert said.unchanged == ("S1 does not have trade",)
    with pytest.raises(NotFoundError):
        topics.tag_statements(filled, "trade", [9])


def test_an_edit_of_each_field(filled: Database) -> None:
    topics.add_topic(filled, "glowworms", TopicEdit())
    edit = TopicEdit(
        "Glow worms", " what  glows ", "trade", ("https://example.org/1",), ("glowworm*",), ("glowworm jar",)
    )
    assert topics.edit_topic(filled, "glowworms", edit).what == ("topic glowworms is set",)
    assert topics.edit_topic(filled, "glowworms", edit).unchanged == ("topic glowworms is so already",)
    with filled.read() as session:
        row = session.execute(text("SELECT * FROM topic WHERE slug = 'glowworms'")).mappings().one()
    assert (row["label"], row["description"], row["exact_match"]) == (
        "Glow worms",
        "what glows",
        '["https://example.org/1"]',
    )
    topics.edit_topic(filled, "glowworms", TopicEdit(parent="", exact_match=("",), dropped=("glowworm jar",)))
    with filled.read() as session:
        row = session.execute(text("SELECT * FROM topic WHERE slug = 'glowworms'")).mappings().one()
    assert (row["parent_id"], row["exact_match"], row["unless"]) == (None, None, None)


@pytest.mark.parametrize(
    ("edit", "error", "message"),
    [
        (TopicEdit(), UsageError, "say what to set"),
        (TopicEdit(label=" "), UsageError, "a label is empty"),
        (TopicEdit(terms=("* x",)), LexiconError, "--term: '\\* x' is not made of words"),
        (TopicEdit(parent="nowhere at all"), NotFoundError, "no topic matches"),
    ],
)
def test_an_edit_that_cannot_be(filled: Database, edit: TopicEdit, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        topics.edit_topic(filled, "trade", edit)


def test_merged_and_removed_topics_stay_so_when_articles_come(filled: Database) -> None:
    done = topics.merge_topics(filled, "energy", ["trade"])
    assert done.what == ("topic trade is now energy, with 1 statement",)
    ingest(filled, [ArticleInput(FIRST.text + "\n", published="2018-05-05")])
    assert of(filled, "trade") == of(filled, "energy") == [1, 2]
    assert topics.retag(filled).topics == ()
    assert topics.remove_topic(filled, "energy", dry_run=True).entry is None
    assert topics.remove_topic(filled, "energy").what == ("topic energy is removed, from 2 statements",)
    ingest(filled, [ArticleInput(FIRST.text + "\n\n", published="2018-05-06")])
    with pytest.raises(NotFoundError):
        of(filled, "energy")
    assert topics.retag(filled).topics == ()
    with pytest.raises(UsageError, match="are one topic already"):
        topics.merge_topics(filled, "partnership", ["partnership"])
