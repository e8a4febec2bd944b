"""Occasion and addressee joined: at what each statement of an article was made, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.extraction.addressees import Named, find_addressee
from tracker.extraction.occasions import (
    find_events,
    is_addressed,
    is_vague,
    place_reports,
    read_host,
    read_interviewed,
    read_issued_title,
    read_readout_title,
    read_title,
    to_record,
)
from tracker.extraction.speakers import Resolver
from tracker.extraction.structures import Event, Report, Sentence
from tracker.lexicon.titles import Titles
from tracker.records import Addressee, ExtractedStatement, Occasion, OccasionKind, Span, SpeakerKind, SpeakerReference

_LONG_LIST = 300  # characters: names further apart are no list of those who were spoken to
FirstDay = Callable[[Sentence, Sequence[Span]], str | None]


class Encounters:
    """What one article tells of meetings and other occasions; ``first_day`` gives the day of a sentence, as EDTF."""

    def __init__(self, text: str, resolver: Resolver, titles: Titles, first_day: FirstDay, readout: bool) -> None:
        self.text = text
        self.resolver = resolver
        self.titles = titles
        self.first_day = first_day
        self.readout = readout

    @staticmethod
    def of_title(title: str | None) -> Occasion | None:
        """The occasion that a transcript's title names, or None."""
        return read_title(title)

    @staticmethod
    def interviewed(title: str | None) -> str | None:
        """The words of an interview's title that name who is interviewed, or None."""
        return read_interviewed(title)

    @staticmethod
    def host(title: str | None) -> str | None:
        """The words of a transcript's title that name whom the one it names first spoke with, or None."""
        return read_host(title)

    @staticmethod
    def of_issued_title(title: str | None) -> Occasion | None:
        """The statement that an issued text's title says it is ("Joint Statement on …"), or None."""
        return read_issued_title(title)

    def address(
        self, statements: Sequence[ExtractedStatement], reports: Sequence[Report], sentences: Sequence[Sentence]
    ) -> list[ExtractedStatement]:
        """The statements, one for each of the reports, with occasion and addressee."""
        contents = sorted(span for report in reports for span in report.content)
        events = [
            find_events(self.text, sentence, index, contents, self.titles, lambda s: self.first_day(s, contents))
            for index, sentence in enumerate(sentences)
        ]
        speaking: dict[int, set[str]] = {}
        for report, statement in zip(reports, statements, strict=True):
            speaking.setdefault(report.sentence, set()).update(speaker.name for speaker in statement.speakers)

        def takes_part(number: int, event: Event) -> bool:
            there = {person.name for _, person in self._present(event, sentences)} | speaking.get(event.sentence, set())
            party = {speaker.name for speaker in self.resolver.identify(event.party)}
            return any(speaker.name in there | party for speaker in statements[number].speakers)

        placed = place_reports(reports, sentences, events, takes_part, self.readout)
        return [
            self._add(statement, report, event, elsewhere, sentences)
            for statement, report, (event, elsewhere) in zip(statements, reports, placed, strict=True)
        ]

    def _add(
        self,
        statement: ExtractedStatement,
        report: Report,
        event: Event | None,
        elsewhere: bool,
        sentences: Sequence[Sentence],
    ) -> ExtractedStatement:
        party = self.resolver.identify(event.party) if event is not None else ()
        present = self._present(event, sentences) if event is not None else []
        met = event if event is not None and is_addressed(event.kind) else None
        addressee = find_addressee(
            self.text, report, met, elsewhere, statement.speakers, self.titles, self.resolver.identify, present
        )
        if event is None or (elsewhere and addressee is not None and _stays_away(addressee.names, party, present)):
            return replace(statement, addressee=addressee)
        return replace(statement, addressee=addressee, occasion=to_record(self.text, event, party))

    def _present(self, event: Event, sentences: Sequence[Sentence]) -> list[Named]:
        """Who is named ahead of the occasion in its sentence, and so took part."""
        return self.resolver.named(sentences[event.sentence].start, event.span[0])


def address_turns(
    text: str,
    turns: Sequence[tuple[Span, bool]],
    statements: Sequence[ExtractedStatement],
    hosts: Sequence[SpeakerReference] = (),
    interviewed: Sequence[Named] = (),
) -> list[ExtractedStatement]:
    """The statements of a transcript's turns, with whom the turns speak to where their order tells.

    ``turns`` gives the label of each, and whether it is a questioner's.
    A question is for whoever answers it, in the next turn that is no question; where no more than two speak, each
    speaks to the other: a questioner without a name is one of ``hosts``, whom the title names. Of an interview that
    gives the questions alone they are for ``interviewed``, whom title and text name. Whom an answer among many is
    for, and what a moderator says, is left open.
    """
    names = [statement.speaker for statement in statements]
    between_two = len(set(names)) == 2 and all(names)
    if len(set(names)) == 1 and interviewed and interviewed[0][1].name != names[0]:
        span, asked = interviewed[0]
        told = Addressee(text[slice(*span)], span, (asked,))
        return [replace(statement, addressee=told) for statement in statements]
    addressed: list[ExtractedStatement] = []
    following: int | None = None  # the next turn that answers
    for n in range(len(turns) - 1, -1, -1):
        other: int | None = None
        if between_two:
            other = next((k for k in (n + 1, n - 1) if 0 <= k < len(turns) and names[k] != names[n]), None)
        elif turns[n][1]:
            other = following
        statement = statements[n]
        if other is not None and statements[other].speakers:
            start, end = turns[other][0]
            speakers = tuple(hosts) if hosts and turns[other][1] else statements[other].speakers
            statement = replace(statement, addressee=Addressee(text[start:end], (start, end), speakers))
        addressed.append(statement)
        if not turns[n][1]:
            following = n
    return addressed[::-1]


def place_in_readout(
    text: str, title: str | None, statements: Sequence[ExtractedStatement], partners: Sequence[Named]
) -> list[ExtractedStatement]:
    """The statements of a readout, those without an occasion placed at the one that its title names.

    "Holt's Call with Foreign Minister Orlo" tells of nothing else. ``partners`` are those it names behind "with", each
    where the text names them: a single other who speaks, speaks to them. Who just "spoke with" them at a meeting rang
    nobody up.
    """
    named = read_readout_title(title)
    if named is None:
        return list(statements)
    names = {partner.name for _, partner in partners}
    told: Addressee | None = None
    if partners:
        start, end = partners[0][0][0], partners[-1][0][1]
        if end - start > _LONG_LIST:
            end = partners[0][0][1]
        told = Addressee(text[start:end], (start, end), tuple(partner for _, partner in partners))
    placed = []
    for statement in statements:
        occasion = statement.occasion
        if occasion is None:
            alone = len(statement.speakers) == 1 and statement.speakers[0].kind is SpeakerKind.PERSON
            to = told if alone and statement.speakers[0].name not in names else None
            statement = replace(statement, occasion=named, addressee=statement.addressee or to)
        elif occasion.kind is OccasionKind.CALL and named.kind is OccasionKind.MEETING and is_vague(occasion.text):
            statement = replace(statement, occasion=replace(occasion, kind=named.kind))
        placed.append(statement)
    return placed


def _stays_away(names: frozenset[str], party: Sequence[SpeakerReference], present: Sequence[Named]) -> bool:
    """Tell if who is spoken to is named and was not at the occasion: it then was another one."""
    there = {speaker.name for speaker in party} | {person.name for _, person in present}
    return bool(there) and bool(names) and not names & there
