"""Verbs, subjects and clauses found in one tagged sentence: what cutting it into claims asks about."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction.clausetags import ADVERBS, FINITE, MARKS, mend_tags
from tracker.extraction.structures import Range, Tokens
from tracker.lexicon.claims import ClauseWords

VERBS = FINITE | {"VB", "VBN", "VBG"}
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "PRP$", "WP"})
BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
AUXILIARIES = BE | HAVE | {"do", "does", "did"}
DASHES = frozenset({"–", "—", "--", "---"})
ENDS = frozenset({".", "!", "?", "..."})
RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})
JOINERS = frozenset({"and", "but", "or", "yet", "nor"})
SAME_IN_PAST = frozenset(
    {"let", "put", "set", "cut", "hit", "shut", "spread", "quit", "hurt", "split", "beat", "cost", "bet", "cast"}
)
_DEEPEST = 6  # clauses within clauses that are looked into
_FARTHEST = 90  # tokens from the beginning of a clause to its verb
_AHEAD = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "earlier", "meanwhile", "sir", "madam", "look", "listen", "second"}
)
"""What a comma parts from the subject behind it."""
_TIMES = frozenset("day week month year morning evening spring summer autumn fall winter decade time".split())
_OBJECTIVE = frozenset({"me", "us", "him", "them", "myself", "himself", "itself", "themselves"})
ASIDE = 6  # tokens that an aside between commas may have: ", as always,"


@dataclass(slots=True)
class Clause:
    """One clause: ``[start, end)`` in tokens, and how it came to stand alone.

    ``kind`` is clause (with a subject), predicate, infinitive, gerund, participle, relative, subordinate or noun;
    ``verb`` is the index of the verb that heads it, -1 for none; ``subject`` the range of its subject, None where it
    has none of its own. ``opener`` is the word that makes it subordinate.
    """

    start: int
    end: int
    kind: str
    verb: int = -1
    subject: Range | None = None
    opener: str = ""


class Syntax:
    """One tagged sentence, and what stands where in it; places are token indices.

    ``told`` tells that it is what somebody was told to do: "[Uganda to open the border]".
    """

    def __init__(self, tokens: Tokens, words: ClauseWords, *, told: bool = False) -> None:
        self.tokens = tokens
        self.words = words
        self.told = told
        self.lowers = tokens.lowers
        self.tags = mend_tags(tokens, words)
        self.depth = _depth(tokens.words)
        self._nested = 0  # clauses that are being looked for inside one another
        self._clauses: dict[tuple[int, int], tuple[int, Range | None] | None] = {}

    def main_verb(self, start: int) -> tuple[int, Range | None] | None:
        """The finite verb that no relative, condition or other opener takes, with its subject."""
        waiting = 0
        nominal = -1
        last_break = start
        at = start
        count = min(len(self.tokens), start + _FARTHEST)
        while at < count:
            tag, lower = self.tags[at], self.lowers[at]
            if self.depth[at]:
                at += 1
                continue
            if self.is_condition(at) or tag in ("WDT", "WP", "WRB", "WP$") or self.opens_that(at, nominal):
                waiting += not (lower == "that" and at == start)  # "That gave us a map": its subject
            elif (width := self.fact_opener(at)) and self.clause_at(at + width) is not None:
                waiting += 1
                at += width
                continue
            elif tag in FINITE and not self.reads_as_noun(at):
                if waiting:
                    waiting -= 1
                    at = self.group_end(at)
                    if at < count and lower and self.lowers[at - 1] == ",":
                        last_break = at
                    continue
                return at, (self.subject(last_break if last_break > start else start, at))
            elif lower == ",":
                if not waiting and (nominal < 0 or self.tags[start] not in (*NOMINAL, "JJ")):
                    last_break = at + 1
                if waiting == 0 and nominal < 0:
                    last_break = at + 1
            elif tag in NOMINAL:
                nominal = at
            at += 1
        return None

    def opens_that(self, at: int, nominal: int) -> bool:
        """ "that" behind a noun opens a relative clause or a complement; as a determiner it opens nothing."""
        return self.lowers[at] == "that" and self.tags[at] in ("IN", "WDT") and nominal >= 0

    def subject(self, start: int, verb: int) -> Range | None:
        """The noun phrase ahead of a verb, less what stands before a comma (an adverbial) and adverbs."""
        begin = self.skip_marks(start)
        while begin < verb and (self.lowers[begin] in JOINERS or self.tags[begin] in ADVERBS):
            begin += 1
        if begin + 1 < verb and self.lowers[begin + 1] == "," and self.lowers[begin] in _AHEAD:
            begin += 2  # "Today, the ministers met"
        if (
            begin + 2 < verb
            and self.lowers[begin] in ("this", "last", "next", "every", "each")
            and self.lowers[begin + 1] in _TIMES
            and self.lowers[begin + 2] == ","
        ):
            begin += 3  # "This month, Avaria celebrates"
        # "In 2023, trade grew": what stands ahead of the first comma is no subject if it opens with a preposition
        if begin < verb and self.tags[begin] in ("IN", "TO", "VBG", "VBN", "RB"):
            commas = [k for k in range(begin, verb) if self.lowers[k] == "," and not self.depth[k]]
            if commas:
                return self.subject(commas[0] + 1, verb)
            if self.tags[begin] != "VBG":
                begin = next((k for k in range(begin, verb) if self.tags[k] == "PRP"), verb)
        while begin < verb and (
            self.tags[begin] in ADVERBS or self.tokens.words[begin] in MARKS or self.lowers[begin] in (",", "that")
        ):
            begin += 1
        end = verb
        while end > begin and (
            self.tags[end - 1] in ADVERBS or self.lowers[end - 1] == "," or self.tokens.words[end - 1] in MARKS
        ):
            end -= 1
        for comma in range(begin + 1, end - 1):
            if self.lowers[comma] == "," and (self.tags[comma + 1] in ADVERBS or self.tags[comma + 1] in ("IN", "TO")):
                end = comma  # "the officials, of course,"
                break
        if (
            end - begin > 1
            and self.tags[end - 1] == "PRP"
            and self.lowers[end - 1] not in _OBJECTIVE
            and "CC" not in self.tags[begin:end]
        ):
            begin = end - 1  # "Yesterday I", "there we"
        return (begin, end) if end > begin else None

    def compares(self, at: int) -> bool:
        """The second half of "as well as", "as quickly as": no clause of time."""
        return (
            self.lowers[at] == "as"
            and at > 1
            and self.lowers[at - 2] in ("as", "so")
            and (self.tags[at - 1] in ADVERBS or self.tags[at - 1] in ("JJ", "JJR"))
        )

    def opener_end(self, start: int) -> int:
        while start < len(self.tokens) and self.lowers[start] in self.words.stressing and not self.opener_width(start):
            start += 1
        return start + self.opener_width(start)

    def has_auxiliary(self, last: int) -> bool:
        back = last - 1
        while back > 0 and self.tags[back] in ADVERBS:
            back -= 1
        return self.lowers[back] in BE or self.lowers[back] in HAVE

    def fact_opener(self, at: int) -> int:
        """How many words open a clause that tells a fact here; 0 for none."""
        if (
            at < len(self.tokens)
            and self.lowers[at] not in self.words.facts
            and self.lowers[at] not in self.words.stressing
        ):
            return 0
        end = at
        while end < len(self.tokens) and self.lowers[end] in self.words.stressing:
            end += 1
        width = self.opener_width(end)
        if not width:
            width = self.opener_width(at)
            return width
        return end - at + width

    def opener_width(self, at: int) -> int:
        if at >= len(self.tokens):
            return 0
        for phrase in self.words.facts.get(self.lowers[at], ()):
            if self.lowers[at + 1 : at + len(phrase)] == list(phrase[1:]):
                following = self.lowers[at + len(phrase) : at + len(phrase) + 1]
                if phrase == ("as",) and self.lowers[at + 2 : at + 3] == ["as"]:
                    return 0  # "as quickly as we can"
                if following and following[0] in ("of", "if", "long", "well", "to", "opposed", "such", "per"):
                    return 0
                return len(phrase)
        return 0

    def clause_at(self, start: int, commas: int = 0) -> tuple[int, Range | None] | None:
        """The finite verb and the subject of a clause that begins here; None where none does.

        ``commas`` is how many commas may stand ahead of the verb, around an adverbial or a relative. Answers are
        remembered: clauses within clauses ask for one another.
        """
        asked = start, commas
        if asked not in self._clauses:
            self._clauses[asked] = None  # while it is looked for
            self._clauses[asked] = self._find_clause(start, commas)
        return self._clauses[asked]

    def _find_clause(self, start: int, commas: int) -> tuple[int, Range | None] | None:
        count = min(len(self.tokens), start + _FARTHEST)
        begin = self.skip_marks(start)
        while begin < count and (self.tags[begin] in ADVERBS or self.lowers[begin] in ("then",)):
            begin += 1
        waiting = 0
        nominal = False
        left = commas
        last_break = begin
        at = begin
        while at < count:
            tag, lower = self.tags[at], self.lowers[at]
            if self.depth[at]:
                at += 1
                continue
            if lower in (";", ":") or self.tokens.words[at] in DASHES:
                return None
            if lower == ",":
                following = self.skip_marks(at + 1)
                aside = self.aside_end(at)
                if aside > at and nominal:
                    at = aside + 1
                    continue
                if not waiting and (
                    not left or self.lowers[following : following + 1][:1] in (["and"], ["but"], ["or"])
                ):
                    return None  # the clause, if it is one, begins behind that joiner
                left -= 1
                if not nominal or self.tags[begin] in ("IN", "VBG", "TO", "RB"):
                    last_break = following
                elif self.lowers[following : following + 1] not in (["which"], ["who"], ["whose"], ["where"]):
                    return None  # a noun, a comma and another noun ahead of the verb: no subject of one clause
            elif tag in FINITE:
                if self.reads_as_noun(at):
                    nominal = True
                elif waiting:
                    waiting -= 1
                elif self.lowers[at - 1] in JOINERS and at - 1 > begin:
                    return None
                elif nominal:
                    subject = self.subject(last_break, at)
                    if subject is None or (self.tags[subject[0]] in ("IN", "TO") and self.lowers[subject[0]] != "that"):
                        return None
                    return at, subject
                else:
                    return None
            elif tag in ("WDT", "WP", "WRB", "WP$") or (lower == "that" and tag == "IN" and nominal):
                if tag in ("WP", "WRB") and not nominal:
                    nominal = True  # "what he did is": the clause is the subject
                waiting += 1
            elif self.is_condition(at):
                waiting += 1
            elif lower in self.words.facts and at > begin and (inner := self.behind_opener(at)) is not None:
                at = inner + 1
                continue
            elif lower in ("there", "here") or tag in NOMINAL or tag == "EX":
                nominal = True
            elif tag == "VB" and not (nominal and (self.lowers[at - 1] == "to" or self.tags[at - 1] in ADVERBS)):
                return None
            at += 1
        return None

    def behind_opener(self, at: int) -> int | None:
        """The verb of a clause of reason or time that begins at ``at``."""
        width = self.opener_width(at)
        if not width or self._nested >= _DEEPEST:
            return None
        self._nested += 1
        found = self.clause_at(at + width)
        self._nested -= 1
        return None if found is None else found[0]

    def aside_end(self, at: int) -> int:
        """The comma that closes a short aside without a verb, opened by the comma at ``at``."""
        for end in range(at + 1, min(at + ASIDE + 2, len(self.tokens))):
            if self.lowers[end] == ",":
                return end if end > at + 1 else at
            if self.tags[end] in FINITE or self.lowers[end] in ("and", "or", ";"):
                return at
        return at

    def reads_as_noun(self, at: int) -> bool:
        """A plural that the tagger took for a verb: "exchanges across all sectors have been", with no subject ahead."""
        if self.tags[at] not in ("VBZ", "VBP") or self.lowers[at] in AUXILIARIES or self.lowers[at][0] in "'’":
            return False
        if at and (self.tags[at - 1] in NOMINAL or self.tags[at - 1] in ADVERBS):
            return False
        if at + 1 >= len(self.tokens) or self.tags[at + 1] not in ("IN", "NN", "NNS", "CC"):
            return False
        for later in range(at + 1, min(at + 14, len(self.tokens))):
            if self.lowers[later] in (",", ";", "that", "who", "which") or self.tags[later] == "PRP":
                return False
            if self.tags[later] in FINITE:
                return True
        return False

    def group_end(self, verb: int) -> int:
        at = verb + 1
        while at < len(self.tokens) and (self.tags[at] in ADVERBS or self.tags[at] in ("VB", "VBN", "VBG")):
            at += 1
        return at

    def skip_phrase(self, at: int) -> int:
        while at < len(self.tokens) and (
            self.tags[at] in NOMINAL or self.tags[at] in ("JJ", "JJR", "JJS", "POS", "VBG")
        ):
            at += 1
        return at

    def is_condition(self, at: int) -> bool:
        """A word that opens a condition, a purpose or a question; "so" alone opens none."""
        lower = self.lowers[at]
        if lower == "than":
            return not at or self.tags[at - 1] not in ("JJR", "RBR")  # "more than a decade" is a number
        return lower in self.words.conditions and (lower != "so" or self.lowers[at + 1 : at + 2] in (["that"], ["as"]))

    def skip_marks(self, at: int) -> int:
        while at < len(self.tokens) and (self.tokens.words[at] in MARKS or self.tags[at] in ("``", "''")):
            at += 1
        return at

    def skip_adverbs(self, at: int) -> int:
        while at < len(self.tokens) and (
            self.tags[at] in ADVERBS or self.lowers[at] in ("not", "never", "also", "then", "please")
        ):
            at += 1
        return at

    def has_words(self, start: int, end: int) -> bool:
        return any(self.tokens.words[k][0].isalnum() for k in range(start, end))

    def is_comment(self, start: int, verb: int) -> bool:
        """ "as he said", "as we know": no fact of its own but a remark on the one beside it."""
        if self.lowers[start] != "as":
            return False
        last = self.group_end(verb) - 1
        while last > verb and self.tags[last] in ADVERBS:
            last -= 1
        following = self.lowers[last + 1 : last + 2]
        return self.lowers[last] in self.words.remarks and following not in (["that"], ["the"], ["a"], ["to"])


def _depth(words: list[str]) -> list[int]:
    depth, level = [], 0
    for word in words:
        level += word in "(["
        depth.append(level)
        level -= word in ")]" and level > 0
    return [0] * len(words) if level else depth
