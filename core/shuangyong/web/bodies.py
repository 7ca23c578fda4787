"""Reading what a browser sends: bounded in size and time, in memory only; what is for a job goes to the disk."""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qsl

import attrs
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

#: What a form without a file may hold, in bytes.
SMALL = 64 * 2**10

#: What may be sent for a job, in bytes: the ledgers of some 10,000 units.
BULK = 512 * 2**20

#: Seconds for a small body, and for a large one.
_QUICK, _SLOW = 15, 180

MULTIPART = "multipart/form-data"

#: What no keyboard gives and no document can hold: control characters but for tabs and ends of lines.
_UNTYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

#: A list that is ticked off sends a field a row.
FIELDS = 250


@attrs.frozen
class Upload:
    """A file as it was sent: its own name, without folders, and its bytes."""

    name: str
    data: bytes


@attrs.frozen(kw_only=True)
class Kept:
    """A file that was sent and lies on the disk: its own name, without folders, and where it lies."""

    name: str
    path: Path


@attrs.frozen(kw_only=True)
class Coming:
    """Files that were sent for a job: they are gone after the page unless a job took their folder over."""

    folder: Path
    files: tuple[Kept, ...]


@attrs.frozen
class Form:
    """What was filled in.

    Attributes:
        fields: Texts by name; of several of a name the last.
        upload: The file that came along, if any.
        coming: The files that came along, where the page keeps them.
    """

    fields: Mapping[str, str]
    upload: Upload | None = None
    coming: Coming | None = None

    def text(self, name: str) -> str:
        """Return a field without blanks around, and without what nobody types; empty where it was not sent."""
        return _UNTYPED.sub("", self.fields.get(name, "")).strip()


def own_name(told: str | None) -> str:
    """Return a file's own name as its sender tells it: without folders, printable, not too long."""
    name = PurePosixPath((told or "").replace("\\", "/")).name
    return "".join(one for one in name if one.isprintable())[-100:]


async def read_form(request: Request, limit: int) -> Form:
    """Return what was sent.

    Raises:
        HTTPException: It is larger than ``limit`` bytes (413), takes too long (408), or is no form (400).
    """
    async with in_time(_QUICK if limit <= SMALL else _SLOW):
        body = await _body(request, limit)
    kind = kind_of(request)
    try:
        if kind == MULTIPART:
            return await _multipart(request.headers, body)
        if kind in ("", "application/x-www-form-urlencoded"):
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
            return Form(dict(pairs))
    except (MultiPartException, ValueError, KeyError):
        pass
    raise unreadable()


@contextlib.asynccontextmanager
async def in_time(seconds: int) -> AsyncGenerator[None]:
    """Refuse what takes longer than some seconds (408), and what was not sent to its end (400)."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise HTTPException(408, "发送得太慢，没有收完。请检查网络再试。") from None
    except ClientDisconnect:
        raise HTTPException(400, "没有发完。") from None


def kind_of(request: Request) -> str:
    """Return the type of what is sent, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def unreadable() -> HTTPException:
    """Return the refusal of what is no form."""
    return HTTPException(400, "发来的内容读不懂，没有执行。请回到页面上再试。")


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in bounded(request, limit):
        body += chunk
    return bytes(body)


async def bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """Yield what is sent, piece by piece.

    Raises:
        HTTPException: It is larger than ``limit`` bytes (413).
    """
    announced, size = request.headers.get("content-length", ""), 0
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> HTTPException:
    size = f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit >> 10} KB"
    return HTTPException(413, f"发来的内容超过 {size}，没有收。是台账的，请删去图片和多余的表，另存为 .xlsx 再传。")


async def _multipart(headers: Headers, body: bytes) -> Form:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(headers, stream(), max_files=1, max_fields=FIELDS)
    parser.spool_max_size = len(body) + 1  # in memory: what a clerk sends may hold what must not be stored
    form = await parser.parse()
    fields: dict[str, str] = {}
    upload = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            upload = await _upload(value)
        else:
            fields[name] = value
    await form.close()
    return Form(fields, upload)


async def _upload(file: Any) -> Upload | None:
    data = await file.read()
    name = own_name(file.filename)
    return Upload(name or "台账.xlsx", data) if data or name else None
