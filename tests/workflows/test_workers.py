"""Worker processes: the same goes in whoever reads it, and a run that is cut off goes on where it was."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.databases import make_database
from tests.extractions import CALLER, CORRIDOR
from tracker.errors import TrackerError
from tracker.records import ArticleInput, Directory, IngestedArticle, IngestReport, ReadFailure
from tracker.storage.database import Database
from tracker.workflows import workers
from tracker.workflows.database import check_database
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.ingest import HANDFUL, ingest, stream_ingest
from tracker.workflows.reextract import reextract
from tracker.workflows.speakers import add_post, set_aliases
from tracker.workflows.workers import Workers

NAMES = ("Ilse Brandt", "Tomas Okello", "Mira Castellan", "Jonas Weil")
POSTS = ("Foreign Minister", "President", "Trade Minister", "Prime Minister")


def write_articles(count: int) -> list[ArticleInput | ReadFailure]:
    """Articles that share speakers, name some by their surname or post alone, and repeat each other now and then."""
    items: list[ArticleInput | ReadFailure] = []
    for number in range(count):
        who, other = number % 4, (number // 3) % 4
        text = (
            f"Austrian {POSTS[who]} {NAMES[who]} said on Friday that trade with port {number} would double.\n\n"
            f"“We will keep our word,” {NAMES[other]} told reporters after talks with {NAMES[who]} on Monday.\n\n"
            f"The Austrian foreign minister added that the grain corridor was safe. {NAMES[other].split()[1]} agreed."
        )
        published = "someday" if number % 29 == 7 else f"2024-03-{1 + number % 28:02}"
        items.append(ArticleInput(text, title=f"Report {number}", published=published, origin=f"wire:{number}"))
        if number % 17 == 5:
            items.append(ArticleInput(text, title="Again", published="2024-04-01", origin=f"again:{number}"))
        if number % 31 == 3:
            items.append(ReadFailure(f"bad:{number}", "not UTF-8"))
    return items


def dump(path: Path) -> list[str]:
    """All that a database holds, but for when and by which run it came."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE article SET added_at = ''")
        for table in ("invocation", "article_fts_data", "statement_fts_data"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_keeps_update")
        connection.execute("UPDATE invocation SET token = '', at = ''")
        return [line for line in connection.iterdump() if "_fts_" not in line.split("(")[0]]


def take(path: Path, items: list[ArticleInput | ReadFailure], jobs: int) -> IngestReport:
    with Database(make_database(path)) as database:
        ingest(database, [CORRIDOR.article], caller=CALLER)
        set_aliases(database, "brandt", ["Ilse B."], caller=CALLER)
        add_post(database, "brandt", "Trade Minister", country="AUT", held_from="2024-03", caller=CALLER)
        return ingest(database, items, jobs=jobs, caller=CALLER)


def test_the_same_goes_in_whatever_the_number_of_workers(tmp_path: Path) -> None:
    items = write_articles(7 * HANDFUL)
    reports = {jobs: take(tmp_path / f"{jobs}.db", items, jobs) for jobs in (1, 2, 3)}
    assert reports[1] == reports[2] == reports[3]
    assert len(reports[1].failures) > 10
    assert sum(not article.is_new for article in reports[1].articles) > 5
    first = dump(tmp_path / "1.db")
    assert dump(tmp_path / "2.db") == first
    assert dump(tmp_path / "3.db") == first
    with Database(tmp_path / "2.db") as database:
        assert check_database(database).problems == ()


def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = write_articles(3 * HANDFUL)
    with Database(make_database(tmp_path / "tracker.db")) as database:
        stream = stream_ingest(database, items, jobs=2, caller=CALLER)
        done = [outcome for _ in range(4) for outcome in next(stream)]
        stream.close()
        with pytest.raises(StopIteration):
            next(stream)
        kept = [outcome.article_id for outcome in done if isinstance(outcome, IngestedArticle) and outcome.is_new]
        read: list[str] = []

        def note(extractor: Extractor, article: ArticleInput) -> object:
            read.append(article.origin)
            return run_extractor(extractor, article)

        monkeypatch.setattr("tracker.workflows.ingest.run_extractor", note)
        report = ingest(database, items, caller=CALLER)
        assert set(kept) < {article.article_id for article in report.articles if not article.is_new}
        assert not set(read) & {outcome.origin for outcome in done if isinstance(outcome, IngestedArticle)}
    take(tmp_path / "whole.db", items, 1)
    assert {article.title for article in report.articles} == {
        item.title for item in items if isinstance(item, ArticleInput) and item.published != "someday"
    }


def test_a_dry_run_with_workers_stores_nothing_and_tells_the_same(tmp_path: Path) -> None:
    items = write_articles(2 * HANDFUL)
    with Database(make_database(tmp_path / "tracker.db")) as database:
        alone, together = (ingest(database, items, dry_run=True, jobs=jobs) for jobs in (1, 2))
        assert alone == together
        assert check_database(database).counts["article"] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are not forked")
@pytest.mark.parametrize("work", ["ingest", "reextract"])
def test_no_worker_has_the_database_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str) -> None:
    """SQLite's locks and files do not survive a fork: what a child closes, its parent loses."""
    found = tmp_path / "open.txt"
    begin = workers._begin

    def note(*given: Any) -> None:
        files = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        with found.open("a", encoding="utf-8") as out:
            out.writelines(f"{file}\n" for file in ("begun", *files))
        begin(*given)

    monkeypatch.setattr(workers, "_begin", note)
    with Database(make_database(tmp_path / "tracker.db")) as database:
        items = write_articles(2 * HANDFUL)
        ingest(database, items, jobs=2 if work == "ingest" else 1, caller=CALLER)
        if work == "reextract":
            assert len(list(reextract(database, jobs=2, caller=CALLER))) > HANDFUL
    names = found.read_text(encoding="utf-8").split("\n")
    assert "begun" in names
    assert [name for name in names if name.startswith(f"{tmp_path}/tracker.db")] == []  # other tests leave theirs open


def test_records_come_through_a_pipe_as_they_were() -> None:
    extraction = CORRIDOR.extraction
    assert pickle.loads(workers._pack([extraction, CORRIDOR.article])) == [extraction, CORRIDOR.article]


def test_a_worker_that_is_killed_is_told() -> None:
    extractor, _ = load_extractor()
    crew = Workers(1, extractor, Directory(), ())
    try:
        assert len(crew.collect(crew.submit([CORRIDOR.article]))) == 1
        (worker,) = crew._pool._processes.values()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(20)
        with pytest.raises(TrackerError, match="a worker process was ended from outside"):
            crew.collect(crew.submit([CORRIDOR.article]))
    finally:
        crew.close()


def test_what_is_forked_has_been_looked_through_for_cycles() -> None:
    """A worker that looks for them itself writes to all that it shares with its parent, and so gets its own of it."""

    class Knot:
        pass

    extractor, _ = load_extractor()
    knot = Knot()
    knot.tied = knot  # type: ignore[attr-defined]
    seen = weakref.ref(knot)
    crew = Workers(1, extractor, Directory(), (), before_fork=lambda: None)
    gc.collect()
    gc.disable()
    try:
        del knot
        crew.submit([CORRIDOR.article])
        assert seen() is None
    finally:
        gc.enable()
        crew.close()


SLOW = """
import sys, time
from tracker.records import ArticleInput, Directory
from tracker.workflows.extract import Extractor, load_extractor, run_extractor
from tracker.workflows.workers import Workers
crew = Workers(2, load_extractor()[0], Directory(), ())
asked = [crew.submit([ArticleInput("Ilse Brandt said that it rained.")]) for _ in range(4)]
for each in asked:
    crew.collect(each)
print(*crew._pool._processes, flush=True)
time.sleep(120)
"""


@pytest.fixture
def orphans() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.mark.slow
def test_workers_end_with_the_process_that_began_them(orphans: subprocess.Popen[str]) -> None:
    assert orphans.stdout is not None
    numbers = [int(number) for number in orphans.stdout.readline().split()]
    assert len(numbers) == 2
    orphans.kill()
    orphans.wait(20)
    until = time.monotonic() + 30
    while any(is_running(number) for number in numbers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(is_running(number) for number in numbers)


def is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in ("Z", "X")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are not forked")
def test_an_interrupt_during_the_fork_is_not_lost() -> None:
    """What Python calls around a fork swallows exceptions, an interrupt too."""
    script = (
        "import os, signal\n"
        "from tracker.records import ArticleInput, Directory\n"
        "from tracker.workflows.extract import load_extractor\n"
        "from tracker.workflows.workers import Workers\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "extractor, topics = load_extractor(Directory(), None)[:2]\n"
        "workers = Workers(1, extractor, Directory(), ())\n"
        "os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "try:\n"
        "    workers.submit([ArticleInput('Holt said it rained.')])\n"
        "    print('lost')\n"
        "except KeyboardInterrupt:\n"
        "    print('heeded')\n"
        "workers.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "heeded"
