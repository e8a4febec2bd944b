"""Remember which statements do not report one utterance, and show in the ledger which utterance each reports.

Revision: 0008, after 0007
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BEFORE = "    CASE WHEN s.utterance_id IS NULL THEN 1\n"
_ADDED = "    s.utterance_id,\n"


def upgrade() -> None:
    """Make the table, and add the ledger's column."""
    op.execute(
        """
        CREATE TABLE utterance_apart (
            statement_id INTEGER NOT NULL,
            other_id INTEGER NOT NULL,
            CONSTRAINT pk_utterance_apart PRIMARY KEY (statement_id, other_id),
            CONSTRAINT ck_utterance_apart_in_order CHECK (statement_id < other_id),
            CONSTRAINT fk_utterance_apart_statement_id_statement
                FOREIGN KEY(statement_id) REFERENCES statement (id) ON DELETE CASCADE,
            CONSTRAINT fk_utterance_apart_other_id_statement
                FOREIGN KEY(other_id) REFERENCES statement (id) ON DELETE CASCADE
        ) WITHOUT ROWID
        """
    )
    op.execute("CREATE INDEX ix_utterance_apart_other_id ON utterance_apart (other_id)")
    _replace_view(_BEFORE, _ADDED + _BEFORE)


def downgrade() -> None:
    """Show the ledger without it, and drop the table."""
    _replace_view(_ADDED + _BEFORE, _BEFORE)
    op.execute("DROP TABLE utterance_apart")


def _replace_view(old: str, new: str) -> None:
    connection = op.get_bind()
    view = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'ledger'").scalar_one()
    assert old in view
    op.execute("DROP VIEW ledger")
    # The driver's own call: SQLAlchemy would take a colon in it for a parameter.
    connection.exec_driver_sql(view.replace(old, new))
