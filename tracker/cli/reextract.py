"""`tracker reextract`: the current extractor over stored articles, with what became of each statement."""

from __future__ import annotations

import dataclasses

import click

from tracker.cli.coding import tell_entry
from tracker.cli.completion import complete_articles
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import database_options, read_article_reference
from tracker.cli.session import open_session
from tracker.cli.terminal import open_output, paint, say, show
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json
from tracker.revisions import ReextractedArticle


def _read_references(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> list[str]:
    return [read_article_reference(ctx, param, given) or "" for given in value]


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker reextract --dry-run", "what a better extractor would change"),
        ("tracker reextract", "all articles"),
        ("tracker reextract --article A1", "one of them"),
        ("tracker reextract --dry-run --format jsonl", "for a script"),
    ),
)
@click.option(
    "--article",
    "articles",
    metavar="ID",
    multiple=True,
    shell_complete=complete_articles,
    callback=_read_references,
    help="Only this article; repeat for several.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be new, changed and gone, and do nothing.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    cls=SectionOption,
    section="Output",
)
@database_options
@click.pass_context
def reextract(ctx: click.Context, articles: list[str], dry_run: bool, format_: str) -> None:
    """Run the current extractor again over stored articles.

    What you confirmed, edited, added, rejected, or put a topic or note on stays as it is, and a rejected statement does
    not come back; where the extractor would say something else of one, that is listed (?). Of the others + are new,
    ~ changed, with the number that they had, and - gone. Each article is done as a whole, so that an interrupted run
    keeps the articles that were done, and a second run goes on from there.
    """
    from tracker.workflows.reextract import reextract as read_anew

    done: list[ReextractedArticle] = []
    with open_session(ctx) as database:
        for article in read_anew(database, articles, dry_run=dry_run):
            done.append(dataclasses.replace(article, what=(), differs=()))
            if article.failure is not None:
                say(f"error: A{article.article_id}: {article.failure}")
            elif format_ == "jsonl":
                open_output().write(dump_json(dataclasses.asdict(article)) + "\n")
            else:
                _show(article)
    say(_sum_up(done, dry_run))
    tell_entry(next((article.entry for article in done if article.entry is not None and not dry_run), None))
    if any(article.failure is not None for article in done):
        ctx.exit(1)


def _show(article: ReextractedArticle) -> None:
    if not (article.what or article.differs):
        return
    show(paint(flatten(f"A{article.article_id} {article.title or 'untitled'}"), "heading"))
    for line in article.what:
        sign = "+" if " added: " in line else "-" if " removed: " in line else "~"
        show(flatten(f"{sign} {line}"))
    for line in article.differs:
        show(flatten(f"? {line}"))


def _sum_up(done: list[ReextractedArticle], dry_run: bool) -> str:
    new, changed, gone = (sum(len(getattr(article, name)) for article in done) for name in ("new", "changed", "gone"))
    unchanged, kept = sum(article.unchanged for article in done), sum(article.kept for article in done)
    would = "would be " if dry_run else ""
    articles = f"{len(done):,} article{'' if len(done) == 1 else 's'} read anew"
    return (
        f"{articles}: {new:,} {would}new, {changed:,} changed, {gone:,} gone, {unchanged:,} as before, "
        f"{kept:,} left alone as you decided"
    )
