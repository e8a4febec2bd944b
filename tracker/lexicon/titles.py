"""Titles, posts and given names of lexicon/en/titles.toml, as sets for fast look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from tracker.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Titles:
    """The words around a person's name; all lower case, honorifics without their full stop.

    ``genders`` maps honorifics and given names to "m" or "f".
    """

    honorifics: frozenset[str]
    posts: frozenset[str]
    portfolios: frozenset[str]
    not_persons: frozenset[str]
    group_nouns: frozenset[str]
    given: frozenset[str]
    genders: dict[str, str]
    official_posts: frozenset[str]
    official_bodies: frozenset[str]

    def is_title(self, word: str) -> bool:
        """Tell if a word may stand before a name as part of a title."""
        lower = word.lower()
        return lower in self.honorifics or lower in self.posts or lower in self.portfolios


@functools.cache
def load_titles() -> Titles:
    """Load the shipped titles."""
    table = read_table("titles")
    honorifics = table["honorifics"]
    male, female = table["given"]["male"].split(), table["given"]["female"].split()
    genders: dict[str, str] = {}
    both = set(male) & set(female)
    genders.update({name: "m" for name in male if name not in both})
    genders.update({name: "f" for name in female if name not in both})
    genders.update({word.lower(): "m" for word in honorifics["male"]})
    genders.update({word.lower(): "f" for word in honorifics["female"]})
    genders.update(
        {"chairman": "m", "spokesman": "m", "businessman": "m", "congressman": "m", "king": "m", "prince": "m"}
    )
    genders.update(
        {
            "chairwoman": "f",
            "spokeswoman": "f",
            "businesswoman": "f",
            "congresswoman": "f",
            "queen": "f",
            "princess": "f",
        }
    )
    return Titles(
        frozenset(word.lower() for group in ("male", "female", "neutral") for word in honorifics[group]),
        frozenset(word.lower() for word in table["posts"]["words"]),
        frozenset(table["posts"]["portfolios"]),
        frozenset(table["not_persons"]["words"]),
        frozenset(table["groups"]["nouns"]),
        frozenset(male) | frozenset(female),
        genders,
        frozenset(table["officials"]["posts"]),
        frozenset(table["officials"]["bodies"]),
    )
