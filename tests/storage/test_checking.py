"""The check: clean where nothing is wrong, and each kind of damage told with its row and remedy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.databases import make_database
from tests.extractions import CALLER, CORRIDOR, PIPELINE, store
from tracker.records.upkeep import CheckReport
from tracker.storage import checking
from tracker.storage.checking import check_indexes, check_rows
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.mending import mend
from tracker.storage.models import PostHeld, Statement
from tracker.storage.trimming import trim_copy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_database(tmp_path / "t.db")
    with Database(path) as database, database.begin() as session:
        store(session, CORRIDOR)
        store(session, PIPELINE)
        journal = Journal(replace(CALLER, token="b" * 32))
        for note in ("first", "second"):
            journal.update(session, Statement, 4, {"note": note})
    return path


def break_(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(damage)


def read_rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if line.startswith("INSERT") and "_fts" not in line]


def check(path: Path) -> CheckReport:
    with Database(path) as database, database.read() as session:
        report = check_rows(session)
        return replace(report, problems=(*report.problems, *check_indexes(session)))


UNGUARD = "; ".join(
    f"DROP TRIGGER {table}_keeps_{what}" for table in ("change", "invocation") for what in ("update", "delete", "rows")
)


def test_a_sound_database(path: Path) -> None:
    assert check(path) == CheckReport({"article": 2, "statement": 5, "speaker": 5, "topic": 4, "change": 4}, ())


# Two claims that are linked.
LINK = (
    "INSERT INTO claim (statement_id, position, start, end, kind) VALUES (1, 0, 5, 9, 'commitment'),"
    " (2, 0, 5, 9, NULL);"
    "INSERT INTO claim_link VALUES (2, 0, 1, 0, 'reaffirms', 'hand', 'accepted', NULL, 'eva', '2026-03-05T09:00:00Z')"
)
RESTORE, REREAD, MEND = "tracker db restore BACKUP", "tracker reextract --article A1", "tracker db mend"
FIRST, SECOND, THIRD = (f"statement {number} (article 1)" for number in (1, 2, 3))
# What is done to the database, the kind of check that finds it, where, in what words, and how it can be mended.
DAMAGE = [
    ("UPDATE article SET text = replace(text, 'Brandt', 'Brendt')", "text hash", "article 1", "not the one", RESTORE),
    ("UPDATE statement SET content = 'Never.' WHERE id = 2", "words", SECOND, "stored content is not", MEND),
    ("UPDATE statement SET quote = 'Never.' WHERE id = 1", "words", FIRST, "stored quote is not", MEND),
    ("UPDATE statement SET start = 2 WHERE id = 1", "words", FIRST, "the statement begins elsewhere", MEND),
    ("UPDATE statement SET cue = 'sang' WHERE id = 2", "words", SECOND, "stored cue is not", MEND),
    ("UPDATE statement SET key = '0000000000000000' WHERE id = 3", "keys", THIRD, "is not that of its", REREAD),
    ("UPDATE mention SET text = 'Brand' WHERE id = 2", "keys", SECOND, "is not that of its article", REREAD),
    ("UPDATE mention SET end = 9999 WHERE id = 1", "spans", "mention 1", "the mention 0-9999 reaches", REREAD),
    ("UPDATE statement_span SET end = 9999 WHERE role = 'cue'", "spans", FIRST, "cue span 29-9999 reaches", REREAD),
    ("DELETE FROM statement_span WHERE statement_id = 2", "spans", SECOND, "has no content span", REREAD),
    ("UPDATE statement_span SET end = end - 1 WHERE role = 'content'", "keys", FIRST, "is not that of its", REREAD),
    ("UPDATE statement SET dated_from = '1999-01-01' WHERE id = 1", "dates", FIRST, "is sorted by days", MEND),
    (
        "INSERT INTO claim (statement_id, position, start, end) VALUES (2, 0, 5, 9999)",
        "spans",
        SECOND,
        "the claim span 5-9999 reaches beyond",
        REREAD,
    ),
    (
        "INSERT INTO claim (statement_id, position, start, end) VALUES (2, 0, 5, 9), (2, 1, 8, 12), (2, 2, 12, 14)",
        "claims",
        "claim S2.2",
        "stands on words of S2.1",
        "tracker claim reject S2.2",
    ),
    (f"{LINK}; DELETE FROM claim WHERE statement_id = 2", "links", "claim_link S2.1 – S1.1", "S2.1 is not there",
     RESTORE),
    (f"{LINK}; DELETE FROM claim WHERE statement_id = 1", "links", "claim_link S2.1 – S1.1", "S1.1 is not there",
     RESTORE),
    (
        "UPDATE statement SET said_on_at = 0, said_on_until = 9 WHERE id = 1",
        "words",
        FIRST,
        "the stored said_on_text is not what stands at 0-9",
        REREAD,
    ),
    (
        "UPDATE statement SET addressee = 'us', addressee_at = 0, addressee_until = 9999 WHERE id = 1",
        "words",
        FIRST,
        "the stored addressee is not what stands at 0-9999",
        REREAD,
    ),
    (
        "PRAGMA ignore_check_constraints = 1; UPDATE statement SET manner = 'sung' WHERE id = 1",
        "words",
        FIRST,
        "'sung' is not a valid Manner",
        REREAD,
    ),
    (
        "PRAGMA ignore_check_constraints = 1; UPDATE statement SET manner = 'sung' WHERE id = 1",
        "integrity",
        "database",
        "CHECK constraint failed in statement",
        RESTORE,
    ),
    ("UPDATE article SET outlet = CAST(x'ff6e' AS TEXT)", "integrity", "database", "reading stopped", RESTORE),
    ("DELETE FROM statement WHERE id = 1", "foreign keys", "statement_span (statement_id 1, role cue, position 0)",
     "points to a row of 'statement'", RESTORE),
    ("DELETE FROM speaker WHERE id = 1", "foreign keys", "speaker_name 1", "points to a row of 'speaker'", RESTORE),
    ("DELETE FROM article_fts_data WHERE id > 10", "search index", "article_fts", "cannot be read", MEND),
    ("INSERT INTO statement_fts (statement_fts) VALUES ('delete-all')", "search index", "statement_fts, statement 3",
     "has other words than its row", MEND),
    ("INSERT INTO statement_fts (rowid, content) VALUES (77, 'never said')", "search index",
     "statement_fts, statement 77", "has other words than its row", MEND),
    ("DROP TRIGGER statement_fts_update; UPDATE statement SET content = 'Never.' WHERE id = 2", "search index",
     "statement_fts, statement 2", "has other words than its row", MEND),
    ("DELETE FROM speaker_name_fts_idx; DELETE FROM speaker_name_fts_data", "search index", "speaker_name_fts",
     "cannot be read", MEND),
    ("UPDATE speaker SET folded = 'brendt' WHERE id = 1", "names", "speaker 1", "is not found by", MEND),
    ("UPDATE speaker_name SET folded = 'brendt' WHERE id = 1", "names", "speaker_name 1", "is not found by", MEND),
    ("DELETE FROM speaker_name", "names", "speaker 1", "does not have its own name", RESTORE),
    ("DROP TRIGGER change_keeps_update", "schema", "trigger change_keeps_update", "is missing", MEND),
    ("DROP TRIGGER statement_moved_counted", "schema", "trigger statement_moved_counted", "is missing", MEND),
    ("UPDATE speaker_article SET statements = 9 WHERE speaker_id = 1", "counts", "speaker 1, article 1",
     "is not counted in speaker_article", MEND),
    ("DELETE FROM topic_speaker WHERE speaker_id = 1", "counts", "topic 2, speaker 1",
     "is not counted in topic_speaker", MEND),
    ("INSERT INTO speaker_article VALUES ('Brandt', 1, 'many'), (1, x'1b5b', 2)", "counts",
     "speaker Brandt, article 1", "is not counted in speaker_article", MEND),
    ("DELETE FROM speaker_day WHERE statement_id = 2", "dates", "statement 2", "is not in speaker_day as it is", MEND),
    (
        "UPDATE topic_day SET day = '1999-01-01' WHERE statement_id = 1",
        "dates",
        "statement 1",
        "is not in topic_day as it is",
        MEND,
    ),
    ("DROP VIEW ledger", "schema", "view ledger", "is missing", MEND),
    ("DROP VIEW ledger; CREATE VIEW ledger AS SELECT 1", "schema", "view ledger", "is not the one of schema", MEND),
    ("DROP INDEX ix_speaker_folded", "schema", "index ix_speaker_folded", "is missing", MEND),
    ("DROP TABLE claim", "schema", "table claim", "is missing", RESTORE),
    ("ALTER TABLE claim ADD COLUMN mood TEXT", "schema", "table claim", "is not the one of schema", RESTORE),
    (f"{UNGUARD}; DELETE FROM change WHERE id = 1", "history", "change 1", "is not there any more", RESTORE),
    (f"{UNGUARD}; DELETE FROM change WHERE id = 2", "history", "change 2", "is not there any more", RESTORE),
    (f"{UNGUARD}; DELETE FROM change WHERE id = 4", "history", "change 4", "is not there any more", RESTORE),
    (f"{UNGUARD}; DELETE FROM change WHERE id = 1", "history", "article 1", "does not tell how it came", RESTORE),
    (f"{UNGUARD}; DELETE FROM invocation", "foreign keys", "change 1", "points to a row of 'invocation'", RESTORE),
    (f"{UNGUARD}; UPDATE invocation SET undoes_id = 1", "history", "invocation 1", "not before it", RESTORE),
    (f"{UNGUARD}; UPDATE change SET after = replace(after, 'first', 'last') WHERE id = 3", "history",
     "change 4 (S4)", "did not find what change 3 left (note)", RESTORE),
    (f"{UNGUARD}; UPDATE change SET action = 'insert' WHERE id = 4", "history", "change 4 (S4)",
     "puts in what change 3 left there", RESTORE),
    (f"{UNGUARD}; UPDATE change SET action = 'delete' WHERE id = 3", "history", "change 4 (S4)",
     "is of a row that change 3 took out", RESTORE),
    (f"{UNGUARD}; UPDATE change SET action = 'delete' WHERE id = 4", "history", "S4", "is there, though", RESTORE),
    (f"{UNGUARD}; UPDATE change SET table_name = 'ballad' WHERE id = 4", "history", "ballad", "tells of a",
     RESTORE),
    ("UPDATE statement SET note = 'sung' WHERE id = 4", "history", "S4",
     "is not as change 4 left it (statement: note)", RESTORE),
    ("DELETE FROM statement WHERE id = 4", "history", "S4", "is not there as change 4 left it", RESTORE),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "kind", "where", "message", "remedy"), DAMAGE)
def test_damage_is_told(path: Path, damage: str, kind: str, where: str, message: str, remedy: str) -> None:
    break_(path, damage)
    problems = check(path).problems
    assert any(
        p.check == kind and p.where == where and message in p.message and remedy in p.remedy for p in problems
    ), problems
    assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize("damage", [damage for damage, *_, remedy in DAMAGE if remedy == MEND])
def test_what_follows_from_the_rest_is_mended(path: Path, damage: str) -> None:
    before = read_rows(path)
    break_(path, damage)
    with Database(path) as database, database.begin() as session:
        assert mend(session)
    assert check(path).problems == ()
    assert read_rows(path) == before
    with Database(path) as database, database.begin() as session:
        assert mend(session) == []


def test_an_index_of_a_table_is_mended(path: Path) -> None:
    break_(
        path,
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '(folded)', '(kind)') "
        "WHERE name = 'ix_speaker_folded'",
    )
    break_(path, "REINDEX")
    break_(
        path,
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '(kind)', '(folded)') "
        "WHERE name = 'ix_speaker_folded'",
    )
    found = [problem for problem in check(path).problems if problem.check == "integrity"]
    assert found
    assert all("missing from index ix_speaker_folded" in p.message and MEND in p.remedy for p in found), found
    with Database(path) as database, database.begin() as session:
        assert mend(session) == ["the indexes of the tables were built anew"]
    assert check(path).problems == ()


def test_claims_side_by_side_with_links_between_them_are_sound(path: Path) -> None:
    break_(path, f"{LINK}; INSERT INTO claim (statement_id, position, start, end) VALUES (2, 1, 9, 12)")
    # A rejected claim is in nobody's way.
    break_(path, "INSERT INTO claim (statement_id, position, start, end, status) VALUES (2, 2, 5, 12, 'rejected')")
    assert check(path).problems == ()


def test_a_trimmed_copy_that_went_on_is_sound(path: Path, tmp_path: Path) -> None:
    trim_copy(path, tmp_path / "copy.db", [1, 2, 4])
    assert check(tmp_path / "copy.db").problems == ()
    with Database(tmp_path / "copy.db") as database, database.begin() as session:
        Journal(replace(CALLER, token="c" * 32)).update(session, Statement, 1, {"note": "later"})
    assert check(tmp_path / "copy.db").problems == ()


@pytest.mark.parametrize(("origin", "told"), [("machine", []), ("hand", ["post held 9"])])
def test_a_post_that_went_with_its_articles_is_not_missed(path: Path, origin: str, told: list[str]) -> None:
    post = {"id": 9, "speaker_id": 1, "role": "Envoy", "role_folded": "envoy", "origin": origin}
    with Database(path) as database, database.begin() as session:
        Journal(replace(CALLER, token="c" * 32)).insert(session, PostHeld, post)
    break_(path, "DELETE FROM post_held WHERE id = 9")
    assert [problem.where for problem in check(path).problems] == told


def test_of_each_kind_a_hundred_problems_are_told_and_the_others_counted(path: Path) -> None:
    with Database(path) as database, database.begin() as session:
        numbers = [(number, f"Person {number}") for number in range(100, 250)]
        session.connection().exec_driver_sql(
            "INSERT INTO speaker (id, name, folded, kind) VALUES (?, ?, 'nobody', 'person')", numbers
        )
    told = [problem for problem in check(path).problems if problem.check == "names"]
    assert len(told) == 101
    # Each has the wrong form, and none has its own name among its names.
    assert told[-1].message == "200 more of this kind"


def test_checking_keeps_nobody_from_writing(path: Path) -> None:
    with Database(path) as database, Database(path) as other, database.read() as session:
        check_rows(session)
        check_indexes(session)
        with other.begin() as writing:
            writing.connection().exec_driver_sql("UPDATE topic SET position = 9")
        assert check_indexes(session) == ()


def test_long_texts_and_many_statements_are_read_a_part_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_BATCH_LENGTH", 10)
    with Database(path) as database, database.read() as session:
        assert [list(articles) for articles in checking.read_articles(session)] == [[1], [2]]
    break_(path, "UPDATE statement SET cue = 'sang'")
    assert len(check(path).problems) >= 5


def test_a_damaged_page_is_told(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statement'").fetchone()
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(whole)
    problems = check(path).problems
    assert problems[0].check == "integrity"
    assert "restore" in problems[0].remedy


def test_checking_changes_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    check(path)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before
