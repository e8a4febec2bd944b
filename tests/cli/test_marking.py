"""Marked text: brackets in a pipe, colour on a terminal, every letter of the article in its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import make_row
from tracker.cli.marking import Mark, choose_paragraphs, find_paragraphs, mark_statement, render_paragraph
from tracker.records import Span

TEXT = "Brandt said the corridor stays open.\n\nShe left.\n\nShips may sail, she added."


def render(text: str, marks: list[Mark], width: int | None = None) -> str:
    return "\n".join(render_paragraph(text, (0, len(text)), marks, width))


def test_brackets() -> None:
    marks = [Mark((0, 6), "source"), Mark((7, 11), "cue"), Mark((12, 35), "content")]
    assert render(TEXT[:36], marks) == "⟨Brandt⟩ «said» ⟦the corridor stays open⟧."


def test_nested_and_labelled() -> None:
    marks = [Mark((0, 11), "content", "S1"), Mark((0, 6), "source"), Mark((7, 11), "cue")]
    assert render(TEXT[:36], marks) == "⟦S1\N{NO-BREAK SPACE}⟨Brandt⟩ «said»⟧ the corridor stays open."


def test_colour(capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]) -> None:
    become_terminal(color=True)
    assert render("He said no", [Mark((3, 7), "cue")]) == "He \x1b[33msaid\x1b[0m no"


def test_wrapping_keeps_marks() -> None:
    marks = [Mark((0, 6), "source"), Mark((12, 35), "content")]
    assert render(TEXT[:36], marks, 20) == "⟨Brandt⟩ said ⟦the\ncorridor stays\nopen⟧."


def test_a_mark_that_runs_beyond_the_paragraph_is_closed_in_it() -> None:
    assert render_paragraph(TEXT, (0, 36), [Mark((12, 60), "content")], None) == [
        "Brandt said ⟦the corridor stays open.⟧"
    ]
    assert render_paragraph(TEXT, (38, 47), [Mark((12, 60), "content")], None) == ["⟦She left.⟧"]


def test_controls_are_shown() -> None:
    assert render("no\x1b[31m\u202e", []) == "no\\x1b[31m\\u202e"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (TEXT, [TEXT[:36], "She left.", "Ships may sail, she added."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("One,\ntwo.\n \t\n\nThree.", ["One,\ntwo.", "Three."]),
        ("", []),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in find_paragraphs(text)] == paragraphs


def test_chooses_the_paragraphs_that_are_touched() -> None:
    assert choose_paragraphs(TEXT, [(0, 6), (50, 55)]) == [(0, 36), (49, 75)]
    assert choose_paragraphs(TEXT, [(5, 5)]) == []


def test_marks_of_a_row() -> None:
    assert mark_statement(make_row()) == [
        Mark((0, 28), "source"),
        Mark((29, 33), "cue"),
        Mark((44, 66), "content"),
        Mark((70, 94), "content"),
    ]


PROSE = st.text(st.sampled_from("abc .\n北"), min_size=1, max_size=60)


@given(PROSE, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))), st.integers(4, 30) | st.none())
def test_every_letter_comes_through(text: str, spans: list[Span], width: int | None) -> None:
    marks = [
        Mark((min(span), max(span)), style) for span in spans for style in ("content", "cue") if span[0] != span[1]
    ]
    shown = render(text, marks, width)
    plain = "".join(letter for letter in shown if letter not in "⟦⟧«»")
    assert plain.split() == text.split() if width is None else "".join(plain.split()) == "".join(text.split())
    assert shown.count("⟦") == shown.count("⟧")
