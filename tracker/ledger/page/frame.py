"""The frame around every page: head, Content-Security-Policy, navigation, foot; and the assets that go with it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tracker.ledger.page.links import Links
from tracker.ledger.page.markup import Html, join, tag

STYLE = "assets/page.css"
SCRIPTS = ("assets/reading.js", "assets/facets.js", "assets/timeline.js", "assets/ledger.js")
GENERATOR = "statement-tracker"

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16'"
    " rx='2' fill='%230b5563'/%3E%3Cpath d='M3 4h10M3 8h10M3 12h6' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the pages of one site are framed: in a folder with assets beside them, or all in one file."""

    links: Links
    version: str

    def document(
        self,
        title: str,
        *body: object,
        current: str = "",
        scripts: tuple[str, ...] = SCRIPTS[:1],
        data: Html | None = None,
        behind: Html | None = None,
        wide: bool = False,
    ) -> str:
        """A whole page: ``body`` stands in its main part, ``current`` is the entry of the navigation that it is.

        ``data`` stands before the scripts, which read it; ``behind`` after them.
        """
        head = join(
            tag("meta", {"charset": "utf-8"}),
            tag("meta", {"http-equiv": "Content-Security-Policy", "content": self.policy(scripts)}),
            tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            tag("meta", {"name": "generator", "content": GENERATOR}),
            tag("meta", {"name": "referrer", "content": "no-referrer"}),
            tag("meta", {"name": "color-scheme", "content": "light dark"}),
            tag("title", None, title),
            tag("link", {"rel": "icon", "href": _ICON}),
            self._style(),
        )
        main = tag("main", {"id": "main", "class": "wide" if wide else None, "tabindex": "-1"}, *body)
        page = join(
            tag("a", {"class": "skip", "href": "#main"}, "Skip to the content"),
            self._header(current),
            main,
            self._footer(),
            data,
            self._scripts(scripts),
            behind,
        )
        form = "single" if self.links.single else "folder"
        return (
            '<!DOCTYPE html>\n<html lang="en" data-form="'
            + form
            + '">\n<head>'
            + head
            + "</head>\n<body>"
            + page
            + "</body>\n</html>\n"
        )

    def policy(self, scripts: tuple[str, ...] = SCRIPTS) -> str:
        """The page's policy: nothing but its own style and script, nothing sent, nothing framed, nothing evaluated."""
        script = style = "'self'"
        if self.links.single:
            script = " ".join(_fingerprint(read_asset(name)) for name in scripts)
            style = _fingerprint(read_asset(STYLE))
        return (
            f"default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; "
            "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )

    def _style(self) -> Html:
        if self.links.single:
            return tag("style", None, Html(read_asset(STYLE)))
        return tag("link", {"rel": "stylesheet", "href": self.links.base + STYLE})

    def _scripts(self, scripts: tuple[str, ...]) -> Html:
        if self.links.single:
            return join(tag("script", None, Html(read_asset(name))) for name in scripts)
        return join(tag("script", {"src": self.links.base + name}) for name in scripts)

    def _header(self, current: str) -> Html:
        entries = (
            ("Ledger", self.links.ledger(), "ledger"),
            ("Timelines", self.links.page("timelines"), "timelines"),
            ("Commitments", self.links.page("commitments"), "commitments"),
            ("Speakers", self.links.page("speakers"), "speakers"),
            ("Articles", self.links.page("articles"), "articles"),
            ("About", self.links.page("about"), "about"),
        )
        items = (
            tag(
                "li",
                None,
                tag(
                    "a",
                    {
                        "href": address,
                        "data-ledger": name == "ledger",
                        "data-nav": name,
                        "aria-current": "page" if name == current else None,
                    },
                    label,
                ),
            )
            for label, address, name in entries
        )
        theme = tag("button", {"type": "button", "id": "theme", "class": "quiet", "hidden": True}, "Dark")
        return tag(
            "header",
            {"class": "top"},
            tag("nav", {"aria-label": "Site"}, tag("ul", None, *items)),
            theme,
        )

    def _footer(self) -> Html:
        return tag(
            "footer",
            {"class": "foot"},
            tag("p", None, f"Made with statement-tracker {self.version}. The words are those of the articles named."),
        )


@cache
def read_asset(name: str) -> str:
    """The text of a style or script that ships with the package, by the path that it has in a site."""
    return resources.files("tracker.ledger.page").joinpath(name).read_text("utf-8")


def _fingerprint(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
