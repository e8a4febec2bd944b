from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.segmentation import split_paragraphs
from tracker.extraction.turns import dateline_end, find_issued, find_turns, is_boilerplate, titled_issuer


def turns(*paragraphs: str) -> list[tuple[str, list[str]]]:
    text = "\n\n".join(paragraphs)
    return [
        (text[slice(*turn.label)], [text[a:b] for a, b in turn.content])
        for turn in find_turns(text, split_paragraphs(text))
    ]


def issued(*paragraphs: str, title: str | None = None) -> list[tuple[str | None, list[str]]]:
    text = "\n\n".join(paragraphs)
    return [
        (text[slice(*found.issuer)] if found.issuer else None, [text[a:b] for a, b in found.content])
        for found in find_issued(text, split_paragraphs(text), title)
    ]


# ------------------------------------------------------------------------------------------------ transcripts


def test_labels_in_capitals_open_turns() -> None:
    assert turns("2:05 p.m.", "MS HOLT: Good afternoon.", "Let me begin.", "QUESTION: And Kesh?", "MS HOLT: No.") == [
        ("MS HOLT", ["Good afternoon.", "Let me begin."]),
        ("QUESTION", ["And Kesh?"]),
        ("MS HOLT", ["No."]),
    ]


def test_names_open_turns_where_they_come_back() -> None:
    assert turns("Gu Wenlan: Welcome.", "Avaria Daily: Will he come?", "Gu Wenlan: He will.", "We told you so.") == [
        ("Gu Wenlan", ["Welcome."]),
        ("Avaria Daily", ["Will he come?"]),
        ("Gu Wenlan", ["He will.", "We told you so."]),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "MS HOLT",
        "MR. O’HARA",
        "SECRETARY HOLT",
        "FOREIGN MINISTER VAN ORLO",
        "UNDER SECRETARY AL-KESH",
        "MODERATOR",
        "QUESTION 2",
        "AMBASSADOR HOLT (via interpreter)",
        "PRIME MINISTER HOLT (Via interpreter)",
    ],
)
def test_one_label_with_a_title_is_enough(label: str) -> None:
    assert turns("The hall was full.", f"{label}: We will come.") == [(label, ["We will come."])]


def test_a_label_spelled_another_way_still_opens_a_turn() -> None:
    found = turns("MR PRICEL: One.", "MR. PRICEL: Two.", "MR PRICL: Three.", "MR PRICEL : Four.")
    assert [label for label, _ in found] == ["MR PRICEL", "MR. PRICEL", "MR PRICL", "MR PRICEL"]
    assert [content for _, content in found] == [["One."], ["Two."], ["Three."], ["Four."]]


@pytest.mark.parametrize("label", ["QUESTION", "Q", "REPORTER", "QUESTION 3", "PARTICIPANT", "MEDIA"])
def test_a_questioner_without_a_name_is_marked(label: str) -> None:
    text = f"MR HOLT: Yes.\n{label}: Why?\nMR HOLT: So."
    found = find_turns(text, split_paragraphs(text))
    assert [turn.questioner for turn in found] == [False, True, False]


def test_stage_directions_are_nobodys_words() -> None:
    assert turns("MR HOLT: One.", "(Laughter.)", "[Applause]", "* * *", "MS KESH: (Off-mike.)", "Two.", "# # #") == [
        ("MR HOLT", ["One."]),
        ("MS KESH", ["Two."]),
    ]


def test_a_label_alone_on_its_line_takes_the_next() -> None:
    assert turns("MR HOLT:", "One.", "MS KESH:", "Two.") == [("MR HOLT", ["One."]), ("MS KESH", ["Two."])]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Holt set three goals:", "Peace: no more shots.", "Trade: open ports.", "Trust: more talks."],
        ["WHERE: Port Ann", "WHEN: Monday", "WHO: Ada Holt"],
        ["Date: 4 March", "Time: noon", "Contact: the press office", "The minister will speak."],
        ["Holt had one word for it: madness.", "Kesh agreed: it was.", "So did Orlo.", "They left."],
        [
            "VESSEL TYPE: Tanker",
            "VESSEL FLAG: Kesh",
            "VESSEL NAME: Sorrel",
            "VESSEL TYPE: Tug",
            "LINKED TO: Orlo Lines",
        ],
        ["The score stood at 10:15 when they left."],
        ["Nothing here."],
        [],
    ],
)
def test_a_list_with_colons_is_no_transcript(paragraphs: list[str]) -> None:
    assert turns(*paragraphs) == []


def test_a_sentence_with_a_colon_inside_a_turn_stays_in_it() -> None:
    assert turns("MR HOLT: Two things.", "First: we stay. However it goes.", "MS KESH: Good.") == [
        ("MR HOLT", ["Two things.", "First: we stay. However it goes."]),
        ("MS KESH", ["Good."]),
    ]


# ------------------------------------------------------------------------------------------------ issued texts


def test_what_stands_between_begin_and_end_is_issued() -> None:
    found = issued(
        "The following statement was released by the Governments of Avaria and Kesh on the occasion of their talks.",
        "Begin Text:",
        "Trade",
        "We met in Port Ann.",
        "We will meet again.",
        "End Text.",
        "Contact: press office.",
    )
    assert found == [("the Governments of Avaria and Kesh", ["We met in Port Ann.", "We will meet again."])]


def test_an_initial_does_not_end_who_issued_it() -> None:
    found = issued("The following statement was released by Ada J. Holt and Ben Orlo.", "Begin Text:", "We met.")
    assert found == [("Ada J. Holt and Ben Orlo", ["We met."])]


def test_begin_text_without_an_issuer_or_an_end() -> None:
    assert issued("Joint paper", "BEGIN TEXT", "We met.", "We parted.") == [(None, ["We met.", "We parted."])]


def test_begin_text_with_nothing_behind_it() -> None:
    assert issued("Begin Text", "End Text") == []


@pytest.mark.parametrize(
    ("byline", "issuer"),
    [
        ("Ada Holt, Minister of State", "Ada Holt"),
        ("Jan van Orlo, Deputy Foreign Minister", "Jan van Orlo"),
        ("Ada B. Holt, Kesh Department Spokesperson", "Ada B. Holt"),
    ],
)
def test_a_first_person_text_under_a_byline_is_issued(byline: str, issuer: str) -> None:
    body = ["We welcome the talks.", "They open a road to peace."]
    assert issued("Talks open", byline, *body) == [(issuer, body)]


def test_a_statement_attributable_to_somebody_is_issued() -> None:
    assert issued("The following is attributable to Spokesperson Ada Holt:", "I met Orlo.", "We agreed.") == [
        ("Spokesperson Ada Holt", ["I met Orlo.", "We agreed."])
    ]


@pytest.mark.parametrize(
    ("opening", "issuer"),
    [
        ("We, the Foreign Ministers of Kesh, Norland and Sorrel, condemn the raid.", "Kesh, Norland and Sorrel"),
        ("We, the Leaders of the Group of Five, met in Kesh on Monday.", "the Leaders of the Group of Five"),
        ("We, the members of the council, in the presence of Ada Holt, agree.", "the members of the council"),
    ],
)
def test_a_text_that_opens_with_who_we_are_is_issued(opening: str, issuer: str) -> None:
    text = f"Sorrel, 2 August 2022\n\n{opening}\n\nNobody should be left in the dark."
    (issued,) = find_issued(text, split_paragraphs(text), None)
    assert issued.issuer is not None
    assert text[slice(*issued.issuer)].endswith(issuer)
    assert [text[start:end] for start, end in issued.content] == [opening, "Nobody should be left in the dark."]


@pytest.mark.parametrize(
    "text",
    [
        "We, however, met in Kesh.\n\nThe council sat.",
        "“We, the members of the council, will not yield,” Ada Holt said.\n\nThe mayor left.",
        "We, the people of Kesh, will not yield.\n\nWe stay.",
        "We, the members of the crew, had slept.\n\nThe mayor came.\n\nIt rained.\n\nNobody sailed.",
    ],
)
def test_not_every_we_issues_a_text(text: str) -> None:
    assert find_issued(text, split_paragraphs(text), None) == []


@pytest.mark.parametrize(
    "body",
    [
        ["Holt met Orlo.", "They agreed on a plan."],
        ["Holt met Orlo.", "“We agreed on a plan,” she said.", "“I am glad,” he said."],
    ],
)
def test_a_report_under_a_byline_is_not_issued(body: list[str]) -> None:
    assert issued("Ada Holt, Minister of State", *body) == []


# ------------------------------------------------------------------------------------------------ the page


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("BEIJING, May 9 (Xinhua) -- Holt came.", "Holt came."),
        ("PORT ANN — Holt came.", "Holt came."),
        ("PORT ANN (Kesh News) – Holt came.", "Holt came."),
        ("PORT ANN, Avaria - Holt came.", "Holt came."),
        ("Holt came — at last.", "Holt came — at last."),
        ("A long day.", "A long day."),
    ],
)
def test_a_dateline_is_stepped_over(text: str, rest: str) -> None:
    (paragraph,) = split_paragraphs(text)
    assert text[dateline_end(text, paragraph) :] == rest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday, March 5, 2021", True),
        ("Office of the Spokesperson", True),
        ("For immediate release", True),
        ("Media contact: press@kesh.example", True),
        ("###", True),
        ("* * *", True),
        ("Friday, March 5, 2021, was the day that Holt came.", False),
        ("Holt came.", False),
    ],
)
def test_a_paragraph_of_the_page_is_told_from_the_article(text: str, expected: bool) -> None:
    assert is_boilerplate(text, split_paragraphs(text)[0]) is expected


@given(
    st.lists(
        st.sampled_from(
            [
                "MR HOLT:",
                "QUESTION:",
                "Ada Holt:",
                "We came.",
                "(Laughs.)",
                "Begin Text",
                "End Text",
                "\n",
                "\n",
                "x: y",
            ]
        ),
        max_size=16,
    )
)
def test_turns_and_issued_texts_are_ordered_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    paragraphs = split_paragraphs(text)
    at = 0
    for turn in find_turns(text, paragraphs):
        for start, end in (turn.label, *turn.content):
            assert at <= start < end <= len(text)
            at = end
    for found in find_issued(text, paragraphs, None):
        assert list(found.content) == sorted(found.content)
        assert all(any(p.start <= a < b <= p.end for p in paragraphs) for a, b in found.content)


# ------------------------------------------------------------------------------------------------ interviews


def test_initials_in_brackets_open_turns() -> None:
    assert turns("((AH)) Will you come?", "((BO)) Yes.", "((AH)) When?") == [
        ("AH", ["Will you come?"]),
        ("BO", ["Yes."]),
        ("AH", ["When?"]),
    ]


def test_who_was_given_the_floor_opens_a_turn() -> None:
    found = turns("MR HOLT: One.", "Yes, Kesh.", "Kesh: And then?", "MR HOLT: Two.")
    assert [label for label, _ in found] == ["MR HOLT", "Kesh", "MR HOLT"]


@pytest.mark.parametrize("label", ["UNIDENTIFIED SPEAKER", "QUESTION (via interpreter)", "REPORTER (Harbour News)"])
def test_a_questioner_whom_brackets_describe_is_marked(label: str) -> None:
    text = f"MR HOLT: Yes.\n{label}: Why?\nMR HOLT: So."
    assert [turn.questioner for turn in find_turns(text, split_paragraphs(text))] == [False, True, False]


def test_a_label_of_other_letters_opens_a_turn() -> None:
    found = turns("Élise Orlo: Welcome.", "Łukasz Kesh: Thanks.", "Élise Orlo: Sit.", "Łukasz Kesh: I will.")
    assert [label for label, _ in found] == ["Élise Orlo", "Łukasz Kesh", "Élise Orlo", "Łukasz Kesh"]


# ------------------------------------------------------------------------------------------------ titles that issue


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Joint Statement by Norway and Chile on Fishing", "Norway and Chile"),
        ("Statement from the Harbour Commission", "Harbour Commission"),
        ("Secretary Holt’s Statement on the Ferry", "Secretary Holt"),
        ("Joint Statement on Fishing", None),
        ("Press Statement", None),
        ("The Ferry Sails", None),
        (None, None),
    ],
)
def test_a_title_says_who_issued_a_statement(title: str | None, issuer: str | None) -> None:
    assert titled_issuer(title) == issuer


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Statement by Ada Holt", ["We met in Sorrel.", "We will meet again."], True),
        ("Statement by Ada Holt", ["Orlo met our envoy.", "The envoy expressed our thanks. The envoy left."], False),
        ("The Ferry Sails", ["We met in Sorrel.", "We will meet again."], False),
        # a readout narrates, though it says "our"
        ("Statement on the Call", ["The Secretary reaffirmed our alliance.", "He also underscored our trust."], False),
    ],
)
def test_a_titled_statement_in_the_first_person_is_issued(title: str, body: list[str], expected: bool) -> None:
    assert issued(*body, title=title) == ([(None, body)] if expected else [])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Port Ann, 5 Jul (Harbour News).- Holt came.", "Holt came."),
        ("Sorrel, May 9 -- Holt came.", "Holt came."),
        ("Sorrel (Harbour News) - Holt came.", "Holt came."),
        ("Sorrel (the old port) was quiet - Holt came.", "Sorrel (the old port) was quiet - Holt came."),
        ("Ada Holt, 5 times a guest - came.", "Ada Holt, 5 times a guest - came."),
    ],
)
def test_a_dateline_in_small_letters_is_stepped_over(text: str, rest: str) -> None:
    (paragraph,) = split_paragraphs(text)
    assert text[dateline_end(text, paragraph) :] == rest


def test_the_reporter_closes_an_interview_in_words_of_their_own() -> None:
    found = turns("MR HOLT: One.", "MS KESH: Two.", "The interview was held in Sorrel and edited for length.")
    assert found == [("MR HOLT", ["One."]), ("MS KESH", ["Two."])]


def test_a_note_of_the_editors_is_no_answer() -> None:
    found = turns("Beacon: Is it so?", "Holt: It is.", "Beacon: Thank you.", "Editor's note: Holt has left since.")
    assert found[-1] == ("Beacon", ["Thank you."])


def test_a_body_speaks_of_itself_in_a_statement_on_its_behalf() -> None:
    title = "Kesh: Statement by the High Envoy on behalf of the Harbour Union on the press law"
    body = [
        "The Harbour Union regrets the law.",
        "The HU recalls its advice.",
        "We call on Kesh to wait.",
        "Press contact: Ben Orlo",
    ]
    assert issued(*body, title=title) == [(None, body[:3])]
    assert titled_issuer(title) == "High Envoy on behalf of the Harbour Union"
    assert issued(*body[:2], title=title) == []  # nobody says "we": a report
    assert issued(*body, title="Kesh: Statement by the High Envoy on the press law") == []


def test_what_is_told_behind_a_statement_is_no_part_of_it() -> None:
    body = ["We, the Ministers of Kesh and Norland, regret the raid.", "We urge calm.", "The harbour remains shut."]
    told = ["Asked about the raid, Minister Holt said that she knew no more.", "The Ministers thanked their host."]
    assert issued(*body, *told) == [("the Ministers of Kesh and Norland", body)]
