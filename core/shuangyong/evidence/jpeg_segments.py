"""What a JPEG says of its making: blanked in its place where it stands inside another file, else taken out."""

import struct
from collections.abc import Iterator

#: APP0 (JFIF) and APP14 (Adobe) tell how the pixels are coded; the other APPn and comments do not.
_TELLING = {*range(0xE1, 0xF0), 0xFE} - {0xEE}
_SCAN = 0xDA


def blanked(jpeg: bytes) -> bytes:
    """Return a JPEG of the same length, zeros in the place of EXIF, XMP, IPTC, profiles and comments."""
    made = bytearray(jpeg)
    for marker, start, end in _segments(jpeg):
        if marker in _TELLING:
            made[start + 4 : end] = bytes(end - start - 4)
    return bytes(made)


def without_telling(jpeg: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, IPTC, profiles and comments; the pixels stay as they are coded."""
    segments = [*_segments(jpeg)]
    kept = [jpeg[start:end] for marker, start, end in segments if marker not in _TELLING]
    return b"".join((jpeg[:2], *kept, jpeg[segments[-1][2] if segments else 2 :]))


def _segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment before the coded pixels."""
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _SCAN:
        (length,) = struct.unpack_from(">H", jpeg, at + 2)
        end = min(at + 2 + max(length, 2), len(jpeg))
        yield jpeg[at + 1], at, end
        at = end
