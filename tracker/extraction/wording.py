"""The wording of a mention, as printed: its determiner, its core, and the core's last word, which is its head."""

from __future__ import annotations

import re
from functools import lru_cache

DETERMINERS = re.compile(
    r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|one|another|each|every)\s+", re.IGNORECASE
)
_CORE_END = re.compile(
    r"\s(?:of|for|in|at|from|to|on|with|within|inside|near|under|between|by|about|over|against"  # prepositions
    r"|who|which|that|whose|whom)\s"  # relative clauses
    r"|,|\s[—–]|\s\((?!ret)"  # asides; "Brigadier (retired) Holt" runs on
)


def core_length(phrase: str) -> int:
    """Give how many characters stand ahead of the first preposition, relative clause or aside."""
    match = _CORE_END.search(phrase)
    return match.start() if match else len(phrase)


@lru_cache(maxsize=4096)  # an article says "the minister" again and again
def core_head(phrase: str) -> str:
    """Give the core's last word, lower case, without genitive or marks: "envoy" of "the ministry's envoy to Kesh"."""
    words = phrase[: core_length(phrase)].split()
    return re.sub(r"['’]s?$", "", words[-1].lower().strip(',.;:"”')) if words else ""


def spell_name(word: str) -> str:
    """Spell a name that a label prints in capitals: "O'HARA-MCKAY" is O'Hara-Mckay, "MCKAY" is McKay."""
    spelled = "".join(part.capitalize() for part in re.split(r"([-'’])", word))
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), spelled)
