"""`tracker article edit` and `tracker article remove`."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.article_form import KEYS, edit_article_text, write_article
from tracker.cli.asking import confirm, confirm_options
from tracker.cli.coding import tell_entry
from tracker.cli.completion import complete_articles
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import F, database_options, read_article_reference, read_date
from tracker.cli.session import open_session
from tracker.cli.terminal import say, show
from tracker.errors import ReaderError
from tracker.ledger.controls import flatten
from tracker.records import ArticleDetail, ArticleEdit, ArticleInput, ArticleReport

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
    ),
)
@click.argument("reference", metavar="ID", shell_complete=complete_articles, callback=read_article_reference)
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
    reference: str,
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
    from tracker.workflows.articles import edit_article
    from tracker.workflows.query import show_article

    wanted = ArticleEdit(**given, text=None if text_file is None else _read_file(text_file))
    with open_session(ctx) as database:
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
@click.argument("reference", metavar="ID", shell_complete=complete_articles, callback=read_article_reference)
@confirm_options
@database_options
@click.pass_context
def remove(ctx: click.Context, reference: str, dry_run: bool, yes: bool) -> None:
    """Take an article out with all its statements.

    Speakers that no other article knows go with it. `tracker undo` puts all of it back. The history keeps the text: to
    be rid of it for good, make a new database.
    """
    from tracker.workflows.articles import remove_article

    with open_session(ctx) as database:
        planned = remove_article(database, reference, dry_run=True)
        for line in planned.what:
            show(flatten(line))
        if planned.coded:
            say(f"{_count(planned.coded)} of it {'was' if planned.coded == 1 else 'were'} coded by hand")
        if dry_run or not confirm(f"Remove A{planned.article_id}?", yes=yes):
            return
        tell_entry(remove_article(database, str(planned.article_id)).entry)


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
