"""Every reporting verb of the lexicon, in every frame that its group gives it, by the group's own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tracker.extraction.pipeline import extract
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.reporting import inflect
from tracker.lexicon.tables import read_table
from tracker.records import ArticleInput

TABLE: dict[str, Any] = read_table("reporting")


def verbs_of(group: dict[str, Any]) -> list[str]:
    """Give a group's verbs with their particles, as they stand in the base form."""
    if "pairs" in group:
        return [" ".join(pair) for pair in group["pairs"]]
    return [*group.get("verbs", ()), *group.get("phrases", ())]


def cases() -> Iterator[tuple[str, str, str]]:
    for group in TABLE["group"]:
        for verb in verbs_of(group):
            head, *tail = verb.split()
            forms = inflect(head, TABLE["forms"])
            for example in group["examples"]:
                phrases = {name: " ".join([form, *tail]) for name, form in forms.items()}
                marked = example.format(**phrases)
                yield f"{group['name']}: {verb}", marked, verb


def contents_of(text: str) -> list[str]:
    found = extract(ArticleInput(text=text), load_lexicon())
    return [" … ".join(text[a:b] for a, b in statement.content) for statement in found.statements]


@pytest.mark.parametrize(("name", "marked", "verb"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_verb_reports(name: str, marked: str, verb: str) -> None:
    expected = re.findall(r"\[(.*?)\]", marked)
    text = re.sub(r"[\[\]]", "", marked)
    assert [content.strip('"“”.,') for content in contents_of(text)] == [e.strip('"“”.,') for e in expected]


@pytest.mark.parametrize("text", [t for group in TABLE["group"] for t in group.get("refused", ())])
def test_false_friend_is_refused(text: str) -> None:
    assert contents_of(text) == []
