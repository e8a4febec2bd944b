"""Content ahead of its cue, around it, and broken by it."""

from __future__ import annotations

import pytest

from tests.extraction.reading import contents

HOLT = "Minister Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a fragment that the quotation completes
        (
            f'The islanders had, {HOLT} claimed, "moved the goalposts again".',
            ['The islanders had … "moved the goalposts again"'],
        ),
        (
            f'It was late; the islanders had, {HOLT} claimed, "moved the goalposts again".',
            ['the islanders had … "moved the goalposts again"'],
        ),
        (f'It rained all day. {HOLT} claimed, "We are dry."', ['"We are dry."']),
        # a condition, and the clause behind the cue
        (f"If it rains, {HOLT} said, the ferry will stay.", ["If it rains … the ferry will stay"]),
        (f"The ferry will stay, {HOLT} said, speaking in Sorrel.", ["The ferry will stay"]),
        (f"The ferry will stay, {HOLT} said, in a speech to the islanders.", ["The ferry will stay"]),
        (
            f"The ferry will stay, {HOLT} said on Monday, because of the storm.",
            ["The ferry will stay … because of the storm"],
        ),
        (f"Since the talks, {HOLT} noted, trade has grown.", ["Since the talks … trade has grown"]),
        # words to somebody stand behind the cue
        (
            f"The ferry will stay, {HOLT} told the islanders; fares will fall.",
            ["The ferry will stay … fares will fall"],
        ),
        # where the speaker stands behind the quotation, what hangs on the name is no content
        ('"We will stay," said Ada Holt, of the Sorrel Network.', ['"We will stay,"']),
        # two quotations of one report
        (f"“The ferry,” {HOLT} said, “will sail in June.”", ["“The ferry,” … “will sail in June.”"]),
        (f'"We will stay," {HOLT} said. "Fares will fall."', ['"We will stay," … "Fares will fall."']),
        # a report in an aside
        (f"{HOLT}, noting that trade had grown, questioned the ban.", ["trade had grown", "the ban"]),
        (
            "The mayor called for calm and, recalling that the ban was old, asked for help.",
            ["calm", "the ban was old", "help"],
        ),
    ],
)
def test_content_around_its_cue(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a passive describes, whole, and as what
        (
            f'Plans regarding the new ferry were described by {HOLT} as a "grave mistake".',
            ['Plans regarding the new ferry … as a "grave mistake"'],
        ),
        (f"On Monday the plan was described by {HOLT} as a mistake.", ["the plan … as a mistake"]),
        # who called it so stands in a relative clause
        (
            'The novel Gull, which the Sorrel Times called "the best of its year", won a prize.',
            ['The novel Gull … "the best of its year"'],
        ),
        ("The ferry, which the mayor called yesterday, sank.", []),
        # an aside about the subject ends at its comma
        ("The mission, which the agency said might end soon, is the first.", ["might end soon"]),
    ],
)
def test_content_ahead_of_its_cue(text: str, expected: list[str]) -> None:
    assert contents(text) == expected
