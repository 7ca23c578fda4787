"""The index of evidence (台账目录): a document that lists every numbered piece by pillar and kind."""

import datetime
import re
from collections.abc import Iterator, Mapping

from ..model.dates import PartialDate
from ..model.fields import Field
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..report.dating import dated
from ..report.document import Block, Document, Heading, Paragraph, Table, Text
from ..report.manuscript import clean
from ..report.numerals import heading_number
from ..workbook.submitting import Cleared, cleared
from ..workbook.values import EVIDENCE
from .numbering import Entry, Numbered
from .pieces import Piece

TITLE = "双拥工作台账目录"
#: After the army's guidance of 2025 and 《互联网军事信息传播管理办法》, in force since 2025-03-01 (design/domain h).
CAUTION = "照片请逐张审看：不得出现军人着装、武器装备、训练执勤、可辨认的营区等涉军画面，打了马赛克的也不行。"
HEADER = ("编号", "日期", "事项", "材料", "类型和大小", "校验值")
_WHOLE = (0, 1, 5)
_SHORT_HASH = 8
#: No line ends between a size and its unit.
_UNIT, NO_BREAK = re.compile(" (?=[KM]B)"), "\xa0"


def index_document(
    ledger: Ledger,
    found: Numbered,
    extents: Mapping[str, str],
    left_out: Mapping[str, str] | None = None,
    today: datetime.date | None = None,
) -> Document:
    """Return the index of a ledger's evidence, without anything that may not leave the unit.

    Args:
        ledger: The unit's own.
        found: Its evidence, numbered.
        extents: How much each piece is, by number.
        left_out: Why pieces do not go along, by number, where the index goes with a package.
        today: What dates it where the ledger gives no full date.
    """
    bare = cleared(ledger)
    rows = {(row.sheet, row.number): row for row in bare.ledger.rows}
    unit = clean(bare.ledger.unit.name)
    return Document(
        kind="table",
        title=f"{unit}{ledger.year}年{TITLE}",
        issuer=unit,
        date=dated(ledger, "table", today)[0],
        blocks=tuple(_blocks(bare, rows, found, extents, left_out or {})),
        ledgers=((ledger.file, ledger.sha256),),
    )


def _blocks(
    bare: Cleared,
    rows: Mapping[tuple[str, int], Row],
    found: Numbered,
    extents: Mapping[str, str],
    left_out: Mapping[str, str],
) -> Iterator[Block]:
    yield _paragraph(_summary(found))
    yield _paragraph(CAUTION + "本目录只登记材料，不识别画面内容。")
    if left_out:
        yield _paragraph("未随件报送的材料：" + "；".join(f"{number} {why}" for number, why in left_out.items()) + "。")
    for place, (pillar, kinds) in enumerate(found.by_kind().items(), 1):
        yield Heading(1, heading_number(1, place), (Text(pillar.label),))
        for kind, entries in kinds.items():
            lines = (_line(bare, rows[entry.place], entry, extents.get(entry.number, "")) for entry in entries)
            cells = tuple(tuple((Text(text),) for text in line) for line in lines)
            yield Table(kind.label, HEADER, cells, whole=_WHOLE)


def _summary(found: Numbered) -> str:
    once = found.once
    if not once:
        return "台账中没有登记佐证材料。"
    groups: dict[str, int] = {}
    for entry in once:
        groups[entry.piece.format.label] = groups.get(entry.piece.format.label, 0) + 1
    said = "、".join(f"{label}{count}份" for label, count in groups.items())
    rows = len({entry.place for entry in found.entries})
    return (
        f"共登记佐证材料{len(once)}份（{said}），为台账{rows}条记录的佐证。校验值取原件 SHA-256 的前{_SHORT_HASH}位。"
    )


def _line(bare: Cleared, row: Row, entry: Entry, extent: str) -> tuple[str, ...]:
    return (
        entry.number,
        _day(row.date, bare.ledger.year),
        title_of(row),
        "单元格中的图片" if entry.piece.in_ledger else clean(bare.text(entry.piece.name)),
        f"{entry.piece.format.label} {_UNIT.sub(NO_BREAK, extent)}".strip(),
        hash_of(entry.piece)[:_SHORT_HASH],
    )


def hash_of(piece: Piece) -> str:
    """Return the hash of a piece; empty where the file has gone."""
    try:
        return piece.sha256
    except OSError:  # it has gone since, which is told where it is opened
        return ""


def title_of(row: Row) -> str:
    """Return what a row is about in a few words: its title, else its first text, else its form, else its kind."""
    own = (row.value(field.id) for field in _naming(row.kind))
    return next((clean(text) for text in own if isinstance(text, str) and text.strip()), row.kind.label)


def _naming(kind: Kind) -> list[Field]:
    forms = [field for field in kind.choices if field.id == "form"]  # 宣传 has no words of its own
    texts = [
        field for field in kind.free_texts if field.id not in (EVIDENCE, "remarks", "place") and not field.designation
    ]
    return [*sorted(texts, key=lambda field: field.id != "title"), *forms]


def _day(date: PartialDate | None, year: int) -> str:
    if date is None:
        return ""
    return date.chinese.removeprefix(f"{year}年") if date.year == year and date.month else date.chinese


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))
