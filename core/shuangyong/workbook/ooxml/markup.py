"""SpreadsheetML's words: its namespaces, the order its schema asks for, and text that stays plain text."""

import copy
import re
from typing import Any

from lxml import etree

from .package import NotEditableError, parse

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#: The children of ``<worksheet>``, ``<workbook>`` and ``<styleSheet>`` in the order of ECMA-376 part 1, annex A.2:
#: Excel offers to "repair" a file whose elements stand otherwise.
WORKSHEET = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
    "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst"
)
WORKBOOK = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def main(name: str) -> str:
    """Return the qualified name of a SpreadsheetML element."""
    return f"{{{MAIN}}}{name}"


def element(markup: str) -> etree._Element:
    """Return the SpreadsheetML element written in ``markup``, which names no namespace."""
    return copy.deepcopy(parse(f'<root xmlns="{MAIN}">{markup}</root>'.encode())[0])  # the root of its own document


def child(parent: etree._Element, name: str, order: str) -> etree._Element:
    """Return the child of that name, made where the schema's order wants it if there is none."""
    found = parent.find(main(name))
    if found is None:
        found = etree.SubElement(parent, main(name))
        place(parent, found, order)
    return found


def place(parent: etree._Element, element: etree._Element, order: str) -> None:
    """Put ``element`` behind all that the schema's order sets before it.

    Elements that the order does not know (``mc:AlternateContent``) keep their place.
    """
    names = order.split()
    before = {main(name) for name in names[: names.index(etree.QName(element).localname)]}
    last = max((index for index, entry in enumerate(parent) if entry.tag in before), default=-1)
    if element.getparent() is not None:
        parent.remove(element)
    parent.insert(last + 1, element)


def shape(entry: etree._Element) -> Any:
    """Return what makes two elements equal: everything but prefixes and white space; it can be a key."""
    content = tuple(shape(part) for part in entry.iterchildren(etree.Element))
    return entry.tag, tuple(sorted(entry.attrib.items())), (entry.text or "").strip(), content


def plain(text: str) -> str:
    """Return text for a ``<t>``: what XML forbids is dropped, and ``_x0041_`` stays what it looks like."""
    return _LOOKS_ESCAPED.sub("_x005F_", _ILLEGAL.sub("", text))


def whole(text: str | None, default: int = 0) -> int:
    """Return a whole number of the file's markup.

    Raises:
        NotEditableError: It is none.
    """
    if text is None:
        return default
    if not re.fullmatch(r"\d{1,9}", text):
        raise NotEditableError("里面的 XML 已经损坏")
    return int(text)


def preserve(element: etree._Element, text: str) -> etree._Element:
    """Set an element's text so that its spaces and line breaks are kept, and return it."""
    element.text = plain(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
