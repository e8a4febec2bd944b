"""What inputs are made of: seeds that are whole, and pieces that fuzzers put together, for each kind of input."""

from __future__ import annotations

import io
import zipfile
from functools import cache

ODDITIES = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xe2\x80\x8b",
    b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xf0\x9f\x87\xbb\xf0\x9f\x87\xaa", b"\xcc\x81" * 8, b"\xff", b"\x80", b"\xe9",
    b"\r", b"\r\n", b"\n", b"\t", b" ", b"\x1b[2J", b"\x1b]8;;http://x\x07", b"\x9b1m", b"\x0c", b"\x1f\x8b", b"PK\x03\x04",
    b"%PDF-1", b"\xd9\xa3\xd9\xa4", b"\xef\xbc\x91", b"\xc4\xb0", b"\xc3\x9f", b"\xef\xac\x81", b"\xe0\xb8\x81",
    b"\xe5\x8c\x97\xe4\xba\xac", b"\xd7\xa9", b"a" * 300, b"9" * 5000, b"(" * 200,
)  # fmt: skip
"""Bytes that programs stumble over, for every target."""

QUOTES = (
    b'"', b"'", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\xe2\x80\x98", b"\xe2\x80\x99", b"\xe2\x80\x9e", b"\xc2\xab", b"\xc2\xbb",
)  # fmt: skip

ARTICLES = (
    b"---\ntitle: Ministers agree on a grain corridor\noutlet: The Harbour Post\nurl: https://example.org/grain\n"
    b"published: 2024-03-01\n---\nForeign Minister Ilse Brandt said on Friday that the grain corridor would stay open.\n\n"
    b"\xe2\x80\x9cWe will keep our word,\xe2\x80\x9d Brandt told reporters after talks with President Tomas Okello.\n",
    b"---\npublished: 2024-05-20\nnote: \xe5\x8c\x97\xe4\xba\xac\n---\nPresident Tomas Okello warned on Monday that the "
    b"pipeline would be closed. According to a senior official, \"nothing was agreed\" at the summit in Vienna.\n",
    b"China and Venezuela welcomed the all-weather strategic partnership. He added that trade had doubled last year.\n",
)  # fmt: skip

FRONT_MATTER = (
    b"---", b"---\n", b"\n---\n", b"title: ", b"published: ", b"accessed: 2024-02-30\n", b"id: 1\n", b"Title: x\n", b"tags:\n",
    b"- a\n", b"  - b\n", b": ", b"key", b"url: file:///etc/passwd\n", b"2024-03-01", b"2024-03-01T10:00:00Z", b"{", b"said ",
    b"&a [*a,*a]", b"!!python/object/apply:os.system",
)  # fmt: skip

JSON_LINES = (
    b'{"text": "Ilse Brandt said that it rained.", "id": "a", "published": "2024-03-01"}\n{"text": 1}\n',
    b'\n{"text": "x", "title": null, "id": 12}\n[]\n{"text": "\\ud800"}\n',
    b'[\n {"text": "a"},\n {"text": "b"}\n]\n',
)

JSON = (
    b"{", b"}", b"[", b"]", b'{"text": "', b'"text"', b'"published": "2024"', b'"id": 1', b": ", b", ", b"null", b"true", b"1e999",
    b"-0", b"NaN", b"Infinity", b'"\\u0000"', b'"\\ud83d"', b"\\", b"[" * 2000, b'{"a":' * 2000, b"1" * 5000, b"}\n{", b'"',
)  # fmt: skip

PAGES = (
    b"<!doctype html><html><head><title>Corridor</title><meta property='article:published_time' content='2024-03-01'></head>"
    b"<body><article><h1>Corridor to stay open</h1><p>Foreign Minister Ilse Brandt said on Friday that the grain corridor "
    b"would stay open for all ships of the region.</p><p>We will keep our word, she told reporters after long talks with "
    b"the president of the neighbouring country.</p></article></body></html>",
)

MARKUP = (
    b"<p>", b"</p>", b"<div>", b"</div>", b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;",
    b"&#xD800;", b"&#1114112;", b"&lol9;", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"<!DOCTYPE x [", b"]>", b"&a;", b"<table>",
    b"<td>", b"<base href='file:///'>", b"<meta charset='utf-16'>", b"<title>", b"<a href='javascript:1'>", b"<svg onload=1>",
    b"<p>said that the corridor would stay open for all ships.", b"<div>" * 300, b"<?xml version='1.0' encoding='x'?>",
)  # fmt: skip

DATES = (
    b"2024-03-01",
    b"2024-03",
    b"2023~",
    b"2021/2023",
    b"2021/..",
    b"../2021-02-29",
    b"0000",
    b"9999-12-31",
    b"2024-03-01T10:00Z",
)
DATE_PIECES = (
    b"2024", b"-", b"03", b"31", b"02", b"29", b"/", b"..", b"~", b"?", b"%", b"T10:00:00", b"Z", b"+02:00", b"0001", b"9999", b"00",
    b"13", b"XX", b"2024-21",
)  # fmt: skip
DATED = (
    b"2024-03-01\nHe said on Friday, last Monday, on March 3, 9 May 2025, yesterday, 10 weeks ago and that day.\n",
    b"0001-01-01\nyesterday, last year, 99 years ago, in December, last week, Feb 29\n",
    b"9999-12-31\non 1 January, in May, this week, Dec. 31st, (31/12), 9999-12-31, today\n",
)
DATE_WORDS = (
    b"2024-03-01\n", b"0001-01-01\n", b"9999-12-31\n", b"on Friday ", b"last ", b"this ", b"May ", b"9 May 2025 ", b"Feb. 30th ",
    b"29 February ", b"0000 ", b"in 2019 ", b"in ", b"99 years ago ", b"ten ", b"months ago ", b"(31/12) ", b"(99/99)", b"0000-00-00 ",
    b"yesterday ", b"the day before yesterday ", b"that day ", b"last year ", b"earlier this week ", b"since ", b"of ", b"31st ",
)  # fmt: skip

NEWS = (
    *QUOTES, *DATE_WORDS, b" said ", b" said that ", b" told reporters ", b"According to ", b", according to ", b" added: ", b" he ",
    b" she ", b"Foreign Minister ", b"President ", b"Ilse Brandt", b"Tomas Okello", b"China", b" the Chinese foreign minister ",
    b"Beijing ", b" and ", b" or ", b"the former ", b"the latter ", b", ", b". ", b"\n\n", b": ", b"Q: ", b"A: ", b"MR. BRANDT: ",
    b" - ", b" \xe2\x80\x94 ", b"(", b")", b"[", b"]", b" who ", b" which ", b" whether ", b"We ", b"U.S. ", b"a spokesperson for ",
    b" welcomed ", b" condemned ", b"expressing ", b" at a press conference in Vienna", b" during a call with ", b"...", b"!", b"?",
    b"VIENNA, March 1 (Agency) -- ", b" will sign a treaty ", b" did not say ", b" not ", b"'s ", b"Jr. ", b"von ", b"al-", b"O'",
)  # fmt: skip

SEARCHES = (
    b"\0corridor",
    b'\x15"stay open" OR pipeline -word',
    b"\x18trad* NOT x",
    b"\x05AND OR NOT",
    b"\x19\xe5\x8c\x97\xe4\xba\xac",
)
SEARCH_PIECES = (
    *QUOTES, b"\0", b"\x15", b"\x18", b"corridor", b"stay open", b" AND ", b" OR ", b" NOT ", b"-", b"*", b"NEAR(", b",", b")", b"(",
    b"^", b":", b"claim:", b"{", b"}", b"+", b"all-weather", b"Xi's", b"'; DROP TABLE statement; --", b"%", b"_", b"\\", b" ",
    b"word " * 60,
)  # fmt: skip

ASKING: tuple[list[str], ...] = (
    ["statements"], ["who"], ["timeline"], ["compare"], ["speakers"], ["topics"], ["articles"], ["speaker", "show"],
    ["topic", "show"], ["article", "show"], ["statement", "show"], ["cite"], ["history"], ["speaker", "suggest"],
    ["speaker", "post", "list"], ["export"], ["topic", "list"], ["history", "export"], ["db", "current"], [],
)  # fmt: skip
QUESTIONS = (
    b"\x00\n--speaker\nbrandt\n--since\n2024",
    b"\x01\ncorridor\n--near\n3",
    b"\x03\nbrandt\nokello\n--format\njson",
    b"\x0f\n--format\nmd\n--group-by\nspeaker\n--fields\nclaim,speaker",
    b"\x0b\nS1\n--style\nplain",
    b"\x0a\nS1\n--format\njson",
    b"\x00\n--meeting\nbrandt\nokello\n--sort\n-relevance\n--text\nword",
)
FILTER_PIECES = (
    *(b"\n" + option for option in (
        b"--speaker", b"--to", b"--occasion", b"--meeting", b"--topic", b"--text", b"--near", b"--since", b"--until", b"--article",
        b"--outlet", b"--manner", b"--confidence", b"--status", b"--limit", b"--offset", b"--sort", b"--format", b"--fields",
        b"--group-by", b"--include-officials", b"--by", b"--period", b"--name", b"--on", b"--role", b"--country", b"--style",
        b"--least", b"--help", b"-h", b"--statement",
    )),
    b"\nbrandt", b"\nokello", b"\nS1", b"\n1", b"\nA1", b"\n9223372036854775808", b"\n-1", b"\n2024-03-01", b"\n2021/2023", b"\ncsv",
    b"\njson", b"\nmd", b"\nxlsx", b"\nbibtex", b"\njsonld", b"\npopolo", b"\ncsl-json", b"\nris", b"\ncsv-excel", b"\nsqlite",
    b"\nhtml", b"\ntrade", b"\nmeeting", b"\nrelevance", b"\n-date", b"\nspeaker", b"\nmonth", b"\nany", b"\nclaim,nope", b"\n",
    b"\x00", b"\x01", b"\x03", b"\x0b", b"\x0f", b"\n%s", b"\n'", b'\n"', b"\n\xe2\x80\xae", b"\n\x1b[2J", b"\nchina", b"\napa",
)  # fmt: skip

CHANGING = (
    ["statement", "edit"], ["statement", "add"], ["statement", "split"], ["statement", "merge"], ["statement", "confirm", "--yes"],
    ["statement", "reject", "--yes"], ["article", "edit", "--yes"], ["article", "remove", "--yes"], ["speaker", "merge"],
    ["speaker", "split"], ["topic", "merge", "--yes"], ["topic", "remove", "--yes"], ["undo", "--yes"], ["redo", "--yes"],
    ["retag"], ["reextract"], ["import"], ["review", "--script"],
)  # fmt: skip
ORDERS = (
    b"\x00\nS1\n--speaker\nOkello\n--said-on\n2024-03",
    b"\x01\nA1\n--speaker\nbrandt\n--content\nfrom the to open",
    b"\x02\nS1\n--at\ncorridor",
    b"\x03\nS1\nS2",
    b"\x06\nA1\n--published\n2024\n--text\n/dev/null",
    b"\x08\nbrandt\nokello",
    b"\x09\nbrandt\n--statement\nS1\n--as\nNew Name",
    b"\x0a\ntrade\nsecurity",
)
ORDER_PIECES = (
    *FILTER_PIECES,
    *(b"\n" + option for option in (
        b"--speaker", b"--said-on", b"--manner", b"--topic", b"--no-topic", b"--note", b"--content", b"--cue", b"--source", b"--at",
        b"--where-speaker", b"--where-text", b"--where-status", b"--where-near", b"--title", b"--published", b"--url", b"--drop-lost",
        b"--as", b"--to", b"--kind", b"--statement", b"--article", b"--name",
    )),
    b"\nfrom grain to open", b"\n0-5", b"\n5-2", b"\n49-83; 90-97", b"\nS1-S3", b"\nS2", b"\ndirect", b"\nIlse Brandt (new)", b"\n;",
    b"\x02", b"\x06", b"\x08", b"\x09", b"\x0c",
)  # fmt: skip

COLUMNS = b"statement_id,statement_key,speaker,country,said_on,claim,quote,manner,topics,status,note,title,url,published,coded_at,article_id"
LEDGERS_CSV = (
    COLUMNS
    + b"\nS1,,Ilse Brandt,AUT,2024-03-01,the grain corridor would stay open,,indirect,trade,extracted,a note,t,,,,1\n",
    b"sep=;\nclaim;speaker;article_id\nthe pipeline would be closed;Tomas Okello;2\n",
    b"\xff\xfe" + "claim\tspeaker\ttitle\nIt rained.\tIlse Brandt\tA diary\n".encode("utf-16-le"),
    b'claim,speaker\n"a ""quoted"" cell\nof two lines",\'=1+1\n',
)
LEDGER_CELLS = (
    COLUMNS, b"\n", b",", b";", b"\t", b'"', b'""', b"sep=", b"statement_id", b"statement_key", b"claim", b"speaker", b"S1", b"1.0", b"2,0",
    b"1e5", b"'=1+1", b"=HYPERLINK(1)", b"@x", b"2024-03-01", b"01/03/2024", b"44621", b"confirmed", b"rejected", b"direct", b"trade; x",
    b"the grain corridor would stay open", b" \xe2\x80\xa6 [cut here: 12 more characters]", b"_x0007_", b"_xD800_", b"[[0, 5]]", b"[" * 500,
    b"9" * 30, b"A1", b"https://example.org/grain", b"article_id", b"content_offsets", b"AUT", b"XXX",
)  # fmt: skip
LEDGERS_JSON = (
    b'{"schema_version": 1, "statement_id": 1, "claim": "the grain corridor would stay open", "speaker": {"name": "Okello"}}\n',
    b'{"statement_key": "00", "claim": "x", "topics": ["trade"], "offsets": {"content": [[1, 2]]}}\n',
)

DECISIONS = (
    b'{"statement": 1, "decision": "confirm"}\n{"statement": "S2", "decision": "edit", "speaker": ["Okello"], "said_on": null}\n',
    b'{"statement": 1, "decision": "edit", "content": ["from the to open"], "topics": "trade", "manner": "direct"}\n',
)
DECISION_PIECES = (
    b'{"statement": 1, "decision": "edit", ', b'"speaker": ', b'"content": ', b'"cue": ', b'"source": "0-5"', b'"note": "x"', b'"manner": ',
    b'"direct"', b'"said_on": "2024"', b'"add_topics": ["trade"]', b'"to": "reporters"', b"}\n", b'["a"]', b'"reject"', b'"S999999999999999999"',
)  # fmt: skip

TABLES = (
    b'[[topic]]\nslug = "grain"\nlabel = "Grain"\nterms = ["grain corridor*"]\n',
    b'[grain]\nlabel = "Grain"\nparent = "trade"\nterms = ["grain"]\n[[states]]\nname = "Ruritania"\ncode = "RUR"\n',
)
TABLE_PIECES = (
    b"[", b"]", b"[[", b"]]", b" = ", b'"', b"'''", b"\n", b"topic", b"states", b"name", b"code", b"terms", b"label", b"parent", b'["a*"]',
    b"{a = 1}", b"1979-05-27T07:32:00Z", b"inf", b"0x", b"[" * 1500, b"a.b.c = 1\n", b'["(a+)+$"]', b"*", b'"grain"',
)  # fmt: skip

CONTROL_PIECES = (
    *ODDITIES,
    b"\x1b[31m",
    b"\x1bP",
    b"\x9d",
    b"\xc2\x9b2J",
    b"\xf3\xa0\x81\x81",
    b"\xe1\xa0\x8e",
    b"\xef\xbf\xb9",
    b"word",
)


@cache
def _parts() -> dict[str, bytes]:
    from openpyxl import Workbook

    buffer = io.BytesIO()
    Workbook().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def make_workbook(text: str) -> bytes:
    """A workbook whose cells are the text's, comma by comma; a line that begins with < is its sheet's XML as it is."""
    if text.startswith("<"):
        sheet = text.encode("utf-8", "replace")
    else:
        rows = "".join(
            "<row>"
            + "".join(f'<c t="inlineStr"><is><t>{_escape(cell)}</t></is></c>' for cell in line.split(","))
            + "</row>"
            for line in text.split("\n")
        )
        head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        sheet = f"{head}{rows}</sheetData></worksheet>".encode("utf-8", "replace")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in _parts().items():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else content)
    return buffer.getvalue()


def _escape(cell: str) -> str:
    plain = "".join(char for char in cell if char in "\t\n" or " " <= char < "\ud800" or "\ue000" <= char < "\ufffe")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
