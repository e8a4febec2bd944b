"""One target under atheris, which keeps every input that reaches new code and goes on from there.

``python -m tests.fuzz.guided TARGET FOLDER -runs=N`` and any other flag of libFuzzer; FOLDER keeps the inputs. A crash,
a hang (-timeout) or memory beyond -rss_limit_mb ends it with the input in a file, whose name is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tracker"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS, feed


def main(name: str, folder: Path, flags: list[str]) -> None:
    """Fuzz until the flags say stop; ends the process."""
    target = TARGETS[name]
    seeds, words = folder / "seeds", folder / "words.txt"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (seeds / f"seed-{number}").write_bytes(seed)
    words.write_text("".join(f'"{_escape(piece)}"\n' for piece in target.pieces if len(piece) <= 64), "ascii")
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    common = [f"-dict={words}", f"-artifact_prefix={folder}/", "-timeout=20", "-rss_limit_mb=2048", "-max_len=4096"]
    atheris.Setup([sys.argv[0], *common, *flags, str(corpus), str(seeds)], lambda data: feed(name, data))
    atheris.Fuzz()


def _escape(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
