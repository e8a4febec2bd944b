from __future__ import annotations

import pytest

from tracker.extraction.manner import decide_manner
from tracker.extraction.quotations import find_quotations
from tracker.extraction.segmentation import split_paragraphs
from tracker.records import Manner, Span


def manner(text: str) -> Manner:
    """The manner of the content between brackets ``<`` and ``>``."""
    bare = ""
    content: list[Span] = []
    opened = 0
    for char in text:
        if char == "<":
            opened = len(bare)
        elif char == ">":
            content.append((opened, len(bare)))
        else:
            bare += char
    quotations, _ = find_quotations(bare, split_paragraphs(bare))
    return decide_manner(bare, content, [piece for quotation in quotations for piece in quotation.pieces])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<“We will come,”> Holt said.", Manner.DIRECT),
        ("<“We will come,”> Holt said, <“and stay.”>", Manner.DIRECT),
        ("Holt said “<we will come>”.", Manner.DIRECT),
        ("<“No,”> Holt said.", Manner.DIRECT),
        ("Holt said that <they would come>.", Manner.INDIRECT),
        ("Holt said that <the “reset” was over>.", Manner.INDIRECT),
        ("Holt said that <the “great reset” was over>.", Manner.INDIRECT),
        ("Holt said that <the “very great reset” was over>.", Manner.MIXED),
        ("Holt said that <they would come “whatever the cost may be”>.", Manner.MIXED),
        ("Holt said <they would come>, adding: <“We will stay here.”>", Manner.MIXED),
        # the words count, not the stretch: two short quotations make no long one
        ("Holt said that <the “reset” and the “pause” were over>.", Manner.INDIRECT),
        # a word with a hyphen or an apostrophe is one
        ("Holt called it <an “all-weather don't-ask” affair>.", Manner.INDIRECT),
    ],
)
def test_manner_is_told_by_the_words_in_quotation_marks(text: str, expected: Manner) -> None:
    assert manner(text) is expected


def test_content_without_words_is_indirect() -> None:
    assert decide_manner("…", [(0, 1)], []) is Manner.INDIRECT


def test_a_quotation_outside_the_content_does_not_count() -> None:
    assert manner("“We will never come back,” he wrote. Holt said that <they would>.") is Manner.INDIRECT
