"""Passwords: which are good enough, and their argon2id hashes; what somebody typed is never kept or told."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from ..model.problems import Problem, error

#: Characters, not bytes; NIST SP 800-63B asks for length and against rules of composition.
SHORTEST, LONGEST = 10, 200

HASHER = PasswordHasher()

#: A hash takes 64 MB: no more at a time, however many sign in.
_AT_ONCE = threading.BoundedSemaphore(2)

#: Of nobody's password, so that an unknown account takes as long to refuse as a known one.
_nobody: dict[int, str] = {}


def hashed(password: str) -> str:
    """Return the hash of a password."""
    with _AT_ONCE:
        return HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Tell whether a password is the one that a hash was made of; None stands for nobody's, and takes as long."""
    known = stored is not None
    against = stored or _nobody.setdefault(id(HASHER), hashed("nobody"))
    with _AT_ONCE:
        try:
            return HASHER.verify(against, password[:LONGEST]) and known
        except (Argon2Error, InvalidHashError):
            return False


def weakness(password: str, login: str) -> Problem | None:
    """Return why a password is not good enough; None where it is."""
    if not SHORTEST <= len(password) <= LONGEST:
        wrong = f"密码要有 {SHORTEST} 到 {LONGEST} 个字符。"
    elif len(set(password)) < SHORTEST // 2:
        wrong = "密码里不同的字符太少。"
    elif login.casefold() in password.casefold():
        wrong = "密码里不能有登录名。"
    else:
        return None
    return error("weak-password", wrong, "可以用几个不相干的词连起来，好记又难猜。")
