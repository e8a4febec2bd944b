"""Addressees, occasions, meetings, outlets, officials, relevance and nearness: what each keeps, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.databases import make_database
from tests.extractions import BRANDT, OKELLO, find, said, store, tell
from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.lexicon.loader import load_lexicon
from tracker.records import (
    Addressee,
    Occasion,
    OccasionKind,
    SpeakerKind,
    SpeakerReference,
    StatementFilter,
)
from tracker.storage.conditions import select_numbers
from tracker.storage.database import Database
from tracker.storage.ledger import find_hits, read_rows
from tracker.storage.session import Session
from tracker.storage.summaries import count_periods, count_speakers

TEXT = (
    "Brandt told Okello in Vienna that the corridor would stay open. "
    "Okello said that trade had grown. "
    "Brandt told reporters that trade routes and corridors matter. "
    "Roig said that the corridor and the long road of trade were his. "
    "The ministry said that nothing had changed. "
    "Austria said that it agreed. "
    "Brandt told Ada Holt and Tomás Okello that it rained."
)
ROIG = SpeakerReference("Ana Roig", SpeakerKind.PERSON, "AUT", "analyst")
MINISTRY = SpeakerReference("Foreign Ministry", SpeakerKind.ORGANISATION, "AUT")
CLUB = SpeakerReference("Alpine Club", SpeakerKind.ORGANISATION, "AUT")
AUSTRIA = SpeakerReference("Austria", SpeakerKind.STATE, "AUT")
HOLT = SpeakerReference("Ada Holt", SpeakerKind.PERSON, None, "Mayor")


def addressed(words: str, *speakers: SpeakerReference) -> Addressee:
    (span,) = find(TEXT, words)
    return Addressee(words, span, speakers)


def at(kind: OccasionKind, **fields: Any) -> Occasion:
    return Occasion(kind, "in Vienna", find(TEXT, "in Vienna")[0], **fields)


ARTICLE = tell(
    TEXT,
    said(TEXT, "the corridor would stay open", cue="told", addressee=addressed("Okello", OKELLO),
         occasion=at(OccasionKind.MEETING, place="Vienna", date="2024-03-01"), on="2024-03-01"),
    said(TEXT, "trade had grown", by=OKELLO, mention="Okello", addressee=addressed("Brandt", BRANDT),
         occasion=at(OccasionKind.MEETING), on="2023"),
    said(TEXT, "trade routes and corridors matter",
         addressee=addressed("reporters", SpeakerReference("reporters", SpeakerKind.GROUP)),
         occasion=at(OccasionKind.PRESS_CONFERENCE), on="2024-05-02"),
    said(TEXT, "the corridor and the long road of trade were his", by=ROIG, mention="Roig", on="2024-05-03"),
    said(TEXT, "nothing had changed", by=MINISTRY, mention="The ministry"),
    said(TEXT, "it agreed", by=AUSTRIA, mention="Austria", addressee=addressed("reporters", CLUB)),
    said(TEXT, "it rained", addressee=addressed("Ada Holt and Tomás Okello", HOLT, OKELLO),
         occasion=at(OccasionKind.CALL)),
    outlet="The Harbour Post", published="2024-07-01",
)  # fmt: skip


def load_actors() -> Actors:
    return load_lexicon().actors


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with Database(make_database(tmp_path_factory.mktemp("asked") / "t.db")) as database:
        with database.begin() as session:
            store(session, ARTICLE)
        with database.read() as session:
            yield session


def ask(session: Session, **fields: Any) -> list[int]:
    query = select_numbers(session, StatementFilter(**{"sort": "id"} | fields), load_actors)
    return [row.id for row in session.execute(query)]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"to": ("okello",)}, [1, 7]),
        ({"to": ("brandt",)}, [2]),
        ({"to": ("Ada Holt",)}, [7]),
        ({"to": ("REPORTERS",)}, [3, 6]),
        ({"to": ("okello", "reporters")}, [1, 3, 6, 7]),
        ({"to": ("Alpine Club",)}, [6]),
        ({"occasions": (OccasionKind.PRESS_CONFERENCE,)}, [3]),
        ({"occasions": (OccasionKind.CALL, OccasionKind.PRESS_CONFERENCE)}, [3, 7]),
        ({"meeting": ("okello", "brandt")}, [1, 2, 7]),
        ({"meeting": ("brandt", "Ada Holt")}, [7]),
        ({"outlets": ("harbour",)}, [1, 2, 3, 4, 5, 6, 7]),
        ({"outlets": ("harbour",), "to": ("brandt",)}, [2]),
        ({"speakers": ("Austria",)}, [6]),
        ({"speakers": ("Austria",), "officials": True}, [1, 3, 5, 6, 7]),
        ({"speakers": ("Okello",), "officials": True}, [2]),
        ({"speakers": ("Uganda",), "officials": True}, [2]),
        ({"text": "corridor trade", "near": 3}, [3]),
        ({"text": "corridor trade", "near": 5}, [3, 4]),
        ({"text": "corridor trade"}, [3, 4]),
        ({"text": "corrid* trade", "near": 2}, [3]),
        ({"text": '"trade routes" OR road corridor', "near": 3}, [3, 4]),
        ({"text": "corridor", "near": 0}, [1, 3, 4]),
    ],
)
def test_filters(session: Session, fields: dict[str, Any], found: list[int]) -> None:
    assert ask(session, **fields) == found


def test_relevance_puts_the_fullest_match_first(session: Session) -> None:
    assert ask(session, text="corridor trade", sort="relevance") == [3, 4]  # the shorter of the two
    assert ask(session, text="rained OR trade OR corridor", sort="relevance")[0] == 7  # the rarest word
    assert ask(session, text="corridor", sort="-relevance") == ask(session, text="corridor", sort="relevance")[::-1]
    assert ask(session, text="€", sort="relevance") == []


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"to": ("nobody",)}, NotFoundError, "no speaker matches 'nobody'"),
        ({"to": ("",)}, NotFoundError, "no speaker matches ''"),
        ({"outlets": ("gazette",)}, NotFoundError, "no outlet matches 'gazette'"),
        ({"near": 3}, UsageError, "give the words too"),
        ({"sort": "relevance"}, UsageError, "give some, or sort by date"),
        ({"officials": True}, UsageError, "--speaker COUNTRY --include-officials"),
        ({"text": " ".join("a OR b" for _ in range(12)), "near": 3}, UsageError, "combinations"),
    ],
)
def test_what_cannot_be_asked_is_told(
    session: Session, fields: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        ask(session, **fields)


def test_hits_are_the_words_in_any_form(session: Session) -> None:
    rows = read_rows(session, [3, 4, 1])
    hits = find_hits(session, 'corridor "trade routes" ro*', rows)
    words = {row.statement_id: [row.claim[start:end] for start, end in hits[row.statement_id]] for row in rows}
    assert words == {3: ["trade routes", "corridors"], 4: ["corridor", "road"], 1: ["corridor"]}
    assert find_hits(session, "的", rows) == {1: (), 3: (), 4: ()}
    (row,) = read_rows(session, [5])
    assert find_hits(session, "-trade", [row]) == {5: ()}


def test_a_row_tells_addressee_and_occasion(session: Session) -> None:
    met, _, told, *_ = read_rows(session, [1, 2, 3])
    assert (met.addressee, met.addressee_as_printed) == ("Tomás Okello", "Okello")
    assert (met.occasion_kind, met.occasion, met.occasion_place, met.occasion_on) == (
        "meeting", "in Vienna", "Vienna", "2024-03-01",
    )  # fmt: skip
    assert (told.addressee, told.addressee_as_printed, told.occasion_kind) == (None, "reporters", "press conference")


def test_speakers_are_counted_with_their_first_words(session: Session) -> None:
    found = count_speakers(session, StatementFilter(text="corridor OR rained"), load_actors)
    assert [(hit.name, hit.statements, hit.sample, hit.first, hit.last) for hit in found] == [
        ("Ilse Brandt", 3, "the corridor would stay open", "2024-03-01", "2024-07-01"),
        ("Ana Roig", 1, "the corridor and the long road of trade were his", "2024-05-03", "2024-05-03"),
    ]
    fewest = count_speakers(session, StatementFilter(text="corridor"), load_actors, sort="-statements")
    assert [hit.name for hit in fewest] == ["Ana Roig", "Ilse Brandt"]
    by_name = count_speakers(session, StatementFilter(text="corridor"), load_actors, sort="name", limit=1)
    assert [hit.name for hit in by_name] == ["Ana Roig"]
    earliest = count_speakers(session, StatementFilter(), load_actors, sort="first")[0]
    assert (earliest.name, earliest.first) == ("Tomás Okello", "2023-01-01")
    assert count_speakers(session, StatementFilter(text="unicorn"), load_actors) == []
    with pytest.raises(UsageError, match="cannot be sorted by 'size'"):
        count_speakers(session, StatementFilter(), load_actors, sort="size")


def test_periods_run_without_a_gap(session: Session) -> None:
    found = count_periods(session, StatementFilter(), load_actors, by="month")
    assert [(count.period, count.statements, count.speakers) for count in found] == [
        ("2024-03", 1, 1), ("2024-04", 0, 0), ("2024-05", 2, 2), ("2024-06", 0, 0), ("2024-07", 3, 3), (None, 1, 1),
    ]  # fmt: skip
    years = count_periods(session, StatementFilter(), load_actors, by="year")
    assert [(count.period, count.statements) for count in years] == [("2023", 1), ("2024", 6)]
    assert count_periods(session, StatementFilter(), load_actors)[0].period == "2024-03"
    assert count_periods(session, StatementFilter(text="unicorn"), load_actors) == []
    with pytest.raises(UsageError, match="periods are year and month, not 'week'"):
        count_periods(session, StatementFilter(), load_actors, by="week")
