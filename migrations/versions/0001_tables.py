"""Lay the tables: articles, speakers, statements, topics and the history.

Revision: 0001, the first
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# In the file's header: tells the tracker's databases from everybody else's.
APPLICATION_ID = 0x73746D74

TABLES = (
    "article",
    "invocation",
    "speaker",
    "topic",
    "utterance",
    "change",
    "mention",
    "post_held",
    "speaker_name",
    "statement",
    "claim",
    "statement_span",
    "statement_speaker",
    "statement_topic",
)


def upgrade() -> None:
    """Make every table with its constraints and indexes."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_start", sa.Text(), nullable=True),
        sa.Column("published_end", sa.Text(), nullable=True),
        sa.Column("accessed", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_article_text")),
        sa.CheckConstraint("length(text_sha256) = 64", name=op.f("ck_article_text_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("text_sha256", name=op.f("uq_article_text_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_article_identifier"),
        "article",
        ["identifier"],
        unique=False,
        sqlite_where=sa.text("identifier IS NOT NULL"),
    )
    op.create_index(op.f("ix_article_published_start"), "article", ["published_start"], unique=False)
    op.create_table(
        "invocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes_id"], ["invocation.id"], name=op.f("fk_invocation_undoes_id_invocation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invocation")),
        sa.UniqueConstraint("token", name=op.f("uq_invocation_token")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="machine", nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('person', 'office', 'state', 'organisation', 'group', 'document', 'media', 'unnamed')",
            name=op.f("ck_speaker_kind"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_speaker_name")),
        sa.CheckConstraint("origin IN ('machine', 'hand')", name=op.f("ck_speaker_origin")),
        sa.CheckConstraint("length(country) = 3", name=op.f("ck_speaker_country")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_speaker_country_kind"), "speaker", ["country", "kind"], unique=False)
    op.create_index(op.f("ix_speaker_folded"), "speaker", ["folded"], unique=False)
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("exact_match", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("origin", sa.Text(), server_default="machine", nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'hand')", name=op.f("ck_topic_origin")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_topic_parent")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["topic.id"], name=op.f("fk_topic_parent_id_topic"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_topic_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "utterance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_utterance")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invocation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("action IN ('insert', 'update', 'delete')", name=op.f("ck_change_action")),
        sa.ForeignKeyConstraint(["invocation_id"], ["invocation.id"], name=op.f("fk_change_invocation_id_invocation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_invocation_id"), "change", ["invocation_id"], unique=False)
    op.create_index(op.f("ix_change_table_name_row_id"), "change", ["table_name", "row_id"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_mention_offsets")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_mention_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint("article_id", "start", "end", "text", name=op.f("uq_mention_article_id_start_end_text")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "post_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("role_folded", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("held_from", sa.Text(), nullable=True),
        sa.Column("held_from_start", sa.Text(), nullable=True),
        sa.Column("held_to", sa.Text(), nullable=True),
        sa.Column("held_to_end", sa.Text(), nullable=True),
        sa.Column("seen_first", sa.Text(), nullable=True),
        sa.Column("seen_last", sa.Text(), nullable=True),
        sa.Column("articles", sa.Integer(), server_default="0", nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="machine", nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'hand')", name=op.f("ck_post_held_origin")),
        sa.CheckConstraint("length(country) = 3", name=op.f("ck_post_held_country")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_post_held_speaker_id_speaker"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_held")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_post_held_role_folded_country"), "post_held", ["role_folded", "country"], unique=False)
    op.create_index(
        op.f("ix_post_held_speaker_id_role_folded"), "post_held", ["speaker_id", "role_folded"], unique=False
    )
    op.create_table(
        "speaker_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="machine", nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'hand')", name=op.f("ck_speaker_name_origin")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_speaker_name_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_name_speaker_id_speaker"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_name")),
        sa.UniqueConstraint(
            "speaker_id", "name", "article_id", name=op.f("uq_speaker_name_speaker_id_name_article_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_speaker_name_article_id"),
        "speaker_name",
        ["article_id"],
        unique=False,
        sqlite_where=sa.text("article_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_speaker_name_folded"), "speaker_name", ["folded"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=True),
        sa.Column("continues_id", sa.Integer(), nullable=True),
        sa.Column("utterance_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), server_default="", nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="extracted", nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("candidates", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("extractor", sa.Text(), nullable=True),
        sa.Column("said_on", sa.Text(), nullable=True),
        sa.Column("said_on_start", sa.Text(), nullable=True),
        sa.Column("said_on_end", sa.Text(), nullable=True),
        sa.Column("said_on_basis", sa.Text(), nullable=True),
        sa.Column("said_on_text", sa.Text(), nullable=True),
        sa.Column("said_on_at", sa.Integer(), nullable=True),
        sa.Column("said_on_until", sa.Integer(), nullable=True),
        sa.Column("dated_from", sa.Text(), nullable=True),
        sa.Column("dated_to", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("addressee_at", sa.Integer(), nullable=True),
        sa.Column("addressee_until", sa.Integer(), nullable=True),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("occasion_kind", sa.Text(), nullable=True),
        sa.Column("occasion_place", sa.Text(), nullable=True),
        sa.Column("occasion_at", sa.Integer(), nullable=True),
        sa.Column("occasion_until", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("coder", sa.Text(), nullable=True),
        sa.CheckConstraint("confidence IN ('high', 'medium', 'low')", name=op.f("ck_statement_confidence")),
        sa.CheckConstraint("content <> ''", name=op.f("ck_statement_content")),
        sa.CheckConstraint("manner IN ('direct', 'indirect', 'mixed')", name=op.f("ck_statement_manner")),
        sa.CheckConstraint(
            "said_on_basis IN ('sentence', 'event', 'document', 'manual')", name=op.f("ck_statement_said_on_basis")
        ),
        sa.CheckConstraint(
            "status IN ('extracted', 'confirmed', 'edited', 'added', 'rejected')", name=op.f("ck_statement_status")
        ),
        sa.CheckConstraint(
            '"addressee_at" >= 0 AND "addressee_at" < "addressee_until"', name=op.f("ck_statement_addressee_offsets")
        ),
        sa.CheckConstraint(
            '"occasion_at" >= 0 AND "occasion_at" < "occasion_until"', name=op.f("ck_statement_occasion_offsets")
        ),
        sa.CheckConstraint(
            '"said_on_at" >= 0 AND "said_on_at" < "said_on_until"', name=op.f("ck_statement_said_on_offsets")
        ),
        sa.CheckConstraint("(dated_from IS NULL) = (dated_to IS NULL)", name=op.f("ck_statement_dated_pair")),
        sa.CheckConstraint("(said_on IS NULL) = (said_on_basis IS NULL)", name=op.f("ck_statement_said_on")),
        sa.CheckConstraint("dated_from <= dated_to", name=op.f("ck_statement_dated")),
        sa.CheckConstraint("length(key) = 16", name=op.f("ck_statement_key")),
        sa.CheckConstraint("said_on_start <= said_on_end", name=op.f("ck_statement_said_on_bounds")),
        sa.CheckConstraint("start >= 0", name=op.f("ck_statement_start")),
        sa.ForeignKeyConstraint(["addressee_id"], ["speaker.id"], name=op.f("fk_statement_addressee_id_speaker")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_statement_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["continues_id"], ["statement.id"], name=op.f("fk_statement_continues_id_statement"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_statement_mention_id_mention")),
        sa.ForeignKeyConstraint(
            ["utterance_id"], ["utterance.id"], name=op.f("fk_statement_utterance_id_utterance"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("key", name=op.f("uq_statement_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_statement_addressee_id"),
        "statement",
        ["addressee_id"],
        unique=False,
        sqlite_where=sa.text("addressee_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_statement_article_id_start"), "statement", ["article_id", "start"], unique=False)
    op.create_index(
        op.f("ix_statement_continues_id"),
        "statement",
        ["continues_id"],
        unique=False,
        sqlite_where=sa.text("continues_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_statement_dated_from_dated_to"), "statement", ["dated_from", "dated_to"], unique=False)
    op.create_index(op.f("ix_statement_dated_to"), "statement", ["dated_to"], unique=False)
    op.create_index(
        op.f("ix_statement_mention_id"),
        "statement",
        ["mention_id"],
        unique=False,
        sqlite_where=sa.text("mention_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_statement_utterance_id"),
        "statement",
        ["utterance_id"],
        unique=False,
        sqlite_where=sa.text("utterance_id IS NOT NULL"),
    )
    op.create_table(
        "claim",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("about_start", sa.Text(), nullable=True),
        sa.Column("about_end", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('commitment', 'position', 'demand', 'assertion', 'appraisal', 'denial', 'protocol')",
            name=op.f("ck_claim_kind"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_claim_offsets")),
        sa.CheckConstraint("about_start <= about_end", name=op.f("ck_claim_about_bounds")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_claim_position")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_claim_statement_id_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_claim")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_span",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('source', 'cue', 'content')", name=op.f("ck_statement_span_role")),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_statement_span_offsets")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_statement_span_position")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_span_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "role", "position", name=op.f("pk_statement_span")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_speaker",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.CheckConstraint("position >= 0", name=op.f("ck_statement_speaker_position")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_statement_speaker_speaker_id_speaker")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_speaker_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_statement_speaker")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_statement_speaker_speaker_id_statement_id"),
        "statement_speaker",
        ["speaker_id", "statement_id"],
        unique=True,
    )
    op.create_table(
        "statement_topic",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("origin", sa.Text(), server_default="machine", nullable=False),
        sa.Column("withdrawn", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("origin IN ('machine', 'hand')", name=op.f("ck_statement_topic_origin")),
        sa.CheckConstraint("withdrawn IN (0, 1)", name=op.f("ck_statement_topic_withdrawn")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_topic_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_statement_topic_topic_id_topic")),
        sa.PrimaryKeyConstraint("statement_id", "topic_id", name=op.f("pk_statement_topic")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_statement_topic_topic_id_statement_id"), "statement_topic", ["topic_id", "statement_id"], unique=False
    )


def downgrade() -> None:
    """Drop every table, those that point to others first."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("PRAGMA application_id = 0")
