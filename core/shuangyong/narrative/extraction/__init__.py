"""Text out of documents: docx, pdf, txt, md, html and, where the extra is installed, doc; told by content."""

from pathlib import Path

from ..extracted import Extracted


def extract(path: Path) -> Extracted:
    """Return a document's text.

    Raises:
        ProblemsFound: It cannot be read: empty, too large, encrypted, damaged, scanned, or of another kind.
    """
    from . import plain, sources

    data = sources.read(path)
    return Extracted.of(str(path), plain.pieces(plain.decoded(data)))
