"""What became of recent uploads, in memory only: what a sender is shown holds what must not be stored with the office.

One process serves a portal. Several would put this little interface over something that they share.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import ClassVar

import attrs

from ..model.problems import Problem
from ..workbook.excerpts import Excerpt

#: For so long, in seconds, and so many bytes altogether, results can be looked at.
KEPT, MOST = 30 * 60, 64 * 2**20


@attrs.frozen(kw_only=True)
class Kept:
    """What its sender, and nobody else, may look at for a while.

    Attributes:
        account: The id of the account that sent it.
        unit: The unit's code.
        file: What the file was called.
    """

    account: int
    unit: str
    file: str

    #: Whether it can be had once more, and so may make room for others before its time is over.
    replaceable: ClassVar[bool] = True

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        return 1000


@attrs.frozen(kw_only=True)
class Waiting(Kept):
    """An upload that is being examined, or waits for it."""

    replaceable: ClassVar[bool] = False


@attrs.frozen(kw_only=True)
class Failed(Kept):
    """An upload of which nothing came, and why."""

    problems: tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class Result(Kept):
    """What became of a ledger.

    Attributes:
        verdict: As ``collect`` has it; ``rejected`` where nothing was stored.
        year: The ledger's year; None where it cannot be told.
        revision: Which revision it became.
        returned: Whether it is the same as that revision, which went back, and so goes back too.
        problems: What is wrong, or to be known.
        excerpts: The rows that problems concern, as the sender typed them.
        remarks: What is no problem but should be known.
        marked: The sender's own file with the problems marked; empty where there are none.
    """

    verdict: str
    year: int | None = None
    revision: int | None = None
    returned: bool = False
    problems: tuple[Problem, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    remarks: tuple[str, ...] = ()
    marked: bytes = b""

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        cells = sum(len(one.headings) * len(one.rows) for one in self.excerpts)
        return len(self.marked) + 100 * cells + 1000 * (1 + len(self.problems))


class Results:
    """Recent results by their tokens; the oldest go first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[str, tuple[float, Kept]] = OrderedDict()

    def keep(self, kept: Kept) -> str:
        """Keep something and return its token."""
        token = secrets.token_urlsafe(24)
        self.put(token, kept)
        return token

    def put(self, token: str, kept: Kept) -> None:
        """Keep something under a token that was given out, in the place of what was there."""
        with self._lock:
            self._found.pop(token, None)
            self._found[token] = (time.monotonic() + KEPT, kept)
            self._make_room(token)

    def get(self, token: str, *owner: Hashable) -> Kept | None:
        """Return what an owner (account and unit) has under a token; None where there is nothing any more."""
        with self._lock:
            until, found = self._found.get(token, (0.0, None))
        if found is None or until < time.monotonic() or (found.account, found.unit) != owner:
            return None
        return found

    def _make_room(self, newest: str) -> None:
        """Let go of what is over, and of the oldest that may go while there is too much."""
        now = time.monotonic()
        for token in [token for token, (until, _) in self._found.items() if until < now]:
            del self._found[token]
        weight = sum(one.weight for _, one in self._found.values())
        for token, (_, one) in [*self._found.items()]:
            if weight <= MOST:
                return
            if one.replaceable and token != newest:
                weight -= one.weight
                del self._found[token]
