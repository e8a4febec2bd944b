"""Speakers joined and parted by hand: everything moves, the history takes it back, and filing keeps to it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.databases import make_database
from tests.extractions import said, store, tell
from tests.storage.filings import file, person
from tests.storage.test_undoing import caller, do, rows, undo
from tracker.errors import ConflictError
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.merging import Parting, merge_speakers, split_speaker
from tracker.storage.session import Session
from tracker.storage.speaker_changes import add_namesake

TONY, ANTHONY = person("Tony Brandt", "AUT", "Foreign Minister", "Brandt"), person("Anthony P. Brandt", "AUT", "Judge")


def names_of(session: Session, speaker: int) -> set[tuple[str, int | None, str]]:
    found = session.execute(
        text("SELECT name, article_id, origin FROM speaker_name WHERE speaker_id = :id"), {"id": speaker}
    )
    return {(row.name, row.article_id, row.origin) for row in found}


def speakers_of(session: Session, statement: int) -> list[int]:
    query = text("SELECT speaker_id FROM statement_speaker WHERE statement_id = :id ORDER BY position")
    return list(session.execute(query, {"id": statement}).scalars())


def merge(database: Database, kept: int, *others: int) -> int:
    return do(database, lambda session, journal: merge_speakers(session, journal, kept, others))


def test_everything_of_one_is_the_others(database: Database) -> None:
    with database.begin() as session:
        (tony,) = file(session, TONY)
        (anthony,) = file(session, ANTHONY, published="2024-05-01")
        session.execute(text("UPDATE statement SET addressee_id = :id WHERE id = 1"), {"id": anthony})
        session.execute(text("UPDATE speaker SET note = 'judge' WHERE id = :id"), {"id": anthony})
        session.execute(
            text(
                "INSERT INTO post_held (speaker_id, role, role_folded, origin) VALUES (:id, 'Mayor', 'mayor', 'hand')"
            ),
            {"id": anthony},
        )
    merge(database, tony, anthony)
    with database.read() as session:
        assert speakers_of(session, 1) == speakers_of(session, 2) == [tony]
        assert session.execute(text("SELECT count(*) FROM speaker")).scalar_one() == 1
        assert session.execute(text("SELECT addressee_id FROM statement WHERE id = 1")).scalar_one() == tony
        assert session.execute(text("SELECT note FROM speaker")).scalar_one() == "judge"
        posts = session.execute(text("SELECT role, articles, origin FROM post_held ORDER BY role"))
        assert [tuple(post) for post in posts] == [
            ("Foreign Minister", 1, "machine"),
            ("Judge", 1, "machine"),
            ("Mayor", 0, "hand"),
        ]
        assert names_of(session, tony) == {
            ("Tony Brandt", None, "machine"),
            ("Brandt", None, "machine"),
            ("Anthony P. Brandt", None, "hand"),
        }


def test_what_was_merged_does_not_come_back(database: Database) -> None:
    with database.begin() as session:
        (tony,) = file(session, TONY)
        (anthony,) = file(session, ANTHONY)
        (lone,) = file(session, person("Brandt"))
        (organisation,) = file(session, SpeakerReference("Brandt Office", SpeakerKind.ORGANISATION))
    merge(database, tony, anthony, lone, organisation)
    with database.begin() as session:
        assert file(session, ANTHONY) == [tony]
        assert file(session, SpeakerReference("Brandt Office", SpeakerKind.ORGANISATION)) == [tony]
        assert file(session, person("Brandt")) != [tony], "a lone surname means nobody in another article"


def test_a_lone_surname_keeps_meaning_the_one_it_was_merged_with_in_its_article(database: Database) -> None:
    body = "They said point one. They said point two."
    article = tell(body, said(body, "point one", by=person("Orlo"), mention="They"))
    with database.begin() as session:
        (wanda,) = file(session, person("Wanda Orlo"))
        store(session, article)
        (lone,) = speakers_of(session, 2)
    merge(database, wanda, lone)
    with database.begin() as session:
        again = do_again(session, 2, person("Orlo"), person("Orlo", None, "Envoy", "Ms. Orlo"))
        assert again == {wanda}


def do_again(session: Session, article: int, *references: SpeakerReference) -> set[int]:
    """File the speakers of a stored article once more, as reading it again does."""
    from tracker.storage.filing import file_speakers

    return set(file_speakers(session, references, article, None).ids.values())


def test_an_office_merged_with_a_person_is_so_in_its_articles_alone(database: Database) -> None:
    office = SpeakerReference("Foreign Minister", SpeakerKind.OFFICE, "AUT")
    with database.begin() as session:
        (tony,) = file(session, TONY)
        (minister,) = file(session, office)
    merge(database, tony, minister)
    with database.begin() as session:
        assert do_again(session, 2, office) == {tony}
        assert file(session, office) != [tony]


def test_one_who_speaks_jointly_with_the_other_speaks_once(database: Database) -> None:
    body = "They said one thing."
    with database.begin() as session:
        store(session, tell(body, said(body, "one thing", by=(TONY, ANTHONY), mention="They")))
        tony, anthony = speakers_of(session, 1)
    merge(database, tony, anthony)
    with database.read() as session:
        assert speakers_of(session, 1) == [tony]


def test_a_merge_is_taken_back_whole(database: Database) -> None:
    with database.begin() as session:
        (tony,) = file(session, TONY)
        (anthony,) = file(session, ANTHONY)
        (lone,) = file(session, person("Brandt"))
    before = rows(database)
    entry = merge(database, tony, anthony, lone)
    assert rows(database) != before
    undo(database, entry)
    assert rows(database) == before
    with database.begin() as session:
        assert file(session, ANTHONY) == [anthony]


def test_merging_who_is_gone_is_refused(database: Database) -> None:
    with database.begin() as session:
        (tony,) = file(session, TONY)
        with pytest.raises(ConflictError, match="speaker #99 is not there any more"):
            merge_speakers(session, Journal(caller()), tony, [99])


def split(database: Database, source: int, parting: Parting) -> tuple[int, int]:
    """Split into a new speaker; gives its number and the entry's."""
    made: list[int] = []

    def write(session: Session, journal: Journal) -> None:
        made.append(add_namesake(session, journal, "Tony Brandt", SpeakerKind.PERSON, country="DEU"))
        split_speaker(session, journal, source, made[0], parting)

    entry = do(database, write)
    return made[0], entry


def test_a_split_by_article_holds_when_the_article_is_read_again(database: Database) -> None:
    with database.begin() as session:
        (tony,) = file(session, TONY)
        assert file(session, TONY) == [tony]
    before = rows(database)
    other, entry = split(database, tony, Parting(articles=frozenset({2})))
    with database.begin() as session:
        assert (speakers_of(session, 1), speakers_of(session, 2)) == ([tony], [other])
        assert do_again(session, 1, TONY) == {tony}
        assert do_again(session, 2, TONY) == {other}
        assert do_again(session, 2, person("Brandt")) == {other}
        assert session.execute(text("SELECT status FROM statement WHERE id = 2")).scalar_one() == "extracted"
        assert file(session, person("Tony Brandt", "DEU")) == [other], "namesakes are told apart by country"
    with database.begin() as session:
        from tracker.storage.removal import remove_article

        remove_article(session, Journal(caller()), 3)
    undo(database, entry)
    assert rows(database) == before


def test_a_statement_split_off_an_article_that_both_share_is_a_persons_decision(database: Database) -> None:
    with database.begin() as session:
        tony, same = file(session, TONY, TONY)
        assert tony == same
    other, _ = split(database, tony, Parting(statements=frozenset({2})))
    with database.begin() as session:
        assert (speakers_of(session, 1), speakers_of(session, 2)) == ([tony], [other])
        status = session.execute(text("SELECT status, coder FROM statement WHERE id = 2")).one()
        assert tuple(status) == ("edited", "ana")
        assert do_again(session, 1, TONY) == {tony}


def test_a_split_by_name_takes_the_alias_along(database: Database) -> None:
    with database.begin() as session:
        (tony,) = file(session, person("Tony Brandt", None, None, "Toni Brandt"))
        session.execute(text("UPDATE mention SET text = 'Mr. Toni Brandt'"))
        file(session, person("Tony Brandt"))
    other, _ = split(database, tony, Parting(names=frozenset({"toni brandt"})))
    with database.read() as session:
        assert (speakers_of(session, 1), speakers_of(session, 2)) == ([other], [tony])
        assert ("Toni Brandt", None, "hand") in names_of(session, other)
        assert "Toni Brandt" not in {name for name, _, _ in names_of(session, tony)}


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    folder = tmp_path_factory.mktemp("merging")
    numbers = count()
    return lambda: make_database(folder / f"{next(numbers)}.db")


def without_evidence(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Rows without the counts of who prints a post of several countries: statements do not tell them apart."""
    return found | {"post_held": sorted({row[:4] for row in found["post_held"]}, key=repr)}


PEOPLE = st.lists(
    st.builds(
        person,
        st.sampled_from(["Ilse Brandt", "Ilse M. Brandt", "Brandt", "Wanda Orlo", "Orlo"]),
        st.sampled_from([None, "AUT", "DEU"]),
        st.sampled_from([None, "Foreign Minister", "Judge"]),
    ),
    min_size=2,
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(people=PEOPLE, data=st.data())
def test_any_merge_leaves_nothing_of_the_other_and_is_taken_back_whole(
    databases: Callable[[], Path], people: list[SpeakerReference], data: st.DataObject
) -> None:
    with Database(databases()) as database:
        with database.begin() as session:
            for reference in people:
                file(session, reference)
            numbers = list(session.execute(text("SELECT id FROM speaker ORDER BY id")).scalars())
        kept = data.draw(st.sampled_from(numbers))
        others = [n for n in data.draw(st.lists(st.sampled_from(numbers), unique=True, min_size=1)) if n != kept]
        before = without_evidence(rows(database))
        if not others:
            return
        entry = merge(database, kept, *others)
        with database.read() as session:
            left = set(session.execute(text("SELECT id FROM speaker")).scalars())
            assert left == set(numbers) - set(others)
            assert set(session.execute(text("SELECT DISTINCT speaker_id FROM statement_speaker")).scalars()) <= left
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        undo(database, entry)
        assert without_evidence(rows(database)) == before
