"""Who the sentence says is speaking: the subject over whatever stands between it and its verb."""

from __future__ import annotations

import pytest

from tests.extraction.reading import said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # titles, appositions, brackets and relative clauses between name and verb
        ("Ada Holt, who leads the party, said the ferry had sunk.", "Ada Holt"),
        ("Ada Holt (Norland), the foreign minister, on Tuesday said the ferry had sunk.", "Ada Holt"),
        ("A spokesman for the port authority, Ben Orlo, said the ferry had sunk.", "Ben Orlo"),
        ("Minister Ada Holt, of the Harbour Party, said the ferry had sunk.", "Ada Holt"),
        ("Minister Ada Holt — once a pilot herself — said the ferry had sunk.", "Ada Holt"),
        ("Minister Ada Holt, citing “the weather,” said the ferry had sunk.", "Ada Holt"),
        ("The ministry, known as the Palace, said the ferry had sunk.", "ministry"),
        ("Officials who attended the talks said the ferry had sunk.", "officials"),
        ("Some voters who have listened to him, at home or abroad, said the ferry had sunk.", "some voters"),
        ("Sailors the Post interviewed said the ferry had sunk.", "sailors"),
        ("Critics from across the island said the ferry had sunk.", "critics from across the island"),
        ("Minister Ada Holt, a lawyer from Sorrel, who said the ferry had sunk, was in tears.", "Ada Holt"),
        ("There was fury from fellow pilots who said the ferry had sunk.", "fellow pilots"),
        # lists and coordinations
        ("Minister Ada Holt and Mayor Ben Orlo said the ferry had sunk.", "Ada Holt and Ben Orlo"),
        (
            "Minister Linda Holt came. Both she and the mayor, Ben Orlo, said the ferry had sunk.",
            "Linda Holt and Ben Orlo",
        ),
        ("Japan, the Republic of Korea (ROK), and Canada said the ferry had sunk.", "Japan and South Korea and Canada"),
        # what opens the sentence is no subject
        ("After the talks, Ada Holt, the mayor, said the ferry had sunk.", "Ada Holt"),
        (
            "Speaking after the talks, the Chairman of the Port, Kesh's Minister Ada Holt, said the ferry had sunk.",
            "Ada Holt",
        ),
        # what closes a clause is no part of the next one's subject
        ("They met with French pilots and the German envoy said the ferry had sunk.", "German envoy"),
        ("They spoke to the minister and Ben Orlo said the ferry had sunk.", "Ben Orlo"),
        ("They kept the day of U.S.-Kesh relations and the envoy said the ferry had sunk.", "envoy"),
        ("A spokesman for sailors and pilots said the ferry had sunk.", "spokesman for sailors and pilots"),
        # an adverbial between the subject and its verb, or run together with it
        (
            "A post sent from the ferry office during the storm said the ferry had sunk.",
            "post sent from the ferry office during the storm",
        ),
        (
            "One study in the Sorrel Journal from March said the ferry had sunk.",
            "study in the Sorrel Journal from March",
        ),
        (
            "In a report published on Monday in Sorrel Letters, pilots from Kesh said the ferry had sunk.",
            "pilots from Kesh",
        ),
        (
            "At a dialogue in Sorrel, Kesh, Minister Ada Holt and Mayor Ben Orlo said the ferry had sunk.",
            "Ada Holt and Ben Orlo",
        ),
        ("With the purchase Harbourline said it would run the ferry.", "Harbourline"),
        ("In the statement Minister Ada Holt said the ferry had sunk.", "Ada Holt"),
        ("Fourteen-year-old Zoe, on the upper deck when it happened, said the ferry had sunk.", "Zoe"),
        # no time, amount, circumstance or act is a speaker
        ("It was agreed over ten days with help from Minister Ada Holt, who said the ferry had sunk.", "Ada Holt"),
        ("They discussed this week's G7 and NATO talks and the envoy said the ferry had sunk.", "envoy"),
        (
            "Under Secretary for Growth, Energy, and the Environment Ada Holt and Ben Orlo said the ferry had sunk.",
            "Ada Holt and Ben Orlo",
        ),
        ("Minister Ada Holt and the mayor of Sorrel, Ben Orlo, said the ferry had sunk.", "Ada Holt and Ben Orlo"),
        ("They met the envoy and her counterpart, Ben Orlo, said the ferry had sunk.", "Ben Orlo"),
        # shared and inverted
        ("Minister Ada Holt met the mayor and said the ferry had sunk.", "Ada Holt"),
        ("While the mayor slept, Minister Ada Holt stood up and said the ferry had sunk.", "Ada Holt"),
        ('"The ferry has sunk," said Ada Holt, a pilot from Sorrel.', "Ada Holt"),
        # participles
        ("Minister Ada Holt issued a statement in Sorrel, Kesh, saying the ferry had sunk.", "Ada Holt"),
        ("Minister Ada Holt posted a clip blaming the storm for the loss of the ferry.", "Ada Holt"),
        ("Upon announcing that the ferry had sunk, Minister Ada Holt left.", "Ada Holt"),
        # quoted by a medium
        ("Ada Holt, the minister, was quoted by the Sorrel Post as saying the ferry had sunk.", "Ada Holt"),
        ("The Sorrel Post quoted Ada Holt as saying the ferry had sunk.", "Ada Holt"),
        ("The ferry has sunk, the Sorrel Post quoted Ada Holt as saying on Monday.", "Ada Holt"),
        ('"The ferry has sunk," the Post quoted its editor, Ada Holt, as saying.', "Ada Holt"),
        ("The agency cited a senior official as saying that the ferry had sunk.", "senior official"),
        # a comma missing behind the post
        ("Ada Holt, the mayor said the ferry had sunk.", "Ada Holt"),
        ("On Monday, the mayor said the ferry had sunk.", "mayor"),
        # … which a comma behind the verb tells from a sentence wrapped around it
        ("Tomas Prandt, the minister said, would lead the talks.", "minister"),
        ("Port Ann, the mayor said, was quiet.", "mayor"),
        # whom a spokesman speaks for
        ("Spokesman for President Ada Holt said the ferry had sunk.", "Spokesman for President Ada Holt"),
        # metonyms
        ("Beijing said the ferry had sunk.", "China"),
        ("The Kremlin said the ferry had sunk.", "Russia"),
        ("The Chinese side said the ferry had sunk.", "China"),
        ("The White House said the ferry had sunk.", "United States"),
    ],
)
def test_who_speaks(text: str, speaker: str | None) -> None:
    assert [who for who, _ in said(text)][-1:] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "It said the ferry had sunk.",
        "Nobody said the ferry had sunk.",
        "The trip underscored the need for a ferry.",
        "These delays explain the loss of the ferry.",
        "Told that the ferry had sunk, they wept.",
    ],
)
def test_what_cannot_speak(text: str) -> None:
    assert [who for who, _ in said(text) if who] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the objects of a row of verbs are no inverted subjects
        (
            "Minister Ada Holt called on Kesh to act, emphasized the importance of trust, and pressed for talks.",
            ["Ada Holt", "Ada Holt", "Ada Holt"],
        ),
        # a noun in the relative clause is not the subject, one outside of it is
        ("The pilot who met Mayor Ben Orlo said the ferry had sunk.", ["pilot"]),
        ("The pilot met Mayor Ben Orlo, who said the ferry had sunk.", ["Ben Orlo"]),
    ],
)
def test_whose_verb_it_is(text: str, expected: list[str]) -> None:
    assert [who for who, _ in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Serbian leader, Dragan Milo, said the ferry had sunk.", "Dragan Milo"),
        ("Norwegian leader, Ada Holt said the ferry had sunk.", "Ada Holt"),
        ("One of the pilots said the ferry had sunk.", "pilot"),
        ("A communique issued on Friday said the ferry had sunk.", "communique"),
        ("Ada Holt, a pilot, has been quoted as saying the ferry had sunk.", "Ada Holt"),
        ("Announcing that the ban was over, Premier Ben Orlo, on Monday, said the ferry had sunk.", "Ben Orlo"),
        ("The agency, in a report saying the ferry had sunk, gave no cause.", "report"),
        ("A report from the pilots during the weekend said the ferry had sunk.", "pilots"),
        ("The same day Malawi confirmed its first three cases.", "Malawi"),
        ("The Royal Harbour Police (RHP) confirmed they seized the boat.", "Royal Harbour Police"),
        (
            "The Norland Educational, Scientific and Cultural Organisation said the ferry had sunk.",
            "Norland Educational, Scientific and Cultural Organisation",
        ),
        ('Members of the crew protested by shouting "shame on you all!"', "members of the crew"),
        ('The plan was described by Ada Holt as "a disgrace", saying it would fail.', "Ada Holt"),
        ("Ben Orlo was held after demonstrations protesting the raid.", None),
        ("No pilot said the ferry had sunk.", None),
    ],
)
def test_further_subjects(text: str, speaker: str | None) -> None:
    assert [who for who, _ in said(text)][-1:] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    "text",
    [
        "They had other issues underscoring the importance of ferries.",
        "This designation reaffirms the commitment to safe ferries.",
        "The port lay empty, and within a few years thereafter declared independence.",
        "An increase in the price of ferries calls for a new port.",
        "The need for ferries, in the eyes of many, calls for a new port.",
    ],
)
def test_no_time_amount_or_act_is_a_source(text: str) -> None:
    assert said(text) == []


def test_what_bears_a_name_is_a_source_whatever_it_means() -> None:
    assert said("In May, Progress said the ferry had sunk.") == [("Progress", "the ferry had sunk")]
