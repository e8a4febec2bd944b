"""Correcting statements by hand: setting what they say, adding, splitting and merging them, and deciding on them.

Each function does its work in one transaction and one entry of the history, and tells what it did; ``dry_run`` tells it
and does nothing. Whatever a person sets, no run of the machine overrules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.errors import ConflictError, NotFoundError, TrackerError, UsageError
from tracker.lexicon.actors import Actors
from tracker.records import Span, Spans, SpeakerKind, StatementFilter, Status
from tracker.revisions import CodedStatement, HandReport, StatementEdit
from tracker.storage import coding
from tracker.storage.articles import find_article, read_text
from tracker.storage.database import Database
from tracker.storage.entries import read_entry
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import list_numbers
from tracker.storage.naming import find_speaker
from tracker.storage.newcomers import insert_speaker
from tracker.storage.posts import recount_touched
from tracker.storage.session import Session
from tracker.storage.topics import find_topic
from tracker.workflows.extract import read_content
from tracker.workflows.passages import find_passage, find_passages
from tracker.workflows.vocabulary import read_vocabulary

_NEW = re.compile(r"(?P<name>.*\S)\s*\(new(?:\s+(?P<kind>[a-z]+))?(?:\s*,?\s*(?P<country>[A-Z]{3}))?\)", re.DOTALL)
_TRAILING = re.compile(r"(?:[\s,;:–—]+(?:and|but|or|that))*[\s,;:–—]*\Z", re.IGNORECASE)


def read_statement(database: Database, number: int) -> CodedStatement:
    """One statement as a person may set it; raises NotFoundError where there is none of that number."""
    with database.read() as session:
        return coding.read_coded(session, number)


def select_statements(database: Database, wanted: StatementFilter) -> list[int]:
    """The numbers of the statements that a filter asks for, in its order; raises what find_statements does."""
    with database.read() as session:
        return list_numbers(session, wanted, _load_actors)


def edit_statements(
    database: Database,
    numbers: Sequence[int],
    edit: StatementEdit,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Set fields of statements; all of them are set, or none where one cannot be.

    Raises NotFoundError, AmbiguousNameError, UsageError and ConflictError, each saying which statement and what.
    """
    if len(numbers) > 1 and (edit.content is not None or edit.cue is not None or edit.source is not None):
        raise UsageError("content, cue and source belong to one statement; give one number")

    def work(session: Session, journal: Journal, number: int) -> str | None:
        coded = coding.read_coded(session, number)
        changed, decided = apply_edit(session, journal, coded, edit)
        if not changed:
            return f"S{number} says so already"
        status = None if not decided or coded.status in (Status.ADDED, Status.REJECTED) else Status.EDITED
        coding.mark(session, journal, number, status)
        return None

    return _each(database, numbers, work, dry_run, caller)


def confirm_statements(
    database: Database, numbers: Sequence[int], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Say that statements are right as they stand; what a person edited or added counts as confirmed already.

    Raises ConflictError for one that is rejected.
    """

    def work(session: Session, journal: Journal, number: int) -> str | None:
        coded = coding.read_coded(session, number)
        if coded.status is Status.REJECTED:
            raise ConflictError(f"S{number} is rejected; restore it first")
        if coded.status is not Status.EXTRACTED:
            return f"S{number} is {coded.status.value} already"
        coding.mark(session, journal, number, Status.CONFIRMED)
        return None

    return _each(database, numbers, work, dry_run, caller)


def reject_statements(
    database: Database,
    numbers: Sequence[int],
    *,
    note: str | None = None,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> HandReport:
    """Say that these are no statements: they leave lists and exports, and no run of the machine brings them back."""

    def work(session: Session, journal: Journal, number: int) -> str | None:
        coded = coding.read_coded(session, number)
        if coded.status is Status.REJECTED and note in (None, coded.note):
            return f"S{number} is rejected already"
        coding.mark(session, journal, number, Status.REJECTED)
        if note is not None:
            _set_note(session, journal, number, note)
        return None

    return _each(database, numbers, work, dry_run, caller)


def restore_statements(
    database: Database, numbers: Sequence[int], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Take rejected statements back in, as they were before."""

    def work(session: Session, journal: Journal, number: int) -> str | None:
        coded = coding.read_coded(session, number)
        if coded.status is not Status.REJECTED:
            return f"S{number} is not rejected"
        coding.mark(session, journal, number, coding.find_status_before_rejection(session, number))
        return None

    return _each(database, numbers, work, dry_run, caller)


def add_statement(
    database: Database, article: str, edit: StatementEdit, *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Add a statement that the machine missed; ``edit`` must have content, and fills in what it names.

    Cue and source are looked for in the content's paragraph first. Manner, claims and topics are read off the content
    unless given. Raises what edit_statements does, and UsageError where there is no content.
    """
    if not edit.content:
        raise UsageError("a statement needs content: the words of the article that give what was said")

    def work(session: Session, journal: Journal) -> list[int]:
        return [insert_statement(session, journal, find_article(session, article), edit)]

    return _write(database, work, dry_run, caller)


def split_statement(
    database: Database, number: int, at: Sequence[str], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Make several statements of one, each from the words at which it begins; the first keeps the number.

    ``at`` are words of the content, or offsets of the article, at which the second, third, ... begin. All of them have
    the same source, cue, speakers and day; conjunctions and commas at the cuts belong to none.
    """
    if not at:
        raise UsageError("say at which words the second statement begins")

    def work(session: Session, journal: Journal) -> list[int]:
        coded = coding.read_coded(session, number)
        topics = read_vocabulary(session)
        parts = _cut(coded, at)
        _refuse_rejected(coded)
        coding.set_spans(
            session,
            journal,
            coded,
            read_content(coded.text, parts[0], topics),
            source=coded.source,
            cue=coded.cue,
            content=parts[0],
        )
        coding.mark(session, journal, number, None if coded.status is Status.ADDED else Status.EDITED)
        return [
            number,
            *(
                coding.insert_beside(session, journal, number, read_content(coded.text, part, topics), content=part)
                for part in parts[1:]
            ),
        ]

    return _write(database, work, dry_run, caller)


def merge_statements(
    database: Database, numbers: Sequence[int], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Make one statement of several of one article: the first keeps its number and gets all their content.

    Its own source, cue, speakers and day stay; the others are rejected, with a note that says where they went.
    """
    distinct = list(dict.fromkeys(numbers))
    if len(distinct) < 2:
        raise UsageError("give two statements or more to merge")

    def work(session: Session, journal: Journal) -> list[int]:
        first, *others = (coding.read_coded(session, number) for number in distinct)
        for coded in (first, *others):
            _refuse_rejected(coded)
            if coded.article_id != first.article_id:
                raise ConflictError(
                    f"S{coded.statement_id} is of A{coded.article_id} and S{first.statement_id} of "
                    f"A{first.article_id}; a statement is of one article"
                )
        content = _join([span for coded in (first, *others) for span in coded.content])
        for coded in others:
            coding.mark(session, journal, coded.statement_id, Status.REJECTED)
            if not coded.note:
                _set_note(session, journal, coded.statement_id, f"merged into S{first.statement_id}")
        coding.set_spans(
            session,
            journal,
            first,
            read_content(first.text, content, read_vocabulary(session)),
            source=first.source,
            cue=first.cue,
            content=content,
        )
        status = None if first.status is Status.ADDED else Status.EDITED
        coding.mark(session, journal, first.statement_id, status)
        return distinct

    return _write(database, work, dry_run, caller)


def find_paragraphs_of(text: str, spans: Spans) -> list[Span]:
    """The paragraphs, parted by blank lines, that the spans touch, each as a stretch of the text."""
    areas = []
    for start, end in spans:
        begin = text.rfind("\n\n", 0, start)
        finish = text.find("\n\n", end)
        areas.append((0 if begin < 0 else begin + 2, len(text) if finish < 0 else finish))
    return list(dict.fromkeys(areas))


def resolve_speaker(session: Session, journal: Journal, typed: str) -> int:
    """The speaker whom a typed name means, for writing; "NAME (new KIND, COUNTRY)" makes one.

    Raises AmbiguousNameError, NotFoundError that says how to make one, and ConflictError where the new one is there.
    """
    match = _NEW.fullmatch(typed.strip())
    if match is None:
        try:
            return find_speaker(session, typed, _load_actors)
        except NotFoundError as error:
            raise NotFoundError(f"{error}; to make one, write '{typed.strip()} (new)'") from None
    name, kind = match["name"], match["kind"]
    if kind is not None and kind not in [known.value for known in SpeakerKind]:
        raise UsageError(f"{kind!r} is no kind of speaker; kinds are {', '.join(SpeakerKind)}")
    actor = _load_actors().by_name(name)
    country = match["country"] or (actor.code if actor else None)
    return insert_speaker(
        session,
        journal,
        name,
        SpeakerKind(kind) if kind else actor.kind if actor else SpeakerKind.PERSON,
        country,
    )


def insert_statement(session: Session, journal: Journal, article_id: int, edit: StatementEdit) -> int:
    """Put in a statement of the article as add_statement does, inside the caller's transaction; gives its number."""
    text = read_text(session, article_id)
    content = find_passages(text, edit.content or ())
    around = find_paragraphs_of(text, content)
    number = coding.insert_coded(
        session,
        journal,
        article_id,
        read_content(text, content, read_vocabulary(session)),
        source=find_passages(text, edit.source or (), within=around),
        cue=find_passages(text, edit.cue or (), within=around),
        content=content,
        manner=edit.manner,
    )
    rest = replace(edit, content=None, source=None, cue=None, manner=None)
    apply_edit(session, journal, coding.read_coded(session, number), rest)
    return number


def apply_edit(session: Session, journal: Journal, coded: CodedStatement, edit: StatementEdit) -> tuple[bool, bool]:
    """Set what the edit names, inside the caller's transaction.

    Tells whether anything changed, and whether more than a note did. The caller marks the statement as decided on.
    """
    number = coded.statement_id
    decided = _apply_spans(session, journal, coded, edit)
    if edit.speakers is not None:
        wanted = [resolve_speaker(session, journal, name) for name in edit.speakers]
        decided |= coding.set_speakers(session, journal, number, wanted)
    if edit.addressee is not None:
        addressee = resolve_speaker(session, journal, edit.addressee) if edit.addressee.strip() else None
        decided |= coding.set_addressee(session, journal, number, addressee)
    if edit.said_on is not None:
        decided |= coding.set_said_on(session, journal, number, edit.said_on.strip())
    if edit.topics is not None or edit.add_topics or edit.remove_topics:
        add = [find_topic(session, topic) for topic in (edit.topics or edit.add_topics)]
        remove = [find_topic(session, topic) for topic in edit.remove_topics]
        if edit.topics is not None:
            now = coding.read_coded(session, number).topics
            remove = [topic for slug in now if (topic := find_topic(session, slug)) not in add]
        decided |= coding.set_topics(session, journal, number, add=add, remove=remove)
    noted = edit.note is not None and _set_note(session, journal, number, edit.note)
    return decided or noted, decided


def _apply_spans(session: Session, journal: Journal, coded: CodedStatement, edit: StatementEdit) -> bool:
    text, around = coded.text, find_paragraphs_of(coded.text, (*coded.content, *coded.cue, *coded.source))
    content = coded.content if edit.content is None else find_passages(text, edit.content, within=around)
    if not content:
        raise UsageError(f"S{coded.statement_id}: a statement needs content; reject it if it is none")
    around = [*around, *find_paragraphs_of(text, content)]
    source = coded.source if edit.source is None else find_passages(text, edit.source, within=around)
    cue = coded.cue if edit.cue is None else find_passages(text, edit.cue, within=around)
    changed = False
    if (source, cue, content) != (coded.source, coded.cue, coded.content):
        reading = read_content(text, content, read_vocabulary(session))
        changed = coding.set_spans(
            session, journal, coded, reading, source=source, cue=cue, content=content, manner=edit.manner
        )
    elif edit.manner is not None:
        changed = coding.set_manner(session, journal, coded.statement_id, edit.manner)
    return changed


def _set_note(session: Session, journal: Journal, number: int, note: str) -> bool:
    return coding.set_note(session, journal, number, note.strip() or None)


def _cut(coded: CodedStatement, at: Sequence[str]) -> list[Spans]:
    """The content parted where the typed words begin, each part without what joins it to the next."""
    cuts = set()
    for typed in at:
        ((start, _), *_) = find_passage(coded.text, typed, within=coded.content)
        if not any(begin <= start < end for begin, end in coded.content) or start == coded.content[0][0]:
            raise UsageError(f"S{coded.statement_id} cannot be split at {typed!r}: it must begin inside its content")
        cuts.add(start)
    parts: list[list[Span]] = [[]]
    for begin, end in coded.content:
        inside = sorted(cut for cut in cuts if begin < cut < end)
        edges = [begin, *inside, end]
        for index, (start, stop) in enumerate(pairwise(edges)):
            if start in cuts:
                parts.append([])
            if stop in cuts and index < len(edges) - 2:
                stop = start + len(_TRAILING.sub("", coded.text[start:stop]))
            if stop > start:
                parts[-1].append((start, stop))
    if any(not part for part in parts):
        raise UsageError(f"S{coded.statement_id} cannot be split there: a part would be empty")
    return [tuple(part) for part in parts]


def _join(spans: Sequence[Span]) -> Spans:
    """The spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _refuse_rejected(coded: CodedStatement) -> None:
    if coded.status is Status.REJECTED:
        raise ConflictError(f"S{coded.statement_id} is rejected; restore it first")


def _each(
    database: Database,
    numbers: Sequence[int],
    work: Callable[[Session, Journal, int], str | None],
    dry_run: bool,
    caller: Caller | None,
) -> HandReport:
    unchanged: list[str] = []

    def all_of_them(session: Session, journal: Journal) -> list[int]:
        changed = []
        for number in dict.fromkeys(numbers):
            try:
                said = work(session, journal, number)
            except TrackerError as error:
                if len(numbers) == 1 or str(error).startswith(f"S{number}"):
                    raise
                raise type(error)(f"S{number}: {error}") from None
            if said is None:
                changed.append(number)
            else:
                unchanged.append(said)
        return changed

    report = _write(database, all_of_them, dry_run, caller)
    return replace(report, unchanged=tuple(unchanged))


def _write(
    database: Database,
    work: Callable[[Session, Journal], list[int]],
    dry_run: bool,
    caller: Caller | None,
) -> HandReport:
    journal = Journal(caller or describe_caller())
    with database.lock() if dry_run else database.begin() as session:
        changed = work(session, journal)
        recount_touched(session, journal.entry)
        what = () if journal.entry is None else read_entry(session, journal.entry).what
        return HandReport(tuple(changed), what, entry=None if dry_run else journal.entry)


def _load_actors() -> Actors:
    from tracker.workflows.lexicon import load_words

    return load_words().actors
