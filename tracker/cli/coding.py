"""`tracker statement add|edit|split|merge|confirm|reject|restore`: the analyst's hand on statements."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.asking import confirm, confirm_options, dry_run_option
from tracker.cli.completion import complete_articles, complete_speakers, complete_topics
from tracker.cli.done import tell_entry
from tracker.cli.form import fill_in, write_blank, write_form
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.marking import choose_paragraphs
from tracker.cli.options import (
    F,
    build_filter,
    database_options,
    read_article_reference,
    read_date,
    read_statement_id,
    statement_filters,
)
from tracker.cli.progress import Progress
from tracker.cli.session import open_session
from tracker.cli.terminal import say, show
from tracker.ledger.controls import flatten
from tracker.records import Manner, StatementFilter
from tracker.revisions import HandReport, StatementEdit

if TYPE_CHECKING:
    from tracker.storage.database import Database

_SHOWN = 20  # lines of what a bulk edit would do, before it is asked about
_PREFIX = "where_"
_NOT_WHICH = {"limit", "offset", "sort", "one_per_utterance"}

Do = Callable[["Database", Sequence[int], bool, Callable[[int], None]], HandReport]


# ------------------------------------------------------------------------------------------------ which statements


def read_statement_ids(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> list[int]:
    """Take statements' numbers, S12 or 12, several or none; a callback."""
    return [read_statement_id(ctx, param, given) for given in value]


def ids_argument(command: F) -> F:
    """Add the numbers of the statements that are meant."""
    return click.argument("numbers", metavar="[ID]...", nargs=-1, callback=read_statement_ids)(command)


def which_options(command: F) -> F:
    """Add the filters of `tracker statements`, each with --where- before its name; see read_which."""
    return _filters(command, "--where-")


def filter_options(command: F) -> F:
    """Add the filters of `tracker statements`, but for its order and limits; see read_which."""
    return _filters(command, "--")


def _filters(command: F, prefix: str) -> F:
    def holder() -> None: ...

    filters: list[click.Option] = getattr(statement_filters(holder), "__click_params__", [])
    params: list[click.Parameter] = command.__dict__.setdefault("__click_params__", [])
    for option in filters:
        if option.name in _NOT_WHICH:
            continue
        renamed = copy.copy(option)
        renamed.name = f"{_PREFIX}{option.name}"
        renamed.opts = [f"{prefix}{opt.removeprefix('--')}" for opt in option.opts]
        if isinstance(renamed, SectionOption):
            renamed.section = "Which"
        params.append(renamed)
    return command


def read_which(where: dict[str, Any]) -> StatementFilter | None:
    """Make the filter that these options describe, or None where they were not used."""
    filters = {name.removeprefix(_PREFIX): value for name, value in where.items()}
    if not any(filters.values()):
        return None
    return build_filter(**filters, limit=None, offset=0, sort="id")


def choose_statements(database: Database, numbers: Sequence[int], where: dict[str, Any]) -> tuple[list[int], bool]:
    """The statements that are meant, by number or filter, and whether it is to be asked before they are touched."""
    from tracker.workflows.correct import select_statements

    wanted = read_which(where)
    if numbers and wanted is not None:
        raise click.UsageError("give numbers or --where filters, not both")
    if numbers:
        return list(dict.fromkeys(numbers)), len(set(numbers)) > 1
    if wanted is None:
        raise click.UsageError("say which statements: numbers such as S3 S4, or --where filters")
    found = select_statements(database, wanted)
    if not found:
        say("no statements match; `tracker statements` takes the same filters, without where-")
    return found, True


def carry_out(
    database: Database, numbers: Sequence[int], do: Do, *, verb: str, ask: bool, dry: bool, yes: bool
) -> None:
    """Do it, after a look and a question where ``ask``; tell what was done and how to take it back."""
    if not numbers:
        return
    if dry or (ask and not yes):
        with Progress("statements looked at", len(numbers)) as progress:
            planned = do(database, numbers, True, progress.advance)
        _tell(planned.what, None if dry else _SHOWN)
        _tell_unchanged(planned)
        count = len(planned.statements)
        if dry or not count:
            say("nothing to do" if not count else f"{_count(count)} would be changed; nothing was done")
            return
        if not confirm(f"{verb} {_count(count)}?", yes=yes):
            return
    with Progress("statements seen to", len(numbers)) as progress:
        done = do(database, numbers, False, progress.advance)
    if not ask or yes:
        _tell(done.what, _SHOWN if ask else None)
        _tell_unchanged(done)
    if ask and done.entry is not None:
        say(f"{_count(len(done.statements))} changed")
    elif ask:
        say("nothing to do")
    tell_entry(done.entry)


def _tell(lines: Sequence[str], limit: int | None) -> None:
    for line in lines[:limit]:
        show(flatten(line))
    if limit is not None and len(lines) > limit:
        show(f"and {len(lines) - limit:,} more")


def _tell_unchanged(report: HandReport) -> None:
    for line in report.unchanged[:_SHOWN]:
        say(line)
    if report.unchanged_count > _SHOWN:
        say(f"and {report.unchanged_count - _SHOWN:,} more of these")


def _count(number: int) -> str:
    return f"{number:,} statement{'' if number == 1 else 's'}"


# ------------------------------------------------------------------------------------------------ what to set


def _set(*names: str, **kwargs: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionOption, section="Set", **kwargs)


def _read_said_on(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return value if value == "" else read_date(ctx, param, value)


def edit_options(command: F) -> F:
    """Add what of a statement can be set."""
    for option in reversed(_EDITS):
        command = option(command)
    return command


_EDITS: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    _set(
        "--speaker",
        metavar="NAME",
        multiple=True,
        shell_complete=complete_speakers,
        help="Who said it; repeat for joint ones, '' for nobody known, 'NAME (new)' for one not known yet.",
    ),
    _set("--to", metavar="NAME", shell_complete=complete_speakers, help="To whom it was said; '' for nobody."),
    _set("--said-on", metavar="DATE", callback=_read_said_on, help="The day: 2025-05-09, 2025-05, 2025; '' for none."),
    _set("--manner", type=click.Choice([manner.value for manner in Manner]), help="How the words are given."),
    _set("--topic", metavar="TOPIC", multiple=True, shell_complete=complete_topics, help="Put a topic on. Repeatable."),
    _set(
        "--no-topic", metavar="TOPIC", multiple=True, shell_complete=complete_topics, help="Take one off. Repeatable."
    ),
    _set("--note", metavar="TEXT", help="A note of yours; '' takes it off."),
    _set(
        "--content",
        metavar="WORDS",
        multiple=True,
        help="What was said: words of the article, 'from X to Y', or offsets 49-245. Repeat for several pieces.",
    ),
    _set("--cue", metavar="WORDS", multiple=True, help="The words that report it; '' for none."),
    _set("--source", metavar="WORDS", multiple=True, help="The words that name who; '' for none."),
)


def read_edit(
    *,
    speaker: tuple[str, ...],
    to: str | None,
    said_on: str | None,
    manner: str | None,
    topic: tuple[str, ...],
    no_topic: tuple[str, ...],
    note: str | None,
    content: tuple[str, ...],
    cue: tuple[str, ...],
    source: tuple[str, ...],
) -> StatementEdit:
    """Make the edit that the options describe."""

    def pieces(given: tuple[str, ...]) -> tuple[str, ...] | None:
        return tuple(piece for piece in given if piece.strip()) if given else None

    return StatementEdit(
        speakers=pieces(speaker),
        addressee=to,
        said_on=said_on,
        manner=Manner(manner) if manner else None,
        add_topics=topic,
        remove_topics=no_topic,
        note=note,
        content=pieces(content),
        cue=pieces(cue),
        source=pieces(source),
    )


# ------------------------------------------------------------------------------------------------ the commands


@click.command(
    cls=TrackerCommand,
    examples=(
        ('tracker statement edit S1 --speaker "Nicolas Maduro"', "the speaker was wrong"),
        ("tracker statement edit S1 --said-on 2025-05-08 --note checked", "the day, and a note"),
        (
            'tracker statement edit S1 --content "from China and Venezuela to common development"',
            "where it begins and ends",
        ),
        ("tracker statement edit S1 S2 --topic trade --no-topic development", "several at once"),
        ("tracker statement edit --where-text energy --topic energy --dry-run", "all that match; only look"),
    ),
)
@ids_argument
@edit_options
@which_options
@confirm_options
@database_options
@click.pass_context
def edit(ctx: click.Context, /, numbers: list[int], dry_run: bool, yes: bool, **given: Any) -> None:
    """Set what a statement says.

    Without options a statement opens as a form in your editor ($EDITOR). Content, cue and source are always words of
    the article: write them, or their first and last ("from X to Y", "X ... Y"), or offsets; what is not in the text,
    or is in it several times, is refused with what comes close. Several statements, or those that --where filters
    match, are shown and asked about first. Whatever you set, the extractor leaves alone from then on.
    """
    from tracker.workflows.correct import edit_statements, read_statement

    where = {name: given.pop(name) for name in list(given) if name.startswith(_PREFIX)}
    wanted = read_edit(**given)
    with open_session(ctx) as database:
        chosen, ask = choose_statements(database, numbers, where)
        if wanted == StatementEdit():
            if len(chosen) != 1 or ask:
                raise click.UsageError("say what to set, such as --speaker or --said-on; the form takes one statement")
            filled = fill_in(
                write_form(coded := read_statement(database, chosen[0]), _context(coded.text, coded.content)),
                lambda edit: edit_statements(database, chosen, edit, dry_run=True),
                name=f"S{chosen[0]}.txt",
                instead="give what to set as options (see tracker statement edit --help)",
            )
            if filled is None:
                say("left as it was; nothing was changed")
                return
            wanted = filled

        def do(database: Database, numbers: Sequence[int], dry: bool, on_done: Callable[[int], None]) -> HandReport:
            return edit_statements(database, numbers, wanted, dry_run=dry, on_done=on_done)

        carry_out(database, chosen, do, verb="Change", ask=ask, dry=dry_run, yes=yes)


@click.command(
    cls=TrackerCommand,
    examples=(
        ('tracker statement add A1 --speaker xi --content "an ironclad friendship"', "by its words"),
        ("tracker statement add A1 --speaker maduro --content 49-83 --dry-run", "by offsets; only look"),
    ),
)
@click.argument("article", metavar="ARTICLE", shell_complete=complete_articles, callback=read_article_reference)
@edit_options
@dry_run_option
@database_options
@click.pass_context
def add(ctx: click.Context, /, article: str, dry_run: bool, **given: Any) -> None:
    """Add a statement that the extractor missed.

    ARTICLE is the number of the list, A3 or 3. Without --content a form opens in your editor. Cue and source are looked
    for in the paragraph of the content first.
    """
    from tracker.workflows.correct import add_statement
    from tracker.workflows.query import show_article

    wanted = read_edit(**given)
    with open_session(ctx) as database:
        if not wanted.content:
            if wanted != StatementEdit():
                raise click.UsageError("--content is missing: the words that give what was said")
            detail = show_article(database, article)
            filled = fill_in(
                write_blank(f"A new statement of A{detail.summary.article_id}.", detail.text.split("\n")),
                lambda edit: add_statement(database, article, edit, dry_run=True),
                name=f"A{detail.summary.article_id}-statement.txt",
                instead="give it as options (see tracker statement add --help)",
            )
            if filled is None:
                say("left empty; nothing was added")
                return
            wanted = filled
        done = add_statement(database, article, wanted, dry_run=dry_run)
        _tell(done.what, None)
        tell_entry(done.entry)


@click.command(
    cls=TrackerCommand,
    examples=(('tracker statement split S1 --at "China will"', "a second one begins at these words"),),
)
@click.argument("number", metavar="ID", callback=read_statement_id)
@click.option(
    "--at",
    metavar="WORDS",
    multiple=True,
    required=True,
    help="Words at which the second one begins, or their offset as 49-83; repeat for a third.",
)
@dry_run_option
@database_options
@click.pass_context
def split(ctx: click.Context, number: int, at: tuple[str, ...], dry_run: bool) -> None:
    """Make several statements of one.

    The first keeps the number; the others have the same source, cue, speaker and day. What joins them ("and that")
    goes.
    """
    from tracker.workflows.correct import split_statement

    with open_session(ctx) as database:
        done = split_statement(database, number, at, dry_run=dry_run)
        _tell(done.what, None)
        tell_entry(done.entry)


@click.command(
    cls=TrackerCommand,
    examples=(("tracker statement merge S1 S2", "S1 gets the content of both"),),
)
@ids_argument
@dry_run_option
@database_options
@click.pass_context
def merge(ctx: click.Context, numbers: list[int], dry_run: bool) -> None:
    """Make one statement of several of one article.

    The first keeps its number, source, speaker and day; the others are rejected, with a note that says where they went.
    """
    from tracker.workflows.correct import merge_statements

    with open_session(ctx) as database:
        done = merge_statements(database, numbers, dry_run=dry_run)
        _tell(done.what, None)
        tell_entry(done.entry)


@click.command(
    "confirm",
    cls=TrackerCommand,
    examples=(
        ("tracker statement confirm S1 S2", "these are right"),
        ("tracker statement confirm --where-article A1 --where-confidence high", "all of an article that are sure"),
    ),
)
@ids_argument
@which_options
@confirm_options
@database_options
@click.pass_context
def confirm_(ctx: click.Context, /, numbers: list[int], dry_run: bool, yes: bool, **where: Any) -> None:
    """Say that statements are right as they stand."""
    from tracker.workflows.correct import confirm_statements

    with open_session(ctx) as database:
        chosen, ask = choose_statements(database, numbers, where)

        def do(database: Database, numbers: Sequence[int], dry: bool, on_done: Callable[[int], None]) -> HandReport:
            return confirm_statements(database, numbers, dry_run=dry, on_done=on_done)

        carry_out(database, chosen, do, verb="Confirm", ask=ask, dry=dry_run, yes=yes)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker statement reject S1", "it is none"),
        ('tracker statement reject S1 --note "a picture caption"', "with why"),
        ("tracker statement reject --where-article A1 --where-text vision --dry-run", "look at what would go"),
    ),
)
@ids_argument
@click.option("--note", metavar="TEXT", help="Why.")
@which_options
@confirm_options
@database_options
@click.pass_context
def reject(ctx: click.Context, /, numbers: list[int], note: str | None, dry_run: bool, yes: bool, **where: Any) -> None:
    """Say that these are no statements.

    They leave lists and exports (--status rejected shows them), and no run of the extractor brings them back.
    """
    from tracker.workflows.correct import reject_statements

    with open_session(ctx) as database:
        chosen, ask = choose_statements(database, numbers, where)

        def do(database: Database, numbers: Sequence[int], dry: bool, on_done: Callable[[int], None]) -> HandReport:
            return reject_statements(database, numbers, note=note, dry_run=dry, on_done=on_done)

        carry_out(database, chosen, do, verb="Reject", ask=ask, dry=dry_run, yes=yes)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker statement restore S1", "it is one after all"),
        ("tracker statement restore --where-status rejected --where-article A1 --dry-run", "look at an article's"),
    ),
)
@ids_argument
@which_options
@confirm_options
@database_options
@click.pass_context
def restore(ctx: click.Context, /, numbers: list[int], dry_run: bool, yes: bool, **where: Any) -> None:
    """Take rejected statements back in, as they were before."""
    from tracker.workflows.correct import restore_statements

    with open_session(ctx) as database:
        chosen, ask = choose_statements(database, numbers, where)

        def do(database: Database, numbers: Sequence[int], dry: bool, on_done: Callable[[int], None]) -> HandReport:
            return restore_statements(database, numbers, dry_run=dry, on_done=on_done)

        carry_out(database, chosen, do, verb="Restore", ask=ask, dry=dry_run, yes=yes)


def _context(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The paragraphs that the statement stands in, for below its form."""
    return [line for start, end in choose_paragraphs(text, spans) for line in ("", *text[start:end].split("\n"))]
