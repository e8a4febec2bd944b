"""Extraction without a database, and its results as plain data."""

from __future__ import annotations

import json

from tests.extractions import CORRIDOR, CORRIDOR_TEXT
from tracker.errors import TrackerError
from tracker.records import (
    ArticleInput,
    ClaimKind,
    Diagnostic,
    ExtractedClaim,
    Extraction,
    ReadFailure,
)
from tracker.workflows.extract import extract_items, run_extractor, to_json_object


def test_articles_come_out_one_by_one_and_failures_in_their_place() -> None:
    failure = ReadFailure("gone.txt", "no such file")
    article = ArticleInput(CORRIDOR_TEXT, published="2024-03-02")
    read: list[str] = []

    def items() -> list[ArticleInput | ReadFailure]:
        read.append("read")
        return [failure, article]

    first, second = extract_items(items())
    assert first is failure
    assert isinstance(second, tuple)
    assert second[0] is article
    assert second[1].statements[0].speaker == "Ilse Brandt"


def test_what_goes_wrong_in_an_article_is_its_failure() -> None:
    def crash(article: ArticleInput) -> Extraction:
        raise IndexError("list index out of range")

    def refuse(article: ArticleInput) -> Extraction:
        raise TrackerError("no words")

    article = ArticleInput("text", origin="a.txt")
    assert run_extractor(refuse, article) == ReadFailure("a.txt", "no words")
    failed = run_extractor(crash, article)
    assert isinstance(failed, ReadFailure)
    assert failed.reason == "extraction failed on it (IndexError: list index out of range); please report it"


def test_the_json_object_holds_what_the_contract_names() -> None:
    claim = ExtractedClaim((44, 78), "the grain corridor would stay open", ClaimKind.COMMITMENT)
    statement = CORRIDOR.extraction.statements[0]
    extraction = Extraction((statement,), (Diagnostic("odd", "something", (1, 2)),))
    object.__setattr__(statement, "claims", (claim,))
    try:
        made = to_json_object(CORRIDOR.article, extraction)
    finally:
        object.__setattr__(statement, "claims", ())
    assert json.loads(json.dumps(made)) == {
        "id": "corridor",
        "title": "Ministers agree",
        "published": "2024-03-02",
        "text": CORRIDOR_TEXT,
        "statements": [
            {
                "speaker": "Ilse Brandt",
                "speakers": [
                    {
                        "name": "Ilse Brandt",
                        "kind": "person",
                        "country": "AUT",
                        "role": "Foreign Minister",
                        "names": ["Brandt"],
                    }
                ],
                "mention": "Foreign Minister Ilse Brandt",
                "source": [[0, 28]],
                "cue": [[29, 33]],
                "content": [[49, 83]],
                "manner": "indirect",
                "said_on": "2024-03-01",
                "said_on_basis": "sentence",
                "addressee": None,
                "occasion": None,
                "confidence": "high",
                "claims": [
                    {
                        "span": [44, 78],
                        "text": claim.text,
                        "kind": "commitment",
                        "strength": None,
                        "marker": "",
                        "party": [],
                        "party_text": "",
                        "counterpart": [],
                        "counterpart_text": "",
                        "about": None,
                        "about_text": "",
                    }
                ],
                "topics": ["trade"],
            }
        ],
        "diagnostics": [{"code": "odd", "message": "something", "span": [1, 2]}],
    }
