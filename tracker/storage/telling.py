"""The history in plain words: what changes come to, one line for each thing that was done to something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select

from tracker.records import Status
from tracker.records.commitments import LinkRelation
from tracker.storage.journal import describe_row
from tracker.storage.models import Article, Change, Mention, Speaker, Topic, table_of
from tracker.storage.session import Session

_CHANGE = table_of(Change)

_WORDS = 60  # characters of a text that are quoted

_Image = Mapping[str, Any]

# Columns of statement that are told, and their words; the others follow from these or from rows of other tables.
_STATEMENT_COLUMNS = {
    "content": "content",
    "cue": "cue",
    "said_on": "said on",
    "manner": "manner",
    "addressee": "to",
    "note": "note",
}
_CLAIM_COLUMNS = {"kind": "kind", "strength": "strength", "about": "about", "note": "note"}
_ROLES = {"party": "by", "counterpart": "to"}
_STATUS_VERBS = {
    Status.CONFIRMED: "confirmed",
    Status.REJECTED: "rejected",
    Status.EDITED: "edited",
    Status.EXTRACTED: "as the machine left it",
    Status.ADDED: "as it was added",
}
_UNTOLD = frozenset(
    {"folded", "role_folded", "origin", "text_sha256", "words", "added_at", "extractor", "bases", "looked_article"}
)
_BOUNDS = ("_start", "_end", "_at", "_until", "_id")


def tell_changes(session: Session, changes: Iterable[Any]) -> list[str]:
    """Lines that say what the changes, rows of one entry in its order, did to articles, statements and speakers."""
    names = _Names(session)
    ordered = list(changes)
    removed = {c.row_id for c in ordered if c.table_name == "article" and c.action == "delete"}
    whole = {c.row_id for c in ordered if c.table_name == "article" and c.action == "insert" and "text" in c.after}
    of_articles = removed | whole
    speakers = {(c.action, c.row_id) for c in ordered if c.table_name == "speaker" and c.action != "update"}
    grouped: dict[tuple[str, int], list[Any]] = {}
    counts: dict[int, int] = {}
    for change in ordered:
        article = int((change.before or change.after or {}).get("article_id") or 0)
        if change.table_name == "statement" and change.action in ("delete", "insert") and article in of_articles:
            counts[article] = counts.get(article, 0) + 1
            grouped.pop(("statement", change.row_id), None)
            grouped[("with an article", change.row_id)] = []
            continue
        subject = describe_row(change.table_name, change.row_id)
        kind = "statement" if subject.startswith("S") else change.table_name
        if kind == "statement" and ("with an article", change.row_id) in grouped:
            continue
        owner = (change.before or change.after or {}).get("speaker_id")
        if kind in ("mention", "speaker_name") and article in of_articles:
            continue
        if kind in ("speaker_name", "post_held") and (change.action, owner) in speakers:
            continue
        grouped.setdefault((kind, change.row_id), []).append(change)
    gone = {row for kind, row in grouped if kind == "with an article"}
    lines = []
    for (kind, row), told in grouped.items():
        if kind == "statement" and row not in gone:
            lines.append(_tell_statement(row, told, names))
            lines.extend(_tell_claims(row, told))
        elif kind == "article":
            lines.extend(_tell_article(change, counts.get(row, 0)) for change in told)
        elif kind not in ("mention", "with an article", "statement"):
            lines.extend(_tell_other(change, names) for change in told)
    return [line for line in lines if line]


def _tell_statement(number: int, changes: Sequence[Any], names: _Names) -> str:
    own = [change for change in changes if change.table_name == "statement"]
    inserted = next((change.after for change in own if change.action == "insert"), None)
    deleted = next((change.before for change in own if change.action == "delete"), None)
    label = f"S{number}"
    if inserted is not None:
        who = " and ".join(names.speaker(c.after["speaker_id"]) for c in _of(changes, "statement_speaker"))
        return f"{label} added: {f'{who}, ' if who else ''}{_quote(inserted['content'])}"
    if deleted is not None:
        return f"{label} removed: {_quote(deleted['content'])}"
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for change in own:
        before = {**change.before, **before}
        after |= change.after
    told = list(_tell_moves(before, after, names, changes))
    verb = ""
    if before.get("status") != after.get("status"):
        verb = _STATUS_VERBS[Status(after["status"])]
    if not own and _by_hand(changes):
        return ""  # its claims are told one by one
    if not told:
        if not verb and (before.get("start"), before.get("key")) != (after.get("start"), after.get("key")):
            verb = "moved along with the text"
        if not verb and before.get("coded_at") != after.get("coded_at"):
            verb = "looked at"
        return f"{label} {verb or 'read anew'}"
    return f"{label} {verb or 'changed'}: {'; '.join(told)}"


def _tell_moves(before: _Image, after: _Image, names: _Names, changes: Sequence[Any]) -> Iterator[str]:
    for column, words in _STATEMENT_COLUMNS.items():
        if before.get(column) != after.get(column):
            yield f"{words} {_show(before.get(column))} → {_show(after.get(column))}"
    if before.get("utterance_id") != after.get("utterance_id"):
        yield f"utterance {_name_utterance(before.get('utterance_id'))} → {_name_utterance(after.get('utterance_id'))}"
    if before.get("mention_id") != after.get("mention_id"):
        yield f"source {names.mention(before.get('mention_id'))} → {names.mention(after.get('mention_id'))}"
    if before.get("addressee_id") != after.get("addressee_id"):
        yield f"addressee {names.speaker(before.get('addressee_id'))} → {names.speaker(after.get('addressee_id'))}"
    speakers = _of(changes, "statement_speaker")
    old = [names.speaker(c.before["speaker_id"]) for c in speakers if c.before]
    new = [names.speaker(c.after["speaker_id"]) for c in speakers if c.after]
    if old != new:
        yield f"speaker {' and '.join(old) or 'nobody'} → {' and '.join(new) or 'nobody'}"
    topics: dict[int, tuple[bool, bool]] = {}
    for change in _of(changes, "statement_topic"):
        topic = (change.before or change.after)["topic_id"]
        was = change.before is not None and not change.before["withdrawn"]
        first = topics.get(topic, (was, was))[0]
        topics[topic] = (first, change.after is not None and not change.after["withdrawn"])
    for topic, (had, has) in topics.items():
        if had != has:
            yield f"topic {'+' if has else '-'}{names.topic(topic)}"


def _by_hand(changes: Sequence[Any]) -> bool:
    """Whether a person decided on a claim, or what a person decided of one is taken back."""
    images = (image for c in _of(changes, "claim") for image in (c.before, c.after) if image)
    return any(image.get("coder") for image in images)


def _tell_claims(number: int, changes: Sequence[Any]) -> Iterator[str]:
    """What became of the claims of a statement that a person decided on; those that the machine read are not told."""
    if not _by_hand(changes) or any(c.action != "update" for c in _of(changes, "statement")):
        return
    grouped: dict[int, list[Any]] = {}
    for change in (*_of(changes, "claim"), *_of(changes, "claim_party")):
        grouped.setdefault(int(change.row_key[1]), []).append(change)
    for position, told in grouped.items():
        own = _of(told, "claim")
        label = f"S{number}.{position + 1}"
        made = next((c.after for c in own if c.action == "insert"), None)
        gone = next((c.before for c in own if c.action == "delete"), None)
        if made is not None or gone is not None:
            kind = (made or gone or {}).get("kind") or "without a kind"
            yield f"{label} {'added' if gone is None else 'removed'}: {kind}"
            continue
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for change in own:
            before = {**change.before, **before}
            after |= change.after
        moved = [
            f"{words} {_show(before.get(column))} → {_show(after.get(column))}"
            for column, words in _CLAIM_COLUMNS.items()
            if before.get(column) != after.get(column)
        ]
        if (before.get("start"), before.get("end")) != (after.get("start"), after.get("end")):
            moved.append(f"words {before['start']}-{before['end']} → {after['start']}-{after['end']}")
        for role in ("party", "counterpart"):
            old, new = (
                [
                    image["name"]
                    for c in _of(told, "claim_party")
                    if (image := getattr(c, side)) and image["role"] == role
                ]
                for side in ("before", "after")
            )
            if old != new:
                moved.append(f"{_ROLES[role]} {' and '.join(old) or 'nobody'} → {' and '.join(new) or 'nobody'}")
        verb = _STATUS_VERBS[Status(after["status"])] if before.get("status") != after.get("status") else "changed"
        yield f"{label} {verb}{': ' if moved else ''}{'; '.join(moved)}"


def _tell_article(change: Any, statements: int) -> str:
    label = f"A{change.row_id}"
    count = f"{statements:,} statement{'' if statements == 1 else 's'}"
    if change.action == "delete":
        return f"{label} {_quote(change.before['title'] or 'untitled')} removed with {count}"
    if change.action == "insert" and "text" in change.after:
        return f"{label} {_quote(change.after['title'] or 'untitled')} put back with {count}"
    if change.action == "insert":
        first, last = change.after.get("statements") or (0, -1)
        count = f"{last - first + 1:,} statement{'' if first == last else 's'}"
        numbers = "" if last < first else f" (S{first}" + (")" if first == last else f"–S{last})")
        return f"{label} {_quote(change.after.get('title') or 'untitled')} taken in with {count}{numbers}"
    told = _tell_columns(change)
    return f"{label} changed: {told}" if told else ""


def _tell_other(change: Any, names: _Names) -> str:
    image = change.after or change.before
    noun = change.table_name.replace("_", " ")
    if change.table_name == "utterance_apart":
        pair = f"S{image['statement_id']} and S{image['other_id']}"
        return f"{pair} {'told apart' if change.action == 'insert' else 'no longer told apart'}"
    if change.table_name == "claim_link":
        return _tell_link(change)
    if change.table_name == "utterance":
        subject = _name_utterance(change.row_id)
    elif change.table_name == "speaker":
        subject = f"speaker {names.speaker(change.row_id)}"
    elif change.table_name == "topic":
        subject = f"topic {names.topic(change.row_id)}"
    elif change.table_name == "formulation":
        subject = f"formulation {_quote(image['phrase'])}"
    elif "speaker_id" in image:
        what = image.get("name") or image.get("role") or ""
        subject = f"{noun.removeprefix('speaker ')} {_quote(str(what))} of {names.speaker(image['speaker_id'])}"
    else:
        subject = f"{noun} {change.row_id}"
    if change.action == "update":
        told = _tell_columns(change)
        if not told and change.table_name == "formulation":
            return f"{subject} looked at"
        return f"{subject} changed: {told}" if told else ""
    return f"{subject} {'made' if change.action == 'insert' else 'removed'}"


def _tell_link(change: Any) -> str:
    later, later_position, earlier, earlier_position = change.row_key
    image = change.after or change.before
    ruled = LinkRelation(image["relation"]).tell(image["status"])
    pair = f"S{later}.{later_position + 1} {ruled} S{earlier}.{earlier_position + 1}"
    if change.action == "delete":
        return f"{pair}: taken back"
    return f"{pair}: {_quote(image['reason'])}" if image["reason"] else pair


def _tell_columns(change: Any) -> str:
    moved = [
        f"{column.replace('_', ' ')} {_show(change.before[column])} → {_show(change.after[column])}"
        for column in change.before
        if column in change.after
        and change.before[column] != change.after[column]
        and column not in _UNTOLD
        and not (column.endswith(_BOUNDS) and not column.startswith("speaker"))
    ]
    return "; ".join(moved)


def _name_utterance(number: int | None) -> str:
    return "–" if number is None else f"U{number}"


def _of(changes: Sequence[Any], table: str) -> list[Any]:
    return [change for change in changes if change.table_name == table]


def _show(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return _quote(value) if isinstance(value, str) and (" " in value or len(value) > 12) else str(value)


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= _WORDS else f'{line[:36].rstrip()} … {line[-20:].lstrip()}'}”"


class _Names:
    """Names of what the rows point to: as it is called now or, where it is gone, as the history has it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], str] = {}

    def speaker(self, number: int | None) -> str:
        return self._name(table_of(Speaker), "name", number, lambda name: name)

    def topic(self, number: int) -> str:
        return self._name(table_of(Topic), "slug", number, lambda slug: slug)

    def mention(self, number: int | None) -> str:
        return self._name(table_of(Mention), "text", number, _quote)

    def article(self, number: int) -> str:
        return self._name(table_of(Article), "title", number, _quote)

    def _name(self, table: Table, column: str, number: int | None, write: Callable[[str], str]) -> str:
        if number is None:
            return "–"
        key = (table.name, number)
        if key not in self._known:
            found = self._session.execute(select(table.c[column]).where(table.c.id == number)).scalar()
            if found is None:
                last = self._session.execute(
                    select(_CHANGE.c.before, _CHANGE.c.after)
                    .where(_CHANGE.c.table_name == table.name, _CHANGE.c.row_id == number)
                    .order_by(_CHANGE.c.id.desc())
                    .limit(1)
                ).one_or_none()
                found = None if last is None else (last.before or last.after or {}).get(column)
            self._known[key] = write(str(found)) if found else f"{table.name} {number}"
        return self._known[key]
