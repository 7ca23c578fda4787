"""What a composed document says, as a reader sees it, and what should never have been left in it."""

import re
from collections.abc import Iterator

from ..report.document import Block, Document, Heading, Paragraph, Pictures, Table, plain
from .records import UNTOLD

#: What has no business in any line of a document: what it is called, and what it looks like.
_LEFTOVERS = {
    "模板记号": r"\{\{|\}\}|\{%|%\}|\{#|#\}",
    "程序里的空值": "(?<![A-Za-z])(?:None|nan|NaN|Undefined|True|False)(?![A-Za-z])",
    "看不见的字符": "[\x00-\x1f\x7f\u200b\ufeff\ufffc\ufffd\ue000-\uf8ff]",
    "重叠的标点": "[，、；：。！？]{2,}",
    "空的括号": r"（\s*）|“\s*”|《\s*》|〔\s*〕",
    "括号里外多出的标点": "[（“《][，、；：。]|[，、；：][）》]",
    "没有替换的占位": r"[Xx×]{2,}|_{2,}|待填|待补|TODO|［此处|\[此处",
    "汉字之间的空格": "[\u4e00-\u9fff] +[\u4e00-\u9fff]",
    "敏感字段的内容": UNTOLD,
}
_PAIRS = ("（）", "“”", "《》")
_NO_LINE_BEGINS_SO = tuple("，、；：。）》”")
_EVERY_PARAGRAPH_ENDS_SO = tuple("。：！？")


def leftovers(document: Document) -> Iterator[str]:
    """Yield what is wrong with the words of a document: a line of Chinese each, with the words."""
    lines = [document.title, *_lines(document.blocks)]
    for attachment in document.attachments:
        lines += [attachment.title, *_lines(attachment.blocks)]
    for line in lines:
        yield from (f"{what}：{line}" for what, look in _LEFTOVERS.items() if re.search(look, line))
        yield from (f"{pair} 不成对：{line}" for pair in _PAIRS if line.count(pair[0]) != line.count(pair[1]))
    for paragraph in (plain(block.content) for block in document.blocks if isinstance(block, Paragraph)):
        if paragraph.startswith(_NO_LINE_BEGINS_SO):
            yield f"段首多出的标点：{paragraph}"
        if not paragraph.endswith(_EVERY_PARAGRAPH_ENDS_SO):
            yield f"段末没有句号：{paragraph}"


def told(document: Document) -> set[str]:
    """Return the full names of the measures that a document prints, attachments included: ``core.visit.people``."""
    return {figure.name for figure in document.figures()}


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (block.caption, *block.header)
            yield from (plain(cell) for row in block.rows for cell in row)
        elif isinstance(block, Pictures):
            yield from (one.label for one in block.pictures)
        else:
            yield (block.number if isinstance(block, Heading) else "") + plain(block.content)
