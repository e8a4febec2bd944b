"""Noun phrases and clauses over tagged tokens: the small grammar that the stages share.

Everything is a single scan over one sentence's tokens, so each call is linear in the stretch that it looks at.
"""

from __future__ import annotations

from tracker.extraction.structures import Tokens
from tracker.lexicon.grammar import (
    LINKS,
    LONE_DETERMINERS,
    MONTHS,
    OUTLETS,
    PARTITIVES,
    POSTMODIFIERS,
    SUBORDINATORS,
    TIME_WORDS,
    TITLE_NOUNS,
)
from tracker.lexicon.speaking import REPORTS

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER = frozenset({"NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
_INSIDE = frozenset("NN NNS NNP NNPS JJ JJR JJS DT PDT CD PRP$ POS VBG VBN $ # RBS FW AFX".split())
MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''", "'", "‘", "’"})
DASHES = frozenset({"—", "–", "―", "--", "---", "-"})
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_WHICH_DAY = frozenset({"same", "next", "following", "previous", "that"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
COORDINATORS = frozenset({"and", "but", "or", "yet", "then"})


def noun_phrase_start(tokens: Tokens, last: int) -> int:
    """Give the index where the noun phrase whose last token is ``last`` begins; ``last + 1`` where there is none.

    Follows complements ("the head of the agency in Vienna") and coordination ("Orlo and Prandt") to the left.
    """
    tags, lowers = tokens.tags, tokens.lowers
    i = last
    if i < 0:
        return last + 1
    if lowers[i] == ")" or lowers[i] == "]":
        opened = _matching_open(tokens, i)
        if opened <= 0:
            return last + 1
        i = opened - 1
    if tags[i] in ("PRP", "EX"):
        if (
            i >= 2
            and lowers[i - 1] == "of"
            and (tags[i - 2] in ("CD", "DT", "JJ", "JJS") or lowers[i - 2] in ("one", "some"))
        ):
            return i - 2  # "one of them", "some of us"
        return i if tags[i] == "PRP" else last + 1
    if tags[i] in ("WP", "WDT"):
        return i
    if tags[i] not in NOUNS and not (
        tags[i] in ("CD", "JJ", "DT", "JJS", "VBN", "VBG", "POS", "JJR", "FW") and _may_head(tokens, i)
    ):
        return last + 1
    start = i
    while True:
        # to the left edge of this simple phrase
        while (
            i >= 0
            and tokens.quoted[i] < 0
            and (
                tags[i] in _INSIDE
                or lowers[i] in ("&", "/")
                or (tags[i] == "RB" and i + 1 <= last and tags[i + 1] in ("JJ", "VBN", "CD", "RB"))
            )
        ):
            if tags[i] in ("VBG", "VBN") and (
                i == 0 or tags[i - 1] not in ("DT", "PRP$", "JJ", "POS", "IN", "CC", "NNP", ",") or (tags[i - 1] == ",")
            ):
                break
            if lowers[i] in TIME_WORDS and i < last and tags[i + 1] != "POS" and lowers[i + 1] not in ("'s", "’s"):
                break
            if lowers[i] == "day" and i >= 1 and i < last and lowers[i - 1] in _WHICH_DAY and tags[i + 1] in NOUNS:
                break  # "the same day Malawi confirmed"
            if (
                tags[i] == "CD"
                and i >= 1
                and lowers[i - 1] in ("in", "since", "by", "of")
                and i < last
                and len(lowers[i]) == 4
                and lowers[i].isdigit()
            ):
                break
            start = i
            if (
                tags[i] in ("DT", "PRP$", "PDT")
                and lowers[i] not in ("both", "all", "half")
                and (i == 0 or tags[i - 1] not in ("PDT", "IN"))
            ):
                i -= 1
                break
            if tags[i] in ("DT", "PRP$") and i >= 1 and tags[i - 1] == "IN":
                i -= 1
                break
            i -= 1
        if i < 1 or tokens.quoted[i] >= 0:
            return start
        word = lowers[i]
        previous = tags[i - 1]
        if word in ("and", ",") and start <= last:
            opened = _portfolio_start(tokens, i)
            if opened >= 0:
                i = opened
                continue
        if word in (")", "]"):
            opened = _matching_open(tokens, i)
            if opened > 0 and tags[opened - 1] in NOUNS:
                i = opened - 1
                continue
            return start
        if tags[i] == "IN" and i >= 2 and lowers[i - 1] == "from" and tags[i - 2] in NOUNS:
            i -= 2  # "critics from across the spectrum"
            continue
        if (tags[i] in ("IN", "TO") and word in LINKS) and (
            previous in NOUNS or lowers[i - 1] in PARTITIVES or previous in ("CD",)
        ):
            if lowers[i - 1] in TIME_WORDS or (word not in ("of", "for") and _is_adverbial(tokens, i)):
                return start
            i -= 1
            continue
        if word == "and" and lowers[i - 1] == "," and i >= 4 and (tags[i - 2] in PROPER or lowers[i - 2] == ")"):
            # "the United States, the Republic of Korea (ROK), and Japan"
            left = noun_phrase_start(tokens, i - 2)
            first = _list_start(tokens, left, i - 1) if left < i - 2 else -1
            if first >= 0:
                return first
        if (
            word in ("and", "or", "&")
            and i >= 1
            and (previous in NOUNS or previous == "PRP" or lowers[i - 1] == ")" or lowers[i - 1] in ("both",))
        ):
            left = noun_phrase_start(tokens, i - 1)
            first = left
            while first >= 2 and lowers[first - 1] == "and" and noun_phrase_start(tokens, first - 2) <= first - 2:
                first = noun_phrase_start(tokens, first - 2)  # "they discussed this week's G7 *and NATO talks* and …"
            if left <= i - 1 and not _belongs_to_verb(tokens, first) and not _closes_clause(tokens, left, last):
                return left
            return start
        if (
            word == "and"
            and i >= 3
            and previous == "JJ"
            and tokens.words[i - 1][0].isupper()
            and tokens.words[i + 1][0].isupper()
            and (tokens.words[i - 2][0].isupper() or lowers[i - 2] in (",", "of", "for"))
        ):
            i -= 1  # "the Kesh Educational, Scientific and Cultural Organisation"
            continue
        if tags[i] in ("IN", "TO", "VBN") and i >= 2:
            # "sources close to the talks", "people briefed on the matter", "a poll released by Kesh University"
            post = i if tags[i] == "VBN" else i - 1
            if (
                post >= 1
                and tags[post - 1] in NOUNS
                and (
                    lowers[post] in POSTMODIFIERS or (tags[post] == "VBN" and post < i and lowers[post] not in REPORTS)
                )
            ):
                i = post - 1
                continue
        if (
            word == ","
            and i >= 1
            and (previous in PROPER or tokens.words[i - 1][0].isupper())
            and start <= last
            and _is_enumeration(tokens, i, last)
        ):
            i -= 1
            continue
        return start


def _portfolio_start(tokens: Tokens, i: int) -> int:
    """The last word of the post whose portfolio "and" or a comma at ``i`` goes on listing; -1 where it lists none.

    "Under *Secretary* for Economic Growth, Energy, and the Environment Holt": what is listed are no speakers.
    """
    for k in range(i - 1, max(i - 14, 0), -1):
        word = tokens.lowers[k]
        if word in ("for", "of"):
            return k - 1 if tokens.lowers[k - 1] in TITLE_NOUNS and word == "for" else -1
        if not (tokens.words[k][0].isupper() or word in (",", "and", "the", "&")) or tokens.lowers[k] in TITLE_NOUNS:
            return -1
    return -1


def _list_start(tokens: Tokens, left: int, comma: int) -> int:
    """Where the members ahead of ", and" begin, if they are a list that opens the sentence; else -1."""
    while left > 1 and tokens.lowers[left - 1] == "," and tokens.tags[left - 2] in PROPER:
        left = noun_phrase_start(tokens, left - 2)
    commas = sum(tokens.lowers[k] == "," for k in range(left, comma))
    listed = left == 0 and commas >= 1 and not any(tokens.tags[k] in FINITE for k in range(left, comma))
    return left if listed else -1


def _may_head(tokens: Tokens, i: int) -> bool:
    """A phrase without a noun: "the two", "one", "the former", "43", "some", "others"."""
    if tokens.tags[i] == "DT":
        return tokens.lowers[i] in LONE_DETERMINERS
    if tokens.tags[i] == "CD":
        return not (len(tokens.lowers[i]) == 4 and tokens.lowers[i].isdigit())
    if tokens.tags[i] == "POS":
        return False
    if tokens.tags[i] in ("JJ", "VBN", "VBG", "JJS", "JJR"):
        if tokens.words[i][0].isupper():
            return True
        return (i >= 1 and tokens.tags[i - 1] in ("DT", "PRP$", "JJ", "CD")) or tokens.lowers[i] in (
            "many",
            "several",
            "few",
            "most",
            "43-year-old",
        )
    return True


def _is_adverbial(tokens: Tokens, i: int) -> bool:
    """Tell if the preposition at ``i`` more likely begins an adverbial than a complement: "on Friday", "in 2019"."""
    following = tokens.lowers[i + 1] if i + 1 < len(tokens) else ""
    return (
        following in WEEKDAYS
        or following in MONTHS
        or following[:2].isdigit()
        or following in ("response", "addition", "recent", "turn")
    )


def _belongs_to_verb(tokens: Tokens, start: int) -> bool:
    """Tell if the phrase at ``start`` is the object of a verb right before it ("met Orlo and Prandt said")."""
    return start >= 1 and tokens.tags[start - 1] in ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN")


def _closes_clause(tokens: Tokens, start: int, last: int) -> bool:
    """ "met with Orlo and the mayor said": the phrase at ``start`` ends a clause; what ``last`` ends opens the next."""
    if last + 1 >= len(tokens) or tokens.tags[last + 1] not in ("VBD", "VBZ", "VBP") or start < 2:
        return False
    if tokens.lowers[start - 1] in DASHES and tokens.tags[start - 2] in PROPER:
        start -= 2  # "the anniversary of U.S.-Kesh relations and the mayor praised"
    if start < 2 or tokens.tags[start - 1] not in ("IN", "TO"):
        return False
    for k in range(start - 2, -1, -1):
        if tokens.tags[k] in ("VBD", "VBZ", "VBP"):
            return True
        if tokens.lowers[k] in (",", ";", ":") or tokens.tags[k] in ("WDT", "WP", "CC") or tokens.quoted[k] >= 0:
            return False
    return False


def _is_enumeration(tokens: Tokens, comma: int, last: int) -> bool:
    """Tell if the comma separates members of a list that ends in "A, B and C" before ``last``."""
    listed = any(tokens.lowers[k] == "and" for k in range(comma + 1, min(last + 2, comma + 10, len(tokens))))
    return listed and not any(tokens.tags[k] in FINITE for k in range(comma + 1, last))


def _matching_open(tokens: Tokens, close: int) -> int:
    depth = 0
    for k in range(close, -1, -1):
        if tokens.lowers[k] in (")", "]"):
            depth += 1
        elif tokens.lowers[k] in ("(", "["):
            depth -= 1
            if depth == 0:
                return k
    return -1


def matching_close(tokens: Tokens, opened: int) -> int:
    """Give the index of the bracket that closes the one at ``opened``, or -1."""
    depth = 0
    for k in range(opened, len(tokens)):
        if tokens.lowers[k] in ("(", "["):
            depth += 1
        elif tokens.lowers[k] in (")", "]"):
            depth -= 1
            if depth == 0:
                return k
    return -1


def noun_phrase_end(
    tokens: Tokens, first: int, *, complements: bool = True, joined: bool = False, infinitive: bool = False
) -> int:
    """Give the index behind the noun phrase that begins at ``first``; ``first`` where there is none.

    The phrase ends where a second one begins without a link ("reporters Russia", "the post the attack"); ``joined``
    takes noun beside name for one phrase ("protester Ada Holt"); ``infinitive`` ends it at "to" ("urged Kesh to").
    """
    tags, lowers = tokens.tags, tokens.lowers
    size = len(tokens)
    i = first
    seen_noun = False
    last_good = first
    if i < size and tags[i] == "PRP":
        return i + 1
    while i < size:
        tag, word = tags[i], lowers[i]
        if tokens.quoted[i] >= 0 and i > first:
            if last_good == first and tags[first] in ("DT", "PRP$") and i > first + 1:
                return i  # 'called the stabbing "an act of …"': the tagger took the noun for an adjective
            return last_good
        if word in TIME_WORDS and seen_noun and tag in ("NN", "NNP", "RB", "JJ"):
            return last_good
        if tag in ("DT", "PRP$", "PDT", "WP$"):
            if seen_noun:
                return last_good
        elif tag == "PRP":
            return last_good
        elif tag in NOUNS:
            if seen_noun and not joined and _starts_new_phrase(tokens, i):
                return last_good
            seen_noun = True
            last_good = i + 1
        elif word in ("both", "either", "neither") and i == first:
            pass
        elif tag in ("JJ", "JJR", "JJS", "CD", "VBN", "VBG", "FW", "RB", "$"):
            if tag == "JJS" and not seen_noun:
                last_good = i + 1
            if seen_noun:
                if tag == "CD" and tags[i - 1] in NOUNS:
                    last_good = i + 1
                elif tag == "JJ" and tags[i - 1] in PROPER and i + 1 < size and tags[i + 1] in NOUNS:
                    pass  # "IOM regional director"
                elif not (word[0].isalpha() and tokens.words[i][0].isupper() and i + 1 < size and tags[i + 1] in NOUNS):
                    return last_good
            elif tag in ("CD", "JJ") and last_good == first:
                last_good = i + 1 if tag == "CD" else last_good
        elif tag == "POS" or word in ("'s", "’s"):
            seen_noun = False
        elif word in ("&", "/"):
            pass
        elif word in ("(", "["):
            close = matching_close(tokens, i)
            if not seen_noun or close < 0 or close - i > 8:
                return last_good
            i = close
            last_good = close + 1
        elif word == "to" and infinitive:
            return last_good
        elif tag in ("IN", "TO") and complements and word in LINKS and seen_noun and i + 1 < size:
            if _is_adverbial(tokens, i) or tags[i + 1] in ("VB", "WDT", "WP"):
                return last_good
            inner = noun_phrase_end(tokens, i + 1, complements=True, infinitive=infinitive)
            if inner <= i + 1:
                return last_good
            return inner
        elif tag == "CC" and word in ("and", "or") and complements and seen_noun:
            inner = noun_phrase_end(tokens, i + 1, complements=True)
            # "X and Y" is one phrase unless a verb follows Y, which makes it a new subject
            if inner > i + 1 and not (inner < size and tags[inner] in FINITE):
                return inner
            return last_good
        else:
            return last_good
        i += 1
    return last_good


def _starts_new_phrase(tokens: Tokens, i: int) -> bool:
    """Two nouns side by side belong to two phrases: "reporters Russia", "Reuters production"."""
    before, here = tokens.tags[i - 1], tokens.tags[i]
    if before in ("NNS", "NNPS") and here in PROPER and tokens.words[i - 1][0].islower():
        return True
    if (
        before == "NN"
        and here in PROPER
        and tokens.lowers[i - 1] not in TITLE_NOUNS
        and tokens.words[i - 1][0].islower()
    ):
        return True
    return (
        before in PROPER
        and here in ("NN", "NNS")
        and tokens.lowers[i] not in TITLE_NOUNS
        and tokens.lowers[i - 1] in OUTLETS
    )


def has_finite_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Tell if an unbracketed finite verb stands in the range."""
    return any(tokens.tags[k] in FINITE and tokens.depth[k] == 0 for k in range(start, end))


def clause_starts(tokens: Tokens, start: int, end: int) -> bool:
    """Tell if a clause (a subject and its finite verb) begins at ``start``: "the talks held in Kesh were …"."""
    size = min(end, len(tokens))
    i = start
    if i >= size or tokens.lowers[i] == "of":
        return False
    if tokens.tags[i] == "EX" or tokens.lowers[i] == "there":
        return has_finite_verb(tokens, i, size)
    if tokens.lowers[i] in SUBORDINATORS:
        # "as he left" is an adverbial; "if he left, they would stay" is a clause with its main clause behind the comma
        return any(
            tokens.lowers[k] == ","
            and tokens.quoted[k] < 0
            and tokens.tags[k + 1 : k + 2] != ["VBG"]
            and has_finite_verb(tokens, k + 1, size)
            for k in range(i + 1, size)
        )
    saw_noun = past = comma = False  # ``past``: a past tense that the tagger took for a participle
    while i < size:
        tag = tokens.tags[i]
        if tokens.depth[i]:
            i += 1
            continue
        if tag in FINITE:
            return saw_noun or tag == "MD"
        if (
            tag == "VBN"
            and tokens.tags[i - 1] in ("NN", "NNS", "NNP", "PRP")
            and i > start
            and not _has_agent(tokens, i)
        ):
            past = True
        if tag in ("PRP", "NN", "NNS", "NNP", "NNPS", "CD", "DT", "EX"):
            saw_noun = True
        elif (
            tokens.lowers[i] in (";", ":")
            or (tokens.lowers[i] == "," and i + 1 < size and tokens.tags[i + 1] == "VBG" and saw_noun)
            or (saw_noun and tokens.lowers[i] == "," and i + 1 < size and tokens.lowers[i + 1] in ("but", "while"))
            or (saw_noun and not comma and tokens.lowers[i] == "," and _subject_follows(tokens, i + 1, size))
        ):
            return False
        elif saw_noun and (tokens.tags[i] == "CC" or tokens.lowers[i] == "then") and _verb_follows(tokens, i + 1, size):
            # "acknowledged the appeal of the race and eviscerated …": the verb has the reporter's subject
            return past
        elif (
            tokens.lowers[i] in ("who", "which", "that")
            and saw_noun
            and i + 1 < size
            and tokens.tags[i + 1] not in ("NN", "NNS")
        ):
            # a relative clause swallows its own verb
            k = i + 1
            while k < size and tokens.tags[k] not in FINITE:
                k += 1
            i = k
        comma = comma or (i < size and tokens.lowers[i] == ",")
        i += 1
    return past


def _subject_follows(tokens: Tokens, i: int, size: int) -> bool:
    """ "pledged loyalty, and the crew cheered": behind the first comma "and" and a subject with its past tense."""
    if i + 1 >= size or tokens.lowers[i] != "and":
        return False
    end = noun_phrase_end(tokens, i + 1)
    return i + 1 < end < size and tokens.tags[end] == "VBD" and tokens.lowers[end] not in ("were", "had", "was", "did")


def _has_agent(tokens: Tokens, participle: int) -> bool:
    """ "the plan drawn up by Kesh", "people killed in the raid": more likely no past tense."""
    return participle + 1 < len(tokens) and tokens.tags[participle + 1] in ("IN", "RP", "VBG")


def _verb_follows(tokens: Tokens, i: int, size: int) -> bool:
    while i < size and (tokens.tags[i] in ADVERBS or tokens.lowers[i] == "then"):
        i += 1
    return i < size and tokens.tags[i] in FINITE


def skip_time_back(tokens: Tokens, i: int) -> int:
    """Step left over a time between subject and verb ("Orlo on Friday said"); gives ``i`` without one."""
    lowers = tokens.lowers
    k = i
    if k >= 1 and tokens.tags[k] == "CD" and lowers[k - 1] in MONTHS:
        k -= 2
    else:
        while k >= 1 and lowers[k] in TIME_WORDS:
            k -= 1
        if k == i:
            return i
    while k >= 1 and lowers[k] in ("on", "late", "early", "last", "this", "earlier", "of", "the", "during", "over"):
        k -= 1
    if k >= 1 and tokens.tags[k] == "VBN" and tokens.tags[k - 1] in NOUNS:
        return k - 1  # "a communique issued on Friday said"
    return (
        k if k >= 0 and (tokens.tags[k] in NOUNS or tokens.tags[k] in ("PRP", "WP") or lowers[k] in (",", ")")) else i
    )


def skip_adverbs_back(tokens: Tokens, i: int) -> int:
    """Step left over adverbs from ``i``; gives the first index that is none."""
    while i >= 0 and tokens.tags[i] in ADVERBS and tokens.quoted[i] < 0:
        i -= 1
    return i
