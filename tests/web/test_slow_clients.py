"""Who sends slowly, endlessly, too much or nonsense is refused or dropped in time; others are answered meanwhile."""

import contextlib
import http.client
import logging
import socket
import time

import pytest
from shuangyong.web import bodies, patience
from shuangyong.web.application import application
from shuangyong.web.static_files import static_address

from .conftest import answering

HEAD = b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
#: Seconds within which anybody else must be answered: generous, for machines that run much else.
SOON = 30


@pytest.fixture
def impatient(monkeypatch):
    """The same rules in less time, though long enough for a busy machine to send a request in."""
    monkeypatch.setattr(patience, "HEAD", 2.0)
    monkeypatch.setattr(patience, "STALL", 2.0)
    monkeypatch.setattr(bodies, "_QUICK", 2)


@pytest.fixture
def server(filed):
    """A portal as ``serve`` serves it."""
    with answering(application(filed.portal)) as found:
        yield found
        found.force_exit = True


def dial(server, sent=b"", **options):
    """Return a connection to the portal over which something was sent."""
    dialled = socket.socket()
    for name, value in options.items():
        dialled.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
    dialled.settimeout(SOON)
    dialled.connect(("127.0.0.1", server.config.port))
    dialled.sendall(sent)
    return dialled


def answered(dialled):
    """Return all that comes until the connection ends."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := dialled.recv(65536):
            found += piece
    return found


def status(answer):
    """Return the status of an answer; 0 where nothing came."""
    return int(answer.split()[1]) if answer else 0


def somebody_else(server):
    """Assert that anybody else is answered soon."""
    before = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", server.config.port, timeout=SOON)
    connection.request("GET", "/login")
    assert connection.getresponse().status == 200
    connection.close()
    assert time.monotonic() - before < SOON


def trickled(dialled, piece=b"a", seconds=SOON):
    """Send a little again and again; return after how many seconds the other side had enough, None if it never did."""
    before = time.monotonic()
    while time.monotonic() - before < seconds:
        try:
            dialled.sendall(piece)
            dialled.settimeout(0.05)
            if not dialled.recv(65536):
                return time.monotonic() - before
        except TimeoutError:
            continue
        except OSError:
            return time.monotonic() - before
    return None


def dropped(server, seconds=SOON):
    """Tell whether all connections are gone soon."""
    latest = time.monotonic() + seconds
    while server.server_state.connections and time.monotonic() < latest:
        time.sleep(0.02)
    return not server.server_state.connections


@pytest.mark.parametrize(
    "begun", [b"", HEAD, HEAD + b"X-Long: ", HEAD + b"Cookie: session=a\r\n", HEAD + b"\r\n" + HEAD],
    ids=["a line", "no end", "a header", "a cookie", "a second request"],
)  # fmt: skip
def test_a_head_that_comes_slowly_is_given_up(server, impatient, begun):
    with dial(server, begun) as slow:
        somebody_else(server)
        assert trickled(slow) is not None


def test_a_connection_that_says_nothing_is_given_up(server, impatient):
    with dial(server) as silent:
        somebody_else(server)
        assert answered(silent) == b""


@pytest.mark.parametrize(
    "head",
    [
        b"X-Large: " + b"a" * 40_000,
        b"X-Large: " + b"a" * 400_000,
        b"\r\n".join(b"a%d: b" % number for number in range(40_000)),
        b"Cookie: " + b"; ".join(b"a%d=b" % number for number in range(9_000)),
    ],
    ids=["40 KB", "400 KB", "many", "cookies"],
)
def test_a_head_that_is_too_large_is_refused(server, impatient, head):
    with dial(server) as large:
        with contextlib.suppress(ConnectionError):
            large.sendall(HEAD + head + b"\r\n\r\n")
        somebody_else(server)
        assert status(answered(large)) in (0, 400, 431)
    assert dropped(server)


def test_a_head_as_large_as_allowed_is_answered(server):
    with dial(server, HEAD + b"Connection: close\r\nX-Large: " + b"a" * 12_000 + b"\r\n\r\n") as large:
        assert status(answered(large)) == 200


def test_an_address_of_thousands_of_letters_is_answered(server):
    with dial(
        server, b"GET /login?next=" + b"a" * 12_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    ) as long:
        assert status(answered(long)) == 200


def test_a_body_that_comes_slowly_is_refused(server, impatient):
    with dial(server, POST + FORM + b"Content-Length: 5000\r\n\r\nlogin=") as slow:
        somebody_else(server)
        assert trickled(slow) is not None
    with dial(server, POST + FORM + b"Content-Length: 5000\r\n\r\nlogin=") as slow:
        assert status(answered(slow)) == 408
    assert dropped(server)


@pytest.mark.parametrize("length", [b"70000", b"10000000000", b"9" * 30])
def test_a_body_announced_too_large_is_refused_unread(server, impatient, length):
    with dial(server, POST + FORM + b"Content-Length: " + length + b"\r\n\r\n") as large:
        before = time.monotonic()
        assert status(large.recv(65536)) in (400, 413)
        assert time.monotonic() - before < SOON
        somebody_else(server)
        assert trickled(large, b"a" * 100_000) is not None
    assert dropped(server)


def test_a_body_without_end_is_refused(server, impatient):
    with dial(server, POST + FORM + b"Transfer-Encoding: chunked\r\n\r\n") as endless:
        chunk = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
        with contextlib.suppress(OSError):
            for _ in range(8):
                endless.sendall(chunk)
        assert status(endless.recv(65536)) == 413
        somebody_else(server)
        assert trickled(endless, chunk) is not None
    assert dropped(server)


def test_a_body_to_a_page_that_takes_none_is_not_read(server, impatient):
    with dial(server, HEAD + b"Content-Length: 100000000\r\n\r\n") as large:
        assert status(large.recv(65536)) == 200
        assert trickled(large, b"a" * 100_000) is not None
    assert dropped(server)


def test_who_waits_to_be_told_to_go_on_is_told_no(server):
    with dial(server, POST + FORM + b"Content-Length: 100000\r\nExpect: 100-continue\r\n\r\n") as polite:
        assert status(polite.recv(65536)) == 413


def test_who_takes_no_answer_in_is_dropped(server, impatient):
    path = static_address("echarts.common.min.js").encode()
    with dial(server, b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", SO_RCVBUF=4096):
        somebody_else(server)
        assert dropped(server)


def test_who_takes_an_answer_in_steadily_is_not_dropped(server, impatient):
    path = static_address("echarts.common.min.js").encode()
    request = b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with dial(server, request, SO_RCVBUF=32768) as steady:
        found, before = 0, time.monotonic()
        while piece := steady.recv(16384):
            found += len(piece)
            if time.monotonic() - before < 2.5 * patience.STALL:
                time.sleep(0.15)
    assert found > 500_000


def test_many_connections_do_not_keep_others_out(server, monkeypatch):
    monkeypatch.setattr(patience, "HEAD", 60.0)
    monkeypatch.setattr(patience, "MOST", 30)
    with contextlib.ExitStack() as stack:
        for begun in (b"", HEAD, POST + b"Content-Length: 60000\r\n\r\na", HEAD + b"\r\n"):
            for _ in range(40):
                with contextlib.suppress(ConnectionError):
                    stack.enter_context(dial(server, begun))
            somebody_else(server)
            latest = time.monotonic() + SOON
            while len(server.server_state.connections) > 31 and time.monotonic() < latest:
                somebody_else(server)  # those that were still being answered are waited for by now
            assert len(server.server_state.connections) <= 31


def test_requests_sent_together_are_answered_in_turn(server):
    last = HEAD + b"Connection: close\r\n\r\n"
    with dial(server, (HEAD + b"\r\n") * 3 + last) as eager:
        assert answered(eager).count(b"HTTP/1.1 200 OK") == 4


def test_what_follows_a_request_unasked_is_not_gathered(server, impatient):
    with dial(server) as eager:
        with contextlib.suppress(ConnectionError):
            eager.sendall((HEAD + b"\r\n") * 20_000)
        somebody_else(server)
        answered(eager)
    assert dropped(server)


def test_old_browsers_are_answered_and_let_go(server):
    with dial(server, b"GET /login HTTP/1.0\r\nHost: localhost\r\n\r\n") as old:
        assert status(answered(old)) == 200
    with dial(server, b"GET /login HTTP/1.0\r\n\r\n") as older:
        assert status(answered(older)) == 400


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff\x00\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"GET\r\n\r\n",
        b"GET /login\r\n\r\n",
        b"GET /login HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET /login http/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /lo gin HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /login HTTP/1.1\r\n\r\n",
        b"GET /login HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /login HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET /login HTTP/1.1\r\nHost: localhost\r\nX-\xe5\x8f\x8c: a\r\n\r\n",
        b"GET /login HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n",
        POST + FORM + b"Content-Length: -5\r\n\r\n",
        POST + FORM + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nlogin=",
        POST + FORM + b"Content-Length: 0x5\r\n\r\nlogin",
        POST + FORM + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nlogin\r\n",
        POST + FORM + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
        POST + FORM + b"Transfer-Encoding: gzip\r\n\r\nlogin",
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(server, impatient, sent, caplog):
    with caplog.at_level(logging.ERROR), dial(server, sent) as odd:
        with contextlib.suppress(OSError):  # it may have hung up already
            odd.shutdown(socket.SHUT_WR)
        assert status(answered(odd)) in (0, 400, 501)
        somebody_else(server)
    assert dropped(server)
    assert not caplog.records


@pytest.mark.parametrize(
    "path",
    [
        b"/%00",
        b"/%ff%fe",
        b"//evil.example/",
        b"/../../etc/passwd",
        b"/%2e%2e/",
        b"/units/~FF",
        b"*",
        b"/units/%0d%0aX:1",
    ],
)
def test_odd_addresses_lead_nowhere(server, path, caplog):
    sent = b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with caplog.at_level(logging.ERROR), dial(server, sent) as odd:
        answer = answered(odd)
    assert status(answer) in (303, 400, 404)
    assert b"\r\nX:1" not in answer
    assert not caplog.records


def test_nothing_but_http_is_spoken(server):
    upgrade = b"Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    with dial(server, HEAD + upgrade + b"Connection: Upgrade, close\r\n\r\n") as other:
        assert status(answered(other)) == 200
