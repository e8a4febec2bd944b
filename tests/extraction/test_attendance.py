"""Whose statements an occasion's day belongs to."""

from __future__ import annotations

import pytest

from tests.extraction.reading import read

# Published on Friday, 9 May 2025: Wednesday is the 7th.
MEETING = (
    "Foreign Minister Anders Orlo of Ruritania met his Lutharian counterpart, Petra Vance, in Harbourton on Wednesday."
)
VOTE = "Parliament voted on Wednesday to leave the grain pact."


def days(text: str, title: str | None = None) -> list[str | None]:
    """The days of a text's statements, in its order."""
    return [s.said_on.edtf if s.said_on else None for s in read(text, title=title).statements]


@pytest.mark.parametrize(
    "reported",
    [
        "Orlo said the road would be open by the autumn.",
        "Vance said the road would be open by the autumn.",
        "The two ministers said the road would be open by the autumn.",
        "Ruritania said the road would be open by the autumn.",
        "Lutharia, following the meeting, said the road would be open by the autumn.",
    ],
)
def test_those_who_took_part_spoke_on_its_day(reported: str) -> None:
    assert days(f"{MEETING}\n\n{reported}") == ["2025-05-07"]


@pytest.mark.parametrize(
    "reported",
    [
        "Residents said the road would never be open.",
        "Miriam Oduya, an analyst, said the road would never be open.",
        'Orlo told the Daily Chronicle News that the road "will be open by the autumn".',
        "Orlo wrote in his memoir that the road would be open by the autumn.",
        "Orlo said in an interview that the road would be open by the autumn.",
        "According to Orlo, the road would be open by the autumn.",
        "The Road Users' Union said the road would never be open.",
    ],
)
def test_the_others_spoke_on_a_day_that_the_text_does_not_tell(reported: str) -> None:
    assert days(f"{VOTE}\n\nThe harbour was quiet.\n\n{reported}")[-1] is None
    news = f'{MEETING}\n\n"Nobody came," a fisherman remembers.\n\nIt rained.\n\n{reported}'
    assert days(news, title="Road in dispute")[-1] is None


@pytest.mark.parametrize(
    ("reported", "day"),
    [
        ("Following the vote, Miriam Oduya said the pact had failed.", "2025-05-07"),
        ("Miriam Oduya, responding, said the pact had failed.", "2025-05-07"),
        ("In reply, Miriam Oduya said the pact had failed.", "2025-05-07"),
        ('Miriam Oduya said: "Today the pact has failed."', "2025-05-07"),
        ("Within the hour, Miriam Oduya said the pact had failed.", "2025-05-07"),
        ("Miriam Oduya said the pact had failed.", None),
        ("On Thursday, Miriam Oduya said the pact had failed.", "2025-05-08"),
    ],
)
def test_words_that_tie_a_statement_to_the_occasion(reported: str, day: str | None) -> None:
    assert days(f"{VOTE}\n\n{reported}") == [day]


def test_a_sentence_that_speaks_of_the_occasion_leads_on_to_what_was_said_there() -> None:
    text = f"{VOTE}\n\nIt rained.\n\nThe session also heard from a farmer, Miriam Oduya. She said the pact had failed."
    assert days(text) == ["2025-05-07"]


def test_who_was_there_stays_there() -> None:
    text = f"{VOTE}\n\nFollowing the vote, Miriam Oduya said the pact had failed.\n\nOduya urged farmers to wait."
    assert days(text) == ["2025-05-07", "2025-05-07"]


def test_in_the_paragraph_of_the_occasion_anybody_spoke_there() -> None:
    assert days(f"{MEETING} Miriam Oduya said the road would be open by the autumn.") == ["2025-05-07"]


@pytest.mark.parametrize("who", ["Tomas Lindqvist (Norway)", "The representative of Kestria", "Kestria's ambassador"])
def test_all_who_sit_in_a_council_spoke_on_the_day_of_its_session(who: str) -> None:
    text = (
        "The Harbour Council met on Wednesday to debate the future of the mission.\n\nThe mission has 300 monitors.\n\n"
        f"{who} said the monitors should stay."
    )
    assert days(text, title="Harbour Council debates mission") == ["2025-05-07"]


def test_a_readout_holds_for_all_whom_it_names() -> None:
    text = (
        "The ministers met on Wednesday in Harbourton.\n\nBilateral relations were reviewed.\n\n"
        "Minister Orlo expressed satisfaction with the state of relations.\n\nMinister Vance thanked the hosts."
    )
    assert days(text, title="Meeting with the Minister of Lutharia") == ["2025-05-07", "2025-05-07"]
