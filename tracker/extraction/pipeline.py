"""The stages joined: an article's text in, its attributed statements out.

``extract`` is pure: no I/O, no database, no clock. Relative dates resolve against the article's published date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tracker.edtf import is_edtf, parse_edtf
from tracker.extraction.announcements import find_announcement
from tracker.extraction.asides import find_asides
from tracker.extraction.attendance import Attendance
from tracker.extraction.claimcontext import ClaimContext
from tracker.extraction.confidence import grade
from tracker.extraction.contents import find_content
from tracker.extraction.continuations import attach_blocks, continue_readouts, is_readout, join_quotations
from tracker.extraction.cues import find_cues
from tracker.extraction.days import Days
from tracker.extraction.encounters import Encounters, address_turns, place_in_readout
from tracker.extraction.manner import decide_manner
from tracker.extraction.media import is_medium
from tracker.extraction.nominals import find_nominal
from tracker.extraction.people import find_people
from tracker.extraction.quotations import find_quotations
from tracker.extraction.reports import make_report
from tracker.extraction.retagging import retag
from tracker.extraction.segmentation import split_paragraphs, split_sentences
from tracker.extraction.sources import find_source
from tracker.extraction.speakers import Resolution, Resolver
from tracker.extraction.structures import (
    Content,
    Cue,
    Issued,
    Paragraph,
    Person,
    Report,
    Sentence,
    Source,
    Tokens,
    Turn,
    overlapping,
)
from tracker.extraction.surroundings import ArticleTopics
from tracker.extraction.tagging import load_tagger
from tracker.extraction.tokens import tokenize
from tracker.extraction.turns import dateline_end, find_issued, find_turns, is_boilerplate, titled_issuer
from tracker.lexicon.loader import Lexicon
from tracker.records import (
    ArticleInput,
    Diagnostic,
    Directory,
    ExtractedClaim,
    ExtractedStatement,
    Extraction,
    Manner,
    Occasion,
    OccasionKind,
    SaidOn,
    Span,
    SpeakerKind,
    SpeakerReference,
)
from tracker.records.spans import join_spans

EXTRACTOR_VERSION = "1"

_DESCRIBED = frozenset({SpeakerKind.UNNAMED, SpeakerKind.GROUP, SpeakerKind.OFFICE, SpeakerKind.DOCUMENT})
_SHORT = 8  # characters: too few to report anything
_QUESTION = SpeakerReference("Question", SpeakerKind.UNNAMED)


def extract(article: ArticleInput, lexicon: Lexicon, directory: Directory = Directory()) -> Extraction:  # noqa: B008  (frozen)
    """Find the statements of one article, in the order of its text, with what could not be made sense of."""
    return _Reading(article, lexicon, directory).run()


def tag_words(text: str, start: int, end: int, lexicon: Lexicon, names: frozenset[str] = frozenset()) -> Tokens:
    """One sentence tagged; ``names`` are the words of the article's persons."""
    tokens = tokenize(text, start, end)
    tokens.tags = load_tagger().tag(tokens.words)
    retag(tokens, lexicon.actors, names, lexicon.reporting)
    return tokens


def read_content_claims(
    text: str, content: Sequence[Span], speakers: Sequence[SpeakerReference], published: str | None, lexicon: Lexicon
) -> tuple[ExtractedClaim, ...]:
    """Give the claims of a content by itself, as a person chose it, said by these speakers."""
    context = ClaimContext(
        ArticleInput(text=text, published=published),
        lexicon,
        (),
        split=split_sentences,
        tag=lambda start, end: tag_words(text, start, end, lexicon),
        dates=Days(text, None, published, []).within,
    )
    return context.read(content, speakers)


class _Reading:
    """The state of one article's extraction: what every stage has given so far."""

    def __init__(self, article: ArticleInput, lexicon: Lexicon, directory: Directory) -> None:
        self.article = article
        self.text = article.text
        self.lexicon = lexicon
        self.paragraphs = split_paragraphs(self.text)
        self.diagnostics: list[Diagnostic] = []
        self.days = Days(self.text, article.title, article.published, self.diagnostics)
        self.directory = directory
        self._cue_words = lexicon.reporting.cue_words
        self.topics = ArticleTopics(self.text, article.title, lexicon.topics)

    def run(self) -> Extraction:
        people = find_people(
            self.text,
            self.lexicon.titles,
            self.lexicon.actors,
            tuple(
                name for k in self.directory.speakers if k.kind is SpeakerKind.PERSON for name in (k.name, *k.aliases)
            ),
        )
        titled = self._learn_from_title(people.persons)
        self.names = frozenset(word for person in people.persons for word in person.name.split() if not word.islower())
        published = self.article.published
        self.resolver = Resolver(
            self.text,
            people,
            self.lexicon.actors,
            self.lexicon.titles,
            self.lexicon.reporting,
            self.directory,
            parse_edtf(published) if published and is_edtf(published) else None,
            titled,
        )
        self.claims = ClaimContext(
            self.article,
            self.lexicon,
            people.persons,
            split=split_sentences,
            tag=lambda start, end: tag_words(self.text, start, end, self.lexicon, self.names),
            dates=self.days.within,
            pair=self.resolver.name_pair,
            titled=titled,
        )
        turns = find_turns(self.text, self.paragraphs)
        narrated = [
            p for p in self.paragraphs if not turns or p.end <= turns[0].label[0] or p.start > turns[-1].content[-1][1]
        ]
        self.quotations, found = find_quotations(self.text, narrated)
        numbered = [(piece, number) for number, quotation in enumerate(self.quotations) for piece in quotation.pieces]
        self.pieces = [piece for piece, _ in numbered]
        self.piece_numbers = [number for _, number in numbered]  # the quotation that each piece belongs to
        self.diagnostics.extend(found)
        self.left_open = [quotation for quotation in self.quotations if not quotation.closed]
        issued = [] if turns else find_issued(self.text, self.paragraphs, self.article.title)
        taken = {span for text in issued for span in text.content}
        statements = self._turn_statements(turns) if turns else self._issued_statements(issued)
        paragraphs = [p for p in narrated if (p.start, p.end) not in taken]
        statements.extend(self._reported_statements(paragraphs, len(statements)))
        order = sorted(range(len(statements)), key=lambda n: (statements[n].content[0][0], n))
        place = {old: new for new, old in enumerate(order)}
        return Extraction(
            tuple(_renumber(statements[n], place) for n in order),
            tuple(sorted(self.diagnostics, key=lambda d: d.span or (0, 0))),
        )

    def _learn_from_title(self, persons: Sequence[Person]) -> list[Person]:
        """Take from the title whose name, state and post the text leaves out: "Kesh Premier Ben Orlo Before Talks".

        Gives the persons whom the title alone names.
        """
        alone = []
        title = self.article.title
        found = find_people(title, self.lexicon.titles, self.lexicon.actors).persons if title else []
        for named in found:
            alike = [person for person in persons if person.words[-1] == named.words[-1]]
            if not alike:
                alone.append(named)
            elif len(alike) == 1 and (
                len(alike[0].words) == 1 or named.words[0] in (alike[0].words[0], named.words[-1])
            ):
                (person,) = alike
                if len(person.words) == 1 < len(named.words):
                    person.names.add(person.name)
                    person.name, person.words = named.name, named.words
                person.country = person.country or named.country
                person.role = person.role or named.role
        return alone

    # ------------------------------------------------------------------------------------------ texts as issued

    def _turn_statements(self, turns: Sequence[Turn]) -> list[ExtractedStatement]:
        statements = []
        day = self.days.of_transcript(turns[0].label[0])
        occasion = Encounters.of_title(self.article.title)
        for turn in turns:
            label = self.text[turn.label[0] : turn.label[1]]
            if turn.questioner:
                resolution = Resolution((_QUESTION,), steps=(f"label {label!r} marks a questioner",))
            else:
                resolution = self.resolver.labels.resolve(label, turn.label[0])
            report = Report([turn.label], [], list(turn.content), "turn", turn.label, 0, 0)
            statement = self._statement(report, resolution, day, manner=Manner.DIRECT)
            statements.append(replace(statement, occasion=occasion))
        labels = [(turn.label, turn.questioner) for turn in turns]
        if occasion is not None and occasion.kind is not OccasionKind.INTERVIEW:
            return address_turns(self.text, labels, statements)
        speaking = {statement.speaker for statement in statements}
        hosts = [p for p in self._titled(Encounters.host(self.article.title)) if p.name not in speaking]
        if occasion is None and hosts and len(speaking) == 2 and any(turn.questioner for turn in turns):
            occasion = Occasion(OccasionKind.INTERVIEW, self.article.title or "")
            statements = [replace(statement, occasion=occasion) for statement in statements]
        asked = {person.name for person in self._titled(Encounters.interviewed(self.article.title))}
        ahead = [named for named in self.resolver.named(0, turns[0].label[0]) if named[1].name in asked]
        return address_turns(self.text, labels, statements, hosts, ahead)

    def _titled(self, words: str | None) -> tuple[SpeakerReference, ...]:
        """The persons whom some words of the title name."""
        persons = find_people(words, self.lexicon.titles, self.lexicon.actors).persons if words else ()
        return self.resolver.resolve_titled(words, persons).speakers if words and persons else ()

    def _issued_statements(self, issued: Sequence[Issued]) -> list[ExtractedStatement]:
        statements = []
        day = self.days.of_document()
        occasion = Encounters.of_issued_title(self.article.title)
        for text in issued:
            resolution = Resolution()
            if text.issuer is not None:
                resolution = self.resolver.resolve_issuer(text.issuer)
            elif (titled := titled_issuer(self.article.title)) is not None:
                persons = find_people(titled, self.lexicon.titles, self.lexicon.actors).persons
                resolution = self.resolver.resolve_titled(titled, persons)
            for number, span in enumerate(text.content):
                source = [text.issuer] if text.issuer is not None else []
                report = Report(source if number == 0 or source else [], [], [span], "issued", text.issuer, 0, 0)
                statement = self._statement(report, resolution, day, manner=Manner.DIRECT)
                statements.append(replace(statement, occasion=occasion))
        return statements

    # ------------------------------------------------------------------------------------------ reported speech

    def _reported_statements(self, paragraphs: Sequence[Paragraph], first: int) -> list[ExtractedStatement]:
        """Read reported speech; ``first`` is the number of statements that stand before these."""
        sentences: list[Sentence] = []
        reports: list[Report] = []
        blocks: list[Report] = []
        for paragraph in paragraphs:
            if is_boilerplate(self.text, paragraph):
                continue
            start = dateline_end(self.text, paragraph)
            body = Paragraph(start, paragraph.end, paragraph.index)
            unbroken = [self.pieces[n] for n in overlapping(self.pieces, paragraph.start, paragraph.end)]
            for begin, end in split_sentences(self.text, body, unbroken):
                sentence = Sentence(begin, end, paragraph.index)
                index = len(sentences)
                sentences.append(sentence)
                if end - begin <= _SHORT:
                    continue
                tokens = self._tokens(sentence)
                if tokens is None:
                    continue
                for cue, source, content in self._read_sentence(tokens):
                    report = make_report(tokens, cue, source, content, index, sentence)
                    reports.append(report)
                    if content.opens_block:
                        blocks.append(report)
        attach_blocks(self.text, reports, blocks, self.paragraphs, self.quotations, sentences)
        reports = [report for report in reports if report.content]
        join_quotations(self.text, reports, sentences, self.paragraphs, self.quotations)
        readout = is_readout(self.text, self.article.title, self.paragraphs)
        reports.extend(continue_readouts(self.text, reports, sentences, self._is_party, readout))
        reports.sort(key=lambda report: (report.sentence, report.content[0][0]))
        place = {id(report): first + n for n, report in enumerate(reports)}
        resolutions: dict[int, Resolution] = {}
        order = sorted(range(len(reports)), key=lambda n: (reports[n].sentence, _mention_offset(reports[n])))
        for n in order:
            report = reports[n]
            if report.continues is not None:
                resolutions[n] = resolutions.get(place[id(report.continues)] - first, Resolution())
            elif report.head is not None:
                resolutions[n] = self.resolver.resolve(report.head, report.source[0] if report.source else report.head)
        attendance = Attendance(self.text, self.article.title, self.paragraphs, self.lexicon.actors, readout=readout)
        contents = join_spans(span for report in reports for span in report.content)
        speakers = {n: resolution.speakers for n, resolution in resolutions.items()}
        days = self.days.date_reports(reports, order, speakers, sentences, attendance, contents)
        statements = []
        for n, report in enumerate(reports):
            statement = self._statement(report, resolutions.get(n, Resolution()), days[n])
            if report.continues is not None:
                statement = replace(statement, continues=place[id(report.continues)])
            statements.append(statement)
        encounters = Encounters(self.text, self.resolver, self.lexicon.titles, self._first_day, readout)
        addressed = encounters.address(statements, reports, sentences)
        if not readout:
            return addressed
        partners = {person.name for person in self._titled(Encounters.host(self.article.title))}
        first_named: dict[str, tuple[Span, SpeakerReference]] = {}
        for span, person in self.resolver.named(0, len(self.text)) if partners else ():
            if person.name in partners:
                first_named.setdefault(person.name, (span, person))
        return place_in_readout(self.text, self.article.title, addressed, list(first_named.values()))

    def _first_day(self, sentence: Sentence, contents: Sequence[Span]) -> str | None:
        found = self.days.within(sentence.start, sentence.end)
        days = (day for span, day in found if len(day) == 10 and not any(a <= span[0] < b for a, b in contents))
        return next(days, None)

    def _is_party(self, name: str) -> bool:
        """Tell if a subject is a state, or its side."""
        bare = name.removeprefix("The ").removesuffix(" side")
        return self.lexicon.actors.by_name(bare) is not None or bool(self.lexicon.actors.by_demonym(bare))

    def _tokens(self, sentence: Sentence) -> Tokens | None:
        tokens = tokenize(self.text, sentence.start, sentence.end)
        if self._cue_words.isdisjoint(tokens.lowers) and not self._announces(tokens, sentence):
            return None  # nothing in it reports: the tagger need not look
        tokens.tags = load_tagger().tag(tokens.words)
        retag(tokens, self.lexicon.actors, self.names, self.lexicon.reporting)
        self.claims.keep(tokens)
        tokens.quoted = self._quoted(tokens, sentence)
        depth, level = [], 0
        for word in tokens.words:
            if word in "([":
                level += 1
            depth.append(level)
            if word in ")]" and level:
                level -= 1
        if level or (depth and depth[0] and min(depth) > 0):
            depth = [0] * len(depth)  # a bracket left open, or round the whole sentence
        tokens.depth = depth
        return tokens

    def _announces(self, tokens: Tokens, sentence: Sentence) -> bool:
        """Tell if a colon stands ahead of a quotation, or ends the sentence."""
        if ":" not in tokens.lowers:
            return False
        colon = tokens.starts[tokens.lowers.index(":")]
        return colon + 2 >= sentence.end or any(
            colon < self.pieces[n][0] <= colon + 3 for n in overlapping(self.pieces, colon, colon + 4)
        )

    def _quoted(self, tokens: Tokens, sentence: Sentence) -> list[int]:
        """Number the tokens inside long quotations; a scare quote of a word or two is none."""
        quoted = [-1] * len(tokens)
        for n in overlapping(self.pieces, sentence.start, sentence.end):
            start, end = self.pieces[n]
            inside = range(bisect_left(tokens.starts, start), bisect_right(tokens.ends, end))
            words = sum(tokens.words[k][0].isalnum() for k in inside)
            if words >= 3 or (words >= 1 and self.text[max(end - 2, 0)] in ",.!?"):
                for k in inside:
                    quoted[k] = self.piece_numbers[n]
        return quoted

    def _read_sentence(self, tokens: Tokens) -> list[tuple[Cue, Source, Content]]:
        """Settle which cue owns which words: what lies inside another's content is not a statement of its own."""
        reporting = self.lexicon.reporting
        cues = find_cues(tokens, reporting)
        accepted: list[tuple[Cue, Source, Content]] = []
        for cue in cues:
            holder = next((x for x in accepted if any(a <= cue.verb < b for a, b in x[2].ranges)), None)
            closes = holder is not None and tokens.lowers[cue.group - 1] == "," and tokens.quoted[cue.group - 1] < 0
            if holder is not None and not closes and not self._relays(tokens, holder[1]):
                continue
            if cue.lemma == "cite" and any(c.verb < cue.verb < x.ranges[0][0] for c, _, x in accepted if x.ranges):
                continue  # "reported, citing a survey, there were ten": how the other source knows
            source = find_source(tokens, cue, [(c, s) for c, s, _ in accepted], reporting)
            if source is None:
                continue
            ends = source.kind == "inverted" and source.ranges[0][1] >= len(tokens) - 1
            if holder is not None and closes and not ends and not self._relays(tokens, holder[1]):
                continue  # "A, noted the envoy." closes the whole sentence, whoever reports inside it
            content = find_content(tokens, cue, source, cues, reporting)
            if content is None:
                continue
            if holder is not None:
                # the medium only passes on another's words
                accepted.remove(holder)
            elif content.kind == "left" and self._relays(tokens, source) and self._reports_first(accepted, content):
                continue  # "Kesh condemned the raid, the agency reported": the medium only passes it on
            elif content.kind in ("left", "quote"):
                accepted = [x for x in accepted if not any(a <= x[0].verb < b for a, b in content.ranges)]
            accepted.append((cue, source, content))
        for source_range, cue_range, ranges in find_asides(tokens, reporting, 0):
            aside = Source([source_range], source_range, "according")
            inner = [x for x in accepted if any(a <= x[0].verb < b for a, b in ranges)]
            around = any(a <= cue_range[0] < b for x in accepted for a, b in x[2].ranges)
            if around and tokens.tags[source_range[0]] == "PRP":
                continue  # "noted that the dam, which according to him is safe, would hold": still that report
            if inner and (self._relays(tokens, aside) or tokens.lowers[cue_range[0]] not in ("according", "in")):
                continue
            accepted = [x for x in accepted if x not in inner and not source_range[0] <= x[0].verb < source_range[1]]
            cue = Cue(cue_range[0], cue_range[0], cue_range[1], "according", "aside", frozenset(), False)
            accepted.append((cue, aside, Content(ranges, "according", cue_range[1], scope=[source_range])))
        taken = [r for _, _, content in accepted for r in content.ranges]
        if not any(content.opens_block for _, _, content in accepted):
            announced = find_announcement(tokens, taken, reporting)
            if announced is not None:
                accepted.append(announced)
                taken = [*taken, *announced[2].ranges]
        nominal = find_nominal(tokens, taken, cues, reporting)
        if nominal is not None:
            accepted.append(nominal)
        return sorted(accepted, key=lambda item: item[0].verb)

    def _reports_first(self, accepted: Sequence[tuple[Cue, Source, Content]], content: Content) -> bool:
        """Tell if what stands ahead of a closing cue begins with a report of its own."""
        begin, end = content.ranges[0]
        return any(
            begin <= cue.verb < end and source.kind == "subject" and source.ranges[0][0] <= begin + 2
            for cue, source, _ in accepted
        )

    def _relays(self, tokens: Tokens, source: Source) -> bool:
        """Tell if a source is a medium, which passes on what others said."""
        start, end = tokens.span(*source.head)
        return is_medium(self.text[start:end], self.lexicon.actors)

    # ------------------------------------------------------------------------------------------ records

    def _statement(
        self, report: Report, resolution: Resolution, day: SaidOn | None, *, manner: Manner | None = None
    ) -> ExtractedStatement:
        content = join_spans(report.content)
        reasons = list(report.weak)
        if not resolution.speakers:
            reasons.append("speaker unresolved")
        elif not resolution.sure:
            reasons.append("speaker by pronoun or description")
        elif report.rule not in ("turn", "issued") and any(s.kind in _DESCRIBED for s in resolution.speakers):
            reasons.append("speaker described, not named")
        if any(a < q.end and b > q.start for q in self.left_open for a, b in content):
            reasons.append("quotation not closed")
        if report.rule not in ("turn", "issued"):
            words = sum(len(self.text[a:b].split()) for a, b in content)
            if words <= 3:
                reasons.append("very short content")
            elif words > 150:
                reasons.append("very long content")
        given = manner or decide_manner(self.text, content, self.pieces)
        return ExtractedStatement(
            mention=" ".join(self.text[a:b] for a, b in report.source[:1]),
            source=tuple(report.source),
            cue=tuple(report.cue),
            content=content,
            manner=given,
            speakers=resolution.speakers,
            candidates=resolution.candidates,
            said_on=day,
            confidence=grade(reasons),
            reasons=tuple(reasons),
            rule=report.rule,
            explanation=(*report.explanation, *resolution.steps),
            topics=self.topics.match(content),
            claims=self.claims.read(content, resolution.speakers, lemma=report.lemma, rule=report.rule, manner=given),
        )


def _mention_offset(report: Report) -> int:
    return report.cue[0][0] if report.cue else report.content[0][0]


def _renumber(statement: ExtractedStatement, place: dict[int, int]) -> ExtractedStatement:
    if statement.continues is None:
        return statement
    return replace(statement, continues=place.get(statement.continues))
