"""Accounts: everybody's own, and for admins all of them."""

from typing import cast

from starlette.responses import RedirectResponse, Response

from ..model.problems import ProblemsFound, error
from . import accounts, sessions
from .accounts import ROLES, Role
from .passwords import SHORTEST, fits
from .permissions import Right
from .rendering import page
from .routing import Page, Visit, cookie_name


def own(visit: Visit) -> Response | None:
    """Show a person's own account."""
    return page(visit.request, "me.html", shortest=SHORTEST)


def change_password(visit: Visit) -> Response | None:
    """Change a person's own password, which is asked for once more; all its sessions end."""
    row = visit.store.db.execute("SELECT password FROM account WHERE id = ?", (visit.account.id,)).fetchone()
    if not fits(visit.form.fields.get("old", ""), row["password"]):
        raise ProblemsFound([error("wrong-password", "原来的密码不对，没有改。", "请再试一次；忘了请找管理员改。")])
    password = _new_password(visit)
    accounts.set_password(visit.store, visit.account.actor, visit.account.login, password)
    return RedirectResponse("/login?done=password", 303)


def sign_out(visit: Visit) -> Response | None:
    """End this session."""
    token = visit.request.cookies.get(cookie_name(visit.request), "")
    sessions.sign_out(visit.store, visit.account, token)
    return RedirectResponse("/login", 303)


def sign_out_everywhere(visit: Visit) -> Response | None:
    """End all sessions of the account."""
    sessions.sign_out_everywhere(visit.store, visit.account)
    return RedirectResponse("/login", 303)


def listing(visit: Visit) -> Response | None:
    """Show all accounts."""
    return page(visit.request, "accounts.html", accounts=accounts.accounts(visit.store), shortest=SHORTEST)


def add(visit: Visit) -> Response | None:
    """Make an account."""
    form = visit.form
    role = form.text("role")
    accounts.add(
        visit.store,
        visit.account.actor,
        login=form.text("login"),
        name=form.text("name"),
        role=cast(Role, role if role in ROLES else ""),
        unit=form.text("unit") or None,
        password=_new_password(visit),
    )
    return RedirectResponse("/accounts", 303)


def reset_password(visit: Visit) -> Response | None:
    """Give an account another password."""
    accounts.set_password(visit.store, visit.account.actor, visit.form.text("login"), _new_password(visit))
    return RedirectResponse("/accounts", 303)


def disable(visit: Visit) -> Response | None:
    """Disable an account."""
    accounts.set_active(visit.store, visit.account.actor, visit.form.text("login"), active=False)
    return RedirectResponse("/accounts", 303)


def enable(visit: Visit) -> Response | None:
    """Enable an account again."""
    accounts.set_active(visit.store, visit.account.actor, visit.form.text("login"), active=True)
    return RedirectResponse("/accounts", 303)


def _new_password(visit: Visit) -> str:
    """Return the new password, which was typed twice.

    Raises:
        ProblemsFound: The two differ.
    """
    password = visit.form.fields.get("password", "")
    if password != visit.form.fields.get("again", ""):
        raise ProblemsFound([error("passwords-differ", "两次输入的密码不一样。", "请再输一次。")])
    return password


PAGES = (
    Page(path="/accounts", answer=listing, right=Right.ACCOUNTS, tab="账号", kept=True),
    Page(path="/accounts/add", answer=add, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/password", answer=reset_password, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/disable", answer=disable, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/enable", answer=enable, right=Right.ACCOUNTS, method="POST"),
    Page(path="/me", answer=own, right=Right.SELF, tab="我的账号", kept=True, personal=True),
    Page(path="/me/password", answer=change_password, right=Right.SELF, method="POST"),
    Page(path="/me/sign-out", answer=sign_out, right=Right.SELF, method="POST"),
    Page(path="/me/sign-out-everywhere", answer=sign_out_everywhere, right=Right.SELF, method="POST"),
)
