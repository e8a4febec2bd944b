from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.errors import LexiconError
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.topics import GAP, Topic, descend, load_topics, split_term

TOPICS = load_lexicon().topics


def test_vocabulary_is_documented_and_complete() -> None:
    assert len(TOPICS) > 20
    for topic in TOPICS:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", topic.slug)
        assert topic.label
        assert topic.description.endswith(".")
        assert len(topic.matches) > 2
        assert topic.avoids
        assert len(topic.terms) == len(set(topic.terms)), topic.slug


def test_labels_and_slugs_are_unique() -> None:
    assert len({topic.slug for topic in TOPICS}) == len(TOPICS)
    assert len({topic.label for topic in TOPICS}) == len(TOPICS)


def test_hierarchy_has_no_loop() -> None:
    parents = {topic.slug: topic.parent for topic in TOPICS}
    for slug in parents:
        seen = set()
        current: str | None = slug
        while current is not None:
            assert current not in seen
            seen.add(current)
            current = parents[current]


def test_descend_gives_a_topic_and_those_below_it() -> None:
    security = descend(TOPICS, "security")
    assert {"security", "terrorism", "nuclear"} <= security
    assert "trade" not in security
    assert descend(TOPICS, "trade") == {"trade"}
    assert descend(TOPICS, "chess") == frozenset()


def test_descend_ends_on_a_loop() -> None:
    loop = tuple(Topic(slug, slug, "", ("x",), parent=parent) for slug, parent in (("a", "b"), ("b", "a")))
    assert descend(loop, "a") == {"a", "b"}


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("strategic partner*", ("strategic", "partner*")),
        ("people-to-people", ("people", "to", "people")),
        ("withdraw* .. troops/forces", ("withdraw*", GAP, "troops/forces")),
        ("Children's Fund", ("Children", "Fund")),
    ],
)
def test_term_is_split_as_text_is(term: str, words: tuple[str, ...]) -> None:
    assert split_term(term) == words


def load_with(tmp_path: Path, content: str) -> tuple[Topic, ...]:
    path = tmp_path / "topics.toml"
    path.write_text(content, encoding="utf-8")
    return load_topics(path)


def test_users_topics_join_and_replace(tmp_path: Path) -> None:
    topics = load_with(
        tmp_path,
        """
        [chess]
        label = "Chess diplomacy"
        parent = "culture"
        terms = "chess, grandmaster*"

        [trade]
        label = "Commerce"
        terms = '''
        trade
        tariff
        '''
        """,
    )
    by_slug = {topic.slug: topic for topic in topics}
    assert len(topics) == len(TOPICS) + 1
    assert by_slug["chess"].terms == ("chess", "grandmaster*")
    assert by_slug["trade"].label == "Commerce"
    assert by_slug["trade"].terms == ("trade", "tariff")
    assert [topic.slug for topic in topics][: len(TOPICS)] == [topic.slug for topic in TOPICS]
    assert "chess" in descend(topics, "culture")


def test_exclusions_outside_the_tables_hold_for_every_topic_of_the_file(tmp_path: Path) -> None:
    topics = load_with(tmp_path, 'unless = "old hat"\n[hats]\nlabel = "Hats"\nterms = "hat"\nunless = "top hat"')
    assert next(topic for topic in topics if topic.slug == "hats").unless == ("top hat", "old hat")
    assert "old hat" not in next(topic for topic in topics if topic.slug == "trade").unless


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('x = "y"', "topic 'x' must be a table with a label and terms"),
        ("[x]\nlabel = 'X'", "topic 'x' needs a label and at least one term"),
        ("[x]\nterms = 'a'", "topic 'x' needs a label and at least one term"),
        ("[x]\nlabel = 'X'\nterms = ['a']", "'terms' must be a string"),
        ("[x]\nlabel = 1\nterms = 'a'", "'label' must be a string"),
        ("[x]\nlabel = 'X'\nterms = 'a'\ncolour = 'red'", "unknown field 'colour'; known are avoids, description"),
        ("[x]\nlabel = 'X'\nterms = 'a'\nparent = 'y'", "topic 'x': its parent 'y' is not a topic"),
        ("[x]\nlabel = 'X'\nterms = 'a .. '", r"'a \.\.' is not made of words"),
        ("[x]\nlabel = 'X'\nterms = '* a'", r"'\* a' is not made of words"),
        ("[x]\nlabel = 'X'\nterms = 'a*b'", r"'a\*b' is not made of words"),
        ("[x]\nlabel = 'X'\nterms = 'a / b'", "'a / b' is not made of words"),
        ("[x]\nlabel = 'X'\nterms = 'a'\nunless = '(a)'", r"'\(a\)' is not made of words"),
        ("unless = '.. a'\n", r"'\.\. a' is not made of words"),
    ],
)
def test_malformed_topics_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_with(tmp_path, content)
