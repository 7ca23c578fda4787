"""未决问题 and 说明: what is open, what was not added up and why, what the words mean, how to trace a figure."""

from typing import Any

from ..naming import Naming
from ..standing import provisional_reasons
from ..tabulating import Tables
from .look import WITHHELD_NOTE, Look, Paper

DEFINITIONS = (
    ("上报数", "各单位台账所报之和，未作任何核减。"),
    ("重复核减", "同一活动由几家单位分别报送、或上级台账已含下级数的，经裁定减去的部分，带负号。"),
    ("净数", "上报数与重复核减之和，是对外使用的数字。"),
    ("差额", "合计的净数与各组净数之和的差。核减只在包含全部有关单位的组中计算，所以各组之和可以大于合计。"),
    ("流量", "次数、人次、金额等逐次相加的数，可以按月、按单位相加。"),
    ("期末数", "单位数、窗口数等时点上的数，取各单位期末最后一次所报之和，不逐月相加。"),
    ("比率", "分子之和除以分母之和，四舍五入到万分位；不是各单位比率的平均。分母为零时记“—”。"),
    ("人次", "人数按活动逐次相加，同一人参加几次计几次。"),
    ("约", "有单位以“近、余、约”填报，合计前加“约”。"),
    ("上年", "上一年度同口径的净数；上年没有汇总的记“—”。"),
    ("零与空", "0 表示报了零；“—”表示没有单位报送；未报送的单位不按零计。"),
    ("暂定", "还有单位未报送或退回未重报，或有疑似重复尚未裁定，数字以后可能变动。"),
)

#: How the office goes from a figure's name to the ledgers; nothing for the public, who have no store.
TRACE = "双拥办凭它在汇总库里查到这个数来自哪些单位台账的哪些行"


def write_open_problems(book: Any, look: Look, tables: Tables, naming: Naming) -> None:
    """Write what keeps the roll-up from being final, and the sums that were not made."""
    paper = Paper(book, look, "未决问题", (8, 34, 26, 62))
    paper.title(f"{naming.place}{naming.period}未决问题与未加总的指标")
    paper.band("未决问题")
    named = () if tables.rollup.public else tables.rollup.open_problems
    problems = (*provisional_reasons(tables.rollup), *named)
    for number, problem in enumerate(problems, 1):
        paper.note(f"{number}. {problem}")
    if not problems:
        paper.note("没有未决问题。")
    paper.next()
    paper.head(("序号", "指标", "不能按此分组", "原因"))
    for number, one in enumerate(tables.rollup.omissions, 1):
        kind, field = naming.kind(one.measure), naming.field(one.measure)
        paper.text(0, str(number), look.centre)
        paper.text(1, f"{kind.label}·{field.label}")
        paper.text(2, "、".join(naming.dimension(dim) for dim in one.by) or "合计")
        paper.text(3, one.because, look.wrapped)
        paper.next()


def write_notes(book: Any, look: Look, tables: Tables) -> None:
    """Write what the words mean and how a figure is traced to its rows."""
    paper = Paper(book, look, "说明", (14, 116))
    paper.title("说明")
    for name, meaning in (*DEFINITIONS, *_own(tables)):
        paper.text(0, name, look.band)
        paper.text(1, meaning, look.wrapped)
        paper.next()


def _own(tables: Tables) -> tuple[tuple[str, str], ...]:
    if tables.rollup.public:
        return (("公开版", WITHHELD_NOTE + "重复核减明细、待裁定事项和各单位名单不列。"),)
    return (("追溯", f"每个数字都可以追到台账的行：标识见“分指标”第一列，{TRACE}。"),)
