"""The vocabulary by hand: made, edited, merged and removed topics hold against word tables, and are taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from tests.extractions import CORRIDOR, PIPELINE, TOPICS, said, store, tell
from tests.storage.test_undoing import caller, do, undo
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import TopicMatch
from tracker.storage import topic_changes as changes
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.models import Base, StatementTopic
from tracker.storage.session import Session
from tracker.storage.topics import (
    collect_tags,
    extend_vocabulary,
    find_topic,
    find_topics,
    list_slugs,
    list_topics,
    number_topics,
    sync_topics,
)

Tags = list[tuple[int, str, str | None, str, int]]


def tags(session: Session) -> Tags:
    rows = session.execute(
        text(
            "SELECT x.statement_id, t.slug, x.terms, x.origin, x.withdrawn FROM statement_topic AS x "
            "JOIN topic AS t ON t.id = x.topic_id ORDER BY 1, 2"
        )
    )
    return [tuple(row) for row in rows]


def rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    return {
        name: sorted((tuple(row) for row in session.execute(Base.metadata.tables[name].select())), key=repr)
        for name in ("topic", "statement_topic")
    }


def number(session: Session, slug: str) -> int:
    return number_topics(session)[slug]


def test_a_topic_of_ones_own(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        journal = Journal(caller())
        parent = number(session, "trade")
        made = changes.add_topic(
            session, journal, "grain", "Grain", {"parent_id": parent, "terms": ["wheat", "grain*"]}
        )
        assert sync_topics(session, TOPICS)["grain"] == made
        assert list_slugs(session, "")[-1] == "grain"
        assert find_topics(session, "trade") == {parent, made}
        (grain,) = [topic for topic in extend_vocabulary(session, TOPICS) if topic.slug == "grain"]
        assert (grain.label, grain.terms) == ("Grain", ("wheat", "grain*"))
        with pytest.raises(ConflictError, match=r"there is a topic grain already \(Grain\)"):
            changes.add_topic(session, journal, "grain", "Again", {})
        with pytest.raises(UsageError, match="'Grain!' is no slug"):
            changes.add_topic(session, journal, "Grain!", "Grain", {})


def test_a_topic_without_terms_is_for_putting_on_by_hand(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        changes.add_topic(session, Journal(caller()), "later", "Later", {})
        assert extend_vocabulary(session, TOPICS) is TOPICS
        assert "later" in number_topics(session)


def test_what_a_person_set_is_not_brought_back_to_the_word_tables(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        trade, economy = number(session, "trade"), number(session, "economy")
        journal = Journal(caller())
        assert changes.edit_topic(session, journal, trade, {"label": "Goods", "parent_id": None})
        assert not changes.edit_topic(session, journal, trade, {"label": "Goods"})
        sync_topics(session, TOPICS)
        (found,) = [topic for topic in list_topics(session) if topic.slug == "trade"]
        assert found.label == "Goods"
        assert find_topics(session, "economy") == {economy}


def test_no_topic_stands_below_itself(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        trade, economy = number(session, "trade"), number(session, "economy")
        for below in (trade, economy):
            with pytest.raises(ConflictError, match="stands below economy itself"):
                changes.edit_topic(session, Journal(caller()), economy, {"parent_id": below})


def test_terms_are_added_to_those_of_the_word_tables(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        trade = number(session, "trade")
        journal = Journal(caller())
        changes.edit_topic(session, journal, trade, changes.change_terms(session, trade, ["wheat"], ["trade wind"], []))
        (found,) = [topic for topic in extend_vocabulary(session, TOPICS) if topic.slug == "trade"]
        assert (found.terms, found.unless) == (("trade", "wheat"), ("trade wind",))
        assert session.execute(text("SELECT origin FROM topic WHERE slug = 'trade'")).scalar_one() == "machine"
        changes.edit_topic(
            session, journal, trade, changes.change_terms(session, trade, [], [], ["wheat", "trade wind"])
        )
        assert extend_vocabulary(session, TOPICS) is TOPICS
        with pytest.raises(NotFoundError, match="nobody gave trade the term 'trade'"):
            changes.change_terms(session, trade, [], [], ["trade"])


def test_a_merged_topic_is_the_other_from_then_on(database: Database) -> None:
    body = "Brandt said both. Brandt said one."
    both = tell(
        body,
        said(body, "both", topics={"trade": ("trade",), "partnership": ("partners",)}),
        said(body, "one", topics={"partnership": ("partners",)}),
    )
    with database.begin() as session:
        store(session, both)
        store(session, CORRIDOR)
        trade, partnership = number(session, "trade"), number(session, "partnership")
        before = rows(session)
    entry = do(database, lambda session, journal: changes.merge_topics(session, journal, trade, [partnership]))
    with database.begin() as session:
        assert tags(session) == [
            (1, "trade", '["trade", "partners"]', "machine", 0),
            (2, "trade", '["partners"]', "machine", 0),
            (3, "trade", '["grain corridor"]', "machine", 0),
            (5, "trade", '["partnership"]', "machine", 0),
        ]
        assert sync_topics(session, TOPICS)["partnership"] == trade
        assert find_topic(session, "partnership") == trade
        assert "partnership" not in list_slugs(session, "")
        assert "partnership" not in [topic.slug for topic in list_topics(session)]
        twice = [TopicMatch("partnership", ("a",)), TopicMatch("trade", ("b", "a")), TopicMatch("none", ())]
        assert collect_tags(twice, number_topics(session)) == {trade: ["a", "b"]}
    undo(database, entry)
    with database.read() as session:
        assert rows(session) == before


def test_merging_follows_chains_and_takes_narrower_topics_along(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        of = number_topics(session)
        journal = Journal(caller())
        changes.merge_topics(session, journal, of["economy"], [of["trade-wars"]])
        changes.merge_topics(session, journal, of["trade"], [of["economy"]])
        assert {number(session, slug) for slug in ("economy", "trade-wars", "trade")} == {of["trade"]}
        assert session.execute(text("SELECT parent_id FROM topic WHERE slug = 'trade'")).scalar_one() is None
        made = changes.add_topic(session, journal, "grain", "Grain", {"parent_id": of["trade"]})
        changes.merge_topics(session, journal, of["partnership"], [of["trade"]])
        assert find_topics(session, "partnership") == {of["partnership"], made}


def test_a_persons_word_on_a_statement_outlasts_a_merge(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        trade, partnership = number(session, "trade"), number(session, "partnership")
        journal = Journal(caller())
        journal.update(session, StatementTopic, (1, trade), {"withdrawn": 1, "origin": "hand"})
        journal.insert(session, StatementTopic, {"statement_id": 1, "topic_id": partnership, "terms": ["x"]})
        assert changes.merge_topics(session, journal, trade, [partnership]) == 2
        assert tags(session)[0] == (1, "trade", '["grain corridor"]', "hand", 1)


def test_a_removed_topic_stays_gone_until_it_is_made_again(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        before = rows(session)
        economy = number(session, "economy")
    entry = do(database, lambda session, journal: changes.remove_topic(session, journal, economy))
    with database.begin() as session:
        assert "economy" not in sync_topics(session, TOPICS)
        assert "economy" not in [topic.slug for topic in extend_vocabulary(session, TOPICS)]
        with pytest.raises(NotFoundError):
            find_topics(session, "economy")
        assert find_topics(session, "trade") == {number(session, "trade")}
    undo(database, entry)
    with database.begin() as session:
        assert rows(session) == before
        trade = number(session, "trade")
        assert changes.remove_topic(session, Journal(caller()), trade) == 2
        assert all(slug != "trade" for _, slug, *_ in tags(session))
        again = changes.add_topic(session, Journal(caller()), "trade", "Trade again", {})
        assert again == trade
        assert sync_topics(session, TOPICS)["trade"] == trade
        assert find_topic(session, "trade again") == trade


@pytest.mark.parametrize(
    "change",
    [
        lambda session, journal: changes.add_topic(session, journal, "grain", "Grain", {"terms": ["wheat"]}),
        lambda session, journal: changes.edit_topic(session, journal, 1, {"label": "x", "unless": ["y"]}),
        lambda session, journal: changes.merge_topics(session, journal, 1, [2, 3]),
        lambda session, journal: changes.remove_topic(session, journal, 2),
    ],
)
def test_each_change_is_taken_back_whole(database: Database, change: Callable[[Session, Journal], object]) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        before = rows(session)
    do(database, change)
    with database.read() as session:
        assert rows(session) != before
    undo(database)
    with database.read() as session:
        assert rows(session) == before
