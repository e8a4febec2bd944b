"""Ledgers brought back: without edits nothing changes, edits become corrections, and what has no place is told."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from tests.databases import make_database
from tests.extractions import OFFICIAL, OKELLO, Told, said, store, tell
from tests.storage.test_undoing import rows as rows_of
from tracker.errors import ConflictError, TrackerError
from tracker.ledger.reading import read_ledger
from tracker.records import ExtractedStatement, Manner, StatementFilter, Status
from tracker.revisions import StatementEdit
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.workflows.correct import edit_statements, reject_statements
from tracker.workflows.export import export_ledger
from tracker.workflows.importing import CellChange, ImportOptions, ImportReport, import_ledger
from tracker.workflows.query import find_statements

ALL = StatementFilter(statuses=tuple(Status), sort="id")
Rows = list[dict[str, str]]


def export(database: Database, path: Path, format: str = "csv") -> Path:
    export_ledger(database, ALL, format=format, output=path, stdout=io.StringIO(), force=True)
    return path


def read_rows(path: Path) -> Rows:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Rows, columns: Sequence[str] | None = None, delimiter: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, columns or list(rows[0]), delimiter=delimiter, extrasaction="ignore", restval="")
        table.writeheader()
        table.writerows(rows)
    return path


def take(
    database: Database, path: Path, *, dry_run: bool = False, mapping: dict[str, str] | None = None, **options: bool
) -> ImportReport:
    table = read_ledger(path, mapping)
    return import_ledger(database, table, ImportOptions(**options), origin=path.name, dry_run=dry_run)


def edited(database: Database, tmp_path: Path, edit: Callable[[Rows], Any]) -> Path:
    """The ledger as a person has edited it."""
    path = export(database, tmp_path / "ledger.csv")
    rows = read_rows(path)
    edit(rows)
    return write_rows(path, rows)


def nothing_happens(report: ImportReport) -> bool:
    return not (report.changes_something or report.unplaced or report.ignored or report.missing)


# ------------------------------------------------------------------------------------------------ without an edit


@pytest.mark.parametrize("format", ["csv", "csv-excel", "xlsx", "jsonl"])
def test_a_ledger_that_nobody_edited_changes_nothing(filled: Database, tmp_path: Path, format: str) -> None:
    edit_statements(filled, [4], StatementEdit(note="=1+1", said_on="2024-05"))
    reject_statements(filled, [2])
    before = rows_of(filled)
    path = export(filled, tmp_path / f"l.{'csv' if 'csv' in format else format}", format)
    report = take(filled, path)
    assert nothing_happens(report)
    assert (report.rows, report.unchanged, report.entry) == (5, 5, None)
    assert rows_of(filled) == before


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
CONTENT = WORDS.filter(lambda text: text.strip() != "" and "\r" not in text)
LINE = st.none() | WORDS
DATES = st.sampled_from([None, "2024-03-01", "2024-12-11", "2024-05", "2023~", "2021/2023", "2024", "1815-06-18"])


@st.composite
def articles(draw: st.DrawFn) -> list[Told]:
    """Articles of any words, with statements of any of their pieces."""
    told = []
    for number in range(draw(st.integers(1, 3))):
        pieces = draw(st.lists(CONTENT, min_size=1, max_size=6))
        body = f"{number} Brandt said "
        statements: list[ExtractedStatement] = []
        for index, piece in enumerate(pieces):
            body += f"{index}: "
            start = len(body)
            body += piece + " . "
            manner = draw(st.sampled_from(Manner))
            statement = said("Brandt said x", "x", manner=manner, on=draw(DATES), by=draw(SPEAKERS))
            topics = draw(st.lists(st.sampled_from(["trade", "economy", "partnership"]), unique=True))
            tagged = said("x y", "x", mention="", cue="", topics=dict.fromkeys(topics, ("x",))).topics
            spans = [(start, start + len(piece))]
            if index and draw(st.booleans()):
                spans.insert(0, statements[-1].content[0])
            statements.append(replace(statement, source=((2, 8),), cue=((9, 13),), content=tuple(spans), topics=tagged))
        fields = {name: draw(LINE) for name in ("title", "outlet", "author", "url")}
        told.append(tell(body, *statements, published=draw(DATES), accessed=draw(DATES), **fields))
    return told


SPEAKERS = st.sampled_from([(), (OKELLO,), (OFFICIAL,), (OKELLO, OFFICIAL)])
HAND = st.lists(st.tuples(st.integers(0, 20), DATES, WORDS), max_size=4)


def mangle(path: Path, chance: random.Random) -> Path:
    """What spreadsheets do to a table: another order, other separators, dates in another form, columns left out."""
    rows = read_rows(path)
    for row in rows:
        for name in ("said_on", "said_on_start", "said_on_end", "published", "accessed"):
            if len(row[name]) == 10 and row[name] > "1931" and row[name] < "2030":
                year, month, day = (int(part) for part in row[name].split("-"))
                row[name] = f"{day}/{month}/{year}"
        row["statement_id"] += ".0" if chance.random() < 0.5 else ""
    columns = list(rows[0])
    chance.shuffle(columns)
    known = ["statement_key"] if chance.random() < 0.5 else ["statement_id", "text_sha256", "claim"]
    kept = [name for name in columns if name in known or chance.random() < 0.8]
    chance.shuffle(rows)
    return write_rows(path, [*rows, dict.fromkeys(columns, "")], kept, chance.choice(",;\t"))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(), HAND, st.randoms(use_true_random=False))
def test_a_round_trip_without_edits_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    told: list[Told],
    by_hand: list[tuple[int, str | None, str]],
    chance: random.Random,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with Database(make_database(folder / "t.db")) as database:
        with database.begin() as session:
            for article in told:
                store(session, article)
        numbers = [row.statement_id for row in find_statements(database, ALL)]
        for choice, day, note in by_hand:
            edit_statements(database, [numbers[choice % len(numbers)]], StatementEdit(said_on=day or "", note=note))
        for format, name in (("csv", "a.csv"), ("csv-excel", "b.csv"), ("xlsx", "c.xlsx"), ("jsonl", "d.jsonl")):
            path = export(database, folder / name, format)
            for mangled in (False, True):
                if mangled and format == "csv":
                    mangle(path, chance)
                report = take(database, path, dry_run=True)
                assert nothing_happens(report), (format, report)
                assert report.unchanged == len(numbers)


# ------------------------------------------------------------------------------------------------ edits


def test_edited_cells_become_corrections_and_one_entry(filled: Database, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        rows[0] |= {"speaker": "Tomás Okello and Austria", "said_on": "2/3/2024", "note": "seen", "topics": "economy"}
        rows[1] |= {"status": "rejected"}
        rows[2] |= {"status": "confirmed"}
        rows[3] |= {"claim": "the “northern pipeline”", "addressee": "Uganda", "manner": "indirect"}

    path = edited(filled, tmp_path, edit)
    with pytest.raises(ConflictError, match=r"row 2: .*'2/3/2024' is 2024-03-02 or 2024-02-03"):
        take(filled, path)
    rows = read_rows(path)
    rows[4]["published"] = "20/5/2024"  # now the file tells which comes first
    before = rows_of(filled)
    plan = take(filled, write_rows(path, rows), dry_run=True)
    assert rows_of(filled) == before
    report = take(filled, path)
    assert replace(report, entry=None) == plan
    assert report.entry == 2
    assert (report.unchanged, report.unplaced, report.ignored, report.missing) == (1, (), (), ())
    changes = {changed.name: list(changed.cells) for changed in report.changed}
    assert changes["S1"] == [
        CellChange("speaker", "Ilse Brandt", "Tomás Okello and Austria"),
        CellChange("said_on", "2024-03-01", "2024-03-02"),
        CellChange("topics", "trade", "economy"),
        CellChange("note", "", "seen"),
        CellChange("status", "extracted", "edited"),
    ]
    assert changes["S2"] == [CellChange("status", "extracted", "rejected")]
    assert changes["S3"] == [CellChange("status", "extracted", "confirmed")]
    assert CellChange("claim", "the “northern pipeline” would be closed", "the “northern pipeline”") in changes["S4"]
    assert CellChange("addressee", "", "Uganda") in changes["S4"]
    after = {row.statement_id: row for row in find_statements(filled, ALL)}
    assert (after[1].said_on_basis, after[1].coder) == ("manual", after[2].coder)
    with filled.read() as session:
        assert session.execute(sql("SELECT count(*) FROM invocation")).scalar() == 2


def test_what_was_imported_is_there_when_it_comes_again(filled: Database, tmp_path: Path) -> None:
    path = edited(filled, tmp_path, lambda rows: rows[0].update(note="seen", said_on="2024-03-05", title="Better"))
    assert take(filled, path).changes_something
    again = take(filled, path)
    assert not again.changes_something
    assert again.unplaced == ()
    assert again.ignored == (
        "row 3, title of A1: it was so before somebody changed it; `tracker article edit` changes it back",
    )


def test_a_statement_that_somebody_decided_on_meanwhile_is_not_overwritten(filled: Database, tmp_path: Path) -> None:
    path = edited(filled, tmp_path, lambda rows: rows[0].update(note="from the sheet"))
    ana = Caller("b" * 32, "2024-03-05T09:00:00Z", "ana", "tracker statement edit", "0.0")
    edit_statements(filled, [1], StatementEdit(note="from the desk"), caller=ana)
    (unplaced,) = take(filled, path, dry_run=True).unplaced
    assert unplaced.place == "row 2"
    assert unplaced.reason.startswith("S1 was decided on since the file was written (by ana, 2024-03-05T09:00:00Z)")
    assert not take(filled, path, leave_out=True).changes_something


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"speaker": "Ida Moreau"}, r"no speaker matches 'Ida Moreau'.*write 'Ida Moreau \(new\)'"),
        ({"speaker": "austria and xyzzy"}, "no speaker matches 'xyzzy'"),
        ({"said_on": "soon"}, "not a date: 'soon'"),
        ({"topics": "zzz"}, "no topic matches 'zzz'"),
        ({"claim": "words that nobody said"}, "words that nobody said"),
        ({"claim": " "}, "needs content"),
        ({"manner": "loud"}, "'loud' is no manner; it is direct, indirect, mixed"),
        ({"status": "added"}, "a person cannot make it added"),
        ({"status": "maybe"}, "'maybe' is no status"),
        ({"statement_key": "0123456789abcdef", "claim": "other"}, "no statement here has the key '0123456789abcdef'"),
        ({"statement_key": "", "statement_id": "99"}, "no statement here has the number 99"),
        ({"statement_key": "", "statement_id": "", "claim": ""}, "has no claim to add"),
        ({"published": "soon"}, "published of A1 is no date"),
    ],
)
def test_rows_that_cannot_be_placed_say_why_and_stop_all(
    filled: Database, tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    def edit(rows: Rows) -> None:
        rows[0] |= cells
        rows[1] |= {"note": "seen"}

    path = edited(filled, tmp_path, edit)
    (unplaced,) = take(filled, path, dry_run=True).unplaced
    assert unplaced.place == "row 2"
    assert unplaced.reason
    with pytest.raises(ConflictError, match=r"1 row cannot be placed .*nothing was changed"):
        take(filled, path)
    assert next(iter(find_statements(filled, replace(ALL, offset=1)))).note is None
    assert re.search(reason, unplaced.reason)
    report = take(filled, path, leave_out=True)
    assert [changed.name for changed in report.changed] == ["S2"]


def test_columns_that_are_not_taken_are_told_of(filled: Database, tmp_path: Path) -> None:
    path = edited(filled, tmp_path, lambda rows: rows[0].update(country="UGA", statement_key="1.2E+15", note="seen"))
    report = take(filled, path)
    assert report.ignored == (
        "row 2 (S1), statement_key: the database keeps it itself",
        "row 2 (S1), country: it belongs to the speaker, not to one statement",
    )
    assert [changed.name for changed in report.changed] == ["S1"]


def test_an_article_is_changed_from_any_of_its_rows_if_they_agree(filled: Database, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        rows[0] |= {"title": "=Better", "published": "3 March 2024"}
        rows[1] |= {"title": "=Better"}
        rows[3] |= {"outlet": "One"}
        rows[4] |= {"outlet": "Another"}

    report = take(filled, edited(filled, tmp_path, edit), leave_out=True)
    (changed,) = report.changed
    assert changed.name == "A1"
    assert changed.places == ("row 2", "row 3")
    assert set(changed.cells) == {
        CellChange("title", "Ministers agree", "=Better"),
        CellChange("published", "2024-03-02", "2024-03-03"),
    }
    assert [(u.place, u.reason) for u in report.unplaced] == [
        ("row 5", "outlet of A2 is given in several ways"),
        ("row 6", "outlet of A2 is given in several ways"),
    ]
    rows = list(find_statements(filled, ALL))
    assert {row.title for row in rows[:3]} == {"=Better"}


def test_the_same_statement_twice_is_refused(filled: Database, tmp_path: Path) -> None:
    path = edited(filled, tmp_path, lambda rows: rows.append(dict(rows[0])))
    (unplaced,) = take(filled, path, dry_run=True).unplaced
    assert (unplaced.place, unplaced.reason) == ("row 7", "it is S1 again, which row 2 is already")


def test_deleted_rows_change_nothing_unless_that_is_asked_for(filled: Database, tmp_path: Path) -> None:
    path = edited(filled, tmp_path, lambda rows: rows.__delitem__(slice(1, 2)))
    report = take(filled, path)
    assert (report.missing, report.rejected, report.changes_something) == ((2,), False, False)
    report = take(filled, path, reject_missing=True)
    assert (report.missing, report.rejected, report.changes_something) == ((2,), True, True)
    assert [row.status for row in find_statements(filled, ALL)][:3] == ["extracted", "rejected", "extracted"]
    assert nothing_happens(take(filled, path))


def test_a_rejected_statement_comes_back_by_its_status(filled: Database, tmp_path: Path) -> None:
    reject_statements(filled, [1, 2])
    path = edited(
        filled, tmp_path, lambda rows: (rows[0].update(status="extracted"), rows[1].update(status="confirmed"))
    )
    take(filled, path)
    assert [row.status for row in find_statements(filled, ALL)][:2] == ["extracted", "confirmed"]


# ------------------------------------------------------------------------------------------------ new rows


def new_row(**cells: str) -> Callable[[Rows], None]:
    return lambda rows: rows.append(dict.fromkeys(rows[0], "") | cells)


@pytest.mark.parametrize(
    "article",
    [{"article_id": "1"}, {"article_id": "A1"}, {"url": "https://example.org/corridor"}, {"title": "ministers agree"}],
)
def test_a_new_row_is_a_statement_where_its_words_stand(
    filled: Database, tmp_path: Path, article: dict[str, str]
) -> None:
    cells = {
        "claim": "the grain corridor",
        "speaker": "brandt",
        "said_on": "2024-03-01",
        "topics": "economy",
        "note": "n",
    }
    path = edited(filled, tmp_path, new_row(**cells, **article, speaker_as_printed="Foreign Minister"))
    report = take(filled, path)
    (added,) = report.added
    row = added.row
    assert (added.place, added.new_article, row.article_id) == ("row 7", False, 1)
    assert (row.claim, row.speaker, row.said_on, row.topics) == (
        "the grain corridor",
        "Ilse Brandt",
        "2024-03-01",
        ("economy",),
    )
    assert (row.status, row.note, row.speaker_as_printed) == ("added", "n", "Foreign Minister")
    again = take(filled, path)
    assert (again.added, again.changed) == ((), ())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"claim": "never said", "article_id": "1"}, "A1: .*never said"),
        ({"claim": "A"}, "names no article"),
        ({"claim": "A", "title": "Unheard of"}, "not stored; --create makes one"),
    ],
)
def test_a_new_row_without_a_place(filled: Database, tmp_path: Path, cells: dict[str, str], reason: str) -> None:
    (unplaced,) = take(filled, edited(filled, tmp_path, new_row(**cells)), dry_run=True).unplaced
    with pytest.raises(TrackerError, match=reason):
        raise TrackerError(unplaced.reason)


THEIRS = (
    "Date,Who,Words,Source\n"
    '5.3.2024,Ilse Brandt,"We keep our word, she said",https://example.org/a\n'
    "6.3.2024,Austria and Tom Beck,No comment,https://example.org/a\n"
    "7.3.2024,Ida Moreau,No comment,https://example.org/a\n"
    ",Ida Moreau,the grain corridor would stay open,https://example.org/corridor\n"
    ",Ida Moreau (new),Later,A paper of 2020\n"
)
MAPPING = {"said_on": "Date", "speaker": "Who", "claim": "Words", "source": "Source"}


def test_a_ledger_of_another_layout_brings_its_articles(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(THEIRS, encoding="utf-8")
    report = take(filled, path, mapping=MAPPING, create=True)
    assert report.unplaced == ()
    assert [(added.row.speaker, added.row.said_on, added.row.claim, added.new_article) for added in report.added] == [
        ("Ida Moreau", None, "the grain corridor would stay open", False),
        ("Ilse Brandt", "2024-03-05", "We keep our word, she said", True),
        ("Austria and Tom Beck", "2024-03-06", "No comment", True),
        ("Ida Moreau", "2024-03-07", "No comment", True),
        ("Ida Moreau", None, "Later", True),
    ]
    rows = list(find_statements(filled, StatementFilter(sort="id", text="comment")))
    assert [row.url for row in rows] == ["https://example.org/a"] * 2
    assert rows[0].content_offsets != rows[1].content_offsets
    before = rows_of(filled)
    again = take(filled, path, mapping=MAPPING, create=True)
    assert not again.changes_something
    assert (again.unchanged, again.unplaced) == (5, ())
    assert rows_of(filled) == before


def test_an_article_of_which_no_row_can_be_placed_is_not_made(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("Date,Who,Words,Source\nsoon,Ilse Brandt,A,https://example.org/z\n", encoding="utf-8")
    before = rows_of(filled)
    report = take(filled, path, mapping=MAPPING, create=True, leave_out=True)
    assert [unplaced.place for unplaced in report.unplaced] == ["row 2"]
    assert not report.changes_something
    assert rows_of(filled) == before


def test_a_ledger_of_another_database_comes_in_as_new(filled: Database, tmp_path: Path) -> None:
    with Database(make_database(tmp_path / "other.db")) as other:
        body = "Brandt said the bridge was safe."
        with other.begin() as session:
            store(session, tell(body, said(body, "the bridge was safe"), url="https://example.org/bridge"))
        path = export(other, tmp_path / "other.csv")
    assert len(take(filled, path, dry_run=True).unplaced) == 1
    (added,) = take(filled, path, create=True).added
    assert (added.row.claim, added.row.url, added.new_article) == (
        "the bridge was safe",
        "https://example.org/bridge",
        True,
    )


def test_a_workbook_edited_and_saved_by_a_spreadsheet(filled: Database, tmp_path: Path) -> None:
    path = export(filled, tmp_path / "l.xlsx", "xlsx")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("note") + 1).value = "seen"
    sheet.cell(2, names.index("said_on") + 1).number_format = "dd.mm.yyyy"
    sheet.move_range("A1:B6", cols=60)
    workbook.save(path)
    report = take(filled, path)
    assert [list(changed.cells) for changed in report.changed] == [[CellChange("note", "", "seen")]]
