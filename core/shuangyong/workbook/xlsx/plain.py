"""Odd but legal XML, parsed by lxml and written again in the plain form that the scanner reads."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ..book import column_letter
from ..file_refusals import COLUMNS, ROWS
from .markup import MAIN, Damaged, escape, name_of, tree

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def plain_sheet(data: bytes) -> bytes:
    """Return a worksheet part in plain form: its rows, every cell with its address, and its merged ranges.

    Raises:
        Damaged: The part is not well-formed, or something stands where a cell should.
    """
    root = _root(data, "worksheet")
    sheets = _children(root, "sheetData")
    if len(sheets) != 1:
        raise Damaged("工作表没有数据区，或不止一个")
    pieces = [f'<worksheet xmlns="{MAIN[0]}"><sheetData>']
    number = 0
    for row in sheets[0]:
        _expect(row, "row")
        number = _row_number(row, number)
        pieces.append(f'<row r="{number}">{"".join(_cells(row, number))}</row>')
    pieces.append("</sheetData>")
    for merges in _children(root, "mergeCells"):
        ranges = "".join(f'<mergeCell ref="{_quoted(merge.get("ref", ""))}"/>' for merge in merges)
        pieces.append(f"<mergeCells>{ranges}</mergeCells>")
    return "".join([*pieces, "</worksheet>"]).encode()


def plain_strings(data: bytes) -> bytes:
    """Return a shared strings part in plain form.

    Raises:
        Damaged: The part is not well-formed, or holds something else than strings.
    """
    pieces = [f'<sst xmlns="{MAIN[0]}">']
    for item in _root(data, "sst"):
        if name_of(item) != "extLst":
            _expect(item, "si")
            pieces.append(f"<si><t>{escape(_text(item))}</t></si>")
    return "".join([*pieces, "</sst>"]).encode()


def _root(data: bytes, name: str) -> etree._Element:
    root = tree(data)
    if etree.QName(root).namespace not in MAIN or name_of(root) != name:
        raise Damaged(f"部件里应该是 {name}，却是 {name_of(root)}")
    return root


def _row_number(row: etree._Element, previous: int) -> int:
    """Return a row's number; without one it is its first cell's, else the next."""
    stated = row.get("r")
    if stated is None:
        first = next((cell.get("r") for cell in row if cell.get("r")), None)
        match = _REFERENCE.fullmatch(first) if first else None
        return int(match[2]) if match else previous + 1
    if not stated.isascii() or not stated.isdecimal() or not 0 < int(stated[:8]) <= ROWS:
        raise Damaged(f"行号「{stated[:20]}」不合规定")
    return int(stated)


def _cells(row: etree._Element, number: int) -> Iterator[str]:
    column = 0
    for cell in row:
        if name_of(cell) == "extLst":
            continue
        _expect(cell, "c")
        reference = cell.get("r")
        column = _column(reference) if reference else column + 1
        if column > COLUMNS:
            raise Damaged(f"第 {number} 行超出 {COLUMNS} 列")
        content = "".join(map(_part, cell))
        if content:
            attributes = "".join(f' {key}="{_quoted(cell.get(key, ""))}"' for key in ("s", "t") if cell.get(key))
            yield f'<c r="{reference or column_letter(column) + str(number)}"{attributes}>{content}</c>'


def _column(reference: str) -> int:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise Damaged(f"单元格地址「{reference[:20]}」不合规定")
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _part(part: etree._Element) -> str:
    name = name_of(part)
    if name == "is":
        return f"<is><t>{escape(_text(part))}</t></is>"
    if name == "f":
        shared = ' t="shared"' if part.get("t") == "shared" else ""
        return f"<f{shared}>{escape(_only_text(part))}</f>"
    if name == "v":
        return f"<v>{escape(_only_text(part))}</v>"
    if name == "extLst":
        return ""
    raise Damaged(f"单元格里有不该有的内容 {name}")


def _text(item: etree._Element) -> str:
    """Return the text of a string: its own and its runs', without the readings."""
    texts = []
    for child in item:
        name = name_of(child)
        if name == "t":
            texts.append(_only_text(child))
        elif name == "r":
            texts.extend(_only_text(text) for text in _children(child, "t"))
    return "".join(texts)


def _only_text(element: etree._Element) -> str:
    if len(element):
        raise Damaged("单元格的内容里夹着别的标记")
    return element.text or ""


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if name_of(child) == name]


def _expect(element: etree._Element, name: str) -> None:
    if name_of(element) != name or etree.QName(element).namespace not in MAIN:
        raise Damaged(f"应该是 {name} 的地方是 {name_of(element)}")


def _quoted(value: str) -> str:
    return escape(value).replace('"', "&quot;")
