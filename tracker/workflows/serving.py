"""The ledger's page on the live database, at this machine's own address: read-only, for its own browsers alone."""

from __future__ import annotations

import errno
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tracker import __version__
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.ledger.page.frame import Frame
from tracker.ledger.page.links import INDEX, Links
from tracker.ledger.page.markup import tag
from tracker.ledger.page.site import Site
from tracker.records import ArticleDetail, StatementFilter
from tracker.storage.articles import read_article
from tracker.storage.database import Database
from tracker.storage.watching import Watch
from tracker.workflows.page import load_book
from tracker.workflows.selection import Selection

LOOPBACK = "127.0.0.1"
_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_IDLE_SECONDS = 30
_LONGEST_ADDRESS = 2000


class LivePages:
    """The pages of a selection as the database is now; gathered anew after others have written."""

    def __init__(self, database: Database, wanted: StatementFilter) -> None:
        self._database = database
        self._wanted = wanted
        self._watch = Watch(database.path)
        self._lock = Lock()
        # The number that tells states apart counts from one in every run, over any database: this tells the runs apart.
        self.token = secrets.token_hex(8)
        self._version: int | None = None
        self._site: Site | None = None
        self._index: str | None = None
        self.count = 0

    def refresh(self) -> tuple[Site, int]:
        """The site, and the number that tells its state of the data from others; raises what a query raises."""
        with self._lock:
            version = self._watch.version()
            if self._site is None or version != self._version:
                with self._database.read() as session:
                    selection = Selection(self._database, session, self._wanted)
                    self._site = Site(load_book(selection), self._read_article)
                    self.count = selection.count
                self._version, self._index = version, None
            return self._site, version

    def render(self, path: str) -> tuple[str | None, int]:
        """The file at a path of the site, None where there is none, with the number of its state."""
        site, version = self.refresh()
        if path != INDEX:
            try:
                return site.render(path), version
            except NotFoundError:  # an article that was removed after the site was gathered
                return None, version
        with self._lock:
            if self._index is None or version != self._version:
                self._index = site.render(INDEX)
            return self._index, version

    def close(self) -> None:
        """Let go of the database."""
        self._watch.close()

    def _read_article(self, number: int) -> ArticleDetail:
        with self._database.read() as session:
            return read_article(session, number, ())


class PageServer:
    """A server of live pages, bound to the loopback address; a context manager that closes it."""

    def __init__(self, pages: LivePages, port: int) -> None:
        self._pages = pages
        try:
            self._server = _Server((LOOPBACK, port), _Handler)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                why = "is taken" if error.errno == errno.EADDRINUSE else "may not be used"
                raise UsageError(f"port {port} {why}; name another with --port, or 0 for any that is free") from None
            raise
        self._server.pages = pages

    @property
    def address(self) -> str:
        """Where a browser finds the pages."""
        return f"http://{LOOPBACK}:{self._server.server_port}/"

    def run(self) -> None:
        """Answer until ``stop`` is called from another thread or an interrupt comes."""
        self._server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """End ``run``."""
        self._server.shutdown()

    def __enter__(self) -> PageServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.server_close()
        self._pages.close()


def open_server(database: Database, wanted: StatementFilter, port: int) -> PageServer:
    """Gather the pages and take the port, 0 for any that is free; raises what a query raises, and UsageError."""
    pages = LivePages(database, wanted)
    try:
        pages.refresh()
        return PageServer(pages, port)
    except BaseException:
        pages.close()
        raise


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    pages: LivePages

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle of an answer is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = f"statement-tracker/{__version__}"
    sys_version = ""
    timeout = _IDLE_SECONDS

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _refuse_method(self) -> None:
        if self._is_asked_here():
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", "only GET and HEAD are answered\n")

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse_method

    def _answer(self) -> None:
        if not self._is_asked_here():
            return
        path = urlsplit(self.path).path.lstrip("/") if len(self.path) <= _LONGEST_ADDRESS else "?"
        path = path or INDEX
        try:
            text, version = self.server.pages.render(path)
        except TrackerError as error:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", f"{error}\n")
            return
        if text is None:
            self._send(HTTPStatus.NOT_FOUND, "text/html", _render_missing())
            return
        state = f'"{self.server.pages.token}-{version}"'
        if self.headers.get("If-None-Match") == state:
            self._send(HTTPStatus.NOT_MODIFIED, _TYPES[path.rpartition(".")[2]], "", state)
        else:
            self._send(HTTPStatus.OK, _TYPES[path.rpartition(".")[2]], text, state)

    def _is_asked_here(self) -> bool:
        """Refuse what came under another name: a page elsewhere whose name was made to lead here (DNS rebinding)."""
        port = self.server.server_port
        named = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
        if port == 80:
            named |= {LOOPBACK, "localhost"}
        hosts = self.headers.get_all("Host") or []
        if len(hosts) == 1 and hosts[0].strip().lower() in named and self.path.startswith("/"):
            return True
        self._send(
            HTTPStatus.FORBIDDEN, "text/plain", f"this is only answered as {LOOPBACK}:{port} and localhost:{port}\n"
        )
        return False

    def _send(self, status: HTTPStatus, kind: str, text: str, state: str | None = None) -> None:
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        if state is not None:
            self.send_header("ETag", state)
        self.send_header("Cache-Control", "no-cache, private")
        policy = Frame(Links(), __version__).policy()
        self.send_header(
            "Content-Security-Policy",
            f"{policy}; frame-ancestors 'none'",
        )
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        if status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.FORBIDDEN):
            # What else came with such a request is not read, so nothing may follow it.
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD" and status is not HTTPStatus.NOT_MODIFIED:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what a terminal would be shown comes from whoever asks."""


def _render_missing() -> str:
    frame = Frame(Links(base="/"), __version__)
    words = tag("p", {"class": "standfirst"}, "There is no such page; what it showed may have been removed.")
    head = tag("header", {"class": "head"}, tag("h1", None, "Nothing here"), words)
    return frame.document("Nothing here", head)
