"""How alike names are: spellings, orders and short forms found, different people kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.folding import fold
from tracker.lexicon.spelling import compare_names, skeleton, spelling_key
from tracker.lexicon.tables import read_table

NAMES = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), min_size=2, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "other spellings of one name"),
        ("Muammar Gaddafi", "Moammar Qadhafi", "other spellings of one name"),
        ("Muammar Gaddafi", "Muʿammar al-Qaddafi", "other spellings of one name"),
        ("Alexander Lukashenko", "Aliaksandr Lukashenka", "other spellings of one name"),
        ("Zelensky Volodymyr", "Volodymyr Zelenskyy", "other spellings of one name, in another order"),
        ("José Orlo", "Jose Orlo", "the same name"),
        ("Kim Jong-un", "Kim Jong Un", "the same name"),
        ("Jong Un Kim", "Kim Jong-un", "the same words in another order"),
        ("Kim Jongun", "Kim Jong Un", "written together or apart"),
        ("Wanda R. Orlo", "Wanda Orlo", "one leaves out a middle name"),
        ("Nicolas Orlo", "Nicolas Orlo Moros", "one is a part of the other"),
        ("Recep Tayyip Orlo", "Tayyip Orlo", "one is a part of the other"),
        ("Tony Orlo", "Antony J. Orlo", "tony and antony are forms of one given name"),
        ("W. Orlo", "Wanda Orlo", "the same family name and initial"),
        ("Wanda Kestrel", "Wanda Kestral", "other spellings of one name"),
        ("Wanda Kestrel", "Wanda Kestret", "a letter or two differ"),
    ],
)
def test_alike(one: str, other: str, reason: str) -> None:
    for pair in ((fold(one), fold(other)), (fold(other), fold(one))):
        likeness = compare_names(*pair)
        assert likeness is not None
        assert set(likeness.reason.split()) == set(reason.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilse Brandt", "Anna Brandt"),
        ("Ilse Brandt", "Ilse Orlo"),
        ("Li Wei", "Lee Wu"),
        ("John Kerry", "John Kirby"),
        ("Mike McCaul", "Michael Makuei"),
        ("Ivan Kesh", "Anna Kesh"),
        ("Choi Jong Kun", "Choi Young-joon"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert compare_names(fold(one), fold(other)) is None


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_and_stays_within_bounds(one: str, other: str) -> None:
    found, turned = compare_names(one, other), compare_names(other, one)
    assert (found is None) == (turned is None)
    if found is not None:
        assert 0 < found.score <= 1


@given(NAMES)
def test_the_key_does_not_depend_on_the_order_of_words_that_sound_alone(name: str) -> None:
    assert spelling_key(name) == "".join(sorted(skeleton(name)))
    likeness = compare_names(name, name)
    assert likeness is not None


def test_every_given_name_of_the_table_is_folded_and_stands_in_a_row_of_several() -> None:
    for line in read_table("nicknames")["names"].strip().split("\n"):
        names = line.split()
        assert len(set(names)) == len(names) > 1
        assert all(fold(name) == name for name in names)
