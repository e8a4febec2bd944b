"""The occasions of an article, each with its day: meetings, calls and press conferences that hold for what follows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

from tracker.records import SaidOn, SpeakerReference


def find_events(
    occasions: Sequence[bool],
    told: Sequence[SaidOn | None],
    reports: Sequence[int],
    days: Mapping[int, SaidOn | None],
    speakers: Mapping[int, tuple[SpeakerReference, ...]],
) -> list[tuple[int, int, SaidOn]]:
    """Give the sentence from which each occasion holds (until the next), the one that tells of it, and its day.

    ``occasions`` and ``told`` are by sentence: whether it tells of one, and the day it gives; ``reports`` are the
    sentences of the reports, by whose number ``days`` and ``speakers`` go. An occasion without a day of its own ("Orlo
    made the remarks while meeting Prandt") has that of the report before it, unless somebody else spoke earlier then;
    one at the article's head holds from the start.
    """
    dated = sorted((reports[n], n) for n, day in days.items() if day is not None and len(day.edtf) == 10)
    by_sentence: dict[int, list[int]] = {}
    for n, sentence in enumerate(reports):
        by_sentence.setdefault(sentence, []).append(n)
    events: list[tuple[int, int, SaidOn]] = []
    for index, is_occasion in enumerate(occasions):
        if not is_occasion:
            continue
        own = told[index]
        if own is not None:
            events.append((index, index, own))
            continue
        last = bisect_right(dated, index, key=itemgetter(0)) - 1
        before = days[dated[last][1]] if last >= 0 else None
        if before is None or not ((not events and index <= 4) or index in by_sentence):
            continue
        here = [speakers[n] for n in by_sentence.get(index, ()) if n in speakers]
        then = set(speakers.get(dated[last][1], ()))
        others = here and not any(then & set(names) for names in here)
        if not (others and events and before.edtf < events[-1][2].edtf):
            events.append((index, index, before))
    if events and events[0][0] <= 3:
        events[0] = (0, *events[0][1:])
    elif not events and told and told[0] is not None:
        events.append((0, 0, told[0]))  # the day of the news
    return events
