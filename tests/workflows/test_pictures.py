"""Timelines by speaker out of the database and out of a trace, saved whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.formulations import PHRASE, report, take_in
from tracker.errors import OutputError, UsageError
from tracker.records import StatementFilter
from tracker.records.summaries import Timeline, TimelineRow
from tracker.storage.database import Database
from tracker.workflows.pictures import draw_speakers, draw_uses, save_picture
from tracker.workflows.tracing import trace

OKELLO = "President Tomas Okello"
DRAWN = Timeline("x", ("2024-01",), (TimelineRow("a", 1, (1,)),))


@pytest.fixture
def filled(database: Database) -> Database:
    take_in(
        database,
        report("2024-01-05", f"the {PHRASE} holds"),
        report("2024-03-02", f"the {PHRASE} stands"),
        report("2024-03-09", "the sea was calm", who=OKELLO),
        report("2024-03-10", f"the {PHRASE} stood", who=OKELLO),
    )
    return database


def test_each_speaker_has_a_row(filled: Database) -> None:
    drawn = draw_speakers(filled, StatementFilter())
    assert drawn.periods == ("2024-01", "2024-02", "2024-03")
    assert [(row.speaker, row.statements, row.counts) for row in drawn.rows] == [
        ("Ilse Brandt", 2, (1, 0, 1)),
        ("Tomas Okello", 2, (0, 0, 2)),
    ]
    assert (drawn.title, drawn.others, drawn.undated) == ("Statements", 0, 0)


def test_the_rest_are_others_and_filters_are_in_the_title(filled: Database) -> None:
    drawn = draw_speakers(filled, StatementFilter(since="2024-03"), by="year", top=1)
    assert (drawn.title, drawn.periods) == ("Statements: since 2024-03", ("2024",))
    assert ([row.speaker for row in drawn.rows], drawn.others) == (["Tomas Okello"], 1)
    assert draw_speakers(filled, StatementFilter(since="2030")).rows == ()


def test_a_formulations_exact_uses(filled: Database) -> None:
    drawn = draw_uses(trace(filled, PHRASE, StatementFilter()))
    assert drawn.title == f"“{PHRASE}”"
    counts = [(row.speaker, row.counts) for row in drawn.rows]
    assert counts == [("Ilse Brandt", (1, 0, 1)), ("Tomas Okello", (0, 0, 1))]


def test_a_picture_is_saved_and_replaced_only_when_told(tmp_path: Path) -> None:
    for name in ("a.svg", "b.PNG"):
        save_picture(DRAWN, tmp_path / name)
    before = (tmp_path / "a.svg").read_bytes()
    (tmp_path / "a.svg").write_text("mine")
    with pytest.raises(OutputError, match="exists already; --force replaces it"):
        save_picture(DRAWN, tmp_path / "a.svg")
    save_picture(DRAWN, tmp_path / "a.svg", force=True)
    assert (tmp_path / "a.svg").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.svg", "b.PNG"]


def test_what_cannot_be_saved_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'a\.jpg' is no picture that can be drawn: end it with \.svg or \.png"):
        save_picture(DRAWN, tmp_path / "a.jpg")
    with pytest.raises(UsageError, match="nothing to draw"):
        save_picture(Timeline("x", (), ()), tmp_path / "a.svg")
    with pytest.raises(OutputError, match="cannot be written"):
        save_picture(DRAWN, tmp_path / "none" / "a.svg")
    (tmp_path / "f.svg").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        save_picture(DRAWN, tmp_path / "f.svg")
    assert not list(tmp_path.glob("*.part"))
