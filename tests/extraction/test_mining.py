"""Set phrases found in texts that share some, and none where texts share but names, boilerplate and small words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.mining import MinedPhrase, MinedText, mine_phrases
from tracker.lexicon.commonness import load_ordinary, load_phrase_words
from tracker.lexicon.wordforms import find_bases

NAMES = [find_bases(name) for name in ("Velmora", "Velmoran", "Republic of Velmora", "Ilse", "Brandt")]


def mine(*texts: str, units: Sequence[int] = (), **options: int) -> list[MinedPhrase]:
    numbered = zip(units or range(len(texts)), texts, strict=True)
    mined = [MinedText(unit, text) for unit, text in numbered]
    return mine_phrases(mined, load_ordinary(), load_phrase_words(), NAMES, **options)


def phrases(*texts: str, units: Sequence[int] = (), **options: int) -> list[str]:
    return [phrase.phrase for phrase in mine(*texts, units=units, **options)]


AROUND = ("We uphold {}", "Ministers spoke of {} at length", "No harvest without {}", "They toasted {} twice")


def scatter(*wordings: str) -> list[str]:
    return [around.format(wording) for wording, around in zip(wordings, AROUND, strict=False)]


def test_a_phrase_in_three_articles_is_found() -> None:
    (found,) = mine(
        *scatter("the lantern-lit harbour order", "a lantern-lit harbour order", "Lantern-Lit Harbor Orders")
    )
    assert (found.phrase, found.units, found.occurrences) == ("lantern-lit harbour order", 3, 3)
    assert found.bases == find_bases("lantern lit harbour order")
    assert found.texts == (0, 1, 2)
    assert found.score > 0


def test_one_article_makes_no_phrase() -> None:
    texts = scatter(*["the lantern-lit harbour order"] * 4)
    assert phrases(*texts, units=[1, 1, 1, 1]) == []
    assert phrases(*texts, units=[1, 1, 2, 3]) == ["lantern-lit harbour order"]
    assert phrases(*texts, units=[1, 1, 2, 2], fewest=3) == []


def test_copies_and_boilerplate_count_once() -> None:
    assert phrases(*["The lantern-lit harbour order shall stand unshaken."] * 5) == []


def test_a_phrase_within_a_longer_one_is_none_of_its_own() -> None:
    whole = "lantern-lit harbour order"
    assert phrases(*scatter(whole, whole, whole)) == [whole]
    texts = [*scatter(whole, whole, whole), *(f"{verb} harbour order" for verb in ("mend", "shun", "praise", "doubt"))]
    (found,) = mine(*texts, shortest=2)
    assert (found.phrase, found.units, found.variants) == (whole, 3, (("harbour order", 7),))


@pytest.mark.parametrize(
    "wording",
    [
        "around the world",
        "at the end of the day",
        "President Ilse Brandt",
        "the Republic of Velmora",
        "we are going to see",
        "of the and",
        "Northern Harbour Treaty Council",
        "last week on Friday",
    ],
)
def test_names_and_ordinary_words_are_none(wording: str) -> None:
    assert phrases(*scatter(wording, wording, wording, wording), shortest=2) == []


def test_names_part_phrases() -> None:
    texts = scatter(*["the Velmoran steadfast lantern vow of Ilse Brandt"] * 3)
    assert phrases(*texts) == ["steadfast lantern vow"]


def test_much_the_same_words_are_variants_of_the_stronger() -> None:
    texts = scatter(*["allies and kinsfolk"] * 4) + [
        f"{verb} kinsfolk and allies" for verb in ("greet", "chide", "woo")
    ]
    (found,) = mine(*texts)
    assert (found.phrase, found.units) == ("allies and kinsfolk", 4)
    assert found.variants == (("kinsfolk and allies", 3),)


def test_the_less_ordinary_phrase_comes_first_and_the_limit_keeps_it() -> None:
    texts = scatter(*["good food and nice house"] * 3) + scatter(*["inviolable multilateral sovereignty"] * 3)
    assert phrases(*texts, units=[*range(3), *range(3)]) != []
    units = list(range(6))
    assert phrases(*texts, units=units)[0] == "inviolable multilateral sovereignty"
    assert phrases(*texts, units=units, limit=1) == ["inviolable multilateral sovereignty"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ab cd.éñ'-,\n", max_size=40), max_size=8))
def test_whatever_the_texts_every_phrase_is_in_them(texts: list[str]) -> None:
    for found in mine(*texts, fewest=2, shortest=2):
        assert found.units >= 2
        for place in found.texts:
            bases = find_bases(texts[place])
            size = len(found.bases)
            assert any(bases[start : start + size] == found.bases for start in range(len(bases)))
