"""Which speakers a typed name means: as people type names, with suggestions where nobody answers to one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, column, func, select, table

from tracker.errors import AmbiguousNameError, NotFoundError
from tracker.lexicon.folding import fold
from tracker.records import SpeakerKind
from tracker.storage.forms import is_full_name
from tracker.storage.lists import is_among
from tracker.storage.models import Speaker, SpeakerName, StatementSpeaker, table_of
from tracker.storage.session import Session

if TYPE_CHECKING:
    from tracker.lexicon.actors import Actor, Actors

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_SPEAKING = table_of(StatementSpeaker)
_NAME_INDEX = table("speaker_name_fts", column("rowid"), column("speaker_name_fts"))

_NUMBER = re.compile(r"#?(\d{1,18})")
_LISTED = 8
_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker that a typed name may mean; ``confined`` is set where the name is known from one article alone."""

    speaker_id: int
    name: str
    folded: str
    kind: str
    country: str | None
    form: str
    confined: bool

    @property
    def label(self) -> str:
        """The name with what tells namesakes apart: "Foreign Ministry (organisation, CHN, #12)"."""
        details = [self.kind] if self.country is None else [self.kind, self.country]
        return f"{self.name} ({', '.join([*details, f'#{self.speaker_id}'])})"

    @property
    def lone(self) -> bool:
        """Whether this is a person of whom only a lone name is known."""
        return self.kind == SpeakerKind.PERSON.value and not is_full_name(self.folded)


def find_speakers(session: Session, typed: str, load_actors: Callable[[], Actors]) -> frozenset[int]:
    """The speakers meant by a typed name: a full name, an alias, a surname, a country by any of its names, or #number.

    A name that belongs to one speaker as a whole wins over those that merely contain it, a person over others. A
    surname that one known person bears also takes the speakers of whom no more than that surname is known. The actors
    are loaded only where the stored names leave the question open. Raises NotFoundError with suggestions, and
    AmbiguousNameError listing whom the name could mean.
    """
    wanted = fold(typed)
    if (number := _NUMBER.fullmatch(typed.strip())) is not None:
        known = session.execute(select(_SPEAKER.c.id).where(_SPEAKER.c.id == int(number[1]))).scalar()
        if known is not None:
            return frozenset({int(known)})
    if not wanted:
        raise NotFoundError(f"no speaker matches {typed!r}; `tracker speakers` lists their names")
    exact = [c for c in _by_form(session, wanted) if c.folded == wanted or not _is_lone_alias(c)]
    whole = [c for c in exact if not c.lone]
    for group in ([c for c in whole if c.folded == wanted], whole):
        if group:
            return _decide(typed, group)
    bearing = _by_words(session, wanted)
    persons = [c for c in bearing if c.kind == SpeakerKind.PERSON.value and not c.lone]
    lone = [c for c in (*exact, *bearing) if c.lone and c.folded == wanted]
    if persons:
        return _decide(typed, persons) | frozenset(c.speaker_id for c in lone)
    if lone:
        return frozenset(c.speaker_id for c in lone)
    actors = load_actors()
    meant = find_actors(actors, typed)
    if actors_found := [c for actor in meant for c in _of_actor(session, actor)]:
        return _decide(typed, actors_found)
    if bearing:
        return _decide(typed, bearing)
    raise NotFoundError(_suggest(session, typed, wanted, meant))


def find_speaker(session: Session, typed: str, load_actors: Callable[[], Actors]) -> int:
    """The one speaker meant by a typed name, for writing; raises what find_speakers does.

    Of a person and those of whom no more than the surname is known, the person is meant.
    """
    found = sorted(find_speakers(session, typed, load_actors))
    if len(found) == 1:
        return found[0]
    rows = session.execute(_named().where(_SPEAKER.c.id.in_(found), _NAME.c.folded == _SPEAKER.c.folded))
    known = {c.speaker_id: c for c in _candidates(rows) if not c.lone}
    if len(known) == 1:
        return next(iter(known))
    labels = ", ".join(c.label for c in (known or {c.speaker_id: c for c in _candidates(rows)}).values())
    raise AmbiguousNameError(f"{typed!r} matches several speakers{': ' + labels if labels else ''}; give a number")


def name_of(session: Session, typed: str, load_actors: Callable[[], Actors]) -> str:
    """The canonical name of whom a typed name means; of several, which share a surname, the fullest."""
    meant = sorted(find_speakers(session, typed, load_actors))
    rows = session.execute(
        select(_SPEAKER.c.name)
        .where(is_among(_SPEAKER.c.id, meant))
        .order_by(func.length(_SPEAKER.c.name).desc(), _SPEAKER.c.id)
    )
    return str(rows.scalars().first() or typed)


def list_names(session: Session, prefix: str, limit: int = 200) -> list[str]:
    """Canonical names of speakers one of whose names has a word that begins with ``prefix``, most statements first."""
    wanted = fold(prefix)
    counted = select(func.count()).where(_SPEAKING.c.speaker_id == _SPEAKER.c.id).correlate(_SPEAKER).scalar_subquery()
    query = select(_SPEAKER.c.name, counted.label("statements")).distinct()
    if wanted:
        query = query.join(_NAME, _NAME.c.speaker_id == _SPEAKER.c.id).where(
            _NAME.c.id.in_(_match_names(f'"{wanted}" *'))
        )
    rows = session.execute(query.order_by(counted.desc(), _SPEAKER.c.name).limit(limit))
    return list(dict.fromkeys(row.name for row in rows))


def _by_form(session: Session, wanted: str) -> list[Candidate]:
    return _candidates(session.execute(_named().where(_NAME.c.folded == wanted).order_by(_SPEAKER.c.id)))


def _by_words(session: Session, wanted: str) -> list[Candidate]:
    """Speakers one of whose names has every typed word."""
    words = " AND ".join(f'"{word}"' for word in wanted.split())
    return _candidates(session.execute(_named().where(_NAME.c.id.in_(_match_names(words))).order_by(_SPEAKER.c.id)))


def _match_names(query: str) -> Any:
    # Folded words are letters and digits only, so that quoting them is all the escaping there is to do.
    return select(_NAME_INDEX.c.rowid).where(_NAME_INDEX.c.speaker_name_fts.op("MATCH")(query))


def _named() -> Any:
    return select(
        _SPEAKER.c.id,
        _SPEAKER.c.name,
        _SPEAKER.c.folded,
        _SPEAKER.c.kind,
        _SPEAKER.c.country,
        _NAME.c.folded.label("form"),
        _NAME.c.article_id,
    ).join_from(_NAME, _SPEAKER, _SPEAKER.c.id == _NAME.c.speaker_id)


def _candidates(rows: Iterable[Row[Any]]) -> list[Candidate]:
    return [
        Candidate(row.id, row.name, row.folded, row.kind, row.country, row.form, row.article_id is not None)
        for row in rows
    ]


def _is_lone_alias(candidate: Candidate) -> bool:
    """Whether the form is a person's surname or given name by itself: others may bear it too."""
    return candidate.kind == SpeakerKind.PERSON.value and not is_full_name(candidate.form)


def _decide(typed: str, candidates: Iterable[Candidate]) -> frozenset[int]:
    distinct = {candidate.speaker_id: candidate for candidate in candidates}
    if len(distinct) > 1:
        labels = [candidate.label for candidate in distinct.values()]
        listed = ", ".join(labels[:_LISTED]) + (f" and {len(labels) - _LISTED} more" if len(labels) > _LISTED else "")
        raise AmbiguousNameError(f"{typed!r} matches several speakers: {listed}; give a full name or a number")
    return frozenset(distinct)


def find_actors(actors: Actors, typed: str) -> list[Actor]:
    """The states, organisations and media that a typed name means by the lexicon: several for "Dominican"."""
    # The lexicon reads running text, where "polish" is no Pole; who types a name leaves capitals out at will.
    for written in (typed, typed.title()):
        found = (
            actors.by_name(written)
            or actors.by_code(written)
            or actors.by_metonym(written)
            or actors.by_capital(written)
        )
        if found is not None:
            return [found]
        if several := actors.by_demonym(written):
            return list(several)
    return []


def _of_actor(session: Session, actor: Actor) -> list[Candidate]:
    query = _named().where(_SPEAKER.c.kind == actor.kind.value)
    if actor.kind is SpeakerKind.STATE and actor.code is not None:
        query = query.where(_SPEAKER.c.country == actor.code)
    else:
        query = query.where(_SPEAKER.c.folded == fold(actor.name))
    return _candidates(session.execute(query))


def _suggest(session: Session, typed: str, wanted: str, meant: list[Actor]) -> str:
    message = f"no speaker matches {typed!r}"
    if meant:
        return f"{message}: no statement by {' or '.join(actor.name for actor in meant)} is stored"
    names: dict[str, str] = {}
    for row in session.execute(select(_NAME.c.folded, _SPEAKER.c.name).join_from(_NAME, _SPEAKER)):
        names.setdefault(row.folded, row.name)
        for word in row.folded.split():
            names.setdefault(word, row.name)
    from difflib import get_close_matches

    close = get_close_matches(wanted, names, n=2 * _SUGGESTED, cutoff=0.7)
    suggested = list(dict.fromkeys(names[form] for form in close))[:_SUGGESTED]
    if not suggested:
        return f"{message}; `tracker speakers` lists their names"
    return f"{message}; did you mean {' or '.join(suggested)}?"
