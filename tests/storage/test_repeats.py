"""Which statements are tied to each other: by speaker, day, company and words, and which of them not at all."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.extractions import AUSTRIA, BRANDT, OFFICIAL, OKELLO, said, store, tell
from tracker.records import (
    Addressee,
    DateBasis,
    Manner,
    Occasion,
    OccasionKind,
    SaidOn,
    SpeakerKind,
    SpeakerReference,
)
from tracker.storage.database import Database
from tracker.storage.likelihood import Tie
from tracker.storage.repeats import find_ties
from tracker.storage.session import Session

MINISTRY = SpeakerReference("Foreign Ministry", SpeakerKind.ORGANISATION, "AUT")
LONE = SpeakerReference("Brandt", SpeakerKind.PERSON)
ORLO = SpeakerReference("Wanda Orlo", SpeakerKind.PERSON, "AUT")
OPEN = "the grain corridor would stay open until the harvest"
SIMILAR = "the corridor for grain will stay open until harvest"


def report(
    session: Session, words: str, *, by: Any = BRANDT, on: str | None = "2024-03-01", published: str | None = None,
    outlet: str | None = None, **fields: Any,
) -> int:  # fmt: skip
    """Store an article of its own in which somebody says the words, and give the statement's number."""
    count = session.execute(text("SELECT count(*) FROM article")).scalar_one()
    body = f"Report {count}. Brandt said {words}. She spoke to Okello at talks."
    to = fields.pop("to", None)
    if to is not None:
        at = body.index("Okello")
        fields["addressee"] = Addressee("Okello", (at, at + 6), (to,))
    if fields.pop("meeting", False):
        fields["occasion"] = Occasion(OccasionKind.MEETING, "talks", (body.index("talks"), body.index("talks") + 5))
    if fields.pop("record", False):
        fields["said_on"] = SaidOn("2024-03-01", "2024-03-01", "2024-03-01", DateBasis.DOCUMENT)
        statement = said(body, words, by=by, **{k: v for k, v in fields.items() if k != "said_on"})
        object.__setattr__(statement, "said_on", fields["said_on"])
    else:
        statement = said(body, words, by=by, on=on, **fields)
    store(session, tell(body, statement, published=published or on, outlet=outlet or f"Outlet {count}"))
    return int(session.execute(text("SELECT max(id) FROM statement")).scalar_one())


def tied(database: Database, *reports: dict[str, Any], least: float = 0.2) -> list[Tie]:
    with database.begin() as session:
        for given in reports:
            report(session, **given)
        return find_ties(session, least=least)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"on": "2024-03-02"}, "a day apart"),
        ({"on": "2024-02-29"}, "a day apart"),
        ({"outlet": "Outlet 0"}, "but in one outlet"),
        ({"by": LONE}, "Ilse Brandt and Brandt may be one"),
        ({"by": AUSTRIA}, "Ilse Brandt and Austria may speak for one state"),
        ({"by": MINISTRY}, "Ilse Brandt and Foreign Ministry may speak for one state"),
        ({"by": (OKELLO, BRANDT)}, None),
        ({"on": None}, "but one has no day"),
    ],
)
def test_reports_of_one_utterance(database: Database, changes: dict[str, Any], reason: str | None) -> None:
    if changes.get("on", "") is None:  # found by the quotation alone
        changes = changes | {"words": OPEN, "manner": Manner.DIRECT}
    (tie,) = tied(database, {"words": OPEN}, {"words": SIMILAR} | changes)
    assert (tie.one, tie.other) == (1, 2)
    assert tie.score > 0.55
    assert reason is None or reason in tie.reasons
    assert tie.run


@pytest.mark.parametrize(
    "changes",
    [
        {"by": OKELLO},
        {"by": ORLO},
        {"on": "2024-03-03"},
        {"words": "wheat prices had fallen for the third week"},
        {"on": None},
    ],
)
def test_what_is_not_compared_at_all(database: Database, changes: dict[str, Any]) -> None:
    assert tied(database, {"words": OPEN}, {"words": SIMILAR} | changes, least=0.0) == []


def test_statements_of_one_article_are_not_tied(database: Database) -> None:
    body = f"Brandt said {OPEN}. Later Brandt said {OPEN} again."
    with database.begin() as session:
        store(session, tell(body, said(body, OPEN, on="2024-03-01"), said(body, f"{OPEN} again", on="2024-03-01")))
        assert find_ties(session, least=0.0) == []


def test_a_state_and_its_official_are_tied_for_less(database: Database) -> None:
    same, official = tied(database, {"words": OPEN}, {"words": SIMILAR}, {"words": SIMILAR, "by": AUSTRIA}, least=0.4)[
        ::2
    ]
    assert {same.one, same.other} == {1, 2}
    assert official.score < same.score


def test_company_decides_between_meetings(database: Database) -> None:
    met = {"meeting": True, "to": OKELLO}
    (alike,) = tied(database, {"words": OPEN, **met}, {"words": SIMILAR, **met})
    assert "both in the same company" in alike.reasons
    with database.begin() as session:
        report(session, SIMILAR, meeting=True, to=ORLO)
        others = [tie for tie in find_ties(session, least=0.0) if tie.other == 3]
    assert all("but in other company" in tie.reasons and tie.score < 0.4 for tie in others)
    assert others


def test_a_source_without_a_name_counts_against(database: Database) -> None:
    (named,) = tied(database, {"words": OPEN}, {"words": SIMILAR})
    with database.begin() as session:
        report(session, OPEN, by=OFFICIAL)
        report(session, SIMILAR, by=OFFICIAL)
        (unnamed,) = [tie for tie in find_ties(session, least=0.0) if tie.one == 3]
    assert unnamed.score < named.score
    assert "but the source is not named" in unnamed.reasons


def test_transcripts_are_tied_only_where_they_are_one_text(database: Database) -> None:
    turn = "barley and rye and maize leave Lech and Graz by barge and rail and road before autumn"
    direct = {"record": True, "manner": Manner.DIRECT}
    ties = tied(
        database,
        {"words": "Yeah", **direct},
        {"words": "Yeah", **direct},
        {"words": "barley will leave the port", **direct},
        {"words": "barley will leave the port", **direct},
        {"words": turn, **direct},
        {"words": turn, **direct},
        least=0.0,
    )
    assert [(tie.one, tie.other) for tie in ties] == [(5, 6)]


def test_a_quotation_out_of_a_transcript_is_tied_to_it(database: Database) -> None:
    turn = "Thank you all. Barley leaves tomorrow. Whoever blocks the corridor blocks bread. Next question"
    (tie,) = tied(
        database,
        {"words": turn, "record": True, "manner": Manner.DIRECT},
        {"words": "Whoever blocks the corridor blocks bread", "manner": Manner.DIRECT},
    )
    assert tie.score > 0.75
    assert tie.reasons == ("a quotation of 6 words",)


def test_a_quotation_printed_days_later_without_a_day_of_its_own(database: Database) -> None:
    quoted = {"words": "Whoever blocks the corridor blocks bread", "manner": Manner.DIRECT}
    (tie,) = tied(database, quoted, quoted | {"on": None, "published": "2024-03-06"})
    assert "but 5 days apart, the later without a day of its own" in tie.reasons
    with database.begin() as session:
        report(session, **quoted, on=None, published="2024-04-06")
        report(session, **(quoted | {"on": "2024-03-09"}))
        ties = find_ties(session, least=0.0)
    # What has a day of its own was said on that day; after weeks nobody knows; what is later reprints either of both.
    assert {(tie.one, tie.other) for tie in ties} == {(1, 2)}


def test_what_is_said_every_day_ties_for_less(database: Database) -> None:
    phrase = "an unprovoked and unjustified attack on Lech"
    (before,) = tied(database, {"words": phrase}, {"words": phrase})
    with database.begin() as session:
        for day in range(10, 20):
            report(session, f"he deplored {phrase}", by=OKELLO, on=f"2024-03-{day}")
        after = next(tie for tie in find_ties(session, least=0.0) if (tie.one, tie.other) == (1, 2))
    assert after.score < before.score - 0.2
    assert after.reasons[-1] == f"but “{phrase}” is said on other days too (10)"


def test_rejected_statements_are_left_out(database: Database) -> None:
    with database.begin() as session:
        report(session, OPEN)
        report(session, SIMILAR)
        session.execute(text("UPDATE statement SET status = 'rejected' WHERE id = 2"))
        assert find_ties(session, least=0.0) == []


def test_words_with_quotation_marks_and_operators_are_looked_for_as_words(database: Database) -> None:
    words = '“the corridor” AND the river* NOT "Lech" OR (Graz) stay open'
    (tie,) = tied(database, {"words": words}, {"words": words})
    assert tie.score > 0.5
