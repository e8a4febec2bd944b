"""Quotations: pairs of quotation marks, over one paragraph or several, nested or never closed.

Forms: ``"…"``, ``“…”``, ``„…“``, ``«…»``, ``»…«``, ``''…''``, ``` ``…'' ```, ``‘‘…’’``, and single ``‘…’`` or
``'…'`` where the marks stand at word edges (an apostrophe is no mark). A quotation that runs on opens again at each
paragraph and closes at the last; a mark that never closes costs its own paragraph only, and is a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.structures import Paragraph, Quotation
from tracker.records import Diagnostic, Span

_MARK = re.compile(r"""``|''|’’|‘‘|["“”„«»]|(?<!\w)[‘'](?=[\w\[$£€.…])|(?<=[\w.,!?…;:\])—–-])[’'](?![\w])""")
_DECADE = re.compile(r"\d\ds?\b")
_FAMILY = {
    '"': ("straight", "either"),
    "“": ("curly", "open"),
    "”": ("curly", "close"),
    "„": ("curly", "open"),
    "«": ("guillemet", "open"),
    "»": ("guillemet", "close"),
    "``": ("doubled", "open"),
    "''": ("doubled", "either"),
    "‘‘": ("curly", "open"),
    "’’": ("curly", "close"),
    "‘": ("single", "open"),
    "’": ("single", "close"),
    "'": ("typewriter", "either"),
}


def find_quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[list[Quotation], list[Diagnostic]]:
    """Give the outermost quotations of the text in order, and a diagnostic for each mark left open."""
    quotations: list[Quotation] = []
    unclosed: list[list[Span]] = []
    running: list[Span] = []
    for position, paragraph in enumerate(paragraphs):
        spans, open_at = _scan(text, paragraph)
        if running:
            # the mark at this paragraph's head continues the quotation left open before
            if spans and spans[0][0] == paragraph.start:
                quotations.append(Quotation((*running, spans.pop(0)), closed=True))
                running = []
            elif open_at == paragraph.start and not spans:
                running.append((paragraph.start, paragraph.end))
                open_at = None
            if running and not (running[-1][1] == paragraph.end and _reopens(text, paragraphs, position + 1)):
                unclosed.append(running)
                running = []
        quotations.extend(Quotation((span,), closed=True) for span in spans)
        if open_at is not None:
            if _reopens(text, paragraphs, position + 1):
                running = [(open_at, paragraph.end)]
            else:
                unclosed.append([(open_at, paragraph.end)])
    quotations.extend(Quotation(tuple(spans), closed=False) for spans in unclosed)
    quotations.sort(key=lambda quotation: quotation.start)
    return quotations, [
        Diagnostic("quotation-not-closed", "a quotation mark is never closed", (spans[0][0], spans[-1][1]))
        for spans in unclosed
    ]


def _reopens(text: str, paragraphs: Sequence[Paragraph], index: int) -> bool:
    return index < len(paragraphs) and text[paragraphs[index].start] in '"“„«‘'


def _scan(text: str, paragraph: Paragraph) -> tuple[list[Span], int | None]:
    """Pair the marks of one paragraph; nested ones are swallowed by their outermost pair."""
    spans: list[Span] = []
    opened: int | None = None
    family = ""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match[0]
        kind, role = _FAMILY[mark]
        if opened is None:
            if role == "close" and kind != "guillemet":
                continue
            if kind in ("single", "typewriter") and _DECADE.match(text, match.end()):
                continue  # "in ‘08", "the '90s"
            if role == "either" and not _can_open(text, match.start(), match.end(), paragraph):
                continue
            if kind == "typewriter" and not _closes_later(text, match.end(), paragraph):
                continue
            if mark == "»":
                # »…«, if the other mark follows; else a bullet or a misprint
                if "«" not in text[match.end() : paragraph.end]:
                    continue
                kind = "reversed"
            if kind == "single" and "’" not in text[match.end() : paragraph.end]:
                continue
            opened, family = match.start(), kind
        elif _closes(kind, role, family) and _can_close(text, match.start(), match.end(), paragraph, mark):
            spans.append((opened, match.end()))
            opened = None
    if opened is not None and family in ("single", "typewriter"):
        # an apostrophe at a word's head ("the ’90s"), not a quotation
        return spans, None
    return spans, opened


def _closes(kind: str, role: str, family: str) -> bool:
    if family in ("curly", "straight"):
        # an opening mark may be misprinted where one closes: _can_close looks at what stands around it
        return kind in ("curly", "straight")
    if family == "doubled":
        return kind == "doubled" or kind == "straight"
    if family == "reversed":
        return kind == "guillemet" and role == "open"
    return kind == family and role != "open"


def _can_open(text: str, start: int, end: int, paragraph: Paragraph) -> bool:
    """A mark that may be either opens where a space or an opening bracket stands before it and none behind."""
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    return not after.isspace() and (before.isspace() or before in "([—–-/:,.“‘" or not before.isalnum())


def _can_close(text: str, start: int, end: int, paragraph: Paragraph, mark: str) -> bool:
    if mark in ("”", "’’"):
        return True
    after = text[end] if end < paragraph.end else " "
    before = text[start - 1]
    if mark in ("“", "„"):
        return not before.isspace() and after.isspace()
    # a straight mark after a space and before a word opens another quotation, it does not close this one ...
    if mark in ('"', "“") and before.isspace() and not after.isspace():
        return False
    return not after.isalnum()


def _closes_later(text: str, start: int, paragraph: Paragraph) -> bool:
    return _TYPEWRITER_CLOSE.search(text, start, paragraph.end) is not None


_TYPEWRITER_CLOSE = re.compile(r"[\w.,!?]'(?!\w)")
