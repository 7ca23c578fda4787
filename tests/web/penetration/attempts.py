"""What is tried against the portal: a line of the table each, counted try by try."""

import contextlib
import re
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import attrs
from shuangyong.web.application import PAGES

from ..conftest import MINE
from ..test_permissions import FIELDS, address

#: All attempts by their ids, in the order of the table.
ATTEMPTS = {}

#: What the topics are called, by the letter that ids begin with.
TOPICS = {
    "M": "操作方式",
    "P": "网址和路径",
    "H": "请求头",
    "S": "登录状态",
    "G": "猜密码、猜账号",
    "C": "跨站请求",
    "I": "注入",
    "R": "每个回答都带的保护",
    "U": "上传",
    "A": "越权",
    "D": "泄露",
}

POSTS = tuple(page for page in PAGES if page.method == "POST")
GETS = tuple(page for page in PAGES if page.method == "GET")


@attrs.frozen
class Attempt:
    """A line of the table.

    Attributes:
        id: A letter of a topic and a number.
        tried: What somebody tries, in Chinese.
        must: What must happen.
        run: Tries it on a target.
    """

    id: str
    tried: str
    must: str
    run: Callable


def attempt(id_, tried, must):
    """Put a function into the table."""
    assert id_[0] in TOPICS
    assert id_ not in ATTEMPTS

    def put(run):
        ATTEMPTS[id_] = Attempt(id_, tried, must, run)
        return run

    return put


@attrs.define
class Target:
    """What attempts are made on, and how they end.

    Attributes:
        office: An office with two units' ledgers.
        address: Where a real server answers for it.
        caplog: What the portal logs.
        tried: How much was tried.
        through: What was not refused.
    """

    office: object
    address: str
    caplog: object
    tried: int = 0
    through: list = attrs.field(factory=list)

    def held(self, refused, what):
        """Note one try: whether it was refused, and what it was."""
        self.tried += 1
        if not refused:
            self.through.append(what)

    def raw(self, data, *, whole=True):
        """Send bytes to the server as they are; return what it answers, empty where it hangs up."""
        where = urlsplit(self.address)
        answer = b""
        with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
            with contextlib.suppress(OSError):  # it may hang up at any byte: what it said before is still read
                connection.sendall(data)
                if whole:
                    connection.shutdown(socket.SHUT_WR)
            with contextlib.suppress(OSError):
                while chunk := connection.recv(65536):
                    answer += chunk
        return answer


def statuses(answer):
    """Return the statuses that stand in what a server sent."""
    return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


def where(page, unit=MINE):
    """Return a page's address."""
    return address(page, unit)


def post(browser, page, unit=MINE, **settings):
    """Send a page's form."""
    return browser.post(address(page, unit), data=FIELDS, **settings)


def acts_of(office):
    """Return how many acts other than signing in the audit holds."""
    with office.store as store:
        return store.db.execute("SELECT COUNT(*) FROM audit WHERE action NOT GLOB 'sign-*'").fetchone()[0]
