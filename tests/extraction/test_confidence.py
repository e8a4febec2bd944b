from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tracker.extraction.pipeline
from tracker.extraction.confidence import grade
from tracker.records import Confidence


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ([], Confidence.HIGH),
        (["passive"], Confidence.MEDIUM),
        (["very short content"], Confidence.MEDIUM),
        (["passive", "very long content"], Confidence.LOW),
        (["speaker unresolved"], Confidence.LOW),
        (["speaker described, not named"], Confidence.MEDIUM),
        (["speaker described, not named", "source in an aside"], Confidence.LOW),
    ],
)
def test_reasons_add_up_to_a_grade(reasons: list[str], expected: Confidence) -> None:
    assert grade(reasons) is expected


def test_a_reason_without_a_grade_is_refused() -> None:
    with pytest.raises(KeyError):
        grade(["because"])


def test_every_reason_that_the_pipeline_gives_has_a_grade() -> None:
    tree = ast.parse(Path(tracker.extraction.pipeline.__file__).read_text("utf-8"))
    given = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "append"
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in ("reasons", "weak")
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }
    assert len(given) >= 5
    for reason in given:
        assert grade([reason]) is not Confidence.HIGH
