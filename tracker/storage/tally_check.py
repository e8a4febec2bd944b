"""Comparing what is counted of speakers and topics with the statements that there are, and counting it anew."""

from __future__ import annotations

from collections.abc import Iterator

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
        one, other = (f"{word}_id" for word in table.split("_"))
        rows = (
            f"SELECT DISTINCT {one}, {other} FROM ("
            f"SELECT * FROM (SELECT {one}, {other}, statements FROM {table} EXCEPT {counted})"
            f" UNION ALL SELECT * FROM ({counted} EXCEPT SELECT {one}, {other}, statements FROM {table})) ORDER BY 1, 2"
        )
        for first, second in session.connection().exec_driver_sql(rows):
            where = f"{one[:-3]} {first}, {other[:-3]} {second}"
            yield Problem("counts", where, f"are not counted in {table} as they are", _MEND)


def mend_tallies(session: Session) -> Iterator[str]:
    """Count anew what is not counted as it is, and tell of it."""
    stray = {problem.message for problem in check_tallies(session)}
    for table, counted in TALLIES:
        if any(f" {table} " in message for message in stray):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
            session.connection().exec_driver_sql(f"INSERT INTO {table} {counted} ORDER BY 1, 2")
            yield f"the statements of {table} were counted anew"
