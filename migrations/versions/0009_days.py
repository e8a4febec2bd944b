"""Keep who spoke and what was spoken of in the order of days, and the indexes that lists of millions need.

Revision: 0009, after 0008
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Behind every day, so that what has none stands last.
UNDATED = "9999-99-99"

# table, the table it follows, that one's column, what of its rows counts
_DAYS = (
    ("speaker_day", "statement_speaker", "speaker_id", None),
    ("topic_day", "statement_topic", "topic_id", "withdrawn = 0"),
)

_GONE = (
    ("ix_statement_dated_from_dated_to", "statement", "dated_from, dated_to"),
    ("ix_statement_dated_to", "statement", "dated_to"),
    ("ix_article_published_start", "article", "published_start"),
)
_MADE = (
    ("ix_statement_dated_from_id_dated_to_status", "statement", "dated_from, id, dated_to, status", None),
    ("ix_statement_dated_to_dated_from", "statement", "dated_to, dated_from", "dated_from <> dated_to"),
    ("ix_statement_confidence", "statement", "confidence", "confidence <> 'high'"),
    ("ix_statement_status", "statement", "status", "status <> 'extracted'"),
    ("ix_statement_addressee", "statement", "addressee", "addressee IS NOT NULL"),
    ("ix_article_published_start_published_end", "article", "published_start, published_end", None),
    ("ix_article_outlet", "article", "outlet", "outlet IS NOT NULL"),
)


def upgrade() -> None:
    """Make the tables with what is there and the triggers that keep them, and change the indexes."""
    for table, follows, column, counted in _DAYS:
        op.execute(
            f"CREATE TABLE {table} ({column} INTEGER NOT NULL, kept INTEGER NOT NULL, day TEXT NOT NULL,"
            " statement_id INTEGER NOT NULL,"
            f" CONSTRAINT pk_{table} PRIMARY KEY ({column}, kept, day, statement_id)) WITHOUT ROWID"
        )
        among = f" AND x.{counted}" if counted else ""
        op.execute(_fill(table, follows, column, f"WHERE 1{among} ORDER BY 1, 2, 3, 4"))
        for trigger in _triggers(table, follows, column, counted):
            op.execute(trigger)
    for name, *_ in _GONE:
        op.execute(f"DROP INDEX {name}")
    for name, table, columns, where in _MADE:
        op.execute(f"CREATE INDEX {name} ON {table} ({columns})" + (f" WHERE {where}" if where else ""))


def downgrade() -> None:
    """Put the indexes back, and drop the tables with their triggers; they say nothing that other tables do not."""
    for name, *_ in _MADE:
        op.execute(f"DROP INDEX {name}")
    for name, table, columns in _GONE:
        op.execute(f"CREATE INDEX {name} ON {table} ({columns})")
    for table, *_ in _DAYS:
        for event in ("added", "changed", "removed", "statement_changed", "statement_removed"):
            op.execute(f"DROP TRIGGER {table}_{event}")
        op.execute(f"DROP TABLE {table}")


def _fill(table: str, follows: str, column: str, rest: str) -> str:
    return (
        f"INSERT INTO {table} SELECT x.{column}, s.status <> 'rejected', coalesce(s.dated_from, '{UNDATED}'), s.id"
        f" FROM {follows} AS x JOIN statement AS s ON s.id = x.statement_id {rest}"
    )


def _triggers(table: str, follows: str, column: str, counted: str | None) -> tuple[str, ...]:
    new = f"WHERE x.statement_id = NEW.statement_id AND x.{column} = NEW.{column}" + (
        f" AND x.{counted}" if counted else ""
    )
    old = (
        f"DELETE FROM {table} WHERE {column} = OLD.{column} AND statement_id = OLD.statement_id AND (kept, day) ="
        f" (SELECT s.status <> 'rejected', coalesce(s.dated_from, '{UNDATED}') FROM statement AS s"
        " WHERE s.id = OLD.statement_id);"
    )
    # Before a statement goes its rows go here: behind it nobody could tell the day they stand at.
    of_statement = (
        f"DELETE FROM {table} WHERE kept = (OLD.status <> 'rejected') AND day = coalesce(OLD.dated_from, '{UNDATED}')"
        f" AND statement_id = OLD.id AND {column} IN (SELECT x.{column} FROM {follows} AS x"
        " WHERE x.statement_id = OLD.id);"
    )
    every = "WHERE x.statement_id = NEW.id" + (f" AND x.{counted}" if counted else "")
    watched = f"{column}, statement_id" + (", withdrawn" if counted else "")
    return (
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {follows} BEGIN {_fill(table, follows, column, new)}; END",
        f"CREATE TRIGGER {table}_removed AFTER DELETE ON {follows} BEGIN {old} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {watched} ON {follows}"
        f" BEGIN {old} {_fill(table, follows, column, new)}; END",
        f"CREATE TRIGGER {table}_statement_removed BEFORE DELETE ON statement BEGIN {of_statement} END",
        f"CREATE TRIGGER {table}_statement_changed"
        " AFTER UPDATE OF status, dated_from ON statement"
        f" BEGIN {of_statement} {_fill(table, follows, column, every)}; END",
    )
