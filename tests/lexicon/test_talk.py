"""The words of talk.toml: each example comes out as it says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tracker.lexicon.tables import read_table
from tracker.lexicon.talk import is_of_the_talk
from tracker.records import ClaimKind, ExtractedClaim

EXAMPLES = read_table("talk")["example"]


def claim(text: str, marker: str = "", party: str | None = None) -> ExtractedClaim:
    subject = re.search(r"\b(?:I|we|he|the minister|the ministry)\b", text, re.IGNORECASE)
    printed = subject[0] if party is None and subject else party or ""
    return ExtractedClaim((0, len(text)), text, ClaimKind.COMMITMENT, marker=marker, party_text=printed)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_an_example_comes_out_as_it_says(example: dict[str, Any]) -> None:
    before, marker, after = example["text"].split("|")
    assert is_of_the_talk(claim(before + marker + after, marker)) is example["talk"]


@pytest.mark.parametrize("name", ["one", "all", "withheld", "idle"])
def test_no_phrase_has_words_that_are_left_out_before_it_is_looked_for(name: str) -> None:
    table = read_table("talk")
    assert [words for words in table[name] if not set(words.split()).isdisjoint(table["between"])] == []


def test_what_is_promised_without_words_of_strength_is_no_talk() -> None:
    assert not is_of_the_talk(claim("I say so"))
