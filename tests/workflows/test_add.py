"""Adding one article: what would come of it, down to the numbers, and then that."""

from __future__ import annotations

import pytest

from tests.extractions import CALLER, CORRIDOR
from tests.storage.test_undoing import rows
from tracker.errors import DateError, ReaderError
from tracker.records import ArticleInput, Extraction
from tracker.storage.database import Database
from tracker.workflows.add import add_article
from tracker.workflows.history import undo
from tracker.workflows.query import show_article


def extract(article: ArticleInput) -> Extraction:
    if article.text == "crash":
        raise ZeroDivisionError("by zero")
    return CORRIDOR.extraction if article.text == CORRIDOR.article.text else Extraction()


def test_a_dry_run_tells_what_then_is(database: Database) -> None:
    before = rows(database)
    planned = add_article(database, CORRIDOR.article, dry_run=True, extractor=(extract, "7"))
    assert rows(database) == before
    assert (planned.is_new, planned.entry, planned.copies) == (True, None, ())
    done = add_article(database, CORRIDOR.article, extractor=(extract, "7"), caller=CALLER)
    assert done.detail == planned.detail == show_article(database, "1")
    assert done.entry == 1
    again = add_article(database, CORRIDOR.article, extractor=(extract, "7"))
    assert (again.is_new, again.entry, again.detail) == (False, None, done.detail)
    undo(database)
    assert rows(database) == before


@pytest.mark.parametrize(
    ("article", "error", "message"),
    [
        (ArticleInput(" "), ReaderError, "there is no text"),
        (ArticleInput("half \ud83c"), ReaderError, "half a character"),
        (ArticleInput("x", published="May"), DateError, "not a date"),
        (ArticleInput("crash"), ReaderError, "extraction failed on it"),
    ],
)
def test_what_cannot_be_added(database: Database, article: ArticleInput, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        add_article(database, article, extractor=(extract, "7"))
