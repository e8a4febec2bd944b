"""`tracker import`: the plan is shown, asked about, and done as a whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    """A ledger of four statements with a note put on the first, and a database that has them."""
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    path = tmp_path / "ledger.csv"
    assert run("export", "--output", path).code == 0
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[0]["note"] = "seen \x1b[31m"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def test_a_dry_run_shows_and_does_nothing(run: Run, ledger: Path) -> None:
    result = run("import", ledger, "--dry-run")
    assert result.code == 0
    assert result.out == "S1 note: nothing → “seen \\x1b[31m”\n"
    assert result.err == "4 rows: 3 as they were; 1 changed; 0 new\nnothing was done\n"
    assert "seen" not in run("export", "--fields", "note").out


def test_done_with_yes_and_taken_back(run: Run, ledger: Path) -> None:
    result = run("import", ledger, "--yes")
    assert (result.code, result.err.splitlines()[-1]) == (0, "done as entry 2; `tracker undo` takes it back")
    assert "seen" in run("export", "--fields", "note").out
    again = run("import", ledger, "--yes")
    assert (again.code, again.err) == (0, "4 rows: 4 as they were; 0 changed; 0 new\nnothing to do\n")
    assert run("undo", "--yes").code == 0
    assert "seen" not in run("export", "--fields", "note").out


def test_nobody_to_ask_means_no(run: Run, ledger: Path) -> None:
    result = run("import", ledger)
    assert result.code == 1
    assert "repeat it with --yes" in result.err
    assert "seen" not in run("export", "--fields", "note").out


def test_rows_without_a_place_stop_all_unless_left_out(run: Run, ledger: Path) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.write(",,,,,,,,,,,never said\r\n")
    refused = run("import", ledger, "--yes")
    assert refused.code == 1
    assert "cannot place row 6: it is a new row, and names no article" in refused.out
    assert refused.err.endswith(
        "error: 1 row cannot be placed; nothing was changed. Correct it, or do the rest with --leave-out\n"
    )
    assert run("import", ledger, "--yes", "--leave-out").code == 0
    assert "seen" in run("export", "--fields", "note").out


def test_another_layout(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("Who,Words,Where,Mine\nIda Moreau,It rained,https://example.org/rain,x\n", encoding="utf-8")
    result = run("import", path, "--map", "speaker=Who", "--map", "claim=Words", "--map", "source=Where", "--yes")
    assert result.code == 0
    assert "new row 2: Ida Moreau: “It rained” in new A1 https://example.org/rain" in result.out
    assert "columns that are not the ledger's are passed over: Mine" in result.err
    assert "It rained" in run("statements").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--map", "claim"], "'claim' is no pair; write FIELD=COLUMN"),
        (["--map", "claim=A", "--map", "claim=B"], "'claim' is mapped twice"),
        (["--map", "claim=Nope"], "has no column 'Nope'"),
    ],
)
def test_wrong_usage(run: Run, ledger: Path, arguments: list[str], message: str) -> None:
    result = run("import", ledger, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("import", tmp_path / "none.csv")
    assert (result.code, result.out) == (1, "")
    assert "none.csv cannot be read: No such file or directory" in result.err
