"""The formats of `tracker export`, in one table: each with its writer, which is loaded when the format is asked for.

A writer is called with the selection, its target and the layout, and gives the remarks that the user is to be told:

    write(selection, stream: TextIO, layout) -> list[str]      Target.TEXT
    write(selection, path: Path, layout) -> list[str]          Target.FILE, Target.FOLDER

The path is a new one beside the destination, which takes the destination's place when the writer is done; for FOLDER it
is made by the writer, as a file or as a folder as its suffix says.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from tracker.errors import UsageError


class Target(Enum):
    """What a writer writes to."""

    TEXT = "text"  # a stream of text, which standard output is too
    FILE = "file"  # one file
    FOLDER = "folder"  # a folder of files, or one file


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what its name, file endings and writer are, and what the user may ask of it.

    That is to choose columns, to gather rows under headings, and to have a row for each claim.
    """

    name: str
    summary: str
    writer: str
    target: Target = Target.TEXT
    suffixes: tuple[str, ...] = ()
    takes_fields: bool = False
    takes_groups: bool = False
    takes_claims: bool = False

    def load(self) -> Callable[[Any, Any, Any], list[str]]:
        """Import the writer."""
        module, _, name = self.writer.partition(":")
        writer: Callable[[Any, Any, Any], list[str]] = getattr(importlib.import_module(module), name)
        return writer


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            "csv",
            "RFC 4180 in UTF-8, every word unaltered",
            "tracker.ledger.tables:write_csv",
            suffixes=("csv",),
            takes_fields=True,
            takes_claims=True,
        ),
        Format(
            "csv-excel",
            "csv for spreadsheets: byte order mark, no cell that is taken for a formula",
            "tracker.ledger.tables:write_csv_for_excel",
            takes_fields=True,
            takes_claims=True,
        ),
        Format(
            "jsonl",
            "one nested object a line, with schema_version and the statement's claims",
            "tracker.ledger.claims:write_json_lines",
            suffixes=("jsonl", "ndjson"),
            takes_fields=True,
            takes_claims=True,
        ),
        Format(
            "md",
            "a page to read and cite from; --group-by gathers it",
            "tracker.ledger.markdown:write_markdown",
            suffixes=("md", "markdown"),
            takes_groups=True,
        ),
        Format(
            "html",
            "a site to search and read, from disk and without a network: a folder, or one file if the name says .html",
            "tracker.workflows.page:write_page",
            Target.FOLDER,
            ("html", "htm"),
        ),
        Format(
            "xlsx",
            "an Excel workbook with typed dates, and sheets of claims and commitments; needs statement-tracker[xlsx]",
            "tracker.ledger.spreadsheet:write_xlsx",
            Target.FILE,
            ("xlsx",),
            takes_fields=True,
            takes_claims=True,
        ),
        Format(
            "jsonld",
            "schema.org Claim, Quotation and NewsArticle, claims as their parts, with Web Annotation selectors",
            "tracker.ledger.linked_data:write_json_ld",
            suffixes=("jsonld",),
        ),
        Format(
            "csl-json",
            "the articles cited, for Zotero and citation processors",
            "tracker.ledger.citations:write_csl_json",
        ),
        Format("bibtex", "the articles cited, for LaTeX", "tracker.ledger.citations:write_bibtex", suffixes=("bib",)),
        Format(
            "ris",
            "the articles cited, for EndNote and other managers",
            "tracker.ledger.citations:write_ris",
            suffixes=("ris",),
        ),
        Format("popolo", "Popolo speeches with their persons and organizations", "tracker.ledger.popolo:write_popolo"),
        Format(
            "sqlite",
            "a copy of the database with these statements and their articles only",
            "tracker.workflows.trimming:write_database",
            Target.FILE,
            ("db", "sqlite", "sqlite3"),
        ),
    )
}


def find_format(name: str) -> Format:
    """The format of this name; raises UsageError where there is none."""
    if name not in FORMATS:
        raise UsageError(f"the ledger cannot be written as {name!r}; formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def guess_format(suffix: str) -> str | None:
    """The name of the format that files with this ending (without its dot) have, or None."""
    return next((format.name for format in FORMATS.values() if suffix.lower() in format.suffixes), None)
