"""Comparing what is counted of speakers and topics with the statements that there are, and counting it anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.records.upkeep import Problem
from tracker.storage.session import Session

_MEND = "`tracker db mend` counts anew"

# Tables of counts, each with what it holds.
TALLIES = (
    (
        "speaker_article",
        "SELECT x.speaker_id, s.article_id, count(*) FROM statement_speaker AS x JOIN statement AS s"
        " ON s.id = x.statement_id WHERE s.status <> 'rejected' GROUP BY 1, 2",
    ),
    (
        "topic_speaker",
        "SELECT t.topic_id, x.speaker_id, count(*) FROM statement_topic AS t JOIN statement_speaker AS x"
        " ON x.statement_id = t.statement_id JOIN statement AS s ON s.id = t.statement_id"
        " WHERE t.withdrawn = 0 AND s.status <> 'rejected' GROUP BY 1, 2",
    ),
)


def check_tallies(session: Session) -> Iterator[Problem]:
    """Tell which counts are not those of the statements, each row once."""
    for table, counted in TALLIES:
        one, other = table.split("_")
        for first, second in _find_stray(session, table, counted):
            yield Problem("counts", f"{one} {first}, {other} {second}", f"is not counted in {table} as it is", _MEND)


def mend_tallies(session: Session) -> Iterator[str]:
    """Count anew what is not counted as it is, and tell of it."""
    for table, counted in TALLIES:
        if _find_stray(session, table, counted):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
            session.connection().exec_driver_sql(f"INSERT INTO {table} {counted} ORDER BY 1, 2")
            yield f"the statements of {table} were counted anew"


def _find_stray(session: Session, table: str, counted: str) -> list[tuple[Any, Any]]:
    """The keys of the rows that are not as counted, or missing; by another program they may be no numbers."""
    rows = session.connection().exec_driver_sql(
        f"WITH counted (one, other, statements) AS MATERIALIZED ({counted})"
        f" SELECT DISTINCT one, other FROM (SELECT * FROM counted EXCEPT SELECT * FROM {table}"
        f" UNION ALL SELECT * FROM (SELECT * FROM {table} EXCEPT SELECT * FROM counted)) ORDER BY 1, 2"
    )
    return [(one, other) for one, other in rows]
