"""Texts that are themselves somebody's words: transcripts with labelled turns, statements as issued.

A transcript marks turns with labels at the head of a paragraph ("MS PORTER:", "QUESTION:", "Gu Wenlan:"). An issued
text is what stands after "Begin Text", what opens with "We, the ministers of A and B,", or a first-person text under a
byline ("Ada Holt, Minister of State") or a title ("Joint Statement by A and B"); a readout narrates what its principals
did and is none, though it may say "our". Labels are also initials in brackets ("((AH))") and whoever was just given the
floor ("Yes, Kesh."); an interview's end that narrates is the reporter's again. A page whose head calls it a press
conference needs but a question and an answer. Acts of a council without a subject are in resolved.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracker.extraction.letters import find_letter
from tracker.extraction.resolved import find_resolved
from tracker.extraction.structures import Issued, Paragraph, Turn
from tracker.records import Span

_LABEL = re.compile(
    r"(?P<label>(?:[A-ZÀ-ÖØ-ÞĀ-ɏ][\w.'’&/-]*|\d+)"  # its first word
    r"(?:,? (?:of|the|de|van|von|for|and|al|bin|\d{1,2}"  # words inside names and posts, a questioner's number
    r"|[A-ZÀ-ÖØ-ÞĀ-ɏ(\"][\w.'’&/)\"-]*|\([^)]{1,40}\))){0,8})"  # further names, nicknames, what stands in brackets
    r"\s?:(?:\s+|$)"
)
_BRACKETED_LABEL = re.compile(r"\(\((?P<label>[A-Z]{2,4})\)\)\s+")  # an interviewer's initials: "((AH)) Will you …"
_NARRATED_END = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? [A-Z][\w’'-]+ (?:said|declined|did|has|is|was|later|added|refused|told)\b"
    r"|(?:This|The) (?:interview|conversation|transcript)\b|Editor(?:['’]s|ial) [Nn]ote\b)"
)
_UPPER_LABEL = re.compile(r"[A-Z][A-Z .'’&/()-]*(?:\d+)?(?: \([^)]*\))?$")
_TITLED = re.compile(
    r"(?:MR|MS|MRS|DR|AMBASSADOR|SECRETARY|PRESIDENT|MINISTER|FOREIGN|PRIME|DEPUTY|UNDER|ASSISTANT|SENIOR|QUESTION"
    r"|MODERATOR|OPERATOR|SPECIAL|HIGH|GENERAL|VICE)\b"
)
_BRIEFING = re.compile(r"\b(?:[Pp]ress (?:[Cc]onference|[Bb]riefing)|[Bb]riefing|[Ii]nterview|[Pp]resser)\b")
_NOT_LABELS = frozenset(
    [
        "begin text",
        "end text",
        "note",
        "notes",
        "date",
        "time",
        "location",
        "where",
        "when",
        "who",
        "what",
        "why",
        "contact",
        "subject",
        "media contact",
        "background",
        "update",
        "correction",
        "editor's note",
        "editor’s note",
        "related",
        "related news",
        "sources",
        "source",
        "see also",
        "photo",
        "image",
        "video",
        "read more",
        "for immediate release",
        "re",
        "to",
        "from",
        "cc",
        "participants",
        "title",
        "venue",
        "ps",
        "p.s",
        "name",
        "age",
        "begin transcript",
        "end transcript",
        "via teleconference",
        "sister links",
        "external links",
        "moderated by",
        "press release",
        "more",
        "watch",
        "listen",
        "topics",
        "agenda",
    ]
)
# the fields of a list of ships, persons or firms: "VESSEL TYPE: Crude Oil Tanker"
_FIELD = re.compile(
    r"(?:vessel|aircraft|linked to|additional sanctions|website|passport|identification|registration)\b"
)
_QUESTIONERS = frozenset(
    {
        "question",
        "q",
        "reporter",
        "questioner",
        "participant",
        "journalist",
        "media",
        "press",
        "unidentified",
        "audience member",
    }
)
_STAGE = re.compile(r"^[\s\[(*#_—–-]*(?:\([^)]*\)|\[[^\]]*\]|#+|\*+|[#*\s_—–-]+)[\s\])*#_.—–-]*$")
_HEADING_END = re.compile(r"[.!?…:;,\"”’)\]]$")
_BEGIN = re.compile(r"^\W*(?:Begin|BEGIN) (?:[Tt]ext|TEXT)(?: of [^:]{3,80})?\W*$")
_END = re.compile(r"^\W*(?:End|END) (?:[Oo]f )?(?:[Tt]ext|TEXT|[Ss]tatement)\W*$")
_RELEASED = re.compile(
    r"(?:statement|text|communiqu[eé]|declaration)\b[^.]{0,80}?"
    r"\b(?:was|were|has been|is being|is) (?:released|issued|made|adopted|agreed|published)"
    r"(?: (?:jointly|today|on [^,]{3,30}|initially|concurrently|together|in [A-Z]\w+))*"
    r",? by (?P<issuer>[^:]{3,600}?)"
    r"(?= (?:on the occasion|following|after|at the"  # the occasion behind the issuer
    r"|on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|\w+ \d))"
    r"|(?<! [A-Z])[.:](?:\s|$)|$)",  # not at an initial
    re.DOTALL,
)
_BYLINE = re.compile(
    r"^(?P<name>(?:[A-Z][\w.'’-]*|de|van|von|al|bin)(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin|III|Jr\.)){1,5}), "
    r"(?P<post>(?:[\w’'./&-]+,? ){0,12}?"  # "Deputy Assistant", "Kesh Foreign"
    r"(?:Secretary|Spokesperson|Spokesman|Spokeswoman|President|Minister|Premier|Chancellor|Ambassador|Representative"
    r"|Envoy|Coordinator|Director|Chair|Commissioner|Governor|Chief|Adviser|Advisor|Administrator)\b"
    r"[^.]{0,90})$"  # "of State for Trade"
)
_TITLED_STATEMENT = re.compile(
    r"(?:[A-Z][^:]{2,50}: )?"  # "Kesh: Statement by …"
    r"(?:(?:Joint |Press |Media |Doorstep |Opening |Leaders[’'] )*(?:[Ss]tatement|[Dd]eclaration) (?:by|from|of) "
    r"(?:the )?(?P<by>.+?)"
    r"|(?P<of>[A-Z].+?)(?:[’']s?)? (?:Joint |Press |Media )*Statement)"
    r"(?=$| (?:on(?! behalf of)|regarding|following|concerning|about|after|to|at|for)\b)"
)
_BEHALF = re.compile(r"\bon behalf of (?:the )?([A-Z].*)$")
_REPORTED = re.compile(
    r"\b(?:said|told|added|explained|clarified|stated|noted|stressed|announced|thanked|reaffirmed|reiterated|declined"
    r"|replied|decided|confirmed)\b"
)
# "We, the Foreign Ministers of Kesh, Norland and Sorrel, condemn": to the comma that a verb follows
_WE_THE = re.compile(r"^We, (?P<issuer>(?:the |[A-Z])[^.;:!?]{3,500}?), (?!(?:and|or|as|of|including|the)\b)[a-z]+ ")
_SIGNING = re.compile(  # who issues texts: "we, the people of Kesh," is a manner of speaking
    r"\b(?:minister|leader|head|member|president|representative|government|state|part(?:y|ie)|delegation|undersigned"
    r"|participant|countr(?:y|ie)|ambassador|parliamentarian)s?\b",
    re.IGNORECASE,
)
_BELOW = re.compile(  # "Read Mr Holt’s statement as sent to the Post below"
    r"(?:Read|Here is|Below is|Find)\b[^.\n]{0,30}? ?(?P<issuer>(?:[A-Z][\w.-]+ ){0,4}[A-Z][\w-]+)['’]s? "
    r"(?:full |entire |complete )?(?:statement|letter|message|remarks|speech|address|communiqu[eé])\b"
)
_ATTRIBUTABLE = re.compile(r"attribut(?:able|ed) to (?:the )?(?P<issuer>[^:]{3,120}?)\s*:?\s*$")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|I|[Mm]y|ourselves)\b(?!\.)")
# a readout narrates, though it may say "our alliance": "The Secretary reaffirmed …", "He also underscored …"
_NARRATED = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?][”\"] ))"  # at a sentence's head
    r"(?:(?:In|During|At|On) [^.,]{3,60}, )?"
    r"(?:(?:The|Both|They|He|She)\b|[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]+|of|for)\b)"
    r"(?:[^.,;:]|(?<= [A-Z])\.){0,90}?"  # "Antony J. Holt"
    r"\b(?:met|visited|spoke|held|(?:re)?affirmed|discussed|expressed|underscored|emphasized|stressed|thanked|noted|welcomed"
    r"|urged|highlighted|condemned|reiterated|called|praised|commended|raised|reviewed|exchanged|agreed|pledged"
    r"|recognized|congratulated|conveyed|offered|said|told|outlined|encouraged|travel(?:l)?ed|hosted|participated)\b"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_BOILERPLATE = re.compile(
    r"^\W*(?:For (?:further|more|additional) information|For immediate release|Follow (?:us|@)|(?:Media|Press) contact"
    r"|Press inquiries|Contact:|Subscribe|Read more|Related:|"
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), [A-Z][a-z]+ \d{1,2}, \d{4}\W*$"  # a bare date
    r"|Office of the Spokesperson\W*$|Washington, D\.?C\.?\W*$|###)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?:\(?[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w. ]{1,30}){0,2}(?:\([^)]{2,30}\))?"  # "GENEVA, May 9", "PORT ANN (Kesh)"
    r"|[A-Z][A-Z]+(?:[ -][A-Z]+)*, [^—–\n]{0,45}?"  # "PORT ANN, the ninth of May"
    # "Port Ann, 5 Jul (Harbour News).-", "Sorrel, May 9 --"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})\.?(?:, \d{4})? ?"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} (?=\([A-Z][^)]{2,40}\)\.?\s?[—–-]))"  # "Sorrel (Harbour News) -"
    r"\s?(?:\([^)]{2,40}\)\s?)?\.?"  # the agency
    r"(?:—|–|--|-)\s+"
    # "Sorrel, May 9 (Harbour News) Norland condemned …", "SORREL (Harbour News - 9th May, 2021) …"
    r"|^[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}, [A-Z][a-z]{2,8}\.? \d{1,2} \([A-Z][^)]{2,40}\)\s+"
    r"|^[A-Z]{3,}(?: [A-Z]+)* \([A-Z][^)]{2,40}\d{4}\)\s+"
)


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Give the turns of a transcript; none where the labels do not make a conversation."""
    labels = [_label_of(text, paragraph) for paragraph in paragraphs]
    if not _is_conversation(text, labels) and not _is_briefing(text, labels):
        return []
    counts = Counter(text[item[0] : item[1]] for item in labels if item)
    asking = _asking(text, paragraphs, labels, counts)
    turns: list[Turn] = []
    current: Span | None = None
    pieces: list[Span] = []

    def close() -> None:
        if current is not None and pieces:
            turns.append(Turn(current, tuple(pieces), _is_questioner(text[current[0] : current[1]])))

    for paragraph, item in zip(paragraphs, labels, strict=True):
        if item and (paragraph.index in asking or _counts_as_label(text, item, counts)):
            close()
            current, pieces = (item[0], item[1]), []
            body = (item[2], paragraph.end)
            if body[1] > body[0] and not _STAGE.match(text[body[0] : body[1]]):
                pieces.append(body)
        elif current is not None:
            whole = text[paragraph.start : paragraph.end]
            if _STAGE.match(whole):
                continue
            if not any(labels[paragraph.index + 1 :]) and _NARRATED_END.match(whole):
                break  # the reporter closes the interview in words of his own
            pieces.append((paragraph.start, paragraph.end))
    close()
    return turns


def _label_of(text: str, paragraph: Paragraph) -> tuple[int, int, int] | None:
    """Offsets of a label at a paragraph's head: start, end without colon, start of what is said."""
    head = min(paragraph.end, paragraph.start + 90)
    match = _BRACKETED_LABEL.match(text, paragraph.start, head) or _LABEL.match(text, paragraph.start, head)
    if match is None:
        return None
    label = match["label"].strip()
    lower = label.lower()
    if lower in _NOT_LABELS or _FIELD.match(lower) or len(label.split()) > 8 or label.isdigit():
        return None
    return match.start("label"), match.end("label"), match.end()


def _is_conversation(text: str, labels: Sequence[tuple[int, int, int] | None]) -> bool:
    found = [text[item[0] : item[1]] for item in labels if item]
    if not found:
        return False
    upper = [label for label in found if _UPPER_LABEL.match(label)]
    if len(upper) >= 2 or (upper and _TITLED.match(upper[0])):
        return True
    counts = Counter(found)
    repeated = [label for label, n in counts.items() if n >= 2]
    return len(found) >= 3 and bool(repeated) and len(found) * 3 >= sum(1 for _ in labels) * 0.75


def _is_briefing(text: str, labels: Sequence[tuple[int, int, int] | None]) -> bool:
    """A page that its head calls a press conference, with a question and the answer of whom the head names."""
    found = [item for item in labels if item]
    head = text[: found[0][0]] if found else ""
    return (
        len(found) >= 2
        and _BRIEFING.search(head) is not None
        and any(text[s:e] in head for s, e, _ in found[1:])
        and "?" in text[found[0][0] : found[-1][0]]
    )


def _asking(
    text: str,
    paragraphs: Sequence[Paragraph],
    labels: Sequence[tuple[int, int, int] | None],
    counts: Counter[str],
) -> frozenset[int]:
    """The paragraphs in which a label of one word asks ("Beacon: … ?"), as the next label is one that comes again."""
    asking = set()
    behind: str | None = None
    for paragraph, item in zip(reversed(paragraphs), reversed(labels), strict=True):
        if item is None:
            continue
        label = text[item[0] : item[1]]
        if (
            behind is not None
            and counts[behind] >= 2
            and label != behind
            and label.isalpha()
            and "?" in text[item[2] : paragraph.end]
        ):
            asking.add(paragraph.index)
        behind = label
    return frozenset(asking)


def _counts_as_label(text: str, item: tuple[int, int, int], counts: Counter[str]) -> bool:
    label = text[item[0] : item[1]]
    if _UPPER_LABEL.match(label) or _is_questioner(label):
        return True
    if label.isalpha() and re.search(rf"[a-z,] {re.escape(label)}[.,?!]", text):
        return True  # "Yes, Kallol." gave the floor to "Kallol:"
    words = [w for w in label.split() if w[:1].isalpha()]
    # a sentence that happens to hold a colon: "However: …", "Three things:"
    return counts[label] >= 2 or sum(w[0].isupper() for w in words) >= max(2, len(words) - 2)


def _is_questioner(label: str) -> bool:
    bare = re.sub(r"\([^)]*\)", "", label.lower()).strip()
    return re.sub(r"[\d\s.]+$", "", bare).strip() in _QUESTIONERS or bare.startswith("unidentified ")


def find_issued(text: str, paragraphs: Sequence[Paragraph], title: str | None) -> list[Issued]:
    """Give the issued texts of an article: after "Begin Text", a body's acts, or the first person under a byline or
    title."""
    whole = find_resolved(text, paragraphs) or find_letter(text, paragraphs)
    if whole is not None:
        return [whole]
    begin = next((p.index for p in paragraphs if _BEGIN.match(text[p.start : p.end])), None)
    if begin is not None:
        end = next((p.index for p in paragraphs[begin + 1 :] if _END.match(text[p.start : p.end])), len(paragraphs))
        content = tuple((p.start, p.end) for p in paragraphs[begin + 1 : end] if not _is_heading(text, p))
        return [Issued(_issuer_before(text, paragraphs[:begin], title), content)] if content else []
    if not paragraphs:
        return []
    for p in paragraphs[:5]:
        head = text[p.start : p.end]
        signed = _WE_THE.match(head)
        if signed and _SIGNING.search(signed["issuer"]):
            body = _less_narration(text, _body(text, paragraphs[p.index :]))
            if not _speaks_for_itself(text, body, strict=True):
                return []
            we = (p.start + signed.start("issuer"), p.start + signed.end("issuer"))
            return [Issued(we, tuple((q.start, q.end) for q in body))]
        byline = _BYLINE.match(head)
        attributed = (_ATTRIBUTABLE.search(head) or _BELOW.match(head)) if len(head) < 250 else None
        released = _RELEASED.search(head)
        issuer: Span | None = None
        if byline:
            issuer = (p.start + byline.start("name"), p.start + byline.end("name"))
        elif attributed:
            issuer = (p.start + attributed.start("issuer"), p.start + attributed.end("issuer"))
        elif released:
            issuer = (p.start + released.start("issuer"), p.start + released.end("issuer"))
        if issuer is None:
            continue
        body = _body(text, paragraphs[p.index + 1 :])
        if body and _speaks_for_itself(text, body, strict=byline is None):
            return [Issued(issuer, tuple((q.start, q.end) for q in body))]
        return []
    if title and _TITLED_STATEMENT.match(title):
        body = _body(text, paragraphs)
        if body and _speaks_for_itself(text, body, strict=True, issuer=_on_behalf_of(title)):
            return [Issued(None, tuple((p.start, p.end) for p in body))]
    return []


def titled_issuer(title: str | None) -> str | None:
    """The words of a title that name who issued the statement: "Joint Statement by A and B", "B's Statement on C".

    None where it names nobody ("Joint Statement on C").
    """
    match = _TITLED_STATEMENT.match(title) if title else None
    named = (match["by"] or match["of"]) if match else None
    return None if named in (None, "Joint", "Press", "Media", "First", "Second", "Third") else named


def _on_behalf_of(title: str) -> re.Pattern[str] | None:
    """What a body calls itself in a statement made on its behalf: its name, or its initials."""
    match = _BEHALF.search(titled_issuer(title) or "")
    if match is None:
        return None
    initials = "".join(word[0] for word in match[1].split() if word[0].isupper())
    return re.compile(rf"\b(?:{re.escape(match[1])}|{initials})\b")


def _body(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of an issued text without its headings and what belongs to the page."""
    return [p for p in paragraphs if not _is_heading(text, p) and not is_boilerplate(text, p)]


def _less_narration(text: str, body: list[Paragraph]) -> list[Paragraph]:
    """The text as issued, without the paragraphs behind it in which the reporter tells what was said besides."""
    while body:
        words = _QUOTED.sub("", text[body[-1].start : body[-1].end])
        if _FIRST_PERSON.search(words) or not _REPORTED.search(words):
            break
        body = body[:-1]
    return body


def _issuer_before(text: str, paragraphs: Sequence[Paragraph], title: str | None) -> Span | None:
    for p in reversed(paragraphs):
        match = _RELEASED.search(text, p.start, p.end)
        if match:
            return match.span("issuer")
        attributed = _ATTRIBUTABLE.search(text, p.start, p.end)
        if attributed:
            return attributed.span("issuer")
    return None


def _speaks_for_itself(
    text: str, body: Sequence[Paragraph], *, strict: bool, issuer: re.Pattern[str] | None = None
) -> bool:
    words = [_QUOTED.sub("", text[p.start : p.end]) for p in body]
    first = [bool(_FIRST_PERSON.search(part)) for part in words]
    if strict and _narrates(words):
        return False
    if issuer is not None and any(first):
        first = [own or issuer.search(part) is not None for own, part in zip(first, words, strict=True)]
    return sum(first) * (2 if strict else 4) >= len(first) and any(first)


def _narrates(paragraphs: Sequence[str]) -> bool:
    """Tell a readout: it opens with what the principals did, or a fifth of its sentences do."""
    narrated = sum(len(_NARRATED.findall(words)) for words in paragraphs)
    sentences = sum(len(_SENTENCE_END.findall(words)) for words in paragraphs)
    return _NARRATED.match(paragraphs[0]) is not None or narrated * 5 >= max(sentences, 1)


def _is_stage(text: str, paragraph: Paragraph) -> bool:
    return _STAGE.match(text[paragraph.start : paragraph.end]) is not None


def _is_heading(text: str, paragraph: Paragraph) -> bool:
    words = text[paragraph.start : paragraph.end].split()
    return len(words) <= 12 and not _HEADING_END.search(text[paragraph.start : paragraph.end])


def is_boilerplate(text: str, paragraph: Paragraph) -> bool:
    """Tell a paragraph that belongs to the page, not to the article: a bare date, an office's name, contact lines."""
    return bool(
        _BOILERPLATE.match(text[paragraph.start : paragraph.end]) or _STAGE.match(text[paragraph.start : paragraph.end])
    )


def dateline_end(text: str, paragraph: Paragraph) -> int:
    """Offset behind a dateline ("BEIJING, May 9 (Xinhua) -- "), or the paragraph's start."""
    match = _DATELINE.match(text[paragraph.start : min(paragraph.end, paragraph.start + 110)])
    return paragraph.start + match.end() if match else paragraph.start
