"""The ledger written out: whole or not at all, the same every time, over nothing that is there."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import pytest

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import NotFoundError, OutputError, UsageError
from tracker.ledger import tables
from tracker.ledger.columns import Layout, choose_columns
from tracker.records import LedgerRow, StatementFilter
from tracker.storage.database import Database
from tracker.workflows.export import export_ledger
from tracker.workflows.formats import FORMATS, Format, Target
from tracker.workflows.selection import Selection, open_selection

ALL = StatementFilter()


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
    return database


def export(
    database: Database,
    output: Path | None,
    *,
    filter: StatementFilter = ALL,
    format: str = "csv",
    stdout: TextIO | None = None,
    force: bool = False,
    layout: Layout | None = None,
) -> int:
    report = export_ledger(
        database, filter, format=format, output=output, stdout=stdout or io.StringIO(), force=force, layout=layout
    )
    return report.count


def test_every_format_to_standard_output(filled: Database) -> None:
    for format in ("csv", "jsonl", "md"):
        stream = io.StringIO(newline="")
        assert export(filled, None, format=format, stdout=stream) == 5
        assert "the grain corridor would stay open" in stream.getvalue()


def test_what_is_no_file_is_written_to_and_never_replaced(filled: Database, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        for force in (False, True):
            assert export(filled, pipe, force=force) == 5
            assert os.read(reader, 100_000).startswith(b"statement_id,")
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert not list(tmp_path.glob(".pipe*"))


def test_a_folder_is_not_said_to_be_replaceable(filled: Database, tmp_path: Path) -> None:
    for force in (False, True):
        with pytest.raises(OutputError, match="is a folder; name a file in it"):
            export(filled, tmp_path, force=force)


def test_a_file_appears_whole_and_the_same_every_time(filled: Database, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert export(filled, first) == export(filled, second) == 5
    assert first.read_bytes() == second.read_bytes()
    with first.open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 5
    assert first.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_filters_choose_the_rows(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    wanted = StatementFilter(speakers=("Okello",))
    assert export(filled, path, format="jsonl", filter=wanted) == 1
    (line,) = path.read_text("utf-8").splitlines()
    assert "the “northern pipeline” would be closed" in json.loads(line).values()


def test_nothing_is_overwritten_without_force(filled: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("precious")
    path.chmod(0o640)
    with pytest.raises(OutputError, match=r"a\.csv exists already; --force replaces it"):
        export(filled, path)
    assert path.read_text() == "precious"
    assert export(filled, path, force=True) == 5
    assert path.read_text("utf-8").count("\n") == 6
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_written_through(filled: Database, tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.touch()
    link.symlink_to(target)
    export(filled, link, force=True)
    assert link.is_symlink()
    assert target.stat().st_size


def test_an_export_that_fails_leaves_what_was_there(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout) -> list[str]:
        stream.write("half a row")
        next(iter(rows))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "write_csv", stop)
    path = tmp_path / "a.csv"
    path.write_text("precious")
    with pytest.raises(OutputError, match=r"a\.csv cannot be written: No space left on device"):
        export(filled, path, force=True)
    assert path.read_text() == "precious"
    assert [file for file in tmp_path.iterdir() if not file.name.startswith("tracker.db")] == [path]


def test_a_question_that_cannot_be_answered_makes_no_file(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        export(filled, tmp_path / "a.csv", filter=StatementFilter(speakers=("Nobody",)))
    with pytest.raises(UsageError, match="cannot be written as 'pdf'; formats are csv"):
        export(filled, tmp_path / "a.csv", format="pdf")
    assert not (tmp_path / "a.csv").exists()


def test_a_layout_that_a_format_has_no_use_for_is_refused(filled: Database) -> None:
    with pytest.raises(UsageError, match="md has a form of its own, in which fields cannot be chosen"):
        export(filled, None, format="md", layout=Layout(choose_columns("speaker,claim")))
    with pytest.raises(UsageError, match="csv has one row a statement; only md can be grouped"):
        export(filled, None, layout=Layout(group_by="topic"))


FOLDER = Format("page", "a folder", "tests.workflows.test_export:write_folder", Target.FOLDER, ("page",))


def write_folder(selection: Selection, path: Path, layout: Layout) -> list[str]:
    """A writer as the formats of files and folders have it."""
    target = path
    if path.suffix != ".page":
        path.mkdir()
        target = path / "index.txt"
    target.write_text("\n".join(row.claim for row in selection), "utf-8")
    if selection.wanted.limit == 3:
        raise OSError(28, "No space left on device")
    return ["one page"]


def test_a_folder_appears_whole_and_replaces_only_its_own_kind(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "page", FOLDER)
    home = tmp_path / "home"
    home.mkdir()
    path = home / "site"
    with pytest.raises(OutputError, match="No space left"):
        export(filled, path, format="page", filter=StatementFilter(limit=3))
    assert list(home.iterdir()) == []
    assert export(filled, path, format="page") == 5
    assert (path / "index.txt").read_text("utf-8").count("\n") == 4
    with pytest.raises(OutputError, match="exists already"):
        export(filled, path, format="page")
    assert export(filled, path, format="page", force=True, filter=StatementFilter(limit=1)) == 1
    assert (path / "index.txt").read_text("utf-8").count("\n") == 0
    (path / "thesis.txt").write_text("precious")
    with pytest.raises(OutputError, match=r"holds what is not of an export \(thesis\.txt\)"):
        export(filled, path, format="page", force=True)
    assert (path / "thesis.txt").read_text() == "precious"
    assert list(home.iterdir()) == [path]
    (path / "thesis.txt").unlink()
    (path / "index.txt").unlink()
    assert export(filled, path, format="page") == 5  # an empty folder is filled
    stream = io.StringIO()
    assert export(filled, None, format="page", stdout=stream, filter=StatementFilter(limit=1)) == 1
    assert stream.getvalue() == "the grain corridor would stay open"


def test_a_file_that_is_no_text_does_not_go_to_standard_output(filled: Database) -> None:
    with pytest.raises(UsageError, match="sqlite cannot go to standard output; name a file with --output"):
        export(filled, None, format="sqlite")


def test_a_selection_can_be_gone_through_again_with_its_speakers_and_texts(filled: Database) -> None:
    with open_selection(filled, StatementFilter(sort="id")) as selection:
        rows = list(selection)
        named = list(selection.with_speakers())
        assert [row for row, _ in named] == rows
        assert [[speaker.name for speaker in speakers] for _, speakers in named][2:4] == [
            ["Austria", "Uganda"],
            ["Tomás Okello"],
        ]
        assert named[0][1][0].role == "Foreign Minister"
        for row in rows:
            assert selection.read_text(row.article_id)[slice(*row.content_offsets[0])] in row.claim
        with pytest.raises(NotFoundError):
            selection.read_text(99)
        assert selection.count == 5


@pytest.mark.parametrize(
    ("large", "wanted", "total"),
    [
        (False, StatementFilter(speakers=("brandt",)), 2),
        (False, StatementFilter(limit=2, offset=1), 2),
        (False, StatementFilter(limit=9, offset=4), 1),
        (False, StatementFilter(offset=9), None),  # no row, so that nothing is told
        (True, StatementFilter(sort="-id", offset=1), 4),
        (True, StatementFilter(speakers=("brandt",)), None),
        (True, StatementFilter(speakers=("brandt",), limit=1), 1),
        (True, StatementFilter(speakers=("uganda",)), 1),
    ],
)
def test_it_is_told_how_many_there_are_where_that_is_soon_counted(
    filled: Database, monkeypatch: pytest.MonkeyPatch, large: bool, wanted: StatementFilter, total: int | None
) -> None:
    if large:
        monkeypatch.setattr("tracker.storage.ledger.COUNTED_AT_ONCE", 0)
        monkeypatch.setattr("tracker.storage.ledger.COUNTED", 1)
    told: list[tuple[int, int | None]] = []
    with open_selection(filled, wanted, on_row=lambda more, of: told.append((more, of))) as selection:
        assert told == [(1, total)] * len(list(selection))


def test_where_no_file_can_be(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        export(filled, tmp_path / "absent" / "a.csv")
    with pytest.raises(OutputError, match="is a folder; name a file in it"):
        export(filled, tmp_path, force=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
