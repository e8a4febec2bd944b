"""The words of claims.toml: every marker comes out as its examples say, and its examples alone."""

from __future__ import annotations

import pytest

from tracker.errors import LexiconError
from tracker.extraction.pipeline import read_content_claims
from tracker.lexicon.claims import Marker, Phrase, build_claim_words, load_claim_words, match_phrase
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.tables import read_table
from tracker.records import ExtractedClaim, SpeakerKind, SpeakerReference

BRANDT = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT", "Foreign Minister")
MARKERS = load_claim_words().all_markers


def read(text: str) -> tuple[ExtractedClaim, ...]:
    return read_content_claims(text, [(0, len(text))], [BRANDT], None, load_lexicon())


def name(marker: Marker) -> str:
    return f"{marker.kind.value} {marker.strength.value if marker.strength else ''} {marker.place}"


def examples(field: str) -> list[tuple[Marker, str]]:
    return [(marker, line) for marker in MARKERS for line in getattr(marker, field)]


@pytest.mark.parametrize(
    ("marker", "text"), examples("matches"), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_marker_comes_out_where_it_must(marker: Marker, text: str) -> None:
    (claim,) = read(text)
    assert (claim.kind, claim.strength) == (marker.kind, marker.strength)
    assert claim.marker
    assert claim.marker in text


@pytest.mark.parametrize(
    ("marker", "text"), examples("avoids"), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_marker_stays_out_where_it_must(marker: Marker, text: str) -> None:
    assert all((claim.kind, claim.strength) != (marker.kind, marker.strength) for claim in read(text))


@pytest.mark.parametrize("marker", MARKERS, ids=name)
def test_every_marker_has_examples_both_ways(marker: Marker) -> None:
    assert marker.matches
    assert marker.avoids


def test_phrases_match_words_alternatives_and_gaps() -> None:
    ready = (frozenset({"ready", "willing"}), frozenset({"to"}))
    assert match_phrase(ready, ["is", "ready", "to", "go"], 1, 4) == 3
    assert match_phrase(ready, ["is", "ready", "to", "go"], 0, 4) == -1
    assert match_phrase(ready, ["is", "ready"], 1, 2) == -1
    gap: Phrase = (frozenset({"call"}), frozenset(), frozenset({"stop"}))
    assert match_phrase(gap, "call on them to stop".split(), 0, 5) == 5
    assert match_phrase(gap, "call on the men of Kesh to stop".split(), 0, 8) == -1
    assert match_phrase(gap, "call stop stop".split(), 0, 3) == 3
    assert match_phrase(gap, "call stop".split(), 0, 1) == -1


def test_reporting_verbs_yield_or_name_where_the_table_says_so() -> None:
    words = load_claim_words()
    assert words.cues["reiterate"].yields
    assert not words.cues["urge"].yields
    assert "call" in words.naming_cues
    assert words.naming_cues["call"].kind is not words.cues["call"].kind


def table(**marker: object) -> dict[str, object]:
    whole = dict(read_table("claims"))
    return whole | {"marker": [{"kind": "demand", "words": "must", "matches": "a", "avoids": "b"} | marker]}


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ({"kind": "wish"}, "kind is one of commitment, position"),
        ({"strength": "iron"}, "strength is one of strong, firm"),
        ({"place": "nowhere"}, "place is one of"),
        ({"subject": "them"}, "subject one of"),
        ({"words": ""}, "needs words"),
        ({"wrods": "must"}, "unknown field 'wrods'"),
        ({"unless": ["a"]}, "'unless' must be a string"),
        ({"words": "call .."}, "'call ..' has a gap with no word on one side"),
        ({"words": "a", "unless": ".. stop"}, "has a gap with no word on one side"),
        ({"words": "call .. .. stop"}, "has a gap with no word on one side"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(marker: dict[str, object], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        build_claim_words(table(**marker))


def test_a_class_stands_for_its_words_and_may_hold_another() -> None:
    classes = {"harsh": "cruel vile", "judging": "@harsh ~matter"}
    words = build_claim_words(table(words="so @judging") | {"classes": classes})
    assert words.all_markers[0].phrases == (
        (frozenset({"so"}), frozenset({"cruel", "vile", "matter", "matters", "mattered", "mattering"})),
    )


@pytest.mark.parametrize(
    ("classes", "words", "message"),
    [
        ({"harsh": "cruel"}, "@hars", "no class '@hars'; known are harsh"),
        ({"judging": "@harsh", "harsh": "cruel"}, "@judging", "no class '@harsh'"),
        ({"harsh": ["cruel"]}, "@harsh", "class harsh must be a string"),
    ],
)
def test_a_class_that_is_not_known_is_refused(classes: dict[str, object], words: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        build_claim_words(table(words=words) | {"classes": classes})


def test_verbs_are_met_in_all_their_forms() -> None:
    words = build_claim_words(table(words="~urge"))
    assert set(words.markers) == {"urge", "urges", "urged", "urging"}
