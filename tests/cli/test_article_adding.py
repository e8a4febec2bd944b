"""`tracker article add`: a file, a paste or an editor; looked at first where somebody can look; near-copies told."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from tests.cli.articles import CORRIDOR, PIPELINE
from tests.cli.conftest import Run
from tests.cli.editors import make_editor


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = tmp_path / "corridor.txt"
    path.write_text(CORRIDOR)
    return path


def show(run: Run, article: str = "A1") -> dict[str, object]:
    shown: dict[str, object] = json.loads(run("article", "show", article, "--format", "json").out)
    return shown


@pytest.mark.parametrize("command", [["add"], ["article", "add"]])
def test_a_file_is_shown_and_stored(run: Run, file: Path, command: list[str]) -> None:
    result = run(*command, file, "--outlet", "The Dock", "--author", "")
    assert result.code == 0, result.err
    assert "⟦S1\N{NO-BREAK SPACE}the grain corridor would stay open⟧" in result.out
    assert result.err.endswith("added A1 with 3 statements\nentry 1; `tracker undo` takes it back\n")
    shown = show(run)
    assert (shown["outlet"], shown["title"]) == ("The Dock", "Ministers agree on a grain corridor")


def test_a_paste_by_a_pipe(run: Run) -> None:
    for source in ([], ["-"]):
        result = run("add", *source, "--title", "Okello warns", stdin=PIPELINE.encode() + str(source).encode())
        assert result.code == 0, result.err
    assert show(run, "A2")["title"] == "Okello warns"


def test_a_dry_run_stores_nothing(run: Run, file: Path) -> None:
    assert "S1" in run("add", file, "--dry-run").out
    assert run("articles").out == ""


def test_the_very_text_is_known(run: Run, file: Path) -> None:
    run("add", file)
    assert run("add", file).err == "A1 Ministers agree on a grain corridor has this very text; nothing was added\n"


def test_a_near_copy_is_told_with_its_overlap(run: Run, file: Path, tmp_path: Path) -> None:
    run("add", file)
    copy = tmp_path / "copy.txt"
    copy.write_text(CORRIDOR.replace("would stay open", "will stay open").split("---")[2])
    result = run("add", copy)
    assert "of its wording stands in A1 too (Ministers agree on a grain corridor, The Harbour Post, 2024" in result.err
    assert run("add", tmp_path / "other.txt", stdin=b"").code == 1
    assert "near-copy" not in run("add", "-", stdin=PIPELINE.encode()).err


@pytest.mark.parametrize(("answer", "count"), [("a\n", 1), ("q\n", 0), ("x\na\n", 1)])
def test_on_a_terminal_it_is_asked(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    monkeypatch.setattr("tracker.cli.article_adding.can_ask", lambda: True)
    result = run("add", file, stdin=answer.encode())
    assert result.code == 0, result.err
    assert "Store it? (a, r, e, q)" in result.err
    assert run("articles", "--format", "jsonl").out.count("\n") == count


def test_edited_before_it_is_stored(run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.article_adding.can_ask", lambda: True)
    monkeypatch.setenv("EDITOR", make_editor(tmp_path / "bin", "text = text.replace('outlet: The', 'outlet: A')"))
    assert run("add", file, stdin=b"e\na\n").code == 0
    assert show(run)["outlet"] == "A Harbour Post"


def test_written_in_an_editor(run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "assert text.startswith('# A new article'), text\n"
        "text = text.replace('title:', 'title: By hand').rstrip()\n"
        "text += '\\n\\n# A heading\\nOkello said that it rained.\\n'"
    )
    monkeypatch.setenv("EDITOR", make_editor(tmp_path / "bin", code))
    result = run("add", "--edit", "--published", "2024")
    assert result.code == 0, result.err
    shown = show(run)
    assert (shown["title"], shown["published"]) == ("By hand", "2024")
    assert shown["text"] == "# A heading\nOkello said that it rained."
    monkeypatch.setenv("EDITOR", make_editor(tmp_path / "bin", ""))
    assert run("add", "--edit").err == "left as it was; nothing was added\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("wire.jsonl", b"{}", "`tracker ingest"),
        ("photo.txt", b"\xff\xd8\xff", "not UTF-8"),
        ("empty.txt", b"", "empty"),
        ("bad.txt", b"---\ntitle: x\npublished: May\n---\ntext", "not a date"),
    ],
)
def test_what_is_no_article(run: Run, file: Path, name: str, content: bytes, words: str) -> None:
    path = file.parent / name
    path.write_bytes(content)
    result = run("add", path)
    assert result.code == 1
    assert words in result.err
    assert run("articles").out == ""


def test_a_folder_and_nothing_at_all(run: Run, file: Path) -> None:
    assert "is a folder; `tracker ingest" in run("add", file.parent).err
    assert "no such file" in run("add", file.parent / "absent.txt").err
    assert "no editor is set" in run("add", "--edit").err
