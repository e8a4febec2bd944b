"""Which of an article's dates are days on which something was said."""

from __future__ import annotations

import pytest

from tests.extraction.reading import read

LEAD = "On May 5, Premier Ada Holt had a call with Premier Ben Orlo."


def days(text: str, *, title: str | None = None) -> list[str | None]:
    return [s.said_on.edtf if s.said_on else None for s in read(text, title=title).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dates that look back or ahead, and those beside them
        (f"{LEAD}\n\nThe raid was discussed pursuant to the call of May 2. Mr Holt urged calm.", ["2025-05-05"]),
        ("Speaking at the first talks since February, Premier Ada Holt said the ferry would sail.", [None]),
        ("Asked about the pact, due to end on May 8, Premier Ada Holt said that it would hold.", [None]),
        ("In a letter dated May 5 Premier Ada Holt said the ferry would sail.", ["2025-05-05"]),
        ("Premier Ada Holt, reached by telephone on Monday, said the ferry would sail.", ["2025-05-05"]),
        # another's clause, and the same subject's
        ("Ada Holt came after Kesh gave way on Monday, but Norland said the raid would end.", [None]),
        ("On Monday Kesh gave way, but Norland said the raid would end.", ["2025-05-05"]),
        ("Kesh confirmed the deal on Monday, but said the raid would end.", ["2025-05-05", "2025-05-05"]),
        # an agency's brackets, and a readout's
        (
            "Sorrel, (Harbour News / Kesh Point - 9th May, 2025) An official said on Monday the ferry would sail.",
            ["2025-05-05"],
        ),
        ("“We sail,” said Premier Ada Holt upon receiving Premier Ben Orlo in Sorrel (5/5).", ["2025-05-05"]),
        ("Premier Ada Holt (speaking on Monday) said the ferry would sail.", ["2025-05-05"]),
        ("Ben Orlo said it rained. Ada Holt said so on Monday. Tomas Prandt said it snowed.", [None, None]),
        # what points to words told elsewhere is an occasion
        ("Spokesman Ben Orlo disclosed this to reporters on Monday. He said the ferry would sail.", ["2025-05-05"]),
    ],
)
def test_a_date_counts_for_its_own_clause(text: str, expected: list[str | None]) -> None:
    assert days(text) == expected


TURNS = "MS HOLT: Good morning.\n\nQUESTION: Is it true?\n\nMS HOLT: It is."


@pytest.mark.parametrize(
    ("title", "above", "expected"),
    [
        ("Press Briefing (May 08, 2025)", "", "2025-05-08"),
        ("Press Briefing (May 08, 2025)", "Sorrel, 7 May 2025\n\n", "2025-05-07"),
        ("Press Briefing", "", "2025-05-09"),
        ("Briefing on the raid of 9 May 1996", "", "2025-05-09"),  # an anniversary
        ("Briefing before the summit of May 20, 2025", "", "2025-05-09"),  # what is still to come
        ("Briefings of May 7 and May 8, 2025", "", "2025-05-09"),
    ],
)
def test_a_transcript_has_the_day_of_its_head_or_title(title: str, above: str, expected: str) -> None:
    assert set(days(above + TURNS, title=title)) == {expected}


def test_a_full_date_in_a_title_needs_no_day_of_publication() -> None:
    found = read(TURNS, None, title="Press Briefing – May 8, 2025").statements
    assert {s.said_on.edtf if s.said_on else None for s in found} == {"2025-05-08"}


def test_an_issued_text_has_the_day_of_its_title() -> None:
    text = "We, the members of the council, condemn the raid.\n\nIt must end."
    assert days(text, title="Statement of 8 May 2025") == ["2025-05-08", "2025-05-08"]
