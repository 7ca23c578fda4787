"""Next year's ledger out of this year's: what still stands is carried over, what was done is not."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..catalog import Catalog
from ..model.kinds import CORE, Kind
from ..model.ledgers import Declaration, Ledger, Row
from ..model.problems import Problem, ProblemsFound, error
from ..model.units import Unit
from .kind_sheet import column_letters
from .layout import FIRST_ROW, ORIGINAL, TEMPLATE_VERSION
from .reader import read_book
from .values import EVIDENCE
from .versions import read_note

_PLAN_ITEM, _DOCUMENT = f"{CORE}.plan_item", f"{CORE}.document"
_ABSENT = "不适用"
#: Papers of one year: the next one has its own.
_OF_A_YEAR = ("计划", "总结", "通知", "方案")
#: What came of a planned activity that need not be planned again.
_SETTLED = ("完成", "取消")


@attrs.frozen
class NextYear:
    """A ledger made from last year's.

    Attributes:
        ledger: The new ledger.
        carried: What was carried over, in words, a line each.
        left: What was not, in words, a line each.
    """

    ledger: Ledger
    carried: tuple[str, ...]
    left: tuple[str, ...]


def next_year(last: Ledger, catalog: Catalog, year: int | None = None) -> NextYear:
    """Return the ledger of the year after.

    Unit data, registers, the leading group in office, papers and policies in force, stocks as last stated, 不适用 and
    口径 are carried over, sensitive fields with them: it is the unit's own ledger. So are planned activities that were
    not done, without their date and result. What was done in the year never is, nor is 佐证材料: its files lie beside
    the ledger of their year.

    Args:
        last: The ledger of the year before.
        catalog: What is installed.
        year: The new ledger's; the year after ``last`` by default.

    Raises:
        ProblemsFound: The year does not come after the ledger's own.
    """
    year = year or last.year + 1
    if year <= last.year:
        message = f"--from 的台账是 {last.year} 年的，新台账的年度应在它之后，不能是 {year} 年。"
        raise ProblemsFound(
            [error("year-not-later", message, f"请写 --year {last.year + 1}，或不写。")], file=last.file
        )
    kinds = catalog.kinds_of(catalog.sector(last.unit.sector).id)
    kept = {kind: [*_standing(kind, last.of(kind))] for kind in kinds}
    rows = tuple(row for kind in kinds for row in _placed(kind, [_renewed(row, last.year) for row in kept[kind]]))
    unit: Unit = attrs.evolve(last.unit, year=year, filled=None)  # type: ignore[misc]  # its decorator makes it attrs
    declarations = {kind.name: _declaration(last.declared(kind), bool(kept[kind])) for kind in kinds}
    ledger = Ledger(unit=unit, rows=rows, declarations=declarations, template=TEMPLATE_VERSION)
    return NextYear(ledger, tuple(_carried(kept, last, kinds)), tuple(_left(kept, last, kinds)))


def is_submitted(path: Path) -> bool:
    """Tell whether a ledger's file is the copy that left its unit: what only the unit may keep is empty in it."""
    return bool(read_note(read_book(path), ORIGINAL))


def contradictions(last: Ledger, catalog: Catalog, **given: str | None) -> list[Problem]:
    """Return a problem for each option that says otherwise than the ledger that is carried over.

    Args:
        last: The ledger.
        catalog: What is installed.
        given: ``sector``, ``name``, ``code``, ``region`` as the options say; None for what they do not.
    """
    own = {"name": last.unit.name, "code": last.unit.code, "region": last.unit.region}
    labels = {"name": "单位名称", "code": "单位代码", "region": "行政区划代码"}
    found = []
    if (sector := given.pop("sector", None)) and catalog.sector(sector) != catalog.sector(last.unit.sector):
        found.append(_other("行业", catalog.sector(sector).label, last.unit.sector))
    for field, value in given.items():
        if value and own[field] and value != own[field]:
            found.append(_other(labels[field], value, str(own[field])))
    return found


def _other(label: str, given: str, own: str) -> Problem:
    message = f"选项里的{label}是“{given}”，--from 的台账里是“{own}”。"
    return error(
        "other-ledger", message, "请核对是不是同一个单位的台账；改了名称、代码的，先不写这个选项，生成后在表里改。"
    )


def _standing(kind: Kind, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of a kind that still stand when the year is over."""
    if kind.name == _PLAN_ITEM:
        yield from (row for row in rows if row.value("result") not in _SETTLED)
    elif kind.register:
        yield from rows
    elif _stands(kind):
        dates = [row.date for row in rows if row.date is not None]
        is_stock = any(field.measure == "stock" for field in kind.measures)
        latest = max(dates) if dates and is_stock else None
        for row in rows:
            if (latest is None or row.date == latest) and not (kind.name == _DOCUMENT and _is_of_a_year(row)):
                yield row


def _stands(kind: Kind) -> bool:
    """Tell whether rows of a kind hold until they are replaced: they may be dated earlier, and no flow is in them."""
    dated = next((field for field in kind.fields if field.id == "date"), None)
    flows = [field for field in kind.measures[1:] if field.measure == "flow"]
    return dated is not None and dated.earlier and not flows


def _is_of_a_year(row: Row) -> bool:
    return row.value("form") in _OF_A_YEAR


def _renewed(row: Row, year: int) -> Row:
    """Return a row as it enters the new ledger, without evidence; a planned activity says where it comes from."""
    changes = _replanned(row, year) if row.kind.name == _PLAN_ITEM else {}
    if row.value(EVIDENCE) is not None:
        changes[EVIDENCE] = None
    record = attrs.evolve(row.record, **changes)  # type: ignore[misc]  # every record is made an attrs class
    originals = {field: text for field, text in row.originals.items() if field not in changes}
    return attrs.evolve(row, record=record, originals=originals)


def _replanned(row: Row, year: int) -> dict[str, Any]:
    note = f"{year}年未完成，结转" if row.value("result") != "部分完成" else f"{year}年部分完成，结转"
    target = row.value("target")
    changes: dict[str, Any] = {"target": f"{target}（{note}）" if target else note}
    return changes | dict.fromkeys(("number", "date", "result", "done"))


def _placed(kind: Kind, rows: Sequence[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=FIRST_ROW):
        yield attrs.evolve(row, sheet=kind.label, number=number, columns=column_letters(kind))


def _declaration(last: Declaration, there: bool) -> Declaration:
    status = "有数据" if there else _ABSENT if last.status == _ABSENT else None
    return Declaration(status, last.scope)


def _carried(kept: Mapping[Kind, Sequence[Row]], last: Ledger, kinds: Sequence[Kind]) -> Iterator[str]:
    yield f"单位信息（{last.unit.name}），填报日期留空"
    for kind, rows in kept.items():
        if not rows:
            continue
        if kind.name == _PLAN_ITEM:
            yield f"{kind.label}：没有办完的 {len(rows)} 项，计划时间和完成情况留空，请重新安排"
        elif any(field.measure == "stock" for field in kind.measures) and not kind.register:
            yield f"{kind.label}：{len(rows)} 行，是{_as_of(rows)}的情况，有变化请改"
        else:
            yield f"{kind.label}：{len(rows)} 行，请核对有没有变化"
    if absent := [kind.label for kind in kinds if last.declared(kind).status == _ABSENT and not kept[kind]]:
        yield f"不适用的台账 {len(absent)} 类：{'、'.join(absent)}"
    if below := [kind.label for kind in kinds if last.declared(kind).scope == "含下级"]:
        yield f"口径为含下级的台账 {len(below)} 类：{'、'.join(below)}"


def _as_of(rows: Sequence[Row]) -> str:
    dates = [row.date for row in rows if row.date is not None]
    return max(dates).chinese if dates else "上年"


def _left(kept: Mapping[Kind, Sequence[Row]], last: Ledger, kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield what is not carried over: the deeds of the year, and what is settled or replaced."""
    counts = {kind: len(last.of(kind)) - len(kept[kind]) for kind in kinds}
    deeds = {kind: count for kind, count in counts.items() if count and not kept[kind]}
    if deeds:
        listed = "、".join(f"{kind.label}{count}行" for kind, count in deeds.items())
        yield f"{last.year}年当年的工作 {len(deeds)} 类 {sum(deeds.values())} 行：{listed}"
    for kind, count in counts.items():
        if count and kept[kind]:
            why = "已完成或取消的" if kind.name == _PLAN_ITEM else "当年的或已被后来的代替的"
            yield f"{kind.label}：{why} {count} 行"
    if proved := [row for rows in kept.values() for row in rows if row.value(EVIDENCE) is not None]:
        yield f"佐证材料：结转的行里有 {len(proved)} 行写了，文件在上年的文件夹里；还要用的，请放进新台账的文件夹再填"
