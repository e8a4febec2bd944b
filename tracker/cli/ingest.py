"""`tracker ingest`: articles in, statements stored, with a line for each and a sum at the end."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tracker.cli.help import TrackerCommand
from tracker.cli.options import JOBS_AT_MOST, database_options, jobs_option
from tracker.cli.pace import Pace
from tracker.cli.progress import ProgressLine, describe_pace
from tracker.cli.session import open_session
from tracker.cli.terminal import paint, say, show, stdout_is_terminal
from tracker.ledger.controls import flatten
from tracker.records import IngestedArticle, ReadFailure

if TYPE_CHECKING:
    from tracker.readers import Meter


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker ingest seeds/", "a folder and all below it"),
        ("tracker ingest report.txt wire.jsonl.gz", "files"),
        ("tracker ingest - < report.txt", "standard input"),
        ("tracker ingest --dry-run seeds/", "say what would be stored"),
        ("tracker ingest --jobs 1 seeds/", "in one process, and leave the other processors alone"),
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would be added, and store nothing.")
@jobs_option
@database_options
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[str, ...], dry_run: bool, jobs: int | None) -> None:
    """Read articles and store them with the statements found in them.

    A .txt or .md file is one article, with front matter (key: value lines between two --- lines) or without; a .jsonl
    file has one article a line, as an object with "text". A folder stands for all such files in it and below. An
    article that is already stored is known by its text and changes nothing: interrupted and given again, the command
    goes on where it was. What cannot be read is reported, the rest goes in, and the exit code is 1. What is stored
    does not depend on --jobs.
    """
    from tracker.readers import Meter, make_meter, read_paths
    from tracker.workflows.ingest import stream_ingest
    from tracker.workflows.workers import count_cores

    if "-" in paths and sys.stdin.isatty():
        say("reading an article from the terminal; end it with Ctrl-D on a line of its own")
    with open_session(ctx) as database:
        meter = make_meter(paths, stdin=sys.stdin.buffer) if sys.stderr.isatty() else Meter(None)
        progress = _Progress(meter, dry_run=dry_run)
        outcomes = stream_ingest(
            database,
            read_paths(paths, stdin=sys.stdin.buffer, meter=meter),
            dry_run=dry_run,
            jobs=jobs or min(count_cores(), JOBS_AT_MOST),
        )
        try:
            with contextlib.closing(outcomes):
                for handful in outcomes:
                    progress.take(handful)
        except KeyboardInterrupt:
            progress.line.clear()
            say(progress.sum_up_interrupted())
            raise
        finally:
            progress.line.clear()
    say(progress.sum_up())
    if progress.failed:
        ctx.exit(1)


class _Progress:
    """A line for each article as it is done, and below them, where a person looks, how far it has come."""

    def __init__(self, meter: Meter, *, dry_run: bool) -> None:
        self.meter = meter
        self.dry_run = dry_run
        self.line = ProgressLine()
        self.pace = Pace()
        self.done = self.added = self.statements = self.known = self.failed = 0

    def take(self, handful: Sequence[IngestedArticle | ReadFailure]) -> None:
        # Counted before they are told: an interrupt in between must not make them fewer than are stored.
        articles = [item for item in handful if isinstance(item, IngestedArticle)]
        new = [article for article in articles if article.is_new]
        self.done += len(handful)
        self.failed += len(handful) - len(articles)
        self.known += len(articles) - len(new)
        self.added += len(new)
        self.statements += sum(article.statements for article in new)
        self.line.clear()
        for item in handful:
            if isinstance(item, ReadFailure):
                say(f"error: {item.origin}: {item.reason}")
            else:
                show(self._describe(item))
        now = time.monotonic()
        if self.line.is_live and (stdout_is_terminal() or self.line.is_due(now)):
            self.pace.note(now, self.done, self.meter.done)
            told = describe_pace(self.pace, f"{self.done:,} read", self.meter.total)
            self.line.draw(f"{told}; now {flatten(handful[-1].origin)}", now)

    def sum_up_interrupted(self) -> str:
        """Say what an interrupt leaves."""
        if self.dry_run:
            return f"{_count(self.done, 'article')} looked at before the interrupt"
        stay = "stays" if self.added == 1 else "stay"
        kept = f"{_count(self.added, 'article')} added before the interrupt {stay} stored"
        return f"{kept}; the same command again takes the rest in"

    def sum_up(self) -> str:
        """Say what was done."""
        verb = "would be added" if self.dry_run else "added"
        new = f"{_count(self.added, 'article')} {verb} with {_count(self.statements, 'statement')}"
        parts = [new if self.added else f"nothing {verb}"]
        if self.known:
            parts.append(f"{self.known:,} already known")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return ", ".join(parts)

    def _describe(self, article: IngestedArticle) -> str:
        number = "" if article.article_id is None else f"A{article.article_id}"
        verb = "known" if not article.is_new else "would add" if self.dry_run else "added"
        count = _count(article.statements, "statement")
        title = flatten(article.title or article.origin)
        return f"{paint(verb, 'label')} {number}{' ' if number else ''}{title} ({count})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
