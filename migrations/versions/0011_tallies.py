"""Keep how many statements each speaker has in each article and about each topic, so that lists of them begin at once.

Revision: 0011, after 0010
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# table, its two columns, what it counts
_TALLIES = (
    (
        "speaker_article",
        ("speaker_id", "article_id"),
        "SELECT d.speaker_id, s.article_id, count(*) FROM speaker_day AS d JOIN statement AS s ON s.id = d.statement_id"
        " WHERE d.kept = 1 GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "topic_speaker",
        ("topic_id", "speaker_id"),
        "SELECT t.topic_id, x.speaker_id, count(*) FROM statement_topic AS t"
        " JOIN statement_speaker AS x ON x.statement_id = t.statement_id JOIN statement AS s ON s.id = t.statement_id"
        " WHERE t.withdrawn = 0 AND s.status <> 'rejected' GROUP BY 1, 2 ORDER BY 1, 2",
    ),
)
_TRIGGERS = ("speaker_day_counted", "speaker_day_discounted", "topic_day_counted", "topic_day_discounted")


def upgrade() -> None:
    """Make the tables with what is there, and the triggers that keep them."""
    for table, (one, other), counted in _TALLIES:
        op.execute(
            f"CREATE TABLE {table} ({one} INTEGER NOT NULL, {other} INTEGER NOT NULL, statements INTEGER NOT NULL,"
            f" CONSTRAINT pk_{table} PRIMARY KEY ({one}, {other})) WITHOUT ROWID"
        )
        op.execute(f"INSERT INTO {table} {counted}")
    for trigger in _triggers():
        op.execute(trigger)


def downgrade() -> None:
    """Drop the triggers and the tables; they say nothing that other tables do not."""
    for name in _TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    for table, *_ in _TALLIES:
        op.execute(f"DROP TABLE {table}")


def _triggers() -> tuple[str, ...]:
    # A speaker is counted for a topic while both have the statement at the same day: so it is one of them, whichever
    # comes or goes last, that counts.
    article = "SELECT {0}.speaker_id, s.article_id, 1 FROM statement AS s WHERE s.id = {0}.statement_id"
    topics = (
        "SELECT d.topic_id, {0}.speaker_id, 1 FROM statement_topic AS t JOIN topic_day AS d ON d.topic_id = t.topic_id"
        " AND d.kept = 1 AND d.day = {0}.day AND d.statement_id = t.statement_id"
        " WHERE t.statement_id = {0}.statement_id"
    )
    speakers = (
        "SELECT {0}.topic_id, d.speaker_id, 1 FROM statement_speaker AS x JOIN speaker_day AS d"
        " ON d.speaker_id = x.speaker_id AND d.kept = 1 AND d.day = {0}.day AND d.statement_id = x.statement_id"
        " WHERE x.statement_id = {0}.statement_id"
    )
    return (
        _write("speaker_day_counted", "INSERT ON speaker_day", _count(article, 0) + _count(topics, 1)),
        _write("speaker_day_discounted", "DELETE ON speaker_day", _discount(article, 0) + _discount(topics, 1)),
        _write("topic_day_counted", "INSERT ON topic_day", _count(speakers, 1)),
        _write("topic_day_discounted", "DELETE ON topic_day", _discount(speakers, 1)),
    )


def _write(name: str, event: str, body: str) -> str:
    row = "NEW" if event.startswith("INSERT") else "OLD"
    return f"CREATE TRIGGER {name} AFTER {event} WHEN {row}.kept = 1 BEGIN {body} END"


def _count(rows: str, tally: int) -> str:
    table, (one, other), _ = _TALLIES[tally]
    return (
        f"INSERT INTO {table} {rows.format('NEW')} ON CONFLICT ({one}, {other})"
        " DO UPDATE SET statements = statements + 1; "
    )


def _discount(rows: str, tally: int) -> str:
    table, (one, other), _ = _TALLIES[tally]
    which = f"({one}, {other}, 1) IN ({rows.format('OLD')})"
    return (
        f"UPDATE {table} SET statements = statements - 1 WHERE {which}; "
        f"DELETE FROM {table} WHERE statements = 0 AND {which}; "
    )
