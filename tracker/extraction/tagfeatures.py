"""What the tagger looks at: Penn tags, word forms and what is known of them, and features as strings.

Shared by the tagger at run time and by benchmarks/train_tagger.py, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# fmt: off
TAGS = (
    "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS",
    "RP", "IN", "TO", "DT", "PDT", "WDT", "WP", "WP$", "WRB", "PRP", "PRP$", "EX", "CC", "CD", "POS", "UH", "FW",
    "SYM", "LS", "ADD", "AFX", "$", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "NFP", "GW",
)
_MARKS = {
    ",": ",", ".": ".", "!": ".", "?": ".", "…": ":", ":": ":", ";": ":", "(": "-LRB-", "[": "-LRB-", "{": "-LRB-",
    ")": "-RRB-", "]": "-RRB-", "}": "-RRB-", "“": "``", "„": "``", "«": "``", "‘": "``", "``": "``", "”": "''",
    "»": "''", "''": "''", "$": "$", "£": "$", "€": "$", "¥": "$", "%": "NN", "&": "CC", "#": "NN", "+": "SYM",
    "=": "SYM", "<": "SYM", ">": "SYM", "/": "SYM", "°": "SYM", "~": "SYM", "@": "IN", "*": "NFP", "|": "NFP",
    "_": "NFP", "•": "NFP", "·": "NFP",
}
# fmt: on
CODES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(TAGS)]  # one character a tag in the weights file
INDEX = {tag: index for index, tag in enumerate(TAGS)}
_UNDECIDED = frozenset("\"'’`")  # opening, closing or a genitive: the context decides
_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"} | dict.fromkeys("123456789", "0")
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S+\.")
OUTSIDE = "\0"  # stands before the first and after the last token


def tag_punctuation(word: str) -> str | None:
    """The tag of a token without letters or digits, fixed by its form; None for words and for ``"`` and ``'``."""
    if any(map(str.isalnum, word)):
        return "ADD" if _ADDRESS.search(word) else None
    if word in _UNDECIDED:
        return None
    tag = _MARKS.get(word)
    if tag:
        return tag
    if word[:1] in ".!?":
        return ":" if word.startswith("..") else "."
    return ":" if word[:1] in "-–—―‒−…" else "NFP"


def fold_word(word: str) -> str:
    """The form under which a word is looked up without regard to case: lower case, plain quotes, digits as 0."""
    return word.translate(_FOLDED).lower()


def shape_of(word: str) -> str:
    """A coarse shape: A all capitals, C capitalised, N with a digit, H hyphenated, l the rest; a mark is itself."""
    if any(map(str.isdigit, word)):
        return "N"
    if word[:1].isupper():
        return "A" if len(word) > 1 and word.isupper() else "C"
    if not word[:1].isalnum():
        return word[:1]
    return "H" if "-" in word else "l"


def stems(lower: str) -> list[str]:
    """Forms from which a word may be inflected: "urges" gives "urge", "denied" gives "deny"."""
    if lower.endswith("s") and len(lower) > 3 and lower[-2] != "s":
        if lower.endswith("ies"):
            return [lower[:-3] + "y"]
        return [lower[:-1], lower[:-2]] if lower.endswith("es") else [lower[:-1]]
    for ending in ("ed", "ing"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            base = lower[: -len(ending)]
            if ending == "ed" and base.endswith("i"):
                return [base[:-1] + "y"]
            return [base + "e", base, *([base[:-1]] if base[-1] == base[-2] else [])]
    return [lower[:-2]] if lower.endswith("ly") and len(lower) > 5 else []


# ------------------------------------------------------------------------------------- what is known of word forms

_BANDS = "01234"  # seen once, two to four times, five to nineteen, more; 4: known from the word list alone


class Vocabulary:
    """What training knows of each form: a signature of tag codes, most frequent first.

    A signature looks like ``fh!2+a``: codes in falling order, ``!`` where the first has nine in ten, a frequency band,
    and after ``+`` (for rare forms that the word list has) the codes that only the word list gives. ``guesses`` maps
    shapes and endings to the codes that rare words like that may take.
    """

    def __init__(self, signatures: Mapping[str, str], guesses: Mapping[str, str]) -> None:
        self.signatures = signatures
        self.guesses = guesses

    def signature(self, word: str) -> str:
        """The signature of this form without its frequency band, "" if the form is unknown."""
        return self.signatures.get(word, "").translate(_WITHOUT_BAND)

    def is_frequent(self, word: str) -> bool:
        """Whether the form stands in the treebank five times or more."""
        signature = self.signatures.get(word, "")
        return "2" in signature or "3" in signature

    def candidates(self, word: str, lower: str, first: bool) -> list[int]:
        """The indices of the tags that the word may take; a sentence's first word may be its lower-case form."""
        found = self.signatures.get(word, "")
        if first or not found:
            found += self.signatures.get(lower, "")
        codes = [code for code in found if code in CODES]
        if not found or found[-1] in "01":
            codes += self.guess(word, lower)
        return [CODES.index(code) for code in dict.fromkeys(codes)]

    def guess(self, word: str, lower: str) -> str:
        """The codes for a rare or unknown word, from its shape and longest known ending."""
        shape = shape_of(word)
        for length in (4, 3, 2, 1):
            found = self.guesses.get(shape + lower[-length:])
            if found:
                return found
        return self.guesses.get(shape, "a")


_WITHOUT_BAND = str.maketrans("", "", _BANDS)


class Form:
    """A word type as features see it: its folded form, class, shape, and the word itself where it is frequent."""

    __slots__ = ("lower", "near", "shape", "sort", "word")

    def __init__(self, word: str, vocabulary: Vocabulary) -> None:
        self.word = word
        self.lower = lower = fold_word(word)
        self.shape = shape_of(word)
        known = vocabulary.signature(word) or vocabulary.signature(lower)
        self.sort = tag_punctuation(word) or known or f"?{self.shape}{lower[-2:]}"
        frequent = word == OUTSIDE or vocabulary.is_frequent(word) or vocabulary.is_frequent(lower)
        self.near = lower if frequent or len(word) == 1 else "-" + lower[-3:]  # how neighbours see it


def own_features(form: Form, first: bool, vocabulary: Vocabulary) -> list[str]:
    """Features of the word itself; ``first`` where its capital may be the sentence's."""
    word, lower, shape = form.word, form.lower, form.shape
    start = "^" if first else ""
    names = [f"w{lower}", f"a{vocabulary.signatures.get(word, '')}{start}", f"k{shape}{start}"]
    if word != lower:
        names += [f"W{word}", f"b{vocabulary.signatures.get(lower, '')}{start}"]
    names += [f"s{lower[-length:]}" for length in range(1, 6) if len(lower) > length]
    names += [f"S{shape}{lower[-length:]}" for length in (2, 3) if len(lower) > length]
    names += [f"p{lower[:length]}" for length in range(1, 5) if len(lower) > length]
    names += [f"m{vocabulary.signature(stem)}{lower[-1]}" for stem in stems(lower)]
    if "-" in lower:
        head, _, tail = lower.rpartition("-")
        names += [f"y{vocabulary.signature(tail)}", f"Y{tail}", f"x{head}", f"X{vocabulary.signature(head)}"]
    return names


def before_features(form: Form, previous: Form) -> list[str]:
    """Features of a word and the word before it."""
    return [
        f"l{previous.near}",
        f"lc{previous.sort}",
        f"lo{form.sort}|{previous.near}",
        f"lk{previous.shape}{form.shape}{form.sort}",
    ]


def after_features(form: Form, following: Form) -> list[str]:
    """Features of a word and the word after it."""
    return [
        f"r{following.near}",
        f"rc{following.sort}",
        f"ro{form.sort}|{following.near}",
        f"rs{form.sort}|{following.sort}",
        f"rw{form.lower}|{following.sort}",
        f"rk{following.shape}{form.shape}{form.sort}",
    ]


def past_features(second_last: str, last: str, state: str) -> list[str]:
    """Features of the two tags given before a word and how far its clause has come, whatever the word."""
    return [f"t{last}", f"t2{second_last} {last}", f"vt{state} {last}"]


def history_features(form: Form, second_last: str, last: str, state: str) -> list[str]:
    """Features of a word, the two tags given before it, and how far its clause has come."""
    lower, sort = form.lower, form.sort
    return [
        f"tw{last} {lower}",
        f"ts{last} {sort}",
        f"tt{second_last} {lower}",
        f"tk{last} {form.shape}{sort}",
        f"v{state} {sort}",
        f"vw{state} {lower}",
    ]


def outlook_features(last: str, state: str, following: Form) -> list[str]:
    """Features of the tag before a word and the word after it."""
    return [f"tr{last} {following.sort}", f"vr{state} {following.sort}"]


# ---------------------------------------------------------------------------------------- how far a clause has come

_HAVE = frozenset(["have", "has", "had", "'ve", "having"])
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being", "am", "'re", "'m"])
_DO = frozenset(["do", "does", "did"])
_OPENS_CLAUSE = frozenset(
    "that whether because if while although though since as after before when where who which what how why".split()
)
_VERBAL = {"VB": "I", "VBN": "N", "VBG": "G", "VBD": "F", "VBZ": "F", "VBP": "F", "TO": "T", "MD": "M"}


def effect_of(tag: str, lower: str) -> str:
    """What a tagged word does to its clause: "" nothing, a verb form's letter, or one of ``0 , &``."""
    if tag in _VERBAL:
        if tag != "TO" and lower in _HAVE:
            return "H"
        if tag != "TO" and lower in _BE:
            return "B"
        return "M" if lower in _DO else _VERBAL[tag]
    if tag in ("WDT", "WP", "WRB") or (tag == "IN" and lower in _OPENS_CLAUSE):
        return "0"
    return "," if tag in (",", ":", "``", "''") else "&" if tag == "CC" else ""


def advance(state: str, effect: str) -> str:
    """The state after an effect: the last verb's letter, then ``,`` or ``&`` if such a mark has come since."""
    return state[0] + effect if effect in (",", "&") else effect or state


STATES = ("0", *(a + b for a in "0HBMFNGIT" for b in ",&"), *"HBMFNGIT")
_STATE_INDEX = {state: index for index, state in enumerate(STATES)}


def _transitions(effect: str) -> list[int]:
    return [_STATE_INDEX[advance(state, effect)] for state in STATES]


TRANSITIONS = {effect: _transitions(effect) for effect in ["", *"0,&HBMFNGIT"]}
