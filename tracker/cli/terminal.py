"""What is written where: data to standard output, talk to standard error, and what a terminal may be shown.

A terminal gets colour unless NO_COLOR is set, lines as wide as it is, and no control character from an article. A file
or pipe gets every word whole and no colour.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from typing import TextIO, cast

import click

from tracker.ledger.controls import escape_controls, flatten

STYLES: dict[str, dict[str, object]] = {
    "heading": {"bold": True},
    "faint": {"dim": True},
    "source": {"fg": "cyan", "bold": True},
    "cue": {"fg": "yellow"},
    "content": {"fg": "green"},
    "label": {"fg": "magenta"},
    "hit": {"bold": True, "underline": True},
}


HIT_MARKS = ("⟪", "⟫")
"""What stands around words that were searched for, where there is no colour."""

_HIT = re.compile("⟪([^⟫]*)⟫?|^([^⟪⟫]*)⟫")


def stdout_is_terminal() -> bool:
    """Tell whether a person looks at standard output."""
    return sys.stdout.isatty()


def use_color() -> bool:
    """Tell whether standard output takes colour: a terminal that is not dumb, and no NO_COLOR (no-color.org)."""
    return stdout_is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def get_width() -> int | None:
    """Give the terminal's width in columns, or None where standard output is none and nothing is to be cut."""
    return shutil.get_terminal_size().columns if stdout_is_terminal() else None


def paint(text: str, style: str | None) -> str:
    """Put text in one of STYLES, if standard output takes colour."""
    if not style or not text or not use_color():
        return text
    return click.style(text, **cast("dict[str, bool]", STYLES[style]))


def paint_hits(line: str) -> str:
    """Put what stands between HIT_MARKS in colour instead of marks, if standard output takes colour.

    A hit may begin on one line and end on the next.
    """
    if not use_color():
        return line
    return _HIT.sub(lambda match: paint(match[1] if match[1] is not None else match[2], "hit"), line)


def say(message: str) -> None:
    """Say one line on standard error; controls in it are shown, not obeyed."""
    click.echo(flatten(message), err=True)


def show(text: str = "") -> None:
    """Print text on standard output as it stands; words of articles in it went through escape_controls before."""
    sys.stdout.write(text + "\n")


def open_output() -> TextIO:
    """Give standard output for a ledger writer: a terminal sees controls escaped, a pipe gets every word as it is."""
    return cast(TextIO, _TerminalOutput()) if stdout_is_terminal() else sys.stdout


class _TerminalOutput:
    """Standard output that shows control characters; a carriage return before a line end passes."""

    def write(self, text: str) -> int:
        return sys.stdout.write(escape_controls(text.replace("\r\n", "\n")))

    def flush(self) -> None:
        sys.stdout.flush()


def measure(text: str) -> int:
    """Count the columns that text takes: two for wide East Asian letters, none for marks that combine."""
    if text.isascii():
        return len(text)
    return sum(_measure_character(character) for character in text)


def clip(text: str, width: int) -> str:
    """Cut text to a width in columns, with "…" where something is missing."""
    if measure(text) <= width:
        return text
    return _take(text, width - 1).rstrip() + "…"


def wrap(text: str, width: int, *, lines: int | None = None) -> list[str]:
    """Break text between words (a word that is too long, within it) into lines of a width; clip at ``lines`` lines."""
    broken: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if measure(joined) <= width:
            line = joined
            continue
        if line:
            broken.append(line)
        while measure(word) > width:
            head = _take(word, width) or word[0]
            broken.append(head)
            word = word[len(head) :]
        line = word
    broken.append(line)
    if lines is not None and len(broken) > lines:
        broken[lines - 1 :] = [clip(" ".join(broken[lines - 1 :]), width)]
    return broken


def _take(text: str, width: int) -> str:
    """Give as much of the text's beginning as fits into a width."""
    for index, character in enumerate(text):
        width -= _measure_character(character)
        if width < 0:
            return text[:index]
    return text


def _measure_character(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
