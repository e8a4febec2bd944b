"""Keep the day of an occasion, and show in the ledger to whom and at what something was said.

Revision: 0004, after 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BEFORE = "    s.cue,\n"
_ADDED = """    (SELECT p.name FROM speaker AS p WHERE p.id = s.addressee_id) AS addressee,
    s.addressee AS addressee_as_printed,
    s.occasion_kind,
    s.occasion,
    s.occasion_place,
    s.occasion_on,
"""


def upgrade() -> None:
    """Add the column, and the ledger's new ones."""
    op.execute("ALTER TABLE statement ADD COLUMN occasion_on TEXT")
    _replace_view(_BEFORE, _BEFORE + _ADDED)


def downgrade() -> None:
    """Show the ledger without them, and drop the column."""
    _replace_view(_BEFORE + _ADDED, _BEFORE)
    op.execute("ALTER TABLE statement DROP COLUMN occasion_on")


def _replace_view(old: str, new: str) -> None:
    connection = op.get_bind()
    view = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'ledger'").scalar_one()
    assert old in view
    op.execute("DROP VIEW ledger")
    # The driver's own call: SQLAlchemy would take a colon in it for a parameter.
    connection.exec_driver_sql(view.replace(old, new))
