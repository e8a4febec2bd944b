"""How much is too much, and what is no text: one line that says so, without the memory or the time it would take."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fuzz.inputs import make_workbook
from tracker.workflows import extract

ROOT = Path(__file__).parent.parent.parent
MEMORY = 1_200_000_000
"""What a run may take at most, in bytes of address space; an article of 16 MiB takes a third of it."""

SAID = "Foreign Minister Ilse Brandt said on Friday that the corridor would stay open. "


def run_bounded(folder: Path, *arguments: str | Path, memory: int = MEMORY) -> tuple[int, str]:
    """Run `tracker` in a process with so much memory and a minute; gives its code and what it said."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))"
    code = f"{limit}\nfrom tracker.cli.app import run; run()"
    ran = subprocess.run(
        [sys.executable, "-c", code, *(str(argument) for argument in arguments)],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TRACKER_DB": str(folder / "tracker.db")},
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stderr


def write_line(path: Path, head: bytes, count: int, tail: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(head)
        for _ in range(count):
            file.write(b"a" * 1_000_000)
        file.write(tail)


@pytest.mark.slow
@pytest.mark.parametrize("command", [["ingest"], ["extract"], ["add", "--yes"]])
def test_a_line_of_200_mb(tmp_path: Path, command: list[str]) -> None:
    write_line(tmp_path / "long.txt", b"", 200)
    code, said = run_bounded(tmp_path, *command, tmp_path / "long.txt")
    assert code == 1
    assert "longer than 16 MiB, too long for one article" in said


@pytest.mark.slow
def test_a_line_of_200_mb_costs_no_other_line(tmp_path: Path) -> None:
    write_line(tmp_path / "long.jsonl", b'{"text": "', 200, b'"}\n{"text": "Ilse Brandt said that it rained."}\n')
    code, said = run_bounded(tmp_path, "ingest", tmp_path / "long.jsonl")
    assert code == 1
    assert "long.jsonl:1: longer than 16 MiB" in said
    assert "1 article added with 1 statement, 1 failed" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["import"], "/dev/zero is longer than 256 MiB; bring the ledger back in parts"),
        (["add", "--yes"], "/dev/zero: longer than 16 MiB"),
        (["ingest"], "/dev/zero: longer than 16 MiB"),
        (["review", "--script"], "line 1 is longer than 1,000,000 characters, which is no decision"),
    ],
)
def test_a_file_without_end(tmp_path: Path, command: list[str], message: str) -> None:
    code, said = run_bounded(tmp_path, *command, "/dev/zero")
    assert code in (1, 2)
    assert message in said


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_a_gzip_bomb(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b'{"text": "' + b"a" * 300_000_000 + b'"}', 1))
    code, said = run_bounded(tmp_path, "ingest", tmp_path / name)
    assert code == 1
    assert "longer than 16 MiB, too long for one article" in said


@pytest.mark.slow
def test_an_article_of_a_million_statements(tmp_path: Path) -> None:
    (tmp_path / "million.txt").write_text(SAID * 1_000_000)
    code, said = run_bounded(tmp_path, "ingest", tmp_path / "million.txt")
    assert code == 1
    assert "longer than 16 MiB" in said


def test_more_statements_than_an_article_may_have(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "MAX_STATEMENTS", 20)
    (tmp_path / "many.txt").write_text(SAID * 21)
    (tmp_path / "some.txt").write_text(SAID * 20)
    result = run("ingest", tmp_path / "many.txt", tmp_path / "some.txt")
    assert result.code == 1
    assert "21 statements were found in it, more than the 20 that one article may have" in result.err
    assert "1 article added with 20 statements, 1 failed" in result.err
    assert run("extract", tmp_path / "many.txt").code == 1
    assert run("add", tmp_path / "many.txt", "--yes").code == 1


@pytest.mark.slow
def test_showing_an_article_of_ten_thousand_statements(run: Run, tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("Ilse Brandt said it rained. " * 10_000)
    assert "10,000 statements" in run("ingest", tmp_path / "many.txt").err
    for arguments in (["article", "show", "A1"], ["export", "--format", "html", "--output", tmp_path / "page.html"]):
        result = run(*arguments)
        assert result.code == 0
    assert "S10000" in run("article", "show", "A1").out


NESTED = "“" * 10_000 + "Ilse Brandt said hello" + "”" * 10_000


@pytest.mark.parametrize(
    ("name", "data", "code", "message"),
    [
        ("nested.txt", NESTED.encode(), 0, "1 article added"),
        ("open.txt", b'"' * 10_000 + b"Ilse Brandt said hello", 0, "1 article added"),
        ("brackets.txt", ("(“" * 10_000 + "Ilse Brandt said hello" + "”)" * 10_000).encode(), 0, "1 article added"),
        ("nul.txt", b"Ilse\0 said that it rained.", 1, "a binary file, not text (it holds NUL bytes)"),
        ("nul.jsonl", b'{"text": "Ilse \\u0000 said"}', 1, '"text" holds a NUL character at character 5'),
        ("half.jsonl", b'{"text": "Ilse \\ud800 said"}', 1, "a lone surrogate (\\ud800) at character 5"),
        ("half.txt", b"Ilse \xed\xa0\x80 said that", 1, "not UTF-8: byte 0xed on line 1"),
        (
            "bidi.txt",
            "Ilse Brandt said that \u202eit\u202c rain\u200bed.".encode(),
            0,
            "1 article added with 1 statement",
        ),
        ("mixed.txt", b"Ilse Brandt said that it rained.\r\nA\rB\n\r\nC", 0, "1 article added with 1 statement"),
        ("bom16.txt", "Müller said.".encode("utf-16"), 1, "UTF-16, not UTF-8; save it as UTF-8"),
        ("plain16.txt", "Müller said that.".encode("utf-16-le"), 1, "UTF-16, not UTF-8; save it as UTF-8"),
        (
            "latin.txt",
            "Müller said.".encode("latin-1"),
            1,
            "not UTF-8: byte 0xfc on line 1; if it is Windows or Latin-1",
        ),
        ("packed.txt", gzip.compress(b"Ilse said."), 1, "gzip data; name it .gz, or unpack it first"),
        ("text.txt.gz", b"Ilse said.", 1, "damaged or cut-off gzip data"),
        ("deep.jsonl", b'{"text": "x", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 1, "nesting too deep"),
        ("digits.jsonl", b'{"text": "x", "a": ' + b"1" * 5_000 + b"}", 1, "a number too long"),
        (
            "yaml.txt",
            b'---\na: &a ["lol","lol"]\nb: &b [*a,*a]\ntitle: *b\npublished: 2024\n---\nIlse Brandt said it rained.',
            0,
            "added A1 *b (1 statement)",
        ),
        ("tag.txt", b"---\ntitle: !!python/object/apply:os.system [ls]\nid: 1\n---\nIt rained.", 0, "1 article added"),
        ("path.txt", b"---\nurl: file:///etc/passwd\nid: /etc/passwd\n---\nIt rained.", 0, "1 article added"),
    ],
)
def test_what_articles_may_be(run: Run, tmp_path: Path, name: str, data: bytes, code: int, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("ingest", tmp_path / name)
    assert result.code == code
    assert message in result.out + result.err


ENTITIES = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "lol">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_entities_in_a_web_page_are_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        f"<?xml version='1.0'?><!DOCTYPE html [{ENTITIES}]><html><head><title>T</title></head><body><article>"
        f"<p>{SAID}&x; &i;</p><p>{SAID * 3}</p></article></body></html>"
    )
    pytest.importorskip("trafilatura")
    assert run("add", tmp_path / "page.html", "--yes").code == 0
    shown = run("article", "show", "A1").out
    assert "root:" not in shown
    assert "lollol" not in shown


def test_a_page_nested_without_end(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "deep.html").write_text("<html><body>" + "<div>" * 200_000 + SAID)
    result = run("add", tmp_path / "deep.html", "--yes")
    assert result.code == 1
    assert "no article was found in this web page" in result.err


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"
CLAIM = '<row><c t="inlineStr"><is><t>claim</t></is></c></row>'


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        (
            f"<!DOCTYPE x [{ENTITIES}]>{SHEET}{CLAIM}<row><c t='inlineStr'><is><t>&i;</t></is></c></row>{END}",
            "amplification",
        ),
        (
            f"<!DOCTYPE x [{ENTITIES}]>{SHEET}{CLAIM}<row><c t='inlineStr'><is><t>&x;</t></is></c></row>{END}",
            "undefined entity",
        ),
        (SHEET + CLAIM.replace("<c ", '<c r="XFD1" ') + END, "16,384 columns; a ledger has at most 1,000"),
    ],
)
def test_workbooks_that_are_traps(run: Run, tmp_path: Path, sheet: str, message: str) -> None:
    (tmp_path / "trap.xlsx").write_bytes(make_workbook(sheet))
    result = run("import", tmp_path / "trap.xlsx", "--yes")
    assert result.code == 1
    assert message in result.err


@pytest.mark.slow
def test_a_workbook_of_wide_rows_takes_little(tmp_path: Path) -> None:
    rows = "".join(f'<row><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(2, 5000))
    (tmp_path / "wide.xlsx").write_bytes(make_workbook(SHEET + CLAIM + rows + END))
    code, said = run_bounded(tmp_path, "import", tmp_path / "wide.xlsx", "--yes", memory=500_000_000)
    assert code == 0, said


@pytest.mark.slow
def test_a_zip_bomb_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(make_workbook(SHEET + CLAIM + END))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/more.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * 1_048_576)
    assert path.stat().st_size < 1_000_000
    code, said = run_bounded(tmp_path, "import", path, "--yes", memory=500_000_000)
    assert code == 1
    assert "unpacks to 300 MiB, more than the 256 MiB of the largest workbook that is read" in said


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"[" * 100_000, "nesting too deep"),
        (b'{"claim": ' + b"9" * 5_000 + b"}", "a number too long"),
        (b'{"claim": "\\ud800"}', "line 1: claim has half a character (\\ud800, a lone surrogate)"),
    ],
)
def test_ledgers_of_json_that_are_traps(run: Run, tmp_path: Path, line: bytes, message: str) -> None:
    (tmp_path / "trap.jsonl").write_bytes(line)
    result = run("import", tmp_path / "trap.jsonl", "--yes")
    assert result.code == 1
    assert message in result.err


def test_half_a_character_in_a_workbook(run: Run, tmp_path: Path) -> None:
    (tmp_path / "half.xlsx").write_bytes(make_workbook("claim\na_xD800_"))
    result = run("import", tmp_path / "half.xlsx", "--yes")
    assert result.code == 1
    assert "row 2: claim has half a character" in result.err


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (b"[" * 100_000, "line 1: no decision: JSON with a number too long or nesting too deep to be one"),
        (b'{"statement": ' + b"1" * 5_000 + b"}", "line 1: no decision: JSON with a number too long"),
        (b"M\xfcller", "the script is not UTF-8 (byte 0xfc)"),
    ],
)
def test_scripts_that_are_traps(run: Run, tmp_path: Path, script: bytes, message: str) -> None:
    (tmp_path / "script.jsonl").write_bytes(script)
    result = run("review", "--script", tmp_path / "script.jsonl")
    assert result.code == 2
    assert message in result.err


def test_a_name_that_is_no_text(run: Run) -> None:
    result = run("speaker", "add", os.fsdecode(b"M\xfcller"))
    assert result.code == 2
    assert "half a character" in result.err
    assert "please report" not in result.err


def test_two_citations_of_the_same_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "theirs.csv").write_text("claim,title\nIt rained.,One diary\nIt rained.,Another diary\n")
    result = run("import", tmp_path / "theirs.csv", "--create", "--leave-out", "--yes")
    assert result.code == 0
    assert "its words are the whole text of A1, which is cited otherwise" in result.out


TRAPS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("an unknown section", lambda: "<![-DATA[x"),
    ("a section never closed", lambda: "<![CDATA["),
    ("a page of nothing but openings", lambda: "<" * 50_000),
)


@pytest.mark.parametrize(("what", "make"), TRAPS, ids=[what for what, _ in TRAPS])
def test_pages_that_are_traps(run: Run, tmp_path: Path, what: str, make: Callable[[], str]) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_text(
        "<html><head><title>T</title></head><body><article>"
        f"<p>{SAID * 3}</p><p>{SAID}</p>{make()}</article></body></html>"
    )
    assert run("add", tmp_path / "page.html", "--yes").code in (0, 1)
