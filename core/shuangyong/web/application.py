"""The portal as an ASGI application: every address, what it needs, and what answers it."""

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..workbook.file_refusals import FILE_BYTES
from . import account_pages, office_pages, unit_pages
from .guards import Guards
from .permissions import Right
from .portal import Portal
from .rendering import error_page
from .routing import NOT_HERE, Page, Visit, route
from .signing_in import signing_in

_UPLOAD = FILE_BYTES + 64 * 2**10
_YEAR = "/units/{unit}/{year:int}"


def _nothing(_: Visit) -> Response | None:
    return None


#: All pages but the one to sign in; the last stands for every address that is none.
PAGES = (
    Page(path="/", answer=office_pages.home, right=Right.SELF),
    Page(path="/me", answer=account_pages.own, right=Right.SELF),
    Page(path="/me/password", answer=account_pages.change_password, right=Right.SELF, method="POST"),
    Page(path="/me/sign-out", answer=account_pages.sign_out, right=Right.SELF, method="POST"),
    Page(path="/me/sign-out-everywhere", answer=account_pages.sign_out_everywhere, right=Right.SELF, method="POST"),
    Page(path="/overview", answer=office_pages.overview, right=Right.SEE_OFFICE),
    Page(path="/units", answer=office_pages.units_page, right=Right.SEE_OFFICE),
    Page(path="/units.xlsx", answer=office_pages.units_workbook, right=Right.SEE_OFFICE),
    Page(path="/units/{unit}", answer=unit_pages.unit_page, right=Right.SEE_UNIT),
    Page(path="/units/{unit}/ledger", answer=unit_pages.hand_in, right=Right.SUBMIT, method="POST", limit=_UPLOAD),
    Page(path="/units/{unit}/results/{token}", answer=unit_pages.result_page, right=Right.SUBMIT),
    Page(path="/units/{unit}/results/{token}/marked.xlsx", answer=unit_pages.result_marked, right=Right.SUBMIT),
    Page(path=f"{_YEAR}/blank.xlsx", answer=unit_pages.blank_ledger, right=Right.SEE_UNIT),
    Page(path=f"{_YEAR}/revisions/{{number:int}}", answer=unit_pages.revision_page, right=Right.SEE_UNIT),
    Page(path=f"{_YEAR}/revisions/{{number:int}}/marked.xlsx", answer=unit_pages.revision_marked, right=Right.SEE_UNIT),
    Page(path=f"{_YEAR}/documents/{{kind}}.{{form}}", answer=unit_pages.document, right=Right.SEE_UNIT),
    Page(path=f"{_YEAR}/return", answer=unit_pages.send_back, right=Right.RETURN, method="POST"),
    Page(path="/audit", answer=office_pages.audit_page, right=Right.SEE_AUDIT),
    Page(path="/audit.xlsx", answer=office_pages.audit_workbook, right=Right.SEE_AUDIT),
    Page(path="/accounts", answer=account_pages.listing, right=Right.ACCOUNTS),
    Page(path="/accounts/add", answer=account_pages.add, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/password", answer=account_pages.reset_password, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/disable", answer=account_pages.disable, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/enable", answer=account_pages.enable, right=Right.ACCOUNTS, method="POST"),
    Page(path="/{rest:path}", answer=_nothing, right=Right.SELF),
)


def application(portal: Portal) -> Starlette:
    """Return the application that serves a portal."""
    return Starlette(
        routes=[
            Route("/login", signing_in(portal), methods=["GET", "POST"]),
            Route("/portal.css", _static("portal.css", "text/css"), methods=["GET"]),
            Route("/portal.svg", _static("portal.svg", "image/svg+xml"), methods=["GET"]),
            *(route(page, portal) for page in PAGES),
        ],
        middleware=[Middleware(Guards, portal=portal)],
        exception_handlers={HTTPException: _refused},
    )


def _static(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    data = (files(__package__) / "static" / name).read_bytes()

    async def answer(_: Request) -> Response:
        return Response(data, media_type=kind, headers={"Cache-Control": "max-age=3600"})

    return answer


async def _refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    status = 404 if refusal.status_code == 405 else refusal.status_code  # what may be done here is no one's business
    words = NOT_HERE if status == 404 else refusal.detail
    return error_page(request, status, words)
