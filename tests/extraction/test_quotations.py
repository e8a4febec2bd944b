from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.quotations import find_quotations
from tracker.extraction.segmentation import split_paragraphs


def pieces(text: str) -> list[list[str]]:
    """The quotations of a text, each as its pieces."""
    found, _ = find_quotations(text, split_paragraphs(text))
    return [[text[start:end] for start, end in quotation.pieces] for quotation in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Holt said: "We will come." Then she left.', ['"We will come."']),
        ("Holt said: “We will come.” Then she left.", ["“We will come.”"]),
        ("Holt said: ‘We will come.’ Then she left.", ["‘We will come.’"]),
        ("Holt said: 'We will come.' Then she left.", ["'We will come.'"]),
        ("Holt said: «We will come.» Then she left.", ["«We will come.»"]),
        ("Holt said: »We will come.« Then she left.", ["»We will come.«"]),
        ("» More news from Kesh", []),
        ("Holt said: „We will come.“ Then she left.", ["„We will come.“"]),
        ("Holt said: ''We will come.'' Then she left.", ["''We will come.''"]),
        ("Holt said: ``We will come.'' Then she left.", ["``We will come.''"]),
        ('"We will come," Holt said, "and stay."', ['"We will come,"', '"and stay."']),
        ("“We will come,” Holt said, “and stay.”", ["“We will come,”", "“and stay.”"]),
        ('She spoke of a "reset" with Kesh.', ['"reset"']),
        ('He (the "envoy") left; "done"—so he said.', ['"envoy"', '"done"']),
    ],
)
def test_marks_of_every_kind_pair_up(text: str, expected: list[str]) -> None:
    assert pieces(text) == [[piece] for piece in expected]


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("She said: “He told me ‘never’ and left.” Nothing else.", "“He told me ‘never’ and left.”"),
        ("She said: \"He told me 'never' and left.\" Nothing else.", "\"He told me 'never' and left.\""),
        ("She said: ‘He told me “never” and left.’ Nothing else.", "‘He told me “never” and left.’"),
        ("She said: «He told me “never” and left.» Nothing else.", "«He told me “never” and left.»"),
    ],
)
def test_a_nested_quotation_belongs_to_its_outermost(text: str, outer: str) -> None:
    assert pieces(text) == [[outer]]


@pytest.mark.parametrize(
    "text",
    [
        "Holt's envoy didn't see the ministers' cars in the '90s.",
        "Holt’s envoy didn’t see the ministers’ cars in the ’90s.",
        "O'Hara met D'Orlo at 5 o'clock; the states' rights weren't discussed.",
        "No marks at all.",
        "",
    ],
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert pieces(text) == []


def test_an_apostrophe_inside_does_not_close() -> None:
    assert pieces("“It’s Kesh’s turn,” he said.") == [["“It’s Kesh’s turn,”"]]
    assert pieces("\"It's Kesh's turn,\" he said.") == [["\"It's Kesh's turn,\""]]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»")])
def test_a_quotation_runs_on_over_paragraphs(opening: str, closing: str) -> None:
    text = f"Holt said: {opening}One.\n\n{opening}Two.\n\n{opening}Three.{closing}\n\nShe left."
    assert pieces(text) == [[f"{opening}One.", f"{opening}Two.", f"{opening}Three.{closing}"]]
    found, diagnostics = find_quotations(text, split_paragraphs(text))
    assert found[0].closed
    assert diagnostics == []
    assert text[found[0].start] == opening
    assert text[found[0].end - 1] == closing


def test_a_mark_never_closed_costs_its_paragraph_and_is_told() -> None:
    text = "Holt said: “We will come.\n\nKesh said: “We will not.” Then he left."
    found, diagnostics = find_quotations(text, split_paragraphs(text))
    assert [text[q.start : q.end] for q in found] == ["“We will come.", "“We will not.”"]
    assert [q.closed for q in found] == [False, True]
    assert [d.code for d in diagnostics] == ["quotation-not-closed"]
    assert diagnostics[0].span == (11, 25)


def test_a_quotation_that_runs_on_and_never_closes_is_told() -> None:
    text = "Holt said: “One.\n\n“Two.\n\nShe left."
    found, diagnostics = find_quotations(text, split_paragraphs(text))
    assert [q.closed for q in found] == [False]
    assert [text[a:b] for a, b in found[0].pieces] == ["“One.", "“Two."]
    assert [d.code for d in diagnostics] == ["quotation-not-closed"]


def test_two_quotations_in_paragraphs_side_by_side_stay_two() -> None:
    assert pieces("“One,” said Holt.\n\n“Two,” said Kesh.") == [["“One,”"], ["“Two,”"]]


@given(st.text(alphabet="ab .,\n\"“”„«»'’‘`—(", max_size=80))
def test_any_text_gives_ordered_pieces_inside_it(text: str) -> None:
    paragraphs = split_paragraphs(text)
    found, diagnostics = find_quotations(text, paragraphs)
    spans = [piece for quotation in found for piece in quotation.pieces]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for start, end in spans:
        assert sum(p.start <= start < end <= p.end for p in paragraphs) == 1
        assert text[start] in "\"“„«»‘'`"
    for diagnostic in diagnostics:
        assert diagnostic.span is not None
        assert 0 <= diagnostic.span[0] < diagnostic.span[1] <= len(text)
    assert len(diagnostics) == sum(not quotation.closed for quotation in found)


@pytest.mark.parametrize("text", ["They met in ‘08 and in ‘12.", "The ‘90s were hard, and so were the '80s'."])
def test_a_short_year_opens_no_quotation(text: str) -> None:
    assert pieces(text) == []


def test_a_number_may_be_quoted() -> None:
    assert pieces("“12 boats sank,” he said.") == [["“12 boats sank,”"]]
