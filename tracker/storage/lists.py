"""Lists of values in a condition, of whatever length: as one JSON parameter, where IN (?, ?, ...) ends at 32,766."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select


def is_among(
    column: ColumnElement[int] | ColumnElement[str] | ColumnElement[str | None], values: Iterable[int] | Iterable[str]
) -> ColumnElement[bool]:
    """The condition that ``column`` equals one of ``values``; an index on the column serves it."""
    listed = func.json_each(json.dumps(list(values), ensure_ascii=False)).table_valued("value")
    return column.in_(select(listed.c.value))
