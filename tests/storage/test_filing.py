"""Which speakers of different articles are one: by full name, office and country, never by surname alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.storage.filings import file, person
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.database import Database
from tracker.storage.forms import fold_name, is_full_name
from tracker.storage.session import Session


def names_of(session: Session, speaker: int) -> set[str]:
    rows = session.execute(text("SELECT name FROM speaker_name WHERE speaker_id = :id"), {"id": speaker})
    return set(rows.scalars())


def is_joined(database: Database, one: SpeakerReference, other: SpeakerReference) -> bool:
    with database.begin() as session:
        return file(session, one) == file(session, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ilse Brandt", "AUT"), person("ILSE BRANDT", "AUT")),
        (person("Tomás Okello"), person("Tomas Okello", "UGA")),
        (person("Ilse Maria Brandt", None, None, "Ilse Brandt"), person("Ilse Brandt")),
        (person("Ilse Brandt"), person("Ilse M. Brandt", None, None, "Ilse Brandt", "Brandt")),
        (person("Ilse Brandt", None, "Foreign Minister"), person("Ilse M. Brandt", "AUT", "Foreign Minister")),
        (person("Brandt", "AUT", "Foreign Minister"), person("Brandt", "AUT", "foreign minister")),
        (person("Ilse Brandt", "AUT", "Foreign Minister"), person("Brandt", "AUT", "Foreign Minister")),
        (person("Ilse Brandt", "AUT", "Foreign Minister"), person("Ms. Brandt", "AUT", "Foreign Minister")),
        (person("王毅"), person("王毅")),
        (SpeakerReference("China", SpeakerKind.STATE, "CHN"), SpeakerReference("PRC", SpeakerKind.STATE, "CHN")),
        (SpeakerReference("Ruritania", SpeakerKind.STATE), SpeakerReference("ruritania", SpeakerKind.STATE)),
        (SpeakerReference("Reuters", SpeakerKind.MEDIA, "GBR"), SpeakerReference("Reuters", SpeakerKind.MEDIA)),
        (
            SpeakerReference("African Union", SpeakerKind.ORGANISATION),
            SpeakerReference("African Union", SpeakerKind.ORGANISATION),
        ),
        (SpeakerReference("analysts", SpeakerKind.GROUP), SpeakerReference("Analysts", SpeakerKind.GROUP)),
        (SpeakerReference("joint statement", SpeakerKind.DOCUMENT),) * 2,
    ],
)
def test_one_speaker(database: Database, one: SpeakerReference, other: SpeakerReference) -> None:
    assert is_joined(database, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ilse Brandt", "AUT", "Foreign Minister"), person("Brandt")),
        (person("Ilse Brandt", "AUT", "Foreign Minister", "Brandt"), person("Brandt", "AUT")),
        (person("Ilse Brandt", "AUT", "Foreign Minister"), person("Brandt", "DEU", "Foreign Minister")),
        (person("Ilse Brandt", "AUT", "Foreign Minister"), person("Brandt", "AUT", "President")),
        (person("Ilse Brandt"), person("Anna Brandt")),
        (person("Ilse Brandt"), person("Ilse M. Brandt")),
        (person("Ilse Brandt", "AUT", "Foreign Minister"), person("Ilse M. Brandt", "DEU", "Foreign Minister")),
        (person("Ilse Brandt", None, "Foreign Minister"), person("Ilse Brandt Orlo", None, "Foreign Minister")),
        (person("Ilse Brandt", None, None, "Minister Brandt"), person("Minister Brandt")),
        (person("Brandt"), person("Brandt")),
        (person("MR BRANDT"), person("MR BRANDT")),
        (person("I. Brandt"), person("I. Brandt")),
        (person("Georgia"), SpeakerReference("Georgia", SpeakerKind.STATE)),
        (SpeakerReference("Prime Minister", SpeakerKind.OFFICE),) * 2,
        (
            SpeakerReference("Foreign Ministry", SpeakerKind.ORGANISATION, "AUT"),
            SpeakerReference("Foreign Ministry", SpeakerKind.ORGANISATION, "UGA"),
        ),
    ],
)
def test_two_speakers(database: Database, one: SpeakerReference, other: SpeakerReference) -> None:
    assert not is_joined(database, one, other)


@pytest.mark.parametrize(
    ("published", "joined"),
    [("2024-09-01", True), ("2023-04", True), ("2026-01-01", False), ("2020", False), (None, False)],
)
def test_a_surname_joins_by_office_only_around_the_days_that_attest_it(
    database: Database, published: str | None, joined: bool
) -> None:
    with database.begin() as session:
        known = file(session, person("Ilse Brandt", "AUT", "Foreign Minister"), published="2024-03-02")
        found = file(session, person("Brandt", "AUT", "Foreign Minister"), published=published)
        assert (known == found) is joined


def test_a_post_entered_by_hand_says_from_when_to_when(database: Database) -> None:
    with database.begin() as session:
        (brandt,) = file(session, person("Ilse Brandt", "AUT"))
        session.execute(
            text(
                "INSERT INTO post_held (speaker_id, role, role_folded, country, held_from, held_from_start, held_to, "
                "held_to_end, origin) VALUES (:id, 'Chancellor', 'chancellor', 'AUT', '2010', '2010-01-01', '2013', "
                "'2013-12-31', 'hand')"
            ),
            {"id": brandt},
        )
        chancellor = person("Brandt", "AUT", "Chancellor")
        assert file(session, chancellor, published="2012-06-01") == [brandt]
        assert file(session, chancellor, published="2014-01-01") != [brandt]


def test_two_who_could_be_meant_are_a_tie(database: Database) -> None:
    with database.begin() as session:
        known = file(
            session,
            person("Ilse Brandt", "AUT", "Foreign Minister"),
            person("Anna Brandt", "AUT", "Foreign Minister"),
        )
        assert file(session, person("Brandt", "AUT", "Foreign Minister"))[0] not in known


def test_who_is_called_just_so_comes_before_whom_the_form_shortens(database: Database) -> None:
    with database.begin() as session:
        (short,) = file(session, person("Ilse Brandt"))
        (long,) = file(session, person("Ilse Maria Brandt", "AUT", "Judge"))
        session.execute(
            text("INSERT INTO speaker_name (speaker_id, name, folded) VALUES (:id, 'Ilse Brandt', 'ilse brandt')"),
            {"id": long},
        )
        assert long != short
        assert file(session, person("Ilse Brandt")) == [short]


def test_a_surname_may_be_any_of_the_holders_names(database: Database) -> None:
    with database.begin() as session:
        (brandt,) = file(session, person("Ilse Brandt", "AUT", "Foreign Minister", "Orlo"))
        assert file(session, person("Orlo", "AUT", "Foreign Minister")) == [brandt]


def test_namesakes_are_told_apart_by_country_or_not_at_all(database: Database) -> None:
    with database.begin() as session:
        (austrian,) = file(session, person("Ilse Brandt", "AUT"))
        session.execute(
            text(
                "INSERT INTO speaker (name, folded, kind, country) "
                "VALUES ('Ilse Brandt', 'ilse brandt', 'person', 'DEU')"
            )
        )
        german = session.execute(text("SELECT max(id) FROM speaker")).scalar_one()
        session.execute(
            text("INSERT INTO speaker_name (speaker_id, name, folded) VALUES (:id, 'Ilse Brandt', 'ilse brandt')"),
            {"id": german},
        )
        assert file(session, person("Ilse Brandt", "DEU")) == [german]
        assert file(session, person("Ilse Brandt", "AUT")) == [austrian]
        assert file(session, person("Ilse Brandt"))[0] not in (austrian, german)


def test_names_and_posts_gather(database: Database) -> None:
    with database.begin() as session:
        (brandt,) = file(session, person("Ilse Brandt", None, "Foreign Minister", "Brandt"), published="2024-03-02")
        file(session, person("Ilse Brandt", "AUT", "Foreign Minister", "Brandt", "Ilse"), published="2024-06-01")
        file(session, person("Ilse Brandt", "AUT", "Foreign Minister"), published="2024-01-15")
        file(session, person("Ilse Brandt", "AUT", "Foreign Minister"), published=None)
        assert names_of(session, brandt) == {"Ilse Brandt", "Brandt", "Ilse"}
        posts = session.execute(
            text("SELECT role, country, seen_first, seen_last, articles FROM post_held ORDER BY id")
        )
        assert [tuple(post) for post in posts] == [
            ("Foreign Minister", None, "2024-03-02", "2024-03-02", 1),
            ("Foreign Minister", "AUT", "2024-01-15", "2024-06-01", 3),
        ]


def test_other_forms_of_groups_and_of_lone_names_stay_in_their_article(database: Database) -> None:
    with database.begin() as session:
        (group,) = file(session, SpeakerReference("analysts", SpeakerKind.GROUP, names=("they",)))
        assert names_of(session, group) == {"analysts"}
        (lone,) = file(session, person("Brandt", None, None, "Mr. Brandt"))
        scopes = session.execute(text("SELECT article_id FROM speaker_name WHERE speaker_id = :id"), {"id": lone})
        assert set(scopes.scalars()) == {2}


def test_a_name_recorded_by_hand_joins_what_the_machine_would_not(database: Database) -> None:
    with database.begin() as session:
        (brandt,) = file(session, person("Ilse Brandt"))
        session.execute(
            text(
                "INSERT INTO speaker_name (speaker_id, name, folded, origin) VALUES "
                "(:id, 'Elsa Brand', 'elsa brand', 'hand'), (:id, 'Brandt', 'brandt', 'hand')"
            ),
            {"id": brandt},
        )
        assert file(session, person("Elsa Brand")) == [brandt]
        assert file(session, person("Brandt")) != [brandt]


def test_what_a_person_recorded_holds_whatever_kind_the_machine_takes_it_for(database: Database) -> None:
    with database.begin() as session:
        (ministry,) = file(session, SpeakerReference("Foreign Ministry", SpeakerKind.ORGANISATION, "AUT"))
        session.execute(
            text(
                "INSERT INTO speaker_name (speaker_id, name, folded, origin) VALUES "
                "(:id, 'Ballhausplatz', 'ballhausplatz', 'hand'), (:id, 'MFA', 'mfa', 'hand')"
            ),
            {"id": ministry},
        )
        assert file(session, SpeakerReference("Ballhausplatz", SpeakerKind.GROUP)) == [ministry]
        assert file(session, SpeakerReference("MFA", SpeakerKind.ORGANISATION, "AUT")) == [ministry]
        assert file(session, SpeakerReference("MFA", SpeakerKind.ORGANISATION, "UGA")) != [ministry]


def test_references_of_one_article_that_mean_the_same_speaker_are_one(database: Database) -> None:
    with database.begin() as session:
        one = person("Ilse Brandt", "AUT", None, "Brandt")
        assert len(set(file(session, one, replace(one, role="Foreign Minister", names=()), one))) == 1


def test_an_article_of_many_speakers(database: Database) -> None:
    with database.begin() as session:
        many = [person(f"Speaker Number{number}", "AUT", "Delegate") for number in range(1500)]
        found = file(session, *many)
        assert len(set(found)) == 1500
        assert file(session, *many) == found


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Ilse Brandt", True),
        ("Brandt", False),
        ("Mr. Brandt", False),
        ("Dr Ms Brandt", False),
        ("I. Brandt", False),
        ("J. R. Brandt-Huber", True),
        ("Xi Jinping", True),
        ("Di Maro", False),
        ("von der Brandt", False),
        ("Al-Orlo", False),
        ("Ursula von der Brandt", True),
        ("Ali bin Orlo", True),
        ("Ben Orlo", True),
        ("王毅", True),
        ("王", False),
        ("Путин", False),
        ("Владимир Путин", True),
        ("", False),
    ],
)
def test_what_a_full_name_is(name: str, full: bool) -> None:
    assert is_full_name(fold_name(name)) is full


@settings(deadline=None)
@given(st.text())
def test_every_name_folds_to_something_that_can_be_stored(name: str) -> None:
    folded = fold_name(name)
    assert folded
    assert fold_name(folded) == folded
