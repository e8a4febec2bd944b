"""The archives that ingest is measured with: of any size, each copy another text, and what was found still in place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.storing import describe
from benchmarks.varied_copies import Corpus, read_corpus, write_archive
from tracker.readers import read_paths
from tracker.records import ArticleInput, SpeakerKind
from tracker.workflows.extract import load_extractor

TEXTS = (
    "Austrian Foreign Minister Ilse Brandner said on Friday that the northern corridor would remain available.\n\n"
    "“The northern harbour remains available,” President Tomas Okello told reporters in Vienna on Saturday.",
    "Brandner announced on Monday that the corridor and the northern harbour had remained available to shipping.",
    "The harbour of the corridor remained northern. Shipping through the northern corridor remained available.",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    lines = ({"id": f"t{number}", "published": "2024-03-02", "text": text} for number, text in enumerate(TEXTS))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return read_corpus([str(path)])


def test_the_first_copy_is_the_corpus(corpus: Corpus) -> None:
    assert [corpus.vary(number).text for number in range(3)] == list(TEXTS)
    assert corpus.vary_extraction(0, TEXTS[0]).statements == corpus.extractions[0].statements


def test_other_copies_say_other_things_in_the_same_places(corpus: Corpus) -> None:
    texts = {corpus.vary(3 * copy).text for copy in range(9)}
    assert len(texts) == 9
    for text in texts:
        assert len(text) == len(TEXTS[0])
        assert " said on Friday that the " in text
        assert "Austrian Foreign Minister" in text
    assert sum("Brandner" in text for text in texts) == 1
    assert corpus.vary(7) == corpus.vary(7)


def test_extraction_finds_as_much_in_a_copy(corpus: Corpus) -> None:
    extractor, _ = load_extractor()
    for number in range(3, 12):
        article = corpus.vary(number)
        told = corpus.vary_extraction(number, article.text).statements
        found = extractor(article).statements
        assert [(s.content, s.mention) for s in found] == [(s.content, s.mention) for s in told]
        assert all(claim.text == article.text[slice(*claim.span)] for s in told for claim in s.claims)
        names = [speaker.name for s in told for speaker in s.speakers if speaker.kind is SpeakerKind.PERSON]
        assert all(word in article.text for name in names for word in name.split())


@pytest.mark.parametrize("name", ["archive.jsonl", "archive.jsonl.gz"])
def test_an_archive_is_read_as_articles(corpus: Corpus, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_archive(corpus, range(7), path)
    if name.endswith(".gz"):
        assert gzip.decompress(path.read_bytes()).count(b"\n") == 7
    read = [item for item in read_paths([str(path)]) if isinstance(item, ArticleInput)]
    assert [item.text for item in read] == [corpus.vary(number).text for number in range(7)]
    assert [item.identifier for item in read[2:4]] == ["t2", "t0-1"]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ('INSERT INTO statement ("id", "key") VALUES (?, ?)', "INSERT statement"),
        ("SELECT name, seq FROM sqlite_sequence", "SELECT sqlite_sequence"),
        ("UPDATE post_held SET articles = 1", "UPDATE post_held SET"),
    ],
)
def test_statements_are_told_by_their_table(sql: str, told: str) -> None:
    assert describe(sql) == told
