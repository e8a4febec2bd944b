from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.segmentation import LONGEST_SENTENCE, split_paragraphs, split_sentences


def sentences(text: str, unbroken: list[tuple[int, int]] | None = None) -> list[str]:
    return [
        text[start:end]
        for p in split_paragraphs(text)
        for start, end in split_sentences(text, p, tuple(unbroken or ()))
    ]


def test_paragraphs_are_lines_without_their_white_space() -> None:
    text = "  One.\n\n\n Two. \n\t\nThree.\n"
    found = split_paragraphs(text)
    assert [text[p.start : p.end] for p in found] == ["One.", "Two.", "Three."]
    assert [p.index for p in found] == [0, 1, 2]


@pytest.mark.parametrize(
    "parts",
    [
        ["Holt came.", "Kesh left!", "Who stayed?", "Nobody…"],
        ["He said “Go.”", "She went."],
        ['He said "Go."', "She went."],
        ["They met (briefly.)", "Then they left."],
        ["Exports grew by 3.5 percent in 2019.", "They fell later."],
        ["It was made in the U.S.", "The envoy agreed."],
        ["He arrived at 5 p.m.", "The talks began."],
        ["The envoy came in Dec.", "The talks began."],
        ["Ninety came.", "12 stayed."],
        ["Did he come?", "“No,” she said."],
        ["So did I.", "Holt left."],
        ["Écoles opened.", "Über them flew flags."],
    ],
)
def test_a_text_is_cut_where_a_sentence_ends(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Holt met Gen. Kesh and Dr. Orlo.",
        "J. R. Holt met A. Kesh.",
        "The U.S. Senate and the U.N. Security Council met.",
        "Holt of St. Anne met No. 10 officials.",
        "It cost 1.5 million.",
        "“Will they come?” Holt asked.",
        '"Never!" the envoy shouted.',
        "Is it true? no one knows",
        "Sen. Ada Holt came.",
    ],
)
def test_a_sentence_stays_whole(whole: str) -> None:
    assert sentences(whole) == [whole]


def test_no_sentence_ends_inside_an_unbroken_span() -> None:
    text = "Holt said: “We came. We saw. We left.” Kesh agreed."
    assert sentences(text) == ["Holt said: “We came.", "We saw.", "We left.”", "Kesh agreed."]
    assert sentences(text, [(11, 38)]) == ["Holt said: “We came. We saw. We left.”", "Kesh agreed."]


def test_a_sentence_never_runs_over_a_paragraph() -> None:
    assert sentences("Talks in Kesh\nHolt came") == ["Talks in Kesh", "Holt came"]


@given(st.text(alphabet='abAB. !?…\n"“”1Mr', max_size=80))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    for paragraph in split_paragraphs(text):
        spans = split_sentences(text, paragraph)
        assert spans[0][0] == paragraph.start
        assert spans[-1][1] == paragraph.end
        for (_, end), (start, _) in pairwise(spans):
            assert not text[end:start].strip()
        assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    "parts",
    [
        ["Did she say no.", "She did."],
        ["They met in Washington, D.C.", "Secretary Holt spoke."],
        ["“Will they come?”", "He was asked in Sorrel and said yes."],
    ],
)
def test_what_looks_like_an_abbreviation_or_a_tag_ends_a_sentence(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "Holt met No. 10 officials.",
        "The court heard Orlo v. Norland yesterday.",
        "They met in Washington, D.C. officials there said.",
        "“Will they come?” the old pilot asked.",
    ],
)
def test_what_looks_like_an_end_is_none(whole: str) -> None:
    assert sentences(whole) == [whole]


def test_a_sentence_without_an_end_is_cut_at_a_blank() -> None:
    text = "harbour " * 1000
    parts = sentences(text)
    assert len(parts) == 3
    assert all(len(part) <= LONGEST_SENTENCE and part.startswith("harbour") for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert len(sentences("harbour " * 100)) == 1
