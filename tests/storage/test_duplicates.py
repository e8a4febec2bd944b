"""Who is suggested as one, with what reasons, and who is not."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.storage.filings import file, person
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.database import Database
from tracker.storage.duplicates import suggest_merges
from tracker.storage.session import Session


def body(name: str, country: str | None = None, kind: SpeakerKind = SpeakerKind.ORGANISATION) -> SpeakerReference:
    return SpeakerReference(name, kind, country)


def told(session: Session, least: float = 0.5) -> list[tuple[str, str, float]]:
    return [(s.name, s.other, s.score) for s in suggest_merges(session, least=least)]


@pytest.mark.parametrize(
    ("one", "other", "score", "reason"),
    [
        (person("Ilse Gaddafi"), person("Ilse Qadhafi"), 0.85, "other spellings of one name"),
        (person("Tony Brandt", "AUT"), person("Anthony Brandt", "AUT"), 0.9, "both of AUT"),
        (person("Tony Brandt", "AUT"), person("Anthony Brandt", "DEU"), 0.6, "but of AUT and DEU"),
        (person("Tony Brandt", None, "Judge"), person("Anthony Brandt", None, "judge"), 0.99, "both are judge"),
        (person("Ilse M. Brandt"), person("Ilse Brandt"), 0.9, "one leaves out a middle name"),
        (person("Ilse Brandt"), person("Brandt Ilse"), 0.95, "the same words in another order"),
        (person("Counselor Ilse Brandt", None, "x"), person("Brandt"), 0.65, "nobody else known bears the surname"),
        (body("Department of State"), body("State Department"), 0.8, "the same words"),
        (body("U.S. Department of State", "USA"), body("Department of State"), 0.6, "the same words"),
        (body("U.S. Department of State"), body("State Department", "USA"), 0.8, "the same words"),
        (body("Lake States Compact"), body("LSC"), 0.7, "LSC are the initials of Lake States Compact"),
        (body("Brandt Office"), person("Brandt Office"), 0.6, "the same name, as organisation and as person"),
    ],
)
def test_likely_one(
    database: Database, one: SpeakerReference, other: SpeakerReference, score: float, reason: str
) -> None:
    with database.begin() as session:
        file(session, one)
        file(session, other)
        (suggestion,) = suggest_merges(session)
        assert suggestion.score == score
        assert any(reason in told for told in suggestion.reasons)
        assert {suggestion.name, suggestion.other} == {one.name, other.name}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ilse Brandt"), person("Anna Brandt")),
        (person("Ilse Brandt"), person("Ilse Orlo")),
        (body("Foreign Ministry", "AUT"), body("Foreign Ministry", "UGA")),
        (body("Austrian Foreign Ministry"), body("Foreign Ministry", "UGA")),
        (body("analysts", None, SpeakerKind.GROUP), body("Analysts", None, SpeakerKind.UNNAMED)),
        (body("Austria", "AUT", SpeakerKind.STATE), body("Australia", "AUS", SpeakerKind.STATE)),
    ],
)
def test_nothing_says_that_these_are_one(database: Database, one: SpeakerReference, other: SpeakerReference) -> None:
    with database.begin() as session:
        file(session, one)
        file(session, other)
        assert suggest_merges(session) == []


def test_lone_surnames_are_suggested_together_for_the_one_who_bears_them(database: Database) -> None:
    with database.begin() as session:
        (ilse, *_) = file(session, person("Ilse Brandt"), person("Ilse Brandt"))
        lone = [number for _ in range(3) for number in file(session, person("Brandt"))]
        (suggestion,) = suggest_merges(session)
        assert (suggestion.speaker_id, suggestion.other_ids) == (ilse, tuple(lone))
        assert (suggestion.statements, suggestion.other_statements) == (2, 3)


def test_lone_surnames_that_nobody_bears_are_suggested_with_each_other(database: Database) -> None:
    with database.begin() as session:
        file(session, person("Brandt"))
        file(session, person("Brandt"), person("Brandt"))
        assert told(session) == [("Brandt", "Brandt", 0.5)]


def test_the_one_to_keep_is_fully_named_and_speaks_more(database: Database) -> None:
    with database.begin() as session:
        file(session, person("Brandt"), person("Brandt"), person("Brandt"))
        file(session, person("Tony Brandt"))
        file(session, person("Anthony Brandt"), person("Anthony Brandt"))
        assert told(session)[0] == ("Anthony Brandt", "Tony Brandt", 0.85)
        assert all(kept != "Brandt" for kept, _, _ in told(session))


def test_one_outlet_speaks_for_a_lone_surname(database: Database) -> None:
    with database.begin() as session:
        file(session, person("Ilse Brandt"))
        file(session, person("Brandt"))
        session.execute(text("UPDATE article SET outlet = 'The Harbour Post'"))
        (suggestion,) = suggest_merges(session)
        assert (suggestion.score, suggestion.reasons[-1]) == (0.7, "both in The Harbour Post")


def test_of_one_speaker_above_a_score_and_not_more_than_asked_for(database: Database) -> None:
    with database.begin() as session:
        (tony, orlo) = file(session, person("Tony Brandt"), person("Wanda Orlo"))
        file(session, person("Anthony Brandt"), person("Wanda R. Orlo"))
        assert [s.score for s in suggest_merges(session)] == [0.9, 0.85]
        assert [s.score for s in suggest_merges(session, limit=1)] == [0.9]
        assert [s.score for s in suggest_merges(session, least=0.9)] == [0.9]
        assert [s.speaker_id for s in suggest_merges(session, speaker_id=tony)] == [tony]
        assert [s.speaker_id for s in suggest_merges(session, speaker_id=orlo)] == [orlo]
