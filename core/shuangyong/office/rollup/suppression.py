"""The public edition: sums of one or two persons are withheld, and as many others as keep them from being found.

They cannot be found by subtraction: neither along dimensions or kinds, nor from gross, overlap and net (withheld
together), nor from the parts of a ratio (a ratio goes with either part), nor from a measure that states the same
persons, nor from last year's column (withheld as that year's own public edition would). Zero is shown.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalog import Catalog
from .adjusting import Applied
from .alternatives import Secret, Withholding
from .composing import parts_of
from .figures import Adjustment, Difference, Figure, Rollup, Sum
from .names import kind_and_field
from .persons import FEW, tells_of_persons
from .table import OPEN, Key, Table, key_of, table_of

#: A figure's name and group.
Place = tuple[str, Key]

_NOTHING = Sum(Decimal(0))


def public_edition(
    rollup: Rollup, catalog: Catalog, applied: Iterable[Applied] = (), withheld_before: Collection[Place] = ()
) -> Rollup:
    """Return a roll-up as anybody may see it.

    What the office works with is left out: the persons of single adjustments, all but the ids of undecided overlaps,
    open problems, and the names of units unless each is told of.

    Args:
        rollup: The whole of it: what is not there cannot be withheld.
        catalog: What the kinds are.
        applied: Where each adjustment is applied.
        withheld_before: What last year's own public edition withholds.
    """
    hidden = withheld(rollup, catalog, applied)
    keys = [key_of(figure, rollup.dims) for figure in rollup.figures]
    shown = zip(rollup.figures, keys, strict=True)
    groups: dict[str, list[Key]] = {}
    for figure, key in zip(rollup.figures, keys, strict=True):
        groups.setdefault(figure.measure, []).append(key)
    return attrs.evolve(
        rollup,
        public=True,
        figures=tuple(_shown(figure, key, hidden, withheld_before) for figure, key in shown),
        adjustments=tuple(_without_persons(one, catalog) for one in rollup.adjustments),
        open_problems=(),
        units=rollup.units if "unit" in rollup.dims else {},
        undecided=tuple({"id": one["id"]} if "id" in one else {} for one in rollup.undecided),
        differences=tuple(one for one in rollup.differences if _told(one, groups, hidden, rollup.dims)),
    )


def withheld(rollup: Rollup, catalog: Catalog, applied: Iterable[Applied] = ()) -> frozenset[Place]:
    """Return which figures a public edition withholds."""
    table = table_of(rollup, catalog)
    withholding = Withholding(table)
    for secret in sorted(_secrets(table), key=_coarse_first):
        withholding.protect(secret)
    hidden = {
        (figure.measure, key_of(figure, rollup.dims))
        for cell in withholding.cells
        for figure in table.cells[cell]
        if figure.sum.gross  # zero is shown
    }
    hidden.update(_few_adjusted(table, applied))
    return frozenset((*hidden, *_ratios(rollup, catalog, hidden)))


def _secrets(table: Table) -> Iterator[Secret]:
    for cell, figures in table.cells.items():
        if cell[1] != "count" and any(_few(one) for figure in figures for one in (figure.sum.gross, figure.sum.net)):
            yield Secret(cell)
    for (measure, kind), sums in table.own.items():
        for key, values in sums.items():
            if any(_few(amount) for _, amount in values):
                yield Secret((kind, measure, key), own=True)


def _coarse_first(secret: Secret) -> tuple[object, ...]:
    kind, measure, key = secret.cell
    return -key.count(OPEN), secret.own, measure, kind, tuple(map(str, key))


def _few(amount: Decimal) -> bool:
    return abs(amount) in FEW


def _few_adjusted(table: Table, applied: Iterable[Applied]) -> Iterator[Place]:
    """Yield what must be withheld so that no correction by one or two persons is known.

    Where another correction could have those persons, a sum that holds both tells nothing; without another, each sum
    with this one is withheld.
    """
    of_figure: dict[str, list[frozenset[Key]]] = {}
    for one in applied:
        of_figure.setdefault(one.measure, []).append(frozenset(one.amounts))
    few = {(one.measure, key_of(one, table.dims)) for one in _figures(table) if _few(one.sum.overlap)}
    hidden: set[Place] = set()
    for name, key in sorted(few, key=str):
        yield name, key
        holding = [keys for keys in of_figure.get(name, ()) if key in keys]
        others = [keys for keys in of_figure.get(name, ()) if key not in keys]
        apart = [one ^ other for one in holding for other in others] or holding
        if apart and (name, key) not in hidden:
            least = min(apart, key=lambda keys: (len({(name, one) for one in keys} - hidden), sorted(map(str, keys))))
            hidden.update((name, one) for one in least)
            yield from sorted(((name, one) for one in least), key=str)


def _figures(table: Table) -> Iterator[Figure]:
    return (one for cell, figures in table.cells.items() if cell[1] != "count" for one in figures)


def _ratios(rollup: Rollup, catalog: Catalog, hidden: Collection[Place]) -> Iterator[Place]:
    """Yield the ratios of which a part is withheld."""
    for figure in rollup.figures:
        if figure.denominator is not None:
            key = key_of(figure, rollup.dims)
            if any((part, key) in hidden for part in parts_of(*kind_and_field(figure.measure, catalog))):
                yield figure.measure, key


def _shown(figure: Figure, key: Key, hidden: Collection[Place], before: Collection[Place]) -> Figure:
    if (figure.measure, key) in before:
        figure = attrs.evolve(figure, last=None)
    if (figure.measure, key) not in hidden:
        return figure
    denominator = figure.denominator and _NOTHING
    return attrs.evolve(figure, sum=_NOTHING, denominator=denominator, units=0, records=0, suppressed=True)


def _without_persons(one: Adjustment, catalog: Catalog) -> Adjustment:
    amounts = {
        name: amount for name, amount in one.amounts.items() if not tells_of_persons(kind_and_field(name, catalog)[1])
    }
    return attrs.evolve(one, amounts=amounts)


def _told(
    one: Difference, shown: Mapping[str, Collection[Key]], hidden: Collection[Place], dims: Sequence[str]
) -> bool:
    """Tell whether a difference can be told: the whole and all its parts are shown."""
    at = dims.index(one.dim)
    whole = tuple(one.by.get(dim, OPEN) for dim in dims)
    parts = (key for key in shown[one.measure] if key[at] != OPEN and (*key[:at], OPEN, *key[at + 1 :]) == whole)
    return not any((one.measure, key) in hidden for key in (whole, *parts))
