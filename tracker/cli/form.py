"""A statement as a form to fill in: a line for each field, read back with the error beside the line that has it.

Lines ``key: value``; those that begin with # are left out. Several speakers and topics are parted by semicolons,
several pieces of content, cue or source stand on a line each. What is left as it was is not set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.cli.editor import edit_text, keep_text
from tracker.cli.terminal import say
from tracker.edtf import parse_edtf
from tracker.errors import DatabaseError, DateError, TrackerError
from tracker.records import Manner
from tracker.revisions import CodedStatement, StatementEdit

_ERROR = "#! "
_LINE = re.compile(r"([a-z-]+)[ \t]*:[ \t]*(.*)")

# Key of the form -> field of StatementEdit; those in _PIECES may be repeated, those in _LISTS have semicolons.
_FIELDS = {
    "speaker": "speakers",
    "to": "addressee",
    "said-on": "said_on",
    "manner": "manner",
    "topic": "topics",
    "note": "note",
    "source": "source",
    "cue": "cue",
    "content": "content",
}
_PIECES = frozenset({"source", "cue", "content"})
_LISTS = frozenset({"speaker", "topic"})
_HINTS = {
    "speaker": "names, parted by ;   'NAME (new)' makes one that is not known",
    "to": "whom it was said to",
    "said-on": "2025-05-09, 2025-05 or 2025",
    "manner": ", ".join(Manner),
    "topic": "slugs, parted by ;",
    "source": "words of the article, 'from X to Y', or offsets; a line for each piece",
}

Try = Callable[[StatementEdit], object]


@dataclass(slots=True)
class Form:
    """A form as read: the values by key, each with the numbers of its lines, and what is wrong on which line."""

    values: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)


def fill_in(blank: str, try_edit: Try, *, name: str, instead: str) -> StatementEdit | None:
    """Have a form filled in, again and again until ``try_edit`` takes what it says; None where it is left as it was.

    What is wrong comes back beside its line. Raises TrackerError where the user gives up on it, with what they wrote
    kept in a file.
    """
    begun = _read(blank).values
    shown, wrong = blank, ""
    while True:
        left = edit_text(shown, name=name, instead=instead)
        form = _read(left)
        if not form.errors and (form.values == begun or not form.values):
            return None
        if wrong and _strip(left) == _strip(shown):
            raise TrackerError(f"nothing was changed: {wrong}; what you wrote is in {keep_text(left, name)}")
        edit = _compare(form, begun)
        if not form.errors:
            _try_fields(form, edit, try_edit)
        if not form.errors:
            return edit
        wrong = next(iter(form.errors.values()))
        say(f"error: {wrong}")
        shown = _annotate(left, form.errors)


def write_form(coded: CodedStatement, context: Iterable[str]) -> str:
    """The form of a statement as it stands, with lines of context below."""
    values = {
        "speaker": ["; ".join(coded.speakers)],
        "to": [coded.addressee or ""],
        "said-on": [coded.said_on or ""],
        "manner": [coded.manner.value],
        "topic": ["; ".join(coded.topics)],
        "note": [_one_line(coded.note or "")],
        **{
            key: [_one_line(coded.text[start:end]) for start, end in getattr(coded, key)] or [""]
            for key in ("source", "cue", "content")
        },
    }
    head = f"S{coded.statement_id}: change what is wrong, save and close. Left as it is, nothing is changed."
    return _write(head, values, context)


def write_blank(head: str, context: Iterable[str]) -> str:
    """An empty form for a new statement."""
    return _write(head, {key: [""] for key in _FIELDS if key != "manner"}, context)


def _write(head: str, values: dict[str, list[str]], context: Iterable[str]) -> str:
    lines = [f"# {head}", "# Lines that begin with # are left out.", ""]
    for key, given in values.items():
        if key in _HINTS:
            lines.append(f"# {_HINTS[key]}")
        lines.extend(f"{key}: {value}".rstrip() for value in given)
    lines += ["", *(f"# {line}".rstrip() for line in context)]
    return "\n".join(lines) + "\n"


def _read(text: str) -> Form:
    form = Form()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            form.errors[number] = f"line {number} is neither 'key: value' nor begins with #"
            continue
        key, value = match.groups()
        if key not in _FIELDS:
            form.errors[number] = f"{key!r} is no field; fields are {', '.join(_FIELDS)}"
        elif key in form.values and key not in _PIECES:
            form.errors[number] = f"{key} is given twice"
        else:
            form.values.setdefault(key, []).append(value.strip())
            form.lines.setdefault(key, number)
    return form


def _compare(form: Form, begun: dict[str, list[str]]) -> StatementEdit:
    """What the form sets that was not so before; dates and manners that are none are errors of their lines."""
    given: dict[str, Any] = {}
    for key, values in form.values.items():
        if values == begun.get(key):
            continue
        name, filled = _FIELDS[key], [value for value in values if value]
        if key in _LISTS:
            listed = (part.strip() for value in filled for part in value.split(";"))
            given[name] = tuple(part for part in listed if part)
        elif key in _PIECES:
            given[name] = tuple(filled)
        elif key == "manner":
            if values[0] in list(Manner):
                given[name] = Manner(values[0])
            else:
                form.errors[form.lines[key]] = f"manner is one of {', '.join(Manner)}"
        else:
            given[name] = " ".join(filled)
            if key == "said-on" and filled:
                try:
                    parse_edtf(filled[0])
                except DateError as error:
                    form.errors[form.lines[key]] = str(error)
    # A field whose line was taken out is as good as one that was emptied.
    for key in begun.keys() - form.values.keys():
        if any(begun[key]) and key != "manner":
            given[_FIELDS[key]] = () if key in _PIECES | _LISTS else ""
    return StatementEdit(**given)


def _try_fields(form: Form, edit: StatementEdit, try_edit: Try) -> None:
    """Try the fields together and, where that is refused, one by one, to know which of them is wrong."""
    try:
        try_edit(edit)
    except DatabaseError:
        raise
    except TrackerError as error:
        for key, name in _FIELDS.items():
            value = getattr(edit, name)
            if value is None or key not in form.lines:
                continue
            alone = StatementEdit(content=edit.content) if edit.content else StatementEdit()
            try:
                try_edit(replace(alone, **{name: value}))
            except TrackerError as its_own:
                form.errors.setdefault(form.lines[key], str(its_own))
        if not form.errors:
            form.errors[1] = str(error)


def _annotate(text: str, errors: dict[int, str]) -> str:
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_ERROR):
            continue
        if number in errors:
            lines.append(f"{_ERROR}{_one_line(errors[number])}")
        lines.append(line)
    return "\n".join(lines)


def _strip(text: str) -> list[str]:
    return [line for line in text.split("\n") if not line.startswith(_ERROR)]


def _one_line(text: str) -> str:
    return " ".join(text.split())
