"""`tracker review` on a real terminal: one key a decision, stored at once, undone, stopped and taken up again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run
from tests.cli.screens import review, run_on_screen

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


def show(run: Run, number: int) -> Any:
    return json.loads(run("statement", "show", str(number), "--format", "json").out)


def end(screen: Any) -> str:
    """What the program says to the end; it must end by itself and well."""
    import pexpect

    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    return str(screen.before)


def press(screen: Any, key: str) -> None:
    """Press a key once the screen is drawn: what is typed before that is thrown away."""
    screen.expect("q quit\r\n")
    screen.send(key)


def test_a_sitting(filled: Run, database: Path) -> None:
    with review(database) as screen:
        screen.expect("1 of 4 · S")
        press(screen, "c")
        screen.expect("2 of 4 · S")
        press(screen, "r")
        screen.expect("3 of 4 · S")
        press(screen, "k")
        screen.expect("4 of 4 · S")
        press(screen, "u")
        screen.expect("2 of 4 · S")
        screen.expect("undone: ")
        press(screen, "q")
        assert "1 decided, 3 left; `tracker review` goes on" in end(screen)
    statuses = [show(filled, number)["status"] for number in (1, 2, 3, 4)]
    assert sorted(statuses) == ["confirmed", "extracted", "extracted", "extracted"]
    with review(database) as screen:
        screen.expect("1 of 3 · S")
        press(screen, "q")
        assert "0 decided, 3 left" in end(screen)


def test_the_least_sure_comes_first(filled: Run, database: Path) -> None:
    listed = filled("statements", "--sort", "confidence", "--format", "csv").out.splitlines()
    with review(database) as screen:
        screen.expect(r"1 of 4 · S(\d+) · (\w+) confidence")
        assert screen.match[1] == listed[1].split(",")[0]
        press(screen, "q")
        end(screen)


def test_changes_are_typed_over_what_is_there(filled: Run, database: Path) -> None:
    with review(database, "--article", "A1", "--speaker", "okello") as screen:
        for key, typed, said in (
            ("s", [("speaker .several with ;.: Tomas Okello", "Ils\t")], "speaker Tomas Okello → Ilse Brandt"),
            ("d", [("said on .2025-05-09, 2025-05, 2025, nothing.: ", "2024-02")], "said on – → 2024-02"),
            ("t", [("topics .with ;.: ", "energy; security")], "topic .*energy"),
            ("n", [("note: ", "from the gallery")], "note – → “from the gallery”"),
            (
                "b",
                [("content .words, from X to Y, or offsets.*: ", "the two ... doubled"), ("cue .*: said", ""),
                 ("source .*: President", "")],
                "→ “the two",
            ),
        ):  # fmt: skip
            screen.expect("q quit\r\n")
            screen.send(key)
            for prompt, words in typed:
                screen.expect(prompt)
                screen.send(f"\x15{words}\r" if words else "\r")  # clear the line, and type
            screen.expect(said)
        screen.expect("q quit\r\n")
        screen.send("k")
        assert "1 decided, 0 left" in end(screen)
    shown = show(filled, 3)
    assert (shown["speaker"]["name"], shown["said_on"]["value"], shown["note"], shown["status"]) == (
        "Ilse Brandt", "2024-02", "from the gallery", "edited",
    )  # fmt: skip
    assert shown["claim"] == "the two countries had doubled"
    assert set(shown["topics"]) == {"security", "energy"}


def test_what_cannot_be_is_said_and_nothing_is_lost(filled: Run, database: Path) -> None:
    with review(database, "--article", "A1") as screen:
        press(screen, "s")
        screen.expect("speaker .several")
        screen.send("\x15Ida Moreau\r")
        screen.expect("no speaker matches 'Ida Moreau'")
        press(screen, "z")
        screen.expect("no key 'z'")
        press(screen, "u")
        screen.expect("nothing was decided in this sitting")
        press(screen, "n")
        screen.expect("note: ")
        screen.send("\x04")  # Ctrl-D gives up on the line
        screen.expect("left as it was")
        press(screen, "\x03")
        assert "0 decided, 3 left" in end(screen)
    assert {show(filled, number)["status"] for number in (1, 2, 3)} == {"extracted"}


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (15, 40), (24, 30)])
def test_it_fits_the_screen(filled: Run, database: Path, tmp_path: Path, rows: int, columns: int) -> None:
    long = "Foreign Minister Ilse Brandt said that " + "the very long corridor would stay open, and " * 60 + "so on.\n"
    (tmp_path / "long.txt").write_text(long)
    filled("ingest", str(tmp_path / "long.txt"))
    with review(database, "--article", "A3", rows=rows, columns=columns) as screen:
        screen.expect(r"\x1b\[2J\x1b\[H")
        screen.expect("q quit\r\n")
        lines = screen.before.split("\r\n")
        assert len(lines) <= rows
        assert max(map(len, lines)) <= columns
        assert "\x1b" not in screen.before
        assert "[…]" in screen.before
        screen.send("q")
        end(screen)


def test_a_closed_terminal_leaves_what_was_decided(filled: Run, database: Path) -> None:
    with review(database) as screen:
        screen.expect(r"1 of 4 · S(\d+)")
        number = int(screen.match[1])
        press(screen, "c")
        screen.expect("2 of 4")
        screen.close(force=True)
    assert show(filled, number)["status"] == "confirmed"
    assert filled("db", "check").code == 0


def test_nothing_waits(filled: Run, database: Path) -> None:
    filled("statement", "confirm", "S1", "S2", "S3", "S4", "--yes")
    with review(database) as screen:
        assert "nothing waits for a decision" in end(screen)


def test_without_a_terminal_a_script_is_asked_for(filled: Run) -> None:
    result = filled("review")
    assert result.code == 1
    assert "--script FILE takes decisions without one" in result.err
    assert filled("review", "--dry-run").code == 2


def test_a_script(filled: Run) -> None:
    script = (
        b'{"statement": "S1", "decision": "confirm"}\n\n'
        b'{"statement": 2, "decision": "reject", "note": "a caption"}\n'
        b'{"statement": 3, "decision": "edit", "speaker": ["brandt", "okello"], "said_on": null, "note": "both"}\n'
        b'{"statement": 4, "decision": "skip"}\n'
    )
    planned = filled("review", "--script", "-", "--dry-run", stdin=script)
    assert planned.code == 0, planned.err
    assert "3 statements would be changed" in planned.err
    assert show(filled, 1)["status"] == "extracted"
    done = filled("review", "--script", "-", stdin=script)
    assert "S4 left for later" in done.err
    assert [show(filled, number)["status"] for number in (1, 2, 3, 4)] == [
        "confirmed", "rejected", "edited", "extracted",
    ]  # fmt: skip
    assert show(filled, 3)["speaker"]["name"] == "Ilse Brandt and Tomas Okello"


def test_a_script_ends_at_an_error_and_keeps_what_went_before(filled: Run) -> None:
    script = b'{"statement": 1, "decision": "confirm"}\n{"statement": 99, "decision": "confirm"}\n'
    result = filled("review", "--script", "-", stdin=script)
    assert result.code == 1
    assert re.search(r"1 statement changed.*\nerror: line 2: no statement 99", result.err)
    assert show(filled, 1)["status"] == "confirmed"


def test_an_article_added_is_reviewed_at_once(run: Run, database: Path, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    with run_on_screen(database, "add", str(tmp_path / "articles" / "1-corridor.txt")) as screen:
        screen.expect("S1.the grain corridor")
        screen.expect("Store it\\?")
        screen.send("r\r")
        screen.expect("added A1 with 3 statements")
        screen.expect("1 of 3")
        press(screen, "c")
        screen.expect("2 of 3")
        press(screen, "q")
        assert "1 decided, 2 left" in end(screen)


def test_a_paste_on_a_terminal(run: Run, database: Path) -> None:
    with run_on_screen(database, "add", "--published", "2024-03-01") as screen:
        screen.expect("paste the article")
        screen.send("President Tomas Okello said on Friday that the pipeline would stay closed.\n")
        screen.send("\x04")
        screen.expect("would stay closed⟧")
        screen.expect("Store it\\?")
        screen.send("a\r")
        assert "added A1 with 1 statement" in end(screen)
