"""What is new of tracked formulations since somebody last looked: debut, upgrade, downgrade, rewording, silence.

New is what stands in articles that were taken in since, whatever their dates. A debut is a speaker's first exact use.
An upgrade is a near wording that only puts words in, a downgrade one that only leaves words out, a rewording one that
does both; each counts once for a speaker, and only where the speaker, or somebody else of the same country, has used
the formulation's own words by then. A silence is that of a speaker who by now has stopped (workflows/tracing.py), and
at the last look had not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.lexicon.wordforms import find_bases
from tracker.records import NamedSpeaker, SpeakerKind, StatementFilter
from tracker.records.formulations import FormulationNews, Mark, NewsKind, SpeakerOfUses, Tracked, Wording
from tracker.storage import formulations as stored
from tracker.storage.database import Database
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.session import Session
from tracker.workflows.formulations import read_number
from tracker.workflows.query import load_actors
from tracker.workflows.tracing import Found, compile_pattern, find_uses, sum_speakers

_Key = tuple[tuple[tuple[str, ...], Mark], ...]


def watch(
    database: Database,
    typed: Sequence[str] = (),
    wanted: StatementFilter | None = None,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> list[FormulationNews]:
    """What is new of the formulations named, or of all, and remember that it was looked at, unless ``dry_run``.

    With a filter only what it asks for is looked at, and nothing is remembered. Raises NotFoundError for a formulation
    that is not tracked.
    """
    peeking = dry_run or wanted is not None
    with database.read() if peeking else database.begin() as session:
        journal = Journal(caller or describe_caller())
        last = stored.last_article(session)
        numbers = [read_number(session, one) for one in typed]
        chosen = [stored.read_formulation(session, number) for number in dict.fromkeys(numbers)]
        looks = stored.read_looks(session)
        news: list[FormulationNews] = []
        for formulation in chosen if typed else stored.list_formulations(session):
            looked = looks[formulation.formulation_id]
            news.extend(_find_news(session, formulation, looked, wanted or StatementFilter()))
            if not peeking:
                stored.remember_look(session, journal, formulation.formulation_id, last)
        return news


def _find_news(
    session: Session, formulation: Tracked, looked: int, wanted: StatementFilter
) -> Iterator[FormulationNews]:
    found = find_uses(session, compile_pattern(formulation.phrase), wanted)
    yield from _find_debuts(formulation, found, looked)
    yield from _find_wordings(formulation, found, looked)
    yield from _find_silences(session, formulation, found, looked, wanted)


def _find_debuts(formulation: Tracked, found: Sequence[Found], looked: int) -> Iterator[FormulationNews]:
    exact = [one for one in found if one.exact]
    known = {speaker.speaker_id for one in exact if one.text.article_id <= looked for speaker in one.text.speakers}
    unheard = not any(one.text.article_id <= looked for one in exact)
    for one in exact:
        if one.text.article_id <= looked:
            continue
        new = [speaker for speaker in _list_named(one) if speaker.speaker_id not in known]
        if unheard:
            yield _tell(NewsKind.DEBUT, formulation, one, one.wordings[0], _join(one.text.speakers), "the first use")
        elif new:
            yield _tell(NewsKind.DEBUT, formulation, one, one.wordings[0], _join(new), "their first use")
        unheard = False
        known.update(speaker.speaker_id for speaker in one.text.speakers)


def _find_wordings(formulation: Tracked, found: Sequence[Found], looked: int) -> Iterator[FormulationNews]:
    committed: set[int | str] = set()
    seen: set[tuple[int, _Key]] = set()
    old_first = sorted(found, key=lambda one: one.text.article_id > looked)
    for one in old_first:
        if one.exact:
            committed.update(key for speaker in one.text.speakers for key in _party(speaker))
        for wording in one.wordings:
            if wording.exact:
                continue
            key: _Key = tuple((find_bases(words.text), words.mark) for words in wording.words)
            new = [speaker for speaker in _list_named(one) if (speaker.speaker_id, key) not in seen]
            seen.update((speaker.speaker_id, key) for speaker in new)
            bound = [speaker for speaker in new if not committed.isdisjoint(_party(speaker))]
            if one.text.article_id > looked and bound:
                kind, detail = _judge(wording)
                yield _tell(kind, formulation, one, wording, _join(bound), detail)


def _find_silences(
    session: Session, formulation: Tracked, found: Sequence[Found], looked: int, wanted: StatementFilter
) -> Iterator[FormulationNews]:
    exact = [one for one in found if one.exact]
    speakers = sorted({speaker.speaker_id for one in exact for speaker in one.text.speakers})
    if not speakers:
        return
    spoken = stored.read_spoken(session, speakers, wanted, load_actors)
    before = sum_speakers(
        [one for one in found if one.text.article_id <= looked],
        [presence for presence in spoken if presence.article_id <= looked],
    )
    known = {one.speaker_id for one in before if one.stopped}
    for speaker in sum_speakers(found, spoken):
        if speaker.stopped and speaker.speaker_id not in known:
            last = [one for one in exact if any(s.speaker_id == speaker.speaker_id for s in one.text.speakers)][-1]
            yield _tell(
                NewsKind.SILENCE, formulation, last, last.wordings[0], speaker.speaker, describe_silence(speaker)
            )


def describe_silence(speaker: SpeakerOfUses) -> str:
    """A silence in plain words: in how many articles it was there, and in how many it has been missing since."""
    return (
        f"in {speaker.articles:,} of {speaker.spoken_until:,} articles until {speaker.last}, "
        f"in none of {speaker.spoken_since:,} since"
    )


def _judge(wording: Wording) -> tuple[NewsKind, str]:
    added = [words.text for words in wording.words if words.mark is Mark.ADDED]
    left_out = [words.text for words in wording.words if words.mark is Mark.LEFT_OUT]
    told = [f"adds {', '.join(added)}"] if added else []
    told += [f"leaves out {', '.join(left_out)}"] if left_out else []
    if added and left_out:
        return NewsKind.REWORDING, "; ".join(told)
    return NewsKind.UPGRADE if added else NewsKind.DOWNGRADE, told[0]


def _party(speaker: NamedSpeaker) -> set[int | str]:
    """The speaker, and the country that they speak for."""
    return {speaker.speaker_id, speaker.country} if speaker.country else {speaker.speaker_id}


def _list_named(one: Found) -> list[NamedSpeaker]:
    """Its speakers but for labels that many bear ("Question")."""
    return [speaker for speaker in one.text.speakers if speaker.kind != SpeakerKind.UNNAMED]


def _join(speakers: Sequence[NamedSpeaker]) -> str | None:
    return " and ".join(speaker.name for speaker in speakers) or None


def _tell(
    kind: NewsKind, formulation: Tracked, one: Found, wording: Wording, speaker: str | None, detail: str
) -> FormulationNews:
    return FormulationNews(
        kind=kind,
        formulation_id=formulation.formulation_id,
        phrase=formulation.phrase,
        speaker=speaker,
        said_on=one.text.day,
        marked=wording.marked,
        detail=detail,
        statement_id=one.text.statement_id,
        article_id=one.text.article_id,
    )
