"""Accounts: search, many at once, passwords that are handed out and must be changed, who never signed in."""

import io
import threading

import openpyxl
import pytest
from shuangyong.web import accounts, passwords, sessions
from shuangyong.web.handing_out import add_units

from .conftest import MINE, NAMES, OTHER, PASSWORD, YEAR

OWN = "another own password"


def rows_of(answer):
    return [*openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]


@pytest.fixture
def bare_units(office):
    """The office, whose units have no accounts yet."""
    with office.store as store, store.transaction() as db:
        db.execute("DELETE FROM account WHERE role = 'unit'")
    return office


def logins(office):
    with office.store as store:
        return {one.login: one for one in accounts.accounts(store)}


def changed(browser, old, new=OWN):
    return browser.post("/me/password", data={"old": old, "password": new, "again": new})


def seen(browser):
    return browser.get("/accounts").text.partition('name="seen" value="')[2].partition('"')[0]


def signed_in(office, login, password):
    browser = office.browser()
    assert browser.post("/login", data={"login": login, "password": password}).status_code == 303
    return browser


def test_many_units_get_accounts_whose_passwords_are_seen_once_and_must_be_changed(bare_units):
    office = bare_units
    admin = office.browser("admin")
    assert "还有 2 个应报单位没有账号" in admin.get("/accounts").text
    answer = admin.post("/accounts/units", data={"sector": "", "region": ""})
    page = answer.headers["location"]
    text = admin.get(page).text
    header, *rows = rows_of(admin.get(f"{page}/passwords.xlsx"))
    assert header == ("单位代码", "姓名或单位", "登录名", "初始密码")
    assert {row[0] for row in rows} == {MINE, OTHER}
    assert len({row[3] for row in rows}) == 2
    assert all(row[3] in text for row in rows)
    # Nobody else, no other page and no log has them.
    assert office.browser("officer").get(page).status_code == 404
    with office.store as store:
        everything = "\n".join(
            str([*map(str, row)])
            for table in ("account", "audit")
            for row in store.db.execute(f"SELECT * FROM {table}")
        )
    assert not any(row[3] in everything for row in rows)
    (login, password) = next((row[2], row[3]) for row in rows if row[0] == MINE)
    browser = signed_in(office, login, password)
    for address in ("/", f"/units/{MINE}", f"/units/{MINE}/{YEAR}/blank.xlsx", "/no/such"):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    posted = browser.post(f"/units/{MINE}/ledger", files={"ledger": ("a.xlsx", b"x")})
    assert (posted.status_code, posted.headers["location"]) == (303, "/me")
    assert "别人给您的" in browser.get("/me").text
    assert changed(browser, password, password).status_code == 400
    assert changed(browser, password).status_code == 303
    browser = signed_in(office, login, OWN)
    assert browser.get(f"/units/{MINE}").status_code == 200
    assert "别人给您的" not in browser.get("/me").text


def test_passwords_that_were_lost_before_anybody_used_them_are_made_anew(bare_units):
    admin = bare_units.browser("admin")
    page = admin.post("/accounts/units", data={}).headers["location"]
    first = {row[0]: row for row in rows_of(admin.get(f"{page}/passwords.xlsx"))[1:]}
    signed_in(bare_units, first[MINE][2], first[MINE][3])
    assert "有 1 个单位账号拿的还是初始密码" in admin.get("/accounts").text
    fields = {"sector": "", "seen": seen(admin)}
    assert admin.post("/accounts/units/renew", data={**fields, "sector": "school"}).status_code == 400
    page = admin.post("/accounts/units/renew", data=fields).headers["location"]
    (row,) = rows_of(admin.get(f"{page}/passwords.xlsx"))[1:]
    assert row[0] == OTHER and row[3] != first[OTHER][3]
    # Another admin's stale page does not make worthless what was just handed out.
    assert admin.post("/accounts/units/renew", data=fields).status_code == 400
    assert signed_in(bare_units, row[2], row[3]).get("/").headers["location"] == "/me"
    assert "拿的还是初始密码" not in admin.get("/accounts").text


def test_units_that_have_an_account_get_no_second(office):
    before = {*logins(office)}
    answer = office.browser("admin").post("/accounts/units", data={})
    assert answer.status_code == 400
    assert {*logins(office)} == before


def test_only_a_sectors_or_regions_units_get_accounts(bare_units):
    admin = bare_units.browser("admin")
    assert admin.post("/accounts/units", data={"sector": "school"}).status_code == 400
    assert admin.post("/accounts/units", data={"region": "11"}).status_code == 400
    assert admin.post("/accounts/units", data={"region": "3702"}).status_code == 303


def test_of_two_admins_at_once_each_unit_gets_one_account(bare_units):
    start, given = threading.Barrier(2), []

    def act():
        with bare_units.store as store:
            start.wait()
            given.append(add_units(store, "某", [*NAMES.items()]))

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, given)) == [0, 2]
    assert sum(one.unit is not None for one in logins(bare_units).values()) == 2


@pytest.mark.parametrize("code", ["A/1", "A 1", "甲", "x" * 80, "..", "admin"])
def test_any_code_makes_a_login_of_its_own(bare_units, code):
    with bare_units.store as store:
        (given,) = add_units(store, "某", [(code, "名" * 90)])
        account = accounts.find(store, given.login)
        assert (account.unit, account.given, len(account.name)) == (code, True, 40)
        assert sessions.sign_in(store, given.login, given.password, "192.168.1.3")
        assert sessions.sign_in(store, given.login, given.password + "x", "192.168.1.3") is None


def test_an_admin_gives_another_password(office):
    admin, unit = office.browser("admin"), office.browser("mine")
    page = admin.post("/accounts/renew", data={"login": "mine", "seen": seen(admin)}).headers["location"]
    assert unit.get(f"/units/{MINE}").status_code == 303  # signed out
    (row,) = rows_of(admin.get(f"{page}/passwords.xlsx"))[1:]
    assert signed_in(office, "mine", row[3]).get("/").headers["location"] == "/me"
    assert admin.post("/accounts/renew", data={"login": "ADMIN", "seen": seen(admin)}).status_code == 400
    assert admin.post("/accounts/renew", data={"login": "nobody", "seen": seen(admin)}).status_code == 400
    assert admin.get("/accounts").status_code == 200


@pytest.mark.parametrize("first", ["renew", "password"])
@pytest.mark.parametrize("second", ["renew", "password"])
def test_of_two_admins_who_give_an_account_a_password_the_second_is_told(office, first, second):
    with office.store as store:
        accounts.add(store, "某", login="zhao", name="赵某", role="admin", password=PASSWORD)
    admin, other = office.browser("admin"), office.browser("zhao")
    fields = {"login": "mine", "seen": seen(admin), "password": OWN, "again": OWN}
    stale = {**fields, "password": OWN + "2", "again": OWN + "2"}
    assert admin.post(f"/accounts/{first}", data=fields).status_code == 303
    with office.store as store:
        secret = store.db.execute("SELECT password FROM account WHERE login = 'mine'").fetchone()[0]
    told = other.post(f"/accounts/{second}", data=stale)
    assert told.status_code == 400
    assert "您看过以后，admin某（admin）" in told.text
    assert other.post(f"/accounts/{second}", data={**stale, "seen": ""}).status_code == 400
    with office.store as store:
        assert store.db.execute("SELECT password FROM account WHERE login = 'mine'").fetchone()[0] == secret
    # Another account's is no matter, and after another look it is done.
    assert other.post(f"/accounts/{second}", data={**stale, "login": "officer"}).status_code == 303
    assert other.post(f"/accounts/{second}", data={**stale, "seen": seen(other)}).status_code == 303


def test_a_password_that_an_admin_typed_must_be_changed_too(office):
    admin = office.browser("admin")
    given = "typed by an admin"
    fields = {"login": "new", "name": "李某", "role": "officer", "password": given, "again": given}
    assert admin.post("/accounts/add", data=fields).status_code == 303
    browser = signed_in(office, "new", given)
    assert browser.get("/overview").headers["location"] == "/me"
    assert changed(browser, given).status_code == 303
    fields = {"login": "new", "password": given + "2", "again": given + "2", "seen": seen(admin)}
    assert admin.post("/accounts/password", data=fields).status_code == 303
    assert signed_in(office, "new", given + "2").get("/overview").headers["location"] == "/me"


def test_accounts_are_searched_for_and_exported(office):
    office.browser("reader")
    admin = office.browser("admin")
    admin.post("/accounts/disable", data={"login": "other"})
    found = {
        state: {row[0] for row in rows_of(admin.get(f"/accounts.xlsx?state={state}"))[1:]}
        for state in ("", "active", "disabled", "never", "given")
    }
    assert found["disabled"] == {"other"}
    assert found["never"] == {"mine", "officer"}
    assert found["given"] == set()
    assert found["active"] | found["disabled"] == found[""] == {"admin", "officer", "reader", "mine", "other"}
    text = admin.get("/accounts?q=H001").text
    assert "共 1 个账号" in text
    assert "从未登录" in text
    assert office.browser("officer").get("/accounts").status_code == 404


def test_a_quick_hash_is_known_and_takes_as_long(monkeypatch):
    tried = []
    real = passwords.HASHER.verify

    class Counting(type(passwords.HASHER)):
        def verify(self, against, password):
            tried.append(against)
            return real(against, password)

    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=1, memory_cost=8, parallelism=1))
    quick = passwords.hashed_random("k3mf-9wqp-abcd-efgh")
    slow = passwords.hashed(PASSWORD)
    assert passwords.fits("k3mf-9wqp-abcd-efgh", quick)
    assert not passwords.fits("k3mf-9wqp-abcd-efgx", quick)
    assert passwords.fits(PASSWORD, slow)
    assert not passwords.fits(PASSWORD, None)
    assert not passwords.fits(PASSWORD, "no hash")
    assert len([one for one in tried if one not in (quick, slow)]) == 4  # nobody's, beside each quick one


def test_what_was_done_to_an_account_is_told(office):
    admin = office.browser("admin")
    form = {"login": "new.one", "name": "新某", "role": "reader", "password": PASSWORD, "again": PASSWORD}
    answer = admin.post("/accounts/add", data=form)
    assert "已增加：账号 new.one。" in admin.get(answer.headers["location"]).text
    answer = admin.post("/accounts/disable", data={"login": "new.one"})
    assert "已停用：账号 new.one。" in admin.get(answer.headers["location"]).text
    assert 'role="status"' not in admin.get("/accounts?done=other&login=x").text


def test_an_account_is_for_a_unit_by_its_name_too_and_units_alike_are_named(office):
    admin = office.browser("admin")
    form = {"login": "by.name", "name": "新某", "role": "unit", "password": PASSWORD, "again": PASSWORD}
    told = admin.post("/accounts/add", data=form | {"unit": "甲中医院"})
    assert told.status_code == 400
    assert "甲医院" in told.text
    assert admin.post("/accounts/add", data=form | {"unit": NAMES[MINE]}).status_code == 303
    with office.store as store:
        assert accounts.find(store, "by.name").unit == MINE
