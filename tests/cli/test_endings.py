"""How commands end: quietly where their reader goes away, at once where they are interrupted, with a code each time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.screens import press, run_on_screen
from tracker.cli.app import main

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, and a database that has them."""
    folder = tmp_path_factory.mktemp("endings")
    write_articles(folder / "articles")
    assert main(["--db", str(folder / "tracker.db"), "ingest", str(folder / "articles")]) == 0
    return folder


def environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "TRACKER_DB": str(folder / "tracker.db")}


LISTING = (
    "statements", "speakers", "topics", "articles", "article show A1", "statement show S1", "who trade", "timeline",
    "topic list", "compare brandt okello", "history", "history export", "db check", "cite S1", "completion bash",
    "speaker show brandt", "extract articles", "export --format csv", "export --format md", "export --format jsonl",
    "export --format jsonld", "export --format bibtex", "export --format popolo", "export --fields list", "claims",
)  # fmt: skip


@pytest.mark.parametrize("line", LISTING)
def test_a_reader_that_went_away_is_no_error(folder: Path, line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "tracker", *line.split()],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(folder) | {"PYTHONPATH": str(ROOT)},
            cwd=folder,
        )
    finally:
        os.close(writer)
    assert ran.returncode == 141
    assert "error" not in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("line", ["statements", "export --format md", "export --format jsonl", "article show A1"])
def test_a_full_disk_under_a_listing_is_not_blamed_on_the_database(folder: Path, line: str) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tracker", *line.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(folder),
            cwd=ROOT,
        )
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == "error: no space left on device"


ASKING = (
    (["statement", "confirm", "--where-status", "extracted"], r"\[y/N\]"),
    (["article", "remove", "A1"], r"\[y/N\]"),
    (["undo"], r"\[y/N\]"),
    (["topic", "remove", "trade"], r"\[y/N\]"),
    (["import", "ledger.csv"], r"\[y/N\]"),
    (["add"], "Ctrl-D"),
    (["ingest", "-"], ""),
)


@pytest.mark.parametrize(("arguments", "prompt"), ASKING, ids=[" ".join(words) for words, _ in ASKING])
def test_an_interrupt_at_a_prompt_ends_it_with_130(folder: Path, arguments: list[str], prompt: str) -> None:
    ledger = folder / "ledger.csv"
    if not ledger.exists():
        assert main(["--db", str(folder / "tracker.db"), "export", "--output", str(ledger)]) == 0
        ledger.write_text(ledger.read_text("utf-8").replace("2024-03-01", "2024-03-02"), "utf-8")
    words = [str(ledger) if word == "ledger.csv" else word for word in arguments]
    before = (folder / "tracker.db").read_bytes()
    with run_on_screen(folder / "tracker.db", *words) as screen:
        if prompt:
            screen.expect(prompt)
        else:
            time.sleep(1.5)
        press(screen, "\x03", "interrupted")
        rest = screen.read()
        screen.close()
        assert "Traceback" not in rest
        assert screen.exitstatus == 130
    assert (folder / "tracker.db").read_bytes() == before


@pytest.fixture
def long_article(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text("Ilse Brandt said it rained on the corridor. " * 40_000)
    return path


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_an_interrupt_in_the_middle_of_work(tmp_path: Path, long_article: Path, command: str) -> None:
    ran = subprocess.Popen(
        [sys.executable, "-m", "tracker", command, str(long_article)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
        cwd=ROOT,
    )
    time.sleep(3)
    ran.send_signal(signal.SIGINT)
    _, said = ran.communicate(timeout=60)
    assert ran.returncode == 130
    assert said.strip().splitlines()[-1] == "error: interrupted"
    assert "Traceback" not in said


def test_no_file_is_left_that_nobody_asked_for(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    env = environment(home) | {"TRACKER_DB": str(folder / "tracker.db")}
    for line in ("statements", "speakers --nope", "statement show S999", "export --format csv"):
        subprocess.run(
            [sys.executable, "-B", "-m", "tracker", *line.split()], env=env, cwd=ROOT, capture_output=True, timeout=60
        )
    assert list(home.rglob("*")) == []
