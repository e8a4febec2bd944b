"""`tracker claim add|edit|split|merge|confirm|reject|restore`: the analyst's hand on claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from tracker.cli.asking import dry_run_option
from tracker.cli.claim import KINDS, STRENGTHS
from tracker.cli.completion import complete_parties
from tracker.cli.done import tell_done
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import F, database_options, read_date, read_statement_id
from tracker.cli.session import open_session
from tracker.records.claims import ClaimEdit, ClaimReference

_NONE = "none"


def read_claim_id(ctx: click.Context, param: click.Parameter, value: str) -> ClaimReference:
    """Take a claim's number with or without the letter that it is shown with: S12.1 or 12.1; a callback."""
    named = ClaimReference.read(value)
    if named is None:
        raise click.BadParameter(
            f"'{value}' is no claim number; write S12.1, as `tracker claims` lists them", ctx, param
        )
    return named


def read_claim_ids(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> list[ClaimReference]:
    """Take several claims' numbers; a callback."""
    return [read_claim_id(ctx, param, given) for given in value]


def _ids_argument(command: F) -> F:
    return click.argument("numbers", metavar="ID...", nargs=-1, required=True, callback=read_claim_ids)(command)


def _read_about(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return value if value == "" else read_date(ctx, param, value)


def _set(*names: str, **kwargs: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionOption, section="Set", **kwargs)


_EDITS: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    _set("--kind", type=click.Choice(KINDS), help="What it does; none for a question or a fragment."),
    _set("--strength", type=click.Choice([*STRENGTHS, _NONE]), help="How firmly it commits or demands."),
    _set(
        "--by",
        metavar="PARTY",
        multiple=True,
        shell_complete=complete_parties,
        help="Whom it binds or speaks of; repeat for several, '' for nobody known.",
    ),
    _set(
        "--to",
        metavar="PARTY",
        multiple=True,
        shell_complete=complete_parties,
        help="Toward whom; repeat for several, '' for nobody.",
    ),
    _set(
        "--about", metavar="DATE", callback=_read_about, help="The date that it speaks of: 2030, ../2030; '' for none."
    ),
    _set("--words", metavar="WORDS", help="Its words in what was said, 'from X to Y', or offsets 49-245."),
    _set("--note", metavar="TEXT", help="A note of yours; '' takes it off."),
)


def _edit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_EDITS):
        command = option(command)
    return command


def _read_edit(
    *,
    kind: str | None,
    strength: str | None,
    by: tuple[str, ...],
    to: tuple[str, ...],
    about: str | None,
    words: str | None,
    note: str | None,
) -> ClaimEdit:
    def names(given: tuple[str, ...]) -> tuple[str, ...] | None:
        return tuple(name for name in given if name.strip()) if given else None

    return ClaimEdit(
        kind="" if kind == _NONE else kind,
        strength="" if strength == _NONE else strength,
        by=names(by),
        to=names(to),
        about=about,
        words=words,
        note=note,
    )


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker claim edit S1.2 --kind commitment --strength firm", "what it does, and how firmly"),
        ("tracker claim edit S1.2 --by China --to Venezuela", "whom it binds, and toward whom"),
        ("tracker claim edit S3.1 --about 2023 --note checked", "the date that it speaks of"),
        ("tracker claim edit S1.1 --words 'from China and Venezuela to mutual trust'", "where it begins and ends"),
    ),
)
@_ids_argument
@_edit_options
@dry_run_option
@database_options
@click.pass_context
def edit(ctx: click.Context, /, numbers: list[ClaimReference], dry_run: bool, **given: Any) -> None:
    """Set what a claim does, whom it binds or speaks of, toward whom, and of when it speaks.

    The words of a claim are always words of what was said: write them, or their first and last, or offsets. Another
    kind takes the strength off unless you give one.
    """
    from tracker.workflows.correct_claims import edit_claims

    wanted = _read_edit(**given)
    if wanted == ClaimEdit():
        raise click.UsageError("say what to set, such as --kind or --by")
    with open_session(ctx) as database:
        tell_done(edit_claims(database, numbers, wanted, dry_run=dry_run), dry_run=dry_run)


@click.command(
    cls=TrackerCommand,
    examples=(("tracker claim add S9 --words 'bright prospects for world peace' --kind appraisal", "by its words"),),
)
@click.argument("statement", metavar="STATEMENT", callback=read_statement_id)
@_edit_options
@dry_run_option
@database_options
@click.pass_context
def add(ctx: click.Context, /, statement: int, dry_run: bool, **given: Any) -> None:
    """Add a claim that the extractor missed, by its words in the statement's content.

    What you do not set is read off the words. No two claims stand on the same words: split, merge or reject what is
    there first.
    """
    from tracker.workflows.correct_claims import add_claim

    wanted = _read_edit(**given)
    if not wanted.words:
        raise click.UsageError("--words is missing: the words of the statement that claim it")
    with open_session(ctx) as database:
        tell_done(add_claim(database, statement, wanted, dry_run=dry_run), dry_run=dry_run)


@click.command(
    cls=TrackerCommand,
    examples=(("tracker claim split S1.1 --at 'common development'", "a second one begins at these words"),),
)
@click.argument("number", metavar="ID", callback=read_claim_id)
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
def split(ctx: click.Context, number: ClaimReference, at: tuple[str, ...], dry_run: bool) -> None:
    """Make several claims of one.

    The first keeps the number; what joins them ("and that") goes. Kind, strength and date of each are read off its
    words, and a part that names no party keeps that of the whole.
    """
    from tracker.workflows.correct_claims import split_claim

    with open_session(ctx) as database:
        tell_done(split_claim(database, number, at, dry_run=dry_run), dry_run=dry_run)


@click.command(
    cls=TrackerCommand,
    examples=(("tracker claim merge S1.1 S1.2", "S1.1 gets the words of both"),),
)
@_ids_argument
@dry_run_option
@database_options
@click.pass_context
def merge(ctx: click.Context, numbers: list[ClaimReference], dry_run: bool) -> None:
    """Make one claim of several neighbours of one statement.

    The first that you name keeps its number, kind, parties and date; the others go.
    """
    from tracker.workflows.correct_claims import merge_claims

    with open_session(ctx) as database:
        tell_done(merge_claims(database, numbers, dry_run=dry_run), dry_run=dry_run)


@click.command(
    "confirm",
    cls=TrackerCommand,
    examples=(("tracker claim confirm S1.1 S1.2", "these are right"),),
)
@_ids_argument
@dry_run_option
@database_options
@click.pass_context
def confirm_(ctx: click.Context, numbers: list[ClaimReference], dry_run: bool) -> None:
    """Say that claims are right as they stand."""
    from tracker.workflows.correct_claims import confirm_claims

    with open_session(ctx) as database:
        tell_done(confirm_claims(database, numbers, dry_run=dry_run), dry_run=dry_run)


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker claim reject S1.1", "it is none"),
        ("tracker claim reject S1.1 --note 'a figure of speech'", "with why"),
    ),
)
@_ids_argument
@click.option("--note", metavar="TEXT", help="Why.")
@dry_run_option
@database_options
@click.pass_context
def reject(ctx: click.Context, numbers: list[ClaimReference], note: str | None, dry_run: bool) -> None:
    """Say that these are no claims.

    They leave lists and exports (`tracker claims --claim-status rejected` shows them), and no run of the extractor
    brings them back.
    """
    from tracker.workflows.correct_claims import reject_claims

    with open_session(ctx) as database:
        tell_done(reject_claims(database, numbers, note=note, dry_run=dry_run), dry_run=dry_run)


@click.command(
    cls=TrackerCommand,
    examples=(("tracker claim restore S1.1", "it is one after all"),),
)
@_ids_argument
@dry_run_option
@database_options
@click.pass_context
def restore(ctx: click.Context, numbers: list[ClaimReference], dry_run: bool) -> None:
    """Take rejected claims back in, as they were before."""
    from tracker.workflows.correct_claims import restore_claims

    with open_session(ctx) as database:
        tell_done(restore_claims(database, numbers, dry_run=dry_run), dry_run=dry_run)
