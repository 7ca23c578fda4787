"""Comments on cells: ours set beside other people's and taken away again, theirs left as they are."""

import attrs
from lxml import etree

from ..book import address
from . import parts
from .grid import Grid, position
from .markup import child, element, main, preserve, whole
from .note_shapes import NoteShapes
from .package import Package

#: The children of ``<comments>`` in the schema's order.
_COMMENTS = "authors commentList extLst"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
#: The legacy comment that stands for a thread names the thread as its author.
_THREAD = "tc="
_RUN = (
    '<r><rPr><sz val="9"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/></rPr><t/></r>'
)


@attrs.define
class Notes:
    """The comments of one worksheet.

    Attributes:
        heading: The first line of all that this program writes into a comment, and how it is found again: it
            outlives a save by Excel, WPS or LibreOffice, and a clerk's own words above it stay.
        author: Whose the new comments are.
    """

    package: Package
    sheet: str
    grid: Grid
    heading: str
    author: str
    _part: str | None = attrs.field(init=False)
    _root: etree._Element = attrs.field(init=False)
    _by_cell: dict[str, etree._Element] = attrs.field(init=False)
    _shapes: NoteShapes = attrs.field(init=False)
    _changed: bool = attrs.field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        self._part = parts.related(self.package, self.sheet, "comments")
        empty = "<comments><authors/><commentList/></comments>"
        self._root = self.package.xml(self._part) if self._part else element(empty)
        comments = self._root.iterfind(f"{main('commentList')}/{main('comment')}")
        self._by_cell = {comment.get("ref", "").upper(): comment for comment in comments}
        self._shapes = NoteShapes.open(self.package, self.sheet, self.grid)

    def clear(self) -> None:
        """Take away all that was written under the heading."""
        for here, comment in list(self._by_cell.items()):
            if self._cut(comment) and not _text(comment).strip():
                _detach(comment)
                del self._by_cell[here]
                self._shapes.erase(*(position(here) or (0, 0)))

    def add(self, row: int, column: int, text: str) -> bool:
        """Write ``text`` under the heading at a cell.

        Returns:
            False where it cannot be: a thread is there, or the sheet's drawing of comments is not readable.
        """
        comment = self._by_cell.get(address(row, column))
        if not self._shapes.readable or (comment is not None and self._author_of(comment).startswith(_THREAD)):
            return False
        before = "" if comment is None else "\n\n"
        if comment is None:
            comment = self._by_cell[address(row, column)] = self._new_comment(address(row, column))
        _append(comment, f"{before}{self.heading}\n{text}")
        self._shapes.draw(row, column, _text(comment))
        self._changed = True
        return True

    def save(self) -> bool:
        """Write the comments back if they changed; return whether the sheet's own XML changed by it."""
        if not self._changed:
            return False
        if self._by_cell:
            self.package.set_xml(self._part or self._new_part(), self._root)
        elif self._part:
            parts.drop(self.package, self.sheet, self._part)
        return self._shapes.save()

    def _cut(self, comment: etree._Element) -> bool:
        """Cut a comment's text at the heading; return whether it was there."""
        words = _words(comment)
        first = next((number for number, word in enumerate(words) if self.heading in (word.text or "")), None)
        if first is None:
            return False
        kept = (words[first].text or "").partition(self.heading)[0].rstrip()
        words[first].text = kept
        if first and not kept:  # the empty line before the heading, where another program has split the runs
            words[first - 1].text = (words[first - 1].text or "").rstrip()
        for word in words[first + 1 if kept else first :]:
            run = word.getparent()
            _detach(word if run is None or run.tag != main("r") else run)
        self._changed = True
        return True

    def _author_of(self, comment: etree._Element) -> str:
        authors = self._root.findall(f"{main('authors')}/{main('author')}")
        index = whole(comment.get("authorId"))
        return (authors[index].text or "") if index < len(authors) else ""

    def _new_comment(self, here: str) -> etree._Element:
        authors = child(self._root, "authors", _COMMENTS)
        names = [author.text for author in authors]
        if self.author not in names:
            etree.SubElement(authors, main("author")).text = self.author
            names.append(self.author)
        comment = etree.SubElement(child(self._root, "commentList", _COMMENTS), main("comment"), ref=here)
        comment.set("authorId", str(names.index(self.author)))
        etree.SubElement(comment, main("text"))
        return comment

    def _new_part(self) -> str:
        folder = self.sheet.split("/worksheets/")[0] if "/worksheets/" in self.sheet else "xl"
        part = self.package.free_name(folder + "/comments{}.xml")
        self.package[part] = b""
        parts.declare(self.package, part, _TYPE)
        parts.relate(self.package, self.sheet, "comments", part)
        return part


def _words(comment: etree._Element) -> list[etree._Element]:
    """Return the ``<t>`` of a comment's text, those of phonetic guides left out."""
    return comment.findall(f"{main('text')}/{main('t')}") + comment.findall(f"{main('text')}/{main('r')}/{main('t')}")


def _text(comment: etree._Element) -> str:
    return "".join(word.text or "" for word in _words(comment))


def _append(comment: etree._Element, text: str) -> None:
    """Add a run; a plain text becomes a run first, as both may not stand side by side."""
    body = comment.find(main("text"))
    if body is None:
        body = etree.SubElement(comment, main("text"))
        comment.insert(0, body)
    for word in body.findall(main("t")):
        run = etree.Element(main("r"))
        word.addprevious(run)
        run.append(word)
    runs = body.findall(main("r"))
    new = element(_RUN)
    preserve(new[-1], text)
    body.insert(body.index(runs[-1]) + 1 if runs else 0, new)


def _detach(entry: etree._Element) -> None:
    parent = entry.getparent()
    if parent is not None:
        parent.remove(entry)
