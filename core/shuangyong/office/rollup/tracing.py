"""Drilling down: from a figure of a roll-up to the rows that it counts, and to what was taken out of it."""

import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.periods import Period
from ...model.problems import ProblemsFound, UnknownNameError, error
from ...report.figures import number_text
from ..cube.behind import Behind, rows_behind
from ..cube.cells import Request
from ..cube.dimensions import Dimension, parse_dimensions
from ..engines import Engine
from ..engines.duckdb import DuckDB
from ..overlaps.correcting import corrections
from ..overlaps.scopes import scopes
from ..roster.standing import Reporter, reporters
from ..store.opening import Store
from ..store.segments import synchronise
from .adding import Sources, add
from .adjustments import adjustments
from .composing import parts_of
from .figures import Adjustment
from .names import chosen_figures, kind_and_field, label_of
from .table import OPEN, Key

#: How people name the group of rows that have no such value.
NONE = "未注明"

#: So many groups are named to somebody who asked for one that is not there.
_TOLD = 30


@attrs.frozen(kw_only=True)
class Traced:
    """A sum and what it is made of.

    Attributes:
        measure: The figure's name.
        label: What people call it.
        by: The group.
        gross: As the units report it.
        rows: The rows that say so.
        adjustments: What is taken out of it, with the amounts in this group.
    """

    measure: str
    label: str
    by: Mapping[str, str | None]
    gross: Decimal
    rows: tuple[Behind, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def overlap(self) -> Decimal:
        """What the adjustments take out together."""
        return sum((one.amounts[self.measure] for one in self.adjustments), Decimal(0))

    def to_json(self) -> dict[str, Any]:
        """Return it for machines; amounts are decimal strings."""
        rows = [attrs.asdict(row) | {"value": number_text(row.value)} for row in self.rows]
        taken = [
            attrs.asdict(one, filter=lambda part, _: part.name != "amounts")
            | {"amount": number_text(one.amounts[self.measure])}
            for one in self.adjustments
        ]
        amounts = {"gross": self.gross, "overlap": self.overlap, "net": self.gross + self.overlap}
        told = {name: number_text(amount) for name, amount in amounts.items()}
        return {"measure": self.measure, "label": self.label, "by": self.by, **told, "rows": rows, "adjustments": taken}


def trace(store: Store, catalog: Catalog, period: Period, figure: str, group: str = "") -> tuple[Traced, ...]:
    """Return what a figure is made of: one sum, or of a ratio the two.

    Args:
        store: Whose ledgers.
        catalog: What is installed.
        period: Of what time.
        figure: Its name or label.
        group: ``region=370213,sector=医院``; the whole by default.

    Raises:
        ProblemsFound: There is no such figure or group.
    """
    (name,) = chosen_figures([figure], catalog)
    units = reporters(store, period)
    return traced(store, catalog, period, name, _group(group, catalog, units), units)


def traced(
    store: Store,
    catalog: Catalog,
    period: Period,
    name: str,
    by: Mapping[str, str | None],
    units: tuple[Reporter, ...],
    engine: Engine | None = None,
) -> tuple[Traced, ...]:
    """Return what a figure is made of, where its group is known by its values.

    Args:
        store: Whose ledgers.
        catalog: What is installed.
        period: Of what time.
        name: The figure's full name.
        by: Its group, as the figures of a roll-up have it.
        units: Whose revisions count in the period.
        engine: What computes; DuckDB by default.

    Raises:
        ProblemsFound: There is no such dimension or group.
    """
    dims = parse_dimensions(",".join(by), catalog)
    engine = engine or DuckDB()
    kind, field = kind_and_field(name, catalog)
    parts = parts_of(kind, field) if field.measure == "ratio" else (name,)
    sources = Sources(
        catalog=catalog,
        engine=engine,
        segments=functools.cache(lambda: synchronise(store, {unit.revision for unit in units})),
        reporters=units,
        corrections=corrections(store, catalog, period),
        scopes=scopes(store, catalog, period.year),
    )
    added = add(sources, Request(period, tuple(dims), figures=frozenset(parts)))
    key: Key = tuple(by[dim.name] for dim in dims)
    gross = {(cell.figure, at): cell.value for at, cell in added.cells}
    if not any((part, key) in gross for part in parts):
        raise _nothing_there(name, by, [at for _, at in gross if OPEN not in at], catalog)
    taken = [*adjustments(sources, added, key)]
    return tuple(
        Traced(
            measure=part,
            label=label_of(part, catalog),
            by=by,
            gross=gross.get((part, key), Decimal(0)),
            rows=rows_behind(store, catalog, part, units, period, by, engine),
            adjustments=tuple(one for one in taken if part in one.amounts),
        )
        for part in parts
    )


def _group(text: str, catalog: Catalog, units: tuple[Reporter, ...]) -> dict[str, str | None]:
    """Return the values of a group as people type it, by dimension."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if wrong := [name for name, sign, value in pairs if not sign or not value.strip()]:
        example = "请写成 region=370213,sector=医院 这样，几项之间用逗号隔开。"
        raise ProblemsFound([error("not-a-group", f"「{one}」没有写明是哪一组。", example, value=one) for one in wrong])
    dims = parse_dimensions(",".join(name for name, _, _ in pairs), catalog)
    values = (value.strip() for _, _, value in pairs)
    return {dim.name: _value(dim, value, catalog, units) for dim, value in zip(dims, values, strict=True)}


def _value(dim: Dimension, text: str, catalog: Catalog, units: tuple[Reporter, ...]) -> str | None:
    if text == NONE:
        return None
    if dim.what == "sector":
        return catalog.sector(text).id
    if dim.what == "unit":
        return next((unit.unit for unit in units if text in (unit.unit, unit.name)), text)
    return text


def _nothing_there(name: str, by: Mapping[str, str | None], keys: list[Key], catalog: Catalog) -> ProblemsFound:
    """Return what to say of a group that no row is in; the groups that there are are listed."""
    there = (",".join(f"{dim}={value or NONE}" for dim, value in zip(by, key, strict=True)) for key in keys)
    asked = ",".join(f"{dim}={value or NONE}" for dim, value in by.items())
    known = sorted(set(there))
    if not known:
        message = f"「{label_of(name, catalog)}」在这个时期没有单位填报，没有数字。"
        return ProblemsFound([error("no-figure", message, "请用 --period 换一个时期，或换一个指标。", value=name)])
    told = known if len(known) <= _TOLD else [*known[:_TOLD], f"～共 {len(known)} 组"]
    return UnknownNameError(f"「{label_of(name, catalog)}」的分组", asked or "合计", told)


def lines_of(traced: Traced, shown: int, where: str) -> Iterator[str]:
    """Yield a sum for people: what it is, its rows, and what is taken out.

    Args:
        traced: The sum.
        shown: How many of its rows at most.
        where: What its group is called; empty for the whole.
    """
    net = number_text(traced.gross + traced.overlap)
    yield (
        f"{traced.label}（{traced.measure}），{where or '合计'}："
        f"上报 {number_text(traced.gross)}，重复核减 {number_text(traced.overlap)}，净数 {net}"
    )
    for row in traced.rows[:shown]:
        about = "约" if row.approx else ""
        yield f"  {row.name}（{row.unit}）  {row.file}  {row.sheet}!{row.cell}：{about}{number_text(row.value)}"
    if len(traced.rows) > shown:
        yield f"  ……还有 {len(traced.rows) - shown} 行；用 --by 缩小范围，或用 --format json 看全部。"
    for one in traced.adjustments:
        amount = number_text(one.amounts[traced.measure])
        yield f"  核减 {amount}：{one.label}（{one.actor}：{one.because}；编号 {one.id}）"
