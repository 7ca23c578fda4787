"""Two reports side by side: field by field, with what is equal and what is not."""

from collections.abc import Iterator
from typing import Literal

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from .reports import Report

#: ``one``: only one of them says it.
Likeness = Literal["equal", "different", "one"]

_VAGUE = "-99"


@attrs.frozen(kw_only=True)
class Aligned:
    """A field of two reports.

    Attributes:
        label: What people call it, with its unit.
        one: What the one says; empty where it is silent.
        other: What the other says.
        measure: The measure's id, where both state it and so may count a part of it twice; empty for others.
        number: Whether it is a number.
    """

    label: str
    one: str
    other: str
    measure: str = ""
    number: bool = False

    @property
    def likeness(self) -> Likeness:
        """How the two agree."""
        if not self.one or not self.other:
            return "one"
        return "equal" if self.one == self.other else "different"


def aligned(one: Report, other: Report, catalog: Catalog) -> tuple[Aligned, ...]:
    """Return the fields that at least one of two reports says something in."""
    return tuple(field for field in _fields(one, other, catalog) if field.one or field.other)


def day_of(report: Report) -> str:
    """Return when it was, as people read it; empty where nobody knows."""
    event = report.event
    return event.day.removesuffix(_VAGUE) + (f" 至 {event.end}" if event.end else "")


def amounts_text(report: Report, catalog: Catalog) -> str:
    """Return what a report states, in a line: 参加人次 120人次，投入资金 3000元."""
    fields = (field for field in _measures(report, catalog) if field.id in report.amounts)
    return "，".join(f"{field.label} {report.amounts[field.id]:,f}{field.unit or ''}" for field in fields)


def shared(one: Report, other: Report, catalog: Catalog) -> tuple[Field, ...]:
    """Return the measures that both state, and of which they may so count a part twice."""
    kinds = [catalog.kinds[report.kind] for report in (one, other) if report.kind in catalog.kinds]
    common = {
        field.id for kind in catalog.kinds.values() if all(one.is_a(kind) for one in kinds) for field in kind.measures
    }
    both = common & one.amounts.keys() & other.amounts.keys()
    return tuple(field for field in _measures(one, catalog) if field.id in both)


def _fields(one: Report, other: Report, catalog: Catalog) -> Iterator[Aligned]:
    labels = [kind.label if (kind := catalog.kinds.get(report.kind)) else report.kind for report in (one, other)]
    yield Aligned(label="台账", one=labels[0], other=labels[1])
    yield Aligned(label="时间", one=day_of(one), other=day_of(other))
    for name, label in _TEXTS.items():
        yield Aligned(label=label, one=getattr(one.event, name), other=getattr(other.event, name))
    both = {field.id for field in shared(one, other, catalog)}
    measures = {field.id: field for report in (one, other) for field in _measures(report, catalog)}
    for field in measures.values():
        told = [f"{report.amounts[field.id]:,f}" if field.id in report.amounts else "" for report in (one, other)]
        label = f"{field.label}（{field.unit}）" if field.unit else field.label
        measure = field.id if field.id in both else ""
        yield Aligned(label=label, one=told[0], other=told[1], measure=measure, number=True)


_TEXTS = {"title": "活动名称", "place": "地点", "partner": "部队", "joint_with": "联合单位"}


def _measures(report: Report, catalog: Catalog) -> tuple[Field, ...]:
    kind = catalog.kinds.get(report.kind)
    return tuple(kind.measures) if kind else ()
