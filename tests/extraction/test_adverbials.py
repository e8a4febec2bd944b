"""What stands between a cue and its content and tells when, where or to what it was said."""

from __future__ import annotations

import pytest

from tests.extraction.reading import contents

HOLT = "Minister Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HOLT} said on Monday in Sorrel the ferry had sunk.", ["the ferry had sunk"]),
        (f"{HOLT} said at a briefing yesterday morning the ferry had sunk.", ["the ferry had sunk"]),
        (f"{HOLT} said after meeting the mayor that the ferry had sunk.", ["the ferry had sunk"]),
        (f"{HOLT} said through a spokesman that the ferry had sunk.", ["the ferry had sunk"]),
        (f"{HOLT} said at least ten boats had sunk.", ["at least ten boats had sunk"]),
        (f"{HOLT} said at most ten boats had sunk.", ["at most ten boats had sunk"]),
        # the occasion of the words ends them; what is yet to come does not
        (f"{HOLT} called for calm during a visit to Sorrel.", ["calm"]),
        (f"{HOLT} called for calm at the next meeting of the Council.", ["calm at the next meeting of the Council"]),
    ],
)
def test_adverbials_are_no_content(text: str, expected: list[str]) -> None:
    assert contents(text) == expected
