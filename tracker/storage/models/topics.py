"""The topic vocabulary as stored, and which statement is about what."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.models.base import Base, Id, Words, one_of
from tracker.storage.models.speakers import ORIGINS


class Topic(Base):
    """One entry of the vocabulary; ``position`` keeps the printed order, ``parent_id`` points to a broader topic.

    ``terms`` and ``unless`` are those that a person gave it, beside those of the word tables. A ``retired`` topic is
    one that a person removed, or merged into the topic of the slug ``merged_into``: it stays, so that no word table
    brings it back.
    """

    __tablename__ = "topic"
    __table_args__ = (
        one_of("origin", ORIGINS),
        CheckConstraint("parent_id <> id", name="parent"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(server_default="0")
    exact_match: Mapped[Words | None]
    origin: Mapped[str] = mapped_column(server_default="machine")
    terms: Mapped[Words | None]
    unless: Mapped[Words | None]
    retired: Mapped[int] = mapped_column(server_default="0")
    merged_into: Mapped[str | None]


class StatementTopic(Base):
    """A statement is about a topic: ``terms`` are the words that brought it up, ``origin`` who says so.

    ``withdrawn`` marks a topic that a person took off the statement, so that no rule puts it back.
    """

    __tablename__ = "statement_topic"
    __table_args__ = (
        one_of("origin", ORIGINS),
        CheckConstraint("withdrawn IN (0, 1)", name="withdrawn"),
        Index(None, "topic_id", "statement_id"),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    terms: Mapped[Words | None]
    origin: Mapped[str] = mapped_column(server_default="machine")
    withdrawn: Mapped[int] = mapped_column(server_default="0")
