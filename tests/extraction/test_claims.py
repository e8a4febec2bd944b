from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.claims import split_claims


def claims(text: str) -> list[str]:
    return [claim.text for claim in split_claims(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "parts",
    [
        ["the bridge was safe"],
        ["We will open the bridge.", "They must close theirs."],
        ["“We will open it.", "They must close theirs.”"],
    ],
)
def test_content_is_cut_at_sentence_ends(parts: list[str]) -> None:
    assert claims(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the bridge is open; the road stays shut", ["the bridge is open", "the road stays shut"]),
        ("the bridge is open; but the road stays shut", ["the bridge is open", "the road stays shut"]),
        ("the bridge is open, and the road will follow", ["the bridge is open", "the road will follow"]),
        ("the bridge is open, but it was never safe", ["the bridge is open", "it was never safe"]),
        ("the bridge is open, and that Kesh would pay", ["the bridge is open", "Kesh would pay"]),
        (
            "Avaria had paid its share, and both parties were content",
            ["Avaria had paid its share", "both parties were content"],
        ),
    ],
)
def test_content_is_cut_where_a_clause_has_a_subject_of_its_own(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the bridge, the road and the port were open",
        "they discussed trade, and agreed on a plan",
        "the bridge is open, and safe",
        "no; it was not",  # too short to stand alone
        "he came, and they were",
    ],
)
def test_a_list_and_a_shared_subject_stay_whole(text: str) -> None:
    assert claims(text) == [text]


def test_each_content_span_is_cut_by_itself() -> None:
    text = "“We will come,” Holt said, “and we will stay here.”"
    found = split_claims(text, [(0, 15), (27, len(text))])
    assert [claim.text for claim in found] == ["“We will come,”", "“and we will stay here.”"]
    assert [claim.span for claim in found] == [(0, 15), (27, len(text))]


def test_no_content_claims_nothing() -> None:
    assert split_claims("abc", []) == ()
    assert split_claims("abc", [(1, 1)]) == ()


@given(st.lists(st.sampled_from("the road is open ; . , and but Kesh it was “ ” that\n".split(" ")), max_size=30))
def test_claims_are_in_order_and_leave_out_joints_only(words: list[str]) -> None:
    text = " ".join(words)
    at = 0
    for claim in split_claims(text, [(0, len(text))]):
        start, end = claim.span
        assert at <= start < end
        assert claim.text == text[start:end]
        assert set(text[at:start].split()) <= {";", ",", "and", "but", "that", "”"}
        at = end
    assert at == len(text)
