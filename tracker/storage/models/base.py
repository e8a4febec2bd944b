"""What all models share: the declarative base, names for constraints, and short forms for common columns."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, CheckConstraint, Column, ColumnElement, Integer, MetaData, Table, Text, column
from sqlalchemy.orm import DeclarativeBase, MappedColumn
from sqlalchemy.orm.decl_api import DeclarativeAttributeIntercept
from sqlalchemy.types import NullType

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

_MAPPED = re.compile(r"Mapped\[(?P<type>.+?)(?P<null> \| None)?\]")
_NUMBERS = frozenset({"int", "Id"})


_mapping = threading.RLock()


class Model(DeclarativeAttributeIntercept):
    """The class of all models: SQLAlchemy maps each when it is first used as one, not when it is declared.

    The program asks in columns of tables, and mapping twenty classes takes longer than a question does
    (docs/decisions/0080-models-read-once.md). First use is an attribute (``Statement.id``), an object
    (``Statement(...)``), or a look at what the class has, as ``session.get``, ``select`` and ``inspect`` take one.
    """

    unmapped: ClassVar[set[Model]] = set()

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        map_model(cls)
        return super().__dict__

    def __getattr__(cls, name: str) -> Any:
        if map_model(cls):
            return getattr(cls, name)
        raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")

    def __call__(cls, *args: Any, **keywords: Any) -> Any:
        map_model(cls)
        return super().__call__(*args, **keywords)


def map_model(model: Model) -> bool:
    """Have SQLAlchemy map a model, if it has not yet; whether it was mapped now."""
    with _mapping:
        if model not in Model.unmapped:
            return False
        Model.unmapped.remove(model)
        super(Base, cast(type[Base], model)).__init_subclass__()
        return True


class Base(DeclarativeBase, metaclass=Model):
    """The base of all models: int is INTEGER, str TEXT, anything else JSON (NULL where it is None), Id the primary key.

    The annotations of a model are read here, and its table is made of them, before SQLAlchemy maps it: to
    read them itself, SQLAlchemy evaluates each and scans what it finds (docs/decisions/0080-models-read-once.md).
    """

    metadata = MetaData(naming_convention=NAMING)
    models: ClassVar[dict[str, type[Base]]] = {}  # by the names of their tables

    def __init_subclass__(cls) -> None:
        columns = [_make_column(cls, name, str(said)) for name, said in cls.__annotations__.items()]
        for made in columns:
            if made.name in cls.__dict__:
                delattr(cls, made.name)
        arguments = cast(tuple[Any, ...], cls.__dict__.get("__table_args__", ()))
        keywords = {key: value for item in arguments if isinstance(item, dict) for key, value in item.items()}
        items = [item for item in arguments if not isinstance(item, dict)]
        cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, *items, **keywords)
        for name in ("__tablename__", "__table_args__"):
            if name in cls.__dict__:
                delattr(cls, name)
        cls.__annotations__ = {}
        cls.models[cls.__table__.name] = cls
        Model.unmapped.add(cls)


def _make_column(model: type[Base], name: str, annotation: str) -> Column[Any]:
    match = _MAPPED.fullmatch(annotation)
    if match is None:
        raise TypeError(f"{model.__name__}.{name} is annotated {annotation!r}, not Mapped[...]")
    given = model.__dict__.get(name)
    made: Column[Any] = given.column if isinstance(given, MappedColumn) else Column()
    made.name = made.key = name
    made.nullable = match["null"] is not None
    made.primary_key = made.primary_key or match["type"] == "Id"
    if isinstance(made.type, NullType):
        kind = match["type"]
        made.type = Integer() if kind in _NUMBERS else Text() if kind == "str" else JSON(none_as_null=True)
    return made


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that are written in columns rather than in objects."""
    return cast(Table, model.__table__)


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
