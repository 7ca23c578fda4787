"""报送情况: who was expected and how far each is, by region and unit by unit."""

from collections.abc import Sequence
from typing import Any

import attrs

from ..naming import Naming
from ..reporting import Tally, UnitLine, by_region, tally
from ..standing import standing_line
from ..tabulating import Tables
from .charts import Gallery
from .look import Look, Paper

NAME = "报送情况"
_TALLY_HEAD = ("地区", "应报", "已报", "完整", "通过检查", "按时", "逾期", "未报", "已锁定", "退回")
_UNIT_HEAD = ("单位名称", "单位代码", "行业", "地区", "已报", "完整", "通过检查", "按时", "已锁定", "退回")
_WIDTHS = (30, 22, 12, 16, 11, 11, 11, 11, 11, 11)
_ON_TIME, _LATE, _MISSING = (_TALLY_HEAD.index(name) for name in ("按时", "逾期", "未报"))


def write_reporting(
    book: Any, look: Look, tables: Tables, naming: Naming, units: Sequence[UnitLine], gallery: Gallery
) -> None:
    """Write the sheet and add its chart; without a status, what the roll-up itself knows."""
    paper = Paper(book, look, NAME, _WIDTHS)
    paper.title(f"{naming.place}{naming.period}双拥工作台账报送情况")
    paper.note(standing_line(tables.rollup))
    if units:
        _write_regions(paper, naming, units, gallery)
        if not tables.rollup.public:
            _write_units(paper, naming, units)
    if not tables.rollup.public:
        _write_names(paper, "未报送的单位", tables.rollup.coverage.missing)
        _write_names(paper, "名册外的单位（未计入汇总）", tables.rollup.coverage.unexpected)


def _write_regions(paper: Paper, naming: Naming, units: Sequence[UnitLine], gallery: Gallery) -> None:
    header = paper.row
    paper.head(_TALLY_HEAD)
    for name, counts in by_region(units, naming):
        _write_tally(paper, name, counts)
    gallery.add_coverage(NAME, header, paper.row - 1, (_ON_TIME, _LATE, _MISSING))
    _write_tally(paper, "合计", tally(units))
    paper.next()


def _write_tally(paper: Paper, name: str, counts: Tally) -> None:
    paper.text(0, name)
    row = attrs.asdict(counts) | {"missing": counts.missing}
    order = ("expected", "submitted", "complete", "passed", "on_time", "late", "missing", "locked", "returned")
    for column, key in enumerate(order, 1):
        paper.number(column, row[key], paper.look.whole)
    paper.next()


def _write_units(paper: Paper, naming: Naming, units: Sequence[UnitLine]) -> None:
    paper.head(_UNIT_HEAD)
    header = paper.row - 1
    for unit in units:
        paper.text(0, unit.name)
        paper.text(1, unit.code)
        paper.text(2, naming.group("sector", unit.sector or None))
        paper.text(3, naming.group("region", unit.region or None))
        on_time = "未设期限" if unit.submitted and unit.on_time is None else _mark(unit.submitted and not unit.late)
        marks = (_mark(unit.submitted), _mark(unit.complete), _mark(unit.passed), on_time)
        for column, text in enumerate((*marks, "锁定" if unit.locked else "", "退回" if unit.returned else ""), 4):
            paper.text(column, text, paper.look.centre)
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
