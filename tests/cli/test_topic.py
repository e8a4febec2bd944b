"""`tracker topic`: the vocabulary as a tree, one topic in full, and topics of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.articles import write_articles
from tests.cli.conftest import Run


def test_narrower_topics_stand_below_their_broader_one(run: Run) -> None:
    run("db", "upgrade")
    lines = [line.split() for line in run("topic", "list").out.splitlines()]
    names = [next(word for word in line if not word.isdigit() and word not in ("└─", "└──")) for line in lines[1:]]
    assert ["└─", "trade"] in [line[2:4] for line in lines]
    assert names.index("economy") < names.index("trade") < names.index("food")
    listed = json.loads(run("topic", "list", "--format", "json").out)
    assert {topic["slug"]: topic["parent"] for topic in listed}["trade"] == "economy"
    assert len(listed) == len(names)


def test_one_topic_is_shown_with_its_terms_and_speakers(run: Run, tmp_path: Path) -> None:
    run("ingest", write_articles(tmp_path / "articles"))
    lines = run("topic", "show", "trade").out.splitlines()
    assert lines[0] == "trade · Trade and investment"
    told = {line[:12].strip(): line[12:] for line in lines[2:]}
    assert told["Within"] == "economy"
    assert told["Statements"] == "1 by 1 speakers, 2024-03-01"
    assert told["Speaker"] == "Tomas Okello (1)"
    assert told["Years"] == "2024 (1)"
    assert "tariff" in told["Terms"]
    assert "supply chain" in told["Weak terms"]
    assert "investment" in told["Hints"]
    broader = json.loads(run("topic", "show", "economy", "--format", "json").out)
    assert broader["summary"]["statements"] == 0
    assert [speaker["name"] for speaker in broader["speakers"]] == ["Tomas Okello"]
    assert broader["narrower"] == ["trade", "energy"]
    missing = run("topic", "show", "trde")
    assert missing.code == 1
    assert "did you mean trade" in missing.err


def test_topics_of_ones_own_are_found_and_shown(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "statement-tracker"
    folder.mkdir(parents=True)
    (folder / "topics.toml").write_text(
        '[corridors]\nlabel = "Corridors"\nparent = "trade"\nterms = "grain corridor"\n'
        'exact_match = "https://example.org/corridors"\n'
    )
    run("ingest", write_articles(tmp_path / "articles"))
    shown = run("topic", "show", "corridors").out
    assert "Within      trade < economy\n" in shown
    assert "Same as     https://example.org/corridors\n" in shown
    assert [
        json.loads(line)["id"]
        for line in run("statements", "--topic", "corridors", "--format", "jsonl").out.splitlines()
    ] == [1]


def test_a_table_that_contradicts_itself_stops_the_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "topics.toml").write_text('[corridors]\nlabel = "Corridors"\n')
    monkeypatch.setenv("TRACKER_LEXICON", str(tmp_path))
    refused = run("extract", write_articles(tmp_path / "articles"))
    assert refused.code == 1
    assert "topics.toml: topic 'corridors' needs a label and at least one term" in refused.err
