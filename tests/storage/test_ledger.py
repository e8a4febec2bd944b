"""The ledger: what the view shows, what each filter keeps, in which order, and by which index."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import BRANDT, CORRIDOR, CORRIDOR_TEXT, PIPELINE, said, store, tell
from tracker.errors import AmbiguousNameError, NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.lexicon.loader import load_lexicon
from tracker.records import (
    ClaimKind,
    Confidence,
    ExtractedClaim,
    LedgerRow,
    Manner,
    StatementFilter,
    Status,
    TopicMatch,
)
from tracker.storage.database import Database
from tracker.storage.ledger import (
    count_statements,
    read_article_rows,
    read_detail,
    read_rows,
    stream_statements,
)
from tracker.storage.session import Session


def load_actors() -> Actors:
    return load_lexicon().actors


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Five statements of two articles, numbered 1 to 5; read only."""
    path = make_database(tmp_path_factory.mktemp("ledger") / "t.db")
    with Database(path) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
            store(session, PIPELINE)
        with database.read() as session:
            yield session


def find(session: Session, **fields: Any) -> list[int]:
    wanted = StatementFilter(**fields)
    numbers = [row.statement_id for row in stream_statements(session, wanted, load_actors)]
    if wanted.limit is None and not wanted.offset:
        assert count_statements(session, wanted, load_actors) == len(numbers)
    return numbers


def test_the_view_has_the_columns_of_a_ledger_row(session: Session) -> None:
    columns = session.connection().exec_driver_sql("SELECT name FROM pragma_table_info('ledger')").scalars().all()
    assert columns == [field.name for field in dataclasses.fields(LedgerRow)]


def test_a_row_tells_the_whole_statement(session: Session) -> None:
    row = read_rows(session, [2])[0]
    assert row == LedgerRow(
        statement_id=2,
        statement_key=row.statement_key,
        speaker="Ilse Brandt",
        speaker_as_printed="Brandt",
        role_as_printed="Foreign Minister",
        country="AUT",
        said_on=None,
        said_on_start=None,
        said_on_end=None,
        said_on_basis=None,
        said_on_text=None,
        claim="“We will keep our word,” … “Nobody will close it.”",
        quote="“We will keep our word,” … “Nobody will close it.”",
        manner="direct",
        cue="told reporters",
        addressee=None,
        addressee_as_printed=None,
        occasion_kind=None,
        occasion=None,
        occasion_place=None,
        occasion_on=None,
        topics=(),
        confidence="high",
        status="extracted",
        note=None,
        article_id=1,
        title="Ministers agree",
        outlet="The Harbour Post",
        author="Ana Roig",
        url="https://example.org/corridor",
        published="2024-03-02",
        accessed="2024-03-05",
        source_offsets=((22, 28),),
        cue_offsets=((118, 132),),
        content_offsets=((86, 110), (134, 157)),
        text_sha256=row.text_sha256,
        extractor="7",
        report_count=1,
    )
    assert [CORRIDOR_TEXT[start:end] for start, end in row.content_offsets] == [
        "“We will keep our word,”",
        "“Nobody will close it.”",
    ]


def test_joint_statements_name_their_speakers_in_order(session: Session) -> None:
    row = read_rows(session, [3])[0]
    assert (row.speaker, row.country) == ("Austria and Uganda", "AUT; UGA")


def test_of_a_mixed_statement_the_quoted_words_are_the_quote(session: Session) -> None:
    indirect, _, _, mixed, _ = read_rows(session, [1, 2, 3, 4, 5])
    assert (indirect.quote, mixed.quote) == (None, "“northern pipeline”")


def test_rows_come_in_the_order_asked_for(session: Session) -> None:
    assert [row.statement_id for row in read_rows(session, [4, 99, 1])] == [4, 1]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, {1, 2, 3, 4, 5}),
        ({"speakers": ("brandt",)}, {1, 2}),
        ({"speakers": ("okello tomas",)}, {4}),
        ({"speakers": ("Brandt", "Uganda")}, {1, 2, 3}),
        ({"speakers": ("the Austrians",)}, {3}),
        ({"speakers": ("Vienna",)}, {3}),
        ({"topics": ("partnership",)}, {3}),
        ({"topics": ("Trade and investment",)}, {1, 5}),
        ({"topics": ("economy",)}, {1, 5}),
        ({"topics": ("partnership", "trade")}, {1, 3, 5}),
        ({"text": "all-weather"}, {3}),
        ({"text": "pipelines OR corridor"}, {1, 4}),
        ({"text": " "}, {1, 2, 3, 4, 5}),
        ({"since": "2024-03-02"}, {2, 3, 4, 5}),
        ({"until": "2024-03-01"}, {1}),
        ({"since": "2024-05-31"}, {4}),
        ({"since": "2024-03", "until": "2024-03"}, {1, 2, 3}),
        ({"until": "2024-05-01"}, {1, 2, 3, 4}),
        ({"since": "2023/.."}, {1, 2, 3, 4, 5}),
        ({"article": "corridor"}, {1, 2, 3}),
        ({"article": "2"}, {4, 5}),
        ({"manner": Manner.DIRECT}, {2}),
        ({"confidence": Confidence.HIGH}, {1, 2, 3, 4, 5}),
        ({"confidence": Confidence.LOW}, set()),
        ({"statuses": (Status.CONFIRMED, Status.REJECTED)}, set()),
        ({"speakers": ("brandt",), "topics": ("trade",), "text": "grain", "since": "2024", "article": "1"}, {1}),
        ({"speakers": ("okello",), "topics": ("trade",)}, set()),
    ],
)
def test_filters(session: Session, fields: dict[str, Any], found: set[int]) -> None:
    assert set(find(session, **fields)) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("date", [1, 2, 3, 4, 5]),
        ("-date", [5, 4, 3, 2, 1]),
        ("id", [1, 2, 3, 4, 5]),
        ("-id", [5, 4, 3, 2, 1]),
        ("article", [1, 2, 3, 4, 5]),
        ("-article", [5, 4, 3, 2, 1]),
        ("speaker", [3, 1, 2, 5, 4]),
        ("-speaker", [4, 5, 2, 1, 3]),
        ("confidence", [1, 2, 3, 4, 5]),
    ],
)
def test_orders(session: Session, sort: str, order: list[int]) -> None:
    assert find(session, sort=sort) == order


def test_limit_and_offset(session: Session) -> None:
    assert find(session, sort="id", limit=2) == [1, 2]
    assert find(session, sort="id", limit=2, offset=1) == [2, 3]
    assert find(session, sort="id", offset=3) == [4, 5]
    assert find(session, limit=0) == []
    assert count_statements(session, StatementFilter(limit=1, offset=1), load_actors) == 5


def test_what_is_asked_for_and_cannot_be_is_told(session: Session) -> None:
    with pytest.raises(UsageError, match="cannot be sorted by 'size'; sort by date, speaker"):
        find(session, sort="size")
    with pytest.raises(UsageError, match="no such date"):
        find(session, since="2024-02-30")
    with pytest.raises(NotFoundError, match="no article 'gone'"):
        find(session, article="gone")
    with pytest.raises(NotFoundError, match="did you mean Ilse Brandt"):
        find(session, speakers=("Brand",))
    with pytest.raises(AmbiguousNameError):
        find(session, topics=("t",))


def test_undated_statements_stand_last_both_ways(database: Database) -> None:
    with database.begin() as session:
        store(session, PIPELINE, published=None)
        store(session, CORRIDOR)
        assert find(session, sort="date") == [3, 4, 5, 1, 2]
        assert find(session, sort="-date") == [1, 5, 4, 3, 2]
        assert find(session, since="1900") == [3, 4, 5, 1]


def test_open_intervals_reach_to_either_end(database: Database) -> None:
    body = "Brandt said one, two, three."
    with database.begin() as session:
        old, new, undated = said(body, "one", on="../2020"), said(body, "two", on="2021/.."), said(body, "three")
        store(session, tell(body, old, new, undated))
        assert find(session, since="1900", until="1950") == [1]
        assert find(session, since="2050") == [2]
        assert find(session, since="2020-06", until="2020-07") == [1]


def test_rejected_statements_are_left_out_unless_asked_for(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        session.execute(text("UPDATE statement SET status = 'rejected' WHERE id = 2"))
        assert find(session) == [1, 3]
        assert find(session, statuses=(Status.REJECTED,)) == [2]
        assert [row.statement_id for row in read_article_rows(session, 1)] == [1, 3]


def test_a_topic_taken_off_by_hand_is_off(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        session.execute(text("UPDATE statement_topic SET withdrawn = 1, origin = 'hand' WHERE statement_id = 1"))
        assert find(session, topics=("trade",)) == []
        assert read_rows(session, [1])[0].topics == ()
        assert read_detail(session, 1).topics == ()


def test_reports_of_one_utterance_are_counted(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        session.execute(text("INSERT INTO utterance (id) VALUES (1)"))
        session.execute(text("UPDATE statement SET utterance_id = 1 WHERE id IN (1, 2)"))
        assert [row.report_count for row in read_rows(session, [1, 2, 3])] == [2, 2, 1]


def test_a_statement_by_nobody_known(database: Database) -> None:
    body = "He said that it was late."
    with database.begin() as session:
        store(
            session,
            tell(body, said(body, "it was late", by=(), mention="He", candidates=("A B", "C D"), reasons=("tie",))),
        )
        detail = read_detail(session, 1)
    assert (detail.row.speaker, detail.row.speaker_as_printed, detail.speakers) == (None, "He", ())
    assert (detail.candidates, detail.reasons) == (("A B", "C D"), ("tie",))


def test_detail(database: Database) -> None:
    body = "Brandt said the corridor would stay open and that trade would grow."
    claims = (
        ExtractedClaim((12, 40), body[12:40], ClaimKind.COMMITMENT),
        ExtractedClaim((45, 66), body[45:66]),
    )
    told = tell(
        body,
        said(body, body[12:66], topics={"trade": ("trade",), "partnership": ()}, claims=claims, rule="verb"),
    )
    with database.begin() as session:
        store(session, told)
        detail = read_detail(session, 1)
        with pytest.raises(NotFoundError, match="no statement 2"):
            read_detail(session, 2)
    assert detail.text == body
    assert detail.speakers == (replace(BRANDT, names=()),)
    assert detail.topics == (TopicMatch("partnership", ()), TopicMatch("trade", ("trade",)))
    assert tuple(stored.claim for stored in detail.claims) == claims
    assert detail.rule == "verb"


def test_many_rows_come_in_order_and_as_they_are_taken(database: Database) -> None:
    body = "Brandt said " + ", ".join(f"point {number}" for number in range(1200)) + "."
    with database.begin() as session:
        store(session, tell(body, *(said(body, f"point {number}") for number in range(1000, 1200))))
    with database.begin() as session:
        for copy in range(6):
            again = f"Copy {copy}. {body}"
            store(session, tell(again, *(said(again, f"point {number}") for number in range(1000, 1200))))
        rows = stream_statements(session, StatementFilter(sort="-id"), load_actors)
        assert next(rows).statement_id == 1400
        assert [row.statement_id for row in rows] == list(range(1399, 0, -1))


def test_the_view_alone_is_enough_for_other_programs(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
    with closing(sqlite3.connect(path)) as connection:
        question = "SELECT speaker, claim, topics, content_offsets FROM ledger WHERE said_on = '2024-03-01'"
        rows = connection.execute(question)
        start = CORRIDOR_TEXT.index("the grain")
        claim = "the grain corridor would stay open"
        assert rows.fetchall() == [("Ilse Brandt", claim, "trade", f"{start}-{start + len(claim)}")]


def test_office_holders_and_their_state_stay_apart(session: Session) -> None:
    assert find(session, speakers=("Austria",)) == [3]
    assert find(session, speakers=("AUT",)) == [3]
