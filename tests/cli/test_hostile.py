"""Poison in every word that comes from an article, a ledger or a person, driven through every command and format.

The table below has a line for each command; a command or a choice of --format without one fails the test.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NoReturn

import click
import pytest

from tests.cli.conftest import Run
from tests.cli.screens import review
from tests.cli.test_reference import COMMANDS
from tracker.cli.app import main
from tracker.cli.completion import complete_articles, complete_outlets, complete_speakers, complete_topics
from tracker.ledger.controls import CONTROLS

STEERING = "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://evil.example\x1b\\ \x9b31m\u202e\u2066\u200b\x08\x7f"
MARKUP = "</script><script>hit()</script><img src=x onerror=hit()><svg onload=hit()>\"'&amp;]]>--><!--"
TYPED = "](javascript:hit()) `x` **b** {\\input{x}} \\write18{id} @article{x, %0a# $(touch /tmp/hit) `id` ;id|id"
POISON = f"=HYPERLINK(1) {STEERING} {MARKUP} {TYPED}"
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=1+1")

TEXT = (
    f"Foreign Minister Ilse Brandt said on Friday: “The corridor {POISON.replace('“', '')} would stay open.”\n\n"
    f"“We will keep our word {MARKUP},” Brandt told reporters. President Tomas Okello said that trade had doubled.\n\n"
    f"=1+1 {STEERING} said that the port would open.\n"
)
ARTICLE = {
    "text": TEXT,
    "id": f"id {POISON}",
    "title": POISON,
    "outlet": f"Post {POISON}",
    "author": f"@Ana {POISON}",
    "url": "javascript:hit()//" + POISON,
    "region": POISON,
    "note": f"-note {POISON}",
    "language": "en",
    "published": "2024-03-01",
}
SECOND = {
    "text": "Ilse Brandt said that it rained.",
    "title": "=1+1",
    "url": f"https://example.org/{MARKUP}",
    "outlet": "+1",
}

# What each command is called with; {ledger}, {text}, {script} and {out} are files. Some change what is there: each
# command works on a database of its own.
CALLS: dict[str, list[str]] = {
    "add": ["{text}", "--yes", "--title", POISON],
    "article add": ["{text}", "--yes", "--note", POISON],
    "article edit": ["A1", "--outlet", f"new {POISON}", "--yes"],
    "article remove": ["A1", "--yes"],
    "article show": ["A1"],
    "articles": [],
    "cite": ["S1", "--style", "plain"],
    "claim add": ["S1", "--words", "the grain corridor"],
    "claim confirm": ["S1.1"],
    "claim edit": ["S1.1", "--note", POISON],
    "claim merge": ["S1.1", "S1.2"],
    "claim reject": ["S1.1", "--note", POISON],
    "claim restore": ["S1.1"],
    "claim split": ["S2.1", "--at", "had"],
    "claims": [],
    "commitment accept": ["S2.1", "--least", "0.1", "--reason", POISON],
    "commitment link": ["S3.1", "S1.1", "--as", "drops", "--reason", POISON],
    "commitment reject": ["S2.1", "--least", "0.1", "--reason", POISON],
    "commitment show": ["S1.1"],
    "commitment suggest": ["--least", "0.1"],
    "commitment unlink": ["S2.1", "S1.1"],
    "commitments": [],
    "compare": ["brandt", "okello"],
    "completion": ["bash"],
    "db backup": [],
    "db check": [],
    "db current": [],
    "db datasette": [],
    "db path": [],
    "db upgrade": [],
    "db mend": [],
    "db restore": ["{copy}", "--dry-run"],
    "export": [],
    "extract": ["{text}"],
    "formulation add": [f"grain {STEERING}", "--note", POISON],
    "formulation edit": ["F1", "--note", POISON],
    "formulation find": ["--fewest", "1", "--shortest", "2"],
    "formulation list": [],
    "formulation remove": ["F1", "--yes"],
    "formulation show": ["F1"],
    "formulation trace": ["trade"],
    "formulation watch": [],
    "history": [],
    "history export": [],
    "import": ["{ledger}", "--dry-run"],
    "ingest": ["{text}"],
    "redo": ["--yes"],
    "reextract": ["--dry-run"],
    "retag": ["--dry-run"],
    "review": ["--script", "{script}"],
    "serve": [],
    "speaker add": [f"new {POISON}"],
    "speaker alias": ["okello", f"alias {POISON}"],
    "speaker edit": ["okello", "--note", POISON],
    "speaker list": [],
    "speaker merge": ["okello", "brandt"],
    "speaker post add": ["okello", f"Minister {POISON}", "--source", POISON],
    "speaker post list": [],
    "speaker post remove": ["1"],
    "speaker rename": ["okello", f"renamed {POISON}"],
    "speaker show": ["Tomas Okello"],
    "speaker split": ["Ilse Brandt", "--statement", "S1", "--as", f"split {POISON}"],
    "speaker suggest": [],
    "speakers": [],
    "statement add": ["A2", "--speaker", "brandt", "--content", "it rained"],
    "statement confirm": ["S1"],
    "statement edit": ["S1", "--note", POISON],
    "statement merge": ["S1", "S2"],
    "statement reject": ["S1", "--note", POISON],
    "statement restore": ["S1"],
    "statement show": ["S1"],
    "statement split": ["S2", "--at", "had"],
    "statements": ["--text", "hit"],
    "timeline": [],
    "topic add": ["a-new-topic", "--label", POISON, "--term", "rain*"],
    "topic edit": ["poison", "--description", POISON],
    "topic list": [],
    "topic merge": ["trade", "poison", "--yes"],
    "topic remove": ["poison", "--yes"],
    "topic show": ["poison"],
    "topic tag": ["poison", "S2"],
    "topic untag": ["poison", "S1"],
    "topics": [],
    "undo": ["--yes"],
    "utterance accept": ["S1"],
    "utterance join": ["S2", "S3"],
    "utterance list": [],
    "utterance reject": ["S1"],
    "utterance show": ["U1"],
    "utterance split": ["U1", "S1"],
    "utterance suggest": [],
    "who": ["hit"],
}
FILES = {"xlsx": "x.xlsx", "sqlite": "x.db"}
SERVED_ELSEWHERE = {
    "serve"
}  # until it is interrupted: tests/workflows/test_serving.py and tests/browser/test_hostile.py


def callable_commands() -> dict[str, click.Command]:
    """Every command that does something by itself."""
    return {
        path.removeprefix("tracker "): command
        for path, command in COMMANDS.items()
        if not isinstance(command, click.Group) or command.invoke_without_command
    }


def formats_of(command: click.Command) -> list[str]:
    """The choices of its --format."""
    for parameter in command.params:
        if "--format" in parameter.opts:
            assert isinstance(parameter.type, click.Choice)
            return list(parameter.type.choices)
    return []


CASES = [(path, form) for path, command in callable_commands().items() for form in formats_of(command) or [""]]


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database in which every field is poison, and files to take in."""
    folder = tmp_path_factory.mktemp("poisoned")
    (folder / "wire.jsonl").write_text(json.dumps(ARTICLE) + "\n" + json.dumps(SECOND) + "\n")
    (folder / "text.txt").write_text(f"---\ntitle: {POISON}\noutlet: {POISON}\n---\nOf another day: {TEXT}", newline="")
    (folder / "script.jsonl").write_text(json.dumps({"statement": 1, "decision": "edit", "note": POISON}) + "\n")
    done: list[list[str]] = [
        ["ingest", str(folder / "wire.jsonl")],
        ["speaker", "alias", "brandt", f"Elsa {POISON}"],
        ["speaker", "edit", "brandt", "--note", POISON],
        ["speaker", "post", "add", "brandt", f"Minister {POISON}", "--source", POISON],
        ["speaker", "rename", "okello", f"Tomas Okello {POISON}"],
        ["topic", "add", "poison", "--label", f"Label {POISON}", "--description", POISON, "--term", "corridor"],
        ["topic", "tag", "poison", "S1", "S2"],
        *(["statement", "edit", f"S{number}", "--note", formula] for number, formula in enumerate(FORMULAS[:3], 1)),
        ["statement", "edit", "S1", "--speaker", f"=Ilse Brandt {POISON} (new)"],
        ["statement", "edit", "S2", "--note", POISON],
        ["speaker", "edit", "okello", "--note", POISON],
        ["formulation", "add", "trade had", f"trade {TYPED}", "--note", POISON],
        ["utterance", "join", "S1", "S3", "--note", POISON],
        ["claim", "edit", "S1.1", "--kind", "commitment", "--by", f"Austria {POISON}"],
        ["commitment", "link", "S2.1", "S1.1", "--as", "softens", "--reason", POISON],
        ["statement", "edit", "S2", "--note", "taken back"],
        ["undo", "--yes"],
    ]
    for arguments in done:
        assert main(["--db", str(folder / "tracker.db"), *arguments]) == 0, arguments
    assert main(["--db", str(folder / "tracker.db"), "export", "--output", str(folder / "ledger.csv")]) == 0
    with (folder / "ledger.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["note"] = f"from a ledger {POISON}"
    with (folder / "ledger.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    assert main(["--db", str(folder / "tracker.db"), "db", "backup", str(folder / "copy.db")]) == 0
    return folder


@pytest.fixture
def call(run: Run, poisoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command of the table on a copy of the poisoned folder."""
    folder = tmp_path / "copy"
    shutil.copytree(poisoned, folder)
    monkeypatch.chdir(folder)

    def call(path: str, *more: str) -> Any:
        names = {
            name: str(folder / f"{name}.{end}")
            for name, end in {"text": "txt", "ledger": "csv", "script": "jsonl", "copy": "db"}.items()
        }
        words = [names.get(word[1:-1], word) if word.startswith("{") else word for word in CALLS[path]]
        return run("--db", folder / "tracker.db", *path.split(), *words, *more)

    return call


def test_every_command_is_in_the_table() -> None:
    assert set(CALLS) == set(callable_commands())


def check_screen(shown: str) -> None:
    """Nothing in it steers a terminal, and the poison is there to be seen."""
    found = CONTROLS.search(shown)
    assert found is None, (found, shown[max(found.start() - 80, 0) : found.end() + 40])


@pytest.mark.parametrize(("path", "form"), [case for case in CASES if case[0] not in SERVED_ELSEWHERE])
def test_no_terminal_is_steered(
    call: Callable[..., Any], become_terminal: Callable[..., None], path: str, form: str
) -> None:
    become_terminal(stderr=True)
    more = ["--format", form] if form else []
    if form in FILES or (path == "export" and form == "html"):
        more += ["--output", FILES.get(form, "x.html")]
    result = call(path, *more)
    assert result.code in (0, 1), result.err
    assert "please report" not in result.err
    check_screen(result.out)
    check_screen(result.err.replace("\r\x1b[K", ""))  # our own line of progress


@pytest.mark.parametrize("path", ["articles", "speaker show", "statement show", "topic show", "export", "history"])
def test_the_poison_does_come_out(call: Callable[..., Any], become_terminal: Callable[..., None], path: str) -> None:
    become_terminal(width=3000)
    assert "\\x1b" in call(path).out


@pytest.mark.parametrize(
    "arguments",
    [
        ["speaker", "show", POISON], ["statements", "--speaker", POISON], ["statements", "--text", POISON],
        ["statements", "--since", POISON], ["topic", "show", POISON], ["article", "show", POISON], ["export", "--fields", POISON],
        ["cite", "S1", "--style", POISON], ["ingest", f"no{STEERING}.txt"], ["import", f"no{STEERING}.csv"], [POISON],
        ["--db", f"no{STEERING}/x.db", "statements"], ["db", "backup", f"no{STEERING}/x.db"], ["review", "--script", f"no{STEERING}"],
        ["statements", f"--{STEERING}"], ["speaker", POISON], ["add", f"no{STEERING}"], ["timeline", "--by", POISON],
        ["export", "--output", f"no{STEERING}/x.csv"], ["import", "--map", POISON, "x"], ["statement", "edit", "S1", "--content", f"nowhere {POISON}"],
    ],
)  # fmt: skip
def test_errors_repeat_nothing_that_steers(run: Run, poisoned: Path, tmp_path: Path, arguments: list[str]) -> None:
    shutil.copy(poisoned / "tracker.db", tmp_path / "tracker.db")
    result = run("--db", tmp_path / "tracker.db", *arguments)
    check_screen(result.err)
    assert "please report" not in result.err
    assert "Traceback" not in result.err


# --------------------------------------------------------------------------------------- what programs take


def test_no_cell_of_a_guarded_csv_is_a_formula(call: Callable[..., Any]) -> None:
    rows = list(csv.reader(io.StringIO(call("export", "--format", "csv-excel").out.lstrip("\ufeff"))))
    assert len(rows) > 3
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+@\t\r]|\s*-(?!\d+$)", cell)]
    assert any(cell.startswith("'=") for row in rows for cell in row)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(call: Callable[..., Any]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert call("export", "--format", "xlsx", "--output", "x.xlsx").code == 0
    workbook = openpyxl.load_workbook("x.xlsx")
    cells = [cell for row in workbook.worksheets[0].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


class _Page(HTMLParser):
    """The elements of a page that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in {"img", "iframe", "object", "embed", "base"}:
            self.faults.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.faults.append(f"{tag} {name}")
            if name in {"href", "src", "action", "xlink:href"} and not re.match(
                r"(?:https?://|data:image/svg|#|[\w./-]+(?:[?#]|$))", value or ""
            ):
                self.faults.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "hit()" in data and "\\u003c" not in data:
            self.faults.append("script with our words")


@pytest.mark.parametrize("output", ["site", "page.html"])
def test_no_page_has_an_element_of_the_poison(call: Callable[..., Any], output: str) -> None:
    assert call("export", "--format", "html", "--output", output).code == 0
    files = [Path(output)] if output.endswith(".html") else list(Path(output).rglob("*.html"))
    assert files
    for file in files:
        text = file.read_text("utf-8")
        page = _Page()
        page.feed(text)
        page.close()
        assert page.faults == []
        assert "Content-Security-Policy" in text
    names = {path.name for path in Path(output).rglob("*")} if output == "site" else set()
    assert not [name for name in names if not re.fullmatch(r"[a-z0-9-]+(?:\.(?:html|css|js))?", name)]


def test_markdown_has_no_markup_of_the_poison(call: Callable[..., Any]) -> None:
    for written in (call("export", "--format", "md").out, call("statements", "--format", "md").out):
        assert "Brandt" in written
        assert not re.search(r"(?<!\\)<(?:script|img|svg|!--)", written)
        assert not re.search(r"(?<!\\)\]\(", written)
        assert not re.search(r"<javascript:", written)


def test_json_of_every_kind_gives_the_words_back(call: Callable[..., Any]) -> None:
    for form in ("jsonld", "csl-json", "popolo"):
        written = call("export", "--format", form).out
        assert "hit()" in json.dumps(json.loads(written))
        assert not re.search("[\x00-\x08\x0b-\x1f]", written)
    for line in call("export", "--format", "jsonl").out.splitlines():
        assert json.loads(line)


def test_linked_data_has_no_address_that_runs(call: Callable[..., Any]) -> None:
    def addresses(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("@id", "id", "url") and isinstance(inner, str):
                    yield inner
                yield from addresses(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from addresses(inner)

    found = list(addresses(json.loads(call("export", "--format", "jsonld").out)))
    assert found
    assert not [address for address in found if address.lower().startswith("javascript:")]


def test_references_are_as_many_as_the_articles(call: Callable[..., Any]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    written = call("export", "--format", "bibtex").out
    assert len(bibtexparser.parse_string(written).entries) == 2
    assert not re.search(r"(?<!\\)\\(?:write18|input)\b", written)
    assert not re.search(r"\burl = \{(?!https)", written)
    ris = call("export", "--format", "ris").out
    assert ris.count("TY  - ") == ris.count("ER  - ") == 2
    assert not re.search("UR  - (?!https)", ris)
    assert all(re.match(r"[A-Z][A-Z0-9]  - |\r?$", line) for line in ris.split("\n"))


def test_a_shell_that_completes_gets_nothing_that_steers_it(poisoned: Path) -> None:
    with click.Context(COMMANDS["tracker"], info_name="tracker") as context:
        context.params["db"] = str(poisoned / "tracker.db")
        for complete in (complete_speakers, complete_topics, complete_articles, complete_outlets):
            items = complete(context, click.Option(["--x"]), "")
            for item in items:
                check_screen(f"{item.value} {item.help or ''}")
                assert "\n" not in f"{item.value}{item.help or ''}"


def test_names_that_a_shell_would_run_are_quoted(tmp_path: Path) -> None:
    from click.shell_completion import CompletionItem, get_completion_class

    bash = get_completion_class("bash")
    assert bash is not None
    shown = bash(COMMANDS["tracker"], {}, "tracker", "_X").format_completion(CompletionItem("$(id) `id` ;id"))
    assert re.sub(r"\\\\.", "", shown) == "plain,idid" + "id"


@pytest.mark.slow
def test_a_review_is_not_steered(poisoned: Path, tmp_path: Path) -> None:
    shutil.copy(poisoned / "tracker.db", tmp_path / "tracker.db")
    with review(tmp_path / "tracker.db", "--status", "any", columns=200) as screen:
        screen.expect("q quit\r\n")
        shown = screen.before.replace("\x1b[2J\x1b[H", "").replace("\r\n", "\n")
        check_screen(shown)
        assert "\\x1b" in shown
        screen.send("q")
        screen.expect("left")


# --------------------------------------------------------------------------------------------- no way out


@pytest.mark.parametrize("path", [path for path in CALLS if path not in SERVED_ELSEWHERE])
def test_nothing_goes_online_or_opens_what_an_article_names(
    call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def refuse(*arguments: object, **_: object) -> NoReturn:
        raise AssertionError(f"the network was asked for: {arguments}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    result = call(path)
    assert "the network was asked for" not in result.err
    assert result.code in (0, 1)


def test_paths_in_front_matter_are_never_opened(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    (tmp_path / "in.txt").write_text(
        "".join(f"{key}: {secret}\n" for key in ("id", "title", "outlet", "url", "author", "note", "region")).join(
            ["---\n", "---\n"]
        )
        + f"Ilse Brandt said that it was in {secret}.\n"
    )
    opened: list[str] = []
    real = io.open

    def watch(file: Any, *rest: Any, **named: Any) -> Any:
        opened.append(str(file))
        return real(file, *rest, **named)

    monkeypatch.setattr("builtins.open", watch)
    monkeypatch.setattr("io.open", watch)
    assert run("ingest", tmp_path / "in.txt").code == 0
    assert str(tmp_path / "in.txt") in opened
    for form in ("csv", "html", "jsonld", "bibtex"):
        result = run("export", "--format", form, "--output", tmp_path / f"out.{form}", "--force")
        assert result.code == 0
    assert str(secret) not in opened
