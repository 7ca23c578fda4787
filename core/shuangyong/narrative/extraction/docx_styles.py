"""What a paragraph's style says of it: a heading of which level, a numbered item of which list."""

import re
from collections.abc import Iterator

import attrs
from lxml import etree

from .docx_markup import attribute, child, named

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = {"title", "标题"}
_CHAIN = 12  # styles based on styles; a circle ends here


@attrs.frozen
class Style:
    """A paragraph style with what it inherits.

    Attributes:
        level: Of a heading: 0 the title, 1 the outermost; else None.
        contents: Whether it is an entry of a table of contents.
        number: The list that it numbers its paragraphs by.
        index: The level in that list where the style states it.
    """

    identifier: str = ""
    level: int | None = None
    contents: bool = False
    number: str | None = None
    index: int | None = None


@attrs.define
class Styles:
    """The paragraph styles of a document."""

    _entries: dict[str, etree._Element]
    _default: str
    _known: dict[str, Style] = attrs.field(init=False, factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> "Styles":
        """Return the styles that ``styles.xml`` defines; none where there is no such part."""
        entries = {} if root is None else {attribute(one, "styleId") or "": one for one in named(root, "style")}
        default = next((name for name, one in entries.items() if _is_default(one)), "")
        return cls(entries, default)

    def __getitem__(self, identifier: str | None) -> Style:
        name = identifier if identifier in self._entries else self._default
        assert name is not None
        if name not in self._known:
            self._known[name] = self._derived(name)
        return self._known[name]

    def _derived(self, identifier: str) -> Style:
        chain = [*self._chain(identifier)]
        names = [(attribute(child(entry, "name"), "val") or "").strip() for entry in chain]
        number = next((found for entry in chain if (found := numbering_of(child(entry, "pPr")))), (None, None))
        return Style(
            identifier=identifier,
            level=heading(next((one for one in map(_level, chain, names) if one is not None), None)),
            contents=any(re.match(r"(?:toc|目录)\s*\d", name, re.IGNORECASE) for name in names),
            number=number[0],
            index=number[1],
        )

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        for _ in range(_CHAIN):
            entry = self._entries.get(identifier)
            if entry is None:
                return
            yield entry
            identifier = attribute(child(entry, "basedOn"), "val") or ""


def heading(level: int | None) -> int | None:
    """Return the level of a heading; None for what is none, such as level 10."""
    return level if level is not None and level < 10 else None


def outline_level(properties: etree._Element | None) -> int | None:
    """Return what ``w:outlineLvl`` states: its 0 is the outermost section (1), its 9 plain text (10)."""
    text = attribute(child(properties, "outlineLvl"), "val")
    return int(text) + 1 if text and re.fullmatch("[0-9]", text) else None


def numbering_of(properties: etree._Element | None) -> tuple[str | None, int | None] | None:
    """Return list and level that paragraph properties state; None where they state neither."""
    entry = child(properties, "numPr")
    if entry is None:
        return None
    index = attribute(child(entry, "ilvl"), "val")
    return attribute(child(entry, "numId"), "val"), int(index) if index and re.fullmatch("[0-8]", index) else None


def _level(entry: etree._Element, name: str) -> int | None:
    match = _HEADING.fullmatch(name)
    if match:
        return int(match[1])
    return 0 if name.lower() in _TITLES else outline_level(child(entry, "pPr"))


def _is_default(entry: etree._Element) -> bool:
    return attribute(entry, "type") == "paragraph" and attribute(entry, "default") in {"1", "true", "on"}
