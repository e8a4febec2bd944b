"""Let people track formulations: set phrases, and how far each was looked at.

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "formulation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("bases", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.Column("looked_article", sa.Integer(), nullable=False),
        sa.CheckConstraint("bases <> ''", name=op.f("ck_formulation_bases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formulation")),
        sa.UniqueConstraint("bases", name=op.f("uq_formulation_bases")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("formulation")
