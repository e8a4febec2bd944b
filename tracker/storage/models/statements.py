"""Statements with their spans, speakers and claims, and the utterances that several of them may report."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.records import ClaimKind, ClaimStrength, Confidence, DateBasis, Manner, PartyRole, Status
from tracker.storage.models.base import Base, Id, Words, filled, one_of, ordered

SPAN_ROLES = ("source", "cue", "content")


class Utterance(Base):
    """One act of communication that several statements report."""

    __tablename__ = "utterance"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    note: Mapped[str | None]


class UtteranceApart(Base):
    """Two statements, the lower number first, of which a person said that they do not report one utterance."""

    __tablename__ = "utterance_apart"
    __table_args__ = (
        CheckConstraint("statement_id < other_id", name="in_order"),
        Index(None, "other_id"),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)


class Statement(Base):
    """One report, in one article, of one act of communication.

    ``key`` is its identity (article, content spans, mention); ``start`` is the first offset that it rests on, for the
    order of the text. ``content`` holds its content pieces joined with " … ", ``quote`` the quoted words of a mixed
    one (a direct one is all quote), ``cue`` the reporting words. ``said_on`` is EDTF as read, with sortable bounds,
    its basis, and the words it came from. ``dated_from`` and ``dated_to`` are the days to filter and sort by: the
    said-on bounds, or else the article's; an open end is 9999-12-31 or 0001-01-01. ``reasons`` say why confidence is
    not high; ``candidates`` are the speakers that tied. Addressee and occasion are kept as printed, with offsets.
    ``coder`` and ``coded_at`` are the person who last decided on it and when (UTC). ``extracted_content`` holds the
    content's offsets as the extractor had them, where a person moved them: what it finds there again is this one.
    """

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("length(key) = 16", name="key"),
        CheckConstraint("content <> ''", name="content"),
        one_of("manner", Manner),
        one_of("status", Status),
        one_of("confidence", Confidence),
        one_of("said_on_basis", DateBasis),
        CheckConstraint("(said_on IS NULL) = (said_on_basis IS NULL)", name="said_on"),
        CheckConstraint("said_on_start <= said_on_end", name="said_on_bounds"),
        CheckConstraint("dated_from <= dated_to", name="dated"),
        CheckConstraint("(dated_from IS NULL) = (dated_to IS NULL)", name="dated_pair"),
        ordered("said_on_at", "said_on_until", name="said_on_offsets"),
        ordered("addressee_at", "addressee_until", name="addressee_offsets"),
        ordered("occasion_at", "occasion_until", name="occasion_offsets"),
        CheckConstraint("start >= 0", name="start"),
        Index(None, "article_id", "start"),
        Index(None, "dated_from", "id", "dated_to", "status"),
        Index(None, "dated_to", "dated_from", sqlite_where=text("dated_from <> dated_to")),
        Index(None, "confidence", sqlite_where=text("confidence <> 'high'")),
        Index(None, "status", sqlite_where=text("status <> 'extracted'")),
        Index(None, "addressee", sqlite_where=filled("addressee")),
        Index(None, "mention_id", sqlite_where=filled("mention_id")),
        Index(None, "continues_id", sqlite_where=filled("continues_id")),
        Index(None, "utterance_id", sqlite_where=filled("utterance_id")),
        Index(None, "addressee_id", sqlite_where=filled("addressee_id")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    start: Mapped[int]
    mention_id: Mapped[int | None] = mapped_column(ForeignKey("mention.id"))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="SET NULL"))
    utterance_id: Mapped[int | None] = mapped_column(ForeignKey("utterance.id", ondelete="SET NULL"))
    content: Mapped[str]
    quote: Mapped[str | None]
    cue: Mapped[str] = mapped_column(server_default="")
    manner: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="extracted")
    confidence: Mapped[str]
    reasons: Mapped[Words | None]
    candidates: Mapped[Words | None]
    rule: Mapped[str] = mapped_column(server_default="")
    extractor: Mapped[str | None]
    said_on: Mapped[str | None]
    said_on_start: Mapped[str | None]
    said_on_end: Mapped[str | None]
    said_on_basis: Mapped[str | None]
    said_on_text: Mapped[str | None]
    said_on_at: Mapped[int | None]
    said_on_until: Mapped[int | None]
    dated_from: Mapped[str | None]
    dated_to: Mapped[str | None]
    addressee: Mapped[str | None]
    addressee_at: Mapped[int | None]
    addressee_until: Mapped[int | None]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))
    occasion: Mapped[str | None]
    occasion_kind: Mapped[str | None]
    occasion_place: Mapped[str | None]
    occasion_at: Mapped[int | None]
    occasion_until: Mapped[int | None]
    occasion_on: Mapped[str | None]
    note: Mapped[str | None]
    coder: Mapped[str | None]
    coded_at: Mapped[str | None]
    extracted_content: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))


class StatementSpan(Base):
    """One piece of the article's text that a statement rests on: ``[start, end)`` in code points."""

    __tablename__ = "statement_span"
    __table_args__ = (
        one_of("role", SPAN_ROLES),
        ordered("start", "end", name="offsets"),
        CheckConstraint("position >= 0", name="position"),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class StatementSpeaker(Base):
    """One speaker of a statement; joint statements have several, in the order of the text. ``role`` is as printed."""

    __tablename__ = "statement_speaker"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position"),
        Index(None, "speaker_id", "statement_id", unique=True),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    role: Mapped[str | None]


class Claim(Base):
    """One proposition or speech act inside a statement's content, with its kind and the dates that it speaks of.

    ``position`` is the claim's number within its statement, less one (S12.1 has position 0); it stays the claim's own
    when others come and go, and the order is that of ``start``. ``text`` is NULL where it is the words at the offsets,
    as it nearly always is: they stand in the article already. ``marker`` are the words that decided kind and strength;
    ``party_text`` and ``counterpart_text`` the words as printed for whom it binds or speaks of and toward whom (their
    names stand in claim_party); ``about`` is EDTF with sortable bounds, and ``about_text`` its words. ``coder`` and
    ``coded_at`` are the person who last decided on it and when (UTC): the claims of a statement with any such claim are
    a person's, and no re-extraction changes them.
    """

    __tablename__ = "claim"
    __table_args__ = (
        one_of("kind", ClaimKind),
        one_of("strength", ClaimStrength),
        one_of("status", Status),
        ordered("start", "end", name="offsets"),
        CheckConstraint("about_start <= about_end", name="about_bounds"),
        CheckConstraint("position >= 0", name="position"),
        Index(None, "kind", "strength"),
        Index(None, "about_start", sqlite_where=filled("about")),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str | None]
    kind: Mapped[str | None]
    strength: Mapped[str | None]
    marker: Mapped[str | None]
    party_text: Mapped[str | None]
    counterpart_text: Mapped[str | None]
    about: Mapped[str | None]
    about_start: Mapped[str | None]
    about_end: Mapped[str | None]
    about_text: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="extracted")
    coder: Mapped[str | None]
    coded_at: Mapped[str | None]
    note: Mapped[str | None]


class ClaimParty(Base):
    """One name of a claim's party or counterpart, canonical where it is known; several stand in order of the text.

    It hangs on the statement, for a claim has no number of its own in the database: whoever takes a claim out takes
    out its parties.
    """

    __tablename__ = "claim_party"
    __table_args__ = (
        one_of("role", PartyRole),
        CheckConstraint("position >= 0 AND place >= 0", name="positions"),
        Index(None, "name", "role"),
        {"sqlite_with_rowid": False},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text(collation="NOCASE"))
