"""Words as people type them, found in an article: the one stretch they mean, or the candidates.

Forms: the words themselves; their first and last words, ``from X to Y`` or ``X ... Y``; offsets, ``49-245`` or
``49-83; 90-97``. Blanks and line ends are alike, and so are typographic and plain quotation marks and dashes; capitals
count only where they decide. What is not there, or is there several times, is refused with what comes close.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from tracker.errors import AmbiguousNameError, NotFoundError, UsageError
from tracker.records import Span, Spans

_OFFSETS = re.compile(r"\s*\d+\s*[-–]\s*\d+(?:\s*[;,]\s*\d+\s*[-–]\s*\d+)*\s*")
_PAIR = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_ENDS = (
    re.compile(r"\s*from\s+(?P<first>\S.*?)\s+to\s+(?P<last>\S.*?)\s*", re.DOTALL | re.IGNORECASE),
    re.compile(r"\s*(?P<first>\S.*?)\s*(?:\.\.\.|…)\s*(?P<last>\S.*?)\s*", re.DOTALL),
)
_ALIKE = {
    **dict.fromkeys("'‘’ʼ‛", "['‘’ʼ‛]"),
    **dict.fromkeys('"“”„«»', '["“”„«»]'),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
}
_LISTED = 5
_AROUND = 24
_CLOSE = 0.5


def find_passage(text: str, typed: str, *, within: Iterable[Span] = ()) -> Spans:
    """Where in the text the typed words stand, or what the typed offsets are, as spans in order.

    ``within`` are stretches (a statement's paragraphs) to look in first: what stands there once is meant, however often
    it stands elsewhere. Raises NotFoundError, AmbiguousNameError with the candidates, and UsageError for offsets that
    are not in the text.
    """
    if not typed.strip():
        raise UsageError("no words were given; give some of the article, or offsets such as 49-245")
    if _OFFSETS.fullmatch(typed):
        return _read_offsets(text, typed)
    for areas in ([*within], [(0, len(text))]):
        found = list(dict.fromkeys(span for area in areas for span in _find(text, typed, area)))
        if len(found) == 1:
            return (found[0],)
        if found:
            raise AmbiguousNameError(_list_candidates(text, typed, found))
    raise NotFoundError(_suggest(text, typed))


def find_passages(text: str, typed: Sequence[str], *, within: Iterable[Span] = ()) -> Spans:
    """The spans of several pieces, in the order of the text; raises as find_passage, and for an overlap."""
    areas = list(within)
    spans = sorted(span for piece in typed for span in find_passage(text, piece, within=areas))
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise UsageError(f"two pieces overlap at {start}-{end}; each part of the text can be named once")
    return tuple(spans)


def count_words_in(text: str, words: str) -> list[Span]:
    """Every place where exactly these words stand, blanks and line ends alike."""
    return _match_all(text, words, (0, len(text)), fold=False, alike=False)


def _find(text: str, typed: str, area: Span) -> list[Span]:
    """The strictest reading that finds anything decides."""
    for fold in (False, True):
        if found := _match_all(text, typed, area, fold=fold):
            return found
    for form in _ENDS:
        match = form.fullmatch(typed)
        if match is None:
            continue
        for fold in (False, True):
            if found := _between(text, match["first"], match["last"], area, fold=fold):
                return found
    return []


def _between(text: str, first: str, last: str, area: Span, *, fold: bool) -> list[Span]:
    """Stretches from the first words to the last: to each of them in the same paragraph, else to the next one."""
    stretches: list[Span] = []
    ends = _match_all(text, last, area, fold=fold)
    for start, first_end in _match_all(text, first, area, fold=fold):
        behind = [end for begin, end in ends if begin >= start and end >= first_end]
        near = [end for end in behind if "\n\n" not in text[start:end]]
        stretches.extend((start, end) for end in near or behind[:1])
    return stretches


def _match_all(text: str, words: str, area: Span, *, fold: bool, alike: bool = True) -> list[Span]:
    parts = words.split()
    if not parts:
        return []
    written = r"\s+".join(
        "".join(_ALIKE.get(letter, re.escape(letter)) if alike else re.escape(letter) for letter in part)
        for part in parts
    )
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = re.compile(before + written + after, re.IGNORECASE if fold else 0)
    found, at = [], area[0]
    while match := pattern.search(text, at, area[1]):
        found.append(match.span())
        at = match.start() + 1
    return found


def _read_offsets(text: str, typed: str) -> Spans:
    spans = tuple((int(start), int(end)) for start, end in _PAIR.findall(typed))
    for start, end in spans:
        if not start < end <= len(text):
            raise UsageError(f"{start}-{end} is no stretch of the article, which has {len(text):,} characters")
    return tuple(sorted(spans))


def _list_candidates(text: str, typed: str, found: Sequence[Span]) -> str:
    listed = "; ".join(f"{start}-{end} “{_show(text, (start, end))}”" for start, end in found[:_LISTED])
    more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    times = "twice" if len(found) == 2 else f"{len(found)} times"
    return f"{_quote(typed)} stands {times}: {listed}{more}; give more of the words, or the offsets"


def _suggest(text: str, typed: str) -> str:
    message = f"{_quote(typed)} is not in the article"
    for form in _ENDS:
        if (match := form.fullmatch(typed)) is not None:
            missing = [
                words
                for words in (match["first"], match["last"])
                if not _match_all(text, words, (0, len(text)), fold=True)
            ]
            if len(missing) == 1:
                message, typed = f"{_quote(missing[0])} is not in the article", missing[0]
            elif not missing:
                return f"{message}: {_quote(match['last'])} does not follow {_quote(match['first'])}"
    close = _find_close(text, typed)
    if not close:
        return f"{message}; `tracker article show` has its words"
    return f"{message}; close to it: " + "; ".join(f"{s}-{e} “{_show(text, (s, e), 0)}”" for s, e in close)


def _find_close(text: str, typed: str) -> list[Span]:
    """The stretches of as many words that share most of them, best first."""
    wanted = re.findall(r"\w+", typed.lower())
    words = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    size = len(wanted)
    if not wanted or size > 60:
        return []
    bag = set(wanted)
    scored = []
    for index in range(max(len(words) - size + 1, 1)):
        window = words[index : index + size]
        shared = sum(word in bag for word, _, _ in window) / size
        if window and shared >= _CLOSE:
            ratio = SequenceMatcher(None, wanted, [word for word, _, _ in window], autojunk=False).ratio()
            scored.append((ratio, -index, (window[0][1], window[-1][2])))
    if size == 1 and not scored:
        scored = [
            (ratio, -index, (start, end))
            for index, (word, start, end) in enumerate(words)
            if (ratio := SequenceMatcher(None, typed.lower(), word).ratio()) >= 0.75
        ]
    chosen: list[Span] = []
    for ratio, _, span in sorted(scored, reverse=True):
        if ratio >= _CLOSE and all(span[1] <= start or span[0] >= end for start, end in chosen):
            chosen.append(span)
        if len(chosen) == 2:
            break
    return chosen


def _show(text: str, span: Span, around: int = _AROUND) -> str:
    start, end = max(span[0] - around, 0), min(span[1] + around, len(text))
    line = " ".join(text[start:end].split())
    if len(line) > 120:
        line = f"{line[:70].rstrip()} … {line[-40:].lstrip()}"
    return f"{'…' if around and start else ''}{line}{'…' if around and end < len(text) else ''}"


def _quote(typed: str) -> str:
    line = " ".join(typed.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
