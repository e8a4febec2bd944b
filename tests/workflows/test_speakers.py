"""Putting speakers right, as a user sets out to do it: told, filed accordingly, and taken back as a whole."""

from __future__ import annotations

import pytest

from tracker.answers import SplitRequest
from tracker.errors import AmbiguousNameError, ConflictError, NotFoundError, UsageError
from tracker.records import ArticleInput
from tracker.storage.database import Database
from tracker.workflows import speakers
from tracker.workflows.ingest import ingest
from tracker.workflows.query import list_speakers
from tracker.workflows.reextract import reextract

TALKS = ArticleInput(
    "The Serbian foreign minister said on Thursday that the talks would go on.\n\n"
    "President Wanda Orlo said that the rivers were shared.",
    published="2018-05-03",
)
LATER = ArticleInput("Wanda Ohrlo, the president, said that the bridge would stay open.", published="2018-06-03")


def who(database: Database) -> list[str]:
    return [speaker.name for speaker in list_speakers(database, sort="name")]


def test_a_merge_is_told_and_holds_when_articles_come_or_are_read_again(database: Database) -> None:
    ingest(database, [TALKS, LATER])
    assert {"Wanda Orlo", "Wanda Ohrlo"} <= set(who(database))
    (suggestion,) = speakers.suggest_merges(database, "Wanda Orlo")
    assert (suggestion.other, suggestion.reasons[0]) == ("Wanda Ohrlo", "other spellings of one name")
    planned = speakers.merge_speakers(database, "Wanda Orlo", ["Wanda Ohrlo"], dry_run=True)
    assert planned.entry is None
    assert "Wanda Ohrlo" in who(database)
    done = speakers.merge_speakers(database, "Wanda Orlo", ["Wanda Ohrlo"])
    assert done.what == planned.what
    assert done.what[0].endswith("with 1 statement")
    assert "Wanda Ohrlo" not in who(database)
    again = ArticleInput(LATER.text + "\n", published="2018-06-04")
    ingest(database, [again])
    assert "Wanda Ohrlo" not in who(database)
    assert [article.changed for article in reextract(database)] == [(), (), ()]
    assert "Wanda Ohrlo" not in who(database)
    assert speakers.show_speaker(database, "wanda ohrlo").summary.statements == 3


def test_a_post_makes_an_office_a_person_when_the_article_is_read_with_it(database: Database) -> None:
    ingest(database, [TALKS])
    assert "Dragan Milo" not in who(database)
    speakers.add_speaker(database, "Dragan Milo", "person", country="Serbia")
    speakers.add_post(database, "Dragan Milo", "Foreign Minister", held_from="2013-03", held_to="2022")
    (article,) = reextract(database)
    assert len(article.changed) == 1
    assert "Dragan Milo" in who(database)
    ingest(database, [ArticleInput(TALKS.text + "\n", published="2023-05-03")])
    assert speakers.show_speaker(database, "Dragan Milo").summary.statements == 1


def test_who_is_made_edited_and_renamed(filled: Database) -> None:
    made = speakers.add_speaker(filled, "Wanda Orlo", "person", country="uganda", aliases=["Vanda Orlo"], note="x")
    assert made.what == ("Wanda Orlo (person, UGA, #6) is made",)
    with pytest.raises(ConflictError):
        speakers.add_speaker(filled, "Wanda Orlo", "person", country="UGA")
    with pytest.raises(NotFoundError, match="no country is called 'Narnia'"):
        speakers.add_speaker(filled, "Ana Kest", "person", country="Narnia")
    assert speakers.edit_speaker(filled, "vanda orlo", country="", note="").what == ("Wanda Orlo (person, #6) is set",)
    assert speakers.edit_speaker(filled, "vanda orlo", kind="person").unchanged == (
        "Wanda Orlo (person, #6) is so already",
    )
    with pytest.raises(UsageError, match="say what to set"):
        speakers.edit_speaker(filled, "Wanda Orlo")
    speakers.rename_speaker(filled, "Wanda Orlo", "Wanda Holt")
    assert speakers.show_speaker(filled, "Wanda Orlo").summary.name == "Wanda Holt"
    assert speakers.rename_speaker(filled, "6", "Wanda Holt").entry is None
    speakers.set_aliases(filled, "Wanda Holt", ["W. Orlo-Holt"])
    assert speakers.set_aliases(filled, "Wanda Holt", ["W. Orlo-Holt"]).entry is None
    speakers.set_aliases(filled, "Wanda Holt", ["Wanda Orlo"], remove=True)
    with pytest.raises(NotFoundError):
        speakers.show_speaker(filled, "Wanda Orlo")


def test_posts(filled: Database) -> None:
    done = speakers.add_post(filled, "Brandt", "Chancellor", held_from="2010", held_to="2013", source="a book")
    (post,) = speakers.list_posts(filled, "Brandt", by_hand=True)
    assert done.what == (f"Ilse Brandt (person, AUT, #1) held post {post.post_id}: Chancellor (AUT)",)
    assert speakers.list_posts(filled, role="chancellor", country="Austria", on="2012-05") == [post]
    assert speakers.remove_post(filled, post.post_id).what == (
        f"Ilse Brandt no longer held post {post.post_id}: Chancellor",
    )
    assert speakers.list_posts(filled, by_hand=True) == []


def test_a_split_by_each_way_of_saying_what_goes(filled: Database) -> None:
    request = SplitRequest(statements=(2,), new_name="Ilse Brandt", country="Germany")
    planned = speakers.split_speaker(filled, "Ilse Brandt", request, dry_run=True)
    done = speakers.split_speaker(filled, "Ilse Brandt", request)
    assert (
        done.what == planned.what == ("Ilse Brandt (person, DEU, #6) has 1 statement of Ilse Brandt (person, AUT, #1)",)
    )
    assert done.statements == (2,)
    with pytest.raises(AmbiguousNameError):
        speakers.show_speaker(filled, "Ilse Brandt")
    speakers.split_speaker(filled, "6", SplitRequest(articles=("1",), target="1"))
    assert speakers.show_speaker(filled, "6").summary.statements == 0
    speakers.split_speaker(filled, "1", SplitRequest(names=("Foreign Minister Ilse Brandt",), target="6"))
    assert speakers.show_speaker(filled, "6").summary.statements == 1


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        (SplitRequest(new_name="X Y"), UsageError, "say what goes"),
        (SplitRequest(statements=(1,)), UsageError, "say whose they are"),
        (SplitRequest(statements=(1,), target="brandt"), UsageError, "cannot be split from itself"),
        (SplitRequest(statements=(4,), new_name="X Y"), NotFoundError, "no statement of Ilse Brandt"),
        (SplitRequest(articles=("A9",), new_name="X Y"), NotFoundError, "9"),
    ],
)
def test_a_split_that_cannot_be(filled: Database, request_: SplitRequest, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        speakers.split_speaker(filled, "Ilse Brandt", request_)
    assert "X Y" not in who(filled)


def test_merging_one_with_itself_is_refused(filled: Database) -> None:
    with pytest.raises(UsageError, match="are one speaker already"):
        speakers.merge_speakers(filled, "Ilse Brandt", ["brandt"])
