"""The commands ``account`` and ``serve``: the first admin, and no portal without one."""

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
