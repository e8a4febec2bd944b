"""`tracker export` and `tracker extract`: the same every time, whole or not at all, unaltered."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import openpyxl
import pytest

from tests.cli.articles import CORRIDOR, write_articles
from tests.cli.conftest import Run
from tracker.ledger.columns import COLUMNS


@pytest.fixture
def stored(run: Run, tmp_path: Path) -> Run:
    """The command line with both articles in its database."""
    assert run("ingest", write_articles(tmp_path / "articles")).code == 0
    return run


def test_the_file_is_the_ledger(stored: Run, tmp_path: Path) -> None:
    target = tmp_path / "ledger.csv"
    result = stored("export", "--output", target)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"4 statements written to {target}\n"
    with target.open(newline="", encoding="utf-8") as file:
        assert [row["speaker"] for row in csv.DictReader(file)] == [
            "Ilse Brandt",
            "Ilse Brandt",
            "Tomas Okello",
            "Tomas Okello",
        ]
    assert target.read_bytes().count(b"\r\n") == 5
    assert target.read_bytes() == stored("export").out.encode()


@pytest.mark.parametrize(
    ("name", "options", "beginning"),
    [
        ("l.csv", [], "statement_id,"),
        ("l.jsonl", [], '{"schema_version": '),
        ("l.md", [], "# Statements"),
        ("l.JSONL", [], '{"schema_version": '),
        ("ledger", [], "statement_id,"),
        ("l.txt", ["--format", "csv"], "statement_id,"),
        ("l.csv", ["--format", "md"], "# Statements"),
        ("l.csv", ["--format", "csv-excel"], "\ufeffstatement_id,"),
        ("l.csv", ["--fields", "claim,speaker"], "claim,speaker\n"),
        ("l", ["--group-by", "speaker"], "# Statements\n\n## Ilse Brandt (2 statements)\n"),
        ("l.jsonld", [], '{"@context": '),
        ("l.json", ["--format", "csl-json"], '[\n{"id": "A'),
        ("l.bib", [], "@article{A"),
        ("l.ris", [], "TY  - NEWS"),
        ("l.json", ["--format", "popolo"], '{"speeches": ['),
    ],
)
def test_the_name_tells_the_format_unless_it_is_given(
    stored: Run, tmp_path: Path, name: str, options: list[str], beginning: str
) -> None:
    assert stored("export", "--output", tmp_path / name, *options).code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(beginning)


@pytest.mark.parametrize("name", ["l.json", "l.pdf", "l.csv.gz"])
def test_a_name_that_promises_another_form_is_refused(stored: Run, tmp_path: Path, name: str) -> None:
    result = stored("export", "--output", tmp_path / name)
    assert (result.code, result.out) == (2, "")
    assert f"'{name}' is the name of none of the forms; end it with .csv, .jsonl, .md," in result.err
    assert not (tmp_path / name).exists()


def test_the_same_every_time_with_any_filter(stored: Run) -> None:
    for options in ([], ["--speaker", "okello"], ["--sort", "-speaker"], ["--format", "jsonl"], ["--topic", "trade"]):
        assert stored("export", *options).out == stored("export", *options).out
    assert stored("export", "--speaker", "okello").out.count("\r\n") == 3
    assert stored("export", "--output", "-").out == stored("export").out


def test_a_filter_that_is_refused_writes_nothing(stored: Run) -> None:
    for form in ("csv", "md", "jsonl"):
        result = stored("export", "--speaker", "nobody", "--format", form)
        assert (result.code, result.out) == (1, "")


def test_fields_are_listed_with_what_they_hold(run: Run) -> None:
    result = run("export", "--fields", "list")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) == len(COLUMNS) + 1
    assert lines[1].startswith("statement_id ")
    assert "canonical name of who said it" in lines[3]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fields", "claim,speeker"], "no field 'speeker'; did you mean speaker"),
        (["--fields", "claim", "-o", "l.md"], "md has a form of its own"),
        (["--group-by", "topic", "--format", "csv"], "only md can be grouped"),
        (["--format", "xlsx"], "xlsx cannot go to standard output; name a file with --output"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(stored: Run, arguments: list[str], message: str) -> None:
    result = stored("export", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_workbook_and_a_database(stored: Run, tmp_path: Path) -> None:
    assert stored("export", "--speaker", "okello", "-o", tmp_path / "l.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "l.xlsx").active.max_row == 3
    assert stored("export", "--speaker", "okello", "-o", tmp_path / "okello.db").code == 0
    result = stored("--db", tmp_path / "okello.db", "statements", "--format", "csv")
    assert result.out == stored("statements", "--speaker", "okello", "--format", "csv").out


def test_claims_are_a_table_of_their_own(stored: Run, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    result = stored("export", "--claims", "--speaker", "brandt", "--output", target)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert {row["speaker"] for row in rows} == {"Ilse Brandt"}
    assert result.err == f"{len(rows)} claims of 2 statements written to {target}\n"
    assert stored("export", "--claims", "--fields", "kind,claim").out.startswith("kind,claim\r\n")
    assert stored("import", target, "--yes").err.endswith("nothing to do\n")
    listed = stored("export", "--claims", "--fields", "list").out
    assert "whom it binds or speaks of" in listed
    assert "country" not in listed
    refused = stored("export", "--claims", "--format", "md")
    assert (refused.code, refused.err) == (
        2,
        "error: md has no form of a row a claim; these have: csv, csv-excel, jsonl, xlsx\n",
    )


def test_an_existing_file_is_replaced_only_with_force(stored: Run, tmp_path: Path) -> None:
    target = tmp_path / "ledger.csv"
    target.write_text("precious")
    refused = stored("export", "--output", target)
    assert (refused.code, refused.out) == (1, "")
    assert "ledger.csv exists already; --force replaces it" in refused.err
    assert target.read_text() == "precious"
    assert stored("export", "--output", target, "--force").code == 0
    assert target.read_text("utf-8").startswith("statement_id")


def test_a_failed_export_leaves_nothing_behind(stored: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "ledger.csv").write_text("precious")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = stored("export", "--output", folder / "ledger.csv", "--force")
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert "No space left on device" in result.err
    assert os.listdir(folder) == ["ledger.csv"]
    assert (folder / "ledger.csv").read_text() == "precious"


@pytest.mark.parametrize("target", ["missing/ledger.csv", "."])
def test_a_place_that_cannot_be_written(stored: Run, tmp_path: Path, target: str) -> None:
    result = stored("export", "--output", tmp_path / target, "--force")
    assert result.code == 1
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1


def test_an_empty_ledger_says_so(stored: Run, tmp_path: Path) -> None:
    result = stored("export", "--text", "unicorn", "--output", tmp_path / "l.csv")
    assert result.code == 0
    assert result.err.startswith("no statements match; wrote an empty ledger")
    assert (tmp_path / "l.csv").read_text("utf-8").count("\n") == 1


def test_extract_prints_one_object_an_article(run: Run, tmp_path: Path) -> None:
    result = run("extract", write_articles(tmp_path / "articles"))
    assert (result.code, result.err) == (0, "")
    first, second = (json.loads(line) for line in result.out.splitlines())
    assert {key for key in first if key != "statements"} >= {"id", "title", "published", "text", "diagnostics"}
    assert (first["id"], first["published"], len(first["statements"])) == ("corridor", "2024-03-01", 3)
    statement = first["statements"][0]
    assert (statement["speaker"], statement["manner"], statement["said_on"]) == (
        "Ilse Brandt",
        "indirect",
        "2024-03-01",
    )
    [[start, end]] = statement["content"]
    assert first["text"][start:end] == "the grain corridor would stay open"
    assert second["statements"][0]["speaker"] == "Tomas Okello"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_extract_reads_standard_input_when_no_path_is_given(run: Run) -> None:
    assert run("extract", stdin=CORRIDOR.encode()).out == run("extract", "-", stdin=CORRIDOR.encode()).out


def test_extract_takes_annotated_json_lines_and_keeps_their_text(run: Run, tmp_path: Path) -> None:
    text = "\n\nTomas Okello said that it rained.\r\n"
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "x", "text": text, "statements": [{"speaker": "?"}]}))
    found = json.loads(run("extract", tmp_path / "gold.jsonl").out)
    assert (found["id"], found["text"]) == ("x", text)
    [statement] = found["statements"]
    assert [text[start:end] for start, end in statement["content"]] == ["it rained"]


def test_extract_explains_and_indents(run: Run) -> None:
    result = run("extract", "--explain", "--indent", "2", stdin=CORRIDOR.encode())
    statement = json.loads(result.out)["statements"][0]
    assert statement["rule"]
    assert statement["said_on_text"]
    assert {"reasons", "candidates", "explanation", "topic_terms"} <= set(statement)
    assert result.out.startswith('{\n  "id": "corridor"')


def test_extract_reports_failures_and_goes_on(run: Run, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles")
    (folder / "0-empty.txt").write_text("")
    result = run("extract", folder)
    assert result.code == 1
    assert len(result.out.splitlines()) == 2
    assert result.err == f"error: {folder}/0-empty.txt: empty: there is no text in it\n"


def test_extract_on_a_terminal_asks_for_a_path(run: Run) -> None:
    result = run("extract", stdin=None)
    assert result.code == 2
    assert "nothing to read: give a PATH" in result.err
