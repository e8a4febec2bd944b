"""To whom it was said: the object of a verb of telling, or the other party to the occasion.

Forms: "told reporters", "asked Ilse Brandt to", "said to Ilse Brandt", "in a call with the foreign minister", and, for
words that were said at a meeting told of before, whoever else took part in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.extraction.structures import Event, Report
from tracker.lexicon.titles import Titles
from tracker.records import Addressee, Span, SpeakerReference

Named = tuple[Span, SpeakerReference]
Identify = Callable[[Span], tuple[SpeakerReference, ...]]

# what a noun phrase of the grammar takes along that is no part of whom it was said to
_TAIL = re.compile(
    r"\s(?:in|at|on|during|after|before|outside|aboard|from|via|by|who|which|that|gathered|following)\s.*$", re.DOTALL
)
_OBJECT = re.compile(r"\s((?!that\b|how\b|of\b|about\b)[^\W\d][^,.;:()\n\"“”]{1,80})")
_TELLING = frozenset("tell inform assure remind brief notify".split())
_NOBODY = frozenset("me us you him her them it himself herself themselves one those".split())
_CROWDS = frozenset("press public court parliament people crowd media nation newspaper magazine audience".split())


def find_addressee(
    text: str,
    report: Report,
    event: Event | None,
    elsewhere: bool,
    speakers: Sequence[SpeakerReference],
    titles: Titles,
    identify: Identify,
    present: Sequence[Named],
) -> Addressee | None:
    """Give whom a report was addressed to, or None where the text does not tell.

    ``event`` is an occasion whose other party is spoken to, ``elsewhere`` tells that it stands in another sentence, and
    ``present`` are the persons named ahead of it there.
    """
    told = report.addressee or _read_told(text, report)
    appealed = event is not None and report.rule.endswith("/directive")  # to others than those who were met
    if told is not None and not appealed:
        words = _TAIL.sub("", text[slice(*told)]).rstrip(" ,")
        if _are_people(words, titles) and text[told[0] + len(words) :][:2] not in ("’s", "'s"):
            span = (told[0], told[0] + len(words))
            return Addressee(words, span, identify(span))
    if event is None or event.around:
        return None
    names = {speaker.name for speaker in speakers}
    party = identify(event.party) if event.party else ()
    if event.party and not names & {other.name for other in party}:
        if elsewhere and not names & {person.name for _, person in present}:
            return None
        return Addressee(text[slice(*event.party)], event.party, party)
    if event.party and not elsewhere:
        return Addressee(text[slice(*event.party)], event.party)  # "her counterpart": not she herself
    others = list(_others(present, names))
    if len(names) == 1 and others:
        span = (others[0][0][0], others[-1][0][1]) if len(others) > 1 else others[0][0]
        return Addressee(text[slice(*span)], span, tuple(person for _, person in others))
    return None


def _read_told(text: str, report: Report) -> Span | None:
    """The object of "told" where the words it introduces stand ahead of it: '"A," Orlo told reporters in Kesh.'"""
    if not report.cue or report.lemma not in _TELLING:
        return None
    end = report.cue[-1][1]
    match = _OBJECT.match(text, end)
    return (
        match.span(1) if match and not any(a < match.end(1) and match.start(1) < b for a, b in report.content) else None
    )


def _are_people(words: str, titles: Titles) -> bool:
    """Tell who can be spoken to from what can be promised or told: names, titles, groups."""
    if words.lower() in _NOBODY:
        return False
    return any(
        word[0].isupper()
        or any(titles.is_title(w) or w in titles.group_nouns | _CROWDS for w in (word, word.removesuffix("s")))
        for word in words.split()
    )


def _others(present: Sequence[Named], names: set[str]) -> Iterator[Named]:
    seen = set(names)
    for span, person in present:
        if person.name not in seen:
            seen.add(person.name)
            yield span, person
