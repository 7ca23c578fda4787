"""Who may not open a clerk's ledger: other users, other pages, other hosts, other methods."""

import re

import pytest
from shuangyong.web.desk.serving import PAGES

from ..conftest import MINE, NAMES, ORIGIN, ledger
from .conftest import KEY, home_of, let_in, stranger_to

PARTS = {
    "kind": "table",
    "form": "md",
    "paper": "xlsx",
    "calendar": "ics",
    "token": "x" * 32,
    "page": "x.y",
    "number": "1",
}


@pytest.fixture
def home(tmp_path):
    """What serves a sound ledger."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger())
    return home_of(path)


def address(page):
    """Return the address of a page."""
    return re.sub(r"{(\w+)(?::\w+)?}", lambda match: PARTS[match[1]], page.path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
def test_without_the_key_no_page_opens_or_tells_anything(home, page):
    answer = stranger_to(home).request(page.method, address(page))
    assert answer.status_code == 403
    assert "完整网址" in answer.text
    assert NAMES[MINE] not in answer.text
    assert "台账.xlsx" not in answer.text


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "x", KEY.upper(), "../", "钥匙", "%00"])
def test_a_wrong_key_opens_nothing(home, key):
    browser = stranger_to(home)
    answer = browser.get(f"/open/{key}")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_key_gives_a_cookie_that_pages_cannot_read_and_others_do_not_send(home):
    answer = stranger_to(home).get(f"/open/{KEY}")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age" not in cookie
    assert 'http-equiv="refresh"' in answer.text
    assert KEY not in answer.text


def test_the_key_is_not_taken_from_elsewhere(home):
    browser = stranger_to(home)
    assert browser.get(f"/?key={KEY}").status_code == 403
    assert browser.get("/", headers={"Authorization": f"Bearer {KEY}"}).status_code == 403
    assert browser.get("/", headers={"Cookie": f"session={KEY}"}).status_code == 403
    assert browser.post(f"/open/{KEY}").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "台账.example", "127.0.0.1.evil.example", ""])
def test_by_another_name_it_is_not_reached(home, host):
    clerk = let_in(home)
    answer = clerk.browser.get("/", headers={"Host": host.encode()})
    assert answer.status_code in (400, 403)
    assert NAMES[MINE] not in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8080"])
def test_another_page_cannot_send_anything(home, origin):
    answer = let_in(home).browser.post("/score", headers={"Origin": origin})
    assert answer.status_code == 403


def test_nobody_on_the_internet_is_answered(home):
    assert stranger_to(home, address="8.8.8.8").get(f"/open/{KEY}").status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(home, method):
    assert let_in(home).browser.request(method, "/").status_code in (404, 405)


@pytest.mark.parametrize(
    "path", ["/no/such", "/units", "/login", "/../../etc/passwd", "/documents/brief.exe", "/static/x"]
)
def test_what_there_is_not_is_not_there(home, path):
    assert let_in(home).get(path).status_code == 404


@pytest.mark.parametrize("page", [page for page in PAGES if page.method == "GET"], ids=lambda page: page.path)
def test_every_page_bears_the_guards_headers(home, page):
    answer = let_in(home).get(address(page))
    assert answer.status_code in (200, 404)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert ORIGIN not in answer.text


def test_a_fault_of_ours_shows_no_internals(home, monkeypatch, caplog):
    clerk = let_in(home)
    monkeypatch.setattr(type(home.file), "look", lambda _: 1 / 0)
    answer = clerk.get("/")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "fault" in caplog.text
