"""What became of recent uploads, in memory only: a marked copy holds what must not be stored with the office."""

import secrets
import threading
import time
from collections import OrderedDict

import attrs

from ..model.problems import Problem

#: For so long, in seconds, and so many bytes altogether, results can be looked at.
KEPT, MOST = 30 * 60, 64 * 2**20


@attrs.frozen(kw_only=True)
class Result:
    """What became of an upload.

    Attributes:
        account: The id of the account that sent it; nobody else may look.
        unit: The unit's code.
        file: What the file was called.
        verdict: As ``collect`` has it; ``rejected`` where nothing was stored.
        year: The ledger's year; None where it cannot be told.
        revision: Which revision it became.
        problems: What is wrong, or to be known.
        remarks: What is no problem but should be known.
        marked: The sender's own file with the problems marked; empty where there are none.
    """

    account: int
    unit: str
    file: str
    verdict: str
    year: int | None = None
    revision: int | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    marked: bytes = b""

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        return len(self.marked) + 1000 * (1 + len(self.problems))


class Results:
    """Recent results by their tokens; the oldest go first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[str, tuple[float, Result]] = OrderedDict()

    def keep(self, result: Result) -> str:
        """Keep a result and return its token."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._found[token] = (time.monotonic() + KEPT, result)
            while len(self._found) > 1 and (sum(one.weight for _, one in self._found.values()) > MOST or self._over()):
                self._found.popitem(last=False)
        return token

    def get(self, token: str, account: int, unit: str) -> Result | None:
        """Return an account's result about a unit; None where there is none any more."""
        with self._lock:
            until, found = self._found.get(token, (0.0, None))
        if found is None or until < time.monotonic() or (found.account, found.unit) != (account, unit):
            return None
        return found

    def _over(self) -> bool:
        until, _ = next(iter(self._found.values()))
        return until < time.monotonic()
