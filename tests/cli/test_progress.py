"""How far bulk work has come: told on a terminal's standard error only, and gone when the work is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.extractions import CORRIDOR_TEXT
from tracker.cli.progress import Progress

ONE = 'President Tomas Okello said on Monday that "the road is open". He said that it rained.'


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is too fast to be told."""
    monkeypatch.setattr("tracker.cli.progress._SECONDS_BETWEEN_UPDATES", 0)
    monkeypatch.setattr("tracker.cli.progress._SECONDS_UNTOLD", 0)


def test_it_is_drawn_over_the_line_before_and_taken_away(
    capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]
) -> None:
    become_terminal(stderr=True)
    with Progress("changes taken back", 2_000) as progress:
        progress.advance(500)
        progress.advance(1_000)
        progress.follow(0, 1_200)  # fewer than were done
    told = capsys.readouterr().err.split("\r\x1b[K")
    assert told[0] == ""
    assert told[1].startswith("500 of 2,000 changes taken back, ")
    assert told[2].startswith("1,500 of 2,000 changes taken back, ")
    assert told[3].startswith("1,500 of 1,500 changes taken back, ")
    assert told[4] == ""


def test_where_nobody_looks_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("changes taken back") as progress:
        progress.advance(500)
    assert (progress.done, capsys.readouterr()) == (500, ("", ""))


def test_quick_work_is_not_told(
    capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.cli.progress._SECONDS_UNTOLD", 60)
    become_terminal(stderr=True)
    with Progress("changes taken back") as progress:
        progress.advance(500)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["statement", "confirm", "--where-speaker", "okello", "--yes"], "2 of 2 statements seen to, "),
        (["statement", "confirm", "--where-speaker", "okello", "--dry-run"], "2 of 2 statements looked at, "),
        (["speaker", "merge", "Ilse Brandt", "Tomas Okello"], "of 2 statements moved, "),
        (["retag", "--dry-run"], "statements looked at, "),
        (["reextract", "--jobs", "1"], "1 of 2 articles read anew, "),
        (["export", "--output", "ledger.csv"], "statements written, "),
        (["import", "came.csv", "--dry-run"], "1 of 1 rows looked at, "),
        (["undo", "--yes"], "changes taken back, "),
        (["undo", "--dry-run"], "changes looked at, "),
    ],
)
def test_bulk_work_is_followed(
    run: Run,
    tmp_path: Path,
    become_terminal: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for number, words in enumerate((ONE, CORRIDOR_TEXT)):
        (tmp_path / f"{number}.txt").write_text(words)
        run("ingest", tmp_path / f"{number}.txt")
    if command[0] == "undo":
        assert run("statement", "confirm", "--where-speaker", "okello", "--yes").code == 0
    (tmp_path / "came.csv").write_text("statement_id,note\n1,looked at\n")
    become_terminal(stderr=True)
    result = run(*command)
    assert result.code == 0
    assert "\r\x1b[K" in result.err
    assert told in result.err


def test_an_export_that_is_refused_counts_nothing_first(
    run: Run, tmp_path: Path, become_terminal: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(ONE)
    run("ingest", tmp_path / "one.txt")
    target = tmp_path / "ledger.csv"
    target.write_text("mine")
    become_terminal(stderr=True)
    monkeypatch.setattr("tracker.storage.ledger.count_statements", lambda *_, **__: pytest.fail("counted"))
    result = run("export", "--output", target)
    assert (result.code, result.err) == (1, f"error: {target} exists already; --force replaces it\n")
