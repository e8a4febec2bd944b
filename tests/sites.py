"""Sites for tests, without a database: books of rows told by their words, and large ones of invented statements."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from tests.rows import make_row
from tracker.ledger.page.book import Book
from tracker.ledger.page.site import Site
from tracker.records import ArticleDetail, ArticleSummary, LedgerRow, PostSeen, SpeakerPortrait

TOPICS = {"trade": "Trade and investment", "security": "Security and defence", "energy": "Energy"}
COUNTRIES = {"AUT": "Austria", "UGA": "Uganda"}

BRANDT = SpeakerPortrait(
    1, "Ilse Brandt", "person", "AUT", ("Brandt", "I. Brandt"),
    (
        PostSeen("Foreign Minister", "AUT", None, None, "2024-03-02", "2024-06-01", 2),
        PostSeen("Mayor of Linz", "AUT", "2009", "2015", None, None, 0),
    ),
)  # fmt: skip
OKELLO = SpeakerPortrait(2, "Tomás Okello", "person", "UGA")

TEXT = (
    "Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open.\n\n"
    "“We will keep our word,” she told President Tomás Okello. “Nobody will close it.”\n"
)


def find(text: str, *words: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text, each looked for behind the one before."""
    spans, start = [], 0
    for piece in words:
        start = text.index(piece, start)
        spans.append((start, start + len(piece)))
        start += len(piece)
    return tuple(spans)


def make_article(number: int, text: str, **fields: str | None) -> ArticleDetail:
    """An article with this text; ``fields`` are those of its summary."""
    told: dict[str, str | None] = {
        "identifier": None, "title": "Corridor to stay open", "outlet": "The Harbour Post",
        "url": "https://example.org/corridor", "author": "Ana Roig", "published": "2024-03-02",
    } | fields  # fmt: skip
    summary = ArticleSummary(article_id=number, statements=2, words=24, text_sha256="ab" * 32, **told)
    return ArticleDetail(summary, text, "en", "2024-03-05", None, None, ())


def make_book(
    rows: Sequence[LedgerRow],
    *,
    speaking: Mapping[int, tuple[int, ...]] | None = None,
    speakers: Iterable[SpeakerPortrait] = (BRANDT, OKELLO),
    selection: tuple[tuple[str, str], ...] = (),
) -> Book:
    """A book of these rows, all of them by Brandt where nothing else is said."""
    return Book(
        rows=rows,
        speaking={row.statement_id: (1,) for row in rows} if speaking is None else speaking,
        speakers={speaker.speaker_id: speaker for speaker in speakers},
        topics=TOPICS,
        countries=COUNTRIES,
        selection=selection,
        version="0",
    )


def make_site(articles: Iterable[ArticleDetail], rows: Sequence[LedgerRow], **fields: object) -> Site:
    """A site of these articles and rows; ``fields`` are those of make_book."""
    by_number = {article.summary.article_id: article for article in articles}
    return Site(make_book(rows, **fields), lambda number: by_number[number])  # type: ignore[arg-type]


def corridor_rows(text: str = TEXT, article: int = 3) -> list[LedgerRow]:
    """Two statements of Brandt in the text: an indirect one, and a direct one in two pieces."""
    return [
        make_row(
            utterance_id=None,
            statement_id=12,
            article_id=article,
            claim="the grain corridor would stay open",
            manner="indirect",
            addressee=None,
            addressee_as_printed=None,
            occasion=None,
            source_offsets=find(text, "Foreign Minister Ilse Brandt"),
            cue_offsets=find(text, "said"),
            content_offsets=find(text, "the grain corridor would stay open"),
        ),
        make_row(
            utterance_id=None,
            statement_id=13,
            article_id=article,
            claim="“We will keep our word,” … “Nobody will close it.”",
            manner="direct",
            said_on=None,
            said_on_start=None,
            said_on_end=None,
            topics=(),
            confidence="low",
            addressee="Tomás Okello",
            occasion="at a press conference",
            source_offsets=find(text, "she"),
            cue_offsets=find(text, "told"),
            content_offsets=find(text, "“We will keep our word,”", "“Nobody will close it.”"),
        ),
    ]


_WORDS = (
    "the port harvest treaty border river grain pipeline energy ministers council agreement security exports fisheries "
    "delegation sovereignty corridor ceasefire summit tariffs climate refugees railway customs market parliament"
).split()


def make_many(count: int) -> Site:
    """A site of ``count`` invented statements by two hundred speakers over six years, thirty words each and more."""
    dice = random.Random(20)
    speakers = [SpeakerPortrait(number, f"Speaker {_name(number)}", "person", "AUT") for number in range(1, 201)]
    rows: list[LedgerRow] = []
    texts: dict[int, list[str]] = {}
    for number in range(1, count + 1):
        article = (number - 1) // 10 + 1
        words = " ".join(dice.choices(_WORDS, k=dice.randrange(20, 120)))
        day = date(2019, 1, 1) + timedelta(days=dice.randrange(2190))
        texts.setdefault(article, []).append(words)
        start = sum(len(text) + 1 for text in texts[article][:-1])
        rows.append(
            make_row(
                utterance_id=None,
                statement_id=number,
                article_id=article,
                title=f"Article number {article}",
                outlet=f"Outlet {article % 12}",
                published=day.isoformat(),
                said_on=day.isoformat(),
                said_on_start=day.isoformat(),
                said_on_end=day.isoformat(),
                claim=words,
                manner=dice.choice(("direct", "indirect", "mixed")),
                topics=tuple(sorted(dice.sample(list(TOPICS), dice.randrange(3)))),
                source_offsets=(),
                cue_offsets=(),
                content_offsets=((start, start + len(words)),),
            )
        )
    speaking = {row.statement_id: (int(dice.triangular(1.0, 201.0, 1.0)),) for row in rows}
    articles = [make_article(number, "\n".join(told)) for number, told in texts.items()]
    return make_site(articles, rows, speaking=speaking, speakers=speakers)


def _name(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


TRICKS = (
    "<script>window.hit=1</script> \"quoted\" 'single' & <img src=x onerror=window.hit=1> "
    "\u202egnp.exe\u202c \x1b[2J\x07"
)
HOSTILE_TEXT = (
    f'Minister <b onclick="window.hit=1">Ilse Brandt</b> said that {TRICKS} would stay </mark></p></template>'
    "</script><script>window.hit=1</script><!-- open.\n\n<svg onload=window.hit=1> javascript:window.hit=1 ]]>\n"
)


def hostile_site() -> Site:
    """A site in which every field that comes from an article, or from a person's hand, tries to be more than words."""
    speaker = SpeakerPortrait(
        1, f"Ilse {TRICKS}", "person", "AUT", (f"Alias {TRICKS}",),
        (PostSeen(f"Minister {TRICKS}", None, None, None, "2024-03-02", "2024-03-02", 1),),
    )  # fmt: skip
    said = f"{TRICKS} would stay </mark></p></template></script><script>window.hit=1</script><!-- open"
    row = make_row(
        utterance_id=None,
        statement_id=12,
        article_id=3,
        speaker=speaker.name,
        speaker_as_printed=f"Minister {TRICKS}",
        role_as_printed=f"Minister {TRICKS}",
        addressee=f"President {TRICKS}",
        occasion=f"at {TRICKS}",
        claim=said,
        topics=("trade", f"slug {TRICKS}"),
        note=f"Note {TRICKS}",
        title=f"Title {TRICKS}",
        outlet=f"Outlet {TRICKS}",
        author=f"Author {TRICKS}",
        url="javascript:window.hit=1",
        published=f"2024-03-02 {TRICKS}",
        said_on="2024-03-02",
        source_offsets=find(HOSTILE_TEXT, "Ilse Brandt"),
        cue_offsets=find(HOSTILE_TEXT, "said"),
        content_offsets=find(HOSTILE_TEXT, said),
    )
    open_row = make_row(
        utterance_id=None,
        statement_id=13, article_id=3, speaker=None, speaker_as_printed=f"he {TRICKS}", claim="javascript:window.hit=1",
        source_offsets=(), cue_offsets=(), content_offsets=find(HOSTILE_TEXT, "javascript:window.hit=1"),
        title=row.title, outlet=row.outlet, url=row.url, published=row.published,
    )  # fmt: skip
    article = make_article(
        3, HOSTILE_TEXT, title=row.title, outlet=row.outlet, author=row.author, url=row.url, published=row.published,
        identifier=f"id {TRICKS}",
    )  # fmt: skip
    return make_site(
        [article], [row, open_row], speaking={12: (1,)}, speakers=[speaker], selection=(("Words", TRICKS),)
    )
