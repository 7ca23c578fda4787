"""Making a plugin's page: its function is called, what it gives is looked at, and nothing of it is taken for markup."""

import datetime
import logging
import re
import traceback
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
from markdown_it import MarkdownIt
from markupsafe import Markup

from ...model.fault_traces import traced
from ...model.plugin_pages import Cell, PageTable, PluginPage, parts_of
from ...model.problems import ProblemsFound, error
from ...offers import named
from ..exporting import Sheet, Value, workbook_bytes

LOG = logging.getLogger("shuangyong.web")

#: Paragraphs, headings, lists and tables. What would lead elsewhere, or fetch from there, stays text.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_MARKDOWN.disable(["link", "image", "autolink", "html_block", "html_inline", "reference"])


#: An approximate number, and a share: texts that stand below numbers.
_ABOUT = re.compile(r"约?[0-9][0-9,]*(\.[0-9]+)?%?")


@attrs.frozen(kw_only=True)
class Shown:
    """A part of a plugin's page as the portal shows it: a text as HTML, or a table with its number, from 1."""

    html: str = ""
    table: PageTable | None = None
    number: int = 0

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """The table's cells as people read them, and whether each is a number."""
        rows = self.table.rows if self.table else ()
        return [[(_told(cell), _stands_right(cell)) for cell in row] for row in rows]

    @property
    def numeric(self) -> list[bool]:
        """Whether each column holds numbers, also such as 约300, and nothing else."""
        columns = zip(*self.table.rows, strict=True) if self.table and self.table.rows else ()
        found = [all(_stands_right(cell) or cell is None for cell in column) for column in columns]
        return found or [False] * (len(self.table.header) if self.table else 0)


def made(name: str, page: PluginPage, **given: Any) -> list[Shown]:
    """Return what is on a page.

    Args:
        name: The page's full name.
        page: The plugin's.
        given: What its function may ask for.

    Raises:
        ProblemsFound: The function failed, or gave what is no part of a page; it names the plugin and the page.
    """
    try:
        parts = parts_of(page.show(**named(page.show, given)))
    except ProblemsFound:
        raise
    except Exception as fault:
        LOG.error("fault in the page %s of a plugin:\n%s", name, traced(fault))
        raise _failed(name, page, fault) from fault
    shown: list[Shown] = []
    number = 0
    for part in parts:
        if isinstance(part, PageTable):
            number += 1
            shown.append(Shown(table=part, number=number))
        else:
            shown.append(Shown(html=Markup(_MARKDOWN.render(part))))  # noqa: S704  rendered with HTML switched off
    return shown


def workbook(shown: Sequence[Shown], number: int) -> tuple[str, bytes] | None:
    """Return a table of a page as a workbook, and its title; None where there is no such table."""
    table = next((one.table for one in shown if one.number == number and one.table), None)
    if table is None:
        return None
    title = table.title or f"表{number}"
    return title, workbook_bytes([Sheet(title, table.header, [[_value(cell) for cell in row] for row in table.rows])])


def _failed(name: str, page: PluginPage, fault: Exception) -> ProblemsFound:
    """Tell whose fault it is; its own words may hold what stands in a ledger, and are told to nobody."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行，" if frames else ""
    why = f"{place}{type(fault).__name__}" + (f"：{fault}" if _is_ours(frames) else "")
    message = f"插件 {name.partition('.')[0]} 的页面「{page.label}」做不出来（{why}）。"
    fix = "请把这句话告诉插件的作者；台账和别的页面不受影响。"
    return ProblemsFound([error("plugin-page", message, fix, value=name)])


def _is_ours(frames: Sequence[traceback.FrameSummary]) -> bool:
    """Tell whether our own look at the parts found the fault: its words name no value."""
    return bool(frames) and Path(frames[-1].filename).name == "plugin_pages.py"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


def _stands_right(cell: Cell) -> bool:
    return _is_number(cell) or (isinstance(cell, str) and _ABOUT.fullmatch(cell) is not None)


def _told(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | Decimal):
        return f"{cell:,}"
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell


def _value(cell: Cell) -> Value:
    return cell if _is_number(cell) and not isinstance(cell, datetime.date) else _told(cell)
