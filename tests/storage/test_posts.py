"""Posts: of which country a person is by what articles print, and every turn of it told in the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import Told, said, store, tell
from tracker.records import Extraction, SpeakerKind, SpeakerReference
from tracker.storage.database import Database
from tracker.storage.posts import choose_country, recount_posts
from tracker.storage.session import Session
from tracker.workflows.reextract import reextract


@pytest.mark.parametrize(
    ("votes", "country"),
    [
        ({}, None),
        ({None: 9}, None),
        ({"AUT": 1}, "AUT"),
        ({"AUT": 1, None: 1}, "AUT"),
        ({"AUT": 1, None: 2}, None),
        ({"AUT": 2, None: 3}, "AUT"),
        ({"AUT": 2, None: 9}, None),
        ({"AUT": 3, None: 900}, "AUT"),
        ({"AUT": 1, "UGA": 1}, None),
        ({"AUT": 2, "UGA": 1}, None),
        ({"AUT": 3, "UGA": 1, None: 50}, "AUT"),
        ({"AUT": 22, "UGA": 1, "CHN": 1, "PAN": 1, None: 800}, "AUT"),
    ],
)
def test_the_country_that_articles_give(votes: dict[str | None, int], country: str | None) -> None:
    assert choose_country(Counter(votes)) == country


def test_a_country_follows_the_evidence(database: Database) -> None:
    def print_post(number: int, country: str | None) -> str | None:
        body = f"Report {number}: Brandt said more."
        brandt = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, country, "Foreign Minister")
        with database.begin() as session:
            store(session, tell(body, said(body, "more", by=brandt)))
            return str(session.execute(text("SELECT country FROM speaker")).scalar())

    printed = ["EGY", *[None] * 2, "AUT", "AUT", "AUT", "AUT"]
    assert [print_post(number, country) for number, country in enumerate(printed)] == [
        *["EGY"] * 2, *["None"] * 3, "AUT", "AUT",
    ]  # fmt: skip
    with database.read() as session:
        changes = session.execute(text("SELECT before, after FROM change WHERE table_name = 'speaker' ORDER BY id"))
        assert [tuple(change) for change in changes] == [
            ('{"country": "EGY"}', '{"country": null}'),
            ('{"country": null}', '{"country": "AUT"}'),
        ]


def test_what_a_person_decided_stays(database: Database) -> None:
    body = "Brandt said more."
    with database.begin() as session:
        store(session, tell(body, said(body, "more")))
        session.execute(text("UPDATE speaker SET country = NULL, origin = 'hand'"))
        again = f"Again: {body}"
        store(session, tell(again, said(again, "more")))
        assert session.execute(text("SELECT country FROM speaker")).scalars().all() == [None]


def test_an_article_that_prints_a_post_in_two_ways_is_one(database: Database) -> None:
    body = "Brandt said more. Later Brandt said less."
    upper, lower = (SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT", role) for role in ("Envoy", "envoy"))
    with database.begin() as session:
        store(session, tell(body, said(body, "more", by=upper), said(body, "less", by=lower)))
        other = f"Again: {body}"
        store(session, tell(other, said(other, "more", by=lower)))
        session.execute(text("UPDATE post_held SET articles = 9, seen_first = NULL"))
        recount_posts(session, {1})
        counted = session.execute(text("SELECT role_folded, articles FROM post_held")).all()
    assert [tuple(row) for row in counted] == [("envoy", 2)]


ROLES = (None, "Envoy", "envoy", "Foreign Minister", "Speaker of the Senate")
Printing = tuple[str | None, list[int]]  # the article's day, and the roles beside Brandt's name


def print_roles(number: int, printing: Printing) -> Told:
    day, roles = printing
    body = f"Report {number}. " + " ".join(f"Brandt said thing {place}." for place in range(len(roles)))
    statements = [
        said(body, f"thing {place}", by=SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT", ROLES[role]))
        for place, role in enumerate(roles)
    ]
    return tell(body, *statements, published=day)


def read_posts(session: Session) -> list[tuple[object, ...]]:
    query = "SELECT role_folded, articles, seen_first, seen_last FROM post_held ORDER BY role_folded"
    return [tuple(row) for row in session.execute(text(query))]


PRINTINGS = st.tuples(
    st.sampled_from([None, "2020", "2020-05", "2020-05-01", "2020-05-02", "2021-01-01"]),
    st.lists(st.integers(0, len(ROLES) - 1), min_size=1, max_size=3),
)


@given(st.lists(PRINTINGS, min_size=1, max_size=5), st.data())
def test_articles_read_anew_leave_the_posts_that_a_count_of_all_gives(
    tmp_path_factory: pytest.TempPathFactory, printed: list[Printing], data: st.DataObject
) -> None:
    with Database(make_database(tmp_path_factory.mktemp("posts") / "t.db")) as database:
        for number, printing in enumerate(printed):
            with database.begin() as session:
                store(session, print_roles(number, printing))
        for number, (day, roles) in enumerate(printed):
            now = data.draw(st.lists(st.integers(0, len(ROLES) - 1), min_size=len(roles), max_size=len(roles)))
            found = print_roles(number, (day, now)).extraction
            (outcome,) = reextract(database, [str(number + 1)], extractor=(give(found), "8"))
            assert outcome.failure is None
        with database.begin() as session:
            shifted = read_posts(session)
            recount_posts(session, set(session.execute(text("SELECT id FROM speaker")).scalars()))
            assert read_posts(session) == shifted


def give(found: Extraction) -> Callable[[object], Extraction]:
    """An extractor that finds this in whatever it reads."""
    return lambda article: found


def test_of_two_countries_the_post_goes_with_the_last_article_that_prints_it(database: Database) -> None:
    brandt = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT", "Envoy")
    stateless = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, None, "Envoy")
    plain = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT")
    bodies = [f"Report {number}: Brandt said more." for number in range(3)]
    with database.begin() as session:
        for body, by in zip(bodies, (brandt, brandt, stateless), strict=True):
            store(session, tell(body, said(body, "more", by=by), published="2020-05-01"))
    left = []
    for number, body in enumerate(bodies, 1):
        list(reextract(database, [str(number)], extractor=(give(Extraction((said(body, "more", by=plain),))), "8")))
        with database.read() as session:
            left.append(sum(int(str(row[1])) for row in read_posts(session)))
    assert left[-1] == 0
    assert left[0] > left[1] > 0


def test_reading_anew_costs_the_same_whatever_its_speakers_said_elsewhere(database: Database) -> None:
    def steps_of_reading_anew(first: int, others: Sequence[int]) -> int:
        with database.begin() as session:
            for number in others:
                store(session, print_roles(number, (f"20{number // 12 + 10}-{number % 12 + 1:02}", [1, 3])))
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1

        with database.begin() as session:
            session.driver.set_progress_handler(count, 10)
        found = print_roles(first, (None, [1, 0])).extraction
        list(reextract(database, [str(first + 1)], extractor=(give(found), "8")))
        with database.begin() as session:
            session.driver.set_progress_handler(None, 0)
        return steps

    few = steps_of_reading_anew(10, range(20))
    many = steps_of_reading_anew(11, range(20, 220))
    assert few > 300
    assert many < 1.1 * few
