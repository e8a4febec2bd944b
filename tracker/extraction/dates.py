"""The day on which something was said: dates in the reporting clause, resolved against the day of publication.

Forms: weekdays ("on Friday", "last Tuesday", "Friday evening"), "today", "yesterday", "the day before yesterday",
"on May 9", "9 May 2025", "(9/5)", "2025-05-09", "May 2025", "in December", "in 2019", "last week", "last month",
"earlier this year". A weekday is the one on or before publication; a month without a year is the latest one that does
not lie after publication; a day without a year may lie up to a fortnight after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.edtf import parse_edtf
from tracker.errors import DateError
from tracker.lexicon.tables import read_table
from tracker.records import DateBasis, Diagnostic, SaidOn, Span

_CALENDAR = read_table("calendar")
_WEEKDAYS: dict[str, int] = {name: index for index, name in enumerate(_CALENDAR["weekdays"])}
_MONTHS: dict[str, int] = {name: index + 1 for index, name in enumerate(_CALENDAR["months"])} | _CALENDAR[
    "month_abbreviations"
]
_WEEKDAY = "|".join(name.capitalize() for name in _WEEKDAYS)
_MONTH = "|".join(sorted((name.capitalize() for name in _MONTHS), key=len, reverse=True))
_CAPITALS = "".join({name[0].upper() for name in (*_WEEKDAYS, *_MONTHS)} | set("ELTY"))
_PARTS = r"(?:\s(?:morning|afternoon|evening|night)\b)?"

_DATE = re.compile(
    rf"""
    \b(?=[\d{_CAPITALS}aeflnopsty])(?:  # what no date begins with is passed over without trying each form
      # "9 May 2025", "the 9th of May"
      (?P<day_first>\b\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month_after>{_MONTH})\b\.?(?:,?\s(?P<year_a>\d{{4}}))?
      # "May 9, 2025", "Sept. 9th"
    | \b(?P<month_before>{_MONTH})\b\.?\s(?P<day_after>\d{{1,2}})(?!\d|:|\spercent|%)(?:st|nd|rd|th)?
        (?:,?\s(?P<year_b>\d{{4}})\b)?
      # "May 2025"; "in May"
    | \b(?P<month_alone>{_MONTH})\b\.?(?:,?\s(?:of\s)?(?P<year_c>\d{{4}})\b)
    | (?:(?<=\bin\s)|(?<=\bIn\s)|(?<=\bsince\s)|(?<=\blast\s)|(?<=\bthis\s))(?P<month_bare>{_MONTH})\b
      # "last Friday evening"
    | (?P<week_ref>\b(?:last|this|Last|This)\s)?\b(?P<weekday>{_WEEKDAY})\b(?!['’]s\sDay){_PARTS}
    | \b(?P<relative>(?:the\sday\sbefore\s)?yesterday|today|tonight|this\s(?:morning|afternoon|evening)
        |that\sday|the\ssame\sday|Yesterday|Today)\b
    | \b(?P<span>(?:last|earlier\sthis|this|previous|Last|Earlier\sthis)\s(?:week|month|year))\b
      # "in 2019", but not "in 2019 dollars"
    | (?:(?<=\bin\s)|(?<=\bIn\s))(?P<year_alone>(?:19|20)\d{{2}})\b
        (?!\s?(?:[A-Za-z]*\s)?(?:dollars|percent|troops|people))
    | \b(?P<ago_count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})
      \s(?P<ago_unit>day|week|month|year)s?\sago\b
    | (?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
      # "(13/5)" in a readout's dateline, the day first
    | (?<=\()(?P<slash_day>\d{{1,2}})/(?P<slash_month>\d{{1,2}})(?=\))
    )
    """,
    re.VERBOSE,
)
_EVENT = re.compile(
    r"\b(?:"
    + "|".join(re.escape(word.lower()) for word in _CALENDAR["events"]["words"])
    + r"|(?:disclosed|announced|revealed|stated) this)\b"  # "disclosed this to reporters on Tuesday"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression: its span, wording and EDTF value."""

    span: Span
    text: str
    edtf: str

    @property
    def is_day(self) -> bool:
        """Tell a day from a week, a month and a year."""
        return len(self.edtf) == len("2025-05-09")

    @property
    def is_month(self) -> bool:
        return len(self.edtf) == len("2025-05")


def find_dates(
    text: str, start: int, end: int, published: str | None, diagnostics: list[Diagnostic] | None = None
) -> list[FoundDate]:
    """Give the date expressions of ``text[start:end]`` that can be resolved, in order.

    Without a published date only full dates are resolved; an impossible one is a diagnostic.
    """
    found: list[FoundDate] = []
    reference = _reference(published)
    for match in _DATE.finditer(text, start, end):
        try:
            value = _resolve(match, reference, found)
        except (ValueError, OverflowError):
            if diagnostics is not None:
                diagnostics.append(Diagnostic("date-impossible", f"no such date: {match[0]!r}", match.span()))
            continue
        if value is not None:
            found.append(FoundDate(match.span(), match[0], value))
    return found


def _reference(published: str | None) -> date | None:
    if not published:
        return None
    try:
        end = parse_edtf(published).end
    except DateError:
        return None
    return date.fromisoformat(end) if end and len(published) >= 10 else None


def _resolve(match: re.Match[str], reference: date | None, earlier: list[FoundDate]) -> str | None:
    groups = match.groupdict()
    if groups["slash_day"]:
        if reference is None:
            return None
        return _latest_day(reference, int(groups["slash_month"]), int(groups["slash_day"])).isoformat()
    if groups["iso"]:
        return date.fromisoformat(groups["iso"]).isoformat()
    if groups["day_first"] or groups["day_after"]:
        month = _MONTHS[(groups["month_after"] or groups["month_before"]).lower()]
        day = int(groups["day_first"] or groups["day_after"])
        year = groups["year_a"] or groups["year_b"]
        if year:
            return date(int(year), month, day).isoformat()
        if reference is None:
            if day > 31 or day < 1:
                raise ValueError
            return None
        return _latest_day(reference, month, day).isoformat()
    if groups["month_alone"]:
        return f"{groups['year_c']}-{_MONTHS[groups['month_alone'].lower()]:02d}"
    if groups["year_alone"]:
        return groups["year_alone"]
    if reference is None:
        return None
    if groups["month_bare"]:
        month = _MONTHS[groups["month_bare"].lower()]
        return _month(reference.year - (month > reference.month), month)
    if groups["weekday"]:
        back = (reference.weekday() - _WEEKDAYS[groups["weekday"].lower()]) % 7
        if (groups["week_ref"] or "").strip().lower() == "last" and back == 0:
            back = 7
        return (reference - timedelta(days=back)).isoformat()
    if groups["relative"]:
        word = groups["relative"].lower()
        if word in ("that day", "the same day"):
            return earlier[-1].edtf if earlier else None
        return (
            reference - timedelta(days=2 if word.startswith("the day") else 1 if "yesterday" in word else 0)
        ).isoformat()
    if groups["ago_unit"]:
        return _ago(groups["ago_count"].lower(), groups["ago_unit"], reference)
    words = groups["span"].lower().split()
    if words[-1] == "year":
        return _year(reference.year - (words[0] in ("last", "previous")))
    if words[-1] == "month":
        month, year = reference.month, reference.year
        if words[0] in ("last", "previous"):
            month, year = (month - 1, year) if month > 1 else (12, year - 1)
        return _month(year, month)
    monday = reference - timedelta(days=reference.weekday() + (7 if words[0] in ("last", "previous") else 0))
    last = monday + timedelta(days=6) if words[0] in ("last", "previous") else reference
    return f"{monday.isoformat()}/{last.isoformat()}" if last > monday else monday.isoformat()


def _latest_day(reference: date, month: int, day: int) -> date:
    """The latest such day with a fortnight's grace: an announced day may lie shortly after publication.

    Raises ValueError for a day that no year has; leap days may lie eight years apart (1896, 1904).
    """
    for year in range(reference.year + 1, reference.year - 9, -1):
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if (value - reference).days <= 14:
            return value
    raise ValueError(f"no such day: {month}-{day}")


def said_on(found: FoundDate, basis: DateBasis) -> SaidOn:
    """Make the record of a found date."""
    value = parse_edtf(found.edtf)
    return SaidOn(value.text, value.start, value.end, basis, found.span, found.text)


def is_event(text: str, start: int, end: int) -> bool:
    """Tell if a sentence speaks of an occasion (a meeting, a call, a briefing) whose day its words may carry."""
    return _EVENT.search(text[start:end].lower()) is not None  # four times as fast as to ignore case


def published_day(published: str | None) -> SaidOn | None:
    """The published date as the date of a text that is itself what was said; None without one."""
    if not published:
        return None
    try:
        value = parse_edtf(published)
    except DateError:
        return None
    return SaidOn(value.text, value.start, value.end, DateBasis.DOCUMENT)


_COUNTS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "a": 1,
    "an": 1,
}


def _ago(count: str, unit: str, reference: date) -> str | None:
    """ "three months ago": a day for days, the month for weeks and months, the year for years."""
    number = _COUNTS.get(count) or int(count)
    if unit == "day":
        return (reference - timedelta(days=number)).isoformat()
    if unit == "year":
        return _year(reference.year - number)
    if unit == "week":
        return (reference - timedelta(weeks=number)).isoformat()[:7]
    months = reference.year * 12 + reference.month - 1 - number
    return _month(months // 12, months % 12 + 1)


def _month(year: int, month: int) -> str:
    """Write a month; raises ValueError before the calendar's first year, which "in May" of the year 1 would reach."""
    return date(year, month, 1).isoformat()[:7]


def _year(year: int) -> str:
    return date(year, 1, 1).isoformat()[:4]
