"""Lists of a large database: the tracker beside the sqlite3 shell, sqlite-utils and datasette, on the same file.

    python -m benchmarks.large_queries DATABASE [--runs 3] [--without-others] [--only WORD]

The shell runs the best SQL for each question that could be written by hand for this schema. Each program is a process
of its own, one after the other within each run, so that what else the machine does falls on all; the fastest counts,
in seconds of the processor (waiting for the disk is not in it). The tracker's ``start`` is a list on a database
without a row; ``ratio`` is its time by 1.3 times the shell's and that start: at most 1 is within the budget.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from tracker.storage.schema import upgrade_schema

PAGE = 50

# Who and what there is in all, and what counts the rows that match: by the best that can be written for it.
_DAY = "FROM {0}_day AS d WHERE d.{0}_id = c.{0}_id AND kept = 1 AND day > '0001-01-01' AND day < '9999-99-99'"
SUMMARIES: tuple[tuple[list[str], str], ...] = (
    (["speakers", "--limit", str(PAGE)],
     "SELECT p.name, p.kind, p.country, c.*, (SELECT min(day) {0}), (SELECT max(day) {0}) FROM (SELECT speaker_id,"
     " sum(statements) AS n, count(*) FROM speaker_article GROUP BY 1 ORDER BY n DESC LIMIT 50) AS c"
     " JOIN speaker AS p ON p.id = c.speaker_id ORDER BY n DESC".format(_DAY.format("speaker"))),
    (["topics"],
     "SELECT t.slug, t.label, c.n, (SELECT count(*) FROM topic_speaker AS x WHERE x.topic_id = t.id),"
     " (SELECT min(day) {0}), (SELECT max(day) {0}) FROM topic AS t JOIN (SELECT topic_id, count(*) AS n FROM topic_day"
     " WHERE kept = 1 GROUP BY 1) AS c ON c.topic_id = t.id ORDER BY t.position".format(_DAY.format("topic"))),
    (["who", "security", "--limit", str(PAGE)],
     "SELECT x.speaker_id, count(*) AS n, min(s.dated_from), max(s.dated_to), min(s.id) FROM statement_fts AS f"
     " CROSS JOIN statement AS s ON s.id = f.rowid JOIN statement_speaker AS x ON x.statement_id = s.id"
     " WHERE statement_fts MATCH 'security' AND s.status <> 'rejected' GROUP BY 1 ORDER BY n DESC LIMIT 50"),
    (["timeline", "--by", "year"],
     "SELECT substr(s.dated_from, 1, 4), count(DISTINCT s.id), count(DISTINCT x.speaker_id) FROM statement AS s"
     " LEFT JOIN statement_speaker AS x ON x.statement_id = s.id WHERE s.status <> 'rejected'"
     " AND substr(s.dated_from, 1, 4) = substr(s.dated_to, 1, 4) GROUP BY 1"),
)  # fmt: skip


def main() -> int:
    """Measure and print each question; 1 where one is beyond the budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without-others", action="store_true", help="leave out sqlite-utils and datasette")
    parser.add_argument("--only", default="", help="questions that have this word")
    options = parser.parse_args()
    database, scripts = str(options.database), Path(sys.executable).parent
    others = ("sqlite-utils", "datasette") if not options.without_others else ()
    print(f"{'tracker':>8} {'start':>6} {'sqlite3':>8} {'ratio':>6}" + "".join(f" {name:>12}" for name in others))
    beyond = 0
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        upgrade_schema(empty)
        listed = (
            [["statements", *words, "--limit", str(PAGE)], sql] for words, sql in list_questions(options.database)
        )
        for words, query in chain(listed, SUMMARIES):
            if options.only not in words and options.only:
                continue
            track = [sys.executable, "-m", "tracker", "--db"]
            programs = {
                "tracker": [*track, database, *words],
                "start": [*track, str(empty), "statements", "--limit", str(PAGE)],
                "sqlite3": [shutil.which("sqlite3") or "sqlite3", "-readonly", database, query],
            }
            if others:
                programs["sqlite-utils"] = [str(scripts / "sqlite-utils"), "query", database, query]
                address = f"/{options.database.stem}.json?sql={quote(query)}"
                programs["datasette"] = [str(scripts / "datasette"), database, "--get", address,
                                         "--setting", "sql_time_limit_ms", "600000"]  # fmt: skip
            taken = dict.fromkeys(programs, float("inf"))
            for _ in range(options.runs):
                for name, command in programs.items():
                    taken[name] = min(taken[name], measure(command))
            ratio = taken["tracker"] / (1.3 * taken["sqlite3"] + taken["start"])
            beyond += ratio > 1
            print(
                f"{taken['tracker']:8.3f} {taken['start']:6.3f} {taken['sqlite3']:8.3f} {ratio:6.2f}"
                + "".join(f" {taken[name]:12.3f}" for name in others)
                + f"  {' '.join(words)}",
                flush=True,
            )
    return 1 if beyond else 0


def list_questions(database: Path) -> Iterator[tuple[list[str], str]]:
    """Each question as the tracker takes it and as SQL."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (often,) = connection.execute(
            "SELECT speaker_id FROM speaker_day GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        (seldom,) = connection.execute(
            "SELECT speaker_id FROM speaker_day GROUP BY 1 HAVING count(*) < 400 ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        (topic,) = connection.execute("SELECT id FROM topic WHERE slug = 'trade'").fetchone()
    ledger = "SELECT l.* FROM ({0}) AS n JOIN ledger AS l ON l.statement_id = n.id"
    dated = "SELECT id FROM statement WHERE status <> 'rejected' {0} ORDER BY dated_from{1}, id{1} LIMIT 50"
    said = "SELECT statement_id AS id FROM speaker_day AS d WHERE speaker_id = {0} AND kept = 1 {1} ORDER BY day{2}, id{2} LIMIT 50"  # noqa: E501
    about = f"SELECT statement_id AS id FROM topic_day AS d WHERE topic_id = {topic} AND kept = 1 {{0}} ORDER BY day LIMIT 50"  # noqa: E501
    tagged = f"EXISTS (SELECT 1 FROM statement_topic AS t WHERE t.statement_id = d.statement_id AND topic_id = {topic} AND NOT withdrawn)"  # noqa: E501
    found = "IN (SELECT rowid FROM statement_fts WHERE statement_fts MATCH '{0}')"
    days = "AND {0} >= '2015-01-01' AND {0} < '2016-07-01'"
    hits = (
        "SELECT s.id FROM statement_fts AS f CROSS JOIN statement AS s ON s.id = f.rowid"
        " WHERE statement_fts MATCH '{0}' AND status <> 'rejected' {1} ORDER BY {2} LIMIT 50"
    )
    span = ["--since", "2015", "--until", "2016-06"]
    for words, query in (
        ([], dated.format("AND dated_from IS NOT NULL", "")),
        (["--sort", "-date"], dated.format("", " DESC")),
        (["--sort", "article"],
         "SELECT id FROM statement WHERE status <> 'rejected' ORDER BY article_id, start LIMIT 50"),
        (["--speaker", f"#{often}"], said.format(often, "", "")),
        (["--speaker", f"#{often}", "--sort", "-date"], said.format(often, "AND day < '9999-99-99'", " DESC")),
        (["--speaker", f"#{seldom}"], said.format(seldom, "", "")),
        (["--topic", "trade"], about.format("")),
        (["--speaker", f"#{often}", "--topic", "trade"], said.format(often, f"AND {tagged}", "")),
        (span, dated.format(days.format("dated_from"), "")),
        (["--speaker", f"#{often}", *span], said.format(often, days.format("day"), "")),
        (["--topic", "trade", *span], about.format(days.format("day"))),
        (["--text", "security"], dated.format(f"AND +id {found.format('security')}", "")),
        (["--text", "security", "--sort", "relevance"], hits.format("security", "", "rank")),
        (["--text", '"strategic partnership"'], hits.format('"strategic partnership"', "", "dated_from")),
        (["--text", "security", "--speaker", f"#{often}"],
         said.format(often, f"AND statement_id {found.format('security')}", "")),
        (["--text", "security", "--topic", "trade", *span],
         about.format(f"{days.format('day')} AND statement_id {found.format('security')}")),
        (["--article", "500"],
         "SELECT id FROM statement WHERE article_id = 500 AND status <> 'rejected' ORDER BY dated_from"),
    ):  # fmt: skip
        yield words, ledger.format(query)


def measure(command: list[str]) -> float:
    """The processor time of one run, in seconds; raises CalledProcessError where it fails."""
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


if __name__ == "__main__":
    sys.exit(main())
