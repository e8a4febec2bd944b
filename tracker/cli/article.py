"""`tracker articles` and `tracker article`: what was taken in, as a list and one by one."""

from __future__ import annotations

import dataclasses

import click

from tracker.cli.completion import complete_articles
from tracker.cli.help import Entry, SectionOption, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing
from tracker.cli.marking import Mark, find_paragraphs, mark_statement, render_paragraph, share_marks
from tracker.cli.options import database_options, format_option, limit_option, read_article_reference, read_date
from tracker.cli.session import open_session
from tracker.cli.statement import name_speaker
from tracker.cli.table import TableColumn
from tracker.cli.terminal import get_width, open_output, paint, say, show, use_color
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json, to_json_object
from tracker.records import ArticleDetail, ArticleSummary, LedgerRow

COLUMNS: tuple[ListingColumn[ArticleSummary], ...] = (
    ListingColumn(TableColumn("ID", right=True), lambda a: f"A{a.article_id}"),
    ListingColumn(TableColumn("Published"), lambda a: a.published or "–"),
    ListingColumn(TableColumn("Statements", right=True), lambda a: str(a.statements)),
    ListingColumn(TableColumn("Words", right=True, optional=True), lambda a: str(a.words)),
    ListingColumn(TableColumn("Outlet", widest=24, optional=True), lambda a: a.outlet or "–"),
    ListingColumn(TableColumn("Title"), lambda a: a.title or "untitled"),
)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker articles", "everything that was taken in"),
        ("tracker articles --text venezuela --since 2025", "with a word in it, from a year on"),
        ("tracker articles --format csv", "for a spreadsheet"),
    ),
)
@click.option("--text", metavar="WORDS", cls=SectionOption, section="Filters", help="Words in its title or text.")
@click.option(
    "--since", metavar="DATE", callback=read_date, cls=SectionOption, section="Filters", help="Published on or after."
)
@click.option(
    "--until", metavar="DATE", callback=read_date, cls=SectionOption, section="Filters", help="Published on or before."
)
@limit_option
@format_option
@database_options
@click.pass_context
def articles(
    ctx: click.Context, text: str | None, since: str | None, until: str | None, limit: int | None, format_: str
) -> None:
    """List the articles, with counts of statements and words."""
    from tracker.workflows.query import list_articles

    with open_session(ctx) as database:
        found = list_articles(database, text=text, since=since, until=until, limit=limit)
    print_listing(found, ArticleSummary, COLUMNS, format_)
    if not found:
        narrowed = text or since or until
        say(
            "no articles match; `tracker articles` lists all"
            if narrowed
            else "no articles yet; `tracker ingest PATH` takes some in"
        )


ENTRIES = {
    "add": Entry("Correct", "tracker.cli.article_adding:add", "Add an article: a file, a paste, or in your editor."),
    "edit": Entry("Correct", "tracker.cli.article_editing:edit", "Edit what is known of an article, or its text."),
    "remove": Entry("Correct", "tracker.cli.article_editing:remove", "Take an article out with all its statements."),
}


@click.group(
    cls=TrackerGroup,
    entries=ENTRIES,
    examples=(
        ("tracker article show A1", "an article with its statements marked"),
        ("tracker article edit A1 --outlet Xinhua", "what is known of it"),
    ),
)
def article() -> None:
    """Show one article, or add, edit and remove articles by hand."""


@article.command(
    "show",
    examples=(
        ("tracker article show A1", "with its statements marked"),
        ("tracker article show 1 --format json", "its text and statements, for a script"),
    ),
)
@click.argument("reference", metavar="ID", shell_complete=complete_articles, callback=read_article_reference)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@database_options
@click.pass_context
def show_(ctx: click.Context, reference: str, format_: str) -> None:
    """Show one article with what was said in it marked, and by whom below.

    ID is its number (A3 or 3), the id that it came with, or the beginning of its text's SHA-256.
    """
    from tracker.workflows.query import show_article

    with open_session(ctx) as database:
        detail = show_article(database, reference)
    if format_ == "json":
        open_output().write(dump_json(_to_object(detail), indent=2) + "\n")
        return
    print_article(detail)


def print_article(detail: ArticleDetail) -> None:
    """Show an article with its statements marked in its paragraphs, and by whom they are below."""
    summary, width = detail.summary, get_width()
    show(paint(flatten(f"A{summary.article_id} · {summary.title or 'untitled'}"), "heading"))
    about = (summary.outlet, summary.author, summary.published, detail.region, detail.language)
    for line in (", ".join(part for part in about if part), summary.url, detail.note):
        if line:
            show(paint(flatten(line), "faint"))
    marks = [mark for row in detail.statements for mark in _mark(row)]
    paragraphs = find_paragraphs(detail.text)
    for paragraph, inside in zip(paragraphs, share_marks(paragraphs, marks), strict=True):
        show()
        for line in render_paragraph(detail.text, paragraph, inside, width):
            show(line)
    if detail.statements:
        show()
    for row in detail.statements:
        cue = f"“{row.cue}”" if row.cue else "carries on"
        words = (name_speaker(row), cue, row.said_on or "undated", row.manner, f"{row.confidence} confidence")
        show(f"{paint(f'S{row.statement_id}', 'label')}  {' · '.join(flatten(word) for word in words)}")
    if not detail.statements:
        say("no statements were found in this article")


def _mark(row: LedgerRow) -> list[Mark]:
    """Mark the content with the statement's number; source and cue too where colour keeps them apart."""
    first = min(row.content_offsets, default=None)
    marks = [mark for mark in mark_statement(row) if use_color() or mark.style == "content"]
    return [
        dataclasses.replace(mark, label=f"S{row.statement_id}" if mark.span == first else f"S{row.statement_id}…")
        if mark.style == "content"
        else mark
        for mark in marks
    ]


def _to_object(detail: ArticleDetail) -> dict[str, object]:
    rest = {key: getattr(detail, key) for key in ("language", "accessed", "region", "note", "text")}
    return (
        dataclasses.asdict(detail.summary) | rest | {"statements": [to_json_object(row) for row in detail.statements]}
    )
