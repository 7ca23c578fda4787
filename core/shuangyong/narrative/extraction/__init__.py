"""Text out of documents: docx, pdf, txt, md, html and, where the extra is installed, doc; told by content."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ...model.problems import Problem, ProblemsFound
from ..extracted import Extracted, Piece

if TYPE_CHECKING:
    from .lines import Line


def extract(path: Path) -> Extracted:
    """Return a document's text.

    Raises:
        ProblemsFound: It cannot be read: empty, too large, encrypted, damaged, scanned, or of another kind.
    """
    from . import sources

    try:
        data = sources.read(path)
    except ProblemsFound as refusal:
        raise ProblemsFound(refusal.problems, file=str(path)) from refusal.__cause__
    return extract_bytes(data, str(path))


def extract_bytes(data: bytes, file: str) -> Extracted:
    """Return the text of a document of which the bytes are there; ``file`` is what it is called.

    Raises:
        ProblemsFound: As :func:`extract`.
    """
    from . import kinds, sources

    try:
        sources.check(data)
        pieces, notes = _PIECES[kinds.kind_of(data, Path(file).suffix.lower())](data)
        extracted = Extracted.of(file, pieces, notes)
        if not extracted.text:
            raise sources.refused("no-text", "文件里没有文字。", "请看是不是拿错了文件；图片里的字读不了。")
    except ProblemsFound as refusal:
        raise ProblemsFound(refusal.problems, file=file) from refusal.__cause__
    return extracted


_Read = tuple[Iterable[Piece], Iterable[Problem]]


def _docx(data: bytes) -> _Read:
    from . import docx

    document = docx.read(data)
    return _seen(document.lines), document.notes


def _doc(data: bytes) -> _Read:
    from . import doc

    return _docx(doc.as_docx(data))


def _pdf(data: bytes) -> _Read:
    from . import pdf

    return pdf.read(data)


def _html(data: bytes) -> _Read:
    from . import html

    return _seen(html.lines(html.text_of(data))), ()


def _md(data: bytes) -> _Read:
    from . import markdown, plain

    text = plain.decoded(data)
    return _seen(markdown.lines(text)), plain.doubts(text)


def _txt(data: bytes) -> _Read:
    from . import plain

    text = plain.decoded(data)
    return plain.pieces(text), plain.doubts(text)


def _seen(lines: Iterable["Line"]) -> Iterable[Piece]:
    return (line.piece() for line in lines)


_PIECES = {"docx": _docx, "doc": _doc, "pdf": _pdf, "html": _html, "md": _md, "txt": _txt}
