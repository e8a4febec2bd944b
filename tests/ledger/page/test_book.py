"""What pages share: by which day a row is placed, in which order, and which months are drawn."""

from __future__ import annotations

from tests.rows import make_row
from tests.sites import make_book
from tracker.ledger.page.book import count_utterances, list_months, tell_utterances
from tracker.ledger.page.data import write_data
from tracker.ledger.page.ledger_view import render_ledger
from tracker.ledger.page.links import Links
from tracker.ledger.page.lists_view import render_speakers
from tracker.ledger.page.speaker_view import render_speaker
from tracker.records import LedgerRow


def said(number: int, day: str | None, published: str | None = None) -> LedgerRow:
    return make_row(
        statement_id=number, said_on=day, said_on_start=day, said_on_end=day, published=published, article_id=number
    )


def test_a_row_is_placed_by_when_it_was_said_or_else_published() -> None:
    book = make_book(
        [said(1, "2024-03-01", "2024-04-02"), said(2, None, "2024-04"), said(3, None), said(4, None, "2023")]
    )
    assert [(d.edtf, d.said, d.month) for d in book.dates.values()] == [
        ("2024-03-01", True, "2024-03"),
        ("2024-04", False, "2024-04"),
        (None, False, None),
        ("2023", False, None),
    ]
    assert [row.statement_id for row in book.newest] == [2, 1, 4, 3]


def test_months_run_over_the_year() -> None:
    assert list_months("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert list_months("2024-02", "2024-02") == ["2024-02"]


def test_stragglers_are_left_out_of_the_chart() -> None:
    rows = [said(number, f"20{20 + number % 3}-0{1 + number % 9}-05") for number in range(1, 500)]
    assert make_book(rows).span == ("2020-01", "2022-09")
    assert make_book([*rows, said(900, "1962-01-01"), said(901, "2031-01-01")]).span == ("2020-01", "2022-09")


def test_few_rows_are_all_drawn() -> None:
    assert make_book([said(1, "1962-01-01"), said(2, "2024-01-01")]).span == ("1962-01", "2024-01")
    assert make_book([said(1, None)]).span is None
    assert make_book([]).span is None


def test_a_year_of_its_own_is_no_straggler() -> None:
    rows = [said(number, "2024-05-05") for number in range(1, 500)]
    rows += [said(1000 + number, "2020-01-01") for number in range(20)]
    assert make_book(rows).span == ("2020-01", "2024-05")


def test_joint_statements_count_for_each_speaker_once() -> None:
    book = make_book([said(1, "2024-03-01")], speaking={1: (1, 2, 1)})
    assert {speaker: len(rows) for speaker, rows in book.by_speaker.items()} == {1: 1, 2: 1}


def test_statements_that_report_one_utterance_count_once() -> None:
    rows = [make_row(statement_id=number, utterance_id=None if number == 1 else 1) for number in (1, 2, 3)]
    assert count_utterances(rows) == 2
    assert tell_utterances(rows) == " of 2 utterances"
    assert tell_utterances(rows[1:]) == " of 1 utterance"
    assert tell_utterances(rows[:2]) == ""
    assert tell_utterances([]) == ""


def test_pages_tell_statements_and_utterances() -> None:
    rows = [
        make_row(statement_id=number, article_id=3, utterance_id=9 if number > 1 else None) for number in range(1, 4)
    ]
    book, links = make_book(rows), Links()
    assert "3 statements of 2 utterances by" in render_ledger(book, links)
    assert "</a> of 2 utterances in 1 article" in render_speaker(book.speakers[1], book, links)
    assert '<td class="number">3</td><td class="number">2</td>' in render_speakers(book, links)
    assert '"utterance":[' in write_data(book)
