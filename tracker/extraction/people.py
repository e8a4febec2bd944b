"""The persons that an article names: each with all the places where it does, and the posts it gives them.

A person is known by a name of two words or more that a title, a given name, an apposition or a later surname gives
away; names after that (surname, given name, "Mr Orlo") are joined to it. Two persons of one surname stay apart. What
also gives a person away: the form of a name ("Ha Dong-wook", "Yusuf bin Marzuq"), a verb of speech beside it, an age
or a calling behind it, a seat behind capitals ("ADA HOLT (Norland)"). A word that only the sentence's head makes a
capital is no part of a name.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable

from tracker.extraction.capitals import CALLINGS, find_runs, is_honorific, is_post
from tracker.extraction.careers import POST_WORDS, CapitalRun, learn_of_person
from tracker.extraction.structures import People, Person
from tracker.extraction.wording import spell_name
from tracker.lexicon.actors import Actors
from tracker.lexicon.folding import fold
from tracker.lexicon.speaking import ADDRESS_TITLES, PARTICLES
from tracker.lexicon.titles import Titles

_GENITIVE = re.compile(r"['’]s\b")


def find_people(text: str, titles: Titles, actors: Actors, known: tuple[str, ...] = ()) -> People:
    """Find the persons of a text and where they are named; ``known`` are full names sure to be persons."""
    sequences = find_runs(text, titles)
    known_folded = {fold(name) for name in known}
    singles = _single_words(sequences)
    full: list[tuple[CapitalRun, int, int]] = []  # sequence, first word of the name, behind its last
    common = _CommonWords(text).__contains__
    begins = [_strip_titles(sequence, titles, actors, text, common) for sequence in sequences]
    for sequence, begin in zip(sequences, begins, strict=True):
        stop = len(sequence.words)
        if stop - begin >= 2 and _is_person(text, sequence, begin, stop, titles, actors, singles, known_folded):
            full.append((sequence, begin, stop))
    persons: list[Person] = []
    by_words: dict[tuple[str, ...], int] = {}
    sharing: dict[str, list[int]] = defaultdict(list)  # persons by first and by last word
    mentions: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    for sequence, begin, stop in full:
        words = tuple(fold(word) for word in sequence.words[begin:stop])
        words = tuple(w for w in words if w)
        if len(words) < 2:
            continue
        index = by_words.get(words)
        if index is None:
            index = _same_person(persons, sharing, words)
            name = _GENITIVE.sub("", text[sequence.starts[begin] : sequence.ends[stop - 1]])
            if name.isupper():
                name = " ".join(spell_name(word) for word in name.split())
            if index is None:
                index = len(persons)
                persons.append(Person(name, words, sequence.starts[begin]))
            elif len(words) > len(persons[index].words) or (
                _is_initialed(words, persons[index].words) and len(words[0]) > len(persons[index].words[0])
            ):
                persons[index].names.add(persons[index].name)
                persons[index].name, persons[index].words = name, words
            by_words[words] = index
            sharing[words[0]].append(index)
            sharing[words[-1]].append(index)
        persons[index].names.add(text[sequence.starts[begin] : sequence.ends[stop - 1]])
        mentions.append((sequence.starts[begin], sequence.ends[stop - 1], index))
        taken.add(id(sequence))
        learn_of_person(text, sequence, begin, stop, persons[index], titles, actors, persons)
    mentions.extend(_acronym_mentions(text, full, mentions, titles))
    ties: dict[int, tuple[int, ...]] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, person in enumerate(persons):
        for word in dict.fromkeys(person.words):
            if len(word) > 1:
                by_word[word].append(index)
    for sequence, begin in zip(sequences, begins, strict=True):
        if id(sequence) in taken:
            continue
        stop = len(sequence.words)
        if begin >= stop:
            continue
        known_last = fold(sequence.words[-1]) in by_word  # most lone capitals are nobody's
        found = _partial(sequence, begin, stop, persons, by_word, titles) if known_last else []
        if not found:
            lone = _titled_single(text, sequence, begin, stop, titles, actors)
            if lone:
                words = (fold(sequence.words[begin]),)
                index = len(persons)
                persons.append(Person(sequence.words[begin], words, sequence.starts[begin]))
                by_word[words[0]].append(index)
                mentions.append((sequence.starts[begin], sequence.ends[begin], index))
                learn_of_person(text, sequence, begin, begin + 1, persons[index], titles, actors, persons)
            continue
        start, end = sequence.starts[begin], sequence.ends[stop - 1]
        if len(found) > 1:
            ties[start] = tuple(found)
            mentions.append((start, end, _nearest(mentions, found, start, persons)))
        else:
            mentions.append((start, end, found[0]))
            learn_of_person(text, sequence, begin, stop, persons[found[0]], titles, actors, persons)
            persons[found[0]].names.add(text[start:end])
    mentions.sort()
    for start, end, index in mentions:
        persons[index].spans.append((start, end))
    for person in persons:
        if person.gender is None:
            person.gender = next((titles.genders[w] for w in person.words[:2] if w in titles.genders), None)
    return People(persons, mentions, ties)


def _acronym_mentions(
    text: str,
    full: list[tuple[CapitalRun, int, int]],
    mentions: list[tuple[int, int, int]],
    titles: Titles,
) -> list[tuple[int, int, int]]:
    """Where a person goes by an acronym that stands behind the post: "Minister of State (MoS) Ada Holt", then "MoS"."""
    found: list[tuple[int, int, int]] = []
    for (sequence, begin, _), (_, end, index) in zip(full, mentions, strict=True):
        opened = sequence.starts[0]
        bracket = _POST_ACRONYM.search(text, max(opened - 12, 0), opened) if text[opened - 2 : opened] == ") " else None
        if bracket is None or not all(is_honorific(word, titles) for word in sequence.words[:begin]):
            continue
        line = text.rfind("\n", 0, bracket.start()) + 1
        words = text[max(line, bracket.start() - 90) : bracket.start()].split()
        short = bracket[1].lower()
        for k in range(len(words)):
            initials = "".join(word[0].lower() for word in words[k : k + len(short)])
            if initials == short and any(word.lower() in titles.posts for word in words[k : k + len(short)]):
                again = re.compile(rf"(?<![\w(-]){bracket[1]}(?![\w)-])")
                found.extend((m.start(), m.end(), index) for m in again.finditer(text, end))
                break
    return found


class _CommonWords:
    """The words that a text prints in lower case, gathered when the first is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @functools.cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_LOWER_WORD.findall(self._text))

    def __contains__(self, word: object) -> bool:
        return word in self._words


def _nearest(mentions: list[tuple[int, int, int]], found: list[int], start: int, persons: list[Person]) -> int:
    before = [m for m in mentions if m[2] in found and m[0] < start]
    return max(before)[2] if before else found[0]


def _single_words(sequences: list[CapitalRun]) -> set[str]:
    return {fold(s.words[-1]) for s in sequences if len(s.words) == 1}


def _strip_titles(
    sequence: CapitalRun, titles: Titles, actors: Actors, text: str, common: Callable[[str], bool]
) -> int:
    """Index of the first word of the name proper: behind titles, posts, demonyms, countries and organisations."""
    words = sequence.words
    last = len(words) - 1
    if last == 0 or all(word.isupper() for word in words):
        return 0  # a lone name; "ADA HOLT (Norland)"
    begin = 0
    for k in range(last):
        word = words[k]
        lower = word.lower()
        if (
            lower in titles.honorifics
            or lower in titles.posts
            or lower.rstrip(".s") in titles.posts
            or (lower + "." in titles.posts and text[sequence.ends[k] : sequence.ends[k] + 1] == ".")
            or (lower in titles.portfolios and lower not in titles.given)
            or (lower in titles.not_persons and not (k == begin and lower in _GIVEN_IN_FRONT))
            or (lower.endswith(CALLINGS) and lower not in titles.given and k == begin)
        ):
            begin = k + 1
    for first in range(begin):
        # "Envoy for North Kesh Ada Holt": the name proper begins behind all of the country's
        size = next(
            (n for n in (3, 2) if first < begin < first + n <= last and _is_country(words, first, n, actors)), 0
        )
        begin = max(begin, first + size)
    for size in (3, 2, 1):
        # "Minister of Foreign Affairs of Madagascar Hery Rakoto": the country belongs to the post
        if last - begin >= size + (size == 1) and actors.by_name(" ".join(words[begin : begin + size])) is not None:
            begin += size
            break
    for k in range(begin, last):
        # "Chinese President Xi": stripped with the title; "Turkish Orlo" without one, and "Russia Lavrov" never
        if (
            k == begin
            and (
                actors.by_demonym(words[k])
                or (
                    _INITIALS.fullmatch(words[k])
                    and text[sequence.ends[k] : sequence.ends[k] + 1] != "."
                    and not (k and is_honorific(words[k - 1], titles) and len(words[k]) > 2)  # "Mr. HAYAKI Sorato"
                )
            )
            and last - k >= 1
        ):
            begin = k + 1
    if begin == 0 and last >= 1 and _is_common_opener(text, sequence, titles, common):
        begin = 1
    if last - begin >= 2 and words[begin + 1].lower() in titles.given and _is_calling(words[begin], titles):
        begin += 1
    lead = text[max(sequence.starts[0] - 24, 0) : sequence.starts[0]]
    if begin == 0 and last >= 2 and _CONSTITUENCY.search(lead):
        begin = last - 1  # "the lawmaker for Sorrel North Ada Holt"
    return begin


def _is_calling(word: str, titles: Titles) -> bool:
    """Tell a post or calling that no list holds before a full name: "Recorder Ada Holt", "Libertarian Ben Orlo"."""
    lower = word.lower()
    return len(lower) > 5 and lower not in titles.given and lower.endswith(_CALLING_ENDINGS)


def _is_country(words: list[str], first: int, size: int, actors: Actors) -> bool:
    return actors.by_name(" ".join(words[first : first + size])) is not None


def _is_common_opener(text: str, sequence: CapitalRun, titles: Titles, common: Callable[[str], bool]) -> bool:
    """Tell a word that only the sentence's head makes a capital: "Regarding Orlo", "Voter Ada Holt"."""
    word, start = sequence.words[0], sequence.starts[0]
    lower = word.lower()
    if lower in titles.given or lower in PARTICLES or not _SENTENCE_HEAD.search(text[max(start - 3, 0) : start]):
        return False
    if len(sequence.words) == 2:
        return lower.endswith("ing") and len(lower) > 6
    return common(lower) or common(lower + "s")


def _is_person(
    text: str,
    sequence: CapitalRun,
    begin: int,
    stop: int,
    titles: Titles,
    actors: Actors,
    singles: set[str],
    known: set[str],
) -> bool:
    words = sequence.words[begin:stop]
    lowers = [word.lower() for word in words]
    if len(words) > (8 if any(lower in _LINEAGE for lower in lowers) else 6):
        return False
    name = text[sequence.starts[begin] : sequence.ends[stop - 1]]
    if known and fold(name) in known:
        return True
    if all(word.isupper() and len(word) > 1 for word in words) and begin == 0:
        # "ADA HOLT (Norland) said": the record of a council prints whoever takes the floor in capitals
        seat = _BRACKETED.match(text, sequence.ends[stop - 1], sequence.ends[stop - 1] + 45)
        return seat is not None and actors.by_name(seat[1].removeprefix("the ")) is not None
    if begin == 0 and _KOREAN.fullmatch(name):
        return True
    if any(lower in titles.not_persons for lower in lowers[lowers[0] in _GIVEN_IN_FRONT :]):
        # "Actor Ada Washington", "Envoy for Kesh Ben West": a place or the like that is a surname too
        ahead = sequence.words[begin - 1] if begin else ""
        of_kesh = _POST_FOR.search(text[max(sequence.starts[begin] - 70, 0) : sequence.starts[begin]])
        behind_post = is_post(ahead, titles) or of_kesh is not None
        return behind_post and len(lowers) == 2 and lowers[0] in titles.given
    actor = actors.by_name(name)
    if actor is not None or actors.by_capital(name) is not None or actors.by_metonym(name) is not None:
        return False
    if begin == 0 and _OF_BODY.search(text[max(sequence.starts[begin] - 40, 0) : sequence.starts[begin]]):
        return False  # "the Centre for Shared Rivers"
    if any(character.isdigit() for character in name):
        return False
    if begin == 0 and text[max(sequence.starts[0] - 7, 0) : sequence.starts[0]].endswith(" named "):
        return True
    if any(lower in _LINEAGE for lower in lowers[1:-1]):
        return True
    bracket = _BRACKETED.match(text, sequence.ends[stop - 1], sequence.ends[stop - 1] + 45)
    if bracket and actors.by_name(bracket[1]) is not None:
        return True  # "Ada Holt (Norland) said"
    if (
        begin == 0
        and _SIGNED.match(text, sequence.ends[stop - 1])
        and text[sequence.start - 1 : sequence.start] == "\n"
    ):
        return True
    if begin and _POST_OF.search(text[max(sequence.starts[begin] - 70, 0) : sequence.starts[begin]]):
        return True  # "Secretary of State Ada Holt", "Minister of Foreign Affairs Ada Holt"
    if begin and is_post(sequence.words[begin - 1], titles):
        return True
    ahead = text[max(sequence.starts[begin] - 24, 0) : sequence.starts[begin]].rstrip(" .")
    before = _RETIRED.sub("", ahead).rsplit(None, 1)
    if (
        before
        and is_post(before[-1], titles)
        and "\n" not in text[max(sequence.starts[begin] - 2, 0) : sequence.starts[begin]]
    ):
        return True
    lead = text[max(sequence.starts[begin] - 110, 0) : sequence.starts[begin]]
    if (
        begin == 0
        and text[sequence.ends[stop - 1] : sequence.ends[stop - 1] + 1] in (",", ".")
        and ", " in lead[-3:]  # how the pattern ends: found at once, where the pattern would be tried at every word
        and _DESCRIBED.search(lead)
    ):
        # "a spokeswoman for the ministry, Ada Holt, said"
        return actors.by_name(words[-1]) is None
    if lowers[0] in titles.given or (len(lowers) > 2 and lowers[1] in titles.given):
        return True
    if any(actors.by_name(word) is not None or actors.by_demonym(word) or actors.by_capital(word) for word in words):
        return False
    after = text[sequence.ends[stop - 1] : sequence.ends[stop - 1] + 60]
    if _PERSON_BEHIND.match(after):
        return True
    if _OTHER_BEHIND.match(after):
        return False
    if len(words) <= 4 and _CALLING_BEHIND.match(after):
        return True  # "Ada Holt, a hydrologist at …"
    if fold(words[-1]) in singles or (len(words) <= 3 and fold(words[0]) in singles and len(words[0]) <= 5):
        return actors.by_name(words[-1]) is None
    if begin == 0 and len(words) <= 4 and _SPEAKING_AHEAD.search(lead):
        return True  # '"No," said Ada Holt of Sorrel'
    if len(words) <= 3 and _OF_ACRONYM.match(after):
        return True  # "Orla Gerst of ESA spoke"
    return bool(_SPEAKING_BEHIND.match(after)) and len(words) <= 4


_INITIALS = re.compile(r"[A-Z][\w’'-]?[A-Z]+(?:[-’'][A-Z]+)*|[^\W\d_a-z]{2,}")  # "EU", "MoS"
_POST_ACRONYM = re.compile(r" \(([A-Z][a-z]?[A-Z]{1,3})\) $")
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-z]{3,}\b")
_SENTENCE_HEAD = re.compile(r"(?:^|\n|[.!?][”\"]?\s)[“\"]?$")
_BRACKETED = re.compile(r" \(([^)]{3,40})\)")
_RETIRED = re.compile(r" \((?:retired|ret|rtd)\.?\)$")
_CALLING_BEHIND = re.compile(r", an? [a-z]")
# "Ada Holt, the Foreign Minister", "Ada Holt, who", "Ada Holt, 54,"
_PERSON_BEHIND = re.compile(
    rf", (?:an? |the |his |her |their )?(?:[\w’'-]+ ){{0,4}}?(?:{POST_WORDS})\b|, who\b|, \d\d,"
    r"| of (?:the )?(?-i:[A-Z])[^,.;:()\n]{2,80}, who\b",  # "Ada Holt of the Office for Relief, who"
    re.IGNORECASE,
)
# a letter's signature: "Ada Holt" on a line, "Ambassador of Kesh" on the next
_SIGNED = re.compile(rf"\n+(?:The )?(?:[A-Z][\w’'-]+ ){{0,3}}(?i:{POST_WORDS})\b[^.!?\n]{{0,110}}$", re.MULTILINE)
_OTHER_BEHIND = re.compile(r" \(\w|, (?:\w+ ){0,2}(?:of|for|to) ")  # "Port Ann, capital of Kesh"
_SPEAKING_BEHIND = re.compile(
    r"[\"”]?,? (?:also |later |then |has |had )?(?:told|said|says|tells|added|adds|tweeted|wrote|argued|argues|noted"
    r"|warned|insisted|replied|recalled|quipped|joked|countered|explained|stressed|complained|conveyed|stated|remarked"
    r"|underscored|highlighted|emphasi[sz]ed|reiterated)\b"
)
_OF_ACRONYM = re.compile(
    r" of (?:the )?[A-Z]{2,6} (?:said|says|spoke|told|added|wrote|noted|warned|explained|confirmed)\b"
)
_SPEAKING_AHEAD = re.compile(r"[\"”’'] (?:said|says|added|wrote|replied|quipped|recalled) $")
_POST_OF = re.compile(
    rf"\b(?:{POST_WORDS})(?:[- ]at[- ]large)? (?:of|for|to) (?:the )?"
    r"(?:[A-Z][\w’'-]+(?: and| of)? (?:\([A-Z]{2,8}\) )?)+$",
    re.IGNORECASE,
)
_POST_FOR = re.compile(rf"\b(?:{POST_WORDS}) for (?:[A-Z][\w’'-]+ )+$", re.IGNORECASE)
_DESCRIBED = re.compile(rf"\b(?:{POST_WORDS})\b[^.;:()\n]{{0,70}}, $", re.IGNORECASE)
_CONSTITUENCY = re.compile(
    r"\b(?:MP|MEP|legislator|lawmaker|senator|member|deputy|governor|mayor|bishop|councillor) (?:for|of|from) $",
    re.IGNORECASE,
)
_KOREAN = re.compile(r"[A-Z][a-z]{1,5} [A-Z][a-z]{1,7}-[a-z]{2,7}")  # "Ha Dong-wook"
# names at a name's head, things at its end: "Bill Holt" and "the Harbour Bill", "Park Jin" and "Harbour Park"
_GIVEN_IN_FRONT = frozenset({"bill", "park"})
_LINEAGE = frozenset({"bin", "binti", "ibn", "ould", "bint"})  # particles that only persons' names have


_OF_BODY = re.compile(
    r"\b(?:Centre|Center|Institute|Ministry|Council|Union|Organi[sz]ation|Office|Department|Bank|Fund|University|Committee|"
    r"Commission|Court|Agency|Board|School|House|Party|Forum|Treaty|Convention|Law|Battle|Gulf|Sea|Bay|Port|Church)"
    r" (?:for|of|on) (?:the )?$"
)
# endings of callings that stand before a name like a title: "immunologist Ada Holt", "screenwriter Ben Orlo"
_CALLING_ENDINGS = ("er", "or", "ian", "ist", "man", "woman", "person", "crat", "ative", "ent")


def _same_person(persons: list[Person], sharing: dict[str, list[int]], words: tuple[str, ...]) -> int | None:
    """A person whose name has all these words, or who has some of them: "Recep Orlo", "Recep Tayyip Orlo"."""
    matches = []
    for index in sorted({*sharing.get(words[0], ()), *sharing.get(words[-1], ())}):
        shorter, longer = sorted((words, persons[index].words), key=len)
        if (
            (set(shorter) <= set(longer) and shorter[-1] == longer[-1])
            or (len(shorter) >= 2 and shorter[-1] == longer[-1] and shorter[0] == longer[0])
            or (shorter == longer[: len(shorter)] and len(shorter) >= 2)
            or _is_initialed(words, persons[index].words)
        ):
            matches.append(index)
    return matches[0] if len(matches) == 1 else None


def _is_initialed(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell if one prints the given name as an initial: "S. Orlo", "Sara Orlo"."""
    return (
        len(one) == len(other) == 2
        and one[-1] == other[-1]
        and one[0][0] == other[0][0]
        and min(len(one[0].strip(".")), len(other[0].strip("."))) == 1
    )


def _partial(
    sequence: CapitalRun, begin: int, stop: int, persons: list[Person], by_word: dict[str, list[int]], titles: Titles
) -> list[int]:
    """Persons that a surname, a given name or a part of the name stands for."""
    words = [fold(word) for word in sequence.words[begin:stop]]
    if len(words) > 3:
        return []
    last = words[-1]
    if len(words) == 1:
        found = by_word.get(last, [])
        family = [i for i in found if persons[i].words[-1] == last]
        if len(family) == 1:
            return family
        if family:
            gender = next(
                (titles.genders[w.lower()] for w in sequence.words[:begin] if w.lower() in titles.genders), None
            )
            if gender:
                told = [i for i in family if (persons[i].gender or titles.genders.get(persons[i].words[0])) == gender]
                if len(told) == 1:
                    return told
            return family
        given = [i for i in found if persons[i].words[0] == last]
        return given or found[:1]
    found = [i for i in by_word.get(last, []) if all(w in persons[i].words for w in words)]
    return found


def _titled_single(text: str, sequence: CapitalRun, begin: int, stop: int, titles: Titles, actors: Actors) -> bool:
    """ "President Orlo", "Mr. Kesh": a lone surname that only a title makes a person's."""
    if stop - begin != 1 or begin == 0 or len(sequence.words[begin]) < 3:
        return False
    word = sequence.words[begin]
    lower = word.lower()
    if lower in titles.not_persons or lower in titles.portfolios or word.isupper():
        return False
    if lower in titles.posts or lower.rstrip("s") in titles.posts:
        return False
    if actors.by_name(word) is not None or actors.by_capital(word) is not None or actors.by_demonym(word):
        return False
    title = sequence.words[begin - 1].lower()
    if title in titles.honorifics or title in ADDRESS_TITLES or title in titles.posts:
        return True
    # "Minister of Foreign Affairs Orlo"
    return (
        title in titles.portfolios
        and _POST_OF.search(text[max(sequence.start - 30, 0) : sequence.starts[begin]]) is not None
    )
