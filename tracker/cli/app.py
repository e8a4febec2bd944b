"""The entry point: the command tree, and the one ladder from whatever goes wrong to a line and an exit code.

Only click is imported here; each command's module, and what it needs, loads when that command is called.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from tracker import __version__
from tracker.cli.help import Entry, TrackerGroup

ENTRIES = {
    "ingest": Entry("Take in", "tracker.cli.ingest:ingest", "Read articles and store the statements found in them."),
    "reextract": Entry("Take in", "tracker.cli.reextract:reextract", "Run the current extractor over stored articles."),
    "add": Entry("Take in", "tracker.cli.article_adding:short", "Add one article: a file, a paste, or in your editor."),
    "extract": Entry("Take in", "tracker.cli.extract:extract", "Print the statements found as JSON; stores nothing."),
    "statements": Entry("Ask", "tracker.cli.statement:statements", "List who said what."),
    "statement": Entry("Ask", "tracker.cli.statement:statement", "Show one statement, or correct some by hand."),
    "claims": Entry("Ask", "tracker.cli.claim:claims", "List what was claimed, promised and demanded."),
    "claim": Entry("Ask", "tracker.cli.claim:claim", "Correct claims by hand."),
    "commitments": Entry(
        "Ask", "tracker.cli.commitment:commitments", "List who promised what to whom, by when and how firmly."
    ),
    "commitment": Entry("Ask", "tracker.cli.commitment:commitment", "Follow what became of a commitment."),
    "utterance": Entry(
        "Ask", "tracker.cli.utterance:utterance", "See and decide which statements report one utterance."
    ),
    "who": Entry("Ask", "tracker.cli.who:who", "Answer who said this, with counts and days."),
    "timeline": Entry("Ask", "tracker.cli.timeline:timeline", "Draw counts by month or year."),
    "compare": Entry("Ask", "tracker.cli.compare:compare", "Lay two speakers' words side by side."),
    "speakers": Entry("Ask", "tracker.cli.speaker:speakers", "List the speakers, with counts."),
    "speaker": Entry("Ask", "tracker.cli.speaker:speaker", "Show one speaker, and put right who is who."),
    "topics": Entry("Ask", "tracker.cli.topic:topics", "List the topics, with counts."),
    "topic": Entry("Ask", "tracker.cli.topic:topic", "Show the topics, change them, put them on statements."),
    "formulation": Entry("Ask", "tracker.cli.formulation:formulation", "Find, track and trace set phrases over time."),
    "articles": Entry("Ask", "tracker.cli.article:articles", "List the articles, with counts."),
    "article": Entry("Ask", "tracker.cli.article:article", "Show one article, or add, edit and remove some."),
    "import": Entry("Give out", "tracker.cli.importing:import_", "Take a ledger back that was worked on elsewhere."),
    "cite": Entry("Give out", "tracker.cli.citing:cite", "Write statements as sentences to cite, with their source."),
    "export": Entry("Give out", "tracker.cli.export:export", "Write the ledger of statements to a file."),
    "review": Entry("Decide", "tracker.cli.review:review", "Go through statements one by one, the least sure first."),
    "retag": Entry("Keep", "tracker.cli.retag:retag", "Apply a changed vocabulary of topics to every statement."),
    "serve": Entry("Give out", "tracker.cli.serve:serve", "Show the ledger in a browser, from the live database."),
    "history": Entry("Undo", "tracker.cli.history:history", "Tell what was done to the data, by whom and when."),
    "undo": Entry("Undo", "tracker.cli.history:undo", "Take back what a command did, as a whole."),
    "redo": Entry("Undo", "tracker.cli.history:redo", "Do again what was undone."),
    "db": Entry("Keep", "tracker.cli.database:db", "Look after the database: path, check, backup, upgrade."),
    "completion": Entry("Keep", "tracker.cli.completion:completion", "Print the completion script for a shell."),
}

EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141  # 128 + SIGPIPE, what a shell shows for any tool whose reader went away


@dataclass(slots=True)
class Invocation:
    """What the global options say, from wherever on the line they stand."""

    db: str | None = None
    debug: bool = False


def refuse_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that is empty, which is what a shell variable that was never set gives; an option's callback."""
    if value == "":
        raise click.BadParameter("it is empty", ctx, param)
    return value


class _ReaderGoneError(Exception):
    """Whoever read our output has closed it."""


class _Root(TrackerGroup):
    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        try:  # --help and --version print already here
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise _ReaderGoneError from None

    def invoke(self, ctx: click.Context) -> object:
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # click would end with 1 here, as if something had failed.
            raise _ReaderGoneError from None
        return result


@click.group(
    "tracker",
    cls=_Root,
    entries=ENTRIES,
    examples=(
        ("tracker ingest seeds/", "take in a folder"),
        ("tracker statements", "who said what"),
        ("tracker statements --speaker xi --topic partnership", "what Xi said on it"),
        ("tracker statement show S1", "it, in its paragraph"),
        ("tracker export --output ledger.csv", "all of it as a table"),
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--db",
    metavar="PATH|URL",
    callback=refuse_empty,
    help="The database; else $TRACKER_DB, the config file, the data folder.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, "-V", "--version", prog_name="tracker", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, db: str | None, debug: bool) -> None:
    """Who said what, when, and where it is written: statements from diplomatic news.

    Every command has its own --help, with examples. Answers go to standard output, talk to standard error.
    """
    invocation = ctx.ensure_object(Invocation)
    invocation.db, invocation.debug = db, debug


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on the arguments (or the process's own) and give its exit code.

    0 done, 1 refused or failed with a one-line reason, 2 wrong usage, 130 interrupted, 141 the reader of a pipe went
    away. A traceback is shown with --debug only.
    """
    from tracker.errors import TrackerError

    _prepare_streams()
    if "_TRACKER_COMPLETE" in os.environ:
        import tracker.cli.completion  # noqa: F401  # a shell is completing: this makes our bash known to click
    invocation = Invocation()
    try:
        # Not standalone: click hands --help's and --version's exit code back and raises everything else.
        given = None if arguments is None else list(arguments)
        result = cli.main(given, prog_name="tracker", standalone_mode=False, obj=invocation)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        where = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        return _refuse(error.format_message().rstrip(".") + where, error.exit_code)
    except click.ClickException as error:
        return _refuse(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _refuse("interrupted", EXIT_INTERRUPTED)
    except (_ReaderGoneError, BrokenPipeError):
        _abandon_stdout()
        return EXIT_BROKEN_PIPE
    except TrackerError as error:
        _show_traceback(invocation)
        return _refuse(str(error), error.exit_code)
    except OSError as error:
        _show_traceback(invocation)
        where = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{where}{(error.strerror or str(error)).lower()}", 1)
    except Exception as error:
        _show_traceback(invocation)
        hint = "" if invocation.debug else "; run again with --debug to see where, and please report it"
        return _refuse(f"unexpected {type(error).__name__}: {error}{hint}", 1)


def run(at_end: Callable[[], None] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code; ``at_end`` is called when all is done."""
    code = main()
    try:
        sys.stdout.flush()
    except OSError:
        _abandon_stdout()
    if at_end is not None:
        at_end()
    sys.exit(code)


def _prepare_streams() -> None:
    """Write UTF-8 to files and pipes whatever the locale, and never fail on a letter that a terminal lacks.

    A stream that was closed before we began (``>&-``) is None; it becomes one that holds nothing and takes anything.
    """
    # In this order: the lowest free number is given out first, so that no database is ever opened as stream 1.
    sys.stdin = sys.stdin or os.fdopen(os.open(os.devnull, os.O_RDONLY), "r", encoding="utf-8")
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream is sys.stdout and not stream.isatty():
            reconfigure(encoding="utf-8", errors="strict", newline="")
        else:
            reconfigure(errors="backslashreplace")


def _refuse(message: str, code: int) -> int:
    from tracker.ledger.controls import flatten

    with contextlib.suppress(OSError):  # if standard error is gone too, the exit code has to say it alone
        click.echo(f"error: {flatten(message)}", err=True)
    return code


def _show_traceback(invocation: Invocation) -> None:
    if invocation.debug:
        import traceback

        from tracker.ledger.controls import escape_controls

        click.echo(escape_controls(traceback.format_exc()), err=True)


def _abandon_stdout() -> None:
    """Point standard output at nothing, so that Python's own flush at exit finds nothing to complain about."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    finally:
        os.close(nothing)
