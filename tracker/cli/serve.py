"""`tracker serve`: the ledger's page on the live database, for a browser on this machine."""

from __future__ import annotations

import signal
import sys
import webbrowser
from typing import Any

import click

from tracker.cli.help import SectionOption, TrackerCommand
from tracker.cli.options import build_filter, database_options, statement_filters
from tracker.cli.session import locate
from tracker.cli.terminal import say, show


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker serve", "all, at http://127.0.0.1:8737/"),
        ("tracker serve --topic partnership --since 2025", "some of it"),
        ("tracker serve --port 0", "at any port that is free"),
    ),
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(min=0, max=65535),
    default=8737,
    show_default=True,
    cls=SectionOption,
    section="Output",
    help="Where to listen; 0 takes any that is free.",
)
@click.option("--open", "open_", is_flag=True, cls=SectionOption, section="Output", help="Open it in a browser.")
@statement_filters
@database_options
@click.pass_context
def serve(ctx: click.Context, /, port: int, open_: bool, **filters: Any) -> None:
    """Show the ledger in a browser, as the database is now.

    The views are those of `tracker export --format html`; a reload shows what has changed since. Only this machine can
    reach them, and nothing can be written through them. The address is printed; Ctrl-C ends it.
    """
    from tracker.workflows.database import open_read_only
    from tracker.workflows.serving import open_server

    with (
        open_read_only(locate(ctx), notify=say) as database,
        open_server(database, build_filter(**filters), port) as server,
    ):
        # Being told to end is the same as being interrupted.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            show(server.address)
            sys.stdout.flush()
            say("Ctrl-C ends it")
            if open_:
                webbrowser.open(server.address)
            server.run()
        except KeyboardInterrupt:
            say("ended")
        finally:
            signal.signal(signal.SIGTERM, before)
