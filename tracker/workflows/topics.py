"""The topic vocabulary by hand: topics made, corrected, merged, removed, and put on statements; and retagging by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tracker.answers import RetagReport, TopicEdit
from tracker.errors import NotFoundError, UsageError
from tracker.lexicon.topics import check_terms
from tracker.revisions import HandReport
from tracker.storage import assigning, tagging, topic_changes, topics
from tracker.storage.database import Database
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.session import Session
from tracker.workflows.vocabulary import load_word_topics, read_vocabulary, store_topics
from tracker.workflows.writing import Told, write_by_hand

# What it changed: statements, lines that tell it, and lines on what was so already.


def add_topic(database: Database, slug: str, edit: TopicEdit, *, caller: Caller | None = None) -> HandReport:
    """Make a topic; its label is made of the slug unless given. Raises UsageError, ConflictError and LexiconError."""

    def work(session: Session, journal: Journal) -> Told:
        values = _read_values(session, edit)
        label = values.pop("label", None) or slug.replace("-", " ").capitalize()
        terms, unless = check_terms(edit.terms, "--term"), check_terms(edit.unless, "--unless")
        values |= {column: list(listed) for column, listed in (("terms", terms), ("unless", unless)) if listed}
        topic_changes.add_topic(session, journal, slug, label, values)
        return Told((f"topic {slug} ({label}) is made",))

    return _write(database, work, caller)


def edit_topic(database: Database, typed: str, edit: TopicEdit, *, caller: Caller | None = None) -> HandReport:
    """Set what is given of a topic; raises UsageError where nothing is, NotFoundError and ConflictError."""

    def work(session: Session, journal: Journal) -> Told:
        number = topics.find_topic(session, typed)
        slug = topics.read_slug(session, number)
        values = _read_values(session, edit)
        terms, unless = check_terms(edit.terms, "--term"), check_terms(edit.unless, "--unless")
        if not (values or terms or unless or edit.dropped):
            raise UsageError("say what to set: --label, --description, --parent, --term and so on")
        values |= topic_changes.change_terms(session, number, terms, unless, edit.dropped)
        if not topic_changes.edit_topic(session, journal, number, values):
            return Told(unchanged=(f"topic {slug} is so already",))
        return Told((f"topic {slug} is set",))

    return _write(database, work, caller)


def merge_topics(
    database: Database, typed: str, others: Sequence[str], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Make the others one with the first; raises UsageError where they are that already."""

    def work(session: Session, journal: Journal) -> Told:
        kept = topics.find_topic(session, typed)
        slug = topics.read_slug(session, kept)
        numbers = [n for n in dict.fromkeys(topics.find_topic(session, other) for other in others) if n != kept]
        if not numbers:
            raise UsageError(f"{', '.join(others)} and {slug} are one topic already")
        lines = []
        for number in numbers:
            name = topics.read_slug(session, number)
            moved = topic_changes.merge_topics(session, journal, kept, [number])
            lines.append(f"topic {name} is now {slug}, with {_count(moved)}")
        return Told(tuple(lines))

    return _write(database, work, caller, dry_run)


def remove_topic(database: Database, typed: str, *, dry_run: bool = False, caller: Caller | None = None) -> HandReport:
    """Take a topic out of use and off every statement."""

    def work(session: Session, journal: Journal) -> Told:
        number = topics.find_topic(session, typed)
        slug = topics.read_slug(session, number)
        taken = topic_changes.remove_topic(session, journal, number)
        return Told((f"topic {slug} is removed, from {_count(taken)}",))

    return _write(database, work, caller, dry_run)


def tag_statements(
    database: Database, typed: str, statements: Sequence[int], *, remove: bool = False, caller: Caller | None = None
) -> HandReport:
    """Put a topic on statements by hand, or take it off, so that no rule undoes it; raises NotFoundError."""

    def work(session: Session, journal: Journal) -> Told:
        number = topics.find_topic(session, typed)
        slug = topics.read_slug(session, number)
        distinct = list(dict.fromkeys(statements))
        stored = assigning.read_decisions(session, distinct)
        for statement in distinct:
            if statement not in stored:
                raise NotFoundError(f"no statement {statement}; `tracker statements` lists their numbers")
        add, off = ((), (number,)) if remove else ((number,), ())
        tagged = assigning.set_topics(session, journal, distinct, add=add, remove=off)
        changed = [statement for statement in distinct if statement in tagged]
        why = f"{'does not have' if remove else 'already has'} {slug}"
        unchanged = [f"S{statement} {why}" for statement in distinct if statement not in tagged]
        lines = (f"{', '.join(f'S{n}' for n in changed)}: {'-' if remove else '+'}{slug}",) if changed else ()
        return Told(lines, tuple(unchanged), tuple(changed))

    return _write(database, work, caller)


def retag(
    database: Database,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_read: Callable[[int, int], None] | None = None,
) -> RetagReport:
    """Bring every statement's topics to the vocabulary as it is now, or (dry run) tell what that would change.

    ``on_read`` is told of how many statements more were looked at, and how many there are.
    """
    from tracker.extraction.surroundings import ArticleTopics

    journal = Journal(caller or describe_caller())
    with database.lock() if dry_run else database.begin() as session:
        topics.sync_topics(session, load_word_topics())
        vocabulary = read_vocabulary(session)
        read = partial(ArticleTopics, topics=vocabulary)
        total = 0 if on_read is None else tagging.count_statements(session)
        told = None if on_read is None else lambda more: on_read(more, total)
        report = tagging.retag_statements(session, journal, read, topics.number_topics(session), on_read=told)
        return RetagReport(report.topics, report.statements, None if dry_run else report.entry)


def _read_values(session: Session, edit: TopicEdit) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if edit.label is not None:
        if not edit.label.strip():
            raise UsageError("a label is empty")
        values["label"] = " ".join(edit.label.split())
    if edit.description is not None:
        values["description"] = " ".join(edit.description.split())
    if edit.parent is not None:
        values["parent_id"] = topics.find_topic(session, edit.parent) if edit.parent.strip() else None
    if edit.exact_match is not None:
        values["exact_match"] = [address for address in edit.exact_match if address.strip()] or None
    return values


def _write(
    database: Database, work: Callable[[Session, Journal], Told], caller: Caller | None, dry_run: bool = False
) -> HandReport:
    store_topics(database)
    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def _count(statements: int) -> str:
    return f"{statements:,} statement{'' if statements == 1 else 's'}"
