"""Pages of hospitals in the portal: a station's year month by month, and those of a whole area side by side."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from shuangyong import Ledger, PageFigure, PageTable, PluginPage

from .kinds import FreeClinic, HealthCheck, HomeCare, RecruitExam

_EXAMINED, _QUALIFIED = "hospital.recruit_exam.examined", "hospital.recruit_exam.qualified"


def recruit_exam(ledger: Ledger, last: Ledger | None) -> Iterator[str | PageTable]:
    """Tell a station's examinations by month, and how the year went beside the last one."""
    months: dict[str, list[RecruitExam]] = {}
    for exam in _exams(ledger):
        months.setdefault(f"{exam.date.month} 月" if exam.date and exam.date.month else "没有写月份", []).append(exam)
    if not months:
        yield "今年的台账里没有征兵体检。"
        return
    whole = _exams(ledger)
    yield f"全年体检 **{_sum(whole, 'examined')}** 人，合格 **{_sum(whole, 'qualified')}** 人，合格率 {_rate(whole)}。"
    if last is not None and (before := _exams(last)):
        yield f"上年体检 {_sum(before, 'examined')} 人，合格 {_sum(before, 'qualified')} 人，合格率 {_rate(before)}。"
    yield PageTable(
        title="各月征兵体检",
        header=("月份", "场次", "体检人数", "合格人数", "合格率", "投入医务人员（人次）"),
        rows=[_line(month, months[month]) for month in sorted(months, key=_order)] + [_line("全年", whole)],
    )


def care(ledger: Ledger) -> Iterator[str | PageTable]:
    """Tell what was done for soldiers, families and veterans: clinics, checks, visits at home."""
    yield "为官兵、军属、退役军人和优抚对象做的。人次按台账各行相加。"
    rows = []
    for label, kind in (("义诊", FreeClinic), ("健康体检与建档", HealthCheck), ("送医送药上门", HomeCare)):
        found = [row.record for row in ledger.rows if isinstance(row.record, kind)]
        people = sum(getattr(one, "examined", None) or one.beneficiaries or 0 for one in found)
        rows.append((label, len(found), people))
    yield PageTable(title="接诊和上门", header=("项目", "次数", "服务人次"), rows=rows)


def stations(figures: tuple[PageFigure, ...]) -> Iterator[str | PageTable]:
    """Tell an area's examinations by region and by month."""
    yield "各医院征兵体检站的人数，重复填报的已扣除。合格率是合格人数除以体检人数。"
    for dim, title in (("region", "各地区"), ("month", "各月")):
        yield PageTable(
            title=f"征兵体检{title}",
            header=(title.removeprefix("各"), "体检人数", "上年", "合格人数", "合格率"),
            rows=list(_by(figures, dim)),
        )


def _by(figures: Iterable[PageFigure], dim: str) -> Iterator[tuple[str, Decimal, Decimal | None, Decimal, str]]:
    """Yield a row for each group of one dimension, and the whole."""
    found: dict[str, dict[str, PageFigure]] = {}
    for figure in figures:
        if not set(figure.by) - {dim}:
            found.setdefault(figure.by.get(dim, "合计"), {})[figure.measure] = figure
    for group, own in sorted(found.items(), key=lambda pair: pair[0] == "合计"):
        examined, qualified = own.get(_EXAMINED), own.get(_QUALIFIED)
        amount = (examined.value if examined else None) or Decimal(0)
        sound = (qualified.value if qualified else None) or Decimal(0)
        yield group, amount, examined.last if examined else None, sound, _percent(sound, amount)


def _exams(ledger: Ledger) -> list[RecruitExam]:
    return [row.record for row in ledger.rows if isinstance(row.record, RecruitExam)]


def _line(label: str, exams: list[RecruitExam]) -> tuple[str, int, int, int, str, int]:
    sums = [_sum(exams, field) for field in ("examined", "qualified", "staff")]
    return label, len(exams), sums[0], sums[1], _rate(exams), sums[2]


def _sum(exams: Iterable[RecruitExam], field: str) -> int:
    return sum(getattr(exam, field) or 0 for exam in exams)


def _rate(exams: list[RecruitExam]) -> str:
    """Return how many of those examined qualified, of the sessions that tell both."""
    both = [exam for exam in exams if exam.examined is not None and exam.qualified is not None]
    return _percent(Decimal(_sum(both, "qualified")), Decimal(_sum(both, "examined")))


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(100 * part / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" if whole else "—"


def _order(month: str) -> int:
    number = month.partition(" ")[0]
    return int(number) if number.isdecimal() else 99


PAGES = (
    PluginPage(id="recruit_exam", label="征兵体检", show=recruit_exam),
    PluginPage(id="care", label="接诊和上门", show=care),
    PluginPage(
        id="recruit_exam_all",
        label="征兵体检汇总",
        show=stations,
        about="office",
        measures=(_EXAMINED, _QUALIFIED),
        by="region,month",
    ),
)
