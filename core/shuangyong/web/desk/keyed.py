"""Who may open a clerk's own ledger: the browser that was given the address with the key, and nobody else.

The server listens on 127.0.0.1, where two kinds of strangers can still reach it. A foreign page that the clerk has
open: it is refused by its origin and by the name in the Host header (``Guards``), and it cannot send the cookie
(SameSite=Strict). Another user or program of the same computer: it does not know the key, which stands only in the
address that is printed, and in a file that only the clerk can read where a browser is opened with it (an address on a
command line can be seen by everybody). Cookies know no ports: a hostile program of another user on this computer gets
this one if the clerk opens that program's page; the key dies when the clerk closes this program.
"""

import hmac
import secrets

from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ..rendering import error_page, page

#: What anybody may load: style and pictures, nothing of the ledger.
_OPEN = ("/static/",)

_DOOR = "/open/"

_REFUSAL = "这是另一个人打开的台账，或者它已经重新打开过。请用黑色窗口里显示的完整网址打开。"


def new_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(24)


def address_of(port: int, key: str) -> str:
    """Return the address that lets a browser in."""
    return f"http://127.0.0.1:{port}{_DOOR}{key}"


class Keyed:
    """ASGI middleware: lets pass whoever has the key's cookie, and gives that to whoever opens the address."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._key = key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["path"].startswith(_OPEN) or self._has_key(scope):
            await self._app(scope, receive, send)
            return
        await self._at_the_door(Request(scope))(scope, receive, send)

    def _at_the_door(self, request: Request) -> Response:
        shown = request.url.path.removeprefix(_DOOR)
        if request.method != "GET" or not request.url.path.startswith(_DOOR) or not self._is_key(shown):
            return error_page(request, 403, _REFUSAL)
        # A redirect would still be the request of whatever led here, and go without the cookie.
        answer = page(request, "desk/opening.html")
        answer.set_cookie(_cookie(request.scope), self._key, httponly=True, samesite="strict")
        return answer

    def _has_key(self, scope: Scope) -> bool:
        cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
        return not scope["path"].startswith(_DOOR) and self._is_key(cookies.get(_cookie(scope), ""))

    def _is_key(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self._key.encode())


def _cookie(scope: Scope) -> str:
    """Return what the cookie is called; two ledgers that are open at once have different ports."""
    return f"desk-{(scope.get('server') or ('', 0))[1]}"
