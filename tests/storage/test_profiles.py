"""One speaker in full: counts, first and last, whom they speak with."""

from __future__ import annotations

from sqlalchemy import text

from tests.extractions import BRANDT, CORRIDOR, OKELLO, PIPELINE, said, store, tell
from tracker.answers import Counted, SpeakerAlias
from tracker.storage.database import Database
from tracker.storage.profiles import read_profile


def test_what_is_known_of_a_speaker(database: Database) -> None:
    body = "Brandt said the trade grew. Brandt said the rivers fell."
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        store(
            session,
            tell(
                body,
                said(body, "the trade grew", by=(BRANDT, OKELLO), on="2019-05-01", topics={"trade": ("trade",)}),
                said(body, "the rivers fell", by=BRANDT, topics={"trade": ("rivers",), "partnership": ("x",)}),
                published="2021",
            ),
        )
        session.execute(text("UPDATE statement SET addressee_id = 2 WHERE id = 1"))
        session.execute(text("UPDATE statement SET addressee_id = 1 WHERE id = 4"))
        session.execute(text("INSERT INTO speaker_name (speaker_id, name, folded, article_id) VALUES (1, 'I', 'i', 2)"))
        session.execute(text("UPDATE statement SET status = 'rejected' WHERE id = 2"))
        found = read_profile(session, 1)
    assert (found.summary.name, found.summary.statements, found.summary.articles) == ("Ilse Brandt", 3, 2)
    assert (found.summary.first, found.summary.last) == ("2019-05-01", "2024-03-01")
    assert found.names == (SpeakerAlias("Brandt", "machine"), SpeakerAlias("I", "machine", 2))
    assert [(post.role, post.articles) for post in found.posts] == [("Foreign Minister", 2)]
    assert found.countries == ("AUT",)
    assert found.topics == (Counted("trade", 3, 3), Counted("partnership", 1, 1))
    assert found.years == (Counted("2019", 1, 1), Counted("2021", 1, 1), Counted("2024", 1, 1))
    assert found.counterparts == (Counted("Tomás Okello", 2, 2), Counted("Austria", 1, 1))
    assert (found.first and found.first.claim, found.last and found.last.claim) == (
        "the trade grew",
        "the grain corridor would stay open",
    )


def test_a_speaker_who_said_nothing_yet(database: Database) -> None:
    with database.begin() as session:
        store(session, CORRIDOR)
        session.execute(text("INSERT INTO speaker (name, folded, kind) VALUES ('Wanda Orlo', 'wanda orlo', 'person')"))
        number = session.execute(text("SELECT max(id) FROM speaker")).scalar_one()
        found = read_profile(session, number)
    assert (found.summary.statements, found.first, found.last, found.years) == (0, None, None, ())
