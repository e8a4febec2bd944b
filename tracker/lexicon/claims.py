"""The words that cut a statement into claims and tell the kind and strength of each: lexicon/en/claims.toml."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tracker.errors import LexiconError
from tracker.lexicon.reporting import inflect
from tracker.lexicon.tables import read_table, strings
from tracker.records import ClaimKind, ClaimStrength

GAP = ".."
VERB, PREDICATE, OBJECT, HEAD, NOUN, ANYWHERE = "verb", "predicate", "object", "head", "noun", "anywhere"
US, OTHERS, ANYONE = "us", "others", "anyone"
_PLACES = frozenset({VERB, PREDICATE, OBJECT, HEAD, NOUN, ANYWHERE})
_SUBJECTS = frozenset({US, OTHERS, ANYONE})
_FIELDS = frozenset({"kind", "strength", "words", "unless", "place", "subject", "matches", "avoids"})

WIDEST = 4  # words that a gap stands for at most

Phrase = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words by which a sentence is cut: see the comments in claims.toml."""

    facts: Mapping[str, tuple[tuple[str, ...], ...]]
    stressing: frozenset[str]
    conditions: frozenset[str]
    governors: frozenset[str]
    governing_nouns: frozenset[str]
    remarks: frozenset[str]
    joint: frozenset[str]
    directing: frozenset[str]
    directing_nouns: frozenset[str]
    frames: frozenset[str]
    speech_nouns: frozenset[str]
    befalling: frozenset[str]
    answers: frozenset[str]
    asking: frozenset[str]
    presents: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that give a claim its kind: where they have to stand, and whose claim it has to be.

    ``place`` is verb (the words begin in the claim's own verb group), predicate (behind a form of "be" that heads the
    claim), object (within a few words behind its verb group, or where it has no verb), head (at the claim's beginning)
    or anywhere. ``subject`` is us (the speaker's side), others or anyone. ``phrases`` are words with their
    alternatives; an empty set is a gap of up to four words. ``unless`` are phrases that take the marker back wherever
    they stand in the claim.
    """

    kind: ClaimKind
    strength: ClaimStrength | None
    place: str
    subject: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()
    matches: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueKind:
    """What a reporting verb makes of what it governs: "urged [Kesh to stop]" is a demand.

    ``yields`` tells that the noun or verb it governs decides first: "reiterated [his thanks]" is protocol. ``acts``
    tells that it makes something of acts alone: "warned [Kesh not to come]", but "warned of [floods]".
    """

    kind: ClaimKind
    strength: ClaimStrength | None
    yields: bool = False
    acts: bool = False


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """All of it: ``clauses`` to cut by, ``markers`` by a first word of theirs, with the words that may
    stand behind it and those that may behind a gap, either empty where there is none, ``cues`` by lemma.

    ``clause_cues`` are those of the cues that decide for whole clauses too ("denied that A"), ``naming_cues`` those of
    verbs that say what something is ("called [it a disgrace]").
    """

    clauses: ClauseWords
    markers: Mapping[str, tuple[tuple[Marker, Phrase, frozenset[str], frozenset[str]], ...]]
    all_markers: tuple[Marker, ...]
    cues: Mapping[str, CueKind]
    clause_cues: Mapping[str, CueKind]
    naming_cues: Mapping[str, CueKind]


def build_claim_words(table: Mapping[str, Any]) -> ClaimWords:
    """Build the lookups from the parsed TOML table; raises LexiconError for what it cannot read."""
    irregular: Mapping[str, list[str]] = read_table("reporting")["forms"] | table.get("forms", {})
    spelling = _Spelling(irregular, _read_classes(table, irregular))
    cut = table["cut"]
    lemmas = {
        lemma
        for entry in table["cue"]
        for field in ("verbs", "clauses", "yielding", "acts")
        for lemma in entry.get(field, ())
    }
    bases = frozenset({*lemmas, *strings(cut, "bases", "claims.toml: cut")})
    clauses = ClauseWords(
        bases=bases,
        presents=frozenset(inflect(lemma, irregular)["present"] for lemma in bases if " " not in lemma),
        facts=_by_first(tuple(phrase.split()) for phrase in strings(cut, "facts", "claims.toml: cut")),
        **{
            name: frozenset(spelling.spell(strings(cut, name, "claims.toml: cut"), "claims.toml: cut"))
            for name in (
                "stressing", "conditions", "governors", "governing_nouns", "remarks", "joint", "directing",
                "directing_nouns", "frames", "speech_nouns", "befalling",
                "answers", "asking",
            )
        },
    )  # fmt: skip
    markers = tuple(
        _read_marker(entry, spelling, f"claims.toml: marker {n + 1}") for n, entry in enumerate(table["marker"])
    )
    indexed: dict[str, list[tuple[Marker, Phrase, frozenset[str], frozenset[str]]]] = {}
    for marker in markers:
        for phrase in marker.phrases:
            for word in sorted(phrase[0]):
                indexed.setdefault(word, []).append((marker, phrase, *_following(phrase)))
    cues: dict[str, CueKind] = {}
    whole: dict[str, CueKind] = {}
    naming: dict[str, CueKind] = {}
    for number, entry in enumerate(table["cue"]):
        where = f"claims.toml: cue {number + 1}"
        made = CueKind(_kind(entry, where), _strength(entry, where))
        for lemma in strings(entry, "verbs", where):
            cues[lemma] = made
        for lemma in strings(entry, "clauses", where):
            cues[lemma] = whole[lemma] = made
        for lemma in strings(entry, "acts", where):
            cues[lemma] = replace(made, acts=True)
        for lemma in strings(entry, "yielding", where):
            cues[lemma] = replace(made, yields=True)
        naming |= dict.fromkeys(strings(entry, "naming", where), made)
    return ClaimWords(clauses, {word: tuple(found) for word, found in indexed.items()}, markers, cues, whole, naming)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What the signs of the table stand for: "~" for all forms of a verb, "@" for the words of a class."""

    irregular: Mapping[str, list[str]]
    classes: Mapping[str, frozenset[str]]

    def spell(self, words: Iterable[str], where: str) -> Iterator[str]:
        for word in words:
            if word.startswith("~"):
                yield from inflect(word[1:], self.irregular).values()
            elif word.startswith("@"):
                if word[1:] not in self.classes:
                    raise LexiconError(f"{where}: no class {word!r}; known are {', '.join(sorted(self.classes))}")
                yield from self.classes[word[1:]]
            else:
                yield word


def _read_classes(table: Mapping[str, Any], irregular: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """The classes of single words; one may hold others that stand ahead of it."""
    classes: dict[str, frozenset[str]] = {}
    for name, text in table.get("classes", {}).items():
        where = f"claims.toml: class {name}"
        if not isinstance(text, str):
            raise LexiconError(f"{where} must be a string")
        classes[name] = frozenset(_Spelling(irregular, classes).spell(text.split(), where))
    return classes


def _following(phrase: Phrase) -> tuple[frozenset[str], frozenset[str]]:
    """What has to stand directly behind a phrase's first word, and what within a gap's width behind it."""
    if len(phrase) == 1 or phrase[1]:
        return (phrase[1] if len(phrase) > 1 else frozenset()), frozenset()
    return frozenset(), phrase[2]


def match_phrase(phrase: Phrase, lowers: list[str], start: int, end: int) -> int:
    """Where a phrase that begins at ``start`` ends, in words ahead of ``end``; -1 where it does not stand there."""
    at = start
    for number, part in enumerate(phrase):
        if part:
            if at >= end or lowers[at] not in part:
                return -1
            at += 1
            continue
        rest = phrase[number + 1 :]
        first = rest[0]
        farthest = -1
        for begin in range(at, min(at + WIDEST + 1, end)):
            if lowers[begin] in first:
                farthest = max(farthest, match_phrase(rest, lowers, begin, end))
        return farthest
    return at


def _read_marker(entry: Mapping[str, Any], spelling: _Spelling, where: str) -> Marker:
    if unknown := sorted(entry.keys() - _FIELDS):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    place, subject = entry.get("place", VERB), entry.get("subject", ANYONE)
    if place not in _PLACES or subject not in _SUBJECTS:
        raise LexiconError(f"{where}: place is one of {sorted(_PLACES)}, subject one of {sorted(_SUBJECTS)}")
    words = _list(entry, "words", where)
    if not words:
        raise LexiconError(f"{where} needs words")
    for field in ("words", "unless"):
        for text in _list(entry, field, where):
            parts = text.split()
            if GAP in (parts[0], parts[-1]) or [GAP, GAP] in (parts[n : n + 2] for n in range(len(parts))):
                raise LexiconError(f"{where}: {text!r} has a gap with no word on one side")
    return Marker(
        _kind(entry, where),
        _strength(entry, where),
        place,
        subject,
        tuple(_phrase(text, spelling, where) for text in words),
        tuple(_phrase(text, spelling, where) for text in _list(entry, "unless", where)),
        tuple(line.strip() for line in entry.get("matches", "").splitlines() if line.strip()),
        tuple(line.strip() for line in entry.get("avoids", "").splitlines() if line.strip()),
    )


def _list(entry: Mapping[str, Any], field: str, where: str) -> list[str]:
    value = entry.get(field, "")
    if not isinstance(value, str):
        raise LexiconError(f"{where}: {field!r} must be a string")
    return [part.strip() for part in value.replace("\n", ",").split(",") if part.strip()]


def _phrase(text: str, spelling: _Spelling, where: str) -> Phrase:
    return tuple(
        frozenset() if part == GAP else frozenset(spelling.spell(part.split("/"), where)) for part in text.split()
    )


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(sorted(listed, key=len, reverse=True)) for word, listed in found.items()}


def _kind(entry: Mapping[str, Any], where: str) -> ClaimKind:
    try:
        return ClaimKind(entry.get("kind", ""))
    except ValueError:
        raise LexiconError(f"{where}: kind is one of {', '.join(ClaimKind)}") from None


def _strength(entry: Mapping[str, Any], where: str) -> ClaimStrength | None:
    value = entry.get("strength")
    try:
        return None if value is None else ClaimStrength(value)
    except ValueError:
        raise LexiconError(f"{where}: strength is one of {', '.join(ClaimStrength)}") from None


@functools.cache
def load_claim_words() -> ClaimWords:
    """The shipped words, read once."""
    return build_claim_words(read_table("claims"))
