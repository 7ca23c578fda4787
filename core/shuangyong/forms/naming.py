"""What a form may name: a sector's kinds and the unit, by identifier or by Chinese label."""

from collections.abc import Mapping
from typing import Any

from ..catalog import Catalog
from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger
from ..report.manuscript import Manuscript
from ..report.prose import UnitView
from ..report.row_view import Reading
from ..report.rows import Names, PlanItems, RowSet
from .budget import BUDGET, Budget

#: Names beside those of kinds, with what each means.
CONTEXT = {
    "unit": "本单位，如 unit.name 名称、unit.code 代码、unit.filled 填报日期",
    "we": "本单位的自称，如 我院",
    "year": "年度",
    "last": "上年的台账（用 --last 给出时），如 last.visit.count",
    "plan": "年度计划的各项，如 plan.planned",
}
#: The unit's data by their labels.
UNIT_LABELS = {
    "单位名称": "name",
    "单位代码": "code",
    "行政区划代码": "region",
    "报送单位": "addressee",
    "联络员": "liaison",
    "填报日期": "filled",
}
_YEAR = "年度"
_LAST = "上年"
#: Stands before the names of last year's blanks.
LAST_YEARS = f"{_LAST}·"

NAMES = (*CONTEXT, *UNIT_LABELS, _YEAR, _LAST)


def form_kinds(catalog: Catalog, sector: str) -> Mapping[str, Kind]:
    """Return the kinds that a sector's forms may name, by identifier and, where that is one word, by label.

    A sector's own kind wins over a core's of the same name.
    """
    found: dict[str, Kind] = {}
    kinds = [
        *catalog.kinds_of(sector),
        *(kind for kind in catalog.kinds.values() if kind.abstract and kind.namespace == CORE),
    ]
    for kind in kinds:
        for name in (kind.id, kind.label):
            if name.isidentifier():
                found.setdefault(name, kind)
    return found


def form_context(ledger: Ledger, catalog: Catalog, last: Ledger | None, budget: Budget) -> dict[str, Any]:
    """Return what the names of a form stand for; a kind's rows hold those of the kinds that extend it, as totals do."""
    sector = catalog.sector(ledger.unit.sector)
    kinds = form_kinds(catalog, sector.id)
    unit = UnitView.of(ledger.unit)
    every = tuple(dict.fromkeys(kinds.values()))
    reading = Reading(ledger, budget.manuscript, kinds=every)
    earlier = Reading(last or _nothing(ledger), budget.manuscript, LAST_YEARS, missing=last is None, kinds=every)
    before = _names(earlier, kinds, there=last is not None)
    return {
        **{name: _rows(reading, kind) for name, kind in kinds.items()},
        **{label: getattr(unit, name) for label, name in UNIT_LABELS.items()},
        "unit": unit,
        "we": sector.we(ledger.unit.name),
        "year": ledger.year,
        _YEAR: ledger.year,
        "last": before,
        _LAST: before,
        "plan": PlanItems(reading, catalog.kinds[f"{CORE}.plan_item"], ledger.of(catalog.kinds[f"{CORE}.plan_item"])),
        BUDGET: budget,
    }


def new_budget() -> Budget:
    """Return the budget of one rendering."""
    return Budget(Manuscript())


def _names(reading: Reading, kinds: Mapping[str, Kind], *, there: bool) -> Names:
    return Names(kinds, lambda kind: _rows(reading, kind), there=there)


def _rows(reading: Reading, kind: Kind) -> RowSet:
    rows = reading.ledger.of(kind, descendants=True)
    return RowSet(reading, kind, rows, every=rows)


def _nothing(ledger: Ledger) -> Ledger:
    return Ledger(unit=ledger.unit)
