"""The portal as an ASGI application: every address, what it needs, and what answers it."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from . import (
    account_pages,
    audit_pages,
    deadline_pages,
    explorer_pages,
    handing_pages,
    office_pages,
    overlap_pages,
    overview_pages,
    publish_pages,
    review_pages,
    revision_pages,
    roster_pages,
    standards_pages,
    unit_pages,
)
from .desk.mounting import desk_pages
from .guards import Guards
from .jobs import collect_pages
from .jobs import pages as job_pages
from .jobs.supervising import supervised
from .navigation import Tab
from .permissions import Right
from .plugin_pages import office_pages as plugin_office_pages
from .portal import Portal
from .routing import Page, Visit, refused, route
from .signing_in import signing_in
from .static_files import static_route


def _nothing(_: Visit) -> Response | None:
    return None


#: All pages but the one to sign in, in the order of the navigation; the last stands for every address that is none.
PAGES = (
    *overview_pages.PAGES,
    *review_pages.PAGES,
    *office_pages.PAGES,
    *collect_pages.PAGES,
    *deadline_pages.PAGES,
    *explorer_pages.PAGES,
    *overlap_pages.PAGES,
    *plugin_office_pages.PAGES,
    *standards_pages.PAGES,
    *publish_pages.PAGES,
    *roster_pages.PAGES,
    *account_pages.PAGES,
    *job_pages.PAGES,
    *audit_pages.PAGES,
    *unit_pages.PAGES,
    *revision_pages.PAGES,
    *handing_pages.PAGES,
    *desk_pages(),
    Page(path="/{rest:path}", answer=_nothing, right=Right.SELF),
)


def application(portal: Portal) -> Starlette:
    """Return the application that serves a portal."""
    served = Starlette(
        routes=[
            Route("/login", signing_in(portal), methods=["GET", "POST"]),
            static_route(),
            *(route(page, portal) for page in PAGES),
        ],
        middleware=[Middleware(Guards, portal=portal)],
        exception_handlers={HTTPException: refused},
        lifespan=supervised(portal),
    )
    served.state.tabs = tuple(Tab(page.path, page.tab, page.part, page.right) for page in PAGES if page.part)
    return served
