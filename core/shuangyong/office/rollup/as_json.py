"""A roll-up as JSON, as the command prints it (design: JSON keys)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.quantities import printed_unit
from ...report.figures import number_text
from .figures import Coverage, Figure, Plans, Rollup
from .names import kind_and_field, label_of
from .planned import MEASURES


#: How machines know what came of a plan; None is what nobody has filled in.
def to_json(rollup: Rollup, catalog: Catalog) -> dict[str, Any]:
    """Return the object that ``rollup -o OUT.json`` writes; amounts are decimal strings, None where withheld."""
    labels = {name: label_of(name, catalog) for name in {figure.measure for figure in rollup.figures}}
    return {
        "title": rollup.title,
        "period": str(rollup.period),
        "dims": list(rollup.dims),
        "provisional": rollup.provisional,
        "public": rollup.public,
        "coverage": _coverage(rollup.coverage, public=rollup.public),
        "last_coverage": rollup.last_coverage and _coverage(rollup.last_coverage, public=rollup.public),
        "figures": [_figure(figure, labels[figure.measure], catalog) for figure in rollup.figures],
        "differences": [
            {"measure": one.measure, "by": dict(one.by), "dim": one.dim, "amount": number_text(one.amount)}
            for one in rollup.differences
        ],
        "plans": [_plans(one) for one in rollup.plans],
        "adjustments": [
            attrs.asdict(one) | {"amounts": {name: number_text(amount) for name, amount in one.amounts.items()}}
            for one in rollup.adjustments
        ],
        "undecided": list(rollup.undecided),
        "open_problems": list(rollup.open_problems),
        "omissions": [attrs.asdict(one) for one in rollup.omissions],
        "units": dict(rollup.units),
    }


def _plans(plans: Plans) -> dict[str, Any]:
    """Return what came of the plans of a group, net; of 完成率 both its sums, and no value where nothing is said."""
    planned = _text(plans.planned.sum.net)
    states = {name: _text(plans.states[state].sum.net) for state, name in MEASURES.items()}
    rate = {"numerator": states["done"], "denominator": planned, "value": _rate(plans.rate)}
    return {"by": dict(plans.by), "planned": planned, **states, "rate": rate}


def _coverage(coverage: Coverage, *, public: bool) -> dict[str, Any]:
    """Return who is in a roll-up; to the public in numbers, and nobody by name."""
    told = attrs.asdict(coverage)
    for name in ("missing", "unexpected"):
        units = getattr(coverage, name)
        told[name] = len(units) if public else [{"unit": unit, "name": called} for unit, called in units]
    return told


def _figure(figure: Figure, label: str, catalog: Catalog) -> dict[str, Any]:
    _, field = kind_and_field(figure.measure, catalog)
    told: dict[str, Any] = {"measure": figure.measure, "label": label, "by": figure.by}
    if figure.suppressed:
        unknown = dict.fromkeys(("gross", "overlap", "net", "approx", "units", "records"))
        told |= (
            unknown if figure.denominator is None else unknown | dict.fromkeys(("numerator", "denominator", "value"))
        )
    else:
        told |= {**_amounts(figure), "approx": figure.approx, "units": figure.units, "records": figure.records}
    unit = printed_unit(field, figure.records) if field.measure != "ratio" else None
    return told | {"unit": unit, "last": _text(figure.last), "suppressed": figure.suppressed}


def _amounts(figure: Figure) -> Mapping[str, str | None]:
    """Return the amounts of a figure; of a ratio its net parts, and gross, overlap and net are its numerator's."""
    told = {"gross": figure.sum.gross, "overlap": figure.sum.overlap, "net": figure.sum.net}
    if figure.denominator is not None:
        told |= {"numerator": figure.sum.net, "denominator": figure.denominator.net}
        return {name: _text(amount) for name, amount in told.items()} | {"value": _rate(figure.value)}
    return {name: _text(amount) for name, amount in told.items()}


def _rate(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else number_text(amount)
