"""Articles in which invented people use a set phrase, day by day."""

from __future__ import annotations

from tracker.records import ArticleInput
from tracker.storage.database import Database
from tracker.workflows.ingest import ingest

PHRASE = "lantern-lit harbour order"


def report(day: str, words: str, who: str = "Foreign Minister Ilse Brandt", to: str = "") -> ArticleInput:
    """One article in which one person says one thing."""
    told = f"told {to} that" if to else "said that"
    return ArticleInput(f"{who} {told} {words}.", title=f"Report of {day}", published=day)


def take_in(database: Database, *articles: ArticleInput) -> None:
    """Store the articles with the statements found in them, one each."""
    done = ingest(database, articles)
    assert [article.statements for article in done.articles] == [1] * len(articles)
