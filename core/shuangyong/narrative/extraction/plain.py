"""Text files: their encoding, and lines that were broken at a margin joined again."""

import re
from collections.abc import Callable, Iterator, Sequence

from ...model.problems import Problem, warning
from ..extracted import Piece
from .characters import clean
from .sources import PARAGRAPHS, SAVE_AS_DOCX, TEXT_BYTES, refused, too_large, too_many
from .wrapping import UNBROKEN, Measure, Set, columns_of, measured, paragraphs, text_of

_BYTE_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEAST = 18  # Chinese characters: no reader's page is narrower
_UNUSUAL = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
#: What a PDF reader leaves between two pages.
_PAGE_NUMBER = re.compile(
    r"[—–－-]+\s*[0-9]{1,3}\s*[—–－-]+|第\s*[0-9]{1,3}\s*页\s*(?:[,，/]?\s*共\s*[0-9]{1,3}\s*页)?"
)
_LINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def decoded(data: bytes) -> str:
    """Return a text file's characters: by its byte order mark, else strictly UTF-8, else strictly GB 18030.

    Raises:
        ProblemsFound: It is in none of them, no text at all, or too large.
    """
    if len(data) > TEXT_BYTES:
        raise too_large(len(data), TEXT_BYTES)
    marked = [encoding for mark, encoding in _BYTE_ORDER if data.startswith(mark)]
    if not marked and b"\0" in data:
        raise refused("not-a-text", "这个文件不是文字，内容认不出来。", SAVE_AS_DOCX)
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("not-a-text", _undecodable(data), SAVE_AS_DOCX)


def doubts(text: str) -> Iterator[Problem]:
    """Yield a warning where characters that no office text holds show that the encoding may be another."""
    unusual = len(_UNUSUAL.findall(text))
    if unusual * 200 > len(text):
        first = clean(_LINE.split(text.strip(), maxsplit=1)[0])[:40]
        yield warning(
            "unusual-characters",
            f"文中有 {unusual} 个认不出的字符，编码可能不对；第一行读出来是「{first}」。",
            SAVE_AS_DOCX,
        )


def pieces(text: str) -> Iterator[Piece]:
    """Yield a text's paragraphs; lines that a reader broke at its margin are one again."""
    lines, measure = _measured(text)
    for group in paragraphs(lines, measure):
        yield Piece(text=text_of(group), place=group[0].place)


def _measured(text: str) -> tuple[list[Set], Measure]:
    """Return the lines and how they are set: most readers break by width, some programs by characters."""
    if max(text.count("\n"), text.count("\r")) > PARAGRAPHS:
        raise too_many("行")
    found = []
    seen = [(line, clean(line)) for line in _LINE.split(text)]
    for width, em in ((columns_of, 2), (len, 1)):
        lines = [*_set(seen, width, em)]
        found.append((lines, measured(lines, _LEAST * em) or UNBROKEN))
    return max(found, key=lambda pair: pair[1].full)


def _set(lines: Sequence[tuple[str, str]], width: Callable[[str], int], em: float) -> Iterator[Set]:
    """Yield the lines, each given as it is written and as it is seen, as they are set."""
    apart = False
    for number, (line, seen) in enumerate(lines, 1):
        if _PAGE_NUMBER.fullmatch(seen):
            continue
        if seen:
            left = width(line[: len(line) - len(line.lstrip())])
            right = left + width(seen)
            yield Set(
                text=seen, left=left, right=right, em=em, apart=apart, alone="\t" in line.strip(), place=f"第{number}行"
            )
        apart = not seen


def _undecodable(data: bytes) -> str:
    """Say where a file stops being text: it may be put together of two encodings."""
    rest = data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        rest = data[: fault.start]
    line = rest.count(b"\n") + 1
    return f"这个文件的文字编码认不出来：既不全是 UTF-8（到第 {line} 行为止），也不全是 GB18030，可能由几种编码拼成。"
