"""Time is linear in the text: ten times the text takes about ten times the steps, whatever the text is made of.

Steps are counted, not timed: every instruction of Python's own. What regular expressions do inside is not seen by that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tracker.extraction.pipeline import extract
from tracker.extraction.segmentation import LONGEST_SENTENCE, split_paragraphs, split_sentences
from tracker.lexicon.loader import load_lexicon
from tracker.records import ArticleInput

LEXICON = load_lexicon()
SYLLABLES = ("ba", "ko", "li", "mu", "ta", "re", "so", "ni", "wa", "pe", "du", "ga")

PROSE = (
    "Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open, and that both sides had "
    "agreed to meet again. “We will keep our word,” Brandt told reporters after talks with President Tomas Okello of "
    "Kesh. The minister added that the ministry was ready. According to a spokesman, he welcomed the report.\n\n"
)
TURNS = (
    "MR PRELL: Good afternoon. The minister said that we will stand with Kesh.\n\n"
    "QUESTION: What will you say to him?\n\nMS HOLT: I said that we will see.\n\n"
)


def repeat(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit) + 1)


def many_persons(size: int) -> str:
    """A new person in every paragraph."""
    parts: list[str] = []
    length = 0
    while length < size:
        number = len(parts)
        given, family = ("".join(SYLLABLES[number * k // 12**n % 12] for n in range(4)).title() for k in (1, 7))
        parts.append(
            f"President {given} {family} said the bridge would open. She thanked the minister, who agreed.\n\n"
        )
        length += len(parts[-1])
    return "".join(parts)


SHAPES = {
    "prose": repeat(PROSE),
    "one paragraph": repeat(PROSE.replace("\n", " ")),
    "one sentence": repeat(
        "the minister said that the talks, he noted, were good and Brandt added that they told him, "
    ),
    "nothing but verbs": repeat("said, "),
    "one paragraph of reports": repeat("Ilse Brandt said it rained. "),
    "meetings that nobody takes part in": repeat("Ada Holt met Tomas Prandt in Vienna on May 3. Ilse Brandt said so. "),
    "dates in one sentence": repeat("on May 3, 2020, he said on Friday that, "),
    "quotations only": repeat("“We will keep our word and the minister said so.” "),
    "nested quotations": repeat("“‘\"'«"),
    "marks left open": repeat('"a '),
    "announced blocks": repeat("Brandt said:\n“We will come here again.”\n"),
    "many persons": many_persons,
    "turns": repeat(TURNS),
    "pronouns": repeat("He said that it was late. She said that he was right. They said so.\n"),
    "organisations": repeat("The Kesh Relief Office (KRO) said that it was ready. The office said that it was late.\n"),
}


Tracer = Callable[[FrameType, str, Any], Any]


def count_steps(text: str) -> int:
    steps = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Tracer:
        nonlocal steps
        steps += 1
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return trace

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(ArticleInput(text, published="2024-03-02"), LEXICON)
    finally:
        sys.settrace(previous)
    return steps


@pytest.mark.parametrize("shape", SHAPES)
def test_five_times_the_text_takes_about_five_times_the_steps(shape: str) -> None:
    make = SHAPES[shape]
    extract(ArticleInput(make(4_000), published="2024-03-02"), LEXICON)  # what is remembered between articles
    small, large = count_steps(make(4_000)), count_steps(make(20_000))
    assert large < 8 * small  # a stage that looks back over all of the text makes it 25


def test_a_sentence_without_end_is_cut_at_blanks_and_loses_no_word() -> None:
    text = "word " * 2000 + "end"
    (paragraph,) = split_paragraphs(text)
    sentences = split_sentences(text, paragraph)
    assert max(end - start for start, end in sentences) <= LONGEST_SENTENCE
    assert " ".join(text[start:end] for start, end in sentences) == text
    solid = "x" * (2 * LONGEST_SENTENCE + 1)
    assert [end - start for start, end in split_sentences(solid, split_paragraphs(solid)[0])] == [
        LONGEST_SENTENCE,
        LONGEST_SENTENCE,
        1,
    ]
