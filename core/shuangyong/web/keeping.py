"""Pages that are made once and sent again while neither the store nor the day has changed.

Such a page (``Page.kept``) depends on nothing but what its key holds: the role and the unit of the account, the address
with its query, what htmx asked for, the day, the state of the store as a whole, and what is installed. So that it
cannot depend on who asks, it is made for an account that has no name; the name is put in when it is sent. A page that
does depend on it (``Page.personal``) is kept for that account alone. One that tells what is only in memory, or reads
files that change, must not be kept.
"""

import asyncio
import datetime
import secrets
from collections.abc import Awaitable, Callable, Hashable

import attrs
from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response

from .accounts import Account
from .remembering import Remembered
from .watching import State

#: So many bytes of pages are remembered.
_MOST = 64 * 2**20

#: What an entry takes besides its page.
_ENTRY = 2_000

#: With these htmx says that it asks for a part of a page, and which.
_PARTS = ("hx-request", "hx-target", "hx-boosted")

#: Stands where a name will; nobody can write it, for it is another one each time the portal starts.
_NAME = f"[{secrets.token_hex(16)}]"
_NAME_BYTES = _NAME.encode()


class Kept:
    """Pages as they were made."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._pages = Remembered[Response](_MOST, lambda answer: len(answer.body) + _ENTRY)
        self._making: dict[Hashable, asyncio.Event] = {}

    async def of(
        self, key: Hashable, make: Callable[[], Awaitable[Response]], lasts: Callable[[], bool] = lambda: True
    ) -> Response:
        """Return the page of a key, made first where it is not there: once for all who ask meanwhile.

        Args:
            key: What it depends on.
            make: Makes it.
            lasts: Tells, when it is made, whether it may be kept.
        """
        while (found := self._pages.get(key)) is None and (others := self._making.get(key)) is not None:
            await others.wait()
        if found is not None:
            return found
        made = self._making[key] = asyncio.Event()
        try:
            answer = await make()
            if _keepable(answer) and lasts():
                self._pages.keep(key, answer)
            return answer
        finally:
            del self._making[key]
            made.set()


def key_of(request: Request, state: State, account: Account) -> Hashable:
    """Return everything that a kept page depends on; the state must have been asked for before anything is read."""
    parts = tuple(request.headers.get(name) for name in _PARTS)
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    return state, today, account, request.scope["path"], request.scope["query_string"], parts


def anybody(account: Account) -> Account:
    """Return an account that may do the same, and of which nobody can tell whose it is."""
    return attrs.evolve(account, id=0, login="", name=_NAME, entered=None)


def named(answer: Response, account: Account) -> Response:
    """Return a page that was made for anybody as one for somebody."""
    body = getattr(answer, "body", b"")  # one that is streamed has none
    if _NAME_BYTES not in body:
        return answer
    body = body.replace(_NAME_BYTES, str(escape(account.name)).encode())
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return Response(body, answer.status_code, headers=headers)


def _keepable(answer: Response) -> bool:
    """Tell whether an answer may be sent again: a whole page that gives nobody a cookie and leaves nothing to do."""
    plain = type(answer) is Response and answer.status_code == 200 and answer.background is None
    return plain and "set-cookie" not in answer.headers
