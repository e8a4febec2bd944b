"""At what something was said, and to whom: pairs of text and what is found in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.occasions import find_events, read_readout_title, read_title
from tracker.extraction.pipeline import extract
from tracker.extraction.structures import Sentence
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.tables import read_table
from tracker.records import ArticleInput, ExtractedStatement, OccasionKind, SpeakerKind

PUBLISHED = "2024-03-02"  # a Saturday


def read(text: str, title: str | None = None) -> list[ExtractedStatement]:
    return list(extract(ArticleInput(text=text, title=title, published=PUBLISHED), load_lexicon()).statements)


def told(statement: ExtractedStatement) -> tuple[str | None, tuple[str, ...], str | None, str | None, str | None]:
    """Addressee as printed and by name, and the occasion's kind, place and day."""
    addressee, occasion = statement.addressee, statement.occasion
    return (
        addressee.text if addressee else None,
        tuple(speaker.name for speaker in addressee.speakers) if addressee else (),
        occasion.kind.value if occasion else None,
        occasion.place if occasion else None,
        occasion.date if occasion else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Holt told reporters that the road was open.", ("reporters", ("reporters",), None, None, None)),
        (
            "Ada Holt told President Tomas Prandt that the road was open.",
            ("President Tomas Prandt", ("Tomas Prandt",), None, None, None),
        ),
        (
            "“The road is open,” Ada Holt told lawmakers in Lutha.",
            ("lawmakers", ("lawmakers",), None, None, None),
        ),
        (
            "In a phone call with President Tomas Prandt on Friday, Ada Holt said that the road was open.",
            ("President Tomas Prandt", ("Tomas Prandt",), "call", None, "2024-03-01"),
        ),
        (
            "Ada Holt said during talks in Vienna with Foreign Minister Ilse Brandt that the road was open.",
            ("Foreign Minister Ilse Brandt", ("Ilse Brandt",), "meeting", "Vienna", None),
        ),
        (
            "Ada Holt said at a joint press conference in Vienna on Friday that the road was open.",
            (None, (), "press conference", "Vienna", "2024-03-01"),
        ),
        (
            "Ada Holt said after talks with President Tomas Prandt that the road was open.",
            (None, (), "meeting", None, None),
        ),
        ("Ada Holt said in a statement that the road was open.", (None, (), "statement", None, None)),
        ("Ada Holt wrote on Twitter that the road was open.", (None, (), "post", None, None)),
        (
            "Speaking at a rally in Kampala, Ada Holt promised to open the road.",
            (None, (), "rally", "Kampala", None),
        ),
        (
            "On a visit to Uganda on Friday, Ada Holt said that the road was open.",
            (None, (), "visit", "Uganda", "2024-03-01"),
        ),
        (
            "In an interview with the BBC, Ada Holt said that the road was open.",
            ("the BBC", ("BBC",), "interview", None, None),
        ),
        (
            "Speaking to the BBC, Ada Holt said that the road was open.",
            ("the BBC", ("BBC",), "interview", None, None),
        ),
        (
            "In a letter to President Tomas Prandt, Ada Holt said that the road was open.",
            ("President Tomas Prandt", ("Tomas Prandt",), "letter", None, None),
        ),
        ("Ada Holt said that the road was open.", (None, (), None, None, None)),
    ],
)
def test_addressee_and_occasion_in_the_sentence(text: str, expected: tuple[object, ...]) -> None:
    (statement,) = read(text)
    assert told(statement) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holt said that Tomas Prandt had told reporters of the summit in Kampala.",  # inside what is reported
        "Ada Holt said that the meeting room was cold.",
        "Ada Holt said the company had met the requirements.",
        "Ada Holt said the road was open before the announcement.",
        "Ada Holt promised protests every week.",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert all(told(statement) == (None, (), None, None, None) for statement in read(text))


READOUT = (
    "Foreign Minister Ilse Brandt met on Friday in Vienna with Ugandan President Tomas Okello.\n\n"
    "Brandt said that the corridor would stay open. Okello said that trade had grown.\n\n"
    "{between}"
    "President Okello stressed that the road was safe.\n"
)


def test_a_meeting_holds_for_what_both_say_behind_it() -> None:
    statements = read(READOUT.format(between="The ministers signed a paper.\n\n"))
    assert [told(s)[1:] for s in statements] == [
        (("Tomas Okello",), "meeting", "Vienna", "2024-03-01"),
        (("Ilse Brandt",), "meeting", "Vienna", "2024-03-01"),
        (("Ilse Brandt",), "meeting", "Vienna", "2024-03-01"),
    ]


def test_outside_a_readout_it_holds_for_the_next_paragraph_only() -> None:
    quoted = "“Nobody will close it,” Brandt said.\n\n"
    statements = read(READOUT.format(between=f"{quoted}The road was built by hand.\n\n"))
    assert [told(s)[2] for s in statements] == ["meeting", "meeting", None, None]


def test_it_does_not_hold_for_who_was_not_there() -> None:
    statements = read(READOUT.format(between="Ada Holt said that she was pleased.\n\n"))
    assert [told(s)[2] for s in statements if s.speaker == "Ada Holt"] == [None]


def test_two_who_met_speak_to_each_other() -> None:
    text = "Minister Ilse Brandt and President Tomas Okello met on Friday in Vienna. Brandt said that trade had grown."
    assert told(read(text)[0]) == ("Tomas Okello", ("Tomas Okello",), "meeting", "Vienna", "2024-03-01")


def test_remarks_are_given_their_occasion_behind_them() -> None:
    text = (
        "Ilse Brandt said that trade had grown.\n\n"
        "Brandt made the remarks on Friday when meeting with Ugandan President Tomas Okello in Vienna.\n"
    )
    assert told(read(text)[0])[1:4] == (("Tomas Okello",), "meeting", "Vienna")


def test_a_list_of_parties_is_read_to_its_end() -> None:
    text = (
        "Ada Holt met today with Lutharian Foreign Minister Ilse Brandt, President Tomas Prandt, and Mayor"
        " Petra Orlo in Vienna. Holt said that trade had grown."
    )
    assert told(read(text)[0])[1] == ("Ilse Brandt", "Tomas Prandt", "Petra Orlo")


def test_a_person_is_known_by_what_stands_behind_the_post() -> None:
    text = "Ada Holt spoke today with Republic of Korea Foreign Minister Chung Eui-yong. Holt said trade had grown."
    (statement,) = read(text)
    assert statement.addressee is not None
    assert [(s.name, s.kind) for s in statement.addressee.speakers] == [("Chung Eui-yong", SpeakerKind.PERSON)]


def test_two_posts_of_one_person_are_one_addressee() -> None:
    text = (
        "Ada Holt spoke today with Austrian Deputy Prime Minister and Foreign Minister Ilse Brandt."
        " Holt said that trade had grown."
    )
    assert [speaker.kind for s in read(text) if s.addressee for speaker in s.addressee.speakers] == [SpeakerKind.PERSON]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Department Press Briefing – March 2, 2024", OccasionKind.BRIEFING),
        ("Foreign Minister Brandt at a Joint Press Conference", OccasionKind.PRESS_CONFERENCE),
        ("Interview With Ada Holt", OccasionKind.INTERVIEW),
        ("Remarks at a Ceremony in Lutha", OccasionKind.CEREMONY),
        ("Remarks to the Parliament", OccasionKind.SPEECH),
        ("Foreign Minister Brandt With Ana Roig of The Harbour Post", OccasionKind.INTERVIEW),
        ("The road is open", None),
        (None, None),
    ],
)
def test_a_title_names_the_occasion_of_a_transcript(title: str | None, kind: OccasionKind | None) -> None:
    found = read_title(title)
    assert (found.kind if found else None) is kind
    if found is not None:
        assert found.text == title


def test_turns_have_the_occasion_of_the_title() -> None:
    text = "MS HOLT: The road is open.\n\nQUESTION: Since when?\n\nMS HOLT: Since Friday.\n"
    statements = read(text, "Press Briefing by Ada Holt")
    assert {s.occasion.kind for s in statements if s.occasion} == {OccasionKind.BRIEFING}
    assert all(s.occasion and s.occasion.span is None for s in statements)


def test_every_kind_of_the_table_is_one() -> None:
    table = read_table("occasions")
    for section in ("nouns", "means", "verbs"):
        assert {OccasionKind(kind) for kind in table[section]}
    assert set(table["nouns"]) == {kind.value for kind in OccasionKind}


@pytest.mark.parametrize(
    ("noun", "kind"),
    [(noun, kind) for kind, nouns in read_table("occasions")["nouns"].items() for noun in nouns],
)
def test_every_noun_is_met(noun: str, kind: str) -> None:
    text = f"Ada Holt said in a long {noun} on Friday that the road was open."
    (event,) = find_events(text, Sentence(0, len(text), 0), 0, (), load_lexicon().titles, lambda sentence: None)
    assert (event.kind.value, text[slice(*event.span)]) == (kind, f"a long {noun}")


WORDS = st.sampled_from(
    [
        *"Ada Holt Tomas Prandt met spoke with in Vienna on Friday a call talks after said that told".split(),
        *"reporters , . “ ”".split(),
        "phone call",
        "the President",
        "press conference",
        "\n\n",
        "(LKC)",
        "May",
    ]
)


@given(st.lists(WORDS, max_size=40))
def test_spans_are_the_words(words: list[str]) -> None:
    text = " ".join(words)
    for statement in read(text):
        for part in (statement.addressee, statement.occasion):
            if part is not None and part.span is not None:
                assert text[slice(*part.span)] == part.text
                assert part.text.strip() == part.text


def test_an_issued_text_is_the_statement_that_its_title_says() -> None:
    text = (
        "Begin Text:\n\nWe, the ministers, reaffirm our friendship.\n\nWe will work together on fisheries.\n\nEnd Text"
    )
    title = "Joint Statement on the Strategic Dialogue between Norway and Chile"
    assert [(s.occasion.kind, s.occasion.text) for s in read(text, title) if s.occasion] == [
        (OccasionKind.STATEMENT, title)
    ] * 2
    assert [s.occasion for s in read(text, "Norway and Chile")] == [None, None]


INTERVIEW = """\
Harbour Post: Why did you stand for mayor?

Ada Holt: I want the harbour to be clean again, and the bus to run.

Harbour Post: What comes first?

Ada Holt: The bus."""


def test_two_who_talk_speak_to_each_other() -> None:
    found = read(INTERVIEW, "Harbour Post interviews Ada Holt, candidate for mayor")
    assert [(s.speaker, s.addressee.text if s.addressee else None) for s in found] == [
        ("Harbour Post", "Ada Holt"),
        ("Ada Holt", "Harbour Post"),
    ] * 2
    assert {s.occasion.kind for s in found if s.occasion} == {OccasionKind.INTERVIEW}
    for s in found:
        assert s.addressee is not None
        assert INTERVIEW[slice(*s.addressee.span)] == s.addressee.text


HOSTED = """\
Ada Holt, Secretary of Trade

QUESTION: When will the road open?

SECRETARY HOLT: In the autumn, Ana, if all goes well.

QUESTION: And why so late?

SECRETARY HOLT: Because of the rain."""


@pytest.mark.parametrize(
    "title",
    [
        "Secretary Ada Holt on Kesh Nightly News with Ana Roig",
        "Secretary Ada Holt With Ana Roig of The Harbour Post",
        "Secretary Ada Holt with Ana Roig",
    ],
)
def test_who_asks_in_an_interview_is_whom_the_title_names(title: str) -> None:
    found = read(HOSTED, title)
    assert [s.occasion.kind for s in found if s.occasion] == [OccasionKind.INTERVIEW] * 4
    assert [[speaker.name for speaker in s.addressee.speakers] for s in found if s.addressee] == [
        ["Ada Holt"],
        ["Ana Roig"],
    ] * 2
    for s in found:
        assert s.addressee is not None
        assert HOSTED[slice(*s.addressee.span)] == s.addressee.text


def test_a_press_conference_with_another_is_no_interview_by_them() -> None:
    found = read(HOSTED, "Secretary Ada Holt at a Press Conference with Minister Tomas Prandt")
    assert {s.occasion.kind for s in found if s.occasion} == {OccasionKind.PRESS_CONFERENCE}
    assert all("Prandt" not in speaker.name for s in found if s.addressee for speaker in s.addressee.speakers)


def test_questions_without_answers_are_for_who_is_interviewed() -> None:
    text = (
        "Teacher Ada B. Holt, who wants to be mayor, answered some questions.\n\n"
        "((HP)) : Why did you stand for mayor?\n\n((HP)) : What comes first, the harbour or the bus?"
    )
    found = read(text, "Harbour Post interviews Ada Holt, candidate for mayor")
    assert [told(s)[:3] for s in found] == [("Ada B. Holt", ("Ada B. Holt",), "interview")] * 2


def test_a_question_is_for_whoever_answers_it() -> None:
    text = (
        "MR HOLT: Good afternoon. Ms Oduya is here.\n\nQUESTION: When will the road open?\n\n"
        "QUESTION: And why so late?\n\nMS ODUYA: In the autumn, if all goes well.\n\n"
        "MR HOLT: Thank you, everybody.\n\nQUESTION: One more?"
    )
    found = read(text, "Department Press Briefing")
    assert [s.addressee.text if s.addressee else None for s in found] == [
        None,
        "MS ODUYA",
        "MS ODUYA",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Holt asked Foreign Minister Tomas Prandt to open the road.", ("Foreign Minister Tomas Prandt",)),
        ("The mayor warned residents to stay inside.", ("residents",)),
        ("Ada Holt urged Tomas Prandt, who was abroad, to come home.", ("Tomas Prandt",)),
        ("Ada Holt called on Tomas Prandt to open the road.", ()),
        ("Ada Holt met with Ilse Brandt in Kesh and urged Tomas Prandt to open the road.", ("Ilse Brandt",)),
    ],
)
def test_whom_somebody_is_asked_to_do_something(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(s.addressee.text for s in read(text) if s.addressee) == expected


TITLED_READOUT = (
    "Foreign Minister Ada Holt welcomed Minister Tomas Prandt to Kesh.\n\n"
    "Foreign Minister Holt stressed that the road would open. Participants noted that the rain had stopped."
)


def test_what_a_readout_tells_was_said_at_what_its_title_names() -> None:
    found = read(TITLED_READOUT, "Foreign Minister Holt’s Meeting with Minister Prandt")
    by_content = {TITLED_READOUT[slice(*s.content[0])]: told(s)[:3] for s in found}
    assert by_content["the road would open"][2] == "meeting"
    assert by_content["the road would open"][1] == ("Tomas Prandt",)
    assert by_content["the rain had stopped"] == (None, (), "meeting")


def test_a_readout_of_something_else_places_nothing() -> None:
    found = read(TITLED_READOUT, "Foreign Minister Holt’s Travel Ahead of the Meeting with Minister Prandt")
    assert all(s.occasion is None or s.occasion.kind is not OccasionKind.MEETING for s in found)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Secretary Holt’s Call with Minister Orlo", OccasionKind.CALL),
        ("Secretary Holt’s Meetings with Officials of Kesh", OccasionKind.MEETING),
        ("Ninth Meeting of the Harbour Group on Fisheries", OccasionKind.MEETING),
        ("Strelsau-Kesh Strategic Dialogue", OccasionKind.MEETING),
        ("On the Death of a Minister Before His Meeting with Orlo", None),
        ("Fighting Hunger at the Harbour Group Meeting", None),
        ("Statement of the Harbour Group", None),
        ("", None),
        (None, None),
    ],
)
def test_occasion_of_a_readouts_title(title: str | None, kind: OccasionKind | None) -> None:
    occasion = read_readout_title(title)
    assert (occasion.kind if occasion else None) == kind
