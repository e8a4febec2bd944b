"""Storing an article: whole, once, to the character; what does not fit is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import AUSTRIA, BRANDT, CORRIDOR, said, store, tell
from tracker.errors import DateError, TrackerError
from tracker.records import ExtractedClaim, ExtractedStatement, Manner
from tracker.storage.checking import check_indexes, check_rows
from tracker.storage.database import Database
from tracker.storage.identity import KEY_LENGTH, hash_text, make_statement_key
from tracker.storage.ledger import read_detail
from tracker.storage.session import Session


def count(session: Session, table: str) -> int:
    return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_the_same_text_again_changes_nothing(database: Database) -> None:
    with database.begin() as session:
        first = store(session, CORRIDOR)
        changes = session.execute(text("SELECT total_changes()")).scalar()
        again = store(session, CORRIDOR, title="Another title", published="2024-04-01")
        assert session.execute(text("SELECT total_changes()")).scalar() == changes
    assert (first.article_id, first.is_new, first.statements) == (1, True, 3)
    assert again == replace(first, is_new=False)


def test_statements_of_one_source_share_its_mention(database: Database) -> None:
    body = "Noting one, Brandt said two. Three."
    noting = said(body, "one", cue="Noting")
    saying = said(body, "two")
    continued = said(body, "Three", mention="", cue="", continues=1)
    with database.begin() as session:
        store(session, tell(body, noting, saying, continued))
        mentions = session.execute(text("SELECT id, start, end, text FROM mention"))
        assert [tuple(mention) for mention in mentions] == [(1, 12, 18, "Brandt")]
        rows = session.execute(text("SELECT mention_id, continues_id, start FROM statement"))
        assert [tuple(row) for row in rows] == [(1, None, 0), (1, None, 12), (None, 2, 29)]


def test_a_statement_found_twice_is_stored_once_and_said(database: Database) -> None:
    body = "Brandt noted and stressed that it was late. So it was."
    once = said(body, "it was late", cue="noted")
    twice = said(body, "it was late", cue="stressed")
    continued = said(body, "So it was", mention="", cue="", continues=1)
    with database.begin() as session:
        stored = store(session, tell(body, once, twice, continued))
        assert stored.statements == 2
        assert [(found.code, found.span) for found in stored.diagnostics] == [("same-statement", (31, 42))]
        assert session.execute(text("SELECT cue FROM statement")).scalars().all() == ["noted", ""]
        assert session.execute(text("SELECT continues_id FROM statement WHERE id = 2")).scalar() == 1


def test_a_speaker_named_twice_in_one_statement_speaks_once(database: Database) -> None:
    body = "Brandt and Austria said it was late."
    with database.begin() as session:
        store(session, tell(body, said(body, "it was late", by=(BRANDT, AUSTRIA, replace(BRANDT, role=None)))))
        rows = session.execute(text("SELECT position, speaker_id, role FROM statement_speaker ORDER BY position"))
        assert [tuple(row) for row in rows] == [(0, 1, "Foreign Minister"), (1, 2, None)]


@pytest.mark.parametrize(
    "fields",
    [
        {"content": ()},
        {"content": ((0, 99),)},
        {"content": ((5, 5),)},
        {"cue": ((-1, 3),)},
        {"source": ((7, 3),)},
        {"claims": (ExtractedClaim((0, 99), "x"),)},
    ],
)
def test_spans_that_do_not_fit_the_text_are_refused(database: Database, fields: dict[str, object]) -> None:
    body = "Brandt said more."
    broken = replace(said(body, "more"), **fields)  # type: ignore[arg-type]
    with pytest.raises(TrackerError, match="extraction "), database.begin() as session:
        store(session, tell(body, broken))
    with database.read() as session:
        assert count(session, "article") == 0


def test_a_date_that_is_none_is_refused(database: Database) -> None:
    with pytest.raises(DateError), database.begin() as session:
        store(session, CORRIDOR, published="March")


def test_numbers_are_never_used_again(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
    with database.begin() as session:
        session.execute(text("DELETE FROM article"))
        for table in ("statement", "mention", "statement_span", "statement_speaker", "statement_topic"):
            assert count(session, table) == 0
    with database.begin() as session:
        assert store(session, CORRIDOR).article_id == 2
        assert session.execute(text("SELECT min(id) FROM statement")).scalar() == 4
        # The article that went without being told of is missed, and nothing else.
        assert [problem.where for problem in check_rows(session).problems] == ["A1"]
        assert check_indexes(session) == ()


def test_a_claim_takes_no_room_for_words_that_the_article_has(database: Database) -> None:
    body = "Brandt said more."
    claims = (ExtractedClaim((12, 16), "more"), ExtractedClaim((12, 16), "Brandt said more"))
    with database.begin() as session:
        store(session, tell(body, said(body, "more", claims=claims)))
        assert session.execute(text("SELECT text FROM claim ORDER BY position")).scalars().all() == [
            None,
            "Brandt said more",
        ]
        assert tuple(stored.claim for stored in read_detail(session, 1).claims) == claims


def test_a_topic_that_the_vocabulary_does_not_have_is_passed_over(database: Database) -> None:
    body = "Brandt said more."
    with database.begin() as session:
        store(session, tell(body, said(body, "more", topics={"unheard-of": ("more",), "trade": ("more",)})))
        assert count(session, "statement_topic") == 1


def test_what_a_key_depends_on() -> None:
    digest = hash_text("text")
    key = make_statement_key(digest, ((0, 5), (9, 12)), "Brandt")
    assert len(key) == KEY_LENGTH
    assert key == make_statement_key(digest, ((0, 5), (9, 12)), "Brandt")
    others = {
        make_statement_key(hash_text("another"), ((0, 5), (9, 12)), "Brandt"),
        make_statement_key(digest, ((0, 5),), "Brandt"),
        make_statement_key(digest, ((0, 5), (9, 13)), "Brandt"),
        make_statement_key(digest, ((0, 5), (9, 12)), ""),
    }
    assert len(others | {key}) == 5


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_any_text_is_stored_to_the_character(
    tmp_path_factory: pytest.TempPathFactory, body: str, data: st.DataObject
) -> None:
    """NUL, line ends of all kinds, half-open quotes and combining characters come back as they went in."""
    offsets = st.integers(0, len(body) - 1).flatmap(lambda s: st.tuples(st.just(s), st.integers(s + 1, len(body))))
    spans = data.draw(st.lists(offsets, min_size=1, max_size=3))
    statements = [
        ExtractedStatement(body[start:end], ((start, end),), (), (span,), Manner.MIXED, (BRANDT,))
        for span, (start, end) in zip(spans, reversed(spans), strict=True)
    ]
    path = make_database(tmp_path_factory.mktemp("text") / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, tell(body, *statements, title=body, note=body))
        stored = session.execute(text("SELECT text, title, note FROM article")).one()
        assert tuple(stored) == (body, body, body)
        contents = session.execute(text("SELECT content FROM statement ORDER BY id")).scalars().all()
        assert set(contents) == {body[start:end] for start, end in spans}
        assert check_rows(session).problems == check_indexes(session) == ()
