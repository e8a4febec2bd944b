"""Of the reports that outlets share of invented events: how many are proposed, and how many proposals are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from tracker.records import ArticleInput, StatementFilter
from tracker.storage.database import Database
from tracker.workflows.ingest import ingest
from tracker.workflows.query import find_statements
from tracker.workflows.utterances import suggest_utterances

RETELLINGS = Path(__file__).parent / "retellings" / "retellings.txt"
_MARK = re.compile(r"\{(\w)\|([^}]*)\}")

Marks = list[tuple[int, int, str]]


def read_retellings() -> Iterator[tuple[ArticleInput, Marks]]:
    """The articles, each with what is marked in it: start, end and the utterance."""
    event = ""
    for block in re.split(r"^(?=== |-- )", RETELLINGS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        if head.startswith("== "):
            event = head[3:]
            continue
        outlet, published, title = (part.strip() for part in head[3:].split(",", 2))
        text, marks, at = "", [], 0
        for match in _MARK.finditer(body.strip()):
            text += body.strip()[at : match.start()]
            marks.append((len(text), len(text) + len(match[2]), f"{event} {match[1]}"))
            text += match[2]
            at = match.end()
        text += body.strip()[at:]
        yield ArticleInput(text, title=title, outlet=outlet, published=published), marks


@pytest.fixture
def reporting(database: Database) -> dict[int, tuple[int, str | None]]:
    """For each statement its article and the utterance that is marked where its content stands."""
    articles = list(read_retellings())
    ingest(database, [article for article, _ in articles])
    found: dict[int, tuple[int, str | None]] = {}
    for row in find_statements(database, StatementFilter(sort="id")):
        shared = [
            (min(end, b) - max(start, a), utterance)
            for start, end, utterance in articles[row.article_id - 1][1]
            for a, b in row.content_offsets
        ]
        most = max(shared, default=(0, ""))
        found[row.statement_id] = (row.article_id, most[1] if most[0] > 0 else None)
    return found


def test_proposals_are_right_and_most_are_found(
    database: Database, reporting: dict[int, tuple[int, str | None]]
) -> None:
    true = {
        (a, b)
        for a, b in combinations(sorted(reporting), 2)
        if reporting[a][1] is not None and reporting[a][1] == reporting[b][1] and reporting[a][0] != reporting[b][0]
    }
    assert len(true) >= 30
    for least, precision, recall in ((0.75, 0.98, 0.4), (0.5, 0.95, 0.8)):
        proposed = {
            pair
            for suggestion in suggest_utterances(database, least=least)
            for pair in combinations(suggestion.statement_ids, 2)
        }
        assert len(proposed & true) >= precision * len(proposed)
        assert len(proposed & true) >= recall * len(true)
