"""Whole texts of every genre: who said what, over sentences and paragraphs."""

from __future__ import annotations

import pytest

from tests.extraction.reading import Told, read, said, statements
from tracker.records import Manner

WIRE: list[tuple[str, list[tuple[str | None, str]]]] = [
    # pronouns, surnames, "for his part", "the latter"
    (
        "Minister Linda Holt met Premier Brian Orlo in Sorrel. She said the ferry had sunk. "
        "For his part, Orlo called for calm.",
        [("Linda Holt", "the ferry had sunk"), ("Brian Orlo", "calm")],
    ),
    (
        "Minister Linda Holt met Premier Brian Orlo in Sorrel. The latter said the ferry had sunk.",
        [("Brian Orlo", "the ferry had sunk")],
    ),
    (
        "Minister Linda Holt met Premier Brian Orlo in Sorrel. The former said the ferry had sunk.",
        [("Linda Holt", "the ferry had sunk")],
    ),
    (
        "Minister Linda Holt met Premier Brian Orlo in Sorrel. The two leaders called for calm.",
        [("Linda Holt and Brian Orlo", "calm")],
    ),
    # of one person there is no latter
    ("Minister Linda Holt came. The latter said the ferry had sunk.", [("latter", "the ferry had sunk")]),
    # a tie stays open
    (
        "Senator Ada Holt met Senator Carl Holt in Sorrel. Holt said the ferry had sunk.",
        [(None, "the ferry had sunk")],
    ),
    # a quotation goes on without a new cue, and ends with its paragraph
    (
        "“The ferry has sunk,” said Minister Ada Holt. “We mourn. We search.” Divers went down at noon.",
        [("Ada Holt", "“The ferry has sunk,” … “We mourn. We search.”")],
    ),
    (
        "Minister Ada Holt said: “The ferry has sunk.\n\n“We mourn.”\n\nDivers went down at noon.",
        [("Ada Holt", "“The ferry has sunk. … “We mourn.”")],
    ),
    # a mark that never closes costs its paragraph only
    (
        "Minister Ada Holt said: “The ferry has sunk.\n\nPremier Ben Orlo said: “We mourn.”",
        [("Ada Holt", "“The ferry has sunk."), ("Ben Orlo", "“We mourn.”")],
    ),
    # nested marks and scare quotes
    (
        "Minister Ada Holt said: “They told us ‘never again’ and left.”",
        [("Ada Holt", "“They told us ‘never again’ and left.”")],
    ),
    ("Minister Ada Holt rode the “ferry of hope” to Sorrel.", []),
    # nouns that report
    (
        "Minister Ada Holt spoke in Sorrel. In her remarks, she said the ferry had sunk.",
        [("Ada Holt", "the ferry had sunk")],
    ),
    ("It was announced by Norland that the ferry had sunk.", [("Norland", "the ferry had sunk")]),
    # unnamed sources keep their description
    (
        "A senior official, who asked not to be named, said the ferry had sunk.",
        [("senior official", "the ferry had sunk")],
    ),
    # an inner verb belongs to what the outer one reports
    (
        "Minister Ada Holt says Premier Ben Orlo promised to raise the ferry.",
        [("Ada Holt", "Premier Ben Orlo promised to raise the ferry")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WIRE, ids=[text[:60] for text, _ in WIRE])
def test_wire_copy(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


def test_a_tie_is_shown_with_its_candidates() -> None:
    text = "Senator Ada Holt met Senator Carl Holt in Sorrel. Holt said the ferry had sunk."
    (statement,) = read(text).statements
    assert statement.candidates == ("Ada Holt", "Carl Holt")


def test_a_mark_left_open_is_a_diagnostic() -> None:
    found = read("Minister Ada Holt said: “The ferry has sunk.\n\nDivers went down.")
    assert [d.code for d in found.diagnostics] == ["quotation-not-closed"]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Minister Ada Holt said: “The ferry has sunk.”", Manner.DIRECT),
        ("Minister Ada Holt said the ferry had sunk.", Manner.INDIRECT),
        ("Minister Ada Holt said the ferry had sunk and “nobody was to blame for it”.", Manner.MIXED),
        ("Minister Ada Holt said the “ferry” had sunk.", Manner.INDIRECT),
    ],
)
def test_how_it_was_said(text: str, manner: Manner) -> None:
    assert [s.manner for s in read(text).statements] == [manner]


READOUT = (
    "Norwegian Foreign Minister Ada Holt met Chilean Foreign Minister Ben Orlo in Oslo on Thursday. "
    "Holt pointed out that trade has doubled. Norway is ready to open its ports. "
    "The two sides should protect the sea together. The two sides signed an agreement on fishing."
)


def test_a_readout_runs_on_until_it_narrates() -> None:
    assert said(READOUT) == [
        ("Ada Holt", "trade has doubled"),
        ("Ada Holt", "Norway is ready to open its ports"),
        ("Ada Holt", "The two sides should protect the sea together"),
    ]
    found = read(READOUT).statements
    assert [s.continues for s in found] == [None, 0, 0]
    assert [s.said_on.edtf if s.said_on else None for s in found] == ["2025-05-08"] * 3


TRANSCRIPT = (
    "Spokeswoman Ada Holt met the press.\n\nMS HOLT: Good afternoon. The ferry has sunk.\n\nQUESTION: Why?\n\n"
    "(Laughter.)\n\nMS HOLT: We do not know."
)


def test_a_transcript_gives_turns_by_label() -> None:
    assert said(TRANSCRIPT) == [
        ("Ada Holt", "Good afternoon. The ferry has sunk."),
        ("Question", "Why?"),
        ("Ada Holt", "We do not know."),
    ]


def test_what_stands_above_a_transcript_is_read_too() -> None:
    text = "Minister Ada Holt said the ferry had sunk.\n\nMR ORLO: Welcome.\n\nMR ORLO: Sit down."
    assert said(text) == [("Ada Holt", "the ferry had sunk"), ("Orlo", "Welcome."), ("Orlo", "Sit down.")]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Joint Statement by Norway and Chile",
            "We met in Sorrel.\n\nWe will protect the sea.",
            [("Norway and Chile", "We met in Sorrel."), ("Norway and Chile", "We will protect the sea.")],
        ),
        (
            "Talks in Sorrel",
            "The following statement was released by the Governments of Norway and Chile:\n\n"
            "Begin Text:\n\nWe will protect the sea.\n\nEnd Text.\n\nContact: the press office",
            [("Norway and Chile", "We will protect the sea.")],
        ),
    ],
)
def test_an_issued_text_is_its_issuers(title: str, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text, title=title) == expected


COUNCIL: list[tuple[str, list[Told]]] = [
    (
        "ADA HOLT (Norway), noting that trade had doubled, called for calm. She urged Chile to act.",
        [
            ("Ada Holt", "noting", "trade had doubled"),
            ("Ada Holt", "called for", "calm"),
            ("Ada Holt", "urged", "Chile to act"),
        ],
    ),
    (
        "The representative of Norway said the ferry had sunk. Her counterpart from Chile called for calm.",
        [
            ("representative of Norway", "said", "the ferry had sunk"),
            ("representative of Chile", "called for", "calm"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), COUNCIL, ids=[text[:30] for text, _ in COUNCIL])
def test_the_record_of_a_council(text: str, expected: list[Told]) -> None:
    assert statements(text) == expected


BEFORE_TALKS = (
    "Sorrel\n\nPRIME MINISTER MILO: We will open the port.\n\nSECRETARY HOLT: Good.\n\nPRIME MINISTER MILO: Thank you."
)


@pytest.mark.parametrize(
    ("text", "title", "name", "country"),
    [
        # whom the text has as a label alone
        (BEFORE_TALKS, "Secretary Ada Holt and Serbian Prime Minister Dragan Milo Before Talks", "Dragan Milo", "SRB"),
        # whom it has without a given name or a state
        ("President Milo said the port would open.", "Serbian President Dragan Milo in Sorrel", "Dragan Milo", "SRB"),
        ("President Dragan Milo said the port would open.", "Serbian President Milo in Sorrel", "Dragan Milo", "SRB"),
        # another of that surname
        ("President Ana Milo said the port would open.", "Serbian President Dragan Milo in Sorrel", "Ana Milo", None),
        ("President Milo said the port would open.", None, "Milo", None),
    ],
)
def test_the_title_tells_whose_name_and_state_the_text_leaves_out(
    text: str, title: str | None, name: str, country: str | None
) -> None:
    (speaker,) = read(text, title=title).statements[0].speakers
    assert (speaker.name, speaker.country) == (name, country)
