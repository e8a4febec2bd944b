"""Popolo speeches: every creator is there, and every property is one that Popolo has."""

from __future__ import annotations

import io
import json
from typing import Any

from tests.rows import make_row
from tests.selections import BRANDT, MINISTRY, UGANDA, Told
from tracker.ledger.popolo import write_popolo

# The properties of http://www.popoloproject.com/schemas/speech.json, and our own organization_id.
SPEECH = set(
    "id creator_id creator role attribution_text audience_id audience text audio video date title type position "
    "event_id event created_at updated_at sources organization_id".split()
)


def write(told: Told) -> dict[str, Any]:
    stream = io.StringIO()
    assert write_popolo(told, stream) == []
    document: dict[str, Any] = json.loads(stream.getvalue())
    return document


def test_speeches_name_their_persons_and_organizations() -> None:
    rows = [make_row(statement_id=number, statement_key=f"k{number}", said_on="2023~") for number in (1, 2, 3)]
    told = Told(*rows, speakers={1: (BRANDT,), 2: (BRANDT, UGANDA), 3: ()})
    document = write(told)
    assert [speech["id"] for speech in document["speeches"]] == ["k1", "k2-4", "k2-7", "k3"]
    assert all(set(speech) <= SPEECH and "date" not in speech for speech in document["speeches"])
    assert document["persons"] == [{"id": "speaker-4", "name": "Ilse Brandt", "national_identity": "AUT"}]
    assert document["organizations"] == [{"id": "speaker-7", "name": "Uganda", "classification": "state"}]
    assert document["speeches"][0]["creator_id"] == "speaker-4"
    assert document["speeches"][0]["role"] == "Foreign Minister"
    assert document["speeches"][2]["organization_id"] == "speaker-7"
    assert "creator_id" not in document["speeches"][3]


def test_one_speech_by_the_letter() -> None:
    (speech,) = write(Told(make_row(), speakers={12: (MINISTRY,)}))["speeches"]
    assert speech == {
        "id": "9f2c-1",
        "organization_id": "speaker-9",
        "attribution_text": "Foreign Minister Ilse Brandt",
        "text": "the grain corridor would “stay open”, come what may",
        "type": "speech",
        "date": "2024-03-01",
        "sources": [
            {
                "url": "https://example.org/corridor",
                "note": "The Harbour Post, Corridor to stay open, minister says, 2024-03-02",
            }
        ],
    }


def test_nothing_makes_a_document_all_the_same() -> None:
    told = Told()
    told.rows = ()
    assert write(told) == {"speeches": [], "persons": [], "organizations": []}
