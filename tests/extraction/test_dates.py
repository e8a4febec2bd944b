from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.reading import read
from tracker.extraction.dates import find_dates, is_event, published_day, said_on
from tracker.records import DateBasis, Diagnostic

PUBLISHED = "2021-03-10"  # a Wednesday


def dates(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(found.text, found.edtf) for found in find_dates(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holt said on Monday", ("Monday", "2021-03-08")),
        ("Holt said Wednesday", ("Wednesday", "2021-03-10")),
        ("Holt said on Thursday", ("Thursday", "2021-03-04")),
        ("Holt said last Wednesday", ("last Wednesday", "2021-03-03")),
        ("Holt said on Friday evening", ("Friday evening", "2021-03-05")),
        ("Holt said today", ("today", "2021-03-10")),
        ("Holt said yesterday", ("yesterday", "2021-03-09")),
        ("Yesterday Holt said", ("Yesterday", "2021-03-09")),
        ("Holt said the day before yesterday", ("the day before yesterday", "2021-03-08")),
        ("Holt said this morning", ("this morning", "2021-03-10")),
        ("Holt said last week", ("last week", "2021-03-01/2021-03-07")),
        ("Holt said this week", ("this week", "2021-03-08/2021-03-10")),
        ("Holt said last month", ("last month", "2021-02")),
        ("Holt said earlier this month", ("earlier this month", "2021-03")),
        ("Holt said last year", ("last year", "2020")),
        ("Holt said earlier this year", ("earlier this year", "2021")),
        ("Holt said on March 4", ("March 4", "2021-03-04")),
        ("Holt said on March 4th", ("March 4th", "2021-03-04")),
        ("Holt said on March 4, 2019", ("March 4, 2019", "2019-03-04")),
        ("Holt said on 4 March", ("4 March", "2021-03-04")),
        ("Holt said on 4 March 2019", ("4 March 2019", "2019-03-04")),
        ("Holt said on the 4th of March", ("4th of March", "2021-03-04")),
        ("Holt said on Feb. 4", ("Feb. 4", "2021-02-04")),
        ("Holt said on 2021-02-04", ("2021-02-04", "2021-02-04")),
        ("Holt said in December", ("December", "2020-12")),
        ("Holt said in February", ("February", "2021-02")),
        ("Holt said in March 2018", ("March 2018", "2018-03")),
        ("In 2019 Holt said", ("2019", "2019")),
        # an announced day may lie shortly ahead, one further off is last year's
        ("Holt said on March 20", ("March 20", "2021-03-20")),
        ("Holt said on November 4", ("November 4", "2020-11-04")),
        # the latest leap day
        ("Holt said on February 29", ("February 29", "2020-02-29")),
        ("Holt said on February 29, 2020", ("February 29, 2020", "2020-02-29")),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, expected: tuple[str, str]) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2024-03-10", "2024-02-29"), ("2023-03-10", "2020-02-29"), ("2024-02-01", "2020-02-29")],
)
def test_a_leap_day_without_a_year_is_the_latest_one(published: str, expected: str) -> None:
    assert dates("on February 29", published) == [("February 29", expected)]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2021-01-02", "last month", "2020-12"),
        ("2021-01-02", "yesterday", "2021-01-01"),
        ("2021-01-01", "yesterday", "2020-12-31"),
        ("2021-01-04", "on December 30", "2020-12-30"),
        ("2020-12-28", "on January 4", "2021-01-04"),
        ("2021-03-08", "this week", "2021-03-08"),
    ],
)
def test_a_date_near_a_turn_of_the_calendar(published: str, text: str, expected: str) -> None:
    assert [edtf for _, edtf in dates(text, published)] == [expected]


def test_that_day_is_the_day_named_before() -> None:
    assert dates("on March 4 … later that day") == [("March 4", "2021-03-04"), ("that day", "2021-03-04")]
    assert dates("later that day") == []


@pytest.mark.parametrize(
    "text",
    [
        "They may go and march on.",
        "May I come?",
        "Holt spoke with 12 ministers",
        "grew by 3 percent in 2019 dollars",
        "March 4 percent",
        "on Women's Day",
        "the talks of 1234-56",
    ],
)
def test_words_that_are_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize("text", ["on February 30, 2021", "on 31 April", "on 2021-13-01", "on June 31"])
def test_an_impossible_date_is_a_diagnostic(text: str) -> None:
    diagnostics: list[Diagnostic] = []
    assert find_dates(text, 0, len(text), PUBLISHED, diagnostics) == []
    assert [d.code for d in diagnostics] == ["date-impossible"]
    assert diagnostics[0].span is not None
    assert text[slice(*diagnostics[0].span)] in diagnostics[0].message


@pytest.mark.parametrize("published", [None, "", "2021", "2021-03", "soon"])
def test_without_a_day_of_publication_only_full_dates_are_resolved(published: str | None) -> None:
    text = "on Friday, yesterday, last week, in December, on March 4, on March 4, 2019, in 2018, May 2017"
    assert [edtf for _, edtf in dates(text, published)] == ["2019-03-04", "2018", "2017-05"]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "on Monday Holt said on Tuesday that on Friday"
    found = find_dates(text, 10, 31, PUBLISHED)
    assert [(d.text, d.span) for d in found] == [("Tuesday", (23, 30))]


def test_a_found_date_becomes_a_record_with_its_bounds() -> None:
    (found,) = find_dates("said in February", 0, 16, PUBLISHED)
    record = said_on(found, DateBasis.EVENT)
    assert (record.edtf, record.start, record.end) == ("2021-02", "2021-02-01", "2021-02-28")
    assert (record.basis, record.span, record.text) == (DateBasis.EVENT, (8, 16), "February")


def test_a_text_of_its_own_day_has_the_day_of_publication() -> None:
    day = published_day("2021-03-10")
    assert day is not None
    assert (day.edtf, day.basis) == ("2021-03-10", DateBasis.DOCUMENT)
    assert published_day(None) is None
    assert published_day("soon") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Holt met Kesh in Avaria.", True), ("The talks lasted an hour.", True), ("Prices rose again.", False)],
)
def test_an_occasion_is_told_by_its_words(text: str, expected: bool) -> None:
    assert is_event(text, 0, len(text)) is expected


def test_no_month_lies_before_the_first_year() -> None:
    diagnostics: list[Diagnostic] = []
    assert find_dates("in May", 0, 6, "0001-01-01", diagnostics) == []
    assert [d.code for d in diagnostics] == ["date-impossible"]


@given(
    st.lists(
        st.sampled_from(
            ["May", "February", "30", "29", "31", "0", "2021", "9999", "last", "Friday", "week", "in", "on", ",", "of"]
        ),
        max_size=8,
    ),
    st.sampled_from([None, "2021-03-10", "0001-01-01", "2020-02-29", "9999-12-31"]),
)
def test_any_run_of_date_words_is_read_without_failing(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    diagnostics: list[Diagnostic] = []
    for found in find_dates(text, 0, len(text), published, diagnostics):
        assert text[slice(*found.span)] == found.text
        assert said_on(found, DateBasis.SENTENCE).edtf == found.edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a readout's dateline, the day first
        ("Sorrel (4/3) Holt said", [("4/3", "2021-03-04")]),
        ("Sorrel (13/2) Holt said", [("13/2", "2021-02-13")]),
        # shares and scores are none
        ("two thirds (2/3 of them) agreed", []),
        ("they won 3/2", []),
    ],
)
def test_a_day_written_with_a_stroke(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates(text) == expected


def said_on_days(text: str) -> list[tuple[str | None, str | None]]:
    """Give the day and its basis of each statement of an article published on PUBLISHED."""
    found = read(text, PUBLISHED).statements
    return [(s.said_on.edtf, s.said_on.basis.value) if s.said_on else (None, None) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the reporting clause, and what stands ahead of it
        ("Minister Ada Holt said on Monday that the ferry had sunk.", [("2021-03-08", "sentence")]),
        ("On Monday, Minister Ada Holt said that the ferry had sunk.", [("2021-03-08", "sentence")]),
        # nor is the day of the news alone
        ("SORREL, March 9 — Minister Ada Holt said that the ferry had sunk.", [(None, None)]),
        # a date inside what was said is not when it was said
        ("Minister Ada Holt said that the ferry had sunk on Monday.", [(None, None)]),
        # a month alone
        ("Minister Ada Holt spoke in January, calling for calm.", [("2021-01", "sentence")]),
        # the occasion's day holds for what was said there
        (
            "Minister Ada Holt met Premier Ben Orlo on Monday. Holt said it had sunk. Orlo called for calm.",
            [("2021-03-08", "event"), ("2021-03-08", "event")],
        ),
        # a day of its own holds against the occasion's
        (
            "Minister Ada Holt met Premier Ben Orlo on Monday. Orlo called for calm on Tuesday.",
            [("2021-03-09", "sentence")],
        ),
    ],
)
def test_the_day_on_which_it_was_said(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert said_on_days(text) == expected
