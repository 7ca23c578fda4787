"""A roll-up laid out for tables: which figures are told first, and how they split into groups."""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.pillars import PILLARS, Pillar
from ..rollup.figures import Figure, Rollup
from ..rollup.names import ACTIVITY

#: What is told of an activity besides its own measures.
_OUTLAY = ("participants", "beneficiaries", "spending", "goods_value")


@attrs.frozen
class Line:
    """A line of a table: a figure of the whole, and how deep its kind stands below others of its pillar (其中)."""

    kind: Kind
    field: Field
    figure: Figure
    depth: int = 0


@attrs.frozen
class Block:
    """The lines of a pillar; of everything that was done where there is no pillar."""

    pillar: Pillar | None
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        """What stands above the lines."""
        return self.pillar.label if self.pillar else "双拥活动合计"


@attrs.frozen(eq=False)
class Split:
    """Figures split by one dimension.

    Attributes:
        dim: As figures have it in ``by``.
        groups: The dimension's values in order; None, where rows have none, last.
        figures: By measure and group.
    """

    dim: str
    groups: tuple[str | None, ...]
    figures: Mapping[tuple[str, str | None], Figure]

    def get(self, measure: str, group: str | None) -> Figure | None:
        """Return the figure of a group; None where nothing was reported."""
        return self.figures.get((measure, group))


class Tables:
    """A roll-up's figures by what tables ask for."""

    def __init__(self, rollup: Rollup, catalog: Catalog) -> None:
        self.rollup = rollup
        self._catalog = catalog
        self.whole: dict[str, Figure] = {one.measure: one for one in rollup.figures if not one.by}

    @functools.cached_property
    def differences(self) -> Mapping[tuple[str, str], Decimal]:
        """By how much the parts along a dimension miss the whole, by dimension and measure; none where they do not."""
        return {(one.dim, one.measure): one.amount for one in self.rollup.differences if not one.by}

    @functools.cached_property
    def splits(self) -> Mapping[str, Split]:
        """The splits by one dimension into two groups or more, under ``sector``, ``region``, ``month`` …

        Of several levels of regions it is the one that comes first.
        """
        parts: dict[str, list[Figure]] = {}
        for figure in self.rollup.figures:
            if len(figure.by) == 1:
                parts.setdefault(next(iter(figure.by)), []).append(figure)
        found: dict[str, Split] = {}
        for dim, figures in parts.items():
            split = self._split(dim, figures)
            if len(split.groups) > 1:
                found.setdefault(dim.partition(":")[0], split)
        return found

    def _split(self, dim: str, figures: Sequence[Figure]) -> Split:
        groups = self.ordered(dim, {one.by[dim] for one in figures})
        return Split(dim, groups, {(one.measure, one.by[dim]): one for one in figures})

    def ordered(self, dim: str, groups: Collection[str | None]) -> tuple[str | None, ...]:
        """Return groups of a dimension in the order of telling: sectors as the catalog has them, None last."""
        sectors = [sector.id for sector in self._catalog.sectors]
        known = [sector for sector in sectors if sector in groups] if dim == "sector" else []
        others = sorted(group for group in groups if group is not None and group not in known)
        missing = (None,) if None in groups else ()
        return (*known, *others, *missing)

    @functools.cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The main figures: everything that was done, then pillar by pillar, each kind under the one it extends."""
        root = self._catalog.kinds[ACTIVITY]
        first = Block(None, tuple(self._lines(root, ("count", *_OUTLAY))))
        found = [first, *(Block(pillar, tuple(self._of_pillar(pillar))) for pillar in PILLARS.values())]
        return tuple(block for block in found if block.lines)

    def _of_pillar(self, pillar: Pillar) -> Iterator[Line]:
        kinds = [kind for kind in self._catalog.kinds.values() if kind.pillar is pillar and not kind.abstract]
        for kind in kinds:
            if kind.parent not in kinds:
                yield from self._tree(kind, kinds, 0)

    def _tree(self, kind: Kind, kinds: Sequence[Kind], depth: int) -> Iterator[Line]:
        yield from self._lines(kind, self._told(kind, depth), depth)
        for heir in kinds:
            if heir.parent is kind:
                yield from self._tree(heir, kinds, depth + 1)

    def _told(self, kind: Kind, depth: int) -> Iterator[str]:
        """Yield what is told of a kind: how often, what it declares itself, and of a core's activity the outlay."""
        if kind.is_activity or not self._declared(kind):
            yield "count"
        yield from self._declared(kind)
        if kind.is_activity and not depth:
            yield from _OUTLAY

    def _declared(self, kind: Kind) -> list[str]:
        named = (field.id for field in (*kind.measures, *kind.ratios) if field.id in kind.own)
        return [name for name in named if f"{kind.name}.{name}" in self.whole]

    def _lines(self, kind: Kind, fields: Iterable[str], depth: int = 0) -> Iterator[Line]:
        for name in fields:
            figure = self.whole.get(f"{kind.name}.{name}")
            if figure is not None and (figure.records or figure.last or figure.suppressed):
                yield Line(kind, kind.field(name), figure, depth)
