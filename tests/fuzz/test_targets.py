"""The fuzzers' doors, with a bounded number of inputs; `make fuzz N=...` feeds as many as one likes."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.generated import run_generated, time_limit
from tests.fuzz.targets import TARGETS, check_command, feed

COUNT = int(os.environ.get("FUZZ_EXAMPLES", "120"))

FOUND = {
    "page": (b"<html><body><p>x<![-DATA[@ml>8head>", b"<html>" + b"<" * 3000),
    "json-lines": (b'{"text": "x", "a": ' + b"[" * 9000, b'{"text": "x", "a": ' + b"1" * 5000 + b"}"),
    "changes": (
        b"\t\nbrandt\n--statement\nS1\n--as\n\xff",
        b"\x06\nA1\n--title\n\xed\xa0\x80",
        b"\x00\nS1\n--note\n\xff",
    ),
    "ledger-json": (b'{"claim": ' + b"1" * 5000 + b"}", b"{" * 3000, b'{"claim": "\\ud800", "title": "t"}'),
    "ledger-xlsx": (b"claim,title\n_xD800_,t", b"claim,title\nx,one\nx,two"),
    "ledger-csv": (b"claim,title\nx,one\nx,two", b"claim,url\n\xed\xb0\x80,t"),
    "decisions": (b"1" * 5000, b"[" * 3000),
}
"""What once was a fault, by target."""


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_taken(name: str) -> None:
    for seed in TARGETS[name].seeds:
        feed(name, seed)


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, found in FOUND.items() for data in found])
def test_what_was_found_stays_mended(name: str, data: bytes) -> None:
    feed(name, data)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_generated_inputs(name: str) -> None:
    run_generated(name, COUNT)


def test_a_fault_and_a_hang_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> None:
        raise ValueError("a fault")

    monkeypatch.setitem(TARGETS, "edtf", type(TARGETS["edtf"])(fail, (b"x",), (b"y",)))
    with pytest.raises(ValueError, match="a fault"):
        run_generated("edtf", 5)
    with pytest.raises(TimeoutError):
        _wait_for_ever()


def _wait_for_ever() -> None:
    with time_limit(1):
        while True:
            pass


def test_an_unexpected_error_of_a_command_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("tracker.workflows.query.list_speakers", fail)
    with pytest.raises(AssertionError, match="boom"):
        check_command(["speakers"])
