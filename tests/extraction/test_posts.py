"""Persons by their posts, by what copy calls them next, and offices that a lead leaves without a name."""

from __future__ import annotations

import pytest

from tests.extraction.mentions import speakers

TALKS = "Serbian President Dragan Milo held talks in Belgrade. Chinese Premier Gu Wenlan was glad."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TALKS} <The president> spoke.", ["Dragan Milo"]),
        (f"{TALKS} <China's premier> spoke.", ["Gu Wenlan"]),
        ("Ada Holt, Prime Cabinet Secretary of Norland, came. <The PCS> spoke.", ["Ada Holt"]),
        ("Ada Holt, Prime Cabinet Secretary of Norland, came. <The MFA> spoke.", ["MFA"]),
        ("Foreign Minister Ada Holt of Kesh came. <FM> spoke.", ["Ada Holt"]),
        ("External Affairs Minister Ada Holt came. <EAM> spoke.", ["Ada Holt"]),
        ("Foreign Minister Ada Holt met Foreign Minister Ben Orlo. <FM> spoke.", ["FM"]),
        ("Under Secretary Ada Holt came. <The US> spoke.", ["United States"]),
        ("Police Commissioner Ada Holt of the Peace Council (PC) came. <The PC> spoke.", ["Peace Council"]),
        # copy varies a name it has just used
        ("<Dragan Milo, a businessman,> spoke. <The official> went on.", ["Dragan Milo"]),
        ("<President Dragan Milo> spoke. <The head of state> went on.", ["Dragan Milo"]),
        ("<Minister Dragan Milo> spoke. <The head of state> went on.", ["head of state"]),
        ("<A senior official> spoke. <The official> went on.", ["senior official"]),
        ("<President Dragan Milo> spoke.\n\nRain fell.\n\nIt stopped.\n\n<The official> went on.", ["official"]),
        # the post ahead of its name
        ("The Foreign Minister of Serbia, Dragan Milo, came. <The foreign minister> spoke.", ["Dragan Milo"]),
        ("His Serbian counterpart, Dragan Milo, came. <Milo> spoke.", ["Dragan Milo"]),
        ("Kesh's spokesman, Ben Orlo, came. <The spokesperson> spoke.", ["Ben Orlo"]),
        ("The chairwoman of the council, Ada Holt, came. <The chair> spoke.", ["Ada Holt"]),
        # "The X and State Councilor Y": only the nearer title is Y's
        (
            "Deputy Secretary Ada Holt came to meet Dragan Milo. The Deputy Secretary and State Councilor Milo met. "
            "<The Deputy Secretary> spoke.",
            ["Ada Holt"],
        ),
        # a holder who bears the very title is meant before one who bears a longer one
        ("Secretary of State Ada Holt called Foreign Secretary Ben Orlo. <The Secretary> spoke.", ["Ada Holt"]),
        ("Secretary of State Ada Holt called Secretary General Jan Milo. <The Secretary> spoke.", ["Ada Holt"]),
        ("President Ada Holt met Vice President Ben Orlo. <The vice president> spoke.", ["Ben Orlo"]),
        ("Prime Minister Ada Holt met Minister Ben Orlo, then came Premier Gu. <The minister> spoke.", ["Ben Orlo"]),
    ],
)
def test_a_post_stands_for_its_holder(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a lead leaves unnamed whom the next paragraph names
        ("<The UN envoy> spoke in Sorrel.\n\nEnvoy Ada Holt has met the mayor.", ["Ada Holt"]),
        ("<Serbia's leader> spoke in Sorrel.\n\nPresident Dragan Milo has met the mayor.", ["Dragan Milo"]),
        ("<The UN envoy> spoke in Sorrel.\n\nPremier Ada Holt has met the mayor.", ["UN envoy"]),
        ("<An envoy> spoke in Sorrel.\n\nEnvoy Ada Holt has met the mayor.", ["envoy"]),
        ("<The UN envoy> spoke in Sorrel.\n\nEnvoy Ada Holt met Envoy Ben Orlo.", ["UN envoy"]),
    ],
)
def test_a_lead_leaves_its_speaker_unnamed(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<Milo> spoke to Gu. {TALKS} <His Chinese counterpart> spoke.", ["Gu Wenlan"]),
        ("<The minister of Norway> spoke. <Her counterpart from Chile> went on.", ["minister of Chile"]),
    ],
)
def test_a_counterpart_is_the_other(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_of_two_holders_the_one_who_was_speaking() -> None:
    text = "Minister Ada Holt met Minister Ben Orlo.\n\n<Holt> spoke to Orlo. <The minister> went on."
    assert speakers(text) == ["Ada Holt"]
    assert speakers("Minister Ada Holt met Minister Ben Orlo.\n\nRain fell. <The minister> went on.") == ["Ben Orlo"]


def test_the_next_paragraph_begins_with_whom_the_lead_left_unnamed() -> None:
    text = "<The Harbour mayor> spoke in Sorrel.\n\n“No,” Ada Holt said to them."
    assert speakers(text) == ["Ada Holt"]
