"""`tracker reextract`: the current extractor over stored articles, with what became of each statement."""

from __future__ import annotations

import contextlib
import dataclasses

import click

from tracker.cli.completion import complete_articles
from tracker.cli.done import tell_entry
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import JOBS_AT_MOST, database_options, jobs_option, read_article_reference
from tracker.cli.progress import Progress
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
        ("tracker reextract --jobs 1", "in one process, and leave the other processors alone"),
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
@jobs_option
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
def reextract(ctx: click.Context, articles: list[str], jobs: int | None, dry_run: bool, format_: str) -> None:
    """Run the current extractor again over stored articles.

    What you confirmed, edited, added, rejected, or put a topic or note on stays as it is, and a rejected statement does
    not come back; where the extractor would say something else of one, that is listed (?). Of the others + are new,
    ~ changed, with the number that they had, and - gone. Each article is done as a whole, so that an interrupted run
    keeps the articles that were done; what a second run finds in these is as it was. What comes of it does not depend
    on --jobs.
    """
    from tracker.workflows.reextract import reextract as read_anew
    from tracker.workflows.workers import count_cores

    sum_ = _Sum()
    with open_session(ctx) as database, Progress("articles read anew") as progress:

        def tell_total(total: int) -> None:
            progress.total = total

        found = read_anew(
            database,
            articles,
            dry_run=dry_run,
            jobs=jobs or min(count_cores(), JOBS_AT_MOST),
            on_counted=tell_total,
        )
        with contextlib.closing(found):
            for article in found:
                sum_.take(article)
                if article.failure is not None or format_ == "jsonl" or article.what or article.differs:
                    progress.clear()
                if article.failure is not None:
                    say(f"error: A{article.article_id}: {article.failure}")
                elif format_ == "jsonl":
                    open_output().write(dump_json(dataclasses.asdict(article)) + "\n")
                else:
                    _show(article)
                progress.advance(1)
    say(sum_.tell(dry_run))
    tell_entry(None if dry_run else sum_.entry)
    if sum_.failed:
        ctx.exit(1)


@dataclasses.dataclass(slots=True)
class _Sum:
    """What became of all statements, counted."""

    articles: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    kept: int = 0
    failed: int = 0
    entry: int | None = None

    def take(self, article: ReextractedArticle) -> None:
        self.articles += 1
        self.new += len(article.new)
        self.changed += len(article.changed)
        self.gone += len(article.gone)
        self.unchanged += article.unchanged
        self.kept += article.kept
        self.failed += article.failure is not None
        self.entry = self.entry or article.entry

    def tell(self, dry_run: bool) -> str:
        would = "would be " if dry_run else ""
        return (
            f"{self.articles:,} article{'' if self.articles == 1 else 's'} read anew: {self.new:,} {would}new, "
            f"{self.changed:,} changed, {self.gone:,} gone, {self.unchanged:,} as before, "
            f"{self.kept:,} left alone as you decided"
        )


def _show(article: ReextractedArticle) -> None:
    if not (article.what or article.differs):
        return
    show(paint(flatten(f"A{article.article_id} {article.title or 'untitled'}"), "heading"))
    for line in article.what:
        sign = "+" if " added: " in line else "-" if " removed: " in line else "~"
        show(flatten(f"{sign} {line}"))
    for line in article.differs:
        show(flatten(f"? {line}"))
