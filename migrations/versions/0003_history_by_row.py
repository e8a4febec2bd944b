"""Let the history name rows of composite keys, and statements say who decided on them and when.

Revision: 0003, after 0002
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Added as they are rather than in a batch, which would rebuild the tables: that costs them their triggers and their
# memory of the numbers already given.
_COLUMNS = (
    ("change", "row_key", "JSON"),
    ("statement", "coded_at", "TEXT"),
    ("statement", "extracted_content", "JSON"),
)

# INSERT OR REPLACE deletes without asking the triggers that guard deletion.
_GUARDS = {
    "invocation_keeps_rows": """
        CREATE TRIGGER invocation_keeps_rows BEFORE INSERT ON invocation
        WHEN EXISTS (SELECT 1 FROM invocation WHERE id = NEW.id OR token = NEW.token)
        BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
    """,
    "change_keeps_rows": """
        CREATE TRIGGER change_keeps_rows BEFORE INSERT ON "change"
        WHEN EXISTS (SELECT 1 FROM "change" WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
    """,
}

_LAST = "END AS report_count"
_ADDED = ",\n    s.coder,\n    s.coded_at"


def upgrade() -> None:
    """Add the columns, show who decided in the ledger, and keep the history from being replaced."""
    for table, column, type_ in _COLUMNS:
        op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column} {type_}')
    for guard in _GUARDS.values():
        op.execute(guard)
    _replace_view(_LAST, _LAST + _ADDED)


def downgrade() -> None:
    """Drop the guards and the columns, and show the ledger without them."""
    _replace_view(_LAST + _ADDED, _LAST)
    for guard in _GUARDS:
        op.execute(f"DROP TRIGGER {guard}")
    for table, column, _ in reversed(_COLUMNS):
        op.execute(f'ALTER TABLE "{table}" DROP COLUMN {column}')


def _replace_view(old: str, new: str) -> None:
    connection = op.get_bind()
    view = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'ledger'").scalar_one()
    assert old in view
    op.execute("DROP VIEW ledger")
    # The driver's own call: SQLAlchemy would take a colon in it for a parameter.
    connection.exec_driver_sql(view.replace(old, new))
