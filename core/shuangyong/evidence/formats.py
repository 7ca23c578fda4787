"""What a file is, by its first bytes and not by its name: photographs without a suffix are common, false ones too."""

from typing import Literal

import attrs

Group = Literal["picture", "pdf", "office", "text", "other"]

#: So many bytes tell what a file is.
HEAD = 64


@attrs.frozen
class Format:
    """A kind of file.

    Attributes:
        label: What a person calls it.
        suffix: The suffix that it should bear, with the dot; empty where none is known.
        group: How it is looked at, and how its copy is made.
    """

    label: str
    suffix: str
    group: Group


UNKNOWN = Format("其他文件", "", "other")
EMPTY = Format("空文件", "", "other")
HEIC = Format("HEIC 照片", ".heic", "other")
TEXT = Format("文本文件", ".txt", "text")

_SIGNATURES = (
    (b"\xff\xd8\xff", Format("照片", ".jpg", "picture")),
    (b"\x89PNG\r\n\x1a\n", Format("图片", ".png", "picture")),
    (b"GIF8", Format("图片", ".gif", "picture")),
    (b"BM", Format("图片", ".bmp", "picture")),
    (b"II*\x00", Format("扫描件", ".tif", "picture")),
    (b"MM\x00*", Format("扫描件", ".tif", "picture")),
    (b"%PDF", Format("PDF 文件", ".pdf", "pdf")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format("旧版 Office 文件", ".doc", "other")),
    (b"Rar!", Format("压缩包", ".rar", "other")),
    (b"7z\xbc\xaf", Format("压缩包", ".7z", "other")),
    (b"ID3", Format("录音", ".mp3", "other")),
    (b"MZ", Format("程序", ".exe", "other")),
)
_WEBP = Format("图片", ".webp", "picture")
_VIDEO = Format("录像", ".mp4", "other")
#: What a zip is, by its name: its first bytes do not tell.
_PACKAGES = {
    ".docx": Format("Word 文档", ".docx", "office"),
    ".xlsx": Format("Excel 工作簿", ".xlsx", "office"),
    ".pptx": Format("PowerPoint 演示文稿", ".pptx", "office"),
}
_ARCHIVE = Format("压缩包", ".zip", "other")
_PLAIN = {".txt", ".csv", ".md"}
#: What bears such a name and does not begin so is damaged, or was never one: a page saved as .jpg.
_SHOULD_BE = {
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff"), Format("图片", ".jpg", "picture")
    ),
    ".pdf": Format("PDF 文件", ".pdf", "pdf"),
}
_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")


def format_of(head: bytes, name: str) -> Format:
    """Return what a file is.

    Args:
        head: Its first :data:`HEAD` bytes, or all of them.
        name: Its name; only what the bytes leave open is taken from it.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if not head:
        return EMPTY
    if head[:4] == b"RIFF":
        return _WEBP if head[8:12] == b"WEBP" else Format("录像或录音", ".avi", "other")
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in _HEIC_BRANDS else _VIDEO
    if head.startswith(b"PK\x03\x04"):
        return _PACKAGES.get(suffix, _ARCHIVE)
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if suffix in _PLAIN and b"\0" not in head:
        return TEXT
    return _SHOULD_BE.get(suffix, UNKNOWN)
