"""From sums to figures: ratios of them, last year's beside this year's, and where parts do not add up."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import Kind
from ...model.quantities import Quantity, RatioOfSums
from .adding import Added
from .figures import Difference, Figure, Sum
from .forbidden import allowed, rules
from .names import kind_and_field
from .table import CHOICE, OPEN, TIMES, Key

#: Net sums, and values of ratios, by figure and group.
Nets = Mapping[tuple[str, Key], Decimal | None]

_ZERO = Decimal(0)


def composed(added: Added, catalog: Catalog, last: Nets) -> tuple[Figure, ...]:
    """Return the figures of a period in the catalog's order, each kind's ratios after its measures.

    Args:
        added: What it comes to.
        catalog: What the kinds are.
        last: The figures of the year before, in the same groups.
    """
    found: dict[str, dict[Key, Figure]] = {}
    forbidden = rules({cell.figure for _, cell in added.cells}, catalog)
    taken = added.taken
    for key, cell in added.cells:
        name = cell.figure
        if name in forbidden and not allowed(forbidden[name], cell.by):
            continue
        place = (name, key)
        found.setdefault(name, {})[key] = Figure(
            measure=name,
            by=cell.by,
            sum=Sum(cell.value, taken.get(place, _ZERO), cell.approx),
            units=cell.units,
            records=cell.records,
            last=last.get(place),
        )
    return tuple(_in_order(found, catalog, last))


def _in_order(found: Mapping[str, Mapping[Key, Figure]], catalog: Catalog, last: Nets) -> Iterator[Figure]:
    for kind in catalog.kinds.values():
        for field in kind.measures:
            yield from found.get(f"{kind.name}.{field.id}", {}).values()
        for field in kind.ratios:
            name, (above, below) = f"{kind.name}.{field.id}", parts_of(kind, field)
            for key, figure in found.get(below, {}).items():
                if key in found.get(above, {}):
                    yield Figure(
                        measure=name,
                        by=figure.by,
                        sum=found[above][key].sum,
                        denominator=figure.sum,
                        units=figure.units,
                        records=figure.records,
                        last=last.get((name, key)),
                    )


def parts_of(kind: Kind, ratio: Field) -> tuple[str, str]:
    """Return the names of the figures that a ratio of a kind is made of: above and below the line."""
    return f"{kind.name}.{ratio.numerator}", f"{kind.name}.{ratio.denominator}"


def nets(added: Added, catalog: Catalog) -> Nets:
    """Return what is left of each sum, and the values of the ratios."""
    taken = added.taken
    found: dict[tuple[str, Key], Decimal | None] = {
        (cell.figure, key): cell.value + taken.get((cell.figure, key), _ZERO) for key, cell in added.cells
    }
    for kind in catalog.kinds.values():
        for field in kind.ratios:
            above, below = parts_of(kind, field)
            for key in [key for name, key in found if name == below and (above, key) in found]:
                both = (Quantity(found[part, key] or _ZERO) for part in (above, below))
                found[f"{kind.name}.{field.id}", key] = RatioOfSums(*both).value
    return found


def as_of(year: int, key: Key, dims: tuple[str, ...]) -> Key:
    """Return a group with its time moved to another year."""
    return tuple(
        f"{year}{value[4:]}" if dim in TIMES and value not in (None, OPEN) else value
        for dim, value in zip(dims, key, strict=True)
    )


def differences(added: Added, catalog: Catalog) -> Iterator[Difference]:
    """Yield where the nets of parts do not add up to the whole's: gross sums do, so it is what was taken out.

    By figure and group, so that two answers of the same figures are the same text.
    """
    parts: dict[tuple[str, Key, int], Decimal] = {}
    for (name, key), amount in added.taken.items():
        for at, value in enumerate(key):
            if value != OPEN:
                whole = (name, (*key[:at], OPEN, *key[at + 1 :]), at)
                parts[whole] = parts.get(whole, _ZERO) + amount
    forbidden = rules({name for name, _ in added.taken}, catalog)
    for (name, key), amount in sorted(added.taken.items(), key=_place):
        for at in range(len(key)):
            difference = amount - parts.get((name, key, at), _ZERO)
            if difference and name not in forbidden and _parted(name, key, at, added, catalog):
                by = {dim: value for dim, value in zip(added.dims, key, strict=True) if value != OPEN}
                yield Difference(measure=name, by=by, dim=added.dims[at], amount=difference)


def _place(taken: tuple[tuple[str, Key], Decimal]) -> tuple[str, list[str]]:
    (name, key), _ = taken
    return name, [value or "" for value in key]


def _parted(name: str, key: Key, at: int, added: Added, catalog: Catalog) -> bool:
    """Tell whether a figure of a group is told in parts, by a dimension that it is added up over."""
    kind, field = kind_and_field(name, catalog)
    dim = added.dims[at]
    if dim.startswith(CHOICE) and dim.removeprefix(CHOICE) not in {column.id for column in kind.columns}:
        return False
    return key[at] == OPEN and not (dim in TIMES and field.measure == "stock")
