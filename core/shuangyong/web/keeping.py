"""Pages that are made once and sent again: to the same account, while neither the store nor the day has changed.

Such a page (``Page.kept``) depends on nothing but what its key holds: the account as it is, the address with its
query, what htmx asked for, the day, the state of the store as a whole, and what is installed. One that tells what is
only in memory, or reads a file that changes, must not be kept.
"""

import datetime
from collections.abc import Hashable

from starlette.requests import Request
from starlette.responses import Response

from .accounts import Account
from .watching import State

#: So many bytes of pages are remembered.
MOST = 64 * 2**20

#: What an entry takes besides its page.
_ENTRY = 2_000

#: With these htmx says that it asks for a part of a page, and which.
_PARTS = ("hx-request", "hx-target", "hx-boosted")


def key_of(request: Request, state: State, account: Account) -> Hashable:
    """Return everything that a kept page depends on; the state must have been asked for before anything is read."""
    parts = tuple(request.headers.get(name) for name in _PARTS)
    today = datetime.date.today()  # noqa: DTZ011  the office's own day
    return state, today, account, request.scope["path"], request.scope["query_string"], parts


def keepable(answer: Response) -> bool:
    """Tell whether an answer may be sent again: a whole page that gives nobody a cookie and leaves nothing to do."""
    plain = type(answer) is Response and answer.status_code == 200 and answer.background is None
    return plain and "set-cookie" not in answer.headers


def weight(answer: Response) -> int:
    """Return about how many bytes an answer takes."""
    return len(answer.body) + _ENTRY
