"""Reading what a browser sends: bounded in size and time, in memory only."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qsl

import attrs
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

#: What a form without a file may hold, in bytes.
SMALL = 64 * 2**10

#: Seconds for a small body, and for a large one.
_QUICK, _SLOW = 15, 180

_FIELDS = 20


@attrs.frozen
class Upload:
    """A file as it was sent: its own name, without folders, and its bytes."""

    name: str
    data: bytes


@attrs.frozen
class Form:
    """What was filled in.

    Attributes:
        fields: Texts by name; of several of a name the last.
        upload: The file that came along, if any.
    """

    fields: Mapping[str, str]
    upload: Upload | None = None

    def text(self, name: str) -> str:
        """Return a field without blanks around; an empty text where it was not sent."""
        return self.fields.get(name, "").strip()


async def read_form(request: Request, limit: int) -> Form:
    """Return what was sent.

    Raises:
        HTTPException: It is larger than ``limit`` bytes (413), takes too long (408), or is no form (400).
    """
    try:
        async with asyncio.timeout(_QUICK if limit <= SMALL else _SLOW):
            body = await _body(request, limit)
    except TimeoutError:
        raise HTTPException(408, "发送得太慢，没有收完。请检查网络再试。") from None
    except ClientDisconnect:
        raise HTTPException(400, "没有发完。") from None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            return await _multipart(request.headers, body)
        if kind in ("", "application/x-www-form-urlencoded"):
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
            return Form(dict(pairs))
    except (MultiPartException, ValueError, KeyError):
        pass
    raise HTTPException(400, "发来的内容读不懂，没有执行。请回到页面上再试。")


async def _body(request: Request, limit: int) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> HTTPException:
    size = f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit >> 10} KB"
    return HTTPException(413, f"发来的内容超过 {size}，没有收。是台账的，请删去图片和多余的表，另存为 .xlsx 再传。")


async def _multipart(headers: Headers, body: bytes) -> Form:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(headers, stream(), max_files=1, max_fields=_FIELDS)
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
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    name = "".join(one for one in name if one.isprintable())[-100:]
    return Upload(name or "台账.xlsx", data) if data or name else None
