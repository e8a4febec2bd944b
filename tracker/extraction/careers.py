"""What the words around a name tell of a person: post, country and gender, before the name or in an apposition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.structures import Person
from tracker.lexicon.actors import Actors
from tracker.lexicon.folding import fold
from tracker.lexicon.speaking import SHORT_FORMS
from tracker.lexicon.titles import Titles

POST_WORDS = (
    "president|premier|chancellor|minister|secretary|ambassador|spokes(?:man|woman|person)|senator|governor|mayor|general|chairman|chairwoman|chairperson|chair|director|"
    "under-secretary-general|commissioner|envoy|judge|lawyer|attorney|leader|lawmaker|official|officer|head|chief|analyst|expert|economist|historian|researcher|professor|author|editor|"
    "journalist|correspondent|activist|candidate|founder|executive|representative|deputy|member|adviser|advisor|negotiator|diplomat|strategist|pollster|congressman|"
    "congresswoman|manager|resident|fellow|scholar|son|daughter|wife|husband|father|mother|brother|sister|ceo|democrat|republican"
)


@dataclass(slots=True)
class CapitalRun:
    """Capitalised words side by side, each with its offsets."""

    start: int
    end: int
    words: list[str]
    starts: list[int]
    ends: list[int]


def learn_of_person(
    text: str,
    sequence: CapitalRun,
    begin: int,
    stop: int,
    person: Person,
    titles: Titles,
    actors: Actors,
    others: list[Person],
) -> None:
    """Take the post, the country and the gender from the words before and behind a name."""
    for word in sequence.words[:begin]:
        gender = titles.genders.get(word.lower()) or titles.genders.get(word.lower() + ".")
        if gender and (
            word.lower() in titles.honorifics
            or word.lower() + "." in titles.honorifics
            or word.lower().endswith(("man", "woman"))
        ):
            person.gender = gender
    start, end = sequence.starts[begin], sequence.ends[stop - 1]
    line = text.rfind("\n", 0, start) + 1
    before = _lead(text[max(start - 90, line) : start], titles)
    opened = sequence.starts[0] if begin else start  # ahead of honorifics: "the envoy, H.E. Ada Holt"
    if text[opened - 2 : opened] == ", " and not _OWNS.match(text, end) and not _POST_RE.search(text[opened:start]):
        described = _described_ahead(text[max(opened - 120, line) : opened - 2])
        if described:
            _note_post(described, start, person, titles, actors, others)
        before = ""
    if before:
        _note_post(before, start, person, titles, actors, others, ahead=True)
    after = _BEHIND.match(text[end : end + 120]) if text.startswith(",", end) else None
    # behind a name in a list stands the title of the next: ", and Serbian President Ada Holt"
    if after and _is_apposition(after[1]) and not after[1].startswith("and ") and not _VERBISH.search(after[1]):
        _note_post(after[1].split(" who ")[0], start, person, titles, actors, others)
    of_country = _OF_COUNTRY.match(text[end : end + 40])
    if of_country and person.country is None:
        words = of_country[1].split()
        for size in (3, 2, 1):
            actor = actors.by_name(" ".join(words[:size]))
            if actor is not None and actor.code:
                person.country = actor.code
                break


# behind "the Secretary and": what follows is the title of somebody else
_OTHERS_TITLE = re.compile(
    rf"\b(?:{POST_WORDS}|king|queen|prince|princess|crown|emir|sultan|sheikh|pope|majesty|highness|mr|ms|mrs|dr|sir)\b",
    re.IGNORECASE,
)
_COUNTERPART = re.compile(r"(?:^|\s)((?:his|her|its|their) (?:[\w-]+ ){0,2}counterpart)$")
_DETERMINED = re.compile(
    r"(?:^|\b)(?:(?:the|The|a|A|an|An|his|her|its|their) |(?=[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s? ))"
)
_BEHIND = re.compile(r", ((?:the |an? |his |her )?[^.,;:()\n\"“”—]{3,90})")
_OF_COUNTRY = re.compile(r" of ((?:the )?[A-Z][\w’' -]{2,30})")
_OWNS = re.compile(r"['’]s?\s")  # "the envoy, Ada Holt's friend"
_GENITIVE = re.compile(r"['’]s$")
_DETERMINER = re.compile(r"^(?:the|a|an|his|her|their|and|of|for) ", re.IGNORECASE)
_POST_RE = re.compile(r"\b(?:" + POST_WORDS + r")\b", re.IGNORECASE)
_VERBISH = re.compile(
    r"\b(?:said|says|told|added|who|which|was|is|has|were|had|met|meets|visited|announced|will|would)\b"
)


_BEHIND_POST = re.compile(r"\s*$|['’]s |[ ,]+(?:of|for|in|at|to|and|under|from|with|on|who|whose)\b")


_ACRONYM = re.compile(r" \([A-Z][A-Za-z]{0,3}[A-Z]{1,6}\)(?= )")
# a post that opens its phrase without a determiner: "Kesh President, Ada Holt", "President of the Isles, Ada Holt"
_BARE_POST = re.compile(
    rf"(?:[A-Z][\w’'-]+ ){{0,4}}(?i:{POST_WORDS})"
    r"(?: (?:of|for|to) (?:the )?[A-Z][\w’'-]+(?:(?: of| and| the)* [A-Z][\w’'-]+)*)?$"
)


def _described_ahead(before: str) -> str:
    """The description that a name's comma closes: "the Foreign Minister of Kesh", "her Serbian counterpart", or ""."""
    counterpart = _COUNTERPART.search(before)
    if counterpart:
        return counterpart[1]
    phrase = re.split(r"[.;:,“”\"()\n]\s+|[“”\"] ", before)[-1]
    opener = None
    for match in _DETERMINED.finditer(phrase):
        if _is_apposition(phrase[match.end() :]):
            opener = match
            break
    if opener is None and phrase[:1].isupper() and _BARE_POST.fullmatch(phrase):
        return phrase
    return phrase[opener.end() :] if opener else ""


def _is_apposition(phrase: str) -> bool:
    """Tell a post behind a name (", the foreign minister of Kesh") from a clause that merely holds such a word."""
    head = _POST_RE.search(phrase)
    return head is not None and _BEHIND_POST.match(phrase, head.end()) is not None


def _lead(before: str, titles: Titles) -> str:
    """The words of a title right before a name: back to a mark, a verb or a lower-case word that titles do not have."""
    before = _ACRONYM.sub("", before)  # "Chairperson of the Harbour Union (HU) Commission"
    joined = before.rfind(" and ")
    if (
        joined >= 0
        and _POST_RE.search(before[:joined])
        and (
            _OTHERS_TITLE.search(before[joined:])
            or any(fold(word.strip(".,")) in titles.posts for word in before[joined:].split())
        )
    ):
        before = before[joined + 5 :]
    for mark in (". ", ", ", "; ", ": ", "(", '"', "“", "”", " — ", " – "):
        cut = before.rfind(mark)
        if cut >= 0 and not (mark == ". " and before[max(cut - 3, 0) : cut].strip()[-3:] in SHORT_FORMS):
            before = before[cut + len(mark) :]
    return before.strip()


def _note_post(
    phrase: str,
    offset: int,
    person: Person,
    titles: Titles,
    actors: Actors,
    others: list[Person],
    *,
    ahead: bool = False,
) -> None:
    words = phrase.split()
    folded = [fold(word.strip(".,")) for word in words]
    while len(words) > 1 and ahead and folded[-1] in titles.honorifics and folded[-2] in titles.posts:
        words.pop()  # "his Kesh counterpart Sheikh", "Foreign Minister Dr"
        folded.pop()
    heads = [
        k
        for k, word in enumerate(folded)
        if word in titles.posts or word + "." in titles.posts or word.replace(" ", "-") in titles.posts
    ]
    if not heads:
        return
    # keep the stretch of title words around the last post word: "Chinese Foreign Minister", "Secretary of State"
    last = heads[-1]
    if (
        ahead
        and last + 1 < len(words)
        and not (
            folded[last + 1] in ("of", "for", "designate", "elect", "at")
            and all(
                w[0].isupper() or f in titles.portfolios or f in ("of", "for", "the", "and", "at", "large")
                for w, f in zip(words[last + 1 :], folded[last + 1 :], strict=True)
            )
        )
    ):
        return  # "President Orlo met with Prandt": another's post
    first = last
    while first > 0 and (
        words[first - 1][0].isupper()
        or folded[first - 1] in titles.portfolios
        or folded[first - 1] in titles.posts
        or folded[first - 1] in ("of", "for", "and", "the", "s")
    ):
        first -= 1
    country = None
    if folded[last] == "counterpart" and others:
        # "his Serbian counterpart, Dragan Milo": the post of whom he met
        held = next((p for p in reversed(others) if p is not person and p.posts), None)
        if held is not None:
            words = [
                *phrase.split()[:last],
                *(w for w in held.posts[-1][0].split() if w in titles.posts or w in titles.portfolios),
            ]
            folded = [fold(word) for word in words]
            last = len(words) - 1
    for size in (3, 2, 1):
        for k in range(first, len(words) - size + 1):
            piece = " ".join(words[k : k + size]).strip(".,")
            bare = _GENITIVE.sub("", piece)
            demonyms = actors.by_demonym(bare) if bare[:1].isupper() else ()
            actor = demonyms[0] if len(demonyms) == 1 else actors.by_name(bare) if bare[:1].isupper() else None
            if actor is not None and actor.code:
                country = actor.code
                break
        if country:
            break
    tail = words[first:]
    role = " ".join(w for w in tail).strip(" ,.")
    role = _DETERMINER.sub("", role)
    core = " ".join(w for w in folded[first:] if w)
    if not person.posts or person.posts[-1][:2] != (core, country):  # "President Orlo" a thousand times is one post
        person.posts.append((core, country, offset))
    if country and person.country is None:
        person.country = country
    if person.role is None and role and len(role) < 80:
        person.role = _without_country(role, actors)


def _without_country(role: str, actors: Actors) -> str:
    words = role.split()
    while len(words) > 1:
        bare = _GENITIVE.sub("", words[0])
        if actors.by_demonym(bare) or (bare[:1].isupper() and actors.by_name(bare) is not None):
            words.pop(0)
        else:
            break
    return " ".join(words)
