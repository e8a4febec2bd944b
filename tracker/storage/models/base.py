"""What all models share: the declarative base, names for constraints, and short forms for common columns."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any, cast

from sqlalchemy import JSON, CheckConstraint, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Every constraint has a name that follows from its columns, so that a later migration can drop or alter it.
NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

Id = Annotated[int, mapped_column(primary_key=True)]
Words = Annotated[list[str], mapped_column(JSON(none_as_null=True))]


class Base(DeclarativeBase):
    """The base of all models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, dict[str, Any]: JSON(none_as_null=True)}  # noqa: RUF012  (declared so by DeclarativeBase)


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that are written in columns rather than in objects."""
    return cast(Table, model.__table__)


def one_of(column: str, values: Iterable[str] | type[StrEnum], *, name: str | None = None) -> CheckConstraint:
    """A check that ``column`` holds one of ``values`` (or NULL, where the column allows it)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


def ordered(start: str, end: str, *, name: str) -> CheckConstraint:
    """A check that ``start`` and ``end`` are offsets of a stretch of at least one character."""
    return CheckConstraint(f'"{start}" >= 0 AND "{start}" < "{end}"', name=name)
