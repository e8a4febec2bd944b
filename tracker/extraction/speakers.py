"""Who a mention stands for, within one article: find first, resolve second, and decline a tie.

Forms: full names with titles around them, surnames, given names, pronouns, descriptions by post ("the Chinese premier",
"the minister"), states and their metonyms, organisations and their acronyms, pairs ("the two leaders", "both sides"),
coordinations, documents, media, unnamed sources by their description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.extraction.structures import People, Person
from tracker.lexicon.actors import Actor, Actors
from tracker.lexicon.folding import fold
from tracker.lexicon.grammar import STATE_GROUPS
from tracker.lexicon.reporting import Reporting
from tracker.lexicon.titles import Titles
from tracker.records import Span, SpeakerKind, SpeakerReference

_DETERMINERS = re.compile(
    r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|one|another|each|every)\s+", re.IGNORECASE
)
_CORE_END = re.compile(
    r"\s(?:of|for|in|at|from|to|on|with|within|inside|near|under|between|by|about|over|against|who|which|that|whose|whom)\s|,|\s[—–(]"
)
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "both", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
_GOVERNMENT = frozenset({"side", "government", "gov't", "administration", "state", "regime", "nation", "republic"})
_ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z&-]{1,9})\)")
_GROUP = re.compile(
    r"^(?:the |both |these |all |its )?(?:two |both |three |four )?(?:[\w'’-]+ ){0,3}?(?P<noun>sides|leaders|presidents|ministers|countries|nations|parties|states|governments|premiers|"
    r"diplomats|chiefs|delegations|neighbou?rs|men|women|envoys|heads|secretaries|allies|pair|duo|counterparts|capitals)\b"
)
_PAIR = re.compile(
    r"\b[Tt]he (?:two |three )?(?:sides|leaders|ministers|presidents|parties|countries|delegations)\b|\b[Bb]oth sides\b"
)
_PARTITIVE = re.compile(r"one of (?:the |his |her |its |their )?(.+)$", re.IGNORECASE)
_REDUCED = re.compile(r"\s(?:quoted|cited|interviewed|briefed|speaking|using|familiar|privy|close)\s.*$")


@dataclass(slots=True)
class Resolution:
    """Who a mention stands for: no speakers and two or more ``candidates`` is a tie; ``steps`` tell the reasoning."""

    speakers: tuple[SpeakerReference, ...] = ()
    candidates: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    sure: bool = True


@dataclass(slots=True)
class _Memory:
    """Who spoke and was named so far, for pronouns and descriptions."""

    spoke: list[tuple[int, SpeakerReference]] = field(default_factory=list)
    groups: list[tuple[int, tuple[SpeakerReference, ...]]] = field(default_factory=list)


class Resolver:
    """Resolves the mentions of one article in the order of its text; ``paragraph_of`` maps an offset to its paragraph."""

    def __init__(self, text: str, people: People, actors: Actors, titles: Titles, reporting: Reporting) -> None:
        self.text = text
        self.people = people
        self.actors = actors
        self.titles = titles
        self.reporting = reporting
        self.memory = _Memory()
        self.acronyms = _find_acronyms(text)
        self._expansions = {short: full for full, short in ((v, k) for k, v in self.acronyms.items())}

    # ------------------------------------------------------------------------------------------ entry

    def resolve(self, head: Span, *, subject_of: str = "") -> Resolution:
        """Resolve the words of one span and remember who they stand for."""
        found = self._resolve(head[0], head[1])
        if len(found.speakers) == 1:
            self.memory.spoke.append((head[0], found.speakers[0]))
        elif found.speakers:
            self.memory.groups.append((head[0], found.speakers))
        return found

    def remember(self, offset: int, speaker: SpeakerReference) -> None:
        """Note a speaker found by other means (a label)."""
        self.memory.spoke.append((offset, speaker))

    def resolve_issuer(self, span: Span) -> Resolution:
        """Resolve the words that name who issued a text: all of them, less their apposition of states."""
        phrase = self.text[span[0] : span[1]]
        listed = re.sub(
            r"(\b[Mm]inisters|\b[Ll]eaders|\b[Mm]embers|\b[Cc]ountries) of (?:(?:the )?[A-Z][\w’']*(?: [A-Z]\w*| of [A-Z]\w*)*(?:, (?:and )?| and )?){2,}(?=, and the |$)",
            r"\1",
            phrase,
        )
        if listed != phrase:
            name = re.sub(r",? and (?:the )?", " and ", re.sub(r"^the ", "", listed)).strip(" ,")
            return Resolution((SpeakerReference(name, SpeakerKind.GROUP),), steps=(f"{phrase!r} issued it",))
        members = re.match(
            r"(the (?:Governments?|Foreign Ministers?|G7[\w ]*|[Ff]oreign [Mm]inisters?|[\w ]*?[Mm]inisters|[Ll]eaders) of )(.+)$",
            phrase,
            re.DOTALL,
        )
        if members and members[1].lower().startswith("the government"):
            names = [re.sub(r"^the ", "", n.strip()) for n in re.split(r",? and |, ", members[2]) if n.strip()]
            actors = [self.actors.by_name(n) for n in names]
            if all(actors):
                return Resolution(
                    tuple(_actor_reference(a) for a in actors if a is not None), steps=(f"{phrase!r} issued it",)
                )
        found = self._resolve(span[0], span[1])
        return found

    def by_label(self, label: str, offset: int) -> Resolution:
        """Resolve the label of a turn ("MR PRICE", "Gu Wenlan") to its person by the fullest name in the article."""
        words = [w for w in re.split(r"\s+", re.sub(r"\([^)]*\)", "", label).strip()) if w]
        plain = [w for w in words if not self.titles.is_title(w.strip(".,")) and not self.actors.by_demonym(w.title())]
        if not plain:
            name = label.strip().capitalize() if label.isupper() else label.strip()
            return Resolution((SpeakerReference(name, SpeakerKind.UNNAMED),), steps=(f"label {label!r}",))
        folded = [fold(w) for w in plain]
        matches = [p for p in self.people.persons if folded[-1] in p.words and all(w in p.words for w in folded)]
        if not matches:
            matches = [p for p in self.people.persons if folded[-1] == p.words[-1]]
        if len(matches) == 1:
            return Resolution((self._person(matches[0]),), steps=(f"label {label!r} names {matches[0].name}",))
        spelled = " ".join(_proper(w) if w.isupper() and len(w) > 1 else w for w in plain)
        kind = SpeakerKind.PERSON
        actor = self.actors.by_name(spelled)
        if actor is not None:
            return Resolution((_actor_reference(actor),), steps=(f"label {label!r}",))
        if any(w.lower() in self.titles.not_persons for w in plain):
            kind = SpeakerKind.ORGANISATION
        return Resolution((SpeakerReference(spelled, kind),), steps=(f"label {label!r}",))

    # ------------------------------------------------------------------------------------------ the forms

    def _resolve(self, start: int, end: int) -> Resolution:
        phrase = self.text[start:end]
        lower = phrase.lower().strip()
        if lower in _HE or lower in _SHE:
            return self._pronoun(start, "m" if lower in _HE else "f", phrase)
        if lower in _THEY:
            return self._they(start, phrase)
        if lower in _IT:
            return self._it(start, phrase)
        if lower in _FIRST or lower in ("who", "which", "that", "one"):
            return Resolution(steps=(f"{phrase!r} is left unresolved",))
        parts = self._coordination(start, end)
        if parts:
            resolved = [self._resolve(a, b) for a, b in parts]
            speakers = tuple(dict.fromkeys(s for r in resolved for s in r.speakers))
            if speakers and all(r.speakers for r in resolved):
                return Resolution(speakers, steps=(f"{phrase!r} names several",), sure=all(r.sure for r in resolved))
        person = self._named_person(start, end)
        if person is not None:
            return person
        if " " in phrase or phrase[:1].isupper():
            group = self._group(start, phrase)
            if group is not None:
                return group
        actor = self._actor(phrase)
        if actor is not None:
            return actor
        described = self._by_post(start, phrase)
        if described is not None:
            return described
        return self._description(start, phrase)

    def _person(self, person: Person) -> SpeakerReference:
        names = tuple(sorted(person.names - {person.name}))
        return SpeakerReference(person.name, SpeakerKind.PERSON, person.country, person.role, names)

    def _named_person(self, start: int, end: int) -> Resolution | None:
        """The last name in the core of the phrase: not behind a preposition, not a genitive before another noun."""
        core = start + _core_length(self.text[start:end])
        last = next((m for m in reversed(self.people.mentions) if m[0] >= start and m[1] == end), None)
        if last is not None and last[0] >= core and self._completes_title(self.text[core : last[0]]):
            core = end
        inside = [m for m in self.people.mentions if m[0] >= start and m[1] <= end]
        chosen = None
        for mention in inside:
            if mention[0] >= core and mention[0] > start:
                # "the minister, Ada Holt," and "Holt, the minister": an apposition names the person
                between = self.text[start : mention[0]]
                if not re.fullmatch(r"[^,]*, (?:[\w’'.-]+ ){0,6}", between):
                    continue
                if chosen is not None:
                    continue
            after = self.text[mention[1] : mention[1] + 3]
            if re.match(r"['’]s?\s", after) and mention[1] < end - 2:
                continue
            chosen = mention
        if chosen is None:
            return None
        if chosen[0] in self.people.ties:
            tied = [self.people.persons[i] for i in self.people.ties[chosen[0]]]
            title = self._country_before(start, chosen[0])
            if title:
                tied = [p for p in tied if p.country == title] or tied
            if len(tied) > 1:
                speaking = self._last_spoke(chosen[0], {p.name for p in tied})
                if speaking is None:
                    return Resolution(
                        candidates=tuple(p.name for p in tied),
                        steps=(f"{self.text[start:end]!r} fits several persons",),
                    )
                tied = [p for p in tied if p.name == speaking.name]
            return Resolution(
                (self._person(tied[0]),),
                steps=(f"{self.text[start:end]!r}: of several, {tied[0].name} was speaking",),
                sure=False,
            )
        person = self.people.persons[chosen[2]]
        return Resolution((self._person(person),), steps=(f"{self.text[start:end]!r} names {person.name}",))

    def _completes_title(self, between: str) -> bool:
        """ " of State ", " of Foreign Affairs ", " of the United States ": the post's own words between head and name."""
        words = between.split()
        if len(words) < 2 or words[0] not in ("of", "for"):
            return False
        rest = [w.strip(",") for w in words[1:] if w not in ("the", "and", "of")]
        if not rest or rest[-1].lower() in self.titles.posts | self.titles.honorifics:
            return False
        return all(w.lower() in self.titles.portfolios or w[:1].isupper() for w in rest)

    def _last_spoke(self, before: int, names: set[str]) -> SpeakerReference | None:
        return next((s for at, s in reversed(self.memory.spoke) if at < before and s.name in names), None)

    def _country_before(self, start: int, end: int) -> str | None:
        for word in self.text[start:end].split():
            found = self.actors.by_demonym(word)
            if len(found) == 1:
                return found[0].code
        return None

    def _pronoun(self, at: int, gender: str, phrase: str) -> Resolution:
        """The person in focus: who spoke last in this paragraph, else the first person named in the sentence before,
        else who spoke last; persons of the other gender are passed over."""
        fitting = [
            (start, self.people.persons[index])
            for start, end, index in self.people.mentions
            if start < at and self.people.persons[index].gender in (None, gender)
        ]
        paragraph = self.text.rfind("\n", 0, at) + 1
        people = {p.name: p for p in self.people.persons}

        def fits(speaker: SpeakerReference) -> bool:
            person = people.get(speaker.name)
            if person is not None:
                return person.gender in (None, gender)
            return speaker.kind in (SpeakerKind.UNNAMED, SpeakerKind.OFFICE) and bool(
                _SINGULAR_POST.search(speaker.name)
            )

        here = [(s, p) for s, p in fitting if s >= paragraph]
        spoken = next(((o, s) for o, s in reversed(self.memory.spoke) if fits(s)), None)
        if spoken is not None and spoken[0] >= paragraph:
            return Resolution((spoken[1],), steps=(f"{phrase!r}: {spoken[1].name} was speaking in this paragraph",))
        if here:
            # the subject of the latest sentence that names somebody
            sentence_start = max(
                (self.text.rfind(mark, paragraph, here[-1][0]) for mark in (". ", ".” ", '." ', "? ")), default=-1
            )
            subject = next((p for s, p in here if s > sentence_start), here[-1][1])
            return Resolution(
                (self._person(subject),),
                steps=(f"{phrase!r}: {subject.name} is named before it in the paragraph",),
                sure=len({p.name for _, p in here}) == 1,
            )
        if spoken is not None:
            newer = [p for s, p in fitting if s > spoken[0]]
            newest = newer[-1] if newer else None
            if (
                newest is not None
                and newest.name != spoken[1].name
                and newest.gender == gender
                and not self._is_object(fitting[-1][0])
            ):
                return Resolution(
                    (self._person(newest),), steps=(f"{phrase!r}: {newest.name} was named last",), sure=False
                )
            return Resolution((spoken[1],), steps=(f"{phrase!r}: {spoken[1].name} spoke last",), sure=newest is None)
        if fitting:
            person = fitting[-1][1]
            return Resolution((self._person(person),), steps=(f"{phrase!r}: {person.name} was named last",), sure=False)
        return Resolution(steps=(f"{phrase!r}: nobody fits",))

    def _is_object(self, at: int) -> bool:
        """A person named behind a preposition is less in focus than who spoke."""
        before = self.text[max(at - 30, 0) : at]
        return bool(
            re.search(
                r"\b(?:with|to|of|by|from|for|against|about|on|and|than|between)\s+(?:[\w.’'-]+\s+){0,4}$", before
            )
        )

    def _they(self, at: int, phrase: str) -> Resolution:
        plural = [
            (o, (s,))
            for o, s in self.memory.spoke
            if s.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.STATE, SpeakerKind.UNNAMED)
        ]
        candidates = sorted([*plural, *self.memory.groups], key=lambda item: item[0])
        if candidates:
            return Resolution(candidates[-1][1], steps=(f"{phrase!r}: the last group that spoke",), sure=False)
        named = None
        for match in _PAIR.finditer(self.text, 0, at):
            named = match
        if named is not None:
            found = self._group(named.start(), named[0]) or self._description(named.start(), named[0])
            return Resolution(found.speakers, steps=(f"{phrase!r}: {named[0]}", *found.steps), sure=False)
        return Resolution(steps=(f"{phrase!r}: no group spoke before",))

    def _it(self, at: int, phrase: str) -> Resolution:
        before = self.text[max(self.text.rfind("\n", 0, at) + 1, at - 400) : at]
        documents = list(
            re.finditer(
                r"\b(?:[Aa]|[Tt]he|[Aa]n) ((?:[\w-]+ ){0,2}(?:communiqu[eé]|statement|declaration|report|letter|document|resolution|text))\b",
                before,
            )
        )
        last = next(((o, s) for o, s in reversed(self.memory.spoke) if s.kind is not SpeakerKind.PERSON), None)
        if documents and (last is None or last[0] < at - len(before) + documents[-1].start()):
            name = documents[-1][1]
            return Resolution(
                (SpeakerReference(name, SpeakerKind.DOCUMENT),),
                steps=(f"{phrase!r}: the {name} just named",),
                sure=False,
            )
        if last is not None:
            return Resolution((last[1],), steps=(f"{phrase!r}: {last[1].name} spoke last",), sure=False)
        return Resolution(steps=(f"{phrase!r}: nothing fits",))

    def _coordination(self, start: int, end: int) -> list[Span]:
        """Split "A and B", "A, B and C" where each part is a source of its own."""
        phrase = self.text[start:end]
        if " and " not in phrase and "," not in phrase:
            return []
        cuts = [m for m in re.finditer(r",? and |, (?!who|which|whose)", phrase)]
        if not any("and" in m[0] for m in cuts):
            return []
        parts: list[Span] = []
        at = 0
        for cut in cuts:
            parts.append((start + at, start + cut.start()))
            at = cut.end()
        parts.append((start + at, end))
        if all(self._stands_alone(a, b) for a, b in parts):
            return parts
        if len(parts) > 2:
            middle = phrase.find(" and ")
            halves = [(start, start + middle), (start + middle + 5, end)]
            if all(self._stands_alone(a, b) for a, b in halves):
                return halves
        return []

    def _stands_alone(self, a: int, b: int) -> bool:
        phrase = self.text[a:b].strip()
        if not phrase:
            return False
        bare = _DETERMINERS.sub("", phrase)
        if self.actors.by_name(bare) is not None or bare in self.acronyms:
            return True
        if any(m[0] >= a and m[1] <= b for m in self.people.mentions):
            return True
        return (
            bool(re.match(r"(?:the|a|an|his|her|its|their|both) ", phrase, re.IGNORECASE))
            and _core_head(phrase) in self._source_heads()
        )

    def _source_heads(self) -> frozenset[str]:
        return (
            self.titles.posts
            | self.titles.group_nouns
            | _GOVERNMENT
            | {"ministry", "council", "union", "party", "army", "military", "agency", "officials"}
        )

    def _group(self, at: int, phrase: str) -> Resolution | None:
        match = _GROUP.match(phrase.lower())
        if match is not None and (
            phrase[match.start("noun") : match.end("noun")].istitle() or match.end("noun") < _core_length(phrase)
        ):
            match = None
        if match is None or len(phrase.split()) > 9:
            return None
        noun = match["noun"]
        lower = phrase.lower()
        if not re.match(r"(?:the|both|these|its)\b", lower):
            return None
        if re.search(r"\bthree|\bfour|\ball\b", lower) and "two" not in lower:
            return None
        wanted = 2
        if noun in STATE_GROUPS:
            states = self._recent_states(at, wanted)
            if len(states) == wanted:
                return Resolution(tuple(states), steps=(f"{phrase!r}: the two parties of the meeting",), sure=False)
            return None
        posts = {
            "leaders": _LEADERS,
            "ministers": ("minister", "secretary"),
            "presidents": ("president",),
            "premiers": ("premier", "prime minister"),
            "diplomats": ("minister", "secretary", "ambassador", "envoy"),
            "secretaries": ("secretary",),
            "heads": _LEADERS,
            "men": (),
            "women": (),
            "pair": (),
            "duo": (),
        }.get(noun, (noun.rstrip("s"),))
        people = self._recent_people(at, posts, lower, wanted)
        if len(people) == wanted:
            return Resolution(
                tuple(self._person(p) for p in people), steps=(f"{phrase!r}: the last two of that post",), sure=False
            )
        return None

    def _recent_people(self, at: int, posts: tuple[str, ...], phrase: str, wanted: int) -> list[Person]:
        chosen: list[Person] = []
        for start, _, index in reversed(self.people.mentions):
            person = self.people.persons[index]
            if start >= at or person in chosen:
                continue
            held = " ".join(words for words, _, _ in person.posts)
            if posts and not any(post in held for post in posts):
                continue
            if "vice" in phrase and "vice" not in held:
                continue
            chosen.append(person)
            if len(chosen) == wanted:
                break
        return sorted(chosen, key=lambda p: p.first_seen)

    def _recent_states(self, at: int, wanted: int) -> list[SpeakerReference]:
        """The two states of the meeting: those of the last two persons in office, else the first two states named."""
        codes: list[str] = []
        for start, _, index in reversed(self.people.mentions):
            person = self.people.persons[index]
            if start < at and person.country and person.country not in codes and person.posts:
                codes.append(person.country)
        if len(codes) < wanted:
            for word in re.finditer(r"\b(?:[A-Z][\w’-]+)(?: [A-Z][\w’-]+)?", self.text[:at]):
                actor = self.actors.by_name(word[0])
                if actor is not None and actor.code and actor.kind is SpeakerKind.STATE and actor.code not in codes:
                    codes.append(actor.code)
                if len(codes) >= wanted:
                    break
        actors = [self.actors.by_code(code) for code in codes[:wanted]]
        ordered = sorted((a for a in actors if a is not None), key=lambda a: self._first_named(a))
        return [_actor_reference(a) for a in ordered]

    def _first_named(self, actor: Actor) -> int:
        found = [self.text.find(form) for form in (actor.name, *actor.demonyms)]
        return min((f for f in found if f >= 0), default=len(self.text))

    def _actor(self, phrase: str) -> Resolution | None:
        """A state, organisation or medium by name, metonym, capital or demonym ("the Serbian side")."""
        bare = _DETERMINERS.sub("", phrase.strip())
        bare = re.sub(r"\s*\([^)]*\)$", "", bare)
        bare = (
            re.sub(r"['’]s?$", "", bare)
            if bare.endswith(("'s", "’s", "s'", "s’")) and self.actors.by_name(bare) is None
            else bare
        )
        bare = (
            re.sub(r"^(?:Republic|Government|State|Kingdom|People's Republic) of (?:the )?", "", bare)
            if self.actors.by_name(bare) is None
            else bare
        )
        if re.match(r"(?:government|Government|administration) of (?:the )?", bare):
            bare = re.sub(r"^\w+ of (?:the )?", "", bare)
        full = self.acronyms.get(bare)
        if full is not None:
            return Resolution(
                (SpeakerReference(full, SpeakerKind.ORGANISATION, None, None, (bare,)),),
                steps=(f"{bare!r} is short for {full}",),
            )
        actor = self.actors.by_name(bare) or self.actors.by_metonym(bare)
        if actor is None and bare[:1].isupper():
            actor = self.actors.by_capital(bare)
        if actor is not None:
            printed = self._fullest(actor)
            reference = (
                _actor_reference(actor)
                if actor.kind is SpeakerKind.STATE
                else SpeakerReference(
                    printed, actor.kind, actor.country, None, tuple(f for f in (actor.name, bare) if f != printed)
                )
            )
            return Resolution((reference,), steps=(f"{phrase!r} stands for {reference.name}",))
        words = bare.split()
        if len(words) >= 2 and words[-1].lower() in _GOVERNMENT | {"authorities"} and words[0][:1].isupper():
            owner = self._owner(words[:-1])
            if owner is not None and words[-1].lower() != "authorities":
                return Resolution((_actor_reference(owner),), steps=(f"{phrase!r} stands for {owner.name}",))
        return None

    def _owner(self, words: list[str]) -> Actor | None:
        while words and (
            words[-1].lower()
            in ("federal", "central", "military", "communist", "coalition", "transitional", "interim", "new", "current")
        ):
            words = words[:-1]
        while len(words) > 1 and words[0].lower() in ("new", "current", "former", "north-east"):
            words = words[1:]
        if not words:
            return None
        name = re.sub(r"['’]s?$", "", " ".join(words))
        found = self.actors.by_demonym(name)
        if len(found) == 1:
            return found[0]
        actor = self.actors.by_name(name)
        return actor if actor is not None and actor.kind is SpeakerKind.STATE else None

    def _fullest(self, actor: Actor) -> str:
        """The longest of an organisation's names that the article prints."""
        printed = [form for form in actor.forms if len(form) > 5 and form in self.text]
        if printed:
            return max(printed, key=len)
        return actor.name

    def _by_post(self, at: int, phrase: str) -> Resolution | None:
        """ "the Chinese premier", "the minister": the last person named so far whose posts fit."""
        lower = phrase.lower()
        if re.match(r"(?:an?|some|many|several|one|another|two|three|senior|other|unnamed|anonymous)\b", lower):
            return None
        core = phrase[: _core_length(phrase)]
        head = _core_head(phrase)
        if head not in self.titles.posts or head in (
            "member",
            "supporter",
            "critic",
            "witness",
            "resident",
            "official",
            "analyst",
            "expert",
            "researcher",
        ):
            return None
        if head in ("counterpart", "host", "guest"):
            return self._counterpart(at, phrase)
        bare = [fold(re.sub(r"['’]s$", "", w)) for w in _DETERMINERS.sub("", core).split()]
        country = self._country_in(phrase)
        wanted = [w for w in bare if w in self.titles.posts or w in self.titles.portfolios]
        matches: list[Person] = []
        loose: list[Person] = []
        seen: set[int] = set()
        for start, _, index in reversed(self.people.mentions):
            if start >= at or index in seen:
                continue
            seen.add(index)
            person = self.people.persons[index]
            for words, held, _ in person.posts:
                if not _same_post(wanted, words):
                    continue
                if country is None or country in (held, person.country):
                    matches.append(person)
                    break
                if held is None and person.country is None:
                    loose.append(person)
                    break
        matches = matches or loose
        if not matches and country is not None and head in ("leader", "diplomat", "chief"):
            matches = [p for p in self.people.persons if p.country == country and p.first_seen < at and p.posts]
        if not matches:
            return None
        spoken = self._last_spoke(at, {p.name for p in matches})
        best = matches[0]
        if len(matches) > 1 and country is None and spoken is not None and spoken.name != best.name:
            named = max(
                (m[0] for m in self.people.mentions if m[0] < at and self.people.persons[m[2]] is best), default=0
            )
            if self._is_object(named):
                best = next(p for p in matches if p.name == spoken.name)
        return Resolution(
            (self._person(best),), steps=(f"{phrase!r}: {best.name} holds that post",), sure=len(matches) == 1
        )

    def _country_in(self, phrase: str) -> str | None:
        words = [re.sub(r"['’]s?$", "", w.strip(",.")) for w in phrase.split()]
        for size in (3, 2, 1):
            for k in range(len(words) - size + 1):
                piece = " ".join(words[k : k + size])
                if not piece[:1].isupper():
                    continue
                found = self.actors.by_demonym(piece)
                if len(found) == 1:
                    return found[0].code
                actor = self.actors.by_name(piece)
                if actor is not None and actor.code:
                    return actor.code
        return None

    def _counterpart(self, at: int, phrase: str) -> Resolution | None:
        """ "his host", "his counterpart": the other of the last two persons in office."""
        people = self._recent_people(at, (), "", 2)
        spoken = next((s for o, s in reversed(self.memory.spoke) if s.kind is SpeakerKind.PERSON), None)
        others = [p for p in people if spoken is None or p.name != spoken.name]
        if len(others) == 1:
            return Resolution((self._person(others[0]),), steps=(f"{phrase!r}: the other party",), sure=False)
        return None

    def _description(self, at: int, phrase: str) -> Resolution:
        """An organisation, document, group or unnamed source by its own words, less determiners."""
        name = phrase.strip().strip(",;:")
        partitive = _PARTITIVE.match(name)
        if partitive:
            return self._member(phrase, partitive[1])
        name = _REDUCED.sub("", name)
        name = _DETERMINERS.sub("", name)
        name = re.sub(r"\s(?:signed|released|issued|published|adopted|made|obtained|dated|conducted|seen)$", "", name)
        name = re.sub(r"\s*\([A-Z][A-Za-z&.-]*\)", "", name)
        name = re.sub(r"(?:,| who| which| that)\s.*$", "", name) if len(name.split()) > 6 else name
        head = _core_head(phrase)
        if head in self.reporting.documents or head.rstrip("s") in self.reporting.documents:
            owner = self._document_owner(name)
            if owner is not None:
                return Resolution((owner,), steps=(f"{phrase!r} is the word of {owner.name}",))
            if name.lower() in (
                "document",
                "text",
                "statement",
                "communique",
                "communiqué",
                "report",
                "declaration",
                "letter",
                "agreement",
            ):
                earlier = next((s for _, s in reversed(self.memory.spoke) if s.kind is SpeakerKind.DOCUMENT), None)
                if earlier is not None:
                    return Resolution((earlier,), steps=(f"{phrase!r}: the {earlier.name} named before",))
            return Resolution((SpeakerReference(name, SpeakerKind.DOCUMENT),), steps=(f"{phrase!r} is a document",))
        organisation = self._earlier_organisation(at, name, head)
        if organisation is not None:
            return organisation
        capital = name[:1].isupper() and (
            len(name.split()) == 1 or sum(w[:1].isupper() for w in name.split()) > len(name.split()) / 2
        )
        first = name.split()[0] if name.split() else ""
        if capital and not (self.actors.by_demonym(first) and len(name.split()) == 2 and name.split()[1].islower()):
            return Resolution(
                (SpeakerReference(self._longest_name(name), SpeakerKind.ORGANISATION, self._country_in(name)),),
                steps=(f"{phrase!r} as printed",),
            )
        kind = SpeakerKind.GROUP if head.endswith("s") and not head.endswith("ss") else SpeakerKind.UNNAMED
        if head in self.titles.posts and phrase.lower().startswith("the "):
            kind = SpeakerKind.OFFICE
        if (
            phrase[:1].isupper()
            and not phrase.startswith(("The ", "A ", "An "))
            and name[:1].isupper()
            and not self.actors.by_demonym(first)
            and self.actors.by_name(first) is None
            and head.islower()
            and first.lower() == first.lower()
            and name == phrase
            and first not in self.text.replace(phrase, "", 1)
        ):
            name = name[0].lower() + name[1:]
        return Resolution(
            (SpeakerReference(name, kind, self._country_in(name)),), steps=(f"{phrase!r} is described, not named",)
        )

    def _member(self, phrase: str, whole: str) -> Resolution:
        """ "one of the diplomats": a member of the group that spoke before, in the singular."""
        noun = whole.split()[-1]
        earlier = next((s.name for _, s in reversed(self.memory.spoke) if s.name.endswith(noun)), whole)
        single = earlier.removesuffix("ies") + "y" if earlier.endswith("ies") else earlier.removesuffix("s")
        return Resolution((SpeakerReference(single, SpeakerKind.UNNAMED),), steps=(f"{phrase!r}: one of {earlier}",))

    def _document_owner(self, name: str) -> SpeakerReference | None:
        """ "the US statement": the state's own words."""
        words = name.split()
        if len(words) == 2 and words[1].lower() in ("statement", "note", "letter"):
            owner = self._owner([words[0]])
            if owner is not None:
                return _actor_reference(owner)
        return None

    def _earlier_organisation(self, at: int, name: str, head: str) -> Resolution | None:
        """ "the agency", "the ministry": the last source whose name ends so."""
        if name.lower() != head or " " in name:
            return None
        for _, speaker in reversed(self.memory.spoke):
            if (
                speaker.kind in (SpeakerKind.ORGANISATION, SpeakerKind.MEDIA)
                and fold(speaker.name).endswith(head)
                and fold(speaker.name) != head
            ):
                return Resolution((speaker,), steps=(f"the {head}: {speaker.name} spoke before",))
        return None

    def _longest_name(self, name: str) -> str:
        return self.acronyms.get(name, name)


_LEADERS = ("president", "premier", "prime minister", "chancellor", "king", "leader", "head", "emir")
_SINGULAR_POST = re.compile(
    r"(?:man|woman|person|er|or|ist|ent|ant|ian|ary|al|ef|yst|judge|source|dean)\b", re.IGNORECASE
)


def _same_post(wanted: list[str], held: str) -> bool:
    """Every word asked for is in the post held; a deputy is not the minister, a foreign minister not the prime one."""
    words = held.split()
    if not wanted or not all(w in words or (w == "president" and "president" in words) for w in wanted):
        return False
    if wanted == ["minister"]:
        return True
    return not ("vice" in words and "vice" not in wanted and wanted[-1] == "president")


def _core_length(phrase: str) -> int:
    match = _CORE_END.search(phrase)
    return match.start() if match else len(phrase)


def _core_head(phrase: str) -> str:
    words = phrase[: _core_length(phrase)].split()
    return re.sub(r"['’]s?$", "", words[-1].lower().strip(',.;:"”')) if words else ""


def _proper(word: str) -> str:
    parts = re.split(r"([-'’])", word)
    spelled = "".join(p.capitalize() for p in parts)
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), spelled)


def _actor_reference(actor: Actor) -> SpeakerReference:
    return SpeakerReference(actor.name, actor.kind, actor.code or actor.country, None, ())


def _find_acronyms(text: str) -> dict[str, str]:
    """Acronyms that the text spells out: "Syrian Democratic Forces (SDF)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        line = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - 140) : match.start()]
        words = re.split(r"\s+", line.strip())[-12:]
        letters = [c.lower() for c in match[1] if c.isalpha()]
        # take as many words back as the acronym needs, by initials
        for begin in range(len(words) - 1, -1, -1):
            if not words[begin][:1].isupper():
                continue
            initials = [w[0].lower() for w in words[begin:] if w[:1].isupper()]
            if initials[: len(letters)] == letters or (len(initials) == len(letters) and initials[0] == letters[0]):
                found.setdefault(match[1], " ".join(words[begin:]))
                break
    return found
