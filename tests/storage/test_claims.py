"""Claims as they are stored: with parties and dates, read back in order, kept under their numbers when read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import CALLER, said, store, tell
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, Status, StoredClaim
from tracker.storage.claim_writing import move_claims, write_claims
from tracker.storage.claims import has_coded_claims, read_claims
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.schema import find_migrations, migration_connection, upgrade_schema
from tracker.storage.session import Session
from tracker.storage.undoing import undo_entry

BODY = "Brandt said Austria will support Uganda by 2030, and it opposes the plan."


def claim(words: str, **fields: Any) -> ExtractedClaim:
    start = BODY.index(words)
    return replace(ExtractedClaim((start, start + len(words)), words), **fields)


FIRST = claim(
    "Austria will support Uganda by 2030",
    kind=ClaimKind.COMMITMENT,
    strength=ClaimStrength.STRONG,
    marker="will",
    party=("Austria",),
    party_text="Austria",
    counterpart=("Uganda",),
    counterpart_text="Uganda",
    about="../2030",
    about_text="by 2030",
)
SECOND = claim("it opposes the plan", kind=ClaimKind.POSITION, party=("Austria", "Uganda"), party_text="it")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.begin() as session:
        store(
            session,
            tell(
                BODY, said(BODY, "Austria will support Uganda by 2030, and it opposes the plan", claims=(FIRST, SECOND))
            ),
        )
    with database.begin() as session:
        yield session


def stored(session: Session) -> list[StoredClaim]:
    return list(read_claims(session, [1]).get(1, ()))


def numbered(session: Session) -> dict[int, str]:
    return {item.number: item.claim.text for item in stored(session)}


def code(session: Session, position: int, status: Status = Status.CONFIRMED) -> None:
    session.execute(
        text("UPDATE claim SET coder = 'ana', coded_at = '2024-03-02T10:00:00Z', status = :s WHERE position = :p"),
        {"s": status.value, "p": position},
    )


def test_claims_are_read_back_as_they_were_stored(session: Session) -> None:
    assert [item.claim for item in stored(session)] == [FIRST, SECOND]
    assert [item.reference for item in stored(session)] == ["S1.1", "S1.2"]
    bounds = session.execute(text("SELECT about_start, about_end FROM claim WHERE position = 0")).one()
    assert tuple(bounds) == (None, "2030-12-31")


def test_parties_are_found_whatever_their_case(session: Session) -> None:
    found = session.execute(text("SELECT position FROM claim_party WHERE name = 'austria' AND role = 'party'"))
    assert sorted(found.scalars()) == [0, 1]


def test_claims_read_anew_keep_their_numbers_by_the_words_they_stand_on(session: Session) -> None:
    journal = Journal(replace(CALLER, token="b" * 32))
    assert not write_claims(session, journal, 1, [FIRST, SECOND], BODY)
    assert journal.entry is None
    third = claim("Austria will support Uganda")
    assert write_claims(session, journal, 1, [third, replace(SECOND, kind=ClaimKind.DENIAL, party=())], BODY)
    assert numbered(session) == {3: third.text, 2: SECOND.text}
    assert [(item.number, item.claim.kind, item.claim.party) for item in stored(session)][1] == (
        2,
        ClaimKind.DENIAL,
        (),
    )
    assert session.execute(text("SELECT count(*) FROM claim_party")).scalar() == 0
    assert journal.entry is not None
    undo_entry(session, Journal(replace(CALLER, token="c" * 32), undoes=journal.entry), journal.entry)
    assert [item.claim for item in stored(session)] == [FIRST, SECOND]


def test_claims_that_a_person_decided_on_stay_with_all_beside_them(session: Session) -> None:
    code(session, 0)
    assert has_coded_claims(session, [1, 2]) == {1}
    assert not write_claims(session, Journal(CALLER), 1, [SECOND], BODY)
    assert numbered(session) == {1: FIRST.text, 2: SECOND.text}


def test_rejected_claims_are_left_out_unless_asked_for(session: Session) -> None:
    code(session, 1, Status.REJECTED)
    assert list(numbered(session)) == [1]
    assert len(read_claims(session, [1], rejected=True)[1]) == 2


def test_claims_of_a_content_that_was_moved_keep_what_was_decided_inside_it(session: Session) -> None:
    code(session, 1)
    journal = Journal(CALLER)
    move_claims(session, journal, 1, [claim("Uganda by 2030, and it opposes the plan")], BODY)
    assert numbered(session) == {2: SECOND.text}
    move_claims(session, journal, 1, [claim("Austria will"), claim("it opposes")], BODY)
    assert list(numbered(session).values()) == ["Austria will", "it opposes"]


def test_the_migration_keeps_claims_both_ways(tmp_path: Path) -> None:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, tell(BODY, said(BODY, "Austria will support Uganda by 2030", claims=(FIRST,))))
    config = Config()
    config.set_main_option("script_location", str(find_migrations()))
    with migration_connection(path) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT position, start, kind, about FROM claim").fetchall() == [
            (0, FIRST.span[0], "commitment", "../2030")
        ]
    upgrade_schema(path)
    with Database(path) as database, database.begin() as session:
        (kept,) = read_claims(session, [1])[1]
        assert (kept.claim.kind, kept.claim.about, kept.status) == (ClaimKind.COMMITMENT, "../2030", Status.EXTRACTED)
