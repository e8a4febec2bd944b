"""`tracker topics` and `tracker topic`: what is spoken about, how often and when, and the vocabulary itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import click

from tracker.cli.completion import complete_topics
from tracker.cli.help import Entry, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, count_column, print_listing, span_of_days
from tracker.cli.options import COUNTED, count_by_option, database_options, format_option
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn, print_table
from tracker.cli.terminal import get_width, open_output, paint, say, show, wrap
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json
from tracker.records import TopicSummary
from tracker.records.summaries import TopicDetail

COLUMNS: tuple[ListingColumn[TopicSummary], ...] = (
    ListingColumn(TableColumn("Speakers", right=True, optional=True), lambda t: str(t.speakers)),
    ListingColumn(TableColumn("Topic", style="label"), lambda t: t.slug),
    ListingColumn(TableColumn("Said on"), lambda t: span_of_days(t.first, t.last)),
    ListingColumn(TableColumn("Name"), lambda t: t.label),
)

_GROUP = {
    "add": Entry("Vocabulary", "tracker.cli.topic_changes:add", "Make a topic."),
    "edit": Entry("Vocabulary", "tracker.cli.topic_changes:edit", "Set a topic's label, place and terms."),
    "merge": Entry("Vocabulary", "tracker.cli.topic_changes:merge", "Make several topics one."),
    "remove": Entry("Vocabulary", "tracker.cli.topic_changes:remove", "Take a topic out of use."),
    "tag": Entry("Statements", "tracker.cli.topic_changes:tag", "Put a topic on statements."),
    "untag": Entry("Statements", "tracker.cli.topic_changes:untag", "Take a topic off statements."),
}


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker topics", "the vocabulary, with counts"),
        ("tracker topics --format json", "for a script"),
    ),
)
@count_by_option
@format_option
@database_options
@click.pass_context
def topics(ctx: click.Context, count_by: str, format_: str) -> None:
    """List the topics of the vocabulary, with counts of statements and speakers and the first and last day.

    The counts are those of the topic itself, without its narrower ones.
    """
    _list(ctx, count_by, format_)


@click.group(
    cls=TrackerGroup,
    entries=_GROUP,
    examples=(
        ("tracker topic list", "the vocabulary as a tree, with counts"),
        ("tracker topic show trade", "one topic, its terms, and who speaks of it"),
        ('tracker topic add grain --parent trade --term "grain corridor*" --term wheat', "a topic of one's own"),
        ("tracker topic tag sovereignty S2", "put on a statement by hand"),
    ),
)
def topic() -> None:
    """Show the vocabulary of topics, change it, and put topics on statements by hand.

    TOPIC is a slug, a label, or the beginning of one. Whatever is done here is told in `tracker history` and is taken
    back by `tracker undo`. New terms hold for articles that are taken in later; `tracker retag` applies them to what is
    there already.
    """


@topic.command(
    "list",
    examples=(
        ("tracker topic list", "the vocabulary as a tree, with counts"),
        ("tracker topic list --format csv", "for a spreadsheet"),
    ),
)
@count_by_option
@format_option
@database_options
@click.pass_context
def list_(ctx: click.Context, count_by: str, format_: str) -> None:
    """List the topics as a tree, narrower ones below their broader one, with counts of the topic itself."""
    _list(ctx, count_by, format_, tree=True)


@topic.command(
    "show",
    examples=(
        ("tracker topic show trade", "what it is, what brings it up, who speaks of it"),
        ("tracker topic show trade --format json", "for a script"),
    ),
)
@click.argument("name", metavar="TOPIC", shell_complete=complete_topics)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@count_by_option
@database_options
@click.pass_context
def show_(ctx: click.Context, name: str, format_: str, count_by: str) -> None:
    """Show one topic: what it stands among, the terms that bring it up, who speaks of it most, and when.

    TOPIC is its slug, its name, or a word of either. Speakers and years take in the narrower topics.
    """
    from tracker.workflows.query import show_topic

    with open_session(ctx) as database:
        detail = show_topic(database, name)
    if format_ == "json":
        open_output().write(dump_json(dataclasses.asdict(detail), indent=2) + "\n")
    else:
        _print_detail(detail, COUNTED[count_by])


def _list(ctx: click.Context, count_by: str, format_: str, *, tree: bool = False) -> None:
    from tracker.workflows.query import list_topics

    with open_session(ctx) as database:
        found = list_topics(database)
    columns = (count_column(count_by), *COLUMNS)
    if tree and format_ == "table":
        drawn = [
            dataclasses.replace(topic, slug=("└" + "─" * depth + " " if depth else "") + topic.slug)
            for depth, topic in _walk(found)
        ]
        print_table([c.column for c in columns], ([c.read(topic) for c in columns] for topic in drawn))
    else:
        print_listing(found, TopicSummary, columns, format_)
    if not any(topic.statements for topic in found):
        say("no statement has a topic yet; `tracker ingest PATH` takes articles in")


def _walk(
    found: Sequence[TopicSummary], parent: str | None = None, depth: int = 0
) -> Iterator[tuple[int, TopicSummary]]:
    """Give the topics as a tree, each with its depth; the order among siblings is the vocabulary's."""
    for topic in found:
        if topic.parent == parent:
            yield depth, topic
            yield from _walk(found, topic.slug, depth + 1)


def _print_detail(detail: TopicDetail, counted: str) -> None:
    summary, width = detail.summary, get_width()
    show(paint(flatten(f"{summary.slug} · {summary.label}"), "heading"))
    show()
    for label, value in _describe(detail, counted):
        lines = [flatten(value)] if width is None else wrap(flatten(value), max(width - 12, 20))
        for number, line in enumerate(lines):
            show(f"{paint(f'{label:<12}', 'faint') if not number else ' ' * 12}{line}")


def _describe(detail: TopicDetail, counted: str) -> Iterator[tuple[str, str]]:
    summary = detail.summary
    if summary.description:
        yield "About", summary.description
    if detail.broader:
        yield "Within", " < ".join(detail.broader)
    if detail.narrower:
        yield "Narrower", ", ".join(detail.narrower)
    days = span_of_days(summary.first, summary.last)
    made = f"{getattr(summary, counted):,} by {summary.speakers:,} speakers"
    yield counted.capitalize(), ", ".join(filter(None, (made, days)))
    for speaker in detail.speakers:
        yield "Speaker", f"{speaker.name} ({getattr(speaker, counted):,})"
    if detail.years:
        counts = ((count.period or "undated", getattr(count, counted)) for count in detail.years if count.statements)
        yield "Years", ", ".join(f"{period} ({number:,})" for period, number in counts)
    if detail.terms:
        yield "Terms", ", ".join(detail.terms)
    if detail.weak:
        yield "Weak terms", ", ".join(detail.weak)
    if detail.hints:
        yield "Hints", ", ".join(detail.hints)
    if detail.unless:
        yield "Unless in", ", ".join(detail.unless)
    for address in summary.exact_match:
        yield "Same as", address
