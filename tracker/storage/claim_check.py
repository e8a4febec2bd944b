"""Checking what no constraint of the tables holds: links whose claims are there, and claims that share no words."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.records.claims import ClaimReference
from tracker.records.upkeep import Problem
from tracker.storage.session import Session

_RESTORE = "`tracker db restore BACKUP` goes back to a backup"

_LINKS = """
SELECT l.statement_id, l.position, l.other_id, l.other_position, l.{0}, l.{1}
FROM claim_link AS l LEFT JOIN claim AS c ON c.statement_id = l.{0} AND c.position = l.{1}
WHERE c.statement_id IS NULL ORDER BY 1, 2, 3, 4
"""

# Claims in the order of their words, each with how far those before it reach.
_OVERLAPPING = """
SELECT c.statement_id, c.position, (
    SELECT min(o.position) FROM claim AS o WHERE o.statement_id = c.statement_id AND o.position <> c.position
    AND o.status <> 'rejected' AND o.start < c."end" AND c.start < o."end")
FROM (
    SELECT statement_id, position, start, "end", max("end") OVER (
        PARTITION BY statement_id ORDER BY start, position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached FROM claim WHERE status <> 'rejected'
) AS c WHERE c.start < c.reached ORDER BY 1, 2
"""


def check_claims(session: Session) -> Iterator[Problem]:
    """Tell which links have an end that is no claim, and which claims stand on words of another one."""
    run = session.connection().exec_driver_sql
    for end in (("statement_id", "position"), ("other_id", "other_position")):
        for *link, statement, position in run(_LINKS.format(*end)):
            later, earlier = ClaimReference(link[0], link[1] + 1), ClaimReference(link[2], link[3] + 1)
            told = f"{ClaimReference(statement, position + 1)} is not there"
            yield Problem("links", f"claim_link {later} – {earlier}", told, _RESTORE)
    for statement, position, other in run(_OVERLAPPING):
        claim, beside = ClaimReference(statement, position + 1), ClaimReference(statement, other + 1)
        remedy = f"`tracker claim reject {claim}` leaves the words to the other, `tracker claim merge` makes them one"
        yield Problem("claims", f"claim {claim}", f"stands on words of {beside}", remedy)
