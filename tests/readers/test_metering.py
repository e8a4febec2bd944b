"""How far reading has come: bytes of files as they lie on the disk, packed or not."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

from tracker.readers import Meter, make_meter, read_paths


def write_lines(path: Path, count: int) -> Path:
    data = "".join(
        json.dumps({"text": f"Ship {number} sailed. {os.urandom(3_000).hex()}"}) + "\n" for number in range(count)
    )
    path.write_bytes(gzip.compress(data.encode()) if path.suffix == ".gz" else data.encode())
    return path


def test_the_total_is_of_all_files_that_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    write_lines(folder / "a.jsonl", 3)
    write_lines(folder / "b.jsonl.gz", 30)
    (folder / "page.pdf").write_bytes(b"not read")
    single = tmp_path / "report.txt"
    single.write_text("The ship sailed.")
    paths = [str(folder), str(single), str(tmp_path / "missing.txt")]
    meter = make_meter(paths)
    assert meter.total == sum(path.stat().st_size for path in (folder / "a.jsonl", folder / "b.jsonl.gz", single))
    seen = [meter.done for _ in read_paths(paths, meter=meter)]
    assert seen == sorted(seen)
    assert seen[0] < meter.total / 2
    assert any(0.3 < done / meter.total < 0.95 for done in seen)  # within the packed file, too
    assert meter.done == meter.total


def test_a_pipe_has_no_end_that_is_known() -> None:
    stdin = io.BytesIO(b"The ship sailed.")
    meter = make_meter(["-"], stdin=stdin)
    assert meter.total is None
    assert len(list(read_paths(["-"], stdin=stdin, meter=meter))) == 1
    assert meter.done == 0


def test_standard_input_out_of_a_file_has_one(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", 5)
    with path.open("rb") as stdin:
        meter = make_meter(["-"], stdin=stdin)
        assert meter.total == path.stat().st_size
        for _ in read_paths(["-"], stdin=stdin, meter=meter):
            pass
        assert meter.done == meter.total


def test_nothing_read_is_nothing_done() -> None:
    assert Meter(10).done == 0
