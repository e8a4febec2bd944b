"""Posts: of which country a person is by what articles print, and every turn of it told in the history."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import text

from tests.extractions import said, store, tell
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.database import Database
from tracker.storage.posts import choose_country, recount_posts


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
