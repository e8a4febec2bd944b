"""Make a database of any number of statements, reproducibly, without going through extraction.

    python -m benchmarks.large_database CORPUS.jsonl... --output DATABASE --statements 1000000 [--seed 1]

The corpus's sentences, recombined, are what invented speakers say in invented articles, ten statements an article over
twenty years (benchmarks/invented_archive.py). The schema is that of the migrations, and every row is there that
`tracker ingest` would write: mentions, spans, speakers, names, posts, topics by the vocabulary's terms, claims, the
search indexes and the history; `tracker db check` finds nothing amiss. Rows go in through sqlite3 with indexes and
triggers laid aside and put back at the end: 10,000 statements a second on one core of a laptop, 1.3 kB each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import sys
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.invented_archive import Archive, InventedArticle, Person
from tracker import __version__
from tracker.extraction.topics import match_topics
from tracker.lexicon.folding import fold
from tracker.storage.database import Database
from tracker.storage.models import UNDATED
from tracker.storage.schema import upgrade_schema
from tracker.storage.tally_check import TALLIES
from tracker.storage.topics import sync_topics
from tracker.workflows.vocabulary import load_word_topics

ADDED_AT = "2025-01-01T00:00:00Z"
EXTRACTOR = "0"
_BATCH = 1_000

_COLUMNS = {
    "article": "id text_sha256 identifier title outlet url language published published_start published_end words"
    " extractor added_at text",
    "mention": "id article_id start end text",
    "statement": "id key article_id start mention_id content cue manner status confidence rule extractor said_on"
    " said_on_start said_on_end said_on_basis said_on_text said_on_at said_on_until dated_from dated_to addressee"
    " addressee_at addressee_until addressee_id occasion occasion_at occasion_until occasion_kind occasion_place",
    "statement_span": "statement_id role position start end",
    "statement_speaker": "statement_id position speaker_id role",
    "statement_topic": "statement_id topic_id terms",
    "claim": "statement_id position start end kind",
    "change": "invocation_id table_name row_id action after",
    "speaker": "id name folded kind country",
    "speaker_name": "speaker_id name folded article_id",
    "post_held": "speaker_id role role_folded country seen_first seen_last articles",
}
_INDEXES = ("statement_fts", "article_fts", "speaker_name_fts")

Rows = dict[str, list[tuple[object, ...]]]


def main() -> int:
    """Make the database and tell how long each step took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+", help="articles as JSON lines, for the words")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.output.exists():
        parser.error(f"{options.output} is there already")
    make_database(options.output, options.corpus, options.statements, options.seed)
    return 0


def make_database(path: Path, corpus: list[Path], statements: int, seed: int = 1) -> None:
    """Make the database at ``path``, which must not be there yet; progress goes to standard error."""
    begun = time.perf_counter()

    def tell(done: str) -> None:
        print(f"{time.perf_counter() - begun:8.1f} s  {done}", file=sys.stderr, flush=True)

    archive = Archive(corpus, statements, seed)
    upgrade_schema(path)
    vocabulary = load_word_topics()
    with Database(path) as database, database.begin() as session:
        numbers = sync_topics(session, vocabulary)
    topics = [
        {numbers[match.slug]: list(match.terms) for match in match_topics(fragment, vocabulary)}
        for fragment in archive.fragments
    ]
    tell(f"{len(archive.people):,} speakers and the words of {len(archive.fragments) // 2:,} sentences are ready")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -500000"):
            connection.execute(f"PRAGMA {pragma}")
        aside = _lay_aside(connection)
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO invocation (id, token, at, user, command, version) VALUES (1, ?, ?, 'nobody', ?, ?)",
            (hashlib.sha256(f"{seed}:{statements}".encode()).hexdigest()[:32], ADDED_AT,
             f"benchmarks.large_database --statements {statements} --seed {seed}", __version__),
        )  # fmt: skip
        posts = _Posts()
        number = 1
        articles = archive.articles()
        told = 0
        while batch := list(islice(articles, _BATCH)):
            rows: Rows = {table: [] for table in _COLUMNS}
            for article in batch:
                number = _add_article(rows, article, number, topics, archive.fragments, posts)
            _insert(connection, rows)
            if number * 10 // statements > told:
                told = number * 10 // statements
                tell(f"{number - 1:,} statements")
        _insert(connection, _speaker_rows(archive.people, posts))
        connection.execute("COMMIT")
        for kind, name, sql in aside:
            if kind == "index":
                connection.execute(sql)
                tell(name)
        for table, follows in (("speaker_day", "statement_speaker"), ("topic_day", "statement_topic")):
            connection.execute(
                f"INSERT INTO {table} SELECT x.{table[:-4]}_id, s.status <> 'rejected',"
                f" coalesce(s.dated_from, '{UNDATED}'), s.id"
                f" FROM {follows} AS x JOIN statement AS s ON s.id = x.statement_id ORDER BY 1, 2, 3, 4"
            )
            tell(table)
        for table, counted in TALLIES:
            connection.execute(f"INSERT INTO {table} {counted} ORDER BY 1, 2")
            tell(table)
        for index in _INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            tell(index)
        for kind, _, sql in aside:
            if kind == "trigger":
                connection.execute(sql)
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
    tell(f"{path.stat().st_size / 1e6:,.0f} MB, {path.stat().st_size / statements:,.0f} bytes a statement")


def _lay_aside(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Drop every index and trigger of its own statement, and give what makes them again."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} "{name}"')
    return found


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    for table, values in rows.items():
        columns = _COLUMNS[table].split()
        listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        connection.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', values)


class _Posts:
    """The evidence of posts: for each person the first and last day, and how many articles print the role."""

    def __init__(self) -> None:
        self.seen: dict[int, list[object]] = {}

    def note(self, printed: set[int], published: str | None) -> None:
        for person in printed:
            held = self.seen.setdefault(person, [published, published, 0])
            held[2] = int(str(held[2])) + 1
            if published is not None:
                held[0] = published if held[0] is None else min(str(held[0]), published)
                held[1] = published if held[1] is None else max(str(held[1]), published)


def _add_article(
    rows: Rows,
    article: InventedArticle,
    number: int,
    topics: list[dict[int, list[str]]],
    fragments: list[str],
    posts: _Posts,
) -> int:
    """Add the rows of one article, its first statement being ``number``; gives the number after its last."""
    text, published, first = article.text, article.published, number
    sha = hashlib.sha256(text.encode()).hexdigest()
    rows["article"].append(
        (article.number, sha, f"wire-{article.number:08}", article.title, article.outlet,
         f"https://wire.example/{article.number}", "en", published, published, published, article.words, EXTRACTOR,
         ADDED_AT, text)
    )  # fmt: skip
    statements, spans, speaking, tagged, claims, mentions = (
        rows[table]
        for table in ("statement", "statement_span", "statement_speaker", "statement_topic", "claim", "mention")
    )
    printed: set[int] = set()
    for said in article.statements:
        ((start, end),) = said.content
        source, (cue_at, cue_end) = said.source, said.cue
        assert source is not None
        key = hashlib.sha256(f"{sha}\n{start}-{end}\n{said.mention}".encode()).hexdigest()[:16]
        mentions.append((number, article.number, *source, said.mention))
        on = said.said_on or (None,) * 7
        dated = on[1:3] if said.said_on else (published, published)
        to, at = said.addressee, said.occasion
        statements.append(
            (number, key, article.number, min(source[0], start), number, text[start:end], text[cue_at:cue_end],
             said.manner, said.status, said.confidence, "subject/clause", EXTRACTOR, on[0], on[1], on[2], on[3], on[6],
             on[4], on[5], *dated,
             *((to[0].name, to[1], to[2], to[0].number) if to else (None,) * 4),
             *((text[at[1] : at[2]], at[1], at[2], at[0], at[3]) if at else (None,) * 5))
        )  # fmt: skip
        spans.append((number, "content", 0, start, end))
        spans.append((number, "cue", 0, cue_at, cue_end))
        spans.append((number, "source", 0, *source))
        for position, speaker in enumerate(said.speakers):
            role = speaker.role if position == 0 and speaker.role and said.mention.startswith(speaker.role) else None
            speaking.append((number, position, speaker.number, role))
            if role is not None:
                printed.add(speaker.number)
        one, other = said.fragments
        about = topics[one] if not topics[other] else topics[one] | topics[other]
        for topic in sorted(about):
            tagged.append((number, topic, json.dumps(about[topic], ensure_ascii=False)))
        middle = start + len(fragments[one])
        claims.append((number, 0, start, middle, said.claim_kind))
        claims.append((number, 1, middle + 1, end, None))
        number += 1
    posts.note(printed, published)
    rows["change"].append(
        (1, "article", article.number, "insert", json.dumps(
            {"text_sha256": sha, "title": article.title, "extractor": EXTRACTOR, "statements": [first, number - 1],
             "speakers": []}, ensure_ascii=False))
    )  # fmt: skip
    return number


def _speaker_rows(people: list[Person], posts: _Posts) -> Rows:
    names: list[tuple[object, ...]] = []
    for person in people:
        names.append((person.number, person.name, fold(person.name), None))
        if person.role and person.number % 5 == 0:
            given, _, family = person.name.rpartition(" ")
            other = f"{given} {chr(65 + person.number % 26)}. {family}"
            names.append((person.number, other, fold(other), None))
    return {
        "speaker": [(p.number, p.name, fold(p.name), p.kind, p.country) for p in people],
        "speaker_name": names,
        "post_held": [
            (p.number, p.role, fold(p.role), p.country, *posts.seen[p.number])
            for p in people
            if p.role and p.number in posts.seen
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
