"""Make the tables searchable, guard the history, and show the ledger.

Revision: 0002, after 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Full-text tables that hold an index only and read the words from the tables themselves ("external content"). Triggers
# keep them in step; an update tells the index the old words first, for it cannot look them up any more.
SEARCH = (
    ("statement_fts", "statement", ("content",), "porter unicode61 remove_diacritics 2"),
    ("article_fts", "article", ("title", "text"), "porter unicode61 remove_diacritics 2"),
    ("speaker_name_fts", "speaker_name", ("folded",), "unicode61 remove_diacritics 0"),
)

GUARDS = {
    f"{table}_keeps_{action}": f"""
        CREATE TRIGGER {table}_keeps_{action} BEFORE {action.upper()} ON "{table}"
        BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
    """
    for table in ("invocation", "change")
    for action in ("update", "delete")
}

# The days that a statement is filtered and sorted by follow its own date, or else its article's.
DATES = {
    "statement_dated": """
        CREATE TRIGGER statement_dated AFTER UPDATE OF said_on, said_on_start, said_on_end, article_id ON statement
        BEGIN
            UPDATE statement SET (dated_from, dated_to) = (
                SELECT
                    CASE WHEN NEW.said_on IS NOT NULL THEN coalesce(NEW.said_on_start, '0001-01-01')
                         WHEN a.published IS NOT NULL THEN coalesce(a.published_start, '0001-01-01') END,
                    CASE WHEN NEW.said_on IS NOT NULL THEN coalesce(NEW.said_on_end, '9999-12-31')
                         WHEN a.published IS NOT NULL THEN coalesce(a.published_end, '9999-12-31') END
                FROM article AS a WHERE a.id = NEW.article_id
            ) WHERE id = NEW.id;
        END
    """,
    "article_dated": """
        CREATE TRIGGER article_dated AFTER UPDATE OF published, published_start, published_end ON article
        BEGIN
            UPDATE statement SET
                dated_from = CASE WHEN NEW.published IS NOT NULL THEN coalesce(NEW.published_start, '0001-01-01') END,
                dated_to = CASE WHEN NEW.published IS NOT NULL THEN coalesce(NEW.published_end, '9999-12-31') END
            WHERE article_id = NEW.id AND said_on IS NULL;
        END
    """,
}

LEDGER = """
CREATE VIEW ledger AS
SELECT
    s.id AS statement_id,
    s.key AS statement_key,
    (SELECT group_concat(name, ' and ') FROM (
        SELECT p.name FROM statement_speaker AS x JOIN speaker AS p ON p.id = x.speaker_id
        WHERE x.statement_id = s.id ORDER BY x.position)) AS speaker,
    coalesce(m.text, '') AS speaker_as_printed,
    (SELECT group_concat(role, '; ') FROM (
        SELECT x.role FROM statement_speaker AS x
        WHERE x.statement_id = s.id AND x.role IS NOT NULL ORDER BY x.position)) AS role_as_printed,
    (SELECT group_concat(country, '; ') FROM (
        SELECT p.country FROM statement_speaker AS x JOIN speaker AS p ON p.id = x.speaker_id
        WHERE x.statement_id = s.id AND p.country IS NOT NULL
        GROUP BY p.country ORDER BY min(x.position))) AS country,
    s.said_on,
    s.said_on_start,
    s.said_on_end,
    s.said_on_basis,
    s.said_on_text,
    s.content AS claim,
    CASE s.manner WHEN 'direct' THEN s.content ELSE s.quote END AS quote,
    s.manner,
    s.cue,
    (SELECT group_concat(slug, '; ') FROM (
        SELECT t.slug FROM statement_topic AS x JOIN topic AS t ON t.id = x.topic_id
        WHERE x.statement_id = s.id AND NOT x.withdrawn ORDER BY t.position, t.slug)) AS topics,
    s.confidence,
    s.status,
    s.note,
    a.id AS article_id,
    a.title,
    a.outlet,
    a.author,
    a.url,
    a.published,
    a.accessed,
    (SELECT group_concat(start || '-' || "end", '; ') FROM (
        SELECT x.start, x."end" FROM statement_span AS x
        WHERE x.statement_id = s.id AND x.role = 'source' ORDER BY x.position)) AS source_offsets,
    (SELECT group_concat(start || '-' || "end", '; ') FROM (
        SELECT x.start, x."end" FROM statement_span AS x
        WHERE x.statement_id = s.id AND x.role = 'cue' ORDER BY x.position)) AS cue_offsets,
    (SELECT group_concat(start || '-' || "end", '; ') FROM (
        SELECT x.start, x."end" FROM statement_span AS x
        WHERE x.statement_id = s.id AND x.role = 'content' ORDER BY x.position)) AS content_offsets,
    a.text_sha256,
    s.extractor,
    CASE WHEN s.utterance_id IS NULL THEN 1
         ELSE (SELECT count(*) FROM statement AS x WHERE x.utterance_id = s.utterance_id AND x.status <> 'rejected')
    END AS report_count
FROM statement AS s
JOIN article AS a ON a.id = s.article_id
LEFT JOIN mention AS m ON m.id = s.mention_id
"""


def upgrade() -> None:
    """Make the full-text tables with their triggers, the guards and the view, and index what is there."""
    for index, table, columns, tokenizer in SEARCH:
        listed = ", ".join(columns)
        new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
        add = f"INSERT INTO {index} (rowid, {listed}) VALUES (NEW.id, {new});"
        drop = f"INSERT INTO {index} ({index}, rowid, {listed}) VALUES ('delete', OLD.id, {old});"
        op.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5("
            f"{listed}, content='{table}', content_rowid='id', tokenize='{tokenizer}')"
        )
        op.execute(f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END")
        op.execute(f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop} END")
        op.execute(f"CREATE TRIGGER {index}_update AFTER UPDATE OF {listed} ON {table} BEGIN {drop} {add} END")
        op.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    for trigger in (*GUARDS.values(), *DATES.values()):
        op.execute(trigger)
    op.execute(LEDGER)


def downgrade() -> None:
    """Drop the view, the triggers and the full-text tables; no row is touched."""
    op.execute("DROP VIEW ledger")
    for trigger in (*DATES, *GUARDS):
        op.execute(f"DROP TRIGGER {trigger}")
    for index, *_ in SEARCH:
        for action in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER {index}_{action}")
        op.execute(f"DROP TABLE {index}")
