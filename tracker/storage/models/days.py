"""Who spoke and what was spoken of, in the order of days and counted: kept by triggers, so that lists of millions
begin at once.

``kept`` is 0 for rejected statements; ``day`` is the statement's ``dated_from``, or UNDATED, behind every day, where it
has none. None of these tables says anything that others do not.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.models.base import Base

UNDATED = "9999-99-99"


class SpeakerDay(Base):
    """A statement of a speaker, where it stands among theirs."""

    __tablename__ = "speaker_day"
    __table_args__ = ({"sqlite_with_rowid": False},)

    speaker_id: Mapped[int] = mapped_column(primary_key=True)
    kept: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(primary_key=True)


class TopicDay(Base):
    """A statement about a topic, where it stands among those about it."""

    __tablename__ = "topic_day"
    __table_args__ = ({"sqlite_with_rowid": False},)

    topic_id: Mapped[int] = mapped_column(primary_key=True)
    kept: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(primary_key=True)


class SpeakerArticle(Base):
    """How many of an article's statements, rejected ones left out, are of a speaker."""

    __tablename__ = "speaker_article"
    __table_args__ = ({"sqlite_with_rowid": False},)

    speaker_id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(primary_key=True)
    statements: Mapped[int]


class TopicSpeaker(Base):
    """How many of a speaker's statements, rejected ones left out, are about a topic."""

    __tablename__ = "topic_speaker"
    __table_args__ = ({"sqlite_with_rowid": False},)

    topic_id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(primary_key=True)
    statements: Mapped[int]
