"""Near-copies: found by their wording with how much of it they share, and nothing else is."""

from __future__ import annotations

import pytest

from tests.extractions import store, tell
from tracker.storage.copies import find_near_copies
from tracker.storage.database import Database

STORY = " ".join(
    f"Sentence {n} says that the minister of region {n * 7} met the envoy for {n} hours." for n in range(30)
)


@pytest.fixture
def filled(database: Database) -> Database:
    with database.begin() as session:
        store(session, tell("Something else entirely, about rain in the harbour and ships that wait for it to end."))
        store(session, tell(STORY, title="The story", outlet="Wire"))
    return database


def shared(database: Database, text: str) -> dict[int, float]:
    with database.read() as session:
        return {copy.article_id: round(copy.shared, 2) for copy in find_near_copies(session, text)}


def test_the_same_story_elsewhere(filled: Database) -> None:
    assert shared(filled, STORY.upper()) == {2: 1.0}
    assert shared(filled, f"HARBOUR, Friday -- {STORY[: len(STORY) // 2]} More on page two.")[2] >= 0.9
    changed = STORY.replace("hours", "minutes")
    assert 0.2 <= shared(filled, changed)[2] < 0.8


@pytest.mark.parametrize("text", ["", "the minister", "Okello said “rain” AND OR NOT NEAR * ^ \0 " * 3, "x " * 500])
def test_what_is_no_copy(filled: Database, text: str) -> None:
    assert shared(filled, text) == {}
