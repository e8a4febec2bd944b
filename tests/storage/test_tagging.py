"""Retagging: what rules put on follows the vocabulary, what people did stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.databases import make_database
from tests.extractions import CORRIDOR, PIPELINE, TOPICS, said, store, tell
from tests.storage.test_topic_changes import number, rows, tags
from tests.storage.test_undoing import caller, do, undo
from tracker.answers import Retagging
from tracker.records import Span, TopicMatch
from tracker.storage.assigning import set_topics
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.session import Session
from tracker.storage.tagging import Reader, retag_statements
from tracker.storage.topics import number_topics


class ReadsPieces:
    """Gives the topics of an article's statements by the words of their pieces, and its title."""

    def __init__(self, text: str, title: str | None, tell: Callable[[str, str | None], list[TopicMatch]]) -> None:
        self.text, self.title, self.tell = text, title, tell

    def match(self, content: Sequence[Span]) -> list[TopicMatch]:
        return self.tell(" ".join(self.text[start:end] for start, end in content), self.title)


def reads(tell: Callable[[str, str | None], list[TopicMatch]]) -> Reader:
    return lambda text, title: ReadsPieces(text, title, tell)


def finds(**words: str) -> Reader:
    """A vocabulary of one word a topic."""
    return reads(lambda text, title: [TopicMatch(slug, (word,)) for slug, word in words.items() if word in text])


def retag(session: Session, read: Reader, journal: Journal | None = None) -> dict[str, tuple[int, int, int]]:
    report = retag_statements(session, journal or Journal(caller()), read, number_topics(session))
    return {topic.slug: (topic.added, topic.removed, topic.reworded) for topic in report.topics}


def test_topics_follow_the_vocabulary(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        before = rows(session)
        match = finds(trade="corridor", partnership="partnership", economy="pipeline")
        assert retag(session, match) == {"trade": (0, 1, 1), "economy": (1, 0, 0)}
        assert tags(session) == [
            (1, "trade", '["corridor"]', "machine", 0),
            (3, "partnership", '["partnership"]', "machine", 0),
            (4, "economy", '["pipeline"]', "machine", 0),
        ]
        assert retag(session, match) == {}
        assert rows(session) != before


def test_the_report_says_how_many_statements_and_which_topics(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        report = retag_statements(session, Journal(caller()), finds(economy="word"), number_topics(session))
        assert report.topics == (
            Retagging("partnership", "Partnership and bilateral ties", 0, 1, 0),
            Retagging("trade", "Trade and investment", 0, 1, 0),
            Retagging("economy", "Economy", 1, 0, 0),
        )
        assert report.statements == 3
        assert report.entry is not None


def test_the_pieces_of_a_content_are_read_as_extraction_reads_them(database: Database) -> None:
    body = "Brandt said the free … trade grew, and Brandt said open, she added, trade."
    with database.begin() as session:
        store(session, tell(body, said(body, "the free … trade"), said(body, "open", "trade.")))
        read: list[str] = []
        retag(session, reads(lambda text, title: read.append(text) or []))  # type: ignore[func-returns-value]
        assert read == ["the free … trade", "open trade."]


def test_statements_are_read_with_the_title_of_their_article(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        titles: list[str | None] = []
        retag(session, reads(lambda text, title: titles.append(title) or []))  # type: ignore[func-returns-value]
        assert titles == ["Ministers agree"] * 3 + ["Okello warns"] * 2


def test_what_people_put_on_and_took_off_stays(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        trade, economy = number(session, "trade"), number(session, "economy")
        journal = Journal(caller())
        set_topics(session, journal, [1], remove=[trade])
        set_topics(session, journal, [2], add=[economy])
        for match in (finds(trade="corridor"), finds(), finds(trade="w", economy="w")):
            retag(session, match)
            by_hand = [tag for tag in tags(session) if tag[3] == "hand"]
            assert by_hand == [(1, "trade", '["grain corridor"]', "hand", 1), (2, "economy", None, "hand", 0)]


def test_retagging_is_one_entry_that_is_taken_back(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        before = rows(session)
    do(database, lambda session, journal: retag(session, finds(trade="w", economy="o"), journal))
    with database.read() as session:
        assert rows(session) != before
    undo(database)
    with database.read() as session:
        assert rows(session) == before


WORDS = st.sampled_from(["corridor", "word", "partnership", "the", "zzz"])


@settings(deadline=None, max_examples=30)
@given(st.dictionaries(st.sampled_from([topic.slug for topic in TOPICS]), WORDS))
def test_a_second_run_changes_nothing(words: dict[str, str]) -> None:
    with (
        TemporaryDirectory() as folder,
        Database(make_database(Path(folder) / "t.db")) as database,
        database.begin() as session,
    ):
        store(session, CORRIDOR)
        match = finds(**words)
        retag(session, match)
        assert retag(session, match) == {}
        assert {(s, slug) for s, slug, *_ in tags(session)} == {
            (number, slug)
            for number, content in (
                (1, "the grain corridor would stay open"),
                (2, "“We will keep our word,” “Nobody will close it.”"),
                (3, "the all-weather strategic partnership"),
            )
            for slug, word in words.items()
            if word in content
        }
