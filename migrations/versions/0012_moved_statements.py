"""Count the speakers of statements that another program moves to another article, and count anew what it moved before.

Revision: 0012, after 0011
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_COUNTED = (
    "SELECT d.speaker_id, s.article_id, count(*) FROM speaker_day AS d JOIN statement AS s ON s.id = d.statement_id"
    " WHERE d.kept = 1 GROUP BY 1, 2"
)


def upgrade() -> None:
    """Make the trigger, and count anew where the counts are not those of the statements."""
    run = op.get_bind().exec_driver_sql
    if run(f"SELECT 1 FROM ({_differ()}) LIMIT 1").first():
        op.execute("DELETE FROM speaker_article")
        op.execute(f"INSERT INTO speaker_article {_COUNTED} ORDER BY 1, 2")
    op.execute(_count_moved())


def downgrade() -> None:
    """Drop the trigger; what it counted is right for the schema below as well."""
    op.execute("DROP TRIGGER statement_moved_counted")


def _differ() -> str:
    return (
        f"WITH counted AS MATERIALIZED ({_COUNTED}) SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM"
        " speaker_article) UNION ALL SELECT * FROM (SELECT * FROM speaker_article EXCEPT SELECT * FROM counted)"
    )


def _count_moved() -> str:
    """Count a statement's speakers anew in the article that it leaves and in the one to which it goes.

    Only other programs move statements. From scratch, for the day's triggers may come before or after this one.
    """
    speakers = "(SELECT y.speaker_id FROM statement_speaker AS y WHERE y.statement_id = NEW.id)"
    articles = "(OLD.article_id, NEW.article_id)"
    days = "(coalesce(OLD.dated_from, '9999-99-99'), coalesce(s.dated_from, '9999-99-99'))"
    return (
        "CREATE TRIGGER statement_moved_counted AFTER UPDATE OF article_id ON statement"
        " WHEN NEW.article_id <> OLD.article_id BEGIN"
        f" DELETE FROM speaker_article WHERE speaker_id IN {speakers} AND article_id IN {articles};"
        " INSERT INTO speaker_article SELECT d.speaker_id, s.article_id, count(*) FROM statement AS s"
        " JOIN statement_speaker AS x ON x.statement_id = s.id"
        f" JOIN speaker_day AS d ON d.speaker_id = x.speaker_id AND d.kept = 1 AND d.day IN {days}"
        f" AND d.statement_id = s.id WHERE s.article_id IN {articles} AND x.speaker_id IN {speakers}"
        " GROUP BY 1, 2; END"
    )
