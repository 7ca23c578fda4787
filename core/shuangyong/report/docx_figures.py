"""Reading the figures back from a Word file: where each came from, and what the file says now."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..model.problems import ProblemsFound, error
from .document import Figure
from .docx_properties import restored
from .docx_runs import BOOKMARK
from .docx_xml import Element, w
from .provenance import figures_from_json

_LARGEST = 256 * 2**20  # bytes of a part; more is no document of ours
_NAME = re.compile(re.escape(BOOKMARK) + "([0-9]{1,9})")
_EDGE = "\x00"  # no XML file can hold it
_REACH = 40
# No full stop before a figure: it may be a heading's, as in 1.343名.
_BEFORE = re.compile(r"(?:[0-9０-９]+,)*[0-9０-９]*\Z")
_AFTER = re.compile(r"[0-9０-９]*(?:[.,][0-9０-９]+)*")
# Moved text stands at its new place too; an alternate content's fallback says the same again.
_TEXT, _START, _END = w("t"), w("bookmarkStart"), w("bookmarkEnd")
_GAPS = {w("p"), w("br"), w("tab"), w("cr")}
_UNREAD = {w("del"), w("moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_docx_record(source: Path | bytes) -> str:
    """Return the record of figures, the JSON of ``figures_to_json``; raises ProblemsFound where there is none."""
    return restored(_own_properties(_part(source, "docProps/custom.xml")))


def read_docx_figures(source: Path | bytes) -> list[tuple[Figure, str | None]]:
    """Return each figure with its text as the file has it now, edited or not; None where its bookmark is gone.

    Digits typed right before or after a figure count as a part of it. Raises ProblemsFound if the file is no
    Word document, or has no record of figures.
    """
    figures = figures_from_json(read_docx_record(source))
    document = _part(source, "word/document.xml")
    if document is None:
        raise _not_a_document()
    texts = _bookmarked(document)
    return [(figure, texts.get(figure.ordinal)) for figure in figures]


def _part(source: Path | bytes, path: str) -> Element | None:
    try:
        with zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source)) as archive:
            if path not in archive.namelist():
                return None
            with archive.open(path) as part:
                content = part.read(_LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as cause:
        raise _not_a_document() from cause
    if len(content) > _LARGEST:
        raise _not_a_document()
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as cause:
        raise _not_a_document() from cause


def _own_properties(root: Element | None) -> Iterator[tuple[str, str]]:
    for node in [] if root is None else root:
        yield node.get("name", ""), "".join(str(text) for text in node.itertext())


def _bookmarked(root: Element) -> dict[int, str]:
    """Return the text of each figure's bookmark, by ordinal, with the digits that touch it."""
    text, spans = _text_and_spans(root)
    found = {}
    for ordinal, (start, end) in spans.items():
        before = _BEFORE.search(text[max(0, start - _REACH) : start - 1])
        after = _AFTER.match(text[end + 1 : end + _REACH])
        assert before is not None  # both patterns match the empty text
        assert after is not None
        found[ordinal] = before[0] + text[start:end].replace(_EDGE, "") + after[0]
    return found


def _text_and_spans(root: Element) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return the text, an edge where a figure begins or ends, and between which offsets each figure stands."""
    text = io.StringIO()
    opened: dict[str, tuple[int, int]] = {}
    spans: dict[int, tuple[int, int]] = {}
    walk = etree.iterwalk(root, events=("start",))
    for _, node in walk:
        if node.tag in _UNREAD:
            walk.skip_subtree()
        elif node.tag == _TEXT:
            text.write(node.text or "")
        elif node.tag == _START and (match := _NAME.fullmatch(node.get(w("name"), ""))):
            text.write(_EDGE)
            opened[node.get(w("id"), "")] = int(match[1]), text.tell()
        elif node.tag == _END and (mark := opened.pop(node.get(w("id"), ""), None)):
            ordinal, start = mark
            spans.setdefault(ordinal, (start, text.tell()))
            text.write(_EDGE)
        elif node.tag in _GAPS:
            text.write("\n")
    return text.getvalue(), spans


def _not_a_document() -> ProblemsFound:
    fix = "请给出本程序生成的 .docx 文件；文件损坏时请重新生成。"
    return ProblemsFound([error("not-a-docx", "这不是能读取的 Word 文档（.docx）。", fix)])
