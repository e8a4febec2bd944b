"""The topic vocabulary in the database: kept in step with the lexicon, listed with counts, found by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from tracker.errors import AmbiguousNameError, NotFoundError
from tracker.lexicon.folding import fold
from tracker.storage.models import Topic, TopicDay, TopicSpeaker, table_of
from tracker.storage.session import Session

if TYPE_CHECKING:
    from tracker.lexicon.topics import Topic as TopicEntry
    from tracker.records import TopicMatch, TopicSummary

_TOPIC = table_of(Topic)
_PARENT = _TOPIC.alias("broader")
_DAY = table_of(TopicDay)
_TALLY = table_of(TopicSpeaker)


def sync_topics(session: Session, vocabulary: Sequence[TopicEntry]) -> Mapping[str, int]:
    """Bring the stored vocabulary to the lexicon's, by slug, and give the row number of every slug (number_topics).

    Writes nothing where it is so already. Entries that a person made or changed (origin hand) stay as they are, and
    so do those that the lexicon has lost: statements may still carry them.
    """
    stored = {row.slug: row for row in session.execute(select(_TOPIC)).mappings().all()}
    wanted = {
        entry.slug: {
            "label": entry.label,
            "description": entry.description,
            "position": position,
            "exact_match": list(entry.exact_match) or None,
        }
        for position, entry in enumerate(vocabulary)
    }
    ids = {slug: int(row["id"]) for slug, row in stored.items()}
    for slug, values in wanted.items():
        row = stored.get(slug)
        if row is None:
            ids[slug] = session.execute(insert(_TOPIC).values(slug=slug, **values).returning(_TOPIC.c.id)).scalar_one()
        elif row["origin"] == "machine" and any(row[column] != value for column, value in values.items()):
            session.execute(update(_TOPIC).where(_TOPIC.c.id == row["id"]).values(**values))
    numbers = number_topics(session)
    entries = {entry.slug: entry for entry in vocabulary}
    parents = {row.id: row.parent_id for row in session.execute(select(_TOPIC.c.id, _TOPIC.c.parent_id))}
    for entry in vocabulary:
        row, number = stored.get(entry.slug), ids[entry.slug]
        if row is None or row["origin"] == "machine":
            parent_id = _find_parent(entry, entries, numbers)
            if parents[number] != parent_id:
                session.execute(update(_TOPIC).where(_TOPIC.c.id == number).values(parent_id=parent_id))
    return numbers


def _find_parent(entry: TopicEntry, entries: Mapping[str, TopicEntry], numbers: Mapping[str, int]) -> int | None:
    """The number of the topic that it stands below: of those above it the first that is in use, and is another."""
    above = entry.parent
    while above is not None and numbers.get(above) in (None, numbers.get(entry.slug)):
        above = entries[above].parent
    return None if above is None else numbers[above]


def number_topics(session: Session) -> Mapping[str, int]:
    """The row number of every slug that may be put on a statement.

    A topic that was merged has the number of the one that it was merged into, one that was removed has none.
    """
    rows = {row.slug: row for row in session.execute(select(_TOPIC))}
    numbers: dict[str, int] = {}
    for slug in rows:
        row, seen = rows.get(slug), {slug}
        while row is not None and row.retired and row.merged_into not in (None, *seen):
            seen.add(row.merged_into)
            row = rows.get(row.merged_into)
        if row is not None and not row.retired:
            numbers[slug] = int(row.id)
    return numbers


def extend_vocabulary(session: Session, vocabulary: Sequence[TopicEntry]) -> tuple[TopicEntry, ...]:
    """The word tables' topics with the terms that people gave them, and behind them the topics that people made.

    A topic that was removed is left out, and so is one without any term: it is put on statements by hand.
    """
    from tracker.lexicon.topics import Topic as make_entry

    rows = {row.slug: row for row in session.execute(select(_TOPIC).order_by(_TOPIC.c.position, _TOPIC.c.id))}
    entries = {entry.slug: entry for entry in vocabulary}
    for slug, row in rows.items():
        if row.retired and row.merged_into is None:
            entries.pop(slug, None)
        elif row.terms or row.unless:
            entry = entries.get(slug) or make_entry(slug, row.label, row.description, ())
            entries[slug] = replace(
                entry, terms=(*entry.terms, *(row.terms or ())), unless=(*entry.unless, *(row.unless or ()))
            )
    extended = tuple(entry for entry in entries.values() if entry.terms)
    # The tuple itself where nobody changed anything: what is made ready for matching is kept by it.
    return vocabulary if isinstance(vocabulary, tuple) and extended == vocabulary else extended


def collect_tags(matches: Iterable[TopicMatch], numbers: Mapping[str, int]) -> dict[int, list[str] | None]:
    """The topics to put on a statement by number, each with the terms of all matches that come to it."""
    tags: dict[int, list[str] | None] = {}
    for match in matches:
        if (number := numbers.get(match.slug)) is not None:
            tags[number] = list(dict.fromkeys([*(tags.get(number) or ()), *match.terms])) or None
    return tags


def list_topics(session: Session) -> list[TopicSummary]:
    """Every topic in the vocabulary's order, with how many statements and speakers it has, rejected ones left out."""
    from tracker.records import TopicSummary
    from tracker.storage.tallies import count_utterances, first_day, joined, last_day, later, longest

    counts = (
        select(_DAY.c.topic_id, func.count().label("statements"))
        .where(_DAY.c.kept == 1)
        .group_by(_DAY.c.topic_id)
        .subquery("counts")
    )
    speakers = (
        select(_TALLY.c.topic_id, func.count().label("speakers")).group_by(_TALLY.c.topic_id).subquery("speakers")
    )
    told = joined("topic_id")
    begun = (
        select(
            _TOPIC.c.id, _TOPIC.c.slug, _TOPIC.c.label, _TOPIC.c.description, _TOPIC.c.position, counts.c.statements,
            count_utterances(counts.c.statements, told).label("utterances"),
            first_day("topic_id", _TOPIC.c.id).label("first"), last_day("topic_id", _TOPIC.c.id).label("last"),
            speakers.c.speakers, _PARENT.c.slug.label("parent"), _TOPIC.c.exact_match,
        )
        .outerjoin(counts, counts.c.topic_id == _TOPIC.c.id)
        .outerjoin(speakers, speakers.c.topic_id == _TOPIC.c.id)
        .outerjoin(told, told.c.topic_id == _TOPIC.c.id)
        .outerjoin(_PARENT, _PARENT.c.id == _TOPIC.c.parent_id)
        .where(_TOPIC.c.retired == 0)
        .cte("begun")
    )  # fmt: skip
    span = longest("topic_id", begun)
    rows = session.execute(
        select(
            *(column for column in begun.c if column is not begun.c.last),
            later(begun.c.last, span.c.until).label("last"),
        )
        .outerjoin_from(begun, span, span.c.topic_id == begun.c.id)
        .order_by(begun.c.position, begun.c.slug)
    )
    return [
        TopicSummary(
            slug=row.slug,
            label=row.label,
            description=row.description,
            statements=row.statements or 0,
            speakers=row.speakers or 0,
            first=row.first,
            last=row.last,
            utterances=row.utterances or 0,
            parent=row.parent,
            exact_match=tuple(row.exact_match or ()),
        )
        for row in rows
    ]


def find_topics(session: Session, typed: str) -> frozenset[int]:
    """The topics meant by what was typed, narrower ones included: a slug, a label, or a beginning or word of one.

    Raises NotFoundError with suggestions where nothing matches, AmbiguousNameError where several do.
    """
    everything = session.execute(select(_TOPIC)).all()
    rows = [row for row in everything if not row.retired]
    wanted = fold(typed)
    if merged := {row.slug for row in everything if row.merged_into is not None and fold(row.slug) == wanted}:
        numbers = number_topics(session)
        if targets := frozenset(numbers[slug] for slug in merged if slug in numbers):
            return targets
    names = {row.id: (fold(row.slug), fold(row.label)) for row in rows}
    # From the strictest reading to the loosest; the first that finds any decides.
    readings = (
        {id_ for id_, (slug, label) in names.items() if wanted in (slug, label)},
        {id_ for id_, (slug, _) in names.items() if wanted and slug.startswith(wanted)},
        {id_ for id_, (slug, _) in names.items() if wanted in slug.split()},
        {id_ for id_, (_, label) in names.items() if wanted and label.startswith(wanted)},
        {id_ for id_, (_, label) in names.items() if wanted in label.split()},
    )
    found: set[int] = next((reading for reading in readings if reading), set())
    if not found:
        known = sorted(row.slug for row in rows)
        from difflib import get_close_matches

        close = get_close_matches(typed.lower().strip(), known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(close)}?" if close else "`tracker topics` lists the topics"
        raise NotFoundError(f"no topic matches {typed!r}; {hint}")
    if len(found) > 1:
        listed = ", ".join(sorted(row.slug for row in rows if row.id in found))
        raise AmbiguousNameError(f"{typed!r} matches several topics: {listed}; give one of these")
    while narrower := {row.id for row in rows if row.parent_id in found} - found:
        found |= narrower
    return frozenset(found)


def find_topic(session: Session, typed: str) -> int:
    """The one topic meant by what was typed, for writing; raises what find_topics does."""
    found = find_topics(session, typed)
    broader = session.execute(select(_TOPIC.c.id, _TOPIC.c.parent_id).where(_TOPIC.c.id.in_(found)))
    # A topic brings its narrower ones along, so that the one meant is that whose own parent is not among them.
    return next(int(row.id) for row in broader if row.parent_id not in found)


def read_slug(session: Session, topic_id: int) -> str:
    """The slug of the topic of this number, which must be there."""
    return str(session.execute(select(_TOPIC.c.slug).where(_TOPIC.c.id == topic_id)).scalar_one())


def list_slugs(session: Session, prefix: str) -> list[str]:
    """The slugs that begin with ``prefix``, in the vocabulary's order."""
    slugs = session.execute(
        select(_TOPIC.c.slug).where(_TOPIC.c.retired == 0).order_by(_TOPIC.c.position, _TOPIC.c.slug)
    ).scalars()
    return [slug for slug in slugs if slug.startswith(prefix.lower())]
