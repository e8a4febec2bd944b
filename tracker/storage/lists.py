"""Lists of values in a condition, of whatever length: as one JSON parameter, where IN (?, ?, ...) ends at 32,766."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select


def is_among(column: ColumnElement[Any], values: Iterable[int] | Iterable[str]) -> ColumnElement[bool]:
    """The condition that ``column`` equals one of ``values``; an index on the column serves it."""
    return _is_in(column, json.dumps(list(values), ensure_ascii=False))


def is_listed(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """The same for a statement that is built once: the values come with each execution, from ``one_list``."""
    return _is_in(column, bindparam("listed"))


def one_list(values: Iterable[int] | Iterable[str]) -> dict[str, str]:
    """The parameter of a statement with ``is_listed`` in it."""
    return {"listed": json.dumps(list(values), ensure_ascii=False)}


def _is_in(column: ColumnElement[Any], values: Any) -> ColumnElement[bool]:
    return column.in_(select(func.json_each(values).table_valued("value").c.value))
