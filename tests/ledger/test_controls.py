"""Controls made visible: nothing that steers a terminal is left, and nothing else is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.controls import escape_controls, flatten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “quoted” Türkiye 北京", "plain – “quoted” Türkiye 北京"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\rb\bc\ad", "a\\x0db\\x08c\\x07d"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202eevil\u202c", "\\u202eevil\\u202c"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud83d", "\\ud83d"),
        ("a\nb\tc", "a\nb\tc"),
        ("\u2028", "\\u2028"),
    ],
)
def test_shows_controls(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


def test_flatten_gives_one_line() -> None:
    assert flatten("  a\r\n\tb  c\n\x1b]0;x\x07 ") == "a b c \\x1b]0;x\\x07"


ANYTHING = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\x1b\x9b\r\b\u202e\u200b\ufeff\x7f\ud800"))


@given(ANYTHING)
def test_no_control_is_left(text: str) -> None:
    for character in escape_controls(text):
        assert (
            character in "\n\t"
            or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
            or (
                # Format characters that are printed: Arabic number signs, hieroglyph joiners and the like.
                unicodedata.category(character) == "Cf" and unicodedata.name(character, "").startswith(PRINTED)
            )
        ), hex(ord(character))


PRINTED = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND")


@given(ANYTHING)
def test_flatten_is_one_line(text: str) -> None:
    assert len(flatten(text).splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"]).filter(lambda c: escape_controls(c) == c)))
def test_what_is_harmless_stays(text: str) -> None:
    assert escape_controls(text) == text


@given(ANYTHING)
def test_escaping_twice_changes_nothing_more(text: str) -> None:
    assert escape_controls(escape_controls(text)) == escape_controls(text)
