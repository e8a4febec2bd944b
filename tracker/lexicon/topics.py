"""The topic vocabulary: what a statement may be about, and the words that bring each topic up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import LexiconError
from tracker.lexicon.tables import read_table, read_user_table, strings

_FIELDS = frozenset(
    {"label", "description", "parent", "terms", "unless", "exact_match", "matches", "avoids"},
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry of the vocabulary.

    ``terms`` are words and phrases in lower case, ``*`` standing for any ending of a word; a topic comes up where one
    of them stands outside the phrases of ``unless``. ``matches`` and ``avoids`` are example sentences that do and do
    not bring it up. ``parent`` is the slug of a broader topic; ``exact_match`` are addresses of the same concept in
    published vocabularies.
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


def _read_topics(table: Mapping[str, Any], where: str) -> dict[str, Topic]:
    return {slug: _read_topic(slug, entry, f"{where}: topic {slug!r}") for slug, entry in table.items()}


def _read_topic(slug: str, entry: object, where: str) -> Topic:
    if not isinstance(entry, dict):
        raise LexiconError(f"{where} must be a table with a label and terms")
    if unknown := sorted(entry.keys() - _FIELDS):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    label, description, parent = (_read_text(entry, field, where) for field in ("label", "description", "parent"))
    terms = strings(entry, "terms", where)
    if not label or not terms:
        raise LexiconError(f"{where} needs a label and at least one term")
    return Topic(
        slug=slug,
        label=label,
        description=description,
        terms=terms,
        unless=strings(entry, "unless", where),
        parent=parent or None,
        exact_match=strings(entry, "exact_match", where),
        matches=strings(entry, "matches", where),
        avoids=strings(entry, "avoids", where),
    )


def _read_text(entry: dict[str, Any], field: str, where: str) -> str:
    value = entry.get(field, "")
    if not isinstance(value, str):
        raise LexiconError(f"{where}: {field!r} must be a string")
    return value
