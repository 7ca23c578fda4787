"""What no page should see: foreign hosts and origins, odd methods, huge bodies; and what every answer bears."""

import contextlib
import logging
import re
import sqlite3

import attrs
import pytest
from shuangyong.office.store.opening import DATABASE
from shuangyong.web import standing_now
from shuangyong.web.application import PAGES
from shuangyong.web.static_files import static_address

from .conftest import MINE, ORIGIN, PASSWORD

FOREVER = "public, max-age=31536000, immutable"
LOGIN = {"login": "mine", "password": PASSWORD}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8080", "localhost", "192.168.3.4", "[::1]:8080", "[fe80::1]", "sy.gov.cn:443"]
)
def test_addresses_and_given_names_are_answered(office, host):
    named = attrs.evolve(office.portal, names=frozenset({"sy.gov.cn"}))
    assert office.browser(portal=named).get("/login", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:8080", "1.2.3"])
def test_other_names_are_refused(office, host):
    answer = office.browser().get("/login", headers={"Host": host})
    assert answer.status_code == 400
    assert "主机名" in answer.text
    assert "password" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": ORIGIN}, 303),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "https://127.0.0.1:8080"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": ORIGIN}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_only_our_own_pages_may_act(office, headers, status):
    browser = office.browser()
    del browser.headers["Origin"]
    assert browser.post("/login", data=LOGIN, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(office, method):
    assert office.browser().request(method, "/login").status_code == 405


@pytest.mark.parametrize(
    ("address", "status"),
    [("127.0.0.1", 200), ("10.1.2.3", 200), ("192.168.0.9", 200), ("fe80::1", 200), ("::ffff:10.0.0.1", 200),
     ("8.8.8.8", 403), ("::ffff:8.8.8.8", 403), ("2001:4860:4860::8888", 403)],
)  # fmt: skip
def test_plain_http_stays_on_the_network(office, address, status):
    assert office.browser(address=address).get("/login").status_code == status
    anywhere = attrs.evolve(office.portal, plain_anywhere=True)
    assert office.browser(address=address, portal=anywhere).get("/login").status_code == 200
    assert office.browser(address=address).get("https://127.0.0.1/login").status_code == 200


@pytest.mark.parametrize("path", ["/login", static_address("portal.css"), "/units", "/nowhere", f"/units/{MINE}"])
def test_every_answer_keeps_browsers_strict(filed, path):
    for browser in (filed.browser(), filed.browser("officer")):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == (FOREVER if path.startswith("/static/") else "no-store")


def test_no_page_has_a_script_or_a_style_of_its_own(filed):
    browser = filed.browser("admin")
    for page in PAGES:
        if page.method == "GET" and "{" not in page.path and not page.path.endswith(".xlsx"):
            text = browser.get(page.path).text
            assert not re.search(r"<script(?! src=\"/static/[\w.]+\" defer></script>)", text)
            assert "<style" not in text
            assert " style=" not in text
            assert "http" not in text.replace(ORIGIN, "")


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_too_large_is_refused_unread(office, announced):
    body = b"login=" + b"a" * 70_000
    content = body if announced else iter([body[:40_000], body[40_000:]])
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = office.browser().post("/login", content=content, headers=headers)
    assert answer.status_code == 413
    assert "64 KB" in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data", b"x"),
        ("application/x-www-form-urlencoded", b"a=%FF"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(300))),
    ],
)
def test_what_is_no_form_is_refused(filed, kind, body):
    browser = filed.browser("mine")
    for path in ("/login", "/me/password", f"/units/{MINE}/ledger"):
        assert browser.post(path, content=body, headers={"Content-Type": kind}).status_code == 400


def test_a_bug_of_ours_shows_a_number_only(filed, monkeypatch, caplog):
    browser = filed.browser("officer")
    monkeypatch.setattr(standing_now, "status", lambda *_: 1 / 0)
    with caplog.at_level(logging.ERROR, "shuangyong.web"):
        answer = browser.get("/overview")
    assert answer.status_code == 500
    (record,) = caplog.records
    assert record.args[0] in answer.text
    assert "test_guards.py" in caplog.text and "ZeroDivisionError" in caplog.text
    assert "division by zero" not in caplog.text  # its own words may hold what stands in a ledger
    assert "division" not in answer.text
    assert "Traceback" not in answer.text


def test_a_store_that_another_program_keeps_locked_is_told_as_busy(filed):
    browser = filed.browser("officer")
    filed.portal.watch.close()
    with contextlib.closing(sqlite3.connect(filed.portal.folder / DATABASE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")  # where who writes keeps readers out
        assert browser.get("/overview").status_code == 200
        other.execute("BEGIN EXCLUSIVE")
        answer = browser.get("/overview")
        other.execute("ROLLBACK")
    assert (answer.status_code, "数据库正忙，请稍后再试。" in answer.text) == (503, True)
    assert browser.get("/overview").status_code == 200
