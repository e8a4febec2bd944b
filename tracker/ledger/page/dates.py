"""Dates as people read them, out of EDTF."""

from __future__ import annotations

import re

from tracker.edtf import parse_edtf
from tracker.errors import DateError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


def show_date(edtf: str, *, short: bool = False) -> str:
    """Write an EDTF date in words: 9 May 2025, May 2025, c. 2023, 2023?, 2021–2023, since 2021, until 2023.

    ``short`` cuts the months to three letters. What is no EDTF stays as it is.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _show_part(first, short)
    if first == "..":
        return f"until {_show_part(last, short)}"
    if last == "..":
        return f"since {_show_part(first, short)}"
    left, right = _show_part(first, short), _show_part(last, short)
    return f"{left}–{right}" if left.isdigit() and right.isdigit() else f"{left} – {right}"


def show_month(month: str, *, short: bool = False) -> str:
    """Write a month given as 2025-05."""
    return _show_part(month, short)


def show_days(first: str | None, last: str | None, *, short: bool = False) -> str:
    """Write the months from one day to another: "May 2021 – July 2022", once where they are the same; "" without."""
    if first is None or last is None:
        return ""
    left, right = show_month(first[:7], short=short), show_month(last[:7], short=short)
    return left if left == right else f"{left} – {right}"


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day of an EDTF date, None at an open end and for what is no date."""
    if edtf is None:
        return None, None
    try:
        parsed = parse_edtf(edtf)
    except DateError:
        return None, None
    return parsed.start, parsed.end


def _show_part(part: str, short: bool) -> str:
    match = _PART.fullmatch(part)
    if match is None:
        return part
    year, month, day, mark = match.groups()
    words = year
    if month is not None and 1 <= int(month) <= 12:
        name = MONTHS[int(month) - 1]
        words = f"{name[:3] if short else name} {year}"
        if day is not None:
            words = f"{int(day)} {words}"
    return ("c. " if mark in ("~", "%") and mark else "") + words + ("?" if mark in ("?", "%") and mark else "")
