"""Taking an article out, with its statements and with the speakers that nothing else knows."""

from __future__ import annotations

from sqlalchemy import or_, select

from tracker.storage.journal import Journal
from tracker.storage.lists import is_among
from tracker.storage.models import Article, PostHeld, Speaker, SpeakerName, Statement, StatementSpeaker, table_of
from tracker.storage.posts import recount_posts, speakers_of
from tracker.storage.session import Session

_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)


def remove_article(session: Session, journal: Journal, article_id: int) -> None:
    """Take the article out with everything of it; a speaker of it whom nobody else needs goes too.

    A speaker stays where another article has something by or to them, and where a person made or named them.
    """
    speakers = speakers_of(session, article_id)
    journal.delete(session, Article, article_id)
    recount_posts(session, speakers - remove_orphans(session, journal, speakers))


def remove_orphans(session: Session, journal: Journal, speakers: set[int]) -> set[int]:
    """Take out those of the speakers whom nothing needs any more, and give their numbers."""
    orphans = _find_orphans(session, speakers)
    journal.delete(session, Speaker, *orphans)
    return set(orphans)


def _find_orphans(session: Session, speakers: set[int]) -> list[int]:
    needed = or_(
        select(_SPEAKING.c.statement_id).where(_SPEAKING.c.speaker_id == _SPEAKER.c.id).exists(),
        select(_STATEMENT.c.id).where(_STATEMENT.c.addressee_id == _SPEAKER.c.id).exists(),
        select(_NAME.c.id).where(_NAME.c.speaker_id == _SPEAKER.c.id, _NAME.c.origin == "hand").exists(),
        select(_POST.c.id).where(_POST.c.speaker_id == _SPEAKER.c.id, _POST.c.origin == "hand").exists(),
    )
    query = select(_SPEAKER.c.id).where(
        is_among(_SPEAKER.c.id, sorted(speakers)), _SPEAKER.c.origin == "machine", _SPEAKER.c.note.is_(None), ~needed
    )
    return [int(number) for number in session.execute(query.order_by(_SPEAKER.c.id)).scalars()]
