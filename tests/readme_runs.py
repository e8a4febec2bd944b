"""The runs that the README shows: its fenced blocks, and what its commands print on a terminal of 100 columns.

`python -m tests.readme_runs` (part of `make docs`) runs the ``console`` blocks and writes what came out into the page;
test_readme.py fails where the page is not current.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.seeds import copy_seeds

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = 100
HOME = "/home/ana"
"""What the page shows in the place of the folder that the commands run in."""


@dataclass(frozen=True)
class Block:
    """A fenced block of the README: its language, its text, and the line that it starts on."""

    language: str
    text: str
    line: int

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


def blocks() -> list[Block]:
    page = README.read_text("utf-8")
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Block(match[1], match[2], page.count("\n", 0, match.start()) + 2) for match in found]


def commands_of(block: Block) -> Iterator[tuple[str, str]]:
    """Give a console block's commands, each with the output shown below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def environment(home: Path) -> dict[str, str]:
    """Give an environment in which `tracker` is this one's, and nothing is the user's own."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "COLUMNS": str(WIDTH),
        "TERM": "xterm",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


def run_on_terminal(command: str, folder: Path) -> str:
    """Run a shell command on a terminal and give all that it showed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment(folder), stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # on Linux the end of a terminal's other side is an error
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert process.wait() == 0, shown.decode()
    text = shown.decode().replace("\r\n", "\n").replace(str(folder), HOME)
    return re.sub(r"[^\n]*\r\x1b\[K", "", text)  # a progress line that was wiped


def prepare_folder(folder: Path) -> Path:
    """Give the commands what they find in a copy of the repository: seeds/."""
    copy_seeds(folder / "seeds")
    return folder


def rewrite_page() -> None:
    """Run every console block and put what came out in the place of what the page shows."""
    page = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = prepare_folder(Path(name))
        for block in blocks():
            if block.language == "console":
                runs = (f"$ {command}\n{run_on_terminal(command, folder)}" for command, _ in commands_of(block))
                page = page.replace(block.text, "".join(runs))
    README.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    rewrite_page()
    print(f"wrote the runs in {README}")
