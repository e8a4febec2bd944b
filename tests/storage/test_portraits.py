"""How pages introduce speakers."""

from __future__ import annotations

from sqlalchemy import select

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.records import PostSeen
from tracker.storage.database import Database
from tracker.storage.models import Speaker, table_of
from tracker.storage.portraits import read_portraits

_SPEAKER = table_of(Speaker)


def test_names_and_posts_are_read_for_those_asked_for(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    with database.read() as session:
        numbers = {name: number for number, name in session.execute(select(_SPEAKER.c.id, _SPEAKER.c.name))}
        found = read_portraits(session, [numbers["Ilse Brandt"], numbers["Tomás Okello"], numbers["Ilse Brandt"], 999])
        assert sorted(portrait.name for portrait in found.values()) == ["Ilse Brandt", "Tomás Okello"]
        brandt, okello = found[numbers["Ilse Brandt"]], found[numbers["Tomás Okello"]]
        assert (brandt.kind, brandt.country, brandt.speaker_id) == ("person", "AUT", numbers["Ilse Brandt"])
        assert "Brandt" in brandt.aliases
        assert "Ilse Brandt" not in brandt.aliases
        assert [post.role for post in brandt.posts] == ["Foreign Minister"]
        assert isinstance(brandt.posts[0], PostSeen)
        assert brandt.posts[0].articles == 1
        assert "Okello Tomás" in okello.aliases
        assert read_portraits(session, []) == {}
