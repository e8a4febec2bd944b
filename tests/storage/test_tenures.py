"""Posts entered by hand: their dates, who held one on a day, and what extraction is told of them."""

from __future__ import annotations

import pytest

from tests.storage.filings import file, person
from tests.storage.test_undoing import caller, do, rows, undo
from tracker.edtf import parse_edtf
from tracker.errors import ConflictError, DateError, NotFoundError, UsageError
from tracker.records import KnownPost, KnownSpeaker, SpeakerKind
from tracker.storage.database import Database
from tracker.storage.directory import read_directory
from tracker.storage.journal import Journal
from tracker.storage.session import Session
from tracker.storage.speaker_changes import add_aliases
from tracker.storage.tenures import add_post, list_posts, remove_post

BRANDT = person("Ilse Brandt", "AUT", "Foreign Minister")


def note(
    session: Session,
    speaker: int,
    role: str = "Foreign Minister",
    *,
    since: str | None = None,
    until: str | None = None,
) -> int:
    journal = Journal(caller())
    return add_post(session, journal, speaker, role, country="AUT", held_from=since, held_to=until)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2013-02-28", False),
        ("2013-03-01", True),
        ("2013", True),
        ("2018-07", True),
        ("2022-12-31", True),
        ("2023", False),
        ("2022/2024", True),
        ("../2012", False),
        ("2023/..", False),
        ("2020/..", True),
    ],
)
def test_who_held_a_post_on_a_day(database: Database, day: str, held: bool) -> None:
    with database.begin() as session:
        (brandt,) = file(session, person("Ilse Brandt"))
        number = note(session, brandt, since="2013-03", until="2022")
        found = list_posts(session, role="minister foreign", country="AUT", on=parse_edtf(day))
        assert [post.post_id for post in found] == ([number] if held else [])


@pytest.mark.parametrize(("day", "held"), [("2024-02", False), ("2024-04", True), ("2025", False)])
def test_what_articles_print_is_held_from_the_first_to_the_last(database: Database, day: str, held: bool) -> None:
    with database.begin() as session:
        file(session, BRANDT, published="2024-03-02")
        file(session, BRANDT, published="2024-06-01")
        found = list_posts(session, on=parse_edtf(day))
        assert [(post.role, post.articles, post.origin) for post in found] == (
            [("Foreign Minister", 2, "machine")] if held else []
        )


def test_posts_are_listed_by_speaker_role_and_country(database: Database) -> None:
    with database.begin() as session:
        brandt, orlo = file(session, BRANDT, person("Wanda Orlo", "DEU", "Vice President"))
        number = note(session, brandt, "Chancellor", since="2010")
        assert [post.role for post in list_posts(session, speaker_id=brandt)] == ["Chancellor", "Foreign Minister"]
        assert [post.post_id for post in list_posts(session, by_hand=True)] == [number]
        assert [post.speaker_id for post in list_posts(session, role="president")] == [orlo]
        assert list_posts(session, role="resident") == []
        assert [post.speaker for post in list_posts(session, country="DEU")] == ["Wanda Orlo"]


def test_a_post_is_taken_out_by_whoever_entered_it(database: Database) -> None:
    with database.begin() as session:
        (brandt,) = file(session, BRANDT)
    before = rows(database)
    entry = do(
        database,
        lambda session, journal: add_post(
            session,
            journal,
            brandt,
            " Foreign  Minister ",
            country="AUT",
            held_from="2013-03",
            held_to=None,
            source="s",
        ),
    )
    with database.begin() as session:
        (post,) = list_posts(session, by_hand=True)
        assert (post.role, post.held_from, post.held_to, post.source) == ("Foreign Minister", "2013-03", None, "s")
        with pytest.raises(ConflictError, match=f"noted already, as number {post.post_id}"):
            note(session, brandt, since="2013-03")
        (printed,) = [p for p in list_posts(session) if p.origin == "machine"]
        with pytest.raises(UsageError, match="is what articles print"):
            remove_post(session, Journal(caller()), printed.post_id)
        with pytest.raises(NotFoundError, match="there is no post 99"):
            remove_post(session, Journal(caller()), 99)
    do(database, lambda session, journal: remove_post(session, journal, post.post_id))
    assert rows(database) == before
    undo(database)
    undo(database, entry)
    assert rows(database) == before


@pytest.mark.parametrize(
    ("role", "since", "until", "error", "message"),
    [
        (" ", None, None, UsageError, "the post is empty"),
        ("Judge", "2014", "2013", UsageError, "held from 2014 cannot end in 2013"),
        ("Judge", "yesterday", None, DateError, "not a date"),
    ],
)
def test_a_post_that_cannot_be(
    database: Database, role: str, since: str | None, until: str | None, error: type[Exception], message: str
) -> None:
    with database.begin() as session:
        (brandt,) = file(session, BRANDT)
        with pytest.raises(error, match=message):
            note(session, brandt, role, since=since, until=until)


def test_the_directory_holds_what_people_told_and_nothing_else(database: Database) -> None:
    with database.begin() as session:
        (brandt, orlo, _) = file(session, BRANDT, person("Wanda Orlo"), person("Anna Prandt"))
        assert read_directory(session).speakers == ()
        note(session, brandt, since="2013-03", until="2022")
        add_aliases(session, Journal(caller()), orlo, ["Vanda Orlo", "Orlo"])
        assert read_directory(session).speakers == (
            KnownSpeaker(
                "Ilse Brandt",
                SpeakerKind.PERSON,
                "AUT",
                (),
                (KnownPost("Foreign Minister", "AUT", "2013-03-01", "2022-12-31"),),
            ),
            KnownSpeaker("Wanda Orlo", SpeakerKind.PERSON, None, ("Vanda Orlo", "Orlo")),
        )
