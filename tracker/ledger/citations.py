"""The articles that a ledger cites, as citation data: CSL-JSON, and from it BibTeX and RIS. One entry an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from tracker.edtf import is_edtf
from tracker.ledger.columns import Layout
from tracker.ledger.json_text import write_list
from tracker.lexicon.titles import load_titles
from tracker.records import LedgerRow

PLAIN = Layout()

CslItem = dict[str, Any]

_BYLINE = re.compile(r"^\s*by[: ]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|&|\band\b|,)\s*")
_INITIALS = re.compile(r"(?:[A-Z]\.)+(?:-[A-Z]\.)?")
_PARTICLES = frozenset("de del della der den di du da dos la le van von ter ten bin al el y".split())
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


def write_csl_json(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write CSL-JSON, one item for each article that a row is of, in the order in which they first come."""
    write_list(stream, (to_csl(row) for row in _first_of_each_article(rows)))
    return []


def write_bibtex(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write BibTeX for biblatex and BibTeX alike, one ``@article`` (``@online`` without an outlet) for each article."""
    separator = ""
    for row in _first_of_each_article(rows):
        stream.write(separator + _to_bibtex(to_csl(row)))
        separator = "\n"
    return []


def write_ris(rows: Iterable[LedgerRow], stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write RIS, one record for each article: NEWS, or ELEC where no outlet is known."""
    for row in _first_of_each_article(rows):
        stream.write(_to_ris(to_csl(row)))
    return []


_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def to_csl(row: LedgerRow) -> CslItem:
    """The row's article as an item of CSL-JSON: a newspaper's article, or a web page where no outlet is known.

    A name whose first part is a known given name or initials is split into given and family name; any other (an
    agency, a name of another order, "Xu Wei") stays as it is printed.
    """
    item: CslItem = {"id": f"A{row.article_id}", "type": "article-newspaper" if row.outlet else "webpage"}
    if row.title:
        item["title"] = " ".join(row.title.split())
    if row.outlet:
        item["container-title"] = " ".join(row.outlet.split())
    if authors := read_authors(row.author or ""):
        item["author"] = authors
    for name, value in (("issued", row.published), ("accessed", row.accessed)):
        if value and (date := _to_csl_date(value)):
            item[name] = date
    item["note"] = f"text SHA-256: {row.text_sha256}"
    if row.url and _WEB.match(row.url):
        item["URL"] = row.url
    elif row.url:  # what a reference manager would offer to open is an address of the web, or none
        item["note"] += f"; address: {' '.join(row.url.split())}"
    return item


def read_authors(byline: str) -> list[dict[str, str]]:
    """Read a byline ("By Ana Roig and Tom Beck, Reuters") as names of CSL."""
    parts = [part for part in _BETWEEN.split(_BYLINE.sub("", byline)) if part.split()]
    authors: list[dict[str, str]] = []
    for part in parts:
        if authors and _SUFFIX.fullmatch(part) and "family" in authors[-1]:
            authors[-1]["suffix"] = part
            continue
        authors.append(_read_name(part))
    return authors


def _read_name(name: str) -> dict[str, str]:
    words = name.split()
    if len(words) < 2 or not _is_given(words[0]):
        return {"literal": " ".join(words)}
    if _SUFFIX.fullmatch(words[-1]) and len(words) > 2:
        return {"family": words[-2], "given": " ".join(words[:-2]), "suffix": words[-1]}
    start = next((i for i, word in enumerate(words) if 0 < i < len(words) - 1 and word in _PARTICLES), len(words) - 1)
    return {"family": " ".join(words[start:]), "given": " ".join(words[:start])}


def _is_given(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word)) or word.lower() in load_titles().given


def _to_csl_date(value: str) -> dict[str, Any] | None:
    if not is_edtf(value):
        return None
    ends = [end for end in value.split("/") if end != ".."]
    date: dict[str, Any] = {"date-parts": [[int(part) for part in end.rstrip("~?%").split("-")] for end in ends]}
    if any(end[-1] in "~?%" for end in ends):
        date["circa"] = True
    return date


def _first_of_each_article(rows: Iterable[LedgerRow]) -> Iterator[LedgerRow]:
    seen: set[int] = set()
    for row in rows:
        if row.article_id not in seen:
            seen.add(row.article_id)
            yield row


# ------------------------------------------------------------------------------------------------------------ BibTeX

_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def _to_bibtex(item: CslItem) -> str:
    fields: dict[str, str] = {}
    if "author" in item:
        fields["author"] = "{" + " and ".join(_tex_name(name) for name in item["author"]) + "}"
    if "title" in item:
        # The second braces keep the capitals of names, which styles would take away.
        fields["title"] = "{{" + _tex(item["title"]) + "}}"
    if "container-title" in item:
        fields["journal"] = "{" + _tex(item["container-title"]) + "}"
    if "issued" in item:
        fields |= _tex_date(item["issued"])
    if "URL" in item:
        fields["url"] = "{" + _tex_address(item["URL"]) + "}"
    if "accessed" in item and len(day := item["accessed"]["date-parts"][0]) == 3:
        fields["urldate"] = "{" + _iso(day) + "}"
    fields["note"] = "{" + _tex(item["note"]) + "}"
    kind = "article" if item["type"] == "article-newspaper" else "online"
    return "".join([f"@{kind}{{{item['id']},\n", *(f"  {name} = {value},\n" for name, value in fields.items()), "}\n"])


def _tex_date(issued: Mapping[str, Any]) -> dict[str, str]:
    parts: list[list[int]] = issued["date-parts"]
    fields = {"date": "{" + "/".join(map(_iso, parts)) + "}", "year": "{" + str(parts[0][0]) + "}"}
    if len(parts[0]) > 1:
        fields["month"] = _MONTHS[parts[0][1] - 1]
    return fields


def _tex_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return "{" + _tex(name["literal"]) + "}"
    return ", ".join(_tex(name[part]) for part in ("family", "suffix", "given") if part in name)


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _tex_address(url: str) -> str:
    """An address stands in a verbatim field: only what would end it, or spoil it in a comment, is encoded."""
    return re.sub(r"[\\{}%\s]", lambda match: match[0] if match[0] == "%" else f"%{ord(match[0]):02X}", url)


def _iso(parts: list[int]) -> str:
    return "-".join(f"{part:04}" if index == 0 else f"{part:02}" for index, part in enumerate(parts))


# --------------------------------------------------------------------------------------------------------------- RIS


def _to_ris(item: CslItem) -> str:
    lines = [("TY", "NEWS" if item["type"] == "article-newspaper" else "ELEC"), ("ID", item["id"])]
    lines += [("AU", _ris_name(name)) for name in item.get("author", ())]
    lines += [(tag, item[name]) for tag, name in (("TI", "title"), ("T2", "container-title")) if name in item]
    if "issued" in item:
        first = item["issued"]["date-parts"][0]
        lines += [("PY", f"{first[0]:04}"), ("DA", _ris_date(first))]
    if "accessed" in item:
        lines.append(("Y2", _ris_date(item["accessed"]["date-parts"][0])))
    lines += [("UR", item["URL"])] if "URL" in item else []
    lines += [("N1", item["note"]), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines) + "\r\n"


def _ris_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)


def _ris_date(parts: list[int]) -> str:
    year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
    return f"{int(year):04}/{month}/{day}"
