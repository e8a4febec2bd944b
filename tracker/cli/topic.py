"""`tracker topics` and `tracker topic`: what is spoken about, how often and when, and the vocabulary itself."""

from __future__ import annotations

import click

from tracker.cli.help import Entry, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing, span_of_days
from tracker.cli.options import database_options, format_option
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say
from tracker.records import TopicSummary

COLUMNS: tuple[ListingColumn[TopicSummary], ...] = (
    ListingColumn(TableColumn("Statements", right=True), lambda t: str(t.statements)),
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
@format_option
@database_options
@click.pass_context
def topics(ctx: click.Context, format_: str) -> None:
    """List the topics of the vocabulary, with counts of statements and speakers and the first and last day."""
    from tracker.workflows.query import list_topics

    with open_session(ctx) as database:
        found = list_topics(database)
    print_listing(found, TopicSummary, COLUMNS, format_)
    if not any(topic.statements for topic in found):
        say("no statement has a topic yet; `tracker ingest PATH` takes articles in")


@click.group(
    cls=TrackerGroup,
    entries=_GROUP,
    examples=(
        ('tracker topic add grain --parent trade --term "grain corridor*" --term wheat', "a topic of one's own"),
        ("tracker topic tag sovereignty S2", "put on a statement by hand"),
    ),
)
def topic() -> None:
    """Change the vocabulary of topics, and put topics on statements by hand.

    TOPIC is a slug, a label, or the beginning of one. Whatever is done here is told in `tracker history` and is taken
    back by `tracker undo`. New terms hold for articles that are taken in later; `tracker retag` applies them to what is
    there already.
    """
