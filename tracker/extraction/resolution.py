"""What resolving a mention gives, and what one article's resolving remembers: who spoke, in order of the text."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field

from tracker.extraction.structures import HORIZON, Person
from tracker.lexicon.actors import Actor
from tracker.records import SpeakerKind, SpeakerReference


@dataclass(slots=True)
class Resolution:
    """Who a mention stands for: no speakers and two or more ``candidates`` is a tie; ``steps`` tell the reasoning."""

    speakers: tuple[SpeakerReference, ...] = ()
    candidates: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    sure: bool = True


@dataclass(slots=True)
class Memory:
    """Who spoke lately, for pronouns and descriptions: single speakers and groups, each with its offset."""

    spoke: deque[tuple[int, SpeakerReference]] = field(default_factory=lambda: deque(maxlen=HORIZON))
    groups: deque[tuple[int, tuple[SpeakerReference, ...]]] = field(default_factory=lambda: deque(maxlen=HORIZON))

    def note(self, offset: int, speakers: tuple[SpeakerReference, ...]) -> None:
        """Remember the speakers of one mention; none are nothing to remember."""
        if len(speakers) == 1:
            self.spoke.append((offset, speakers[0]))
        elif speakers:
            self.groups.append((offset, speakers))

    def last_of(self, kinds: Collection[SpeakerKind]) -> tuple[int, SpeakerReference] | None:
        """The last single speaker of one of these kinds, with its offset."""
        return next((item for item in reversed(self.spoke) if item[1].kind in kinds), None)

    def spoke_since(self, offset: int) -> SpeakerReference | None:
        """The last single speaker at or behind an offset."""
        last = self.spoke[-1] if self.spoke else None
        return last[1] if last is not None and last[0] >= offset else None

    def last_named(self, names: Collection[str], before: int) -> SpeakerReference | None:
        """The last single speaker of one of these names who spoke ahead of an offset."""
        return next((s for at, s in reversed(self.spoke) if at < before and s.name in names), None)

    def last_persons(self, wanted: int, before: int) -> tuple[SpeakerReference, ...]:
        """The last ``wanted`` different persons who spoke ahead of an offset, in order of their first words."""
        found: dict[str, SpeakerReference] = {}
        for at, speaker in reversed(self.spoke):
            if at < before and speaker.kind is SpeakerKind.PERSON:
                found.setdefault(speaker.name, speaker)
            if len(found) == wanted:
                break
        first = {s.name: at for at, s in reversed(self.spoke)}
        return tuple(sorted(found.values(), key=lambda s: first[s.name]))


def refer_to_person(person: Person) -> SpeakerReference:
    """Make the speaker of a person that the article names."""
    names = tuple(sorted(person.names - {person.name}))
    return SpeakerReference(person.name, SpeakerKind.PERSON, person.country, person.role, names)


def refer_to_actor(actor: Actor) -> SpeakerReference:
    """Make the speaker of a state, organisation or medium under the table's own name."""
    return SpeakerReference(actor.name, actor.kind, actor.code or actor.country, None, ())
