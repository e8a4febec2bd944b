"""Coordinations, pairs and both sides of a meeting."""

from __future__ import annotations

import pytest

from tests.extraction.mentions import speakers

TALKS = "Serbian President Dragan Milo held talks in Belgrade with Chinese Premier Gu Wenlan."
MINISTERS = "Foreign Minister Ada Holt met Finance Minister Ben Orlo."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TALKS} <The two leaders> spoke.", ["Dragan Milo", "Gu Wenlan"]),
        (f"{TALKS} <Both sides> spoke.", ["Serbia", "China"]),
        (f"{TALKS} <The two sides> spoke.", ["Serbia", "China"]),
        (f"{MINISTERS} <Both ministers> spoke.", ["Ada Holt", "Ben Orlo"]),
        (f"{MINISTERS} <Both Ministers> spoke.", ["Ada Holt", "Ben Orlo"]),
        (f"{MINISTERS} <The two> spoke.", ["Ada Holt", "Ben Orlo"]),
        # posts of other names: the two who spoke
        ("<Secretary Ada Holt> spoke. <Premier Ben Orlo> agreed. <The two officials> left.", ["two officials"]),
        ("<Secretary Ada Holt> spoke. <Premier Ben Orlo> agreed. <The two leaders> left.", ["Ada Holt", "Ben Orlo"]),
        # coordinations
        ("<Norway and Chile> spoke.", ["Norway", "Chile"]),
        ("<Minister Ada Holt and a spokesman> spoke.", ["Ada Holt", "spokesman"]),
        (
            "Foreign Minister Ada Holt met Interim Finance Minister Ben Orlo."
            " <The Foreign Minister and interim Finance Minister> spoke.",
            ["Ada Holt", "Ben Orlo"],
        ),
        (
            "Secretary Ada Holt met Foreign Minister Ben Orlo and Foreign Minister Park Jin."
            " <The Secretary and Foreign Ministers> spoke.",
            ["Ada Holt", "Ben Orlo", "Park Jin"],
        ),
        (
            "Secretary Ada Holt met Foreign Minister Park Jin. <The Secretary and Foreign Minister Park> spoke.",
            ["Ada Holt", "Park Jin"],
        ),
        # one post and its holder
        ("<Assistant Secretary of State for Security and Nonproliferation John Holt> spoke.", ["John Holt"]),
        (
            "<Under Secretary for Growth, Energy, and the Environment John Holt and Envoy Ada Orlo> spoke.",
            ["John Holt", "Ada Orlo"],
        ),
    ],
)
def test_two_stand_for(text: str, expected: list[str]) -> None:
    assert sorted(speakers(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TALKS} <The three leaders> spoke.", ["leaders"]),
        (f"{TALKS} <The United Nations> spoke.", ["United Nations"]),
        ("Minister Ada Holt came alone. <The two leaders> spoke.", ["leaders"]),
        (f"{MINISTERS} <The two governments> spoke.", ["governments"]),
        ("<Harbour President and CEO Ada Holt> spoke.", ["Ada Holt"]),
        ("<Harbour Party leader and Prime Minister Ada Holt> spoke.", ["Ada Holt"]),
        (
            "<Minister of State, Member of the Council of Ministers and Acting Minister Dr. Ada Holt> spoke.",
            ["Ada Holt"],
        ),
    ],
)
def test_what_is_no_pair(text: str, expected: list[str]) -> None:
    found = speakers(text)
    assert found == expected or [name.split()[-1] for name in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<The leaders of Norway and Chile> spoke.", ["leaders of Norway and Chile"]),
        ("<Norway, Chile and Japan> spoke.", ["Norway", "Chile", "Japan"]),
        ("Ada Holt, a pilot, met Ben Orlo, a nurse. <They> spoke.", ["Ada Holt", "Ben Orlo"]),
        ("<Ada Holt, a pilot,> spoke. <Ben Orlo, a nurse,> spoke. <The two sides> agreed.", ["Ada Holt", "Ben Orlo"]),
    ],
)
def test_further_groups(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_two_sides_are_those_whose_meeting_the_paragraph_tells_of() -> None:
    text = "<Minister Ada Holt> spoke. <Envoy Ben Orlo> spoke.\n\n{} <The two sides> agreed."
    assert speakers(text.format("Minister Ada Holt met Premier Joan Venn.")) == ["Ada Holt", "Joan Venn"]
    assert speakers(text.format("Minister Ada Holt praised Premier Joan Venn.")) == ["Ada Holt", "Ben Orlo"]
    of_one_state = "Chilean Minister Ada Holt met Chilean Premier Joan Venn."
    assert speakers(text.format(of_one_state)) == ["Ada Holt", "Ben Orlo"]
