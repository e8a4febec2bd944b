"""Reports in which a minister promises, says it again, weakens, keeps and drops what she promised."""

from __future__ import annotations

from tracker.records import ArticleInput

_BRANDT = "Austrian Foreign Minister Ilse Brandt said on {day} that {words}.\n"


def _report(published: str, outlet: str, day: str, words: str) -> ArticleInput:
    return ArticleInput(_BRANDT.format(day=day, words=words), title=words[:30], outlet=outlet, published=published)


PROMISES = (
    _report(
        "2024-03-01",
        "The Harbour Post",
        "Friday",
        "Austria is ready to help Uganda in rebuilding the grain port of Mareo by 2030, and will send forty engineers "
        "to the harbour",
    ),
    _report(
        "2024-06-10",
        "Danube Courier",
        "Monday",
        "Austria will help Uganda in rebuilding the grain port of Mareo by 2028",
    ),
    _report("2024-09-02", "Lakeside Wire", "Monday", "Austria has sent forty engineers to the harbour"),
    _report(
        "2025-02-03",
        "Lakeside Wire",
        "Monday",
        "Austria will no longer help Uganda in rebuilding the grain port of Mareo",
    ),
    _report(
        "2025-02-10", "The Sunday Ledger", "Monday", "Austria will help Kenya in rebuilding the grain port of Tombe"
    ),
)
"""S1.1 and S1.2 promise; S2.1 hardens S1.1, S3.1 fulfils S1.2, S4.1 drops S2.1; S5.1 is of another port and country."""
