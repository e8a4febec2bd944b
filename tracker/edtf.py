"""Dates as EDTF level 0/1 (ISO 8601-2:2019), as far as news needs it.

Forms: ``2025-05-09`` (day), ``2025-05`` (month), ``2023`` (year), each with ``~`` (approximate), ``?`` (uncertain) or
``%`` (both) behind it, and intervals ``2021/2023``, ``2021/..`` (open). Seasons and unspecified digits are not read.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from tracker.errors import DateError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One EDTF expression with its sortable bounds.

    ``text`` is the expression; ``start`` and ``end`` are its first and last day as ISO strings (``None`` at the open
    end of an interval).
    """

    text: str
    start: str | None
    end: str | None


def parse_edtf(text: str) -> EdtfDate:
    """Read an EDTF expression; raises DateError where it is not one or names a day that does not exist."""
    stripped = text.strip()
    if "/" in stripped:
        parts = stripped.split("/")
        if len(parts) != 2 or parts == ["..", ".."]:
            raise DateError(f"not a date: {text!r}; an interval is START/END, such as 2021/2023 or 2021/..")
        start = None if parts[0] == ".." else _bounds(parts[0], text)[0]
        end = None if parts[1] == ".." else _bounds(parts[1], text)[1]
        if start is not None and end is not None and start > end:
            raise DateError(f"not a date: {text!r} ends before it starts")
        return EdtfDate(stripped, start, end)
    start, end = _bounds(stripped, text)
    return EdtfDate(stripped, start, end)


def is_edtf(text: str) -> bool:
    """Tell whether parse_edtf would take the text."""
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def _bounds(part: str, whole: str) -> tuple[str, str]:
    match = _DATE.fullmatch(part.strip())
    if match is None or not match[0].isascii():
        raise DateError(f"not a date: {whole!r}; write 2025-05-09, 2025-05, 2023, 2023~ or 2021/2023")
    year, month, day = (int(g) if g else None for g in match.groups()[:3])
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
        if day is None:
            first = date(year, month, 1)
            return first.isoformat(), first.replace(day=calendar.monthrange(year, month)[1]).isoformat()
        exact = date(year, month, day).isoformat()
    except ValueError as error:
        raise DateError(f"no such date: {whole!r} ({error})") from None
    return exact, exact
