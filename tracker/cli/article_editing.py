"""`tracker article edit` and `tracker article remove`."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.article_form import KEYS, edit_article_text, write_article
from tracker.cli.asking import confirm, confirm_options
from tracker.cli.completion import complete_articles
from tracker.cli.done import tell_entry
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import F, database_options, read_article_reference, read_date
from tracker.cli.session import open_session
from tracker.cli.terminal import say, show
from tracker.errors import ReaderError
from tracker.ledger.controls import flatten
from tracker.records import ArticleDetail, ArticleInput
from tracker.revisions import ArticleEdit, ArticleReport

_HELP = {
    "title": "Its headline.",
    "outlet": "Who published it.",
    "url": "Its address.",
    "author": "Who wrote it.",
    "language": "Its language: en.",
    "published": "The day of publication, which days such as 'on Friday' are counted from.",
    "accessed": "The day on which you read it.",
    "region": "The region that it is about.",
    "note": "A note of yours.",
}


def _read_references(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(read_article_reference(ctx, param, given) or "" for given in value))


def _references(command: F) -> F:
    return click.argument(
        "references",
        metavar="ID...",
        nargs=-1,
        required=True,
        shell_complete=complete_articles,
        callback=_read_references,
    )(command)


def _read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return value if value == "" else read_date(ctx, param, value)


def description_options(command: F) -> F:
    """Add an option for each thing that describes an article; they arrive as keyword arguments by these names."""
    for key in reversed(KEYS):
        dated = key in ("published", "accessed")
        command = click.option(
            f"--{key}",
            metavar="DATE" if dated else "TEXT",
            callback=_read_day if dated else None,
            cls=SectionOption,
            section="Describe",
            help=_HELP[key],
        )(command)
    return command


@click.command(
    cls=TrackerCommand,
    examples=(
        ('tracker article edit A1 --outlet "Xinhua" --published 2025-05-09', "what is known of it"),
        ("tracker article edit A1 --text report.txt --dry-run", "another text; see what would become of it"),
        ("tracker article edit A1 --region Europe --yes", "several numbers set the same of each"),
    ),
)
@_references
@description_options
@click.option(
    "--text",
    "text_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Replace the text by that of a file.",
)
@click.option("--drop-lost", is_flag=True, help="Take out statements whose words the new text does not have.")
@confirm_options
@database_options
@click.pass_context
def edit(
    ctx: click.Context,
    /,
    references: list[str],
    text_file: Path | None,
    drop_lost: bool,
    dry_run: bool,
    yes: bool,
    **given: str | None,
) -> None:
    """Edit what is known of an article, or its text.

    Without options it opens in your editor ($EDITOR), with its front matter above. An option that is empty ('') takes
    the field off. When the text changes, each statement moves to where its words now stand, if they stand there once or
    in the same surroundings; the others are listed, and are taken out with --drop-lost only. `tracker reextract` then
    looks for statements in what is new.
    """
    from tracker.workflows.articles import describe_articles, edit_article
    from tracker.workflows.query import show_article

    wanted = ArticleEdit(**given, text=None if text_file is None else _read_file(text_file))
    with open_session(ctx) as database:
        reference = references[0]
        if len(references) > 1:
            if wanted == ArticleEdit():
                raise click.UsageError("say what to set, such as --outlet; the editor takes one article")
            planned_all = describe_articles(database, references, wanted, dry_run=True)
            _show_all(planned_all)
            if not dry_run and confirm(f"Change {len(planned_all)} articles?", yes=yes):
                tell_entry(describe_articles(database, references, wanted)[0].entry)
            return
        if wanted == ArticleEdit():
            edited = _edit_by_hand(show_article(database, reference))
            if edited is None:
                say("left as it was; nothing was changed")
                return
            wanted = edited
        if wanted.text is None and not dry_run:
            done = edit_article(database, reference, wanted)
            _tell(done)
            if wanted.published is not None and done.entry is not None:
                say(f"`tracker reextract --article A{done.article_id}` counts days such as 'on Friday' from it anew")
            return
        planned = edit_article(database, reference, wanted, dry_run=True)
        _tell_plan(planned)
        if dry_run:
            return
        if planned.lost and not drop_lost and not yes:
            drop_lost = confirm(f"Take out {_count(len(planned.lost))} with the old text?", yes=False)
            if not drop_lost:
                return
        elif not confirm("Replace the text?", yes=yes or not planned.moved):
            return
        _tell(edit_article(database, reference, wanted, drop_lost=drop_lost))


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker article remove A1", "after a look and a question"),
        ("tracker article remove A1 --dry-run", "only look"),
    ),
)
@_references
@confirm_options
@database_options
@click.pass_context
def remove(ctx: click.Context, references: list[str], dry_run: bool, yes: bool) -> None:
    """Take articles out with all their statements.

    Speakers that no other article knows go with them. `tracker undo` puts all of it back. The history keeps the text:
    to be rid of it for good, make a new database.
    """
    from tracker.workflows.articles import remove_articles

    with open_session(ctx) as database:
        planned = remove_articles(database, references, dry_run=True)
        _show_all(planned)
        coded = sum(report.coded for report in planned)
        if coded:
            say(f"{_count(coded)} of {'it' if len(planned) == 1 else 'them'} coded by hand")
        which = f"A{planned[0].article_id}" if len(planned) == 1 else f"{len(planned)} articles"
        if dry_run or not confirm(f"Remove {which}?", yes=yes):
            return
        tell_entry(remove_articles(database, [str(report.article_id) for report in planned])[0].entry)


def _show_all(reports: list[ArticleReport]) -> None:
    for report in reports:
        for line in report.what or (f"A{report.article_id} says so already",):
            show(flatten(line))


def _edit_by_hand(detail: ArticleDetail) -> ArticleEdit | None:
    values = _values(detail)
    head = f"A{detail.summary.article_id}: change what is wrong, save and close."
    left = edit_article_text(
        write_article(values, detail.text, head=[head]),
        name=f"A{detail.summary.article_id}.txt",
        instead="give what to set as options (see tracker article edit --help)",
    )
    if left is None:
        return None
    before = {key: " ".join((values[key] or "").split()) for key in KEYS}
    changed = {key: getattr(left, key) or "" for key in KEYS if (getattr(left, key) or "") != before[key]}
    text = None if left.text == _as_read(detail.text) else left.text
    return None if not changed and text is None else ArticleEdit(**changed, text=text)


def _values(detail: ArticleDetail) -> dict[str, str | None]:
    return {key: getattr(detail.summary if hasattr(detail.summary, key) else detail, key) for key in KEYS}


def _as_read(text: str) -> str:
    """The text as a file with it is read: universal newlines, no blank lines around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""


def _read_file(path: Path) -> str:
    from tracker.readers.paths import read_paths

    (read,) = list(read_paths([str(path)]))[:1]
    if isinstance(read, ArticleInput):
        return read.text
    raise ReaderError(f"{read.origin}: {read.reason}")


def _tell_plan(planned: ArticleReport) -> None:
    for line in planned.what:
        if not any(line.startswith(f"S{number} removed") for number, _ in planned.lost):
            show(flatten(line))
    if planned.moved:
        show(f"{_count(len(planned.moved))} moved along: {_list_numbers(planned.moved)}")
    for number, words in planned.lost:
        show(flatten(f"S{number} loses its words, which are not in the new text, or several times: “{words}”"))


def _tell(done: ArticleReport) -> None:
    if done.entry is None:
        say("it says so already")
        return
    for line in done.what:
        show(flatten(line))
    tell_entry(done.entry)


def _list_numbers(numbers: tuple[int, ...]) -> str:
    listed = " ".join(f"S{number}" for number in numbers[:20])
    return listed + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")


def _count(number: int) -> str:
    return f"{number:,} statement{'' if number == 1 else 's'}"
