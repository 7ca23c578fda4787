"""Copies of PDF files: the pages alone, without what the file says of its author, its making and its changes."""

import io
import re
from collections.abc import Callable
from contextlib import closing
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from .jpeg_segments import blanked
from .refusing import Unusable, damaged

MOST_BYTES: Final = 200 * 2**20
_MOST_PAGES: Final = 1000
_STREAM: Final = re.compile(rb"(?<=>>stream\r\n)(.*?)(?=\r\nendstream)", re.DOTALL)
#: What a page may hold beside what is seen on it.
_KEY: Final = re.compile(rb"/(?:Metadata|PieceInfo|AA|LastModified)(?![0-9A-Za-z])")
_REFERENCE: Final = re.compile(rb"\s*\d+ \d+ R")
_STAMPS: Final = re.compile(rb"(?<=/CreationDate\()[^)]*(?=\))|(?<=/ID\[<)[^\]]*(?=>\])")
_LEFT: Final = {
    rb"/Metadata(?![0-9A-Za-z])": "XMP",
    rb"/PieceInfo": "编辑软件的数据",
    rb"/JavaScript|/JS\s*\(": "程序",
    rb"/EmbeddedFile": "附件",
    rb"/Author\s*\(": "作者",
    rb"<x:xmpmeta|http://ns\.adobe\.com/xap/": "XMP",
    rb"Exif\0\0": "图片里的 EXIF",
    rb"/JPXDecode|FlateDecode\s*/DCTDecode": "去不掉附加信息的图片",
}
_PRINT: Final = "请用“打印到 PDF”另存一份。"


def pages_of(data: bytes) -> int:
    """Return how many pages a PDF has; raises Unusable where it cannot be opened."""
    with closing(_opened(data)) as document:
        return len(document)


def clean_pdf(data: bytes) -> bytes:
    """Return a copy for leaving the unit: its pages, notes and forms printed into them, and nothing beside.

    Raises:
        Unusable: It cannot be opened, or something would be left in the copy.
    """
    with closing(_opened(data)) as document:
        for number in range(len(document)):
            with closing(_page(document, number)) as page:
                raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
                for note in reversed(range(max(raw.FPDFPage_GetAnnotCount(page.raw), 0))):
                    raw.FPDFPage_RemoveAnnot(page.raw, note)
        once = _imported(document)
    # What the blanked keys led to is left behind the second time.
    with closing(_opened(_outside_streams(once, _without_keys))) as document:
        made = _imported(document)
    made = _STREAM.sub(lambda match: blanked(match[1]) if match[1].startswith(b"\xff\xd8") else match[1], made)
    made = _outside_streams(made, lambda piece: _STAMPS.sub(_stamp, piece))
    if left := dict.fromkeys(what for pattern, what in _LEFT.items() if re.search(pattern, made)):
        raise Unusable(f"去不掉 PDF 里的附加信息（{'、'.join(left)}）", _PRINT)
    return made


def _opened(data: bytes) -> pdfium.PdfDocument:
    if len(data) > MOST_BYTES:
        raise Unusable(f"PDF 文件超过 {MOST_BYTES >> 20} MB", "请降低扫描的清晰度，或拆成几份。")
    try:
        document = pdfium.PdfDocument(data)
        if len(document) > _MOST_PAGES:
            document.close()
            raise Unusable(f"PDF 文件超过 {_MOST_PAGES} 页", "请只留有关的几页。")
        return document
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise Unusable("PDF 文件设了打开密码", f"请去掉密码；{_PRINT}") from None
        raise damaged("PDF 文件") from None


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number]
    except pdfium.PdfiumError:
        raise damaged("PDF 文件") from None


def _imported(document: pdfium.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    with closing(pdfium.PdfDocument.new()) as fresh:
        try:
            fresh.import_pages(document)
            fresh.save(buffer)
        except pdfium.PdfiumError:
            raise damaged("PDF 文件") from None
    return buffer.getvalue()


def _outside_streams(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change what stands between the streams of a file; nothing may get longer or shorter."""
    parts = _STREAM.split(content)
    parts[::2] = map(change, parts[::2])
    return b"".join(parts)


def _without_keys(piece: bytes) -> bytes:
    made = bytearray(piece)
    for match in _KEY.finditer(piece):
        end = _value_end(piece, match.end())
        made[match.start() : end] = b" " * (end - match.start())
    return bytes(made)


def _value_end(piece: bytes, at: int) -> int:
    """Return where the value that begins here ends: a reference, a text or a dictionary."""
    if reference := _REFERENCE.match(piece, at):
        return reference.end()
    depth = texts = 0
    while at < len(piece):
        two = piece[at : at + 2]
        if two[:1] == b"\\":
            at += 2
            continue
        texts += (two[:1] == b"(") - (two[:1] == b")")
        step = 1
        if not texts and two in (b"<<", b">>"):
            depth += 1 if two == b"<<" else -1
            step = 2
        at += step
        if depth <= 0 and not texts and two[:1] in (b")", b">"):
            return at
    return at


def _stamp(match: re.Match[bytes]) -> bytes:
    """Return what stands in the place of a date or an identifier, so that equal files have equal copies."""
    if match[0].startswith(b"D:"):
        return b"D:19800101000000+00'00'"[: len(match[0])].ljust(len(match[0]))
    return re.sub(rb"[0-9A-Fa-f]", b"0", match[0])
