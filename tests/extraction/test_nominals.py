"""Reports that a possessed noun makes."""

from __future__ import annotations

import pytest

from tests.extraction.reading import Told, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The government's counter-argument was that the harbour is a public good.",
            [("government", "counter-argument was", "the harbour is a public good")],
        ),
        (
            'Minister Ada Holt\'s answer was "not in my lifetime".',
            [("Ada Holt", "answer was", '"not in my lifetime"')],
        ),
        (
            "Ada Holt spoke at noon. It is Holt's stated aim for the ferry to sail without a subsidy.",
            [("Ada Holt", "aim", "for the ferry to sail without a subsidy")],
        ),
        # a time, a comparison, what nobody voiced, a denial, a bare aim, nobody's argument
        ("Their answer was that day in the hands of the court.", []),
        ("Her message was that of a sailor.", []),
        ("The mayor's fear was that the ferry would sink.", []),
        ("The mayor's answer was not that the ferry would sink.", []),
        ("It is Holt's aim for the ferry to sail.", []),
        ("The argument was that the ferry would sink.", []),
    ],
)
def test_a_possessed_noun_reports(text: str, expected: list[Told]) -> None:
    assert statements(text) == expected


def test_what_lies_in_another_report_is_not_read_again() -> None:
    text = "Minister Ada Holt said the mayor's argument was that the ferry would sink."
    assert statements(text) == [("Ada Holt", "said", "the mayor's argument was that the ferry would sink")]
