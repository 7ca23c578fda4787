"""Which figures tell of persons, and which of them tell of the same persons."""

import functools
from collections.abc import Iterable

from ...model.fields import Field
from ...model.kinds import Kind

#: Units that count persons; a household is a few of them, and as easily known.
UNITS = ("人", "名", "位", "人次", "户")

#: Of so few persons a public figure would tell who they are (design/domain: aggregates of 1-2 people).
FEW = (1, 2)


def tells_of_persons(field: Field) -> bool:
    """Tell whether a measure counts persons."""
    return field.unit in UNITS and field.measure in ("flow", "stock")


def lists_of_persons(kinds: Iterable[Kind]) -> frozenset[str]:
    """Return the kinds whose rows are persons each, and their ancestors: those rows are counted there too."""
    listing = (kind for kind in kinds if any(tells_of_persons(one) and one.implied is not None for one in kind.fields))
    return frozenset(above.name for kind in listing for above in kind.lineage)


@functools.cache
def companions(kind: Kind, measure: str) -> tuple[str, ...]:
    """Return the measures of a kind that may well state the same persons as a measure does, itself first.

    Those are the measures that count toward one another (优待子女数 is 受益人次), and in a list of persons its rows.
    """
    found = [measure]
    for one in found:
        field = kind.field(one)
        near = [field.counts_as, *(part.id for part in kind.parts.get(one, ()))]
        found += [
            other for other in near if other is not None and other not in found and tells_of_persons(kind.field(other))
        ]
    if any(kind.field(one).implied is not None for one in found):
        found.append("count")
    return tuple(found)
