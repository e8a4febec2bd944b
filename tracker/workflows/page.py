"""The ledger as a page: gathered from the database, and written as a folder or as one file."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import fields
from pathlib import Path

from tracker import __version__
from tracker.ledger.columns import Layout
from tracker.ledger.page.book import Book, UsedFormulation
from tracker.ledger.page.site import Site
from tracker.records import LedgerRow, StatementFilter
from tracker.storage.articles import read_article
from tracker.storage.claims import read_claims
from tracker.storage.formulations import list_formulations
from tracker.storage.portraits import read_portraits
from tracker.storage.topics import list_topics
from tracker.workflows.selection import Selection
from tracker.workflows.tracing import compile_pattern, find_uses

MANY = 60_000
"""From how many statements on a page takes its time to open: docs/performance.md has the numbers."""


def load_book(selection: Selection) -> Book:
    """The rows of a selection with everything that pages tell beside them but articles' texts.

    Raises what iterating the selection raises.
    """
    from tracker.lexicon.loader import load_lexicon

    listed: list[LedgerRow] = []
    speaking: dict[int, tuple[int, ...]] = {}
    for row, speakers in selection.with_speakers():
        listed.append(row)
        speaking[row.statement_id] = tuple(speaker.speaker_id for speaker in speakers)
    session = selection.session
    portraits = read_portraits(session, {speaker for speakers in speaking.values() for speaker in speakers})
    codes = {code for row in listed for code in (row.country or "").split("; ")}
    for portrait in portraits.values():
        codes |= {portrait.country or "", *(post.country or "" for post in portrait.posts)}
    actors = load_lexicon().actors
    commitments, ties = selection.read_commitments(list(speaking))
    return Book(
        rows=listed,
        speaking=speaking,
        speakers=portraits,
        topics={topic.slug: topic.label for topic in list_topics(session)},
        countries={code: actor.name for code in sorted(codes) if (actor := actors.by_code(code))},
        selection=describe_filter(selection.wanted),
        version=__version__,
        claims=read_claims(session, list(speaking)),
        formulations=_find_formulations(selection, speaking.keys()),
        commitments=commitments,
        ties=ties,
    )


def _find_formulations(selection: Selection, listed: Set[int]) -> list[UsedFormulation]:
    """The tracked formulations that statements of the selection have word for word."""
    found = []
    for formulation in list_formulations(selection.session):
        pattern = compile_pattern(formulation.phrase)
        uses = find_uses(selection.session, pattern, selection.wanted, near=False)
        if numbers := listed & {use.text.statement_id for use in uses}:
            found.append(UsedFormulation(formulation.phrase, frozenset(numbers)))
    return found


def describe_filter(wanted: StatementFilter) -> tuple[tuple[str, str], ...]:
    """What a filter asks for, as pairs of a label and a value, in words that stand on a page; () where it is all."""
    labels = {"text": "words", "near": "words within", "statuses": "status", "officials": "officials"}
    plain = StatementFilter()
    told = []
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if field.name == "sort" or value == getattr(plain, field.name):
            continue
        if isinstance(value, tuple):
            shown = (" and " if field.name == "meeting" else " or ").join(str(item) for item in value)
        elif value is True:
            shown = "included"
        else:
            shown = str(value)
        told.append((labels.get(field.name, field.name.rstrip("s")).capitalize(), shown))
    return tuple(told)


def write_page(selection: Selection, path: Path, layout: Layout) -> list[str]:
    """Write the selection as one file where the path ends with .html or .htm, else as a folder; gives remarks.

    Raises OSError where it cannot be written, and what iterating the selection raises.
    """
    book = load_book(selection)
    site = Site(book, lambda number: read_article(selection.session, number, ()))
    if path.suffix.lower() in (".html", ".htm"):
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            site.write_file(stream)
    else:
        site.write_folder(path)
    if selection.count > MANY:
        return [
            f"{selection.count:,} statements make a page that is slow to open; choose fewer, by --since or --speaker"
        ]
    return []
