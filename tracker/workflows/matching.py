"""Which stored statement a newly extracted one is, so that a number lasts and what a person decided is left alone.

The same key is the same statement; so is the same cue, and without one most of the same words. What lies inside another
statement's content with a cue of its own is another statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.lexicon.folding import fold
from tracker.records import ExtractedStatement, Spans, Status
from tracker.revisions import StoredStatement
from tracker.storage.statements import join_pieces

_MOST = 0.5


@dataclass(slots=True)
class Matching:
    """What became of each statement: ``same`` and ``kept`` pair indices of extracted statements with stored ones.

    ``kept`` are those that a person touched; ``missing`` those of them that the extraction does not have.
    """

    same: list[tuple[int, StoredStatement]] = field(default_factory=list)
    kept: list[tuple[int, StoredStatement]] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    gone: list[StoredStatement] = field(default_factory=list)
    missing: list[StoredStatement] = field(default_factory=list)


def match_statements(
    stored: Sequence[StoredStatement], extracted: Sequence[ExtractedStatement], keys: Sequence[str]
) -> Matching:
    """Match an article's stored statements with a new extraction, whose ``keys`` are in its order."""
    matching = Matching()
    by_key = {statement.key: statement for statement in stored}
    taken: set[int] = set()
    found: set[int] = set()
    open_: list[int] = []
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            continue
        seen.add(key)
        match = by_key.get(key)
        if match is None:
            open_.append(index)
        else:
            found.add(match.statement_id)
            (matching.kept if match.coded else matching.same).append((index, match))
            taken.add(match.statement_id)
    coded = [statement for statement in stored if statement.coded]
    still_open = []
    for index in open_:
        covering = [(_likeness(extracted[index], t), t) for t in coded if _is_same(extracted[index], t)]
        if covering:
            matching.kept.append((index, max(covering, key=lambda pair: pair[0])[1]))
            found |= {t.statement_id for _, t in covering}
        else:
            still_open.append(index)
    free = [statement for statement in stored if not statement.coded and statement.statement_id not in taken]
    pairs = sorted(
        (
            (_likeness(extracted[index], statement), -index, statement)
            for index in still_open
            for statement in free
            if _is_same(extracted[index], statement)
        ),
        key=lambda pair: (-pair[0], -pair[1], pair[2].statement_id),
    )
    placed: set[int] = set()
    for _, negative, statement in pairs:
        if -negative not in placed and statement.statement_id not in taken:
            matching.same.append((-negative, statement))
            placed.add(-negative)
            taken.add(statement.statement_id)
    matching.new = [index for index in still_open if index not in placed]
    matching.gone = [statement for statement in free if statement.statement_id not in taken]
    matching.missing = [
        statement
        for statement in coded
        if statement.statement_id not in found and statement.status in (Status.CONFIRMED, Status.EDITED)
    ]
    matching.same.sort(key=lambda pair: pair[0])
    matching.kept.sort(key=lambda pair: pair[0])
    return matching


def say_difference(text: str, extracted: ExtractedStatement, stored: StoredStatement) -> str | None:
    """What the extractor says otherwise of a statement that a person touched, on one line, or None."""
    if stored.status is Status.REJECTED:
        return None
    told = []
    names = [tuple(fold(name) for name in forms) for forms in stored.speakers]
    ours = [fold(speaker.name) for speaker in extracted.speakers]
    if len(ours) != len(names) or any(name not in forms for name, forms in zip(ours, names, strict=True)):
        before = " and ".join(forms[0] for forms in stored.speakers) or "nobody"
        told.append(f"speaker {before} → {extracted.speaker or 'nobody'}")
    said_on = extracted.said_on.edtf if extracted.said_on else None
    if said_on != stored.said_on:
        told.append(f"said on {stored.said_on or '–'} → {said_on or '–'}")
    if extracted.manner is not stored.manner:
        told.append(f"manner {stored.manner.value} → {extracted.manner.value}")
    words = join_pieces(text, extracted.content)
    if words != stored.content_words:
        told.append(f"content “{_shorten(stored.content_words)}” → “{_shorten(words)}”")
    if not told:
        return None
    return f"{describe_coded(stored)}: the extractor would say {'; '.join(told)}"


def describe_coded(stored: StoredStatement) -> str:
    """A touched statement by its number and what a person did to it."""
    status = "noted on" if stored.status is Status.EXTRACTED else stored.status.value
    return f"S{stored.statement_id} ({status}{f' by {stored.coder}' if stored.coder else ''})"


def _is_same(extracted: ExtractedStatement, stored: StoredStatement) -> bool:
    if _shared(extracted.cue, stored.cue):
        return True
    areas = (stored.content, stored.extracted_content)
    nested = (extracted.cue and any(_inside(extracted.cue, area) for area in areas)) or (
        stored.cue and _inside(stored.cue, extracted.content)
    )
    if nested:
        return False
    return any(
        area and _shared(extracted.content, area) >= _MOST * min(_size(extracted.content), _size(area))
        for area in areas
    )


def _likeness(extracted: ExtractedStatement, stored: StoredStatement) -> float:
    shared = _shared(extracted.content, stored.content)
    return shared / max(_size(extracted.content) + _size(stored.content) - shared, 1)


def _shared(ours: Spans, theirs: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in ours for c, d in theirs)


def _inside(inner: Spans, outer: Spans) -> bool:
    return bool(outer) and all(any(a <= start and end <= b for a, b in outer) for start, end in inner)


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:36].rstrip()} … {line[-20:].lstrip()}"
