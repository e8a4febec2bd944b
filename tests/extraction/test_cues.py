"""Words that report, in every form and place, and words of the same letters that do not."""

from __future__ import annotations

import pytest

from tests.extraction.reading import Told, contents, statements

HOLT = "Foreign Minister Ada Holt of Norland"

FIRES: list[tuple[str, list[Told]]] = [
    # ---- before, behind and inside
    (f"{HOLT} said on Monday that the ferry would sail.", [("Ada Holt", "said", "the ferry would sail")]),
    (f"The ferry would sail, {HOLT} said on Monday.", [("Ada Holt", "said", "The ferry would sail")]),
    (
        f"The ferry, {HOLT} said, would sail again in June.",
        [("Ada Holt", "said", "The ferry … would sail again in June")],
    ),
    (
        "The ferry would sail, said Ada Holt, the foreign minister of Norland.",
        [("Ada Holt", "said", "The ferry would sail")],
    ),
    ("“The ferry will sail,” said Minister Holt.", [("Holt", "said", "“The ferry will sail,”")]),
    # ---- participles
    (
        f"Noting that trade had doubled, {HOLT} said the ferry would sail, adding that fares would fall.",
        [
            ("Ada Holt", "Noting", "trade had doubled"),
            ("Ada Holt", "said", "the ferry would sail"),
            ("Ada Holt", "adding", "fares would fall"),
        ],
    ),
    (
        f"{HOLT} left for Kesh on Monday, saying that the ferry would sail.",
        [("Ada Holt", "saying", "the ferry would sail")],
    ),
    # ---- nouns that report
    (f"{HOLT} said in a statement that the ferry would sail.", [("Ada Holt", "said", "the ferry would sail")]),
    (f"In a statement, {HOLT} said the ferry would sail.", [("Ada Holt", "said", "the ferry would sail")]),
    (
        "Norland issued a statement saying that the ferry would sail.",
        [("Norland", "saying", "the ferry would sail")],
    ),
    (
        f"{HOLT} expressed her hope that the ferry would sail.",
        [("Ada Holt", "expressed", "her hope that the ferry would sail")],
    ),
    # ---- acts with objects
    (f"{HOLT} urged Kesh to lift the ban.", [("Ada Holt", "urged", "Kesh to lift the ban")]),
    (f"{HOLT} called on Kesh to lift the ban.", [("Ada Holt", "called on", "Kesh to lift the ban")]),
    (f"{HOLT} pledged to lift the ban.", [("Ada Holt", "pledged to", "lift the ban")]),
    (f"{HOLT} promised to lift the ban.", [("Ada Holt", "promised to", "lift the ban")]),
    (f"{HOLT} thanked the crew for their courage.", [("Ada Holt", "thanked", "the crew for their courage")]),
    (f"{HOLT} welcomed the end of the ban.", [("Ada Holt", "welcomed", "the end of the ban")]),
    (f"{HOLT} condemned the raid on the harbour.", [("Ada Holt", "condemned", "the raid on the harbour")]),
    (f"{HOLT} denied that the harbour was closed.", [("Ada Holt", "denied", "the harbour was closed")]),
    (f"{HOLT} rejected the offer from Kesh.", [("Ada Holt", "rejected", "the offer from Kesh")]),
    (f"{HOLT} warned of a shortage of fuel.", [("Ada Holt", "warned of", "a shortage of fuel")]),
    (f"{HOLT} warned Kesh against a new ban.", [("Ada Holt", "warned", "Kesh against a new ban")]),
    (f"{HOLT} proposed a joint patrol of the strait.", [("Ada Holt", "proposed", "a joint patrol of the strait")]),
    (f"{HOLT} agreed to reopen the harbour.", [("Ada Holt", "agreed to", "reopen the harbour")]),
    (f"{HOLT} agreed that the harbour should reopen.", [("Ada Holt", "agreed", "the harbour should reopen")]),
    (f"{HOLT} reaffirmed support for the treaty.", [("Ada Holt", "reaffirmed", "support for the treaty")]),
    (
        f"{HOLT} expressed gratitude for the help of Kesh.",
        [("Ada Holt", "expressed", "gratitude for the help of Kesh")],
    ),
    (f"{HOLT} conveyed that the ban would be lifted.", [("Ada Holt", "conveyed", "the ban would be lifted")]),
    (f"{HOLT} brushed aside the complaints from Kesh.", [("Ada Holt", "brushed aside", "the complaints from Kesh")]),
    (f"{HOLT} played down the risk of a strike.", [("Ada Holt", "played down", "the risk of a strike")]),
    (f"{HOLT} referred to the ban as a mistake.", [("Ada Holt", "referred to", "the ban as a mistake")]),
    (f"{HOLT} identified the ban as a mistake.", [("Ada Holt", "identified", "the ban as a mistake")]),
    (f"“The ferry will sail,” {HOLT} went on.", [("Ada Holt", "went on", "“The ferry will sail,”")]),
    (
        f"{HOLT} called in a written statement for a new harbour.",
        [("Ada Holt", "called in a written statement for", "a new harbour")],
    ),
    (
        f"{HOLT} apologised to the islanders for the delay.",
        [("Ada Holt", "apologised to the islanders for", "the delay")],
    ),
    # ---- rows of acts
    (
        f"{HOLT} reiterated support for the treaty; affirmed the need for talks; and pledged to lift the ban.",
        [
            ("Ada Holt", "reiterated", "support for the treaty"),
            ("Ada Holt", "affirmed", "the need for talks"),
            ("Ada Holt", "pledged to", "lift the ban"),
        ],
    ),
    (
        f"{HOLT} praised the crew and called for a new harbour.",
        [("Ada Holt", "praised", "the crew"), ("Ada Holt", "called for", "a new harbour")],
    ),
    # ---- passives
    ("The ban was condemned by Norland.", [("Norland", "was condemned by", "The ban")]),
    (
        "Ada Holt was quoted by the Sorrel Post as saying the ferry would sail.",
        [("Ada Holt", "saying", "the ferry would sail")],
    ),
    (
        "The closure, agreed after long talks, was confirmed by Norland.",
        [("Norland", "was confirmed by", "The closure, agreed after long talks")],
    ),
    (
        "The ferry was reported by Norland to have sunk.",
        [("Norland", "was reported by", "The ferry … to have sunk")],
    ),
    # ---- courts and inquiries find in words
    ("The inquiry found the harbour was unsafe.", [("inquiry", "found", "the harbour was unsafe")]),
    ("The tribunal ruled the ban was unlawful.", [("tribunal", "ruled", "the ban was unlawful")]),
    # ---- an aside between subject and verb
    (
        "The Act, also known as the Harbour Law, states that ferries need a pilot.",
        [("Act", "states", "ferries need a pilot")],
    ),
    # ---- posts
    ("Ada Holt tweeted: “The ferry will sail.”", [("Ada Holt", "tweeted", "“The ferry will sail.”")]),
    ("“The ferry will sail,” Ada Holt wrote on X.", [("Ada Holt", "wrote", "“The ferry will sail,”")]),
]


@pytest.mark.parametrize(("text", "expected"), FIRES, ids=[text[:60] for text, _ in FIRES])
def test_what_reports(text: str, expected: list[Told]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # words of the same letters
        "The said agreement lapsed in March.",
        "Needless to say, the harbour was closed.",
        "The bridge is said to be the oldest in Norland.",
        "The report card was published by the school.",
        "State media are owned by the ministry.",
        "Her calls went unanswered for a week.",
        "The claims of the islanders were old.",
        "There are reportedly ten ferries in the harbour.",
        "A total of 1,124 pledged delegates came to Sorrel.",
        "The year brought restraint, and renewed diplomacy.",
        "The earthquake claimed twelve lives on Monday.",
        # what was not said, or is yet to be
        "The minister declined to comment.",
        "The ministry did not say whether the ferry would sail.",
        "Ada Holt will announce the date next week.",
        "Ada Holt might have said that the ferry would sail.",
        "If Ada Holt says that the ferry will sail, we will pack.",
        "Ada Holt answered some questions about the strike.",
        # thoughts and deeds
        "Ada Holt believes that the ferry will sail.",
        "Ada Holt found the old key under a stone.",
        "Ada Holt decided the colour of the new ferry.",
        "Ada Holt met Viktor Prandt in Sorrel on Monday.",
        "The two ministers signed an agreement on fishing.",
        "Unless Norland says that the ferry will sail, we will stay.",
        "The children asked for the third time in a week.",
        "Ada Holt went on holiday.",
    ],
)
def test_what_does_not_report(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pilots say the ferry will sail.", ["the ferry will sail"]),
        ("Minister Ada Holt, now abroad, promised to send help.", ["send help"]),
        ("Minister Ada Holt did deny that the ferry had sunk.", ["the ferry had sunk"]),
        ("Minister Ada Holt has not denied that the ferry had sunk.", ["the ferry had sunk"]),
        ("Minister Ada Holt went on to say that the ferry had sunk.", ["the ferry had sunk"]),
        ("Minister Ada Holt is urging Kesh to lift the ban.", ["Kesh to lift the ban"]),
        # "would" as a past: what came to be said
        ("Minister Ada Holt would later say that the ferry had sunk.", ["the ferry had sunk"]),
        ("Minister Ada Holt would go on to claim the ferry had sunk.", ["the ferry had sunk"]),
        ("Minister Ada Holt would say that the ferry had sunk.", []),
        ("Minister Ada Holt may go on to say that the ferry had sunk.", []),
        # threats are words, dangers are not
        ("Minister Ada Holt threatened sanctions against Kesh.", ["sanctions against Kesh"]),
        ("Minister Ada Holt threatened the mayor with dismissal.", ["the mayor with dismissal"]),
        ("The group continues to threaten the peace and stability of Kesh.", []),
        ("The harbour is threatened by the storm.", []),
        # stances, rows of passives, times
        ("The decision drew anger from farmers opposing the tax.", []),
        ("Ben Orlo was elected a fellow in 1981 and admitted to the Sorrel Academy in 1992.", []),
        ("Minister Ada Holt admitted to the theft.", ["the theft"]),
        (
            "The High Court also ruled on the same day as the island court, finding that the ban was lawful.",
            ["the ban was lawful"],
        ),
        (
            "The court found that it could rule, and found the ban to be unlawful.",
            ["it could rule", "the ban to be unlawful"],
        ),
        # no report
        ("The mayor let Minister Ada Holt say that the ferry had sunk.", []),
        ("Minister Ada Holt had not, as of Friday, said that the ferry had sunk.", []),
        ("Minister Ada Holt refused to say that the ferry had sunk.", []),
        ("Minister Qaboos bin Said left.", []),
    ],
)
def test_forms_of_verbs(text: str, expected: list[str]) -> None:
    assert contents(text) == expected
