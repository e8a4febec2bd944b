"""What datasette is to know of a tracker's database: facets, search, what columns hold, and questions to begin with."""

from __future__ import annotations

from typing import Any

from tracker.ledger.columns import COLUMNS

# The indexes of full-text search and the tables that only hold others together are nothing to browse.
_HIDDEN = (
    "alembic_version",
    "statement_fts",
    "article_fts",
    "speaker_name_fts",
    "statement_span",
    "mention",
)

_QUERIES: dict[str, dict[str, str]] = {
    "who_said": {
        "title": "Who said it",
        "description": "Statements whose words match, with who said them and where.",
        "sql": (
            "SELECT l.speaker, l.said_on, l.claim, l.outlet, l.url FROM statement_fts AS f "
            "JOIN ledger AS l ON l.statement_id = f.rowid "
            "WHERE statement_fts MATCH '\"' || replace(:words, '\"', '\"\"') || '\"' AND l.status <> 'rejected' "
            "ORDER BY l.said_on_start LIMIT 200"
        ),
    },
    "speakers_by_topic": {
        "title": "Who speaks of a topic, and how often",
        "sql": (
            "SELECT p.name, p.country, count(*) AS statements FROM statement_topic AS x "
            "JOIN topic AS t ON t.id = x.topic_id JOIN statement AS s ON s.id = x.statement_id "
            "JOIN statement_speaker AS y ON y.statement_id = s.id JOIN speaker AS p ON p.id = y.speaker_id "
            "WHERE t.slug = :topic AND NOT x.withdrawn AND s.status <> 'rejected' "
            "GROUP BY p.id ORDER BY statements DESC, p.name"
        ),
    },
    "statements_by_month": {
        "title": "Statements by month",
        "sql": (
            "SELECT substr(dated_from, 1, 7) AS month, count(*) AS statements FROM statement "
            "WHERE dated_from IS NOT NULL AND status <> 'rejected' GROUP BY month ORDER BY month"
        ),
    },
}


def describe_database(name: str) -> dict[str, Any]:
    """The metadata for datasette of a database that it serves under ``name``: its file's name without the ending."""
    tables: dict[str, dict[str, Any]] = {
        "ledger": {
            "title": "Ledger",
            "description": "One row a statement: who said what, when, and where it is written.",
            "columns": {column.name: column.description for column in COLUMNS},
            "facets": ["speaker", "outlet", "manner", "status"],
            "fts_table": "statement_fts",
            "fts_pk": "statement_id",
            # In no order: to sort a view, SQLite has to work out every row of it.
            "size": 50,
        },
        "article": {
            "title": "Articles",
            "label_column": "title",
            "facets": ["outlet", "language"],
            "fts_table": "article_fts",
            "fts_pk": "id",
            "sort_desc": "published_start",
        },
        "statement": {
            "title": "Statements",
            "label_column": "content",
            "facets": ["manner", "status", "confidence"],
            "fts_table": "statement_fts",
            "fts_pk": "id",
        },
        "speaker": {"title": "Speakers", "label_column": "name", "facets": ["kind", "country"], "sort": "name"},
        "topic": {"title": "Topics", "label_column": "label", "sort": "position"},
        "invocation": {"title": "History", "label_column": "command", "sort_desc": "id"},
        **{table: {"hidden": True} for table in _HIDDEN},
    }
    return {
        "title": "Who said what",
        "description": "Attributed statements from news articles, each tied to its source text.",
        "databases": {name: {"tables": tables, "queries": _QUERIES}},
    }
