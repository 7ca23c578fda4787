"""What is another's, or of another role."""

from shuangyong.web.permissions import RIGHTS

from ..conftest import MINE, NAMES, OTHER, YEAR
from ..test_permissions import NOWHERE
from .attempts import GETS, POSTS, acts_of, attempt, post, where

_ROLES = {"officer": "officer", "reader": "reader", "mine": "unit", "other": "unit"}


@attempt("A01", "单位账号打开别的单位的每个网页、提交每个表单", "404，和没有这个单位逐字节一样")
def anothers(target):
    browser, before = target.office.browser("mine"), acts_of(target.office)
    for page in (*GETS, *POSTS):
        if "{unit}" in page.path:
            ask = post if page.method == "POST" else lambda one, page, unit: one.get(where(page, unit))
            told = [ask(browser, page, unit) for unit in (OTHER, NOWHERE)]
            target.held({one.status_code for one in told} == {404} and told[0].content == told[1].content, page.path)
    target.held(acts_of(target.office) == before, "audit")


@attempt("A02", "每种角色打开、提交没有权限的每个网页", "404，什么也不做")
def of_other_roles(target):
    for login, role in _ROLES.items():
        browser, before = target.office.browser(login), acts_of(target.office)
        for page in (*GETS, *POSTS):
            if page.right not in RIGHTS[role]:
                answer = post(browser, page) if page.method == "POST" else browser.get(where(page))
                target.held(answer.status_code == 404, (login, page.method, page.path))
        target.held(acts_of(target.office) == before, login)


@attempt("A03", "不登录打开、提交每个网页", "去登录页，不给一个字")
def nobody(target):
    browser, before = target.office.browser(), acts_of(target.office)
    for page in (*GETS, *POSTS):
        answer = post(browser, page) if page.method == "POST" else browser.get(where(page))
        led = answer.status_code == 303 and answer.headers["location"].startswith("/login")
        target.held(led and not answer.text, page.path)
    target.held(acts_of(target.office) == before, "audit")


@attempt("A04", "在表单里改写：给自己加角色、换单位、替别人裁定", "不理会")
def mass_assignment(target):
    browser = target.office.browser("mine")
    data = {"old": "x", "password": "battery staple wagon", "again": "x", "role": "admin", "unit": OTHER, "active": "1"}
    browser.post("/me/password", data=data)
    officer = target.office.browser("officer")
    officer.post(f"/units/{MINE}/{YEAR}/return", data={"revision": "1", "because": "x", "actor": "别人", "by": "别人"})
    with target.office.store as store:
        found = dict(store.db.execute("SELECT login, role || coalesce(unit, '') FROM account").fetchall())
        actors = {row[0] for row in store.db.execute("SELECT actor FROM audit WHERE action = 'return'")}
    target.held(found["mine"] == f"unit{MINE}", "role")
    target.held(actors == {"officer某（officer）"}, actors)


@attempt("A05", "单位账号在自己的网页、参数、错误里找别的单位的名称和代码", "一处也没有")
def traces(target):
    browser = target.office.browser("mine")
    for page in GETS:
        for answer in (
            browser.get(where(page)),
            browser.get(where(page), params={"q": "乙", "unit": OTHER, "year": YEAR}),
        ):
            target.held(NAMES[OTHER].encode() not in answer.content, page.path)


@attempt("A06", "双拥办的人动管理员的账号：加账号、改密码、停用、恢复", "404；最后一个管理员谁也停不了")
def accounts(target):
    for login in ("officer", "reader", "mine"):
        for act in ("add", "password", "disable", "enable"):
            answer = target.office.browser(login).post(
                f"/accounts/{act}",
                data={"login": "admin", "password": "battery staple wagon", "again": "battery staple wagon"},
            )
            target.held(answer.status_code == 404, (login, act))
    answer = target.office.browser("admin").post("/accounts/disable", data={"login": "admin"})
    target.held(answer.status_code == 400, "the last admin")
