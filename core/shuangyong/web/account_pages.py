"""Accounts: everybody's own, and for admins all of them."""

from collections.abc import Callable, Iterable, Mapping
from typing import cast
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from ..model.problems import ProblemsFound, error
from ..office.acts.finding import find_unit
from ..office.acts.seeing import latest
from ..workbook.keys import key
from . import accounts, sessions
from .accounts import ROLES, Account, Role
from .exporting import table_bytes
from .handing_out import is_unused, without_account
from .numbers import number
from .passwords import SHORTEST, fits
from .permissions import Right
from .rendering import download, moment_text, page
from .routing import Page, Visit, cookie_name
from .searching import regions, sectors
from .standing_now import status_of

#: So many accounts stand on a page; the workbook has all.
SHOWN = 200

_HEADER = ("登录名", "姓名", "角色", "单位代码", "状态", "最近登录")

#: Which accounts may be asked for, and what that is called.
_STATES: Mapping[str, tuple[str, Callable[[Account], bool]]] = {
    "": ("全部", lambda _: True),
    "active": ("在用", lambda one: one.active),
    "disabled": ("停用", lambda one: not one.active),
    "never": ("从未登录", lambda one: one.active and one.entered is None),
    "given": ("还没改初始密码", lambda one: one.active and one.given),
}


def own(visit: Visit) -> Response | None:
    """Show a person's own account."""
    return page(visit.request, "me.html", shortest=SHORTEST)


def change_password(visit: Visit) -> Response | None:
    """Change a person's own password, which is asked for once more; all its sessions end."""
    row = visit.store.db.execute("SELECT password FROM account WHERE id = ?", (visit.account.id,)).fetchone()
    if not fits(visit.form.fields.get("old", ""), row["password"]):
        raise ProblemsFound([error("wrong-password", "原来的密码不对，没有改。", "请再试一次；忘了请找管理员改。")])
    password = _new_password(visit)
    if password == visit.form.fields.get("old", ""):
        raise ProblemsFound([error("same-password", "新密码和原来的一样。", "请换一个。")])
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


#: What was done to an account.
_DONE = {"add": "已增加", "password": "已改密码", "disable": "已停用", "enable": "已恢复"}


def listing(visit: Visit) -> Response | None:
    """List accounts, those that were searched for."""
    every = accounts.accounts(visit.store)
    found = _found(visit, every)
    status = status_of(visit)
    expected = [(one.unit, one.name) for one in status.units if one.expected]
    return page(
        visit.request,
        "accounts.html",
        accounts=found[:SHOWN],
        count=len(found),
        shown=SHOWN,
        query=visit.request.url.query,
        asked={name: visit.asked(name) for name in ("q", "role", "state")},
        states={state: words for state, (words, _) in _STATES.items()},
        done=_DONE.get(visit.asked("done"), ""),
        login=visit.asked("login"),
        never=sum(one.active and one.entered is None for one in every),
        unused=sum(map(is_unused, every)),
        without=len(without_account(visit.store, expected)),
        sectors=sectors(visit),
        regions=regions(status.units),
        shortest=SHORTEST,
        seen=latest(visit.store, accounts.PASSWORDS),
    )


def listing_workbook(visit: Visit) -> Response | None:
    """Give the accounts that were searched for as a workbook."""
    rows = (
        (one.login, one.name, ROLES[one.role], one.unit, "在用" if one.active else "停用", _entered(one))
        for one in _found(visit, accounts.accounts(visit.store))
    )
    return download("账号", table_bytes("账号", _HEADER, rows), "xlsx")


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
        unit=find_unit(visit.store, form.text("unit")[:100])[0] if form.text("unit") else None,
        password=_new_password(visit),
        given=True,
    )
    return _done(visit, "add")


def reset_password(visit: Visit) -> Response | None:
    """Give an account another password, unless somebody gave it one since the page was seen."""
    accounts.set_password(
        visit.store,
        visit.account.actor,
        visit.form.text("login"),
        _new_password(visit),
        given=True,
        seen=number(visit.form.text("seen"), -1),
    )
    return _done(visit, "password")


def disable(visit: Visit) -> Response | None:
    """Disable an account."""
    accounts.set_active(visit.store, visit.account.actor, visit.form.text("login"), active=False)
    return _done(visit, "disable")


def enable(visit: Visit) -> Response | None:
    """Enable an account again."""
    accounts.set_active(visit.store, visit.account.actor, visit.form.text("login"), active=True)
    return _done(visit, "enable")


def _done(visit: Visit, act: str) -> Response:
    """Lead back to the list, which tells what was done to which account."""
    login = accounts.folded(visit.form.text("login"))
    return RedirectResponse(f"/accounts?{urlencode({'done': act, 'login': login})}", 303)


def _found(visit: Visit, every: Iterable[Account]) -> list[Account]:
    """Return the accounts whose login, name or unit holds what was typed, of the role and state asked for."""
    typed, role, state = key(visit.asked("q")), visit.asked("role"), visit.asked("state")
    _, holds = _STATES.get(state, _STATES[""])
    return [
        one
        for one in every
        if (not role or one.role == role)
        and holds(one)
        and (not typed or any(typed in key(text) for text in (one.login, one.name, one.unit or "")))
    ]


def _entered(account: Account) -> str:
    return moment_text(account.entered) if account.entered else "从未登录"


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
    Page(path="/accounts", answer=listing, right=Right.ACCOUNTS, tab="账号", part="管理", kept=True),
    Page(path="/accounts.xlsx", answer=listing_workbook, right=Right.ACCOUNTS, kept=True, costly=True),
    Page(path="/accounts/add", answer=add, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/password", answer=reset_password, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/disable", answer=disable, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/enable", answer=enable, right=Right.ACCOUNTS, method="POST"),
    Page(path="/me", answer=own, right=Right.SELF, kept=True, personal=True, at_first=True),
    Page(path="/me/password", answer=change_password, right=Right.SELF, method="POST", at_first=True),
    Page(path="/me/sign-out", answer=sign_out, right=Right.SELF, method="POST", at_first=True),
    Page(path="/me/sign-out-everywhere", answer=sign_out_everywhere, right=Right.SELF, method="POST", at_first=True),
)
