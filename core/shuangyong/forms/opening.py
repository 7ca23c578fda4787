"""Opening a form that somebody gives us: within bounds, without macros, with nothing fetched from elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import attrs
from lxml import etree

from ..model.problems import ProblemsFound, error
from ..report.docx_xml import w
from ..workbook.ooxml import parts
from ..workbook.ooxml.package import NotEditableError, Package, parse

Kind = Literal["docx", "xlsx"]

FORM_BYTES = 16 * 2**20
"""The largest form taken."""
PART_BYTES = 8 * 2**20
"""The largest part with text: it is searched as a whole."""
_MAIN: dict[Kind, tuple[str, str]] = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
}
_WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam")
_OLD = (".doc", ".dot", ".wps", ".wpt", ".xls", ".et", ".ett", ".xlt")
_CUT_OFF = "请把引用的图片、模板、数据改为保存在文件里，或者断开链接，再用作表样。"
_NO_MACROS = "请用 WPS 或 Word、Excel 打开它，另存为不含宏的“.docx”或“.xlsx”，再用作表样。"
#: Parts that run something, or fetch it, when the file is opened.
_ACTIVE = ("/activex/", "xl/connections.xml", "xl/externallinks/", "xl/querytables/", "/ctrlprops/")
#: Fields of Word that fetch something from elsewhere.
_FETCHING = re.compile(
    r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE
)
#: What a form may take from outside: a link that a reader may click.
_HARMLESS = {"hyperlink"}


@attrs.frozen
class Form:
    """A form that may be filled.

    Attributes:
        file: The file's name.
        kind: Word's or Excel's.
        data: Its bytes.
        package: Its parts, within bounds.
    """

    file: str
    kind: Kind
    data: bytes
    package: Package


def open_form(path: Path) -> Form:
    """Return the form in a file.

    Raises:
        ProblemsFound: It is no form that can be filled; the reason and what to do are said.
    """
    suffix = path.suffix.lower()
    if suffix in _WITH_MACROS:
        raise _refused(path, "form-with-macros", f"表样不能带宏：{path.name}。", _NO_MACROS)
    if suffix in _OLD:
        raise _refused(
            path, "old-form", f"{path.name} 是旧格式，不能用作表样。", "请用 WPS 或 Office 另存为“.docx”或“.xlsx”。"
        )
    if suffix not in (".docx", ".xlsx"):
        raise _refused(
            path, "no-form", f"{path.name} 不是表样。", "表样是 Word 文档（.docx）或 Excel 工作簿（.xlsx）。"
        )
    if path.stat().st_size > FORM_BYTES:
        raise _refused(
            path, "form-too-large", f"表样太大：超过 {FORM_BYTES >> 20} MB。", "请删去里面的大图片，再用作表样。"
        )
    kind: Kind = "docx" if suffix == ".docx" else "xlsx"
    data = path.read_bytes()
    try:
        package = Package.read(data)
        _refuse_dangers(path, package, kind)
    except NotEditableError as refusal:
        said = str(refusal).replace(".xlsx", suffix)  # the package is told of as a workbook's
        raise _refused(
            path, "unreadable-form", f"表样用不了：{said}。", "请用 WPS 或 Office 打开，另存为新文件再试。"
        ) from None
    return Form(path.name, kind, data, package)


@contextmanager
def readable(file: str) -> Iterator[None]:
    """Say in words where the parts of a form turn out to be damaged, or of a kind that is not edited.

    Raises:
        ProblemsFound: So it is.
    """
    try:
        yield
    except NotEditableError as refusal:
        fix = "请用 WPS 或 Office 打开，另存为新文件再试。"
        raise ProblemsFound([error("unreadable-form", f"表样用不了：{refusal}。", fix)], file) from None


def _refuse_dangers(path: Path, package: Package, kind: Kind) -> None:
    main, content_type = _MAIN[kind]
    if main not in package:
        raise NotEditableError("它不是普通的 Word 文档" if kind == "docx" else "它不是普通的 Excel 工作簿")
    names = [name.lower() for name in package.names()]
    if any("vbaproject" in name or "/macrosheets/" in name for name in names) or "macro" in parts.content_type(
        package, main
    ):
        raise _refused(path, "form-with-macros", f"表样不能带宏：{path.name} 里有宏。", _NO_MACROS)
    if parts.content_type(package, main) != content_type:
        raise NotEditableError("它不是普通的 Word 文档" if kind == "docx" else "它不是普通的 Excel 工作簿")
    if active := next((name for name in names if any(part in name for part in _ACTIVE)), None):
        raise _refused(path, "form-refers-outside", f"表样里有外部数据连接或控件（{active}）。", _CUT_OFF)
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        if len(package[name]) > PART_BYTES:
            raise NotEditableError(f"里面的 {name} 太大")
        root = parse(package[name])
        if name.endswith(".rels"):
            _refuse_outside(path, root)
        elif name.startswith("word/"):
            _refuse_fields(path, root)


def _refuse_fields(path: Path, root: etree._Element) -> None:
    """Refuse fields that fetch from elsewhere; a field's text may stand in several runs of a paragraph."""
    texts = [node.get(w("instr"), "") for node in root.iter(w("fldSimple"))]
    for node in root.iter(w("fldChar"), w("instrText"), w("p")):
        if node.tag != w("instrText"):
            texts.append("")  # a new field begins here at the earliest
        elif texts:
            texts[-1] += node.text or ""
    for text in texts:
        if _FETCHING.match(text):
            message = f"表样里的域会从外面取内容：{text.strip()[:60]}。"
            raise _refused(path, "form-refers-outside", message, _CUT_OFF)


def _refuse_outside(path: Path, relations: etree._Element) -> None:
    for relation in relations:
        word = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and word not in _HARMLESS:
            message = f"表样引用了外面的内容（{word}）：{relation.get('Target', '')[:80]}。"
            raise _refused(path, "form-refers-outside", message, _CUT_OFF)


def _refused(path: Path, code: str, message: str, fix: str) -> ProblemsFound:
    return ProblemsFound([error(code, message, fix)], file=path.name)
