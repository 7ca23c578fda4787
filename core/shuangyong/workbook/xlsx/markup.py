"""XML parts: parsed without entities or network, and the escapes of their text."""

import re
from functools import lru_cache
from typing import Final

from lxml import etree

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of workbooks: transitional, which all programs write, and Strict OOXML's."""

_PARSERS: Final = {
    # The encoding is ours to say: another one declared inside could hide markup from our checks.
    encoding: etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for encoding in ("utf-8", "utf-16")
}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARED: Final = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_ENTITIES: Final = re.compile(r"(&[a-zA-F0-9#]{2,9};)")
_ENTITY: Final = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPED: Final = re.compile(r"_x([0-9a-fA-F]{4})_")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""


class Damaged(Exception):
    """A part breaks the rules of its format; the text says how, in Chinese."""


def tree(data: bytes) -> etree._Element:
    """Parse a whole part, whose size the package has limited; comments and processing instructions are left out.

    Raises:
        Damaged: It is not well-formed, or in another encoding than UTF-8 or UTF-16.
    """
    declared = _DECLARED.match(data)
    utf_16 = data.startswith(_UTF_16)
    if declared and declared[1].upper() not in (b"UTF-8", b"US-ASCII"):
        raise Damaged(f"用了工作簿不许用的编码 {declared[1].decode('ascii', 'replace')}")
    try:
        return etree.fromstring(data, _PARSERS["utf-16" if utf_16 else "utf-8"])
    except (etree.XMLSyntaxError, ValueError):
        raise Damaged("XML 不完整或有语法错误") from None


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def unescape(raw: str) -> str:
    """Return what a stretch of XML text says.

    Raises:
        Damaged: An ``&`` begins no entity of XML, or a character is none that XML may hold.
    """
    text = raw
    if "&" in raw:
        pieces = _ENTITIES.split(raw)
        if "&" in "".join(pieces[::2]):
            raise Damaged("文字里有不合规定的 & 号")
        # Some programs write every Chinese character as a number.
        pieces[1::2] = map(_character, pieces[1::2])
        text = "".join(pieces)
    if not text.isprintable() and _FORBIDDEN.search(text):
        raise Damaged("文字里有不许出现的控制字符")
    return text


def cell_text(raw: str) -> str:
    """Return what a text of a workbook says: XML unescaped, then ``_x000D_`` and its like.

    ``_x005F_`` stands for an underscore that would otherwise begin such an escape. An escape for a character
    that XML cannot hold (NUL, BEL, half a surrogate pair) stays as it is written: no document could print it.
    """
    text = unescape(raw)
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def escape(text: str) -> str:
    """Return text as XML holds it; a carriage return by number, or a parser would turn it into a line feed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(8192)
def _character(entity: str) -> str:
    match = _ENTITY.fullmatch(entity)
    if match is None:
        raise Damaged("文字里有不合规定的 & 号")
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if code <= 0x10FFFF else "\0"


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return match[0] if _FORBIDDEN.match(character) else character
