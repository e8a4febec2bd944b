"""`tracker claims` and `tracker claim`: listing in every format, and the analyst's hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ARTICLE = """\
---
title: Port
published: 2025-05-09
---
Austrian Foreign Minister Ilse Brandt said on Friday that Austria will support Uganda in rebuilding the port by 2030, \
and is ready to send engineers.

Brandt urged Kenya to open the border.
"""


@pytest.fixture
def stored(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "port.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("ingest", tmp_path / "port.txt").code == 0
    return run


def test_the_table_has_what_counts(stored: Run) -> None:
    result = stored("claims", "--kind", "commitment")
    lines = result.out.splitlines()
    assert lines[0].split() == ["ID", "Said", "on", "Speaker", "Kind", "By", "→", "to", "About", "Claim"]
    assert "commitment, strong" in lines[1]
    assert "Austria → Uganda" in lines[1]
    assert "../2030" in lines[1]
    assert result.err == "2 claims\n"


def test_filters_reach_the_question(stored: Run) -> None:
    result = stored("claims", "--by", "vienna", "--to", "kenya", "--kind", "demand", "--format", "jsonl")
    (row,) = [json.loads(line) for line in result.out.splitlines()]
    assert (row["claim_id"], row["party"], row["counterpart"]) == ("S2.1", ["Austria"], ["Kenya"])
    assert stored("claims", "--about-date", "2028", "--format", "csv").out.count("\n") == 2
    assert stored("claims", "--said-to", "nobody").code == 1


def test_every_format_has_all_claims(stored: Run) -> None:
    assert len(json.loads(stored("claims", "--format", "json").out)) == 3
    rows = list(csv.DictReader(io.StringIO(stored("claims", "--format", "csv").out)))
    assert [row["claim_id"] for row in rows] == ["S1.1", "S1.2", "S2.1"]
    assert rows[0]["party"] == "Austria"
    assert stored("claims", "--format", "md").out.count("\n") == 5


def test_limits_are_told(stored: Run) -> None:
    assert stored("claims", "--limit", "1").err == "1 of 3 claims; --offset 1 shows what follows\n"
    assert stored("claims", "--offset", "9").err == "no claims from --offset 9 on; 3 match in all\n"


def test_nothing_found_says_what_would_be(stored: Run) -> None:
    assert stored("claims", "--kind", "denial").err == ("no claims match all of this; without --kind there are 3\n")
    assert "did you mean Austria" in stored("claims", "--by", "Austira").err


def test_without_articles_the_next_step_is_told(run: Run) -> None:
    assert "`tracker ingest PATH` takes some in" in run("claims").err


def test_claims_are_corrected_and_undone(stored: Run) -> None:
    result = stored(
        "claim", "edit", "S1.2", "--kind", "position", "--by", "Austria", "--to", "Kenya", "--about", "2031"
    )
    assert (
        result.out == "S1.2 edited: kind commitment → position; strength ready → –; about – → 2031; to Uganda → Kenya\n"
    )
    assert "`tracker undo` takes it back" in result.err
    assert stored("claim", "split", "1.1", "--at", "in rebuilding").code == 0
    assert stored("claim", "merge", "S1.1", "S1.3").code == 0
    assert stored("claim", "reject", "S2.1", "--note", "why").code == 0
    assert "S2.1" not in stored("claims").out
    assert "S2.1" in stored("claims", "--claim-status", "rejected").out
    assert stored("claim", "restore", "S2.1").code == 0
    assert stored("claim", "confirm", "S2.1").out == "S2.1 confirmed\n"
    assert stored("claim", "confirm", "S2.1").err == "S2.1 is confirmed already\n"
    assert stored("claim", "add", "S2", "--words", "the border", "--dry-run").code == 1
    assert stored("claim", "confirm", "S2.1", "--dry-run").err.endswith("nothing was done\n")
    assert "Claim 2     is ready to send engineers (position" in stored("statement", "show", "S1").out


def test_wrong_use_is_refused(stored: Run) -> None:
    assert "write S12.1" in stored("claim", "edit", "S1", "--kind", "demand").err
    assert "say what to set" in stored("claim", "edit", "S1.1").err
    assert "--words is missing" in stored("claim", "add", "S1", "--kind", "demand").err
    assert stored("claims", "--kind", "wish").code == 2
    assert stored("claims", "--about-date", "soon").code == 2


def test_the_statement_as_json_has_its_claims(stored: Run) -> None:
    (first, _) = json.loads(stored("statement", "show", "S1", "--format", "json").out)["claims"]
    assert (first["claim_id"], first["kind"], first["party"], first["about"]) == (
        "S1.1",
        "commitment",
        ["Austria"],
        "../2030",
    )
