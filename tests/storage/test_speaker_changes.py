"""Speakers made and corrected by hand, and that what articles print later is filed accordingly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from tests.storage.filings import file, person
from tests.storage.test_undoing import caller, do, rows, undo
from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage import speaker_changes as changes
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.session import Session

PERSON = SpeakerKind.PERSON
BRANDT = person("Ilse Brandt", "AUT", "Foreign Minister", "Brandt")


def read(session: Session, speaker: int) -> dict[str, Any]:
    row = session.execute(text("SELECT * FROM speaker WHERE id = :id"), {"id": speaker}).mappings().one()
    return dict(row)


def test_a_speaker_made_by_hand_is_whom_articles_then_mean(database: Database) -> None:
    with database.begin() as session:
        journal = Journal(caller())
        number = changes.add_speaker(
            session, journal, "  Ilse  Brandt ", PERSON, country="AUT", aliases=["Elsa Brand"], note="envoy"
        )
        assert read(session, number) | {"name": "Ilse Brandt", "note": "envoy", "origin": "hand"} == read(
            session, number
        )
        assert file(session, BRANDT, person("Elsa Brand")) == [number, number]
        with pytest.raises(ConflictError, match="there is a person Ilse Brandt already"):
            changes.add_speaker(session, journal, "ilse brandt", PERSON, country="AUT")
        assert changes.add_namesake(session, journal, "Ilse Brandt", PERSON, country="DEU") != number
        with pytest.raises(UsageError, match="a name is empty"):
            changes.add_speaker(session, journal, "  ", PERSON)


def test_a_renamed_speaker_is_known_by_the_old_names(database: Database) -> None:
    with database.begin() as session:
        (number,) = file(session, person("Ilse M. Brandt", None, None, "Ilse Brandt", "Brandt"))
    before = rows(database)
    entry = do(database, lambda session, journal: changes.rename_speaker(session, journal, number, "Elsa Brand"))
    with database.lock() as session:
        assert (read(session, number)["name"], read(session, number)["folded"]) == ("Elsa Brand", "elsa brand")
        journal = Journal(caller())
        assert not changes.rename_speaker(session, journal, number, "Elsa Brand")
        assert file(session, person("Ilse M. Brandt"), person("Ilse Brandt"), person("Elsa Brand")) == [number] * 3
    undo(database, entry)
    assert rows(database) == before


def test_a_country_set_by_hand_stays_whatever_articles_print(database: Database) -> None:
    with database.begin() as session:
        (number,) = file(session, BRANDT)
        journal = Journal(caller())
        assert changes.edit_speaker(session, journal, number, {"country": "CHE"})
        assert not changes.edit_speaker(session, journal, number, {"country": "CHE"})
        file(session, BRANDT)
        file(session, BRANDT)
        assert (read(session, number)["country"], read(session, number)["origin"]) == ("CHE", "hand")


def test_a_note_alone_leaves_the_rest_to_articles(database: Database) -> None:
    with database.begin() as session:
        (number,) = file(session, BRANDT)
        changes.edit_speaker(session, Journal(caller()), number, {"note": "envoy"})
        assert read(session, number)["origin"] == "machine"


def test_a_kind_set_by_hand_holds_for_the_next_article(database: Database) -> None:
    body = SpeakerReference("Brandt Holding", SpeakerKind.ORGANISATION)
    with database.begin() as session:
        (number,) = file(session, person("Brandt Holding"))
        changes.edit_speaker(session, Journal(caller()), number, {"kind": "organisation"})
        assert file(session, person("Brandt Holding"), body) == [number, number]
        assert file(session, SpeakerReference("Brandt Holding", SpeakerKind.STATE)) != [number]


def test_aliases_come_and_go(database: Database) -> None:
    with database.begin() as session:
        number, orlo = file(session, BRANDT, person("Wanda Orlo"))
        journal = Journal(caller())
        assert changes.add_aliases(session, journal, number, ["Elsa Brand", "Brandt"]) == 2, "the machine's counts too"
        assert changes.add_aliases(session, journal, number, ["Elsa Brand"]) == 0
        assert file(session, person("Elsa Brand")) == [number]
        with pytest.raises(ConflictError, match=f"`tracker speaker merge {number} {orlo}` makes them one"):
            changes.add_aliases(session, journal, number, ["wanda orlo"])
        assert changes.remove_aliases(session, journal, number, ["ELSA BRAND"]) == 1
        assert file(session, person("Elsa Brand")) != [number]
        with pytest.raises(UsageError, match="Ilse Brandt is the name itself"):
            changes.remove_aliases(session, journal, number, ["Ilse Brandt"])
        with pytest.raises(NotFoundError, match="does not go by 'Nobody'"):
            changes.remove_aliases(session, journal, number, ["Nobody"])


@pytest.mark.parametrize(
    "change",
    [
        lambda session, journal, number: changes.add_aliases(session, journal, number, ["Elsa Brand", "Brandt"]),
        lambda session, journal, number: changes.remove_aliases(session, journal, number, ["Brandt"]),
        lambda session, journal, number: changes.edit_speaker(
            session, journal, number, {"country": None, "kind": "group", "note": "x"}
        ),
        lambda session, journal, number: changes.add_speaker(session, journal, "Wanda Orlo", PERSON, note="x"),
    ],
)
def test_each_change_is_taken_back_whole(database: Database, change: Callable[[Session, Journal, int], object]) -> None:
    with database.begin() as session:
        (number,) = file(session, BRANDT)
    before = rows(database)
    do(database, lambda session, journal: change(session, journal, number))
    assert rows(database) != before
    undo(database)
    assert rows(database) == before
