"""What a document is by its bytes, whatever its name says; what is none is refused by its right name."""

import re
from typing import Literal

from ...model.problems import ProblemsFound
from .package import Package, encrypted
from .sources import SAVE_AS_DOCX, SEND_AGAIN, refused

Kind = Literal["docx", "doc", "pdf", "html", "md", "txt"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"\xff\xd8\xff": "图片（JPEG）",
    b"\x89PNG": "图片（PNG）",
    b"GIF8": "图片（GIF）",
    b"II*\x00": "图片（TIFF）",
    b"MM\x00*": "图片（TIFF）",
    b"BM": "图片（BMP）",
    b"RIFF": "图片、声音或录像",
    b"Rar!": "压缩包（RAR）",
    b"7z\xbc\xaf": "压缩包（7z）",
    b"\x1f\x8b": "压缩包（gzip）",
    b"{\\rtf": "RTF 文档",
    b"MZ": "程序",
    b"\x7fELF": "程序",
}
_OLE_STREAMS = {
    "Workbook": "Excel 工作簿（.xls）",
    "PowerPoint Document": "演示文稿（.ppt）",
    "__nameid_version1.0": "邮件（.msg）",
}
_MEMBERS = {
    "xl/workbook.xml": "Excel 工作簿",
    "ppt/presentation.xml": "演示文稿",
    "OFD.xml": "OFD 版式文件",
    "content.xml": "OpenDocument 文档（.odt）",
}
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p|title)\b",
    re.I | re.S,
)


def kind_of(data: bytes, suffix: str) -> Kind:
    """Return what may be read.

    Raises:
        ProblemsFound: It is something else, which is named.
    """
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    what = next((what for signature, what in _SIGNATURES.items() if data.startswith(signature)), None)
    if what and (b"\0" in data[:4096] or not what.startswith(("图片（BMP", "程序"))):
        raise _no_document(what)
    if not data.strip(b"\0"):
        raise refused("damaged-file", "文件里全是空字节（没有下载完，或网盘只留了占位）。", SEND_AGAIN)
    return _marked_up(data, suffix)


def _zipped(data: bytes) -> Kind:
    package = Package.of(data)
    names = package.names()
    if any(name.lower().startswith("word/") for name in names) or package.related("", "officeDocument"):
        found = next((what for name, what in _MEMBERS.items() if name in package), None)
        if found is None:
            return "docx"
        raise _no_document(found)
    what = next((what for name, what in _MEMBERS.items() if name in package), None)
    raise _no_document(what or ("压缩包（zip）" if "[Content_Types].xml" not in package else "没有正文的 Office 文件"))


def _compound(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted()
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    streams = (what for stream, what in _OLE_STREAMS.items() if stream.encode("utf-16-le") in data)
    raise _no_document(next(streams, "旧的 Office 文件"))


def _marked_up(data: bytes, suffix: str) -> Kind:
    start = data[:8192]
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = start.decode(encoding, "replace").lstrip("\ufeff")
    if _HTML.match(text) or (suffix in {".html", ".htm", ".xhtml"} and "<" in text):
        return "html"
    if text.lstrip().lower().startswith("mime-version:"):
        raise _no_document("网页归档（MHT）")
    if text.lstrip().startswith("<?xml"):
        raise _no_document("XML 文件")
    return "md" if suffix in {".md", ".markdown"} else "txt"


def _no_document(what: str) -> ProblemsFound:
    if what.startswith("压缩包"):
        fix = "请先解压，再读里面的文件。"
    elif what.startswith("图片"):
        fix = "图片里的字读不了，请用文字稿（docx、pdf、txt）。"
    elif what.startswith("Excel"):
        fix = "台账请用 shuangyong check 检查；这里读的是文字材料（docx、pdf、txt、md、html）。"
    elif what.startswith("OFD"):
        fix = "请用 OFD 阅读器把它另存为 PDF，再读那一份。"
    else:
        fix = SAVE_AS_DOCX
    return refused("not-a-document", f"这个文件是{what}，不是能读的文字材料。", fix)
