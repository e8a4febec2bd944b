"""`tracker topic add|edit|merge|remove|tag|untag`: the vocabulary, and what statements are about, by hand."""

from __future__ import annotations

import dataclasses

import click

from tracker.answers import TopicEdit
from tracker.cli.asking import confirm, confirm_options
from tracker.cli.completion import complete_topics
from tracker.cli.done import tell_done
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import F, database_options, read_statement_id
from tracker.cli.session import open_session
from tracker.revisions import HandReport


def _edit_options(command: F) -> F:
    for option in reversed(
        (
            click.option("--description", metavar="TEXT", help="What belongs to it."),
            click.option(
                "--parent",
                metavar="TOPIC",
                shell_complete=complete_topics,
                help="The broader topic that it stands below; empty for none.",
            ),
            click.option(
                "--exact-match",
                metavar="URL",
                multiple=True,
                help="The address of the same concept elsewhere (UNBIS, EuroVoc); empty takes them off.",
            ),
            click.option(
                "--term",
                "terms",
                metavar="TERM",
                multiple=True,
                cls=SectionOption,
                section="Terms",
                help="Words that bring it up: 'grain corridor*'. Repeat for several.",
            ),
            click.option(
                "--unless",
                metavar="TERM",
                multiple=True,
                cls=SectionOption,
                section="Terms",
                help="Words within which no term counts. Repeat for several.",
            ),
        )
    ):
        command = option(command)
    return command


@click.command(
    "add",
    cls=TrackerCommand,
    examples=(
        ('tracker topic add grain --parent trade --term "grain corridor*" --term wheat', "by its terms"),
        ('tracker topic add follow-up --label "To follow up"', "for putting on by hand"),
    ),
)
@click.argument("slug")
@click.option("--label", metavar="TEXT", help="Its name as people read it; else it is made of the slug.")
@_edit_options
@database_options
@click.pass_context
def add(
    ctx: click.Context,
    slug: str,
    label: str | None,
    description: str | None,
    parent: str | None,
    exact_match: tuple[str, ...],
    terms: tuple[str, ...],
    unless: tuple[str, ...],
) -> None:
    """Make a topic. SLUG is its short name: small letters, digits and hyphens.

    In a term * stands for any ending of a word, / parts alternatives, .. is a gap of up to four words, and a word in
    capitals is met only in capitals. A topic without terms is put on statements by hand.
    """
    from tracker.workflows.topics import add_topic

    edit = TopicEdit(label, description, parent, exact_match or None, terms, unless)
    with open_session(ctx) as database:
        tell_done(add_topic(database, slug, edit))


@click.command(
    "edit",
    cls=TrackerCommand,
    examples=(
        ("tracker topic edit trade --term 'tariff*' --unless 'trade wind*'", "more words that bring it up, and fewer"),
        ('tracker topic edit trade --label "Trade and tariffs"', "its name"),
    ),
)
@click.argument("topic", shell_complete=complete_topics)
@click.option("--label", metavar="TEXT", help="Its name as people read it.")
@_edit_options
@click.option(
    "--drop-term",
    "dropped",
    metavar="TERM",
    multiple=True,
    cls=SectionOption,
    section="Terms",
    help="Take away a --term or --unless that was given.",
)
@database_options
@click.pass_context
def edit(
    ctx: click.Context,
    topic: str,
    label: str | None,
    description: str | None,
    parent: str | None,
    exact_match: tuple[str, ...],
    terms: tuple[str, ...],
    unless: tuple[str, ...],
    dropped: tuple[str, ...],
) -> None:
    """Set a topic's label, description, place and terms.

    Terms are added to those of the word tables, which stay; --unless keeps one of those from counting.
    """
    from tracker.workflows.topics import edit_topic

    wanted = TopicEdit(label, description, parent, exact_match or None, terms, unless, dropped)
    with open_session(ctx) as database:
        tell_done(edit_topic(database, topic, wanted))


@click.command(
    "merge",
    cls=TrackerCommand,
    examples=(
        ("tracker topic merge trade energy --dry-run", "what it would come to"),
        ("tracker topic merge trade energy", "trade stays, and has what energy had"),
    ),
)
@click.argument("topic", shell_complete=complete_topics)
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, shell_complete=complete_topics)
@confirm_options
@database_options
@click.pass_context
def merge(ctx: click.Context, topic: str, others: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Make several topics one: TOPIC stays, and has the statements, terms and narrower topics of the OTHERs."""
    from tracker.workflows.topics import merge_topics

    with open_session(ctx) as database:
        if dry_run or not yes:
            tell_done(merge_topics(database, topic, others, dry_run=True), dry_run=dry_run)
        if not dry_run and confirm(f"Merge {', '.join(others)} into {topic}?", yes=yes):
            done = merge_topics(database, topic, others)
            tell_done(done if yes else _silently(done))


@click.command(
    "remove",
    cls=TrackerCommand,
    examples=(
        ("tracker topic remove energy --dry-run", "how many statements it would be taken off"),
        ("tracker topic remove energy --yes", "without asking"),
    ),
)
@click.argument("topic", shell_complete=complete_topics)
@confirm_options
@database_options
@click.pass_context
def remove(ctx: click.Context, topic: str, dry_run: bool, yes: bool) -> None:
    """Take a topic out of use and off every statement, those on which it was put by hand as well.

    It does not come back with the word tables; `tracker topic add` brings it back, and so does `tracker undo`.
    """
    from tracker.workflows.topics import remove_topic

    with open_session(ctx) as database:
        if dry_run or not yes:
            tell_done(remove_topic(database, topic, dry_run=True), dry_run=dry_run)
        if not dry_run and confirm(f"Remove {topic}?", yes=yes):
            done = remove_topic(database, topic)
            tell_done(done if yes else _silently(done))


def _silently(report: HandReport) -> HandReport:
    """The report without the lines that were shown before the question."""
    return dataclasses.replace(report, what=(), unchanged=())


def _read_statements(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(read_statement_id(ctx, param, given) for given in value)


@click.command(
    "tag",
    cls=TrackerCommand,
    examples=(("tracker topic tag sovereignty S2 S3", "put on two statements"),),
)
@click.argument("topic", shell_complete=complete_topics)
@click.argument("statements", metavar="ID...", nargs=-1, required=True, callback=_read_statements)
@database_options
@click.pass_context
def tag(ctx: click.Context, topic: str, statements: tuple[int, ...]) -> None:
    """Put a topic on statements by hand; no rule takes it off. ID is a statement's number, S12 or 12."""
    from tracker.workflows.topics import tag_statements

    with open_session(ctx) as database:
        tell_done(tag_statements(database, topic, statements))


@click.command(
    "untag",
    cls=TrackerCommand,
    examples=(("tracker topic untag sovereignty S1", "take it off one statement"),),
)
@click.argument("topic", shell_complete=complete_topics)
@click.argument("statements", metavar="ID...", nargs=-1, required=True, callback=_read_statements)
@database_options
@click.pass_context
def untag(ctx: click.Context, topic: str, statements: tuple[int, ...]) -> None:
    """Take a topic off statements by hand; no rule puts it back. ID is a statement's number, S12 or 12."""
    from tracker.workflows.topics import tag_statements

    with open_session(ctx) as database:
        tell_done(tag_statements(database, topic, statements, remove=True))
