"""报送情况: who was expected and how far each is, by region and unit by unit."""

from collections.abc import Sequence
from typing import Any

import attrs

from ...status.status import Status
from ...status.units import UnitStatus
from ..naming import Naming
from ..reporting import Count, by_region, count
from ..standing import standing_line
from ..tabulating import Tables
from .charts import Gallery
from .look import Look, Paper

NAME = "报送情况"
_COUNTED = {
    "expected": "应报",
    "submitted": "已报",
    "complete": "完整",
    "passed": "通过检查",
    "on_time": "按时",
    "late": "逾期",
    "undated": "未设期限或未到期",
    "missing": "未报",
    "locked": "已锁定",
    "returned": "退回",
}
_UNIT_HEAD = (
    "单位名称",
    "单位代码",
    "行业",
    "地区",
    "已报",
    "完整",
    "通过检查",
    "按时",
    "已锁定",
    "退回",
    "缺少的台账",
)
_WIDTHS = (30, 22, 12, 14, 11, 11, 11, 11, 11, 11, 30)
_TOWN = 9  # digits; a village is told with its town
_CHARTED = ("on_time", "late", "undated", "missing")


def write_reporting(
    book: Any, look: Look, tables: Tables, naming: Naming, status: Status | None, gallery: Gallery
) -> None:
    """Write the sheet and add its chart; without a status, what the roll-up itself knows."""
    paper = Paper(book, look, NAME, _WIDTHS, long=True)
    paper.title(f"{naming.place}{naming.period}双拥工作台账报送情况")
    paper.note(standing_line(tables.rollup))
    if status is not None:
        _write_counties(paper, naming, status, gallery)
        if not tables.rollup.public:
            _write_units(paper, naming, status.members)
    if not tables.rollup.public:
        _write_names(paper, "未报送的单位", tables.rollup.coverage.missing)
        _write_names(paper, "名册外的单位（未计入汇总）", tables.rollup.coverage.unexpected)


def _write_counties(paper: Paper, naming: Naming, status: Status, gallery: Gallery) -> None:
    header = paper.row
    paper.head(("地区", *_COUNTED.values()))
    for name, counts in by_region(status, naming):
        _write_count(paper, name, counts)
    series = [(_COUNTED[name], [*_COUNTED].index(name) + 1) for name in _CHARTED]
    gallery.add_coverage(NAME, header, paper.row - 1, series)
    _write_count(paper, "合计", count(status.members))
    paper.next()


def _write_count(paper: Paper, name: str, counts: Count) -> None:
    paper.text(0, name)
    told = attrs.asdict(counts)
    for column, key in enumerate(_COUNTED, 1):
        paper.number(column, told[key], paper.look.whole)
    paper.next()


def _write_units(paper: Paper, naming: Naming, units: Sequence[UnitStatus]) -> None:
    paper.head(_UNIT_HEAD)
    paper.begin()
    header = paper.row - 1
    for unit in units:
        paper.text(0, unit.name)
        paper.text(1, unit.unit)
        paper.text(2, naming.group("sector", unit.sector or None))
        paper.text(3, naming.group("region", unit.region and unit.region[:_TOWN]))
        on_time = "" if unit.on_time is None else _mark(unit.on_time)
        marks = (_mark(unit.submitted), _mark(unit.complete), _mark(unit.passed), on_time)
        for column, text in enumerate((*marks, "锁定" if unit.locked else "", "退回" if unit.returned else ""), 4):
            paper.text(column, text, paper.look.centre)
        paper.text(10, "、".join(unit.lacking) if unit.submitted else "", paper.look.wrapped)
        paper.next()
    paper.sheet.autofilter(header, 0, paper.row - 1, len(_UNIT_HEAD) - 1)
    paper.next()


def _mark(holds: bool) -> str:
    return "√" if holds else "—"


def _write_names(paper: Paper, title: str, units: Sequence[tuple[str, str]]) -> None:
    if units:
        paper.band(f"{title}（{len(units)}家）")
        for code, name in units:
            paper.text(0, name)
            paper.text(1, code)
            paper.next()
