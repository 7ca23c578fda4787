"""What the bytes of a file are, whatever its name says; what is no workbook is refused by its right name."""

from pathlib import PurePath
from typing import Literal

from ..model.problems import ProblemsFound
from .file_refusals import FILE_BYTES, SAVE_AS, SEND_AGAIN, refused, too_large

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_BIFF = (b"\x09\x08\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""A .xls without its container, as some web systems write it."""

_SIGNATURES = {
    b"%PDF": "PDF 文件",
    b"\xff\xd8\xff": "图片（JPEG）",
    b"\x89PNG": "图片（PNG）",
    b"GIF8": "图片（GIF）",
    b"II*\x00": "图片（TIFF）",
    b"MM\x00*": "图片（TIFF）",
    b"RIFF": "图片、声音或录像",
    b"Rar!": "压缩包（RAR）",
    b"7z\xbc\xaf": "压缩包（7z）",
    b"\x1f\x8b": "压缩包（gzip）",
    b"{\\rtf": "RTF 文档",
}
_OLE_STREAMS = {
    "EncryptedPackage": "",
    "WordDocument": "Word 文档（.doc）",
    "PowerPoint Document": "PowerPoint 演示文稿（.ppt）",
    "__nameid_version1.0": "Outlook 邮件（.msg）",
}
_MARKUP = {
    "urn:schemas-microsoft-com:office:spreadsheet": "“XML 表格 2003”",
    "<html": "网页（HTML）",
    "<table": "网页（HTML）",
    "<!doctype html": "网页（HTML）",
    "mime-version:": "网页归档（MHT）",
}


def container(data: bytes, name: str) -> Literal["xlsx", "xls"]:
    """Return what may be read: a zip package or an OLE2 (BIFF) workbook.

    Raises:
        ProblemsFound: The file is empty, too large, encrypted, or something else, which is named.
    """
    if not data:
        raise refused("empty-file", "文件是空的，一个字节也没有。", SEND_AGAIN)
    if len(data) > FILE_BYTES:
        raise too_large(f"超过 {FILE_BYTES >> 20} MB")
    if PurePath(name).name.startswith("~$"):
        raise refused(
            "not-a-workbook",
            "这是 Excel 打开文件时留下的临时文件（文件名以“~$”开头），不是台账。",
            "请交不带“~$”的那一份。",
        )
    if data.startswith(ZIP):
        return "xlsx"
    if data.startswith(OLE):
        _refuse_other_ole(data)
        return "xls"
    if data.startswith(BARE_BIFF):
        return "xls"
    raise not_a_workbook(_name_of(data))


def not_a_workbook(what: str) -> ProblemsFound:
    """Return the refusal of a file that is ``what`` instead of a workbook."""
    if what.startswith("压缩包"):
        fix = "请先解压，再交里面的台账（.xlsx）。"
    elif what.startswith(("图片", "PDF")):
        fix = "请交填好的台账本身（.xlsx），照片和扫描件作为佐证材料另附。"
    else:
        fix = SAVE_AS
    return refused("not-a-workbook", f"这个文件其实是{what}，不是 Excel 工作簿，改扩展名并不能改变内容。", fix)


def encrypted() -> ProblemsFound:
    """Return the refusal of a file that needs a password to be opened."""
    return refused(
        "encrypted",
        "工作簿设了打开密码，读不了。",
        "请打开它，在“文件”-“信息”（WPS：“文件”-“文档加密”）里去掉打开密码，保存后再交。",
    )


def _refuse_other_ole(data: bytes) -> None:
    for stream, what in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            raise not_a_workbook(what) if what else encrypted()


def _name_of(data: bytes) -> str:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            return what
    if not data.strip(b"\0"):
        return "一片空字节（没有下载完，或网盘只留了占位）"
    text = _text(data[:4096])
    if text is None:
        return "一种认不出的格式"
    for sign, what in _MARKUP.items():
        if sign in text.lower():
            return what
    return "XML 文件" if text.lstrip().startswith("<") else "文本文件（CSV 或 TXT）"


def _text(start: bytes) -> str | None:
    """Return the start of a file as text, or None where it is not text in UTF-8, UTF-16 or GB 18030."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "ignore")
    if b"\0" in start:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            # A character may be cut off at the end of the piece.
            return start[: len(start) - 3].decode(encoding) if len(start) > 4000 else start.decode(encoding)
        except UnicodeDecodeError as fault:
            if fault.end >= len(start) - 6:
                return start[: fault.start].decode(encoding)
    return None
