"""Reports put together from cue, source and content: ranges of tokens become spans of the text."""

from __future__ import annotations

from tracker.extraction.structures import Content, Cue, Report, Sentence, Source, Tokens


def make_report(tokens: Tokens, cue: Cue, source: Source, content: Content, index: int, sentence: Sentence) -> Report:
    """Give the report of one cue, with the reasons to doubt it that its grammar gives."""
    weak = []
    if cue.form in ("passive", "reduced"):
        weak.append("passive")
    if cue.lemma in ("show", "find", "believe", "hope", "wish", "consider", "determine"):
        weak.append("verb of showing or thinking")
    if content.opens_block:
        weak.append("block behind a colon")
    if source.kind == "relative":
        weak.append("source in a relative clause")
    if content.kind == "directive":
        weak.append("somebody told to do it")
    if content.kind == "according":
        weak.append("source in an aside")
    if content.kind == "clause" and sum(tokens.lowers[k] == "," for a, b in content.ranges for k in range(a, b)) == 1:
        weak.append("clause with a comma in it")
    return Report(
        [tokens.span(*r) for r in source.ranges],
        [tokens.span(cue.group, max(content.cue_end, cue.group + 1))],
        [tokens.span(a, b) for a, b in content.ranges if b > a],
        f"{source.kind}/{content.kind}",
        tokens.span(*source.head),
        index,
        sentence.paragraph,
        [tokens.span(a, b) for a, b in content.scope if b > a],
        tokens.span(*content.addressee) if content.addressee else None,
        cue.lemma,
        weak=weak,
        explanation=[f"cue {cue.lemma!r} ({cue.form}), source found as {source.kind}, content as {content.kind}"],
    )
