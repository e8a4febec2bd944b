"""Words found in an article: the one stretch they mean, or a refusal with the candidates."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import AmbiguousNameError, NotFoundError, UsageError
from tracker.workflows.passages import find_passage, find_passages

TEXT = (
    "Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open,\n"
    "whatever came. “We won’t close it,” she said – twice.\n\n"
    "The grain corridor would be watched, Okello said. It would stay open."
)


def words(typed: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in find_passage(text, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("whatever came", "whatever came"),
        ("WHATEVER came", "whatever came"),
        ("would stay open, whatever came", "would stay open,\nwhatever came"),
        ('"We won\'t close it,"', "“We won’t close it,”"),
        ("she said - twice", "she said – twice"),
        ("from the grain corridor to open", "the grain corridor would stay open"),
        ("the grain corridor ... stay open", "the grain corridor would stay open"),
        ("whatever … close it", "whatever came. “We won’t close it"),
        ("Foreign ... Brandt", "Foreign Minister Ilse Brandt"),
        ("The grain corridor", "The grain corridor"),
        ("0-7", "Foreign"),
        ("0 – 7", "Foreign"),
    ],
)
def test_found(typed: str, found: str) -> None:
    assert words(typed) == [found]


def test_several_stretches_by_offsets() -> None:
    assert words("8-16; 0-7") == ["Foreign", "Minister"]


def test_pieces_come_in_the_order_of_the_text() -> None:
    spans = find_passages(TEXT, ["whatever came", "Ilse Brandt"])
    assert [TEXT[a:b] for a, b in spans] == ["Ilse Brandt", "whatever came"]
    with pytest.raises(UsageError, match="two pieces overlap"):
        find_passages(TEXT, ["Minister Ilse Brandt", "Ilse Brandt said"])


def test_a_stretch_may_run_over_paragraphs_where_nothing_nearer_ends_it() -> None:
    assert words("twice ... watched") == ["twice.\n\nThe grain corridor would be watched"]


def test_a_literal_from_and_to_are_words_too() -> None:
    text = "He went from Vienna to Accra. Later from Vienna they went on to Accra."
    assert words("from Vienna to Accra", text) == ["from Vienna to Accra"]


def test_what_stands_once_in_the_paragraph_is_meant() -> None:
    second = (TEXT.index("The grain"), len(TEXT))
    assert find_passage(TEXT, "would stay open", within=[second]) == ((TEXT.rindex("would stay"), len(TEXT) - 1),)
    assert find_passage(TEXT, "Friday", within=[second])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "would stay open",
            r"stands twice: \d+-\d+ “…that the grain corridor would stay open, whatever came.*”; \d+-\d+ “",
        ),
        ("said", r"stands 3 times: .*give more of the words, or the offsets"),
        ("the grain corridor ... open", r"stands"),
    ],
)
def test_ambiguous_with_the_candidates(typed: str, message: str) -> None:
    if typed.startswith("the grain"):
        text = TEXT.replace("whatever came", "and open")
        with pytest.raises(AmbiguousNameError, match=message):
            find_passage(text, typed)
        return
    with pytest.raises(AmbiguousNameError, match=message):
        find_passage(TEXT, typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("the grain corridor would remain open", "close to it: .*“the grain corridor would stay open”"),
        ("Brandtt", "close to it: .*“Brandt”"),
        ("a pipeline in the north", "“a pipeline in the north” is not in the article; `tracker article show`"),
        ("corri", "is not in the article"),
        ("from Friday to Frieday", "“Frieday” is not in the article; close to it: .*“Friday”"),
        ("watched ... Friday", "“Friday” does not follow “watched”"),
    ],
)
def test_absent_with_what_is_close(typed: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        find_passage(TEXT, typed)


@pytest.mark.parametrize("typed", ["10-10", "20-10", "0-9999", "", "  "])
def test_offsets_that_are_none(typed: str) -> None:
    with pytest.raises(UsageError):
        find_passage(TEXT, typed)


@given(st.text(st.sampled_from("ab “”\"'’.-–\n(*[\\"), min_size=1, max_size=40), st.data())
def test_whatever_stands_in_a_text_is_found_or_ambiguous(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    typed = text[start:end]
    whole = (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
    if not typed.strip() or not whole or re.search(r"\.\.\.", typed):
        return
    stripped = (start + len(typed) - len(typed.lstrip()), end - (len(typed) - len(typed.rstrip())))
    try:
        assert find_passage(text, typed) == (stripped,)
    except AmbiguousNameError:
        assert len(re.findall(r"\S", text)) > 1
