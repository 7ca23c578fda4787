"""The lines of the office's lists of overlaps, for a page and for its workbook."""

from collections.abc import Mapping, Sequence

from ..catalog import Catalog
from ..office.overlaps.aligning import amounts_text, day_of
from ..office.overlaps.candidates import Candidate
from ..office.overlaps.decisions import VERDICTS, Ruling
from ..office.overlaps.listing import parts_text
from ..office.overlaps.reports import Report
from ..office.overlaps.scopes import Scope
from ..office.overlaps.settling import Settled
from .overlap_lists import Item, State, id_of
from .rendering import moment_text, region_name

_SIDES = tuple(
    f"{side}{what}"
    for side in ("甲", "乙")
    for what in (
        "单位",
        "代码",
        "地区",
        "台账",
        "时间",
        "活动名称",
        "地点",
        "部队",
        "联合单位",
        "数量",
        "文件",
        "表",
        "行",
    )
)
_DECIDED = ("裁定", "部分重复的数量", "裁定人", "裁定时间", "理由")

#: The columns of the workbook of each list.
HEADERS: Mapping[State, Sequence[str]] = {
    "open": ("编号", "可能性", "依据", *_SIDES),
    "decided": ("编号", *_DECIDED, *_SIDES),
    "scopes": ("编号", "申报单位", "已含的单位", "台账", "现在", "谁", "理由", "时间"),
    "stale": ("编号", "内容", *_DECIDED),
}


def row(item: Item, catalog: Catalog) -> tuple[str | int, ...]:
    """Return an overlap as a row of the workbook of its list."""
    if isinstance(item, Candidate):
        said = (item.grade, "；".join(item.reasons))
        return (item.id, *said, *_side(item.one, catalog), *_side(item.other, catalog))
    if isinstance(item, Settled):
        return (
            id_of(item),
            *_decided(item.ruling, catalog, item),
            *_side(item.one, catalog),
            *_side(item.other, catalog),
        )
    if isinstance(item, Scope):
        state = "核减" if item.active else "已停用，不核减"
        return (
            item.id, item.declarer.name, item.unit.name, item.kind.label, state, item.actor, item.because,
            moment_text(item.at),
        )  # fmt: skip
    return (item.id, item.label, *_decided(item, catalog))


def verdict_text(ruling: Ruling) -> str:
    """Return a verdict in words; of a declaration, what it does."""
    if ruling.cause == "event":
        return VERDICTS[ruling.verdict]
    return "停用口径核减" if ruling.verdict == "different" else "恢复口径核减"


def _decided(ruling: Ruling, catalog: Catalog, pair: Settled | None = None) -> tuple[str, ...]:
    parts = parts_text(ruling, catalog, pair)
    return (verdict_text(ruling), parts, ruling.actor, moment_text(ruling.at), ruling.because)


def _side(report: Report, catalog: Catalog) -> tuple[str | int, ...]:
    event, unit = report.event, report.unit
    kind = catalog.kinds.get(report.kind)
    return (
        unit.name, unit.unit, region_name(unit.region), kind.label if kind else report.kind, day_of(report),
        event.title, event.place, event.partner, event.joint_with, amounts_text(report, catalog),
        report.file, event.sheet, event.row,
    )  # fmt: skip
