"""The examples in docs/lexicon.md are run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.extraction.topics import TopicMatcher
from tracker.lexicon.actors import load_actors
from tracker.lexicon.topics import load_topics

DOCUMENT = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


def test_example_actors_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "my-actors.toml"
    path.write_text(blocks("toml")[0], encoding="utf-8")
    actors = load_actors(path)
    ruritania = actors.by_code("RUR")
    assert ruritania is not None
    assert actors.by_demonym("Ruritanians") == (ruritania,)
    assert actors.by_capital("Strelzau") is ruritania
    assert actors.by_name("L.K.C.") is not None
    assert actors.by_name("lkc") is None
    assert actors.by_name("Courier") is None
    assert actors.by_name("the Courier") is not None


def test_example_topic_is_valid_and_proven(tmp_path: Path) -> None:
    path = tmp_path / "my-topics.toml"
    path.write_text(blocks("toml")[1], encoding="utf-8")
    chess = next(topic for topic in load_topics(path) if topic.slug == "chess")
    matcher = TopicMatcher((chess,))
    assert chess.matches
    assert chess.avoids
    assert all(matcher.match(sentence) for sentence in chess.matches)
    assert not any(matcher.match(sentence) for sentence in chess.avoids)


@pytest.mark.parametrize("code", blocks("python"))
def test_example_code_prints_what_it_says(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/lexicon.md", "exec"), {})
    said = [line.split("# ", 1)[1] for line in code.splitlines() if "# " in line and "# or " not in line]
    assert capsys.readouterr().out.splitlines() == said


def test_every_table_is_listed() -> None:
    tables = {path.name for path in (Path(__file__).parents[2] / "tracker" / "lexicon" / "en").glob("*.toml")}
    assert tables == set(re.findall(r"^\| (\w+\.toml) ", DOCUMENT, re.MULTILINE))
