"""Claims brought back from a table: without edits nothing changes, edits become corrections, stale rows are told."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.databases import make_database
from tracker.errors import ConflictError
from tracker.ledger.claim_columns import CLAIM_COLUMNS
from tracker.ledger.columns import COLUMNS, Layout
from tracker.ledger.reading import read_ledger
from tracker.ledger.tables import write_csv
from tracker.records import ArticleInput, StatementFilter, Status
from tracker.records.claims import ClaimEdit, ClaimFilter, ClaimReference, ClaimRow
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.workflows.claims import find_claims
from tracker.workflows.correct_claims import add_claim, confirm_claims, edit_claims, reject_claims
from tracker.workflows.export import export_ledger
from tracker.workflows.history import undo
from tracker.workflows.importing import ImportOptions, ImportReport, import_ledger
from tracker.workflows.ingest import ingest

TEXT = (
    "Austrian Foreign Minister Ilse Brandt said on Friday that Austria will support Uganda in rebuilding the port by "
    "2030, and is ready to send engineers.\n\n"
    "Brandt urged Kenya to open the border. “The reports are false,” she said.\n"
)
EVA = Caller("e" * 32, "2026-03-05T09:00:00Z", "eva", "tracker claim edit", "0.0")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_database(tmp_path_factory.mktemp("claims") / "tracker.db")
    with Database(path) as database:
        ingest(database, [ArticleInput(TEXT, title="Port", outlet="The Harbour Post", published="2025-05-09")])
    return path


@pytest.fixture
def filled(made: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(made, tmp_path / "tracker.db")
    with Database(tmp_path / "tracker.db") as database:
        yield database


def export(database: Database, path: Path, *, of_claims: bool = True, format: str = "csv") -> Path:
    layout = Layout(CLAIM_COLUMNS if of_claims else COLUMNS, of_claims=of_claims)
    report = export_ledger(
        database,
        StatementFilter(sort="id"),
        format=format,
        output=path,
        stdout=io.StringIO(),
        force=True,
        layout=layout,
    )
    assert report.claims == (4 if of_claims else None)
    return path


def change(path: Path, edits: dict[str, dict[str, str]]) -> Path:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= edits.get(row["claim_id"], {})
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def take(database: Database, path: Path, *, dry_run: bool = False, leave_out: bool = False) -> ImportReport:
    return import_ledger(
        database, read_ledger(path), ImportOptions(leave_out=leave_out), origin=path.name, dry_run=dry_run
    )


def read(database: Database) -> dict[str, ClaimRow]:
    return {row.claim_id: row for row in find_claims(database, ClaimFilter(statuses=tuple(Status)))}


@pytest.mark.parametrize("format", ["csv", "csv-excel", "jsonl", "xlsx"])
def test_what_was_not_changed_changes_nothing(filled: Database, tmp_path: Path, format: str) -> None:
    report = take(filled, export(filled, tmp_path / f"claims.{format.partition('-')[0]}", format=format))
    assert (report.rows, report.unchanged, report.changes_something, report.ignored) == (4, 4, False, ())


def test_progress_is_told_of_every_row_whether_of_a_claim_or_a_statement(filled: Database, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    for path in (
        export(filled, tmp_path / "claims.csv"),
        export(filled, tmp_path / "ledger.xlsx", of_claims=False, format="xlsx"),
    ):
        report = import_ledger(
            filled, read_ledger(path), ImportOptions(), origin=path.name, on_rows=lambda *some: told.append(some)
        )
        assert (sum(more for more, _ in told), {total for _, total in told}) == (report.rows, {report.rows})
        told.clear()


def test_changed_cells_are_corrections_in_one_entry(filled: Database, tmp_path: Path) -> None:
    before = read(filled)
    path = change(
        export(filled, tmp_path / "claims.csv"),
        {
            "S1.1": {"kind": "position", "party": "Austria; Kenya", "about": "1 March 2031"},
            "S1.2": {"status": "rejected"},
            "S2.1": {"status": "confirmed"},
            "S3.1": {"counterpart": "Uganda", "note": "of the press", "speaker": "nobody", "marker": ""},
        },
    )
    assert take(filled, path, dry_run=True).changes_something
    assert read(filled) == before
    report = take(filled, path)
    assert [changed.name for changed in report.changed] == ["S1.1", "S1.2", "S2.1", "S3.1"]
    assert {cell.field for cell in report.changed[0].cells} == {"kind", "party", "about", "status"}
    assert [text.partition(":")[0] for text in report.ignored] == ["row 5 (S3.1), marker", "row 5 (S3.1), speaker"]
    after = read(filled)
    first = after["S1.1"]
    assert (first.kind, first.strength, first.party, first.about, first.status) == (
        "position",
        "strong",
        ("Austria", "Kenya"),
        "2031-03-01",
        "edited",
    )
    assert [after[name].status for name in ("S1.2", "S2.1", "S3.1")] == ["rejected", "confirmed", "edited"]
    assert (after["S3.1"].counterpart, after["S3.1"].note) == (("Uganda",), "of the press")
    undo(filled)
    assert read(filled) == before


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "wish"}, "'wish' is no kind; it is commitment, position"),
        ({"strength": "iron"}, "'iron' is no strength; it is strong, firm"),
        ({"about": "soon"}, "soon"),
        ({"status": "sure"}, "'sure' is no status"),
        ({"claim": "other words"}, "of other words now"),
        ({"claim_id": "S99.1"}, "no statement 99"),
        ({"claim_id": "S1.9"}, "no claim S1.9"),
        ({"claim_id": "first"}, "'first' is no number of a claim"),
        ({"claim_id": "S1.2"}, "S1.2 is of other words now"),
    ],
)
def test_a_row_that_cannot_be_taken_holds_all_up(
    filled: Database, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    path = change(export(filled, tmp_path / "claims.csv"), {"S1.1": cells, "S2.1": {"status": "confirmed"}})
    (unplaced, *_) = take(filled, path, dry_run=True).unplaced
    assert reason in unplaced.reason
    with pytest.raises(ConflictError):
        take(filled, path)
    assert read(filled)["S2.1"].status == "extracted"
    take(filled, path, leave_out=True)
    assert read(filled)["S2.1"].status == "confirmed"


def test_a_claim_that_comes_twice_is_told(filled: Database, tmp_path: Path) -> None:
    path = export(filled, tmp_path / "claims.csv")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join((*lines, lines[1])))
    (unplaced,) = take(filled, path, dry_run=True).unplaced
    assert (unplaced.place, unplaced.reason) == ("row 6", "it is S1.1 again, which row 2 is already")


def test_the_sheet_of_claims_beside_the_ledger_is_taken_too(filled: Database, tmp_path: Path) -> None:
    path = export(filled, tmp_path / "ledger.xlsx", of_claims=False, format="xlsx")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Claims"]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(row=2, column=header.index("kind") + 1).value = "position"
    workbook["Ledger"].cell(row=3, column=[c.value for c in workbook["Ledger"][1]].index("note") + 1).value = "seen"
    workbook.save(path)
    report = take(filled, path)
    assert [changed.name for changed in report.changed] == ["S1.1", "S2"]
    assert read(filled)["S1.1"].kind == "position"


def test_claims_that_are_gone_since_hold_nobody_up_beside_the_ledger(filled: Database, tmp_path: Path) -> None:
    path = export(filled, tmp_path / "ledger.xlsx", of_claims=False, format="xlsx")
    edit_claims(filled, [ClaimReference(1, 2)], ClaimEdit(words="ready to send engineers"))
    report = take(filled, path)
    assert (report.changes_something, report.unplaced) == (False, ())
    assert "row 3 of the claims: S1.2 is of other words now" in report.ignored[0]


def test_a_change_on_the_sheet_beside_the_ledger_that_cannot_be_taken_is_told(filled: Database, tmp_path: Path) -> None:
    path = export(filled, tmp_path / "ledger.xlsx", of_claims=False, format="xlsx")
    reject_claims(filled, [ClaimReference(1, 1)], caller=EVA)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Claims"]
    sheet.cell(row=2, column=[cell.value for cell in sheet[1]].index("kind") + 1).value = "position"
    sheet.append([cell.value for cell in sheet[3]])
    workbook.save(path)
    report = take(filled, path, dry_run=True)
    assert [(row.place, row.reason.partition(" (by")[0]) for row in report.unplaced] == [
        ("row 2 of the claims", "S1.1 was decided on since the file was written"),
        ("row 6 of the claims", "it is S1.2 again, which row 3 of the claims is already"),
    ]
    assert report.unchanged == 3 + 3


def export_either(database: Database, path: Path) -> Path:
    return export(database, path, of_claims=path.suffix == ".csv", format=path.suffix[1:])


@pytest.mark.parametrize("name", ["claims.csv", "ledger.xlsx"])
def test_what_a_person_set_since_is_never_taken_back(filled: Database, tmp_path: Path, name: str) -> None:
    confirm_claims(filled, [ClaimReference(1, 1)])
    path = export_either(filled, tmp_path / name)
    edit_claims(filled, [ClaimReference(1, 1)], ClaimEdit(by=("Kenya",), about="2031", note="x"), caller=EVA)
    before = read(filled)
    with pytest.raises(ConflictError, match=r"S1\.1 was decided on since the file was written \(by eva, 2026-03-05"):
        take(filled, path)
    assert not take(filled, path, leave_out=True).changes_something
    assert read(filled) == before


@pytest.mark.parametrize("decide", [reject_claims, confirm_claims])
@pytest.mark.parametrize("name", ["claims.csv", "ledger.xlsx"])
def test_what_a_person_ruled_since_stays_and_holds_nobody_up(
    filled: Database, tmp_path: Path, name: str, decide: Callable[..., object]
) -> None:
    path = export_either(filled, tmp_path / name)
    decide(filled, [ClaimReference(1, 1)])
    before = read(filled)
    report = take(filled, path)
    assert (report.changes_something, report.unplaced, report.ignored) == (False, (), ())
    assert read(filled) == before


def test_a_file_can_be_taken_twice(filled: Database, tmp_path: Path) -> None:
    path = change(export(filled, tmp_path / "claims.csv"), {"S1.1": {"party": "Kenya"}})
    take(filled, path)
    before = read(filled)
    assert before["S1.1"].status == "edited"
    assert take(filled, path).unchanged == 4
    assert read(filled) == before


def test_a_rejected_claim_is_taken_back_in_by_its_status(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    reject_claims(filled, [ClaimReference(2, 1)])
    with path.open("w", newline="", encoding="utf-8") as file:
        write_csv(list(read(filled).values()), file, Layout(CLAIM_COLUMNS, of_claims=True))
    assert not take(filled, path).changes_something
    take(filled, change(path, {"S2.1": {"status": "extracted"}}))
    assert read(filled)["S2.1"].status == "extracted"


def test_a_rejected_claim_comes_back_over_no_other(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    reject_claims(filled, [ClaimReference(2, 1)])
    add_claim(filled, 2, ClaimEdit(words="open the border"))
    with path.open("w", newline="", encoding="utf-8") as file:
        write_csv(list(read(filled).values()), file, Layout(CLAIM_COLUMNS, of_claims=True))
    (unplaced,) = take(filled, change(path, {"S2.1": {"status": "confirmed"}}), dry_run=True).unplaced
    assert "S2.2 stands on some of these words" in unplaced.reason


def test_kind_and_strength_are_set_together(filled: Database, tmp_path: Path) -> None:
    path = change(export(filled, tmp_path / "claims.csv"), {"S1.1": {"kind": "demand"}})
    report = take(filled, path)
    assert report.ignored == ()
    (changed,) = report.changed
    assert [cell.field for cell in changed.cells] == ["kind", "status"]
    claim = read(filled)["S1.1"]
    assert (claim.kind, claim.strength, claim.marker) == ("demand", "strong", None)
    assert take(filled, path).unchanged == 4


def test_words_that_decided_go_with_a_kind_and_are_told_of_only_where_they_are_changed(
    filled: Database, tmp_path: Path
) -> None:
    path = change(export(filled, tmp_path / "claims.csv"), {"S1.1": {"strength": "firm"}, "S2.1": {"marker": "must"}})
    report = take(filled, path)
    assert [text.partition(":")[0] for text in report.ignored] == ["row 4 (S2.1), marker"]
    assert read(filled)["S1.1"].strength == "firm"


@pytest.mark.parametrize("cells", [{"kind": "assertion"}, {"kind": ""}, {"kind": "denial", "strength": "firm"}])
def test_a_kind_that_has_no_strength_is_refused_one(filled: Database, tmp_path: Path, cells: dict[str, str]) -> None:
    path = change(export(filled, tmp_path / "claims.csv"), {"S1.1": cells})
    (unplaced,) = take(filled, path, dry_run=True).unplaced
    assert "has no strength" in unplaced.reason
    take(filled, change(path, {"S1.1": {"strength": ""}}))
    claim = read(filled)["S1.1"]
    assert (claim.kind, claim.strength, claim.status) == (cells["kind"] or None, None, "edited")


def test_the_dates_of_a_table_of_claims_tell_day_from_month(filled: Database, tmp_path: Path) -> None:
    path = export(filled, tmp_path / "claims.csv")
    dates = {"S1.1": {"about": "03/04/2031"}, "S1.2": {"about": "05/06/2031"}}
    assert len(take(filled, change(path, dates), dry_run=True).unplaced) == 2
    take(filled, change(path, {name: {"published": "05/09/2025"} for name in ("S1.1", "S1.2", "S2.1", "S3.1")}))
    assert [read(filled)[name].about for name in dates] == ["2031-03-04", "2031-05-06"]


def test_the_sheet_of_claims_learns_its_dates_from_the_statements_and_they_from_it(
    filled: Database, tmp_path: Path
) -> None:
    path = export(filled, tmp_path / "ledger.xlsx", of_claims=False, format="xlsx")
    workbook = openpyxl.load_workbook(path)
    for name, column, written in (("Claims", "about", "03/04/2031"), ("Ledger", "said_on", "13/05/2025")):
        sheet = workbook[name]
        sheet.cell(row=2, column=[cell.value for cell in sheet[1]].index(column) + 1).value = written
    workbook.save(path)
    take(filled, path)
    assert read(filled)["S1.1"].about == "2031-04-03"
