"""Tags put right where the lexicon and the words around know better than the tagger."""

from __future__ import annotations

import pytest

from tracker.extraction.retagging import retag
from tracker.extraction.tagging import load_tagger
from tracker.extraction.tokens import tokenize
from tracker.lexicon.loader import load_lexicon


def tag_of(text: str, word: str) -> str:
    lexicon = load_lexicon()
    tokens = tokenize(text, 0, len(text))
    tokens.tags = load_tagger().tag(tokens.words)
    tokens.quoted = [-1] * len(tokens)
    tokens.depth = [0] * len(tokens)
    retag(tokens, lexicon.actors, frozenset(), lexicon.reporting)
    return tokens.tags[tokens.words.index(word)]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("They flew to Dar es Marram on Monday.", "es", "NNP"),
        ("Abdul bin Marram left.", "bin", "NNP"),
        ("They said the boat sank.", "sank", "VBD"),
        ("They drank tea.", "drank", "VBD"),
        ("Their slid rule broke.", "slid", "JJ"),
        ("Under Secretary Holt left.", "Under", "NNP"),
        ("Under the bridge they slept.", "Under", "IN"),
    ],
)
def test_a_tag_is_put_right(text: str, word: str, tag: str) -> None:
    assert tag_of(text, word) == tag
