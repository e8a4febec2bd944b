"""Write docs/ledger.md from the ledger's columns and formats (`make docs`); a test fails where it is not current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tracker.ledger.claim_columns import CLAIM_COLUMNS
from tracker.ledger.columns import COLUMNS, SCHEMA_VERSION
from tracker.workflows.formats import FORMATS

PAGE = Path(__file__).parent / "ledger.md"

HEAD = """\
# The ledger

Written by `make docs` from tracker/ledger/columns.py and tracker/workflows/formats.py.

The ledger is the table of statements, one row each: what `tracker export` writes, `tracker import` takes back, and
the view `ledger` of the database shows. Rejected statements are left out unless `--status` asks for them.
"""

FORMS = """
csv has the words unaltered: a cell of it may begin with `=`, which a spreadsheet takes for a formula. For
spreadsheets there are xlsx and csv-excel. In csv-excel such a cell, a month (2024-05) and a key of digits alone
have an apostrophe before them, which `tracker import` takes off. A cell of Excel holds 32,767 characters: a longer
text is cut, says so in the cell and on standard error. In xlsx days are dates, other EDTF expressions and days
before 1901 are text, and nothing is a formula or a link.

JSON (`--format jsonl`, and `json` of listings) nests the columns by the paths below. `schema_version` is {version};
it rises when a key is renamed, moved or removed, not when one is added.

jsonld carries its context, so that it is read without a network. An article is named by the hash of its text
(`ni:///sha-256;...`, RFC 6920), a statement by its key within it. A direct statement is a schema.org Quotation, any
other a Claim; its claims are Claims that are parts of it (`isPartOf`), with what they do as `genre`, how firmly as
`keywords`, whom they bind or speak of as `about`, toward whom as `mentions` and their own date as `temporalCoverage`.
Each has a Web Annotation with TextQuoteSelector and TextPositionSelector, in code points of the
article's text.

csl-json, bibtex and ris hold one entry for each article that a row is of. A byline's name is split into given and
family name where its first part is a known given name or initials; any other stays as printed. popolo names a
speaker that is no person as `organization_id`, which is our own: only a person can be the creator of a Popolo
speech. A Popolo speech has no parts, so that claims are left out there.

sqlite is a database of the tracker that holds the chosen statements, their articles and speakers, and no history.
"""

CLAIMS = """
## Claims

`tracker export --claims` writes a row for each claim of the same statements, as csv, csv-excel, xlsx or jsonl, and
`--fields` chooses among the columns below. A workbook of statements has them as a second sheet, Claims;
`tracker claims --format csv` has the same columns, narrowed by kind, party and date.

`tracker import` takes both back, also the sheet beside the statements: a changed `kind`, `strength`, `party`,
`counterpart`, `about`, `note` or `status` (`confirmed`, `rejected`) is a correction of the claim. A row is known by
`claim_id`, and by its words: one whose claim is of other words now is refused in a file of claims, and passed over
and told of in the sheet beside the statements. What somebody decided on a claim after the export is not overwritten: a
row that says else is refused, and one that says nothing else changes nothing. A changed `kind` goes with the row's
`strength`, which is of commitments, demands and positions alone: for another kind, empty it.
"""

BACK = """
## Back from a spreadsheet

`tracker import` takes csv, csv-excel, xlsx and jsonl back, whatever a spreadsheet has done to them: columns in
another order or left out, columns of your own, semicolons or tabs, a byte order mark, dates written anew (1/3/2024,
1.3.24, 1 March 2024). Where day and month could be either, the other dates of the file decide; where they do not,
the row is refused. UTF-8 and UTF-16 are read; Excel's plain "CSV" is not, for it has lost letters.

- A row is known by its `statement_key`, or by `statement_id` where that still is the same statement.
- A changed cell becomes a correction by hand: the statement is `edited`, with you as its coder. Columns that say
  "no" below are not taken; a change in them is told of. To reject or confirm a statement, write `rejected` or
  `confirmed` under `status`.
- `claim` must be words of the article, pieces joined with " … ". `speaker` is a name that is known; several are
  joined with "and". "Ida Moreau (new)" makes one, and so does `--create` with every name that is not known.
- What is changed of an article (title, outlet, author, url, published, accessed) may stand in one of its rows or in
  all.
- A row without key and number is a new statement: its claim is looked for in the article that it names by
  `article_id`, `url` or `title`. With `--create`, an article that is not stored is made of its citation, with the
  words cited as its text.
- A statement or claim that somebody decided on after the export is not overwritten, if the file has the column
  `coded_at`.
- Rows that were deleted change nothing; `--reject-missing` rejects the statements, of the articles in the file,
  without a row.
- All of it is done or nothing, as one entry of the history; `tracker undo` takes it back. `--leave-out` does the
  rest where some rows cannot be placed.

A table of another layout comes in with `--map FIELD=COLUMN`; the field `source` takes an address or a title,
whichever it is:

    tracker import theirs.csv --map claim=Statement --map speaker=Who --map said_on=Date --map source=Source

With `--map claim_id=COLUMN`, or where it has the column `claim_id` and only fields of claims are mapped, it is a table
of claims.

## In other programs

    tracker db datasette > metadata.json && datasette tracker.db -m metadata.json
    sqlite-utils rows tracker.db ledger --where "topics LIKE '%trade%'" --csv
    pandas.read_sql("SELECT * FROM ledger", sqlite3.connect("tracker.db"), parse_dates=["said_on_start"])
    pandas.read_json("ledger.jsonl", lines=True)

The view computes its lists anew for every row: for a large database let datasette take its time, with `--setting
sql_time_limit_ms 10000 --setting facet_time_limit_ms 5000`.
"""


def render_page() -> str:
    """Give the whole page."""
    forms = FORMS.format(version=SCHEMA_VERSION)
    parts = (
        HEAD,
        "\n".join(_render_formats()),
        forms,
        "\n".join(_render_columns()),
        CLAIMS,
        "\n".join(_render_claim_columns()),
        BACK,
    )
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _render_formats() -> Iterator[str]:
    yield "## Formats\n\n| format | what it is | file endings |\n| --- | --- | --- |"
    for format in FORMATS.values():
        yield f"| {format.name} | {_cell(format.summary)} | {', '.join(f'`.{suffix}`' for suffix in format.suffixes)} |"


def _render_columns() -> Iterator[str]:
    yield "## Columns\n\n| column | what it holds | in JSON | taken back by import |\n| --- | --- | --- | --- |"
    for column in COLUMNS:
        taken = f"no: {column.fixed}" if column.fixed else "yes"
        yield f"| `{column.name}` | {_cell(column.description)} | `{'.'.join(column.path)}` | {_cell(taken)} |"


def _render_claim_columns() -> Iterator[str]:
    yield "| column of claims | what it holds | taken back by import |\n| --- | --- | --- |"
    for column in CLAIM_COLUMNS:
        taken = f"no: {column.fixed}" if column.fixed else "yes"
        yield f"| `{column.name}` | {_cell(column.description)} | {_cell(taken)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
    print(f"wrote {PAGE}")
