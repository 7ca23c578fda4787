"""What the unit declares of each kind on the first sheet, against the rows that are there."""

from collections.abc import Iterable, Iterator, Sequence

from ..model.kinds import Kind
from ..model.ledgers import Declaration, Ledger, Row
from ..model.problems import Problem, error, warning
from ..model.units import INFO
from .cells import place


def contradicted(ledger: Ledger, kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Yield each declaration that its sheet contradicts, and each empty sheet without one."""
    for kind in kinds:
        yield from _judge(kind, ledger.declared(kind), ledger.of(kind), missing=kind.name in ledger.missing)


def _judge(kind: Kind, declaration: Declaration, rows: Sequence[Row], *, missing: bool) -> Iterator[Problem]:
    where: dict[str, str | None] = {"sheet": INFO, "cell": declaration.cell, "value": declaration.status}
    if declaration.status in ("零报告", "不适用") and rows:
        yield error(
            "rows-against-declaration",
            f"「{kind.label}」的填报情况是「{declaration.status}」，表里却有 {len(rows)} 行，"
            f"第一行在 {place(rows[0], _first(rows[0]))}。",
            "有这项工作请改为「有数据」；没有请删去这些行。",
            **where,
        )
    if declaration.status == "有数据" and not rows:
        yield _no_rows(kind, where, missing=missing)
    if declaration.status is None and not declaration.refused and not rows:
        yield _undeclared(kind, where)


def _no_rows(kind: Kind, where: dict[str, str | None], *, missing: bool) -> Problem:
    otherwise = "今年没有请改为「零报告」，本单位没有这项工作请改为「不适用」。"
    if missing:
        return error(
            "declared-without-sheet",
            f"「{kind.label}」的填报情况是「有数据」，台账里却没有「{kind.label}」这张表。",
            f"表改了名的，请改回「{kind.label}」；删去了的，请从空白台账把这张表复制过来填写。{otherwise}",
            **where,
        )
    return error(
        "declared-without-rows",
        f"「{kind.label}」的填报情况是「有数据」，表里却一行也没有。",
        f"请填写「{kind.label}」表；{otherwise}",
        **where,
    )


def _undeclared(kind: Kind, where: dict[str, str | None]) -> Problem:
    if kind.since and where["cell"] is None:
        return warning(
            "undeclared",
            f"「{kind.label}」是 {kind.since} 版新增的台账，这本台账的目录里还没有它，分不清是没有还是漏填。",
            f"有这项工作请换用新模板填；没有请在目录末尾加一行，写「{kind.label}」和「零报告」或「不适用」。",
            **where,
        )
    return warning(
        "undeclared",
        f"「{kind.label}」没有填报情况，表里也没有数据，分不清是没有还是漏填。",
        "今年没有请选「零报告」，本单位没有这项工作请选「不适用」。",
        **where,
    )


def _first(row: Row) -> str:
    """Return a row's first filled field, whose cell stands for the row."""
    return next((field.id for field in row.kind.columns if row.value(field.id) is not None), "")
