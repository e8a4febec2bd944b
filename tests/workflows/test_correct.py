"""Correcting by hand: what is set is set, told, undone as a whole, and refused with the reason where it cannot be."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.storage.test_undoing import rows
from tracker.errors import AmbiguousNameError, ConflictError, NotFoundError, TrackerError, UsageError
from tracker.records import Manner, StatementFilter, Status
from tracker.revisions import CodedStatement, StatementEdit
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.workflows.correct import (
    add_statement,
    confirm_statements,
    edit_statements,
    merge_statements,
    read_statement,
    reject_statements,
    restore_statements,
    select_statements,
    split_statement,
)
from tracker.workflows.query import find_statements, show_statement

ANA = Caller("b" * 32, "2024-03-05T09:00:00Z", "ana", "tracker statement edit S1", "0.0")


def edit(database: Database, *numbers: int, **fields: object) -> CodedStatement:
    """Edit statements and give the first as it then is."""
    edit_statements(database, numbers, StatementEdit(**fields))  # type: ignore[arg-type]
    return read_statement(database, numbers[0])


def words(coded: CodedStatement, role: str = "content") -> list[str]:
    return [coded.text[start:end] for start, end in getattr(coded, role)]


# ------------------------------------------------------------------------------------------------ edit


def test_a_wrong_speaker(filled: Database) -> None:
    report = edit_statements(filled, [1], StatementEdit(speakers=("okello",)), caller=ANA)
    assert report.statements == (1,)
    assert report.what == ("S1 edited: speaker Ilse Brandt → Tomás Okello",)
    assert report.entry == 2
    coded = read_statement(filled, 1)
    assert (coded.speakers, coded.status, coded.coder, coded.coded_at) == (
        ("Tomás Okello",),
        Status.EDITED,
        "ana",
        "2024-03-05T09:00:00Z",
    )
    (row,) = find_statements(filled, StatementFilter(speakers=("okello",), article="1"))
    assert (row.statement_id, row.coder, row.coded_at) == (1, "ana", "2024-03-05T09:00:00Z")


def test_speakers_in_their_order_and_none(filled: Database) -> None:
    assert edit(filled, 3, speakers=("Uganda", "okello", "Uganda")).speakers == ("Uganda", "Tomás Okello")
    assert edit(filled, 3, speakers=()).speakers == ()


def test_posts_follow_the_speaker(filled: Database) -> None:
    edit(filled, 4, speakers=("brandt",))
    with filled.read() as session:
        posts = session.execute(text("SELECT speaker_id FROM post_held ORDER BY 1")).scalars().all()
    assert posts == [1]


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Ida Moreau (new)", ("Ida Moreau", "person", None)),
        ("Ida Moreau (new, FRA)", ("Ida Moreau", "person", "FRA")),
        ("Grain Board (new organisation AUT)", ("Grain Board", "organisation", "AUT")),
        ("Brazil (new)", ("Brazil", "state", "BRA")),
    ],
)
def test_a_speaker_that_nobody_knew(filled: Database, name: str, stored: tuple[str, ...]) -> None:
    coded = edit(filled, 1, speakers=(name,))
    assert coded.speakers == (stored[0],)
    (speaker,) = show_statement(filled, 1).speakers
    assert (speaker.name, speaker.kind.value, speaker.country) == stored
    assert edit(filled, 2, speakers=(stored[0],)).speakers == coded.speakers


@pytest.mark.parametrize(
    ("fields", "error", "message"),
    [
        ({"speakers": ("Ida Moreau",)}, NotFoundError, r"no speaker matches .*to make one, write 'Ida Moreau \(new\)'"),
        ({"speakers": ("Ilse Brandt (new, AUT)",)}, ConflictError, "there is a person Ilse Brandt already.*'#1'"),
        ({"speakers": ("Ida (new wizard)",)}, UsageError, "'wizard' is no kind of speaker"),
        ({"said_on": "last May"}, TrackerError, "not a date"),
        ({"add_topics": ("unheard of",)}, NotFoundError, "no topic matches"),
        ({"content": ("the corridor would close",)}, NotFoundError, "is not in the article"),
        ({"content": ("would",)}, None, ""),
        ({"content": ()}, UsageError, "S1: a statement needs content"),
        ({"cue": ("said", "said")}, UsageError, "overlap"),
        (
            {"content": ("the all-weather strategic partnership",), "source": ("Austria and Uganda",)},
            ConflictError,
            "S3",
        ),
    ],
)
def test_what_cannot_be_set(
    filled: Database, fields: dict[str, object], error: type[Exception] | None, message: str
) -> None:
    before = rows(filled)
    if error is None:
        assert words(edit(filled, 1, **fields)) == ["would"]  # it stands once in the paragraph
        return
    with pytest.raises(error, match=message):
        edit(filled, 1, **fields)
    assert rows(filled) == before


def test_boundaries_take_key_words_claims_and_topics_along(filled: Database) -> None:
    key = show_statement(filled, 1).row.statement_key
    coded = edit(filled, 1, content=("the grain ... open",), cue=("said on Friday",), source=("Ilse Brandt",))
    assert words(coded) == ["the grain corridor would stay open"]
    coded = edit(filled, 1, content=("the grain corridor",))
    assert (words(coded), words(coded, "cue"), words(coded, "source")) == (
        ["the grain corridor"],
        ["said on Friday"],
        ["Ilse Brandt"],
    )
    detail = show_statement(filled, 1)
    assert (detail.row.claim, detail.row.cue, detail.row.speaker_as_printed) == (
        "the grain corridor",
        "said on Friday",
        "Ilse Brandt",
    )
    assert [claim.claim.text for claim in detail.claims] == ["the grain corridor"]
    assert detail.row.statement_key != key
    with filled.read() as session:
        stored = session.execute(text("SELECT extracted_content FROM statement WHERE id = 1")).scalar_one()
    assert stored == "[[49, 83]]"


def test_manner_follows_the_content_unless_it_is_set(filled: Database) -> None:
    assert edit(filled, 1, content=("“We will keep our word,”",)).manner is Manner.DIRECT
    assert edit(filled, 1, manner=Manner.MIXED).manner is Manner.MIXED
    assert show_statement(filled, 1).row.quote == "“We will keep our word,”"


def test_date_addressee_topics_and_note(filled: Database) -> None:
    coded = edit(filled, 1, said_on="2024-02", addressee="okello", add_topics=("Economy",), note=" see the video ")
    assert (coded.said_on, coded.addressee, coded.topics, coded.note) == (
        "2024-02",
        "Tomás Okello",
        ("trade", "economy"),
        "see the video",
    )
    assert show_statement(filled, 1).row.said_on_basis == "manual"
    coded = edit(filled, 1, said_on="", addressee="", topics=("partnership",), note="")
    assert (coded.said_on, coded.addressee, coded.topics, coded.note) == (None, None, ("partnership",), None)
    assert edit(filled, 1, topics=()).topics == ()
    assert edit(filled, 1, add_topics=("trade",)).topics == ("trade",)


def test_a_note_alone_is_no_verdict(filled: Database) -> None:
    coded = edit(filled, 1, note="who is this?")
    assert (coded.status, coded.note) == (Status.EXTRACTED, "who is this?")
    assert coded.coder


def test_what_is_so_already_is_not_told(filled: Database) -> None:
    report = edit_statements(filled, [1], StatementEdit(speakers=("brandt",), said_on="2024-03-01", note=""))
    assert (report.statements, report.what, report.unchanged, report.entry) == ((), (), ("S1 says so already",), None)


def test_several_at_once_or_none(filled: Database) -> None:
    report = edit_statements(filled, [1, 2, 3], StatementEdit(speakers=("Austria", "Uganda")), caller=ANA)
    assert (report.statements, report.unchanged) == ((1, 2), ("S3 says so already",))
    with pytest.raises(NotFoundError, match="S99: no statement 99"):
        edit_statements(filled, [4, 99], StatementEdit(note="x"))
    assert read_statement(filled, 4).note is None
    with pytest.raises(UsageError, match="belong to one statement"):
        edit_statements(filled, [1, 2], StatementEdit(cue=("said",)))


def test_a_dry_run_tells_and_does_nothing(filled: Database) -> None:
    before = rows(filled)
    report = edit_statements(filled, [1], StatementEdit(speakers=("Ida Moreau (new)",)), dry_run=True)
    assert report.what == ("speaker Ida Moreau made", "S1 edited: speaker Ilse Brandt → Ida Moreau")
    assert (report.statements, report.entry) == ((1,), None)
    assert rows(filled) == before


# ------------------------------------------------------------------------------------------------ decide


def test_confirm_reject_restore(filled: Database) -> None:
    assert confirm_statements(filled, [1, 2]).what == ("S1 confirmed", "S2 confirmed")
    assert confirm_statements(filled, [1]).unchanged == ("S1 is confirmed already",)
    assert reject_statements(filled, [2], note="a caption").statements == (2,)
    assert reject_statements(filled, [2]).unchanged == ("S2 is rejected already",)
    with pytest.raises(ConflictError, match="S2 is rejected; restore it first"):
        confirm_statements(filled, [2])
    assert 2 not in [row.statement_id for row in find_statements(filled, StatementFilter())]
    assert restore_statements(filled, [2, 3]).unchanged == ("S3 is not rejected",)
    coded = read_statement(filled, 2)
    assert (coded.status, coded.note) == (Status.CONFIRMED, "a caption")


def test_rejecting_with_a_note_writes_each_statement_once(filled: Database) -> None:
    report = reject_statements(filled, [1, 2], note="captions")
    with filled.read() as session:
        query = text("SELECT row_id FROM change WHERE invocation_id = :entry ORDER BY id")
        assert session.execute(query, {"entry": report.entry}).scalars().all() == [1, 2]


def test_a_rejected_one_may_be_edited_and_stays_rejected(filled: Database) -> None:
    reject_statements(filled, [1])
    assert edit(filled, 1, speakers=("okello",)).status is Status.REJECTED
    restore_statements(filled, [1])
    assert read_statement(filled, 1).status is Status.EXTRACTED


# ------------------------------------------------------------------------------------------------ add, split, merge


def test_a_statement_that_was_missed(filled: Database) -> None:
    edit_ = StatementEdit(
        speakers=("senior official",), content=("talks had stalled",), cue=("said",), source=("a senior official",),
        said_on="2024-05-19", addressee="brandt", topics=("trade",), note="missed",
    )  # fmt: skip
    report = add_statement(filled, "2", edit_, caller=ANA)
    assert report.statements == (6,)
    assert report.what == ("S6 added: senior official, “talks had stalled”",)
    coded = read_statement(filled, 6)
    assert (coded.status, coded.speakers, coded.said_on, coded.addressee, coded.topics, coded.note, coded.coder) == (
        Status.ADDED, ("senior official",), "2024-05-19", "Ilse Brandt", ("trade",), "missed", "ana",
    )  # fmt: skip
    assert (words(coded), words(coded, "cue"), words(coded, "source")) == (
        ["talks had stalled"], ["said"], ["a senior official"],
    )  # fmt: skip
    assert show_statement(filled, 6).row.extractor is None


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        ((), UsageError, "needs content"),
        (("trade talks had stalled",), None, ""),
        (("trade war",), NotFoundError, "is not in the article"),
        (("o",), NotFoundError, "is not in the article"),
    ],
)
def test_what_cannot_be_added(
    filled: Database, content: tuple[str, ...], error: type[Exception] | None, message: str
) -> None:
    edit_ = StatementEdit(content=content, source=("a senior official",))
    if error is None:
        with pytest.raises(ConflictError, match="S5 has the same content and source already"):
            add_statement(filled, "2", edit_)
        return
    with pytest.raises(error, match=message):
        add_statement(filled, "2", edit_)


def test_a_statement_is_split_where_the_words_say(filled: Database) -> None:
    edit(filled, 2, add_topics=("economy",), addressee="okello")
    report = split_statement(filled, 2, ["“Nobody"], caller=ANA)
    assert report.statements == (2, 6)
    first, second = read_statement(filled, 2), read_statement(filled, 6)
    assert (words(first), words(second)) == (["“We will keep our word,”"], ["“Nobody will close it.”"])
    assert (first.status, second.status) == (Status.EDITED, Status.ADDED)
    assert second.speakers == first.speakers == ("Ilse Brandt",)
    assert (second.cue, second.source, second.addressee, second.topics, second.manner) == (
        first.cue, first.source, "Tomás Okello", ("economy",), Manner.DIRECT,
    )  # fmt: skip


def test_what_joins_the_parts_belongs_to_neither(filled: Database) -> None:
    edit(filled, 4, content=("the “northern ... stalled",))
    split_statement(filled, 4, ["a senior official said", "trade talks"])
    assert [words(read_statement(filled, number)) for number in (4, 6, 7)] == [
        ["the “northern pipeline” would be closed"],
        ["a senior official said"],
        ["trade talks had stalled"],
    ]


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ([], "at which words"),
        (["“We will"], "must begin inside its content"),
        (["Austria"], "must begin inside its content"),
        (["keep our promise"], "is not in the article"),
    ],
)
def test_what_cannot_be_split(filled: Database, at: list[str], message: str) -> None:
    with pytest.raises((UsageError, NotFoundError), match=message):
        split_statement(filled, 2, at)


def test_merged_the_others_are_rejected_and_say_where_they_went(filled: Database) -> None:
    report = merge_statements(filled, [1, 2], caller=ANA)
    assert report.statements == (1, 2)
    first, second = read_statement(filled, 1), read_statement(filled, 2)
    assert words(first) == [
        "the grain corridor would stay open", "“We will keep our word,”", "“Nobody will close it.”",
    ]  # fmt: skip
    assert (first.status, second.status, second.note) == (Status.EDITED, Status.REJECTED, "merged into S1")
    assert first.manner is Manner.MIXED


def test_merging_what_was_split_gives_it_back(filled: Database) -> None:
    whole = read_statement(filled, 4).content
    split_statement(filled, 4, ["would be"])
    merge_statements(filled, [4, 6])
    assert read_statement(filled, 4).text[whole[0][0] : whole[0][1]].replace(" would", " … would") == " … ".join(
        words(read_statement(filled, 4))
    )


@pytest.mark.parametrize(
    ("numbers", "message"),
    [([1], "two statements or more"), ([1, 1], "two statements or more"), ([1, 4], "S4 is of A2 and S1 of A1")],
)
def test_what_cannot_be_merged(filled: Database, numbers: list[int], message: str) -> None:
    with pytest.raises((UsageError, ConflictError), match=message):
        merge_statements(filled, numbers)


def test_a_filter_gives_the_numbers(filled: Database) -> None:
    assert select_statements(filled, StatementFilter(topics=("trade",), sort="id")) == [1, 5]
    with pytest.raises(AmbiguousNameError):
        select_statements(filled, StatementFilter(topics=("and",)))
