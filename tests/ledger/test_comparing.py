"""Cells that come back: reformatted is not changed, changed is read as meant, and what cannot be told is refused."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import TEXT
from tracker.errors import DateError
from tracker.ledger.cells import cut, guard
from tracker.ledger.columns import COLUMN_OF, Kind
from tracker.ledger.comparing import DateOrder, is_same, read_date, read_dates, read_list, read_text
from tracker.ledger.spreadsheet import escape_xlsx, unescape_xlsx

FIRST, LAST = datetime.date(1930, 1, 1), datetime.date(2029, 12, 31)
SAID_ON, CLAIM = COLUMN_OF["said_on"], COLUMN_OF["claim"]


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("2024-03-01", ("2024-03-01",)),
        ("2024-03-01 00:00:00", ("2024-03-01",)),
        ("2024-03-01T00:00:00", ("2024-03-01",)),
        ("2024/3/1", ("2024-03-01",)),
        ("1.3.2024", ("2024-03-01",)),
        ("01.03.24", ("2024-03-01",)),
        ("1/3/2024", ("2024-03-01", "2024-01-03")),
        ("13/3/2024", ("2024-03-13",)),
        ("3/13/24", ("2024-03-13",)),
        ("3/3/2024", ("2024-03-03",)),
        ("1-3-2024", ("2024-03-01", "2024-01-03")),
        ("1 March 2024", ("2024-03-01",)),
        ("1-Mar-24", ("2024-03-01",)),
        ("1. March 2024", ("2024-03-01",)),
        ("March 1, 2024", ("2024-03-01",)),
        ("Friday, March 1, 2024", ("2024-03-01",)),
        ("Friday, 1 March 2024", ("2024-03-01",)),
        ("Mar-24", ("2024-03",)),
        ("March 2024", ("2024-03",)),
        ("45352", ("2024-03-01",)),
        ("45352.5", ("2024-03-01",)),
        ("1.3.31", ("1931-03-01",)),
        ("31/31/2024", ()),
        ("1 Smarch 2024", ()),
        ("soon", ()),
        ("", ()),
    ],
)
def test_dates_as_spreadsheets_write_them(cell: str, dates: tuple[str, ...]) -> None:
    assert read_dates(cell) == dates


@given(st.dates(min_value=FIRST, max_value=LAST))
def test_every_day_in_every_guise_is_the_same_day(day: object) -> None:
    stored = str(day)
    year, month, date = (int(part) for part in stored.split("-"))
    for cell in (
        f"{date}/{month}/{year}", f"{month}/{date}/{year}", f"{date:02}.{month:02}.{year % 100:02}",
        f"{month:02}/{date:02}/{year % 100:02}", f"{stored} 00:00:00", f"{year}/{month}/{date}",
    ):  # fmt: skip
        assert is_same(SAID_ON, cell, stored), cell


def test_a_changed_date_is_read_by_the_order_that_the_file_has() -> None:
    order = DateOrder()
    with pytest.raises(DateError, match="'1/3/2024' is 2024-03-01 or 2024-01-03; write it so"):
        read_date("1/3/2024", order)
    order.learn("2/3/2024", "2024-02-03")  # month first
    assert read_date("1/3/2024", order) == "2024-01-03"
    order.learn("25/3/2024", "")
    with pytest.raises(DateError):
        read_date("1/3/2024", order)
    british = DateOrder()
    british.learn("5/4/2024", "2024-05-06")  # a change itself: it tells nothing
    british.learn("25/3/2024", "2024-01-01")
    assert read_date("1/3/2024", british) == "2024-03-01"


@pytest.mark.parametrize("cell", ["2023~", "2021/2023", "2024-05", "2024", "", "'2024-05"])
def test_edtf_is_taken_as_it_is(cell: str) -> None:
    assert read_date(cell, DateOrder()) == cell.lstrip("'")


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(DateError, match="not a date: 'soon'; write 2025-05-09"):
        read_date("soon", DateOrder())


@given(TEXT)
def test_no_guise_of_ours_is_a_change(text: str) -> None:
    assert is_same(CLAIM, text, text)
    assert is_same(CLAIM, guard(text, Kind.TEXT), text)
    assert is_same(CLAIM, unescape_xlsx(escape_xlsx(text)), text)
    assert is_same(CLAIM, text.replace("\n", "\r\n"), text)
    assert is_same(CLAIM, f" {text}\n", text)


def test_a_text_that_was_cut_is_the_same_and_one_that_is_shorter_is_not() -> None:
    text = "a word \x07 " * 5_000
    assert is_same(CLAIM, cut(text), text)
    assert is_same(CLAIM, cut(f"'={text}"), f"={text}")
    assert is_same(CLAIM, unescape_xlsx(cut(escape_xlsx(text))), text)
    assert not is_same(CLAIM, text[:32_000], text)


@pytest.mark.parametrize(
    ("name", "cell", "stored", "same"),
    [
        ("statement_id", "12.0", "12", True),
        ("statement_id", "13", "12", False),
        ("topics", "trade,security", "security; trade", True),
        ("topics", "trade", "security; trade", False),
        ("content_offsets", "[[1,2]]", "[[1, 2]]", True),
        ("content_offsets", "[[1,3]]", "[[1, 2]]", False),
        ("content_offsets", "?", "[[1, 2]]", False),
        ("coded_at", "2024-03-02 10:00", "2024-03-02T10:00:05Z", True),
        ("coded_at", "3/2/24 10:00", "2024-03-02T10:00:05Z", True),
        ("coded_at", "02/03/2024 10:00:05 PM", "2024-03-02T22:00:05Z", True),
        ("coded_at", "2024-03-02 11:00", "2024-03-02T10:00:05Z", False),
        ("coded_at", "", "2024-03-02T10:00:05Z", False),
        ("said_on", "2024-03-01", "2024-03", False),
        ("said_on", "May-24", "2024-05", True),
        ("claim", "a  b", "a b", False),
        ("claim", "", "a", False),
    ],
)
def test_the_same_and_not_the_same(name: str, cell: str, stored: str, same: bool) -> None:
    assert is_same(COLUMN_OF[name], cell, stored) is same


def test_lists_and_texts_of_changed_cells() -> None:
    assert read_list("trade; security,energy\nwater ;") == {"trade", "security", "energy", "water"}
    assert read_text("'=1+1\r\n") == "=1+1"
    assert read_text("'quoted' words") == "'quoted' words"
