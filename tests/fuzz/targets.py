"""What the fuzzers feed: every door through which somebody else's bytes come in, as a function of bytes.

A target takes any bytes and must end: in an answer whose promises it checks, or in a TrackerError, which is how the
program refuses. Whatever else it raises is a fault.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.databases import make_database
from tests.fuzz import inputs
from tracker.cli.app import main
from tracker.edtf import parse_edtf
from tracker.errors import TrackerError
from tracker.extraction.dates import find_dates
from tracker.extraction.pipeline import extract
from tracker.ledger.controls import CONTROLS, escape_controls
from tracker.ledger.reading import read_ledger
from tracker.lexicon.actors import load_actors
from tracker.lexicon.loader import Lexicon, load_lexicon
from tracker.lexicon.topics import load_topics
from tracker.readers import read_paths
from tracker.readers.fields import read_date
from tracker.readers.front_matter import read_text
from tracker.readers.single import read_single
from tracker.records import ArticleInput, Directory, Extraction, ReadFailure, StatementFilter
from tracker.storage.database import Database
from tracker.workflows.importing import ImportOptions, import_ledger
from tracker.workflows.ingest import ingest
from tracker.workflows.query import find_statements
from tracker.workflows.review import decide_all
from tracker.workflows.vocabulary import store_topics

_FOLDER = TemporaryDirectory(prefix="tracker-fuzz-")
_EXPECTED_CODES = {0, 1, 2}


@dataclass(frozen=True)
class Target:
    """A door, the seeds to begin with, and the pieces that inputs for it are made of."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    pieces: tuple[bytes, ...]


def _decode(data: bytes) -> str:
    """Any bytes as text, which may hold lone surrogates, as JSON and a command line can bring them."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@cache
def _scratch(name: str) -> Path:
    return Path(_FOLDER.name) / name


@cache
def _database() -> Database:
    """A database of three small articles, which no target changes."""
    database = Database(make_database(_scratch("fuzz.db")))
    store_topics(database)
    report = ingest(
        database, (read_text(seed.decode(), f"seed {number}") for number, seed in enumerate(inputs.ARTICLES))
    )
    assert report.articles
    assert not report.failures
    return database


# ------------------------------------------------------------------------------------------------ readers


def run_text(data: bytes) -> None:
    """A text file, decoded and read, with front matter or without."""
    article, cut = read_single(data, "given.txt")
    _check_article(article)
    assert cut == ()


def run_page(data: bytes) -> None:
    """A saved web page."""
    article, _ = read_single(data, "given.html")
    _check_article(article)


def run_stream(data: bytes) -> None:
    """Standard input, of which nobody said what it is."""
    _check_items(read_paths(["-"], stdin=io.BytesIO(data)))


def run_json_lines(data: bytes) -> None:
    """A file of article JSON lines."""
    path = _scratch("given.jsonl")
    path.write_bytes(data)
    _check_items(read_paths([str(path)]))


def run_gzip(data: bytes) -> None:
    """A compressed file: damaged, or whole with anything in it."""
    path = _scratch("given.jsonl.gz")
    path.write_bytes(data if data[:1] > b"\x7f" else gzip.compress(data, 1, mtime=0))
    _check_items(read_paths([str(path)]))


def _check_items(items: Iterator[ArticleInput | ReadFailure]) -> None:
    count = 0
    for item in items:
        count += 1
        if isinstance(item, ReadFailure):
            assert item.reason
            assert item.origin
        else:
            _check_article(item)
    assert count


def _check_article(article: ArticleInput) -> None:
    assert article.text.strip()
    assert "\r" not in article.text or article.origin.partition(":")[2]  # JSON keeps its text as it is
    article.text.encode("utf-8")
    for value in (article.identifier, article.title, article.outlet, article.url, article.author, article.note):
        assert value is None or value.strip()
        (value or "").encode("utf-8")
    for day in (article.published, article.accessed):
        assert day is None or parse_edtf(day).text == day


# -------------------------------------------------------------------------------------------------- dates


def run_edtf(data: bytes) -> None:
    """A date as people write it, in front matter or behind --since."""
    text = _decode(data)
    read_date(text)
    found = parse_edtf(text)
    assert parse_edtf(found.text) == found
    assert found.start is None or found.end is None or found.start <= found.end


def run_dates(data: bytes) -> None:
    """Dates in a text, resolved against a day of publication that the first line gives."""
    published, _, text = _decode(data).partition("\n")
    last = 0
    for found in find_dates(text, 0, len(text), published or None, []):
        assert last <= found.span[0] < found.span[1] <= len(text)
        assert text[slice(*found.span)] == found.text
        parse_edtf(found.edtf)
        last = found.span[1]


# --------------------------------------------------------------------------------------------- extraction


def run_extractor(data: bytes) -> None:
    """An article's text, of any words at all, by the extractor."""
    published, _, text = _decode(data).partition("\n")
    article = ArticleInput(text or "x", published=published or None, origin="given")
    check_extraction(article.text, extract(article, _lexicon(), Directory()))


@cache
def _lexicon() -> Lexicon:
    return load_lexicon(None)


def check_extraction(text: str, extraction: Extraction) -> None:
    """Every span lies in the text, in order, and every date is one."""
    for statement in extraction.statements:
        assert statement.content
        for spans in (statement.source, statement.cue, statement.content):
            last = 0
            for start, end in spans:
                assert last <= start < end <= len(text)
                last = end
        if statement.said_on is not None:
            parse_edtf(statement.said_on.edtf)
    for diagnostic in extraction.diagnostics:
        assert diagnostic.span is None or 0 <= diagnostic.span[0] <= diagnostic.span[1] <= len(text)


# ---------------------------------------------------------------------------------------------- questions


def run_search(data: bytes) -> None:
    """Search words, with nearness and ranking, on a database."""
    near, text = (data[0] % 40 if data else 0), _decode(data[1:])
    wanted = StatementFilter(
        text=text, near=near - 20 if near >= 20 else None, sort="relevance" if near % 2 else "date"
    )
    for row in find_statements(_database(), wanted):
        assert row.claim


def run_filters(data: bytes) -> None:
    """A command line that asks, of any words: one line and a code, and no control character in either stream."""
    words = [os.fsdecode(word.replace(b"\0", b"")) for word in data.split(b"\n")]
    command = inputs.ASKING[data[0] % len(inputs.ASKING)] if data else inputs.ASKING[0]
    check_command([*command, *(word for word in words[1:] if _is_harmless(word))])


def run_changes(data: bytes) -> None:
    """A command line that changes, of any words, as a dry run."""
    words = [os.fsdecode(word.replace(b"\0", b"")) for word in data.split(b"\n")]
    command = inputs.CHANGING[data[0] % len(inputs.CHANGING)] if data else inputs.CHANGING[0]
    check_command([*command, *(word for word in words[1:] if _is_harmless(word)), "--dry-run"])


def _is_harmless(word: str) -> bool:
    """Leave out what names a file to write, another database, or ends the options, so that --dry-run counts."""
    return not word.startswith(("--output", "--db", "--force", "--debug", "--edit")) and word != "--"


def check_command(arguments: list[str]) -> None:
    """Run a command: a code as documented, nothing unexpected, and nothing on the streams that steers a terminal."""
    _database()
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict"), io.StringIO()
    kept = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["--db", str(_scratch("fuzz.db")), *arguments])
    finally:
        sys.stdin = kept
    assert code in _EXPECTED_CODES, (code, err.getvalue())
    assert "please report it" not in err.getvalue(), err.getvalue()
    assert not CONTROLS.search(err.getvalue()), err.getvalue()
    if code:
        assert err.getvalue().count("error: ") >= 1, err.getvalue()


# ------------------------------------------------------------------------------------------ what comes back


def run_ledger_csv(data: bytes) -> None:
    """A ledger as csv."""
    _import(data, "given.csv")


def run_ledger_json(data: bytes) -> None:
    """A ledger as JSON lines."""
    _import(data, "given.jsonl")


def run_ledger_xlsx(data: bytes) -> None:
    """A workbook: a damaged one, or a whole one with any cells."""
    _import(data if data[:1] > b"\x7f" or data[:2] == b"PK" else inputs.make_workbook(_decode(data)), "given.xlsx")


def _import(data: bytes, name: str) -> None:
    path = _scratch(f"ledger-{name}")
    path.write_bytes(data)
    report = import_ledger(
        _database(), read_ledger(path), ImportOptions(create=True, leave_out=True), origin=name, dry_run=True
    )
    assert report.entry is None


def run_decisions(data: bytes) -> None:
    """A script of decisions for a review."""
    for _ in decide_all(_database(), _decode(data).split("\n"), dry_run=True):
        pass


def run_tables(data: bytes) -> None:
    """A user's own tables of words."""
    for name, load in (("topics.toml", load_topics), ("actors.toml", load_actors)):
        path = _scratch(name)
        path.write_bytes(data)
        load(path)


def run_controls(data: bytes) -> None:
    """Whatever is shown on a terminal."""
    shown = escape_controls(_decode(data))
    assert not CONTROLS.search(shown)
    assert escape_controls(shown) == shown
    shown.encode("utf-8")


TARGETS = {
    "text": Target(run_text, inputs.ARTICLES, inputs.FRONT_MATTER),
    "page": Target(run_page, inputs.PAGES, inputs.MARKUP),
    "stream": Target(run_stream, (*inputs.ARTICLES, *inputs.JSON_LINES), inputs.FRONT_MATTER + inputs.JSON),
    "json-lines": Target(run_json_lines, inputs.JSON_LINES, inputs.JSON),
    "gzip": Target(run_gzip, inputs.JSON_LINES, inputs.JSON),
    "edtf": Target(run_edtf, inputs.DATES, inputs.DATE_PIECES),
    "dates": Target(run_dates, inputs.DATED, inputs.DATE_WORDS),
    "extractor": Target(run_extractor, inputs.DATED + inputs.ARTICLES, inputs.NEWS),
    "search": Target(run_search, inputs.SEARCHES, inputs.SEARCH_PIECES),
    "filters": Target(run_filters, inputs.QUESTIONS, inputs.FILTER_PIECES),
    "changes": Target(run_changes, inputs.ORDERS, inputs.ORDER_PIECES),
    "ledger-csv": Target(run_ledger_csv, inputs.LEDGERS_CSV, inputs.LEDGER_CELLS),
    "ledger-json": Target(run_ledger_json, inputs.LEDGERS_JSON, inputs.JSON + inputs.LEDGER_CELLS),
    "ledger-xlsx": Target(run_ledger_xlsx, inputs.LEDGERS_CSV, inputs.LEDGER_CELLS),
    "decisions": Target(run_decisions, inputs.DECISIONS, inputs.JSON + inputs.DECISION_PIECES),
    "tables": Target(run_tables, inputs.TABLES, inputs.TABLE_PIECES),
    "controls": Target(run_controls, inputs.CONTROL_PIECES, inputs.CONTROL_PIECES),
}


def feed(name: str, data: bytes) -> None:
    """Give one input to a target; a refusal passes, everything else that is raised is a fault."""
    with contextlib.suppress(TrackerError):
        TARGETS[name].run(data)
