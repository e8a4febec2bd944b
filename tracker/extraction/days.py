"""The day of each report of an article: its own words, the speaker's day, or the occasion that it belongs to.

A date counts for the clause that it stands in: neither one that only looks back ("since February", "pursuant to the
call of 30 May") nor one in another's clause ("after Kesh gave way last week, but Norland said"). A transcript and an
issued text have the day that their title or head gives, else that of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from tracker.extraction.attendance import Attendance
from tracker.extraction.dates import FoundDate, find_dates, is_event, published_day, said_on
from tracker.extraction.events import find_events
from tracker.extraction.structures import Report, Sentence, overlapping
from tracker.records import DateBasis, Diagnostic, SaidOn, Span, SpeakerReference

_LOOKS_BACK = re.compile(
    r"\b(?:since|until|till|pursuant to|in line with|in accordance with|as (?:agreed|announced|decided)(?: on| in)?"
    r"|prior to|(?:due|scheduled|planned|slated) (?:for|on|in|to(?: \w+){1,3}(?: on| in)?)"
    r"|expir(?:es?|ing)(?: on| in)?)"
    r"(?: (?!(?:and|but|on|in|at|during)\b)[\w’'-]+){0,5} $",
    re.IGNORECASE,
)
_AGENCY_DATE = re.compile(r"[([][A-Z][^)\]]{3,80}[–-]\s*$")  # "Kesh, (Harbour News - 26th Aug, 2024)"
_RELATIVE = re.compile(r", who [^,;.]*$")  # "with her counterpart, who arrived on Sunday"
_OTHERS_CLAUSE = re.compile(r"[,;] (?:but|while|whereas|although|though) ")
_HEAD = 600
_MONTH = 31
_OPENING = 12  # characters: a date that begins within them opens the sentence


class Days:
    """The dates of one article; impossible ones are added to ``diagnostics``."""

    def __init__(self, text: str, title: str | None, published: str | None, diagnostics: list[Diagnostic]) -> None:
        self.text = text
        self.title = title
        self.published = published
        self.diagnostics = diagnostics

    def within(self, start: int, end: int) -> list[tuple[Span, str]]:
        """Give the dates of a stretch of the text: span and EDTF."""
        return [(found.span, found.edtf) for found in find_dates(self.text, start, end, self.published)]

    def of_document(self) -> SaidOn | None:
        """The day of an issued text: in its title, else of its publication."""
        return self._of_title() or published_day(self.published)

    def of_transcript(self, first: int) -> SaidOn | None:
        """The day of a transcript: above its first turn ("Ankara, 26 April 2022"), in its title, of publication."""
        above = find_dates(self.text, 0, min(first, _HEAD), self.published)
        day = next((said_on(found, DateBasis.DOCUMENT) for found in above if found.is_day), None)
        return day or self.of_document()

    def _of_title(self) -> SaidOn | None:
        """The day that the title gives, in the month up to publication: an anniversary is no day of a briefing."""
        if not self.title:
            return None
        found = find_dates(self.title, 0, len(self.title), self.published)
        days = {date.fromisoformat(named.edtf) for named in found if named.is_day}
        if len(days) != 1:
            return None
        (day,) = days
        published = published_day(self.published)
        late = (date.fromisoformat(published.end) - day).days if published and published.end else 0
        return published_day(day.isoformat()) if 0 <= late <= _MONTH else None

    def date_reports(
        self,
        reports: Sequence[Report],
        order: Sequence[int],
        resolved: Mapping[int, tuple[SpeakerReference, ...]],
        sentences: Sequence[Sentence],
        attendance: Attendance,
        contents: Sequence[Span],
    ) -> dict[int, SaidOn | None]:
        """Date each report: by the words around its cue, else by the speaker's day or the occasion it belongs to.

        ``contents`` are the reports' contents, merged: no date in them is that of a report.
        """
        reported = {report.sentence for report in reports}
        occasions = [is_event(self.text, sentence.start, sentence.end) for sentence in sentences]
        outside = [
            self._dates_outside(sentence, contents) if occasions[index] or index in reported else []
            for index, sentence in enumerate(sentences)
        ]
        found = [[given for given in dates if given.is_day] for dates in outside]
        days: dict[int, SaidOn | None] = {}
        for n in order:
            report = reports[n]
            sentence = sentences[report.sentence]
            own = self._own_date(report, contents, sentence) or next(
                (d for d in found[report.sentence] if not self._in_others_clause(d.span, report, sentence)), None
            )
            own = own or _only_month(outside[report.sentence])
            days[n] = said_on(own, DateBasis.SENTENCE) if own is not None else None
        told_days = [said_on(given[0], DateBasis.EVENT) if given else None for given in found]
        events = find_events(occasions, told_days, [report.sentence for report in reports], days, resolved)
        by_speaker: dict[str, SaidOn] = {}
        there: set[tuple[int, str]] = set()  # who was at which occasion
        for n in order:
            speakers = resolved.get(n, ())
            name = " and ".join(speaker.name for speaker in speakers)
            day = days[n]
            if day is None:
                held = bisect_right(events, reports[n].sentence, key=itemgetter(0))
                carried = by_speaker.get(name)
                if carried is None and held:
                    _, told, on = events[held - 1]
                    elsewhere = told == reports[n].sentence and (
                        on.span is not None and self._in_others_clause(on.span, reports[n], sentences[told])
                    )
                    if not elsewhere and (
                        (told, name) in there or attendance.was_there(told, reports[n], speakers, sentences, occasions)
                    ):
                        carried = on
                        there.update([(told, name)] if name else ())
                days[n] = replace(carried, basis=DateBasis.EVENT) if carried is not None else None
            elif name and len(day.edtf) == 10:
                by_speaker[name] = day
        return days

    def _dates_outside(self, sentence: Sentence, contents: Sequence[Span]) -> list[FoundDate]:
        """The dates that a sentence gives outside what is reported, and that do not only look back."""
        return [
            d
            for d in find_dates(self.text, sentence.start, sentence.end, self.published, self.diagnostics)
            if not overlapping(contents, d.span[0], d.span[0] + 1) and not self._looks_back(d, sentence)
        ]

    def _own_date(self, report: Report, contents: Sequence[Span], sentence: Sentence) -> FoundDate | None:
        """The date in the reporting clause; a day rather than the week or month around it."""
        dates = [
            found
            for start, end in report.scope
            for found in find_dates(self.text, start, end, self.published)
            if not overlapping(contents, found.span[0], found.span[0] + 1)
            and not any(a <= found.span[0] < b for a, b in report.source)
            and not self._looks_back(found, sentence)
            and not self._in_others_clause(found.span, report, sentence)
        ]
        return next((found for found in dates if found.is_day), dates[0] if dates else None)

    def _looks_back(self, found: FoundDate, sentence: Sentence) -> bool:
        """Tell a date that only looks back or ahead, one in an agency's brackets, one of a relative clause."""
        before = self.text[max(sentence.start, found.span[0] - 90) : found.span[0]]
        return any(pattern.search(before) for pattern in (_LOOKS_BACK, _AGENCY_DATE, _RELATIVE))

    def _in_others_clause(self, found: Span, report: Report, sentence: Sentence) -> bool:
        """Tell a date ahead of ", but" and the cue, unless it opens the sentence and so holds for all of it."""
        start, end = found
        if not report.cue or not sentence.start + _OPENING <= start <= end <= report.cue[0][0]:
            return False
        turn = _OTHERS_CLAUSE.search(self.text, end, report.cue[0][0])
        # "on Friday, but stressed": the verb behind "but" has the same subject
        return turn is not None and self.text[turn.end() : report.cue[0][0]].strip() != ""


def _only_month(dates: Sequence[FoundDate]) -> FoundDate | None:
    """The month that a sentence gives, if just one: "spoke in June, calling …"."""
    months = [found for found in dates if found.is_month]
    return months[0] if len(months) == 1 else None
