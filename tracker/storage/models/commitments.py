"""The links between claims that people ruled on."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.records.commitments import LinkOrigin, LinkRelation, LinkStatus
from tracker.storage.models.base import Base, one_of


class ClaimLink(Base):
    """What a later claim does to an earlier commitment, as a person ruled, with the reason.

    ``statement_id`` and ``position`` are the later claim, ``other_id`` and ``other_position`` the earlier one. A
    rejected link stays, so that it is not proposed again. Like claim_party it hangs on the statements: whoever takes a
    claim out takes out its links.
    """

    __tablename__ = "claim_link"
    __table_args__ = (
        one_of("relation", LinkRelation),
        one_of("origin", LinkOrigin),
        one_of("status", LinkStatus),
        CheckConstraint("position >= 0 AND other_position >= 0", name="positions"),
        CheckConstraint("statement_id <> other_id OR position <> other_position", name="two_claims"),
        Index(None, "other_id", "other_position"),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    other_position: Mapped[int] = mapped_column(primary_key=True)
    relation: Mapped[str]
    origin: Mapped[str]
    status: Mapped[str]
    reason: Mapped[str | None]
    coder: Mapped[str]
    coded_at: Mapped[str]
