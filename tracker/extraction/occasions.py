"""The occasions that a text tells of: meetings, calls, visits, press conferences, with the other party, place and day.

Forms: a noun behind a preposition ("in a phone call with Foreign Minister Orlo", "at a joint press conference in
Kesh", "after talks with the two envoys", "told a rally"), a means ("by phone", "on Twitter"), and a verb with its party
("met on Friday with …", "spoke by phone to …", "held talks in Kesh with …", "Ada Holt and Tomas Prandt met in Kesh").
An occasion holds for its own sentence, and for what those who took part say in the paragraph behind it; in a readout
to its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from tracker.extraction.structures import Event, Report, Sentence
from tracker.lexicon.tables import read_table
from tracker.lexicon.titles import Titles
from tracker.records import Occasion, OccasionKind, Span, SpeakerKind, SpeakerReference

FindDay = Callable[[Sentence], str | None]

_TABLE = read_table("occasions")
_CALENDAR = read_table("calendar")
_NOUNS = {noun.lower(): OccasionKind(kind) for kind, nouns in _TABLE["nouns"].items() for noun in nouns}
_MEANS = {noun.lower(): OccasionKind(kind) for kind, nouns in _TABLE["means"].items() for noun in nouns}
_VERBS = {verb: OccasionKind(kind) for kind, verbs in _TABLE["verbs"].items() for verb in verbs}
_PARTY_WORDS = frozenset(_TABLE["parties"]["words"])
_ADDRESSED = frozenset(OccasionKind(kind) for kind in _TABLE["addressed"]["kinds"])
_DAYS = frozenset((*_CALENDAR["weekdays"], *_CALENDAR["months"]))
_NAMES_TOO = frozenset({"april", "may", "june", "august"})  # of persons: "Prime Minister May"
# said after a statement is not said at it
_HELD = frozenset(OccasionKind) - {OccasionKind.STATEMENT, OccasionKind.LETTER, OccasionKind.POST, OccasionKind.SPEECH}
# Papers that are issued and calls are for others than the one spoken with; these go on over the next paragraphs.
_CARRIED = frozenset(OccasionKind) - {OccasionKind.POST, OccasionKind.LETTER}
_REACH = 1  # paragraphs
_MOST = 200  # occasions that are gone back over, so that an article of nothing but meetings takes no time squared


def _any(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WEEKDAY = "|".join(name.capitalize() for name in _CALENDAR["weekdays"])
_MONTH = "|".join(name.capitalize() for name in (*_CALENDAR["months"], *_CALENDAR["month_abbreviations"]))
_PLACE = (
    r"(?:the )?[A-Z][\w’'.-]*(?:(?: of| de| the)? [A-Z][\w’'-]*|, D\.C\."
    r"|, [A-Z][\w’'.]+(?=[,.]| (?:on|to|for|with|where)\b))*"
)
_WHEN = (
    rf"(?:(?:late |early |earlier )?(?:on )?(?:last |this )?(?:{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?"
    rf"|(?:on )?(?:{_MONTH})\.? \d{{1,2}}(?:, \d{{4}})?|(?:on )?\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?"
    r"|(?:earlier )?(?:today|yesterday)|(?:last|this|earlier this) (?:week|month|year)"
    r"|earlier|again|also|separately|virtually|briefly|here|privately)"
)
_BY = rf"(?:by|on|over|via) (?:{_any([m for m, k in _MEANS.items() if k is OccasionKind.CALL])})"
_ADVERBIALS = rf"(?P<adverbials>(?:,? (?:{_WHEN}|{_BY}|(?:in|at) (?!{_MONTH}){_PLACE}))*)"
_NOUN = rf"(?P<noun>{_any(_NOUNS)})(?![\w’'-])(?! (?:room|table|place|point|to order|for)\b)"
# the adjectives of the noun: no preposition, no mark
_NO_ADJECTIVES = (
    "of with for and or to by from that in at on as who which during after before ahead following since until but"
)
_MODIFIERS = rf"(?:(?!(?:{_any(_NO_ADJECTIVES.split())})\b)[\w’'.-]+ ){{0,5}}?"
_AROUND = "after|following|before|ahead of|prior to|since"
_LEADS = (
    "at|in|during|on|over|via|by|through|on the sidelines of|on the margins of|at the end of|told|telling|addressing"
    "|attended|attending|held|holding|holds|hosted|hosting|had|having|concluded|joined|gave|giving|convened|delivered"
    "|delivering|issued|issuing|released|releasing|published"
)

_NAMED = re.compile(rf"\b(?:(?P<around>{_AROUND})|{_LEADS}) (?P<phrase>{_MODIFIERS}{_NOUN})", re.IGNORECASE)
_BY_MEANS = re.compile(rf"\b(?:by|on|over|via) (?P<noun>{_any(_MEANS)})(?![\w’'-])", re.IGNORECASE)
_ACTED = re.compile(
    rf"\b(?P<verb>(?i:{_any(_VERBS)}))\b(?! the (?:needs?|demands?|criteria|requirements?|goals?|challenge))"
    rf"{_ADVERBIALS},?(?P<with> (?:with|to))?(?P<rest> |(?=[.,;]))"
)
_BEHIND = re.compile(rf"{_ADVERBIALS},? (?P<with>with|to|between) ")
_WHERE = re.compile(rf"(?:,? {_WHEN})*,? (?:in|at) (?P<place>{_PLACE})")
_INSIDE = re.compile(rf"\b(?:in|at) (?P<place>{_PLACE})")
_VISITED = re.compile(
    rf"\b(?P<phrase>(?i:on|during|after|before|ahead of) (?:an?|the|his|her|their|this) {_MODIFIERS}(?:visit|trip|tour)"
    rf" (?:to|of)|visited|visiting|arrived in|arriving in|travell?ed to) (?P<place>{_PLACE})"
)
_REMARKS = re.compile(r"\bmade (?:the|these|his|her|their) (?:remarks?|comments?|statements?|announcement)\b")
_HINT = re.compile(
    rf"\b(?:{_any((*_NOUNS, *_MEANS, *_VERBS))}|visited|visiting|arrived|arriving|travell?ed)\b", re.IGNORECASE
)
_HOSTED = re.compile(r"\bWith [A-Z].* (?:of|on|from) (?:the )?[A-Z]")  # "Ada Holt With Ana Roig of The Harbour Post"
_INTERVIEWED = re.compile(r"\binterviews\b(?:.*? (?=[A-Z]))?(?P<who>.*)", re.DOTALL)
_HOST = re.compile(r".*\b[Ww]ith (?P<who>[A-Z].*?)(?: (?:of|on|On|from) .*)?$", re.DOTALL)
_SPOKE = re.compile(r"(?:[sS]p[eo]\w+|talk\w+)\b(?!.* with )", re.DOTALL)
_RANG = re.compile(_BY)
_READOUT_TITLE = re.compile(
    r"^(?!.*\b(?:at|ahead|following|after|before)\b).*?"
    rf"\b(?P<noun>(?:{_any(_NOUNS)})s?)(?: (?:with|of|between)\b|$)",
    re.IGNORECASE,
)
_SPOKE_WITH = re.compile(r"(?:[sS]p[eo]\w+|talk\w+)\b")
_NEXT = re.compile(r", (?:and )?(?=[A-Z])")
_WORD = re.compile(r"[^\W_](?:[\w’'.-]*[\w’'])?")


def find_events(
    text: str, sentence: Sentence, index: int, contents: Sequence[Span], titles: Titles, find_day: FindDay
) -> list[Event]:
    """Give the occasions that a sentence tells of outside what is reported in it, in order; ``index`` is its number."""
    if not _HINT.search(text, sentence.start, sentence.end):
        return []
    outside = [
        event
        for event in _read_events(text, sentence, index, titles)
        if not any(a < event.span[1] and event.span[0] < b for a, b in contents)
    ]
    spoken = _REMARKS.search(text, sentence.start, sentence.end) is not None
    day = find_day(sentence) if outside else None
    found: list[Event] = []
    for event in sorted(outside, key=lambda e: (e.span[0], -e.span[1])):
        if found and event.span[0] < found[-1].span[1]:
            continue
        found.append(replace(event, date=day, spoken=spoken))
    return found


def place_reports(
    reports: Sequence[Report],
    sentences: Sequence[Sentence],
    events: Sequence[Sequence[Event]],
    takes_part: Callable[[int, Event], bool],
    readout: bool,
) -> list[tuple[Event | None, bool]]:
    """Give for each report the occasion that it was made at, and whether that stands in another sentence.

    ``events`` are those of each sentence; ``takes_part`` tells whether a report's speakers took part in one.
    """
    placed: list[tuple[Event | None, bool]] = []
    remarks = [event for found in events for event in found if event.spoken and not event.around][:_MOST]
    # Most sentences tell of no occasion: only those that do are gone back over.
    carrying = [(index, event) for index, found in enumerate(events) for event in found if _goes_on(event, readout)]
    before = [index for index, _ in carrying]
    for number, report in enumerate(reports):
        own = min(events[report.sentence], key=lambda e: (e.around, e.span[0]), default=None)
        if own is not None and not (own.around and readout):
            placed.append((own, False))
            continue
        carried, at = None, bisect_left(before, report.sentence)
        for index, earlier in _go_back(carrying[max(at - _MOST, 0) : at]):
            if report.paragraph - sentences[index].paragraph > _REACH and not readout:
                break
            carried = next((event for event in earlier if takes_part(number, event)), None)
            if carried is not None:
                break
        if carried is None:
            carried = next((event for event in remarks if takes_part(number, event)), None)
        placed.append((carried or own, carried is not None))
    return placed


def _go_back(carrying: Sequence[tuple[int, Event]]) -> Iterator[tuple[int, list[Event]]]:
    """The occasions sentence by sentence from the last, those of one sentence in their order."""
    for index, found in groupby(reversed(carrying), key=itemgetter(0)):
        yield index, [event for _, event in found][::-1]


def _goes_on(event: Event, readout: bool) -> bool:
    """Tell if an occasion may hold beyond its sentence: outside readouts one that has its day or its place."""
    return event.kind in _CARRIED and not event.around and (readout or bool(event.date or event.place))


def read_title(title: str | None) -> Occasion | None:
    """Give the occasion that a transcript's title names: "Department Press Briefing", "The Post interviews Holt"."""
    if not title:
        return None
    if _INTERVIEWED.search(title):
        return Occasion(OccasionKind.INTERVIEW, title)
    hosted = _HOSTED.search(title)
    found = [
        (match.start(), -len(match[0]), kind)
        for match in re.finditer(rf"\b(?:{_any(_NOUNS)})\b", title[: hosted.start() if hosted else None], re.IGNORECASE)
        if (kind := _NOUNS[match[0].lower()]) not in (OccasionKind.POST, OccasionKind.LETTER)  # The Harbour Post
    ]
    if not found:
        return Occasion(OccasionKind.INTERVIEW, title) if hosted else None
    kinds = [kind for _, _, kind in sorted(found)]
    # "Remarks at a Press Conference", "Briefing Before the Visit": what is named first, unless it is words alone
    kind = next((kind for kind in kinds if kind not in (OccasionKind.SPEECH, OccasionKind.STATEMENT)), kinds[0])
    return Occasion(kind, title)


def read_interviewed(title: str | None) -> str | None:
    """The words of a title that name who is interviewed: "The Post interviews Ada Holt, candidate for mayor"."""
    match = _INTERVIEWED.search(title) if title else None
    return match["who"] if match else None


def read_host(title: str | None) -> str | None:
    """The words of a title that name who asks: "Ada Holt on Nightly News with Ana Roig", "… with Ana Roig of X"."""
    match = _HOST.match(title) if title else None
    return match["who"] if match else None


def read_readout_title(title: str | None) -> Occasion | None:
    """Give the meeting or call that a readout's title names with those who were there, or None.

    "Holt's Call with Foreign Minister Orlo", "Ninth Meeting of the Harbour Group", "Strelsau-Kesh Strategic Dialogue".
    """
    match = _READOUT_TITLE.search(title) if title else None
    kind = _NOUNS.get(match["noun"].lower().removesuffix("s")) or _NOUNS.get(match["noun"].lower()) if match else None
    return Occasion(kind, title or "") if kind in _ADDRESSED else None


def read_issued_title(title: str | None) -> Occasion | None:
    """Give the title of an issued text as the statement that it is, whatever it is on; None where it says none."""
    if title and any(_NOUNS.get(word.lower()) is OccasionKind.STATEMENT for word in re.findall(r"[\w-]+", title)):
        return Occasion(OccasionKind.STATEMENT, title)
    return None


def is_addressed(kind: OccasionKind) -> bool:
    """Tell whether the other party to such an occasion is whom the words are said to."""
    return kind in _ADDRESSED


def is_vague(words: str) -> bool:
    """Tell whether the words of an occasion say no more than that two spoke: "spoke today with the two envoys"."""
    return _SPOKE_WITH.match(words) is not None and not _RANG.search(words)


def to_record(text: str, event: Event, party: Collection[SpeakerReference]) -> Occasion:
    """Make the record of an occasion; ``party`` is whom its other party stands for.

    Who "spoke to" a person or a state rang up, who did to a medium was interviewed, who did to others made a speech,
    where the words tell no more than that.
    """
    start, end = event.span
    words, kind = text[start:end], event.kind
    if kind is OccasionKind.CALL and event.party and _SPOKE.match(words) and not _RANG.search(words):
        kinds = {speaker.kind for speaker in party}
        if SpeakerKind.MEDIA in kinds:
            kind = OccasionKind.INTERVIEW
        elif kinds.isdisjoint((SpeakerKind.PERSON, SpeakerKind.STATE, SpeakerKind.OFFICE)):
            kind = OccasionKind.SPEECH
    return Occasion(kind, words, event.span, event.place, event.date)


def _read_events(text: str, sentence: Sentence, index: int, titles: Titles) -> Iterator[Event]:
    start, end = sentence.start, sentence.end
    for match in _VISITED.finditer(text, start, end):
        around = match["phrase"].lower().startswith(("after", "before", "ahead"))
        yield Event(OccasionKind.VISIT, match.span(), index, place=_tidy(match["place"]), around=around)
    for match in _NAMED.finditer(text, start, end):
        kind = _NOUNS[match["noun"].lower()]
        around = match["around"] is not None
        if around and kind not in _HELD:
            continue
        first = match.start() if around else match.start("phrase")
        party = _read_party(text, match.end(), end, titles)
        stop = party[1] if party else match.end()
        yield Event(kind, (first, stop), index, party, _find_place(text, match.end(), stop, end, party), around=around)
    for match in _BY_MEANS.finditer(text, start, end):
        yield Event(_MEANS[match["noun"].lower()], match.span(), index)
    for match in _ACTED.finditer(text, start, end):
        kind = _VERBS[match["verb"].lower()]
        at = match.end()
        stop = _party_end(text, at, end, titles)
        party = (at, stop) if stop > at else None
        if party is None and (kind is OccasionKind.CALL or match["with"] or not match["adverbials"]):
            continue  # "spoke for an hour", "met expectations"
        if kind is OccasionKind.CALL and not match["with"] and not match["verb"].endswith("phoned"):
            continue
        stop = party[1] if party else match.end("adverbials")
        yield Event(kind, (match.start(), stop), index, party, _find_place(text, match.start(), stop, end, party))


def _read_party(text: str, at: int, end: int, titles: Titles) -> Span | None:
    """The party behind "with", "between" or "to", over a day or place in between."""
    match = _BEHIND.match(text, at, end)
    if match is None:
        return None
    stop = _party_end(text, match.end(), end, titles)
    return (match.end(), stop) if stop > match.end() else None


def _party_end(text: str, at: int, end: int, titles: Titles) -> int:
    """The end of the names and titles that begin at ``at``, over a list that an "and" closes, or over an apposition."""
    ends = [_run_end(text, at, end, titles)]
    if ends[0] == at:
        return at
    closed, opened = False, ""
    while not closed and (match := _NEXT.match(text, ends[-1], end)) is not None:
        following = _run_end(text, match.end(), end, titles)
        if following == match.end():
            break
        run = text[match.end() : following]
        opened = opened or run.split()[0]
        closed = "and " in match[0] or " and " in run
        ends.append(following)
    if closed:
        return ends[-1]
    # "the head of the agency, Ambassador Ada Holt"
    apposed = len(ends) > 1 and (titles.is_title(opened.rstrip(".")) or opened in ("His", "Her"))
    return ends[1] if apposed else ends[0]


def _run_end(text: str, at: int, end: int, titles: Titles) -> int:
    """The end of an unbroken run of capitalised words, titles, groups and the small words between them."""
    position, stop, named = at, at, False
    for match in _WORD.finditer(text, at, end):
        between = text[position : match.start()]
        if position > at and between not in (" ", "/"):
            if not (between == " (" and match[0].isupper() and text[match.end() : match.end() + 1] == ")"):
                break
            position = stop = match.end() + 1  # the abbreviation of the name before it
            continue
        word = match[0]
        lower = word.lower()
        bare = re.sub(r"['’]s$", "", lower)
        if lower in _DAYS and not (
            lower in _NAMES_TOO and named and not text[match.end() : match.end() + 2].strip().isdigit()
        ):
            break
        singular = bare.removesuffix("s")
        is_name = word[0].isupper() or word[0].isdigit()
        is_title = titles.is_title(bare) or titles.is_title(singular) or bare in titles.group_nouns
        is_title = is_title or singular in titles.group_nouns
        if not (is_name or is_title or lower in _PARTY_WORDS):
            break
        position = match.end()
        named = named or (is_name and not word[0].isdigit()) or is_title
        if (
            is_name
            or is_title
            or lower not in ("of", "the", "and", "for", "a", "an", "his", "her", "their", "its", "then")
        ):
            stop = match.end()
    return stop if named else at


def _find_place(text: str, start: int, stop: int, end: int, party: Span | None) -> str | None:
    """The place in the occasion's own words, or right behind them."""
    before = party[0] if party else stop
    match = _INSIDE.search(text, start, before) or _WHERE.match(text, stop, end)
    if match is None or match["place"].split()[0].lower().strip(".,") in _DAYS:
        return None
    return _tidy(match["place"])


def _tidy(place: str) -> str:
    return re.sub(rf",? (?:{_WEEKDAY}|{_MONTH})\b.*$", "", place).rstrip(".,’'").removesuffix("'s").removesuffix("’s")
