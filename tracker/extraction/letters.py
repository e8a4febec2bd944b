"""Letters and guest articles: every paragraph is the word of whom the signature, or the note on the writer, names.

Handled: a name alone on its line with the post on the next, or behind a comma ("Ada Holt, Ambassador of Kesh"), closing
a text in the first person; and a note at the end that gives the post of whom a byline names ("The writer is the
ambassador of Kesh", "Ada Holt is Kesh's foreign minister"). A salutation ("Sir,") is no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.careers import POST_WORDS
from tracker.extraction.structures import Issued, Paragraph
from tracker.records import Span

_NAME = r"(?:[^\W\d_a-z][\w.'’-]*)(?: (?:de|van|von|der|al|bin|el|[^\W\d_a-z][\w.'’-]*)){1,5}"
_HONORIFIC = r"(?:(?:H\.E\.|HE|Dr|Mr|Mrs|Ms|Prof|Hon|Amb|Ambassador)\.? )*"
_SIGNED = re.compile(rf"[—–-]*\s?{_HONORIFIC}(?P<name>{_NAME})(?P<post>, .{{3,120}})?$")
_POST_LINE = re.compile(rf"(?:The |the )?(?:[\w’'-]+ ){{0,5}}?(?:{POST_WORDS}|chargé d['’]affaires)\b", re.IGNORECASE)
_SALUTATION = re.compile(
    r"(?:Dear\b[^.!?]{0,60}|To the Editor|(?:Sir|Madam|Excellency|Excellencies|Colleagues|Friends)"
    r"(?:,? (?:or|and) (?:Sir|Madam))?)\s?[,:–—-]?$",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:Yours|Sincerely|Respectfully|Faithfully|With (?:best|kind|warm)|(?:Best|Kind|Warm) regards)[^.!?]{0,40}$",
    re.IGNORECASE,
)
_WRITER = re.compile(
    rf"\W*(?:(?:The|This) (?:writer|author)|(?P<name>{_NAME}),?) (?:is|serves as|has been) "
    rf"(?:[\w’',-]+ ){{0,8}}?(?:{POST_WORDS})\b"
)
_BYLINE = re.compile(rf"(?:By|BY) {_HONORIFIC}(?P<name>{_NAME})$")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y)\b(?!\.)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SIGNATURE = 4  # lines: valediction, name, post and date or place
_LONGEST_LINE = 140


def find_letter(text: str, paragraphs: Sequence[Paragraph]) -> Issued | None:
    """Give the paragraphs of a letter or a guest article with the words that name its writer; None where it is none."""
    greeted = next((p.index for p in paragraphs[:3] if _SALUTATION.match(text[p.start : p.end])), None)
    signed = _signature(text, paragraphs)
    if signed is None:
        return None
    name, stop = signed
    first = greeted + 1 if greeted is not None else 0
    body = [
        p
        for p in paragraphs[first:stop]
        if not _BYLINE.match(text[p.start : p.end]) and text[p.start : p.end].rstrip('”"’)')[-1:] in ".?!:;"
    ]
    own = sum(_FIRST_PERSON.search(_QUOTED.sub("", text[p.start : p.end])) is not None for p in body)
    if not body or own * (4 if greeted is not None else 2) < len(body):
        return None
    return Issued(name, tuple((p.start, p.end) for p in body))


def _signature(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Span, int] | None:
    """The span of the writer's name, and the place of the first paragraph of what closes the text."""
    last = len(paragraphs)
    for p in paragraphs[max(last - _SIGNATURE, 1) :]:
        words = text[p.start : p.end]
        writer = _WRITER.match(words)
        if writer:
            byline = next((q for q in paragraphs[:3] if _BYLINE.match(text[q.start : q.end])), None)
            match = _BYLINE.match(text[byline.start : byline.end]) if byline is not None else None
            if byline is None or match is None or (writer["name"] and writer["name"] != match["name"]):
                return None
            return (byline.start + match.start("name"), byline.start + match.end("name")), p.index
        signed = _SIGNED.match(words) if len(words) <= _LONGEST_LINE else None
        if signed is None:
            continue
        behind = paragraphs[p.index + 1] if p.index + 1 < last else None
        post = signed["post"][2:] if signed["post"] else text[behind.start : behind.end] if behind is not None else ""
        if len(post) > _LONGEST_LINE or post.endswith((".", "?", "!")) or not _POST_LINE.match(post):
            continue
        ahead = paragraphs[p.index - 1]
        stop = ahead.index if _VALEDICTION.match(text[ahead.start : ahead.end]) else p.index
        return (p.start + signed.start("name"), p.start + signed.end("name")), stop
    return None
