"""Widths, wrapping and clipping, and what a terminal may be shown."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.terminal import clip, get_width, measure, open_output, paint, use_color, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("北京", 4), ("é", 1), ("e\u0301", 1), ("Türkiye", 7), ("😀", 2), ("ﾊ", 1)]
)
def test_measures_columns(text: str, width: int) -> None:
    assert measure(text) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("ab cd", 4, "ab…"),
        ("北京市", 5, "北京…"),
        ("北京市", 4, "北…"),
    ],
)
def test_clips(text: str, width: int, shown: str) -> None:
    assert clip(text, width) == shown


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a bb ccc", 4, ["a bb", "ccc"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        ("", 5, [""]),
        ("北京市 x", 4, ["北京", "市 x"]),
    ],
)
def test_wraps(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_wraps_to_some_lines() -> None:
    assert wrap("one two three four five", 9, lines=2) == ["one two", "three fo…"]


WORDS = st.text(st.sampled_from("ab é北e\u0301 -"), max_size=60)


@given(WORDS, st.integers(2, 20))
def test_wrapping_loses_nothing_and_stays_inside(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= width for line in lines)


@given(WORDS, st.integers(2, 20), st.integers(1, 3))
def test_wrapping_to_some_lines_stays_inside(text: str, width: int, count: int) -> None:
    lines = wrap(text, width, lines=count)
    assert len(lines) <= count
    assert all(measure(line) <= width for line in lines)


def test_a_file_gets_no_colour_and_no_width() -> None:
    assert not use_color()
    assert get_width() is None
    assert paint("x", "cue") == "x"


def test_a_terminal_gets_both(capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]) -> None:
    become_terminal(width=72, color=True)
    assert paint("x", "cue") == "\x1b[33mx\x1b[0m"
    assert get_width() == 72


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_refused(
    capsys: pytest.CaptureFixture[str],
    become_terminal: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
) -> None:
    become_terminal(color=True)
    monkeypatch.setenv(variable, value)
    assert paint("x", "cue") == "x"


def test_a_terminal_is_shown_controls(capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]) -> None:
    become_terminal()
    open_output().write("a\x1b]0;x\x07b\u202e\r\n")
    assert capsys.readouterr().out == "a\\x1b]0;x\\x07b\\u202e\n"


def test_a_pipe_gets_every_character(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO(newline="")
    monkeypatch.setattr(sys, "stdout", stream)
    open_output().write("a\x1bb\u202e\r\n")
    assert stream.getvalue() == "a\x1bb\u202e\r\n"
