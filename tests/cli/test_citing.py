"""`tracker cite` prints what can be cited, and nothing that steers a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run


@pytest.fixture
def stored(run: Run, tmp_path: Path) -> Run:
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


def test_several_statements_with_a_blank_line_between(stored: Run) -> None:
    result = stored("cite", "S1", "2")
    assert (result.code, result.err) == (0, "")
    first, second = result.out.strip().split("\n\n")
    assert first.startswith("Ilse Brandt")
    assert " in: " in second


def test_a_style(stored: Run) -> None:
    result = stored("cite", "S1", "--style", "chicago")
    assert result.code == 0
    assert ",” reported in " in result.out or ",” quoted in " in result.out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["S99"], 1, "no statement 99"),
        (["S1", "--style", "chicgo"], 2, "did you mean chicago"),
        (["X"], 2, "'X' is no statement number"),
        ([], 2, "Missing argument"),
    ],
)
def test_refused(stored: Run, arguments: list[str], code: int, message: str) -> None:
    result = stored("cite", *arguments)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
