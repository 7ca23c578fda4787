"""A composed document: the one tree that every writer (docx, html, xlsx, md) walks."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import attrs

from ..model.documents import DocumentKind


@attrs.frozen
class Source:
    """A cell that a figure was computed from, with the original text found there."""

    file: str
    sheet: str
    cell: str
    value: str


@attrs.frozen(kw_only=True)
class Figure:
    """A number printed in a document, and the cells it comes from.

    Attributes:
        ordinal: Its place in the document, from 1; a figure printed twice has two ordinals.
        name: ``<kind>.<measure>``, such as ``hospital.recruit_exam.examined``.
        label: What a person calls it: 征兵体检·体检人数.
        text: As printed, without the unit: ``343``, ``约500``, ``1.2万``.
        amount: The exact value, in ``unit``.
        unit: 人, 元 …
        approx: Whether a part of it was given as 近、余、约.
        sources: Where it comes from; for a plain count, one cell of each row counted.
    """

    ordinal: int
    name: str
    label: str
    text: str
    amount: Decimal
    unit: str
    approx: bool = False
    sources: tuple[Source, ...] = ()


@attrs.frozen
class Text:
    """A run of plain text."""

    text: str
    bold: bool = False


@attrs.frozen
class FigureRun:
    """A run of text that prints a figure; ``text`` is exactly the figure's own."""

    figure: Figure
    bold: bool = False

    @property
    def text(self) -> str:
        """The figure as printed."""
        return self.figure.text


Inline = Text | FigureRun
Inlines = tuple[Inline, ...]


@attrs.frozen
class Heading:
    """A heading; ``number`` is what stands before it: level 1 一、 2 （一） 3 ``1.`` 4 （1）."""

    level: int
    number: str
    content: Inlines


@attrs.frozen
class Paragraph:
    """A paragraph of the body; list items arrive here as text (一是…；二是…)."""

    content: Inlines


@attrs.frozen
class Table:
    """A table: a header row, and rows of as many cells.

    Attributes:
        caption: What stands above it; empty for nothing.
        header: What stands above each column.
        rows: The cells.
        numeric: The right-aligned columns, from 0.
        whole: The columns that stay on one line where the page is wide enough: codes and dates.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    numeric: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Picture:
    """A picture that a document shows.

    Attributes:
        ordinal: Its place among the pictures of the document, from 1: 图1.
        caption: What it shows, without the number.
        content: A JPEG or PNG.
        suffix: ``.jpg`` or ``.png``.
        width: In pixels.
        height: In pixels.
    """

    ordinal: int
    caption: str
    content: bytes = attrs.field(repr=False)
    suffix: str
    width: int
    height: int

    @property
    def label(self) -> str:
        """What stands below it: ``图1 义诊现场``."""
        return f"图{self.ordinal} {self.caption}"


@attrs.frozen
class Pictures:
    """Pictures side by side, one or two, each with its caption below; none higher than so many millimetres."""

    pictures: tuple[Picture, ...]
    highest: int = 60


Block = Heading | Paragraph | Table | Pictures


@attrs.frozen
class Attachment:
    """An attachment (附件): its title and what it holds; starts on a page of its own."""

    title: str
    blocks: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Document:
    """A document ready to be written.

    Attributes:
        kind: summary, plan, brief or table.
        title: The title, in one line; a writer breaks it by sense.
        addressee: 主送机关, without the colon; None where there is none.
        issuer: 发文机关 that signs.
        date: 成文日期.
        blocks: The body.
        attachments: 附件, in order.
        ledgers: The ledger files that it was composed from: (name, sha256).
    """

    kind: DocumentKind
    title: str
    issuer: str
    date: datetime.date
    addressee: str | None = None
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    ledgers: tuple[tuple[str, str], ...] = ()

    def figures(self) -> tuple[Figure, ...]:
        """Return every figure of the body and the attachments, by ordinal."""
        runs = (run for block in self._all_blocks() for run in _runs(block))
        found = {run.figure.ordinal: run.figure for run in runs if isinstance(run, FigureRun)}
        return tuple(found[ordinal] for ordinal in sorted(found))

    def pictures(self) -> tuple[Picture, ...]:
        """Return every picture of the body and the attachments, in reading order."""
        return tuple(one for block in self._all_blocks() if isinstance(block, Pictures) for one in block.pictures)

    def _all_blocks(self) -> Iterator[Block]:
        yield from self.blocks
        for attachment in self.attachments:
            yield from attachment.blocks


def _runs(block: Block) -> Iterator[Inline]:
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell
    elif not isinstance(block, Pictures):
        yield from block.content


def plain(content: Inlines) -> str:
    """Return the text of a run of inlines, as printed."""
    return "".join(run.text for run in content)
