"""Correcting statements by hand: setting what they say, adding, splitting and merging them, and deciding on them.

Each function does its work in one transaction and one entry of the history, and tells what it did; ``dry_run`` tells it
and does nothing. Whatever a person sets, no run of the machine overrules.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from tracker.errors import ConflictError, NotFoundError, UsageError
from tracker.lexicon.actors import Actors
from tracker.records import SpeakerKind, StatementFilter, Status
from tracker.records.spans import join_spans
from tracker.revisions import CodedStatement, HandReport, StatementEdit
from tracker.storage import assigning, coding
from tracker.storage.articles import find_article, read_text, read_title
from tracker.storage.assigning import Decided
from tracker.storage.batches import in_batches
from tracker.storage.database import Database
from tracker.storage.history import Caller
from tracker.storage.journal import Journal
from tracker.storage.ledger import list_numbers
from tracker.storage.naming import find_speaker
from tracker.storage.newcomers import insert_speaker
from tracker.storage.posts import recount_touched
from tracker.storage.session import Session
from tracker.storage.topics import find_topic
from tracker.workflows.cutting import cut_content, find_paragraphs_of
from tracker.workflows.extract import read_content
from tracker.workflows.passages import find_passages
from tracker.workflows.vocabulary import read_vocabulary
from tracker.workflows.writing import Told, read_written, write_by_hand

OnDone = Callable[[int], None]

# Of so many statements that were so already it is said one by one.
_TOLD = 1_000

_NEW = re.compile(r"(?P<name>.*\S)\s*\(new(?:\s+(?P<kind>[a-z]+))?(?:\s*,?\s*(?P<country>[A-Z]{3}))?\)", re.DOTALL)


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
    on_done: OnDone | None = None,
) -> HandReport:
    """Set fields of statements; all of them are set, or none where one cannot be.

    ``on_done`` is told of how many statements more were seen to. Raises NotFoundError, AmbiguousNameError, UsageError
    and ConflictError, each saying which statement and what.
    """
    if len(numbers) > 1 and (edit.content is not None or edit.cue is not None or edit.source is not None):
        raise UsageError("content, cue and source belong to one statement; give one number")
    meant: list[_Meant] = []

    def work(session: Session, journal: Journal, some: Mapping[int, Decided]) -> Mapping[int, str]:
        if not meant:  # looked up once, so that a new speaker is made once
            meant.append(_resolve(session, journal, edit))
        changed, decided = _assign(session, journal, list(some), edit, meant[0])
        edited = [n for n in decided if some[n].status not in (Status.ADDED, Status.REJECTED)]
        assigning.mark(session, journal, sorted(edited), Status.EDITED)
        assigning.mark(session, journal, sorted(changed - set(edited)), None)
        return {number: f"S{number} says so already" for number in some if number not in changed}

    return _each(database, numbers, work, dry_run, caller, on_done)


def confirm_statements(
    database: Database,
    numbers: Sequence[int],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_done: OnDone | None = None,
) -> HandReport:
    """Say that statements are right as they stand; what a person edited or added counts as confirmed already.

    Raises ConflictError for one that is rejected.
    """

    def work(session: Session, journal: Journal, some: Mapping[int, Decided]) -> Mapping[int, str]:
        for number, decided in some.items():
            if decided.status is Status.REJECTED:
                raise ConflictError(f"S{number} is rejected; restore it first")
        open_ones = [number for number, decided in some.items() if decided.status is Status.EXTRACTED]
        assigning.mark(session, journal, open_ones, Status.CONFIRMED)
        return {
            number: f"S{number} is {decided.status.value} already"
            for number, decided in some.items()
            if decided.status is not Status.EXTRACTED
        }

    return _each(database, numbers, work, dry_run, caller, on_done)


def reject_statements(
    database: Database,
    numbers: Sequence[int],
    *,
    note: str | None = None,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_done: OnDone | None = None,
) -> HandReport:
    """Say that these are no statements: they leave lists and exports, and no run of the machine brings them back."""

    def work(session: Session, journal: Journal, some: Mapping[int, Decided]) -> Mapping[int, str]:
        rejected = {
            number: f"S{number} is rejected already"
            for number, decided in some.items()
            if decided.status is Status.REJECTED and note in (None, decided.note)
        }
        going = [number for number in some if number not in rejected]
        values = {} if note is None else {"note": note.strip() or None}
        assigning.mark(session, journal, going, Status.REJECTED, **values)
        return rejected

    return _each(database, numbers, work, dry_run, caller, on_done)


def restore_statements(
    database: Database,
    numbers: Sequence[int],
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
    on_done: OnDone | None = None,
) -> HandReport:
    """Take rejected statements back in, as they were before."""

    def work(session: Session, journal: Journal, some: Mapping[int, Decided]) -> Mapping[int, str]:
        rejected = [number for number, decided in some.items() if decided.status is Status.REJECTED]
        before = assigning.find_statuses_before_rejection(session, rejected)
        statuses = {number: before.get(number, Status.EXTRACTED) for number in rejected}
        for status in dict.fromkeys(statuses.values()):
            assigning.mark(session, journal, [n for n, was in statuses.items() if was is status], status)
        return {number: f"S{number} is not rejected" for number in some if number not in statuses}

    return _each(database, numbers, work, dry_run, caller, on_done)


def add_statement(
    database: Database, article: str, edit: StatementEdit, *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Add a statement that the machine missed; ``edit`` must have content, and fills in what it names.

    Cue and source are looked for in the content's paragraph first. Manner, claims and topics are read off the content
    unless given. Raises what edit_statements does, and UsageError where there is no content.
    """
    if not edit.content:
        raise UsageError("a statement needs content: the words of the article that give what was said")

    def work(session: Session, journal: Journal) -> Told:
        return _tell(session, journal, [insert_statement(session, journal, find_article(session, article), edit)])

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def split_statement(
    database: Database, number: int, at: Sequence[str], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Make several statements of one, each from the words at which it begins; the first keeps the number.

    ``at`` are words of the content, or offsets of the article, at which the second, third, ... begin. All of them have
    the same source, cue, speakers and day; conjunctions and commas at the cuts belong to none.
    """
    if not at:
        raise UsageError("say at which words the second statement begins")

    def work(session: Session, journal: Journal) -> Told:
        coded = coding.read_coded(session, number)
        topics = read_vocabulary(session)
        parts = cut_content(coded, at)
        _refuse_rejected(coded)
        coding.set_spans(
            session,
            journal,
            coded,
            read_content(coded.text, parts[0], topics, title=coded.title),
            source=coded.source,
            cue=coded.cue,
            content=parts[0],
        )
        assigning.mark(session, journal, [number], None if coded.status is Status.ADDED else Status.EDITED)
        made = [
            coding.insert_beside(
                session, journal, number, read_content(coded.text, part, topics, title=coded.title), content=part
            )
            for part in parts[1:]
        ]
        return _tell(session, journal, [number, *made])

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


def merge_statements(
    database: Database, numbers: Sequence[int], *, dry_run: bool = False, caller: Caller | None = None
) -> HandReport:
    """Make one statement of several of one article: the first keeps its number and gets all their content.

    Its own source, cue, speakers and day stay; the others are rejected, with a note that says where they went.
    """
    distinct = list(dict.fromkeys(numbers))
    if len(distinct) < 2:
        raise UsageError("give two statements or more to merge")

    def work(session: Session, journal: Journal) -> Told:
        first, *others = (coding.read_coded(session, number) for number in distinct)
        for coded in (first, *others):
            _refuse_rejected(coded)
            if coded.article_id != first.article_id:
                raise ConflictError(
                    f"S{coded.statement_id} is of A{coded.article_id} and S{first.statement_id} of "
                    f"A{first.article_id}; a statement is of one article"
                )
        content = join_spans([span for coded in (first, *others) for span in coded.content])
        for coded in others:
            note = coded.note or f"merged into S{first.statement_id}"
            assigning.mark(session, journal, [coded.statement_id], Status.REJECTED, note=note)
        coding.set_spans(
            session,
            journal,
            first,
            read_content(first.text, content, read_vocabulary(session), title=first.title),
            source=first.source,
            cue=first.cue,
            content=content,
        )
        status = None if first.status is Status.ADDED else Status.EDITED
        assigning.mark(session, journal, [first.statement_id], status)
        return _tell(session, journal, distinct)

    return write_by_hand(database, work, dry_run=dry_run, caller=caller)


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
        read_content(text, content, read_vocabulary(session), title=read_title(session, article_id)),
        source=find_passages(text, edit.source or (), within=around),
        cue=find_passages(text, edit.cue or (), within=around),
        content=content,
        manner=edit.manner,
    )
    rest = replace(edit, content=None, source=None, cue=None, manner=None)
    apply_edit(session, journal, number, rest)
    return number


def apply_edit(session: Session, journal: Journal, number: int, edit: StatementEdit) -> tuple[bool, bool]:
    """Set what the edit names of one statement, inside the caller's transaction.

    Tells whether anything changed, and whether more than a note did. The caller marks the statement as decided on.
    """
    changed, decided = _assign(session, journal, [number], edit, _resolve(session, journal, edit))
    return bool(changed), bool(decided)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom and what the names of an edit mean, by number."""

    speakers: tuple[int, ...]
    addressee: int | None
    add: tuple[int, ...]
    remove: tuple[int, ...]


def _resolve(session: Session, journal: Journal, edit: StatementEdit) -> _Meant:
    addressee = edit.addressee or ""
    return _Meant(
        speakers=tuple(resolve_speaker(session, journal, name) for name in edit.speakers or ()),
        addressee=resolve_speaker(session, journal, addressee) if addressee.strip() else None,
        add=tuple(find_topic(session, topic) for topic in (edit.topics or edit.add_topics)),
        remove=tuple(find_topic(session, topic) for topic in edit.remove_topics),
    )


def _assign(
    session: Session, journal: Journal, numbers: Sequence[int], edit: StatementEdit, meant: _Meant
) -> tuple[set[int], set[int]]:
    """The statements that the edit changed, and those of which it changed more than the note."""
    decided: set[int] = set()
    if edit.content is not None or edit.cue is not None or edit.source is not None:
        decided |= {n for n in numbers if _apply_spans(session, journal, coding.read_coded(session, n), edit)}
    elif edit.manner is not None:
        decided |= assigning.set_manner(session, journal, numbers, edit.manner)
    if edit.speakers is not None:
        decided |= assigning.set_speakers(session, journal, numbers, meant.speakers)
    if edit.addressee is not None:
        decided |= assigning.set_addressee(session, journal, numbers, meant.addressee)
    if edit.said_on is not None:
        decided |= assigning.set_said_on(session, journal, numbers, edit.said_on.strip())
    if edit.topics is not None:
        decided |= assigning.set_topics(session, journal, numbers, add=meant.add, only=True)
    elif meant.add or meant.remove:
        decided |= assigning.set_topics(session, journal, numbers, add=meant.add, remove=meant.remove)
    noted = set()
    if edit.note is not None:
        noted = assigning.set_note(session, journal, numbers, edit.note.strip() or None)
    return decided | noted, decided


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
        reading = read_content(text, content, read_vocabulary(session), title=coded.title)
        changed = coding.set_spans(
            session, journal, coded, reading, source=source, cue=cue, content=content, manner=edit.manner
        )
    elif edit.manner is not None:
        changed = bool(assigning.set_manner(session, journal, [coded.statement_id], edit.manner))
    return changed


def _refuse_rejected(coded: CodedStatement) -> None:
    if coded.status is Status.REJECTED:
        raise ConflictError(f"S{coded.statement_id} is rejected; restore it first")


def _each(
    database: Database,
    numbers: Sequence[int],
    work: Callable[[Session, Journal, Mapping[int, Decided]], Mapping[int, str]],
    dry_run: bool,
    caller: Caller | None,
    on_done: OnDone | None,
) -> HandReport:
    """Do the work some hundred statements at a time; it tells of those that were so already, with why."""

    def all_of_them(session: Session, journal: Journal) -> Told:
        told: list[str] = []
        passed = 0
        changed = array("q")
        for batch in in_batches(_distinct(numbers)):
            stored = assigning.read_decisions(session, batch)
            some = {number: stored[number] for number in batch if number in stored}
            for number in batch:
                if number not in some:
                    place = f"S{number}: " if len(numbers) > 1 else ""
                    raise NotFoundError(f"{place}no statement {number}; `tracker statements` lists their numbers")
            unchanged = work(session, journal, some)
            told.extend(islice(unchanged.values(), max(_TOLD - len(told), 0)))
            passed += len(unchanged)
            changed.extend(number for number in batch if number not in unchanged)
            if on_done is not None:
                on_done(len(batch))
        return replace(_tell(session, journal, changed), unchanged=tuple(told), unchanged_count=passed)

    return write_by_hand(database, all_of_them, dry_run=dry_run, caller=caller)


def _distinct(numbers: Sequence[int]) -> Sequence[int]:
    """The numbers, each once; those that a filter gave are so already, and may be millions."""
    return numbers if all(one < other for one, other in pairwise(numbers)) else list(dict.fromkeys(numbers))


def _tell(session: Session, journal: Journal, changed: Iterable[int]) -> Told:
    """Count anew what hangs on whose statements were changed, and tell what the history tells."""
    recount_touched(session, journal.entry)
    return Told(read_written(session, journal), statements=tuple(changed))


def _load_actors() -> Actors:
    from tracker.workflows.lexicon import load_words

    return load_words().actors
