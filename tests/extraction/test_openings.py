"""Where what was said begins, behind addressees, adverbials and the words that govern it."""

from __future__ import annotations

import pytest

from tests.extraction.reading import contents

HOLT = "Minister Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an addressee, with what hangs on it
        (f"{HOLT} told reporters in Sorrel on Monday that the ferry would sail.", ["the ferry would sail"]),
        (f"{HOLT} assured people on the shore that the ferry would sail.", ["the ferry would sail"]),
        (f"{HOLT} told the network HARBOUR procedure had been followed.", ["procedure had been followed"]),
        (f"{HOLT} apologised to the islanders for the delay.", ["the delay"]),
        (f"{HOLT} urged the premier, who was abroad, to return.", ["the premier, who was abroad, to return"]),
        (f"{HOLT} asked donors for tents and blankets.", ["donors for tents and blankets"]),
        (f"{HOLT} asked him for the third time.", []),
        # when it was said, ahead of the clause
        (f"{HOLT} noted on Monday, the harbour was closed.", ["the harbour was closed"]),
        (f"{HOLT} noted on Monday, after the harbour was closed.", []),
        (f"{HOLT} said at least 71 sailors were held.", ["at least 71 sailors were held"]),
        (f"{HOLT} said at a briefing that sailors were held.", ["sailors were held"]),
        # quotations further on, and of whom
        (f'{HOLT} said of the mayor, "He knows the harbour well."', ['"He knows the harbour well."']),
        (
            f'{HOLT} wrote at noon (1100 UTC) on the ministry network, "The ferry will sail."',
            ['"The ferry will sail."'],
        ),
        # infinitives
        (f"{HOLT} agreed to: (i) open the harbour; (ii) lift the ban.", ["(i) open the harbour; (ii) lift the ban"]),
        (f"{HOLT} ordered the flags be lowered.", ["the flags be lowered"]),
        (f'{HOLT} called on the crews to "stay in the harbour".', ['the crews to "stay in the harbour"']),
        # names called
        (f'{HOLT} called that "a grave mistake".', ['that "a grave mistake"']),
        (f"{HOLT} called his standing in the race a joke.", ["his standing in the race a joke"]),
        (f'{HOLT} called the raid an "outrage".', ['the raid an "outrage"']),
        (f"{HOLT} called the hotel.", []),
        # courtesies are said by being given, gifts are not
        (f"{HOLT} offered condolences to the families.", ["condolences to the families"]),
        (f"{HOLT} offered tea to the families.", []),
        # what is posted is not what its words report
        (f"{HOLT} posted a message on Monday announcing that she had won.", ["she had won"]),
        (f"{HOLT} attacked the plan as reckless.", ["the plan as reckless"]),
        (f"{HOLT} attacked the guard.", []),
    ],
)
def test_where_content_begins(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{HOLT} called on "all crews of the fleet" to stay in port.', ['"all crews of the fleet" to stay in port']),
        (f"{HOLT} warned the crews not to sail.", ["the crews not to sail"]),
        (f"{HOLT} appealed to donors for tents.", ["donors for tents"]),
        (f"{HOLT} said to the crews: “Stay in port.”", ["“Stay in port.”"]),
        (f"{HOLT} asked whether the ferry would sail.", ["the ferry would sail"]),
        (f"{HOLT} explained why the ferry would not sail.", ["why the ferry would not sail"]),
        (f"{HOLT} told the mayor, who was ill, that the ferry would sail.", ["the ferry would sail"]),
        (f"{HOLT} said:\n\nThe ferry will sail.", ["The ferry will sail."]),
        (f"{HOLT} called the mayor, a friend of hers, a fool.", ["the mayor, a friend of hers, a fool"]),
        (f"{HOLT} called it unjust.", ["it unjust"]),
        (f"{HOLT} dismissed the ban as a joke.", ["the ban as a joke"]),
        # help is said by being offered, requests by being made
        (f"{HOLT} offered Kesh's assistance with the harbour.", ["Kesh's assistance with the harbour"]),
        (f"{HOLT} offered a chair.", []),
        (f"{HOLT} made public requests for tents.", ["public requests for tents"]),
        (f"{HOLT} made a note of the delay.", []),
        # asides before a clause
        (f"{HOLT} claimed, as of Thursday, it was safe to sail.", ["it was safe to sail"]),
        (f"{HOLT} reported, citing harbour data, there were ten boats in port.", ["there were ten boats in port"]),
        # nobody is told
        (f"{HOLT} promised protests every week until the ban falls.", ["protests every week until the ban falls"]),
        # clauses whose verb the tagger misses
        (f"{HOLT} said the crash involved pilot error.", ["the crash involved pilot error"]),
        (
            f"{HOLT} said not allowing boats to land constituted a breach.",
            ["not allowing boats to land constituted a breach"],
        ),
        ("Kesh, which claims sovereignty over the islands, sent two boats.", []),
        (f"{HOLT} acknowledged a cousin, Ben, as the new king.", ["a cousin, Ben, as the new king"]),
        # of what somebody was told
        (f"{HOLT} assured the mayor of Kesh's support for the ferry.", ["Kesh's support for the ferry"]),
        (f"{HOLT} reminds us of an old ferry.", []),
        (f"{HOLT} paid tribute to the crew who kept the ferry safe.", ["the crew who kept the ferry safe"]),
        (f"{HOLT} charged that the mayor had sold the ferry.", ["the mayor had sold the ferry"]),
        (f"{HOLT} re-iterated her support for the ferry.", ["her support for the ferry"]),
        (f"{HOLT} denied reports of a visa ban.", ["reports of a visa ban"]),
        (f"{HOLT} denied any role in the entry of the ferry.", ["any role in the entry of the ferry"]),
        (f"{HOLT} denied the crews the chance to land.", []),
        (f"{HOLT} disclosed this to reporters.", []),
        (f"{HOLT} disclosed this plan to reporters.", ["this plan to reporters"]),
    ],
)
def test_further_openings(text: str, expected: list[str]) -> None:
    assert contents(text) == expected
