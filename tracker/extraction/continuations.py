"""Words that run on without a new cue: bare quotations, blocks behind a colon, and a readout's uncued sentences.

A bare quotation continues the report right ahead of it; across a paragraph only where that was a quotation, where one
quotation opens again at each paragraph, or, eight words long or more, behind a clause that was said. A colon takes the
quotation behind it; one that announces without a reporting verb takes nothing else. Of a readout run on what is
willed, owed or timeless, and praise ("It was Kesh that first …"); what was done ends the run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracker.extraction.structures import Paragraph, Quotation, Report, Sentence, overlapping
from tracker.records import Span

_WORDS = re.compile(r"\w+")

# what only a party to the meeting can say of itself or of both sides: will, readiness, duty, position
_BOTH = (
    r"The (?:two|three) (?:sides|countries|peoples|parties|governments|militaries)"
    r"|Both (?:sides|countries|parties|peoples|nations)|Our two countries"
)
_POSITION = re.compile(
    rf"^(?:[A-Z][\w ]{{2,40}}, )?(?:(?P<both>{_BOTH})"  # "In this context, the two sides"
    r"|(?P<party>(?:The )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,3}(?: side)?))(?: and [A-Z][\w-]*(?: [A-Z][\w-]*)?)? "
    r"(?:will|would|should|must|need to|needs to|shall|can"  # will and duty
    r"|is (?:\w+ )?(?:ready|willing|committed|determined|prepared)"  # readiness
    r"|are (?:\w+ )?(?:ready|willing|committed|determined|prepared)|stands? ready"
    # position
    r"|(?:\w+ly )?supports?|(?:\w+ly )?opposes?|(?:always )?attaches|hopes?|adheres?|welcomes|appreciates|upholds?"
    r"|has always|have always|thanks|never|firmly|resolutely|always|highly|deeply|sincerely|values)\b"
)
_DUTY = re.compile(
    r"^(?:It is (?:important|imperative|necessary|essential|hoped)|Efforts (?:should|must)|More (?:should|must)"
    r"|All parties (?:should|must)|The international community (?:should|must)|We (?:should|must|will|need))\b"
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|will|would|should|must|can|need|needs|regards?|attach(?:es)?|supports?|opposes?|hopes?"
    r"|stands?|remains?|believes?|welcomes?|values?)\b"
)
_CLEFT = re.compile(
    r"It was [A-Z][\w ]{2,40} (?:that|who|which)\b"
)  # "It was Kesh that first proposed": praise, no tale
_PAST = re.compile(
    r"(?<!be )(?<!been )\b(?:was|were|had|did|said|told|took|went|came|made|gave|held|met)\b|"
    r"\b(?:on|last) (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_READOUT = re.compile(
    r"\b(?:met|talks|meeting with|spoke (?:by phone |on the phone )?with|phone call|telephone conversation"
    r"|exchanged views|[Mm]eets|[Mm]eeting|[Tt]alks|[Cc]onsultations|[Cc]all|[Dd]ialogue|[Ss]ummit)\b"
)
_READOUT_TITLE = re.compile(
    r"\b(?:[Mm]eets? [Ww]ith|[Hh]olds? (?:[Tt]alks|[Aa] [Pp]hone)|[Ss]peaks? (?:[Ww]ith|[Bb]y)"
    r"|[Cc]alls? [Ww]ith|[Mm]eeting [Ww]ith|[Tt]alks [Ww]ith|[Cc]o-[Cc]hairs?|[Ee]xchanges? [Vv]iews)\b"
)
_NARRATED = re.compile(
    r"\b(?:signed|attended|met|arrived|visited|witnessed|held|exchanged views|left|opened|took place|was released"
    r"|were present|inspected|toured)\b"
)
_SENTENCE = 8  # words: a quotation as long as that in a paragraph of its own is no heading
# a readout runs on behind an indirect clause under one of these verbs
_RUNS_ON = frozenset(
    """
    say point stress note emphasize emphasise add state underline underscore express reiterate reaffirm call urge
    affirm
    """.split()
)


def is_readout(text: str, title: str | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a readout by its head: title and first two paragraphs tell of a meeting or a call, and quote nobody."""
    head = (title or "") + "\n" + "\n".join(text[p.start : p.end] for p in paragraphs[:2])
    if title and _READOUT_TITLE.search(title):
        return True
    return bool(_READOUT.search(head)) and not re.search('["“]', text[:400])


def join_quotations(
    text: str,
    reports: list[Report],
    sentences: Sequence[Sentence],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
) -> None:
    """Add bare quotations to the report that they continue; changes ``reports`` in place."""
    pieces = [piece for quotation in quotations for piece in quotation.pieces]
    by_sentence: dict[int, list[Report]] = {}
    for report in reports:
        by_sentence.setdefault(report.sentence, []).append(report)
    last: Report | None = None
    last_sentence = -2
    for index, sentence in enumerate(sentences):
        own = by_sentence.get(index)
        if own:
            quoted = [r for r in own if r.rule != "according"]
            last = max(quoted or own, key=lambda r: r.cue[-1][0] if r.cue else r.content[0][0])
            last_sentence = index
            continue
        bare = _bare_quotation(text, sentence, pieces)
        if bare is None:
            continue
        if (
            last is not None
            and last_sentence == index - 1
            and (
                _may_follow(text, last, sentence, sentences[last_sentence], paragraphs)
                or _is_same_quotation(last.content[-1], bare, quotations)
            )
        ):
            last.content.append(bare)
            last.explanation.append("a bare quotation right behind it continues it")
            last_sentence = index


def _is_same_quotation(before: Span, bare: Span, quotations: Sequence[Quotation]) -> bool:
    """Tell if both are pieces of one quotation, which opens again at each paragraph."""
    return any(len(q.pieces) > 1 and q.start <= before[0] < q.end and q.start <= bare[0] < q.end for q in quotations)


def _may_follow(text: str, last: Report, sentence: Sentence, before: Sentence, paragraphs: Sequence[Paragraph]) -> bool:
    if sentence.paragraph == before.paragraph:
        return True
    # over a paragraph's end only where the report was itself quoting, or announced a quotation
    spoken = len(text[sentence.start : sentence.end].split()) >= _SENTENCE
    if spoken and sentence.paragraph == before.paragraph + 1 and (last.rule, last.lemma) == ("subject/clause", "say"):
        return True  # "Holt said the road was closed." and "“It will reopen soon.”" in a paragraph of its own
    return sentence.paragraph == before.paragraph + 1 and (
        text[last.content[-1][1] - 1] in "\"”’'»" or text[before.end - 1] in ':"”' or last.rule.endswith("colon")
    )


def _bare_quotation(text: str, sentence: Sentence, pieces: Sequence[Span]) -> Span | None:
    """The sentence, if all its words stand inside quotation marks."""
    for n in overlapping(pieces, sentence.start - 2, sentence.end):
        start, end = pieces[n]
        if (
            start <= sentence.start + 1
            and end >= sentence.end - 2
            and _WORDS.search(text, sentence.start, sentence.end)
        ):
            return sentence.start, sentence.end
        if start <= sentence.start and end < sentence.end and not _WORDS.search(text, end, sentence.end):
            return sentence.start, end
    return None


def attach_blocks(
    text: str,
    reports: Sequence[Report],
    blocks: Sequence[Report],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    sentences: Sequence[Sentence],
) -> None:
    """Give a report that ends in a colon the quotation, or else the paragraph, that stands behind it."""
    opening = {quotation.start: quotation for quotation in quotations}
    every_piece = [piece for quotation in quotations for piece in quotation.pieces]
    reported = {sentences[report.sentence].paragraph for report in reports if report.content}
    taken: dict[int, list[tuple[Span, Report]]] = {}  # by paragraph
    for report in reports:
        for span in report.content:
            taken.setdefault(report.paragraph, []).append((span, report))
    for block in blocks:
        follow = block.paragraph + 1
        if follow >= len(paragraphs):
            continue
        paragraph = paragraphs[follow]
        quotation = opening.get(paragraph.start)
        if quotation is not None:
            pieces = list(quotation.pieces)
            # further quotations that fill the same paragraph
            inside = overlapping(every_piece, quotation.end + 1, paragraph.end)
            pieces += [every_piece[n] for n in inside if every_piece[n][0] > quotation.end]
            near = [item for k in range(len(quotation.pieces)) for item in taken.get(follow + k, ())]
            if any(_overlaps(piece, span) for piece in pieces for span, holder in near if holder is not block):
                continue
            block.content.extend(pieces)
            for k, piece in enumerate(quotation.pieces):
                taken.setdefault(follow + k, []).append((piece, block))
        elif not block.rule.endswith("announced") and follow not in reported:
            block.content.append((paragraph.start, paragraph.end))


def _overlaps(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def continue_readouts(
    text: str, reports: list[Report], sentences: Sequence[Sentence], is_party: Callable[[str], bool], readout: bool
) -> list[Report]:
    """Give a continuation for each uncued sentence that only the speaker before it can have said.

    The sentence stands in the same paragraph right behind a report in indirect speech, has a party to the meeting as
    its subject, and states a will, a duty or a position; a narrated act ("The two sides signed") ends the run. In a
    readout a present tense is enough. Reports of a party's own present stance inside such a sentence are taken out.
    """
    by_sentence: dict[int, list[Report]] = {}
    for report in reports:
        by_sentence.setdefault(report.sentence, []).append(report)
    found: list[Report] = []
    running: Report | None = None
    for index, sentence in enumerate(sentences):
        own = by_sentence.get(index, [])
        words = text[sentence.start : sentence.end]
        position = _POSITION.match(words)
        stated = position is not None and (position["both"] is not None or is_party(position["party"]))
        if running is not None and sentence.paragraph != running.paragraph:
            running = None
        if own and not (readout and running is not None and stated):
            running = _last_leading(own, readout)
            continue
        if running is None:
            continue
        timeless = readout and _PRESENT.search(words) is not None and not _PAST.search(words)
        timeless = timeless or (readout and _CLEFT.match(words) is not None)
        quotes = '"' in words or "“" in words
        if (stated or timeless or _DUTY.match(words)) and not _NARRATED.search(words) and not quotes:
            for report in own:
                # "China welcomes A and will do B": still the speaker's words, not the state's own
                reports.remove(report)
            end = len(words.rstrip(".!?")) + sentence.start
            found.append(
                Report(
                    [], [], [(sentence.start, end)], "continuation", None, index, sentence.paragraph, continues=running
                )
            )
        elif own:
            running = _last_leading(own, readout)
        else:
            running = None
    return found


def _last_leading(own: Sequence[Report], readout: bool) -> Report | None:
    """The last report of a sentence whose speaker may go on speaking without a cue."""
    leading = [r for r in own if r.rule.split("/")[0] in ("subject", "shared", "participle", "relative", "inverted")]
    return leading[-1] if leading and (readout or _is_clause(leading[-1])) else None


def _is_clause(report: Report) -> bool:
    return report.rule.split("/")[-1] in ("clause", "left", "object", "directive") and report.lemma in _RUNS_ON
