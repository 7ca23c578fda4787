"""What every request must pass, and what every answer bears; before any page is asked for."""

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .rendering import error_page

_SAFE = frozenset({"GET", "HEAD"})
_KNOWN = _SAFE | {"POST"}

#: Script and style of our own files alone, none that stands in a page; requests to this portal alone.
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Reached(Protocol):
    """What is guarded: a portal, or one ledger on a clerk's own computer."""

    @property
    def names(self) -> frozenset[str]:
        """Names under which it may be reached besides addresses and localhost."""

    @property
    def plain_anywhere(self) -> bool:
        """Whether plain http is answered beyond this machine and private networks."""


class Guards:
    """ASGI middleware: refuses what no page should see, and adds the headers that keep browsers strict."""

    def __init__(self, app: ASGIApp, portal: Reached) -> None:
        self._app = app
        self._portal = portal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page speaks anything else
            return
        sending = _strict(scope, send)
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, sending)
        else:
            status, words = refusal
            refused = error_page(Request(scope), status, words)
            refused.headers["Connection"] = "close"  # whatever else was sent with it is no request
            await refused(scope, receive, sending)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the words with which a request is refused; None where it may go on."""
        headers = Headers(scope=scope)
        if "content-length" in headers and "transfer-encoding" in headers:
            # A proxy may see another end of this request than we do, and so another request behind it.
            return 400, "请求里说了两种长度，没有执行。"
        if scope["method"] not in _KNOWN:
            return 405, "没有这种操作。"
        if not _reachable(headers.get("host", ""), self._portal.names):
            return 400, "地址栏里的主机名不是本系统的。请用双拥办告知的地址打开；管理员可以用 --name 增加主机名。"
        if scope["scheme"] != "https" and not self._portal.plain_anywhere and not _near(scope):
            return 403, "从外网打开要用 https。请用双拥办告知的 https 地址。"
        if scope["method"] not in _SAFE and not _same_origin(scope["scheme"], headers):
            return 403, "这个请求不是从本系统的页面发出的，没有执行。请回到页面上再点一次。"
        return None


def _reachable(host: str, names: frozenset[str]) -> bool:
    """Tell whether a Host header names this portal; an address needs no permission: no foreign site can claim one."""
    name = host.rsplit(":", 1)[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host
    if name.casefold() in names | {"localhost"}:
        return True
    return _address(name.removeprefix("[").removesuffix("]")) is not None


def _near(scope: Scope) -> bool:
    client = _address(scope["client"][0]) if scope.get("client") else None
    if isinstance(client, ipaddress.IPv6Address) and client.ipv4_mapped:
        client = client.ipv4_mapped
    return client is not None and (client.is_private or client.is_loopback or client.is_link_local)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _same_origin(scheme: str, headers: Headers) -> bool:
    """Tell whether a page of ours sent this; over plain http on a LAN browsers send Origin only."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin") == f"{scheme}://{headers.get('host')}"


def _strict(scope: MutableMapping[str, Any], send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", POLICY)
            headers.setdefault("Cache-Control", "no-store")
            if scope["scheme"] == "https":
                headers["Strict-Transport-Security"] = "max-age=31536000"
        await send(message)

    return sending
