"""The word counts of ordinary English, and the words that no set phrase is made of."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tracker.lexicon.commonness import load_ordinary, load_phrase_words
from tracker.lexicon.wordforms import base_of


def test_common_words_are_commoner_than_those_of_diplomacy() -> None:
    ordinary = load_ordinary()
    shares = [ordinary.log_share(base_of(word)) for word in ("the", "people", "territorial", "multilateralism")]
    assert shares == sorted(shares, reverse=True)
    assert ordinary.log_share("nosuchword") < ordinary.log_share("territorial")


def test_the_counts_name_their_source_licence_and_command() -> None:
    head = files("tracker.lexicon").joinpath("ordinary", "words.txt").read_text("utf-8").split("\n\n")[0]
    for line in ("# what: ", "# counted in: UD_English-EWT", "# licence: ", "# command: ", "# words: "):
        assert line in head


def test_words_are_of_one_kind_each() -> None:
    words = load_phrase_words()
    assert not words.breaks & words.inner
    assert not words.breaks & words.light
    assert not words.inner & words.light
    assert "presid" in words.breaks or base_of("president") in words.breaks
    assert base_of("partner") not in words.breaks


@pytest.mark.parametrize("phrase", load_phrase_words().stop_phrases, ids=" ".join)
def test_a_stop_phrase_has_two_words(phrase: tuple[str, ...]) -> None:
    assert len(phrase) > 1
