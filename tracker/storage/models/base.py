"""What all models share: the base that makes tables of them, names for constraints, and short forms for columns.

Models are written as for SQLAlchemy's ORM (``name: Mapped[str | None] = mapped_column(...)``) and become tables of its
Core: that is all that is made of them, and the ORM itself takes long to import and to map them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import JSON, CheckConstraint, Column, ColumnElement, Integer, MetaData, Table, Text, column
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

# Every constraint has a name that follows from its columns, so that a later migration can drop or alter it.
NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

Id = int  # the number of a row, its primary key
Words = list[str]

_T = TypeVar("_T")
_MAPPED = re.compile(r"Mapped\[(?P<type>.+?)(?P<null> \| None)?\]")
_NUMBERS = frozenset({"int", "Id"})


class Mapped(Generic[_T]):
    """Marks a field of a model as a column; ``Mapped[str | None]`` may be NULL.

    int is INTEGER, str TEXT, and whatever else JSON, NULL where it is None; Id is the primary key.
    """


@dataclass(frozen=True, slots=True)
class _Options:
    items: tuple[SchemaItem | TypeEngine[Any], ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)


def mapped_column(*items: SchemaItem | TypeEngine[Any], **keywords: Any) -> Any:
    """What a column has besides what its annotation says: a type, foreign keys, the keywords of sqlalchemy.Column."""
    return _Options(items, keywords)


class Base:
    """The base of all models; ``models`` are those that there are, by the names of their tables."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    models: ClassVar[dict[str, type[Base]]] = {}
    __tablename__: ClassVar[str]
    __table_args__: ClassVar[tuple[Any, ...]] = ()
    __table__: ClassVar[Table]

    def __init_subclass__(cls) -> None:
        columns = [_make_column(cls, name, str(said)) for name, said in cls.__annotations__.items()]
        items = [item for item in cls.__table_args__ if not isinstance(item, dict)]
        keywords = {key: value for item in cls.__table_args__ if isinstance(item, dict) for key, value in item.items()}
        cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, *items, **keywords)
        cls.models[cls.__tablename__] = cls


def _make_column(model: type[Base], name: str, annotation: str) -> Column[Any]:
    match = _MAPPED.fullmatch(annotation)
    if match is None:
        raise TypeError(f"{model.__name__}.{name} is annotated {annotation!r}, not Mapped[...]")
    options = model.__dict__.get(name, _Options())
    kind = Integer() if match["type"] in _NUMBERS else Text() if match["type"] == "str" else JSON(none_as_null=True)
    types: list[Any] = [item for item in options.items if isinstance(item, TypeEngine)] or [kind]
    items = [item for item in options.items if not isinstance(item, TypeEngine)]
    keywords = {"nullable": match["null"] is not None, "primary_key": match["type"] == "Id"} | options.keywords
    return Column(name, *types, *items, **keywords)


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    return model.__table__


def filled(name: str) -> ColumnElement[bool]:
    """The condition of an index that leaves out rows without a value in the column."""
    return column(name).isnot(None)


def one_of(column: str, values: Iterable[str] | type[StrEnum], *, name: str | None = None) -> CheckConstraint:
    """A check that ``column`` holds one of ``values`` (or NULL, where the column allows it)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


def ordered(start: str, end: str, *, name: str) -> CheckConstraint:
    """A check that ``start`` and ``end`` are offsets of a stretch of at least one character."""
    return CheckConstraint(f'"{start}" >= 0 AND "{start}" < "{end}"', name=name)
