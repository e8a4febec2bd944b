"""Speakers that are likely one: by other spellings, orders and short forms of the name, by surname, post and country.

Nothing is joined here. Names that are not alike are not compared: speakers are first sorted by what alike names share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy import func, select

from tracker.answers import SuggestedMerge
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.spelling import Likeness, compare_names, spelling_key
from tracker.lexicon.titles import load_titles
from tracker.records import SpeakerKind
from tracker.storage.articles import kept
from tracker.storage.forms import is_full_name
from tracker.storage.models import Article, PostHeld, Speaker, Statement, StatementSpeaker, table_of
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_POST = table_of(PostHeld)
_STATEMENT = table_of(Statement)
_SPEAKING = table_of(StatementSpeaker)
_ARTICLE = table_of(Article)

# Words of bodies' names that say nothing: "Department of State", "State Department".
_SMALL = frozenset({"of", "the", "for", "and", "in", "on"})
_BODIES = frozenset({SpeakerKind.ORGANISATION.value, SpeakerKind.MEDIA.value})
# One label for many sources, or the words of one sentence: they are alike without being one.
_UNCOMPARED = frozenset({SpeakerKind.UNNAMED.value, SpeakerKind.GROUP.value, SpeakerKind.DOCUMENT.value})
_BEARERS = 3


@dataclass(slots=True)
class _Known:
    """What is compared of one speaker; ``words`` are the name's without titles."""

    number: int
    name: str
    folded: str
    kind: str
    country: str | None
    words: tuple[str, ...]
    statements: int = 0
    roles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    @property
    def lone(self) -> bool:
        return self.kind == SpeakerKind.PERSON.value and not is_full_name(self.folded)


@dataclass(slots=True)
class _Group:
    """Speakers of one name that may be the head's, all for the same reasons."""

    head: _Known
    score: float
    reasons: tuple[str, ...]
    others: list[_Known] = field(default_factory=list)

    def tell(self) -> SuggestedMerge:
        others = sorted(self.others, key=lambda s: (-s.statements, s.number))
        return SuggestedMerge(
            score=self.score,
            speaker_id=self.head.number,
            name=self.head.name,
            statements=self.head.statements,
            other_ids=tuple(other.number for other in others),
            other=others[0].name,
            other_statements=sum(other.statements for other in others),
            reasons=self.reasons,
        )


def suggest_merges(
    session: Session, *, speaker_id: int | None = None, least: float = 0.5, limit: int | None = None
) -> list[SuggestedMerge]:
    """Speakers alike with a score of ``least`` or more, the likeliest first, of one speaker where one is given.

    The one to keep has the fuller name, or else the more statements.
    """
    speakers = _load(session)
    found: dict[tuple[int, int], tuple[_Known, _Known, Likeness]] = {}
    for one, other, likeness in _find_pairs(list(speakers.values())):
        key = (min(one.number, other.number), max(one.number, other.number))
        if key not in found or found[key][2].score < likeness.score:
            found[key] = (one, other, likeness)
    groups: dict[tuple[int, str, tuple[str, ...]], _Group] = {}
    for one, other, likeness in found.values():
        if speaker_id not in (None, one.number, other.number):
            continue
        score, reasons = _weigh(one, other, likeness)
        if score >= least:
            head, gone = sorted((one, other), key=lambda s: (s.lone, -s.statements, s.number))
            group = groups.setdefault((head.number, gone.folded, reasons), _Group(head, score, reasons))
            group.others.append(gone)
    suggestions = sorted((group.tell() for group in groups.values()), key=_rank)
    return suggestions[:limit]


def _rank(suggestion: SuggestedMerge) -> tuple[object, ...]:
    weight = min(suggestion.statements, suggestion.other_statements)
    return -suggestion.score, -weight, suggestion.speaker_id, suggestion.other_ids


def _load(session: Session) -> dict[int, _Known]:
    speakers = {
        row.id: _Known(row.id, row.name, row.folded, row.kind, row.country, _strip(row.folded, row.kind))
        for row in session.execute(select(_SPEAKER).order_by(_SPEAKER.c.id))
    }
    for post in session.execute(select(_POST.c.speaker_id, _POST.c.role_folded, _POST.c.country)):
        speakers[post.speaker_id].roles.add(post.role_folded)
    spoken = (
        select(_SPEAKING.c.speaker_id, _ARTICLE.c.outlet, func.count().label("statements"))
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .join(_ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
        .where(kept())
        .group_by(_SPEAKING.c.speaker_id, _ARTICLE.c.outlet)
    )
    for row in session.execute(spoken):
        speakers[row.speaker_id].statements += row.statements
        if row.outlet:
            speakers[row.speaker_id].outlets.add(row.outlet)
    return speakers


def _strip(folded: str, kind: str) -> tuple[str, ...]:
    """The words of a name, a person's without the titles in front of it."""
    words = folded.split()
    while kind == SpeakerKind.PERSON.value and len(words) > 1 and load_titles().is_title(words[0]):
        words.pop(0)
    return tuple(words)


def _find_pairs(speakers: list[_Known]) -> Iterator[tuple[_Known, _Known, Likeness]]:
    persons = [s for s in speakers if s.kind == SpeakerKind.PERSON.value]
    full = [s for s in persons if not s.lone and len(s.words) > 1]
    lone = [s for s in persons if s.lone]
    yield from _compare_full(full)
    yield from _compare_lone(lone, full)
    yield from _compare_bodies([s for s in speakers if s.kind in _BODIES])
    yield from _compare_kinds(speakers)


def _compare_full(full: list[_Known]) -> Iterator[tuple[_Known, _Known, Likeness]]:
    """Persons who share a family name, the sound of the whole name, or all words of a shorter one."""
    blocks: dict[str, list[_Known]] = {}
    for person in full:
        joined = " ".join(person.words)
        for key in {f"last {person.words[-1]}", f"ends {person.words[0]} {person.words[1]}", spelling_key(joined)}:
            blocks.setdefault(key, []).append(person)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if (likeness := compare_names(" ".join(one.words), " ".join(other.words))) is not None:
                yield one, other, likeness


def _compare_lone(lone: list[_Known], full: list[_Known]) -> Iterator[tuple[_Known, _Known, Likeness]]:
    """Persons of whom an article prints no more than a surname, and those who bear it, or else each other."""
    bearing: dict[str, list[_Known]] = {}
    for person in full:
        for word in {person.words[0], person.words[-1]}:
            bearing.setdefault(word, []).append(person)
    by_surname: dict[str, list[_Known]] = {}
    for person in lone:
        by_surname.setdefault(person.words[-1], []).append(person)
    for surname, same in by_surname.items():
        bearers = sorted(bearing.get(surname, ()), key=lambda s: -s.statements)
        for person in same:
            related = [b for b in bearers if b.roles & person.roles or (b.outlets & person.outlets)]
            for bearer in related or bearers[:_BEARERS]:
                if len(bearers) == 1:
                    yield bearer, person, Likeness(0.65, f"nobody else known bears the surname {person.name}")
                else:
                    yield bearer, person, Likeness(0.5, f"bears the surname {person.name}")
        if not bearers and len(same) > 1:
            head = max(same, key=lambda s: (s.statements, -s.number))
            for person in same:
                if person is not head:
                    yield head, person, Likeness(0.5, "the same surname in another article")


def _compare_bodies(bodies: list[_Known]) -> Iterator[tuple[_Known, _Known, Likeness]]:
    """Organisations and media whose names have the same words, or of which one abbreviates the other."""
    blocks: dict[frozenset[str], list[tuple[_Known, str | None]]] = {}
    initials: dict[str, list[_Known]] = {}
    for body in bodies:
        rest, country = _drop_country(body)
        words = frozenset(rest) - _SMALL
        blocks.setdefault(words, []).append((body, country))
        if len(words) > 2:
            initials.setdefault("".join(w[0] for w in body.words if w not in _SMALL), []).append(body)
    for words, block in blocks.items():
        anybodys = len({country for _, country in block} - {None}) > 1
        for (one, here), (other, there) in combinations(block, 2):
            if here == there or None in (here, there):
                # "Foreign Ministry" without a country may be anybody's.
                score = 0.8 if here == there else 0.4 if anybodys else 0.6
                yield one, other, Likeness(score, "the same words")
        for other in initials.get("".join(words), ()) if len(words) == 1 else ():
            for body, _ in block:
                yield other, body, Likeness(0.7, f"{body.name} are the initials of {other.name}")


def _drop_country(body: _Known) -> tuple[tuple[str, ...], str | None]:
    """The words of a body's name without its own country's in front, and that country: "U.S. Department of State"."""
    actors = load_lexicon().actors
    for size in (3, 2, 1):
        front = " ".join(body.words[:size])
        for written in (front.upper(), front.title()) if len(body.words) > size + 1 else ():
            named = actors.by_name(written)
            for actor in actors.by_demonym(written) or (() if named is None else (named,)):
                if actor.code is not None and body.country in (None, actor.code):
                    return body.words[size:], actor.code
    return body.words, body.country


def _compare_kinds(speakers: list[_Known]) -> Iterator[tuple[_Known, _Known, Likeness]]:
    """The same name filed as two kinds of source, as where a person is taken for an organisation."""
    blocks: dict[str, list[_Known]] = {}
    for speaker in speakers:
        if not speaker.lone:
            blocks.setdefault(speaker.folded, []).append(speaker)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if one.kind != other.kind and not {one.kind, other.kind} <= _UNCOMPARED:
                yield one, other, Likeness(0.6, f"the same name, as {one.kind} and as {other.kind}")


def _weigh(one: _Known, other: _Known, likeness: Likeness) -> tuple[float, tuple[str, ...]]:
    """The likeness with what else speaks for it and against."""
    score, reasons = likeness.score, [likeness.reason]
    if shared := sorted(one.roles & other.roles):
        score += 0.15
        reasons.append(f"both are {shared[0]}")
    if one.country and other.country:
        same = one.country == other.country
        score += 0.05 if same else -0.25
        reasons.append(f"both of {one.country}" if same else f"but of {one.country} and {other.country}")
    if (one.lone or other.lone) and (shared := sorted(one.outlets & other.outlets)):
        score += 0.05
        reasons.append(f"both in {shared[0]}")
    return min(max(round(score, 2), 0.0), 0.99), tuple(reasons)
