"""How long the rest takes: by what was done of late, in words to wait by."""

from __future__ import annotations

import pytest

from tracker.cli.pace import Pace, describe_seconds


def test_the_rest_goes_on_as_the_last_half_minute_did() -> None:
    pace = Pace()
    for second in range(10):  # what is known already is passed over fast
        pace.note(float(second), second * 1000, second * 100_000)
    for second in range(10, 100):
        pace.note(float(second), 9000 + (second - 9) * 5, 900_000 + (second - 9) * 500)
    assert pace.done_a_second == pytest.approx(5)
    assert pace.seconds_left(1_945_000) == pytest.approx(2000)


def test_nothing_is_told_too_early_or_of_a_pipe() -> None:
    pace = Pace()
    assert pace.seconds_left(100) is None
    pace.note(5.0, 1, 10)
    assert (pace.seconds_left(100), pace.done_a_second) == (None, 0)
    pace.note(5.2, 2, 20)
    assert pace.seconds_left(100) is None
    pace.note(7.0, 4, 50)
    assert pace.seconds_left(None) is None
    assert pace.seconds_left(100) == pytest.approx(2.5)
    assert pace.seconds_left(40) == 0  # a file that grew


def test_nothing_is_told_while_nothing_moves() -> None:
    pace = Pace()
    for second in range(9):
        pace.note(float(second), 3, 30)
    assert pace.seconds_left(100) is None


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.2, "1 s"), (99, "99 s"), (120, "2 min"), (5_900, "98 min"), (7_800, "2 h 10 min")],
)
def test_seconds_in_words(seconds: float, told: str) -> None:
    assert describe_seconds(seconds) == told
