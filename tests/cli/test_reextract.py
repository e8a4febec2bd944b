"""`tracker reextract`: a diff to look at, decisions left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


def test_the_same_extractor_has_nothing_to_say(filled: Run) -> None:
    result = filled("reextract")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("2 articles read anew: 0 new, 0 changed, 0 gone, 4 as before, 0 left alone")
    assert filled("history").out.count("\n") == 2


def test_decisions_are_left_alone_and_differences_listed(filled: Run) -> None:
    filled("statement", "edit", "S1", "--speaker", "okello")
    filled("statement", "reject", "S2")
    result = filled("reextract", "--article", "A1", "--dry-run")
    assert result.out.startswith("A1 Ministers agree on a grain corridor\n? S1 (edited by ")
    assert "the extractor would say speaker Tomas Okello → Ilse Brandt" in result.out
    assert "2 left alone as you decided" in result.err
    filled("reextract")
    shown = json.loads(filled("statement", "show", "S1", "--format", "json").out)
    assert shown["speaker"]["name"] == "Tomas Okello"
    assert "S2" not in filled("statements").out


def test_days_are_counted_anew_from_another_publication_day(filled: Run) -> None:
    filled("article", "edit", "A1", "--published", "2024-03-08")
    result = filled("reextract", "--article", "1")
    assert result.code == 0
    assert "~ S1 changed: said on 2024-03-01 → 2024-03-08" in result.out
    assert "1 article read anew: 0 new, 2 changed" in result.err
    assert "`tracker undo` takes it back" in result.err
    (line,) = filled("reextract", "--article", "A1", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["unchanged"] == 3


def test_an_article_that_is_none(filled: Run) -> None:
    assert filled("reextract", "--article", "A9").code == 1
