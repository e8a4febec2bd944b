"""Stretches of an article cut apart and joined: a content parted at words, several made one, paragraphs around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tracker.errors import UsageError
from tracker.records import Span, Spans
from tracker.revisions import CodedStatement
from tracker.workflows.passages import find_passage

_TRAILING = re.compile(r"(?:[\s,;:–—]+(?:and|but|or|that))*[\s,;:–—]*\Z", re.IGNORECASE)


def find_paragraphs_of(text: str, spans: Spans) -> list[Span]:
    """The paragraphs, parted by blank lines, that the spans touch, each as a stretch of the text."""
    areas = []
    for start, end in spans:
        begin = text.rfind("\n\n", 0, start)
        finish = text.find("\n\n", end)
        areas.append((0 if begin < 0 else begin + 2, len(text) if finish < 0 else finish))
    return list(dict.fromkeys(areas))


def cut_content(coded: CodedStatement, at: Sequence[str]) -> list[Spans]:
    """The content parted where the typed words begin, each part without what joins it to the next."""
    cuts = set()
    for typed in at:
        ((start, _), *_) = find_passage(coded.text, typed, within=coded.content)
        if not any(begin <= start < end for begin, end in coded.content) or start == coded.content[0][0]:
            raise UsageError(f"S{coded.statement_id} cannot be split at {typed!r}: it must begin inside its content")
        cuts.add(start)
    parts: list[list[Span]] = [[]]
    for begin, end in coded.content:
        inside = sorted(cut for cut in cuts if begin < cut < end)
        edges = [begin, *inside, end]
        for index, (start, stop) in enumerate(pairwise(edges)):
            if start in cuts:
                parts.append([])
            if stop in cuts and index < len(edges) - 2:
                stop = start + len(_TRAILING.sub("", coded.text[start:stop]))
            if stop > start:
                parts[-1].append((start, stop))
    if any(not part for part in parts):
        raise UsageError(f"S{coded.statement_id} cannot be split there: a part would be empty")
    return [tuple(part) for part in parts]
