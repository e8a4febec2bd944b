from __future__ import annotations

import pytest

from tracker.extraction.media import is_medium
from tracker.lexicon.loader import load_lexicon


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Xinhua", True),
        ("the Sorrel Post", True),
        ("The Marram Daily Herald", True),
        ("the semi-official news agency MARNA", True),
        ("state media", True),
        ("the official news agency", True),
        ("the space agency", False),
        ("the trading post", False),
        ("Norway", False),
        ("Ada Holt", False),
    ],
)
def test_a_medium_is_told_from_other_sources(phrase: str, expected: bool) -> None:
    assert is_medium(phrase, load_lexicon().actors) is expected
