"""Ledgers read back from files: whatever a spreadsheet has done to them, and what cannot be read says why."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.rows import make_row
from tracker.errors import ReaderError, UsageError
from tracker.ledger.reading import LedgerTable, read_ledger

HEADER, ROW = "statement_key,speaker,claim", 'k1,Ilse Brandt,"open, and ""free"""'
CELLS = {"statement_key": "k1", "speaker": "Ilse Brandt", "claim": 'open, and "free"'}


def write(tmp_path: Path, content: str | bytes, name: str = "l.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(table: LedgerTable) -> list[dict[str, str]]:
    return [dict(record.cells) for record in table.records]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\r\n{ROW}\r\n",
        f"\ufeff{HEADER}\n{ROW}",
        f"\n\n{HEADER}\n,,\n{ROW}\n,,\n",
        'statement_key;speaker;claim\nk1;Ilse Brandt;"open, and ""free"""\n',
        'statement_key\tspeaker\tclaim\nk1\tIlse Brandt\topen, and "free"\n',
        'sep=;\nstatement_key;speaker;claim\nk1;Ilse Brandt;"open, and ""free"""\n',
        f"{HEADER}\n{ROW}\n".encode("utf-16"),
        'claim,statement_key,speaker\n"open, and ""free""",k1,Ilse Brandt\n',
        ' statement_key , speaker,claim\nk1,Ilse Brandt,"open, and ""free"""\n',
    ],
)
def test_a_table_in_every_guise(tmp_path: Path, content: str | bytes) -> None:
    table = read_ledger(write(tmp_path, content))
    assert cells(table) == [CELLS]
    assert table.foreign == ()


def test_columns_of_the_users_own_are_named_and_short_rows_filled(tmp_path: Path) -> None:
    table = read_ledger(write(tmp_path, "claim,my own,speaker,\nA,x\n"))
    assert cells(table) == [{"claim": "A", "speaker": ""}]
    assert table.foreign == ("my own",)
    assert table.records[0].place == "row 2"


def test_other_layouts_are_mapped(tmp_path: Path) -> None:
    path = write(tmp_path, "Who,What,Where,claim\nBrandt,A,https://e.org,x\n")
    table = read_ledger(path, {"speaker": "Who", "claim": "What", "source": "Where"})
    assert cells(table) == [{"speaker": "Brandt", "claim": "A", "source": "https://e.org"}]
    assert table.foreign == ("claim",)
    with pytest.raises(UsageError, match="has no column 'Whom'; its columns are 'Who', 'What', 'Where', 'claim'"):
        read_ledger(path, {"speaker": "Whom"})
    with pytest.raises(UsageError, match="the ledger has no field 'speeker'"):
        read_ledger(path, {"speeker": "Who"})


def test_tables_of_claims_are_mapped_too(tmp_path: Path) -> None:
    path = write(tmp_path, "claim_id,Art,note,speaker\nS1.1,denial,x,Brandt\n")
    mapped = {"claim_id": "S1.1", "kind": "denial", "note": "x", "speaker": "Brandt"}
    table = read_ledger(path, {"kind": "Art"})
    assert (cells(table), [dict(record.cells) for record in table.claims]) == ([], [mapped])
    named = read_ledger(write(tmp_path, "No,Art\nS1.1,denial\n"), {"claim_id": "No", "kind": "Art"})
    assert [dict(record.cells) for record in named.claims] == [{"claim_id": "S1.1", "kind": "denial"}]
    with pytest.raises(UsageError, match="a table of claims has no field 'manner'"):
        read_ledger(path, {"claim_id": "No", "manner": "Art"})
    with pytest.raises(UsageError, match="'kind' is a field of claims; --map claim_id=COLUMN says which column"):
        read_ledger(write(tmp_path, "No,Art\nS1.1,denial\n"), {"kind": "Art", "claim": "No"})


def test_a_table_of_statements_may_number_them_as_claims(tmp_path: Path) -> None:
    path = write(tmp_path, "claim_id,Text,Who\n7,A,Brandt\n")
    table = read_ledger(path, {"claim": "Text", "speaker": "Who"})
    assert (cells(table), table.claims) == ([{"claim": "A", "speaker": "Brandt"}], ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("\n , \n", "is empty"),
        ("statement_id,claim,kind,party,about\nS1,b,,,\n", "is a table of claims without claim_id, which says"),
        ("Who,What\na,b\n", "no column of the ledger's that says which statement a row is of"),
        ("claim,claim\na,b\n", "has two columns for 'claim'"),
        (f'{HEADER}\n{ROW}\nk2,x,"never closed\n', "line 3, cannot be read as a table"),
        ("claim\ncaf\xe9\n".encode("latin-1"), r"is not UTF-8 \(line 2\); in Excel, save it as “CSV UTF-8”"),
        (b"PK\x03\x04 no archive", "cannot be read as a workbook"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises((ReaderError, UsageError), match=message):
        read_ledger(write(tmp_path, content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be read: No such file"):
        read_ledger(tmp_path / "none.csv")
    with pytest.raises(ReaderError, match="cannot be read: No such file"):
        read_ledger(tmp_path / "none.xlsx")


def save(path: Path, *rows: list[Any], title: str = "Sheet") -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Notes"
    sheet = workbook.create_sheet(title, 0)
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_a_workbook_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    day, moment = datetime.date(2024, 3, 1), datetime.datetime(2024, 3, 2, 10, 0, 5)
    path = save(
        tmp_path / "l.xlsx",
        [None, "statement_id", "said_on", "coded_at", "claim", "extractor", "note"],
        [None, 12.0, day, moment, "bell _x0007_", 7, True],
        [],
        [None, 13, "2024-05", None, 5.5, None, None],
    )
    assert cells(read_ledger(path)) == [
        {"statement_id": "12", "said_on": "2024-03-01", "coded_at": "2024-03-02T10:00:05", "claim": "bell \x07",
         "extractor": "7", "note": "TRUE"},
        {"statement_id": "13", "said_on": "2024-05", "coded_at": "", "claim": "5.5", "extractor": "", "note": ""},
    ]  # fmt: skip
    renamed = path.rename(tmp_path / "l.bin")
    assert len(read_ledger(renamed).records) == 2


def test_the_sheet_of_the_ledger_is_read_wherever_it_stands(tmp_path: Path) -> None:
    path = save(tmp_path / "l.xlsx", ["claim"], ["A"], title="Ledger")
    workbook = openpyxl.load_workbook(path)
    workbook.move_sheet("Ledger", 1)
    workbook.save(path)
    assert cells(read_ledger(path)) == [{"claim": "A"}]


def test_json_lines_are_read_by_their_keys(tmp_path: Path) -> None:
    from tracker.ledger.json_text import write_json_lines

    path = tmp_path / "l.jsonl"
    with path.open("w", encoding="utf-8") as file:
        write_json_lines([make_row(note=None, topics=())], file)
    (record,) = read_ledger(path).records
    assert record.place == "line 1"
    assert record.cells["claim"] == make_row().claim
    assert (record.cells["note"], record.cells["topics"], record.cells["statement_id"]) == ("", "", "12")
    assert record.cells["content_offsets"] == "[[44, 66], [70, 94]]"
    partial = read_ledger(write(tmp_path, '{"key": "k1", "mine": 1}\n\n{"key": "k2", "claim": "A"}\n', "p.jsonl"))
    assert cells(partial) == [{"statement_key": "k1"}, {"statement_key": "k2", "claim": "A"}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"key": "k1"}\n{"key": \n', "line 2, is no JSON"),
        ("[1]\n", "is no JSON object"),
        ('{"schema_version": 2, "key": "k1"}\n', "line 1, has schema_version 2; this tracker reads 1"),
        ('{"key": "k1", "claim": {"a": 1}}\n', "line 1: claim is of no form that the ledger has"),
        ("\n", "is empty"),
    ],
)
def test_json_lines_that_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(ReaderError, match=message):
        read_ledger(write(tmp_path, content, "l.jsonl"))
