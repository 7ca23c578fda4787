"""Pages of hospitals in the portal: a station's year month by month, and those of a whole area side by side."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from shuangyong import Ledger, PageFigure, PageTable, PluginPage, Row

from .kinds import FreeClinic, HealthCheck, HomeCare, RecruitExam

#: A number of a table; a text where it is approximate.
Cell = int | Decimal | str

_EXAMINED, _QUALIFIED = "hospital.recruit_exam.examined", "hospital.recruit_exam.qualified"


def recruit_exam(ledger: Ledger, last: Ledger | None) -> Iterator[str | PageTable]:
    """Tell a station's examinations by month, and how the year went beside the last one."""
    months: dict[str, list[Row]] = {}
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
        found = [row for row in ledger.rows if isinstance(row.record, kind)]
        rows.append((label, len(found), _sum(found, "examined", "beneficiaries")))
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


def _by(figures: Iterable[PageFigure], dim: str) -> Iterator[tuple[str, Cell, Decimal | None, Cell, str]]:
    """Yield a row for each group of one dimension, and the whole."""
    found: dict[str, dict[str, PageFigure]] = {}
    for figure in figures:
        if not set(figure.by) - {dim}:
            found.setdefault(figure.by.get(dim, "合计"), {})[figure.measure] = figure
    for group, own in sorted(found.items(), key=lambda pair: pair[0] == "合计"):
        examined, qualified = own.get(_EXAMINED), own.get(_QUALIFIED)
        amount = (examined.value if examined else None) or Decimal(0)
        sound = (qualified.value if qualified else None) or Decimal(0)
        about = [bool(one and one.approx) for one in (examined, qualified)]
        rate = _percent(sound, amount, about=any(about))
        yield group, _cell(amount, about[0]), examined.last if examined else None, _cell(sound, about[1]), rate


def _exams(ledger: Ledger) -> list[Row]:
    return [row for row in ledger.rows if isinstance(row.record, RecruitExam)]


def _line(label: str, exams: list[Row]) -> tuple[str, int, Cell, Cell, str, Cell]:
    examined, qualified, staff = (_sum(exams, field) for field in ("examined", "qualified", "staff"))
    return label, len(exams), examined, qualified, _rate(exams), staff


def _sum(rows: Iterable[Row], *fields: str) -> Cell:
    """Return what rows come to, each by the first of the fields that it fills; 约 before it where a row says so."""
    amount, about = 0, False
    for row in rows:
        field = next((one for one in fields if row.value(one)), fields[0])
        amount += getattr(row.record, field, None) or 0
        about = about or field in row.approx
    return _cell(amount, about)


def _cell(amount: int | Decimal, about: bool) -> Cell:
    return f"约{amount:,}" if about else amount


def _rate(exams: list[Row]) -> str:
    """Return how many of those examined qualified, of the sessions that tell both."""
    told = ("examined", "qualified")
    both = [exam for exam in exams if all(exam.value(field) is not None for field in told)]
    examined, qualified = (Decimal(sum(getattr(exam.record, field) for exam in both)) for field in told)
    return _percent(qualified, examined, about=any(field in exam.approx for exam in both for field in told))


def _percent(part: Decimal, whole: Decimal, *, about: bool) -> str:
    share = f"{(100 * part / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" if whole else "—"
    return f"约{share}" if about and whole else share


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
