"""The columns of a table of claims, one row a claim: what `tracker export --claims` writes and import takes back.

A column's name is a field of ClaimRow; the statement and article that a claim is of stand beside it.
"""

from __future__ import annotations

from tracker.ledger.columns import Column, Kind

_READ = "it is read from the claim's words"
_MOVED = "`tracker claim edit --words` moves it"
_STATED = "it is the statement's; correct it in the ledger"
_OURS = "the database keeps it itself"

CLAIM_COLUMNS = (
    Column("claim_id", "number of the claim: its statement's and its own, S12.1", ("claim_id",), fixed=_OURS, width=9),
    Column(
        "kind",
        "commitment, position, demand, assertion, appraisal, denial or protocol; empty for none",
        ("kind",),
        width=13,
    ),
    Column("strength", "strong, firm, ready, hope or explore; empty for none", ("strength",), width=9),
    Column("marker", "the words that decided these", ("marker",), fixed=_READ, width=18),
    Column("claim", "what is claimed, in the article's words", ("claim",), fixed=_MOVED, width=60),
    Column("party", "whom it binds or speaks of, separated by '; '", ("party",), Kind.LIST, width=22),
    Column("party_as_printed", "the words that name them", ("party_as_printed",), fixed=_READ, width=22),
    Column("counterpart", "toward whom, separated by '; '", ("counterpart",), Kind.LIST, width=22),
    Column("counterpart_as_printed", "the words that name them", ("counterpart_as_printed",), fixed=_READ, width=22),
    Column("about", "the date that it speaks of, EDTF", ("about",), Kind.EDTF, width=12),
    Column("about_as_printed", "the words that give the date", ("about_as_printed",), fixed=_READ),
    Column("status", "extracted, confirmed, edited, added or rejected", ("status",), width=11),
    Column("note", "a note made by hand", ("note",), width=24),
    Column("start", "where it begins in the article's text", ("start",), Kind.NUMBER, _MOVED, 8),
    Column("end", "where it ends", ("end",), Kind.NUMBER, _MOVED, 8),
    Column("statement_id", "number of its statement, shown as S12", ("statement_id",), Kind.NUMBER, _OURS, 8),
    Column("statement_key", "lasting key of its statement", ("statement_key",), Kind.KEY, _OURS, 18),
    Column("speaker", "who said it", ("speaker",), fixed=_STATED, width=24),
    Column("said_on", "day on which it was said, EDTF", ("said_on",), Kind.EDTF, _STATED, 12),
    Column("article_id", "number of the article, shown as A3", ("article_id",), Kind.NUMBER, _OURS, 8),
    Column("title", "the article's title", ("title",), fixed=_STATED, width=36),
    Column("outlet", "who published it", ("outlet",), fixed=_STATED, width=20),
    Column("url", "its address", ("url",), fixed=_STATED, width=30),
    Column("published", "date of publication, EDTF", ("published",), Kind.EDTF, _STATED, 12),
    Column(
        "utterance_id", "number of the utterance that its statement reports", ("utterance_id",), Kind.NUMBER, _OURS, 8
    ),
    Column("report_count", "how many statements report that", ("report_count",), Kind.NUMBER, _OURS, 8),
    Column("coder", "the person who last decided on the claim", ("coder",), fixed=_OURS),
    Column("coded_at", "when they did, in UTC", ("coded_at",), Kind.TIME, _OURS, 20),
)

CLAIM_COLUMN_OF = {column.name: column for column in CLAIM_COLUMNS}
