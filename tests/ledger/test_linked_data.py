"""JSON-LD through a processor of others, without a network: what the triples say, and that selectors select."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import pytest
from pyld import jsonld

from tests.rows import ROW, make_row
from tests.selections import TEXT, UGANDA, Told
from tracker.ledger.linked_data import ANNOTATION, SCHEMA, write_json_ld
from tracker.records import ClaimKind, ClaimStrength, ExtractedClaim, StoredClaim

SPANS = ((45, 81), (87, 101))
STATED = make_row(
    text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    content_offsets=SPANS,
    claim=" … ".join(TEXT[start:end] for start, end in SPANS),
)


def write(told: Told) -> dict[str, Any]:
    stream = io.StringIO()
    assert write_json_ld(told, stream) == []
    document: dict[str, Any] = json.loads(stream.getvalue())
    return document


def refuse(url: str, options: object) -> object:
    raise AssertionError(f"the processor asked for {url}")


def expand(document: dict[str, Any]) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = jsonld.flatten(document, options={"documentLoader": refuse})
    return nodes


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if name in node.get("@type", ())]


def value(node: dict[str, Any], name: str) -> Any:
    (item,) = node[name]
    return item.get("@value", item.get("@id"))


def test_a_processor_finds_the_claim_its_article_and_its_speaker() -> None:
    nodes = expand(write(Told(STATED)))
    (claim,) = of_type(nodes, SCHEMA + "Claim")
    (article,) = of_type(nodes, SCHEMA + "NewsArticle")
    (person,) = of_type(nodes, SCHEMA + "Person")[:1]
    assert value(claim, SCHEMA + "appearance") == article["@id"]
    assert value(claim, SCHEMA + "creator") == next(
        node["@id"] for node in nodes if node.get(SCHEMA + "name") == [{"@value": "Ilse Brandt"}]
    )
    assert person
    assert value(claim, SCHEMA + "text") == STATED.claim
    assert value(claim, SCHEMA + "dateCreated") == "2024-03-01"
    assert [item["@value"] for item in claim[SCHEMA + "keywords"]] == ["trade", "security"]
    assert value(article, SCHEMA + "headline") == STATED.title
    assert value(article, SCHEMA + "url") == STATED.url
    assert article["@id"].startswith("ni:///sha-256;")
    (quotation,) = of_type(nodes, SCHEMA + "Quotation")
    assert value(quotation, SCHEMA + "text") == "stay open"


def test_selectors_give_the_very_characters() -> None:
    nodes = expand(write(Told(STATED)))
    by_id = {node["@id"]: node for node in nodes}
    (annotation,) = of_type(nodes, ANNOTATION + "Annotation")
    (claim,) = of_type(nodes, SCHEMA + "Claim")
    assert value(annotation, ANNOTATION + "hasBody") == claim["@id"]
    targets = [by_id[target["@id"]] for target in annotation[ANNOTATION + "hasTarget"]]
    assert len(targets) == 2
    for target, (start, end) in zip(targets, SPANS, strict=True):
        selectors = [by_id[selector["@id"]] for selector in target[ANNOTATION + "hasSelector"]]
        (quote,) = of_type(selectors, ANNOTATION + "TextQuoteSelector")
        (place,) = of_type(selectors, ANNOTATION + "TextPositionSelector")
        assert (int(value(place, ANNOTATION + "start")), int(value(place, ANNOTATION + "end"))) == (start, end)
        exact, prefix, suffix = (value(quote, ANNOTATION + name) for name in ("exact", "prefix", "suffix"))
        assert exact == TEXT[start:end]
        assert TEXT.index(prefix + exact + suffix) == start - len(prefix)


def test_a_direct_statement_is_a_quotation_and_what_is_shared_comes_once() -> None:
    direct = make_row(statement_id=13, statement_key="9f2c-2", manner="direct", said_on="2023~", outlet=None)
    nodes = write(Told(ROW, direct, speakers={13: (UGANDA,)}, text=TEXT))["@graph"]
    assert [node["@type"] for node in nodes] == [
        "NewsArticle", "Person", "CreativeWork", "Claim", "Annotation", "Country", "Quotation", "Annotation",
    ]  # fmt: skip
    quotation = nodes[6]
    assert quotation["isPartOf"] == nodes[0]["@id"]
    assert quotation["temporalCoverage"] == "2023~"
    assert "dateCreated" not in quotation


def test_reports_of_one_utterance_point_to_it() -> None:
    other = make_row(statement_id=13, statement_key="9f2c-2", utterance_id=4)
    lone = make_row(statement_id=14, statement_key="9f2c-3", utterance_id=None, report_count=1)
    nodes = expand(write(Told(STATED, other, lone)))
    (act,) = of_type(nodes, SCHEMA + "CreativeWork")
    assert (value(act, SCHEMA + "identifier"), value(act, SCHEMA + "description")) == ("U4", "reported by 2 statements")
    pointing = [value(claim, SCHEMA + "exampleOfWork") for claim in of_type(nodes, SCHEMA + "Claim")
                if SCHEMA + "exampleOfWork" in claim]  # fmt: skip
    assert pointing == [act["@id"]] * 2


def test_claims_are_parts_of_their_statement_with_selectors_of_their_own() -> None:
    words = " … ".join(TEXT[start:end] for start, end in SPANS)
    claim = ExtractedClaim(
        (SPANS[0][0], SPANS[1][1]),
        words,
        ClaimKind.COMMITMENT,
        ClaimStrength.STRONG,
        party=("Austria",),
        counterpart=("Uganda", "Kenya"),
        about="../2030",
    )
    stored = StoredClaim(STATED.statement_id, 2, claim)
    nodes = expand(write(Told(STATED, claims={STATED.statement_id: (stored,)})))
    (whole,) = [node for node in of_type(nodes, SCHEMA + "Claim") if SCHEMA + "isPartOf" not in node]
    (part,) = [node for node in of_type(nodes, SCHEMA + "Claim") if SCHEMA + "isPartOf" in node]
    assert value(part, SCHEMA + "isPartOf") == whole["@id"]
    assert part["@id"] == f"{whole['@id']}-claim2"
    assert (value(part, SCHEMA + "genre"), value(part, SCHEMA + "keywords")) == ("commitment", "strong")
    assert (value(part, SCHEMA + "temporalCoverage"), value(part, SCHEMA + "text")) == ("../2030", words)
    names = {node["@id"]: value(node, SCHEMA + "name") for node in of_type(nodes, SCHEMA + "Thing")}
    assert [names[item["@id"]] for item in part[SCHEMA + "about"]] == ["Austria"]
    assert [names[item["@id"]] for item in part[SCHEMA + "mentions"]] == ["Uganda", "Kenya"]
    (annotation,) = [
        node for node in of_type(nodes, ANNOTATION + "Annotation") if value(node, ANNOTATION + "hasBody") == part["@id"]
    ]
    document = write(Told(STATED, claims={STATED.statement_id: (stored,)}))
    (raw,) = [node for node in document["@graph"] if node["@id"] == annotation["@id"]]
    found = [(target["selector"][1]["start"], target["selector"][1]["end"]) for target in raw["target"]]
    assert found == list(SPANS)
    assert [target["selector"][0]["exact"] for target in raw["target"]] == [TEXT[a:b] for a, b in SPANS]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "not an address", "https://e.org/<script>"])
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    nodes = write(Told(make_row(url=url)))["@graph"]
    assert "url" not in nodes[0]


def test_no_statements_make_a_document_all_the_same() -> None:
    stream = io.StringIO()
    told = Told()
    told.rows = ()
    write_json_ld(told, stream)
    assert json.loads(stream.getvalue())["@graph"] == []
