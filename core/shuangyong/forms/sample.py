"""A form as an office might have drawn it, for the demonstration: figures of a sector, and a line for each visit."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ..catalog import Catalog
from .listing import Name, listing

_COLUMNS = ("序号", "日期", "活动名称", "共建部队", "慰问人数", "慰问金（元）")
_LIST = (
    "{% for row in 走访慰问 %}{{ loop.index }}",
    "{{ row.日期|day }}",
    "{{ row.活动名称 }}",
    "{{ row.共建部队 }}",
    "{{ row.慰问人数 }}",
    "{{ row.慰问金 }}{% endfor %}",
)
_WIDTHS = (16, 14, 40, 16, 12, 14)
_FIGURES = 6
_LINE = Side(style="thin", color="7F7F7F")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def sample_form(catalog: Catalog, sector: str) -> bytes:
    """Return a form as an .xlsx file, with expressions where a sector's figures go."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "情况表"
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _wide(sheet, 1, "双拥工作情况表（{{ 年度 }}年）", Font(name="黑体", size=18, bold=True))
    _wide(sheet, 2, "填报单位：{{ 单位名称 }}　　联络员：{{ 联络员 }}", Font(name="楷体", size=12))
    row = 4
    for name in _own(catalog, sector):
        _line(sheet, row, (name.chinese.replace(".", "·"), "", "", "", f"{{{{ {name.chinese} }}}}", name.unit or ""))
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        row += 1
    _line(sheet, row + 1, _COLUMNS, head=True)
    _line(sheet, row + 2, _LIST)
    total = ("合计", "", "", "", f"=SUM(E{row + 2}:E{row + 2})", f"=SUM(F{row + 2}:F{row + 2})")
    _line(sheet, row + 3, total, head=True)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _own(catalog: Catalog, sector: str) -> list[Name]:
    """Return a few figures of a sector's own kinds."""
    found = listing(catalog, sector)
    own = [name for kind in found.kinds if kind.kind.startswith(f"{found.sector}.") for name in kind.figures[:3]]
    return own[:_FIGURES]


def _wide(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_COLUMNS))
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = font, Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[row].height = 30


def _line(sheet: Worksheet, row: int, texts: tuple[str, ...], *, head: bool = False) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, text)
        cell.border, cell.alignment = _GRID, Alignment(vertical="center", wrap_text=True)
        if head:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFF2CC")
