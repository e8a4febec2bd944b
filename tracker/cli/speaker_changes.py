"""`tracker speaker add|edit|rename|alias|merge|split`: who is who, put right by hand."""

from __future__ import annotations

import click

from tracker.answers import SplitRequest
from tracker.cli.asking import dry_run_option
from tracker.cli.completion import complete_articles, complete_speakers
from tracker.cli.done import tell_done
from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import database_options, read_article_reference, read_statement_id
from tracker.cli.progress import Progress
from tracker.cli.session import open_session
from tracker.records import SpeakerKind

KINDS = click.Choice([kind.value for kind in SpeakerKind])


@click.command(
    "add",
    cls=TrackerCommand,
    examples=(
        ('tracker speaker add "Ilse Brandt" --country Austria', "a person"),
        ('tracker speaker add "Lake Compact" --kind organisation --alias LKC', "a body and its abbreviation"),
    ),
)
@click.argument("name")
@click.option("--kind", type=KINDS, default="person", show_default=True, help="What sort of source it is.")
@click.option("--country", metavar="COUNTRY", help="Of which country: a name or a code, Austria or AUT.")
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help="Another name. Repeat for several.")
@click.option("--note", metavar="TEXT", help="A note to keep with it.")
@database_options
@click.pass_context
def add(
    ctx: click.Context, name: str, kind: str, country: str | None, aliases: tuple[str, ...], note: str | None
) -> None:
    """Make a speaker, whom articles that are taken in later then know by these names."""
    from tracker.workflows.speakers import add_speaker

    with open_session(ctx) as database:
        tell_done(add_speaker(database, name, kind, country=country, aliases=aliases, note=note))


@click.command(
    "edit",
    cls=TrackerCommand,
    examples=(
        ("tracker speaker edit maduro --country Venezuela", "of which country"),
        ('tracker speaker edit maduro --note "President since 2013"', "a note"),
        ('tracker speaker edit maduro --note ""', "and off again"),
    ),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.option("--kind", type=KINDS, help="What sort of source it is.")
@click.option("--country", metavar="COUNTRY", help="Of which country: a name or a code; empty takes it off.")
@click.option("--note", metavar="TEXT", help="A note to keep with it; empty takes it off.")
@database_options
@click.pass_context
def edit(ctx: click.Context, speaker: str, kind: str | None, country: str | None, note: str | None) -> None:
    """Set a speaker's kind, country or note.

    What articles print does not change a kind or country that was set by hand.
    """
    from tracker.workflows.speakers import edit_speaker

    with open_session(ctx) as database:
        tell_done(edit_speaker(database, speaker, kind=kind, country=country, note=note))


@click.command(
    "rename",
    cls=TrackerCommand,
    examples=(('tracker speaker rename maduro "Nicolas Maduro Moros"', "the old name becomes an alias"),),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.argument("name")
@database_options
@click.pass_context
def rename(ctx: click.Context, speaker: str, name: str) -> None:
    """Give a speaker another name; the old one becomes an alias, and what articles print stays with the statements."""
    from tracker.workflows.speakers import rename_speaker

    with open_session(ctx) as database:
        tell_done(rename_speaker(database, speaker, name))


@click.command(
    "alias",
    cls=TrackerCommand,
    examples=(
        ('tracker speaker alias maduro "Nicolas Maduro Moros"', "another name that means him"),
        ("tracker speaker alias maduro Maduro --remove", "one that does not"),
    ),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--remove", is_flag=True, help="Take the names away instead.")
@database_options
@click.pass_context
def alias(ctx: click.Context, speaker: str, names: tuple[str, ...], remove: bool) -> None:
    """Add names that a speaker goes by, or take some away.

    A full name then means the speaker in every article that is taken in. A lone surname is for looking up only: in
    articles it needs a post and a country to say whose it is.
    """
    from tracker.workflows.speakers import set_aliases

    with open_session(ctx) as database:
        tell_done(set_aliases(database, speaker, names, remove=remove))


@click.command(
    "merge",
    cls=TrackerCommand,
    examples=(
        ('tracker speaker merge "Xi Jinping" maduro --dry-run', "what it would come to"),
        ("tracker speaker merge 1 2", "by number: the first stays, the second joins it"),
    ),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, shell_complete=complete_speakers)
@dry_run_option
@database_options
@click.pass_context
def merge(ctx: click.Context, speaker: str, others: tuple[str, ...], dry_run: bool) -> None:
    """Make several speakers one: SPEAKER stays, and has the statements, names and posts of the OTHERs.

    Every name is kept, and means the one speaker also in articles that are taken in later: a full name everywhere, a
    surname or a description in the articles in which it stood for the speaker that was merged.
    """
    from tracker.workflows.speakers import merge_speakers

    with open_session(ctx) as database:
        with Progress("statements moved") as progress:
            done = merge_speakers(database, speaker, others, dry_run=dry_run, on_moved=progress.follow)
        tell_done(done, dry_run=dry_run)


@click.command(
    "split",
    cls=TrackerCommand,
    examples=(
        ('tracker speaker split maduro --statement S6 --as "Nicolas Maduro Guerra"', "one statement is another's"),
        ("tracker speaker split maduro --article A1 --to xi --dry-run", "all of an article, to somebody known"),
    ),
)
@click.argument("speaker", shell_complete=complete_speakers)
@click.option(
    "--statement",
    "statements",
    metavar="ID",
    multiple=True,
    callback=lambda ctx, param, value: tuple(read_statement_id(ctx, param, given) for given in value),
    cls=SectionOption,
    section="What goes",
    help="A statement: S12. Repeat for several.",
)
@click.option(
    "--article",
    "articles",
    metavar="ID",
    multiple=True,
    shell_complete=complete_articles,
    callback=lambda ctx, param, value: tuple(read_article_reference(ctx, param, given) for given in value),
    cls=SectionOption,
    section="What goes",
    help="All of an article: A3. Repeat for several.",
)
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    cls=SectionOption,
    section="What goes",
    help="All whose source is printed with this name in it; the alias goes along. Repeat for several.",
)
@click.option(
    "--as", "new_name", metavar="NAME", cls=SectionOption, section="To whom", help="A new speaker of this name."
)
@click.option(
    "--to",
    "target",
    metavar="SPEAKER",
    shell_complete=complete_speakers,
    cls=SectionOption,
    section="To whom",
    help="A speaker who is there.",
)
@click.option("--kind", type=KINDS, cls=SectionOption, section="To whom", help="The new one's kind, else the same.")
@click.option("--country", metavar="COUNTRY", cls=SectionOption, section="To whom", help="The new one's country.")
@dry_run_option
@database_options
@click.pass_context
def split(
    ctx: click.Context,
    speaker: str,
    statements: tuple[int, ...],
    articles: tuple[str, ...],
    names: tuple[str, ...],
    new_name: str | None,
    target: str | None,
    kind: str | None,
    country: str | None,
    dry_run: bool,
) -> None:
    """Give some of a speaker's statements to another: two people whom articles told as one.

    In an article whose statements all go, the name means the other from then on, also when it is read again. Where
    an article is shared by both, the statements that go are marked as edited, and are not read again.
    """
    from tracker.workflows.speakers import split_speaker

    if new_name is not None and target is not None:
        raise click.UsageError("give --as for a new speaker or --to for a known one, not both")
    if target is not None and (kind is not None or country is not None):
        raise click.UsageError("--kind and --country describe a new speaker; with --to there is none")
    request = SplitRequest(statements, articles, names, target, new_name, kind, country)
    with open_session(ctx) as database:
        tell_done(split_speaker(database, speaker, request, dry_run=dry_run), dry_run=dry_run)
