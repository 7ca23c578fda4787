"""Sessions: a row in the store for each browser that is signed in; what the browser holds is kept as a hash only."""

import contextlib
import hashlib
import secrets
import sqlite3
import time

from ..office.store import opening
from ..office.store.opening import Store
from . import throttling
from .accounts import Account, account_of, folded
from .passwords import fits

#: Seconds without a visit, and altogether, after which one signs in again.
IDLE, WHOLE = 2 * 3600, 12 * 3600

#: A visit is noted at most so often, in seconds: writing costs more than reading.
_STEP = 60


class ThrottledError(Exception):
    """Too many tries failed; nothing was looked at."""


def sign_in(store: Store, login: str, password: str, address: str) -> str | None:
    """Return the token of a new session; None where login and password do not go together or it is disabled.

    Raises:
        ThrottledError: Too many tries of this account or from this address failed.
    """
    login, now = folded(login), int(time.time())
    if not throttling.admitted(store, login, address, now):
        raise ThrottledError
    row = store.db.execute("SELECT * FROM account WHERE login = ?", (login,)).fetchone()
    account = account_of(row) if row else None
    right = fits(password, row["password"] if row else None)
    token = secrets.token_urlsafe(32)
    with store.transaction() as db:
        # Asked again: it may have been disabled, or its password changed, meanwhile.
        same = (
            account
            and db.execute(
                "SELECT 1 FROM account WHERE id = ? AND active AND password = ?", (account.id, row["password"])
            ).fetchone()
        )
        if not (right and account and same):
            # A name that nobody bears may be a password in the wrong field.
            store.audit(account.actor if account else "（未知账号）", "sign-in/refused", address, {})
            return None
        throttling.forgive(store, login, address)
        db.execute("DELETE FROM session WHERE seen < ? OR began < ?", (now - IDLE, now - WHOLE))
        db.execute("INSERT INTO session VALUES (?, ?, ?, ?)", (_hash(token), account.id, now, now))
        db.execute("UPDATE account SET entered = ? WHERE id = ?", (opening.now(), account.id))
        store.audit(account.actor, "sign-in", address, {})
    return token


def who(store: Store, token: str) -> Account | None:
    """Return whose session a token is of; None where there is none, or it is over."""
    now = int(time.time())
    row = store.db.execute(
        "SELECT a.*, s.seen FROM session s JOIN account a ON a.id = s.account "
        "WHERE s.token = ? AND s.seen >= ? AND s.began >= ? AND a.active",
        (_hash(token), now - IDLE, now - WHOLE),
    ).fetchone()
    if row is None:
        return None
    if row["seen"] < now - _STEP:
        # Noted with a later visit, if another program writes just now.
        with contextlib.suppress(sqlite3.OperationalError):
            store.db.execute("UPDATE session SET seen = ? WHERE token = ?", (now, _hash(token)))
    return account_of(row)


def sign_out(store: Store, account: Account, token: str) -> None:
    """End a session."""
    with store.transaction() as db:
        db.execute("DELETE FROM session WHERE token = ?", (_hash(token),))
        store.audit(account.actor, "sign-out", account.login, {})


def sign_out_everywhere(store: Store, account: Account) -> None:
    """End all sessions of an account."""
    with store.transaction() as db:
        db.execute("DELETE FROM session WHERE account = ?", (account.id,))
        store.audit(account.actor, "sign-out/everywhere", account.login, {})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
