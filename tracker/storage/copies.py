"""Near-copies: stored articles that have much of a text's wording, such as the same wire story on another site.

Texts are compared by their runs of eight words. Some of the new text's runs, evenly chosen, are looked for in the
full-text index; the articles that have any are then compared run by run.
"""

from __future__ import annotations

import re

from sqlalchemy import column, select, table

from tracker.revisions import NearCopy
from tracker.storage.models import Article, table_of
from tracker.storage.session import Session

_ARTICLE = table_of(Article)
_INDEX = table("article_fts", column("rowid"), column("article_fts"))

RUN = 8
LEAST = 0.2
_SAMPLED = 24
_CANDIDATES = 20
_WORD = re.compile(r"[^\W_]+")


def find_near_copies(session: Session, text: str) -> list[NearCopy]:
    """Stored articles that have a fifth or more of the text's runs of eight words, the nearest first.

    A text of fewer than eight words has no copies. An article of the very same text is among them, with 1.0.
    """
    words = _WORD.findall(text.lower())
    runs = make_runs(words)
    if not runs:
        return []
    last = len(words) - RUN
    places = sorted({round(last * step / (_SAMPLED - 1)) for step in range(_SAMPLED)})
    candidates: dict[int, None] = {}
    for place in places:
        phrase = '"' + " ".join(words[place : place + RUN]) + '"'
        found = session.execute(
            select(_INDEX.c.rowid).where(_INDEX.c.article_fts.op("MATCH")(phrase)).limit(_CANDIDATES)
        )
        candidates.update(dict.fromkeys(found.scalars()))
    copies = []
    for number in candidates:
        row = session.execute(select(_ARTICLE).where(_ARTICLE.c.id == number)).one()
        shared = len(runs & make_runs(_WORD.findall(row.text.lower()))) / len(runs)
        if shared >= LEAST:
            copies.append(NearCopy(int(row.id), row.title, row.outlet, row.published, shared))
    return sorted(copies, key=lambda copy: (-copy.shared, copy.article_id))


def make_runs(words: list[str]) -> set[tuple[str, ...]]:
    """Every run of eight words."""
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
