"""The reporting verbs and speech nouns of lexicon/en/reporting.toml, inflected and indexed by printed form."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.lexicon.tables import read_table

CLAUSE, THAT_ONLY, QUOTE, TELL, QUESTION = "clause", "that_only", "quote", "tell", "question"
DIRECTIVE, INFINITIVE, OBJECT, DITRANSITIVE, SPEECH, AS, NAMING = (
    "directive",
    "infinitive",
    "object",
    "ditransitive",
    "speech",
    "as",
    "naming",
)


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One verb with all the frames it can report in.

    ``frames`` are those of the bare verb; ``tails`` maps what must follow the verb ("out", "for", "it clear") to the
    frames it then has. ``optional`` frames are borderline as statements; ``negative`` marks refusals.
    """

    lemma: str
    frames: frozenset[str]
    tails: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = ()
    optional: frozenset[str] = frozenset()
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting words: ``verbs`` by lower-cased printed form, with the noun lists that frames need.

    A sentence without any of ``cue_words`` (lower case) reports nothing; ``pasts`` and
    ``presents`` are the verbs' tenses ("said", "says").
    """

    verbs: Mapping[str, ReportingVerb]
    speech_nouns: frozenset[str]
    light_verbs: frozenset[str]
    needs_complement: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    nominal_nouns: frozenset[str]
    documents: frozenset[str]
    arguments: frozenset[str]
    cue_words: frozenset[str]
    pasts: frozenset[str]
    presents: frozenset[str]


def inflect(lemma: str, irregular: Mapping[str, list[str]]) -> dict[str, str]:
    """Give a verb's printed forms by name: base, present, past, participle, gerund (regular English spelling)."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        stem_ed, stem_ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem_ed, stem_ing = lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith("e"):
        stem_ed, stem_ing = lemma + "d", lemma + "ing"
    else:
        stem_ed, stem_ing = lemma + "ed", lemma + "ing"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        present = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        present = lemma[:-1] + "ies"
    else:
        present = lemma + "s"
    past, participle = stem_ed, stem_ed
    if lemma in irregular:
        past, participle = irregular[lemma][:2]
        if past.endswith("ed") and len(past) > len(lemma) + 2:  # doubled consonant: admitted, admitting
            stem_ing = past[:-2] + "ing"
        elif lemma in _DOUBLED:
            stem_ing = lemma + lemma[-1] + "ing"
    return {"base": lemma, "present": present, "past": past, "participle": participle, "gerund": stem_ing}


_DOUBLED = frozenset({"set", "put", "hit", "begin"})


def build_reporting(table: Mapping[str, Any]) -> Reporting:
    """Build the index from the parsed TOML table."""
    irregular: dict[str, list[str]] = table["forms"]
    frames: dict[str, set[str]] = {}
    tails: dict[str, dict[tuple[str, ...], set[str]]] = {}
    optional: dict[str, set[str]] = {}
    negative: set[str] = set()
    for group in table["group"]:
        own = set(group["frames"])
        for verb in group.get("verbs", ()) if "pairs" not in group else ():
            head, *tail = verb.split()
            if tail:
                tails.setdefault(head, {}).setdefault(tuple(tail), set()).update(own)
                frames.setdefault(head, set())
            else:
                frames.setdefault(verb, set()).update(own)
        for phrase in [*group.get("phrases", ()), *(" ".join(pair) for pair in group.get("pairs", ()))]:
            head, *rest = phrase.split()
            tails.setdefault(head, {}).setdefault(tuple(rest), set()).update(own)
            frames.setdefault(head, set())
        for verb in group.get("optional", ()):
            optional.setdefault(verb, set()).update(own)
        negative.update(group.get("negative", ()))
    verbs: dict[str, ReportingVerb] = {}
    pasts: set[str] = set()
    presents: set[str] = set()
    for lemma, own in frames.items():
        ordered = sorted(tails.get(lemma, {}).items(), key=lambda item: -len(item[0]))
        entry = ReportingVerb(
            lemma,
            frozenset(own),
            tuple((tail, frozenset(kinds)) for tail, kinds in ordered),
            frozenset(optional.get(lemma, ())),
            lemma in negative,
        )
        inflected = inflect(lemma, irregular)
        pasts.add(inflected["past"])
        presents.add(inflected["present"])
        forms = set(inflected.values()) | set(table["spellings"].get(lemma, ()))
        if lemma in table["hyphenated"]["verbs"]:
            forms |= {f"re-{form[2:]}" for form in forms}
            pasts.add(f"re-{inflected['past'][2:]}")
            presents.add(f"re-{inflected['present'][2:]}")
        for form in sorted(forms):
            verbs.setdefault(form, entry)
    nouns = table["speech_nouns"]
    arguments = frozenset(table["nominal"]["arguments"])
    return Reporting(
        verbs,
        frozenset(nouns["nouns"]) | frozenset(n + "s" for n in nouns["nouns"]) | frozenset(_plural_y(nouns["nouns"])),
        frozenset(nouns["light"]),
        frozenset(nouns["needs_complement"]),
        tuple(tuple(phrase.split()) for phrase in table["according"]["phrases"]),
        frozenset(table["nominal"]["nouns"]) | frozenset(n + "s" for n in table["nominal"]["nouns"]),
        frozenset(table["nominal"]["documents"]),
        arguments,
        arguments
        | frozenset(verbs)
        | {phrase.split()[0] for phrase in table["according"]["phrases"]}
        | {"put", "puts"},
        frozenset(pasts),
        frozenset(presents),
    )


def _plural_y(nouns: list[str]) -> list[str]:
    return [n[:-1] + "ies" for n in nouns if n.endswith("y")] + [n + "es" for n in nouns if n.endswith("sh")]


@functools.cache
def load_reporting() -> Reporting:
    """Load the shipped reporting words."""
    return build_reporting(read_table("reporting"))
