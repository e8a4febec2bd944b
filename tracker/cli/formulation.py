"""`tracker formulation`: set phrases found, tracked, traced over time, and watched."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from tracker.cli.completion import complete_formulations
from tracker.cli.help import Entry, SectionOption, TrackerCommand, TrackerGroup
from tracker.cli.listing import ListingColumn, print_listing, span_of_days
from tracker.cli.options import build_filter, database_options, format_option, listing_filters, read_count
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn
from tracker.cli.terminal import say
from tracker.records import StatementFilter
from tracker.records.formulations import SORT_FOUND, FormulationNews, FoundFormulation, Tracked

TRACKED: tuple[ListingColumn[Tracked], ...] = (
    ListingColumn(TableColumn("ID", right=True, style="label"), lambda f: f"F{f.formulation_id}"),
    ListingColumn(TableColumn("Statements", right=True), lambda f: str(f.statements)),
    ListingColumn(TableColumn("Articles", right=True, optional=True), lambda f: str(f.articles)),
    ListingColumn(TableColumn("Speakers", right=True, optional=True), lambda f: str(f.speakers)),
    ListingColumn(TableColumn("Said on"), lambda f: span_of_days(f.first, f.last)),
    ListingColumn(TableColumn("Formulation"), lambda f: f.phrase),
)
FOUND: tuple[ListingColumn[FoundFormulation], ...] = (
    ListingColumn(TableColumn("Articles", right=True), lambda f: str(f.articles)),
    ListingColumn(TableColumn("Score", right=True, optional=True), lambda f: f"{f.score:.0f}"),
    ListingColumn(TableColumn("Formulation", widest=50, style="label"), lambda f: f.phrase),
    ListingColumn(
        TableColumn("Most particular to", widest=34, optional=True),
        lambda f: _counted(f.speaker, f.speaker_articles) or _counted(f.country, f.country_articles),
    ),
    ListingColumn(TableColumn("Also"), lambda f: "; ".join(f.variants[:3])),
)
AGAINST: tuple[ListingColumn[FoundFormulation], ...] = (
    FOUND[0],
    ListingColumn(TableColumn("Others'", right=True), lambda f: str(f.elsewhere or 0)),
    ListingColumn(TableColumn("G2", right=True, optional=True), lambda f: f"{f.particular or 0:.0f}"),
    FOUND[2],
    FOUND[4],
)
NEWS: tuple[ListingColumn[FormulationNews], ...] = (
    ListingColumn(TableColumn("What", style="heading"), lambda n: n.kind.value),
    ListingColumn(TableColumn("Said on"), lambda n: n.said_on or ""),
    ListingColumn(TableColumn("ID", right=True, style="label"), lambda n: f"S{n.statement_id}"),
    ListingColumn(TableColumn("Speaker", style="source"), lambda n: n.speaker or "unresolved"),
    ListingColumn(TableColumn("Formulation", widest=40), lambda n: f"F{n.formulation_id} {n.phrase}"),
    ListingColumn(
        TableColumn("Told"), lambda n: n.detail if n.kind.value in ("debut", "silence") else f"{n.marked} ({n.detail})"
    ),
)

_GROUP = {
    "add": Entry("Keep", "tracker.cli.formulation_changes:add", "Track set phrases."),
    "edit": Entry("Keep", "tracker.cli.formulation_changes:edit", "Set a tracked phrase's wording or note."),
    "remove": Entry("Keep", "tracker.cli.formulation_changes:remove", "Track set phrases no more."),
    "trace": Entry("Ask", "tracker.cli.tracing:trace", "Tell who used a phrase, when, to whom, in what words."),
}


@click.group(
    cls=TrackerGroup,
    entries=_GROUP,
    examples=(
        ("tracker formulation find", "set phrases that the statements have"),
        ('tracker formulation add "community with a shared future"', "track one"),
        ("tracker formulation list", "those that are tracked, with counts"),
        ('tracker formulation trace "shared future"', "who used it, when, and in what variants"),
        ("tracker formulation watch", "what is new since you last looked"),
    ),
)
def formulation() -> None:
    """Follow set phrases over time: who says them, who stops, and what words change.

    PHRASE is a phrase as people type it; a tracked one also goes by its number, F3. Case, accents, hyphens, inflection
    and British or American spelling make no difference. What is tracked here is told in `tracker history` and is taken
    back by `tracker undo`.
    """


@formulation.command(
    "list",
    examples=(
        ("tracker formulation list", "those that are tracked, with counts"),
        ("tracker formulation list --speaker xi --since 2025", "counts of what somebody said lately"),
        ("tracker formulation list --format csv", "for a spreadsheet"),
    ),
)
@listing_filters()
@format_option
@database_options
@click.pass_context
def list_(ctx: click.Context, /, format_: str, **filters: Any) -> None:
    """List the tracked formulations with counts of what has them word for word, and the first and last day.

    With filters, only what they ask for is counted.
    """
    from tracker.workflows.formulations import list_formulations

    with open_session(ctx) as database:
        found = list_formulations(database, build_filter(**filters))
    print_listing(found, Tracked, TRACKED, format_)
    if not found:
        say("no formulation is tracked; `tracker formulation find` proposes some, `tracker formulation add` takes them")


@formulation.command(
    "find",
    examples=(
        ("tracker formulation find", "the twenty strongest"),
        ("tracker formulation find --speaker xi --fewest 1", "those of one speaker against all others"),
        ("tracker formulation find --since 2025 --shortest 2 --limit 50", "of a time, with phrases of two words"),
        ("tracker formulation find --format csv --limit 500", "for a spreadsheet"),
    ),
)
@click.option(
    "--shortest",
    metavar="N",
    type=click.IntRange(2, 9),
    default=3,
    show_default=True,
    cls=SectionOption,
    section="Phrases",
    help="Words that a phrase has at least.",
)
@click.option(
    "--fewest",
    metavar="N",
    type=click.IntRange(min=1),
    callback=read_count,
    default=3,
    show_default=True,
    cls=SectionOption,
    section="Phrases",
    help="Articles that have it at least.",
)
@listing_filters()
@click.option(
    "--sort",
    type=click.Choice(SORT_FOUND),
    cls=SectionOption,
    section="Output",
    help="Order by diplomacy (the default), particular (the default with --speaker) or articles.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 5000),
    default=20,
    show_default=True,
    cls=SectionOption,
    section="Output",
    help="At most N.",
)
@format_option
@database_options
@click.pass_context
def find(
    ctx: click.Context, /, shortest: int, fewest: int, sort: str | None, limit: int, format_: str, **filters: Any
) -> None:
    """Find phrases that recur, the most particular to diplomacy first, to pick from.

    A phrase is counted by the articles that have it, or by the utterances that several report. It is weighed against
    ordinary English: the more often it stands for how seldom its words are put together there, the higher its score.
    Names, titles, boilerplate, and phrases that stand within longer ones are left out; other wordings of a phrase stand
    beside it. With --speaker, phrases come first that these use and others do not (G2, Dunning's log-likelihood: 3.84
    is one chance in twenty, 10.83 one in a thousand).
    """
    from tracker.workflows.formulations import find_candidates

    wanted = build_filter(**filters)
    with open_session(ctx) as database:
        found = find_candidates(database, wanted, shortest=shortest, fewest=fewest, sort=sort, limit=limit, notify=say)
    print_listing(found, FoundFormulation, AGAINST if wanted.speakers else FOUND, format_)
    if not found:
        say(f"no phrase stands in {fewest:,} or more of these articles; try fewer filters, or a lower --fewest")
    elif any(one.tracked for one in found) and format_ == "table":
        tracked = [one.phrase for one in found if one.tracked]
        say(f"tracked already: {', '.join(tracked)}")


@formulation.command(
    "show",
    examples=(
        ("tracker formulation show F1", "its note, counts, and when it was looked at"),
        ("tracker formulation show F1 --format json", "for a script"),
    ),
)
@click.argument("phrase", shell_complete=complete_formulations)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@database_options
@click.pass_context
def show_(ctx: click.Context, phrase: str, format_: str) -> None:
    """Show one tracked formulation: its note, how often it was used, and when somebody last looked at what is new."""
    from tracker.cli.terminal import open_output, paint, show
    from tracker.ledger.controls import flatten
    from tracker.ledger.json_text import dump_json
    from tracker.workflows.formulations import show_formulation

    with open_session(ctx) as database:
        one = show_formulation(database, phrase)
    if format_ == "json":
        open_output().write(dump_json(dataclasses.asdict(one), indent=2) + "\n")
        return
    show(paint(flatten(f"F{one.formulation_id} · {one.phrase}"), "heading"))
    days = span_of_days(one.first, one.last)
    counts = f"{one.statements:,} statements, {one.articles:,} articles, {one.speakers:,} speakers"
    lines = [("Used", ", ".join(filter(None, (counts, days)))), ("Note", one.note or "")]
    lines += [("Added", one.added_at), ("Looked at", one.looked_at)]
    for label, value in lines:
        if value:
            show(f"{paint(f'{label:<12}', 'faint')}{flatten(value)}")


@formulation.command(
    "watch",
    cls=TrackerCommand,
    examples=(
        ("tracker formulation watch", "what is new since the last look"),
        ("tracker formulation watch --dry-run", "the same, without remembering that you looked"),
        ("tracker formulation watch F1 --format json", "of one, for a script"),
    ),
)
@click.argument("phrases", metavar="[PHRASE]...", nargs=-1, shell_complete=complete_formulations)
@click.option("--dry-run", is_flag=True, help="Only look: the same is new the next time.")
@listing_filters()
@format_option
@database_options
@click.pass_context
def watch(ctx: click.Context, /, phrases: tuple[str, ...], dry_run: bool, format_: str, **filters: Any) -> None:
    """Tell what is new of the tracked formulations in articles that came since you last looked.

    A debut is a speaker's first use word for word. An upgrade is a near wording that only puts words in, a downgrade
    one that only leaves words out, a rewording one that does both; they count for speakers who, or whose country, used
    the formulation's own words before, once for each wording. A silence is that of a speaker whose later articles lack
    it though chance alone would make that less than one in twenty likely. With filters, only what they ask for is
    looked at, and nothing is remembered. `tracker undo` takes a look back.
    """
    from tracker.workflows.formulations import list_formulations
    from tracker.workflows.watching import watch as look

    wanted = build_filter(**filters)
    with open_session(ctx) as database:
        news = look(database, phrases, None if wanted == StatementFilter() else wanted, dry_run=dry_run)
        tracked = bool(phrases or news or list_formulations(database))
    print_listing(news, FormulationNews, NEWS, format_)
    if not tracked:
        say('no formulation is tracked; `tracker formulation add "PHRASE"` adds one')
    elif not news:
        say("nothing is new since the last look")


def _counted(name: str | None, articles: int) -> str:
    return f"{name} ({articles})" if name else ""
