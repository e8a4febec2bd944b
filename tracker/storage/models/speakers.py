"""Speakers, the names that they go by, and the posts that they held."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.records import SpeakerKind
from tracker.storage.models.base import Base, Id, filled, one_of

ORIGINS = ("machine", "hand")


class Speaker(Base):
    """Who communicates: one canonical name, a kind, and a country (ISO 3166 alpha-3) where there is one."""

    __tablename__ = "speaker"
    __table_args__ = (
        one_of("kind", SpeakerKind),
        one_of("origin", ORIGINS),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("length(country) = 3", name="country"),
        Index(None, "folded"),
        Index(None, "country", "kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    name: Mapped[str]
    folded: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str | None]
    origin: Mapped[str] = mapped_column(server_default="machine")
    note: Mapped[str | None]


class SpeakerName(Base):
    """A name that a speaker goes by, the canonical one among them, with its folded form for look-up.

    ``article_id`` confines a name to one article: there "Lavrov" is this speaker, and elsewhere it says nothing.
    """

    __tablename__ = "speaker_name"
    __table_args__ = (
        UniqueConstraint("speaker_id", "name", "article_id"),
        one_of("origin", ORIGINS),
        Index(None, "folded"),
        Index(None, "article_id", sqlite_where=filled("article_id")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))
    name: Mapped[str]
    folded: Mapped[str]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    origin: Mapped[str] = mapped_column(server_default="machine")


class PostHeld(Base):
    """A post that a speaker held, as printed in articles or as a person noted it.

    ``held_from`` and ``held_to`` are EDTF, known for posts entered by hand; ``seen_first`` and ``seen_last`` are the
    days of the first and last of the ``articles`` that print the role beside the name: evidence, not limits.
    ``source`` says where a post entered by hand was looked up.
    """

    __tablename__ = "post_held"
    __table_args__ = (
        one_of("origin", ORIGINS),
        CheckConstraint("length(country) = 3", name="country"),
        Index(None, "speaker_id", "role_folded"),
        Index(None, "role_folded", "country"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="CASCADE"))
    role: Mapped[str]
    role_folded: Mapped[str]
    country: Mapped[str | None]
    held_from: Mapped[str | None]
    held_from_start: Mapped[str | None]
    held_to: Mapped[str | None]
    held_to_end: Mapped[str | None]
    seen_first: Mapped[str | None]
    seen_last: Mapped[str | None]
    articles: Mapped[int] = mapped_column(server_default="0")
    source: Mapped[str | None]
    origin: Mapped[str] = mapped_column(server_default="machine")
