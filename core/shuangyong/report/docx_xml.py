"""Elements of WordprocessingML, their properties put in the order that the schema asks for."""

import re
from collections.abc import Mapping

from lxml import etree

Element = etree._Element  # noqa: SLF001  (lxml gives its element type no public name)
Attributes = Mapping[str, str | int]
Property = bool | str | int | Attributes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NSMAP = {"w": W, "r": R}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# ISO/IEC 29500-1, annex A: Word refuses or overlooks properties that stand in another order.
_ORDERS = {
    name: {tag: place for place, tag in enumerate(tags.split())}
    for name, tags in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl tabs autoSpaceDE autoSpaceDN snapToGrid "
        "spacing ind jc outlineLvl",
        "rPr": "rFonts b color spacing sz szCs lang",
        "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
        "trPr": "cantSplit tblHeader",
        "tcPr": "tcW noWrap vAlign",
    }.items()
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def w(tag: str) -> str:
    """Return the name of a tag or attribute in the main namespace, as lxml spells it."""
    return f"{{{W}}}{tag}"


def element(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace."""
    made = etree.Element(w(tag), {w(name): str(value) for name, value in attributes.items()}, nsmap=_NSMAP)
    made.extend(children)
    return made


def properties(tag: str, /, *children: Element, **values: Property) -> Element:
    """Return a ``pPr``, ``rPr`` … of these properties in schema order.

    A value is the attributes, or the attribute ``val``; True stands for a bare element and False for ``val="0"``;
    ``children`` are properties that hold elements of their own.
    """
    order = _ORDERS[tag]
    made = [_property(name, value) for name, value in values.items()]
    return element(tag, *sorted([*made, *children], key=lambda each: order[local_name(each)]))


def local_name(node: Element) -> str:
    """Return the tag of an element without its namespace."""
    return etree.QName(node).localname


def text_elements(text: str) -> list[Element]:
    """Return the content of a run: the text verbatim, with a line break for each newline."""
    first, *others = text.split("\n")
    elements = [text_element(first)]
    for line in others:
        elements += [element("br"), text_element(line)]
    return elements


def text_element(text: str, tag: str = "t") -> Element:
    """Return an element that holds a text, its spaces kept."""
    made = element(tag)
    made.text = legal(text)
    made.set(_SPACE, "preserve")
    return made


def legal(text: str) -> str:
    """Return a text without the characters that no XML file may hold, such as NUL."""
    return _ILLEGAL.sub("", text)


def serialized(root: Element) -> bytes:
    """Return an element as the bytes of a part."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(_NSMAP))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _property(name: str, value: Property) -> Element:
    if value is True:
        return element(name)
    if isinstance(value, Mapping):
        return element(name, **value)
    return element(name, val=0 if value is False else value)
