"""重复核减 and 待裁定: what was taken out, by whom and why, and what nobody has decided yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..naming import Naming
from ..tabulating import Tables
from .look import Look, Paper

CAUSES = {"event": "同一活动多家报送", "scope": "口径含下级"}
_TAKEN_HEAD = ("编号", "原因", "内容", "报送单位", "项目", "指标", "单位", "核减", "裁定人", "时间", "理由")
_OPEN_HEAD = ("编号", "把握", "依据", "报送情况")


def write_adjustments(book: Any, look: Look, tables: Tables, naming: Naming) -> None:
    """Write each correction with every figure that it changes."""
    paper = Paper(book, look, "重复核减", (15, 18, 40, 34, 18, 14, 7, 14, 16, 18, 30))
    paper.title(f"{naming.place}{naming.period}重复核减明细")
    paper.note("上报数＋核减＝净数。原始台账不作改动；核减可以追溯，也可以撤销。")
    paper.head(_TAKEN_HEAD, freeze=1)
    for one in tables.rollup.adjustments:
        names = "、".join(naming.unit_name(code) for code in one.units)
        about = {
            1: CAUSES.get(one.cause, one.cause),
            2: one.label,
            3: names,
            8: one.actor,
            9: moment(one.at),
            10: one.because,
        }
        for place, (measure, amount) in enumerate(one.amounts.items()):
            kind, field = naming.kind(measure), naming.field(measure)
            own = {0: one.id, 4: naming.label(kind), 5: field.label, 6: field.unit or ""}
            for column, text in (own | (about if place == 0 else dict.fromkeys(about, ""))).items():
                paper.text(column, text, look.wrapped if column else look.text)
            paper.number(7, amount, look.change(field, False))
            paper.next()


def write_undecided(book: Any, look: Look, tables: Tables, naming: Naming) -> None:
    """Write the suspected overlaps that keep the figures provisional."""
    paper = Paper(book, look, "待裁定", (14, 12, 44, 90), long=True)
    paper.title(f"{naming.place}{naming.period}待裁定的疑似重复")
    paper.note("这些活动可能由几家单位分别报送。裁定前按各家所报全数计入，因此汇总数为暂定。")
    paper.head(_OPEN_HEAD, freeze=1)
    paper.begin()
    for one in tables.rollup.undecided:
        grade = str(one.get("grade", ""))
        paper.text(0, str(one.get("id", "")))
        paper.text(1, grade, look.centre)
        paper.text(2, "、".join(map(str, one.get("reasons", ()))), look.wrapped)
        paper.text(3, "\n".join(reports_of(one)), look.wrapped)
        paper.next()


def reports_of(overlap: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each report of a suspected overlap: who, when, what."""
    for report in overlap.get("rows", ()):
        words = (str(report.get(key) or "") for key in ("name", "date", "title", "place"))
        yield " ".join(word for word in words if word)


def moment(at: str) -> str:
    """Return a time as people read it: 2027-01-12 09:30."""
    return at[:16].replace("T", " ")
