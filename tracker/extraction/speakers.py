"""Who a mention stands for, within one article: find first, resolve second, and decline a tie.

Forms: full names with titles around them, surnames, given names, labels and issuers here; pronouns, posts ("the Chinese
premier"), states and organisations, pairs and coordinations, and described sources in modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.edtf import EdtfDate
from tracker.extraction.descriptions import Descriptions
from tracker.extraction.groups import Groups
from tracker.extraction.labels import Labels
from tracker.extraction.officeholders import Officeholders
from tracker.extraction.organisations import Organisations
from tracker.extraction.posts import Posts
from tracker.extraction.pronouns import PRONOUNS, Pronouns
from tracker.extraction.resolution import Memory, Resolution, refer_to_actor, refer_to_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import core_length
from tracker.lexicon.actors import Actors
from tracker.lexicon.reporting import Reporting
from tracker.lexicon.titles import Titles
from tracker.records import Directory, Span, SpeakerKind, SpeakerReference

__all__ = ["Resolution", "Resolver"]

_UNRESOLVED = frozenset({"i", "we", "me", "us", "my", "our", "you", "your", "who", "which", "that", "one"})
_STATE = r"(?:the )?[A-Z][\w’']*(?: of [A-Z]\w*| [A-Z]\w*)*"
_LISTED_STATES = re.compile(
    r"(\b[Mm]inisters|\b[Ll]eaders|\b[Mm]embers|\b[Cc]ountries)"
    rf" of {_STATE}(?:(?:, (?:and )?| and ){_STATE})+,?(?=, and the |$)"  # "of Avaria, Kesh and Orlo"
)
_BARE_OFFICES = re.compile(
    r"(?:the )?(?:(?:Foreign|Prime|Defen[cs]e|Finance|Trade|Interior) )?"
    r"(?:Ministers?|Leaders|Presidents|Heads|Members)\b"
    r"(?: of (?:Foreign Affairs|State|Government|Defen[cs]e)(?: (?:and|or) (?:of )?Government)?)? (?:of|from) ",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r" \([A-Z][\w+ -]{1,9}\)")  # "the Group of Seven (G7)"
_DESCRIBED = frozenset({SpeakerKind.UNNAMED, SpeakerKind.OFFICE, SpeakerKind.ORGANISATION})
_APPOSED = re.compile(r"(?:['’]s)?, (?:(?!(?:by|to|from|with|of|for|who|which|in|on)\b)[\w’'.-]+ ){0,6}")
_AGE = re.compile(r"(?:[Tt]he )?(?:[a-z]+-)?[\w]+-year-old (?=[A-Z])")
_STYLE = re.compile(r"(?:HRH|HE|H\.E\.|HH|HM|(?:His|Her) (?:Royal )?(?:Highness|Majesty|Excellency),?) (?=the [A-Z])")
_BRACKET = re.compile(r"\s*\([^()]*\)")  # "the Mayor of Sorrel Ada Holt (no relation)"
_GENITIVE = re.compile(r"['’]s?\s")
_BOTH_SUCH = re.compile(
    r"(?P<both>both )?(?P<core>.+?)(?P<such>,? (?:such as|including|among them) .*)?$", re.IGNORECASE | re.DOTALL
)
# "Spokesperson for the Secretary-General Ada Holt" is she; "Spokesman for President Ada Holt" is not
_SPOKESPERSON = re.compile(r"Spokes(?:man|woman|person) (?:for|of) the ")
_SEATS = frozenset({"house", "member", "chamber", "court", "bank", "board", "secretary"})
_BY_AUTHOR = re.compile(
    r"(?:[\w’'-]+ ){0,3}?(?P<noun>\w+)(?: (?:issued|released|made|given|posted|published|signed|written))? "
    r"(?:by|from) (?P<author>(?:the |a |an |its |his |her |their )?\S.*)$",
    re.DOTALL,
)
_WRITTEN = frozenset(
    {"estimates", "letter", "letters", "email", "message", "post", "posts", "tweets", "remarks", "figures", "release"}
)
_CAPACITY = re.compile(
    r",? (?:in (?:its|their) capacity )?as (?:the )?(?:current )?(?:[Cc]o-)?(?:[Cc]hairs?|[Hh]osts?)\b"
)
_GOVERNMENT = re.compile(r"^(?:(?:the )?(?:governments?|representatives) of )?(?:the )?", re.IGNORECASE)
_OCCASIONED = re.compile(r",? (?:which|who|regarding|concerning|following|on|about|after|at|during|in)\b.*$", re.DOTALL)
_GOVERNMENTS = re.compile(r"the governments? of (?P<states>.+)$", re.DOTALL | re.IGNORECASE)


class Resolver:
    """Resolves the mentions of one article in the order of its text, and remembers who spoke.

    ``titled`` are persons whom only the article's title names in full: labels of a transcript may be theirs.
    """

    def __init__(
        self,
        text: str,
        people: People,
        actors: Actors,
        titles: Titles,
        reporting: Reporting,
        directory: Directory,
        published: EdtfDate | None,
        titled: Sequence[Person] = (),
    ) -> None:
        self.text = text
        self.people = people
        self.actors = actors
        self.titles = titles
        self.reporting = reporting
        self.memory = Memory()
        self.organisations = Organisations(text, actors)
        self.groups = Groups(text, people, self.organisations, titles, self.memory)
        holders = Officeholders(directory, people, self.organisations, published)
        self.posts = Posts(text, people, self.organisations, self.groups, titles, self.memory, holders)
        self.labels = Labels(people, titles, actors, self.posts, titled)
        self.descriptions = Descriptions(text, self.organisations, titles, reporting, self.memory)
        self.pronouns = Pronouns(text, people, titles, self.groups, self.descriptions, self.memory)

    # ------------------------------------------------------------------------------------------ entry

    def resolve(self, head: Span, whole: Span) -> Resolution:
        """Resolve the head of a source, which ``whole`` prints with its apposition, and remember whom it stands for."""
        found = self._resolve(*head)
        if len(found.speakers) == 1 and found.speakers[0].kind in _DESCRIBED:
            found = self._apposed(head, whole) or found
        self.memory.note(head[0], found.speakers)
        return found

    def _apposed(self, head: Span, whole: Span) -> Resolution | None:
        """The person whom an apposition behind a description names: "the envoy, Ada Holt"."""
        for start, end, index in self.people.named_within(head[1], whole[1]):
            if start not in self.people.ties:
                if not _APPOSED.fullmatch(self.text, head[1], start) or _GENITIVE.match(self.text, end):
                    return None
                person = self.people.persons[index]
                phrase = self.text[head[0] : head[1]]
                return Resolution(
                    (refer_to_person(person),), steps=(f"{phrase!r}: {person.name} stands in apposition",)
                )
        return None

    def identify(self, span: Span | None) -> tuple[SpeakerReference, ...]:
        """Resolve the words of one span that is no source: whom something was said to, and who was met."""
        if span is None or self.text[span[0] : span[1]].lower() in PRONOUNS | _UNRESOLVED:
            return ()
        found = self._resolve(*span).speakers
        listed = dict.fromkeys(p for at, p in self.named(*span) if self.text[at[1] : at[1] + 2] not in ("’s", "'s"))
        if len(listed) > 1 and not listed.keys() <= set(found):
            found = tuple(listed)  # names in a list, with posts around them
        # "Foreign Minister and Deputy Prime Minister Tomas Prandt" is one person in two posts
        found = tuple(self._behind_post(s) for s in found)
        named = any(s.kind is SpeakerKind.PERSON for s in found)
        return tuple(s for s in found if not (named and self._is_post(s)))

    def _behind_post(self, speaker: SpeakerReference) -> SpeakerReference:
        """ "Republic of Korea Foreign Minister Chung Eui-yong", if no more is known, is the person behind the post."""
        words = speaker.name.split()
        last = max((n for n, word in enumerate(words) if self.titles.is_title(word)), default=-1)
        name = words[last + 1 :]
        if speaker.kind not in (SpeakerKind.ORGANISATION, SpeakerKind.OFFICE) or last < 0 or not 2 <= len(name) <= 5:
            return speaker
        if not all(word[0].isupper() and word.lower() not in self.titles.not_persons for word in name):
            return speaker
        return SpeakerReference(" ".join(name), SpeakerKind.PERSON, speaker.country, " ".join(words[: last + 1]))

    def _is_post(self, speaker: SpeakerReference) -> bool:
        return speaker.kind is SpeakerKind.OFFICE or (
            speaker.kind is SpeakerKind.ORGANISATION and self.titles.is_title(speaker.name.split()[-1])
        )

    def name_pair(self, at: int, phrase: str) -> tuple[SpeakerReference, ...]:
        """The two whom a pair such as "the two countries" stands for at this offset, () where they are not known."""
        found = self.groups.resolve_pair(at, phrase)
        return found.speakers if found is not None else ()

    def named(self, start: int, end: int) -> list[tuple[Span, SpeakerReference]]:
        """Give the persons who are named in a stretch of text, each with the span of the name, ties left out."""
        return [
            ((begin, stop), refer_to_person(self.people.persons[index]))
            for begin, stop, index in self.people.mentions
            if start <= begin and stop <= end and begin not in self.people.ties
        ]

    def resolve_issuer(self, span: Span) -> Resolution:
        """Resolve the words that name who issued a text: all of them, less the states that a named body consists of."""
        phrase = self.text[span[0] : span[1]]
        listed = _LISTED_STATES.sub(r"\1", phrase)
        if _BARE_OFFICES.match(phrase):  # without its states it would be anybody's ministers
            name = _SHORT_NAME.sub("", re.sub(r"^[Tt]he ", "", " ".join(phrase.split()))).strip()
            return Resolution((SpeakerReference(name, SpeakerKind.GROUP),), steps=(f"{phrase!r} issued it",))
        if listed != phrase:
            name = re.sub(r",? and (?:the )?", " and ", re.sub(r"^the ", "", listed)).strip(" ,")
            return Resolution((SpeakerReference(name, SpeakerKind.GROUP),), steps=(f"{phrase!r} issued it",))
        governments = _GOVERNMENTS.match(phrase)
        if governments:
            states = _OCCASIONED.sub("", governments["states"])
            names = [_GOVERNMENT.sub("", n.strip()) for n in re.split(r",? and |, ", states) if n.strip(" ,")]
            actors = [self.actors.by_name(name) for name in names]
            if any(actors):
                speakers = tuple(
                    refer_to_actor(actor) if actor else SpeakerReference(name, SpeakerKind.ORGANISATION)
                    for actor, name in zip(actors, names, strict=True)
                )
                return Resolution(speakers, steps=(f"{phrase!r} issued it",))
        capacity = _CAPACITY.search(phrase)
        return self._resolve(span[0], span[0] + capacity.start() if capacity else span[1])

    def resolve_titled(self, phrase: str, persons: Sequence[Person]) -> Resolution:
        """Resolve the words of a title that name who issued the text: its persons, else a body or a group."""
        steps = (f"the title names {phrase!r} as issuer",)
        parts = re.split(r",? and (?:the )?|, (?:the )?|[-–]", re.sub(r"^Governments? of (?:the )?", "", phrase))
        states = [self.actors.by_name(part.strip()) for part in parts]
        if all(states):
            return Resolution(tuple(refer_to_actor(a) for a in states if a is not None), steps=steps)
        if persons:
            known = {person.words[-1]: person for person in self.people.persons}
            fullest = [known.get(person.words[-1], person) for person in persons]
            return Resolution(tuple(dict.fromkeys(refer_to_person(p) for p in fullest)), steps=steps)
        found = self.organisations.resolve(phrase)
        return found or Resolution((SpeakerReference(phrase, SpeakerKind.GROUP),), steps=steps)

    # ------------------------------------------------------------------------------------------ the forms

    def _resolve(self, start: int, end: int) -> Resolution:
        ahead = _AGE.match(self.text, start, end) or _STYLE.match(self.text, start, end)
        start = ahead.end() if ahead else start
        phrase = self.text[start:end]
        lower = phrase.lower().strip()
        pronoun = self.pronouns.resolve(start, phrase)
        if pronoun is not None:
            return pronoun
        if lower in _UNRESOLVED:
            return Resolution(steps=(f"{phrase!r} is left unresolved",))
        member = self.groups.resolve_member(start, phrase.strip())
        if member is not None:
            return member
        listed = _BOTH_SUCH.match(phrase)
        if listed and (listed["both"] or listed["such"]) and " and " in listed["core"]:
            inner = self._resolve(start + listed.start("core"), start + listed.end("core"))
            if inner.speakers:
                return inner
        author = self._author(phrase)
        if author is not None:
            found = self._resolve(start + author[0], start + author[1])
            if found.speakers:
                return Resolution(found.speakers, steps=(f"{phrase!r} is said by its author", *found.steps))
        parts = self.groups.split(start, end)
        if parts:
            resolved = [self._resolve(a, b) for a, b in parts]
            speakers = tuple(dict.fromkeys(s for r in resolved for s in r.speakers))
            if speakers and all(r.speakers for r in resolved):
                return Resolution(speakers, steps=(f"{phrase!r} names several",), sure=all(r.sure for r in resolved))
        person = self._named_person(start, end) or self.posts.resolve_acronym(start, phrase)
        if person is not None:
            return person
        pair = None
        if " " in phrase or phrase[:1].isupper():
            pair = self.groups.resolve_pair(start, phrase)
        return (
            pair
            or self.organisations.resolve(phrase)
            or self.posts.resolve(start, phrase)
            or self.descriptions.resolve(phrase)
        )

    def _author(self, phrase: str) -> Span | None:
        """Who made it, where the source is the act itself: "calls by Kesh officials", "a statement from Ada Holt"."""
        match = _BY_AUTHOR.match(phrase)
        if match is None or match["noun"].lower() not in self.reporting.nominal_nouns | _WRITTEN:
            return None
        return match.span("author")

    # ------------------------------------------------------------------------------------------ names

    def _named_person(self, start: int, end: int) -> Resolution | None:
        chosen = self._chosen_mention(start, end)
        if chosen is None:
            return None
        if chosen[0] in self.people.ties:
            return self._tied_person(start, end, chosen[0])
        person = self.people.persons[chosen[2]]
        return Resolution((refer_to_person(person),), steps=(f"{self.text[start:end]!r} names {person.name}",))

    def _chosen_mention(self, start: int, end: int) -> tuple[int, int, int] | None:
        """The last name in the core of the phrase: not behind a preposition, not a genitive before another noun."""
        core = start + core_length(self.text[start:end])
        inside = self.people.named_within(start, end)
        last = next((m for m in reversed(inside) if m[1] == end or _BRACKET.fullmatch(self.text, m[1], end)), None)
        # "Spokesperson for the Secretary-General Ada Holt": a capital and no article make it the title of whom it names
        titled = _SPOKESPERSON.match(self.text, start, end) is not None
        if last is not None and last[0] >= core and self._completes_title(self.text[core : last[0]], titled=titled):
            core = end
        elif self._opens_with_body(start, core):
            # "House of Commons Speaker Ada Holt": the post stands right before the name, behind a body's own "of"
            core = next((m[1] for m in self.people.named_within(start, end) if self._follows_post(core, m[0])), core)
        chosen = None
        for mention in inside:
            if mention[0] >= core and mention[0] > start:
                # "the minister, Ada Holt," and "Holt, the minister": an apposition names the person
                between = self.text[start : mention[0]]
                if chosen is not None or not re.fullmatch(r"[^,]*, (?:[\w’'.-]+ ){0,6}", between):
                    continue
            after = self.text[mention[1] : mention[1] + 3]
            if re.match(r"['’]s?\s", after) and mention[1] < end - 2:
                continue
            chosen = mention
        return chosen

    def _tied_person(self, start: int, end: int, at: int) -> Resolution:
        """A name that fits several persons: the one of the country in front of it, or who was speaking, or nobody."""
        phrase = self.text[start:end]
        tied = [self.people.persons[i] for i in self.people.ties[at]]
        country = self._country_before(start, at)
        if country:
            tied = [p for p in tied if p.country == country] or tied
        if len(tied) > 1:
            speaking = self.memory.last_named({p.name for p in tied}, at) or self._led_by(tied, at)
            if speaking is None:
                return Resolution(candidates=tuple(p.name for p in tied), steps=(f"{phrase!r} fits several persons",))
            tied = [p for p in tied if p.name == speaking.name]
        return Resolution(
            (refer_to_person(tied[0]),),
            steps=(f"{phrase!r}: of several, {tied[0].name} was speaking, or led",),
            sure=False,
        )

    def _led_by(self, tied: Sequence[Person], at: int) -> SpeakerReference | None:
        """The one of several of a name whom the lead introduced, unless this paragraph names another of them in full.

        News calls its subject by the bare surname, and the others of that name by more.
        """
        first = min(tied, key=lambda p: p.first_seen)
        lead_end = len(self.text)
        for _ in range(2):
            lead_end = self.text.find("\n\n", 0 if lead_end == len(self.text) else lead_end + 2)
            if lead_end < 0:
                return None
        if first.first_seen > lead_end or any(p.first_seen < lead_end for p in tied if p is not first):
            return None
        paragraph = self.text.rfind("\n", 0, at) + 1
        here = {index for start, _, index in self.people.named_within(paragraph, at) if start not in self.people.ties}
        if any(self.people.persons[index] in tied and self.people.persons[index] is not first for index in here):
            return None
        return refer_to_person(first)

    def _completes_title(self, between: str, *, titled: bool = False) -> bool:
        """ "of State", "of Foreign Affairs", "from New Kesh": the post's own words between head and name."""
        words = re.sub(r" \([A-Z]+\)|^[ -]at[ -][Ll]arge", "", between).split()
        while len(words) > 2 and words[-1].lower() in self.titles.honorifics:
            words.pop()  # "Assistant Minister for Trade Mr. Ada Holt"
        if (
            len(words) > 3
            and words[0] in ("to", "of")
            and " and " in between
            and words[-1].lower() in self.titles.posts
        ):
            return True  # "Ambassador to the Harbour Union and Council President"
        if len(words) < 2 or words[0] not in ("of", "for", "from", "to"):
            return False
        rest = [w.strip(",") for w in words[1:] if w not in ("the", "and", "of", "for")]
        if not rest or (rest[-1].lower() in self.titles.posts | self.titles.honorifics and not titled):
            return False
        return all(w.lower() in self.titles.portfolios or w[:1].isupper() for w in rest)

    def _opens_with_body(self, start: int, core: int) -> bool:
        """Tell if the words ahead of the first preposition name a body or a seat, not a person with a post."""
        words = self.text[start:core].split()
        return (
            bool(words)
            and words[0][:1].isupper()
            and (words[-1].lower() in _SEATS or words[-1].lower() in self.titles.not_persons)
        )

    def _follows_post(self, core: int, name: int) -> bool:
        ahead = re.sub(r"\s*\([^)]*\)", "", self.text[core:name]).split()
        return bool(ahead) and (
            ahead[-1].lower() in self.titles.posts | self.titles.honorifics or ahead[-1].lower() == "parliament"
        )

    def _country_before(self, start: int, end: int) -> str | None:
        for word in self.text[start:end].split():
            found = self.actors.by_demonym(word)
            if len(found) == 1:
                return found[0].code
        return None
