"""`tracker formulation trace`: one phrase's way through time, speakers and wordings."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tracker.cli.completion import complete_formulations
from tracker.cli.drawing import draw_by_speaker, picture_options, save
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.listing import ListingColumn, print_listing, span_of_days
from tracker.cli.options import build_filter, database_options, format_option, listing_filters
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn, print_table
from tracker.cli.terminal import open_output, paint, say, show
from tracker.cli.timeline import draw_counts
from tracker.ledger.controls import flatten
from tracker.ledger.json_text import dump_json
from tracker.records.formulations import FormulationTrace, FormulationUse, SpeakerOfUses, Variant
from tracker.records.summaries import Timeline

_SHOWN = 12  # of speakers and of wordings, in the overview

USES: tuple[ListingColumn[FormulationUse], ...] = (
    ListingColumn(TableColumn("ID", right=True, style="label"), lambda u: f"S{u.statement_id}"),
    ListingColumn(TableColumn("Said on"), lambda u: u.said_on or ""),
    ListingColumn(TableColumn("Speaker", style="source"), lambda u: u.speaker or "unresolved"),
    ListingColumn(TableColumn("Office", optional=True), lambda u: u.office or ""),
    ListingColumn(TableColumn("To", optional=True), lambda u: u.addressee or ""),
    ListingColumn(TableColumn("Match"), lambda u: u.match),
    ListingColumn(TableColumn("Wording"), lambda u: u.marked),
)
SPEAKERS: tuple[ListingColumn[SpeakerOfUses], ...] = (
    ListingColumn(TableColumn("Statements", right=True), lambda s: str(s.statements)),
    ListingColumn(TableColumn("Articles", right=True, optional=True), lambda s: str(s.articles)),
    ListingColumn(TableColumn("Speaker", widest=40, style="source"), lambda s: s.speaker),
    ListingColumn(TableColumn("Office", optional=True), lambda s: s.office or ""),
    ListingColumn(TableColumn("Said on"), lambda s: span_of_days(s.first, s.last)),
    ListingColumn(TableColumn("Since then"), lambda s: _tell_since(s)),
)
VARIANTS: tuple[ListingColumn[Variant], ...] = (
    ListingColumn(TableColumn("Statements", right=True), lambda v: str(v.statements)),
    ListingColumn(TableColumn("Wording", widest=56), lambda v: v.marked),
    ListingColumn(TableColumn("Said on"), lambda v: span_of_days(v.first, v.last)),
    ListingColumn(TableColumn("By"), lambda v: _tell_speakers(v.speakers)),
)


@click.command(
    "trace",
    cls=TrackerCommand,
    examples=(
        ('tracker formulation trace "shared future"', "first and last use, months, speakers, variants"),
        ('tracker formulation trace "strategic partnership" --uses', "each use, one a line"),
        ('tracker formulation trace "shared future" --speaker xi --since 2025', "of one speaker, of a time"),
        ('tracker formulation trace "shared future" --format json', "all of it, for a script"),
        ('tracker formulation trace "shared future" --picture future.svg', "a picture of it, a row for each speaker"),
    ),
)
@click.argument("phrase", shell_complete=complete_formulations)
@click.option("--exact", is_flag=True, cls=SectionOption, section="Output", help="Leave near wordings out.")
@click.option("--uses", is_flag=True, cls=SectionOption, section="Output", help="List each use instead of summing up.")
@listing_filters()
@format_option
@picture_options
@database_options
@click.pass_context
def trace(
    ctx: click.Context,
    /,
    phrase: str,
    exact: bool,
    uses: bool,
    format_: str,
    picture: Path | None,
    top: int,
    force: bool,
    **filters: Any,
) -> None:
    """Tell of a phrase who used it first and last, to whom, how often each month, in what variants, and who stopped.

    PHRASE need not be tracked. Its own words count as exact whatever their case, accents, hyphens, inflection and
    spelling; wordings near it are told apart, with words **put in** and ~~left out~~ marked. A speaker has stopped
    where their later articles lack it and chance alone would make that less than one in twenty likely. csv, jsonl and
    md give each use, json gives everything.
    """
    from tracker.workflows.pictures import draw_uses
    from tracker.workflows.tracing import trace as follow

    with open_session(ctx) as database:
        found = follow(database, phrase, build_filter(**filters), near=not exact)
    if picture is not None:
        save(draw_uses(found, top=top), picture, force=force)
    elif format_ == "json":
        open_output().write(dump_json(dataclasses.asdict(found), indent=2) + "\n")
    elif format_ != "table" or uses:
        print_listing(found.uses, FormulationUse, USES, format_)
    else:
        _print_overview(found, draw_uses(found, top=top))
    if not found.uses:
        say("nobody is found to have used it; `tracker statements --text` finds its words apart from each other")


def _print_overview(found: FormulationTrace, drawn: Timeline) -> None:
    number = f"F{found.formulation_id} · " if found.formulation_id is not None else ""
    show(paint(flatten(f"{number}{found.phrase}"), "heading"))
    near = f"; {found.near_statements:,} more come near it" if found.near_statements else ""
    show(f"{_count(found.statements, 'statement')} in {_count(found.articles, 'article')}{near}")
    for label, use in (("First", found.first), ("Last", found.last)):
        if use is not None:
            show(f"{paint(f'{label:<6}', 'faint')}{flatten(_tell_use(use))}")
    if any(month.exact for month in found.months):
        _print_heading("By month")
        draw_counts([(month.month, month.exact) for month in found.months])
    if found.speakers:
        _print_heading("By speaker")
        draw_by_speaker(drawn)
        show()
        _print_some(found.speakers, SPEAKERS, "speakers")
    stopped = [speaker for speaker in found.speakers if speaker.stopped]
    if stopped:
        _print_heading("Used it and stopped")
        for speaker in stopped:
            show(flatten(f"{speaker.speaker}: {_tell_silence(speaker)}"))
    if found.variants:
        _print_heading("Near wordings")
        _print_some(found.variants, VARIANTS, "wordings")


def _print_some(records: Sequence[Any], columns: Sequence[ListingColumn[Any]], noun: str) -> None:
    print_table([c.column for c in columns], ([c.read(one) for c in columns] for one in records[:_SHOWN]))
    if len(records) > _SHOWN:
        show(paint(f"and {len(records) - _SHOWN:,} more {noun}; --uses or --format json has all", "faint"))


def _print_heading(text: str) -> None:
    show()
    show(paint(text, "heading"))


def _tell_use(use: FormulationUse) -> str:
    who = ", ".join(filter(None, (use.speaker or "unresolved", use.office)))
    to = f", to {use.addressee}" if use.addressee else ""
    where = f"S{use.statement_id}, {use.title or f'A{use.article_id}'}"
    return f"{use.said_on or 'undated'} {who}{to}  ({where})"


def _tell_since(speaker: SpeakerOfUses) -> str:
    if not speaker.spoken_since:
        return ""
    return f"in none of {_count(speaker.spoken_since, 'article')}{': stopped' if speaker.stopped else ''}"


def _tell_silence(speaker: SpeakerOfUses) -> str:
    return (
        f"in {speaker.articles:,} of {_count(speaker.spoken_until, 'article')} until {speaker.last}, "
        f"in none of {speaker.spoken_since:,} since"
    )


def _tell_speakers(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "") or "unresolved"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
