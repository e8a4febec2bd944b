"""Media as sources: who only relays what others said."""

from __future__ import annotations

import re

from tracker.lexicon.actors import Actors
from tracker.records import SpeakerKind

# a medium told by its sort ahead of its name: "semi-official news agency ISNA", "the daily Al-Sabah"
_NEWS_AGENCY = re.compile(r"\b(?:news agency|newswire|newspaper|daily|broadcaster|news website|news site)\s+[A-Z]")
# a newspaper or station by its name's last word: "the Sorrel Post"
_OUTLET = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w’'-]+ )+(?:Post|Times|News|Herald|Tribune|Gazette|Journal|Daily|Weekly|Chronicle"
    r"|Telegraph|Radio|Television|TV)$"
)


def is_medium(phrase: str, actors: Actors) -> bool:
    """Tell if a source is a newspaper, agency or station.

    By what the lexicon knows, by its sort ahead of its name ("the daily Al-Marsad"), by the last word of its name
    ("the Sorrel Post"), or by its sort alone ("state media", "the official news agency").
    """
    phrase = re.sub(r"^the (?:official )?|\s*\([^)]*\)$", "", phrase, flags=re.IGNORECASE)
    actor = actors.by_name(phrase)
    if actor is not None:
        return actor.kind is SpeakerKind.MEDIA
    if _NEWS_AGENCY.search(phrase) or _OUTLET.search(phrase):
        return True
    words = phrase.lower().split()
    return words[-1] in ("media", "newspaper", "newspapers", "broadcaster", "broadcasters", "agency") and (
        words[-1] != "agency" or "news" in words or "press" in words
    )
