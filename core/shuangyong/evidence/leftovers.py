"""What a copy still holds beside its pixels: read from the bytes themselves, not by what made the copy."""

import io
import struct
from collections.abc import Iterator

from PIL import Image, ImageSequence

#: What a JPEG cannot do without; APP0 is allowed where it is JFIF's and holds no thumbnail.
_JPEG_NEEDED = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD}
_JPEG_NAMES = {0xE1: "EXIF 或 XMP", 0xE2: "ICC", 0xED: "IPTC", 0xFE: "注释"}
_PNG_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
#: TIFF 6.0: size, coding, place and colours of the pixels, and the size of a page.
_TIFF_NEEDED = {
    254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 292, 293, 296, 317, 320,
    322, 323, 324, 325, 338, 339,
}  # fmt: skip


def left_in_picture(data: bytes) -> list[str]:
    """Return what a JPEG, PNG or TIFF holds beside its pixels, named; nothing where it holds no more."""
    if data.startswith(b"\xff\xd8"):
        return sorted(set(_in_jpeg(data)))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return sorted(set(_in_png(data)))
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return sorted(set(_in_tiff(data)))
    return ["不认识的格式"]


def _in_jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            yield "多余的内容"
            return
        marker = data[at + 1]
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker == 0xE0:
            if data[at + 4 : at + 9] != b"JFIF\0" or length != 16:
                yield "缩略图"
        elif marker == 0xEE and length == 14 and data[at + 4 : at + 9] == b"Adobe":
            pass  # how four colours are coded
        elif marker not in (*_JPEG_NEEDED, 0xDA):
            yield _JPEG_NAMES.get(marker, f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else f"{marker:X}")
        at += 2 + length
        if marker == 0xDA:
            at = _after_scan(data, at)
    if at + 2 != len(data):
        yield "多余的内容"


def _after_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands; FF00 and restarts belong to the coded pixels."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


def _in_png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in _PNG_NEEDED:
            yield kind.decode("ascii", "replace")
        at += 12 + length
        if kind == b"IEND":
            break
    if at != len(data):
        yield "多余的内容"


def _in_tiff(data: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        for page in ImageSequence.Iterator(image):
            tags = getattr(page, "tag_v2", {})
            yield from (f"标签 {tag}" for tag in tags if tag not in _TIFF_NEEDED)
