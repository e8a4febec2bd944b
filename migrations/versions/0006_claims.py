"""Keep of each claim how firm it is, what decided that, its parties, and what a person decided on it.

Revision: 0006, after 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Nothing hangs on claims, and no trigger or view looks at them: the table is made anew and takes its rows over.
_KINDS = "kind IN ('commitment', 'position', 'demand', 'assertion', 'appraisal', 'denial', 'protocol')"
_BEFORE = f"""
    CREATE TABLE claim_made (
        statement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT,
        kind TEXT,
        about TEXT,
        about_start TEXT,
        about_end TEXT,
        CONSTRAINT ck_claim_kind CHECK ({_KINDS}),
        CONSTRAINT ck_claim_offsets CHECK ("start" >= 0 AND "start" < "end"),
        CONSTRAINT ck_claim_about_bounds CHECK (about_start <= about_end),
        CONSTRAINT ck_claim_position CHECK (position >= 0),
        CONSTRAINT pk_claim PRIMARY KEY (statement_id, position),
        CONSTRAINT fk_claim_statement_id_statement FOREIGN KEY(statement_id) REFERENCES statement (id) ON DELETE CASCADE
    ) WITHOUT ROWID
"""
_AFTER = f"""
    CREATE TABLE claim_made (
        statement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT,
        kind TEXT,
        strength TEXT,
        marker TEXT,
        party_text TEXT,
        counterpart_text TEXT,
        about TEXT,
        about_start TEXT,
        about_end TEXT,
        about_text TEXT,
        status TEXT DEFAULT 'extracted' NOT NULL,
        coder TEXT,
        coded_at TEXT,
        note TEXT,
        CONSTRAINT ck_claim_kind CHECK ({_KINDS}),
        CONSTRAINT ck_claim_strength CHECK (strength IN ('strong', 'firm', 'ready', 'hope', 'explore')),
        CONSTRAINT ck_claim_status CHECK (status IN ('extracted', 'confirmed', 'edited', 'added', 'rejected')),
        CONSTRAINT ck_claim_offsets CHECK ("start" >= 0 AND "start" < "end"),
        CONSTRAINT ck_claim_about_bounds CHECK (about_start <= about_end),
        CONSTRAINT ck_claim_position CHECK (position >= 0),
        CONSTRAINT pk_claim PRIMARY KEY (statement_id, position),
        CONSTRAINT fk_claim_statement_id_statement FOREIGN KEY(statement_id) REFERENCES statement (id) ON DELETE CASCADE
    ) WITHOUT ROWID
"""
_PARTIES = """
    CREATE TABLE claim_party (
        statement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        role TEXT NOT NULL,
        place INTEGER NOT NULL,
        name TEXT COLLATE "NOCASE" NOT NULL,
        CONSTRAINT ck_claim_party_role CHECK (role IN ('party', 'counterpart')),
        CONSTRAINT ck_claim_party_positions CHECK (position >= 0 AND place >= 0),
        CONSTRAINT pk_claim_party PRIMARY KEY (statement_id, position, role, place),
        CONSTRAINT fk_claim_party_statement_id_statement
            FOREIGN KEY(statement_id) REFERENCES statement (id) ON DELETE CASCADE
    ) WITHOUT ROWID
"""
_INDEXES = (
    "CREATE INDEX ix_claim_kind_strength ON claim (kind, strength)",
    "CREATE INDEX ix_claim_about_start ON claim (about_start) WHERE about IS NOT NULL",
    "CREATE INDEX ix_claim_party_name_role ON claim_party (name, role)",
)
_SHARED = 'statement_id, position, start, "end", text, kind, about, about_start, about_end'


def upgrade() -> None:
    """Make the table anew with the columns, and the one of parties beside it."""
    _remake(_AFTER)
    op.execute(_PARTIES)
    for index in _INDEXES:
        op.execute(index)


def downgrade() -> None:
    """Drop the parties and the columns; the claims keep their numbers."""
    op.execute("DROP TABLE claim_party")
    _remake(_BEFORE)


def _remake(made: str) -> None:
    op.execute(made)
    op.execute(f"INSERT INTO claim_made ({_SHARED}) SELECT {_SHARED} FROM claim")
    op.execute("DROP TABLE claim")
    op.execute("ALTER TABLE claim_made RENAME TO claim")
