"""What a site is made of: the rows of a selection, with the speakers, topics and dates that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from tracker.ledger.page.dates import bounds
from tracker.records import LedgerRow, SpeakerPortrait, StoredClaim
from tracker.records.claims import ClaimReference
from tracker.records.commitments import ClaimTie, CommitmentRow, LinkStatus


@dataclass(frozen=True, slots=True)
class Dated:
    """The day by which a row is placed: said on, or else published; ``month`` where it lies within one (2025-05)."""

    edtf: str | None
    said: bool
    first: str | None
    last: str | None

    @property
    def month(self) -> str | None:
        """The month that the whole date lies in, else None."""
        return self.first[:7] if self.first and self.last and self.first[:7] == self.last[:7] else None


@dataclass(frozen=True, slots=True)
class UsedFormulation:
    """A tracked formulation, and the numbers of the statements that have it word for word."""

    phrase: str
    statements: frozenset[int]


@dataclass(frozen=True)
class Book:
    """A selection of the ledger, whole: rows in their order and everything that the pages name beside them.

    ``speaking`` gives the speakers of each statement in order of the text, ``topics`` the label of each slug,
    ``countries`` the usual name of each code, ``selection`` what was asked for, as pairs of a label and a value,
    ``formulations`` the tracked ones that the rows use; ``claims`` gives those of each statement in order of the text,
    ``commitments`` what is promised in them, by day, and ``ties`` what people ruled on links of claims.
    """

    rows: Sequence[LedgerRow]
    speaking: Mapping[int, tuple[int, ...]]
    speakers: Mapping[int, SpeakerPortrait]
    topics: Mapping[str, str]
    countries: Mapping[str, str]
    selection: tuple[tuple[str, str], ...] = ()
    version: str = field(default="")
    claims: Mapping[int, Sequence[StoredClaim]] = field(default_factory=dict)
    formulations: Sequence[UsedFormulation] = ()
    commitments: Sequence[CommitmentRow] = ()
    ties: Sequence[ClaimTie] = ()

    @cached_property
    def by_speaker(self) -> Mapping[int, list[LedgerRow]]:
        """The rows of each speaker, newest first, those without a date last."""
        found: dict[int, list[LedgerRow]] = {}
        for row in self.newest:
            for speaker in dict.fromkeys(self.speaking.get(row.statement_id, ())):
                found.setdefault(speaker, []).append(row)
        return found

    @cached_property
    def by_article(self) -> Mapping[int, list[LedgerRow]]:
        """The rows of each article in order of the text."""
        found: dict[int, list[LedgerRow]] = {}
        for row in self.rows:
            found.setdefault(row.article_id, []).append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (row.content_offsets[:1], row.statement_id))
        return found

    @cached_property
    def article_of(self) -> Mapping[int, int]:
        """The article of each statement."""
        return {row.statement_id: row.article_id for row in self.rows}

    @cached_property
    def tied(self) -> Mapping[str, list[ClaimTie]]:
        """The accepted links of each claim, by its number: where it is the later one, and where it is the earlier."""
        found: dict[str, list[ClaimTie]] = {}
        for tie in self.ties:
            if tie.status is LinkStatus.ACCEPTED:
                for reference in (tie.later, tie.earlier):
                    found.setdefault(str(reference), []).append(tie)
        return found

    @cached_property
    def promised(self) -> Mapping[int, list[CommitmentRow]]:
        """The commitments that each speaker made or spoke of later, the latest first."""
        found: dict[int, list[CommitmentRow]] = {}
        for row in reversed(self.commitments):
            statements = {ClaimReference.of(claim).statement_id for claim in row.claim_ids}
            for speaker in {number for statement in statements for number in self.speaking.get(statement, ())}:
                found.setdefault(speaker, []).append(row)
        return found

    @cached_property
    def newest(self) -> Sequence[LedgerRow]:
        """The rows, newest first; of one day in order of the article."""
        dates = self.dates
        return sorted(
            self.rows,
            key=lambda row: (_turned(dates[row.statement_id].first), row.article_id, row.content_offsets[:1]),
        )

    @cached_property
    def dates(self) -> Mapping[int, Dated]:
        """The day by which each statement is placed."""
        return {row.statement_id: date_row(row) for row in self.rows}

    @cached_property
    def span(self) -> tuple[str, str] | None:
        """The first and the last month to draw, or None where no row is dated to a month.

        Stragglers stay outside: what lies more than a year from all that is nearer to the middle, where it is one row
        in two hundred at most.
        """
        counts = self.count_months(self.rows)
        months = sorted(counts)
        if not months:
            return None
        middle = sorted(counts.elements())[counts.total() // 2]
        most = counts.total() // 200
        return _reach(months[: months.index(middle) + 1][::-1], counts, most), _reach(
            months[months.index(middle) :], counts, most
        )

    def count_months(self, rows: Iterable[LedgerRow]) -> Counter[str]:
        """How many of the rows fall into each month."""
        return Counter(month for row in rows if (month := self.dates[row.statement_id].month))


def count_utterances(rows: Iterable[LedgerRow]) -> int:
    """How many utterances the rows report: those of one count once, and what was not joined counts for itself."""
    return len({(row.utterance_id is None, row.utterance_id or row.statement_id) for row in rows})


def tell_utterances(rows: Sequence[LedgerRow]) -> str:
    """What is said of it behind a count of statements, where that is another: " of 4 utterances"."""
    count = count_utterances(rows)
    return "" if count == len(rows) else f" of {count:,} utterance{'' if count == 1 else 's'}"


def date_row(row: LedgerRow) -> Dated:
    """The day by which a row is placed: when it was said, or else when its article appeared."""
    if row.said_on is not None:
        return Dated(row.said_on, True, row.said_on_start, row.said_on_end)
    return Dated(row.published, False, *bounds(row.published))


def list_months(first: str, last: str) -> list[str]:
    """Every month from one to the other, both as 2025-05."""
    year, month = int(first[:4]), int(first[5:7])
    months = []
    while (written := f"{year:04}-{month:02}") <= last:
        months.append(written)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def _turned(day: str | None) -> tuple[bool, tuple[int, ...]]:
    """A key that sorts days from the last to the first, and what has none behind them."""
    return day is None, tuple(-ord(letter) for letter in day or "")


def _reach(months: Sequence[str], counts: Mapping[str, int], most: int) -> str:
    """The last of the months, from the middle outward, before a gap of a year with at most ``most`` rows behind it."""
    for index, (month, farther) in enumerate(pairwise(months)):
        beyond = sum(counts[other] for other in months[index + 1 :])
        if beyond <= most and abs(_number(farther) - _number(month)) > 12:
            return month
    return months[-1]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
