"""What the title and the text around a statement settle of its topics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.surroundings import ArticleTopics
from tracker.extraction.topics import match_topics
from tracker.lexicon.topics import Topic

BEES = Topic("bees", "Bees", "", ("honey", "hive"), weak=("swarm",), hints=("wing", "flower"))
ANTS = Topic("ants", "Ants", "", ("anthill",))
WASPS = Topic("wasps", "Wasps", "", ("wasp",))
MOTHS = Topic("moths", "Moths", "", ("moth",))
TOPICS = (BEES, ANTS, WASPS, MOTHS)

SO = " so" * 20  # more than very few words, and still few
ON = " so" * 50  # more than few
FAR = " then" * 130  # more than what counts as around


def slugs(before: str, content: str, after: str = "", title: str | None = None) -> list[str]:
    reader = ArticleTopics(f"{before} {content} {after}", title, TOPICS)
    start = len(before) + 1
    return [match.slug for match in reader.match([(start, start + len(content))])]


@pytest.mark.parametrize(
    ("before", "content", "after", "title", "found"),
    [
        ("the", "swarm", "left", None, True),
        ("the", "swarm" + SO, "left", None, False),
        ("the", "swarm" + SO, "left", "Honey for all", True),
        ("their honey", "swarm" + SO, "left", None, True),
        ("the", "swarm" + SO, "of the hive", None, True),
        ("their honey" + FAR, "swarm" + SO, "left", None, False),
        ("the", "swarm" + SO, FAR + "of the hive", None, False),
        ("the", "swarm" + ON, "of the hive", None, False),
        ("honey", "swarm" + ON, "of the hive", None, True),
        ("honey", "swarm" + ON, "left", "Honey for all", True),
        ("the", "swarm, a swarm" + ON, "left", None, True),
        ("another swarm" + SO, "swarm" + SO, "left", None, True),
        ("a wing" + SO, "swarm" + SO, "left", None, False),
    ],
)
def test_a_weak_term_counts_among_more_of_its_topic(
    before: str, content: str, after: str, title: str | None, found: bool
) -> None:
    assert slugs(before, content, after, title) == (["bees"] if found else [])


@pytest.mark.parametrize(
    ("before", "content", "after", "title", "found"),
    [
        ("the", "wing", "left", "Honey for all", False),
        ("honey", "wing", "left", "Honey for all", True),
        ("honey", "wing" + ON, "of the hive", None, True),
        ("honey", "bread", "of the hive", "Honey for all", False),
    ],
)
def test_a_hint_alone_counts_where_all_around_is_about_its_topic(
    before: str, content: str, after: str, title: str | None, found: bool
) -> None:
    assert slugs(before, content, after, title) == (["bees"] if found else [])


def test_of_more_topics_than_three_those_stay_that_are_around() -> None:
    content = "an anthill, a wasp, a moth and honey"
    assert slugs("the", content) == ["ants", "wasps", "moths"]
    assert slugs("their honey", content) == ["bees", "ants", "wasps"]


def test_what_a_long_statement_names_once_stays_if_it_is_around() -> None:
    content = "moth, moth, moth, moth, moth, wasp" + ON
    assert slugs("the", content) == ["moths"]
    assert slugs("a wasp", content) == ["wasps", "moths"]


def test_full_stops_of_abbreviations_do_not_shift_what_is_around() -> None:
    reader = ArticleTopics("U.N. U.N. U.N. U.N. honey swarm" + SO + " hive", None, TOPICS)
    assert [match.terms for match in reader.match([(20, 25)])] == [("honey",)]
    assert [match.terms for match in reader.match([(26, 31 + len(SO))])] == [("swarm",)]


def test_pieces_are_read_together() -> None:
    text = "the swarm, he said, and the hive"
    reader = ArticleTopics(text, None, TOPICS)
    assert [match.terms for match in reader.match([(0, 9), (20, 32)])] == [("swarm", "hive")]


WORDS = st.lists(
    st.sampled_from(["honey", "hive", "anthill", "wasps", "U.N.", "U.S.", "the", "so", ".", ",", "bee’s", "-"]),
    max_size=40,
)


@given(WORDS, WORDS, WORDS)
def test_what_terms_say_of_a_stretch_is_what_they_say_of_its_words(
    before: list[str], inside: list[str], after: list[str]
) -> None:
    topics = (Topic("bees", "Bees", "", ("honey", "hive so")), ANTS, Topic("un", "UN", "", ("UN", "US")))
    head, content = " ".join(before), " ".join(inside)
    text = " ".join((head, content, *after))
    start = len(head) + 1
    found = ArticleTopics(text, "Honey", topics).match([(start, start + len(content))])
    assert found == match_topics(content, topics)
