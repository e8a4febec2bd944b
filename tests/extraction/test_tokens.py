from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.tokens import tokenize


def words(text: str) -> list[str]:
    return tokenize(text, 0, len(text)).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holt's envoy didn't go.", ["Holt", "'s", "envoy", "did", "n't", "go", "."]),
        ("Holt’s envoy won’t go.", ["Holt", "’s", "envoy", "wo", "n’t", "go", "."]),
        ("I'm sure they're here; she'd go.", ["I", "'m", "sure", "they", "'re", "here", ";", "she", "'d", "go", "."]),
        ("The U.S. and Gen. Kesh", ["The", "U.S.", "and", "Gen.", "Kesh"]),
        ("At 5 p.m. on Dec. 9", ["At", "5", "p.m.", "on", "Dec.", "9"]),
        ("UN-centered, all-weather", ["UN-centered", ",", "all-weather"]),
        ("1,500 troops, 3.5 percent, 9th", ["1,500", "troops", ",", "3.5", "percent", ",", "9th"]),
        ("O'Hara and D’Orlo", ["O'Hara", "and", "D’Orlo"]),
        ("``Yes,'' he said --- no ...", ["``", "Yes", ",", "''", "he", "said", "---", "no", "..."]),
        ("“Yes” (no) [so]—end", ["“", "Yes", "”", "(", "no", ")", "[", "so", "]", "—", "end"]),
        ("the Kesh–Orlo line", ["the", "Kesh–Orlo", "line"]),
        ("J. Holt", ["J.", "Holt"]),
        ("", []),
    ],
)
def test_a_text_as_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Earlier. Holt came. Later."
    tokens = tokenize(text, 9, 19)
    assert tokens.words == ["Holt", "came", "."]
    assert tokens.lowers == ["holt", "came", "."]
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.span(0, 2) == (9, 18)


def is_blank(text: str) -> bool:
    return all(char.isspace() or char in "\u200b\u200c\u200d\u2060\ufeff" for char in text)


@given(st.text(alphabet="abAn tMrU.s'’-–1,:“”`(…éß中\n", max_size=60) | st.text(max_size=40))
def test_tokens_are_ordered_and_leave_out_white_space_only(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    at = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert at <= start < end <= len(text)
        assert text[start:end] == word
        assert is_blank(text[at:start])
        at = end
    assert is_blank(text[at:])


def test_a_mark_without_width_is_no_word() -> None:
    assert tokenize("Xtra\u200d's editor, \u200bHolt", 0, 22).words == ["Xtra", "'s", "editor", ",", "Holt"]
