"""The date that a claim speaks of, as EDTF: "in 2023", "since May 2021", "by 2030", "for the coming decade".

Dates proper are found by the caller; here they are bounded by the words ahead of them ("by" opens the start, "since"
the end, "from … to" makes an interval), and stretches reckoned from the day of publication are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.edtf import is_edtf
from tracker.lexicon.tables import read_table
from tracker.records import Span

_COUNTED = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: n for n, word in enumerate(_COUNTED, 1)} | {
    "a": 1, "couple": 2, "few": 3, "several": 5, "dozen": 12, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True))
WORTH = re.compile(r"\d|ay\b|week|month|year|decade|morrow|centur|Ja|Fe|Mar|Ap|Ju|Au|Se|Oc|No|De")
"""A claim without any of this has no date."""

_UNTIL = "by|before|until|till|through|no later than|not later than|by the end of|before the end of|until the end of"
_SINCE = r"since|as of|starting in|starting from|beginning in|from|after|ever since"
_BOUND = re.compile(
    rf"\b(?:(?P<until>{_UNTIL})|(?P<since>{_SINCE})|(?P<both>between|from))\s+"
    r"(?:the\s+(?:year|end|beginning|start|summer|spring|autumn|fall|winter)\s+(?:of\s+)?|late\s+|early\s+|mid-)?"
    r"(?P<year>(?:1[6-9]|20)\d\d)\b(?:\s*(?:to|and|through|until|till|–|-|—)\s*(?P<other>(?:19|20)\d\d)\b)?"
    r"(?!\s?(?:%|percent|troops|people|dollars))",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    rf"\b(?:(?P<until>{_UNTIL})|(?P<since>since|as of|starting|beginning|from))\s+(?:the\s+)?$", re.IGNORECASE
)
_STRETCH = re.compile(
    rf"\b(?:(?P<ahead>coming|next|following)|(?P<back>past|last|previous))\s+(?:(?P<count>\d{{1,3}}|{_COUNT})\s+(?:of\s+)?)?"
    r"(?P<unit>days?|weeks?|months?|years?|decades?|century)\b|\b(?P<tomorrow>tomorrow)\b|\b(?P<this>this)\s+(?P<these>decade|year|month|week)\b"
    r"|\b(?:the\s+)(?P<decade>(?:19|20)\d0)s\b",
    re.IGNORECASE,
)
_MONTHS = [name.lower() for name in read_table("calendar")["months"]]
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile("|".join(name[:3] for name in read_table("calendar")["months"]), re.IGNORECASE)
_BARE_MONTH = re.compile(
    rf"\b(?:(?P<until>{_UNTIL})|(?P<since>since|from)|late|early|mid|next|this|end of|beginning of)[\s-]+"
    rf"(?:late\s+|early\s+|mid-|the end of\s+)?(?P<month>{'|'.join(read_table('calendar')['months'])})\b(?!\s+\d)",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class About:
    """A claim's date: EDTF, and the span of its words."""

    edtf: str
    span: Span


def find_about(
    text: str, start: int, end: int, dates: Sequence[tuple[Span, str]], published: date | None
) -> About | None:
    """The first date of ``text[start:end]``; ``dates`` are those found there, with their EDTF."""
    found: list[About] = []
    for match in _BOUND.finditer(text, start, end):
        year, other = match["year"], match["other"]
        if other:
            edtf = f"{year}/{other}"
        elif match["until"]:
            edtf = f"../{year}"
        elif match["since"]:
            edtf = f"{year}/.."
        else:
            continue
        found.append(About(edtf, match.span()))
    for span, written in dates:
        edtf = _nearest(written, text[slice(*span)], published)
        if any(about.span[0] <= span[0] < about.span[1] for about in found):
            continue
        ahead = _AHEAD.search(text, max(start, span[0] - 24), span[0])
        if ahead is not None and "/" not in edtf:
            found.append(About(f"../{edtf}" if ahead["until"] else f"{edtf}/..", (ahead.start(), span[1])))
        else:
            found.append(About(edtf, span))
    if published is not None:
        for match in _BARE_MONTH.finditer(text, start, end):
            if any(about.span[0] < match.end() and match.start() < about.span[1] for about in found):
                continue
            month = _MONTHS.index(match["month"].lower()) + 1
            edtf = _nearest(f"{published.year:04}-{month:02}", match["month"], published)
            found.append(
                About(f"../{edtf}" if match["until"] else f"{edtf}/.." if match["since"] else edtf, match.span())
            )
        for match in _STRETCH.finditer(text, start, end):
            stretch = _reckon(match, published)
            if stretch is not None and not any(a.span[0] <= match.start() < a.span[1] for a in found):
                ahead = _AHEAD.search(text, max(start, match.start() - 24), match.start())
                if ahead is not None and ahead["until"]:
                    stretch = f"../{stretch.rpartition('/')[2]}"
                found.append(About(stretch, match.span()))
    found = [about for about in found if is_edtf(about.edtf)]
    return min(found, key=lambda about: about.span) if found else None


def _nearest(edtf: str, words: str, published: date | None) -> str:
    """A day or month without a year as the nearest to publication: what is claimed may lie ahead as well as behind."""
    if published is None or len(edtf) not in (7, 10) or "/" in edtf or _YEAR.search(words) or not _MONTH.search(words):
        return edtf
    rest = edtf[4:]
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            day = date.fromisoformat(f"{year:04}{rest}" + ("-15" if len(edtf) == 7 else ""))
        except ValueError:
            continue
        found.append((abs((day - published).days), f"{year:04}{rest}"))
    return min(found)[1] if found else edtf


def _reckon(match: re.Match[str], published: date) -> str | None:
    try:
        if match["tomorrow"]:
            return (published + timedelta(days=1)).isoformat()
        if match["decade"]:
            return f"{match['decade']}/{int(match['decade']) + 9}"
        if match["this"]:
            unit = match["these"].lower()
            if unit == "decade":
                first = published.year - published.year % 10
                return f"{first:04}/{first + 9:04}"
            return None if unit == "week" else published.isoformat()[: 4 if unit == "year" else 7]
        unit = match["unit"].lower().removesuffix("s")
        written = (match["count"] or "").lower()
        count = int(written) if written.isdigit() else _NUMBERS.get(written, 1)
        sign = 1 if match["ahead"] else -1
        if not written and unit in ("year", "month"):
            return _step(published, unit, sign)[: 4 if unit == "year" else 7]
        if not written and unit in _DAYS:
            return None if unit == "day" else _week(published, sign)
        other = (
            (published + timedelta(days=sign * count * _DAYS[unit])).isoformat()
            if unit in _DAYS
            else _step(published, unit, sign * count)
        )
        width = 10 if unit in _DAYS else 7 if unit == "month" else 4
        bounds = sorted((published.isoformat()[:width], other[:width]))
        return "/".join(bounds)
    except (ValueError, OverflowError):
        return None


def _step(day: date, unit: str, count: int) -> str:
    """The month or year that lies ``count`` units away, as the first day of it."""
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return date(months // 12, months % 12 + 1, 1).isoformat()
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return date(day.year + count * years, 1, 1).isoformat()


def _week(day: date, sign: int) -> str:
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * sign)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
