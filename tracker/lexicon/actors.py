"""The actors table: states, organisations and media with every name they go by, and fast lookups over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation or medium and the forms it is written in.

    ``key`` is unique in the table (a state's alpha-3 code, a slug for others); ``code`` is ISO 3166 alpha-3 or None
    (XKX, user-assigned, for Kosovo); ``names`` are further names and abbreviations; ``demonyms`` are adjectives ("Chinese"),
    ``people`` nouns for its people ("Frenchman"); ``capitals`` holds every name of the capital, the usual one first;
    ``metonyms`` are places and buildings that stand for it, without "the"; ``seat`` is an organisation's city, ``country``
    the alpha-3 of a medium's or institution's state.
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
    """The table with its lookups; all take a form as printed, with or without "the", case, accents and dots.

    A form that several actors of today share belongs to none of them in the single-valued lookups; a historical state
    answers only where no state of today does.
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
        """The one actor that goes by this name, official name or abbreviation, else None."""
        return _only(self._names.get(_fold_name(text), ()))

    def by_demonym(self, word: str) -> tuple[Actor, ...]:
        """The actors whose adjective or people noun this is; several for "Dominican", none for other words."""
        return self._demonyms.get(_fold_name(word), ())

    def by_capital(self, name: str) -> Actor | None:
        """The state whose capital goes by this name, else None."""
        return _only(self._capitals.get(_fold_name(name), ()))

    def by_metonym(self, name: str) -> Actor | None:
        """The actor that this building or place stands for ("the Kremlin", "Zhongnanhai"), else None."""
        return _only(self._metonyms.get(_fold_name(name), ()))

    def by_code(self, alpha3: str) -> Actor | None:
        """The state with this ISO 3166 alpha-3 code, in any case, else None."""
        return self._codes.get(alpha3.strip().upper())


def load_actors(extra: Path | None = None) -> Actors:
    """The shipped table, merged with a user's file of the same form; an entry there replaces one of the same key.

    Raises LexiconError for an unknown section or field, or a row without a name.
    """
    rows = {row.key: row for row in _read_rows(read_table("actors"), "actors.toml")}
    if extra is not None:
        rows.update((row.key, row) for row in _read_rows(read_user_table(extra), str(extra)))
    return build_actors(rows.values())


def build_actors(rows: Iterable[Actor]) -> Actors:
    """The lookups over ``rows``."""
    kept = tuple(rows)
    return Actors(
        rows=kept,
        _names=_index((form, row) for row in kept for form in row.forms),
        _demonyms=_index((form, row) for row in kept for form in (*row.demonyms, *row.people)),
        _capitals=_index((form, row) for row in kept for form in row.capitals),
        _metonyms=_index((form, row) for row in kept for form in row.metonyms),
        _codes={row.code: row for row in kept if row.code is not None},
    )


def _index(pairs: Iterable[tuple[str, Actor]]) -> _Index:
    found: dict[str, dict[str, Actor]] = {}
    for form, row in pairs:
        found.setdefault(_fold_name(form), {})[row.key] = row
    return {
        form: tuple(row for row in rows.values() if not row.historical) or tuple(rows.values())
        for form, rows in found.items()
    }


def _only(rows: tuple[Actor, ...]) -> Actor | None:
    return rows[0] if len(rows) == 1 else None


def _fold_name(text: str) -> str:
    return fold(text).removeprefix("the ")


def _read_rows(table: Mapping[str, Any], where: str) -> Iterator[Actor]:
    for section, entries in table.items():
        if section not in _SECTIONS or not isinstance(entries, dict):
            raise LexiconError(f"{where}: unknown section {section!r}; known are {', '.join(_SECTIONS)}")
        for key, entry in entries.items():
            yield _read_row(section, key, entry, f"{where}: {section}.{key}")


def _read_row(section: str, key: str, entry: object, where: str) -> Actor:
    if not isinstance(entry, dict):
        raise LexiconError(f"{where} must be a table with a name")
    if unknown := sorted(entry.keys() - _FIELDS):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    name, official, seat, country, code = (
        _read_text(entry, field_name, where) for field_name in ("name", "official", "seat", "country", "code")
    )
    if name is None:
        raise LexiconError(f"{where} needs a name")
    if code is None and section in ("un", "states", "territories"):
        code = key
    return Actor(
        key=key,
        name=name,
        kind=_SECTIONS[section],
        code=code,
        official=official,
        names=strings(entry, "names", where),
        demonyms=strings(entry, "adjectives", where),
        people=strings(entry, "people", where),
        capitals=strings(entry, "capital", where),
        metonyms=strings(entry, "metonyms", where),
        seat=seat,
        country=country,
        un=section == "un",
        historical=section == "historical",
    )


def _read_text(entry: dict[str, Any], field_name: str, where: str) -> str | None:
    value = entry.get(field_name)
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise LexiconError(f"{where}: {field_name!r} must be a string that is not empty")
    return value
