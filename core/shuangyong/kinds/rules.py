"""The core's own rules, contributed as any plugin's are."""

import difflib
import unicodedata
from collections.abc import Iterator, Sequence

from ..model.closure import doubted, numbers
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.privacy import id_number_is_valid
from ..model.problems import Problem, warning
from ..offers import LedgerCheck, RowCheck
from .activity import Activity
from .benefits import EntitledPerson
from .leadership import PlanItem


def _named_and_counted(ledger: Ledger) -> Iterator[Problem]:
    """Yield each category that is entered with its count although persons of it are named one by one."""
    # A row without a category has an error of its own.
    persons = [
        (row, row.record)
        for row in ledger.rows
        if isinstance(row.record, EntitledPerson) and row.record.category is not None
    ]
    named: dict[str, list[Row]] = {}
    for row, person in persons:
        if person.name is not None:
            named.setdefault(person.category, []).append(row)
    for row, person in persons:
        if person.name is None and person.persons and person.category in named:
            rows = named[person.category]
            yield warning(
                "counted-twice",
                f"「{person.category}」在这一行按人数填了 {person.persons} 人，又有 {len(rows)} 行逐人登记"
                f"（第一行在 {rows[0].sheet}!{rows[0].cell('name')}）：可能算了两遍。",
                "同一类对象请只用一种填法：逐人登记的不再填合计人数。人数是另外的人，可以不改。",
                sheet=row.sheet,
                cell=row.cell("persons"),
                value=row.originals.get("persons", str(person.persons)),
            )


def _unknown_categories(ledger: Ledger, kinds: Sequence[Kind]) -> Iterator[Problem]:
    """Yield each planned activity whose 类别 is the label of no kind of this ledger."""
    labels = [kind.label for kind in kinds]
    for row in ledger.rows:
        category = row.record.category if isinstance(row.record, PlanItem) else None
        if category is not None and category not in labels:
            near = difflib.get_close_matches(category, labels, n=1, cutoff=0.3)
            yield warning(
                "unknown-category",
                f"类别「{category}」不是本台账里任何一张表的名称，报告里会找不到它归在哪里。",
                f"是不是「{near[0]}」？请填表名。" if near else "请填表名，如「走访慰问」。",
                sheet=row.sheet,
                cell=row.cell("category"),
                value=row.originals.get("category", category),
            )


def _contradicted_results(ledger: Ledger, kinds: Sequence[Kind]) -> Iterator[Problem]:
    """Yield each planned activity whose 完成情况 contradicts the rows of the year."""
    for closing in doubted(ledger, kinds):
        row, doubt = closing.row, closing.doubt()
        at = {"sheet": row.sheet, "cell": row.cell("result"), "value": row.originals.get("result", closing.said)}
        if doubt == "no-row" and closing.category is not None:
            yield warning(
                "done-without-row",
                f"计划第{closing.number}项「{closing.title}」填了{closing.said}，「{closing.category.label}」全年却一行也没有。",
                f"请在「{closing.category.label}」中补填这项活动；还没有办的，请改填“未完成”。",
                **at,
            )
        elif doubt == "row-there":
            found = closing.evidence[0]
            yield warning(
                "undone-with-row",
                f"计划第{closing.number}项「{closing.title}」填了{closing.said}，{found.sheet}!{found.cell('title')} "
                f"却记着「{found.value('title')}」。",
                "如果办的就是这一项，请改填“完成”或“部分完成”；不是的，可以不改。",
                **at,
            )


def _repeated_numbers(ledger: Ledger) -> Iterator[Problem]:
    """Yield each planned activity whose 编号 another has."""
    items = [row for row in ledger.rows if isinstance(row.record, PlanItem)]
    first: dict[str, Row] = {}
    for row, number in zip(items, numbers(items), strict=True):
        same = unicodedata.normalize("NFKC", number)
        if same in first:
            yield warning(
                "plan-number-twice",
                f"编号「{number}」与 {first[same].sheet}!{first[same].cell('number')} 相同，计划和总结里会分不清。",
                "请改成不同的编号；不填就按顺序自动编。",
                sheet=row.sheet,
                cell=row.cell("number"),
                value=row.originals.get("number", number),
            )
        first.setdefault(same, row)


def _ends_after_start(activity: Activity) -> bool:
    if activity.date is None or activity.end_date is None:
        return True
    return activity.end_date.last >= activity.date.first


def _id_number_holds(person: EntitledPerson) -> bool:
    if person.id_number is None:
        return True
    return id_number_is_valid(unicodedata.normalize("NFKC", person.id_number).strip().upper())


#: Those that need nothing look at cells that are rightly blank in most rows, which are not worth counting as skipped.
CHECKS = (
    RowCheck(
        code="end-before-start",
        kind="core.activity",
        needs=(),
        holds=_ends_after_start,
        message="结束日期 {end_date} 早于日期 {date}。",
        fix="请核对这两个日期；只办了一天的不用填结束日期。",
        at="end_date",
    ),
    RowCheck(
        code="no-date",
        kind="core.activity",
        needs=(),
        holds=lambda activity: activity.date is not None,
        message="没有日期，只能计入全年，不能计入半年、季度和月份。",
        fix="请填写日期；只知道月份可填 8月。",
        at="date",
        severity="warning",
    ),
    RowCheck(
        code="id-number",
        kind="core.entitled_person",
        needs=(),
        holds=_id_number_holds,
        message="身份证号不对：应为 18 位，其中的出生日期和最后一位校验码都要对得上。",
        fix="请对照证件核对；单元格要先设为文本再填，否则末几位会变成 0。",
        at="id_number",
        severity="warning",
    ),
    RowCheck(
        code="waived-for-nobody",
        kind="core.service",
        needs=(),
        holds=lambda service: not service.waived or service.beneficiaries != 0,
        message="减免了 {waived} 元，受益人次却是 0。",
        fix="请填享受减免的人次；没有统计就留空，不要填 0。",
        at="beneficiaries",
        severity="warning",
    ),
    LedgerCheck(code="counted-twice", find=_named_and_counted),
    LedgerCheck(code="unknown-category", find=_unknown_categories),
    LedgerCheck(code="contradicted-result", find=_contradicted_results),
    LedgerCheck(code="plan-number-twice", find=_repeated_numbers),
)
