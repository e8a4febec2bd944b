"""`tracker article add`, in short `tracker add`: one article by hand, looked at before it is stored."""

from __future__ import annotations

import copy
import dataclasses
import sys
from pathlib import Path
from typing import Any

import click

from tracker.cli.article import print_article
from tracker.cli.article_editing import description_options
from tracker.cli.article_form import KEYS, edit_article_text, write_article
from tracker.cli.asking import can_ask
from tracker.cli.done import tell_entry
from tracker.cli.help import TrackerCommand
from tracker.cli.options import database_options
from tracker.cli.session import open_session
from tracker.cli.terminal import clip, say
from tracker.errors import ReaderError
from tracker.ledger.controls import flatten
from tracker.records import ArticleInput, StatementFilter
from tracker.revisions import AddedArticle

_SHOWN = 6  # what was cut out of a web page
_NAME = "article.txt"


@click.command(
    "add",
    cls=TrackerCommand,
    examples=(
        ("tracker article add report.txt", "a file; shows what is found, and asks"),
        ("tracker article add report.txt --outlet Xinhua --published 2025-05-09", "with what you know of it"),
        ("tracker article add - < report.txt", "a paste from elsewhere; stored at once"),
        ("tracker article add report.txt --dry-run", "only look"),
    ),
)
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--edit", is_flag=True, help="Write it, or look it over, in your editor first.")
@description_options
@click.option("--dry-run", is_flag=True, help="Show what would be found, and store nothing.")
@click.option("--yes", "-y", is_flag=True, help="Store it without asking.")
@database_options
@click.pass_context
def add(ctx: click.Context, /, file: str | None, edit: bool, dry_run: bool, yes: bool, **given: str | None) -> None:
    """Add one article.

    FILE is a text, with front matter or without, or a saved web page (with the optional part: pip install
    'statement-tracker[html]'); - or nothing is standard input, where you may paste. What the options say goes before
    what the text says of itself. The statements found are shown in their paragraphs, each marked with its number; then
    you accept them all, review them one by one, edit the article, or leave it. A near-copy of a stored article is told
    with how much of the wording it shares. Without a terminal, or with --yes, it is stored at once.
    """
    from tracker.workflows.add import add_article

    article = _read(file, edit)
    if article is not None:
        said: dict[str, Any] = {key: value or None for key, value in given.items() if value is not None}
        article = dataclasses.replace(article, **said)
    if edit:
        article = _edit(article, {key: value for key, value in given.items() if value is not None})
    if article is None:
        say("left as it was; nothing was added")
        return
    with open_session(ctx) as database:
        while True:
            planned = add_article(database, article, dry_run=True)
            if not planned.is_new:
                detail = planned.detail.summary
                say(f"A{detail.article_id} {detail.title or 'untitled'} has this very text; nothing was added")
                return
            _show(planned)
            if dry_run:
                return
            answer = "a" if yes or not can_ask() else _ask()
            if answer == "q":
                say("nothing was added")
                return
            if answer == "e":
                article = _edit(article, {}) or article
                continue
            break
        done = add_article(database, article)
        summary = done.detail.summary
        say(f"added A{summary.article_id} with {summary.statements} statement{'' if summary.statements == 1 else 's'}")
        tell_entry(done.entry)
        if answer == "r":
            from tracker.cli.review import review_statements

            review_statements(database, StatementFilter(article=str(summary.article_id)))


short = copy.copy(add)
short.examples = (
    ("tracker add report.txt", "a file; shows what is found, and asks"),
    ("tracker add - < report.txt", "a paste from elsewhere; stored at once"),
)


def _read(file: str | None, edit: bool) -> ArticleInput | None:
    """The article of a file or of standard input, or None where it is to be written in an editor."""
    from tracker.readers.decoding import MAX_BYTES
    from tracker.readers.single import read_single

    if file is None and edit:
        return None
    if file in (None, "-"):
        if sys.stdin.isatty():
            say("paste the article, then end it with Ctrl-D on a line of its own")
        # One byte more than is taken tells that there are more, however many.
        data, origin = sys.stdin.buffer.read(MAX_BYTES + 1), "-"
    else:
        assert file is not None
        data, origin = _read_file(Path(file), MAX_BYTES + 1), file
    article, cut = read_single(data, origin)
    if cut:
        say(f"left out of the page, {len(cut)} piece{'' if len(cut) == 1 else 's'}:")
        for piece in cut[:_SHOWN]:
            say(f"  {clip(flatten(piece), 74)}")
        if len(cut) > _SHOWN:
            say(f"  and {len(cut) - _SHOWN} more")
    return article


def _read_file(path: Path, longest: int) -> bytes:
    if path.is_dir():
        raise ReaderError(f"{path} is a folder; `tracker ingest {path}` takes all in it")
    try:
        with path.open("rb") as opened:
            return opened.read(longest)
    except FileNotFoundError:
        raise ReaderError(f"{path}: no such file") from None
    except OSError as error:
        raise ReaderError(f"{path}: {(error.strerror or str(error)).lower()}") from None


def _edit(article: ArticleInput | None, given: dict[str, str]) -> ArticleInput | None:
    """The article as it is left in the editor; None where a blank one is left as it was."""
    values = {key: getattr(article, key) if article else given.get(key) for key in KEYS}
    head = ["A new article: fill in what you know, put its text below the second ---, save and close."]
    blank = write_article(values, article.text if article else "", head=head)
    return edit_article_text(blank, name=_NAME, instead="name a file, or pipe the text in") or article


def _show(planned: AddedArticle) -> None:
    print_article(planned.detail)
    for diagnostic in planned.diagnostics:
        say(f"note: {diagnostic.message}")
    for known in planned.copies:
        about = ", ".join(part for part in (known.title or "untitled", known.outlet, known.published) if part)
        say(f"near-copy: {known.shared:.0%} of its wording stands in A{known.article_id} too ({about})")


def _ask() -> str:
    choices = click.Choice(["a", "r", "e", "q"])
    say("a  accept all   r  accept, and review one by one   e  edit the article   q  leave it")
    return str(click.prompt("Store it?", type=choices, show_choices=True, err=True))
