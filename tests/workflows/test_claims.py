"""Claims asked for and corrected by hand: which come, what is set, and what stays when articles are read anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.databases import make_database
from tracker.errors import ConflictError, DateError, NotFoundError, UsageError
from tracker.records import ArticleInput, ClaimKind, ClaimStrength, StatementFilter, Status
from tracker.records.claims import ClaimEdit, ClaimFilter, ClaimReference, ClaimRow
from tracker.records.commitments import ClaimTie, LinkRelation, LinkStatus
from tracker.storage.claim_links import read_links
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.workflows.claims import count_claims, find_claims, party_names
from tracker.workflows.commitments import Ruling, rule_on_links
from tracker.workflows.correct_claims import (
    add_claim,
    confirm_claims,
    edit_claims,
    merge_claims,
    reject_claims,
    restore_claims,
    split_claim,
)
from tracker.workflows.database import check_database
from tracker.workflows.history import undo
from tracker.workflows.ingest import ingest
from tracker.workflows.query import show_statement
from tracker.workflows.reextract import reextract

TEXT = (
    "Austrian Foreign Minister Ilse Brandt said on Friday that Austria will support Uganda in rebuilding the port by "
    "2030, and is ready to send engineers.\n\n"
    "Brandt urged Kenya to open the border. “The reports are false,” she said.\n"
)
AGAIN = "Austrian Foreign Minister Ilse Brandt said on Monday that Austria will send engineers.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_database(tmp_path_factory.mktemp("claims") / "tracker.db")
    with Database(path) as database:
        ingest(database, [ArticleInput(TEXT, title="Port", outlet="The Harbour Post", published="2025-05-09")])
    return path


@pytest.fixture
def filled(made: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(made, tmp_path / "tracker.db")
    with Database(tmp_path / "tracker.db") as database:
        yield database


def ref(written: str) -> ClaimReference:
    statement, _, number = written.partition(".")
    return ClaimReference(int(statement), int(number))


def listed(database: Database, **wanted: object) -> list[ClaimRow]:
    return list(find_claims(database, replace(ClaimFilter(), **wanted)))  # type: ignore[arg-type]


def ids(database: Database, **wanted: object) -> list[str]:
    return [row.claim_id for row in listed(database, **wanted)]


def read(database: Database, written: str) -> ClaimRow:
    (row,) = [row for row in listed(database, statuses=tuple(Status)) if row.claim_id == f"S{written}"]
    return row


def ties(database: Database) -> list[ClaimTie]:
    with database.read() as session:
        return read_links(session)


# ------------------------------------------------------------------------------------------------ asking


def test_claims_are_listed_with_their_statements(filled: Database) -> None:
    assert ids(filled) == ["S1.1", "S1.2", "S2.1", "S3.1"]
    row = read(filled, "1.1")
    assert (row.speaker, row.said_on, row.title, row.outlet) == (
        "Ilse Brandt",
        "2025-05-09",
        "Port",
        "The Harbour Post",
    )
    assert (row.kind, row.strength, row.marker, row.about) == ("commitment", "strong", "will", "../2030")
    assert (row.party, row.counterpart) == (("Austria",), ("Uganda",))
    assert TEXT[row.start : row.end] == row.claim


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kinds": (ClaimKind.COMMITMENT,)}, ["S1.1", "S1.2"]),
        ({"kinds": (ClaimKind.COMMITMENT, ClaimKind.DENIAL)}, ["S1.1", "S1.2", "S3.1"]),
        ({"kinds": (None,)}, []),
        ({"strengths": (ClaimStrength.READY,)}, ["S1.2"]),
        ({"by": ("austria",)}, ["S1.1", "S1.2", "S2.1"]),
        ({"by": ("Vienna",)}, ["S1.1", "S1.2", "S2.1"]),
        ({"to": ("Uganda",)}, ["S1.1", "S1.2"]),
        ({"to": ("ken",)}, ["S2.1"]),
        ({"to": ("Uganda", "Kenya")}, ["S1.1", "S1.2", "S2.1"]),
        ({"by": ("Austria",), "kinds": (ClaimKind.DEMAND,)}, ["S2.1"]),
        ({"about": "2029"}, ["S1.1"]),
        ({"about": "2031"}, []),
        ({"about": "2031/.."}, []),
        ({"about": "../2031"}, ["S1.1"]),
        ({"statements": StatementFilter(text="border")}, ["S2.1"]),
        ({"statements": StatementFilter(speakers=("brandt",)), "limit": 2, "offset": 1}, ["S1.2", "S2.1"]),
        ({"sort": "-id"}, ["S3.1", "S2.1", "S1.2", "S1.1"]),
        ({"sort": "about"}, ["S1.1", "S1.2", "S2.1", "S3.1"]),
        ({"sort": "kind"}, ["S1.1", "S1.2", "S2.1", "S3.1"]),
        ({"sort": "strength"}, ["S1.1", "S2.1", "S1.2", "S3.1"]),
        ({"statuses": (Status.EDITED,)}, []),
    ],
)
def test_filters_narrow_and_orders_order(filled: Database, wanted: dict[str, object], found: list[str]) -> None:
    assert ids(filled, **wanted) == found
    assert count_claims(filled, replace(ClaimFilter(), **(wanted | {"limit": None, "offset": 0}))) == (  # type: ignore[arg-type]
        4 if "limit" in wanted else len(found)
    )


def test_a_party_that_no_claim_has_is_refused_with_what_comes_close(filled: Database) -> None:
    with pytest.raises(NotFoundError, match="no claim binds or speaks of 'Austira'; did you mean Austria"):
        ids(filled, by=("Austira",))
    with pytest.raises(NotFoundError, match="no claim is toward 'Norway'"):
        ids(filled, to=("Norway",))
    with pytest.raises(UsageError, match="claims cannot be sorted by 'size'"):
        ids(filled, sort="size")


def test_parties_complete(filled: Database) -> None:
    assert party_names(filled, "a") == ["Austria"]
    assert party_names(filled, "_") == []


# ------------------------------------------------------------------------------------------------ setting


def test_fields_are_set_and_told_and_undone(filled: Database) -> None:
    edit = ClaimEdit(kind="position", by=("Vienna",), to=("the Kesh Board",), about="2031", note="seen")
    done = edit_claims(filled, [ref("1.1")], edit)
    assert done.what == (
        "S1.1 edited: kind commitment → position; strength strong → –; about ../2030 → 2031; note – → seen; "
        "to Uganda → the Kesh Board",
    )
    row = read(filled, "1.1")
    assert (row.kind, row.strength, row.party, row.counterpart) == ("position", None, ("Austria",), ("the Kesh Board",))
    assert (row.about, row.about_as_printed, row.note, row.status) == ("2031", None, "seen", "edited")
    assert edit_claims(filled, [ref("1.1")], edit).unchanged == ("S1.1 says so already",)
    undo(filled)
    again = read(filled, "1.1")
    assert (again.kind, again.strength, again.about, again.counterpart) == (
        "commitment",
        "strong",
        "../2030",
        ("Uganda",),
    )


def test_a_dry_run_tells_and_does_nothing(filled: Database) -> None:
    done = edit_claims(filled, [ref("1.1")], ClaimEdit(strength="hope"), dry_run=True)
    assert done.what == ("S1.1 edited: strength strong → hope",)
    assert (done.entry, read(filled, "1.1").strength) == (None, "strong")


def test_a_strength_is_of_kinds_that_have_one(filled: Database) -> None:
    for kind in ("", "assertion"):
        with pytest.raises(UsageError, match=f"of {'the kind assertion' if kind else 'no kind'} has no strength"):
            edit_claims(filled, [ref("1.1")], ClaimEdit(kind=kind, strength="firm"))
    with pytest.raises(UsageError, match="has no strength"):
        edit_claims(filled, [ref("3.1")], ClaimEdit(strength="firm"))
    edit_claims(filled, [ref("1.1")], ClaimEdit(kind="demand", strength="firm"))
    assert (read(filled, "1.1").kind, read(filled, "1.1").strength) == ("demand", "firm")


def test_words_move_inside_the_content_alone(filled: Database) -> None:
    edit_claims(filled, [ref("1.1")], ClaimEdit(words="Austria will support Uganda"))
    assert read(filled, "1.1").claim == "Austria will support Uganda"
    with pytest.raises(UsageError, match="is not in what was said"):
        edit_claims(filled, [ref("1.1")], ClaimEdit(words="open the border"))
    with pytest.raises(ConflictError, match=r"S1\.2 stands on some of these words"):
        edit_claims(filled, [ref("1.1")], ClaimEdit(words="from Austria will to engineers"))
    with pytest.raises(DateError):
        edit_claims(filled, [ref("1.1")], ClaimEdit(about="soon"))


def test_split_and_merge(filled: Database) -> None:
    split_claim(filled, ref("1.1"), ["in rebuilding"])
    assert [row.claim for row in listed(filled)][:2] == [
        "Austria will support Uganda",
        "in rebuilding the port by 2030",
    ]
    assert ids(filled)[:3] == ["S1.1", "S1.3", "S1.2"]
    assert read(filled, "1.3").party == ("Austria",)
    assert read(filled, "1.3").about == "../2030"
    with pytest.raises(ConflictError, match=r"S1\.3 stands on some of these words"):
        merge_claims(filled, [ref("1.1"), ref("1.2")])
    merge_claims(filled, [ref("1.1"), ref("1.3"), ref("1.2")])
    assert ids(filled)[:2] == ["S1.1", "S2.1"]
    assert read(filled, "1.1").claim.endswith("2030, and is ready to send engineers")
    with pytest.raises(ConflictError, match="are of two statements"):
        merge_claims(filled, [ref("1.1"), ref("2.1")])
    with pytest.raises(UsageError, match="two claims or more"):
        merge_claims(filled, [ref("1.1"), ref("1.1")])
    with pytest.raises(UsageError, match="must begin inside the claim"):
        split_claim(filled, ref("1.1"), ["Austria will"])


def test_merging_keeps_what_was_ruled_on_links(filled: Database) -> None:
    ingest(filled, [ArticleInput(AGAIN, title="Port again", outlet="Danube Courier", published="2025-06-09")])
    later = ids(filled)[-1]
    hardens = Ruling(ref(later[1:]), ref("1.2"), LinkRelation.HARDENS)
    rule_on_links(filled, [hardens], reason="ready to became will")
    own = Ruling(ref(later[1:]), ref("1.1"), LinkRelation.REAFFIRMS)
    for ruling, kept in (
        (None, ("hardens", "accepted", "ready to became will")),
        (replace(own, status=LinkStatus.REJECTED), ("hardens", "accepted", "ready to became will")),
        (own, ("reaffirms", "accepted", None)),
    ):
        if ruling is not None:
            rule_on_links(filled, [ruling])
        merge_claims(filled, [ref("1.1"), ref("1.2")])
        (tie,) = ties(filled)
        assert (str(tie.later), str(tie.earlier)) == (later, "S1.1")
        assert (tie.relation.value, tie.status.value, tie.reason) == kept
        assert check_database(filled).problems == ()
        undo(filled)
        assert len(ties(filled)) == (1 if ruling is None else 2)


def test_merging_two_that_are_linked_to_each_other_leaves_no_link_to_itself(filled: Database) -> None:
    rule_on_links(filled, [Ruling(ref("1.2"), ref("1.1"), LinkRelation.SOFTENS)])
    merge_claims(filled, [ref("1.1"), ref("1.2")])
    assert ties(filled) == []


def test_rejecting_makes_room_and_restoring_needs_it(filled: Database) -> None:
    with pytest.raises(ConflictError, match=r"S2\.1 stands on"):
        add_claim(filled, 2, ClaimEdit(words="open the border"))
    reject_claims(filled, [ref("2.1")], note="part of it")
    assert "S2.1" not in ids(filled)
    added = add_claim(filled, 2, ClaimEdit(words="open the border", kind="demand", strength="firm", to=("Kenya",)))
    assert added.what == ("S2.2 added: demand",)
    row = read(filled, "2.2")
    assert (row.kind, row.strength, row.counterpart, row.status) == ("demand", "firm", ("Kenya",), "added")
    with pytest.raises(ConflictError, match=r"S2\.2 stands on"):
        restore_claims(filled, [ref("2.1")])
    with pytest.raises(ConflictError, match="is rejected; restore it first"):
        edit_claims(filled, [ref("2.1")], ClaimEdit(kind="demand"))
    reject_claims(filled, [ref("2.2")])
    restore_claims(filled, [ref("2.1")])
    assert (read(filled, "2.1").status, read(filled, "2.2").status) == ("extracted", "rejected")
    assert restore_claims(filled, [ref("3.1")]).unchanged == ("S3.1 is not rejected",)
    with pytest.raises(UsageError, match="needs words"):
        add_claim(filled, 2, ClaimEdit())


def test_confirming(filled: Database) -> None:
    assert confirm_claims(filled, [ref("1.1"), ref("1.2")]).what == ("S1.1 confirmed", "S1.2 confirmed")
    assert confirm_claims(filled, [ref("1.1")]).unchanged == ("S1.1 is confirmed already",)


def test_a_claim_that_is_none_is_refused_with_those_there_are(filled: Database) -> None:
    with pytest.raises(NotFoundError, match=r"no claim S1\.9; S1 has S1\.1, S1\.2"):
        confirm_claims(filled, [ref("1.9")])
    with pytest.raises(NotFoundError, match="no statement 99"):
        confirm_claims(filled, [ref("99.1")])


def test_what_a_person_decided_stays_when_articles_are_read_anew_or_taken_in_again(filled: Database) -> None:
    edit_claims(filled, [ref("1.1")], ClaimEdit(kind="position"))
    split_claim(filled, ref("2.1"), ["to open"])
    before = listed(filled)
    list(reextract(filled))
    ingest(filled, [ArticleInput(TEXT, title="Port", outlet="The Harbour Post", published="2025-05-09")])
    assert listed(filled) == before


def test_claims_are_shown_with_their_statement(filled: Database) -> None:
    edit_claims(
        filled, [ref("1.2")], ClaimEdit(note="seen"), caller=Caller("f" * 32, "2025-06-01T00:00:00Z", "ana", "x", "0")
    )
    claims = show_statement(filled, 1).claims
    assert [(claim.reference, claim.note, claim.coder) for claim in claims] == [
        ("S1.1", None, None),
        ("S1.2", "seen", "ana"),
    ]
