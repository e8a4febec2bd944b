"""What a cell that comes back says, beside what went out: the same in another guise, or a change, and to what.

Spreadsheets write dates as they like (1/3/2024, 1.3.24, "1 March 2024", the number 45352, "Mar-24"), turn line ends,
drop the seconds of times and make numbers of keys. None of that is a correction.
"""

from __future__ import annotations

import calendar
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.edtf import is_edtf
from tracker.errors import ConflictError, DateError
from tracker.ledger.cells import cut, release, to_cell
from tracker.ledger.columns import Column, Kind
from tracker.ledger.spreadsheet import escape_xlsx, unescape_xlsx
from tracker.records import LedgerRow, Status
from tracker.records.claims import ClaimRow

_TIME = re.compile(r"[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|\+00:00)?\Z")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d\d)")
_DAY_FIRST = re.compile(r"(?:[^\W\d]+,? )?(\d{1,2})(?:\. | |-)([^\W\d]{3,})\.?(?: |-|, )(\d{4}|\d\d)")
_MONTH_FIRST = re.compile(r"(?:[^\W\d]+,? )?([^\W\d]{3,})\.? (\d{1,2}),? (\d{4})")
_MONTH = re.compile(r"([^\W\d]{3,})\.?(?: |-)(\d{4}|\d\d)")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_MONTHS = {
    name.casefold(): number
    for names in (
        calendar.month_name,
        calendar.month_abbr,
        ["", *"Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split()],
    )
    for number, name in enumerate(names)
    if name
}
_UNDECIDED = (Status.EXTRACTED, Status.ADDED)
_SEPARATORS = re.compile(r"\s*[;,\n]\s*")


def read_dates(cell: str) -> tuple[str, ...]:
    """Every date that a spreadsheet's cell may mean, as EDTF: one, or two where day and month could be either.

    The first of two has the day before the month.
    """
    text = _TIME.sub("", " ".join(cell.split()))
    if match := _ISO.fullmatch(text):
        return _days([(int(match[1]), int(match[2]), int(match[3]))])
    if match := _NUMERIC.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
        orders = [(year, second, first)] if match[2] == "." else [(year, second, first), (year, first, second)]
        return _days(orders)
    if match := _DAY_FIRST.fullmatch(text):
        return _days([(_full_year(match[3]), _MONTHS.get(match[2].casefold(), 0), int(match[1]))])
    if match := _MONTH_FIRST.fullmatch(text):
        return _days([(int(match[3]), _MONTHS.get(match[1].casefold(), 0), int(match[2]))])
    if (match := _MONTH.fullmatch(text)) and match[1].casefold() in _MONTHS:
        return (f"{_full_year(match[2]):04}-{_MONTHS[match[1].casefold()]:02}",)
    if _SERIAL.fullmatch(text):
        return ((_EPOCH + timedelta(days=int(float(text)))).isoformat(),)
    return ()


class DateOrder:
    """Which comes first in a file's dates, day or month, as far as the file itself tells."""

    def __init__(self) -> None:
        self._votes: Counter[bool] = Counter()

    def learn(self, cell: str, stored: str) -> None:
        """Take a cell beside what went out: where only one order gives it back, that is the file's."""
        match = _NUMERIC.fullmatch(_TIME.sub("", " ".join(cell.split())))
        if match is None or match[2] == ".":
            return
        first, second = int(match[1]), int(match[3])
        if len(stored) == 10 and stored[:4].isdecimal() and first != second:
            year, month, day = (int(part) for part in stored.split("-"))
            if year == _full_year(match[4]) and {first, second} == {month, day}:
                self._votes[first == day] += 1
                return
        if first > 12 or second > 12:
            self._votes[first > 12] += 1

    def choose(self, cell: str, dates: tuple[str, ...]) -> str:
        """The date that is meant; raises DateError where the file does not tell which of two."""
        if len(dates) == 1:
            return dates[0]
        if len(self._votes) == 1:
            return dates[0] if self._votes[True] else dates[1]
        raise DateError(f"{cell!r} is {dates[0]} or {dates[1]}; write it so")


def is_same(column: Column, cell: str, stored: str) -> bool:
    """Tell whether a cell says what went out, in whatever guise a spreadsheet has put it."""
    cell, stored = _unify(cell), _unify(stored)
    if cell == stored or release(cell) == stored:
        return True
    match column.kind:
        case Kind.NUMBER:
            return bool(re.fullmatch(rf"{re.escape(stored)}(?:[.,]0+)?", cell.strip()))
        case Kind.LIST:
            return read_list(cell) == read_list(stored)
        case Kind.OFFSETS:
            return _read_json(cell) == _read_json(stored)
        case Kind.DAY | Kind.EDTF:
            return cell.strip() == stored or stored in read_dates(release(cell))
        case Kind.TIME:
            return _is_same_time(cell, stored)
        case _:
            return cell.strip() == stored.strip() or release(cell).strip() == stored.strip() or _is_cut(cell, stored)


@dataclass(frozen=True, slots=True)
class SortedCells:
    """The cells of a row that say something else than is stored, by column.

    ``edits`` are corrections, ``shared`` those of columns that belong to more than this row; ``ignored`` are columns
    that no correction is taken in, each with the reason.
    """

    edits: Mapping[str, str]
    shared: Mapping[str, str]
    ignored: Mapping[str, str]


def sort_cells(
    name: str,
    columns: Mapping[str, Column],
    cells: Mapping[str, str],
    row: LedgerRow | ClaimRow,
    shared: Collection[str] = (),
) -> SortedCells:
    """Sort the changed cells of a row of statements or of claims; ``name`` is what it is of, S12 or S12.1.

    Where a person decided on it since the file was written, as its ``coded_at`` tells, a status that nobody had
    decided on then says nothing, and no more do cells that follow from others. Raises ConflictError where such a row
    would correct anything.
    """
    changed = {
        column: cell
        for column, cell in cells.items()
        if column in columns and not is_same(columns[column], cell, to_cell(columns[column], row))
    }
    ignored = {column: reason for column in changed if (reason := columns[column].fixed) is not None}
    edits = {column: cell for column, cell in changed.items() if column not in ignored and column not in shared}
    if "coded_at" in ignored:
        ignored.clear()
        if edits.get("status", "").strip().lower() in _UNDECIDED:
            del edits["status"]
        if edits:
            raise ConflictError(
                f"{name} was decided on since the file was written (by {row.coder or 'nobody now'}, "
                f"{row.coded_at or 'undone'}); export it anew and change it there"
            )
    return SortedCells(edits, {column: cell for column, cell in changed.items() if column in shared}, ignored)


def read_list(cell: str) -> frozenset[str]:
    """The entries of a list's cell, with semicolons, commas or line ends between them."""
    return frozenset(part for part in _SEPARATORS.split(cell.strip()) if part)


def read_text(cell: str) -> str:
    """What a changed cell of text says: line ends as the ledger has them, and no guard before it."""
    return release(_unify(cell)).strip()


def read_date(cell: str, order: DateOrder) -> str:
    """The date of a changed cell, as EDTF; "" for an empty one. Raises DateError."""
    text = release(cell).strip()
    if not text or is_edtf(text):
        return text
    dates = read_dates(text)
    if not dates:
        raise DateError(f"not a date: {cell!r}; write 2025-05-09, 2025-05, 2023, 2023~ or 2021/2023")
    return order.choose(text, dates)


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_cut(cell: str, stored: str) -> bool:
    # As csv-excel and as xlsx cut it, which count escapes as they are written.
    return cell in (cut(stored), cut(f"'{stored}"), unescape_xlsx(cut(escape_xlsx(stored))))


def _is_same_time(cell: str, stored: str) -> bool:
    clock = re.search(r"(\d{1,2}):(\d\d)", cell)
    if clock is None or stored[:10] not in read_dates(cell):
        return False
    hour = int(clock[1]) % 12 + 12 * ("pm" in cell.lower()) if re.search("[ap]m", cell.lower()) else int(clock[1])
    return stored[11:16] == f"{hour:02}:{clock[2]}"


def _read_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _full_year(written: str) -> int:
    """Two digits are of this century up to 29, as Excel has it."""
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 30 else 1900)


def _days(parts: Iterable[tuple[int, int, int]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for year, month, day in parts:
        try:
            found[date(year, month, day).isoformat()] = None
        except ValueError:
            continue
    return tuple(found)
