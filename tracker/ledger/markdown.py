"""Ledger rows to Markdown: a page to read and cite from, in which no word of an article becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from tracker.ledger.columns import Layout
from tracker.ledger.provenance import describe_provenance
from tracker.records import LedgerRow

PLAIN = Layout()

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!$^=]|^\s*(?:[-+]|\d+[.)])(?=\s)|^-{3,}", re.MULTILINE)
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def write_markdown(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write a heading, the words as a quotation, and the source for each statement; grouped, under group headings.

    Groups stand in alphabetical order (months in time's), those without a name last; a statement stands in each of
    its topics. Words from articles are escaped, so that they cannot become markup, HTML or a link.
    """
    stream.write("# Statements\n")
    if layout.group_by is None:
        for row in rows:
            stream.write("\n" + _render(row, "##"))
        return []
    name_groups, absent = _GROUPINGS[layout.group_by]
    groups: dict[str | None, list[LedgerRow]] = {}
    for row in rows:
        for name in name_groups(row) or (None,):
            groups.setdefault(name, []).append(row)
    for name, members in sorted(groups.items(), key=lambda item: (item[0] is None, (item[0] or "").casefold())):
        count = f"{len(members)} statement{'' if len(members) == 1 else 's'}"
        stream.write(f"\n## {_line(name) if name else absent} ({count})\n")
        for row in members:
            stream.write("\n" + _render(row, "###"))
    return []


def escape_markdown(text: str) -> str:
    """Escape what Markdown or HTML would take as markup; line ends stay."""
    return _MARKUP.sub(
        lambda match: "".join("\\" + c if not c.isalnum() and not c.isspace() else c for c in match[0]), text
    )


def _of_article(row: LedgerRow) -> tuple[str]:
    details = [part for part in (row.outlet, row.published) if part]
    return (f"{row.title or 'untitled'} ({', '.join([*details, f'A{row.article_id}'])})",)


_GROUPINGS: Mapping[str, tuple[Callable[[LedgerRow], tuple[str, ...]], str]] = {
    "speaker": (lambda row: (row.speaker,) if row.speaker else (), "Speaker unresolved"),
    "topic": (lambda row: row.topics, "No topic"),
    "article": (_of_article, ""),
    "month": (lambda row: (day[:7],) if (day := row.said_on_start or row.published) else (), "Undated"),
}


def _render(row: LedgerRow, level: str) -> str:
    speaker = row.speaker or (f"{row.speaker_as_printed} (unresolved)" if row.speaker_as_printed else "unresolved")
    heading = " · ".join((f"S{row.statement_id}", _line(speaker), row.said_on or "undated"))
    quotation = "\n".join(f"> {line}".rstrip() for line in escape_markdown(row.claim).splitlines())
    about = [row.manner, f"{row.confidence} confidence", _line(describe_provenance(row))]
    if row.cue:
        about.insert(0, f"“{_line(row.cue)}”")
    if row.topics:
        about.append("topics: " + _line(", ".join(row.topics)))
    source = [f"*{_line(row.title)}*" if row.title else "untitled"]
    source += [_line(part) for part in (row.outlet, row.author, row.published) if part]
    if row.url:
        source.append(f"<{row.url}>" if _PLAIN_ADDRESS.fullmatch(row.url) else _line(row.url))
    places = ", ".join(f"{start}–{end}" for start, end in row.content_offsets)
    source.append(f"A{row.article_id}, characters {places}")
    note = f"\nNote: {_line(row.note)}\n" if row.note else ""
    return f"{level} {heading}\n\n{quotation}\n\n{' · '.join(about)}\n\n{', '.join(source)}\n{note}"


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))
