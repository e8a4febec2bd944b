"""Tracing a formulation: every use, exact and near, by month, by speaker and by wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from tracker.errors import UsageError
from tracker.extraction.wordings import PUT_IN, Pattern, find_wordings, make_pattern
from tracker.lexicon.commonness import load_phrase_words
from tracker.lexicon.wordforms import find_bases
from tracker.records import SpeakerKind, StatementFilter
from tracker.records.formulations import (
    FormulationTrace,
    FormulationUse,
    MonthOfUses,
    SpeakerOfUses,
    Variant,
    Wording,
)
from tracker.storage import formulations as stored
from tracker.storage.database import Database
from tracker.storage.formulations import Spoken, SpokenText
from tracker.storage.session import Session
from tracker.workflows.query import load_actors

MAX_WORDS = 20

# A silence so unlikely to be chance is one; at least so many articles of use come before it and of silence make it.
CHANCE = 0.05
_LEAST_USES, _LEAST_SILENT = 2, 3


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with the wordings of the formulation in it, exact ones first."""

    text: SpokenText
    wordings: tuple[Wording, ...]

    @property
    def exact(self) -> bool:
        """Whether it has the very words."""
        return self.wordings[0].exact


def trace(database: Database, typed: str, wanted: StatementFilter, *, near: bool = True) -> FormulationTrace:
    """All uses of a phrase, or of the tracked formulation of that number (F3), among what the filter asks for.

    Raises UsageError for a phrase without a word or of more than MAX_WORDS, NotFoundError for a number that is none,
    and what workflows.query.find_statements does for the filter.
    """
    with database.read() as session:
        number, phrase = read_phrase(session, typed)
        pattern = compile_pattern(phrase)
        found = find_uses(session, pattern, wanted)
        exact = [one for one in found if one.exact]
        offices = stored.read_offices(session, sorted({s.speaker_id for one in found for s in one.text.speakers}))
        spoken = _read_spoken(session, exact, wanted)
        speakers = tuple(sum_speakers(found, spoken, offices))
        if not near:
            found = [replace(one, wordings=tuple(w for w in one.wordings if w.exact)) for one in exact]
        uses = tuple(_describe_use(one, offices) for one in found)
    exact_uses = [use for use in uses if use.match == "exact"]
    dated = sorted((use for use in exact_uses if use.said_on), key=lambda use: (use.said_on or "", use.statement_id))
    return FormulationTrace(
        phrase=phrase,
        formulation_id=number,
        statements=len(exact),
        articles=len({one.text.unit for one in exact}),
        near_statements=len(found) - len(exact),
        first=dated[0] if dated else next(iter(exact_uses), None),
        last=dated[-1] if dated else next(iter(exact_uses), None),
        months=_count_months(uses),
        speakers=speakers,
        variants=_sum_variants(found),
        uses=uses,
    )


def read_phrase(session: Session, typed: str) -> tuple[int | None, str]:
    """The number, where it is tracked, and the words of what was typed: a phrase, or F and a number."""
    pattern = compile_pattern(typed)
    number = stored.find_formulation(session, typed, pattern.bases)
    reference = typed.strip()
    if number is None and reference[:1] in "fF" and reference[1:].isdigit():
        stored.read_formulation(session, int(reference[1:19]))  # raises
    return number, typed.strip() if number is None else stored.read_formulation(session, number).phrase


def compile_pattern(phrase: str) -> Pattern:
    """The pattern of a phrase; raises UsageError for one without a word or of more than MAX_WORDS."""
    pattern = make_pattern(phrase, load_phrase_words())
    if not pattern.bases:
        raise UsageError(f"{phrase!r} has no word in it")
    if len(pattern.bases) > MAX_WORDS:
        raise UsageError(f"a formulation has at most {MAX_WORDS} words, this has {len(pattern.bases)}")
    return pattern


def find_uses(session: Session, pattern: Pattern, wanted: StatementFilter, *, near: bool = True) -> list[Found]:
    """The statements that have the formulation or come near it, in the order of their days."""
    # A possessive 's is a word to the index.
    distance = 2 * (len(pattern.bases) + PUT_IN)
    query = stored.write_candidates(pattern.groups, pattern.least if near else len(pattern.groups), distance)
    found = []
    for text in stored.read_candidates(session, query, wanted, load_actors):
        wordings = find_wordings(text.content, pattern, near=near)
        if wordings:
            found.append(Found(text, tuple(sorted(wordings, key=lambda one: (-one.likeness, one.span)))))
    return found


def sum_speakers(
    found: Sequence[Found], spoken: Iterable[Spoken], offices: Mapping[int, str] = MappingProxyType({})
) -> list[SpeakerOfUses]:
    """Who used it, the most first, and which of them stopped: their later articles are silent beyond chance.

    An article in which they come near it is no silence.
    """
    using: dict[int, list[Found]] = defaultdict(list)
    nearing: dict[int, set[str]] = defaultdict(set)
    for one in found:
        for speaker in one.text.speakers:
            if one.exact:
                using[speaker.speaker_id].append(one)
            else:
                nearing[speaker.speaker_id].add(one.text.unit)
    days: dict[int, dict[str, str]] = defaultdict(dict)
    for presence in spoken:
        if presence.day:
            days[presence.speaker_id][presence.unit] = presence.day
    summed = []
    for speaker_id, their in using.items():
        speaker = next(s for s in their[0].text.speakers if s.speaker_id == speaker_id)
        units = {one.text.unit for one in their}
        first, last = find_bounds(their)
        until, since = 0, 0
        own_days = [days[speaker_id][unit] for unit in units if unit in days[speaker_id]]
        if own_days:
            begin, end = min(own_days), max(own_days)
            until = sum(begin <= day <= end for day in days[speaker_id].values())
            silent = (day for unit, day in days[speaker_id].items() if unit not in nearing[speaker_id])
            since = sum(day > end for day in silent)
        chance = chance_of_silence(len(units), until, since)
        role = next((s.role for one in reversed(their) for s in one.text.speakers
                     if s.speaker_id == speaker_id and s.role), None)  # fmt: skip
        summed.append(
            SpeakerOfUses(
                speaker_id=speaker_id,
                speaker=speaker.name,
                office=role or offices.get(speaker_id),
                country=speaker.country,
                statements=len(their),
                articles=len(units),
                first=first,
                last=last,
                spoken_until=until,
                spoken_since=since,
                chance=round(chance, 4),
                # "Question" is a label that many bear.
                stopped=speaker.kind != SpeakerKind.UNNAMED
                and chance < CHANCE
                and len(units) >= _LEAST_USES
                and since >= _LEAST_SILENT,
                months=tuple(one.text.month for one in their if one.text.month),
            )
        )
    return sorted(summed, key=lambda one: (-one.articles, -one.statements, one.speaker))


def chance_of_silence(uses: int, until: int, since: int) -> float:
    """How likely it is that ``since`` articles lack what ``uses`` of ``until`` had before, were nothing different.

    The share is Laplace's, (uses + 1) / (until + 2), so that a phrase in each of a few articles is no certainty.
    """
    return (1 - (uses + 1) / (max(until, uses) + 2)) ** since


def find_bounds(found: Iterable[Found]) -> tuple[str | None, str | None]:
    """The days of the first and the last."""
    days = sorted(one.text.day for one in found if one.text.day)
    return (days[0], days[-1]) if days else (None, None)


def _read_spoken(session: Session, exact: Sequence[Found], wanted: StatementFilter) -> list[Spoken]:
    speakers = sorted({speaker.speaker_id for one in exact for speaker in one.text.speakers})
    return stored.read_spoken(session, speakers, wanted, load_actors) if speakers else []


def _describe_use(one: Found, offices: dict[int, str]) -> FormulationUse:
    text, wording = one.text, one.wordings[0]
    roles = (speaker.role or offices.get(speaker.speaker_id) for speaker in text.speakers)
    return FormulationUse(
        statement_id=text.statement_id,
        said_on=text.day,
        month=text.month,
        speaker=" and ".join(speaker.name for speaker in text.speakers) or None,
        office="; ".join(dict.fromkeys(role for role in roles if role)) or None,
        country="; ".join(dict.fromkeys(speaker.country for speaker in text.speakers if speaker.country)) or None,
        addressee=text.addressee,
        match="exact" if wording.exact else "near",
        wording=wording.text,
        marked=wording.marked,
        likeness=wording.likeness,
        article_id=text.article_id,
        title=text.title,
        outlet=text.outlet,
        unit=text.unit,
    )


def _count_months(uses: Iterable[FormulationUse]) -> tuple[MonthOfUses, ...]:
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    for use in uses:
        counts[use.month][use.match] += 1
    known = sorted(month for month in counts if month is not None)
    months: list[str | None] = list(_fill(known[0], known[-1])) if known else []
    return tuple(
        MonthOfUses(month, counts[month]["exact"], counts[month]["near"])
        for month in [*months, *([None] if None in counts else [])]
    )


def _fill(first: str, last: str) -> Iterable[str]:
    """Every month from the first to the last."""
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(begin, end + 1))


def _sum_variants(found: Iterable[Found]) -> tuple[Variant, ...]:
    grouped: dict[tuple[tuple[tuple[str, ...], str], ...], list[tuple[Found, Wording]]] = defaultdict(list)
    for one in found:
        for wording in one.wordings:
            if not wording.exact:
                key = tuple((find_bases(words.text), words.mark.value) for words in wording.words)
                grouped[key].append((one, wording))
    variants = []
    for several in grouped.values():
        first, last = find_bounds(one for one, _ in several)
        speakers = Counter(s.name for one, _ in several for s in one.text.speakers)
        variants.append(
            Variant(
                marked=Counter(wording.marked for _, wording in several).most_common(1)[0][0],
                likeness=several[0][1].likeness,
                statements=len({one.text.statement_id for one, _ in several}),
                speakers=tuple(name for name, _ in speakers.most_common()),
                first=first,
                last=last,
                sample_id=several[0][0].text.statement_id,
            )
        )
    return tuple(sorted(variants, key=lambda one: (-one.statements, -one.likeness, one.marked)))
