"""`tracker serve` as a process: it says where, answers, and ends cleanly when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
import webbrowser
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run
from tracker.cli.app import main
from tracker.workflows.serving import PageServer


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_told_to_end(tmp_path: Path, sign: signal.Signals) -> None:
    db = tmp_path / "tracker.db"
    assert main(["--db", str(db), "ingest", str(write_articles(tmp_path / "articles"))]) == 0
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "--db", str(db), "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": ""},
    )  # fmt: skip
    assert process.stdout
    address = process.stdout.readline().strip()
    with urllib.request.urlopen(address, timeout=300) as answer:
        assert "Ilse Brandt" in answer.read().decode()
    process.send_signal(sign)
    out, err = process.communicate(timeout=300)
    assert (process.returncode, out) == (0, "")
    assert err == "Ctrl-C ends it\nended\n"


def test_it_opens_a_browser_when_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def interrupt(server: PageServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(PageServer, "run", interrupt)
    before = signal.getsignal(signal.SIGTERM)
    result = run("serve", "--port", "0", "--open")
    assert result.code == 0
    assert opened == [result.out.strip()]
    assert opened[0].startswith("http://127.0.0.1:")
    assert run("serve", "--port", "0").code == 0
    assert len(opened) == 1
    assert signal.getsignal(signal.SIGTERM) == before


def test_wrong_use_is_refused_before_anything_is_served(run: Run) -> None:
    assert run("serve", "--port", "70000").code == 2
    result = run("serve", "--port", "0", "--speaker", "nobody")
    assert result.code == 1
    assert "no speaker matches" in result.err
