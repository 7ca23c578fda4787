"""What an assessment says of rows and amounts, in Chinese."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..model.ledgers import Row
from ..model.quantities import Quantity
from ..report.discretion import discreet
from .scores import Seen, short
from .standards import Condition, Measure, Point, Subject

_SHOWN, _SEVERAL = 5, 3
_SHOWN_SHEETS, _SHOWN_ROWS, _SHOWN_PROOFS = 3, 4, 2


def what(point: Point) -> str:
    """Return which rows a scoring point looks at: 会议（领导小组会议，本年）."""
    assert point.subject is not None, "a person judges the others"
    told = "，".join(_condition(one) for one in point.where)
    return f"{point.subject.label}（{told}）" if told else point.subject.label


def counted(point: Point, amount: Decimal) -> str:
    """Return a number of rows in words: 2 次, 3 条."""
    assert point.subject is not None, "a person judges the others"
    return f"{short(amount)} {'次' if point.subject.activity else '条'}"


def amounted(measure: Measure, quantity: Quantity | None, point: Point) -> str:
    """Return an amount of a measure in words: 约 500 元."""
    amount = quantity.amount if quantity else Decimal(0)
    if measure.id == "count":
        return counted(point, amount)
    return f"{'约 ' if quantity and quantity.approx else ''}{short(amount)} {measure.unit}".rstrip()


def add(point: Point, amount: Decimal) -> str:
    """Return the doing that brings more rows: 再开展（或补录）2 次…."""
    assert point.subject is not None, "a person judges the others"
    verb = "再办或补录" if point.subject.activity else "补录"
    proof = "，并附佐证材料" if point.proof else ""
    return f"{verb} {counted(point, amount)}“{what(point)}”{proof}"


def cells(rows: Sequence[Row], field: str) -> str:
    """Return where a field of rows stands: 走访慰问!K7、K9 等 6 处."""
    by_sheet: dict[str, list[str]] = {}
    for row in rows[:_SHOWN]:
        by_sheet.setdefault(row.sheet, []).append(row.cell(field))
    told = "、".join(f"{sheet}!{'、'.join(found)}" for sheet, found in by_sheet.items())
    return f"{told} 等 {len(rows)} 处" if len(rows) > _SHOWN else told


def seen(rows: Iterable[Row], field: str, proof: dict[tuple[str, int], tuple[str, ...]]) -> tuple[Seen, ...]:
    """Return rows as an assessment shows them."""
    return tuple(
        Seen(
            sheet=row.sheet,
            number=row.number,
            cell=row.cell(field),
            title=title_of(row),
            day=str(row.date or ""),
            proof=proof.get((row.sheet, row.number), ()),
        )
        for row in rows
    )


def told_rows(rows: Iterable[Seen]) -> list[str]:
    """Return which rows count, a line a sheet: 会议第 5、6 行（领导小组会议等），附 合影.jpg where files prove them."""
    by_sheet: dict[str, dict[int, Seen]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, {}).setdefault(row.number, row)
    lines = [_rows(sheet, [*found.values()]) for sheet, found in list(by_sheet.items())[:_SHOWN_SHEETS]]
    if len(by_sheet) > _SHOWN_SHEETS:
        lines.append(f"共 {sum(map(len, by_sheet.values()))} 行")
    return lines


def _rows(sheet: str, rows: list[Seen]) -> str:
    numbers = "、".join(str(row.number) for row in rows[:_SHOWN_ROWS])
    more = f" 等 {len(rows)} " if len(rows) > _SHOWN_ROWS else " "
    title = next((row.title for row in rows if row.title), "")
    named = f"（{title}{'等' if len(rows) > 1 else ''}）" if title else ""
    files = [name for row in rows for name in row.proof]
    proof = f"，附 {'、'.join(files[:_SHOWN_PROOFS])}{'等' if len(files) > _SHOWN_PROOFS else ''}" if files else ""
    return f"{sheet}第 {numbers}{more}行{named}{proof}"


def all_kinds(subject: Subject, declared: Iterable[str]) -> list[str]:
    """Return which of the declared kinds a subject means."""
    return [name for name in declared if name in subject.kinds]


def title_of(row: Row) -> str:
    """Return what a row calls itself, private data left out; empty where it has no name."""
    for name in ("title", "honour"):
        field = next((one for one in row.kind.columns if one.id == name and not one.sensitive), None)
        if field is not None and isinstance(text := row.value(name), str):
            return discreet(text)
    return ""


def _condition(condition: Condition) -> str:
    if condition.test == "=":
        several = len(condition.values) > _SEVERAL
        return f"{condition.values[0]}等 {len(condition.values)} 类" if several else "或".join(condition.values)
    if condition.test == "含":
        return f"{condition.label}含“{'”或“'.join(condition.values)}”"
    return f"填了{condition.label}" if condition.test == "已填" else str(condition)
