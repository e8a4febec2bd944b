"""Where the pages of a site stand, and how one of them is reached from another.

A site is a folder (``articles/3.html``) or one file, in which every page is a place (``#articles/3``). The ledger keeps
its filter behind the ``#`` in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses as one page writes them: in a folder, ``base`` leads from that page to the top."""

    single: bool = False
    base: str = ""

    def page(self, name: str, fragment: str = "") -> str:
        """A page by its name: "speakers", "articles/3"; ``fragment`` is a place on it."""
        if self.single:
            return f"#{name}/{fragment}" if fragment else f"#{name}"
        return f"{self.base}{name}.html" + (f"#{fragment}" if fragment else "")

    def article(self, number: int, fragment: str = "") -> str:
        """An article's page."""
        return self.page(f"articles/{number}", fragment)

    def speaker(self, number: int) -> str:
        """A speaker's page."""
        return self.page(f"speakers/{number}")

    def here(self, name: str, fragment: str) -> str:
        """A place on the page of this name, written on that page itself."""
        return self.page(name, fragment) if self.single else f"#{fragment}"

    def ledger(self, *filters: tuple[str, str | int]) -> str:
        """The ledger with these filters, as ``speaker``, 12."""
        fragment = "&".join(f"{key}={quote(str(value), safe='')}" for key, value in filters)
        if self.single:
            return f"#{fragment}"
        return f"{self.base}{INDEX}" + (f"#{fragment}" if fragment else "")


def links_from(path: str) -> Links:
    """The links of the page at this path of a folder."""
    return Links(base="../" * path.count("/"))


def joined(parts: Sequence[str], separator: str = " · ") -> str:
    """The parts that are not empty, with a separator between them."""
    return separator.join(part for part in parts if part)
