"""Resolutions and communiqués: a body's acts, one a paragraph, that leave the body out: "1. Welcomes the accord;".

The body is named ahead of them, as what adopted the text ("The Peace Council, at its 41st meeting, adopted the
following communiqué") or alone on its line ("The Security Council,"). Paragraphs of the preamble ("Recalling its
resolution 12,") count where acts follow. Form after the United Nations' Editorial Manual, chapter on resolutions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.structures import Issued, Paragraph
from tracker.records import Span

_NUMBER = re.compile(r"\W{0,3}(?:\(?(?:\d{1,3}|[a-z]|[ivxIVX]{1,5})[.)]\s*)?")
_MANNER = r"(?:(?:also|further|strongly|deeply|again|once again|firmly|unequivocally|formally|particularly)\s+)*"
_ACT = re.compile(
    _MANNER
    + r"(?:welcomes|condemns|urges|calls|requests|decides|reaffirms|reiterates|expresses|takes note|takes cognizance"
    r"|notes|stresses|underscores|underlines|emphasi[sz]es|encourages|demands|commends|appreciates|supports|invites"
    r"|directs|recalls|recommends|declares|affirms|acknowledges|recogni[sz]es|resolves|deplores|mandates|appeals"
    r"|endorses|agrees|approves|pays tribute|congratulates|denounces|rejects|warns|thanks|authori[sz]es|looks forward"
    r"|instructs)\b",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    _MANNER
    + r"(?:recalling|reaffirming|noting|recogni[sz]ing|welcoming|having|bearing in mind|guided by|taking note|conscious"
    r"|mindful|convinced|(?:gravely |seriously )?concerned|acknowledging|emphasi[sz]ing|stressing|considering"
    r"|reiterating|expressing|determined|commending|alarmed|appreciating|cognizant)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:[A-Z][\w’'-]+ (?:of the |of |and |for the |for )?){0,6}"
    r"(?:Council|Assembly|Commission|Committee|Conference|Summit|Parliament|Board|Bureau|Congress|Authority)\b"
    r"(?: of (?:the )?[A-Z][\w-]+(?: (?:of |and |for )?(?:the )?[A-Z][\w-]+){0,4})?"
)
_GATHERING = re.compile(r"^.*\b(?:[Mm]eeting|[Ss]ession|[Ss]itting)s? of (?:the )?")
_ADOPTS = re.compile(
    r"\b(?:adopt(?:ed|s)|issue[ds]|approve[ds]|agreed)\b.{0,60}"
    r"\b(?:resolution|communiqu[eé]|decision|declaration|statement|following)\b"
)
_FEWEST = 3


def find_resolved(text: str, paragraphs: Sequence[Paragraph]) -> Issued | None:
    """Give the acts of a resolution with the body that passed it; None where fewer than three paragraphs are acts."""
    begins = {p.index: _behind_number(text, p) for p in paragraphs}
    acts = [p.index for p in paragraphs if _ACT.match(text, begins[p.index], p.end)]
    if len(acts) < _FEWEST:
        return None
    issuer = _issuer(text, [p for p in paragraphs if p.index < acts[0]])
    if issuer is None:
        return None
    numbers = set(acts)
    content = [
        (begins[p.index], p.end)
        for p in paragraphs
        if p.index in numbers or (p.index < acts[-1] and _PREAMBLE.match(text, begins[p.index], p.end))
    ]
    return Issued(issuer, tuple(content))


def _behind_number(text: str, paragraph: Paragraph) -> int:
    match = _NUMBER.match(text, paragraph.start, paragraph.end)
    return match.end() if match else paragraph.start


def _issuer(text: str, ahead: Sequence[Paragraph]) -> Span | None:
    """The body that adopts the text, else the one that stands alone on the line above it."""
    alone: Span | None = None
    for p in reversed(ahead):
        words = text[p.start : p.end]
        body = _BODY.search(words)
        if body is None:
            continue
        if _ADOPTS.search(words):
            gathering = _GATHERING.match(body[0])
            return p.start + body.start() + (gathering.end() if gathering else 0), p.start + body.end()
        if alone is None and len(words) - len(body[0]) <= 6 and words.rstrip().endswith((",", ":")):
            alone = (p.start + body.start(), p.start + body.end())
    return alone
