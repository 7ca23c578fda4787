"""A document as the rows and cells of a workbook's sheets, before anything is written."""

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from .announcing import labels, lines
from .document import Attachment, Block, Document, Heading, Inline, Inlines, Paragraph, Pictures, Table, Text, plain
from .docx_signature import chinese_date

Role = Literal["title", "addressee", "heading", "paragraph", "note", "signature", "caption", "header", "cell"]

_LONGEST = 30_000  # characters; a cell holds 32 767


@attrs.frozen
class Line:
    """A row of a sheet: one text across all columns, or the cells of a table's row."""

    role: Role
    cells: tuple[Inlines, ...]
    numeric: tuple[int, ...] = ()
    level: int = 0


@attrs.frozen
class Page:
    """A sheet: its name, its rows, and how many columns it has."""

    name: str
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        """As many as its widest table."""
        return max((len(line.cells) for line in self.lines), default=1)


def pages(document: Document) -> tuple[Page, ...]:
    """Return the sheet of the body and one for each attachment."""
    several = len(document.attachments) > 1
    body = Page("正文", tuple(_body(document)))
    attached = (
        Page("统计表" if not several and one.title.endswith("统计表") else label, tuple(_attachment(label, one)))
        for label, one in zip(labels(document), document.attachments, strict=True)
    )
    return (body, *attached)


def _body(document: Document) -> Iterator[Line]:
    yield _text("title", document.title)
    if document.addressee:
        yield _text("addressee", f"{document.addressee}：")
    yield from _story(document.blocks)
    for line in lines(document):
        yield _text("note", line)
    yield _text("signature", document.issuer)
    yield _text("signature", chinese_date(document.date))


def _attachment(label: str, attachment: Attachment) -> Iterator[Line]:
    yield _text("addressee", label)
    yield _text("title", attachment.title)
    yield from _story(attachment.blocks)


def _story(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading():
                yield Line("heading", ((Text(block.number), *block.content),), level=block.level)
            case Paragraph():
                yield from (Line("paragraph", (part,)) for part in _parts(block.content))
            case Table():
                yield from _table(block)
            case Pictures():  # named only
                yield _text("caption", "；".join(one.label for one in block.pictures))


def _table(table: Table) -> Iterator[Line]:
    if table.caption:
        yield _text("caption", table.caption)
    yield Line("header", tuple((Text(name),) for name in table.header))
    yield from (Line("cell", row, table.numeric) for row in table.rows)


def _parts(content: Inlines) -> Iterator[Inlines]:
    """Yield a paragraph in as many parts as fit a cell each."""
    part: list[Inline] = []
    for inline in _short(content):
        if part and len(plain(tuple(part))) + len(inline.text) > _LONGEST:
            yield tuple(part)
            part = []
        part.append(inline)
    yield tuple(part)


def _short(content: Inlines) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, Text):
            for start in range(0, len(inline.text), _LONGEST):
                yield attrs.evolve(inline, text=inline.text[start : start + _LONGEST])
        else:
            yield inline


def _text(role: Role, text: str) -> Line:
    return Line(role, ((Text(text),),))
