"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.page.dates import bounds, show_date, show_days


@pytest.mark.parametrize(
    ("edtf", "shown", "short"),
    [
        ("2025-05-09", "9 May 2025", "9 May 2025"),
        ("2025-09", "September 2025", "Sep 2025"),
        ("2025", "2025", "2025"),
        ("2023~", "c. 2023", "c. 2023"),
        ("2023-04?", "April 2023?", "Apr 2023?"),
        ("2023%", "c. 2023?", "c. 2023?"),
        ("2021/2023", "2021–2023", "2021–2023"),
        ("2021-01/2021-03", "January 2021 – March 2021", "Jan 2021 – Mar 2021"),
        ("2021/..", "since 2021", "since 2021"),
        ("../2021-05-01", "until 1 May 2021", "until 1 May 2021"),
        ("last spring", "last spring", "last spring"),
    ],
)
def test_a_date_is_shown(edtf: str, shown: str, short: str) -> None:
    assert show_date(edtf) == shown
    assert show_date(edtf, short=True) == short


@given(st.text())
def test_what_is_no_date_does_no_harm(text: str) -> None:
    show_date(text)
    bounds(text)


def test_months_from_one_day_to_another() -> None:
    assert show_days("2021-05-03", "2022-07-01") == "May 2021 – July 2022"
    assert show_days("2021-05-03", "2021-05-30") == "May 2021"
    assert show_days(None, "2021-05-30") == ""
    assert bounds("2024-02") == ("2024-02-01", "2024-02-29")
    assert bounds(None) == bounds("soon") == (None, None)
