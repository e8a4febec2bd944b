"""The stored vocabulary: in step with the lexicon's, listed with counts, found by what people type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.extractions import CORRIDOR, PIPELINE, TOPICS, store
from tracker.errors import AmbiguousNameError, NotFoundError
from tracker.records import TopicSummary
from tracker.storage.database import Database
from tracker.storage.topics import find_topics, list_slugs, list_topics, sync_topics

ROWS = text("SELECT slug, label, parent_id, position, exact_match, origin FROM topic ORDER BY id")


def test_syncing_stores_the_vocabulary_and_then_changes_nothing(database: Database) -> None:
    with database.begin() as session:
        ids = sync_topics(session, TOPICS)
        rows = [tuple(row) for row in session.execute(ROWS)]
        assert list(ids) == ["partnership", "trade", "economy", "trade-wars"]
        assert rows[1] == ("trade", "Trade and investment", ids["economy"], 1, None, "machine")
        before = session.execute(text("SELECT total_changes()")).scalar()
        assert sync_topics(session, TOPICS) == ids
        assert session.execute(text("SELECT total_changes()")).scalar() == before


def test_syncing_follows_a_changed_vocabulary_and_spares_what_people_made(database: Database) -> None:
    with database.begin() as session:
        ids = sync_topics(session, TOPICS)
        session.execute(text("INSERT INTO topic (slug, label, origin) VALUES ('grain', 'Grain', 'hand')"))
        session.execute(text("UPDATE topic SET label = 'Deals', origin = 'hand' WHERE slug = 'trade'"))
        changed = (
            replace(TOPICS[0], label="Partners", exact_match=("https://example.org/partners",)),
            replace(TOPICS[1], label="Commerce", parent=None),
            replace(TOPICS[3], parent="partnership"),
        )
        assert sync_topics(session, changed).items() >= ids.items()
        rows = {row.slug: row for row in session.execute(ROWS)}
        assert (rows["partnership"].label, rows["partnership"].exact_match) == (
            "Partners",
            '["https://example.org/partners"]',
        )
        assert (rows["trade"].label, rows["trade"].parent_id) == ("Deals", ids["economy"])
        assert (rows["trade-wars"].parent_id, rows["trade-wars"].position) == (ids["partnership"], 2)
        assert rows.keys() == {"partnership", "trade", "economy", "trade-wars", "grain"}
        sync_topics(session, (replace(TOPICS[3], parent=None),))
        assert {row.slug: row.parent_id for row in session.execute(ROWS)}["trade-wars"] is None


def test_listing_counts_statements_speakers_and_days(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        listed = {summary.slug: summary for summary in list_topics(session)}
        assert list(listed) == [topic.slug for topic in TOPICS]
        assert listed["trade"] == TopicSummary(
            "trade",
            "Trade and investment",
            "Goods and money.",
            2,
            2,
            "2024-03-01",
            "2024-05-20",
            "economy",
            utterances=2,
        )
        assert listed["economy"].statements == listed["economy"].speakers == 0
        assert (listed["economy"].first, listed["economy"].last) == (None, None)
        assert listed["partnership"].speakers == 2
        session.execute(text("UPDATE statement SET status = 'rejected' WHERE id = 1"))
        session.execute(text("UPDATE statement_topic SET withdrawn = 1 WHERE statement_id = 3"))
        listed = {summary.slug: summary for summary in list_topics(session)}
        assert (listed["trade"].statements, listed["trade"].speakers) == (1, 1)
        assert (listed["partnership"].statements, listed["partnership"].speakers) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("trade", {"trade"}),
        ("TRADE", {"trade"}),
        ("trade-wars", {"trade-wars"}),
        ("trade wars", {"trade-wars"}),
        ("Trade and Investment", {"trade"}),
        ("part", {"partnership"}),
        ("wars", {"trade-wars"}),
        ("tariffs", {"trade-wars"}),
        ("bilateral", {"partnership"}),
        ("economy", {"economy", "trade"}),
        ("econ", {"economy", "trade"}),
    ],
)
def test_which_topic_is_meant(database: Database, typed: str, slugs: set[str]) -> None:
    with database.begin() as session:
        ids = sync_topics(session, TOPICS)
        assert find_topics(session, typed) == {ids[slug] for slug in slugs}


def test_what_no_topic_or_several_answer_to(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        with pytest.raises(NotFoundError, match="no topic matches 'partnerhsip'; did you mean partnership"):
            find_topics(session, "partnerhsip")
        for nothing in ("qqq", "", "!"):
            with pytest.raises(NotFoundError, match="`tracker topics` lists the topics"):
                find_topics(session, nothing)
        with pytest.raises(AmbiguousNameError, match="'tra' matches several topics: trade, trade-wars; give one"):
            find_topics(session, "tra")


def test_completion(database: Database) -> None:
    with database.begin() as session:
        sync_topics(session, TOPICS)
        assert list_slugs(session, "TR") == ["trade", "trade-wars"]
        assert list_slugs(session, "") == [topic.slug for topic in TOPICS]
