"""Quotations that a colon announces without a reporting verb."""

from __future__ import annotations

import pytest

from tests.extraction.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Minister Ada Holt took a parting shot online: "The harbour is lost."',
            [("Ada Holt", '"The harbour is lost."')],
        ),
        (
            "Minister Ada Holt came out of the hall.\n\nHer answer was short: “The harbour is lost.”",
            [("Ada Holt", "“The harbour is lost.”")],
        ),
        (
            "Minister Ada Holt came out of the hall. She turned to the crowd:\n\n“The harbour is lost.”\n\nIt rained.",
            [("Ada Holt", "“The harbour is lost.”")],
        ),
        ("The spokesman had only one word: “Never again.”", [("spokesman", "“Never again.”")]),
    ],
)
def test_a_colon_announces_what_is_said(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # no subject that can speak
        ("The reason is simple: “The harbour is lost.”", []),
        ("The sign over the door is old: “No dogs in the harbour.”", []),
        # no quotation that fills the rest
        ("Minister Ada Holt took three things along: a map, a lamp and a rope.", []),
        ("Minister Ada Holt saw the poster: “The harbour is lost” in red above a boat.", []),
        # a colon before a plain paragraph announces a list
        ("Minister Ada Holt has two houses:\n\nOne stands in Sorrel.", []),
        # a cue reports it already
        (
            'Minister Ada Holt criticised the ban: "It helps nobody at all."',
            [("Ada Holt", 'the ban: "It helps nobody at all."')],
        ),
        ('Minister Ada Holt said: "It helps nobody at all."', [("Ada Holt", '"It helps nobody at all."')]),
    ],
)
def test_a_colon_that_announces_nothing_more(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected
