"""`tracker commitments` and `tracker commitment`: listing, proposals, rulings and threads, from the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_completion import complete
from tests.promises import PROMISES
from tracker.cli.app import main


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    fields = ("text", "title", "outlet", "published")
    lines = [
        json.dumps({"id": str(number)} | {field: getattr(article, field) for field in fields})
        for number, article in enumerate(PROMISES)
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["--db", str(folder / "tracker.db"), "ingest", str(folder / "articles.jsonl")]) == 0
    return folder / "tracker.db"


@pytest.fixture
def stored(run: Run, database: Path, tmp_path: Path) -> Run:
    """The command line with all promises in its database."""
    shutil.copy(database, tmp_path / "tracker.db")
    return run


def test_the_table_has_who_what_when_and_how_firmly(stored: Run) -> None:
    result = stored("commitments")
    head, first, *rest = result.out.splitlines()
    assert head.split()[:8] == ["ID", "By", "→", "to", "Due", "How", "firmly", "First"]
    assert "Austria → Uganda" in first
    assert "../2030" in first
    assert len(rest) == 4
    assert result.err == "5 commitments\n"
    assert stored("commitments", "--limit", "1").err == "1 commitment at most\n"


def test_every_format_has_all(stored: Run) -> None:
    rows = json.loads(stored("commitments", "--format", "json").out)
    assert [row["commitment_id"] for row in rows] == ["S1.1", "S1.2", "S2.1", "S4.1", "S5.1"]
    assert next(csv.DictReader(io.StringIO(stored("commitments", "--format", "csv").out)))["due"] == "../2030"
    assert len(stored("commitments", "--format", "jsonl").out.splitlines()) == 5
    assert stored("commitments", "--format", "md").out.count("\n") == 7


def test_filters_reach_the_question_and_what_is_in_the_way_is_told(stored: Run) -> None:
    asked = ("commitments", "--by", "vienna", "--to", "uganda", "--due", "2030", "--strength", "ready")
    assert [json.loads(stored(*asked, "--format", "jsonl").out)["commitment_id"]] == ["S1.1"]
    assert stored("commitments", "--due", "2027").err == (
        "no commitments match all of this; without --due there are 5\n"
    )
    # How many there are, not how many would be on a page.
    assert stored("commitments", "--due", "2027", "--limit", "2").err.endswith("without --due there are 5\n")
    assert stored("commitments", "--due", "soon").code == 2
    assert stored("commitments", "--said-to", "nobody").code == 1


def test_proposals_are_listed_accepted_and_rejected_with_reasons(stored: Run) -> None:
    result = stored("commitment", "suggest")
    assert len(result.out.splitlines()) == 4
    assert "to link the first: tracker commitment accept S" in result.err
    assert "a lower --least" in stored("commitment", "suggest", "--least", "1").err
    done = stored("commitment", "accept", "S2.1", "--reason", "she went to Mareo")
    assert done.out.startswith("S2.1 hardens S1.1: “Austria will help Uganda")
    assert done.err == "entry 2; `tracker undo` takes it back\n"
    assert stored("commitment", "accept", "S3.1", "--as", "reaffirms", "--dry-run").err == "nothing was done\n"
    assert stored("commitment", "reject", "S4.1", "--reason", "for now").out.startswith("S4.1 does not drop S2.1")
    shown = stored("commitment", "show", "S2.1").out
    assert shown.startswith("S1.1 · Austria → Uganda · ready → strong · due ../2028 · 2 reports\n")
    assert "Austria is ⟪ready to⟫ help Uganda" in shown
    assert "hardens S1.1: she went to Mareo (" in shown
    assert "S4.1 does not drop S2.1: for now (" in shown
    assert stored("undo", "--yes").code == 0
    assert "does not drop" not in stored("commitment", "show", "S1.1").out


def test_claims_are_linked_and_unlinked_by_hand(stored: Run) -> None:
    assert stored("commitment", "link", "S4.1", "s1.1", "--as", "drops", "--reason", "said so").code == 0
    assert "dropped" in stored("commitments").out
    assert stored("commitment", "link", "S4.1", "S1.1", "--as", "drops").err == "S4.1 drops S1.1: so already\n"
    assert stored("commitment", "unlink", "S4.1", "S1.1").out == "S4.1 and S1.1: nothing is ruled on them any more\n"
    assert "dropped" not in stored("commitments").out
    assert stored("commitment", "unlink", "S4.1", "S1.1").code == 1
    assert stored("commitment", "link", "S4.1", "S4.1", "--as", "drops").code == 2
    assert stored("commitment", "link", "S4", "S1.1", "--as", "drops").code == 2
    assert stored("commitment", "link", "S4.1", "S9.1", "--as", "drops").code == 1


def test_links_stand_by_their_claims_where_statements_are_shown_and_exported(stored: Run) -> None:
    stored("commitment", "link", "S2.1", "S1.1", "--as", "hardens", "--reason", "ready became will")
    shown = stored("statement", "show", "S2").out
    assert "hardens S1.1: ready became will (" in shown
    assert "S2.1 hardens this: ready became will (" in stored("statement", "show", "S1").out
    told = json.loads(stored("statement", "show", "S2", "--format", "json").out)
    (link,) = told["claims"][0]["links"]
    assert (link["relation"], link["claim_id"], link["reason"]) == ("hardens", "S1.1", "ready became will")
    lines = [json.loads(line) for line in stored("export", "--format", "jsonl").out.splitlines()]
    linked = {claim["claim_id"]: claim["linked_by"] for line in lines for claim in line["claims"]}
    assert [link["claim_id"] for link in linked["S1.1"]] == ["S2.1"]
    assert linked["S1.2"] == []


def test_a_thread_for_scripts(stored: Run) -> None:
    stored("commitment", "accept", "S2.1")
    thread = json.loads(stored("commitment", "show", "S1.1", "--format", "json").out)
    assert (thread["commitment_id"], thread["claim_ids"]) == ("S1.1", ["S1.1", "S2.1"])
    assert thread["steps"][1]["links"][0]["relation"] == "hardens"
    assert thread["steps"][0]["strength_words"] == [{"start": 11, "end": 19, "text": "ready to"}]


def test_an_empty_database_says_what_next(run: Run) -> None:
    assert "`tracker ingest PATH`" in run("commitments").err


def test_numbers_are_completed(stored: Run, tmp_path: Path) -> None:
    assert stored("commitments").code == 0
    assert complete("tracker commitment show s1", tmp_path) == ["plain,S1.1", "plain,S1.2"]
