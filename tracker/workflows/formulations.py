"""Formulations as people keep them: tracked, corrected, listed, removed, and candidates for them found."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.wordforms import find_bases
from tracker.records import NamedSpeaker, SpeakerKind, StatementFilter
from tracker.records.formulations import SORT_FOUND, FoundFormulation, Tracked
from tracker.revisions import HandReport
from tracker.storage import formulations as stored
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import read_speakers
from tracker.storage.session import Session
from tracker.workflows.query import load_actors
from tracker.workflows.tracing import compile_pattern, find_bounds, find_uses
from tracker.workflows.writing import Told, write_by_hand

# What it changed: lines that tell it, and lines on what was so already.
MOST_MINED = 40_000_000
"""How many characters `find_candidates` looks through at once, some six million words in half a gigabyte."""

_EXAMINED = 400  # candidates of which is looked up who else says them


def add_formulations(
    database: Database, phrases: Sequence[str], *, note: str | None = None, caller: Caller | None = None
) -> HandReport:
    """Track phrases; raises UsageError for one without a word, ConflictError for one that is tracked already."""

    def work(session: Session, journal: Journal) -> Told:
        lines = []
        for phrase in phrases:
            clean = " ".join(phrase.split())
            number = stored.add_formulation(session, journal, clean, compile_pattern(clean).bases, _clean(note))
            lines.append(f"F{number} {clean} is tracked")
        return Told(tuple(lines))

    return write_by_hand(database, work, caller=caller)


def edit_formulation(
    database: Database,
    typed: str,
    *,
    phrase: str | None = None,
    note: str | None = None,
    caller: Caller | None = None,
) -> HandReport:
    """Set a formulation's wording or note (empty takes it off).

    Raises UsageError where nothing is set, NotFoundError, and ConflictError where another has that wording.
    """

    def work(session: Session, journal: Journal) -> Told:
        number = read_number(session, typed)
        values: dict[str, Any] = {}
        if phrase is not None:
            clean = " ".join(phrase.split())
            values |= {"phrase": clean, "bases": " ".join(compile_pattern(clean).bases)}
        if note is not None:
            values["note"] = _clean(note)
        if not values:
            raise UsageError("say what to set: --phrase or --note")
        name = f"F{number} {values.get('phrase') or stored.read_formulation(session, number).phrase}"
        if not stored.edit_formulation(session, journal, number, values):
            return Told(unchanged=(f"{name} is so already",))
        return Told((f"{name} is set",))

    return write_by_hand(database, work, caller=caller)


def remove_formulations(
    database: Database, typed: Sequence[str], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Track these no more; raises NotFoundError."""

    def work(session: Session, journal: Journal) -> Told:
        lines = []
        for number in dict.fromkeys(read_number(session, one) for one in typed):
            lines.append(f"F{number} {stored.read_formulation(session, number).phrase} is tracked no more")
            stored.remove_formulation(session, journal, number)
        return Told(tuple(lines))

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def list_formulations(database: Database, wanted: StatementFilter | None = None) -> list[Tracked]:
    """All that are tracked, in the order in which they were added, with counts of their exact uses."""
    with database.read() as session:
        return [
            count_uses(session, formulation, wanted or StatementFilter())
            for formulation in stored.list_formulations(session)
        ]


def show_formulation(database: Database, typed: str) -> Tracked:
    """One that is tracked, with counts of its exact uses; raises NotFoundError."""
    with database.read() as session:
        return count_uses(session, stored.read_formulation(session, read_number(session, typed)), StatementFilter())


def tracked_phrases(database: Database, beginning: str) -> list[str]:
    """Tracked phrases to complete what was typed."""
    with database.read() as session:
        return stored.list_phrases(session, beginning)


def read_number(session: Session, typed: str) -> int:
    """The number of a tracked formulation as typed; raises NotFoundError where it is none."""
    number = stored.find_formulation(session, typed, find_bases(typed))
    if number is None:
        raise NotFoundError(f"no formulation {typed!r} is tracked; `tracker formulation list` lists them")
    return number


def count_uses(session: Session, formulation: Tracked, wanted: StatementFilter) -> Tracked:
    """The formulation with counts of what has it word for word."""
    found = find_uses(session, compile_pattern(formulation.phrase), wanted, near=False)
    first, last = find_bounds(found)
    return replace(
        formulation,
        statements=len(found),
        articles=len({one.text.unit for one in found}),
        speakers=len({speaker.speaker_id for one in found for speaker in one.text.speakers}),
        first=first,
        last=last,
    )


def find_candidates(
    database: Database,
    wanted: StatementFilter,
    *,
    shortest: int = 3,
    fewest: int = 3,
    sort: str | None = None,
    limit: int = 20,
    notify: Callable[[str], None] | None = None,
) -> list[FoundFormulation]:
    """Phrases that recur in what the filter asks for, the strongest first, with whom they are most particular to.

    ``shortest`` is in words, ``fewest`` in articles (or utterances that several report). They are sorted by how
    particular they are to diplomacy or, where the filter names speakers, to these speakers against all others, unless
    ``sort`` says otherwise (one of SORT_FOUND). Of more than MOST_MINED characters, articles are left out evenly until
    it is no more, so that memory has a bound; all counts are of those looked at, and ``notify`` is told. Raises
    UsageError for another sort key, and what workflows.query.find_statements does.
    """
    from tracker.extraction.mining import MinedText, mine_phrases
    from tracker.lexicon.commonness import load_ordinary, load_phrase_words

    order = sort or ("particular" if wanted.speakers else "diplomacy")
    if order not in SORT_FOUND:
        raise UsageError(f"candidates cannot be sorted by {order!r}; sort by {', '.join(SORT_FOUND)}")
    with database.read() as session:
        one_in = -(-stored.measure_contents(session, wanted, load_actors) // MOST_MINED) or 1
        if one_in > 1 and notify is not None:
            notify(
                f"too much to be looked through at once: of the articles one in {one_in:,} was read, and counts are of "
                "those; with fewer, by --since or --speaker, all are"
            )
        rows = stored.read_contents(session, wanted, load_actors, one_in=one_in)
        units = [article if utterance is None else -utterance for _, article, utterance, _ in rows]
        texts = [MinedText(unit, row[3]) for unit, row in zip(units, rows, strict=True)]
        examined = limit if order == "diplomacy" else max(_EXAMINED, limit)
        mined = mine_phrases(
            texts,
            load_ordinary(),
            load_phrase_words(),
            _list_names(session),
            shortest=shortest,
            fewest=fewest,
            limit=examined,
        )
        speaking = read_speakers(session, [row[0] for row in rows])
        speakers = _Presence(units, [speaking.get(row[0], ()) for row in rows], lambda speaker: speaker.name)
        countries = _Presence(units, [speaking.get(row[0], ()) for row in rows], lambda speaker: speaker.country)
        tracked = {find_bases(one.phrase) for one in stored.list_formulations(session)}
        everybody = replace(wanted, speakers=(), officials=False) if wanted.speakers else None
        total = stored.count_all_units(session, everybody, load_actors, one_in=one_in) if everybody else 0
        found = []
        for phrase in mined:
            speaker, country = speakers.most_particular(phrase.texts), countries.most_particular(phrase.texts)
            elsewhere, particular = None, None
            if everybody is not None:
                every = stored.count_units(session, phrase.phrase, everybody, load_actors, one_in=one_in)
                all_units = max(every, phrase.units)
                elsewhere = all_units - phrase.units
                own = speakers.total
                particular = log_likelihood(phrase.units, own, elsewhere, max(total - own, elsewhere))
            found.append(
                FoundFormulation(
                    phrase=phrase.phrase,
                    articles=phrase.units,
                    occurrences=phrase.occurrences,
                    score=phrase.score,
                    speaker=speaker[0],
                    speaker_articles=speaker[1],
                    speaker_score=speaker[2],
                    country=country[0],
                    country_articles=country[1],
                    country_score=country[2],
                    elsewhere=elsewhere,
                    particular=particular,
                    variants=tuple(f"{form} ({count})" for form, count in phrase.variants),
                    tracked=phrase.bases in tracked,
                    sample_id=rows[phrase.texts[0]][0],
                )
            )
    return sorted(found, key=lambda one: _rank(one, order))[:limit]


def log_likelihood(here: int, all_here: int, there: int, all_there: int) -> float:
    """How surely a phrase is more frequent here than there (Dunning's G2): ``here`` of ``all_here`` units have it.

    Negative where it is less frequent here; 3.84 is one chance in twenty, 10.83 one in a thousand.
    """
    if not all_here or not all_there:
        return 0.0
    share = (here + there) / (all_here + all_there)
    cells = (
        (here, all_here * share),
        (there, all_there * share),
        (all_here - here, all_here * (1 - share)),
        (all_there - there, all_there * (1 - share)),
    )
    value = 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen > 0 and expected > 0)
    return round(value if here / all_here >= there / all_there else -value, 1)


class _Presence:
    """In how many units each speaker (or country) speaks, and to which of them a phrase is most particular."""

    def __init__(
        self,
        units: Sequence[int],
        speakers: Sequence[tuple[NamedSpeaker, ...]],
        name_of: Callable[[NamedSpeaker], str | None],
    ) -> None:
        self._units = units
        self._names = [
            {name for one in several if one.kind != SpeakerKind.UNNAMED and (name := name_of(one))}
            for several in speakers
        ]
        spoken: dict[str, set[int]] = defaultdict(set)
        for unit, names in zip(units, self._names, strict=True):
            for name in names:
                spoken[name].add(unit)
        self._totals: Mapping[str, int] = {name: len(their) for name, their in spoken.items()}
        self.total = len(set(units))

    def most_particular(self, texts: Iterable[int]) -> tuple[str | None, int, float]:
        """Who uses it more than the others do, in how many units, and how surely; nobody where nobody is."""
        places = list(texts)
        all_units = {self._units[place] for place in places}
        having: Counter[str] = Counter()
        for name, _ in {(name, self._units[place]) for place in places for name in self._names[place]}:
            having[name] += 1
        best: tuple[str | None, int, float] = (None, 0, 0.0)
        for name, count in sorted(having.items()):
            others = len(all_units) - count
            score = log_likelihood(count, self._totals[name], others, max(self.total - self._totals[name], others))
            if count > 1 and score > max(best[2], 3.84):
                best = (name, count, score)
        return best


def _rank(one: FoundFormulation, order: str) -> tuple[float, str]:
    keys = {
        "diplomacy": one.score,
        "particular": one.particular if one.particular is not None else max(one.speaker_score, one.country_score),
        "articles": float(one.articles),
    }
    return -keys[order], one.phrase


def _list_names(session: Session) -> set[tuple[str, ...]]:
    """The bases of every name of a state, organisation or medium, and of each word of a person's name."""
    names = {
        find_bases(form)
        for actor in load_actors()
        for form in (*actor.forms, *actor.demonyms, *actor.people, *actor.metonyms, *actor.capitals)
    }
    persons = {base for name in stored.list_persons(session) for base in find_bases(name) if len(base) > 2}
    return names | {(base,) for base in persons}


def _clean(note: str | None) -> str | None:
    return " ".join((note or "").split()) or None
