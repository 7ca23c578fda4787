"""Accounts for many units at once, and passwords that are handed out: made by chance, seen once, then changed."""

import re
import secrets
from collections.abc import Collection, Sequence
from typing import ClassVar

import attrs

from ..office.acts.seeing import latest
from ..office.store.opening import Store
from . import accounts, passwords
from .accounts import folded
from .results import Kept

#: Nothing that is taken for something else on paper: no i, l, o, 0, 1.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4

#: So many accounts at a time.
MOST = 3000

_LONGEST_NAME, _LONGEST_LOGIN = 40, 60
_NOT_IN_LOGINS = re.compile(r"[^\w.@-]")


@attrs.frozen(kw_only=True)
class Given:
    """A password that somebody is to be given.

    Attributes:
        login: What is typed to sign in.
        name: Whose it is.
        unit: The unit's code; empty for other roles.
        password: The password itself: it stands nowhere else.
    """

    login: str
    name: str
    unit: str
    password: str


@attrs.frozen(kw_only=True)
class HandedOut(Kept):
    """Passwords that an admin, and nobody else, may look at for a while."""

    replaceable: ClassVar[bool] = False

    given: tuple[Given, ...]

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        return 1000 + 400 * len(self.given)


def without_account(store: Store, units: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of units (code, name) that have no account, not even a disabled one."""
    have = {row["unit"] for row in store.db.execute("SELECT unit FROM account WHERE unit IS NOT NULL")}
    return [(code, name) for code, name in units if code not in have]


def add_units(store: Store, actor: str, units: Sequence[tuple[str, str]]) -> tuple[Given, ...]:
    """Make an account for each unit that has none, signed in to with its code.

    Args:
        store: Where.
        actor: Who makes them.
        units: The code and the name of each; no more than ``MOST`` are made.
    """
    # Hashed before: a transaction holds up everybody else.
    made = [(code, name, _password(code)) for code, name in without_account(store, units)[:MOST]]
    hashes = [passwords.hashed_random(password) for *_, password in made]
    given = []
    with store.transaction() as db:
        left = {code for code, _ in without_account(store, units)}
        taken = {row["login"] for row in db.execute("SELECT login FROM account")}
        for (code, name, password), secret in zip(made, hashes, strict=True):
            if code not in left:  # another admin was faster
                continue
            login = _login(code, taken)
            taken.add(login)
            row = (login, " ".join(name.split())[:_LONGEST_NAME], code, secret)
            db.execute(
                "INSERT INTO account (login, name, role, unit, password, active, given) "
                "VALUES (?, ?, 'unit', ?, ?, 1, 1)",
                row,
            )
            store.audit(actor, "account/add", login, {"name": row[1], "role": "unit", "unit": code})
            given.append(Given(login=login, name=row[1], unit=code, password=password))
    return tuple(given)


def renew(store: Store, actor: str, login: str, seen: int | None = None) -> Given:
    """Give an account a password by chance; whoever is signed in with it is signed out.

    Args:
        store: Where.
        actor: Who does it.
        login: Of which account.
        seen: What ``latest`` of ``accounts.PASSWORDS`` was when it was decided; None where nobody looked.

    Raises:
        ProblemsFound: There is no such account, or it got another password meanwhile.
    """
    account = accounts.find(store, login)
    password = _password(account.login)
    accounts.set_password(store, actor, account.login, password, given=True, seen=seen)
    return Given(login=account.login, name=account.name, unit=account.unit or "", password=password)


def renew_unused(store: Store, actor: str, units: Collection[str] | None, seen: int) -> tuple[Given, ...]:
    """Give units' accounts that nobody has used yet other passwords, such as after those handed out were lost.

    Args:
        store: Where.
        actor: Who does it.
        units: The codes of the units; None for all.
        seen: What ``latest`` of ``accounts.PASSWORDS`` was when it was decided; what got one since keeps it.
    """
    made = [(one, _password(one.login)) for one in _unused(store) if units is None or one.unit in units]
    hashes = [passwords.hashed_random(password) for _, password in made[:MOST]]
    given = []
    with store.transaction() as db:
        left = {one.id for one in _unused(store)}
        for (one, password), secret in zip(made[:MOST], hashes, strict=True):
            if one.id in left and latest(store, accounts.PASSWORDS, one.login) <= seen:
                db.execute("UPDATE account SET password = ? WHERE id = ?", (secret, one.id))
                store.audit(actor, "account/passwd", one.login, {})
                given.append(Given(login=one.login, name=one.name, unit=one.unit or "", password=password))
    return tuple(given)


def _unused(store: Store) -> list[accounts.Account]:
    return [one for one in accounts.accounts(store) if is_unused(one)]


def is_unused(account: accounts.Account) -> bool:
    """Tell whether it is a unit's that was given a password and that nobody has signed in with."""
    return account.role == "unit" and account.active and account.given and account.entered is None


def _login(code: str, taken: set[str]) -> str:
    plain = _NOT_IN_LOGINS.sub("-", folded(code))[:_LONGEST_LOGIN]
    login = plain if len(plain) > 1 else f"unit-{plain}"
    number = 1
    while login in taken:
        number += 1
        login = f"{plain}-{number}"
    return login


def _password(login: str) -> str:
    while True:
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        password = "-".join(groups)
        if passwords.weakness(password, login) is None:
            return password
