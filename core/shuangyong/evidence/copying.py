"""Copies of evidence for leaving the unit, each by what it is; what cannot be cleaned is not copied."""

from .formats import EMPTY, HEIC, Format
from .office import clean_office
from .pdf import clean_pdf, pages_of
from .pictures import MOST_BYTES, clean_picture, look
from .pieces import Piece
from .refusing import Unusable

#: How a sentence ends that tells why a piece stays behind.
NOT_ALONG = "，不随件报送"
_LARGEST_TEXT = 8 * 2**20
_LARGEST = 200 * 2**20


def copied(piece: Piece) -> tuple[bytes, str]:
    """Return a copy without anything but what is to be seen, and its suffix.

    Raises:
        Unusable: It cannot be opened, or something would go along that nobody sees.
        OSError: It has gone.
    """
    data = _bytes(piece)
    match piece.format.group:
        case "picture":
            copy = clean_picture(data)
            return copy.content, copy.suffix
        case "pdf":
            return clean_pdf(data), ".pdf"
        case "office":
            return clean_office(data), piece.format.suffix
        case "text":
            return data, piece.format.suffix
    raise _not_copied(piece.format)


def extent(piece: Piece) -> str:
    """Return how much a piece is: ``3页 0.4 MB``, having opened it as far as its pages are to be counted.

    Raises:
        Unusable: It is damaged, too large or of a format that shows nowhere.
        OSError: It has gone.
    """
    if piece.format in (EMPTY, HEIC):
        raise _not_copied(piece.format)
    pages = 0
    if piece.format.group == "picture":
        pages = look(_bytes(piece)).pages
    elif piece.format.group == "pdf":
        pages = pages_of(_bytes(piece))
    paged = pages > 1 or piece.format.group == "pdf"
    return f"{f'{pages}页 ' if paged else ''}{size_text(piece.size)}"


def size_text(size: int) -> str:
    """Return a size as people read it: 25 KB, 3.2 MB."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(round(size / 1024), 1)} KB"


def _bytes(piece: Piece) -> bytes:
    most = {"picture": MOST_BYTES, "text": _LARGEST_TEXT}.get(piece.format.group, _LARGEST)
    if piece.format.group != "other" and piece.size > most:
        raise Unusable(f"{piece.format.label}超过 {most >> 20} MB", "请缩小或拆成几份后再放进来。")
    return piece.read() if piece.format.group != "other" else b""


def _not_copied(found: Format) -> Unusable:
    if found == EMPTY:
        return Unusable("文件是空的，一个字节也没有", "请换一份能正常打开的文件。")
    if found == HEIC:
        return Unusable(
            f"是 HEIC 照片（苹果手机的格式），别的电脑大多打不开{NOT_ALONG}",
            "请另存为 JPG；手机里可在“设置-相机-格式”中选“兼容性最佳”。",
        )
    fix = "请用能另存的程序存成 .docx、.xlsx 或 PDF。" if "Office" in found.label else "需要的话请另行报送。"
    return Unusable(f"{found.label}里的拍摄地点、作者等附加信息去不掉{NOT_ALONG}", fix)
