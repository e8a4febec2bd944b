"""The live pages: what is answered, to whom, and that a reload shows what has changed."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest

from tests.extractions import CALLER, CORRIDOR, PIPELINE, store
from tracker.errors import NotFoundError, UsageError
from tracker.records import StatementFilter
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.removal import remove_article
from tracker.workflows.serving import PageServer, open_server

ALL = StatementFilter()


@pytest.fixture
def server(database: Database) -> Iterator[PageServer]:
    """A server of the two test articles at a free port."""
    with database.begin() as session:
        store(session, CORRIDOR)
    with Database(database.path, read_only=True) as reading, open_server(reading, ALL, 0) as server:
        thread = threading.Thread(target=server.run)
        thread.start()
        yield server
        server.stop()
        thread.join()


def port_of(server: PageServer) -> int:
    return int(server.address.rsplit(":", 1)[1].strip("/"))


def ask(server: PageServer, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=300)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8")
    finally:
        connection.close()


def test_the_views_are_those_of_the_export(server: PageServer) -> None:
    for path, words in (
        ("/", "Who said what"), ("/index.html", "3 statements"), ("/articles/1.html", "stay open</mark>"),
        ("/speakers.html", "Ilse Brandt"), ("/assets/page.css", "--paper"), ("/assets/ledger.js", '"use strict"'),
        ("/index.html?q=1", "Who said what"),
    ):  # fmt: skip
        status, headers, text = ask(server, path)
        assert status == 200
        assert words in text
        assert int(headers["Content-Length"]) == len(text.encode())
        kind = {"css": "text/css", "js": "text/javascript"}.get(path.rsplit(".", 1)[-1], "text/html")
        assert headers["Content-Type"] == f"{kind}; charset=utf-8"


def test_every_answer_carries_the_policy(server: PageServer) -> None:
    for path in ("/", "/articles/1.html", "/nothing", "/assets/page.css"):
        _, headers, _ = ask(server, path)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "path", ["/articles/99.html", "/../tracker.db", "/..%2f..%2fetc/passwd", "/articles/", "/x" * 3000]
)
def test_what_is_no_page_is_not_found(server: PageServer, path: str) -> None:
    status, _, text = ask(server, path)
    assert status == 404
    assert "Nothing here" in text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(server: PageServer, method: str) -> None:
    status, headers, _ = ask(server, "/", method)
    assert status == 405
    assert headers["Allow"] == "GET, HEAD"
    assert ask(server, "/", "BREW")[0] == 501


def test_head_gives_the_headers_alone(server: PageServer) -> None:
    status, headers, text = ask(server, "/articles/1.html", "HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "localhost", "127.0.0.1:1", "localhost:{port}.evil", ""],
)
def test_another_host_is_refused(server: PageServer, host: str) -> None:
    for method in ("GET", "POST"):
        status, _, text = ask(server, "/", method, Host=host.format(port=port_of(server)))
        assert status == 403
        assert "Brandt" not in text


@pytest.mark.parametrize(
    "request_",
    [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    ],
)
def test_a_request_without_one_host_of_ours_is_refused(server: PageServer, request_: str) -> None:
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=300) as connection:
        connection.sendall(request_.format(host=f"localhost:{port_of(server)}").encode())
        assert b" 403 " in connection.recv(200)


def test_localhost_is_ours_in_any_case(server: PageServer) -> None:
    assert ask(server, "/", Host=f"LocalHost:{port_of(server)}")[0] == 200


def test_a_reload_shows_what_has_changed(server: PageServer, database: Database) -> None:
    status, headers, text = ask(server)
    assert "3 statements by" in text
    state = headers["ETag"]
    assert ask(server, "/", If_None_Match=state)[0] == 304
    with database.begin() as session:
        store(session, PIPELINE)
    status, headers, text = ask(server, "/", If_None_Match=state)
    assert status == 200
    assert "5 statements by" in text
    assert ask(server, "/articles/2.html")[0] == 200
    with database.begin() as session:
        remove_article(session, Journal(CALLER), 2)
    assert ask(server, "/articles/2.html")[0] == 404
    assert "3 statements by" in ask(server)[2]


def test_states_of_different_runs_are_told_apart(database: Database) -> None:
    states = set()
    for _ in range(2):
        with open_server(database, ALL, 0) as server:
            thread = threading.Thread(target=server.run)
            thread.start()
            states.add(ask(server)[1]["ETag"])
            server.stop()
            thread.join()
    assert len(states) == 2


def test_only_this_machine_is_listened_to(server: PageServer) -> None:
    assert server.address.startswith("http://127.0.0.1:")
    with socket.socket() as other:
        other.settimeout(2)
        addresses = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for address in addresses - {"127.0.0.1"}:
            if not str(address).startswith("127."):
                assert other.connect_ex((address, port_of(server))) != 0


def test_many_ask_at_once(server: PageServer) -> None:
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(ask(server, "/articles/1.html")[0])) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [200] * 12


def test_a_port_that_is_taken_and_a_name_of_nobody_are_refused(server: PageServer, database: Database) -> None:
    with pytest.raises(UsageError, match=r"port \d+ is taken; name another with --port"):
        open_server(database, ALL, port_of(server))
    with pytest.raises(NotFoundError):
        open_server(database, StatementFilter(speakers=("Nobody",)), 0)
