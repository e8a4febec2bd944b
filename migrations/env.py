"""Where Alembic meets the models: called as ``alembic ...`` in the repository, or by the program with a connection."""

from __future__ import annotations

from logging.config import fileConfig
from pathlib import Path

from alembic import context
from sqlalchemy import Connection, make_url

from tracker.storage.models import Base
from tracker.storage.schema import migration_connection

# A full-text table brings five shadow tables that SQLite keeps itself, and none of them is in the models: unfiltered,
# autogenerate would propose to drop them all.
SEARCH_TABLES = ("article_fts", "statement_fts", "speaker_name_fts")
SHADOWS = ("", "_data", "_idx", "_docsize", "_config", "_content")
NOT_MODELLED = frozenset(table + shadow for table in SEARCH_TABLES for shadow in SHADOWS)


def include_name(name: str | None, type_: str, parent_names: object) -> bool:
    """Leave out of comparison what the migrations make by hand."""
    return not (type_ == "table" and name in NOT_MODELLED)


def run(connection: Connection | None, url: str | None = None) -> None:
    """Run the migrations on the connection, or print their SQL where there is none."""
    context.configure(
        connection=connection,
        url=url,
        target_metadata=Base.metadata,
        include_name=include_name,
        literal_binds=connection is None,
        dialect_opts={"paramstyle": "named"},
        # SQLite rolls back DDL like anything else, once the driver leaves transactions alone.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def chosen_url() -> str:
    """The database to work on: -x db=PATH, else the one of alembic.ini.

    TRACKER_DB is not asked: a downgrade tried out here must never reach the database that somebody works with.
    """
    named = context.get_x_argument(as_dictionary=True).get("db")
    return f"sqlite:///{named}" if named else str(context.config.get_main_option("sqlalchemy.url"))


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    if context.config.config_file_name is not None:
        fileConfig(context.config.config_file_name, disable_existing_loggers=False)
    if context.is_offline_mode():
        run(None, chosen_url())
    else:
        path = Path(make_url(chosen_url()).database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        with migration_connection(path) as opened:
            run(opened)
