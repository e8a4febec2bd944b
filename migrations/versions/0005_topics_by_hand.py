"""Let topics that people make have terms of their own, and let merged and removed ones stay gone.

Revision: 0005, after 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Added as they are: a batch would rebuild the table, and with it the rows that hang on it.
_COLUMNS = (
    ("terms", "JSON"),
    ("unless", "JSON"),
    ("retired", "INTEGER DEFAULT '0' NOT NULL"),
    ("merged_into", "TEXT"),
)


def upgrade() -> None:
    """Add the columns."""
    for column, type_ in _COLUMNS:
        op.execute(f"ALTER TABLE topic ADD COLUMN {column} {type_}")


def downgrade() -> None:
    """Drop the columns."""
    for column, _ in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE topic DROP COLUMN {column}")
