"""Speakers looked at and put right by hand: shown, made, renamed, joined, parted, and given the posts they held."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.answers import HeldPost, SpeakerDetail, SplitRequest, SuggestedMerge
from tracker.edtf import parse_edtf
from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.records import SpeakerKind
from tracker.revisions import HandReport
from tracker.storage import duplicates, merging, profiles, speaker_changes, tenures
from tracker.storage.articles import find_article
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.naming import find_speaker
from tracker.storage.posts import recount_touched
from tracker.storage.session import Session
from tracker.workflows.writing import Told, write_by_hand

# ------------------------------------------------------------------------------------------------ looking


def show_speaker(database: Database, typed: str) -> SpeakerDetail:
    """One speaker in full; raises NotFoundError with suggestions, and AmbiguousNameError."""
    with database.read() as session:
        return profiles.read_profile(session, _find(session, typed))


def suggest_merges(
    database: Database, typed: str | None = None, *, least: float = 0.5, limit: int | None = None
) -> list[SuggestedMerge]:
    """Speakers that are likely one, the likeliest first; of one speaker where a name is given."""
    with database.read() as session:
        number = None if typed is None else _find(session, typed)
        return duplicates.suggest_merges(session, speaker_id=number, least=least, limit=limit)


def list_posts(
    database: Database,
    typed: str | None = None,
    *,
    role: str | None = None,
    country: str | None = None,
    on: str | None = None,
    by_hand: bool = False,
) -> list[HeldPost]:
    """Posts held, entered by hand or printed by articles; ``country`` is any name of it, ``on`` an EDTF date."""
    with database.read() as session:
        return tenures.list_posts(
            session,
            speaker_id=None if typed is None else _find(session, typed),
            role=role,
            country=_read_country(country),
            on=parse_edtf(on) if on else None,
            by_hand=by_hand,
        )


# ------------------------------------------------------------------------------------------------ putting right


def add_speaker(
    database: Database,
    name: str,
    kind: str,
    *,
    country: str | None = None,
    aliases: Sequence[str] = (),
    note: str | None = None,
    caller: Caller | None = None,
) -> HandReport:
    """Make a speaker; raises ConflictError where there is one of the name, kind and country."""

    def work(session: Session, journal: Journal) -> Told:
        code = _read_country(country)
        number = speaker_changes.add_speaker(
            session, journal, name, SpeakerKind(kind), country=code, aliases=aliases, note=note
        )
        return Told((f"{_label(session, number)} is made",))

    return _write(database, work, caller=caller)


def edit_speaker(
    database: Database,
    typed: str,
    *,
    kind: str | None = None,
    country: str | None = None,
    note: str | None = None,
    caller: Caller | None = None,
) -> HandReport:
    """Set what is given of a speaker; an empty country or note takes it off."""

    def work(session: Session, journal: Journal) -> Told:
        number = _find(session, typed)
        values: dict[str, str | None] = {}
        if kind is not None:
            values["kind"] = SpeakerKind(kind).value
        if country is not None:
            values["country"] = _read_country(country)
        if note is not None:
            values["note"] = note.strip() or None
        if not values:
            raise UsageError("say what to set: --kind, --country or --note")
        changed = speaker_changes.edit_speaker(session, journal, number, values)
        label = _label(session, number)
        return Told((f"{label} is set",)) if changed else Told(unchanged=(f"{label} is so already",))

    return _write(database, work, caller=caller)


def rename_speaker(database: Database, typed: str, name: str, *, caller: Caller | None = None) -> HandReport:
    """Give a speaker another name; the old one becomes an alias."""

    def work(session: Session, journal: Journal) -> Told:
        number = _find(session, typed)
        before = _label(session, number)
        if not speaker_changes.rename_speaker(session, journal, number, name):
            return Told(unchanged=(f"{before} is called so already",))
        return Told((f"{before} is now {_label(session, number)}",))

    return _write(database, work, caller=caller)


def set_aliases(
    database: Database, typed: str, names: Sequence[str], *, remove: bool = False, caller: Caller | None = None
) -> HandReport:
    """Add names that a speaker goes by, or take them away."""

    def work(session: Session, journal: Journal) -> Told:
        number = _find(session, typed)
        change = speaker_changes.remove_aliases if remove else speaker_changes.add_aliases
        changed = change(session, journal, number, names)
        listed, label = ", ".join(names), _label(session, number)
        if not changed:
            return Told(unchanged=(f"{label} goes by {listed} already",))
        return Told((f"{label} {'no longer goes' if remove else 'goes'} by {listed}",))

    return _write(database, work, caller=caller)


def merge_speakers(
    database: Database,
    typed: str,
    others: Sequence[str],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_moved: Callable[[int, int], None] | None = None,
) -> HandReport:
    """Make the others one with the first, which keeps its name; raises UsageError where they are one already.

    ``on_moved`` is told of how many statements more were moved, and how many there are.
    """

    def work(session: Session, journal: Journal) -> Told:
        kept = _find(session, typed)
        numbers = [number for number in dict.fromkeys(_find(session, name) for name in others) if number != kept]
        if not numbers:
            raise UsageError(f"{_label(session, kept)} and {', '.join(others)} are one speaker already")
        total = 0 if on_moved is None else sum(merging.count_spoken(session, number) for number in numbers)
        told = None if on_moved is None else lambda more: on_moved(more, total)
        lines = []
        for number in numbers:
            label = _label(session, number)
            moved = merging.merge_speakers(session, journal, kept, [number], on_moved=told)
            lines.append(f"{label} is now {_label(session, kept)}, with {_count(moved)}")
        return Told(tuple(lines))

    return _write(database, work, dry_run=dry_run, caller=caller)


def split_speaker(
    database: Database, typed: str, request: SplitRequest, *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Give some of a speaker's statements to another, who is made where the request names a new one.

    Raises UsageError where it names none, NotFoundError where nothing of the speaker answers to it.
    """

    def work(session: Session, journal: Journal) -> Told:
        source = _find(session, typed)
        label = _label(session, source)
        if not (request.statements or request.articles or request.names):
            raise UsageError("say what goes: --statement, --article or --name")
        if request.target is not None:
            target = _find(session, request.target)
        elif request.new_name is not None:
            before = profiles.read_profile(session, source).summary
            kind = SpeakerKind(request.kind or before.kind)
            code = _read_country(request.country)
            target = speaker_changes.add_namesake(session, journal, request.new_name, kind, country=code)
        else:
            raise UsageError("say whose they are: --as NAME for a new speaker, --to SPEAKER for a known one")
        if target == source:
            raise UsageError(f"{label} cannot be split from itself; --as makes a new speaker")
        parting = merging.Parting(
            frozenset(request.statements),
            frozenset(find_article(session, article) for article in request.articles),
            frozenset(request.names),
        )
        moved = merging.split_speaker(session, journal, source, target, parting)
        if not moved:
            raise NotFoundError(f"no statement of {label} answers to that; `tracker statements --speaker` lists them")
        return Told((f"{_label(session, target)} has {_count(len(moved))} of {label}",), statements=moved)

    return _write(database, work, dry_run=dry_run, caller=caller)


def add_post(
    database: Database,
    typed: str,
    role: str,
    *,
    country: str | None = None,
    held_from: str | None = None,
    held_to: str | None = None,
    source: str | None = None,
    caller: Caller | None = None,
) -> HandReport:
    """Note that a speaker held a post, for the speaker's own country unless another is named."""

    def work(session: Session, journal: Journal) -> Told:
        number = _find(session, typed)
        code = _read_country(country)
        if country is None:
            code = profiles.read_profile(session, number).summary.country
        post = tenures.add_post(
            session, journal, number, role, country=code, held_from=held_from, held_to=held_to, source=source
        )
        return Told((f"{_label(session, number)} held post {post}: {role}{f' ({code})' if code else ''}",))

    return _write(database, work, caller=caller)


def remove_post(database: Database, post_id: int, *, caller: Caller | None = None) -> HandReport:
    """Take out a post that was entered by hand."""

    def work(session: Session, journal: Journal) -> Told:
        post = tenures.remove_post(session, journal, post_id)
        return Told((f"{post.speaker} no longer held post {post_id}: {post.role}",))

    return _write(database, work, caller=caller)


def _write(
    database: Database,
    work: Callable[[Session, Journal], Told],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    def counted(session: Session, journal: Journal) -> Told:
        told = work(session, journal)
        recount_touched(session, journal.entry)
        return told

    return write_by_hand(database, counted, dry_run=dry_run, caller=caller)


def _find(session: Session, typed: str) -> int:
    return find_speaker(session, typed, _load_actors)


def _label(session: Session, number: int) -> str:
    return profiles.label_speaker(session, number)


def _count(statements: int) -> str:
    return f"{statements:,} statement{'' if statements == 1 else 's'}"


def _read_country(typed: str | None) -> str | None:
    """The alpha-3 code of a country by code or any of its names; None for none. Raises NotFoundError."""
    if typed is None or not typed.strip():
        return None
    actors = _load_actors()
    for written in (typed, typed.upper() if len(typed) == 3 else typed, typed.title()):
        actor = actors.by_code(written) or actors.by_name(written)
        if actor is not None and actor.code is not None:
            return actor.code
    raise NotFoundError(f"no country is called {typed!r}; write its name or its ISO 3166 code of three letters, CHN")


def _load_actors() -> Actors:
    from tracker.workflows.lexicon import load_words

    return load_words().actors
