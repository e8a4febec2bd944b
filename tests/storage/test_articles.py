"""Articles: listed with counts, and found by number, own id or hash."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import AmbiguousNameError, NotFoundError
from tracker.records import ArticleSummary
from tracker.storage.articles import count_words, find_article, list_articles, read_article, summarize_article
from tracker.storage.database import Database
from tracker.storage.identity import hash_text


def test_listing(database: Database) -> None:
    with database.begin() as session:
        store(session, PIPELINE)
        store(session, CORRIDOR)
        store(session, CORRIDOR, text="Undated. " + CORRIDOR.article.text, published=None, title=None)
        session.execute(text("UPDATE statement SET status = 'rejected' WHERE id = 3"))
        assert [summary.article_id for summary in list_articles(session)] == [2, 1, 3]
        assert list_articles(session, limit=1) == [
            ArticleSummary(
                article_id=2,
                identifier="corridor",
                title="Ministers agree",
                outlet="The Harbour Post",
                url="https://example.org/corridor",
                author="Ana Roig",
                published="2024-03-02",
                statements=2,
                words=34,
                text_sha256=hash_text(CORRIDOR.article.text),
            )
        ]
        for fields, found in (
            ({"text": "agree"}, [2]),
            ({"text": "corridors -undated"}, [2]),
            ({"text": "warns OR undated"}, [1, 3]),
            ({"text": " "}, [2, 1, 3]),
            ({"since": "2024-03-03"}, [1]),
            ({"until": "2024-03"}, [2]),
            ({"since": "2024-03-02", "until": "2024-03-02"}, [2]),
            ({"since": "../2024"}, [2, 1, 3]),
            ({"limit": 0}, []),
        ):
            assert [summary.article_id for summary in list_articles(session, **fields)] == found, fields


def test_an_article_without_end_is_found_from_its_start_on(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR, published="2024-03/..")
        assert list_articles(session, since="2030")
        assert not list_articles(session, until="2024-02")


def test_finding(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR, identifier="2024")
        store(session, PIPELINE, identifier="twin")
        store(session, PIPELINE, text="Again. " + PIPELINE.article.text, identifier="twin")
        digest = hash_text(CORRIDOR.article.text)
        for reference in ("1", " 1 ", "2024", digest, digest[:6], digest.upper()[:20]):
            assert find_article(session, reference) == 1
        with pytest.raises(AmbiguousNameError, match="'twin' is the id of several articles: 2, 3; give one of these"):
            find_article(session, "twin")
        for reference in ("99", "", "gone", digest[:5], "9" * 30, "½"):
            with pytest.raises(NotFoundError, match=r"no article '.*'; `tracker articles` lists"):
                find_article(session, reference)


def test_reading(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR, note="seen twice", region="Europe", language="en")
        detail = read_article(session, 1, ())
        assert detail.summary == summarize_article(session, 1)
        assert detail.text == CORRIDOR.article.text
        assert (detail.note, detail.region, detail.language, detail.accessed) == (
            "seen twice",
            "Europe",
            "en",
            "2024-03-05",
        )
        with pytest.raises(NotFoundError, match="no article 2"):
            read_article(session, 2, ())


@pytest.mark.parametrize(
    ("words", "count"),
    [("", 0), ("one", 1), ("all-weather partner’s don't", 3), ("“Yes,” — he said.", 3), ("双方 同意", 2), ("100%", 1)],
)
def test_counting_words(words: str, count: int) -> None:
    assert count_words(words) == count
