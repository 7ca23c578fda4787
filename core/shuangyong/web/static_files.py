"""What pages load besides themselves: style, script, pictures; under addresses that change with their content."""

import functools
import gzip
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import attrs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}

#: A year: whatever changes gets another address.
_FOREVER = "public, max-age=31536000, immutable"


@attrs.frozen
class StaticFile:
    """A file that browsers may keep for good.

    Attributes:
        name: Without folders; what pages call it: ``portal.css``.
        data: Its bytes.
        small: The same, compressed.
    """

    name: str
    data: bytes
    small: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return _TYPES[self.name.rpartition(".")[2]]

    @functools.cached_property
    def address(self) -> str:
        """Where it is served."""
        stem, _, form = self.name.rpartition(".")
        return f"/static/{stem}.{hashlib.sha256(self.data).hexdigest()[:12]}.{form}"


@functools.cache
def static_files() -> Mapping[str, StaticFile]:
    """Return all of them by name: what is in the folder ``static`` when the portal starts, and nothing else ever."""
    found = (StaticFile(one.name, data := one.read_bytes(), gzip.compress(data, mtime=0)) for one in _all(_folder()))
    return {one.name: one for one in found}


def static_address(name: str) -> str:
    """Return the address of a file, for templates."""
    return static_files()[name].address


def static_route() -> Route:
    """Return the route that serves them, to whoever asks: nothing private is among them."""
    by_address = {one.address: one for one in static_files().values()}

    async def answer(request: Request) -> Response:
        found = by_address.get(request.url.path)
        if found is None:
            return Response("没有这个文件。", 404, media_type="text/plain")
        headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(found.data, media_type=found.kind, headers=headers)
        return Response(found.small, media_type=found.kind, headers={**headers, "Content-Encoding": "gzip"})

    return Route("/static/{name}", answer, methods=["GET"])


def _folder() -> Traversable:
    return files(__package__) / "static"


def _all(folder: Traversable) -> Iterator[Traversable]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _all(one)
        elif one.name.rpartition(".")[2] in _TYPES:
            yield one
