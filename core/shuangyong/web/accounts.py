"""Accounts of the portal: made, changed and disabled, each act with its audit row."""

import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from typing import Literal, get_args

import attrs

from ..model.problems import Problem, ProblemsFound, error
from ..office.acts.seeing import latest, refuse_unseen
from ..office.store.opening import Store
from .passwords import hashed, weakness

Role = Literal["admin", "officer", "unit", "reader"]

#: What each role is called.
ROLES: Mapping[Role, str] = {"admin": "管理员", "officer": "双拥办", "unit": "单位", "reader": "只读"}

#: What gives an account a password.
PASSWORDS = ("account/add", "account/passwd")

_LOGIN = re.compile(r"[\w.@-]{2,64}")
_LONGEST_NAME = 40


@attrs.frozen(kw_only=True)
class Account:
    """Somebody who may use the portal.

    Attributes:
        id: In the store.
        login: What is typed to sign in; folded.
        name: The person's name, as the audit tells it.
        role: What the person is to the office.
        unit: The code of the unit that the account answers for; None for every other role.
        active: Whether it may be used.
        given: Whether its password came from somebody else, and must be changed before anything else is done.
        entered: When its person last signed in, as stores write times; None for never.
    """

    id: int
    login: str
    name: str
    role: Role
    unit: str | None
    active: bool
    given: bool = False
    entered: str | None = None

    @property
    def actor(self) -> str:
        """Who it is in the audit."""
        return f"{self.name}（{self.login}）"


def folded(login: str) -> str:
    """Return a login as accounts have it: half-width, lower case, without blanks around."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def accounts(store: Store) -> tuple[Account, ...]:
    """Return all accounts, by role and login."""
    order = list(ROLES)
    found = map(account_of, store.db.execute("SELECT * FROM account ORDER BY login"))
    return tuple(sorted(found, key=lambda one: order.index(one.role)))


def find(store: Store, login: str) -> Account:
    """Return the account of a login.

    Raises:
        ProblemsFound: There is none.
    """
    row = store.db.execute("SELECT * FROM account WHERE login = ?", (folded(login),)).fetchone()
    if row is None:
        raise ProblemsFound([error("unknown-account", f"没有「{login}」这个账号。", "请看账号列表里的登录名。")])
    return account_of(row)


def has_admin(store: Store) -> bool:
    """Tell whether there is an admin, a disabled one too; whoever makes the first one makes it for himself."""
    return store.db.execute("SELECT 1 FROM account WHERE role = 'admin'").fetchone() is not None


def account_of(row: sqlite3.Row) -> Account:
    """Return the account in a row."""
    told = {name: row[name] for name in ("id", "login", "name", "role", "unit", "entered")}
    return Account(**told, active=bool(row["active"]), given=bool(row["given"]))


def add(
    store: Store,
    actor: str,
    *,
    login: str,
    name: str,
    role: Role,
    unit: str | None = None,
    password: str,
    given: bool = False,
) -> Account:
    """Make an account.

    Args:
        store: Where.
        actor: Who makes it.
        login: What will be typed to sign in; unique.
        name: The person's name.
        role: admin, officer, unit or reader.
        unit: The unit's code; for the role unit only, and the office must know it.
        password: The first one.
        given: Whether somebody else chose it, so that the person must change it at the first sign-in.

    Raises:
        ProblemsFound: Something of this is wrong; all is named.
    """
    login, name = folded(login), " ".join(name.split())
    unit = "".join((unit or "").split()).upper() or None
    weak = weakness(password, login)
    secret = "" if weak else hashed(password)
    with store.transaction() as db:
        problems = [*_wrong(db, login, name, role, unit), *([weak] if weak else [])]
        if problems:
            raise ProblemsFound(problems)
        db.execute(
            "INSERT INTO account (login, name, role, unit, password, active, given) VALUES (?, ?, ?, ?, ?, 1, ?)",
            (login, name, role, unit, secret, given),
        )
        store.audit(actor, "account/add", login, {"name": name, "role": role, "unit": unit})
    return find(store, login)


def set_password(
    store: Store, actor: str, login: str, password: str, *, given: bool = False, seen: int | None = None
) -> None:
    """Give an account another password; whoever is signed in with it is signed out, and may try again at once.

    Args:
        store: Where.
        actor: Who does it.
        login: Of which account.
        password: The new one.
        given: Whether somebody else chose it, so that the person must change it at the next sign-in.
        seen: What ``latest`` of ``PASSWORDS`` was when it was decided; None where nobody looked.

    Raises:
        ProblemsFound: There is no such account, the password is too weak, or the account got another meanwhile.
    """
    account = find(store, login)
    if weak := weakness(password, account.login):
        raise ProblemsFound([weak])
    secret = hashed(password)
    with store.transaction() as db:
        if seen is not None:  # other accounts' passwords are no matter
            refuse_unseen(store, min(seen, latest(store, PASSWORDS, account.login)), PASSWORDS, account.login)
        db.execute("UPDATE account SET password = ?, given = ? WHERE id = ?", (secret, given, account.id))
        db.execute("DELETE FROM session WHERE account = ?", (account.id,))
        db.execute("DELETE FROM throttle WHERE subject = ?", (f"account:{account.login}",))
        store.audit(actor, "account/passwd", account.login, {})


def set_active(store: Store, actor: str, login: str, *, active: bool) -> None:
    """Disable an account, whose sessions end at once, or enable it again.

    Raises:
        ProblemsFound: There is no such account, or it is the last admin's.
    """
    with store.transaction() as db:
        account = find(store, login)
        if not active and account.role == "admin" and _admins(db) <= account.active:
            message = f"「{account.login}」是最后一个在用的管理员，不能停用。"
            raise ProblemsFound([error("last-admin", message, "请先增加一个管理员。")])
        db.execute("UPDATE account SET active = ? WHERE id = ?", (active, account.id))
        if not active:
            db.execute("DELETE FROM session WHERE account = ?", (account.id,))
        store.audit(actor, f"account/{'enable' if active else 'disable'}", account.login, {})


def _admins(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT COUNT(*) FROM account WHERE role = 'admin' AND active").fetchone()
    return int(row[0])


def _wrong(db: sqlite3.Connection, login: str, name: str, role: str, unit: str | None) -> list[Problem]:
    problems = []
    if not _LOGIN.fullmatch(login):
        fix = "用字母、数字、汉字和 . _ @ -，2 到 64 个字，中间没有空格。"
        problems.append(error("bad-login", f"登录名「{login[:64]}」不能用。", fix))
    elif db.execute("SELECT 1 FROM account WHERE login = ?", (login,)).fetchone():
        problems.append(error("login-taken", f"登录名「{login}」已经有了。", "请换一个，或给原来的账号改密码。"))
    if not 1 <= len(name) <= _LONGEST_NAME or any(unicodedata.category(one)[0] == "C" for one in name):
        problems.append(error("bad-name", "没有写姓名，或者太长。", f"请写使用人的姓名，不超过 {_LONGEST_NAME} 个字。"))
    if role not in get_args(Role):
        problems.append(error("bad-role", "没有这个角色。", f"可用的角色：{'、'.join(ROLES.values())}。"))
    elif role == "unit" and not unit:
        problems.append(error("no-unit", "单位账号要写明是哪个单位。", "请写名册里的单位代码。"))
    elif role != "unit" and unit:
        problems.append(error("needless-unit", "只有单位账号才写单位代码。", "请不写单位代码，或改用单位账号。"))
    elif unit and not db.execute("SELECT 1 FROM roster WHERE unit = ?", (unit,)).fetchone():
        problems.append(error("unknown-unit", f"名册里没有单位代码「{unit}」。", "请先导入名册，再建它的账号。"))
    return problems
