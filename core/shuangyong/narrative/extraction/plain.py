"""Text files: their encoding, and lines that a reader broke joined again."""

from collections.abc import Iterator

from ..extracted import Piece
from .sources import SAVE_AS_DOCX, refused

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes) -> str:
    """Return a text file's characters: by its byte order mark, else strictly UTF-8, else strictly GB 18030.

    Raises:
        ProblemsFound: It is in none of them.
    """
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("not-a-text", "这个文件的文字编码认不出来（不是 UTF-8，也不是 GB18030）。", SAVE_AS_DOCX)


def pieces(text: str) -> Iterator[Piece]:
    """Yield a text's paragraphs."""
    for number, line in enumerate(text.splitlines(), 1):
        yield Piece(text=line.strip(), place=f"第{number}行")
