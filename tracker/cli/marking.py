"""An article's text with source, cue and content marked: in colour on a terminal, with brackets everywhere else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.cli.terminal import HIT_MARKS, measure, paint, use_color
from tracker.ledger.controls import escape_controls
from tracker.records import LedgerRow, Span

BRACKETS = {"source": ("⟨", "⟩"), "cue": ("«", "»"), "content": ("⟦", "⟧")}
GAP = "[…]"

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_END = re.compile(r"\n")

_Glyph = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to mark: its style (a key of BRACKETS), and a label to print where it begins."""

    span: Span
    style: str
    label: str = ""


def mark_statement(row: LedgerRow) -> list[Mark]:
    """Mark a statement's source, cue and content."""
    return [
        *(Mark(span, "source") for span in row.source_offsets),
        *(Mark(span, "cue") for span in row.cue_offsets),
        *(Mark(span, "content") for span in row.content_offsets),
    ]


def mark_hits(text: str, spans: Iterable[Span]) -> str:
    """Put HIT_MARKS around stretches of a text, which are in order and apart from each other."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], HIT_MARKS[0], text[start:end], HIT_MARKS[1]]
        at = end
    return "".join([*pieces, text[at:]])


def find_paragraphs(text: str) -> list[Span]:
    """Give the paragraphs of a text: parted by blank lines, or where it has none by line ends."""
    breaks = _BLANK_LINES if _BLANK_LINES.search(text) else _LINE_END
    spans, start = [], 0
    for match in breaks.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(start, end) for start, end in spans if text[start:end].strip()]


def choose_paragraphs(text: str, spans: Iterable[Span]) -> list[Span]:
    """Give the paragraphs that the spans touch, in the order of the text."""
    wanted = list(spans)
    return [
        (start, end)
        for start, end in find_paragraphs(text)
        if any(begin < end and finish > max(start, begin) for begin, finish in wanted)
    ]


def share_marks(paragraphs: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Give for each of the paragraphs, which are in order, the marks that touch it."""
    ends = [end for _, end in paragraphs]
    shared: list[list[Mark]] = [[] for _ in paragraphs]
    for mark in marks:
        for index in range(bisect_right(ends, mark.span[0]), len(paragraphs)):
            if paragraphs[index][0] >= mark.span[1]:
                break
            shared[index].append(mark)
    return shared


def render_paragraph(text: str, paragraph: Span, marks: Sequence[Mark], width: int | None) -> list[str]:
    """Give a paragraph's lines with its marks; wrapped to a width, or with None as the text has them."""
    lines: list[list[_Glyph]] = [[]]
    for glyph in _place_glyphs(text, paragraph, marks):
        if glyph[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(glyph)
    wrapped = lines if width is None else [piece for line in lines for piece in _wrap(line, width)]
    return [
        "".join(paint("".join(g[0] for g in run), style) for style, run in groupby(line, _style)) for line in wrapped
    ]


def _place_glyphs(text: str, paragraph: Span, marks: Sequence[Mark]) -> Iterator[_Glyph]:
    """Give the paragraph letter by letter, each with its style, and brackets and labels in their places."""
    color = use_color()
    start, end = paragraph
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.span[0] < end and mark.span[1] > start:
            opening.setdefault(max(mark.span[0], start), []).append(mark)
            closing.setdefault(min(mark.span[1], end), []).append(mark)
    around: list[Mark] = []
    style: str | None = None
    for position in range(start, end + 1):
        ending, beginning = closing.get(position, ()), opening.get(position, ())
        for mark in sorted(ending, key=lambda mark: -mark.span[0]):
            if not color:
                yield BRACKETS[mark.style][1], None
        if position == end:
            return
        for mark in sorted(beginning, key=lambda mark: -mark.span[1]):
            if not color:
                yield BRACKETS[mark.style][0], None
            for letter in f"{mark.label} " if mark.label else "":
                # A no-break space keeps the label on the line of the first word that it belongs to.
                yield ("\N{NO-BREAK SPACE}" if letter == " " else letter), "label"
        if ending or beginning:
            around = [mark for mark in (*around, *beginning) if position < mark.span[1]]
            style = min(around, key=lambda mark: mark.span[1] - mark.span[0]).style if around else None
        yield escape_controls(text[position].replace("\t", " ")), style


def _wrap(line: list[_Glyph], width: int) -> Iterator[list[_Glyph]]:
    current: list[_Glyph] = []
    used = 0
    for is_space, run in groupby(line, lambda glyph: glyph[0] == " "):
        glyphs = list(run)
        needed = sum(measure(glyph[0]) for glyph in glyphs)
        if used + needed > width and current and not is_space:
            while current and current[-1][0] == " ":
                current.pop()
            yield current
            current, used = [], 0
        if is_space and not current:
            continue
        current += glyphs
        used += needed
    yield current


def _style(glyph: _Glyph) -> str | None:
    return glyph[1]
