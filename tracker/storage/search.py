"""Free search text, as people type it, compiled to conditions: no text is a syntax error, and none reaches MATCH raw.

Words must all be there, in any of their forms; "exact phrases" in typographic or straight quotation marks; a last ``*``
takes every ending; ``-`` or NOT before a word or phrase excludes it; OR joins its two neighbours. What the full-text
index cannot part into words (Chinese, Japanese, Korean, Thai and the like, symbols alone) is searched as a stretch of
characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any
from unicodedata import ucd_3_2_0

from sqlalchemy import ColumnElement, Select, Subquery, TextClause, and_, column, func, not_, or_, select, table, true
from sqlalchemy import text as sql

from tracker.errors import UsageError
from tracker.records import Span
from tracker.storage.beginnings import fold_word

MAX_CHARACTERS = 5_000
MAX_TERMS = 200
MAX_CHOICES = 500

# Around a hit in marked text: for private use, so that hardly any text has them.
MARKS = ("\U000f5a5a", "\U000f5a5b")

_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

_WORD = re.compile(r"[^\W_]+")

_TOKEN = re.compile(r'(?P<minus>-?)(?:["“”„«](?P<phrase>[^"“”„»]*)["“”»]?|(?P<word>[^\s"“”„«»]+))(?P<star>\*?)')

# Scripts written without spaces, or whose words take endings of their own: found as a stretch of characters.
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase; ``indexed`` tells whether the full-text index can find it."""

    text: str
    prefix: bool = False
    indexed: bool = True

    @property
    def is_beginning(self) -> bool:
        """Whether this is the beginning of one word, which the index of stems cannot answer by itself."""
        return self.indexed and self.prefix and _WORD.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for: from every group one alternative must be there, and nothing of what is excluded."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()


def compile_search(typed: str) -> Search:
    """Read search text; raises UsageError only where it is longer than MAX_CHARACTERS or MAX_TERMS."""
    if len(typed) > MAX_CHARACTERS:
        raise UsageError(f"the search text has {len(typed):,} characters; at most {MAX_CHARACTERS:,} are searched for")
    # NUL would end the query early; a lone surrogate (an argument that is not UTF-8) cannot be stored, so is nowhere.
    cleaned = "".join(" " if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in typed)
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joining = negating = False
    for match in _TOKEN.finditer(cleaned):
        word, phrase = match["word"], match["phrase"]
        if phrase is None and not match["minus"] and word in ("AND", "OR", "NOT"):
            joining, negating = word == "OR" and bool(groups), word == "NOT"
            continue
        term = _read_term(word if phrase is None else phrase, starred=bool(match["star"]))
        if term is None:
            continue
        if match["minus"] or negating:
            excluded.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = negating = False
    if not groups and not excluded and cleaned.strip():
        # Nothing but operators, which then are words, or but symbols, which are looked for as they stand.
        groups.append([Term(cleaned.strip(), indexed=any(_is_token_char(char) for char in cleaned))])
    if sum(map(len, groups)) + len(excluded) > MAX_TERMS:
        raise UsageError(f"the search text has more than {MAX_TERMS} words and phrases")
    return Search(tuple(tuple(dict.fromkeys(group)) for group in groups), tuple(dict.fromkeys(excluded)))


def match_search(
    search: Search,
    index: str,
    row_id: ColumnElement[int],
    texts: Sequence[ColumnElement[str]],
    near: int | None = None,
) -> ColumnElement[bool]:
    """The condition that the row ``row_id`` has what is asked for, by the full-text table ``index`` over ``texts``.

    ``near`` asks besides that the words and phrases, one of each group, stand with no more than so many words between
    them; what the index cannot find as words is left out of that.
    """
    found, rest = split_search(search, index, row_id, texts, near)
    return and_(true(), *(row_id.in_(query) for query in found), *rest)


def split_search(
    search: Search,
    index: str,
    row_id: ColumnElement[int],
    texts: Sequence[ColumnElement[str]],
    near: int | None = None,
    *,
    ranked: bool = False,
) -> tuple[list[Select[Any]], list[ColumnElement[bool]]]:
    """What match_search asks for in two: queries for the rows that the index finds, and conditions for the rest.

    Where the rows come ``ranked`` by rank_matches, what that asks for already is left out.
    """
    found: list[Select[Any]] = []
    rest: list[ColumnElement[bool]] = []
    if near is not None and (close := _write_near(search, near)):
        found.append(_find_in_index(index, close))
    plain = _list_plain(search)
    if plain and not ranked:
        found.append(_find_in_index(index, " AND ".join(_write_any(group) for group in plain)))
    for group in search.groups:
        if group in plain:
            continue
        if all(term.is_beginning for term in group):
            # The rows of the stems come by the index; what stands in them is looked at row by row.
            found.append(_find_in_index(index, " OR ".join(_write_stems(term.text) for term in group)))
            rest.append(or_(*(_begins(texts, term) for term in group)))
        else:
            rest.append(_match_any(group, index, row_id, texts))
    if search.excluded:
        rest.append(not_(_match_any(search.excluded, index, row_id, texts)))
    return found, rest


def rank_matches(search: Search, index: str) -> Subquery | None:
    """The rows that have what is asked for, as (rowid, rank), where the index alone can tell it; else None.

    Then the index is read once for both: a row's rank is by the words that it has, whatever joins them.
    """
    if not search.groups or search.excluded or _list_plain(search) != list(search.groups):
        return None
    return _rank(index, " AND ".join(_write_any(group) for group in search.groups))


def rank_search(search: Search, index: str) -> Subquery | None:
    """The rows that have any word asked for, as (rowid, rank), best rank lowest; None where the index knows none."""
    if not (words := _write_all_words(search)):
        return None
    return _rank(index, words)


def _rank(index: str, query: str) -> Subquery:
    fts = table(index, column("rowid"), column(index), column("rank"))
    return select(fts.c.rowid, fts.c.rank).where(fts.c[index].op("MATCH")(query)).subquery("hits")


def _list_plain(search: Search) -> list[tuple[Term, ...]]:
    """The groups that the index answers by itself."""
    return [group for group in search.groups if all(term.indexed and not term.is_beginning for term in group)]


def write_highlight(search: Search, index: str) -> TextClause | None:
    """A query for the words of the rows ``:numbers`` (a JSON list) that were asked for, as (rowid, marked text).

    MARKS stand around each hit. None where the index knows none of the words.
    """
    if not (words := _write_all_words(search)):
        return None
    return sql(
        f"SELECT rowid, highlight({index}, 0, '{MARKS[0]}', '{MARKS[1]}') AS marked FROM {index}"
        f" WHERE {index} MATCH :words AND rowid IN (SELECT value FROM json_each(:numbers))"
    ).bindparams(words=words)


def find_unindexed(search: Search, content: str) -> list[Span]:
    """Where a content has what the index cannot mark: stretches of characters, and words by their beginning."""
    terms = [term for group in search.groups for term in group]
    lowered = content.translate(_ASCII_LOWER)
    spans = [
        match.span()
        for term in terms
        if not term.indexed
        for match in re.finditer(re.escape(term.text.translate(_ASCII_LOWER)), lowered)
    ]
    beginnings = tuple(fold_word(term.text) for term in terms if term.is_beginning)
    if beginnings:
        spans += [match.span() for match in _WORD.finditer(content) if fold_word(match[0]).startswith(beginnings)]
    return spans


def _match_any(
    terms: Sequence[Term], index: str, row_id: ColumnElement[int], texts: Sequence[ColumnElement[str]]
) -> ColumnElement[bool]:
    alternatives = [_contains(texts, term.text) for term in terms if not term.indexed]
    if words := [term for term in terms if term.indexed and not term.is_beginning]:
        alternatives.append(_in_index(index, row_id, _write_any(words)))
    for term in terms:
        if term.is_beginning:
            alternatives.append(and_(_in_index(index, row_id, _write_stems(term.text)), _begins(texts, term)))
    return or_(*alternatives)


def _read_term(text: str, *, starred: bool) -> Term | None:
    """One term, or None where nothing in it can be searched for (a lone dash or ampersand)."""
    stripped = text.rstrip("*")
    prefix = starred or stripped != text
    if not any(char.isalnum() for char in stripped):
        return None
    if re.search(_UNSPACED, stripped) or not any(_is_token_char(char) for char in stripped):
        return Term(stripped.strip(), indexed=False)
    return Term(stripped.strip(), prefix=prefix and stripped[-1].isalnum())


def _is_token_char(char: str) -> bool:
    # The index's own table of letters is that of Unicode 6.1; whatever was a letter in 3.2 is in it.
    return ucd_3_2_0.category(char)[0] in "LN"


def _write_any(terms: Sequence[Term]) -> str:
    written = " OR ".join(_quote(term) for term in terms)
    return f"({written})" if len(terms) > 1 else written


def _quote(term: Term) -> str:
    quoted = '"' + term.text.replace('"', '""') + '"'
    return f"{quoted} *" if term.prefix else quoted


def _write_stems(beginning: str) -> str:
    """A query for every stem that a word of this beginning may have, and for some that others have.

    The index holds stems: "economic" is there as "econom", which does not begin with "economi". A stem is the word cut
    short, with an e, i or l in place of what was cut at most, so a final y of the beginning may be an i. What is found
    so is then looked at itself, by begins_word.
    """
    word = fold_word(beginning)
    stems = [word[:length] + ending for length in range(2, len(word)) for ending in ("", "e", "i", "l")]
    shorter = [f'"{word[:-1]}" *'] if word.endswith("y") and len(word) > 2 else []
    return " OR ".join([f'"{word}" *', *shorter, *(f'"{stem}"' for stem in stems)])


def _write_all_words(search: Search) -> str:
    """A query for any of the words asked for, by their beginnings where these were typed."""
    return " OR ".join(_quote(term) for group in search.groups for term in group if term.indexed)


def _write_near(search: Search, near: int) -> str:
    """A query for one term of each group, close together: every choice of alternatives, as far as MAX_CHOICES."""
    groups = [[_quote(term) for term in group if term.indexed] for group in search.groups]
    groups = [group for group in groups if group]
    if len(groups) < 2:
        return ""
    choices = list(islice(product(*groups), MAX_CHOICES + 1))
    if len(choices) > MAX_CHOICES:
        raise UsageError(f"the search text has more than {MAX_CHOICES} combinations of alternatives to look for nearby")
    return " OR ".join(f"NEAR({' '.join(choice)}, {near})" for choice in choices)


def _begins(texts: Sequence[ColumnElement[str]], term: Term) -> ColumnElement[bool]:
    return or_(*(func.begins_word(text, fold_word(term.text)) for text in texts))


def _in_index(index: str, row_id: ColumnElement[int], query: str) -> ColumnElement[bool]:
    return row_id.in_(_find_in_index(index, query))


def _find_in_index(index: str, query: str) -> Select[Any]:
    fts = table(index, column("rowid"), column(index))
    return select(fts.c.rowid).where(fts.c[index].op("MATCH")(query))


def _contains(texts: Sequence[ColumnElement[str]], words: str) -> ColumnElement[bool]:
    # instr() rather than LIKE: it has no wildcards to escape, no limit on length, and reads past a NUL.
    # SQLite's lower() knows ASCII letters only, so the words are lowered no further.
    lowered = words.translate(_ASCII_LOWER)
    return or_(*(func.instr(func.lower(text), lowered) > 0 for text in texts))
