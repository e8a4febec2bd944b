"""Taking entries of the history back, and doing them again: whole, told, and refused where others rest on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.databases import make_database
from tests.extractions import CORRIDOR, OKELLO, PIPELINE, said, store, tell
from tracker.errors import ConflictError, NotFoundError
from tracker.storage.checking import check_indexes, check_rows
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.models import (
    Article,
    Base,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    StatementTopic,
)
from tracker.storage.posts import recount_touched
from tracker.storage.session import Session
from tracker.storage.undoing import Standing, undo_entry

_TOKENS = count(1)

Write = Callable[[Session, Journal], object]


def caller(command: str = "tracker statement edit") -> Caller:
    return Caller(f"{next(_TOKENS):032}", "2024-03-03T09:00:00Z", "ana", command, "0.0")


def do(database: Database, write: Write, command: str = "tracker statement edit") -> int:
    """One entry by hand; gives its number."""
    with database.begin() as session:
        journal = Journal(caller(command))
        write(session, journal)
        recount_touched(session, journal.entry)
        assert journal.entry is not None
        return journal.entry


def undo(database: Database, number: int | None = None) -> int:
    """Take an entry back, the last one unless told which; gives the number of the entry that did."""
    return _take_back(database, number, Standing.last_done)


def redo(database: Database) -> int:
    return _take_back(database, None, Standing.last_undone)


def _take_back(database: Database, number: int | None, choose: Callable[[Standing], int]) -> int:
    with database.begin() as session:
        target = choose(Standing(session)) if number is None else number
        undo_entry(session, Journal(caller("tracker undo"), undoes=target), target)
        return int(session.execute(text("SELECT max(id) FROM invocation")).scalar_one())


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the history; posts are counted anew, and then have other numbers."""
    with database.read() as session:
        return {
            table.name: sorted(
                (tuple(row)[table.name == "post_held" :] for row in session.execute(table.select())), key=repr
            )
            for table in Base.metadata.sorted_tables
            if table.name not in ("change", "invocation", "topic")
        }


def note(words: str, number: int = 1) -> Write:
    return lambda session, journal: journal.update(session, Statement, number, {"note": words})


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return database


@pytest.fixture(autouse=True)
def wrong(database: Database) -> Iterator[set[tuple[str, str]]]:
    """What the test leaves wrong on purpose; nothing else may be."""
    expected: set[tuple[str, str]] = set()
    yield expected
    with database.read() as session:
        found = (*check_rows(session).problems, *check_indexes(session))
    assert {(problem.check, problem.where) for problem in found} == expected


WRITES: dict[str, Write] = {
    "a note": note("checked"),
    "a list": lambda s, j: j.update(s, Statement, 1, {"reasons": ["one", "two"]}),
    "a date": lambda s, j: j.update(
        s, Statement, 1, {"said_on": None, "said_on_start": None, "said_on_end": None, "said_on_basis": None}
    ),
    "a speaker": lambda s, j: j.update(s, StatementSpeaker, (1, 0), {"speaker_id": 4}),
    "a joint speaker less": lambda s, j: j.delete(s, StatementSpeaker, (3, 1)),
    "a topic more": lambda s, j: j.insert(s, StatementTopic, {"statement_id": 1, "topic_id": 4, "origin": "hand"}),
    "a statement less": lambda s, j: j.delete(s, Statement, 1),
    "a published date": lambda s, j: j.update(
        s, Article, 1, {"published": "2023", "published_start": "2023-01-01", "published_end": "2023-12-31"}
    ),
    "an article less": lambda s, j: j.delete(s, Article, 1),
    "a new speaker of a statement": lambda s, j: j.update(
        s, StatementSpeaker, (1, 0), {"speaker_id": j.insert(s, Speaker, {"name": "I", "folded": "i", "kind": "group"})}
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_what_is_undone_is_as_before_and_what_is_redone_as_after(filled: Database, write: Write) -> None:
    before = rows(filled)
    entry = do(filled, write)
    after = rows(filled)
    assert after != before
    assert undo(filled) == entry + 1
    assert rows(filled) == before
    assert redo(filled) == entry + 2
    assert rows(filled) == after
    undo(filled, entry)
    assert rows(filled) == before


def test_one_after_the_other_back_and_forth(filled: Database) -> None:
    states = [rows(filled)]
    for words in ("one", "two", "three"):
        do(filled, note(words))
        states.append(rows(filled))
    for state in reversed(states[:-1]):
        undo(filled)
        assert rows(filled) == state
    for state in states[1:]:
        redo(filled)
        assert rows(filled) == state
    with pytest.raises(NotFoundError, match="nothing to redo"):
        redo(filled)


def test_undoing_is_an_entry_that_says_what_it_undoes(filled: Database) -> None:
    entry = do(filled, note("checked"))
    undo(filled)
    with filled.read() as session:
        told = session.execute(text("SELECT command, undoes_id FROM invocation ORDER BY id")).all()
        assert [tuple(row) for row in told[1:]] == [("tracker statement edit", None), ("tracker undo", entry)]
        assert not Standing(session).stands(entry)
    with pytest.raises(ConflictError, match=rf"entry {entry} is undone already, by entry {entry + 1}"):
        undo(filled, entry)


def test_what_a_later_entry_changed_is_refused_until_that_is_undone(filled: Database) -> None:
    first, second = do(filled, note("one")), do(filled, note("two"), "tracker statement edit S1 --note two")
    refusal = (
        rf"entry {first} cannot be undone: entry {second} \(tracker statement edit S1 --note two\) changed S1 after"
    )
    with pytest.raises(ConflictError, match=refusal):
        undo(filled, first)
    undo(filled, second)
    undo(filled, first)
    with filled.read() as session:
        assert session.execute(text("SELECT note FROM statement WHERE id = 1")).scalar() is None


def test_other_rows_are_nobodys_business(filled: Database) -> None:
    first = do(filled, note("one"))
    do(filled, note("two", 2))
    undo(filled, first)
    with filled.read() as session:
        assert session.execute(text("SELECT note FROM statement ORDER BY id LIMIT 2")).scalars().all() == [None, "two"]


def test_a_row_changed_behind_the_history_is_refused(filled: Database, wrong: set[tuple[str, str]]) -> None:
    wrong.add(("history", "S1"))
    do(filled, note("one"))
    with filled.begin() as session:
        session.execute(text("UPDATE statement SET note = 'by another program' WHERE id = 1"))
    with pytest.raises(ConflictError, match=r"entry 2 cannot be undone any more: S1 has changed since \(note\)"):
        undo(filled)


def test_undoing_an_ingest_takes_its_articles_and_redoing_brings_them_back(filled: Database) -> None:
    before = rows(filled)
    assert undo(filled) == 2
    assert not any(rows(filled).values())
    redo(filled)
    assert rows(filled) == before


def test_undoing_one_ingest_leaves_the_speakers_that_others_know(filled: Database) -> None:
    body = "Tomás Okello, the president, spoke of Ida Moreau."
    later = tell(body, said(body, "spoke of Ida Moreau", by=OKELLO, mention="Tomás Okello", cue="spoke"))
    with filled.begin() as session:
        session.execute(text("UPDATE post_held SET articles = 1"))
    before = rows(filled)
    with filled.begin() as session:
        store_later(session, later)
    undo(filled)
    assert rows(filled) == before


def store_later(session: Session, told: object) -> None:
    """Store an article in an entry of its own."""
    from tests import extractions

    original = extractions.CALLER
    try:
        extractions.CALLER = caller("tracker ingest later.txt")
        store(session, told)  # type: ignore[arg-type]
    finally:
        extractions.CALLER = original


def test_an_ingest_whose_statements_a_person_touched_is_refused(filled: Database) -> None:
    entry = do(filled, note("checked", 4))
    with pytest.raises(ConflictError, match=rf"entry 1 cannot be undone: entry {entry} .* changed S4 after it"):
        undo(filled, 1)
    undo(filled, entry)
    undo(filled, 1)


def test_redoing_an_ingest_whose_text_has_come_again_is_refused(filled: Database) -> None:
    undo(filled)
    with filled.begin() as session:
        store_later(session, CORRIDOR)
    with pytest.raises(ConflictError, match="A1 cannot be put back: A3 has the same text"):
        redo(filled)


def test_a_speaker_that_others_use_meanwhile_is_refused(filled: Database, wrong: set[tuple[str, str]]) -> None:
    wrong.add(("names", "speaker 6"))
    made = do(filled, lambda s, j: j.insert(s, Speaker, {"name": "Ida", "folded": "ida", "kind": "person"}))
    do(filled, lambda s, j: j.update(s, StatementSpeaker, (1, 0), {"speaker_id": 6}))
    with pytest.raises(ConflictError, match="speaker 6 cannot go: S1 rests on it"):
        undo(filled, made)


def test_a_name_that_a_later_entry_gave_keeps_its_speaker(filled: Database, wrong: set[tuple[str, str]]) -> None:
    wrong.add(("names", "speaker 6"))
    made = do(filled, lambda s, j: j.insert(s, Speaker, {"name": "Ida", "folded": "ida", "kind": "person"}))
    do(filled, lambda s, j: j.insert(s, SpeakerName, {"speaker_id": 6, "name": "I", "folded": "i"}))
    with pytest.raises(ConflictError, match=rf"entry {made} cannot be undone: entry {made + 1} "):
        undo(filled, made)


def test_what_belongs_to_nothing_any_more_is_not_put_back(filled: Database) -> None:
    taken = do(filled, lambda s, j: j.delete_where(s, StatementTopic, statement_id=1))
    do(filled, lambda s, j: j.delete(s, Statement, 1))
    with pytest.raises(ConflictError, match="S1, which it belongs to, is not there any more"):
        undo(filled, taken)


def test_a_statement_put_back_takes_its_articles_day_of_now(filled: Database) -> None:
    do(filled, lambda s, j: j.delete(s, Statement, 2))
    day = {"published": "2025-01-02", "published_start": "2025-01-02", "published_end": "2025-01-02"}
    do(filled, lambda s, j: j.update(s, Article, 1, day))
    undo(filled, 2)
    with filled.read() as session:
        assert session.execute(text("SELECT dated_from FROM statement WHERE id = 2")).scalar() == "2025-01-02"


def test_an_entry_that_is_none_is_refused(filled: Database) -> None:
    with pytest.raises(NotFoundError, match="no entry 9 in the history"):
        undo(filled, 9)


def test_nothing_at_all_to_undo(database: Database) -> None:
    with pytest.raises(NotFoundError, match="nothing to undo"):
        undo(database)


def test_a_refused_undo_leaves_everything_as_it_was(filled: Database, wrong: set[tuple[str, str]]) -> None:
    wrong.add(("history", "S2"))

    def write(session: Session, journal: Journal) -> None:
        journal.update(session, Statement, 2, {"note": "x"})
        journal.delete(session, Statement, 4)

    do(filled, write)
    with filled.begin() as session:
        session.execute(text("UPDATE statement SET note = 'other' WHERE id = 2"))
    before = rows(filled)
    with pytest.raises(ConflictError):
        undo(filled)
    assert rows(filled) == before
    with filled.read() as session:
        assert session.execute(text("SELECT count(*) FROM invocation")).scalar() == 2


STEPS = st.lists(
    st.one_of(
        st.sampled_from(sorted(WRITES)),
        st.sampled_from(["undo", "redo"]),
        st.tuples(st.just("undo"), st.integers(1, 12)),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(STEPS)
def test_whatever_is_done_undoing_everything_ends_where_it_began(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | tuple[str, int]]
) -> None:
    path = make_database(Path(tmp_path_factory.mktemp("undo")) / "t.db")
    with Database(path) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
            store(session, PIPELINE)
        before = rows(database)
        for step in steps:
            try:
                if isinstance(step, tuple):
                    if step[1] > 1:
                        undo(database, step[1])
                elif step == "undo":
                    with database.read() as session:
                        last = Standing(session).last_done()
                    if last > 1:
                        undo(database)
                elif step == "redo":
                    redo(database)
                else:
                    do(database, WRITES[step])
            except (ConflictError, NotFoundError, IntegrityError, AssertionError):
                continue  # refused, or it changes nothing: the row is there already, or gone
        for _ in range(50):
            with database.read() as session:
                last = Standing(session).last_done()
            if last == 1:
                break
            undo(database)
        assert rows(database) == before
