"""From a request to a page: who it is, what that person may do, what was sent; then the page, in a thread."""

import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlencode

import attrs
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..model.fault_traces import traced
from ..model.problems import ProblemsFound
from ..office.store.opening import Store, open_store
from .accounts import Account
from .addresses import unit_of
from .bodies import SMALL, Form, read_form
from .coming import read_coming
from .jobs.folders import coming
from .keeping import anybody, key_of, named
from .navigation import Part
from .permissions import Right, may
from .portal import Portal
from .rendering import error_page
from .threads import in_thread
from .watching import State, StoreBusy, told_where_busy

#: Of our own bugs; an id on the page leads to the traceback.
LOG = logging.getLogger("shuangyong.web")

#: SQLite's integers go no further.
_LARGEST = 2**63 - 1

NOT_HERE = "没有这个页面，或者您不能看它。"


@attrs.frozen(kw_only=True)
class Visit:
    """A request that may be answered.

    Attributes:
        portal: Which portal.
        request: The request; its body is read already.
        store: Open while the page is made.
        account: Whose session it is.
        form: What was sent; empty for a page that is only looked at.
        unit: The code of the unit that the address names; empty where it names none.
    """

    portal: Portal
    request: Request
    store: Store
    account: Account
    form: Form
    unit: str = ""

    def number(self, name: str) -> int:
        """Return a number that the address holds; of one that no store can hold there is nothing.

        Raises:
            HTTPException: It is too large.
        """
        found = int(self.request.path_params[name])
        if found > _LARGEST:
            raise not_here()
        return found

    def asked(self, name: str) -> str:
        """Return what the address asks for after its question mark; an empty text where it does not."""
        return self.request.query_params.get(name, "").strip()[:100]

    def passing(self) -> None:
        """Have the page not be kept, whatever is said of it: what it tells just now will change by itself."""
        self.request.state.passing = True


@attrs.frozen(kw_only=True)
class Page:
    """An address, what it needs, and what answers it.

    Attributes:
        path: With ``{unit}`` where it is about one unit.
        answer: Makes the page; None from it says that there is nothing here.
        right: What the person needs.
        method: GET to look, POST to act.
        limit: How many bytes may be sent.
        tab: What the navigation calls it; empty where it does not stand there.
        part: In which part of the navigation it stands; None where it has no tab.
        kept: Whether it may be sent again to whoever has the same role and unit, while neither the store nor the day
            changes: whether it depends on nothing else (``keeping``).
        personal: Whether a kept one depends on whose account it is besides.
        at_first: Whether it opens before a password that somebody else chose was changed.
        costly: Whether making it takes longer than a moment (a tenth of a second): few of those are made at a time.
        keeps: Whether files that are sent go to the disk, for a job that the page starts (``form.coming``).
    """

    path: str
    answer: Callable[[Visit], Response | None]
    right: Right
    method: str = "GET"
    limit: int = SMALL
    tab: str = ""
    part: Part | None = None
    kept: bool = False
    personal: bool = False
    at_first: bool = False
    costly: bool = False
    keeps: bool = False


def not_here() -> HTTPException:
    """Return the one answer for what is not there and for what is somebody else's."""
    return HTTPException(404, NOT_HERE)


def route(page: Page, portal: Portal) -> Route:
    """Return the route of a page: nothing is read or done before the person's right to it is known."""

    async def answer(request: Request) -> Response:
        state, account = _visitor(portal, request)
        if account is None:
            return to_sign_in(request)
        unit = unit_of(request.path_params["unit"]) if "unit" in request.path_params else None
        if not may(account, page.right, unit):
            raise not_here()
        if account.given and not page.at_first:
            return RedirectResponse("/me", 303)
        if page.keeps:
            return await _answered_with_files(page, portal, request, account, unit or "")
        if page.method == "POST":
            async with portal.bodies if page.limit > SMALL else contextlib.nullcontext():
                form = await read_form(request, page.limit)
            limiter = portal.threads.costly if page.costly else portal.threads.acting
            return await in_thread(limiter, _made, page, portal, request, account, form, unit or "")
        return await _looked_at(page, portal, request, state, account, unit or "")

    return Route(page.path, _shielded(answer), methods=[page.method], name=f"{page.method} {page.path}")


async def _answered_with_files(page: Page, portal: Portal, request: Request, account: Account, unit: str) -> Response:
    """Answer what sends files that are for a job; those that none took over are gone afterwards."""
    with explaining(request) as explained:
        async with portal.bulks:
            with coming(portal.folder) as folder:
                form = await read_coming(request, page.limit, folder)
                return await in_thread(portal.threads.acting, _made, page, portal, request, account, form, unit)
    return explained[0]


async def _looked_at(
    page: Page, portal: Portal, request: Request, state: State, account: Account, unit: str
) -> Response:
    """Answer what is only looked at."""
    limiter = portal.threads.costly if page.costly else portal.threads.looking

    def made(asking: Account) -> Awaitable[Response]:
        return in_thread(limiter, _made, page, portal, request, asking, Form({}), unit)

    if not page.kept:
        return await made(account)
    asking = account if page.personal else anybody(account)
    request.state.account = asking
    try:
        found = await portal.pages.of(
            key_of(request, state, asking), lambda: made(asking), lambda: not getattr(request.state, "passing", False)
        )
    finally:
        request.state.account = account
    return named(found, account)


def visitor(portal: Portal, request: Request) -> Account | None:
    """Return who is signed in; the pages show it."""
    return _visitor(portal, request)[1]


def _visitor(portal: Portal, request: Request) -> tuple[State, Account | None]:
    """Return the state of the store and who is signed in; takes so little that it needs no thread."""
    state, account = portal.watch.visitor(request.cookies.get(cookie_name(request), ""))
    request.state.account = account
    return state, account


def cookie_name(request: Request) -> str:
    """Return what the session's cookie is called; under TLS no other host of the domain can set it."""
    return "__Host-session" if request.url.scheme == "https" else "session"


def to_sign_in(request: Request) -> Response:
    """Send somebody to sign in, and from there back to the page that was asked for."""
    after = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    query = f"?{urlencode({'next': after})}" if request.method == "GET" and after != "/" else ""
    return RedirectResponse(f"/login{query}", 303)


def _made(page: Page, portal: Portal, request: Request, account: Account, form: Form, unit: str) -> Response:
    with explaining(request) as explained, open_store(portal.folder) as store:
        found = page.answer(Visit(portal=portal, request=request, store=store, account=account, form=form, unit=unit))
        if found is None:
            raise not_here()
        return found
    return explained[0]


@contextlib.contextmanager
def explaining(request: Request) -> Iterator[list[Response]]:
    """Make a page of what is wrong with what was given."""
    explained: list[Response] = []
    try:
        with told_where_busy():
            yield explained
    except StoreBusy as found:
        explained.append(error_page(request, 503, "没有做成：", found.problems))
    except ProblemsFound as found:
        explained.append(error_page(request, 400, "没有做成：", found.problems))


async def refused(request: Request, refusal: Exception) -> Response:
    """Return the page of a refusal; what may be done where nobody may do it is no one's business."""
    assert isinstance(refusal, HTTPException)
    status = 404 if refusal.status_code == 405 else refusal.status_code
    return error_page(request, status, NOT_HERE if status == 404 else refusal.detail)


def _shielded(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Show nothing of our own bugs but an id, under which the log has the traceback."""

    async def shielded(request: Request) -> Response:
        try:
            return await answer(request)
        except HTTPException:
            raise
        except ProblemsFound as found:  # the store itself cannot be opened
            return error_page(request, 503, "没有做成：", found.problems)
        except Exception as fault:
            return fault_page(request, fault)

    return shielded


def fault_page(request: Request, fault: Exception) -> Response:
    """Log where a bug of ours was met, and return the page that names its id."""
    number = secrets.token_hex(4)
    LOG.error("fault %s: %s %r\n%s", number, request.method, request.url.path, traced(fault))
    words = f"程序内部出错，这不是您的操作问题。请把编号 {number} 告诉管理员，日志里有详细内容。"
    return error_page(request, 500, words)
