"""The commands that are broken off, each in a folder where there is something for it to do."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config

from tests.reliability.processes import run
from tracker.storage.schema import find_migrations, migration_connection

_PLACES = ("Vienna", "Kampala", "Lisbon", "Quito", "Tartu")


def write_article(folder: Path, number: int, text: str = "") -> Path:
    """An article of some statements, with invented people; each number makes another one."""
    place, year = _PLACES[number % len(_PLACES)], 2000 + number % 20
    path = folder / f"{number:03}.txt"
    path.write_text(
        f"---\nid: article-{number}\ntitle: Talks {number} in {place}\noutlet: The Harbour Post\n"
        f"published: {year}-03-{1 + number % 28:02}\n---\n"
        f"Foreign Minister Ilse Brandt said in {place} that grain corridor {number} would stay open.\n\n"
        f"“We will keep our word on point {number},” Brandt told reporters.\n\n"
        f"President Tomas Okello{' Senior' if number % 2 else ''} warned that trade deal {number} had stalled. "
        f"Okello said that talks on energy would begin in {year + 1}.\n\n{text}",
        encoding="utf-8",
    )
    return path


def write_articles(folder: Path, first: int, count: int) -> Path:
    """A folder of articles."""
    folder.mkdir()
    for number in range(first, first + count):
        write_article(folder, number)
    return folder


@dataclass(frozen=True)
class Scene:
    """A command, how its folder comes to be, and what in it is the outcome: the database, or a file or folder."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]
    output: str | None = None
    # One article after the other is acknowledged, rather than all at the end.
    article_wise: bool = False
    # What is said once it is done, and then must be.
    done: str = "tracker undo"


def _do(folder: Path, *lines: str) -> None:
    for line in lines:
        ended = run(folder, line.split())
        assert ended.code == 0, ended.err


_FOLDER = TemporaryDirectory(prefix="tracker-scenes-")


@cache
def _make_filled() -> Path:
    folder = Path(_FOLDER.name) / "filled"
    folder.mkdir()
    write_articles(folder / "articles", 0, 4)
    _do(folder, "ingest articles")
    return folder


def _fill(folder: Path, *, then: tuple[str, ...] = ()) -> None:
    shutil.copytree(_make_filled(), folder, dirs_exist_ok=True)
    _do(folder, *then)


def _prepare_ingest(folder: Path) -> None:
    write_articles(folder / "articles", 0, 4)


def _prepare_import(folder: Path) -> None:
    _fill(folder, then=("export --output ledger.csv",))
    with (folder / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["note"] = f"seen {number}"
    with (folder / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _prepare_upgrade(folder: Path) -> None:
    _fill(folder)
    config = Config()
    config.set_main_option("script_location", str(find_migrations()))
    with migration_connection(folder / "tracker.db") as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")


def _prepare_reextract(folder: Path) -> None:
    _fill(folder)
    with closing(sqlite3.connect(folder / "tracker.db")) as connection, connection:
        # As if an older extractor had been less sure, and had known no addressees.
        connection.execute("UPDATE statement SET confidence = 'low', rule = 'old', extractor = '0'")


def _prepare_restore(folder: Path) -> None:
    _fill(
        folder,
        then=(
            "db backup backup.db",
            "statement reject S1",
            "article remove A2 --yes",
        ),
    )


def _prepare_mend(folder: Path) -> None:
    _fill(folder)
    with closing(sqlite3.connect(folder / "tracker.db")) as connection, connection:
        connection.execute("DROP TRIGGER statement_fts_update")
        connection.execute("UPDATE statement SET content = 'gone', cue = 'sang'")


SCENES = (
    Scene("ingest", ("ingest", "articles"), _prepare_ingest, article_wise=True),
    Scene("import", ("import", "ledger.csv", "--yes"), _prepare_import),
    Scene("upgrade", ("db", "upgrade"), _prepare_upgrade, done="the database has schema"),
    Scene("merge", ("speaker", "merge", "Tomas Okello", "Tomas Okello Senior"), _fill),
    Scene("edit", ("statement", "edit", "S1", "--note", "checked"), _fill),
    Scene("remove", ("article", "remove", "A2", "--yes"), _fill),
    Scene("undo", ("undo", "--yes"), _fill, done="tracker redo"),
    Scene("redo", ("redo", "--yes"), partial(_fill, then=("undo --yes",)), done="done again"),
    Scene("reextract", ("reextract",), _prepare_reextract, article_wise=True),
    Scene("retag", ("retag", "--yes"), partial(_fill, then=("topic add corridors --term corridor",))),
    Scene("restore", ("db", "restore", "backup.db", "--yes"), _prepare_restore, done="is now what"),
    Scene("mend", ("db", "mend"), _prepare_mend, done="the database is sound"),
    Scene("backup", ("db", "backup", "copy.db"), _fill, output="copy.db", done="to go back to it"),
    *(
        Scene(
            f"export {name}",
            ("export", "--output", output, "--format", name, "--force"),
            partial(_fill, then=(f"export --output {output} --format {name}", "statement reject S1")),
            output,
            done="written to",
        )
        # Without an ending the page is a folder, which has to be replaced as a whole.
        for name, output in (("csv", "out.csv"), ("html", "out"), ("xlsx", "out.xlsx"), ("sqlite", "out.sqlite"))
    ),
)


def make_scene(scene: Scene, folder: Path) -> Path:
    """Prepare the folder of a scene."""
    folder.mkdir()
    scene.prepare(folder)
    return folder


def copy_scene(template: Path, folder: Path) -> Path:
    """A folder as it was prepared."""
    shutil.copytree(template, folder)
    return folder
