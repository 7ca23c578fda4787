"""Sessions: fixed, kept after their end, of elsewhere, cut."""

import time

from shuangyong.office.store.opening import open_store
from shuangyong.web import accounts, sessions

from ..conftest import PASSWORD, opened
from .attempts import attempt

_NEW = "battery staple wagon"


def _enters(office, token, **settings):
    browser = office.browser(**settings)
    browser.cookies.set("session", token)
    return browser.get("/me").status_code == 200


@attempt("S01", "登录前先塞一个自选的登录标记（会话固定）", "登录后换成新的，旧的不能用")
def fixation(target):
    for chosen in ("x" * 43, "fixed", "A" * 2000):
        browser = target.office.browser()
        browser.cookies.set("session", chosen)
        answer = browser.post("/login", data={"login": "mine", "password": PASSWORD})
        target.held(chosen not in answer.headers["set-cookie"], "kept")
        target.held(not _enters(target.office, chosen), "enters")


@attempt("S02", "退出以后再用原来的标记", "要重新登录")
def after_sign_out(target):
    browser = target.office.browser("mine")
    token = browser.cookies["session"]
    browser.post("/me/sign-out")
    target.held(not _enters(target.office, token), "signed out")


@attempt("S03", "全部退出、改密码、管理员改密码、停用以后，用别处还登录着的", "要重新登录")
def after_its_end(target):
    def everywhere(browser):
        browser.post("/me/sign-out-everywhere")

    def changed(browser):
        browser.post("/me/password", data={"old": PASSWORD, "password": _NEW, "again": _NEW})

    def reset(_):
        with target.office.store as store:
            accounts.set_password(store, "测试", "mine", PASSWORD)

    def disabled(_):
        with target.office.store as store:
            accounts.set_active(store, "测试", "mine", active=False)

    for end in (everywhere, reset, changed, disabled):
        if end is disabled:
            reset(None)
        token = target.office.browser("mine").cookies["session"]
        end(target.office.browser("mine"))
        target.held(not _enters(target.office, token), end.__name__)
        if end is changed:
            reset(None)


@attempt("S04", "放着 2 小时不动、满 12 小时以后再用", "要重新登录")
def too_old(target):
    for seconds in (sessions.IDLE, sessions.WHOLE):
        token = target.office.browser("mine").cookies["session"]
        with target.office.store as store:
            long_ago = int(time.time()) - seconds - 2
            column = "seen" if seconds == sessions.IDLE else "began"
            store.db.execute(f"UPDATE session SET {column} = ?", (long_ago,))
        target.held(not _enters(target.office, token), seconds)


@attempt("S05", "标记截短、加长、换一个字符、空、大小写互换、用库里存的摘要", "要重新登录")
def forged(target):
    token = target.office.browser("admin").cookies["session"]
    with target.office.store as store:
        (kept,) = store.db.execute("SELECT token FROM session ORDER BY began DESC").fetchone()
    for one in (token[:-1], token + "x", token[:-1] + ("a" if token[-1] != "a" else "b"), "", token.swapcase(), kept,
                "' OR '1'='1", "%00", "null", "undefined", "1"):  # fmt: skip
        target.held(not _enters(target.office, one), one)


@attempt("S06", "用另一个双拥办数据库的标记", "要重新登录")
def of_elsewhere(target, folder=None):
    other = target.office.portal.folder.parent / "elsewhere"
    other.mkdir()
    elsewhere = opened(target.office.portal.folder, other)
    with open_store(elsewhere.portal.folder) as store:
        store.db.execute("DELETE FROM session")
    token = elsewhere.browser("admin").cookies["session"]
    target.held(not _enters(target.office, token), "of another store")


@attempt(
    "S07",
    "登录标记的 Cookie：脚本读、别的网站带、https 下明文发",
    "HttpOnly、SameSite=Strict、https 下 Secure 和 __Host-",
)
def flags(target):
    plain = target.office.browser().post("/login", data={"login": "mine", "password": PASSWORD})
    secure = target.office.browser().post(
        "https://127.0.0.1/login", data={"login": "mine", "password": PASSWORD}, headers={"Origin": "https://127.0.0.1"}
    )
    for answer, asked in ((plain, ("HttpOnly", "SameSite=strict")), (secure, ("HttpOnly", "Secure", "__Host-session"))):
        for flag in asked:
            target.held(flag in answer.headers["set-cookie"], flag)
        target.held("domain" not in answer.headers["set-cookie"].lower(), "domain")


@attempt("S08", "把标记放在网址、表单、Authorization 里", "不认")
def elsewhere_in_the_request(target):
    token = target.office.browser("admin").cookies["session"]
    browser = target.office.browser()
    target.held(browser.get("/me", params={"session": token}).status_code == 303, "query")
    target.held(browser.get("/me", headers={"Authorization": f"Bearer {token}"}).status_code == 303, "bearer")
    target.held(browser.post("/me/sign-out", data={"session": token}).status_code == 303, "form")
    target.held(_enters(target.office, token), "the session itself is untouched")
