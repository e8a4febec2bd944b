"""Offices resolved to whoever is noted to have held them at the time of the article, and to nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.extraction.pipeline import extract
from tracker.lexicon.loader import load_lexicon
from tracker.records import ArticleInput, Directory, KnownPost, KnownSpeaker, SpeakerKind, SpeakerReference

LEXICON = load_lexicon()
PERSON = SpeakerKind.PERSON

MILO = KnownSpeaker(
    "Dragan Milo", PERSON, "SRB", ("D. Milo",), (KnownPost("Foreign Minister", "SRB", "2013-03-01", "2022-12-31"),)
)
HOLT = KnownSpeaker("Ada Holt", PERSON, "GBR", (), (KnownPost("Prime Minister", "GBR", "2019-01-01", None),))
KEST = KnownSpeaker("Jan Kest", PERSON, "USA", (), (KnownPost("Secretary of State", "USA", None, "2020-12-31"),))
KNOWN = Directory((MILO, HOLT, KEST))


def speakers(
    text: str, published: str | None = "2018-05-03", directory: Directory = KNOWN
) -> list[tuple[SpeakerReference, ...]]:
    found = extract(ArticleInput(text, published=published), LEXICON, directory)
    return [statement.speakers for statement in found.statements]


def names(text: str, published: str | None = "2018-05-03", directory: Directory = KNOWN) -> list[str]:
    return [speaker.name for speaker, *_ in speakers(text, published, directory)]


@pytest.mark.parametrize(
    ("phrase", "published", "name"),
    [
        ("The Serbian foreign minister", "2018-05-03", "Dragan Milo"),
        ("Serbia's foreign minister", "2018-05-03", "Dragan Milo"),
        ("The foreign minister of Serbia", "2018-05-03", "Dragan Milo"),
        ("The Serbian minister of foreign affairs", "2013-03", "Dragan Milo"),
        ("The current Serbian foreign minister", "2022", "Dragan Milo"),
        ("Britain's premier", "2024-01-01", "Ada Holt"),
        ("The British prime minister", "2024-01-01", "Ada Holt"),
        ("The U.S. secretary of state", "2015-01-01", "Jan Kest"),
    ],
)
def test_an_office_is_whoever_held_it_then(phrase: str, published: str, name: str) -> None:
    assert names(f"{phrase} said that the talks would go on.", published) == [name]


@pytest.mark.parametrize(
    ("phrase", "published"),
    [
        ("The Serbian foreign minister", "2013-02-28"),
        ("The Serbian foreign minister", "2023-01-01"),
        ("The Serbian foreign minister", None),
        ("The Croatian foreign minister", "2018-05-03"),
        ("The foreign minister", "2018-05-03"),
        ("Serbia's former foreign minister", "2018-05-03"),
        ("Serbia's deputy foreign minister", "2018-05-03"),
        ("A Serbian foreign minister", "2018-05-03"),
        ("Serbia's next foreign minister", "2018-05-03"),
        ("The Serbian minister", "2018-05-03"),
        ("The Serbian defense minister", "2018-05-03"),
        ("The Serbian foreign ministry", "2018-05-03"),
        ("Serbia", "2018-05-03"),
    ],
)
def test_another_office_country_or_time_is_nobody_known(phrase: str, published: str | None) -> None:
    assert "Dragan Milo" not in names(f"{phrase} said that the talks would go on.", published)


def test_a_state_and_its_ministry_stay_their_own() -> None:
    ((state,),) = speakers("Serbia said that the talks would go on.")
    assert state.kind is SpeakerKind.STATE


def test_two_holders_at_a_time_are_a_tie() -> None:
    other = replace(MILO, name="Ana Kovac")
    assert "Dragan Milo" not in names(
        "The Serbian foreign minister said that the talks would go on.", directory=Directory((MILO, other))
    )


def test_whom_the_article_names_in_that_office_comes_first() -> None:
    text = "Serbian Foreign Minister Ana Kovac arrived. The Serbian foreign minister said that the talks would go on."
    assert names(text) == ["Ana Kovac"]


def test_the_person_comes_as_the_article_names_them_elsewhere() -> None:
    text = (
        "The Serbian foreign minister said that the talks would go on.\n\n"
        "Dragan Milo, a lawyer, said that the trade was growing."
    )
    first, second = speakers(text)
    assert first == second
    assert first[0].name == "Dragan Milo"


def test_he_is_whom_the_office_stands_for() -> None:
    text = "The Serbian foreign minister said that the talks would go on. He added that the trade was growing."
    assert names(text) == ["Dragan Milo", "Dragan Milo"]


def test_the_reference_says_who_and_not_what_is_not_printed() -> None:
    ((speaker,),) = speakers("The British prime minister said that the talks would go on.", "2024-01-01")
    assert speaker == SpeakerReference("Ada Holt", PERSON, "GBR")


def test_a_known_name_is_a_persons() -> None:
    text = "Xu Qim Vo said that the talks would go on."
    known = Directory((KnownSpeaker("Xu Qim Vo", PERSON),))
    ((speaker,),) = speakers(text, directory=known)
    assert (speaker.name, speaker.kind) == ("Xu Qim Vo", PERSON)
