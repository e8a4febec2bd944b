"""Filing an article's speakers: each reference joins the stored speaker that it surely means, or becomes one.

A person is joined by a full name only, in the stored canonical form or one that shortens or lengthens it (a middle
name) where an article prints both or the same post, or by a name that a person recorded. A lone surname joins by office
and country at that date; without them it becomes a speaker of its article alone, so that the Smith of one article is
never the Smith of another. States are known by their country, organisations and offices by name and country, media,
documents, groups and unnamed sources by name. What a person decided (names of origin "hand") comes before all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from tracker.edtf import EdtfDate
from tracker.lexicon.folding import fold
from tracker.lexicon.titles import load_titles
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.forms import fold_name, is_full_name, same_person_form
from tracker.storage.lists import is_listed, one_list
from tracker.storage.models import PostHeld, Speaker, SpeakerName, table_of
from tracker.storage.posts import find_holder
from tracker.storage.rows import fetch_rows, insert_rows, next_ids
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)

# Stored names that could be meant: ("name", folded form) or ("state", country) -> rows.
_Names = dict[tuple[str, str], list[Any]]

_KNOWN = (
    select(
        _SPEAKER.c.id,
        _SPEAKER.c.kind,
        _SPEAKER.c.country,
        _SPEAKER.c.folded.label("canonical"),
        _NAME.c.folded.label("form"),
        _NAME.c.article_id,
        _NAME.c.origin,
    )
    .join_from(_NAME, _SPEAKER, _SPEAKER.c.id == _NAME.c.speaker_id)
    .order_by(_SPEAKER.c.id)
)
_BY_FORM = _KNOWN.where(is_listed(_NAME.c.folded))
_STATES = _KNOWN.where(_SPEAKER.c.kind == SpeakerKind.STATE.value, is_listed(_SPEAKER.c.country))
_NAMESAKES = select(_SPEAKER.c.id, _SPEAKER.c.folded, _SPEAKER.c.country).where(
    _SPEAKER.c.kind == SpeakerKind.PERSON.value,
    _SPEAKER.c.folded >= bindparam("begin"),
    _SPEAKER.c.folded < bindparam("end"),
    select(_POST.c.id).where(_POST.c.speaker_id == _SPEAKER.c.id, is_listed(_POST.c.role_folded)).exists(),
)
_FORMS = select(_NAME.c.speaker_id, _NAME.c.folded).where(is_listed(_NAME.c.speaker_id))

# Kinds whose other forms ("the ministry", "officials") name nobody outside their article.
_WITHOUT_ALIASES = frozenset({SpeakerKind.GROUP, SpeakerKind.UNNAMED, SpeakerKind.DOCUMENT, SpeakerKind.OFFICE})


@dataclass(frozen=True, slots=True)
class SpeakerIdentity:
    """What two references of one article share when they mean the same speaker."""

    kind: SpeakerKind
    folded: str
    country: str | None


@dataclass(slots=True)
class Filed:
    """The outcome: the row number of every reference's speaker, which were made, and the persons with their numbers."""

    ids: dict[SpeakerIdentity, int] = field(default_factory=dict)
    created: list[int] = field(default_factory=list)
    confined: set[int] = field(default_factory=set)
    persons: list[tuple[int, SpeakerReference]] = field(default_factory=list)


def identify(reference: SpeakerReference) -> SpeakerIdentity:
    """The identity of a reference within its article."""
    return SpeakerIdentity(reference.kind, fold_name(reference.name), reference.country)


def file_speakers(
    session: Session, references: Iterable[SpeakerReference], article_id: int, published: EdtfDate | None
) -> Filed:
    """Find or make the speaker of every reference, with names; ``article_id`` must be stored already.

    The posts that the article prints are the caller's to note (posts.py): an article that is read anew was counted.
    """
    grouped: dict[SpeakerIdentity, list[SpeakerReference]] = {}
    for reference in references:
        grouped.setdefault(identify(reference), []).append(reference)
    filed = Filed()
    if not grouped:
        return filed
    known = _load_known(session, grouped)
    also = {identity: _printed_forms(alike) for identity, alike in grouped.items()}
    made: list[SpeakerIdentity] = []
    for identity, alike in grouped.items():
        found = _choose(identity, also[identity], known, article_id)
        if found is None and identity.kind is SpeakerKind.PERSON:
            found = _find_by_post(session, identity, alike, published)
        if found is None:
            made.append(identity)
        else:
            filed.ids[identity] = found
    _make_speakers(session, made, grouped, article_id, filed)
    _note_names(session, grouped, article_id, filed)
    filed.persons.extend(
        (filed.ids[identity], reference)
        for identity, alike in grouped.items()
        if identity.kind is SpeakerKind.PERSON
        for reference in alike
    )
    return filed


def _load_known(session: Session, identities: Mapping[SpeakerIdentity, Sequence[SpeakerReference]]) -> _Names:
    """The stored names that could be meant, by folded form, and states by country."""
    known: _Names = {}
    forms = {form for identity, alike in identities.items() for form in (identity.folded, *_printed_forms(alike))}
    for row in fetch_rows(session, _BY_FORM, one_list(forms)):
        known.setdefault(("name", row.form), []).append(row)
    countries = {identity.country for identity in identities if identity.kind is SpeakerKind.STATE and identity.country}
    if countries:
        for row in fetch_rows(session, _STATES, one_list(countries)):
            known.setdefault(("state", row.country or ""), []).append(row)
    return known


def _printed_forms(alike: Sequence[SpeakerReference]) -> tuple[str, ...]:
    """The other full names that the article prints for a person: it says itself that they are one."""
    if alike[0].kind is not SpeakerKind.PERSON:
        return ()
    folded = (fold_name(name) for reference in alike for name in reference.names)
    return tuple(dict.fromkeys(form for form in folded if is_full_name(form)))


def _choose(identity: SpeakerIdentity, also: Sequence[str], known: _Names, article_id: int) -> int | None:
    named = known.get(("name", identity.folded), ())
    here = [row for row in named if row.article_id == article_id]
    for decided in (True, False):
        for row in here:
            if (row.origin == "hand") is decided and (decided or row.kind == identity.kind.value):
                return int(row.id)
    everywhere = [row for row in named if row.article_id is None]
    if (found := _settle(identity, [row for row in everywhere if _is_decided(identity, row)])) is not None:
        return found
    if identity.kind is SpeakerKind.STATE and identity.country:
        states = known.get(("state", identity.country), ())
        if states:
            return int(states[0].id)
    if (fitting := [row for row in everywhere if _fits(identity, row)]) or identity.kind is not SpeakerKind.PERSON:
        return _settle(identity, fitting)
    if not is_full_name(identity.folded):
        return None
    rows = [row for form in also for row in known.get(("name", form), ()) if row.article_id is None]
    return _settle(identity, [row for row in rows if _fits(identity, row)])


def _settle(identity: SpeakerIdentity, fitting: Sequence[Any]) -> int | None:
    """The one speaker of these, or None for a tie.

    Who is called just so comes before whom that form shortens ("Wanda Orlo" before "Wanda R. Orlo"), and of namesakes
    the one of the same country.
    """
    if len({row.id for row in fitting}) > 1:
        fitting = [row for row in fitting if row.canonical == identity.folded] or fitting
    if len({row.id for row in fitting}) > 1:
        fitting = [row for row in fitting if identity.country and row.country == identity.country]
    ids = {int(row.id) for row in fitting}
    return ids.pop() if len(ids) == 1 else None


def _is_decided(identity: SpeakerIdentity, row: Any) -> bool:
    """Tell whether a person said that this form means this speaker, whatever kind the machine takes it for.

    A lone surname recorded so still says nothing about other articles, and a ministry of one country is none of
    another's; a speaker's own name decides only where extraction errs on the kind of somebody without a table entry.
    """
    if row.origin != "hand":
        return False
    if identity.kind is SpeakerKind.PERSON and not is_full_name(identity.folded):
        return False
    if row.form == row.canonical and row.kind != identity.kind.value:
        return identity.kind not in (SpeakerKind.STATE, SpeakerKind.MEDIA)
    if identity.kind is SpeakerKind.OFFICE or (identity.kind is SpeakerKind.ORGANISATION and identity.country):
        return row.country is None or bool(row.country == identity.country)
    return bool(row.form != row.canonical)


def _fits(identity: SpeakerIdentity, row: Any) -> bool:
    if row.kind != identity.kind.value:
        return False
    if identity.kind is SpeakerKind.PERSON:
        return is_full_name(identity.folded) and same_person_form(identity.folded, row.canonical)
    if row.form != row.canonical:
        return False
    if identity.kind is SpeakerKind.OFFICE and identity.country is None:
        return False
    return identity.kind is SpeakerKind.MEDIA or row.country == identity.country


def _find_by_post(
    session: Session, identity: SpeakerIdentity, alike: Sequence[SpeakerReference], published: EdtfDate | None
) -> int | None:
    """A person by the post printed: of a lone surname with its country, of a full name less or more a middle name."""
    roles = {fold(reference.role) for reference in alike if reference.role}
    if not roles:
        return None
    if is_full_name(identity.folded):
        return _find_namesake(session, identity, roles)
    if identity.country is None or published is None:
        return None
    surname = [part for part in identity.folded.split() if part not in load_titles().honorifics]
    return find_holder(session, surname, roles, identity.country, published)


def _find_namesake(session: Session, identity: SpeakerIdentity, roles: Collection[str]) -> int | None:
    """The one person of the same first and last name and one of these posts: "Wanda Orlo", "Wanda R. Orlo"."""
    first, *_, last = identity.folded.split()
    # From "wanda " to "wanda!": what begins with the word, found by the index.
    bounds = {"begin": f"{first} ", "end": f"{first}!", **one_list(roles)}
    found = {
        int(row.id)
        for row in fetch_rows(session, _NAMESAKES, bounds)
        if row.folded.split()[-1] == last
        and same_person_form(identity.folded, row.folded)
        and (row.country is None or identity.country in (None, row.country))
    }
    return found.pop() if len(found) == 1 else None


def _make_speakers(
    session: Session,
    made: Sequence[SpeakerIdentity],
    grouped: Mapping[SpeakerIdentity, Sequence[SpeakerReference]],
    article_id: int,
    filed: Filed,
) -> None:
    if not made:
        return
    (first,) = next_ids(session, _SPEAKER)
    speakers, names = [], []
    for number, identity in enumerate(made, first):
        name = grouped[identity][0].name
        speakers.append(
            {
                "id": number,
                "name": name,
                "folded": identity.folded,
                "kind": identity.kind.value,
                "country": identity.country,
            }
        )
        scope = article_id if _is_confined(identity, grouped[identity]) else None
        if scope is not None:
            filed.confined.add(number)
        names.append({"speaker_id": number, "name": name, "folded": identity.folded, "article_id": scope})
        filed.ids[identity] = number
        filed.created.append(number)
    insert_rows(session, _SPEAKER, speakers)
    insert_rows(session, _NAME, names)


def _is_confined(identity: SpeakerIdentity, alike: Sequence[SpeakerReference]) -> bool:
    """Tell whether the name means somebody in its own article only."""
    if identity.kind is SpeakerKind.OFFICE:
        return identity.country is None
    if identity.kind is not SpeakerKind.PERSON or is_full_name(identity.folded):
        return False
    return identity.country is None or not any(reference.role for reference in alike)


def _note_names(
    session: Session,
    grouped: Mapping[SpeakerIdentity, Sequence[SpeakerReference]],
    article_id: int,
    filed: Filed,
) -> None:
    """Record the other forms that the article prints."""
    wanted: dict[tuple[int, str], str] = {}
    for identity, alike in grouped.items():
        if identity.kind in _WITHOUT_ALIASES:
            continue
        for reference in alike:
            for name in (reference.name, *reference.names):
                wanted.setdefault((filed.ids[identity], fold_name(name)), name)
    if not wanted:
        return
    stored = fetch_rows(session, _FORMS, one_list({speaker_id for speaker_id, _ in wanted}))
    missing = wanted.keys() - {(row.speaker_id, row.folded) for row in stored}
    rows = [
        {
            "speaker_id": speaker_id,
            "name": wanted[speaker_id, folded],
            "folded": folded,
            "article_id": article_id if speaker_id in filed.confined else None,
        }
        for speaker_id, folded in sorted(missing)
    ]
    insert_rows(session, _NAME, rows)
