"""Resolutions: acts without a subject, and the body that passed them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.reading import said
from tracker.extraction.resolved import find_resolved
from tracker.extraction.segmentation import split_paragraphs

ACTS = "1. Welcomes the accord;\n\n2. Also urges Kesh to talk;\n\n3. Requests a report by May."


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        (
            "The Peace and Security Council of the Harbour Union, at its 41st meeting, adopted the following decision:",
            None,
        ),
        (
            "The Extra-ordinary Meeting of the Council of Ministers, held in Kesh, adopted the following communiqué.",
            None,
        ),
        ("The Harbour Council,", "Harbour Council"),
        # the body in full adopts, what stands above the acts is short for it
        (
            "The Council of the Harbour Union adopted the following resolution.\n\nThe Council,",
            "Council of the Harbour Union",
        ),
    ],
)
def test_acts_are_said_by_the_body_that_passed_them(lead: str, body: str | None) -> None:
    found = said(f"{lead}\n\n{ACTS}")
    assert [content for _, content in found] == [
        "Welcomes the accord;",
        "Also urges Kesh to talk;",
        "Requests a report by May.",
    ]
    speakers = {speaker for speaker, _ in found}
    assert len(speakers) == 1
    assert body is None or speakers == {body}


def test_a_preamble_counts_where_acts_follow() -> None:
    found = said(f"The Harbour Council,\n\nRecalling its resolution 12,\n\nGravely concerned at the raids,\n\n{ACTS}")
    assert [content for _, content in found][:2] == ["Recalling its resolution 12,", "Gravely concerned at the raids,"]


def test_what_is_reported_behind_a_resolution_is_read_as_ever() -> None:
    found = said(f"The Harbour Council,\n\n{ACTS}\n\nMinister Ada Holt said the ferry would sail.")
    assert found[-1] == ("Ada Holt", "the ferry would sail")


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Council,\n\n1. Welcomes the accord;\n\n2. Urges Kesh to talk.",  # too few
        f"News of Kesh\n\n{ACTS}",  # nobody's
        "The Harbour Council sat.\n\nWelcome rains fell.\n\nNote the date.\n\nCalling all crews.",
    ],
)
def test_a_row_of_paragraphs_is_no_resolution(text: str) -> None:
    assert find_resolved(text, split_paragraphs(text)) is None


@given(
    st.lists(st.sampled_from(["The Harbour Council,", "1. Welcomes it;", "(a) Urges", "Recalling", "\n", "x", "2."]))
)
def test_any_row_of_paragraphs_is_read(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    found = find_resolved(text, split_paragraphs(text))
    if found is not None:
        assert len(found.content) >= 3
        assert all(0 <= start < end <= len(text) for start, end in found.content)
