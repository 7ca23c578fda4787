"""Pages out of templates, and files as downloads."""

import functools
import importlib.metadata
from collections.abc import Iterable
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from ..model.problems import Problem
from ..model.regions import Region
from ..report.figures import number_text
from .accounts import ROLES
from .acts import act
from .addresses import unit_address
from .advice import advice
from .amounts import amount_text
from .navigation import navigation
from .permissions import Right, may
from .static_files import static_address

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {
    "xlsx": _XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


@functools.cache
def _environment() -> Environment:
    folder = files(__package__) / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "Right": Right,
        "may": may,
        "ROLES": ROLES,
        "static": static_address,
        "VERSION": importlib.metadata.version("shuangyong"),
    }
    environment.filters |= {"unit_address": unit_address, "region": region_name, "moment": moment_text, "act": act}
    environment.filters |= {"advice": advice, "amount": amount_text, "plain": number_text}
    return environment


def page(request: Request, template: str, *, answers: int = 200, **data: Any) -> Response:
    """Return a page that answers with an HTTP status; ``account`` in it is None where nobody is signed in."""
    account = getattr(request.state, "account", None)
    path = request.url.path
    tabs = [tab for tab in getattr(request.app.state, "tabs", ()) if account and may(account, tab.right)]
    year = request.query_params.get("year") or str(request.path_params.get("year", ""))
    ways = navigation(tabs, path, year.strip())
    text = _environment().get_template(template).render(account=account, path=path, ways=ways, **data)
    return Response(text, answers, media_type="text/html")


def error_page(request: Request, status: int, words: str, problems: Iterable[Problem] = ()) -> Response:
    """Return a page that says what went wrong, without any internals."""
    return page(request, "error.html", answers=status, words=words, problems=tuple(problems))


def download(name: str, data: bytes, form: str) -> Response:
    """Return a file to be saved under a name, whatever its unit is called."""
    safe = "".join("_" if one in '\\/:*?"<>|' or not one.isprintable() else one for one in name)[:120]
    disposition = f"attachment; filename=\"file.{form}\"; filename*=UTF-8''{quote(f'{safe}.{form}', safe='')}"
    return Response(
        data, media_type=_TYPES.get(form, "application/octet-stream"), headers={"Content-Disposition": disposition}
    )


def region_name(code: str | None) -> str:
    """Return a region's names from the province down; its code where the standard does not know it."""
    if not code:
        return "（没有行政区划代码）"
    try:
        return Region(code).path
    except KeyError:
        return code


def moment_text(text: str) -> str:
    """Return a time of the store as people read it, to the minute."""
    return text[:16].replace("T", " ")
