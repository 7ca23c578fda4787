"""A clerk's own ledger in the browser: the pages of a desk over one file, on this computer alone, without accounts."""

import datetime
import functools
from collections.abc import Awaitable, Callable
from pathlib import Path

import attrs
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...catalog import Catalog
from ...examination import examine
from ...model.ledgers import Ledger
from ...model.problems import ProblemsFound, error
from ..bodies import Form, read_form
from ..guards import Guards
from ..plugin_pages.unit_pages import tabs_of
from ..routing import fault_page, not_here, refused
from ..static_files import static_route
from . import own_pages
from .desks import Desk, DeskPage, answered
from .keyed import Keyed
from .ledger_files import LedgerFile, Seen
from .mounting import DESK_PAGES
from .standards import of_a_clerk

#: All pages; the first is where one begins.
PAGES: tuple[DeskPage, ...] = (*own_pages.PAGES, *DESK_PAGES)


@attrs.frozen(kw_only=True, eq=False)
class Home:
    """A ledger file that is served.

    Attributes:
        file: The file.
        catalog: What is installed, with the extension that the ledger carries.
        key: What lets a browser in.
        last: Last year's ledger, if one was named.
        standard: The office's standard, if a file of one was named.
        names: Names under which it may be reached besides addresses and localhost; there are none.
        plain_anywhere: Whether plain http is answered beyond this machine; it is not.
    """

    file: LedgerFile
    catalog: Catalog
    key: str
    last: Path | None = None
    standard: Path | None = None
    names: frozenset[str] = frozenset()
    plain_anywhere: bool = False


def desk_application(home: Home) -> Starlette:
    """Return the application that serves one ledger."""
    nowhere = DeskPage(path="/{rest:path}", answer=lambda _: None)
    return Starlette(
        routes=[static_route(), *(_route(page, home) for page in (*PAGES, nowhere))],
        middleware=[Middleware(Guards, portal=home), Middleware(Keyed, key=home.key)],
        exception_handlers={HTTPException: refused},
    )


def desk_over(home: Home, request: Request, form: Form) -> Desk:
    """Return the desk over the file as it is now."""
    seen = home.file.look()
    ledger = seen.read.ledger if seen.read else None
    sector = home.catalog.sector(ledger.unit.sector).id if ledger else ""
    return Desk(
        catalog=home.catalog,
        request=request,
        form=form,
        here="",
        back="/",
        pages=(*PAGES, *tabs_of(home.catalog, sector)),
        unit=ledger.unit.name if ledger else home.file.path.name,
        year=ledger.year if ledger else 0,
        today=datetime.date.today(),  # noqa: DTZ011  the clerk's own day
        ledger=functools.cache(lambda: _sound(seen)),
        last=functools.cache(lambda: _last(home)),
        standards=lambda: of_a_clerk(home.catalog, home.standard),
        sector=sector,
        file=home.file.path,
        caution=_caution(seen),
        seen=seen,
    )


def _sound(seen: Seen) -> Ledger:
    """Return the ledger where it has no errors.

    Raises:
        ProblemsFound: It has, or there is none.
    """
    if seen.read is None:
        raise ProblemsFound(seen.trouble)
    examination = seen.read.examination
    if examination.ledger is None or not examination.ok:
        raise ProblemsFound([one for one in examination.problems if one.severity == "error"])
    return examination.ledger


def _last(home: Home) -> Ledger | None:
    """Return last year's ledger.

    Raises:
        ProblemsFound: It has errors.
    """
    if home.last is None:
        return None
    examination = examine(home.last, home.catalog)
    if examination.ledger is None or not examination.ok:
        told = "上年的台账有错误，这里用不上：请先用 shuangyong check 检查，改好再用。"
        raise ProblemsFound([error("last-has-errors", told), *examination.problems], examination.file)
    return examination.ledger


def _caution(seen: Seen) -> str:
    """Return what every page should say of the file just now."""
    if seen.trouble and seen.read:
        why = seen.trouble[0].message
        return f"文件现在读不了：{why}下面是 {seen.read.at:%H:%M} 读到的内容；能读以后刷新这一页。"
    return ""


def _route(page: DeskPage, home: Home) -> Route:
    async def answer(request: Request) -> Response:
        try:
            form = await read_form(request, page.limit) if page.method == "POST" else Form({})
            return await run_in_threadpool(_made, page, home, request, form)
        except HTTPException:
            raise
        except Exception as fault:
            return fault_page(request, fault)

    handler: Callable[[Request], Awaitable[Response]] = answer
    return Route(page.path, handler, methods=[page.method], name=f"{page.method} {page.path}")


def _made(page: DeskPage, home: Home, request: Request, form: Form) -> Response:
    found = answered(page, desk_over(home, request, form))
    if found is None:
        raise not_here()
    return found
