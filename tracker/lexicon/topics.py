"""The topic vocabulary: what a statement may be about, and the words that bring each topic up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import LexiconError
from tracker.lexicon.tables import read_table, read_user_table, strings

GAP = ".."
_SUFFIX = re.compile(r"['’][^\W_]*")
_PART = re.compile(r"\*|[^\W_]+\*?(?:/[^\W_]+\*?)*")
_FIELDS = frozenset(
    {"label", "description", "parent", "terms", "weak", "hints", "unless", "exact_match", "matches", "avoids"},
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry of the vocabulary.

    ``terms`` are words and phrases: ``*`` stands for any ending of a word or any word, ``/`` parts alternatives for
    one word, ``..`` is a gap of up to four words, a word in capitals is met only in capitals. A topic comes up where a
    term stands outside the phrases of ``unless``; a term of ``weak`` brings it up only in few words
    among more of the topic, or together with another term or the same one again, as much is named in passing; one of
    ``hints`` counts only beside another term, or where all around is about the topic. ``matches`` and ``avoids`` are
    example sentences that do and do not bring it up. ``parent`` is the slug of a broader topic; ``exact_match`` are
    addresses of the same concept in published vocabularies.
    """

    slug: str
    label: str
    description: str
    terms: tuple[str, ...]
    unless: tuple[str, ...] = ()
    parent: str | None = None
    exact_match: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def load_topics(extra: Path | None = None) -> tuple[Topic, ...]:
    """The shipped topics in their printed order, an entry of the user's file ``extra`` replacing one of the same slug.

    Raises LexiconError for an unknown field, a missing label or term, or a parent that does not exist.
    """
    topics = dict(_read_topics(read_table("topics"), "topics.toml"))
    if extra is not None:
        topics.update(_read_topics(read_user_table(extra), str(extra)))
    for topic in topics.values():
        if topic.parent is not None and topic.parent not in topics:
            raise LexiconError(f"topic {topic.slug!r}: its parent {topic.parent!r} is not a topic")
    return tuple(topics.values())


def split_term(term: str) -> tuple[str, ...]:
    """The words of a term, each with its alternatives, and GAP between them.

    Hyphens part words as spaces do, and what follows an apostrophe does not count: the forms in which text is met.
    """
    return tuple(_SUFFIX.sub("", term).replace("-", " ").split())


def check_terms(terms: Iterable[str], where: str) -> tuple[str, ...]:
    """The terms as a word table would give them; raises LexiconError, naming ``where``, for one that is none."""
    return _read_terms({"terms": "\n".join(terms)}, "terms", where)


def descend(topics: Iterable[Topic], slug: str) -> frozenset[str]:
    """The slugs of a topic and of all topics below it; empty where there is no such topic."""
    children: dict[str | None, list[str]] = {}
    known = set()
    for topic in topics:
        children.setdefault(topic.parent, []).append(topic.slug)
        known.add(topic.slug)
    found: set[str] = set()
    waiting = [slug] if slug in known else []
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += children.get(current, [])
    return frozenset(found)


def _read_topics(table: Mapping[str, Any], where: str) -> dict[str, Topic]:
    # What stands outside the tables holds for every topic of the file: "the Minister of Energy" is not about energy.
    shared = _read_terms(table, "unless", where)
    return {
        slug: _read_topic(slug, entry, shared, f"{where}: topic {slug!r}")
        for slug, entry in table.items()
        if slug != "unless"
    }


def _read_topic(slug: str, entry: object, shared: tuple[str, ...], where: str) -> Topic:
    if not isinstance(entry, dict):
        raise LexiconError(f"{where} must be a table with a label and terms")
    if unknown := sorted(entry.keys() - _FIELDS):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    label, description, parent = (_read_text(entry, field, where) for field in ("label", "description", "parent"))
    terms = _read_terms(entry, "terms", where)
    if not label or not terms:
        raise LexiconError(f"{where} needs a label and at least one term")
    return Topic(
        slug=slug,
        label=label,
        description=description,
        terms=terms,
        weak=_read_terms(entry, "weak", where),
        hints=_read_terms(entry, "hints", where),
        unless=_read_terms(entry, "unless", where) + shared,
        parent=parent or None,
        exact_match=strings(entry, "exact_match", where),
        matches=_read_lines(entry, "matches", where),
        avoids=_read_lines(entry, "avoids", where),
    )


def _read_terms(entry: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    text = _read_text(entry, field, where).replace(",", "\n")
    terms = tuple(" ".join(term.split()) for term in text.split("\n") if term.strip())
    for term in terms:
        parts = split_term(term)
        if (
            parts[0] in (GAP, "*")
            or parts[-1] == GAP
            or not all(part == GAP or _PART.fullmatch(part) for part in parts)
        ):
            raise LexiconError(
                f"{where}: {term!r} is not made of words, with * for any ending or (not at its beginning) any word,"
                f" / between alternatives and {GAP} between words"
            )
    return terms


def _read_lines(entry: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in _read_text(entry, field, where).splitlines() if line.strip())


def _read_text(entry: Mapping[str, Any], field: str, where: str) -> str:
    value = entry.get(field, "")
    if not isinstance(value, str):
        raise LexiconError(f"{where}: {field!r} must be a string")
    return value
