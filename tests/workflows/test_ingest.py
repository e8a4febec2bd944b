"""Taking articles in: each whole or not at all, once, and one bad one costs no other."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from tests.extractions import CALLER, CORRIDOR, PIPELINE, Told, said
from tracker.errors import DatabaseError, TrackerError
from tracker.records import (
    ArticleInput,
    Diagnostic,
    Extraction,
    IngestedArticle,
    IngestReport,
    ReadFailure,
    SpeakerKind,
    SpeakerReference,
    StatementFilter,
)
from tracker.storage.database import Database
from tracker.workflows.database import check_database
from tracker.workflows.ingest import ingest
from tracker.workflows.query import find_statements


def extract(article: ArticleInput) -> Extraction:
    """What the hand-built articles say; whatever else has a word to say about how it fails."""
    for told in (CORRIDOR, PIPELINE):
        if article.text == told.article.text:
            return told.extraction
    if article.text == "Atlantis spoke.":
        atlantis = SpeakerReference("Atlantis", SpeakerKind.STATE, "ATLANTIS")
        return Extraction((said(article.text, "spoke", by=atlantis, mention="Atlantis", cue=""),))
    if article.text == "refused":
        raise TrackerError("the lexicon is broken")
    if article.text == "crash":
        raise ZeroDivisionError("division by zero")
    if article.text == "odd":
        return Extraction((), (Diagnostic("unbalanced", "a quotation never ends", (0, 3)),))
    return Extraction()


EXTRACTOR = (extract, "7")


def count(database: Database, table: str = "article") -> int:
    with database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def take(database: Database, *items: ArticleInput | ReadFailure | Told, dry_run: bool = False) -> IngestReport:
    plain = [item.article if isinstance(item, Told) else item for item in items]
    return ingest(database, plain, dry_run=dry_run, extractor=EXTRACTOR, caller=CALLER)


def test_articles_go_in_once(database: Database) -> None:
    report = take(database, CORRIDOR, PIPELINE, CORRIDOR)
    assert report.articles == (
        IngestedArticle("-", "Ministers agree", 1, True, 3),
        IngestedArticle("-", "Okello warns", 2, True, 2),
        IngestedArticle("-", "Ministers agree", 1, False, 3),
    )
    again = take(database, CORRIDOR, PIPELINE)
    assert [(article.is_new, article.article_id, article.statements) for article in again.articles] == [
        (False, 1, 3),
        (False, 2, 2),
    ]
    assert count(database, "change") == 2


def test_a_dry_run_stores_nothing_and_says_what_would_be(database: Database) -> None:
    take(database, PIPELINE)
    report = take(database, CORRIDOR, PIPELINE, CORRIDOR, dry_run=True)
    assert report.dry_run
    assert [(article.article_id, article.is_new, article.statements) for article in report.articles] == [
        (None, True, 3),
        (2 - 1, False, 2),
        (None, False, 3),
    ]
    assert count(database) == 1


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (ArticleInput("half a \ud83c character", origin="bad"), "lone surrogate) at offset 7"),
        (ArticleInput("text", title="half \ud83c", origin="bad"), "a field has half a character"),
        (ArticleInput("text", published="last May", origin="bad"), "not a date: 'last May'"),
        (ArticleInput("", origin="bad"), "the text is empty"),
        (ArticleInput(" \n", origin="bad"), "the text is empty"),
        (ArticleInput("Atlantis spoke.", origin="bad"), "does not fit the database (CHECK constraint failed"),
        (ArticleInput("refused", origin="bad"), "the lexicon is broken"),
        (ArticleInput("crash", origin="bad"), r"extraction failed on it (ZeroDivisionError: division by zero)"),
    ],
)
def test_one_bad_article_costs_no_other(database: Database, article: ArticleInput, reason: str) -> None:
    seen: list[str] = []
    failed = ReadFailure("missing.txt", "no such file")
    report = ingest(
        database,
        [CORRIDOR.article, article, failed, PIPELINE.article],
        on_article=lambda outcome: seen.append(type(outcome).__name__),
        extractor=EXTRACTOR,
        caller=CALLER,
    )
    assert [found.origin for found in report.failures] == ["bad", "missing.txt"]
    assert reason in report.failures[0].reason
    assert "\n" not in report.failures[0].reason
    assert len(report.articles) == count(database) == 2
    assert seen == ["IngestedArticle", "ReadFailure", "ReadFailure", "IngestedArticle"]


def test_nul_characters_and_all_line_ends_come_back(database: Database) -> None:
    body = "one\0two\u2028three\u0085four\x0bfive\r"
    take(database, ArticleInput(body))
    with database.read() as session:
        assert session.execute(text("SELECT text FROM article")).scalar_one() == body
    assert check_database(database).problems == ()


def test_diagnostics_are_handed_on(database: Database) -> None:
    (article,) = take(database, ArticleInput("odd")).articles
    assert article.diagnostics == (Diagnostic("unbalanced", "a quotation never ends", (0, 3)),)


def test_a_failing_database_ends_it_and_keeps_what_went_before(database: Database) -> None:
    def lose(article: ArticleInput) -> Extraction:
        if article is PIPELINE.article:
            with database.begin() as session:
                session.execute(text("DROP VIEW ledger"))
                session.execute(text("DROP TABLE statement_span"))
        return extract(article)

    with pytest.raises(Exception, match="no such table: statement_span"):
        ingest(database, [CORRIDOR.article, PIPELINE.article], extractor=(lose, "7"), caller=CALLER)
    assert count(database) == 1


def test_a_locked_database_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.storage.database.BUSY_SECONDS", 0.05)
    impatient = Database(database.path)
    with (
        impatient,
        database.begin(),
        pytest.raises(DatabaseError, match="is in use by another program that has been writing"),
    ):
        take(impatient, CORRIDOR)
    assert count(database) == 0


def test_two_who_take_the_same_in_at_once(database: Database) -> None:
    articles = [ArticleInput(f"Article number {number}.") for number in range(40)]
    reports: list[IngestReport] = []

    def work() -> None:
        with Database(database.path) as own:
            reports.append(take(own, *articles))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database) == 40
    assert sum(article.is_new for report in reports for article in report.articles) == 40
    assert not any(report.failures for report in reports)
    assert check_database(database).problems == ()


def test_the_shipped_extractor_stands_in_unless_another_is_given(database: Database) -> None:
    body = "Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open.\n"
    report = ingest(database, [ArticleInput(body, published="2024-03-02")])
    assert report.articles[0].statements == 1
    (row,) = find_statements(database, StatementFilter())
    assert row.speaker == "Ilse Brandt"
    assert row.extractor
    with database.read() as session:
        assert session.execute(text("SELECT command FROM invocation")).scalar_one()
