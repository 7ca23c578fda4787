"""What must be nowhere: private fields, passwords and tokens."""

import io
import zipfile

from ..conftest import MINE, PASSWORD, PRIVATE, ledger
from ..test_handing_in import everything_in, send
from ..test_overlaps_pages import ready
from .attempts import GETS, POSTS, attempt, post, where


def _bytes_of(answer):
    """Yield an answer's bytes, and those in it where it is a package."""
    yield answer.content
    if zipfile.is_zipfile(io.BytesIO(answer.content)):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
            yield from map(package.read, package.namelist())


@attempt("D01", "在双拥办的每个网页、下载、压缩包里逐字节找单位自己留存的电话", "一处也没有")
def private_in_pages(target):
    send(target.office.browser("mine"), ledger())
    for login in ("admin", "officer", "reader"):
        browser = target.office.browser(login)
        ready(browser)
        for page in GETS:
            answer = browser.get(where(page))
            target.held(not any(PRIVATE.encode() in one for one in _bytes_of(answer)), (login, page.path))


@attempt("D02", "在双拥办的磁盘上逐字节找单位自己留存的电话、密码、登录标记", "一处也没有")
def private_on_disk(target):
    browser = target.office.browser("mine")
    send(browser, ledger())
    token = browser.cookies["session"]
    for data in everything_in(target.office.portal.folder):
        target.held(not any(one.encode() in data for one in (PRIVATE, PASSWORD, token)), "on the disk")


@attempt("D03", "登录、报送、出错以后，在日志里找密码、登录标记、电话、文件名", "一处也没有")
def logs(target):
    browser = target.office.browser("admin")
    for page in (*GETS, *POSTS):
        if not page.path.startswith(("/me/", "/accounts/")):
            post(browser, page) if page.method == "POST" else browser.get(where(page))
    target.office.browser().post("/login", data={"login": "mine", "password": "my secret guess"})
    send(target.office.browser("mine"), b"no ledger", "李某某的台账.xlsx")
    text = target.caplog.text
    for secret in (PASSWORD, "my secret guess", browser.cookies["session"], PRIVATE, "李某某"):
        target.held(secret not in text, secret)


@attempt("D04", "在操作日志里找密码、登录标记、猜错的登录名", "一处也没有")
def audit(target):
    browser = target.office.browser("admin")
    target.office.browser().post("/login", data={"login": "my-password-in-the-wrong-field", "password": "guess"})
    data = {
        "login": "new1",
        "name": "新人",
        "role": "reader",
        "password": "battery staple wagon",
        "again": "battery staple wagon",
    }
    browser.post("/accounts/add", data=data)
    with target.office.store as store:
        text = str([tuple(row) for row in store.db.execute("SELECT * FROM audit")])
    for secret in (PASSWORD, "battery staple wagon", "my-password-in-the-wrong-field", browser.cookies["session"]):
        target.held(secret not in text, secret)


@attempt("D05", "在网址里找个人信息、登录标记：看每个表单提交以后去哪里", "没有")
def addresses(target):
    browser = target.office.browser("admin")
    for page in POSTS:
        if not page.path.startswith("/me/"):
            to = post(browser, page).headers.get("location", "")
            target.held(
                not any(one in to for one in (PRIVATE, PASSWORD, browser.cookies["session"], MINE + "%")), page.path
            )
