"""Passwords: which are good enough, and their argon2id hashes; what somebody typed is never kept or told."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from ..model.problems import Problem, error

#: Characters, not bytes; NIST SP 800-63B asks for length and against rules of composition.
SHORTEST, LONGEST = 10, 200

HASHER = PasswordHasher()

#: For passwords made by chance, of more than 70 bits: nobody tries all of those, however quick a hash is.
RANDOM_HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)

#: A hash takes 64 MB: no more at a time, however many sign in.
_AT_ONCE = threading.BoundedSemaphore(2)

#: Of nobody's password, so that an unknown account takes as long to refuse as a known one.
_nobody: dict[int, str] = {}


def hashed(password: str) -> str:
    """Return the hash of a password."""
    with _AT_ONCE:
        return HASHER.hash(password)


def hashed_random(password: str) -> str:
    """Return the hash of a password that a machine made by chance; quick, for thousands are made at once."""
    return RANDOM_HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Tell whether a password is the one that a hash was made of; None stands for nobody's, and takes as long.

    Beside a quick hash the slow one of nobody is tried: how long it takes must not tell who never changed a password.
    """
    quick = stored is not None and _is_quick(stored)
    right = stored is not None and quick and _verified(password, stored)
    nobody = _nobody.setdefault(id(HASHER), hashed("nobody"))
    with _AT_ONCE:
        slow = _verified(password, nobody if stored is None or quick else stored)
    return right if quick else slow and stored is not None


def _is_quick(stored: str) -> bool:
    try:
        return not RANDOM_HASHER.check_needs_rehash(stored)
    except InvalidHashError:
        return False


def _verified(password: str, against: str) -> bool:
    try:
        return HASHER.verify(against, password[:LONGEST])
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
