"""Articles edited and removed: statements go along with the text, or are named; and all of it can be undone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.extractions import BRANDT, CORRIDOR_TEXT, PIPELINE_TEXT, said, store, tell
from tracker.errors import ConflictError, DateError, NotFoundError, UsageError
from tracker.records import StatementFilter
from tracker.revisions import ArticleEdit, StatementEdit
from tracker.storage.database import Database
from tracker.workflows.articles import describe_articles, edit_article, remove_articles
from tracker.workflows.correct import edit_statements, read_statement, reject_statements
from tracker.workflows.database import check_database
from tracker.workflows.query import find_statements, show_article


def claims(database: Database, article: str = "1") -> dict[int, str]:
    return {row.statement_id: row.claim for row in find_statements(database, StatementFilter(article=article))}


def test_what_is_known_of_an_article(filled: Database) -> None:
    report = edit_article(filled, "1", ArticleEdit(title=" Ministers meet ", outlet="", published="2024-02"))
    assert (report.article_id, report.entry, report.moved) == (1, 2, ())
    assert report.what == (
        "A1 changed: title “Ministers agree” → “Ministers meet”; outlet “The Harbour Post” → –; "
        "published 2024-03-02 → 2024-02",
    )
    summary = show_article(filled, "1").summary
    assert (summary.title, summary.outlet, summary.published) == ("Ministers meet", None, "2024-02")
    with filled.read() as session:
        dated = session.execute(text("SELECT dated_from, dated_to FROM statement WHERE id = 2")).one()
        seen = session.execute(text("SELECT seen_first FROM post_held WHERE speaker_id = 1")).scalar()
    assert tuple(dated) == ("2024-02-01", "2024-02-29")
    assert seen == "2024-02-01"
    assert edit_article(filled, "1", ArticleEdit(title="Ministers meet")).entry is None


@pytest.mark.parametrize("edit", [ArticleEdit(published="May"), ArticleEdit(accessed="2024-13")])
def test_dates_that_are_none(filled: Database, edit: ArticleEdit) -> None:
    with pytest.raises(DateError):
        edit_article(filled, "1", edit)


def test_a_text_that_grows_takes_its_statements_along(filled: Database) -> None:
    edit_statements(filled, [1], StatementEdit(content=("corridor would stay open",), note="checked"))
    before = claims(filled)
    report = edit_article(filled, "1", ArticleEdit(text="Vienna, Friday.\n\n" + CORRIDOR_TEXT.replace("2", "3")))
    assert (report.moved, report.lost, report.coded) == ((1, 2, 3), (), 1)
    assert claims(filled) == before
    coded = read_statement(filled, 1)
    assert coded.text[slice(*coded.content[0])] == "corridor would stay open"
    assert coded.note == "checked"
    with filled.read() as session:
        stored = session.execute(text("SELECT extracted_content FROM statement WHERE id = 1")).scalar_one()
    ((start, end),) = json.loads(stored)
    assert coded.text[start:end] == "the grain corridor would stay open"


def test_what_loses_its_words_is_named_and_goes_only_if_told(filled: Database) -> None:
    edit = ArticleEdit(text=CORRIDOR_TEXT.replace("grain corridor", "corridor"))
    refusal = r"the words of 1 statement are not in the new text, .*: S1 “the grain corridor would stay open”"
    with pytest.raises(ConflictError, match=refusal):
        edit_article(filled, "1", edit)
    assert len(claims(filled)) == 3
    planned = edit_article(filled, "1", edit, dry_run=True)
    assert (planned.lost, planned.moved, planned.entry) == (((1, "the grain corridor would stay open"),), (2, 3), None)
    assert len(claims(filled)) == 3
    done = edit_article(filled, "1", edit, drop_lost=True)
    assert "S1 removed: “the grain corridor would stay open”" in done.what
    assert list(claims(filled)) == [2, 3]


def test_rejected_ones_move_along_too(filled: Database) -> None:
    reject_statements(filled, [3])
    edit_article(filled, "1", ArticleEdit(text="New. " + CORRIDOR_TEXT))
    coded = read_statement(filled, 3)
    assert coded.text[slice(*coded.content[0])] == "the all-weather strategic partnership"


def test_cues_that_stand_everywhere_stay_with_their_statement(database: Database) -> None:
    body = "Brandt said one thing.\n\nBrandt said another thing."
    second = body.index("said another")
    later = said(body, "another thing", cue="said")
    later = replace(later, cue=((second, second + 4),), source=((second - 7, second - 1),))
    with database.begin() as session:
        store(session, tell(body, said(body, "one thing", by=BRANDT), later))
    edit_article(database, "1", ArticleEdit(text="Okello said nothing.\n\n" + body))
    for number, at in ((1, 29), (2, 53)):
        coded = read_statement(database, number)
        assert coded.cue == ((at, at + 4),)
    assert check_database(database).problems == ()


@pytest.mark.parametrize(
    ("reference", "body", "error", "message"),
    [
        ("1", " \n", UsageError, "the text would be empty"),
        ("1", PIPELINE_TEXT, ConflictError, "the words of 3 statements"),
        ("7", "x", NotFoundError, "no article '7'"),
    ],
)
def test_texts_that_are_refused(
    filled: Database, reference: str, body: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        edit_article(filled, reference, ArticleEdit(text=body))


def test_a_text_that_another_article_has(filled: Database) -> None:
    with pytest.raises(ConflictError, match="A2 has this text already"):
        edit_article(filled, "1", ArticleEdit(text=PIPELINE_TEXT), drop_lost=True)


def test_removed_with_all_that_came_with_it(filled: Database) -> None:
    reject_statements(filled, [2])
    (planned,) = remove_articles(filled, ["1"], dry_run=True)
    assert (planned.coded, planned.entry) == (1, None)
    assert planned.what[0] == "A1 “Ministers agree” removed with 3 statements"
    remove_articles(filled, ["1"])
    with filled.read() as session:
        assert session.execute(text("SELECT name FROM speaker ORDER BY id")).scalars().all() == [
            "Tomás Okello",
            "senior official",
        ]
    with pytest.raises(NotFoundError):
        remove_articles(filled, ["2", "1"])
    assert show_article(filled, "2")


def test_several_articles_at_once_or_none(filled: Database) -> None:
    reports = describe_articles(filled, ["1", "2"], ArticleEdit(outlet="The Dock", region="Europe"))
    assert [(report.article_id, report.entry) for report in reports] == [(1, 2), (2, 2)]
    assert reports[1].what == ("A2 changed: outlet – → “The Dock”; region – → Europe",)
    assert describe_articles(filled, ["1", "2"], ArticleEdit(outlet="The Dock"))[0].what == ()
    with pytest.raises(UsageError, match="a text belongs to one"):
        describe_articles(filled, ["1"], ArticleEdit(text="x"))
    with pytest.raises(NotFoundError):
        describe_articles(filled, ["1", "9"], ArticleEdit(outlet="x"))
    assert show_article(filled, "1").summary.outlet == "The Dock"
    assert [report.article_id for report in remove_articles(filled, ["2", "1", "2"])] == [2, 1]
    with filled.read() as session:
        assert session.execute(text("SELECT count(*) FROM speaker")).scalar() == 0
