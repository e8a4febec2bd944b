"""`tracker timeline --by-speaker` and `--picture`: rows of bars in the terminal, and pictures in files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_formulation import PHRASE, write
from tracker.cli.drawing import draw_by_speaker
from tracker.records.summaries import Timeline, TimelineRow


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "2024-01-05", f"they built a {PHRASE}")
    write(folder, "2024-02-05", f"nobody dislikes {PHRASE}s")
    write(folder, "2024-02-06", f"the {PHRASE} flourishes", "President Tomas Okello")
    assert run("ingest", folder).code == 0
    return run


def test_a_row_for_each_speaker(filled: Run) -> None:
    assert filled("timeline", "--by-speaker").out.splitlines() == [
        "                 2024",
        "Ilse Brandt   2  ██",
        "Tomas Okello  1  ·█",
        "the tallest bar is 1",
    ]
    assert "1 by others" in filled("timeline", "--by-speaker", "--top", "1").out
    rows = [json.loads(line) for line in filled("timeline", "--by-speaker", "--format", "jsonl").out.splitlines()]
    assert rows[-1] == {"period": "2024-02", "speaker": "Tomas Okello", "statements": 1}
    nothing = filled("timeline", "--by-speaker", "--since", "2030")
    assert (nothing.out, nothing.code) == ("", 0)
    assert "no statements match" in nothing.err


@pytest.mark.parametrize("command", [("timeline",), ("formulation", "trace", PHRASE)])
def test_pictures_are_saved(filled: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    picture = tmp_path / "picture.svg"
    result = filled(*command, "--picture", picture)
    assert (result.code, result.out, result.err) == (0, "", f"drew 2 speakers in {picture}\n")
    assert b"Tomas Okello" in picture.read_bytes()
    again = filled(*command, "--picture", picture)
    assert (again.code, again.err) == (1, f"error: {picture} exists already; --force replaces it\n")
    assert filled(*command, "--picture", picture, "--force").code == 0
    assert filled(*command, "--picture", tmp_path / "picture.pdf").code == 2
    assert filled(*command, "--picture", tmp_path / "none.svg", "--since", "2030").code == 2


def test_many_periods_stand_in_blocks(capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]) -> None:
    become_terminal(width=40)
    months = tuple(f"{year}-{month:02}" for year in range(2019, 2024) for month in range(1, 13))
    row = TimelineRow("習近平\x1b[31m and a name that is far too long", 60, (1,) * 59 + (8,))
    draw_by_speaker(Timeline("x", months, (row,)))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "█" in out
    assert out.count("▁") == 59
    assert "2023" in out
