"""`tracker extract`: what the extractor finds, as JSON, with no database involved."""

from __future__ import annotations

import sys

import click

from tracker.cli.help import TrackerCommand
from tracker.cli.options import debug_option
from tracker.cli.terminal import open_output, say
from tracker.ledger.json_text import dump_json
from tracker.records import ExtractedStatement, ReadFailure


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker extract seeds/", "one object an article"),
        ("tracker extract --indent 2 report.txt", "laid out to read"),
        ("tracker extract --explain report.txt", "with how it was found"),
        ("tracker extract - < report.txt", "standard input"),
    ),
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--explain", is_flag=True, help="Add rule, reasons, candidates and the steps of the explanation.")
@click.option("--indent", metavar="N", type=click.IntRange(0, 8), help="Lay the JSON out with N blanks a level.")
@debug_option
@click.pass_context
def extract(ctx: click.Context, paths: tuple[str, ...], explain: bool, indent: int | None) -> None:
    """Print the statements found in articles as JSON, one object an article; nothing is stored.

    Each object has id, title, published, text, statements and diagnostics. Offsets are [start, end) in characters of
    the text. Paths are as for `tracker ingest`; without any, standard input is read. What cannot be read is reported on
    standard error, and the exit code is then 1.
    """
    from tracker.readers import read_paths
    from tracker.workflows.extract import extract_items, to_json_object

    if not paths and sys.stdin.isatty():
        raise click.UsageError("nothing to read: give a PATH, or pipe an article in", ctx)
    output = open_output()
    failed = False
    for item in extract_items(read_paths(paths or ("-",), stdin=sys.stdin.buffer)):
        if isinstance(item, ReadFailure):
            failed = True
            say(f"error: {item.origin}: {item.reason}")
            continue
        article, extraction = item
        found = to_json_object(article, extraction)
        if explain:
            for statement, extracted in zip(found["statements"], extraction.statements, strict=True):
                statement |= _explain(extracted)
        output.write(dump_json(found, indent=indent) + "\n")
    if failed:
        ctx.exit(1)


def _explain(statement: ExtractedStatement) -> dict[str, object]:
    return {
        "rule": statement.rule,
        "reasons": statement.reasons,
        "candidates": statement.candidates,
        "explanation": statement.explanation,
        "said_on_text": statement.said_on.text if statement.said_on else None,
        "topic_terms": {topic.slug: topic.terms for topic in statement.topics},
        "continues": statement.continues,
    }
