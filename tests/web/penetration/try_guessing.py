"""Guessing who there is and what the password is."""

import statistics
import time

import pytest
from argon2 import PasswordHasher
from shuangyong.web import passwords, throttling
from shuangyong.web.addresses import unit_address

from ..conftest import PASSWORD
from .attempts import attempt

_WRONG = "wrong wrong wrong"


def _tried(target, login, password=_WRONG, address="192.168.1.20"):
    return target.office.browser(address=address).post("/login", data={"login": login, "password": password})


@attempt("G01", "登录名不存在、密码错、账号停用，看回答有没有区别", "一样的状态、一样的话、一样的头")
def told_alike(target):
    with target.office.store as store:
        store.db.execute("UPDATE account SET active = 0 WHERE login = 'other'")
    told = {name: _tried(target, name, PASSWORD if name == "other" else _WRONG) for name in ("mine", "nobody", "other")}
    bodies = {one.text.replace(name, "") for name, one in told.items()}
    heads = {
        str(sorted((key, "" if key == "content-length" else value) for key, value in one.headers.items()))
        for one in told.values()
    }
    target.held(len(bodies) == 1, "words")
    target.held(len(heads) == 1, "headers")
    target.held({one.status_code for one in told.values()} == {403}, "status")


@attempt("G02", "量登录名存在与否时拒绝用的时间", "差不到一半：不存在的也算一遍同样的摘要")
def told_as_quickly(target):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16 * 1024, parallelism=1))
        with target.office.store as store:
            store.db.execute("UPDATE account SET password = ? WHERE login = 'mine'", (passwords.hashed(PASSWORD),))
        browser, took = target.office.browser(), {"mine": [], "nobody": []}
        browser.get("/login")
        for _ in range(9):
            for name, spent in took.items():
                with target.office.store as store:
                    store.db.execute("DELETE FROM throttle")
                began = time.process_time()
                browser.post("/login", data={"login": name, "password": _WRONG})
                spent.append(time.process_time() - began)
    known, unknown = (statistics.median(spent) for spent in took.values())
    target.held(0.5 < unknown / known < 2, f"{known:.4f} {unknown:.4f}")


@attempt("G03", "一个账号连着猜密码，换地址、换大小写、加空格、用全角接着猜", "5 次以后对的密码也不收，15 分钟")
def guessing_one(target):
    for number in range(throttling.LIMITS["account"]):
        _tried(target, "mine", address=f"10.0.0.{number}")
    for name in ("mine", "MINE", " mine ", "ｍｉｎｅ"):
        target.held(_tried(target, name, PASSWORD, address="10.0.1.1").status_code == 429, name)
    target.held(_tried(target, "officer", PASSWORD).status_code == 303, "others may")


@attempt("G04", "一个地址拿一个密码试很多账号", "30 次以后这个地址不收，别的地址照常")
def spraying(target):
    for number in range(throttling.LIMITS["address"]):
        _tried(target, f"u{number}")
    target.held(_tried(target, "officer", PASSWORD).status_code == 429, "sprayed")
    target.held(_tried(target, "officer", PASSWORD, address="10.0.0.9").status_code == 303, "elsewhere")


@attempt("G05", "设弱密码：短、重复、含登录名、太长、和旧的一样填错", "不收，说为什么")
def weak(target):
    browser = target.office.browser("mine")
    for password in ("short", "aaaaaaaaaaaa", "mine-mine-mine", "1111111111", "ab" * 3, "x" * 201, "密" * 9, ""):
        answer = browser.post("/me/password", data={"old": PASSWORD, "password": password, "again": password})
        target.held(answer.status_code == 400, password)
    good = {"password": "battery staple wagon", "again": "battery staple wagon"}
    target.held(browser.post("/me/password", data={"old": _WRONG, **good}).status_code == 400, "without the old one")
    target.held(browser.get("/me").status_code == 200, "still signed in")


@attempt("G06", "超长的登录名、密码，含空字符、控制字符", "拒绝，没有程序错误，不占时间")
def huge(target):
    for login, password in (
        ("a" * 60_000, "x"),
        ("mine", "x" * 60_000),
        ("mi\0ne", "x" * 12),
        ("\r\nmine", "\x00" * 12),
    ):
        began = time.process_time()
        target.held(_tried(target, login, password).status_code in (400, 403), login[:10])
        target.held(time.process_time() - began < 5, "slow")


@attempt("G07", "登录后跳去别的网站：next=//、反斜杠、协议、换行、编码", "只跳本系统的网页")
def open_redirects(target):
    for goal in (
        "//evil.example", "http://evil.example", "https:evil.example", "/\\evil.example", "\\/evil.example",
        "/%0d%0aLocation: http://evil.example", "/\r\nSet-Cookie: a=b", "javascript:alert(1)", "///evil.example",
        "/\tevil.example", "evil.example", "/．/evil.example", " //evil.example",
    ):  # fmt: skip
        browser = target.office.browser()
        answer = browser.post("/login", data={"login": "mine", "password": PASSWORD, "next": goal})
        to = answer.headers["location"]
        inside = to.startswith("/") and not to.startswith(("//", "/\\"))
        target.held(inside and "\r" not in to and "a=b" not in answer.headers["set-cookie"], goal)
        page = target.office.browser().get("/login", params={"next": goal}).text
        target.held('value="//' not in page and 'value="http' not in page and 'value="javascript' not in page, goal)


@attempt("G08", "从没有的单位和别的单位的回答里看出哪个单位存在", "逐字节一样的 404")
def which_units(target):
    browser = target.office.browser("mine")
    for rest in ("", "/2025/blank.xlsx", "/2025/revisions/1", "/2025/documents", "/results/x"):
        told = [browser.get(f"/units/{unit_address(unit)}{rest}") for unit in ("H/002", "H999")]
        target.held(told[0].content == told[1].content and told[0].status_code == told[1].status_code == 404, rest)
