"""The actors table: states, organisations and media with every name they go by, and fast lookups over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from tracker.errors import LexiconError
from tracker.lexicon.folding import fold
from tracker.lexicon.tables import read_table, read_user_table, strings
from tracker.records import SpeakerKind

_SECTIONS = {
    "un": SpeakerKind.STATE,
    "states": SpeakerKind.STATE,
    "territories": SpeakerKind.STATE,
    "historical": SpeakerKind.STATE,
    "organisations": SpeakerKind.ORGANISATION,
    "media": SpeakerKind.MEDIA,
}
_FIELDS = frozenset(
    {"name", "official", "names", "adjectives", "people", "capital", "metonyms", "seat", "code", "country"},
)
_CODED = frozenset({"un", "states", "territories"})
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation or medium and the forms it is written in, none of them with "the".

    ``key`` is unique in the table (a state's alpha-3 code, a slug for others); ``code`` is ISO 3166 alpha-3 (for a
    historical state that of ISO 3166-3, for Kosovo the user-assigned XKX) or None. ``names`` are further names and
    abbreviations; ``demonyms`` are adjectives ("Chinese"), ``people`` nouns for its people ("Frenchman", "Danes");
    ``capitals`` holds every name of the capital, the usual one first; ``metonyms`` are places and buildings that stand
    for it; ``seat`` is an organisation's city; ``country`` is the alpha-3 of the state that it belongs to.
    """

    key: str
    name: str
    kind: SpeakerKind
    code: str | None = None
    official: str | None = None
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    seat: str | None = None
    country: str | None = None
    un: bool = False
    historical: bool = False

    @property
    def capital(self) -> str | None:
        """The capital's usual name, or None."""
        return self.capitals[0] if self.capitals else None

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name: the short one, the official one, further names and abbreviations."""
        official = () if self.official is None else (self.official,)
        return (self.name, *official, *self.names)


_Index = Mapping[str, tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Actors:
    """The table with its lookups, all by whole forms, with or without "the", accents, dots and hyphens.

    Case does not count, with two exceptions that keep ordinary words apart from names: an abbreviation in capitals
    is met only in capitals ("US", "U.S.", "WHO", never "us" or "who"), and demonyms and media need a capital letter
    ("Polish", "The Guardian"). A historical state answers only where no actor of today does.
    """

    rows: tuple[Actor, ...]
    _names: _Index = field(repr=False)
    _demonyms: _Index = field(repr=False)
    _capitals: _Index = field(repr=False)
    _metonyms: _Index = field(repr=False)
    _codes: Mapping[str, Actor] = field(repr=False)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def by_name(self, text: str) -> Actor | None:
        """The one actor that goes by this name, official name or abbreviation; None for the ambiguous ("Congo")."""
        found = _only(_look_up(self._names, text))
        if found is not None and found.kind is SpeakerKind.MEDIA and _drop_article(text).islower():
            return None
        return found

    def by_demonym(self, word: str) -> tuple[Actor, ...]:
        """The actors whose adjective or people noun this is: several for "Dominican", none for other words."""
        return () if word.islower() else _look_up(self._demonyms, word)

    def by_capital(self, name: str) -> Actor | None:
        """The state whose capital goes by this name, else None."""
        return _only(_look_up(self._capitals, name))

    def by_metonym(self, name: str) -> Actor | None:
        """The actor that this building or place stands for ("the Kremlin", "Zhongnanhai"), else None."""
        return _only(_look_up(self._metonyms, name))

    def by_code(self, alpha3: str) -> Actor | None:
        """The state with this ISO 3166 alpha-3 code, in any case, else None."""
        return self._codes.get(alpha3.strip().upper())


def load_actors(extra: Path | None = None) -> Actors:
    """The shipped table, merged with a user's file of the same form; an entry there replaces one of the same key.

    Raises LexiconError for an unknown section or field, a row without a name, or a form that two rows claim without
    its being listed as ambiguous.
    """
    table = read_table("actors")
    rows = {row.key: row for row in _read_rows(table, "actors.toml")}
    ambiguous = strings(table, "ambiguous", "actors.toml")
    if extra is not None:
        table = read_user_table(extra)
        rows.update((row.key, row) for row in _read_rows(table, str(extra)))
        ambiguous += strings(table, "ambiguous", str(extra))
    return build_actors(rows.values(), ambiguous)


def build_actors(rows: Iterable[Actor], ambiguous: Iterable[str] = ()) -> Actors:
    """The lookups over ``rows``; raises LexiconError where two rows claim a form that is not in ``ambiguous``."""
    kept = tuple(rows)
    shared = frozenset(map(_key, ambiguous))
    return Actors(
        rows=kept,
        _names=_index(((form, row) for row in kept for form in row.forms), shared),
        _demonyms=_index(((form, row) for row in kept for form in (*row.demonyms, *row.people)), shared),
        _capitals=_index(((form, row) for row in kept for form in row.capitals), shared),
        _metonyms=_index(((form, row) for row in kept for form in row.metonyms), shared),
        _codes={row.code: row for row in kept if row.code is not None},
    )


def _index(pairs: Iterable[tuple[str, Actor]], shared: frozenset[str]) -> _Index:
    found: dict[str, tuple[Actor, ...]] = {}
    for form, row in pairs:
        key = _key(form)
        rows = found.get(key, ())
        if rows and rows[-1] is row:
            continue
        if rows and row.historical != rows[0].historical:
            found[key] = rows if row.historical else (row,)
            continue
        if rows and key not in shared:
            raise LexiconError(
                f"{form!r} belongs to both {rows[0].key} and {row.key} in the actors table;"
                " give it to one of them, or list it under 'ambiguous'"
            )
        found[key] = (*rows, row)
    return found


@lru_cache(maxsize=16384)  # extraction asks for the same capitalised words over and over, most of them in no table
def _key(form: str) -> str:
    # Abbreviations keep their capitals, everything else is folded: the two never meet in the index. "The Sun" keeps
    # its article, for a bare Sun is no newspaper; "The Straits Times" does without.
    bare = _drop_article(form)
    if bare is not form and " " not in bare:
        return fold(form)
    bare = bare.replace(".", "")
    return bare if bare.isupper() else fold(bare)


def _look_up(index: _Index, text: str) -> tuple[Actor, ...]:
    text = text.strip()
    key = _key(text)
    found = index.get(key)
    if found is None and (bare := _drop_article(text)) is not text:
        found = index.get(key := _key(bare))
    if found is None and key.isupper():
        found = index.get(fold(key))  # a headline's CHINA is no abbreviation
    return found or ()


def _drop_article(text: str) -> str:
    return text[4:].lstrip() if text[:4].lower() == "the " else text


def _only(rows: tuple[Actor, ...]) -> Actor | None:
    return rows[0] if len(rows) == 1 else None


def _read_rows(table: Mapping[str, Any], where: str) -> Iterator[Actor]:
    for section, entries in table.items():
        if section == "ambiguous":
            continue
        if section not in _SECTIONS or not isinstance(entries, dict):
            raise LexiconError(f"{where}: unknown section {section!r}; known are {', '.join(_SECTIONS)}")
        for key, entry in entries.items():
            yield _read_row(section, key, entry, f"{where}: {section}.{key}")


def _read_row(section: str, key: str, entry: object, where: str) -> Actor:
    if not isinstance(entry, dict):
        raise LexiconError(f"{where} must be a table with a name")
    if not entry.keys() <= _FIELDS:
        unknown = min(entry.keys() - _FIELDS)
        raise LexiconError(f"{where}: unknown field {unknown!r}; known are {', '.join(sorted(_FIELDS))}")
    name = _read_text(entry, "name", where)
    if name is None:
        raise LexiconError(f"{where} needs a name")
    demonyms = strings(entry, "adjectives", where)
    return Actor(
        key=key,
        name=name,
        kind=_SECTIONS[section],
        code=_read_text(entry, "code", where) or (key if section in _CODED and _CODE.fullmatch(key) else None),
        official=_read_text(entry, "official", where),
        names=strings(entry, "names", where),
        demonyms=demonyms,
        # "Angolan" gives Angolan and Angolans; a row whose people go by other nouns lists them.
        people=strings(entry, "people", where) if "people" in entry else _add_plural(demonyms[:1]),
        capitals=strings(entry, "capital", where),
        metonyms=strings(entry, "metonyms", where),
        seat=_read_text(entry, "seat", where),
        country=_read_text(entry, "country", where),
        un=section == "un",
        historical=section == "historical",
    )


def _add_plural(demonyms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for demonym in demonyms for form in (demonym, f"{demonym}s"))


def _read_text(entry: dict[str, Any], name: str, where: str) -> str | None:
    value = entry.get(name)
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise LexiconError(f"{where}: {name!r} must be a string that is not empty")
    return value
