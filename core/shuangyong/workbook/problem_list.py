"""The sheet 问题清单: every problem of a file in one list, each with a link to its cell."""

import itertools
from collections.abc import Container, Sequence

from lxml import etree

from ..model.problems import Problem
from .book import column_letter
from .list_look import ListLook, list_look
from .ooxml import parts
from .ooxml.grid import Grid, position
from .ooxml.markup import MAIN, WORKBOOK, WORKSHEET, child, main, preserve, whole
from .ooxml.package import Package, parse
from .ooxml.styles import Styles
from .ooxml.workbook import Workbook
from .widths import lines

LIST_SHEET = "问题清单"
LEVELS = {"error": "错误", "warning": "提醒"}

#: Heading and width in characters.
_COLUMNS = {"序号": 6, "级别": 7, "工作表": 16, "单元格": 12, "原值": 22, "问题": 46, "怎样改": 42}
_HEAD_ROW = 2
_LINE_HEIGHT, _TALLEST_ROW = 15, 409  # points; Excel takes no taller row
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
    workbook.package.set_xml(workbook.worksheets()[name], _sheet(problems, sheets, list_look(styles)))
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


def _sheet(problems: Sequence[Problem], sheets: Container[str], look: ListLook) -> etree._Element:
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
    row = etree.SubElement(data, main("row"), r=str(number), ht=str(_height(values)), customHeight="1")
    for column, (value, look) in enumerate(zip(values, looks, strict=True), 1):
        cell = etree.SubElement(row, main("c"), r=f"{column_letter(column)}{number}", s=str(look))
        if isinstance(value, int):
            etree.SubElement(cell, main("v")).text = str(value)
        elif value:
            cell.set("t", "inlineStr")  # a text for good, whatever it begins with
            preserve(etree.SubElement(etree.SubElement(cell, main("is")), main("t")), value[:_LONGEST_TEXT])


def _height(values: Sequence[str | int]) -> int:
    """Return the points that a row needs: no program makes room for broken lines in a file it has not written."""
    widths = _COLUMNS.values() if len(values) > 1 else [_LONGEST_TEXT]  # the title is not broken
    most = max(lines(str(value), width - 1) for value, width in zip(values, widths, strict=True))
    return min(most * _LINE_HEIGHT + 6, _TALLEST_ROW)
