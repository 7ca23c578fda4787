"""A Word document with a native comment at each finding's place, and nothing else changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from lxml import etree

from ...model.atomic import write_atomically
from ...model.problems import ProblemsFound
from ..extraction import docx, kinds, sources
from .comments import Comments
from .places import Places


class Remark(Protocol):
    """What is said of a place of the extracted text; a proofreader's finding is one."""

    @property
    def start(self) -> int:
        """Where the place begins."""

    @property
    def end(self) -> int:
        """Where it ends; the same as ``start`` where something is missing from the text."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def suggest(self) -> str:
        """What to do about it; may be empty."""


def comment_docx(path: Path, findings: Sequence[Remark], target: Path) -> None:
    """Write the document at ``path`` to ``target``, with a comment by 双拥台账 at each finding.

    The text that :func:`~..extraction.extract` reads from either is the same. Comments that are there are kept. Word
    takes no comments in footnotes and text boxes: there they stand at the end of the text, or at the box.

    Args:
        path: The document; what it is is told by its content.
        findings: Places in the text extracted from it.
        target: Where to write; replaced atomically.

    Raises:
        ProblemsFound: It is no .docx, cannot be read, or the target cannot be written.
    """
    try:
        content = commented(sources.read(path), path.suffix.lower(), findings)
    except ProblemsFound as refusal:
        raise ProblemsFound(refusal.problems, file=str(path)) from refusal.__cause__
    write_atomically(target, content)


def commented(data: bytes, suffix: str, findings: Sequence[Remark]) -> bytes:
    """Return the bytes of a document with comments; see :func:`comment_docx`."""
    if kinds.kind_of(data, suffix) != "docx":
        raise sources.refused("not-a-docx", "批注只能写在 Word 文档（.docx）里。", sources.SAVE_AS_DOCX)
    document = docx.read(data)
    if not findings:
        return data
    comments = Comments.of(document.package, document.part, document.root)
    places = Places.of(document)
    ordered = sorted(findings, key=lambda one: (one.start, one.end))
    numbered = [(comments.add(_paragraphs(one, places)), one) for one in ordered]
    places.mark(numbered)
    content = etree.tostring(document.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return document.package.rewritten({document.part: content, **comments.parts()})


def _paragraphs(finding: Remark, places: Places) -> list[str]:
    where = places.outside(finding.start, finding.end)
    said = [f"（{where}）{finding.message}" if where else finding.message]
    return said + ([f"建议：{finding.suggest}"] if finding.suggest else [])
