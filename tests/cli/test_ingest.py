"""`tracker ingest`: what it says, what it stores, and what bad input comes to."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.articles import CORRIDOR, write_articles
from tests.cli.conftest import Run
from tracker.workflows.ingest import HANDFUL

ROOT = Path(__file__).parent.parent.parent


def count_statements(run: Run) -> int:
    return len(run("statements", "--format", "jsonl").out.splitlines())


def test_says_what_it_added_and_takes_nothing_in_twice(run: Run, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles")
    first = run("ingest", folder)
    assert first.code == 0
    assert first.out.splitlines()[0].startswith("added A1 Ministers agree on a grain corridor (")
    assert first.out.splitlines()[1].startswith("added A2 Okello warns over pipeline (1 statement)")
    assert "2 articles added with 4 statements" in first.err
    before = run("statements", "--format", "jsonl").out
    second = run("ingest", folder)
    assert second.code == 0
    assert second.out.startswith("known A1 Ministers agree on a grain corridor")
    assert second.err == "nothing added, 2 already known\n"
    assert run("statements", "--format", "jsonl").out == before


def test_dry_run_stores_nothing(run: Run, tmp_path: Path) -> None:
    result = run("ingest", "--dry-run", write_articles(tmp_path / "articles"))
    assert result.code == 0
    assert "would add Ministers agree" in result.out
    assert "2 articles would be added with 4 statements" in result.err
    assert run("articles", "--format", "jsonl").out == ""


def test_one_bad_file_is_named_and_the_others_go_in(run: Run, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles")
    (folder / "bad date.txt").write_text("---\npublished: someday\n---\nThe talks.")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    (folder / "lines.jsonl").write_text('{"text": "Tomas Okello said that it rained."}\n{"nothing": 1}\n')
    result = run("ingest", folder)
    assert result.code == 1
    assert "3 articles added" in result.err
    assert "3 failed" in result.err
    errors = [line for line in result.err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 3
    assert f"{folder}/bad date.txt:2: published: not a date: 'someday'" in errors[0]
    assert "latin.txt: not UTF-8: byte 0xe9 on line 1" in errors[1]
    assert 'lines.jsonl:2: no "text" in this object' in errors[2]
    assert len(run("articles", "--format", "jsonl").out.splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "no such file or folder"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02", "a binary file"),
        ("utf16.txt", "The talks".encode("utf-16"), "UTF-16"),
        ("page.html", b"<p>", "not a kind of file"),
    ],
)
def test_bad_input_is_one_line_and_1(run: Run, tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    run("db", "upgrade")
    result = run("ingest", tmp_path / name)
    assert result.code == 1
    assert result.out == ""
    first, second = result.err.splitlines()
    assert first.startswith(f"error: {tmp_path / name}: ")
    assert reason in first
    assert second == "nothing added, 1 failed"


def test_a_folder_without_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("ingest", tmp_path / "none")
    assert result.code == 1
    assert "no articles in this folder" in result.err


def test_standard_input(run: Run) -> None:
    result = run("ingest", "-", stdin=CORRIDOR.encode())
    assert (result.code, result.out.startswith("added A1 Ministers agree")) == (0, True)
    line = json.dumps({"text": "President Tomas Okello said on Monday that it rained.", "published": "2024-05-20"})
    result = run("ingest", "-", stdin=line.encode())
    assert result.out.startswith("added A2 -:1 (1 statement)")


def test_names_and_titles_never_steer_the_terminal(
    run: Run, tmp_path: Path, become_terminal: Callable[..., None]
) -> None:
    become_terminal(stderr=True)
    (tmp_path / "evil\x1b[2J.txt").write_text("---\ntitle: \x1b]0;owned\x07\n---\nTomas Okello said that it rained.")
    (tmp_path / "evil\x1b[3J.txt").write_text("")
    result = run("ingest", tmp_path / "evil\x1b[2J.txt", tmp_path / "evil\x1b[3J.txt")
    shown = (result.out + result.err).replace("\r\x1b[K", "")
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\\x1b]0;owned\\x07" in result.out
    assert "evil\\x1b[3J.txt: empty" in result.err


def test_progress_goes_to_the_terminal_s_standard_error(
    run: Run, tmp_path: Path, become_terminal: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    become_terminal(stderr=True)
    monkeypatch.setattr("tracker.cli.progress._SECONDS_BETWEEN_UPDATES", 0)
    result = run("ingest", write_articles(tmp_path / "articles"))
    assert "2 read, " in result.err
    assert "a second; now" in result.err
    assert "a second" not in result.out


def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("--db", tmp_path / "file" / "tracker.db", "ingest", write_articles(tmp_path / "articles"))
    assert result.code == 1
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1


def test_a_database_that_is_none(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database, but long enough to have a header of its own " * 9)
    before = other.read_bytes()
    result = run("--db", other, "ingest", write_articles(tmp_path / "articles"))
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "is not an SQLite database" in result.err
    assert other.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["articles", "notes.txt"]


def test_db_may_stand_before_or_behind_the_command(run: Run, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles")
    assert run("--db", tmp_path / "a.db", "ingest", folder).code == 0
    assert run("ingest", folder, "--db", tmp_path / "b.db").code == 0
    assert run("statements", "--db", tmp_path / "a.db").out == run("--db", tmp_path / "b.db", "statements").out
    assert not (tmp_path / "tracker.db").exists()


def test_a_terminal_is_asked_to_end_the_article(run: Run) -> None:
    result = run("ingest", "-", stdin=None)
    assert "end it with Ctrl-D" in result.err
    assert "error: -: empty" in result.err


@pytest.mark.slow
def test_an_interrupt_ends_with_one_line_and_leaves_whole_articles(run: Run, tmp_path: Path) -> None:
    lines = (json.dumps({"text": f"Tomas Okello said on Monday that ship {n} had sailed."}) for n in range(20_000))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    # A shell that runs the tests in the background lets them, and all that they start, ignore interrupts.
    heed = "import signal as s; from tracker.cli.app import run; s.signal(s.SIGINT, s.default_int_handler); run()"
    command = [sys.executable, "-c", heed, "ingest", str(tmp_path / "many.jsonl")]
    env = {"PATH": os.environ["PATH"], "TRACKER_DB": str(tmp_path / "tracker.db"), "HOME": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT, bufsize=1
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("added A1 ")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip().splitlines()[-1] == "error: interrupted"
    assert "Traceback" not in err
    (kept,) = re.findall(r"^([\d,]+) articles? added before the interrupt stays? stored", err, re.MULTILINE)
    stored = len(run("articles", "--format", "jsonl").out.splitlines())
    assert stored >= 1 + out.count("added ")
    assert stored - int(kept.replace(",", "")) in range(HANDFUL + 1)  # a handful may have been stored and not yet told
    assert run("db", "check").code == 0
