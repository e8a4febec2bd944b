"""Lists are read by the index that gives their order: the plans as SQLite has them, and what comes out by each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from benchmarks.large_database import make_database
from tracker.lexicon.actors import Actors, load_actors
from tracker.records import Confidence, StatementFilter, Status
from tracker.storage import plans
from tracker.storage.conditions import list_conditions, select_numbers
from tracker.storage.database import Database
from tracker.storage.ledger import count_statements
from tracker.storage.models import Statement, table_of
from tracker.storage.session import Session
from tracker.storage.tally_check import check_tallies

STATEMENT = table_of(Statement)
WORDS = (
    "The river council agreed on Tuesday to share its grain with the towns along the northern border. "
    "Trade between the two ports has grown by half since the bridge was opened to lorries last spring. "
    "Nobody should doubt that the treaty on fisheries will be kept by every one of its members."
)
DATES = "SEARCH statement USING COVERING INDEX ix_statement_dated_from_id_dated_to_status"
SCAN = "SCAN statement USING COVERING INDEX ix_statement_dated_from_id_dated_to_status"
LONGER = "SEARCH statement USING INDEX ix_statement_dated_to_dated_from (dated_to>?)"
OFTEN, SELDOM = "#1", "#2"  # stand for the speakers of most and of least statements


@pytest.fixture(scope="module", params=[False, True], ids=["without statistics", "with statistics"])
def database(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "corpus.jsonl").write_text(json.dumps({"id": "1", "text": WORDS}) + "\n", encoding="utf-8")
    make_database(folder / "t.db", [folder / "corpus.jsonl"], 600)
    with Database(folder / "t.db") as database:
        with database.begin() as session:
            # Days of every sort: none at all, of a year, of years without an end.
            session.connection().exec_driver_sql(
                "UPDATE statement SET said_on = NULL, said_on_start = NULL, said_on_end = NULL, said_on_basis = NULL"
                " WHERE id % 9 = 0"
            )
            session.connection().exec_driver_sql(
                "UPDATE statement SET said_on = '2010/..', said_on_start = '2010-01-01', said_on_end = NULL,"
                " said_on_basis = 'sentence' WHERE id % 11 = 0"
            )
            session.connection().exec_driver_sql(
                "UPDATE statement SET said_on = '2015', said_on_start = '2015-01-01', said_on_end = '2015-12-31',"
                " said_on_basis = 'sentence' WHERE id % 13 = 0"
            )
            session.connection().exec_driver_sql("UPDATE article SET published = NULL WHERE id % 3 = 0")
            if request.param:
                session.connection().exec_driver_sql("ANALYZE")
        yield database


@pytest.fixture(scope="module")
def names(database: Database) -> dict[str, str]:
    with database.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT speaker_id FROM statement_speaker GROUP BY 1 ORDER BY count(*) DESC"
        )
        ranked = [number for (number,) in rows]
    return {OFTEN: f"#{ranked[0]}", SELDOM: f"#{ranked[-1]}"}


def load_all() -> Actors:
    return load_actors()


def ask(names: dict[str, str], **fields: Any) -> StatementFilter:
    speakers = tuple(names.get(name, name) for name in fields.pop("speakers", ()))
    return StatementFilter(speakers=speakers, **fields)


def explain(session: Session, wanted: StatementFilter) -> list[str]:
    query = select_numbers(session, wanted, load_all)
    compiled = query.compile(session.connection(), compile_kwargs={"render_postcompile": True})
    values = tuple(compiled.params[name] for name in compiled.positiontup or ())
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).fetchall()
    return [str(row[3]) for row in plan]


@pytest.mark.parametrize(
    ("fields", "few", "step"),
    [
        ({}, False, SCAN),
        ({"sort": "-date"}, False, SCAN),
        ({"until": "2015"}, False, DATES),
        ({"since": "2015", "until": "2016"}, False, DATES),
        ({"since": "2015"}, False, LONGER),
        ({"speakers": (OFTEN,)}, False, "SEARCH speaker_day USING PRIMARY KEY (speaker_id=? AND kept=?)"),
        ({"speakers": (OFTEN,), "sort": "-date"}, False, "SEARCH speaker_day USING PRIMARY KEY (speaker_id=? AND"),
        ({"speakers": (OFTEN,), "until": "2015"}, False, "SEARCH speaker_day USING PRIMARY KEY (speaker_id=? AND kept"),
        ({"speakers": (OFTEN,), "topics": ("trade",)}, False, "SEARCH speaker_day USING PRIMARY KEY"),
        ({"speakers": (OFTEN, SELDOM)}, False, "MERGE (UNION)"),
        ({"topics": ("trade",)}, False, "SEARCH topic_day USING PRIMARY KEY (topic_id=?"),
        ({"topics": ("trade",), "text": "grain"}, False, "SEARCH topic_day USING PRIMARY KEY (topic_id=?"),
        ({"speakers": (OFTEN,), "text": "grain"}, False, "SEARCH speaker_day USING PRIMARY KEY"),
        ({"text": "grain"}, False, SCAN),
        ({"text": "grain"}, True, "SEARCH statement USING INTEGER PRIMARY KEY (rowid=?)"),
        ({"text": "grai*"}, True, "SEARCH statement USING INTEGER PRIMARY KEY (rowid=?)"),
        ({"text": "grain", "since": "2015"}, True, "SEARCH statement USING INTEGER PRIMARY KEY (rowid=?)"),
        ({"text": "grain", "speakers": (OFTEN,)}, True, "SEARCH statement USING INTEGER PRIMARY KEY (rowid=?)"),
        ({"article": "5"}, True, "ix_statement_article_id_start (article_id=?)"),
        ({"article": "5", "speakers": (OFTEN,)}, True, "ix_statement_article_id_start (article_id=?)"),
        ({"outlets": ("karsk wire",)}, True, "ix_article_outlet (outlet=?)"),
        ({"to": (OFTEN,)}, True, "ix_statement_addressee_id (addressee_id=?)"),
        ({"confidence": Confidence.LOW}, True, "ix_statement_confidence (confidence=?)"),
        ({"statuses": (Status.REJECTED,)}, True, "ix_statement_status (status=?)"),
        ({"sort": "article"}, False, "ix_statement_article_id_start"),
        ({"sort": "speaker"}, False, "ix_speaker_folded"),
        ({"sort": "-confidence"}, False, "ix_statement_confidence (confidence=?)"),
    ],
)
def test_lists_go_by_an_index(
    database: Database, names: dict[str, str], monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], few: bool,
    step: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(plans, "GATHERED", 10_000 if few else -1)
    if OFTEN in fields.get("to", ()):
        fields = fields | {"to": (names[OFTEN],)}
    with database.read() as session:
        steps = explain(session, ask(names, limit=50, **fields))
    assert any(step in each for each in steps), steps
    # By the number in order, from the first on, a list need not go through to its end.
    assert fields.get("sort") in ("speaker", "-confidence") or "SCAN statement" not in steps, steps
    if not few and fields.get("sort") != "speaker":  # in order from the beginning, but for the few that span a day
        assert not any(each.startswith("USE TEMP B-TREE") and not fields.get("since") for each in steps), steps


FIELDS: list[dict[str, Any]] = [
    {}, {"speakers": (OFTEN,)}, {"speakers": (OFTEN, SELDOM)}, {"topics": ("trade",)},
    {"topics": ("trade", "security")},
    {"speakers": (OFTEN,), "topics": ("trade",)}, {"text": "grain"}, {"text": "grain -ports"}, {"text": "brid*"},
    {"text": "grain", "speakers": (OFTEN,), "topics": ("trade",)}, {"outlets": ("karsk wire",)},
    {"confidence": Confidence.LOW}, {"statuses": (Status.EXTRACTED, Status.REJECTED), "speakers": (OFTEN,)},
]  # fmt: skip
DAYS: list[dict[str, Any]] = [{}, {"since": "2015-06"}, {"until": "2012"}, {"since": "2011", "until": "2016-03"}]


@pytest.mark.parametrize(("fields", "days", "gathered"), list(product(FIELDS, DAYS, (-1, 30, 10_000))))
def test_every_plan_gives_the_same_statements_in_the_same_order(
    database: Database, names: dict[str, str], monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any],
    days: dict[str, Any], gathered: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(plans, "GATHERED", gathered)
    monkeypatch.setattr(plans, "MERGED", 1 if gathered == 30 else 8)
    with database.read() as session:
        for sort in ("date", "-date"):
            wanted = ask(names, sort=sort, **fields, **days)
            day, number = STATEMENT.c.dated_from, STATEMENT.c.id
            order = (day.asc().nulls_last(), number) if sort == "date" else (day.desc().nulls_last(), number.desc())
            plain = select(number).where(*list_conditions(session, wanted, load_all)).order_by(*order)
            expected = [row.id for row in session.execute(plain)]
            assert [row.id for row in session.execute(select_numbers(session, wanted, load_all))] == expected
            page = ask(names, sort=sort, limit=7, offset=3, **fields, **days)
            assert [row.id for row in session.execute(select_numbers(session, page, load_all))] == expected[3:10]
            assert count_statements(session, wanted, load_all) == len(expected)
            assert count_statements(session, wanted, load_all, at_most=5) == min(5, len(expected))


@pytest.mark.parametrize("fields", [{}, {"topics": ("trade",)}, {"speakers": (OFTEN,)}, {"confidence": Confidence.LOW}])
@pytest.mark.parametrize("sort", ["speaker", "-speaker", "confidence", "-confidence"])
def test_the_other_orders_are_what_they_say(
    database: Database, names: dict[str, str], fields: dict[str, Any], sort: str
) -> None:
    with database.read() as session:
        run = session.connection().exec_driver_sql
        first = {
            row[0]: row[1]
            for row in run(
                "SELECT x.statement_id, p.folded FROM statement_speaker AS x JOIN speaker AS p ON p.id = x.speaker_id"
                " WHERE x.position = 0"
            )
        }
        ranks = {row[0]: ("low", "medium", "high").index(row[1]) for row in run("SELECT id, confidence FROM statement")}
        every = [row.id for row in session.execute(select_numbers(session, ask(names, **fields), load_all))]
        found = [row.id for row in session.execute(select_numbers(session, ask(names, sort=sort, **fields), load_all))]
    turned = sort.startswith("-")
    if sort.endswith("confidence"):
        expected = sorted(every, key=lambda number: (ranks[number], number), reverse=turned)
    else:
        expected = sorted((n for n in every if n in first), key=lambda number: (first[number], number), reverse=turned)
        expected += sorted((n for n in every if n not in first), reverse=turned)
    assert found == expected


@pytest.mark.parametrize("fields", [{}, {"speakers": (OFTEN,)}, {"topics": ("trade",)}, {"since": "2012"},
                                    {"outlets": ("karsk wire",)}, {"confidence": Confidence.LOW},
                                    {"statuses": (Status.EXTRACTED, Status.REJECTED)}])  # fmt: skip
@pytest.mark.parametrize("words", ["grain", "grain OR treaty", "grain -ports", "brid*", '"share its grain"'])
@pytest.mark.parametrize("sort", ["relevance", "-relevance"])
def test_the_best_match_comes_first_by_either_plan(
    database: Database, names: dict[str, str], monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], words: str,
    sort: str,
) -> None:  # fmt: skip
    wanted = ask(names, text=words, sort=sort, **fields)
    with database.lock() as session:
        session.connection().exec_driver_sql("UPDATE statement SET status = 'rejected' WHERE id % 19 = 0")
        found = [row.id for row in session.execute(select_numbers(session, wanted, load_all))]
        count = count_statements(session, wanted, load_all)
        monkeypatch.setattr("tracker.storage.search.rank_matches", lambda search, index: None)
        expected = [row.id for row in session.execute(select_numbers(session, wanted, load_all))]
    assert found == expected
    assert count == len(expected)
    assert expected or fields


@pytest.mark.parametrize("turned", [False, True])
def test_days_follow_what_is_done_to_statements_speakers_and_topics(database: Database, turned: bool) -> None:
    def kept_by(session: Session, table: str, column: str, follows: str, where: str) -> tuple[set[Any], set[Any]]:
        run = session.connection().exec_driver_sql
        stored = {tuple(row) for row in run(f"SELECT * FROM {table}")}
        return stored, {
            tuple(row)
            for row in run(
                f"SELECT x.{column}, s.status <> 'rejected', coalesce(s.dated_from, '9999-99-99'), s.id"
                f" FROM {follows} AS x"
                f" JOIN statement AS s ON s.id = x.statement_id WHERE {where}"
            )
        }

    changes = (
        "SELECT 1",
        "UPDATE statement SET status = 'rejected' WHERE id % 5 = 0",
        "UPDATE statement SET said_on = '2020', said_on_start = '2020-01-01', said_on_end = '2020-12-31',"
        " said_on_basis = 'manual' WHERE id % 7 = 0",
        "UPDATE article SET published = '2001-01-01', published_start = '2001-01-01', published_end = '2001-01-01'"
        " WHERE id % 2 = 0",
        "UPDATE statement_topic SET withdrawn = 1 WHERE statement_id % 3 = 0",
        "UPDATE statement_topic SET withdrawn = 0 WHERE statement_id % 6 = 0",
        "DELETE FROM statement_topic WHERE statement_id % 10 = 0",
        "UPDATE statement_speaker SET speaker_id = (SELECT max(id) FROM speaker) WHERE position = 0"
        " AND statement_id % 4 = 0 AND NOT EXISTS (SELECT 1 FROM statement_speaker AS y WHERE y.statement_id ="
        " statement_speaker.statement_id AND y.position > 0)",
        "DELETE FROM statement_speaker WHERE statement_id % 15 = 0",
        "INSERT OR IGNORE INTO statement_topic (statement_id, topic_id) SELECT s.id, t.id FROM statement AS s"
        " JOIN topic AS t ON t.slug IN ('trade', 'security')",
        "DELETE FROM statement WHERE id % 17 = 0",
        "DELETE FROM article WHERE id % 8 = 0",
        "UPDATE statement SET article_id = article_id % 3 + 1 WHERE id % 2 = 0",
    )
    with database.lock() as session:
        # SQLite fires triggers in an order that depends on when they were made, which a copy may change.
        triggers = session.connection().exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, sql in sorted((row[0], row[1]) for row in triggers.all()) if turned else ():
            session.connection().exec_driver_sql(f"DROP TRIGGER {name}")
            session.connection().exec_driver_sql(sql)
        for change in changes:
            session.connection().exec_driver_sql(change)
            for table, column, follows, where in (
                ("speaker_day", "speaker_id", "statement_speaker", "1"),
                ("topic_day", "topic_id", "statement_topic", "x.withdrawn = 0"),
            ):
                stored, expected = kept_by(session, table, column, follows, where)
                assert stored == expected, (change, table)
                assert stored
            assert list(check_tallies(session)) == [], change
            for table in ("speaker_article", "topic_speaker"):
                assert session.connection().exec_driver_sql(f"SELECT 1 FROM {table}").first()


def test_the_tables_of_a_small_database_stand_in_the_path(tmp_path: Path) -> None:
    """The generator's own rows of days are those that the triggers would have made."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "1", "text": WORDS}) + "\n", encoding="utf-8")
    make_database(tmp_path / "t.db", [corpus], 50)
    with Database(tmp_path / "t.db") as database, database.lock() as session:
        run = session.connection().exec_driver_sql
        before = run("SELECT * FROM speaker_day").fetchall()
        run("UPDATE statement SET status = status")
        assert run("SELECT * FROM speaker_day").fetchall() == before
        assert list(check_tallies(session)) == []
