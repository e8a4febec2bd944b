"""Articles as they were read, and the stretches of their text that name someone."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.models.base import Base, Id, filled, ordered


class Article(Base):
    """One published text, kept to the character; known by the hash of its text.

    ``published`` and ``accessed`` are EDTF as given, with sortable bounds of the former; ``identifier`` is the
    article's own id; ``words`` counts its words; ``extractor`` is the version that last read it.
    """

    __tablename__ = "article"
    __table_args__ = (
        CheckConstraint("length(text_sha256) = 64", name="text_sha256"),
        CheckConstraint("text <> ''", name="text"),
        Index(None, "identifier", sqlite_where=filled("identifier")),
        Index(None, "published_start", "published_end"),
        Index(None, "outlet", sqlite_where=filled("outlet")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    text_sha256: Mapped[str] = mapped_column(unique=True)
    identifier: Mapped[str | None]
    title: Mapped[str | None]
    outlet: Mapped[str | None]
    url: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str | None]
    published: Mapped[str | None]
    published_start: Mapped[str | None]
    published_end: Mapped[str | None]
    accessed: Mapped[str | None]
    region: Mapped[str | None]
    note: Mapped[str | None]
    words: Mapped[int]
    extractor: Mapped[str | None]
    added_at: Mapped[str]
    # Last, because SQLite keeps a long text on pages of its own: what stands before it is read without them.
    text: Mapped[str]


class Mention(Base):
    """A stretch of an article's text that names a source, as printed; statements of one source share it.

    ``start`` and ``end`` reach from its first piece to its last; its pieces are the statement's source spans.
    """

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("article_id", "start", "end", "text"),
        ordered("start", "end", name="offsets"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    text: Mapped[str]
