"""`tracker ingest`: articles in, statements stored, with a line for each and a sum at the end."""

from __future__ import annotations

import sys
import time

import click

from tracker.cli.help import TrackerCommand
from tracker.cli.options import database_options
from tracker.cli.session import open_session
from tracker.cli.terminal import clip, paint, say, show
from tracker.ledger.controls import flatten
from tracker.records import IngestedArticle, IngestReport, ReadFailure

_SECONDS_BETWEEN_UPDATES = 0.1


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker ingest seeds/", "a folder and all below it"),
        ("tracker ingest report.txt wire.jsonl.gz", "files"),
        ("tracker ingest - < report.txt", "standard input"),
        ("tracker ingest --dry-run seeds/", "say what would be stored"),
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would be added, and store nothing.")
@database_options
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[str, ...], dry_run: bool) -> None:
    """Read articles and store them with the statements found in them.

    A .txt or .md file is one article, with front matter (key: value lines between two --- lines) or without; a .jsonl
    file has one article a line, as an object with "text". A folder stands for all such files in it and below. An
    article that is already stored is known by its text and changes nothing. What cannot be read is reported, the rest
    goes in, and the exit code is 1.
    """
    from tracker.readers import read_paths
    from tracker.workflows.ingest import ingest as take_in

    if "-" in paths and sys.stdin.isatty():
        say("reading an article from the terminal; end it with Ctrl-D on a line of its own")
    with open_session(ctx) as database:
        progress = _Progress(dry_run=dry_run)
        try:
            report = take_in(
                database,
                read_paths(paths, stdin=sys.stdin.buffer),
                dry_run=dry_run,
                on_article=progress.take,
            )
        except KeyboardInterrupt:
            progress.clear()
            say(progress.sum_up_interrupted())
            raise
        finally:
            progress.clear()
    say(_sum_up(report))
    if report.failures:
        ctx.exit(1)


class _Progress:
    """A line for each article as it is done, and below them, where a person looks, how far it has come."""

    def __init__(self, *, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.is_live = sys.stderr.isatty()
        self.started = self.drawn = time.monotonic()
        self.done = self.added = 0

    def take(self, item: IngestedArticle | ReadFailure) -> None:
        self.clear()
        self.done += 1
        if isinstance(item, ReadFailure):
            say(f"error: {item.origin}: {item.reason}")
        else:
            self.added += item.is_new
            show(self._describe(item))
        now = time.monotonic()
        if self.is_live and now - self.started > _SECONDS_BETWEEN_UPDATES:
            rate = self.done / (now - self.started)
            line = f"{self.done} read, {rate:.0f} a second; now {flatten(item.origin)}"
            sys.stderr.write(clip(line, 78))
            sys.stderr.flush()

    def clear(self) -> None:
        if self.is_live:
            sys.stdout.flush()
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def sum_up_interrupted(self) -> str:
        """Say what an interrupt leaves."""
        if self.dry_run:
            return f"{_count(self.done, 'article')} looked at before the interrupt"
        stay = "stays" if self.added == 1 else "stay"
        kept = f"{_count(self.added, 'article')} added before the interrupt {stay} stored"
        return f"{kept}; the same command again takes the rest in"

    def _describe(self, article: IngestedArticle) -> str:
        number = "" if article.article_id is None else f"A{article.article_id}"
        verb = "known" if not article.is_new else "would add" if self.dry_run else "added"
        count = _count(article.statements, "statement")
        title = flatten(article.title or article.origin)
        return f"{paint(verb, 'label')} {number}{' ' if number else ''}{title} ({count})"


def _sum_up(report: IngestReport) -> str:
    new = [article for article in report.articles if article.is_new]
    statements = sum(article.statements for article in new)
    verb = "would be added" if report.dry_run else "added"
    parts = [
        f"{_count(len(new), 'article')} {verb} with {_count(statements, 'statement')}" if new else f"nothing {verb}"
    ]
    known = len(report.articles) - len(new)
    if known:
        parts.append(f"{known} already known")
    if report.failures:
        parts.append(f"{len(report.failures)} failed")
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
