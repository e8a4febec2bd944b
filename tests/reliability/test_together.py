"""Eight processes take in, correct, undo and read one database at once: no write lost, nobody refused, nobody kept."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.reliability.processes import make_environment, run
from tests.reliability.scenes import write_articles
from tests.reliability.states import find_problems

ROUNDS = int(os.environ.get("TRACKER_ROUNDS", "4"))

pytestmark = pytest.mark.slow

# One of the eight. Each says what it was told is done, a line each, and whatever it was told went wrong.
WORKER = """
import contextlib, io, json, sys
from pathlib import Path
from random import Random
from tests.reliability.scenes import write_article
from tracker.cli.app import main

me, rounds, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
chance = Random(me)
done, failed = [], []

def tracker(*arguments):
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["tracker", *arguments]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    if code != 0:
        failed.append([arguments, code, err.getvalue()])
    return out.getvalue(), err.getvalue()

for turn in range(rounds):
    number = 1000 + me * 1000 + turn
    place = folder / f"in-{me}"
    place.mkdir(exist_ok=True)
    tracker("ingest", str(write_article(place, number)), "--jobs", "1")
    done.append(["article", f"article-{number}"])
    # Each corrects statements of its own, so that what it last said must be there in the end.
    mine = 2 * me + 1 + turn % 2
    note = f"{me} in turn {turn}"
    tracker("statement", "edit", f"S{mine}", "--note", note)
    done.append(["note", mine, note])
    # All of them correct one article: each write goes in, one after the other.
    tracker("article", "edit", "A5", "--title", f"Title {me} {turn}")
    done.append(["title", f"Title {me} {turn}"])
    out, err = tracker("statements", "--format", "jsonl")
    for line in out.splitlines():
        json.loads(line)
    if chance.random() < 0.3:
        tracker("db", "backup", str(folder / f"copy-{me}-{turn}.db"))
        done.append(["backup", f"copy-{me}-{turn}.db"])
    if chance.random() < 0.2:
        tracker("export", "--output", str(folder / f"out-{me}.csv"), "--force")
    if chance.random() < 0.2:
        tracker("db", "check")
print(json.dumps({"done": done, "failed": failed}))
"""

# A reader that never has to wait: it says how often it was refused.
READER = """
import sqlite3, sys
path, stop = sys.argv[1:]
connection = sqlite3.connect(path, timeout=0, isolation_level=None)
from pathlib import Path
last = reads = 0
while not Path(stop).exists():
    connection.execute("BEGIN")
    articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    told = connection.execute("SELECT count(*) FROM change WHERE action = 'insert'").fetchone()[0]
    connection.execute("COMMIT")
    assert articles == told, (articles, told)
    assert articles >= last
    last, reads = articles, reads + 1
print(reads)
"""


def test_eight_at_once(tmp_path: Path) -> None:
    folder = tmp_path
    write_articles(folder / "articles", 0, 6)
    assert run(folder, ["ingest", "articles"]).code == 0
    environment, path = make_environment(folder), folder / "tracker.db"
    stop = folder / "stop"
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(path), str(stop)], env=environment, stdout=subprocess.PIPE, text=True
    )
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(number), str(ROUNDS), str(folder)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    reports = [json.loads(worker.communicate()[0]) for worker in workers]
    stop.touch()
    reads = int(reader.communicate()[0])
    assert (reader.returncode, reads > 0) == (0, True)

    assert [failed for report in reports for failed in report["failed"]] == []
    done = [tuple(item) for report in reports for item in report["done"]]
    with closing(sqlite3.connect(path)) as connection:
        articles = {row[0] for row in connection.execute("SELECT identifier FROM article")}
        notes = dict(connection.execute("SELECT id, note FROM statement WHERE note IS NOT NULL"))
        titles = [
            json.loads(after)["title"]
            for (after,) in connection.execute(
                "SELECT after FROM change WHERE table_name = 'article' AND row_id = 5 AND action = 'update' ORDER BY id"
            )
        ]
        (title,) = connection.execute("SELECT title FROM article WHERE id = 5").fetchone()
        entries = connection.execute("SELECT id, command FROM invocation ORDER BY id").fetchall()
        order = connection.execute("SELECT invocation_id FROM change ORDER BY id").fetchall()
    assert {f"article-{number}" for number in range(6)} | {i[1] for i in done if i[0] == "article"} == articles
    # What each said last of its statements is there.
    last = {item[1]: item[2] for item in done if item[0] == "note"}
    assert notes == last
    # Every title was there once, each worker's in the order in which it gave them, and the last one is there still.
    assert sorted(titles) == sorted(item[1] for item in done if item[0] == "title")
    for number in range(8):
        mine = [each for each in titles if each.startswith(f"Title {number} ")]
        assert mine == [f"Title {number} {turn}" for turn in range(ROUNDS)]
    assert title == titles[-1]
    # The history is in order: an entry for every command, without a gap, each's changes in one piece.
    assert [entry[0] for entry in entries] == list(range(1, len(entries) + 1))
    assert sum(bool(re.search(r"statement edit|article edit|ingest", entry[1])) for entry in entries) == len(entries)
    assert len(entries) == 1 + 3 * 8 * ROUNDS
    assert order == sorted(order)
    assert find_problems(path) == ()
    print(f"{8 * ROUNDS} rounds of eight processes, {len(entries)} entries, {reads:,} reads")
    for item in done:
        if item[0] == "backup":
            assert find_problems(folder / item[1]) == ()
