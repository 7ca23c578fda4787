"""Reading what is sent for a job: onto the disk as it comes, never whole in memory."""

import contextlib
import errno
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from .bodies import FIELDS, MULTIPART, Coming, Form, Kept, bounded, in_time, kind_of, own_name, unreadable
from .jobs.folders import sent

#: So many files may be sent at a time: a folder of ledgers, all of them chosen.
FILES = 5_000

#: Seconds for all of it.
_SECONDS = 1800

#: So much of the disk stays free, in bytes.
_FREE = 256 * 2**20

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


async def read_coming(request: Request, limit: int, folder: Path) -> Form:
    """Return what was sent, its files written into a folder under numbers.

    Args:
        request: The request.
        limit: How many bytes may be sent.
        folder: The folder that a job may take over.

    Raises:
        HTTPException: It is larger than ``limit`` bytes (413), takes too long (408), is no form (400), or the disk
            has no room for it (507).
    """
    if kind_of(request) != MULTIPART:
        raise unreadable()
    announced = request.headers.get("content-length", "")
    needed = min(int(announced), limit) if announced.isdigit() else 0
    try:
        if shutil.disk_usage(folder).free < needed + _FREE:
            raise _full()
        async with in_time(_SECONDS):
            parser = _OntoDisk(request, bounded(request, limit), sent(folder))
            with contextlib.closing(parser):
                form = await parser.parse()
    except (MultiPartException, ValueError, KeyError):
        raise unreadable() from None
    except OSError as refusal:
        if refusal.errno in _FULL:
            raise _full() from None
        raise
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    return Form(fields, coming=Coming(folder=folder, files=tuple(parser.files)))


def _full() -> HTTPException:
    return HTTPException(507, "服务器的磁盘快满了，收不下这么多。请管理员清理出空间再传。")


class _Written(UploadFile):
    """A file that is written once, and done with where the library would have it read from its start."""

    async def seek(self, _offset: int) -> None:
        self.file.close()


class _OntoDisk(MultiPartParser):
    """Reads a form whose files go into a folder; the library's own would put them where everybody's go."""

    def __init__(self, request: Request, stream: AsyncGenerator[bytes, None], folder: Path) -> None:
        super().__init__(request.headers, stream, max_files=FILES, max_fields=FIELDS)
        self.files: list[Kept] = []
        self._folder = folder
        self._begun: list[_Written] = []

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        part = self._current_part
        if part.file is None:
            return
        part.file.file.close()
        name = own_name(part.file.filename)
        # The ending tells what it is; the rest of the name is its sender's and no path.
        ending = Path(name).suffix.lower()
        path = self._folder / f"{len(self._begun)}{ending if ending.isascii() and ending[1:].isalnum() else ''}"
        part.file = _Written(path.open("xb"), size=0, filename=name)
        self._begun.append(part.file)
        if name:
            self.files.append(Kept(name=name, path=path))

    def close(self) -> None:
        """Close the files of a form that was not read to its end."""
        for one in self._begun:
            one.file.close()
