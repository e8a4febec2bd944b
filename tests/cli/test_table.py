"""Tables: whole in a pipe, fitted on a terminal, stacked on a narrow one, and never a control character."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.cli.table import TableColumn, print_table
from tracker.cli.terminal import measure
from tracker.ledger.controls import CONTROLS

COLUMNS = (TableColumn("ID", right=True), TableColumn("Who", widest=10), TableColumn("What"))
LONG = "the corridor stays open and the ships will sail as they did before the harbour was closed to them last year"


def test_in_a_pipe_nothing_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_table(COLUMNS, [("S1", "Ilse Brandt-Moreau", LONG), ("S22", "北京", "no\nnever\x1b[2J")]) == 2
    assert capsys.readouterr().out == (
        f" ID  Who                 What\n S1  Ilse Brandt-Moreau  {LONG}\nS22  北京                no never\\x1b[2J\n"
    )


def test_on_a_terminal_the_last_column_wraps(
    capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]
) -> None:
    become_terminal(width=50)
    print_table(COLUMNS, [("S1", "Ilse Brandt-Moreau", LONG)])
    assert capsys.readouterr().out == (
        "ID  Who         What\n"
        "S1  Ilse Bran…  the corridor stays open and the\n"
        "                ships will sail as they did before\n"
        "                the harbour was closed to them la…\n"
    )


def test_a_narrow_terminal_gets_blocks(
    capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]
) -> None:
    become_terminal(width=40)
    wide = (TableColumn("ID", right=True), TableColumn("Who", widest=18), TableColumn("What"))
    print_table(wide, [("S1", "Ilse Brandt-Moreau", "the corridor stays open and the ships sail"), ("S2", "x", "")])
    assert capsys.readouterr().out == (
        "S1  Ilse Brandt-Moreau\n  the corridor stays open and the ships\n  sail\nS2  x\n"
    )


def test_numbers_in_blocks_say_what_they_count(
    capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]
) -> None:
    become_terminal(width=44)
    columns = (TableColumn("ID", right=True), TableColumn("Words", right=True), TableColumn("Who"), TableColumn("What"))
    print_table(columns, [("A1", "812", "Ilse Brandt-Moreau", "the corridor stays open and the ships sail")])
    assert capsys.readouterr().out.splitlines()[0] == "A1  Words 812  Ilse Brandt-Moreau"


def test_optional_columns_go_first(capsys: pytest.CaptureFixture[str], become_terminal: Callable[..., None]) -> None:
    columns = (
        TableColumn("ID"),
        TableColumn("Kind", optional=True),
        TableColumn("Of", optional=True),
        TableColumn("What"),
    )
    rows = [("S1", "person", "AUT", "the corridor stays open")]
    for width, heading in ((42, "ID  Kind    Of   What"), (37, "ID  Kind    What"), (30, "ID  What")):
        become_terminal(width=width)
        print_table(columns, rows)
        assert capsys.readouterr().out.splitlines()[0] == heading


def test_no_rows_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_table(COLUMNS, []) == 0
    assert capsys.readouterr().out == ""


def test_rows_are_printed_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    printed: list[int] = []

    def rows() -> Iterator[tuple[str, str, str]]:
        for number in range(1200):
            if number == 1100:
                printed.append(capsys.readouterr().out.count("\n"))
            yield str(number), "x", "y"

    assert print_table(COLUMNS, rows()) == 1200
    assert printed == [1101]


CELLS = st.text(max_size=30) | st.sampled_from(["\x1b[31m", "\u202e", "a\r\nb", "北京" * 9])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=3), st.integers(12, 90))
def test_lines_never_pass_the_edge_nor_hold_controls(
    capsys: pytest.CaptureFixture[str],
    become_terminal: Callable[..., None],
    rows: list[tuple[str, str, str]],
    width: int,
) -> None:
    become_terminal(width=width)
    print_table(COLUMNS, rows)
    out = capsys.readouterr().out
    assert not CONTROLS.search(out)
    assert all(measure(line) <= width for line in out.split("\n"))
