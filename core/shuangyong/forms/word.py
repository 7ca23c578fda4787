"""Forms in Word: what is to be filled in them, and the filled document with each figure's rows."""

import copy
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from lxml import etree

from ..model.ledgers import Ledger
from ..model.problems import Problem, ProblemsFound, error
from ..report.document import Figure
from ..report.docx_properties import stored
from ..report.docx_runs import BOOKMARK
from ..report.docx_xml import w
from ..workbook.ooxml import parts
from ..workbook.ooxml.package import NotEditableError, Package, parse
from .budget import Budget
from .checking import Piece
from .figures import MARK, PLAIN, record, without_marks
from .mistakes import MISTAKES, failed
from .opening import Form
from .sandbox import FormEnvironment
from .tags import is_template, mapped, straight

_DOCUMENT, _CUSTOM, _CORE = "word/document.xml", "docProps/custom.xml", "docProps/core.xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FILLED = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes)\.xml", re.IGNORECASE)
#: Where marks may have been left: docxtpl fills a document's properties, too.
_MARKED = re.compile(rf"{_FILLED.pattern}|docprops/[^/]*\.xml", re.IGNORECASE)
#: The properties that docxtpl fills, by the names of their elements.
_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}
#: docxtpl's tags that stand for the paragraph, row, cell or run around them.
_AROUND = re.compile(r"(\{\{|\{%-?|\{#)(?:tr|tc|p|r)(?=\s)")
_SHOWN = 30
#: Where a fault is that no single expression has.
_WHOLE = "整份文档"
#: More expressions than any form has; docxtpl looks for each with patterns over the whole document.
_MOST = 3_000


def word_pieces(form: Form) -> list[Piece]:
    """Return what is to be filled in: a piece for the body, each header and footer, the footnotes, each property."""
    found = [_piece(form.package, name) for name in form.package.names() if _FILLED.fullmatch(name)]
    found += _properties_pieces(form.package)
    pieces = [piece for piece in found if piece.places]
    if sum(piece.source.count("{") for piece in pieces) > 2 * _MOST:
        raise ProblemsFound(
            [error("form-too-large", f"表样里要填的地方超过 {_MOST} 处。", "请分成几份表样。")], form.file
        )
    return pieces


def fill_word(
    form: Form,
    context: dict[str, Any],
    environment: FormEnvironment,
    budget: Budget,
    ledger: Ledger,
    last: Ledger | None,
) -> bytes:
    """Return the filled document.

    Raises:
        ProblemsFound: docxtpl is not installed, or an expression cannot be filled.
    """
    try:
        from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        fix = '请安装：pip install "shuangyong[template]"；Excel 表样不需要它。'
        raise ProblemsFound([error("no-docxtpl", "填 Word 表样要用 docxtpl，还没有安装。", fix)]) from None

    class Strict(DocxTemplate):  # type: ignore[misc]  # it has no types
        """docxtpl's own, which would mend what a loop tears apart by leaving some of it out."""

        def fix_tables(self, xml: str) -> Any:
            """Refuse what is no XML any more, then let docxtpl go on."""
            parse(xml.encode())
            return super().fix_tables(xml)

    written = io.BytesIO()
    try:
        template = Strict(io.BytesIO(form.data))
        template.render(context, environment, autoescape=True)
        template.save(written)
    except NotEditableError as cause:
        raise ProblemsFound([_torn()], form.file) from cause
    except MISTAKES as cause:
        raise ProblemsFound([failed(cause, cell=_WHOLE)], form.file) from cause
    return _with_record(written.getvalue(), budget, ledger, last)


def _piece(package: Package, name: str) -> Piece:
    lines = [(text, _shown(text)) for text in map(_text, package.xml(name).iter(w("p"))) if is_template(text)]
    source = "\n".join(_as_jinja(text) for text, _ in lines)
    return Piece(source, tuple((None, shown) for _, shown in lines))


def _properties_pieces(package: Package) -> Iterator[Piece]:
    for node in package.xml(_CORE).iterchildren("{*}*") if _CORE in package else ():
        text = " ".join((node.text or "").split())
        if etree.QName(node).localname in _PROPERTIES and is_template(text):
            yield Piece(text, ((None, f"文档属性{_shown(text)}"),))


def _text(paragraph: etree._Element) -> str:
    """Return a paragraph's own text, without that of text boxes in it, which have paragraphs of their own."""
    own = (node for node in paragraph.iter(w("t")) if next(node.iterancestors(w("p"))) is paragraph)
    return "".join(node.text or "" for node in own).replace("\n", " ")


def _as_jinja(text: str) -> str:
    """Return a paragraph as docxtpl hands it to Jinja."""
    return mapped(_AROUND.sub(r"\1", text), straight)


def _shown(text: str) -> str:
    short = " ".join(text.split())
    return f"“{short[:_SHOWN]}…”" if len(short) > _SHOWN else f"“{short}”"


def _torn() -> Problem:
    message = "表样里的循环或条件没有成对地放好：开头和结尾不在同一段、同一张表里。"
    fix = "表格里按行循环，请在这一行的上面、下面各加一行，分别写 {%tr for … %} 和 {%tr endfor %}。"
    return error("form-fault", message, fix, cell=_WHOLE)


def _with_record(data: bytes, budget: Budget, ledger: Ledger, last: Ledger | None) -> bytes:
    """Return the file with its figures in bookmarks and the record of their rows."""
    package = Package.read(data)
    bookmarked: list[Figure] = []
    for name in package.names():
        if _MARKED.fullmatch(name):
            root = package.xml(name)
            if name == _DOCUMENT:
                bookmarked = _bookmark(root, {figure.ordinal: figure for figure in budget.figures})
            if _strip(root) or name == _DOCUMENT:
                package.set_xml(name, root)
    if bookmarked:
        _store(package, record(bookmarked, ledger, last))
    return package.to_bytes()


def _bookmark(root: etree._Element, figures: dict[int, Figure]) -> list[Figure]:
    """Put each figure of a run that holds nothing but text between the ends of a bookmark; return those."""
    taken = [int(node.get(w("id"), "0")) for node in root.iter(w("bookmarkStart")) if node.get(w("id"), "0").isdigit()]
    first = max(taken, default=0) + 1
    kept: list[Figure] = []
    for text in [*root.iter(w("t"))]:
        run = text.getparent()
        if run is None or run.tag != w("r") or not MARK.search(text.text or "") or _content(run) != [text]:
            continue
        for piece in _pieces(text.text or ""):
            if isinstance(piece, str):
                run.addprevious(_run_of(run, piece))
                continue
            ordinal, words = piece
            if ordinal == PLAIN:
                run.addprevious(_run_of(run, words))
                continue
            figure = attrs.evolve(figures[ordinal], ordinal=len(kept) + 1)
            kept.append(figure)
            marks = {w("id"): str(first + figure.ordinal), w("name"): f"{BOOKMARK}{figure.ordinal}"}
            run.addprevious(etree.Element(w("bookmarkStart"), marks))
            run.addprevious(_run_of(run, words))
            run.addprevious(etree.Element(w("bookmarkEnd"), {w("id"): marks[w("id")]}))
        parent = run.getparent()
        assert parent is not None, "a run stands in something"
        parent.remove(run)
    return kept


def _content(run: etree._Element) -> list[etree._Element]:
    return [child for child in run if child.tag != w("rPr")]


def _pieces(text: str) -> Iterator[str | tuple[int, str]]:
    """Yield the words of a text, and each figure by its ordinal with its words."""
    place = 0
    for match in MARK.finditer(text):
        if match.start() > place:
            yield text[place : match.start()]
        yield int(match[1]), match[2]
        place = match.end()
    if place < len(text):
        yield text[place:]


def _run_of(run: etree._Element, words: str) -> etree._Element:
    made = copy.deepcopy(run)
    (text,) = _content(made)
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.tail = None
    return made


def _strip(root: etree._Element) -> bool:
    """Take the marks out of what is left; return whether there were any."""
    found = False
    for node in root.iter(etree.Element):
        if node.text and MARK.search(node.text):
            node.text, found = without_marks(node.text), True
        for name, value in node.items():
            if MARK.search(str(value)):
                node.set(name, without_marks(str(value)))
                found = True
    return found


def _store(package: Package, text: str) -> None:
    made = etree.fromstring(etree.tostring(stored(text)))
    if _CUSTOM not in package:
        package.set_xml(_CUSTOM, made)
        parts.declare(package, _CUSTOM, _CUSTOM_TYPE)
        parts.relate(package, "", "custom-properties", _CUSTOM)
        return
    root = package.xml(_CUSTOM)
    number = max((int(node.get("pid", "1")) for node in root), default=1)
    for place, node in enumerate(_properties(made), 1):
        node.set("pid", str(number + place))
        root.append(node)
    package.set_xml(_CUSTOM, root)


def _properties(root: etree._Element) -> Iterable[etree._Element]:
    return [*root]
