"""Marks of a comment among a paragraph's runs, a run split where a mark must stand within it."""

import copy

from lxml import etree

from ..extraction.docx_markup import name_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHOLE = {"txbxContent", "ruby", "mc:AlternateContent"}


def open_(text: etree._Element, offset: int, number: str) -> None:
    """Let comment ``number`` begin before a character of a ``w:t``."""
    _beginning(text, offset).addprevious(_mark(text, "commentRangeStart", number))


def close(text: etree._Element, offset: int, number: str) -> None:
    """Let comment ``number`` end behind the character before ``offset``."""
    run = _ending(text, offset)
    end = _mark(text, "commentRangeEnd", number)
    run.addnext(end)
    reference = etree.Element(run.tag)
    reference.append(_mark(text, "commentReference", number))
    end.addnext(reference)


def _mark(text: etree._Element, name: str, number: str) -> etree._Element:
    space = etree.QName(text).namespace
    return etree.Element(f"{{{space}}}{name}", {f"{{{space}}}id": number})


def _beginning(text: etree._Element, offset: int) -> etree._Element:
    """Return the run that begins with a character; made by splitting one if need be."""
    if (whole := _whole(text)) is not None:
        return whole
    first = _split_text(text, offset) if offset else text
    before = [entry for entry in first.itersiblings(preceding=True) if name_of(entry) not in {"", "rPr"}]
    return _split_run(first) if before else _parent(first)


def _ending(text: etree._Element, offset: int) -> etree._Element:
    """Return the run that ends before a character, likewise."""
    if (whole := _whole(text)) is not None:
        return whole
    following = _split_text(text, offset) if offset < len(text.text or "") else text.getnext()
    if following is not None:
        _split_run(following)
    return _parent(text)


def _whole(text: etree._Element) -> etree._Element | None:
    """Return the run that may not be split: it holds the text box or the ruby that the text stands in."""
    within = [entry for entry in text.iterancestors() if name_of(entry) in _WHOLE]
    if not within:
        return None
    return next((entry for entry in within[-1].iterancestors() if name_of(entry) == "r"), None)


def _split_text(text: etree._Element, offset: int) -> etree._Element:
    """Cut a ``w:t`` in two; return the second."""
    content = text.text or ""
    second = copy.copy(text)
    text.text, second.text = content[:offset], content[offset:]
    for half in (text, second):
        half.set(_SPACE, "preserve")
    text.addnext(second)
    return second


def _split_run(first: etree._Element) -> etree._Element:
    """Move a run's content from ``first`` on into a run of its own with the same properties; return that."""
    run = _parent(first)
    new = etree.Element(run.tag)
    for name, value in run.attrib.items():
        new.set(name, value)
    properties = next((entry for entry in run if name_of(entry) == "rPr"), None)
    if properties is not None:
        new.append(copy.deepcopy(properties))
    for entry in [first, *first.itersiblings()]:
        new.append(entry)
    run.addnext(new)
    return new


def _parent(entry: etree._Element) -> etree._Element:
    parent = entry.getparent()
    assert parent is not None, "a w:t stands in a run"
    return parent
