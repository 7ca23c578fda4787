"""What a Word file says of itself: author, title and dates, and the record of its figures."""

import base64
import datetime
import re
import zlib
from collections.abc import Iterable

from lxml import etree

from .docx_xml import Element, legal
from .provenance import damaged, missing

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# Every property that a user adds bears this identifier ([MS-OLEPS], 2.25.1).
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NAME = "shuangyong."
_PIECE = 255  # characters: what Word keeps of a property's text
_LARGEST = 64 * 2**20  # bytes of a record; more is no record of ours


def core(title: str, author: str, date: datetime.date) -> Element:
    """Return the part ``core.xml``; a document is as old as its 成文日期, so that it can be made again to the byte."""
    root = etree.Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _INSTANCE}
    )
    for name, text in (("title", title), ("creator", author), ("language", "zh-CN")):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = legal(text)
    etree.SubElement(root, f"{{{_CORE}}}lastModifiedBy").text = legal(author)
    for name in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_INSTANCE}}}type": "dcterms:W3CDTF"})
        stamp.text = f"{date.isoformat()}T00:00:00Z"
    return root


def stored(record: str) -> Element:
    """Return the part ``custom.xml`` that holds a record, compressed, in pieces that Word and LibreOffice keep."""
    packed = base64.b64encode(zlib.compress(record.encode(), 9)).decode()
    # The namespace as an attribute: lxml's types know no unnamed one beside a named, and Word writes it unnamed.
    root = etree.Element("Properties", xmlns=_CUSTOM, nsmap={"vt": _VT})
    for number, start in enumerate(range(0, len(packed), _PIECE), 1):
        marks = {"fmtid": _USER_DEFINED, "pid": str(number + 1), "name": f"{_NAME}{number}"}
        piece = etree.SubElement(root, "property", marks)
        etree.SubElement(piece, f"{{{_VT}}}lpwstr").text = packed[start : start + _PIECE]
    return root


def restored(properties: Iterable[tuple[str, str]]) -> str:
    """Return the record from a file's own properties, (name, text); raises ProblemsFound where there is none."""
    pieces = {
        int(match[1]): text
        for name, text in properties
        if (match := re.fullmatch(re.escape(_NAME) + "([0-9]{1,6})", name))
    }
    if not pieces:
        raise missing()
    packed = "".join(pieces[number] for number in sorted(pieces))
    unpacker = zlib.decompressobj()
    try:
        record = unpacker.decompress(base64.b64decode(packed, validate=True), _LARGEST)
        if not unpacker.eof:
            raise damaged()
        return record.decode()
    except (ValueError, zlib.error) as cause:
        raise damaged() from cause
