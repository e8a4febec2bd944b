"""Words of an old text found in a new one: once, or where both run alike, and never anywhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.workflows.alignment import Alignment

OLD = "Brandt said one thing.\n\nOkello said another thing. Brandt said nothing."


def place(new: str, words: str, nth: int = 0, old: str = OLD) -> str | int | None:
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    found = Alignment(old, new).place((start, start + len(words)))
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("new", "words", "nth", "at"),
    [
        (OLD, "said", 1, 31),
        ("Yesterday. " + OLD, "said", 0, 18),
        ("Yesterday. " + OLD, "said", 2, 69),
        (OLD.replace("one thing", "a thing"), "another thing", 0, 34),
        (OLD.replace("Brandt said one thing.\n\n", ""), "said", 1, 7),
        (OLD.replace("Brandt said one thing.\n\n", ""), "one thing", 0, None),
        ("Okello said another thing. Brandt said one thing.", "one thing", 0, 39),
        (OLD + " another thing", "another thing", 0, 36),
        ("another thing; another thing", "another thing", 0, None),
    ],
)
def test_placed(new: str, words: str, nth: int, at: int | None) -> None:
    assert place(new, words, nth) == at


def test_within_a_stretch_what_stands_there_once_is_meant() -> None:
    new = "She said so. He said so too."
    assert Alignment("said", new).place((0, 4), within=(13, len(new))) == (16, 20)
    assert Alignment("said", new).place_all(((0, 4), (0, 4)), within=(13, len(new))) == ((16, 20), (16, 20))
    assert Alignment("said x", new).place_all(((0, 4), (5, 6))) is None


@given(st.lists(st.sampled_from(["a", "b", "said", ".", "\n\n"]), max_size=20), st.data())
def test_what_is_placed_has_the_same_words(words: list[str], data: st.DataObject) -> None:
    old = " ".join(words) or "a"
    new = data.draw(st.lists(st.sampled_from(["a", "b", "said", ".", "\n\n"]), max_size=20).map(" ".join))
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = Alignment(old, new).place((start, end))
    if found is not None:
        assert new[found[0] : found[1]] == old[start:end]
    elif old == new:
        raise AssertionError("nothing changed, and yet it has no place")
