"""A better extractor: what it changes keeps its number, what a person touched stays, what was rejected stays away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import AUSTRIA, CALLER, CORRIDOR, CORRIDOR_TEXT, OKELLO, PIPELINE, find, said, store
from tests.storage.test_undoing import rows
from tracker.errors import NotFoundError, TrackerError
from tracker.records import ArticleInput, ExtractedStatement, Extraction, Manner, StatementFilter
from tracker.revisions import ArticleEdit, ReextractedArticle, StatementEdit
from tracker.storage.database import Database
from tracker.workflows.articles import edit_article
from tracker.workflows.correct import (
    add_statement,
    confirm_statements,
    edit_statements,
    merge_statements,
    read_statement,
    reject_statements,
    split_statement,
)
from tracker.workflows.database import check_database
from tracker.workflows.history import undo
from tracker.workflows.ingest import ingest
from tracker.workflows.query import find_statements
from tracker.workflows.reextract import reextract
from tracker.workflows.vocabulary import store_topics

STATEMENTS = CORRIDOR.extraction.statements


@pytest.fixture
def filled(database: Database) -> Iterator[Database]:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    store_topics(database)
    yield database
    assert check_database(database).problems == ()


def run(database: Database, *statements: ExtractedStatement, dry_run: bool = False) -> ReextractedArticle:
    """Read the first article anew with an extractor that finds these statements."""
    extractor = (lambda article: Extraction(statements), "8")
    (outcome,) = reextract(database, ["1"], dry_run=dry_run, extractor=extractor)
    assert outcome.failure is None
    return outcome


def claims(database: Database) -> dict[int, str]:
    return {row.statement_id: row.claim for row in find_statements(database, StatementFilter(article="1", sort="id"))}


@pytest.mark.parametrize("reverse", [False, True])
def test_another_day_moves_a_statement_in_every_list(filled: Database, reverse: bool) -> None:
    # SQLite fires triggers in an order that depends on when they were made, which a copy of the database may change.
    with filled.begin() as session:
        triggers = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"))
        for name, sql in sorted(triggers.all(), reverse=reverse):
            session.connection().exec_driver_sql(f"DROP TRIGGER {name}")
            session.connection().exec_driver_sql(sql)
    others = STATEMENTS[1:]
    moved = said(CORRIDOR_TEXT, "the grain corridor would stay open", mention="Foreign Minister Ilse Brandt",
                 on="2023-11-05", topics={"trade": ("grain corridor",)})  # fmt: skip
    assert run(filled, moved, *others).changed == (1,)
    dated = find_statements(filled, StatementFilter(speakers=("brandt",), until="2023-12"))
    assert [(row.statement_id, row.said_on) for row in dated] == [(1, "2023-11-05")]


def test_workers_find_the_same(filled: Database) -> None:
    alone = list(reextract(filled, dry_run=True))
    counted: list[int] = []
    assert list(reextract(filled, dry_run=True, jobs=2, on_counted=counted.append)) == alone
    assert counted == [2]


def test_the_same_extraction_changes_nothing(filled: Database) -> None:
    before = rows(filled)
    outcome = run(filled, *STATEMENTS)
    assert (outcome.new, outcome.changed, outcome.gone, outcome.unchanged, outcome.kept) == ((), (), (), 3, 0)
    assert outcome.what == outcome.differs == ()
    now = rows(filled)
    assert {name: table for name, table in now.items() if name != "article"} == {
        name: table for name, table in before.items() if name != "article"
    }


def test_new_changed_and_gone(filled: Database) -> None:
    longer = replace(STATEMENTS[0], content=find(CORRIDOR_TEXT, "that the grain corridor would stay open"))
    another = said(CORRIDOR_TEXT, "reporters", by=OKELLO, mention="", cue="")
    before = rows(filled)
    outcome = run(filled, longer, STATEMENTS[1], another)
    assert (outcome.changed, outcome.unchanged) == ((1,), 1)
    assert (len(outcome.new), outcome.gone) == (1, (3,))
    assert claims(filled) == {
        1: "that the grain corridor would stay open",
        2: "“We will keep our word,” … “Nobody will close it.”",
        outcome.new[0]: "reporters",
    }
    with filled.read() as session:
        versions = session.execute(text("SELECT extractor FROM statement WHERE article_id = 1 ORDER BY id")).scalars()
        assert versions.all() == ["8", "7", "8"]
        assert session.execute(text("SELECT count(*) FROM speaker WHERE name IN ('Austria', 'Uganda')")).scalar() == 0
    undo(filled)
    assert rows(filled) == before


def test_a_dry_run_shows_the_same_and_does_nothing(filled: Database) -> None:
    before = rows(filled)
    changed = replace(STATEMENTS[0], speakers=(OKELLO,), said_on=None)
    planned = run(filled, changed, dry_run=True)
    assert rows(filled) == before
    assert {
        "S2 removed: ““We will keep our word,” … “Nobody will close it.””",
        "S3 removed: “the all-weather strategic partnership”",
        "S1 changed: said on 2024-03-01 → –; speaker Ilse Brandt → Tomás Okello",
    } <= set(planned.what)
    done = run(filled, changed)
    assert (done.what, done.changed, done.gone) == (planned.what, planned.changed, planned.gone)


def test_whatever_a_person_did_stays(filled: Database) -> None:
    confirm_statements(filled, [1])
    edit_statements(filled, [2], StatementEdit(speakers=("okello",), note="sure?"))
    reject_statements(filled, [3])
    add_statement(filled, "1", StatementEdit(content=("told reporters",), speakers=("brandt",)))
    before = rows(filled)
    outcome = run(filled, *(replace(s, speakers=(AUSTRIA,), manner=Manner.MIXED) for s in STATEMENTS))
    assert (outcome.new, outcome.changed, outcome.gone, outcome.kept) == ((), (), (), 3)
    after = rows(filled)
    assert after["statement"] == before["statement"]
    assert after["statement_speaker"] == before["statement_speaker"]
    assert outcome.differs == (
        f"S1 (confirmed by {_user(filled)}): the extractor would say speaker Ilse Brandt → Austria; "
        "manner indirect → mixed",
        f"S2 (edited by {_user(filled)}): the extractor would say speaker Tomás Okello → Austria; "
        "manner direct → mixed",
    )


def _user(database: Database) -> str:
    return str(read_statement(database, 1).coder)


def test_what_the_extractor_no_longer_finds_is_told(filled: Database) -> None:
    confirm_statements(filled, [1])
    reject_statements(filled, [2])
    outcome = run(filled)
    assert outcome.differs == (f"S1 (confirmed by {_user(filled)}): the extractor does not find it",)
    assert list(claims(filled)) == [1]
    assert outcome.gone == (3,)


@pytest.mark.parametrize(
    "content",
    ["grain corridor would stay open", "on Friday that the grain corridor would stay open", "the grain corridor"],
)
def test_a_rejected_one_stays_away_though_its_ends_move(filled: Database, content: str) -> None:
    reject_statements(filled, [1])
    run(filled, replace(STATEMENTS[0], content=find(CORRIDOR_TEXT, content)), *STATEMENTS[1:])
    assert list(claims(filled)) == [2, 3]
    outcome = run(filled, replace(STATEMENTS[0], mention="Ilse Brandt", cue=()), *STATEMENTS[1:])
    assert (outcome.new, list(claims(filled))) == ((), [2, 3])


def test_one_whose_boundaries_were_moved_is_not_found_again_where_it_was(filled: Database) -> None:
    edit_statements(filled, [2], StatementEdit(content=("all-weather",), cue=(), source=()))
    outcome = run(filled, *STATEMENTS[:2])
    assert (outcome.new, outcome.gone, outcome.kept) == ((), (3,), 1)
    assert claims(filled)[2] == "all-weather"


def test_what_was_split_or_merged_stays_so(filled: Database) -> None:
    split_statement(filled, 2, ["“Nobody"])
    merge_statements(filled, [1, 3])
    before = claims(filled)
    outcome = run(filled, *STATEMENTS)
    assert (outcome.new, outcome.changed, outcome.gone) == ((), (), ())
    assert claims(filled) == before


def test_what_lies_inside_a_touched_one_with_a_cue_of_its_own_is_new(filled: Database) -> None:
    edit_statements(filled, [1], StatementEdit(content=("from that the grain to Nobody will close it",)))
    inner = said(CORRIDOR_TEXT, "“We will keep our word,”", cue="told reporters", mention="Brandt")
    outcome = run(filled, STATEMENTS[0], inner)
    assert outcome.changed == (2,)


def test_a_note_or_a_topic_by_hand_is_a_touch(filled: Database) -> None:
    edit_statements(filled, [1], StatementEdit(note="look again"))
    edit_statements(filled, [2], StatementEdit(add_topics=("economy",)))
    outcome = run(filled)
    assert outcome.gone == (3,)
    assert list(claims(filled)) == [1, 2]


def test_continuations_follow_what_they_continue(filled: Database) -> None:
    first = said(CORRIDOR_TEXT, "strategic", cue="", mention="Austria", by=AUSTRIA)
    second = said(CORRIDOR_TEXT, "partnership", cue="", mention="", by=AUSTRIA, continues=0)
    outcome = run(filled, first, second)
    with filled.read() as session:
        stored = session.execute(text("SELECT content, id, continues_id FROM statement WHERE article_id = 1")).all()
    rows_of = {row[0]: row for row in stored}
    assert rows_of["partnership"][2] == rows_of["strategic"][1]
    assert len(outcome.new) + len(outcome.changed) == len(stored) == 2


def test_all_articles_in_one_entry(filled: Database) -> None:
    outcomes = list(reextract(filled, extractor=(lambda article: Extraction(), "8"), caller=replace(CALLER, token="z")))
    assert [outcome.article_id for outcome in outcomes] == [1, 2]
    assert {outcome.entry for outcome in outcomes} == {2}
    before = rows(filled)
    assert before["statement"] == before["speaker"] == []
    undo(filled)
    assert len(rows(filled)["statement"]) == 5


def test_one_article_that_fails_costs_no_other(filled: Database) -> None:
    def extract(article: ArticleInput) -> Extraction:
        if article.text == CORRIDOR_TEXT:
            raise TrackerError("the lexicon is broken")
        return Extraction(
            (said(article.text, "trade", cue="", mention=""), replace(STATEMENTS[0], content=((0, 10**6),)))
        )

    outcomes = list(reextract(filled, extractor=(extract, "8")))
    assert [outcome.failure for outcome in outcomes] == [
        "the lexicon is broken",
        f"what was found does not fit: extraction gave the span 0-1000000 in a text of {len(PIPELINE.article.text)} "
        "characters",
    ]
    assert len(claims(filled)) == 3


def test_an_article_that_is_none_is_refused_before_anything(filled: Database) -> None:
    with pytest.raises(NotFoundError):
        next(reextract(filled, ["1", "9"], extractor=(lambda article: Extraction(), "8")))


def test_taking_in_again_what_was_edited_changes_nothing(filled: Database) -> None:
    edit_article(filled, "1", ArticleEdit(text="Vienna. " + CORRIDOR_TEXT))
    reject_statements(filled, [1])
    before = rows(filled)
    report = ingest(filled, [CORRIDOR.article], extractor=(lambda article: CORRIDOR.extraction, "7"), caller=CALLER)
    assert [(a.article_id, a.is_new) for a in report.articles] == [(1, False)]
    assert rows(filled) == before


TOUCHES = {
    "confirm": lambda database: confirm_statements(database, [1]),
    "edit": lambda database: edit_statements(database, [1], StatementEdit(content=("corridor",), said_on="2020")),
    "reject": lambda database: reject_statements(database, [2]),
    "add": lambda database: add_statement(database, "1", StatementEdit(content=("Nobody",), speakers=("okello",))),
    "split": lambda database: split_statement(database, 2, ["“Nobody"]),
    "note": lambda database: edit_statements(database, [3], StatementEdit(note="x")),
    "topic": lambda database: edit_statements(database, [3], StatementEdit(remove_topics=("partnership",))),
}


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(sorted(TOUCHES)), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from([0, 1, 2, 3]), max_size=4, unique=True),
    st.booleans(),
)
def test_no_extraction_ever_touches_what_a_person_did(
    tmp_path_factory: pytest.TempPathFactory, touches: list[str], found: list[int], shifted: bool
) -> None:
    candidates = [*STATEMENTS, said(CORRIDOR_TEXT, "welcomed the all-weather", cue="", mention="")]
    statements = [
        replace(candidates[n], content=tuple((s + shifted, e) for s, e in candidates[n].content), continues=None)
        for n in sorted(found)
    ]
    path = make_database(tmp_path_factory.mktemp("reextract") / "t.db")
    with Database(path) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
            store(session, PIPELINE)
        for touch in touches:
            try:
                TOUCHES[touch](database)
            except TrackerError:
                continue
        before = touched(database)
        run(database, *statements)
        assert touched(database) == before
        assert check_database(database).problems == ()


def touched(database: Database) -> list[tuple[object, ...]]:
    """Statements that a person touched, with speakers and topics; what a continuation continues may go."""
    with database.read() as session:
        columns = [row[1] for row in session.execute(text("PRAGMA table_info(statement)")) if row[1] != "continues_id"]
        query = (
            f"SELECT {', '.join(f's.{column}' for column in columns)}, "
            "(SELECT group_concat(speaker_id) FROM statement_speaker WHERE statement_id = s.id), "
            "(SELECT group_concat(topic_id || ':' || withdrawn) FROM statement_topic WHERE statement_id = s.id) "
            "FROM statement AS s WHERE status <> 'extracted' OR coder IS NOT NULL ORDER BY id"
        )
        return [tuple(row) for row in session.execute(text(query))]
