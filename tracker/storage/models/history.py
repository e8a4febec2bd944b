"""The history: who did what to the data, append-only (triggers refuse to change or delete it)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.storage.models.base import Base, Id, one_of

ACTIONS = ("insert", "update", "delete")


class Invocation(Base):
    """One run of a command, or of the library: the changes that it made belong together and are undone together."""

    __tablename__ = "invocation"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(unique=True)
    at: Mapped[str]
    user: Mapped[str]
    command: Mapped[str]
    version: Mapped[str]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("invocation.id"))


class Change(Base):
    """What one invocation did to one row; ``before`` and ``after`` are the row, or a summary of what came with it.

    ``row_id`` is the row's number. Where a table has a key of several columns, ``row_id`` is the first of them (the
    statement's number) and ``row_key`` the whole key as a list.
    """

    __tablename__ = "change"
    __table_args__ = (
        one_of("action", ACTIONS),
        Index(None, "table_name", "row_id"),
        Index(None, "invocation_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    invocation_id: Mapped[int] = mapped_column(ForeignKey("invocation.id"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    action: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    row_key: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
