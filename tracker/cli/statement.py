"""`tracker statements` and `tracker statement`: who said what, as a list and one by one.

What only some lists need is imported where it is needed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.help import Entry, TrackerCommand, TrackerGroup
from tracker.cli.options import build_filter, database_options, format_option, read_statement_id, statement_filters
from tracker.cli.session import open_session
from tracker.cli.table import TableColumn, print_table
from tracker.cli.terminal import get_width, open_output, paint, say, show, use_color, wrap
from tracker.ledger.controls import flatten
from tracker.ledger.provenance import describe_provenance, name_maker
from tracker.records import DateBasis, LedgerRow, Manner, StatementDetail, StatementFilter

if TYPE_CHECKING:
    from tracker.records import Spans
    from tracker.storage.database import Database

COLUMNS = (
    TableColumn("ID", right=True),
    TableColumn("Said on", widest=21),
    TableColumn("Speaker", widest=26, style="source"),
    TableColumn("In", right=True, optional=True),
    TableColumn("By", widest=16, optional=True),
    TableColumn("Statement"),
)

# With how many statements report the same utterance, where one of them is listed for all.
_COUNTING = (*COLUMNS[:2], TableColumn("Reports", right=True), *COLUMNS[2:])

_MARKED_AT_ONCE = 100

_BASES = {
    DateBasis.SENTENCE: "its sentence",
    DateBasis.EVENT: "the occasion",
    DateBasis.DOCUMENT: "the document",
    DateBasis.MANUAL: "set by hand",
}


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker statements", "everything, by date"),
        ("tracker statements --speaker maduro", "what Maduro said"),
        ("tracker statements --topic trade --topic energy", "on trade or energy"),
        ("tracker statements --text shared --since 2025-05", "with a word, from a month on"),
        ("tracker statements --sort -date --limit 5", "the latest five"),
        ('tracker statements --text "shared future" --sort relevance', "the best matches first"),
        ("tracker statements --speaker China --include-officials", "a state with those who speak for it"),
        ('tracker statements --meeting "Xi Jinping" "Nicolas Maduro"', "both sides' words, side by side"),
        ("tracker statements --one-per-utterance", "what several outlets report is listed once"),
        ("tracker statements --format jsonl", "for a script"),
    ),
)
@statement_filters
@format_option
@database_options
@click.pass_context
def statements(ctx: click.Context, /, format_: str, **filters: Any) -> None:
    """List who said what.

    Filters combine: each one narrows the list, while a repeated --speaker or --topic widens it. Names match as people
    type them, without regard to case and accents. A date filter goes by the day on which it was said or, where that
    is not known, by the article's. What --text found is marked ⟪so⟫ in the table. On a terminal long statements are cut
    to three lines; in a file or pipe, and with `tracker statement show`, they are whole. With --one-per-utterance the
    fullest report stands for all that have been joined to it, with their number. With --meeting the table shows
    what either said to the other, meeting by meeting, in two columns, each statement cut to twelve lines.
    """
    wanted = build_filter(**filters)
    with open_session(ctx) as database:
        from tracker.workflows.query import find_statements

        found = find_statements(database, wanted)
        first = next(found, None)
        rows = found if first is None else chain((first,), found)
        if format_ != "table":
            from tracker.ledger.writers import WRITERS

            WRITERS[format_](rows, open_output())
        else:
            if wanted.meeting is not None:
                from tracker.cli.meeting import print_meetings

                names = _name_sides(database, wanted.meeting) if first is not None else wanted.meeting
                shown = print_meetings(rows, names)
            else:
                marked = rows if wanted.text is None else _mark_hits(database, wanted.text, rows)
                columns, cells = (_COUNTING, _count_cells) if wanted.one_per_utterance else (COLUMNS, _cells)
                shown = print_table(columns, map(cells, marked), marks=wanted.text is not None)
            if shown:
                say(_count_shown(database, wanted, shown))
        if first is None:
            say(_explain_nothing(database, wanted))


ENTRIES = {
    name: Entry("Correct", f"tracker.cli.coding:{function}", summary)
    for name, function, summary in (
        ("add", "add", "Add a statement that the extractor missed."),
        ("edit", "edit", "Set what a statement says."),
        ("split", "split", "Make several statements of one."),
        ("merge", "merge", "Make one statement of several of one article."),
        ("confirm", "confirm_", "Say that statements are right as they stand."),
        ("reject", "reject", "Say that these are no statements."),
        ("restore", "restore", "Take rejected statements back in."),
    )
}


@click.group(
    cls=TrackerGroup,
    entries=ENTRIES,
    examples=(
        ("tracker statement show S1", "one statement in its paragraph"),
        ("tracker statement edit S1 --speaker maduro", "correct it"),
        ("tracker statement reject S1", "it is none"),
    ),
)
def statement() -> None:
    """Show one statement, or correct statements by hand."""


@statement.command(
    "show",
    examples=(
        ("tracker statement show S1", "in its paragraph, with all that is known of it"),
        ("tracker statement show 1 --format json", "for a script"),
    ),
)
@click.argument("statement_id", metavar="ID", callback=read_statement_id)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@database_options
@click.pass_context
def show_(ctx: click.Context, statement_id: int, format_: str) -> None:
    """Show one statement in its paragraph, with source, cue and content marked, and all that is known of it.

    ID is the number of the list, S12 or 12.
    """
    from tracker.workflows.query import show_statement

    with open_session(ctx) as database:
        detail = show_statement(database, statement_id)
    if format_ == "json":
        from tracker.ledger.json_text import dump_json

        open_output().write(dump_json(_to_object(detail), indent=2) + "\n")
        return
    _print_detail(detail)


def name_speaker(row: LedgerRow) -> str:
    """Give the speaker's name or, while unresolved, the words that are printed."""
    if row.speaker:
        return row.speaker
    return f"“{row.speaker_as_printed}” (unresolved)" if row.speaker_as_printed else "unresolved"


def _cells(row: LedgerRow) -> tuple[str, ...]:
    article = f"A{row.article_id}"
    return (f"S{row.statement_id}", row.said_on or "–", name_speaker(row), article, name_maker(row), row.claim)


def _count_cells(row: LedgerRow) -> tuple[str, ...]:
    cells = _cells(row)
    return (*cells[:2], str(row.report_count), *cells[2:])


def _mark_hits(database: Database, text: str, rows: Iterable[LedgerRow]) -> Iterator[LedgerRow]:
    """Put marks around what was searched for, a batch of rows at a time."""
    from tracker.cli.marking import mark_hits
    from tracker.workflows.query import find_hits

    remaining = iter(rows)
    while batch := list(islice(remaining, _MARKED_AT_ONCE)):
        hits = find_hits(database, text, batch)
        for row in batch:
            yield dataclasses.replace(row, claim=mark_hits(row.claim, hits.get(row.statement_id, ())))


def _name_sides(database: Database, typed: tuple[str, str]) -> tuple[str, str]:
    from tracker.workflows.query import meaning_of

    return meaning_of(database, typed[0]), meaning_of(database, typed[1])


def _count_shown(database: Database, wanted: StatementFilter, shown: int) -> str:
    from tracker.workflows.query import count_roughly

    total, more = shown, False
    if wanted.offset or wanted.limit == shown:
        total, more = count_roughly(database, dataclasses.replace(wanted, limit=None, offset=0))
    if total == shown and not more:
        return f"{total:,} statement{'' if total == 1 else 's'}"
    if more:  # whatever is shown may reach beyond what was counted
        counted, rest = f"more than {total:,}", 1
    else:
        counted, rest = f"{total:,}", total - wanted.offset - shown
    following = f"; --offset {wanted.offset + shown} shows what follows" if rest else ""
    return f"{shown:,} of {counted} statements{following}"


def _explain_nothing(database: Database, wanted: StatementFilter) -> str:
    from tracker.workflows.query import count_roughly, list_articles

    if not list_articles(database, limit=1):
        return "no statements: the database holds no articles yet; `tracker ingest PATH` takes some in"
    if wanted.offset:
        total, more = count_roughly(database, dataclasses.replace(wanted, limit=None, offset=0))
        if total:
            counted = f"more than {total:,}" if more else f"{total:,}"
            return f"no statements from --offset {wanted.offset} on; {counted} match in all"
    looser: dict[str, StatementFilter] = {
        "--speaker": dataclasses.replace(wanted, speakers=(), officials=False),
        "--to": dataclasses.replace(wanted, to=()),
        "--meeting": dataclasses.replace(wanted, meeting=None),
        "--occasion": dataclasses.replace(wanted, occasions=()),
        "--topic": dataclasses.replace(wanted, topics=()),
        "--near": dataclasses.replace(wanted, near=None),
        "--text": dataclasses.replace(wanted, text=None, near=None, sort="date"),
        "--since and --until": dataclasses.replace(wanted, since=None, until=None),
        "--article": dataclasses.replace(wanted, article=None),
        "--outlet": dataclasses.replace(wanted, outlets=()),
        "--manner": dataclasses.replace(wanted, manner=None),
        "--confidence": dataclasses.replace(wanted, confidence=None),
        "--status": dataclasses.replace(wanted, statuses=()),
    }
    for option, other in looser.items():
        if other == wanted:
            continue
        total, more = count_roughly(database, dataclasses.replace(other, limit=None, offset=0))
        if total:
            counted = f"are more than {total:,}" if more else f"are {total:,}" if total > 1 else "is 1"
            return f"no statements match all of this; without {option} there {counted}"
    return "no statements match; try fewer filters, or see `tracker speakers` and `tracker topics` for what there is"


def _print_detail(detail: StatementDetail) -> None:
    from tracker.cli.marking import BRACKETS

    row, width = detail.row, get_width()
    head = (f"S{row.statement_id}", name_speaker(row), row.said_on or "undated")
    show(paint(" · ".join(flatten(part) for part in head), "heading"))
    show()
    for line in _render_paragraphs(detail, None if width is None else max(width - 2, 20)):
        show(f"  {line}".rstrip())
    show()
    legend = (
        f"{'' if use_color() else a}{paint(style, style)}{'' if use_color() else b}"
        for style, (a, b) in BRACKETS.items()
    )
    show(f"  {'  '.join(legend)}")
    show()
    for label, value in _describe(detail):
        # An address stays in one piece, to be copied; the terminal breaks it where it must.
        room = None if width is None or label == "Address" else max(width - 12, 20)
        lines = [flatten(value)] if room is None else wrap(flatten(value), room)
        show(f"{paint(f'{label:<12}', 'faint')}{lines[0]}")
        for line in lines[1:]:
            show(" " * 12 + line)


def _render_paragraphs(detail: StatementDetail, width: int | None) -> Iterator[str]:
    from tracker.cli.marking import GAP, choose_paragraphs, mark_statement, render_paragraph

    marks = mark_statement(detail.row)
    chosen = choose_paragraphs(detail.text, (mark.span for mark in marks))
    for index, paragraph in enumerate(chosen):
        if index:
            between = detail.text[chosen[index - 1][1] : paragraph[0]]
            yield from ("", GAP, "") if between.strip() else ("",)
        yield from render_paragraph(detail.text, paragraph, marks, width)


def _describe(detail: StatementDetail) -> Iterator[tuple[str, str]]:
    from tracker.cli.claim_lines import describe_claim, describe_links

    row = detail.row
    for speaker in detail.speakers:
        about = [speaker.kind.value, *(part for part in (speaker.country, speaker.role) if part)]
        yield "Speaker", f"{speaker.name} ({', '.join(about)})"
    if not detail.speakers:
        yield "Speaker", "unresolved" + (f"; may be {' or '.join(detail.candidates)}" if detail.candidates else "")
    yield "As printed", f"“{row.speaker_as_printed}”" if row.speaker_as_printed else "not named here: it carries on"
    if row.said_on:
        basis = _BASES[DateBasis(row.said_on_basis)] if row.said_on_basis else ""
        words = f"“{row.said_on_text}”" if row.said_on_text else ""
        why = ": ".join(part for part in (basis, words) if part)
        yield "Said on", row.said_on + (f" ({why})" if why else "")
    if row.addressee_as_printed:
        yield "Said to", _name_addressee(row)
    if row.occasion_kind:
        yield "Said at", _describe_occasion(row)
    yield "Manner", row.manner
    if row.quote and row.manner == Manner.MIXED:  # where all of it is quoted, it stands above
        yield "Quoted", row.quote
    for topic in detail.topics:
        yield "Topic", topic.slug + (f" (“{'”, “'.join(topic.terms)}”)" if topic.terms else "")
    for stored in detail.claims:
        if stored.claim.text == row.claim and not stored.claim.kind:
            continue  # the whole of it, which stands above
        yield f"Claim {stored.number}", describe_claim(stored)
        for line in describe_links(stored, detail.ties):
            yield "", line
    yield "Confidence", row.confidence + (f": {'; '.join(detail.reasons)}" if detail.reasons else "")
    yield "Status", describe_provenance(row) + (f"; rule {detail.rule}" if detail.rule else "")
    yield (
        "Article",
        f"A{row.article_id} "
        + ", ".join(filter(None, (row.title or "untitled", row.outlet, row.author, row.published))),
    )
    if row.url:
        yield "Address", row.url
    places = (("source", row.source_offsets), ("cue", row.cue_offsets), ("content", row.content_offsets))
    yield "Offsets", ", ".join(f"{noun} {_write_spans(spans)}" for noun, spans in places if spans)
    if row.utterance_id is not None:
        count = f"{row.report_count} statement{'' if row.report_count == 1 else 's'}"
        yield "Reports", f"U{row.utterance_id}, as {count} in all; `tracker utterance show U{row.utterance_id}`"
    if row.note:
        yield "Note", row.note


def _name_addressee(row: LedgerRow) -> str:
    if row.addressee is None or row.addressee == row.addressee_as_printed:
        return f"“{row.addressee_as_printed}”"
    return f"{row.addressee} (“{row.addressee_as_printed}”)"


def _describe_occasion(row: LedgerRow) -> str:
    where = [part for part in (row.occasion_place, row.occasion_on) if part]
    return ", ".join([row.occasion_kind or "", *where]) + (f" (“{row.occasion}”)" if row.occasion else "")


def _write_spans(spans: Spans) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _to_object(detail: StatementDetail) -> dict[str, object]:
    from tracker.cli.marking import choose_paragraphs, mark_statement
    from tracker.ledger.claims import to_claim_object
    from tracker.ledger.json_text import to_json_object

    paragraphs = choose_paragraphs(detail.text, (mark.span for mark in mark_statement(detail.row)))
    return to_json_object(detail.row) | {
        "paragraphs": [{"start": start, "end": end, "text": detail.text[start:end]} for start, end in paragraphs],
        "speakers": [dataclasses.asdict(speaker) for speaker in detail.speakers],
        "candidates": detail.candidates,
        "topic_terms": {topic.slug: topic.terms for topic in detail.topics},
        "claims": [to_claim_object(claim, detail.ties) for claim in detail.claims],
        "rule": detail.rule,
        "reasons": detail.reasons,
    }
