"""All statements by period, counted without reading them, as a look at each of them counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import AUSTRIA, BRANDT, OKELLO, said, store, tell
from tracker.lexicon.actors import Actors
from tracker.records import StatementFilter, Status
from tracker.storage.database import Database
from tracker.storage.summaries import count_periods, count_speakers

# The same statements as no filter at all, looked at one by one.
EACH = StatementFilter(statuses=(Status.EXTRACTED, Status.CONFIRMED, Status.EDITED, Status.ADDED))
DAYS = (
    None,
    "2020-05-01",
    "2020-05-31",
    "2020-06-01",
    "2020",
    "2020-05",
    "2019-12-31/2020-01-01",
    "2018/..",
    "../2021",
)
BY = (BRANDT, OKELLO, (BRANDT, OKELLO), AUSTRIA)

STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.integers(0, len(BY) - 1),
        st.sampled_from(["extracted", "extracted", "confirmed", "rejected"]),
        st.sampled_from([None, None, 1, 2]),
        st.booleans(),
    ),
    max_size=9,
)  # fmt: skip


def no_actors() -> Actors:
    raise AssertionError("no name is typed")


@given(STATEMENTS)
def test_everything_is_counted_as_each_is(
    tmp_path_factory: pytest.TempPathFactory,
    found: list[tuple[str | None, int, str, int | None, bool]],
) -> None:
    with Database(make_database(tmp_path_factory.mktemp("periods") / "t.db")) as database, database.begin() as session:
        session.execute(text("INSERT INTO utterance (id) VALUES (1), (2)"))
        for number, (day, by, status, utterance, is_resolved) in enumerate(found, 1):
            body = f"Report {number}: Brandt said more."
            store(session, tell(body, said(body, "more", by=BY[by] if is_resolved else (), on=day)))
            session.execute(
                text("UPDATE statement SET status = :status, utterance_id = :utterance WHERE id = :number"),
                {"status": status, "utterance": utterance, "number": number},
            )
        for by_ in (None, "month", "year"):
            everything = count_periods(session, StatementFilter(sort="id", limit=2), no_actors, by=by_)
            assert everything == count_periods(session, EACH, no_actors, by=by_)


def test_the_sample_is_the_earliest_and_of_one_day_the_first(database: Database) -> None:
    days = ("2021-01-01", "2020-05-02", "2020-05-02", None)
    with database.begin() as session:
        for number, day in enumerate((*days, *["2020-06"] * 8), 1):
            body = f"Report {number}: Brandt said thing {number}."
            store(session, tell(body, said(body, f"thing {number}", on=day)))
        body = "Report: Okello said so. Later Okello said thus."
        store(session, tell(body, *(said(body, word, by=OKELLO, mention="Okello") for word in ("so", "thus"))))
        hits = count_speakers(session, StatementFilter(), no_actors)
    assert [(hit.name, hit.sample_id, hit.sample, hit.first, hit.last) for hit in hits] == [
        ("Ilse Brandt", 2, "thing 2", "2020-05-02", "2021-01-01"),
        ("Tomás Okello", 13, "so", None, None),
    ]
