"""The sheet 问题清单: every problem of a file in one list, each with a link to its cell."""

import itertools
from collections.abc import Container, Sequence
from typing import Any

import attrs
from lxml import etree

from ..model.problems import Problem
from .book import column_letter
from .ooxml import parts
from .ooxml.grid import Grid, position
from .ooxml.markup import MAIN, WORKBOOK, WORKSHEET, child, element, main, preserve, whole
from .ooxml.package import Package, parse
from .ooxml.styles import Styles, solid
from .ooxml.workbook import Workbook

LIST_SHEET = "问题清单"
LEVELS = {"error": "错误", "warning": "提醒"}

#: Heading and width in characters.
_COLUMNS = {"序号": 6, "级别": 7, "工作表": 16, "单元格": 9, "原值": 22, "问题": 46, "怎样改": 42}
_HEAD_ROW = 2
_LONGEST_TEXT = 32_767  # characters that Excel takes in a cell
_MOST_LINKS = 65_530  # that Excel takes in a sheet

_SHEET = f"""<worksheet xmlns="{MAIN}">
<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>
<sheetViews><sheetView showGridLines="0" workbookViewId="0">
<pane ySplit="{_HEAD_ROW}" topLeftCell="A{_HEAD_ROW + 1}" activePane="bottomLeft" state="frozen"/>
<selection pane="bottomLeft"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/><cols/><sheetData/>
<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>
<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>
</worksheet>"""

_FONT = '<sz val="11"/>{colour}<name val="宋体"/><family val="3"/><charset val="134"/>'
#: Dark red and dark yellow, which can be read on white and in print.
_INKS = {"error": '<color rgb="FFC00000"/>', "warning": '<color rgb="FF7F6000"/>'}
_LINE = 'style="thin"><color rgb="FFBFBFBF"/>'
_BORDER = "".join(f"<{side} {_LINE}</{side}>" for side in ("left", "right", "top", "bottom")) + "<diagonal/>"


@attrs.frozen
class _Look:
    """The cell formats of the list."""

    title: int
    head: int
    levels: dict[str, int]
    middle: int
    text: int
    link: int


def find_list(workbook: Workbook) -> str | None:
    """Return the name of the list that an earlier check has written: known by its heading, not by its name alone."""
    for name, part in workbook.worksheets().items():
        if name.startswith(LIST_SHEET) and _head(workbook, part) == list(_COLUMNS):
            return name
    return None


def write_list(workbook: Workbook, styles: Styles, problems: Sequence[Problem], sheets: Container[str]) -> None:
    """Write the list as the last sheet, or in place of the one that is there; ``sheets`` are those to link to."""
    name = find_list(workbook)
    if name is None:
        name = _free_name(workbook)
        workbook.add_sheet(name)
    else:
        _empty(workbook, name)
    workbook.package.set_xml(workbook.worksheets()[name], _sheet(problems, sheets, _look(styles)))
    child(child(workbook.root, "bookViews", WORKBOOK), "workbookView", "workbookView extLst")
    index = [sheet.get("name") for sheet in workbook.sheets()].index(name)
    workbook.define("_xlnm.Print_Titles", f"{_quoted(name)}!$1:${_HEAD_ROW}", sheet=index)


def list_alone(problems: Sequence[Problem]) -> bytes:
    """Return a workbook that holds nothing but the list."""
    package = Package()
    workbook = Workbook.new(package)
    styles = Styles.open(workbook)
    write_list(workbook, styles, problems, sheets=())
    styles.save()
    workbook.save()
    return package.to_bytes()


def _free_name(workbook: Workbook) -> str:
    taken = {sheet.get("name") for sheet in workbook.sheets()}
    names = itertools.chain([LIST_SHEET], (f"{LIST_SHEET}{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)


def _empty(workbook: Workbook, name: str) -> None:
    """Take away what a list that is to be written anew brings along, and show it if it was hidden."""
    part = workbook.worksheets()[name]
    next(sheet for sheet in workbook.sheets() if sheet.get("name") == name).attrib.pop("state", "")
    calculations = parts.related(workbook.package, workbook.part, "calcChain")
    if calculations and workbook.package.xml(part).find(f".//{main('f')}") is not None:
        parts.drop(workbook.package, workbook.part, calculations)  # it names formulas that go; Excel makes a new one
    parts.drop_relations(workbook.package, part)


def _head(workbook: Workbook, part: str) -> list[str]:
    strings = parts.related(workbook.package, workbook.part, "sharedStrings")
    shared = workbook.package.xml(strings).findall(main("si")) if strings else []
    texts = []
    for cell in Grid(workbook.package.xml(part)).texts(_HEAD_ROW):
        holder = cell
        if cell.get("t") == "s":
            index = whole(cell.findtext(main("v")))
            holder = shared[index] if index < len(shared) else cell
        texts.append("".join(word.text or "" for word in holder.iter(main("t"))))
    return [text for text in texts if text]


def _sheet(problems: Sequence[Problem], sheets: Container[str], look: _Look) -> etree._Element:
    root = parse(_SHEET.encode())
    columns, data = child(root, "cols", WORKSHEET), child(root, "sheetData", WORKSHEET)
    for number, width in enumerate(_COLUMNS.values(), 1):
        etree.SubElement(columns, main("col"), min=str(number), max=str(number), width=str(width), customWidth="1")
    _row(data, 1, [_title(problems)], [look.title])
    _row(data, _HEAD_ROW, list(_COLUMNS), [look.head] * len(_COLUMNS))
    links: list[tuple[str, str]] = []
    for number, problem in enumerate(problems, 1):
        target = _target(problem, sheets) if len(links) < _MOST_LINKS else None
        level, link = look.levels[problem.severity], look.link if target else look.middle
        looks = [look.middle, level, look.text, link, look.text, look.text, look.text]
        _row(data, _HEAD_ROW + number, [number, *_told(problem)], looks)
        if target:
            links.append((f"D{_HEAD_ROW + number}", target))
    if links:
        holder = child(root, "hyperlinks", WORKSHEET)
        for ref, location in links:
            etree.SubElement(holder, main("hyperlink"), ref=ref, location=location)
    return root


def _title(problems: Sequence[Problem]) -> str:
    if not problems:
        return "没有发现问题。（这张表由检查程序生成，不用填，也不计入台账。）"
    counts = [sum(problem.severity == severity for problem in problems) for severity in LEVELS]
    return (
        f"共 {counts[0]} 个错误、{counts[1]} 个提醒。错误必须改，提醒请核对；改好后重新检查。"
        "（这张表由检查程序生成，不用填，也不计入台账。）"
    )


def _told(problem: Problem) -> list[str]:
    sheet = problem.sheet or "（整个文件）"
    cell = problem.cell or ("（整张表）" if problem.sheet else "")
    return [LEVELS[problem.severity], sheet, cell, problem.value or "", problem.message, problem.fix]


def _target(problem: Problem, sheets: Container[str]) -> str | None:
    if not (problem.sheet and problem.cell and problem.sheet in sheets and position(problem.cell)):
        return None
    return f"{_quoted(problem.sheet)}!{problem.cell}"


def _quoted(sheet: str) -> str:
    """Return a sheet's name as formulas and links want it."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def _row(data: etree._Element, number: int, values: Sequence[str | int], looks: Sequence[int]) -> None:
    row = etree.SubElement(data, main("row"), r=str(number))
    for column, (value, look) in enumerate(zip(values, looks, strict=True), 1):
        cell = etree.SubElement(row, main("c"), r=f"{column_letter(column)}{number}", s=str(look))
        if isinstance(value, int):
            etree.SubElement(cell, main("v")).text = str(value)
        elif value:
            cell.set("t", "inlineStr")  # a text for good, whatever it begins with
            preserve(etree.SubElement(etree.SubElement(cell, main("is")), main("t")), value[:_LONGEST_TEXT])


def _look(styles: Styles) -> _Look:
    def font(before: str = "", colour: str = "") -> int:
        return styles.add("fonts", element(f"<font>{before}{_FONT.format(colour=colour)}</font>"))

    def format_(font_id: int, alignment: str, **ids: Any) -> int:
        given = "".join(f' {key}="{value}"' for key, value in ids.items())
        return styles.add(
            "cellXfs",
            element(
                f'<xf numFmtId="49" fontId="{font_id}"{given} xfId="0" applyNumberFormat="1" applyFont="1" '
                f'applyFill="1" applyBorder="1" applyAlignment="1"><alignment {alignment}/></xf>'
            ),
        )

    bold, body = font("<b/>"), font()
    grey = styles.add("fills", solid("E7E6E6"))
    lines = styles.add("borders", element(f"<border>{_BORDER}</border>"))
    centred = 'horizontal="center" vertical="center" wrapText="1"'
    return _Look(
        title=format_(bold, 'vertical="center"', fillId=0, borderId=0),
        head=format_(bold, centred, fillId=grey, borderId=lines),
        levels={
            severity: format_(font("<b/>", colour), centred, fillId=0, borderId=lines)
            for severity, colour in _INKS.items()
        },
        middle=format_(body, centred, fillId=0, borderId=lines),
        text=format_(body, 'vertical="center" wrapText="1"', fillId=0, borderId=lines),
        link=format_(font("<u/>", '<color rgb="FF0563C1"/>'), centred, fillId=0, borderId=lines),
    )
