"""The tagger: tags of invented sentences, and what holds for any tokens at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.tagfeatures import TAGS
from tracker.extraction.tagging import load_tagger


@pytest.mark.parametrize(
    "tagged",
    [
        "President/NNP Marlow/NNP said/VBD that/IN the/DT agreement/NN was/VBD ready/JJ ./.",
        "She/PRP urged/VBD the/DT two/CD sides/NNS to/TO stop/VB fighting/VBG ./.",
        "The/DT minister/NN was/VBD quoted/VBN as/IN saying/VBG so/RB ./.",
        "They/PRP do/VBP n't/RB know/VB ./.",
        "They/PRP do/VBP n’t/RB know/VB ./.",
    ],
)
def test_news_sentences(tagged: str) -> None:
    pairs = [token.rsplit("/", 1) for token in tagged.split()]
    assert load_tagger().tag([word for word, _ in pairs]) == [tag for _, tag in pairs]


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_tokens_get_one_tag_each(words: list[str]) -> None:
    tags = load_tagger().tag(words)
    assert len(tags) == len(words)
    assert set(tags) <= set(TAGS)
    assert load_tagger().tag(words) == tags
