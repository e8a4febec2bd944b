"""Keep what people ruled of links between claims: what a later one does to an earlier commitment.

Revision: 0010, after 0009
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.execute(
        """
        CREATE TABLE claim_link (
            statement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            other_id INTEGER NOT NULL,
            other_position INTEGER NOT NULL,
            relation TEXT NOT NULL,
            origin TEXT NOT NULL,
            status TEXT NOT NULL,
            reason TEXT,
            coder TEXT NOT NULL,
            coded_at TEXT NOT NULL,
            CONSTRAINT pk_claim_link PRIMARY KEY (statement_id, position, other_id, other_position),
            CONSTRAINT ck_claim_link_relation
                CHECK (relation IN ('reaffirms', 'hardens', 'softens', 'drops', 'fulfils')),
            CONSTRAINT ck_claim_link_origin CHECK (origin IN ('machine', 'hand')),
            CONSTRAINT ck_claim_link_status CHECK (status IN ('accepted', 'rejected')),
            CONSTRAINT ck_claim_link_positions CHECK (position >= 0 AND other_position >= 0),
            CONSTRAINT ck_claim_link_two_claims CHECK (statement_id <> other_id OR position <> other_position),
            CONSTRAINT fk_claim_link_statement_id_statement
                FOREIGN KEY(statement_id) REFERENCES statement (id) ON DELETE CASCADE,
            CONSTRAINT fk_claim_link_other_id_statement
                FOREIGN KEY(other_id) REFERENCES statement (id) ON DELETE CASCADE
        ) WITHOUT ROWID
        """
    )
    op.execute("CREATE INDEX ix_claim_link_other_id_other_position ON claim_link (other_id, other_position)")


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE claim_link")
