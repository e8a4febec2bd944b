from __future__ import annotations

import pytest

from tracker.extraction.people import find_people
from tracker.extraction.speakers import Resolution, Resolver
from tracker.lexicon.loader import load_lexicon
from tracker.records import Directory, SpeakerKind

LEXICON = load_lexicon()


def resolver(text: str) -> Resolver:
    people = find_people(text, LEXICON.titles, LEXICON.actors)
    return Resolver(text, people, LEXICON.actors, LEXICON.titles, LEXICON.reporting, Directory(), None)


def resolve(marked: str) -> Resolution:
    """Resolve the mentions between ``<`` and ``>`` in order, and give what the last stands for."""
    text = marked.replace("<", "").replace(">", "")
    reading, found, removed = resolver(text), Resolution(), 0
    for at, char in enumerate(marked):
        if char == "<":
            begin = at - removed
            removed += 1
        elif char == ">":
            found = reading.resolve((begin, at - removed), (begin, at - removed))
            removed += 1
    return found


def speakers(marked: str) -> list[str]:
    return [speaker.name for speaker in resolve(marked).speakers]


TALKS = "Serbian President Dragan Milo held talks in Belgrade. Chinese Premier Gu Wenlan was glad."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Serbian President Dragan Milo> spoke.", "Dragan Milo"),
        ("President Dragan Milo came. <Milo> spoke.", "Dragan Milo"),
        ("President Dragan Milo came. <President Milo> spoke.", "Dragan Milo"),
        ("<Brian Holt, the Secretary of State,> spoke.", "Brian Holt"),
        ("<The Secretary of State, Brian Holt,> spoke.", "Brian Holt"),
        ("<U.S. Secretary of State Brian Holt> spoke.", "Brian Holt"),
    ],
)
def test_a_name_stands_for_its_person_by_the_fullest(text: str, expected: str) -> None:
    assert speakers(text) == [expected]


def test_a_person_comes_with_post_country_and_other_names() -> None:
    (speaker,) = resolve("<Serbian President Dragan Milo> spoke. Milo left.").speakers
    assert (speaker.kind, speaker.country, speaker.role) == (SpeakerKind.PERSON, "SRB", "President")
    assert "Milo" in speaker.names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Linda Holt met Governor Brian Kesh. <She> spoke.", ["Linda Holt"]),
        ("Minister Linda Holt met Governor Brian Kesh. <He> spoke.", ["Brian Kesh"]),
        ("<Minister Linda Holt> spoke. Governor Brian Kesh left. <She> spoke again.", ["Linda Holt"]),
        ("<Minister Linda Holt> spoke.\nMuch was said. <She> went on.", ["Linda Holt"]),
        ("<The spokeswoman> spoke. <She> went on.", ["spokeswoman"]),
        ("Much was said. <He> spoke.", []),
        ("Minister Linda Holt came. <He> spoke.", []),
        ("Minister Linda Holt came. <I> spoke.", []),
    ],
)
def test_a_pronoun_stands_for_the_person_in_focus_of_its_gender(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<The Foreign Ministry> spoke. <It> went on.", ["Foreign Ministry"]),
        ("Holt left a joint communique. <It> spoke of trade.", ["joint communique"]),
        ("<Analysts in Avaria> spoke. <They> went on.", ["analysts in Avaria"]),
        (f"{TALKS} <The two leaders> spoke. <They> went on.", ["Dragan Milo", "Gu Wenlan"]),
        (f"{TALKS} The two sides were glad. <They> spoke.", ["Serbia", "China"]),
        ("Much was said. <They> spoke.", []),
        ("Much was said. <It> spoke.", []),
    ],
)
def test_it_and_they_stand_for_things_and_groups(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TALKS} <The president> spoke.", ["Dragan Milo"]),
        (f"{TALKS} <The premier> spoke.", ["Gu Wenlan"]),
        (f"{TALKS} <The Chinese premier> spoke.", ["Gu Wenlan"]),
        (f"{TALKS} <China's premier> spoke.", ["Gu Wenlan"]),
        (f"{TALKS} <The Serbian leader> spoke.", ["Dragan Milo"]),
        (f"<Milo> spoke to Gu. {TALKS} <His Chinese counterpart> spoke.", ["Gu Wenlan"]),
        ("Foreign Minister Ada Holt met Finance Minister Linda Kesh. <The foreign minister> spoke.", ["Ada Holt"]),
        ("Vice President Ada Holt came. <The vice president> spoke.", ["Ada Holt"]),
    ],
)
def test_a_post_stands_for_the_person_who_holds_it(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (f"{TALKS} <A minister> spoke.", "minister", SpeakerKind.UNNAMED),
        ("Vice President Ada Holt came. <The president> spoke.", "president", SpeakerKind.OFFICE),
        ("<The German chancellor> spoke.", "German chancellor", SpeakerKind.OFFICE),
        ("<A senior U.S. official> spoke.", "senior U.S. official", SpeakerKind.UNNAMED),
        ("<South Korean officials> spoke.", "South Korean officials", SpeakerKind.GROUP),
        ("<Analysts> spoke.", "analysts", SpeakerKind.GROUP),
        ("<a source familiar with the talks> spoke.", "source", SpeakerKind.UNNAMED),
        ("<Two diplomats> spoke. <One of the diplomats> went on.", "diplomat", SpeakerKind.UNNAMED),
        ("<One of two women> spoke.", "woman", SpeakerKind.UNNAMED),
        ("<One of the ministries> spoke.", "ministry", SpeakerKind.UNNAMED),
        ("<The joint statement> spoke.", "joint statement", SpeakerKind.DOCUMENT),
        ("<The joint statement> spoke. <The statement> went on.", "joint statement", SpeakerKind.DOCUMENT),
        ("<The US statement> spoke.", "United States", SpeakerKind.STATE),
        ("<The Avarian Trade Bureau> spoke.", "Avarian Trade Bureau", SpeakerKind.ORGANISATION),
        ("<The Avarian Trade Bureau> spoke. <The bureau> went on.", "Avarian Trade Bureau", SpeakerKind.ORGANISATION),
    ],
)
def test_a_description_stays_as_printed(text: str, name: str, kind: SpeakerKind) -> None:
    (speaker,) = resolve(text).speakers
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("China", "China"),
        ("The Chinese side", "China"),
        ("the Chinese government", "China"),
        ("the Government of Serbia", "Serbia"),
        ("Serbia's federal government", "Serbia"),
        ("Beijing", "China"),
        ("the Kremlin", "Russia"),
        ("the United States", "United States"),
        ("The South Korean side", "South Korea"),
    ],
)
def test_a_state_goes_by_its_usual_name(phrase: str, expected: str) -> None:
    (speaker,) = resolve(f"Then <{phrase}> spoke.").speakers
    assert (speaker.name, speaker.kind) == (expected, SpeakerKind.STATE)


def test_an_acronym_stands_for_what_the_text_spells_out() -> None:
    (speaker,) = resolve("Troops of the Avarian Coastal Forces (ACF) left. <The ACF> spoke.").speakers
    assert (speaker.name, speaker.kind, speaker.names) == ("Avarian Coastal Forces", SpeakerKind.ORGANISATION, ("ACF",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TALKS} <The two leaders> spoke.", ["Dragan Milo", "Gu Wenlan"]),
        (f"{TALKS} <The two sides> spoke.", ["Serbia", "China"]),
        (f"{TALKS} <Both sides> spoke.", ["Serbia", "China"]),
        ("Serbia and China held talks. <Both countries> spoke.", ["Serbia", "China"]),
        (f"{TALKS} <Milo and Gu> spoke.", ["Dragan Milo", "Gu Wenlan"]),
        ("<China and Serbia> spoke.", ["China", "Serbia"]),
        ("<China, Serbia and Russia> spoke.", ["China", "Serbia", "Russia"]),
    ],
)
def test_several_speakers_in_one_mention(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_a_pair_that_cannot_be_named_is_a_group() -> None:
    (speaker,) = resolve("Much was said. <The two sides> spoke.").speakers
    assert (speaker.name, speaker.kind) == ("two sides", SpeakerKind.GROUP)


def test_a_tie_stays_unresolved_with_its_candidates() -> None:
    found = resolve("Senator Ada Holt met Governor Brian Holt. <Holt> spoke.")
    assert found.speakers == ()
    assert found.candidates == ("Ada Holt", "Brian Holt")


def test_a_tie_goes_to_who_was_speaking() -> None:
    found = resolve("Senator Ada Holt met Governor Brian Holt. <Brian Holt> spoke. <Holt> went on.")
    assert [speaker.name for speaker in found.speakers] == ["Brian Holt"]
    assert not found.sure


@pytest.mark.parametrize(
    ("label", "name", "kind"),
    [
        ("MR MILO", "Dragan Milo", SpeakerKind.PERSON),
        ("PRESIDENT MILO", "Dragan Milo", SpeakerKind.PERSON),
        ("PREMIER GU (via interpreter)", "Gu Wenlan", SpeakerKind.PERSON),
        ("Gu Wenlan", "Gu Wenlan", SpeakerKind.PERSON),
        ("MS O'HARA-MCKAY", "O'Hara-Mckay", SpeakerKind.PERSON),
        ("MR MCKAY", "McKay", SpeakerKind.PERSON),
        ("MODERATOR", "Moderator", SpeakerKind.UNNAMED),
        ("INTERPRETER", "Interpreter", SpeakerKind.UNNAMED),
        ("SENIOR ADMINISTRATION OFFICIAL TWO", "Senior administration official two", SpeakerKind.UNNAMED),
    ],
)
def test_a_label_stands_for_its_person(label: str, name: str, kind: SpeakerKind) -> None:
    (speaker,) = resolver(TALKS).by_label(label, 0).speakers
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("the Governments of Serbia and the United States", ["Serbia", "United States"]),
        ("the Government of Serbia", ["Serbia"]),
        ("Serbia as Chair of a Ministerial Meeting on Food", ["Serbia"]),
        ("Spokesperson Ada Holt", ["Ada Holt"]),
        ("the Foreign Ministers of France, Germany and Italy", ["Foreign Ministers"]),
    ],
)
def test_an_issuer_is_every_party_named(issuer: str, expected: list[str]) -> None:
    assert [s.name for s in resolver(issuer).resolve_issuer((0, len(issuer))).speakers] == expected
