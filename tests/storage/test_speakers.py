"""Speakers listed with counts, roles, other names and days."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.extractions import BRANDT, CORRIDOR, PIPELINE, said, store, tell
from tracker.errors import UsageError
from tracker.records import SpeakerSummary
from tracker.storage.database import Database
from tracker.storage.speakers import list_speakers


def test_listing(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        body = "Brandt said more."
        store(session, tell(body, said(body, "more", by=BRANDT)))
        listed = list_speakers(session)
        assert [speaker.name for speaker in listed] == [
            "Ilse Brandt", "Austria", "senior official", "Tomás Okello", "Uganda"
        ]  # fmt: skip
        assert listed[0] == SpeakerSummary(
            speaker_id=1,
            name="Ilse Brandt",
            kind="person",
            country="AUT",
            roles=("Foreign Minister",),
            aliases=("Brandt",),
            statements=3,
            articles=2,
            first="2024-03-01",
            last="2024-03-02",
            utterances=3,
        )
        for fields, names in (
            ({"name": "OKELLO tomas"}, ["Tomás Okello"]),
            ({"name": "an"}, ["Ilse Brandt", "Uganda"]),
            ({"name": "zz"}, []),
            ({"limit": 2}, ["Ilse Brandt", "Austria"]),
            ({"sort": "name", "limit": 2}, ["Austria", "Ilse Brandt"]),
            ({"sort": "-name", "limit": 1}, ["Uganda"]),
            ({"sort": "-statements", "limit": 1}, ["Austria"]),
            ({"sort": "articles", "limit": 1}, ["Ilse Brandt"]),
            ({"sort": "first", "limit": 1}, ["Ilse Brandt"]),
            ({"sort": "-last", "limit": 1}, ["Tomás Okello"]),
        ):
            assert [speaker.name for speaker in list_speakers(session, **fields)] == names, fields
        with pytest.raises(UsageError, match="cannot be sorted by 'size'; sort by statements, utterances, name"):
            list_speakers(session, sort="size")


def test_who_only_said_what_was_rejected_is_left_out(database: Database) -> None:
    with database.begin() as session:
        store(session, PIPELINE)
        session.execute(text("UPDATE statement SET status = 'rejected' WHERE id = 2"))
        assert [speaker.name for speaker in list_speakers(session)] == ["Tomás Okello"]


def test_days_without_end_are_not_shown(database: Database) -> None:
    body = "Brandt said one thing."
    with database.begin() as session:
        store(session, tell(body, said(body, "one thing", on="../..".replace("../..", "2020/.."))))
        assert [(speaker.first, speaker.last) for speaker in list_speakers(session)] == [("2020-01-01", None)]
