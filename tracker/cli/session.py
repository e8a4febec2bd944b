"""The database that a command works on: found and opened the one way, with what it has to say told on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.app import Invocation
from tracker.cli.terminal import say

if TYPE_CHECKING:
    from tracker.records.location import DatabaseLocation
    from tracker.storage.database import Database


def locate(ctx: click.Context) -> DatabaseLocation:
    """Find the database that the options, the environment, the config file or the platform name."""
    from tracker.workflows.database import locate_database

    return locate_database(ctx.ensure_object(Invocation).db)


def open_session(ctx: click.Context) -> Database:
    """Open that database, creating or upgrading it where needed."""
    from tracker.workflows.database import open_database

    return open_database(locate(ctx), notify=say)
