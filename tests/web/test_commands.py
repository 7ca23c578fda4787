"""The commands ``account`` and ``serve``: the first admin, and no portal without one."""

from shuangyong.office.store.opening import open_store
from shuangyong.web import accounts

from .conftest import PASSWORD


def test_the_first_admin_is_made_by_hand(run, tmp_path):
    store = tmp_path / "store"
    code, out, err = run("account", store, "add", "Wang", "--name", "王干事", "--role", "admin", typed=f"{PASSWORD}\n")
    assert code == 0
    assert PASSWORD not in out + err
    assert run("account", store, "list")[1] == "wang\t王干事\t管理员\t\t\n"
    assert run("account", store, "passwd", "wang", typed="another good one\n")[0] == 0
    assert run("account", store, "disable", "wang")[0] == 1
    assert run("account", store, "passwd", "li", typed="another good one\n")[0] == 1


def test_a_password_from_the_command_line_must_be_changed_but_the_first_admins_own(run, tmp_path):
    place = tmp_path / "store"

    def given():
        with open_store(place) as store:
            return {one.login: one.given for one in accounts.accounts(store)}

    told = {}
    for login, role in (("li", "officer"), ("wang", "admin"), ("zhao", "admin")):
        code, _, told[login] = run(
            "account", place, "add", login, "--name", "某", "--role", role, typed=f"{PASSWORD}\n"
        )
        assert code == 0
    assert given() == {"li": True, "wang": False, "zhao": True}
    assert "必须先改" in told["li"] and "必须先改" in told["zhao"] and "必须先改" not in told["wang"]
    code, _, err = run("account", place, "passwd", "wang", typed="another good one\n")
    assert code == 0 and "必须先改" in err
    assert given()["wang"]


def test_there_is_no_password_by_default(run, tmp_path):
    code, _, err = run("account", tmp_path / "store", "add", "wang", "--name", "王干事", "--role", "admin")
    assert code == 1
    assert "密码" in err


def test_no_portal_without_an_admin(run, tmp_path):
    run("account", tmp_path / "store", "list")
    store = tmp_path / "store"
    run("account", store, "add", "wang", "--name", "王", "--role", "reader", typed=f"{PASSWORD}\n")
    code, _, err = run("serve", store)
    assert code == 1
    assert "account" in err
