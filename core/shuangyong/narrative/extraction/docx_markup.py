"""WordprocessingML's names. Both its namespaces are read: the one of Word and WPS, and that of Strict OOXML."""

from collections.abc import Iterator

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PREFIXES = {MAIN: "", STRICT: "", _COMPATIBILITY: "mc:", _MATH: "m:"}

OFF = {"0", "false", "off", "none"}


def name_of(entry: etree._Element) -> str:
    """Return an element's local name (``p``); a foreign one is ``mc:…``, ``m:…`` or ``?:…``, a comment is empty."""
    if not isinstance(entry.tag, str):
        return ""
    space, _, local = entry.tag[1:].rpartition("}")
    return _PREFIXES.get(space, "?:") + local


def attribute(entry: etree._Element | None, name: str) -> str | None:
    """Return an attribute of the word processor's own namespace."""
    if entry is None:
        return None
    return entry.get(f"{{{MAIN}}}{name}", entry.get(f"{{{STRICT}}}{name}"))


def children(entry: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of that name."""
    return entry.iterchildren(f"{{{MAIN}}}{name}", f"{{{STRICT}}}{name}")


def child(entry: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child of that name, or the child's child along a path."""
    for name in path:
        entry = None if entry is None else next(children(entry, name), None)
    return entry


def named(entry: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the descendants of that name in document order."""
    return entry.iter(f"{{{MAIN}}}{name}", f"{{{STRICT}}}{name}")


def switched_on(entry: etree._Element | None) -> bool:
    """Tell whether a property such as ``w:vanish`` is there and not switched off."""
    return entry is not None and attribute(entry, "val") not in OFF
