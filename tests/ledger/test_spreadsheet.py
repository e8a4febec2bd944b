"""The workbook, read back by openpyxl: typed, guarded, and the same words."""

from __future__ import annotations

import builtins
import datetime
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rows import ROWS, make_row
from tests.selections import Told
from tracker.errors import MissingExtraError
from tracker.ledger.cells import CELL_LIMIT, to_cell
from tracker.ledger.columns import COLUMNS, Kind, Layout, choose_columns
from tracker.ledger.reading import read_ledger
from tracker.ledger.spreadsheet import escape_xlsx, unescape_xlsx, write_xlsx
from tracker.records import LedgerRow
from tracker.records.claims import ClaimReference
from tracker.records.commitments import ClaimTie, CommitmentRow, LinkOrigin, LinkRelation, LinkStatus


def write(path: Path, *rows: LedgerRow, layout: Layout | None = None) -> tuple[Any, list[str]]:
    remarks = write_xlsx(rows, path, layout or Layout())
    return openpyxl.load_workbook(path).active, remarks


def read(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in header], row, strict=True)) for row in rows]


def test_days_and_numbers_are_typed_and_other_dates_are_text(tmp_path: Path) -> None:
    row = make_row(said_on="2023~", said_on_start="1815-06-18", published="2024-05", coded_at="2024-03-02T10:00:05Z")
    sheet, remarks = write(tmp_path / "a.xlsx", row)
    assert remarks == []
    (cells,) = read(sheet)
    assert cells["statement_id"].value == 12
    assert cells["said_on"].value == "2023~"
    assert cells["said_on_start"].value == "1815-06-18"
    assert cells["said_on_end"].value == datetime.datetime(2024, 3, 1)
    assert cells["said_on_end"].number_format == "yyyy-mm-dd"
    assert cells["published"].value == "2024-05"
    assert cells["coded_at"].value == datetime.datetime(2024, 3, 2, 10, 0, 5)
    assert cells["note"].value is None
    assert cells["extractor"].value == "1"
    assert cells["topics"].value == "trade; security"


def test_the_sheet_is_made_to_be_worked_in(tmp_path: Path) -> None:
    sheet, _ = write(tmp_path / "a.xlsx", make_row(), make_row(), layout=Layout(choose_columns("claim,speaker,url")))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert [cell.value for cell in sheet[1]] == ["claim", "speaker", "url"]
    assert sheet["A1"].font.bold
    assert sheet["A2"].alignment.wrap_text
    assert not sheet["B2"].alignment.wrap_text
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (60, 24)
    empty, _ = write(tmp_path / "b.xlsx")
    assert empty.max_row == 1


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil")', "http://evil.example/", "#N/A", "2024-05", "1e5"],
)
def test_no_text_is_a_formula_a_link_an_error_or_a_number(tmp_path: Path, text: str) -> None:
    sheet, _ = write(tmp_path / "a.xlsx", make_row(title=text, claim=text, url=text, statement_key=text))
    (cells,) = read(sheet)
    for name in ("title", "claim", "url", "statement_key"):
        assert cells[name].data_type == "s"
        assert cells[name].value == text
        assert cells[name].hyperlink is None
        assert cells[name].quotePrefix


def test_what_a_cell_cannot_hold(tmp_path: Path) -> None:
    claim = "bell \x07, return \r\n, a look-alike _x0041_"
    sheet, remarks = write(tmp_path / "a.xlsx", make_row(claim=claim, note="😀" * 20_000), make_row(note="x" * 40_000))
    first, second = read(sheet)
    assert first["claim"].value == "bell _x0007_, return _x000D_\n, a look-alike _x005F_x0041_"
    assert unescape_xlsx(first["claim"].value) == claim
    assert len(first["note"].value.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert second["note"].value.endswith(" more characters]")
    assert remarks == [
        "over the 32,767 characters that a cell of Excel holds, and cut there: "
        "S12 note, S12 note; csv and jsonl have all"
    ]


@given(st.text(st.characters(exclude_categories=[])))
def test_what_was_escaped_is_read_again(text: str) -> None:
    assert unescape_xlsx(escape_xlsx(text)) == text


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, max_size=3))
def test_every_word_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[LedgerRow]) -> None:
    sheet, _ = write(tmp_path_factory.mktemp("x") / "a.xlsx", *rows)
    for cells, row in zip(read(sheet), rows, strict=True):
        for column in COLUMNS:
            value = cells[column.name].value
            expected = to_cell(column, row)
            if column.kind is Kind.NUMBER:
                assert value == column.read(row)
            elif not isinstance(value, datetime.date):
                assert unescape_xlsx(value or "") == expected


def test_without_openpyxl_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "openpyxl":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return original(name, *rest)

    original = builtins.__import__
    for module in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr("importlib.import_module", lambda name: refuse(name))
    with pytest.raises(
        MissingExtraError, match=r"xlsx needs the package openpyxl.*pip install 'statement-tracker\[xlsx\]'"
    ):
        write_xlsx([], tmp_path / "a.xlsx")


PROMISE = CommitmentRow(
    "S12.1", ("Austria",), "Austria", ("Uganda", "Kenya"), "2030", "strong", "ready", "standing", "2024-03-01", None, 2,
    ("S12.1", "S40.1"), "Ilse Brandt", "=HYPERLINK() is what Austria will keep open",
)  # fmt: skip
TIE = ClaimTie(
    ClaimReference(40, 1), ClaimReference(12, 1), LinkRelation.HARDENS, LinkOrigin.HAND, LinkStatus.ACCEPTED, "firmer",
    "ana", "2024-07-01T10:00:00Z",
)  # fmt: skip


def test_a_selection_has_its_commitments_and_links_on_sheets_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(Told(make_row(), ties=(TIE,), commitments=(PROMISE,)), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Ledger", "Claims", "Commitments", "Links"]
    (promise,) = read(book["Commitments"])
    assert (promise["commitment_id"].value, promise["counterpart"].value) == ("S12.1", "Uganda; Kenya")
    assert (promise["first_made"].value, promise["report_count"].value) == (datetime.datetime(2024, 3, 1), 2)
    assert (promise["claim"].value, promise["claim"].data_type) == (PROMISE.claim, "s")
    (link,) = read(book["Links"])
    assert [link[name].value for name in ("later", "relation", "earlier")] == ["S40.1", "hardens", "S12.1"]
    assert link["coded_at"].value == datetime.datetime(2024, 7, 1, 10)
    assert [record.cells["claim"] for record in read_ledger(path).records] == [make_row().claim]


def test_what_was_chosen_or_has_no_commitments_has_no_sheet_of_them(tmp_path: Path) -> None:
    write_xlsx(Told(make_row(), commitments=(PROMISE,)), tmp_path / "a.xlsx", Layout(choose_columns("claim")))
    write_xlsx(Told(make_row()), tmp_path / "b.xlsx")
    write_xlsx(Told(make_row(statement_id=13), commitments=(PROMISE,)), tmp_path / "c.xlsx")
    sheets = {name: openpyxl.load_workbook(tmp_path / f"{name}.xlsx").sheetnames for name in ("a", "b", "c")}
    assert sheets == {"a": ["Ledger"], "b": ["Ledger", "Claims"], "c": ["Ledger", "Claims"]}
