"""Articles edited and removed by hand; a text that changes takes its statements along, or says which it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from tracker.errors import ConflictError, UsageError
from tracker.records import Span, Spans
from tracker.revisions import ArticleEdit, ArticleReport
from tracker.storage.articles import find_article, read_text
from tracker.storage.database import Database
from tracker.storage.entries import read_entry, tell_since
from tracker.storage.history import Caller, describe_caller
from tracker.storage.journal import Journal
from tracker.storage.posts import recount_touched
from tracker.storage.removal import remove_article as take_out
from tracker.storage.rewriting import (
    PlacedStatement,
    StandingStatement,
    count_coded,
    describe_article,
    read_standing,
    rewrite_article,
)
from tracker.storage.session import Session
from tracker.workflows.alignment import Alignment
from tracker.workflows.shortening import shorten


def edit_article(
    database: Database,
    reference: str,
    edit: ArticleEdit,
    *,
    drop_lost: bool = False,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> ArticleReport:
    """Set an article's description or its text.

    With a new text each statement moves to where its words now stand, if they stand there once or their surroundings
    are the same. The report lists those that do not; they are taken out with ``drop_lost`` only, and else, save in a
    dry run, ConflictError is raised and nothing changes. Raises NotFoundError, AmbiguousNameError, DateError.
    """
    journal = Journal(caller or describe_caller())
    with database.lock() if dry_run else database.begin() as session:
        article_id = find_article(session, reference)
        values = _values(edit)
        if values:
            describe_article(session, journal, article_id, values)
        moved: list[int] = []
        lost: list[StandingStatement] = []
        if edit.text is not None and edit.text != read_text(session, article_id):
            moved, lost = _rewrite(session, journal, article_id, edit.text, drop_lost or dry_run)
        recount_touched(session, journal.entry)
        what = () if journal.entry is None else read_entry(session, journal.entry).what
        return ArticleReport(
            article_id,
            tuple(line for line in what if not line.endswith("moved along with the text")),
            tuple(moved),
            tuple((statement.number, statement.content_words) for statement in lost),
            count_coded(session, article_id),
            None if dry_run else journal.entry,
        )


def describe_articles(
    database: Database,
    references: Sequence[str],
    edit: ArticleEdit,
    *,
    dry_run: bool = False,
    caller: Caller | None = None,
) -> list[ArticleReport]:
    """Set the same of several articles' descriptions, all of them or none; a text belongs to one (edit_article).

    Raises NotFoundError, AmbiguousNameError, DateError.
    """
    if edit.text is not None:
        raise UsageError("a text belongs to one article; give one number")
    values = _values(edit)

    def work(session: Session, journal: Journal, article_id: int) -> ArticleReport:
        describe_article(session, journal, article_id, values)
        return ArticleReport(article_id, (), coded=count_coded(session, article_id))

    return _each(database, references, work, dry_run, caller)


def remove_articles(
    database: Database, references: Sequence[str], *, dry_run: bool = False, caller: Caller | None = None
) -> list[ArticleReport]:
    """Take articles out with all their statements, and with the speakers that nothing else knows; all or none.

    The history keeps everything, and undo puts it back. Raises NotFoundError and AmbiguousNameError.
    """

    def work(session: Session, journal: Journal, article_id: int) -> ArticleReport:
        coded = count_coded(session, article_id)
        take_out(session, journal, article_id)
        return ArticleReport(article_id, (), coded=coded)

    return _each(database, references, work, dry_run, caller)


def _each(
    database: Database,
    references: Sequence[str],
    work: Callable[[Session, Journal, int], ArticleReport],
    dry_run: bool,
    caller: Caller | None,
) -> list[ArticleReport]:
    journal = Journal(caller or describe_caller())
    with database.lock() if dry_run else database.begin() as session:
        numbers = dict.fromkeys(find_article(session, reference) for reference in references)
        reports = []
        for number in numbers:
            last = tell_since(session, journal.caller, None)[1]
            report = work(session, journal, number)
            reports.append(replace(report, what=tuple(tell_since(session, journal.caller, last)[0])))
        recount_touched(session, journal.entry)
        return [replace(report, entry=None if dry_run else journal.entry) for report in reports]


def _values(edit: ArticleEdit) -> dict[str, str | None]:
    return {
        column: value.strip() or None
        for column, value in asdict(edit).items()
        if column != "text" and value is not None
    }


def _rewrite(
    session: Session, journal: Journal, article_id: int, text: str, drop_lost: bool
) -> tuple[list[int], list[StandingStatement]]:
    if not text.strip():
        raise UsageError("the text would be empty; `tracker article remove` takes an article out")
    alignment = Alignment(read_text(session, article_id), text)
    placed: list[PlacedStatement] = []
    lost: list[StandingStatement] = []
    moved: list[int] = []
    for statement in read_standing(session, article_id):
        found = _place(statement, alignment)
        if found is None:
            lost.append(statement)
            continue
        placed.append(found)
        if found.spans != statement.spans:
            moved.append(statement.number)
    if lost and not drop_lost:
        listed = "; ".join(f"S{s.number} “{shorten(s.content_words)}”" for s in lost)
        raise ConflictError(
            f"the words of {len(lost)} statement{'' if len(lost) == 1 else 's'} are not in the new text, or several "
            f"times: {listed}"
        )
    rewrite_article(session, journal, article_id, text, placed, [statement.number for statement in lost])
    return moved, lost


def _place(statement: StandingStatement, alignment: Alignment) -> PlacedStatement | None:
    content = alignment.place_all(statement.spans["content"])
    if content is None:
        return None
    paragraph = _paragraph_around(alignment.new, content[0])
    spans = {"content": content}
    for role in ("source", "cue"):
        placed = alignment.place_all(statement.spans[role], within=paragraph) or alignment.place_all(
            statement.spans[role]
        )
        if placed is None:
            return None
        spans[role] = placed
    # Claims lie inside the content, piece by piece, and move with it.
    claims = {}
    for number, (start, end) in statement.claims.items():
        begun = _shift(start, statement.spans["content"], content)
        ended = _shift(end, statement.spans["content"], content)
        if begun is None or ended is None:
            return None
        claims[number] = (begun, ended)
    return PlacedStatement(
        number=statement.number,
        mention=statement.mention,
        spans={role: spans[role] for role in ("source", "cue", "content")},
        claims=claims,
        pairs=tuple(None if pair is None else alignment.place(pair, within=paragraph) for pair in statement.pairs),
        extracted_content=alignment.place_all(statement.extracted_content) or (),
    )


def _shift(offset: int, old: Spans, new: Spans) -> int | None:
    """Where an offset inside the old pieces, or at an end of one, has come to stand."""
    for (start, end), (placed, _) in zip(old, new, strict=True):
        if start <= offset <= end:
            return offset - start + placed
    return None


def _paragraph_around(text: str, span: Span) -> Span:
    begin = text.rfind("\n\n", 0, span[0])
    end = text.find("\n\n", span[1])
    return (0 if begin < 0 else begin + 2, len(text) if end < 0 else end)
