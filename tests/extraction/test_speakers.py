from __future__ import annotations

import pytest

from tests.extraction.mentions import people_of, resolve, resolver, speakers
from tests.extraction.reading import said
from tracker.records import SpeakerKind

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
        # "the North" is a state where the article names it, a man called North is not
        ("North Korea fired. <The North> spoke.", ["North Korea"]),
        ("Oliver North met the envoy of North Korea. <North> spoke.", ["North"]),
        # a bloc is a union of states
        ("<The European Union> spoke. <The bloc> went on.", ["European Union"]),
        ("<The Harbour Office> spoke. <The bloc> went on.", ["bloc"]),
        # no body is "he"
        ("Premier Brian Kesh came. <The government> spoke. <He> went on.", ["Brian Kesh"]),
        ("Premier Brian Kesh came. <The electoral commission> spoke. <He> went on.", ["Brian Kesh"]),
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
    (speaker,) = resolver(TALKS).labels.resolve(label, 0).speakers
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("the Governments of Serbia and the United States", ["Serbia", "United States"]),
        (
            "the Governments of Serbia, Chile, and the United States regarding the ferry",
            ["Serbia", "Chile", "United States"],
        ),
        ("the Governments of the United States of America and the Government of India,", ["United States", "India"]),
        (
            "the Governments of Serbia, Chile, and representatives of the European Union, which met today in Sorrel",
            ["Serbia", "Chile", "European Union"],
        ),
        ("the Governments of Serbia and Kesh", ["Serbia", "Kesh"]),
        ("the Government of Serbia", ["Serbia"]),
        ("Serbia as Chair of a Ministerial Meeting on Food", ["Serbia"]),
        ("Spokesperson Ada Holt", ["Ada Holt"]),
        ("the Foreign Ministers of France, Germany and Italy", ["Foreign Ministers of France, Germany and Italy"]),
    ],
)
def test_an_issuer_is_every_party_named(issuer: str, expected: list[str]) -> None:
    assert [s.name for s in resolver(issuer).resolve_issuer((0, len(issuer))).speakers] == expected


# ------------------------------------------------------------------------------------------------ more of one person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an apposition behind a description names the person
        ("<The envoy>, Ada Holt, spoke.", ["Ada Holt"]),
        # a body's own "of", a constituency, titles on both sides
        ("<House of Commons Speaker Ada Holt> spoke.", ["Ada Holt"]),
        ("<Kesh Harbour President and CEO Ada Holt> spoke.", ["Ada Holt"]),
        ("<President Ada Holt and Premier Ben Orlo> spoke.", ["Ada Holt", "Ben Orlo"]),
        ("Premier Ben Orlo left. <He and Minister Ada Holt> spoke.", ["Ben Orlo", "Ada Holt"]),
        # who made the act
        ("<a statement from Minister Ada Holt> spoke.", ["Ada Holt"]),
        ("<calls by Norwegian officials> went out.", ["Norwegian officials"]),
        ("<Both Minister Ada Holt and Mayor Ben Orlo> spoke.", ["Ada Holt", "Ben Orlo"]),
    ],
)
def test_names_inside_longer_phrases(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("the envoy, Ada Holt", "Ada Holt"),
        ("the envoy, a friend of Ada Holt", "envoy"),
        ("the envoy, Ada Holt's friend", "envoy"),
    ],
)
def test_an_apposition_names_who_is_described(whole: str, expected: str) -> None:
    text = f"Minister Ada Holt rested. Then {whole}, spoke."
    start = text.index(whole)
    found = resolver(text).resolve((start, start + len("the envoy")), (start, start + len(whole)))
    assert [speaker.name for speaker in found.speakers] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two of one surname: whom the lead introduced goes by it alone
        (
            "Minister Ada Holt spoke of the ferry.\n\nRain fell.\n\nCarl Holt, a pilot, left.\n\n<Holt> spoke.",
            ["Ada Holt"],
        ),
        (
            "Minister Ada Holt spoke of the ferry.\n\nRain fell.\n\nCarl Holt, a pilot, left. <Holt> spoke.",
            [],
        ),
    ],
)
def test_two_of_one_surname(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a pronoun never stands for a name that it governs
        ("<Minister Linda Holt> spoke. <She> and Linda Holt agreed.", []),
        ("Minister Linda Holt met Minister Sara Kesh. <She> thanked Holt.", ["Sara Kesh"]),
        # known by office alone
        ("<King Osric> spoke. <He> went on.", ["Osric"]),
        ("<King Osric> spoke. <She> went on.", []),
    ],
)
def test_a_pronoun_does_not_stand_for(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


# ------------------------------------------------------------------------------------------------ labels and titles


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Assistant Secretary of State for International Security Moammar al-Orlo", "Moammar al-Orlo"),
        ("Special Presidential Envoy for Climate John Orlo", "John Orlo"),
        ("Sorrel Bay County Sheriff Bill Orlo", "Bill Orlo"),
        ("Broadcaster Piers Orlo", "Piers Orlo"),
        ("Actor Denzel Washington", "Denzel Washington"),
        ("Trade Envoy Thomas Park", "Thomas Park"),
        ("Kesh University astronomer Angelos Venn", "Angelos Venn"),
        ("Mayor of Sorrel Sadiq Orlo (no relation)", "Sadiq Orlo"),
        ("Nikki Holland of the island's National Crime Agency", "Nikki Holland"),
        ("Recorder Joan Venn", "Joan Venn"),
        ("Majority Whip Jim Venn", "Jim Venn"),
        ("Harbourmaster Jim Venn", "Jim Venn"),
        ("Ambassador at Large for International Religious Freedom Rashid Venn", "Rashid Venn"),
    ],
)
def test_titles_before_a_name_are_no_part_of_it(phrase: str, name: str) -> None:
    assert [speaker for speaker, _ in said(f"{phrase} said the ferry had sunk.")] == [name]


@pytest.mark.parametrize(("label", "name"), [("WN", "WN"), ("FOREIGN MINISTER PARK", "Park"), ("MR. HOLT", "Holt")])
def test_a_label_keeps_what_is_short_and_loses_its_post(label: str, name: str) -> None:
    assert [s.name for s in resolver("Nobody was there.").labels.resolve(label, 0).speakers] == [name]


def test_a_post_alone_is_whoever_an_earlier_label_gave_with_it() -> None:
    labels = resolver("Ada Holt, a pilot, was asked. So was the harbour master of Kesh, Ben Orlo.").labels
    named = [
        speaker.name
        for label in (
            "Deputy Secretary of State", "U.S. Deputy Secretary of State, Ambassador Ada Holt",
            "Deputy Secretary of State", "Minister for Trade",
        )
        for speaker in labels.resolve(label, 60).speakers
    ]  # fmt: skip
    assert named == ["Deputy Secretary of State", "Ada Holt", "Ada Holt", "Minister for Trade"]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Ada Holt, a pilot, was asked.", "AH", "Ada Holt"),
        ("Ada Holt, a pilot, and Anna Hale, a nurse, were asked.", "AH", "Ah"),
        ("Ada Holt, a pilot, was asked.", "A", "Ada Holt"),
        ("Ada Holt, a pilot, was asked.", "Holt, The Sorrel Post", "Ada Holt"),
        ("Ada Holt, a pilot, was asked.", "Ada Holt (contd.)", "Ada Holt"),
    ],
)
def test_a_label_in_an_interview(text: str, label: str, expected: str) -> None:
    assert [s.name for s in resolver(text).labels.resolve(label, 0).speakers] == [expected]


@pytest.mark.parametrize(
    ("titled", "expected"),
    [
        ("France and Japan", ["France", "Japan"]),
        ("the Harbour Commission", ["Harbour Commission"]),
    ],
)
def test_a_title_names_the_issuer(titled: str, expected: list[str]) -> None:
    found = resolver("We met.").resolve_titled(titled, people_of(titled))
    assert [s.name.removeprefix("the ") for s in found.speakers] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Norland Senator from Norway Ada Holt> spoke.", ["Ada Holt"]),
        ("When the royal council met, <they> chose a king.", ["royal council"]),
        (
            "A clerk was held after a raid on Karl Prandt.\nBen Orlo, a clerk, was young. <He> spoke of how "
            "he had bought the gun from an older friend in the summer with the money that Orlo had from the state.",
            ["Ben Orlo"],
        ),
    ],
)
def test_who_is_meant(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_a_post_at_large_is_its_holders() -> None:
    text = "Ambassador at Large for Religious Freedom Rashid Venn came. The ambassador said the ferry had sunk."
    assert said(text) == [("Rashid Venn", "the ferry had sunk")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<His counterpart, Assistant Minister for Foreign Relations Mr. Kabelo Orlo>, spoke.", ["Kabelo Orlo"]),
        ("<Norwegian Ambassador to Mongolia Ada Holt> spoke.", ["Ada Holt"]),
        ("<Norwegian Ambassador to Mongolia Qodira Zuldash> spoke.", ["Qodira Zuldash"]),
        ("Foreign Minister Ada Holt came. <HE the Foreign Minister> spoke.", ["Ada Holt"]),
        ("<Host Norway> spoke.", ["Host Norway"]),
        ("With <host Norway> speaking.", ["Norway"]),
        ("<The adviser to President Ada Holt> spoke.", ["adviser to President Ada Holt"]),
        ("<Norway’s delegate> spoke. <He> went on.", ["Norway’s delegate"]),
    ],
)
def test_posts_with_several_words_of_their_own(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected
