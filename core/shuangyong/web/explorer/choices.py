"""Which measures may be chosen: those that something is reported of, kind by kind, found by what is typed."""

from collections.abc import Collection, Iterator

import attrs

from ...catalog import Catalog
from ...model.kinds import CORE
from ...workbook.keys import key
from .answers import Answer

#: What measures of the core's kinds that belong to no pillar stand under.
_WHOLE = "全部活动"


@attrs.frozen
class Choice:
    """A measure: its full name, and what people call it."""

    name: str
    label: str


@attrs.frozen
class Group:
    """A kind's measures, or those of a pillar or sector.

    Attributes:
        label: What it is called.
        kinds: The kinds with their measures.
    """

    label: str
    kinds: tuple[tuple[str, tuple[Choice, ...]], ...]

    @property
    def count(self) -> int:
        """How many measures."""
        return sum(len(choices) for _, choices in self.kinds)


def groups_of(catalog: Catalog, whole: Answer, typed: str, chosen: Collection[str]) -> tuple[Group, ...]:
    """Return the measures that can be chosen, those not chosen yet whose name or kind holds what was typed.

    Args:
        catalog: What is installed.
        whole: The roll-up of the whole: what is not in it, nobody reports.
        typed: What to look for; all if empty.
        chosen: What is chosen already.
    """
    found: dict[str, list[tuple[str, tuple[Choice, ...]]]] = {}
    for group, kind, choices in _kinds(catalog, whole, chosen):
        fit = tuple(one for one in choices if all(key(word) in key(f"{kind}·{one.label}") for word in typed.split()))
        if fit:
            found.setdefault(group, []).append((kind, fit))
    return tuple(Group(label, tuple(kinds)) for label, kinds in found.items())


def _kinds(catalog: Catalog, whole: Answer, chosen: Collection[str]) -> Iterator[tuple[str, str, tuple[Choice, ...]]]:
    sectors = {sector.id: sector.label for sector in catalog.sectors}
    told = whole.figures.keys() | {omission.measure for omission in whole.rollup.omissions}
    for kind in catalog.kinds.values():
        own = kind.pillar.label if kind.pillar else _WHOLE
        group = own if kind.namespace == CORE else sectors.get(kind.namespace, kind.namespace)
        names = ((f"{kind.name}.{field.id}", field.label) for field in (*kind.measures, *kind.ratios))
        choices = tuple(Choice(name, label) for name, label in names if name in told and name not in chosen)
        if choices:
            yield group, whole.naming.label(kind), choices
