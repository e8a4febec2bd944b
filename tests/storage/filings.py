"""Articles stored for tests in which the people named say something, one statement each."""

from __future__ import annotations

from sqlalchemy import text

from tests.extractions import said, store, tell
from tracker.records import SpeakerKind, SpeakerReference
from tracker.storage.session import Session


def person(name: str, country: str | None = None, role: str | None = None, *names: str) -> SpeakerReference:
    """A person as one article tells of them."""
    return SpeakerReference(name, SpeakerKind.PERSON, country, role, names)


def file(session: Session, *references: SpeakerReference, published: str | None = "2024-03-02") -> list[int]:
    """Store one article in which each of them says something; gives their speakers' numbers."""
    number = session.execute(text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'article'")).scalar()
    words = [f"point {number}.{position}" for position in range(len(references))]
    body = f"Report {number}. They said " + ", ".join(words) + "."
    statements = [
        said(body, word, by=reference, mention="They") for word, reference in zip(words, references, strict=True)
    ]
    stored = store(session, tell(body, *statements, published=published))
    rows = session.execute(
        text(
            "SELECT x.speaker_id FROM statement_speaker AS x JOIN statement AS s ON s.id = x.statement_id "
            "WHERE s.article_id = :article ORDER BY s.id"
        ),
        {"article": stored.article_id},
    )
    return list(rows.scalars())
