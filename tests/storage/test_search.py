"""Search text as people type it: what it finds, and that nothing is ever a syntax error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, select
from sqlalchemy.orm import Session

from tracker.errors import UsageError
from tracker.storage.search import MAX_CHARACTERS, MAX_TERMS, Search, Term, compile_search, match_search

TEXTS = {
    1: "the all-weather strategic partnership with Côte d’Ivoire",
    2: "trade AND investment have grown; negotiations on fisheries continue",
    3: "Xi’s visit to São Tomé was a success",
    4: "双方同意深化全面战略伙伴关系",
    5: "sanctions (near-total) will be lifted: 100% of them — €5 billion",
    6: "การค้าระหว่างประเทศ and trade",
    7: "nothing\0hidden: a NUL before the ceasefire",
    8: "ブラジル大統領はG20サミットで述べた",
}
LINE = Table("line", MetaData(), Column("id", Integer, primary_key=True), Column("content", Text))


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    with Session(engine) as session:
        connection = session.connection()
        LINE.metadata.create_all(connection)
        session.execute(insert(LINE), [{"id": number, "content": text} for number, text in TEXTS.items()])
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE line_fts USING fts5(content, content='line', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        connection.exec_driver_sql("INSERT INTO line_fts (line_fts) VALUES ('rebuild')")
        yield session
    engine.dispose()


def search(session: Session, typed: str) -> set[int]:
    condition = match_search(compile_search(typed), "line_fts", LINE.c.id, (LINE.c.content,))
    return set(session.execute(select(LINE.c.id).where(condition)).scalars())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("partnership", {1}),
        ("PARTNERSHIPS strategically", {1}),
        ("all-weather", {1}),
        ("weather all", {1}),
        ('"weather all"', set()),
        ("“strategic partnership”", {1}),
        ("«strategic partnership»", {1}),
        ('"strategic partnership', {1}),
        ("partnership trade", set()),
        ("partnership AND weather", {1}),
        ("trade", {2, 6}),
        ("trade -investment", {6}),
        ("trade NOT investment", {6}),
        ('trade -"grown; negotiations"', {6}),
        ("-trade", {1, 3, 4, 5, 7, 8}),
        ("partnership OR sanctions", {1, 5}),
        ("trade OR partnership weather", {1}),
        ("OR", set()),
        ("AND", {2, 6}),
        ("NOT", set()),
        ("(near", {5}),
        ("cote d'ivoire", {1}),
        ("Côte d’Ivoire", {1}),
        ("Xi's", {3}),
        ("sao tome", {3}),
        ("negoti*", {2}),
        ("fish*", {2}),
        ('"investment have gr*"', {2}),
        ("near-total", {5}),
        ("NEAR(trade investment)", set()),
        ("content:trade", set()),
        ("战略伙伴", {4}),
        ("伙伴", {4}),
        ("伙伴 OR partnership", {1, 4}),
        ("-伙伴 strategic", {1}),
        ("大統領 g20サミット", {8}),
        ("ระหว่าง", {6}),
        ("€", {5}),
        ("trade & investment", {2}),
        ("ceasefire", {7}),
        ("NUL\0ceasefire", {7}),
        ("100%", {5}),
        ("_", set()),
        ('"', set()),
        ("", set(TEXTS)),
    ],
)
def test_what_is_typed_finds_what_is_meant(session: Session, typed: str, found: set[int]) -> None:
    assert search(session, typed) == found


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ['"', "“", "”", "*", "-", "(", ")", "{", "}", ":", "^", "+", ",", "AND", "OR", "NOT", "NEAR", "NEAR/2", "trade"]
    ),
    st.sampled_from(["\0", "\ud83c", "战略", "à", "İ", "ﬁ", "\u200b", "\u0301", "𐎀", "🕊"]),
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_no_text_is_an_error(session: Session, pieces: list[str], between: str) -> None:
    assert search(session, between.join(pieces)) <= set(TEXTS)


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_text_is_found_by_its_own_words(words: list[str]) -> None:
    content = " ".join(words)
    with closing(sqlite3.connect(":memory:")):
        engine = create_engine("sqlite://")
        with Session(engine) as session:
            connection = session.connection()
            LINE.metadata.create_all(connection)
            session.execute(insert(LINE), [{"id": 1, "content": content}])
            connection.exec_driver_sql(
                "CREATE VIRTUAL TABLE line_fts USING fts5(content, content='line', content_rowid='id', "
                "tokenize='porter unicode61 remove_diacritics 2')"
            )
            connection.exec_driver_sql("INSERT INTO line_fts (line_fts) VALUES ('rebuild')")
            for word in words:
                if word not in ("AND", "OR", "NOT"):
                    assert search(session, word) == {1}
                    assert search(session, f"-{word}") == set()
            assert search(session, f'"{content}"') == {1}
        engine.dispose()


def test_how_text_is_read() -> None:
    assert compile_search('trade OR commerce "free port" -tariff* NOT 关税') == Search(
        groups=((Term("trade"), Term("commerce")), (Term("free port"),)),
        excluded=(Term("tariff", prefix=True), Term("关税", indexed=False)),
    )


def test_limits_are_told() -> None:
    with pytest.raises(UsageError, match="has 5,001 characters; at most 5,000"):
        compile_search("x" * (MAX_CHARACTERS + 1))
    with pytest.raises(UsageError, match="more than 200 words"):
        compile_search(" ".join(str(number) for number in range(MAX_TERMS + 1)))


def test_the_most_that_is_allowed_is_answered(session: Session) -> None:
    assert search(session, " OR ".join(f"word{number}" for number in range(MAX_TERMS))) == set()
    assert search(session, " ".join(f"-word{number}" for number in range(MAX_TERMS))) == set(TEXTS)
    assert search(session, '"' + "a " * 2_000 + '"') == set()
