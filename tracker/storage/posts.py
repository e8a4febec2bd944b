"""Posts as articles print them: who held one around a day, and of which country a person therefore is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, distinct, func, select, union, update

from tracker.edtf import EdtfDate
from tracker.lexicon.folding import fold
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.batches import in_batches
from tracker.storage.history import RowChange
from tracker.storage.lists import is_listed, one_list
from tracker.storage.models import (
    Article,
    Change,
    PostHeld,
    Speaker,
    SpeakerName,
    Statement,
    StatementSpeaker,
    table_of,
)
from tracker.storage.rows import fetch_rows, insert_rows, update_rows
from tracker.storage.session import Session

_SPEAKER = table_of(Speaker)
_NAME = table_of(SpeakerName)
_POST = table_of(PostHeld)
_SPEAKING = table_of(StatementSpeaker)
_STATEMENT = table_of(Statement)
_ARTICLE = table_of(Article)
_CHANGE = table_of(Change)

# A post that articles of some days attest is taken to be held for a year before and after.
POST_MARGIN = timedelta(days=365)

_HOLDERS = (
    select(
        _POST.c.speaker_id,
        _NAME.c.folded,
        _POST.c.held_from_start,
        _POST.c.held_to_end,
        _POST.c.seen_first,
        _POST.c.seen_last,
    )
    .join_from(_POST, _SPEAKER, _SPEAKER.c.id == _POST.c.speaker_id)
    .join(_NAME, and_(_NAME.c.speaker_id == _SPEAKER.c.id, _NAME.c.article_id.is_(None)))
    .where(
        is_listed(_POST.c.role_folded),
        _POST.c.country == bindparam("country"),
        _SPEAKER.c.kind == SpeakerKind.PERSON.value,
    )
)
_POSTS = select(_POST).where(_POST.c.origin == "machine", is_listed(_POST.c.speaker_id)).order_by(_POST.c.id)
_COUNTRIES = select(_SPEAKER.c.id, _SPEAKER.c.country).where(_SPEAKER.c.origin == "machine", is_listed(_SPEAKER.c.id))
_SEEN = (
    update(_POST)
    .where(_POST.c.id == bindparam("post"))
    .values(seen_first=bindparam("first"), seen_last=bindparam("last"), articles=_POST.c.articles + 1)
)

_PRINTED_IN = (
    select(_SPEAKING.c.speaker_id, _SPEAKING.c.role)
    .join_from(_STATEMENT, _SPEAKING, _SPEAKING.c.statement_id == _STATEMENT.c.id)
    .join(_SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
    .where(
        _STATEMENT.c.article_id == bindparam("article"),
        _SPEAKING.c.role.isnot(None),
        _SPEAKER.c.kind == SpeakerKind.PERSON.value,
    )
)
_PRINTED = (
    select(
        _SPEAKING.c.speaker_id,
        _SPEAKING.c.role,
        _SPEAKER.c.country,
        func.count(distinct(_STATEMENT.c.article_id)).label("articles"),
        func.min(_ARTICLE.c.published_start).label("seen_first"),
        func.max(_ARTICLE.c.published_end).label("seen_last"),
    )
    .join_from(_SPEAKING, _SPEAKER, _SPEAKER.c.id == _SPEAKING.c.speaker_id)
    .join(_STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
    .join(_ARTICLE, _ARTICLE.c.id == _STATEMENT.c.article_id)
    .where(
        is_listed(_SPEAKING.c.speaker_id),
        _SPEAKING.c.role.isnot(None),
        _SPEAKER.c.kind == SpeakerKind.PERSON.value,
    )
    .group_by(_SPEAKING.c.speaker_id, _SPEAKING.c.role)
    .order_by(_SPEAKING.c.speaker_id, func.min(_STATEMENT.c.id))
)
# Of one post printed in several ways ("Foreign Minister", "foreign minister") an article may have more than one.
_IN_WHICH = (
    select(func.count(distinct(_STATEMENT.c.article_id)))
    .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
    .where(_SPEAKING.c.speaker_id == bindparam("speaker"), is_listed(_SPEAKING.c.role))
)

_OF_ENTRY = _CHANGE.c.invocation_id == bindparam("entry")
_SPOKE = union(
    *(
        select(func.json_extract(image, "$.speaker_id").label("speaker_id")).where(
            _OF_ENTRY, _CHANGE.c.table_name == "statement_speaker", image.isnot(None)
        )
        for image in (_CHANGE.c.before, _CHANGE.c.after)
    )
)
_MOVED_ARTICLES = (
    select(_CHANGE.c.row_id)
    .where(_OF_ENTRY, _CHANGE.c.table_name == "article", _CHANGE.c.action == "update")
    .distinct()
)
# Of so many speakers posts are recounted at a time.
_RECOUNTED = 200

_Key = tuple[int, str, str | None]
# A speaker's number, and a role folded.
Printed = tuple[int, str]


def find_holder(
    session: Session, surname: Collection[str], roles: Iterable[str], country: str, day: EdtfDate
) -> int | None:
    """The one person with these words in one of the names who held one of the posts, for that country, around that day.

    ``surname`` and ``roles`` are folded. None where nobody did, or several.
    """
    if not day.start or not day.end:
        return None
    rows = fetch_rows(session, _HOLDERS, {**one_list(roles), "country": country})
    found = {int(row.speaker_id) for row in rows if set(surname) <= set(row.folded.split()) and _held_at(row, day)}
    return found.pop() if len(found) == 1 else None


def note_posts(
    session: Session, held: Iterable[tuple[int, SpeakerReference]], published: EdtfDate | None
) -> list[RowChange]:
    """Record the roles that one article prints beside persons' names, with its days as evidence.

    Gives what else changed by that: a person's country, where the articles now tell of another.
    """
    days = (published.start, published.end) if published is not None else (None, None)
    wanted: dict[_Key, str] = {}
    for speaker_id, reference in held:
        if reference.role:
            wanted.setdefault((speaker_id, _fold_role(reference), reference.country), reference.role)
    if not wanted:
        return []
    speakers = {speaker_id for speaker_id, _, _ in wanted}
    stored = {
        (row.speaker_id, row.role_folded, row.country): row for row in fetch_rows(session, _POSTS, one_list(speakers))
    }
    seen = [_extend(stored[key], *days) for key in wanted if key in stored]
    if seen:
        update_rows(session, _SEEN, seen)
    insert_rows(
        session,
        _POST,
        [
            {
                "speaker_id": key[0],
                "role": role,
                "role_folded": key[1],
                "country": key[2],
                "seen_first": days[0],
                "seen_last": days[1],
                "articles": 1,
            }
            for key, role in wanted.items()
            if key not in stored
        ],
    )
    attested: dict[int, Counter[str | None]] = {speaker_id: Counter() for speaker_id in speakers}
    for (speaker_id, _, country), row in stored.items():
        attested[speaker_id][country] += row.articles
    for speaker_id, _, country in wanted:
        attested[speaker_id][country] += 1
    return _settle_countries(session, {speaker: votes for speaker, votes in attested.items() if set(votes) - {None}})


def list_printed(session: Session, article_id: int) -> set[Printed]:
    """The roles, folded, that a stored article's statements print beside the names of persons."""
    rows = fetch_rows(session, _PRINTED_IN, {"article": article_id})
    return {(int(row.speaker_id), fold(row.role) or row.role) for row in rows}


def shift_posts(
    session: Session,
    before: Collection[Printed],
    after: Collection[Printed],
    held: Iterable[tuple[int, SpeakerReference]],
    published: EdtfDate | None,
) -> None:
    """Bring the evidence for posts from what an article printed to what it prints; not told in the history.

    ``held`` are the persons as extraction has them now. Only a person is counted anew of whose post the article was
    the first or last day: all else is one more or one less. Of which country a person is stays as it was.
    """
    gained = set(after) - set(before)
    known = [(number, person) for number, person in held if person.role and (number, _fold_role(person)) in gained]
    for change in note_posts(session, known, published):
        session.execute(update(_SPEAKER).where(_SPEAKER.c.id == change.row_id).values(**(change.before or {})))
    lost = set(before) - set(after)
    if lost:
        recount_posts(session, _take_off(session, lost, published))


def _take_off(session: Session, lost: Collection[Printed], published: EdtfDate | None) -> set[int]:
    """Count an article less for each post, and give the speakers of whom that does not tell enough."""
    posts: dict[Printed, list[Any]] = {}
    for row in fetch_rows(session, _POSTS, one_list({speaker for speaker, _ in lost})):
        posts.setdefault((row.speaker_id, row.role_folded), []).append(row)
    unclear = set()
    for key in sorted(lost & posts.keys()):
        # Of one role for two countries: statements do not tell which, most of them are of that which most attest.
        row = max(posts[key], key=lambda row: row.articles)
        is_bound = published is not None and (row.seen_first == published.start or row.seen_last == published.end)
        if row.articles <= 1 and len(posts[key]) == 1:
            session.execute(delete(_POST).where(_POST.c.id == row.id))
        elif row.articles <= 1 or is_bound:
            unclear.add(key[0])
        else:
            session.execute(update(_POST).where(_POST.c.id == row.id).values(articles=row.articles - 1))
    return unclear


def recount_posts(session: Session, speakers: Collection[int]) -> None:
    """Bring the evidence for these speakers' posts to what the stored statements print; not told in the history.

    A post that the machine noted and nothing prints any more goes; one that something prints again comes back.
    """
    for batch in in_batches(sorted(speakers), _RECOUNTED):
        _recount(session, batch)


def _recount(session: Session, speakers: Sequence[int]) -> None:
    printed: dict[tuple[int, str], _Evidence] = {}
    for row in session.execute(_PRINTED, one_list(speakers)):
        key = (row.speaker_id, fold(row.role) or row.role)
        printed.setdefault(key, _Evidence(row.country)).add(row)
    for (speaker_id, _), evidence in printed.items():
        if len(evidence.roles) > 1:
            given = {"speaker": speaker_id, **one_list(evidence.roles)}
            evidence.articles = int(session.execute(_IN_WHICH, given).scalar_one())
    noted: set[tuple[int, str]] = set()
    for post in session.execute(_POSTS, one_list(speakers)).all():
        key = (post.speaker_id, post.role_folded)
        where = _POST.c.id == post.id
        if key not in printed:
            session.execute(delete(_POST).where(where))
        elif key not in noted:  # of one role for two countries the first counts it all: statements tell no country
            session.execute(update(_POST).where(where).values(**printed[key].count()))
        noted.add(key)
    insert_rows(
        session,
        _POST,
        [
            {
                "speaker_id": speaker_id,
                "role": evidence.roles[0],
                "role_folded": folded,
                "country": evidence.country,
                **evidence.count(),
            }
            for (speaker_id, folded), evidence in sorted(printed.items(), key=lambda item: item[0])
            if (speaker_id, folded) not in noted
        ],
    )


def recount_touched(session: Session, entry: int | None) -> None:
    """Recount for whoever an entry of the history gave or took a statement, or an article's day; None is nobody.

    Whatever writes speakers of statements by hand ends with it.
    """
    if entry is None:
        return
    touched = {int(number) for number in session.execute(_SPOKE, {"entry": entry}).scalars()}
    for article_id in session.execute(_MOVED_ARTICLES, {"entry": entry}).scalars().all():
        touched |= speakers_of(session, article_id)
    recount_posts(session, touched)


def speakers_of(session: Session, article_id: int) -> set[int]:
    """Who speaks or is addressed in the article."""
    speaking = (
        select(_SPEAKING.c.speaker_id)
        .join_from(_SPEAKING, _STATEMENT, _STATEMENT.c.id == _SPEAKING.c.statement_id)
        .where(_STATEMENT.c.article_id == article_id)
    )
    addressed = select(_STATEMENT.c.addressee_id).where(
        _STATEMENT.c.article_id == article_id, _STATEMENT.c.addressee_id.isnot(None)
    )
    return {int(number) for number in session.execute(speaking.union(addressed)).scalars()}


def choose_country(votes: Counter[str | None]) -> str | None:
    """The country that articles give a person by, or None where they leave it open.

    A country counts where more than two thirds of the articles that name one name it, and either three do or more
    than a third of all articles that print a post of the person: one misread "Egyptian" among hundreds of briefings
    must not move a spokesperson to Cairo.
    """
    named = {country: count for country, count in votes.items() if country is not None}
    if not named:
        return None
    country, count = max(named.items(), key=lambda item: (item[1], item[0]))
    decided = count * 3 > sum(named.values()) * 2
    return country if decided and (count >= 3 or count * 3 > votes.total()) else None


def _fold_role(reference: SpeakerReference) -> str:
    return fold(reference.role) or reference.role if reference.role else ""


def _settle_countries(session: Session, attested: dict[int, Counter[str | None]]) -> list[RowChange]:
    changes = []
    if attested:
        for row in fetch_rows(session, _COUNTRIES, one_list(attested)):
            country = choose_country(attested[row.id])
            if country != row.country:
                session.execute(update(_SPEAKER).where(_SPEAKER.c.id == row.id).values(country=country))
                before, after = {"country": row.country}, {"country": country}
                changes.append(RowChange("speaker", int(row.id), "update", before, after))
    return changes


@dataclass(slots=True)
class _Evidence:
    """What prints a role beside a person's name: in which ways, in how many articles, and of which days."""

    country: str | None
    roles: list[str] = field(default_factory=list)
    articles: int = 0
    first: str | None = None
    last: str | None = None

    def add(self, row: Any) -> None:
        self.roles.append(row.role)
        self.articles += row.articles
        self.first = min((day for day in (self.first, row.seen_first) if day), default=None)
        self.last = max((day for day in (self.last, row.seen_last) if day), default=None)

    def count(self) -> dict[str, Any]:
        return {"articles": self.articles, "seen_first": self.first, "seen_last": self.last}


def _extend(row: Any, first: str | None, last: str | None) -> dict[str, Any]:
    return {
        "post": row.id,
        "first": min((day for day in (row.seen_first, first) if day), default=None),
        "last": max((day for day in (row.seen_last, last) if day), default=None),
    }


def _held_at(row: Any, day: EdtfDate) -> bool:
    assert day.start is not None
    assert day.end is not None
    if row.held_from_start or row.held_to_end:
        return (row.held_from_start or "") <= day.end and (row.held_to_end is None or day.start <= row.held_to_end)
    if row.seen_first is None or row.seen_last is None:
        return False
    return _shift(row.seen_first, -POST_MARGIN) <= day.end and day.start <= _shift(row.seen_last, POST_MARGIN)


def _shift(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except OverflowError:  # at either end of the calendar there is nothing beyond
        return day
