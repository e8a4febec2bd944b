"""The page out of the database: as a folder, as one file, to standard output, of a selection."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from tests.extractions import CORRIDOR, PIPELINE, store
from tracker.errors import NotFoundError, OutputError
from tracker.records import Confidence, Manner, StatementFilter, Status
from tracker.storage.database import Database
from tracker.workflows import page
from tracker.workflows.export import ExportReport, export_ledger
from tracker.workflows.formulations import add_formulations
from tracker.workflows.page import describe_filter

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
    filter: StatementFilter = ALL,
    *,
    force: bool = False,
    stdout: object = None,
) -> ExportReport:
    stream = stdout if isinstance(stdout, io.StringIO) else io.StringIO()
    return export_ledger(database, filter, format="html", output=output, stdout=stream, force=force)


def listed(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*.html")}


def test_a_folder_has_a_page_for_each_speaker_and_article(filled: Database, tmp_path: Path) -> None:
    assert export(filled, tmp_path / "site") == ExportReport(5, ())
    pages = listed(tmp_path / "site")
    assert {"index.html", "timelines.html", "speakers.html", "articles.html", "about.html"} <= pages
    assert {"articles/1.html", "articles/2.html"} <= pages
    assert len([name for name in pages if name.startswith("speakers/")]) == 5
    article = (tmp_path / "site" / "articles" / "2.html").read_text("utf-8")
    assert ">the “northern pipeline” would be closed</mark>" in article
    assert "<bdi>Tomás Okello</bdi>" in article
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '["AUT","Austria"]' in index
    assert '["trade","Trade and investment"]' in index
    assert "5 statements by 5 speakers, each traced to its place in 2 articles, March 2024 – May 2024." in index


def test_one_file_holds_all_of_it(filled: Database, tmp_path: Path) -> None:
    export(filled, tmp_path / "page.HTML")
    export(filled, tmp_path / "page.htm")
    written = (tmp_path / "page.HTML").read_text("utf-8")
    assert written == (tmp_path / "page.htm").read_text("utf-8")
    assert written.count("<template data-page=") == 12
    stream = io.StringIO()
    export(filled, None, stdout=stream)
    assert stream.getvalue() == written


def test_a_selection_holds_nothing_else(filled: Database, tmp_path: Path) -> None:
    export(filled, tmp_path / "site", StatementFilter(speakers=("Okello",)))
    assert [name for name in listed(tmp_path / "site") if "/" in name and name.startswith("a")] == ["articles/2.html"]
    article = (tmp_path / "site" / "articles" / "2.html").read_text("utf-8")
    assert len(re.findall("<mark class", article)) == 2  # the statement's, and the key below
    assert "stalled" in article
    assert "A selection: speaker Okello." in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_the_same_database_gives_the_same_folder(filled: Database, tmp_path: Path) -> None:
    export(filled, tmp_path / "a")
    export(filled, tmp_path / "b")
    for name in listed(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_folder_is_replaced_with_force_only_and_never_a_stranger_s(filled: Database, tmp_path: Path) -> None:
    site = tmp_path / "site"
    export(filled, site)
    with pytest.raises(OutputError, match="exists already; --force replaces it"):
        export(filled, site)
    export(filled, site, StatementFilter(speakers=("Okello",)), force=True)
    assert "articles/1.html" not in listed(site)
    (site / "precious.txt").write_text("mine")
    with pytest.raises(OutputError, match="precious"):
        export(filled, site, force=True)
    assert (site / "precious.txt").read_text() == "mine"
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_name_that_nobody_has_writes_nothing(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no speaker matches"):
        export(filled, tmp_path / "site", StatementFilter(speakers=("Nobody",)))
    assert not (tmp_path / "site").exists()


def test_an_empty_database_gives_a_page_that_says_so(database: Database, tmp_path: Path) -> None:
    assert export(database, tmp_path / "site").count == 0
    assert "0 statements by 0 speakers" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_many_statements_are_remarked_upon(filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MANY", 4)
    [remark] = export(filled, tmp_path / "site").remarks
    assert remark.startswith("5 statements make a page that is slow to open")


def test_a_filter_is_told_in_words() -> None:
    assert describe_filter(StatementFilter(sort="-date")) == ()
    wanted = StatementFilter(
        speakers=("xi", "maduro"), text="corridor", since="2024", manner=Manner.DIRECT, confidence=Confidence.HIGH,
        statuses=(Status.CONFIRMED,), limit=5, meeting=("xi", "okello"), officials=True, near=3,
    )  # fmt: skip
    assert describe_filter(wanted) == (
        ("Speaker", "xi or maduro"), ("Meeting", "xi and okello"), ("Officials", "included"), ("Words", "corridor"),
        ("Words within", "3"), ("Since", "2024"), ("Manner", "direct"),
        ("Confidence", "high"), ("Status", "confirmed"), ("Limit", "5"),
    )  # fmt: skip


def test_tracked_formulations_that_the_selection_uses_are_on_the_page(filled: Database, tmp_path: Path) -> None:
    add_formulations(filled, ["northern pipelines", "southern pipeline"])
    export(filled, tmp_path / "site")
    page = (tmp_path / "site" / "timelines.html").read_text("utf-8")
    assert "“northern pipelines”" in page
    assert "southern" not in page
    export(filled, tmp_path / "other", StatementFilter(until="2024-04"))
    assert "northern" not in (tmp_path / "other" / "timelines.html").read_text("utf-8")
