"""`tracker speakers` and `tracker speaker`: who speaks, how often and when, one speaker in full, and who may be one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

import click

from tracker.answers import Counted, HeldPost, SpeakerDetail, SuggestedMerge
from tracker.cli.completion import complete_speakers
from tracker.cli.help import Entry, SectionOption, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, count_column, print_listing, sort_by_count, span_of_days
from tracker.cli.options import COUNTED, F, count_by_option, database_options, format_option, limit_option, sort_option
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import get_width, open_output, paint, say, show, wrap
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json, to_json_object
from tracker.records import SPEAKER_SORT_KEYS, SpeakerSummary

_ARTICLES_SHOWN = 5

COLUMNS: tuple[ListingColumn[SpeakerSummary], ...] = (
    ListingColumn(TableColumn("Articles", right=True, optional=True), lambda s: str(s.articles)),
    ListingColumn(TableColumn("Speaker", widest=32, style="source"), lambda s: s.name),
    ListingColumn(TableColumn("Kind", optional=True), lambda s: s.kind),
    ListingColumn(TableColumn("Country", optional=True), lambda s: s.country or ""),
    ListingColumn(TableColumn("Said on"), lambda s: span_of_days(s.first, s.last)),
)


SUGGESTIONS: tuple[ListingColumn[SuggestedMerge], ...] = (
    ListingColumn(TableColumn("Score", right=True), lambda s: f"{s.score:.2f}"),
    ListingColumn(TableColumn("Keep", widest=32, style="source"), lambda s: f"{s.name} #{s.speaker_id}"),
    ListingColumn(
        TableColumn("Statements", right=True, optional=True), lambda s: f"{s.statements}+{s.other_statements}"
    ),
    ListingColumn(TableColumn("Merge", widest=32, style="source"), lambda s: _write_others(s)),
    ListingColumn(TableColumn("Why"), lambda s: "; ".join(s.reasons)),
)

_GROUP = {
    "list": Entry("Look", "tracker.cli.speaker:list_", "List the speakers, with counts."),
    "show": Entry("Look", "tracker.cli.speaker:show_", "Show one speaker in full."),
    "suggest": Entry("Look", "tracker.cli.speaker:suggest", "List speakers that are likely one."),
    "add": Entry("Put right", "tracker.cli.speaker_changes:add", "Make a speaker."),
    "edit": Entry("Put right", "tracker.cli.speaker_changes:edit", "Set a speaker's kind, country or note."),
    "rename": Entry("Put right", "tracker.cli.speaker_changes:rename", "Give a speaker another name."),
    "alias": Entry("Put right", "tracker.cli.speaker_changes:alias", "Add names that a speaker goes by."),
    "merge": Entry("Put right", "tracker.cli.speaker_changes:merge", "Make several speakers one."),
    "split": Entry("Put right", "tracker.cli.speaker_changes:split", "Give some of a speaker's statements to another."),
    "post": Entry("Put right", "tracker.cli.speaker_post:post", "Note which posts a speaker held, and when."),
}


def _list_options(command: F) -> F:
    name = click.option(
        "--name", metavar="NAME", cls=SectionOption, section="Filters", help="Those whose name or alias has this in it."
    )
    ordering = (sort_option(SPEAKER_SORT_KEYS), limit_option)
    for option in (database_options, format_option, count_by_option, *ordering, name):
        command = option(command)
    return command


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker speakers", "everyone, most statements first"),
        ("tracker speakers --name xi", "those whose name or alias has xi in it"),
        ("tracker speakers --sort name --format csv", "for a spreadsheet"),
        ("tracker speakers --count-by utterance", "what several outlets report counts once"),
    ),
)
@_list_options
@click.pass_context
def speakers(ctx: click.Context, name: str | None, limit: int | None, sort: str, count_by: str, format_: str) -> None:
    """List the speakers, with counts of statements and articles and the first and last day."""
    _list(ctx, name, limit, sort, count_by, format_)


@click.group(
    cls=TrackerGroup,
    entries=_GROUP,
    examples=(
        ("tracker speaker show maduro", "all that is known of a speaker"),
        ("tracker speaker suggest", "who is likely one and the same"),
        ('tracker speaker alias "Xi Jinping" "Xi Chinping"', "another name that means him"),
        ('tracker speaker post add "Xi Jinping" President --from 2013-03', "the post that he holds"),
    ),
)
def speaker() -> None:
    """Look at one speaker, and put right who is who.

    SPEAKER is any name that the speaker goes by, or the number that `tracker speaker show` and error messages give.
    Whatever is done here is told in `tracker history`, is taken back by `tracker undo`, and holds for articles that are
    taken in later, or again.
    """


@click.command(
    "list",
    cls=TrackerCommand,
    examples=(
        ("tracker speaker list", "everyone, most statements first"),
        ("tracker speaker list --name maduro --format json", "one, for a script"),
    ),
)
@_list_options
@click.pass_context
def list_(ctx: click.Context, name: str | None, limit: int | None, sort: str, count_by: str, format_: str) -> None:
    """List the speakers, with counts of statements and articles and the first and last day."""
    _list(ctx, name, limit, sort, count_by, format_)


@click.command(
    "show",
    cls=TrackerCommand,
    examples=(
        ("tracker speaker show maduro", "names, posts, topics, years, counterparts"),
        ("tracker speaker show maduro --format json", "for a script"),
    ),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@count_by_option
@database_options
@click.pass_context
def show_(ctx: click.Context, speaker: str, format_: str, count_by: str) -> None:
    """Show one speaker in full: names, posts with dates, what they speak about, when and with whom, first and last."""
    from tracker.workflows.speakers import show_speaker

    with open_session(ctx) as database:
        detail = show_speaker(database, speaker)
    if format_ == "json":
        open_output().write(dump_json(_to_object(detail, COUNTED[count_by]), indent=2) + "\n")
        return
    summary = detail.summary
    head = (summary.name, summary.kind, summary.country or "", f"#{summary.speaker_id}")
    show(paint(" · ".join(flatten(part) for part in head if part), "heading"))
    show()
    width = get_width()
    for label, value in _describe(detail, COUNTED[count_by]):
        room = None if width is None else max(width - 14, 20)
        lines = [flatten(value)] if room is None else wrap(flatten(value), room)
        show(f"{paint(f'{label:<14}', 'faint')}{lines[0]}")
        for line in lines[1:]:
            show(" " * 14 + line)


@click.command(
    "suggest",
    cls=TrackerCommand,
    examples=(
        ("tracker speaker suggest", "the likeliest first"),
        ("tracker speaker suggest maduro", "for one speaker"),
        ("tracker speaker suggest --least 0.7 --format csv", "the surest, for a spreadsheet"),
    ),
)
@click.argument("speaker", required=False, shell_complete=complete_speakers)
@click.option(
    "--least",
    metavar="SCORE",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    cls=SectionOption,
    section="Filters",
    help="Leave out what is less likely.",
)
@limit_option
@format_option
@database_options
@click.pass_context
def suggest(ctx: click.Context, speaker: str | None, least: float, limit: int | None, format_: str) -> None:
    """List speakers that are likely one and the same, with the reasons; nothing is joined.

    Compared are other spellings, orders and short forms of a name, surnames that articles print alone, posts and
    countries. `tracker speaker merge KEEP OTHER...` joins them, by name or by the numbers of the list.
    """
    from tracker.workflows.speakers import suggest_merges

    with open_session(ctx) as database:
        found = suggest_merges(database, speaker, least=least, limit=limit)
    print_listing(found, SuggestedMerge, SUGGESTIONS, format_)
    if found and format_ == "table":
        numbers = " ".join(map(str, found[0].other_ids))
        say(f"to join the first: tracker speaker merge {found[0].speaker_id} {numbers}")
    elif not found:
        say("nobody looks like anybody else; a lower --least shows what is less likely")


def _list(ctx: click.Context, name: str | None, limit: int | None, sort: str, count_by: str, format_: str) -> None:
    from tracker.workflows.query import list_speakers

    with open_session(ctx) as database:
        found = list_speakers(database, name=name, limit=limit, sort=sort_by_count(sort, count_by))
    print_listing(found, SpeakerSummary, (count_column(count_by), *COLUMNS), format_)
    if not found:
        say(
            f"no speaker has '{name}' in a name or alias; `tracker speakers` lists all"
            if name
            else "no speakers yet; `tracker ingest PATH` takes articles in"
        )


def _write_others(suggestion: SuggestedMerge) -> str:
    numbers = suggestion.other_ids
    listed = f"#{numbers[0]}" if len(numbers) == 1 else f"({len(numbers)} speakers)"
    return f"{suggestion.other} {listed}"


def _describe(detail: SpeakerDetail, counted: str) -> Iterator[tuple[str, str]]:
    summary = detail.summary
    span = span_of_days(summary.first, summary.last)
    articles = f"{summary.articles:,} article{'' if summary.articles == 1 else 's'}"
    yield counted.capitalize(), f"{getattr(summary, counted):,} in {articles}" + (f", {span}" if span else "")
    everywhere = [alias.name for alias in detail.names if alias.article_id is None]
    if everywhere:
        yield "Also called", "; ".join(dict.fromkeys(everywhere))
    confined: dict[str, list[str]] = {}
    for alias in detail.names:
        if alias.article_id is not None:
            confined.setdefault(alias.name, []).append(f"A{alias.article_id}")
    for name, listed in confined.items():
        more = f" and {len(listed) - _ARTICLES_SHOWN} more" if len(listed) > _ARTICLES_SHOWN else ""
        yield "Called", f"{name}, in {', '.join(listed[:_ARTICLES_SHOWN])}{more}"
    for post in detail.posts:
        yield "Post", write_post(post)
    if len(detail.countries) > 1 or detail.countries[:1] != (summary.country,):
        yield "Countries", ", ".join(detail.countries) or "none known"
    if detail.topics:
        yield "Topics", _write_counts(detail.topics, counted)
    if detail.years:
        yield "Years", _write_counts(detail.years, counted)
    if detail.counterparts:
        yield "Speaks with", _write_counts(detail.counterparts, counted)
    for label, row in (("First", detail.first), ("Last", detail.last)):
        if row is not None:
            yield label, f"S{row.statement_id}, {row.said_on or 'undated'}, A{row.article_id}: {row.claim}"
    if detail.note:
        yield "Note", detail.note


def write_post(post: HeldPost) -> str:
    """Write a post with its time: from when to when by a person's word, or by the articles that print it."""
    if post.origin == "hand":
        time = f"{post.held_from or '…'} to {post.held_to or '…'}, noted by hand as {post.post_id}"
    else:
        seen = span_of_days(post.seen_first, post.seen_last)
        time = f"printed in {post.articles:,} article{'' if post.articles == 1 else 's'}" + (
            f", {seen}" if seen else ""
        )
    return f"{post.role}{f' ({post.country})' if post.country else ''}, {time}"


def _write_counts(counts: Sequence[Counted], counted: str) -> str:
    return ", ".join(f"{count.name} {getattr(count, counted):,}" for count in counts)


def _to_object(detail: SpeakerDetail, counted: str) -> dict[str, Any]:
    plain: dict[str, Any] = dataclasses.asdict(detail)
    for place, row in (("first", detail.first), ("last", detail.last)):
        plain[place] = None if row is None else to_json_object(row)
    summary = plain.pop("summary")
    for name in ("topics", "years", "counterparts"):
        plain[name] = {count["name"]: count[counted] for count in plain[name]}
    days = {"first_day": summary.pop("first"), "last_day": summary.pop("last")}
    return {**summary, **days, **plain}
