"""Set phrases that people track."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.models.base import Base, Id


class Formulation(Base):
    """A set phrase that is tracked over time.

    ``bases`` are its words as they are compared (lexicon/wordforms.py), by which two wordings are one formulation.
    ``looked_at`` is when somebody last looked at what was new of it (UTC), ``looked_article`` the number of the last
    article that there was then; at first both are those of its adding.
    """

    __tablename__ = "formulation"
    __table_args__ = (
        CheckConstraint("bases <> ''", name="bases"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    phrase: Mapped[str]
    bases: Mapped[str] = mapped_column(unique=True)
    note: Mapped[str | None]
    added_at: Mapped[str]
    looked_at: Mapped[str]
    looked_article: Mapped[int]
