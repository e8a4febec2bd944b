"""Whether the words on both sides of a joiner or comma belong together, or to claims of their own."""

from __future__ import annotations

from tracker.extraction.clausetags import ADVERBS, FINITE
from tracker.extraction.structures import Range
from tracker.extraction.syntax import AUXILIARIES, BE, JOINERS, VERBS, Clause, Syntax


class Joints(Syntax):
    """The questions that a joiner raises: lists of nouns, purposes, tenses, complements on either side."""

    def frames(self, at: int) -> bool:
        """A verb of saying directly ahead of the comma: what follows is what is said."""
        return self.tags[at - 1] in VERBS and self.lowers[at - 1] in self.words.frames

    def in_list(self, at: int, start: int) -> bool:
        """A comma inside a list of nouns: "trade, investment and tourism"."""
        following = self.skip_phrase(start)
        return (
            following < len(self.tokens)
            and self.lowers[following] in ("and", "or")
            and self.clause_at(following + 1) is None
        )

    def joins_nouns(self, current: Clause, before: int, joiner: int, start: int, verb: int) -> bool:
        """ "they say Avaria and Kesh are content": the joiner stands inside the subject of a verb that is to come."""
        if self.lowers[joiner] == "but" or before != joiner:
            return False
        last = self.last_verb(current, before)
        begun = last + 1
        while begun < before and (self.tags[begun] in ADVERBS or self.lowers[begun] in ("that", "to")):
            begun += 1
        if self.tags[start] == "PRP" or self.tags[before - 1] == "PRP":
            return False
        plural = self.tags[verb] in ("VBP",) or self.lowers[verb] in ("are", "were", "have")
        opened = next((k for k in range(before - 1, last, -1) if self.lowers[k] == "that" and self.tags[k] == "IN"), -1)
        if last >= 0 and self.lowers[last] in BE and self.lowers[begun : begun + 1][0] in self.words.frames:
            return begun + 1 < before  # "I am confident that"
        if opened > 0 or (last >= 0 and self.lowers[last] in self.words.frames and begun < before):
            return True  # what is said has no verb yet: the joiner stands inside its subject
        right_plural = any(self.tags[k] in ("NNS", "NNPS") for k in range(start, verb))
        return plural and not right_plural and not any(self.lowers[k] in ("and",) for k in range(start, verb))

    def agrees(self, current: Clause, last: int, verb: int, comma: bool) -> bool:
        """Whether a further finite verb goes with the clause's own rather than with a restrictive relative's."""
        opener = next(
            (
                k
                for k in range(verb - 1, max(current.verb, current.start), -1)
                if self.tags[k] in ("WDT", "WP") or (self.lowers[k] == "that" and self.tags[k] in ("IN", "WDT"))
            ),
            -1,
        )
        if opener < 0 or self.lowers[opener - 1] == "," or self.tags[opener] == "IN":
            return True
        if comma:
            return True
        inner = next((k for k in range(opener, verb) if self.tags[k] in FINITE), -1)
        return inner < 0 or (self.tags[inner] != self.tags[verb] and "MD" not in (self.tags[inner], self.tags[verb]))

    def is_governed(self, current: Clause, before: int) -> bool:
        """Whether the infinitive last begun is one under a modal, a word of readiness or the cue, not a purpose."""
        at = before - 1
        while at >= current.start and not (self.tags[at] == "VB" and not self.depth[at]):
            at -= 1
        if at < current.start:
            return False
        if at == current.verb:
            return True  # it heads a clause that was cut so, or stands under the cue
        back = at - 1
        while back > current.start and (self.tags[back] in ADVERBS or self.lowers[back] in ("please",)):
            back -= 1
        if self.tags[back] == "MD" or self.lowers[back] in ("do", "does", "did", "n't", "n’t", "let", "help"):
            return True
        if self.lowers[back] != "to":
            return self.tags[back] in ("PRP", "NNP", "NN", "NNS") and self.after_modal(current, back)
        governor = back - 1
        while governor > current.start and self.tags[governor] in ADVERBS and self.lowers[governor] != "forward":
            governor -= 1
        if self.tags[governor] in ("NN", "NNS"):
            if self.lowers[governor] in self.words.governing_nouns:
                return True
        elif self.lowers[governor] in self.words.governors:
            return True
        return self.joint_work(current, governor) or self.is_told(current, at - 1)

    def is_told(self, current: Clause, until: int) -> bool:
        """ "urge Kesh to end the use of decrees to silence critics, and B": a purpose within what somebody is to do."""
        for at in range(until, current.start - 1, -1):
            if self.tags[at] in VERBS and self.lowers[at] in self.words.directing:
                return "to" in self.lowers[at + 1 : until]
        return False

    def after_modal(self, current: Clause, back: int) -> bool:
        """A question's subject between modal and verb: "will you help"."""
        return any(self.tags[k] == "MD" for k in range(max(current.start, back - 3), back))

    def joint_work(self, current: Clause, governor: int) -> bool:
        """ "work with Avaria and other states to", "urge Kesh to": what is to be done, not what for."""
        for at in range(governor, max(current.start - 1, governor - 14), -1):
            if self.tags[at] in VERBS:
                if self.lowers[at] in self.words.directing:
                    return True
                return self.lowers[at] in self.words.joint and any(
                    self.lowers[k] in ("with", "together", "closely", "hard", "tirelessly", "hands", "side")
                    for k in range(at + 1, governor + 1)
                )
            if self.lowers[at] in (",", ";"):
                return False
            if self.lowers[at] in self.words.directing_nouns:
                return True
        return False

    def is_progressive(self, current: Clause, last: int) -> bool:
        """Whether the gerund last begun is a tense ("is building A and opening B") or what one looks forward to."""
        if last == current.verb and current.kind == "gerund":
            return True
        if self.tags[last] != "VBG":
            return False
        back = last - 1
        while back > current.start and self.tags[back] in ADVERBS and self.lowers[back] != "forward":
            back -= 1
        if self.lowers[back] in BE:
            return True
        return self.lowers[back] == "to" and self.lowers[back - 1] in ("forward", "committed", "commitment")

    def last_verb(self, current: Clause, before: int) -> int:
        """The last verb of the clause ahead of a place, participles inside noun phrases left out."""
        for at in range(before - 1, current.start - 1, -1):
            if self.depth[at]:
                continue
            if self.tags[at] in FINITE or self.tags[at] == "VB":
                return at
            if self.tags[at] in ("VBN", "VBG") and (
                at == current.verb or self.has_auxiliary(at) or (at and self.lowers[at - 1] in ("to",))
            ):
                return at
        return -1

    def has_complement(self, verb: int, end: int) -> bool:
        """Whether a verb has words of its own ahead of ``end`` or the next joiner."""
        at = verb + 1
        if self.lowers[verb] in AUXILIARIES or self.tags[verb] == "MD":
            return at < end and self.lowers[at] not in (",", "and", "or")
        while at + 1 < end and self.lowers[at] in JOINERS and self.tags[at + 1] in VERBS:
            at += 2  # "viewed and developed relations"
        while at < end and (self.tags[at] in ADVERBS or self.lowers[at] == ","):
            at += 1
        return at < end and self.lowers[at] not in JOINERS and self.tags[at] not in (".", ":")

    def list_goes_on(self, verb: int, kinds: frozenset[str]) -> bool:
        """Whether a later "and" joins another verb: commas alone join no predicates."""
        for at in range(verb + 1, len(self.tokens) - 1):
            if self.lowers[at] in (";", ":"):
                return False
            if self.lowers[at] in ("and", "but", "or"):
                following = self.skip_adverbs(self.skip_marks(at + 1))
                if following < len(self.tokens) and self.tags[following] in kinds:
                    return True
        return False

    def is_full(self, current: Clause, before: int) -> bool:
        """Whether the clause so far has its verb."""
        if current.kind == "noun":
            return False
        return 0 <= current.verb < before

    def resumes(self, current: Clause, at: int, start: int) -> bool:
        """A comma that closes an aside within the clause, not one between two clauses: ", the mayor, said"."""
        if current.kind == "relative":
            return False
        opened = next((k for k in range(at - 1, current.verb, -1) if self.lowers[k] == ","), -1)
        return opened > 0 and self.lowers[opened + 1] in self.words.conditions

    def stands_by_itself(self, found: tuple[int, Range | None], current: Clause) -> bool:
        """Whether a clause behind a mere comma is one of a row: a pronoun is its subject, or a joined one follows."""
        verb, subject = found
        if subject is not None and self.tags[subject[0]] == "PRP" and subject[1] - subject[0] == 1:
            return True
        if current.kind == "clause" and self.lowers[current.start - 1 : current.start] == [","] and current.start:
            return True
        for at in range(verb + 1, len(self.tokens) - 2):
            if self.lowers[at] == ";":
                return False
            if self.lowers[at] == "," and self.lowers[at + 1] in ("and", "but"):
                return self.clause_at(at + 2, 1) is not None
        return False

    def leading_noun(self, start: int, end: int) -> int:
        at = start
        while at < end and self.tags[at] in ("PRP$", "DT", "JJ", "RB", "POS", "NNP", "VBN"):
            at += 1
        return at if at < end and self.lowers[at] in self.words.speech_nouns else -1
