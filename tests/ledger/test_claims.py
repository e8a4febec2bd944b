"""Claims in exports: nested in JSON lines, which an import still takes, and in tables of their own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl

from tests.rows import ROW
from tests.selections import Told
from tracker.ledger.claim_columns import CLAIM_COLUMN_OF, CLAIM_COLUMNS
from tracker.ledger.claims import ClaimRows, to_claim_object, write_json_lines
from tracker.ledger.columns import Layout, choose_columns
from tracker.ledger.reading import read_ledger
from tracker.ledger.spreadsheet import write_xlsx
from tracker.ledger.tables import write_csv, write_csv_for_excel
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, Status, StoredClaim
from tracker.records.claims import ClaimReference, ClaimRow
from tracker.records.commitments import ClaimTie, LinkOrigin, LinkRelation, LinkStatus

CLAIM = StoredClaim(
    ROW.statement_id,
    2,
    ExtractedClaim(
        (7, 40),
        "Austria will keep it open",
        ClaimKind.COMMITMENT,
        ClaimStrength.STRONG,
        "will",
        ("Austria",),
        "Austria",
        ("Uganda",),
        "Uganda",
        "../2030",
        "by 2030",
    ),
    Status.EDITED,
    "ana",
    "2024-03-02T10:00:00Z",
    "seen",
)


def test_a_claim_as_an_object() -> None:
    assert to_claim_object(CLAIM) == {
        "claim_id": f"S{ROW.statement_id}.2",
        "text": "Austria will keep it open",
        "start": 7,
        "end": 40,
        "kind": "commitment",
        "strength": "strong",
        "marker": "will",
        "party": ["Austria"],
        "party_as_printed": "Austria",
        "counterpart": ["Uganda"],
        "counterpart_as_printed": "Uganda",
        "about": "../2030",
        "about_text": "by 2030",
        "status": "edited",
        "note": "seen",
        "coder": "ana",
        "coded_at": "2024-03-02T10:00:00Z",
        "links": [],
        "linked_by": [],
    }


def test_a_claim_has_what_was_ruled_on_its_links() -> None:
    here, there = ClaimReference(ROW.statement_id, 2), ClaimReference(40, 1)
    hand, accepted = LinkOrigin.HAND, LinkStatus.ACCEPTED
    softens = ClaimTie(here, there, LinkRelation.SOFTENS, hand, accepted, "will became hopes", "ana", "2024-03-02")
    drops = ClaimTie(there, here, LinkRelation.DROPS, hand, LinkStatus.REJECTED, None, "ana", "2024-03-03")
    other = ClaimTie(there, ClaimReference(41, 1), LinkRelation.DROPS, hand, accepted, None, "ana", "2024-03-03")
    told = to_claim_object(CLAIM, (softens, drops, other))
    assert told["links"] == [
        {
            "relation": "softens",
            "claim_id": "S40.1",
            "status": "accepted",
            "origin": "hand",
            "reason": "will became hopes",
            "coder": "ana",
            "coded_at": "2024-03-02",
        }
    ]
    assert [(link["claim_id"], link["status"]) for link in told["linked_by"]] == [("S40.1", "rejected")]


def test_json_lines_have_the_claims_and_are_read_back(tmp_path: Path) -> None:
    told = Told(ROW, claims={ROW.statement_id: (CLAIM,)})
    stream = io.StringIO()
    assert write_json_lines(told, stream) == []
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["claims"] == [to_claim_object(CLAIM)]
    path = tmp_path / "ledger.jsonl"
    path.write_text(stream.getvalue(), encoding="utf-8")
    (record,) = read_ledger(path).records
    assert record.cells["claim"] == ROW.claim


def test_chosen_fields_come_without_claims() -> None:
    stream = io.StringIO()
    write_json_lines(Told(ROW, claims={ROW.statement_id: (CLAIM,)}), stream, Layout(choose_columns("speaker")))
    assert "claims" not in json.loads(stream.getvalue())


TOLD = Told(ROW, claims={ROW.statement_id: (CLAIM,)})
CLAIMS = Layout(CLAIM_COLUMNS, of_claims=True)
REFERENCE = f"S{ROW.statement_id}.2"


def test_every_field_of_a_claim_is_a_column() -> None:
    assert [column.name for column in CLAIM_COLUMNS] == list(ClaimRow.__dataclass_fields__)
    assert all(column.path == (column.name,) for column in CLAIM_COLUMNS)


def test_a_table_of_claims_has_a_row_each_and_is_read_back(tmp_path: Path) -> None:
    rows = ClaimRows(TOLD)
    stream = io.StringIO()
    assert write_csv(rows, stream, CLAIMS) == []
    assert rows.count == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert (row["claim_id"], row["claim"], row["kind"]) == (REFERENCE, "Austria will keep it open", "commitment")
    assert (row["party"], row["counterpart"], row["about"]) == ("Austria", "Uganda", "../2030")
    assert (row["speaker"], row["statement_key"]) == (ROW.speaker, ROW.statement_key)
    path = tmp_path / "claims.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    table = read_ledger(path)
    assert (table.records, table.columns) == ((), ())
    assert [record.cells for record in table.claims] == [row]


def test_claims_as_lines_are_plain_objects_and_read_back(tmp_path: Path) -> None:
    stream = io.StringIO()
    write_json_lines(ClaimRows(TOLD), stream, CLAIMS)
    item = json.loads(stream.getvalue())
    assert (item["claim_id"], item["party"], item["start"]) == (REFERENCE, ["Austria"], 7)
    path = tmp_path / "claims.jsonl"
    path.write_text(stream.getvalue(), encoding="utf-8")
    (record,) = read_ledger(path).claims
    assert (record.place, record.cells["party"], record.cells["start"]) == ("line 1", "Austria", "7")


def test_columns_of_claims_are_chosen_like_others() -> None:
    stream = io.StringIO()
    write_csv(ClaimRows(TOLD), stream, Layout(choose_columns("kind,claim", CLAIM_COLUMN_OF), of_claims=True))
    assert stream.getvalue() == "kind,claim\r\ncommitment,Austria will keep it open\r\n"


def test_a_cell_that_was_cut_is_named_by_its_claim() -> None:
    long = StoredClaim(ROW.statement_id, 3, ExtractedClaim((0, 9), "x" * 40_000))
    (remark,) = write_csv_for_excel(ClaimRows(Told(ROW, claims={ROW.statement_id: (long,)})), io.StringIO(), CLAIMS)
    assert f"S{ROW.statement_id}.3 claim" in remark


def test_a_workbook_has_a_sheet_of_claims_beside_the_statements(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    assert write_xlsx(TOLD, path) == []
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Ledger", "Claims"]
    header, row = workbook["Claims"].iter_rows(values_only=True)
    assert dict(zip(header, row, strict=True))["claim_id"] == REFERENCE
    assert workbook["Claims"].auto_filter.ref == "A1:AB2"
    assert workbook["Claims"].freeze_panes == "A2"
    table = read_ledger(path)
    assert ([r.cells["claim"] for r in table.records], [r.cells["kind"] for r in table.claims]) == (
        [ROW.claim],
        ["commitment"],
    )


def test_a_workbook_of_claims_alone_and_one_of_chosen_columns_have_one_sheet(tmp_path: Path) -> None:
    write_xlsx(ClaimRows(TOLD), tmp_path / "claims.xlsx", CLAIMS)
    assert openpyxl.load_workbook(tmp_path / "claims.xlsx").sheetnames == ["Claims"]
    assert [record.cells["claim_id"] for record in read_ledger(tmp_path / "claims.xlsx").claims] == [REFERENCE]
    write_xlsx(TOLD, tmp_path / "some.xlsx", Layout(choose_columns("speaker,claim")))
    assert openpyxl.load_workbook(tmp_path / "some.xlsx").sheetnames == ["Ledger"]
