"""Signing in and out: sessions, their cookies and their ends; guessing slowed down; accounts."""

import re
import time

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.web import accounts, sessions, throttling

from .conftest import MINE, PASSWORD

NEW = "battery staple wagon"


def attempt(browser, login="mine", password="wrong wrong wrong"):
    return browser.post("/login", data={"login": login, "password": password})


def test_the_cookie_is_kept_from_scripts_and_other_sites(office):
    plain = attempt(office.browser(), password=PASSWORD).headers["set-cookie"]
    assert plain.startswith("session=")
    assert all(flag in plain for flag in ("HttpOnly", "SameSite=strict", "Path=/"))
    browser = office.browser()
    secure = browser.post(
        "https://127.0.0.1/login", data={"login": "mine", "password": PASSWORD}, headers={"Origin": "https://127.0.0.1"}
    )
    assert secure.headers["set-cookie"].startswith("__Host-session=")
    assert "Secure" in secure.headers["set-cookie"]
    assert "Domain" not in secure.headers["set-cookie"]
    assert "strict-transport-security" in secure.headers


def test_the_store_does_not_hold_what_the_browser_does(office):
    browser = office.browser("mine")
    token = browser.cookies["session"]
    with office.store as store:
        (kept,) = store.db.execute("SELECT token FROM session").fetchone()
        passwords = [row[0] for row in store.db.execute("SELECT password FROM account")]
    assert len(token) >= 43
    assert token not in kept
    assert all(one.startswith("$argon2id$") for one in passwords)
    assert len(set(passwords)) == len(passwords)


def test_wrong_unknown_and_disabled_are_told_alike(office):
    with office.store as store:
        accounts.set_active(store, "测试", "other", active=False)
    told = [attempt(office.browser(), *who) for who in (("mine",), ("nobody",), ("other", PASSWORD))]
    assert {one.status_code for one in told} == {403}
    assert len({one.text.replace(name, "") for one, name in zip(told, ("mine", "nobody", "other"), strict=True)}) == 1
    assert len(office.audited("sign-in/refused")) == 3
    with office.store as store:
        text = str([tuple(row) for row in store.db.execute("SELECT * FROM audit")])
    assert "nobody" not in text
    assert "wrong wrong" not in text


def test_guessing_is_slowed_down_and_ends_with_the_window(office, monkeypatch):
    for _ in range(throttling.LIMITS["account"]):
        assert attempt(office.browser()).status_code == 403
    assert attempt(office.browser(), password=PASSWORD).status_code == 429
    assert attempt(office.browser(address="10.0.0.9"), password=PASSWORD).status_code == 429
    assert attempt(office.browser(), "officer", PASSWORD).status_code == 303
    later = time.time() + throttling.WINDOW + 1
    monkeypatch.setattr(sessions.time, "time", lambda: later)
    assert attempt(office.browser(), password=PASSWORD).status_code == 303


def test_an_address_that_tries_many_names_is_slowed_down(office):
    for number in range(throttling.LIMITS["address"]):
        assert attempt(office.browser(), f"u{number}").status_code == 403
    assert attempt(office.browser(), "officer", PASSWORD).status_code == 429
    assert attempt(office.browser(address="10.0.0.9"), "officer", PASSWORD).status_code == 303


def test_a_new_password_lets_the_person_in_at_once(office):
    for _ in range(throttling.LIMITS["account"]):
        attempt(office.browser())
    with office.store as store:
        accounts.set_password(store, "测试", "mine", NEW)
    assert attempt(office.browser(), password=NEW).status_code == 303


@pytest.mark.parametrize("seconds", [sessions.IDLE, sessions.WHOLE])
def test_a_session_ends_by_itself(office, monkeypatch, seconds):
    browser, began = office.browser("mine"), time.time()
    steps = [began + seconds + 2] if seconds == sessions.IDLE else [began + n for n in range(0, seconds, 3600)]
    for moment in steps[: -1 if len(steps) == 1 else None]:
        monkeypatch.setattr(sessions.time, "time", lambda moment=moment: moment)
        assert browser.get("/me").status_code == 200
    monkeypatch.setattr(sessions.time, "time", lambda: began + seconds + 2)
    assert browser.get("/me").headers["location"].startswith("/login")


def test_signing_out_ends_one_session_or_all(office):
    here, there, elsewhere = (office.browser("mine") for _ in range(3))
    token = here.cookies["session"]
    assert here.post("/me/sign-out").status_code == 303
    here.cookies.set("session", token)
    assert here.get("/me").status_code == 303
    assert there.get("/me").status_code == 200
    assert there.post("/me/sign-out-everywhere").status_code == 303
    assert elsewhere.get("/me").status_code == 303
    assert office.audited("sign-out") == office.audited("sign-out/everywhere") == ["mine"]


def test_changing_ones_password_needs_the_old_one_and_ends_sessions(office):
    browser, other = office.browser("mine"), office.browser("mine")
    fields = {"old": "wrong", "password": NEW, "again": NEW}
    assert browser.post("/me/password", data=fields).status_code == 400
    assert browser.post("/me/password", data=fields | {"old": PASSWORD, "again": "x"}).status_code == 400
    assert browser.post("/me/password", data=fields | {"old": PASSWORD}).status_code == 303
    assert other.get("/me").status_code == 303
    assert attempt(office.browser(), password=PASSWORD).status_code == 403
    assert attempt(office.browser(), password=NEW).status_code == 303


def test_a_disabled_account_is_out_at_once_and_the_last_admin_stays(office):
    browser, admin = office.browser("mine"), office.browser("admin")
    assert admin.post("/accounts/disable", data={"login": "mine"}).status_code == 303
    assert browser.get("/me").status_code == 303
    refused = admin.post("/accounts/disable", data={"login": "admin"})
    assert refused.status_code == 400
    assert "最后一个" in refused.text
    assert admin.post("/accounts/enable", data={"login": "mine"}).status_code == 303
    assert attempt(office.browser(), password=PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"login": "MINE"}, "login-taken"),
        ({"login": "a b"}, "bad-login"),
        ({"name": " "}, "bad-name"),
        ({"role": "root"}, "bad-role"),
        ({"unit": None}, "no-unit"),
        ({"unit": "H999"}, "unknown-unit"),
        ({"role": "officer"}, "needless-unit"),
        ({"password": "short"}, "weak-password"),
        ({"password": "aaaaaaaaaaaa"}, "weak-password"),
        ({"password": "xx-new.one-xx"}, "weak-password"),
    ],
)
def test_what_is_wrong_with_an_account_is_named(office, fields, code):
    told = {"login": "new.one", "name": "某", "role": "unit", "unit": MINE, "password": PASSWORD}
    with office.store as store, pytest.raises(ProblemsFound) as found:
        accounts.add(store, "测试", **(told | fields))
    assert [one.code for one in found.value.problems] == [code]
    assert not any(fields.get("password", "\0") in one.message for one in found.value.problems)


@pytest.mark.parametrize(
    "after", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_signing_in_leads_to_no_other_site(office, after):
    fields = {"login": "mine", "password": PASSWORD, "next": after}
    assert office.browser().post("/login", data=fields).headers["location"] == "/"
    assert after not in office.browser().get("/login", params={"next": after}).text


def test_who_signs_in_can_type_at_once(office):
    browser = office.browser()
    assert re.search(r'<input name="login"[^>]* autofocus>', browser.get("/login").text)
    again = attempt(browser).text
    assert re.search(r'<input name="password"[^>]* autofocus>', again)
    assert again.count("autofocus") == 1
