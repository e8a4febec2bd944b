from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.topics import TopicMatcher, match_topics
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.tables import read_table
from tracker.lexicon.topics import Topic
from tracker.records import TopicMatch

TOPICS = load_lexicon().topics


def slugs(text: str) -> set[str]:
    return {match.slug for match in match_topics(text, TOPICS)}


def match_terms(terms: str, text: str, unless: str = "") -> tuple[str, ...]:
    """The words of ``text`` that a topic with these terms (parted by ";") finds."""
    topic = Topic("t", "T", "", tuple(terms.split(";")), tuple(filter(None, unless.split(";"))))
    matches = TopicMatcher((topic,)).match(text)
    return matches[0].terms if matches else ()


# ------------------------------------------------------------------------------------------------ the vocabulary


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_examples_bring_their_topic_up_or_not(topic: Topic) -> None:
    for sentence in topic.matches:
        assert topic.slug in slugs(sentence), sentence
    for sentence in topic.avoids:
        assert topic.slug not in slugs(sentence), sentence


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_every_term_is_met_by_an_example(topic: Topic) -> None:
    terms = {*topic.terms, *topic.weak, *topic.hints}
    alone = [(term, TopicMatcher([replace(topic, terms=(term,), weak=(), hints=())])) for term in terms]
    met = {term for term, matcher in alone if any(map(matcher.match, topic.matches))}
    assert met == terms


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_every_exclusion_keeps_an_example_out(topic: Topic) -> None:
    shared = {" ".join(line.split()) for line in read_table("topics")["unless"].replace(",", "\n").split("\n")}
    for phrase in topic.unless:
        if phrase not in shared:
            others = tuple(other for other in topic.unless if other != phrase)
            # A hint by itself brings nothing up, so that it would be kept out without the exclusion too.
            matcher = TopicMatcher((replace(topic, terms=topic.terms + topic.hints, hints=(), unless=others),))
            assert any(matcher.match(sentence) for sentence in topic.avoids), phrase


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("the Minister of Energy arrived", "energy"),
        ("the health ministry has moved", "health"),
        ("the Department of Defense is a large employer", "security"),
        ("the Secretary for Trade resigned", "trade"),
    ],
)
def test_names_of_offices_bring_nothing_up(sentence: str, absent: str) -> None:
    assert absent not in slugs(sentence)
    assert absent in slugs("defense" if absent == "security" else absent)


# Sentences of their own kind for the uses that matter most.
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "since the two republics raised their bilateral relations to an all-weather strategic partnership in 2019,"
            " exchanges have been vigorous",
            {"partnership"},
        ),
        ("the kingdom is looking forward to strengthening its all-weather strategic partnership", {"partnership"}),
        (
            "the isles will uphold the UN-centered international system and the international order underpinned by"
            " international law",
            {"multilateralism"},
        ),
        ("both will coordinate to uphold multilateralism", {"multilateralism"}),
        ("no one may question our territorial integrity", {"sovereignty"}),
        ("the embargo must go, and grain must flow", {"sanctions", "food"}),
        ("he will be back by noon", set()),
        ("", set()),
    ],
)
def test_topics_of_content(content: str, expected: set[str]) -> None:
    assert slugs(content) == expected


# ------------------------------------------------------------------------------------------------ the matching


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        ("ceasefire", "A Ceasefire now", ("Ceasefire",)),
        ("ceasefire", "two ceasefires", ("ceasefires",)),
        ("treaty", "treaties", ("treaties",)),
        ("visa-free", "Visa Free travel", ("Visa Free",)),
        ("all weather", "all-weather", ("all-weather",)),
        ("farmer", "the farmers’ rights and a farmer's right", ("farmers", "farmer")),
        ("women right", "women's rights", ("women's rights",)),
        ("sanction*", "sanctioning", ("sanctioning",)),
        ("sanction", "sanctioning", ()),
        ("trade/tariff war", "a tariff\nwar", ("tariff war",)),
        ("trade/tariff war", "trade, war", ()),
        ("WHO", "who said WHO said Who", ("WHO",)),
        ("UN charter", "the U.N. Charter", ("UN Charter",)),
        ("UN charter", "un charter", ()),
        ("lift .. ban", "lift all of their silly bans", ("lift all of their silly bans",)),
        ("lift .. ban", "lift one two three four five ban", ()),
        ("lift .. ban", "lift it. The ban", ()),
        ("office of *", "the Office of Trade", ("Office of Trade",)),
        ("office of *", "the office of.", ()),
        ("peace;lasting peace", "a lasting peace", ("lasting peace",)),
        ("peace talk;talk show", "peace talk show", ("peace talk", "talk show")),
        ("peace", "Peace, peace and PEACE", ("Peace",)),
        ("élan", "Élan", ("Élan",)),
        ("制裁", "制裁", ("制裁",)),
    ],
)
def test_term_forms(terms: str, text: str, found: tuple[str, ...]) -> None:
    assert match_terms(terms, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a trade war", ()),
        ("the war", ("war",)),
        ("a trade war and a war", ("war",)),
        ("trade. War", ("War",)),
    ],
)
def test_exclusions_cover_only_their_own_words(text: str, found: tuple[str, ...]) -> None:
    assert match_terms("war", text, unless="trade war") == found


def test_an_exclusion_does_not_cover_a_longer_term() -> None:
    assert match_terms("war;war of words", "a war of words", unless="a war") == ("war of words",)


LONG = "the speaker of the house went on about nothing in particular " * 5  # 55 words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the pact", ("pact",)),
        (LONG + "the pact", ()),
        (LONG + "the pact, the pact", ("pact",)),
        (LONG + "the pact and the bond", ("pact", "bond")),
        (LONG + "the pact of the league", ("pact", "league")),
        (LONG + "the league", ("league",)),
        ("the pact, " + ", ".join(["so"] * 43), ("pact",)),
        ("the pact, " + ", ".join(["so"] * 44), ()),
    ],
)
def test_weak_terms_count_in_few_words_or_together(text: str, found: tuple[str, ...]) -> None:
    topic = Topic("t", "T", "", ("league",), weak=("pact", "bond"))
    assert [match.terms for match in TopicMatcher((topic,)).match(text)] == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the talks", ()),
        ("the talks, the talks", ()),
        ("the talks and the trip", ("talks", "trip")),
        (LONG + "the talks and the trip", ("talks", "trip")),
        ("the talks of the league", ("talks", "league")),
        ("the talks on the pact", ("talks", "pact")),
        (LONG + "the talks on the pact", ("talks", "pact")),
        (LONG + "the talks", ()),
    ],
)
def test_hints_count_only_beside_another_term(text: str, found: tuple[str, ...]) -> None:
    topic = Topic("t", "T", "", ("league",), weak=("pact",), hints=("talks", "trip"))
    assert [match.terms for match in TopicMatcher((topic,)).match(text)] == ([found] if found else [])


def test_a_hint_inside_a_longer_term_is_none() -> None:
    topic = Topic("t", "T", "", ("x",), weak=("peace talks",), hints=("talks",))
    assert TopicMatcher((topic,)).match(LONG + "the peace talks") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LONG + "bees, bees, bees, bees, ants", ["bees", "ants"]),
        (LONG + "bees, bees, bees, bees, bees, ants", ["bees"]),
        (LONG + "bees, bees, bees, bees, bees, ants, ants", ["bees", "ants"]),
        ("bees, bees, bees, bees, bees, ants", ["bees", "ants"]),
    ],
)
def test_what_a_longer_text_names_far_less_than_another_topic_is_left_out(text: str, found: list[str]) -> None:
    topics = (Topic("bees", "B", "", ("bees",)), Topic("ants", "A", "", ("ants",)))
    assert [match.slug for match in match_topics(text, topics)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ants, bees and wasps", ["wasps", "bees", "ants"]),
        ("ants, bees, wasps and moths", ["wasps", "bees", "ants"]),
        ("ants, bees, wasps, moths and moths", ["moths", "bees", "ants"]),
        (LONG + "moths, ants, bees, wasps, wasps", ["moths", "wasps", "ants"]),
    ],
)
def test_a_statement_is_of_the_three_topics_it_names_most_or_first(text: str, found: list[str]) -> None:
    topics = tuple(Topic(name, name, "", (name,)) for name in ("moths", "wasps", "bees", "ants"))
    assert [match.slug for match in match_topics(text, topics)] == found


def test_a_term_that_is_weak_and_strong_is_strong() -> None:
    topic = Topic("t", "T", "", ("pact",), weak=("pact",))
    assert [match.terms for match in TopicMatcher((topic,)).match(LONG + "the pact")] == [("pact",)]


def test_a_weak_word_inside_a_longer_term_is_no_second_mention() -> None:
    topic = Topic("t", "T", "", ("x",), weak=("pact", "grain pact"))
    assert TopicMatcher((topic,)).match(LONG + "the grain pact") == ()


def test_topics_come_in_the_order_of_the_vocabulary_with_their_words() -> None:
    topics = (Topic("b", "B", "", ("bees",)), Topic("a", "A", "", ("ants", "bees and ants")))
    assert match_topics("bees and ants, ants", topics) == (
        TopicMatch("b", ("bees",)),
        TopicMatch("a", ("bees and ants", "ants")),
    )


def test_vocabularies_do_not_mix() -> None:
    first, second = (Topic("a", "A", "", ("ants",)),), (Topic("b", "B", "", ("ants",)),)
    assert [match.slug for match in match_topics("ants", first)] == ["a"]
    assert [match.slug for match in match_topics("ants", second)] == ["b"]
    assert [match.slug for match in match_topics("ants", first)] == ["a"]
    assert match_topics("ants", ()) == ()


@given(st.text())
def test_any_text_is_matched_and_words_stand_in_it(text: str) -> None:
    flat = " ".join(text.split())
    for match in match_topics(text, TOPICS):
        for term in match.terms:
            assert term in flat or "." in text


@given(st.lists(st.sampled_from(["peace", "talks", "trade", "war", ",", "’s", "-", "U.N.", "the", "sanctions", "on"])))
def test_case_does_not_change_the_topics(words: list[str]) -> None:
    text = " ".join(words)
    assert slugs(text.replace("U.N.", "")) == slugs(text.replace("U.N.", "").upper())
