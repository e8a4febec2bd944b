"""Names as people type them: whom they mean, whom they could mean, and what is suggested instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.databases import make_database
from tests.extractions import said, store, tell
from tracker.errors import AmbiguousNameError, NotFoundError
from tracker.lexicon.actors import Actors
from tracker.lexicon.loader import load_lexicon
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.database import Database
from tracker.storage.naming import find_speakers, list_names
from tracker.storage.session import Session

PERSON, STATE, ORGANISATION = SpeakerKind.PERSON, SpeakerKind.STATE, SpeakerKind.ORGANISATION

SPEAKERS = {
    1: SpeakerReference("Sergey Lavrov", PERSON, "RUS", "Foreign Minister", ("Lavrov", "Sergei Lavrov")),
    2: SpeakerReference("Wang Yi", PERSON, "CHN", "Foreign Minister", ("Wang",)),
    3: SpeakerReference("Wang Wenbin", PERSON, "CHN", "spokesperson"),
    4: SpeakerReference("Nicolás Maduro", PERSON, "VEN", "President", ("Maduro",)),
    5: SpeakerReference("China", STATE, "CHN"),
    6: SpeakerReference("United Nations", ORGANISATION, None, None, ("UN",)),
    7: SpeakerReference("Foreign Ministry", ORGANISATION, "CHN"),
    8: SpeakerReference("Foreign Ministry", ORGANISATION, "RUS"),
    9: SpeakerReference("Lavrov", PERSON),
    10: SpeakerReference("Dupont", PERSON),
    11: SpeakerReference("Brandt administration", ORGANISATION),
    12: SpeakerReference("Ilse Brandt", PERSON, "AUT", "Chancellor"),
    13: SpeakerReference("Ilse Brandt Foundation", ORGANISATION),
    14: SpeakerReference("José Ñúñez-O’Hara", PERSON),
    15: SpeakerReference("Bank of China", ORGANISATION, "CHN"),
    16: SpeakerReference("王毅", PERSON),
    17: SpeakerReference("senior official", SpeakerKind.UNNAMED),
}


def load_actors() -> Actors:
    return load_lexicon().actors


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The speakers above, each with a statement in one article, numbered as above."""
    path = make_database(tmp_path_factory.mktemp("naming") / "t.db")
    body = "They said " + ", ".join(f"point {number}." for number in SPEAKERS)
    with Database(path) as database:
        with database.begin() as session:
            statements = [said(body, f"point {n}.", by=s, mention="They") for n, s in SPEAKERS.items()]
            store(session, tell(body, *statements, published="2024-03-02"))
        with database.read() as session:
            yield session


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sergey Lavrov", {1}),
        ("sergei LAVROV", {1}),
        ("lavrov sergey", {1}),
        ("Lavrov", {1, 9}),
        ("wang yi", {2}),
        ("Wenbin", {3}),
        ("maduro", {4}),
        ("nicolas maduro", {4}),
        ("China", {5}),
        ("chinese", {5}),
        ("Beijing", {5}),
        ("Zhongnanhai", {5}),
        ("chn", {5}),
        ("People's Republic of China", {5}),
        ("un", {6}),
        ("U.N.", {6}),
        ("the United Nations", {6}),
        ("Dupont", {10}),
        ("Brandt", {12}),
        ("Ilse Brandt", {12}),
        ("brandt foundation", {13}),
        ("nunez o'hara", {14}),
        ("José", {14}),
        ("bank", {15}),
        ("王毅", {16}),
        ("Senior Official", {17}),
        ("#8", {8}),
        ("8", {8}),
        (" #8 ", {8}),
    ],
)
def test_whom_a_name_means(session: Session, typed: str, meant: set[int]) -> None:
    assert find_speakers(session, typed, load_actors) == meant


def test_a_name_that_means_several_lists_them(session: Session) -> None:
    with pytest.raises(AmbiguousNameError) as refused:
        find_speakers(session, "Wang", load_actors)
    assert str(refused.value) == (
        "'Wang' matches several speakers: Wang Yi (person, CHN, #2), Wang Wenbin (person, CHN, #3); "
        "give a full name or a number"
    )
    with pytest.raises(AmbiguousNameError, match=r"Foreign Ministry \(organisation, CHN, #7\), Foreign Ministry"):
        find_speakers(session, "foreign ministry", load_actors)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Lavro", "no speaker matches 'Lavro'; did you mean Sergey Lavrov?"),
        ("Ilse Brand", "no speaker matches 'Ilse Brand'; did you mean Ilse Brandt?"),
        ("Xyzzy", "no speaker matches 'Xyzzy'; `tracker speakers` lists their names"),
        ("#99", "no speaker matches '#99'; `tracker speakers` lists their names"),
        ("  ", "no speaker matches '  '; `tracker speakers` lists their names"),
        ("France", "no speaker matches 'France': no statement by France is stored"),
    ],
)
def test_a_name_that_means_nobody_suggests(session: Session, typed: str, message: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        find_speakers(session, typed, load_actors)
    assert str(refused.value) == message


def test_the_lexicon_is_left_unread_where_the_stored_names_decide(session: Session) -> None:
    def refuse() -> Actors:
        raise AssertionError("the actors were loaded")

    for typed in ("Sergey Lavrov", "lavrov", "China", "un"):
        assert find_speakers(session, typed, refuse)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered_or_refused(session: Session, typed: str) -> None:
    try:
        found = find_speakers(session, typed, load_actors)
    except (NotFoundError, AmbiguousNameError):
        return
    assert found
    assert found <= SPEAKERS.keys()


def test_completion(session: Session) -> None:
    assert list_names(session, "wang") == ["Wang Wenbin", "Wang Yi"]
    assert list_names(session, "NICOLA") == ["Nicolás Maduro"]
    assert list_names(session, "sergey la") == ["Sergey Lavrov"]
    assert list_names(session, "zz") == []
    assert len(list_names(session, "")) == len({speaker.name for speaker in SPEAKERS.values()})
