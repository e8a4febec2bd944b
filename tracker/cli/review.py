"""`tracker review`: statements one by one on a screen, the least sure first, with a key for each decision."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.coding import filter_options, read_which
from tracker.cli.help import TrackerCommand
from tracker.cli.marking import GAP, choose_paragraphs, mark_statement, render_paragraph
from tracker.cli.options import database_options
from tracker.cli.session import open_session
from tracker.cli.terminal import clip, paint, say, show, wrap
from tracker.errors import DatabaseError, TrackerError, UsageError
from tracker.ledger.controls import flatten
from tracker.records import StatementDetail, StatementFilter
from tracker.revisions import CodedStatement, Decision, HandReport, StatementEdit, Verdict

if TYPE_CHECKING:
    from tracker.storage.database import Database

_KEYS = (
    ("c", "confirm"),
    ("r", "reject"),
    ("s", "speaker"),
    ("b", "boundaries"),
    ("d", "date"),
    ("t", "topics"),
    ("n", "note"),
    ("k", "skip"),
    ("u", "undo"),
    ("q", "quit"),
)
_LONGEST_DECISION = 1_000_000
_ENOUGH = 3  # lines that a paragraph gets on however small a screen
_AIRY = 20  # lines from which on a screen has room for empty ones


@click.command(
    cls=TrackerCommand,
    examples=(
        ("tracker review", "everything that nobody has decided on"),
        ("tracker review --article A1", "of one article"),
        ("tracker review --confidence high --speaker maduro", "what is surest of a speaker"),
        ("tracker review --script decisions.jsonl", "decisions out of a file"),
    ),
)
@filter_options
@click.option(
    "--script",
    metavar="FILE|-",
    type=click.File("r", encoding="utf-8"),
    help="Carry out decisions from JSON lines instead of asking.",
)
@click.option("--dry-run", is_flag=True, help="With --script: say what it would do, and do nothing.")
@database_options
@click.pass_context
def review(ctx: click.Context, /, script: Any, dry_run: bool, **where: Any) -> None:
    """Go through statements that nobody has decided on, the least sure first.

    Each is shown in its paragraph, with source, cue and content marked, and one key decides: c confirm, r reject,
    s speaker (Tab completes), b boundaries, d date, t topics, n note, k skip, u undo, q quit. After a change the
    statement stays on the screen, counted as edited; k goes on. Every decision is stored at once, so that you can stop
    at any moment and go on another day.

    A script has a JSON object a line: {"statement": 12, "decision": "confirm"}; decisions are confirm, reject, restore,
    edit and skip, and an edit sets speaker, to, said_on, manner, topics (or add_topics, remove_topics), note, content,
    cue or source. An error ends it; what went before is done.
    """
    wanted = read_which(where) or StatementFilter()
    with open_session(ctx) as database:
        if script is not None:
            _run_script(database, script, dry_run)
            return
        if dry_run:
            raise click.UsageError("--dry-run goes with --script")
        review_statements(database, wanted)


def review_statements(database: Database, wanted: StatementFilter) -> None:
    """Go through the statements of a filter on the terminal; raises TrackerError where there is none to sit at."""
    from tracker.workflows.review import list_waiting

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TrackerError("a review needs a terminal; --script FILE takes decisions without one (see --help)")
    waiting = list_waiting(database, wanted)
    if not waiting:
        say("nothing waits for a decision; `tracker statements --status any` lists everything")
        return
    _Review(database, waiting).run()


def _run_script(database: Database, lines: Any, dry_run: bool) -> None:
    from tracker.workflows.review import decide_all

    count = 0
    try:
        for report in decide_all(database, _read_script(lines), dry_run=dry_run):
            for line in report.what:
                show(flatten(line))
            for line in report.unchanged:
                say(line)
            count += len(report.statements)
    finally:
        would = "would be " if dry_run else ""
        say(f"{count:,} statement{'' if count == 1 else 's'} {would}changed; `tracker history` tells of each")


def _read_script(script: Any) -> Iterator[str]:
    """The lines of a script, none of them longer than a decision can be."""
    number = 1
    try:
        while line := script.readline(_LONGEST_DECISION + 1):
            if len(line) > _LONGEST_DECISION:
                raise UsageError(f"line {number} is longer than {_LONGEST_DECISION:,} characters, which is no decision")
            yield line
            number += 1
    except UnicodeDecodeError as error:
        raise UsageError(f"the script is not UTF-8 (byte 0x{error.object[error.start]:02x})") from None


@dataclass(slots=True)
class _Review:
    """One sitting: the statements that wait, where we are, and what was decided, for undo."""

    database: Database
    waiting: Sequence[int]
    at: int = 0
    done: list[tuple[int, int]] = field(default_factory=list)  # where, and the entry of the history
    message: str = ""

    def run(self) -> None:
        actions: dict[str, Callable[[int], None]] = {
            "c": self._confirm,
            "r": self._reject,
            "s": self._speaker,
            "b": self._boundaries,
            "d": self._date,
            "t": self._topics,
            "n": self._note,
            "k": self._skip,
            " ": self._skip,
            "u": self._undo,
        }
        try:
            while self.at < len(self.waiting):
                number = self.waiting[self.at]
                if not self._draw(number):
                    self.at += 1
                    continue
                key = _read_key()
                if key in ("q", "\x03", "\x04", ""):
                    break
                self.message = ""
                action = actions.get(key.lower())
                if action is None:
                    self.message = f"no key {flatten(key)!r}; the keys are below"
                    continue
                try:
                    action(number)
                except DatabaseError:
                    raise
                except TrackerError as error:
                    self.message = f"error: {error}"
        except (KeyboardInterrupt, click.Abort):
            pass
        finally:
            print()
            left = len(self.waiting) - self.at
            decided = len({self.waiting[place] for place, _ in self.done})
            say(f"{decided} decided, {left} left" + ("; `tracker review` goes on" if left else ""))

    # -------------------------------------------------------------------------------------------- decisions

    def _confirm(self, number: int) -> None:
        self._decide(Decision(number, Verdict.CONFIRM))
        self.at += 1

    def _reject(self, number: int) -> None:
        self._decide(Decision(number, Verdict.REJECT))
        self.at += 1

    def _skip(self, number: int) -> None:
        self.at += 1

    def _speaker(self, number: int) -> None:
        coded = self._read(number)
        typed = self._ask("speaker (several with ;)", "; ".join(coded.speakers), self._complete_speaker)
        if typed is not None:
            names = tuple(part.strip() for part in typed.split(";") if part.strip())
            self._edit(number, StatementEdit(speakers=names))

    def _boundaries(self, number: int) -> None:
        coded = self._read(number)
        edit: dict[str, Any] = {}
        for role in ("content", "cue", "source"):
            spans = getattr(coded, role)
            shown = " | ".join(" ".join(coded.text[start:end].split()) for start, end in spans)
            typed = self._ask(f"{role} (words, from X to Y, or offsets; several with |)", shown)
            if typed is not None:
                edit[role] = tuple(part.strip() for part in typed.split("|") if part.strip())
        if edit:
            self._edit(number, StatementEdit(**edit))

    def _date(self, number: int) -> None:
        typed = self._ask("said on (2025-05-09, 2025-05, 2025, nothing)", self._read(number).said_on or "")
        if typed is not None:
            self._edit(number, StatementEdit(said_on=typed))

    def _topics(self, number: int) -> None:
        typed = self._ask("topics (with ;)", "; ".join(self._read(number).topics), self._complete_topic)
        if typed is not None:
            self._edit(number, StatementEdit(topics=tuple(part.strip() for part in typed.split(";") if part.strip())))

    def _note(self, number: int) -> None:
        typed = self._ask("note", self._read(number).note or "")
        if typed is not None:
            self._edit(number, StatementEdit(note=typed))

    def _undo(self, number: int) -> None:
        from tracker.workflows.history import undo

        if not self.done:
            self.message = "nothing was decided in this sitting; `tracker undo` takes back what was before"
            return
        place, entry = self.done[-1]
        report = undo(self.database, entry)
        self.done.pop()
        self.at = place
        self.message = f"undone: {'; '.join(report.what)}"

    def _edit(self, number: int, edit: StatementEdit) -> None:
        report = self._decide(Decision(number, Verdict.EDIT, edit))
        self.message = "; ".join((*report.what, *report.unchanged))

    def _decide(self, decision: Decision) -> HandReport:
        from tracker.workflows.review import decide

        report = decide(self.database, decision)
        if report.entry is not None:
            self.done.append((self.at, report.entry))
        return report

    def _read(self, number: int) -> CodedStatement:
        from tracker.workflows.correct import read_statement

        return read_statement(self.database, number)

    # -------------------------------------------------------------------------------------------- the screen

    def _draw(self, number: int) -> bool:
        """Draw the statement; False where it is not there any more."""
        from tracker.errors import NotFoundError
        from tracker.workflows.query import show_statement

        try:
            detail = show_statement(self.database, number)
        except NotFoundError:
            return False
        coded = self._read(number)
        width, height = shutil.get_terminal_size()
        width = max(width, 20)
        head = f"{self.at + 1} of {len(self.waiting)} · S{number} · {detail.row.confidence} confidence"
        if detail.reasons:
            head += f": {'; '.join(detail.reasons)}"
        lines = [paint(line, "heading") for line in wrap(flatten(head), width, lines=2)]
        about = ", ".join(p for p in (detail.row.title or "untitled", detail.row.outlet, detail.row.published) if p)
        lines.append(paint(clip(flatten(f"A{detail.row.article_id} {about}"), width), "faint"))
        below = _describe(detail, coded, width)
        keys = wrap("  ".join(f"{key} {word}" for key, word in _KEYS), width)
        message = wrap(flatten(self.message), width, lines=3) if self.message else []
        gap = [""] if height >= _AIRY else []
        room = height - len(lines) - len(below) - len(keys) - len(message) - 3 * len(gap) - 1
        print("\x1b[2J\x1b[H" if _clears() else "\n" * 2, end="")
        shown = _paragraphs(detail, width, max(room, _ENOUGH))
        for line in (*lines, *gap, *shown, *gap, *below, *message, *gap, *keys):
            print(line)
        sys.stdout.flush()
        return True

    def _ask(self, what: str, before: str, complete: Callable[[str], list[str]] | None = None) -> str | None:
        """A line from the user, who starts from what is there; None where it is left so."""
        typed = _read_line(f"{what}: ", before, complete)
        if typed is None or typed.strip() == before.strip():
            self.message = "left as it was"
            return None
        return typed.strip()

    def _complete_speaker(self, begun: str) -> list[str]:
        from tracker.workflows.query import speaker_names

        return speaker_names(self.database, begun)

    def _complete_topic(self, begun: str) -> list[str]:
        from tracker.workflows.query import topic_slugs

        return topic_slugs(self.database, begun)


def _describe(detail: StatementDetail, coded: CodedStatement, width: int) -> list[str]:
    row = detail.row
    speaker = " and ".join(coded.speakers) or "unresolved"
    if not coded.speakers and detail.candidates:
        speaker += f"; may be {' or '.join(detail.candidates)}"
    told = [
        f"Speaker  {speaker}" + (f" (“{row.speaker_as_printed}”)" if row.speaker_as_printed else ""),
        f"Said on  {row.said_on or 'undated'}, {row.manner}" + (f", to {coded.addressee}" if coded.addressee else ""),
        f"Topics   {', '.join(coded.topics) or 'none'}",
    ]
    if coded.note:
        told.append(f"Note     {coded.note}")
    if row.status != "extracted":
        told.append(f"Status   {row.status}" + (f" by {coded.coder}" if coded.coder else ""))
    return [clip(f"{line[:9]}{flatten(line[9:])}", width) for line in told]


def _paragraphs(detail: StatementDetail, width: int, room: int) -> list[str]:
    """The statement in its paragraphs, cut to so many lines around its source, cue and content."""
    marks = mark_statement(detail.row)
    lines: list[str] = []
    touched: list[bool] = []
    for start, end in choose_paragraphs(detail.text, (mark.span for mark in marks)):
        if lines:
            lines.append("")
            touched.append(False)
        rendered = render_paragraph(detail.text, (start, end), marks, width)
        bare = render_paragraph(detail.text, (start, end), [], width)
        lines.extend(rendered)
        touched.extend(line not in bare for line in rendered)
    if len(lines) <= room:
        return lines
    first = next((index for index, hit in enumerate(touched) if hit), 0)
    begin = max(min(first - 1, len(lines) - room), 0)
    shown = lines[begin : begin + room]
    if begin:
        shown[0] = GAP
    if begin + room < len(lines):
        shown[-1] = GAP
    return shown


def _clears() -> bool:
    import os

    return os.environ.get("TERM", "dumb") != "dumb"


def _read_key() -> str:
    """One key as it is pressed; "" at the end of input."""
    try:
        return click.getchar()
    except EOFError:
        return ""


def _read_line(prompt: str, before: str, complete: Callable[[str], list[str]] | None) -> str | None:
    """A line that starts from what is there, with Tab for completion where there is readline; None if given up."""
    try:
        import readline
    except ImportError:
        try:
            return input(f"{prompt}[{flatten(before)}] ") or before
        except (EOFError, KeyboardInterrupt):
            return None

    def completer(begun: str, state: int) -> str | None:
        # A name with a control in it would steer the terminal, and could not be typed.
        found = [name for name in complete(begun.strip()) if flatten(name) == name] if complete is not None else []
        lead = begun[: len(begun) - len(begun.lstrip())]
        return f"{lead}{found[state]}" if state < len(found) else None

    delimiters = readline.get_completer_delims()
    readline.set_startup_hook(lambda: readline.insert_text(flatten(before)))
    readline.set_completer(completer)
    readline.set_completer_delims(";")
    readline.parse_and_bind("tab: complete")
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        return None
    finally:
        readline.set_startup_hook(None)
        readline.set_completer(None)
        readline.set_completer_delims(delimiters)
