"""`tracker utterance`: proposed, joined, shown side by side, and taken apart, from the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_completion import complete
from tests.meetings import ARTICLES
from tracker.cli.app import main


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    database = folder / "tracker.db"
    fields = ("text", "title", "outlet", "published")
    lines = [
        json.dumps({"id": str(number)} | {field: getattr(article, field) for field in fields})
        for number, article in enumerate(ARTICLES)
    ]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["--db", str(database), "ingest", str(folder / "articles.jsonl")]) == 0
    return database


@pytest.fixture
def stored(run: Run, database: Path, tmp_path: Path) -> Run:
    """The command line with all articles in its database."""
    shutil.copy(database, tmp_path / "tracker.db")
    return run


def test_suggestions_come_with_score_reasons_and_what_to_do_next(stored: Run) -> None:
    result = stored("utterance", "suggest")
    head, *lines = result.out.splitlines()
    assert head.split()[:4] == ["Score", "Reports", "Said", "on"]
    assert len(lines) == 3
    assert "a quotation of 6 words; but 6 days apart, the later without a day of its own" in result.out
    first = lines[0].split()[1]
    assert f"tracker utterance accept {first};" in result.err
    listed = json.loads(stored("utterance", "suggest", "--format", "json").out)
    assert [found["score"] for found in listed] == sorted((found["score"] for found in listed), reverse=True)
    assert {tuple(found["statement_ids"]) for found in listed} == {(1, 5, 9), (2, 6, 10, 13), (3, 7, 11)}
    assert len(list(csv.reader(io.StringIO(stored("utterance", "suggest", "--format", "csv").out)))) == 4
    nothing = stored("utterance", "suggest", "--least", "1")
    assert (nothing.code, nothing.out) == (0, "")
    assert "a lower --least shows what is less likely" in nothing.err


def test_one_is_accepted_shown_told_and_undone(stored: Run) -> None:
    done = stored("utterance", "accept", "S2")
    assert done.out.startswith("U1: S2 S10 S6 S13: Ilse Brandt, “")
    assert "`tracker undo` takes it back" in done.err
    shown = stored("utterance", "show", "U1")
    assert shown.out.splitlines()[0] == "U1 · Ilse Brandt · 2024-03-01 / undated · 4 reports"
    assert "S2 The Harbour Post, 2024-03-01" in shown.out
    assert "⟪and that Austria would⟫" in shown.out.replace("\n", " ") or "⟪and that" in shown.out
    assert stored("utterance", "show", "s6").out == shown.out
    assert "U1, as 4 statements in all; `tracker utterance show U1`" in stored("statement", "show", "S2").out
    (row,) = json.loads(stored("utterance", "list", "--format", "json").out)
    assert (row["utterance_id"], row["report_count"], row["statement_ids"]) == (1, 4, [2, 10, 6, 13])
    assert "S2 changed: utterance – → U1" in stored("history").out
    assert stored("undo", "--yes").code == 0
    empty = stored("utterance", "list")
    assert (empty.out, empty.code) == ("", 0)
    assert "tracker utterance suggest" in empty.err


def test_reports_as_data_say_which_words_differ(stored: Run) -> None:
    stored("utterance", "join", "S3", "S7")
    detail = json.loads(stored("utterance", "show", "1", "--format", "json").out)
    assert detail["report_count"] == 2
    assert [report["id"] for report in detail["reports"]] == [3, 7]
    assert [[piece["text"] for piece in report["differing"]] for report in detail["reports"]] == [
        ["would", "forty", "the"],
        ["will", "40"],
    ]
    assert detail["reports"][0]["utterance"] == {"id": 1}


@pytest.mark.parametrize(("width", "beside"), [(160, 4), (80, 2), (40, 1)])
def test_columns_follow_the_width(stored: Run, become_terminal: Callable[..., None], width: int, beside: int) -> None:
    stored("utterance", "accept", "S2")
    become_terminal(width=width)
    result = stored("utterance", "show", "U1")
    assert all(len(line) <= width for line in result.out.splitlines()[1:])
    heads = [line for line in result.out.splitlines() if "S2 The" in line]
    assert [line.count("│") for line in heads] == [beside - 1]


def test_differing_words_are_painted_and_not_bracketed_in_colour(
    stored: Run, become_terminal: Callable[..., None]
) -> None:
    stored("utterance", "join", "S3", "S7")
    become_terminal(width=100, color=True)
    result = stored("utterance", "show", "U1")
    assert "⟪" not in result.out
    assert "\x1b[1m\x1b[4mforty\x1b[0m" in result.out


def test_all_above_a_score_after_a_look_and_a_question(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = stored("utterance", "accept", "--above", "0.5", "--dry-run")
    assert "10 statements as 3 utterances would be joined; nothing was done" in planned.err
    assert len(planned.out.splitlines()) == 4
    refused = stored("utterance", "accept", "--above", "0.5")
    assert refused.code == 1
    assert "repeat it with --yes" in refused.err
    monkeypatch.setattr("tracker.cli.asking.can_ask", lambda: True)
    declined = stored("utterance", "accept", "--above", "0.5", stdin=b"n\n")
    assert "nothing was changed" in declined.err
    assert stored("utterance", "list").out == ""
    done = stored("utterance", "accept", "--above", "0.5", "--yes")
    assert [line[:3] for line in done.out.splitlines()] == ["U1:", "U2:", "U3:"]
    assert "nothing is proposed" in stored("utterance", "accept", "--above", "0.5", "--yes").err


def test_a_filter_narrows_what_is_accepted(stored: Run) -> None:
    assert stored("utterance", "accept", "--above", "0.5", "--speaker", "okello", "--yes").code == 0
    assert [row["speaker"] for row in json.loads(stored("utterance", "list", "--format", "json").out)] == [
        "Tomas Okello"
    ]


def test_what_is_rejected_stays_away(stored: Run) -> None:
    planned = stored("utterance", "reject", "S3", "--dry-run")
    assert planned.out.startswith("S3, S7, S11 told apart: “Kenya")
    assert "nothing was done" in planned.err
    assert stored("utterance", "reject", "S13", "--alone").out.startswith("S13 from S2, S6, S10 told apart")
    assert stored("utterance", "reject", "S3").out == planned.out
    listed = json.loads(stored("utterance", "suggest", "--format", "json").out)
    assert {tuple(found["statement_ids"]) for found in listed} == {(1, 5, 9), (2, 6, 10)}
    assert "S3 and S7 told apart" in stored("history").out
    assert "S3 and S7 told apart" in stored("history", "--statement", "S7").out
    assert "told apart" not in stored("history", "--statement", "S4").out
    stored("undo", "--yes")
    assert len(json.loads(stored("utterance", "suggest", "--format", "json").out)) == 3


def test_joining_and_splitting(stored: Run) -> None:
    assert stored("utterance", "join", "S2", "6", "--note", "talks").out.startswith("U1: S2 S6: ")
    assert stored("utterance", "join", "u1", "S10").out.startswith("U1: S2 S10 S6: ")
    assert "Note  talks" in stored("utterance", "show", "1").out
    assert "U1 is so already" in stored("utterance", "join", "U1", "S10").err
    assert stored("utterance", "split", "S2", "S10").out == "S10 is out of U1\n"
    assert stored("utterance", "split", "U1").out == "S2, S6 are out of U1\nU1 is no more\n"
    assert stored("utterance", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["show", "U9"], 1, "no utterance 9; `tracker utterance list` lists their numbers"),
        (["show", "S1"], 1, "S1 is in no utterance; `tracker utterance join` puts it into one"),
        (["show", "A1"], 2, "'A1' is no utterance; write U3, or S12"),
        (["join", "S1"], 2, "two statements or more"),
        (["join", "S1", "S999"], 1, "no statement 999"),
        (["join"], 2, "Missing argument"),
        (["accept"], 2, "say which: statements such as S3 S12, or all --above a score"),
        (["accept", "S1", "--above", "0.9"], 2, "say which"),
        (["accept", "S1", "--speaker", "brandt"], 2, "with numbers there is nothing to narrow"),
        (["accept", "S4"], 1, "S4 is in no proposal of 0.50 or more"),
        (["accept", "--above", "7"], 2, "7"),
        (["reject", "S4"], 1, "S4 is in no proposal"),
        (["split", "U1", "x"], 2, "'x' is no statement number"),
        (["split", "U1"], 1, "no utterance 1"),
        (["suggest", "--speaker", "Zebulon"], 1, "Zebulon"),
    ],
)
def test_bad_use_says_what_to_do(stored: Run, arguments: list[str], code: int, reason: str) -> None:
    result = stored("utterance", *arguments)
    assert (result.code, result.out) == (code, "")
    assert reason in result.err


def test_counts_by_utterance_wherever_statements_are_counted(stored: Run) -> None:
    """Brandt says six things in eight statements once those on bread are one."""
    assert stored("utterance", "accept", "S2").code == 0
    name = ("--name", "brandt")
    by_report, by_act = (stored("speakers", *name, *more).out for more in ((), ("--count-by", "utterance")))
    assert by_report.splitlines()[0].split()[0] == "Statements"
    assert by_act.splitlines()[0].split()[0] == "Utterances"
    reports, acts = (int(listed.splitlines()[1].split()[0]) for listed in (by_report, by_act))
    assert reports == acts + 3
    assert stored("speaker", "list", *name, "--count-by", "utterance").out == by_act
    listed = json.loads(stored("speakers", *name, "--format", "json").out)[0]
    assert (listed["statements"], listed["utterances"]) == (reports, acts)
    who = stored("who", "blocks", "--count-by", "utterance").out.splitlines()
    assert [line.split()[0] for line in who] == ["Utterances", "1"]
    assert stored("who", "blocks").out.splitlines()[1].split()[0] == "4"
    drawn = [stored("timeline", "--text", "blocks", *more).out for more in ((), ("--count-by", "utterance"))]
    assert [line.split()[:2] for line in drawn] == [["2024-03", "4"], ["2024-03", "1"]]
    told = stored("speaker", "show", "Ilse Brandt", "--count-by", "utterance").out
    assert f"Utterances    {acts} in 4 articles" in told
    plain = json.loads(stored("speaker", "show", "Ilse Brandt", "--count-by", "utterance", "--format", "json").out)
    assert plain["years"] == {"2024": acts}


def test_topics_are_counted_by_utterance(stored: Run) -> None:
    before = json.loads(stored("topics", "--format", "json").out)
    most = max(before, key=lambda topic: int(topic["statements"]))
    assert most["statements"] == most["utterances"]
    numbers = json.loads(stored("statements", "--topic", most["slug"], "--sort", "id", "--format", "json").out)
    stored("utterance", "join", *(f"S{row['id']}" for row in numbers[:2]))
    shown = stored("topics", "--count-by", "utterance").out.splitlines()
    assert shown[0].split()[0] == "Utterances"
    line = next(line for line in shown if most["slug"] in line.split())
    assert int(line.split()[0]) == most["statements"] - 1
    assert [int(line.split()[0])] == [
        int(line.split()[0])
        for line in stored("topic", "list", "--count-by", "utterance").out.splitlines()
        if most["slug"] in line.replace("└", " ").replace("─", " ").split()
    ]
    told = stored("topic", "show", most["slug"], "--count-by", "utterance").out
    assert f"Utterances  {most['statements'] - 1} by" in told


def test_one_of_an_utterance_is_listed_and_exported(stored: Run) -> None:
    stored("utterance", "accept", "S2")
    listed = stored("statements", "--text", "blocks", "--one-per-utterance")
    assert listed.out.splitlines()[0].split()[3:5] == ["Reports", "Speaker"]
    assert [line.split()[:3] for line in listed.out.splitlines()[1:]] == [["S2", "2024-03-01", "4"]]
    assert listed.err == "1 statement\n"
    exported = stored("export", "--one-per-utterance", "--fields", "statement_id,utterance_id,report_count")
    rows = list(csv.reader(io.StringIO(exported.out)))
    assert ["2", "1", "4"] in rows
    assert ["1", "", "1"] in rows
    assert not [row for row in rows if row[0] in ("6", "10", "13")]


def test_claims_and_comparisons_are_by_report_or_by_utterance(stored: Run) -> None:
    stored("utterance", "accept", "S2")
    every = list(csv.DictReader(io.StringIO(stored("claims", "--format", "csv").out)))
    once = list(csv.DictReader(io.StringIO(stored("claims", "--one-per-utterance", "--format", "csv").out)))
    joined = {row["statement_id"] for row in every if row["utterance_id"] == "1"}
    assert len(joined) == 4
    assert {row["statement_id"] for row in once} & joined == {"2"}
    assert {row["report_count"] for row in once if row["statement_id"] == "2"} == {"4"}
    speaker = next(row["speaker"] for row in every if row["statement_id"] == "2")
    command = ("compare", speaker, "--period", "2024", "--period", "2019", "--text", "blocks")
    titles = [stored(*command, *option).out.splitlines()[0] for option in ((), ("--one-per-utterance",))]
    assert [title.split(" │ ")[0].split("(")[1].strip() for title in titles] == ["4)", "1)"]
    rows = csv.DictReader(io.StringIO(stored(*command, "--format", "csv").out))
    assert {(row["utterance_id"], row["report_count"]) for row in rows} == {("1", "4")}


def test_a_ledger_comes_back_and_leaves_utterances_as_they_are(stored: Run, tmp_path: Path) -> None:
    stored("utterance", "accept", "S2")
    stored("export", "--output", tmp_path / "ledger.csv")
    written = (tmp_path / "ledger.csv").read_text(encoding="utf-8")
    assert "nothing" in stored("import", tmp_path / "ledger.csv").err
    rows = list(csv.reader(io.StringIO(written)))
    place = rows[0].index("utterance_id")
    rows[1][place] = "7"
    with (tmp_path / "changed.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    told = stored("import", tmp_path / "changed.csv", "--yes")
    assert "utterance_id" in told.out + told.err
    assert json.loads(stored("utterance", "list", "--format", "json").out)[0]["statement_ids"] == [2, 10, 6, 13]


@pytest.mark.slow
def test_numbers_are_completed(stored: Run, tmp_path: Path) -> None:
    stored("utterance", "join", "S2", "S6")
    assert complete("tracker utterance show u", tmp_path) == ["plain,U1"]
