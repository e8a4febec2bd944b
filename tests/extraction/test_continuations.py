from __future__ import annotations

import pytest

from tracker.extraction.continuations import attach_blocks, continue_readouts, is_readout, join_quotations
from tracker.extraction.quotations import find_quotations
from tracker.extraction.segmentation import split_paragraphs, split_sentences
from tracker.extraction.structures import Paragraph, Quotation, Report, Sentence
from tracker.records import Span

PARTIES = frozenset({"Serbia", "China", "The Serbian side"})


class Reading:
    """A text with its paragraphs, quotations and sentences, and one report made by hand."""

    def __init__(self, text: str, cued: str, cue: str, content: str, *, rule: str = "subject/clause") -> None:
        self.text = text
        self.paragraphs: list[Paragraph] = split_paragraphs(text)
        self.quotations: list[Quotation] = find_quotations(text, self.paragraphs)[0]
        pieces = [piece for quotation in self.quotations for piece in quotation.pieces]
        self.sentences = [
            Sentence(start, end, paragraph.index)
            for paragraph in self.paragraphs
            for start, end in split_sentences(text, paragraph, pieces)
        ]
        index = next(n for n, s in enumerate(self.sentences) if cued in text[s.start : s.end])
        self.report = Report(
            [],
            [self.find(cue)],
            [self.find(content)] if content else [],
            rule,
            None,
            index,
            self.sentences[index].paragraph,
            lemma="say",
        )
        self.reports = [self.report]

    def find(self, words: str) -> Span:
        start = self.text.index(words)
        return start, start + len(words)

    def content(self) -> list[str]:
        return [self.text[start:end] for start, end in self.report.content]

    def continued(self, *, readout: bool = False) -> list[str]:
        found = continue_readouts(self.text, self.reports, self.sentences, PARTIES.__contains__, readout)
        assert all(report.continues is self.report and not report.source and not report.cue for report in found)
        return [self.text[start:end] for report in found for start, end in report.content]


# ------------------------------------------------------------------------------------------------ readouts


@pytest.mark.parametrize(
    "sentence",
    [
        "China is ready to work with Serbia.",
        "China is always willing to help.",
        "Serbia firmly supports the plan.",
        "The Serbian side will build the bridge.",
        "The two sides should keep in touch.",
        "Both countries must stay friends.",
        "It is important to keep the peace.",
        "All parties should show restraint.",
    ],
)
def test_a_will_a_duty_or_a_position_runs_on(sentence: str) -> None:
    reading = Reading(f"Gu said that ties are strong. {sentence}", "Gu said", "said", "ties are strong")
    assert reading.continued() == [sentence.rstrip(".")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides signed a treaty.",
        "China will host the talks that both attended.",
        "The bridge is old.",
        "Serbia won the match.",
        "Holt should keep in touch.",
        "China is ready to “help out”.",
    ],
)
def test_narration_does_not_run_on(sentence: str) -> None:
    reading = Reading(f"Gu said that ties are strong. {sentence}", "Gu said", "said", "ties are strong")
    assert reading.continued() == []


def test_what_is_narrated_ends_the_run() -> None:
    text = "Gu said that ties are strong. China will help. The two sides signed a treaty. China will build."
    assert Reading(text, "Gu said", "said", "ties are strong").continued() == ["China will help"]


def test_a_paragraph_ends_the_run() -> None:
    text = "Gu said that ties are strong.\n\nChina will help."
    assert Reading(text, "Gu said", "said", "ties are strong").continued() == []


def test_a_quotation_has_no_run() -> None:
    text = "“Ties are strong,” Gu said. China will help."
    reading = Reading(text, "Gu said", "said", "“Ties are strong,”", rule="inverted/quote")
    assert reading.continued() == []


def test_in_a_readout_whatever_is_timeless_runs_on() -> None:
    text = "Gu said that ties are strong. Trade is the ballast of relations. Trade was weak on Monday."
    assert Reading(text, "Gu said", "said", "ties are strong").continued() == []
    assert Reading(text, "Gu said", "said", "ties are strong").continued(readout=True) == [
        "Trade is the ballast of relations"
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Gu Wenlan Meets Milo", "The weather was fine.", True),
        (None, "Gu Wenlan held talks with Milo.", True),
        (None, "Gu Wenlan opened a bridge.", False),
        ("Gu Wenlan Meets Milo", "“Ties are strong,” Gu said.", False),
        (None, "A bridge opened.\n\nIt is long.\n\nGu Wenlan held talks with Milo.", False),
    ],
)
def test_a_readout_is_told_by_its_head(title: str | None, text: str, expected: bool) -> None:
    assert is_readout(text, title, split_paragraphs(text)) is expected


# ------------------------------------------------------------------------------------------------ bare quotations


def joined(reading: Reading) -> list[str]:
    join_quotations(reading.text, reading.reports, reading.sentences, reading.paragraphs, reading.quotations)
    return reading.content()


@pytest.mark.parametrize(
    ("text", "quoted", "expected"),
    [
        ("“We came,” Holt said. “We saw.” She left.", "“We came,”", ["“We came,”", "“We saw.”"]),
        ("“We came,” Holt said. “We saw. We left.”", "“We came,”", ["“We came,”", "“We saw. We left.”"]),
        ("“We came,” Holt said. “We saw.”\n“We left.”", "“We came,”", ["“We came,”", "“We saw.”", "“We left.”"]),
        ("“We came,” Holt said.\n\n“We saw.”", "“We came,”", ["“We came,”", "“We saw.”"]),
    ],
)
def test_a_bare_quotation_right_behind_a_report_continues_it(text: str, quoted: str, expected: list[str]) -> None:
    assert joined(Reading(text, "Holt said", "said", quoted, rule="inverted/quote")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Holt said that they came.\n\n“We saw.”",  # nothing announced it
        "Holt said that they came. It rained. “We saw.”",
        "Holt said that they came. Then “We saw” was sung by all of them.",
        "Holt said that they came. She left.",
    ],
)
def test_a_quotation_further_off_does_not(text: str) -> None:
    assert joined(Reading(text, "Holt said", "said", "they came")) == ["they came"]


# ------------------------------------------------------------------------------------------------ blocks


def attached(reading: Reading) -> list[str]:
    attach_blocks(
        reading.text, reading.reports, [reading.report], reading.paragraphs, reading.quotations, reading.sentences
    )
    return reading.content()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holt said:\n\n“We came. We saw.”\n\nShe left.", ["“We came. We saw.”"]),
        ("Holt said:\n\n“We came.\n\n“We saw.”\n\nShe left.", ["“We came.", "“We saw.”"]),
        ("Holt said:\n\n“We came.” “We saw.”\n\nShe left.", ["“We came.”", "“We saw.”"]),
        ("Holt said:\n\nWe came, and we saw.\n\nShe left.", ["We came, and we saw."]),
        ("Holt said:", []),
    ],
)
def test_a_block_behind_a_colon_is_what_was_said(text: str, expected: list[str]) -> None:
    assert attached(Reading(text, "Holt said", "said", "")) == expected


def test_a_block_that_another_report_owns_is_left_alone() -> None:
    reading = Reading("Holt said:\n\n“We came,” Kesh said.", "Holt said", "said", "")
    own = reading.find("“We came,”")
    reading.reports.append(Report([], [], [own], "inverted/quote", None, 1, 1, lemma="say"))
    assert attached(reading) == []


# ------------------------------------------------------------------------------------------------ finer points


def test_praise_by_a_cleft_runs_on_in_a_readout() -> None:
    text = "Gu said that ties are strong. It was Serbia that first built the bridge. It was raining that day."
    assert Reading(text, "Gu said", "said", "ties are strong").continued(readout=True) == [
        "It was Serbia that first built the bridge"
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ada Holt Holds Talks with Ben Orlo", True),
        ("Readout of Ada Holt’s Call with Ben Orlo", True),
        ("Ada Holt Opens a Harbour", False),
    ],
)
def test_a_title_alone_tells_a_readout_that_quotes(title: str, expected: bool) -> None:
    text = "Gu spoke of trade. “Ties are strong,” Gu said."
    assert is_readout(text, title, split_paragraphs(text)) is expected


def test_a_quotation_that_opens_again_is_one_statement() -> None:
    again = "Holt said that all was lost. “We came.\n\n“We saw.\n\n“We left.”\n\nIt rained."
    assert joined(Reading(again, "Holt said", "said", "all was lost")) == [
        "all was lost",
        "“We came.",
        "“We saw.",
        "“We left.”",
    ]
    closed = "Holt said that all was lost. “We came.”\n\n“We saw.”\n\nIt rained."
    assert joined(Reading(closed, "Holt said", "said", "all was lost"))[:2] == ["all was lost", "“We came.”"]


def test_an_announcement_takes_no_plain_paragraph() -> None:
    text = "Holt turned to them:\n\nThe hall was full.\n\nShe left."
    assert attached(Reading(text, "Holt turned", "turned", "", rule="subject/announced")) == []
    text = "Holt turned to them:\n\n“The hall is full.”\n\nShe left."
    assert attached(Reading(text, "Holt turned", "turned", "", rule="subject/announced")) == ["“The hall is full.”"]
