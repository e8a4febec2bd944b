"""Ledger rows as speeches of Popolo (popoloproject.com), with the persons and organizations that hold them."""

from __future__ import annotations

from typing import Any, TextIO

from tracker.ledger.columns import Layout
from tracker.ledger.json_text import dump_json
from tracker.ledger.selection import Selection
from tracker.records import LedgerRow, NamedSpeaker, SpeakerKind

PLAIN = Layout()


def write_popolo(selection: Selection, stream: TextIO, layout: Layout = PLAIN) -> list[str]:
    """Write one object with ``speeches``, and the ``persons`` and ``organizations`` that their ``creator_id`` names.

    Only a person can be the creator of a speech in Popolo, so that one by another (a ministry, a state) names it as
    ``organization_id``, which is ours. A statement of several is a speech for each of them. ``date`` is the day in
    the form that Popolo has for dates (2024-03-01, 2024-03, 2024); one of another kind (2023~, 2021/2023) is left out.
    """
    speakers: dict[int, NamedSpeaker] = {}
    separator = ""
    stream.write('{"speeches": [')
    for row, named in selection.with_speakers():
        speakers |= {speaker.speaker_id: speaker for speaker in named}
        for speaker in named or (None,):
            stream.write(f"{separator}\n{dump_json(_to_speech(row, speaker, several=len(named) > 1))}")
            separator = ","
    persons = [s for s in speakers.values() if s.kind == SpeakerKind.PERSON]
    others = [s for s in speakers.values() if s.kind != SpeakerKind.PERSON]
    for name, group in (("persons", persons), ("organizations", others)):
        items = ",\n".join(dump_json(_to_speaker(speaker)) for speaker in group)
        stream.write(f'\n], "{name}": [\n{items}')
    stream.write("\n]}\n")
    return []


def _to_speech(row: LedgerRow, speaker: NamedSpeaker | None, *, several: bool) -> dict[str, Any]:
    speech: dict[str, Any] = {"id": row.statement_key}
    if speaker is not None:
        if several:
            speech["id"] = f"{row.statement_key}-{speaker.speaker_id}"
        owner = "creator_id" if speaker.kind == SpeakerKind.PERSON else "organization_id"
        speech[owner] = _identify(speaker)
        speech |= {"role": speaker.role} if speaker.role else {}
    speech |= {"attribution_text": row.speaker_as_printed} if row.speaker_as_printed else {}
    speech |= {"text": row.claim, "type": "speech"}
    if row.said_on and row.said_on.replace("-", "").isdecimal():
        speech["date"] = row.said_on
    source = {"note": ", ".join(part for part in (row.outlet, row.title, row.published) if part)}
    speech["sources"] = [({"url": row.url} if row.url else {}) | source]
    return speech


def _to_speaker(speaker: NamedSpeaker) -> dict[str, Any]:
    item = {"id": _identify(speaker), "name": speaker.name}
    if speaker.kind == SpeakerKind.PERSON:
        return item | ({"national_identity": speaker.country} if speaker.country else {})
    return item | {"classification": speaker.kind}


def _identify(speaker: NamedSpeaker) -> str:
    return f"speaker-{speaker.speaker_id}"
