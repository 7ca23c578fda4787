"""An Office package: a zip file whose members are inflated within limits, each verified by its CRC."""

import io
import struct
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ..file_refusals import (
    MEMBERS,
    PART_BYTES,
    SAVE_AS,
    TOTAL_BYTES,
    TREE_BYTES,
    TREES_BYTES,
    damaged,
    refused,
    too_large,
)
from ..preflight import encrypted

try:
    from zlib_ng import zlib_ng as zlib  # the same in two thirds of the time, for an office's thousands of ledgers
except ImportError:
    import zlib  # type: ignore[no-redef]

CHUNK: Final = 256 * 2**10
_PIECE: Final = 64 * 2**10
_SMALL: Final = 32 * 2**10
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_XML: Final = (".xml", ".rels", ".vml")
_DOCTYPE: Final = "<!DOCTYPE"
_ENCODINGS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

Stored = tuple[str, bytes, int, int, int]
"""A small member as the file holds it: its name, stored bytes and compression, the size and CRC that it claims."""


class Package:
    """The members of a package by name; a name is lower case, with slashes, as packages compare names.

    The sizes that the directory claims must be within the limits, and a member that inflates to more than it
    claims is refused at that moment. :meth:`finish` inflates what nobody read, so that a damaged picture is
    found as well as a damaged sheet.
    """

    def __init__(self, data: bytes) -> None:
        """Open a package.

        Raises:
            ProblemsFound: It is cut off, encrypted, has too many members or two of one name.
        """
        self._data = data
        self._members = _directory(data)
        self._unread = set(self._members)
        self._read = 0
        self.size = sum(info.file_size for info in self._members.values())
        """How many bytes all members claim to hold."""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def read(self, name: str) -> bytes:
        """Return a member whole, to be parsed into a tree: none too large, and not too many."""
        pieces: list[bytes] = []
        size = 0
        for chunk in self.chunks(name):
            size += len(chunk)
            self._read += len(chunk)
            if size > TREE_BYTES or self._read > TREES_BYTES:
                raise too_large(f"部件 {name} 太大，又不是常见程序的写法")
            pieces.append(chunk)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def stored(self, name: str) -> Stored | None:
        """Return a small member as the file holds it, by which equal ones are known again; None for a large one."""
        name = name.lower()
        info = self._members[name]
        if info.file_size > _SMALL:
            return None
        return name, bytes(self._body(info)), info.compress_type, info.file_size, info.CRC

    def known(self, name: str) -> None:
        """Take it that a member need not be read, for an equal one was."""
        self._unread.discard(name.lower())

    def chunks(self, name: str, stored: Stored | None = None) -> Iterator[bytes]:
        """Yield a member's bytes in pieces of at most 256 KB; ``stored`` is the member as stored, where at hand.

        Raises:
            ProblemsFound: The member does not inflate to the size and CRC it claims (raised before the last
                piece is handed over), or is XML with a document type.
        """
        name = name.lower()
        info = self._members[name]
        if stored or (stored := self.stored(name)):
            yield from _small(*stored)
        else:
            yield from _verified(name, self._body(info), info.compress_type, info.file_size, info.CRC)
        self._unread.discard(name)

    def finish(self) -> None:
        """Verify every member that has not been read."""
        for name in sorted(self._unread):
            for _ in self.chunks(name):
                pass

    def _body(self, info: zipfile.ZipInfo) -> memoryview:
        """Return a member's stored bytes, after its local header has been found to agree."""
        start = info.header_offset
        header = self._data[start : start + 30]
        if len(header) < 30 or info.flag_bits & 1:
            raise encrypted() if info.flag_bits & 1 else damaged("目录与内容不符")
        signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        name = self._data[start + 30 : start + 30 + name_length]
        body = start + 30 + name_length + extra_length
        if (
            signature != b"PK\x03\x04"
            or (name != info.orig_filename.encode() and name != info.orig_filename.encode("cp437", "replace"))
            or body + info.compress_size > len(self._data)
        ):
            raise damaged("目录与内容不符")
        return memoryview(self._data)[body : body + info.compress_size]


def _directory(data: bytes) -> dict[str, zipfile.ZipInfo]:
    # zipfile builds an object for every entry before anybody can count them.
    if data.count(b"PK\x01\x02") > 2 * MEMBERS:
        raise too_large(f"里面的部件超过 {MEMBERS} 个")
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, OverflowError, struct.error):
        raise damaged("文件没有结尾，可能没有传完") from None
    members: dict[str, zipfile.ZipInfo] = {}
    for info in entries:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in members:
            raise damaged(f"部件 {name} 出现两次")
        if not name.endswith("/"):
            members[name] = info
    if len(members) > MEMBERS:
        raise too_large(f"里面的部件超过 {MEMBERS} 个")
    for name, info in members.items():
        if info.file_size > PART_BYTES:
            raise too_large(f"部件 {name} 展开后超过 {PART_BYTES >> 20} MB")
    if sum(info.file_size for info in members.values()) > TOTAL_BYTES:
        raise too_large(f"展开后超过 {TOTAL_BYTES >> 20} MB")
    return members


def _verified(name: str, body: memoryview | bytes, method: int, size: int, crc: int) -> Iterator[bytes]:
    """Yield what a member holds; the last piece once it is known to be of the size and CRC that it claims."""
    read = found = 0
    end = chunk = doctype = b""
    for chunk in _inflate(memoryview(body), method):
        read += len(chunk)
        found = zlib.crc32(chunk, found)
        if read > size:  # a bomb that lies about its size goes no further
            break
        if read == len(chunk) and name.endswith(_XML):
            doctype = _DOCTYPE.encode(_ENCODINGS.get(chunk[:2], "ascii"))
        if doctype and (doctype in chunk or (end and doctype in end + chunk[:32])):
            raise _has_doctype()
        if read < size:
            end = chunk[-32:]
            yield chunk
    if read != size or found != crc:
        raise damaged(f"部件 {name} 的校验和不符")
    yield chunk


@lru_cache(512)
def _small(name: str, body: bytes, method: int, size: int, crc: int) -> tuple[bytes, ...]:
    """Return what :func:`_verified` does: ledgers of one template have their styles and their empty sheets alike."""
    return tuple(_verified(name, body, method, size, crc))


def _inflate(body: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(body), CHUNK):
            yield bytes(body[start : start + CHUNK])
        return
    if method != zipfile.ZIP_DEFLATED:
        raise refused("damaged-file", "压缩方式不是工作簿该用的那种，读不了。", SAVE_AS)
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(body), _PIECE):
            piece: bytes | memoryview = body[start : start + _PIECE]
            while True:
                chunk = stream.decompress(piece, CHUNK)
                piece = stream.unconsumed_tail
                if chunk:
                    yield chunk
                # zlib may hold back output after it has taken all input.
                if not piece and len(chunk) < CHUNK:
                    break
            if stream.eof:
                return
    except zlib.error:  # type: ignore[misc]  # zlib-ng's stubs call it a value
        raise damaged("压缩数据有误") from None


def _has_doctype() -> Exception:
    # No office program writes one; entity bombs and reading of other files need one.
    return refused("doctype", "文件里夹带了文档类型定义（DOCTYPE），正常的工作簿没有它，可能是恶意文件。", SAVE_AS)
