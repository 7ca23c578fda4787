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
    "第一块",
    "第一方面",
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
_OUTER = frozenset(_ORDER[: _ORDER.index("（一）") + 1])

#: Outside every style's rank: titles and what the document itself marks; then bare lines.
_TITLE_RANK = -100
_UNNUMBERED_RANK = -1

#: A title is not longer, nor is a sentence that opens a paragraph as its title.
_LONGEST_LINE = 60
_LONGEST_LEAD = 40
_LONGEST_BARE = 25
#: A title stands among the first sentences.
_TITLE_WITHIN = 4

#: A digit of anything but a year: a heading tells of no figures.
_FIGURE = re.compile(r"\d(?!\d*年)")
#: 【原定安排】 opens a section, on a line of its own or before its text.
_BRACKETED = re.compile(r"\s*【([^【】\n]{2,20})】")
#: Between the cells of a row: it is no title.
_COLUMNS = re.compile(r"\t|\u3000{2}| {3}")
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
            heading = _heading(text, pieces, number, levels, first=not under and number < _TITLE_WITHIN)
            if heading is not None:
                rank, made = heading
                while stack and stack[-1][0] >= rank:
                    stack.pop()
                level = sum(1 for _, outer in stack if outer.level) + 1 if rank > _TITLE_RANK else 0
                stack.append((rank, attrs.evolve(made, level=level)))
                under = tuple(outer for _, outer in stack)
            elif piece.opens and stack and (own := _rank_of(piece)) is not None and stack[-1][0] >= own:
                while stack and stack[-1][0] >= own:  # 4. ends what 3. began, though it is no heading itself
                    stack.pop()
                under = tuple(outer for _, outer in stack)
        found.append(under)
    return found


def _rank_of(piece: Piece) -> int | None:
    """Return the rank of the number that a sentence opens with."""
    item = piece.clauses[0].item
    return None if item is None else _RANK.get(item.style, len(_RANK))


def _heading(
    text: str, pieces: Sequence[Piece], number: int, levels: Mapping[int, int], *, first: bool
) -> tuple[int, Heading] | None:
    """Return the rank and the heading that a sentence is or opens with; None for one that is none."""
    piece = pieces[number]
    if item := piece.clauses[0].item:
        end = _end_of_numbered(text, piece, item)
        return None if end is None else (_RANK.get(item.style, len(_RANK)), _made(text, item.start, end, item))
    if piece.opens and (bracketed := _BRACKETED.match(text, piece.start, piece.end)):
        return _UNNUMBERED_RANK, Heading(piece.start, bracketed.end(), 0, None, bracketed[1])
    if not (piece.opens and piece.closes):
        return None
    heading = _made(text, piece.start, piece.end, None)
    if not heading.title:
        return None
    if (level := levels.get(piece.start)) is not None:
        return _TITLE_RANK + level, heading
    if mark := _MARKDOWN.match(text, piece.start, piece.end):
        return (_TITLE_RANK if first else _TITLE_RANK + len(mark[1]) - 1), heading
    if not _is_bare(text[piece.start : piece.end], heading.title):
        return None
    if first or (_TITLE_WORDS.search(heading.title[-8:]) and "双拥" in heading.title and len(heading.title) >= 8):
        return _TITLE_RANK, heading
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    if after is None or len(heading.title) > _LONGEST_BARE or re.search("[，,]", heading.title):
        return None
    return None if _SIGNED.fullmatch(text, after.start, after.end) else (_UNNUMBERED_RANK, heading)


def _made(text: str, start: int, end: int, item: Item | None) -> Heading:
    title = text[item.end if item else start : end].strip().strip("#").strip().rstrip("。：:；;")
    return Heading(start, end, 0, item, title)


def _end_of_numbered(text: str, piece: Piece, item: Item) -> int | None:
    """Return where the heading ends that a numbered sentence is or opens with; None where it is an item of a list.

    A line of its own is one unless it ends as a sentence does; sections may (一、加强领导。). The first words of a
    paragraph are one where they are short, end in a stop or a colon and hold no figure.
    """
    first = piece.clauses[0]
    if len(piece.clauses) > 1 and text[first.end - 1] in "：:":
        return first.end if _is_lead(text[item.end : first.end].strip()) else None
    said = text[item.end : piece.end].strip()
    if not piece.closes:
        return piece.end if _is_lead(said) and said.endswith("。") else None
    if not said or not piece.opens or len(said) > _LONGEST_LINE or said.endswith(("；", ";", "，", ",")):
        return None
    if _FIGURE.search(said):
        return None
    return piece.end if not said.endswith("。") or (item.style in _OUTER and len(said) <= _LONGEST_LEAD) else None


def _is_lead(said: str) -> bool:
    return 1 < len(said) <= _LONGEST_LEAD and not _FIGURE.search(said)


def _is_bare(said: str, title: str) -> bool:
    if len(title) > _LONGEST_LINE or _COLUMNS.search(said.strip()) or said.rstrip()[-1] in "。！？!?；;，,、：:":
        return False
    return not _NO_TITLE.search(title) or bool(_TITLE_WORDS.search(title))
