"""One sentence of content cut into clauses, each with a verb or a speech act of its own.

Cut are clauses and predicates joined by "and", "but", "or" or a comma; infinitives that share one modal or word of
readiness ("will A and B", "is willing to A, continue to B"); clauses that tell a fact ("since …", "because …");
relative clauses behind a comma; full clauses behind a semicolon, dash or colon; and a second "that". Conditions,
purposes, participles, appositions and lists of nouns or of bare verbs stay with what they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction.clausetags import ADVERBS, FINITE
from tracker.extraction.joints import Joints
from tracker.extraction.structures import Range
from tracker.extraction.syntax import BE, DASHES, JOINERS, NOMINAL, RELATIVES, SAME_IN_PAST, VERBS, Clause


@dataclass(slots=True)
class _Cut:
    """A place to cut: the clause before ends at ``before``, the next one begins at ``start``."""

    before: int
    start: int
    kind: str
    verb: int
    subject: Range | None
    opener: str = ""


class Clauses(Joints):
    """The clauses of one tagged sentence."""

    def split(self) -> list[Clause]:
        """The clauses in order; between them stand only coordinators and marks."""
        begin = self.skip_marks(0)
        count = len(self.tokens)
        if begin >= count:
            return [Clause(0, count, "noun")]
        current = self._open(begin)
        current.start = 0
        found: list[Clause] = []
        at = begin
        while (cut := self._next_cut(current, at)) is not None:
            current.end = cut.before
            found.append(current)
            current = Clause(cut.start, count, cut.kind, cut.verb, cut.subject, cut.opener)
            at = max(cut.start, cut.verb) if cut.verb >= 0 else cut.start
            at = max(at, cut.start)
        current.end = count
        found.append(current)
        return found

    def _open(self, at: int) -> Clause:
        """What the sentence begins with."""
        count = len(self.tokens)
        start = at
        while start < count and self.lowers[start] in JOINERS:
            start = self.skip_marks(start + 1)
        opener = self.fact_opener(start)
        if opener:
            found = self.clause_at(start + opener)
            if found is not None and not self.is_comment(start, found[0]):
                return Clause(at, count, "subordinate", found[0], found[1], self.lowers[start])
        head = self.skip_adverbs(start)
        if head < count and self.tags[head] in ("VB", "VBG") and not self._is_subject_gerund(head):
            return Clause(at, count, "infinitive" if self.tags[head] == "VB" else "gerund", head)
        if head + 1 < count and self.lowers[head] == "to":
            verb = self.skip_adverbs(head + 1)
            if verb < count and self.tags[verb] == "VB":
                return Clause(at, count, "infinitive", verb)
        ordered = self._ordered(start) if self.told else -1
        if ordered > 0:
            return Clause(at, count, "infinitive", ordered, self.subject(start, ordered - 1))
        main = self.main_verb(start) or self._later_clause(start)
        if main is not None:
            return Clause(at, count, "clause", main[0], main[1])
        return Clause(at, count, "noun")

    def _later_clause(self, start: int) -> tuple[int, Range | None] | None:
        """The first clause behind a comma, where what stands ahead of it has no verb that could be told."""
        for at in range(start + 1, len(self.tokens) - 1):
            if self.lowers[at] == "," and not self.depth[at] and self.lowers[at + 1] not in RELATIVES:
                found = self.clause_at(at + 1)
                if found is not None and not self.fact_opener(at + 1):
                    return found
        return None

    def _ordered(self, start: int) -> int:
        """The verb of "Uganda to open the border", -1 where it is none."""
        for at in range(start + 1, len(self.tokens)):
            if self.lowers[at] == "to":
                verb = self.skip_adverbs(at + 1)
                if self.tags[verb : verb + 1] == ["VB"]:
                    return verb
            elif self.tags[at] in VERBS or self.lowers[at] in (",", ";"):
                return -1
        return -1

    def _is_subject_gerund(self, head: int) -> bool:
        found = self.clause_at(head + 1)
        return self.tags[head] == "VBG" and found is not None

    def _next_cut(self, current: Clause, after: int) -> _Cut | None:
        count = len(self.tokens)
        for at in range(max(after, current.start + 1), count):
            lower, tag = self.lowers[at], self.tags[at]
            if self.depth[at] and not (lower == "[" and self.lowers[at + 1 : at + 3] in (["...", "]"], ["…", "]"])):
                continue
            if lower in (";", ":", "[") or self.tokens.words[at] in DASHES:
                cut = self._at_break(current, at)
            elif lower == ",":
                cut = self._at_comma(current, at)
            elif lower in JOINERS and tag != "NN":
                cut = self._at_joiner(current, at, at)
            elif tag in ("IN", "RB", "WRB", "VBN", "VBG"):
                cut = self._at_fact(current, at, at)
            else:
                continue
            if cut is not None and self.has_words(cut.start, count):
                return cut
        return None

    def _at_break(self, current: Clause, at: int) -> _Cut | None:
        """A semicolon, dash or colon: between two clauses; a semicolon also between predicates and infinitives."""
        if not self.is_full(current, at) or self.tags[at - 1] in (
            "DT",
            "IN",
            "TO",
            "CC",
            "WP",
            "WRB",
            "WDT",
            "MD",
            "PRP$",
        ):
            return None
        if self.lowers[at] != ";" and (
            self.tags[current.verb] not in FINITE or not self.has_complement(current.verb, at)
        ):
            return None
        start = self.skip_marks(at + 1)
        if self.lowers[at] == "[":
            start = at + 3
        while start < len(self.tokens) and self.lowers[start] in JOINERS:
            start = self.skip_marks(start + 1)
        found = self.clause_at(start, 3)
        if found is not None:
            return _Cut(at, start, "clause", *found)
        if self.lowers[at] != ";":
            return None
        return self._shared(current, at, at, start)

    def _at_comma(self, current: Clause, at: int) -> _Cut | None:
        start = self.skip_marks(at + 1)
        count = len(self.tokens)
        if start >= count:
            return None
        lower = self.lowers[start]
        if lower in JOINERS:
            return self._at_joiner(current, at, start)
        if lower in RELATIVES or (self.tags[start] == "IN" and start + 1 < count and self.lowers[start + 1] == "which"):
            return self._relative(current, at, start)
        if (cut := self._at_fact(current, at, start)) is not None:
            return cut
        if (
            lower == "so"
            and self.lowers[start + 1 : start + 2] != ["as"]
            and (
                self.lowers[start + 1 : start + 2] != ["that"]
                or self.tags[start + 2 : start + 3] in (["VBZ"], ["VBD"], ["MD"])
            )
        ):
            found = self.clause_at(start + 1)
            if found is not None and self.is_full(current, at):
                return _Cut(at, start, "clause", *found)
        if current.kind == "subordinate":
            if current.verb >= 0 and at > current.verb and not self.in_list(at, start):
                found = self.clause_at(start, 1)
                if found is not None:
                    return _Cut(at, start, "clause", *found)
            return None
        if not self.is_full(current, at):
            return None
        found = self.clause_at(start)
        if found is not None and not self.frames(at) and not self.resumes(current, at, start):
            if self.stands_by_itself(found, current):
                return _Cut(at, start, "clause", *found)
            return None
        if self.tags[start] in VERBS or self.tags[start] in ADVERBS:
            return self._shared(current, at, at, start, listed=True)
        return None

    def _at_joiner(self, current: Clause, before: int, joiner: int) -> _Cut | None:
        start = self.skip_marks(joiner + 1)
        count = len(self.tokens)
        if start >= count:
            return None
        start_verb = start + (self.lowers[joiner] == "but" and self.lowers[start] == "also")
        lower = self.lowers[start]
        if self.lowers[before - 1].endswith("ly") and lower.endswith("ly") and self.tags[start] in ADVERBS:
            return None  # "freely and openly took"
        if lower == "that" and self.tags[start] in ("IN", "WDT", "DT"):
            found = self.clause_at(start + 1, 1)
            if found is not None and self.is_full(current, before):
                return _Cut(before, start + 1, "clause", *found)
        if not self.is_full(current, before) and current.kind != "noun":
            return None
        if (width := self.fact_opener(start)) and self.clause_at(start + width) is not None:
            found = self.clause_at(start + width)
            assert found is not None
            return _Cut(before, start, "subordinate", *found, self.lowers[start])
        if current.kind == "noun" and current.verb < 0:
            return self._speech_noun(current, before, start)
        if lower in self.words.conditions:
            found = self.main_verb(start)
            return _Cut(before, start, "clause", *found) if found is not None else None
        found = self.clause_at(start, 2)
        if found is not None and not self.joins_nouns(current, before, joiner, start, found[0]):
            return _Cut(before, start, "clause", *found)
        return self._shared(current, before, joiner, start_verb)

    def _relative(self, current: Clause, before: int, start: int) -> _Cut | None:
        """ ", which has …" behind a clause that is complete; one inside its subject stays."""
        if not self.is_full(current, before) or current.kind == "noun":
            return None
        for at in range(start + 1, len(self.tokens)):
            if self.tags[at] in FINITE:
                own = (start + 1, at) if any(tag in NOMINAL for tag in self.tags[start + 1 : at]) else None
                return _Cut(before, start, "relative", at, own, self.lowers[start])
            if self.lowers[at] in (",", ";"):
                return None
        return None

    def _at_fact(self, current: Clause, before: int, start: int) -> _Cut | None:
        """A clause of reason, time or contrast that tells a fact, behind a clause that is complete."""
        width = self.fact_opener(start)
        if not width or not self.is_full(current, before):
            return None
        opened = start
        if before == start:
            first = start
            while first > 0 and self.lowers[first - 1] in self.words.stressing:
                first -= 1  # "precisely because", "even though"
            opened = first
            if first < start and self.tags[first - 1] == "CD":
                first -= 1  # "three days after"
                if first == current.verb + 1 and self.lowers[start] == "since":
                    return None  # "marks 11 years since" tells nothing without it
            if self.compares(start) or first <= current.verb or self.lowers[first - 1] in ("as", "so", "such", "not"):
                return None
            if self.lowers[first - 1] in BE:
                return None  # "the reason is because"
            before = start = first
        found = self.clause_at(self.opener_end(opened))
        if found is None or self.is_comment(start, found[0]):
            return None
        return _Cut(before, start, "subordinate", *found, self.lowers[start])

    def _shared(self, current: Clause, before: int, joiner: int, start: int, *, listed: bool = False) -> _Cut | None:
        """A further predicate, infinitive or gerund of the same subject, with a complement on either side."""
        verb = self.skip_adverbs(start)
        count = len(self.tokens)
        if verb < count and self.lowers[verb] == "to" and self.tags[self.skip_adverbs(verb + 1) :][:1] == ["VB"]:
            verb = self.skip_adverbs(verb + 1)
        if verb >= count or self.tags[verb] not in VERBS or self.depth[verb]:
            return None
        last = self.last_verb(current, before)
        if last < 0 or not self.has_complement(last, before) or not self.has_complement(verb, count):
            return None
        tag = self.tags[verb]
        if tag == "VBD" and self.tags[last] != "VBD" and self.tags[verb + 1 : verb + 2] in (["NN"], ["NNS"]):
            return None  # "its commitment to peace and shared prosperity"
        if tag == "VBP" and self.tags[last] == "VB":
            tag = "VB"
        elif tag == "VB" and (
            self.tags[last] == "VBP" or (self.tags[last] == "VBD" and self.lowers[verb] in SAME_IN_PAST)
        ):
            tag = "VBP"
        if listed and not self.list_goes_on(verb, FINITE if tag in FINITE else frozenset({tag, "VBP"})):
            return None
        if tag in FINITE:
            if not self.agrees(current, last, verb, before != joiner):
                return None
            return _Cut(before, start, "predicate", verb, None)
        if tag == "VB":
            if not self.is_governed(current, before):
                return None
            return _Cut(before, start, "infinitive", verb, None)
        if tag == "VBG":
            between = self.tags[last + 1 : before]
            if self.lowers[verb] == "including" or "VBG" in between or not self.is_progressive(current, last):
                return None
            return _Cut(before, start, "gerund", verb, None)
        if self.tags[last] == "VBN" and last > 0 and self.has_auxiliary(last) and not listed:
            return _Cut(before, start, "participle", verb, None)
        return None

    def _speech_noun(self, current: Clause, before: int, start: int) -> _Cut | None:
        """ "gratitude for A, and readiness to B": both sides begin with a noun of speaking and have a complement."""
        left, right = (
            self.leading_noun(self.skip_marks(current.start), before),
            self.leading_noun(start, len(self.tokens)),
        )
        if self.tags[before - 1] in ("JJ", "VBN", "RB") or (self.lowers[before] != "," and self.tags[start] == "JJ"):
            return None  # "longstanding and selfless support"
        if left < 0 or right < 0 or left + 2 >= before or right + 2 >= len(self.tokens):
            return None
        if self.tags[left + 1] not in ("IN", "TO") or self.tags[right + 1] not in ("IN", "TO"):
            return None
        return _Cut(before, start, "noun", -1, None)
