"""What makes an article or a statement the same one when it comes again."""

from __future__ import annotations

import hashlib

from tracker.records import Spans

KEY_LENGTH = 16


def hash_text(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal; raises UnicodeEncodeError for a lone surrogate."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def make_statement_key(text_sha256: str, content: Spans, mention: str) -> str:
    """Sixteen hexadecimal digits that a statement keeps however often, and by whatever version, it is extracted.

    Made of the article's hash, the content spans and the mention as printed: neither the cue nor the resolved speaker
    is in it, so that a better extractor finds the same statement again. 64 bits: among ten million statements two
    share a key by chance once in four hundred thousand such databases.
    """
    spans = ",".join(f"{start}-{end}" for start, end in content)
    return hashlib.sha256(f"{text_sha256}\n{spans}\n{mention}".encode()).hexdigest()[:KEY_LENGTH]
