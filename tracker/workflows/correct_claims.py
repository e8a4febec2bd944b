"""Correcting claims by hand: setting what they do and whom they bind, splitting, merging and adding them.

Each correction does its work in one transaction and one entry of the history, and tells what it did; ``dry_run`` tells
it and does nothing. A statement with a claim that a person decided on keeps its claims whatever the extractor says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.errors import AmbiguousNameError, ConflictError, NotFoundError, UsageError
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, Span, Status, StoredClaim
from tracker.records.claims import ClaimEdit, ClaimReference
from tracker.revisions import HandReport
from tracker.storage import claim_changes
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import read_detail
from tracker.storage.naming import find_actors, name_of
from tracker.storage.session import Session
from tracker.workflows.extract import read_content
from tracker.workflows.passages import find_passage
from tracker.workflows.query import load_actors
from tracker.workflows.writing import Told, read_written, write_by_hand

_JOINTS = ("and that", "but that", "and", "but", "or", "that")


def edit_claims(
    database: Database,
    wanted: Sequence[ClaimReference],
    edit: ClaimEdit,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Set fields of claims; all of them are set, or none where one cannot be.

    Raises NotFoundError for a claim that is none, ConflictError for a rejected one and for words that another claim
    stands on, UsageError for words outside the content, DateError.
    """
    if len(wanted) > 1 and edit.words is not None:
        raise UsageError("words belong to one claim; give one number")

    def work(session: Session, journal: Journal, stored: StoredClaim) -> str | None:
        return None if set_fields(session, journal, stored, edit) else f"{stored.reference} says so already"

    return _each(database, wanted, work, dry_run, caller)


def set_fields(session: Session, journal: Journal, stored: StoredClaim, edit: ClaimEdit) -> bool:
    """Set fields of a claim within a transaction, as edit_claims does; tells whether that changed any."""
    _refuse_rejected(stored)
    text, content = claim_changes.read_place(session, stored.statement_id)
    claim = stored.claim
    if edit.words is not None:
        span = _find_words(session, stored.statement_id, edit.words, besides=stored.number)
        claim = replace(claim, span=span, text=claim_changes.words_at(text, content, span))
    claim = _apply(session, claim, edit)
    changed = claim_changes.set_claim(session, journal, stored, claim, text)
    note = {} if edit.note is None else {"note": edit.note.strip() or None}
    if not changed and note.get("note", stored.note) == stored.note:
        return False
    status = Status.EDITED if changed and stored.status is not Status.ADDED else None
    claim_changes.mark_claim(session, journal, stored, status, **note)
    return True


def confirm_claims(
    database: Database, wanted: Sequence[ClaimReference], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Say that claims are right as they stand; raises ConflictError for one that is rejected."""

    def work(session: Session, journal: Journal, stored: StoredClaim) -> str | None:
        _refuse_rejected(stored)
        if stored.status is not Status.EXTRACTED:
            return f"{stored.reference} is {stored.status.value} already"
        claim_changes.mark_claim(session, journal, stored, Status.CONFIRMED)
        return None

    return _each(database, wanted, work, dry_run, caller)


def reject_claims(
    database: Database,
    wanted: Sequence[ClaimReference],
    *,
    note: str | None = None,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Say that these are no claims: they leave lists and exports, and no run of the machine brings them back."""

    def work(session: Session, journal: Journal, stored: StoredClaim) -> str | None:
        if stored.status is Status.REJECTED and note in (None, stored.note):
            return f"{stored.reference} is rejected already"
        values = {} if note is None else {"note": note.strip() or None}
        claim_changes.mark_claim(session, journal, stored, Status.REJECTED, **values)
        return None

    return _each(database, wanted, work, dry_run, caller)


def restore_claims(
    database: Database, wanted: Sequence[ClaimReference], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Take rejected claims back in, as they were before."""

    def work(session: Session, journal: Journal, stored: StoredClaim) -> str | None:
        if stored.status is not Status.REJECTED:
            return f"{stored.reference} is not rejected"
        claim_changes.restore_claim(session, journal, stored)
        return None

    return _each(database, wanted, work, dry_run, caller)


def add_claim(
    database: Database, statement_id: int, edit: ClaimEdit, *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Add a claim that the machine missed, by its words; what the edit leaves open is read off them.

    Raises UsageError where there are no words or they lie outside the content, ConflictError where another claim
    stands on them.
    """
    if not (edit.words or "").strip():
        raise UsageError("a claim needs words: those of the statement's content that claim it")

    def work(session: Session, journal: Journal) -> Told:
        text, content = claim_changes.read_place(session, statement_id)
        span = _find_words(session, statement_id, edit.words or "")
        claim = _read_part(session, statement_id, span)
        claim = replace(claim, span=span, text=claim_changes.words_at(text, content, span))
        made = claim_changes.add_claim(session, journal, statement_id, _apply(session, claim, edit), text)
        if edit.note is not None:
            claim_changes.mark_claim(session, journal, made, None, note=edit.note.strip() or None)
        return Told(read_written(session, journal), statements=(statement_id,))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def split_claim(
    database: Database,
    wanted: ClaimReference,
    at: Sequence[str],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Make several claims of one, each from the words at which it begins; the first keeps the number.

    Kind, strength and dates are read anew off each part; parts without a party of their own keep the whole's.
    """
    if not at:
        raise UsageError("say at which words the second claim begins")

    def work(session: Session, journal: Journal) -> Told:
        stored = claim_changes.read_claim(session, wanted)
        _refuse_rejected(stored)
        text, content = claim_changes.read_place(session, stored.statement_id)
        parts = []
        for span in _cut(text, stored, at):
            claim = _read_part(session, stored.statement_id, span)
            if not claim.party:
                claim = replace(claim, party=stored.claim.party)
            parts.append(replace(claim, span=span, text=claim_changes.words_at(text, content, span)))
        claim_changes.set_claim(session, journal, stored, parts[0], text)
        status = None if stored.status is Status.ADDED else Status.EDITED
        claim_changes.mark_claim(session, journal, stored, status)
        for part in parts[1:]:
            claim_changes.add_claim(session, journal, stored.statement_id, part, text)
        return Told(read_written(session, journal), statements=(stored.statement_id,))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def merge_claims(
    database: Database, wanted: Sequence[ClaimReference], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Make one claim of several neighbours of one statement: the first given keeps its number, kind and parties."""
    distinct = list(dict.fromkeys(wanted))
    if len(distinct) < 2:
        raise UsageError("give two claims or more to merge")

    def work(session: Session, journal: Journal) -> Told:
        first, *others = (claim_changes.read_claim(session, reference) for reference in distinct)
        for stored in (first, *others):
            _refuse_rejected(stored)
            if stored.statement_id != first.statement_id:
                raise ConflictError(f"{stored.reference} and {first.reference} are of two statements")
        text, content = claim_changes.read_place(session, first.statement_id)
        spans = [stored.claim.span for stored in (first, *others)]
        span = min(start for start, _ in spans), max(end for _, end in spans)
        for stored in others:
            claim_changes.drop_claim(session, journal, stored, first)
        claim_changes.refuse_overlap(session, first.statement_id, span, besides=first.number)
        claim = replace(first.claim, span=span, text=claim_changes.words_at(text, content, span))
        claim_changes.set_claim(session, journal, first, claim, text)
        claim_changes.mark_claim(session, journal, first, None if first.status is Status.ADDED else Status.EDITED)
        return Told(read_written(session, journal), statements=(first.statement_id,))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def _apply(session: Session, claim: ExtractedClaim, edit: ClaimEdit) -> ExtractedClaim:
    """The claim with what the edit sets; raises UsageError for a strength without a kind that has one."""
    if edit.kind is not None:
        kind = ClaimKind(edit.kind) if edit.kind.strip() else None
        if kind is not claim.kind:
            claim = replace(claim, kind=kind, strength=None, marker="")
    if edit.strength is not None:
        strength = ClaimStrength(edit.strength) if edit.strength.strip() else None
        if strength is not None and not (claim.kind and claim.kind.has_strength):
            told = "of no kind" if claim.kind is None else f"of the kind {claim.kind.value}"
            raise UsageError(f"a claim {told} has no strength; commitments, demands and positions have one")
        claim = replace(claim, strength=strength, marker=claim.marker if strength is claim.strength else "")
    if edit.by is not None:
        claim = replace(claim, party=tuple(_name_party(session, name) for name in edit.by))
    if edit.to is not None:
        claim = replace(claim, counterpart=tuple(_name_party(session, name) for name in edit.to))
    if edit.about is not None:
        claim = claim_changes.about_of(claim, edit.about)
    return claim


def _name_party(session: Session, typed: str) -> str:
    """The canonical name of a state or speaker that a typed name means, else the words as typed."""
    text = " ".join(typed.split())
    states = {actor.name for actor in find_actors(load_actors(), text)}
    if len(states) == 1:
        return states.pop()
    try:
        return name_of(session, text, load_actors)
    except (NotFoundError, AmbiguousNameError):
        return text


def _read_part(session: Session, statement_id: int, span: Span) -> ExtractedClaim:
    """What the extractor says of these words by themselves; of several claims in them, what it says of the first."""
    detail = read_detail(session, statement_id)
    found = read_content(detail.text, (span,), (), detail.speakers, detail.row.published).claims
    return found[0] if found else ExtractedClaim(span, detail.text[slice(*span)])


def _find_words(session: Session, statement_id: int, typed: str, *, besides: int | None = None) -> Span:
    """The stretch of the content that the typed words or offsets mean, free of other claims."""
    text, content = claim_changes.read_place(session, statement_id)
    found = find_passage(text, typed, within=content)
    span = found[0][0], found[-1][1]
    inside = [any(start <= place <= end for start, end in content) for place in span]
    if not all(inside):
        raise UsageError(f"S{statement_id}: {typed!r} is not in what was said; a claim is a part of the content")
    claim_changes.refuse_overlap(session, statement_id, span, besides=besides)
    return span


def _cut(text: str, stored: StoredClaim, at: Sequence[str]) -> list[Span]:
    """The claim's stretch parted where the typed words begin, without what joins the parts."""
    start, end = stored.claim.span
    cuts = set()
    for typed in at:
        begin = find_passage(text, typed, within=(stored.claim.span,))[0][0]
        if not start < begin < end:
            raise UsageError(f"{stored.reference} cannot be split at {typed!r}: it must begin inside the claim")
        cuts.add(begin)
    edges = [start, *sorted(cuts), end]
    spans = []
    for begin, stop in pairwise(edges):
        words = text[begin:stop].rstrip() if stop == end else _without_joint(text[begin:stop])
        if not words.strip():
            raise UsageError(f"{stored.reference} cannot be split there: a part would be empty")
        spans.append((begin, begin + len(words)))
    return spans


def _without_joint(words: str) -> str:
    bare = words.rstrip(" \t\n,;:–—")
    for joint in _JOINTS:
        if bare.lower().endswith(f" {joint}"):
            return bare[: -len(joint)].rstrip(" \t\n,;:–—")
    return bare


def _refuse_rejected(stored: StoredClaim) -> None:
    if stored.status is Status.REJECTED:
        raise ConflictError(f"{stored.reference} is rejected; restore it first")


def _each(
    database: Database,
    wanted: Sequence[ClaimReference],
    work: Callable[[Session, Journal, StoredClaim], str | None],
    dry_run: bool,
    caller: Caller | None,
) -> HandReport:
    def all_of_them(session: Session, journal: Journal) -> Told:
        changed, unchanged = [], []
        for reference in dict.fromkeys(wanted):
            said = work(session, journal, claim_changes.read_claim(session, reference))
            if said is None:
                changed.append(reference.statement_id)
            else:
                unchanged.append(said)
        return Told(read_written(session, journal), tuple(unchanged), tuple(dict.fromkeys(changed)))

    return write_by_hand(database, all_of_them, dry_run=dry_run, caller=caller)
