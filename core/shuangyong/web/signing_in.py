"""Signing in: the only page for those whom nobody knows yet."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..office.store.opening import open_store
from ..office.store.settings import office_of
from . import sessions, throttling
from .bodies import SMALL, read_form
from .portal import Portal
from .rendering import page
from .routing import cookie_name, explaining, fault_page, visitor

_WRONG = "登录名或密码不对，或者账号已停用。"
_TOO_OFTEN = f"试错的次数太多，请 {throttling.WINDOW // 60} 分钟后再试；忘了密码请找管理员改。"
_DONE = {"password": "密码改好了，请用新密码登录。"}

Answer = Callable[[Request], Awaitable[Response]]


def signing_in(portal: Portal) -> Answer:
    """Return what answers at /login."""

    async def answer(request: Request) -> Response:
        try:
            if request.method == "POST":
                form = await read_form(request, SMALL)
                login, password = form.text("login"), form.fields.get("password", "")
                return await run_in_threadpool(_sign_in, portal, request, login, password, form.text("next"))
            return await run_in_threadpool(_ask, portal, request)
        except HTTPException:
            raise
        except Exception as fault:
            return fault_page(request, fault)

    return answer


def _ask(portal: Portal, request: Request) -> Response:
    with explaining(request) as explained:
        if visitor(portal, request) is not None:
            return RedirectResponse(_inside(request.query_params.get("next", "")), 303)
        done = _DONE.get(request.query_params.get("done", ""), "")
        return _page(portal, request, next_page=request.query_params.get("next", ""), done=done)
    return explained[0]


def _sign_in(portal: Portal, request: Request, login: str, password: str, next_page: str) -> Response:
    address = request.client.host if request.client else ""
    with explaining(request) as explained:
        try:
            with open_store(portal.folder) as store:
                token = sessions.sign_in(store, login, password, address)
        except sessions.ThrottledError:
            return _page(portal, request, next_page=next_page, login=login, wrong=_TOO_OFTEN, status=429)
        if token is None:
            return _page(portal, request, next_page=next_page, login=login, wrong=_WRONG, status=403)
        answer = RedirectResponse(_inside(next_page), 303)
        answer.set_cookie(
            cookie_name(request),
            token,
            max_age=sessions.WHOLE,
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer
    return explained[0]


def _page(
    portal: Portal,
    request: Request,
    *,
    next_page: str,
    login: str = "",
    wrong: str = "",
    done: str = "",
    status: int = 200,
) -> Response:
    with open_store(portal.folder) as store:
        office = office_of(store).name
        empty = store.db.execute("SELECT 1 FROM account LIMIT 1").fetchone() is None
    return page(
        request,
        "login.html",
        answers=status,
        office=office,
        next_page=_inside(next_page),
        login=login[:64],
        wrong=wrong,
        done=done,
        empty=empty,
    )


def _inside(path: str) -> str:
    """Return an address of our own to go on to, whatever somebody had put into a link."""
    plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"
