"""The outline of a text: titles and numbered sections, as lines of their own or as a paragraph's first words."""

import re
from collections.abc import Mapping, Sequence

import attrs

from .analysis import Heading, Item
from .sentences import Piece

#: How styles of numbers nest in official documents (GB/T 9704-2012, 7.3.3), the outermost first.
_ORDER = (
    "第一编",
    "第一章",
    "第一节",
    "第一条",
    "第一部分",
    "一、",
    "（一）",
    "1.",
    "（1）",
    "1）",
    "①",
    "一是",
    "一要",
    "第一",
)
_RANK = {style: rank for rank, style in enumerate(_ORDER)}

#: Numbers of sections: a line under one is a heading even where it ends in a full stop.
_OUTER = frozenset(_ORDER[:7])

#: A title is not longer, nor is a sentence that opens a paragraph as its title.
_LONGEST_LINE = 60
_LONGEST_LEAD = 40
_LONGEST_BARE = 25

_MARKDOWN = re.compile(r"\s*(#{1,6})\s")
_TITLE_WORDS = re.compile(
    r"总结|计划|方案|汇报|报告|情况|要点|意见|办法|制度|职责|材料|综述|通知|规定|条例|细则|安排|讲话|发言|简报|纪实|侧记|事迹|打算|公约|协议|介绍|述职|倡议书|章程"
)
_NO_TITLE = re.compile(
    r"^[（(]?(?:\d{4}|[〇零○一二三四五六七八九xX*]{4})年|[，,；;、]$|^(?:附件|抄送|主题词|联系|电话|推荐度|点击|将本文)"
)
#: The date below the name that signs a document.
_SIGNED = re.compile(r"\s*(?:\d{4}|[〇零○一二三四五六七八九xX*]{4})年.{1,6}日\s*")


def outline(text: str, pieces: Sequence[Piece], levels: Mapping[int, int]) -> list[tuple[Heading, ...]]:
    """Return for each sentence the headings that it stands under, the outermost first.

    Args:
        text: The folded text.
        pieces: Its sentences.
        levels: Of lines that the document itself marks as headings, by where they begin: 0 its title, 1 a section.
    """
    stack: list[tuple[int, Heading]] = []
    under: tuple[Heading, ...] = ()
    found: list[tuple[Heading, ...]] = []
    for number, piece in enumerate(pieces):
        if piece.opens or piece.clauses[0].item:
            heading = _heading(text, pieces, number, levels, first=not found or not under)
            if heading is not None:
                rank, made = heading
                while stack and stack[-1][0] >= rank:
                    stack.pop()
                level = sum(1 for _, outer in stack if outer.level) + 1 if rank > _TITLE_RANK else 0
                stack.append((rank, attrs.evolve(made, level=level)))
                under = tuple(outer for _, outer in stack)
        found.append(under)
    return found


#: Below every style's rank: the document's title; then headings without a number.
_TITLE_RANK = -2
_UNNUMBERED_RANK = -1


def _heading(
    text: str, pieces: Sequence[Piece], number: int, levels: Mapping[int, int], *, first: bool
) -> tuple[int, Heading] | None:
    """Return the rank and the heading that a sentence is; None for one that is none."""
    piece = pieces[number]
    item = piece.clauses[0].item
    said = text[item.end if item else piece.start : piece.end]
    title = said.strip().strip("#").strip().rstrip("。：:；;")
    if not title:
        return None
    heading = Heading(item.start if item else piece.start, piece.end, 0, item, title)
    if item is not None:
        is_one = _is_line(said, item) if piece.opens and piece.closes else _is_lead(said, piece)
        return (_RANK.get(item.style, len(_RANK)), heading) if is_one else None
    if not (piece.opens and piece.closes):
        return None
    if piece.start in levels:
        return (_TITLE_RANK if levels[piece.start] == 0 else _UNNUMBERED_RANK), heading
    if mark := _MARKDOWN.match(text, piece.start, piece.end):
        return (_TITLE_RANK if first or len(mark[1]) == 1 else _UNNUMBERED_RANK), heading
    if not _is_bare(said, title):
        return None
    if first or (_TITLE_WORDS.search(title[-8:]) and "双拥" in title and len(title) >= 8):
        return _TITLE_RANK, heading
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    if len(title) > _LONGEST_BARE or re.search("[，,]", title) or after is None:
        return None
    return None if _SIGNED.fullmatch(text, after.start, after.end) else (_UNNUMBERED_RANK, heading)


def _is_line(said: str, item: Item) -> bool:
    """Tell whether a numbered line is a heading, not an item of a list or a paragraph of one sentence."""
    said = said.strip()
    if len(said) > _LONGEST_LINE or said.endswith(("；", ";", "，", ",")):
        return False
    return not said.endswith("。") or (item.style in _OUTER and len(said) <= _LONGEST_LEAD)


def _is_lead(said: str, piece: Piece) -> bool:
    """Tell whether a sentence that opens a paragraph, or an item within one, is the title of what follows."""
    return (
        not piece.closes
        and len(said) <= _LONGEST_LEAD
        and said.rstrip().endswith(("。", "：", ":"))
        and not re.search(r"\d", said)
    )


def _is_bare(said: str, title: str) -> bool:
    if len(title) > _LONGEST_LINE or "\t" in said or said.rstrip()[-1] in "。！？!?；;，,、：:":
        return False
    return not _NO_TITLE.search(title) or bool(_TITLE_WORDS.search(title))
