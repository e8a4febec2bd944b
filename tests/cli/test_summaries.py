"""The commands that sum up and lay side by side: who, timeline, compare, meetings, and marked hits."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.cli.app import main

ARTICLES = {
    "1.txt": (
        "---\ntitle: Brandt meets Okello\noutlet: The Harbour Post\npublished: 2024-03-02\n---\n"
        "Foreign Minister Ilse Brandt met on Friday in Vienna with Ugandan President Tomas Okello.\n\n"
        "Brandt said that the grain corridor would stay open. Okello said that trade had doubled.\n"
    ),
    "2.txt": (
        "---\ntitle: Okello in Vienna\noutlet: Kampala Courier\npublished: 2024-03-02\n---\n"
        "President Tomas Okello met with Foreign Minister Ilse Brandt on Friday.\n\n"
        "Okello said that the road was safe. President Okello and Foreign Minister Brandt agreed to open the border.\n"
    ),
    "3.txt": (
        "---\ntitle: Later\noutlet: Kampala Courier\npublished: 2024-06-01\n---\n"
        "In a phone call with President Tomas Okello on Friday, Foreign Minister Ilse Brandt said that the grain"
        " corridor had closed.\n\n"
        'President Okello warned that "the corridors of trade" mattered.\n'
    ),
}


@pytest.fixture(scope="session")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("met")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert main(["--db", str(folder / "tracker.db"), "ingest", *(str(folder / name) for name in ARTICLES)]) == 0
    return folder / "tracker.db"


@pytest.fixture
def stored(run: Run, met: Path, tmp_path: Path) -> Run:
    shutil.copy(met, tmp_path / "tracker.db")
    return run


def test_a_meeting_stands_side_by_side_from_all_articles(stored: Run) -> None:
    result = stored("statements", "--meeting", "brandt", "okello")
    assert result.code == 0, result.err
    first, second = result.out.split("\n\n2024-05-31 ")
    assert first.splitlines()[0] == "2024-03-01 · meeting · Vienna · A1 A2"
    left = [line.split(" │")[0].strip() for line in first.splitlines()]
    right = [line.split(" │ ")[1].strip() for line in first.splitlines() if " │ " in line]
    assert left[2] == "Ilse Brandt"
    assert right[0] == "Tomas Okello"
    assert "S1 the grain corridor would stay open" in left
    assert "S2 trade had doubled" in right
    assert "S3 the road was safe" in right
    assert left[-2:] == ["─" * 59 + "┼" + "─" * 59, "S4 open the border"]  # both agreed: below, under both names
    assert left[-3] == "Ilse Brandt and Tomas Okello"
    assert second.startswith("· call · A3\n")
    assert result.err == "5 statements\n"


def test_a_meeting_is_a_filter_for_scripts(stored: Run) -> None:
    result = stored("statements", "--meeting", "okello", "brandt", "--format", "jsonl", "--until", "2024-04")
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == [1, 2, 3, 4]
    assert json.loads(result.out.splitlines()[0])["occasion"]["kind"] == "meeting"


def test_narrow_terminals_get_one_side_above_the_other(stored: Run, become_terminal: Callable[..., None]) -> None:
    become_terminal(width=40)
    result = stored("statements", "--meeting", "brandt", "okello")
    assert "│" not in result.out
    assert max(map(len, result.out.splitlines())) <= 40


def test_hits_are_marked(stored: Run, become_terminal: Callable[..., None]) -> None:
    plain = stored("statements", "--text", "corridor").out
    assert "⟪corridor⟫" in plain
    assert "⟪corridors⟫" in plain
    assert "⟪" not in stored("statements", "--text", "corridor", "--format", "csv").out
    become_terminal(width=70, color=True)
    coloured = stored("statements", "--text", "corridor").out
    assert "⟪" not in coloured
    assert "\x1b[1m\x1b[4mcorridor\x1b[0m" in coloured


def test_who_said_this(stored: Run) -> None:
    result = stored("who", "corridor")
    header, first, second = result.out.splitlines()
    assert header.split()[:2] == ["Statements", "Speaker"]
    assert first.split()[:3] == ["2", "Ilse", "Brandt"]
    assert first.endswith("the grain corridor would stay open")
    assert second.split()[:3] == ["1", "Tomas", "Okello"]
    rows = list(csv.DictReader(io.StringIO(stored("who", "corridor", "--format", "csv").out)))
    assert [(row["name"], row["statements"], row["sample_id"]) for row in rows] == [
        ("Ilse Brandt", "2", "1"),
        ("Tomas Okello", "1", rows[1]["sample_id"]),
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["grain corridor"], 1),
        (["corridor grain"], 0),
        (["corridor", "grain"], 1),
        (["trade", "-corridors"], 1),
        (['"grain corridor"'], 1),
        (["grain corridor", "--since", "2024-05", "--speaker", "okello"], 0),
        (["AND", "'", "("], 0),
    ],
)
def test_who_takes_words_and_phrases(stored: Run, words: list[str], count: int) -> None:
    result = stored("who", *words, "--format", "jsonl")
    assert result.code == 0, result.err
    assert len(result.out.splitlines()) == count
    assert ("nobody has said that" in result.err) == (count == 0)


def test_the_timeline_is_drawn_to_scale(stored: Run) -> None:
    result = stored("timeline")
    lines = result.out.splitlines()
    assert lines[0].split() == ["2024-03", "4", "█" * 68]
    assert lines[1].split() == ["2024-04", "0"]
    assert lines[2].split() == ["2024-05", "2", "█" * 34]
    assert json.loads(stored("timeline", "--by", "year", "--format", "json").out) == [
        {"period": "2024", "statements": 6, "speakers": 2, "utterances": 6}
    ]
    listed = stored("timeline", "--format", "csv", "--speaker", "okello").out
    assert listed.splitlines()[0] == "period,statements,speakers,utterances"
    nothing = stored("timeline", "--text", "unicorn")
    assert (nothing.code, nothing.out) == (0, "")
    assert "no statements match" in nothing.err


def test_two_speakers_are_compared(stored: Run) -> None:
    result = stored("compare", "brandt", "okello", "--text", "corridor")
    titles, _, *lines = result.out.splitlines()
    assert [title.strip() for title in titles.split(" │ ")] == ["Ilse Brandt (2)", "Tomas Okello (1)"]
    assert "2024-05-31 the grain corridor had closed" in lines[0]
    rows = list(csv.DictReader(io.StringIO(stored("compare", "brandt", "okello", "--format", "csv").out)))
    assert {(row["side"], row["label"]) for row in rows} == {("1", "Ilse Brandt"), ("2", "Tomas Okello")}


def test_two_periods_of_a_speaker_are_compared(stored: Run) -> None:
    result = stored("compare", "brandt", "--period", "2024-03", "--period", "2024-05", "--limit", "1")
    titles = [title.strip() for title in result.out.splitlines()[0].split(" │ ")]
    assert titles == ["Ilse Brandt, 2024-03 (1 of 2)", "Ilse Brandt, 2024-05 (1)"]
    empty = stored("compare", "brandt", "--period", "2019", "--period", "2020")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err.splitlines() == [
        "Ilse Brandt, 2019: nothing matches",
        "Ilse Brandt, 2020: nothing matches",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["compare", "brandt"], 2, "give two speakers, or one and two periods"),
        (["compare", "brandt", "okello", "holt"], 2, "give two speakers"),
        (["compare", "brandt", "okello", "--period", "2024"], 2, "give two speakers"),
        (["compare", "brandt", "--period", "2024", "--period", "soon"], 2, "'soon'"),
        (["compare", "brandt", "nobody"], 1, "no speaker matches 'nobody'"),
        (["statements", "--meeting", "brandt"], 2, "2 arguments"),
        (["statements", "--meeting", "brandt", "nobody"], 1, "no speaker matches 'nobody'"),
        (["statements", "--near", "2"], 2, "give the words too"),
        (["statements", "--sort", "relevance"], 2, "relevance is to the words of --text"),
        (["statements", "--occasion", "brawl"], 2, "'brawl' is not one of"),
        (["who"], 2, "Missing argument"),
        (["who", "corridor", "--sinse", "2024"], 2, "No such option '--sinse'"),
    ],
)
def test_wrong_use_is_told(stored: Run, arguments: list[str], code: int, said: str) -> None:
    result = stored(*arguments)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "okello", "--text", "unicorn"], "without --text there are 2"),
        (["--occasion", "rally", "--speaker", "okello"], "without --occasion there are 4"),
        (["--outlet", "harbour", "--since", "2024-05"], "without --since and --until there are 2"),
        (["--text", "corridor closed", "--near", "0"], "without --near there is 1"),
    ],
)
def test_nothing_found_says_what_to_loosen(stored: Run, arguments: list[str], said: str) -> None:
    assert said in stored("statements", *arguments).err
