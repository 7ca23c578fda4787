"""What the measures of a kind are called where they stand beside each other."""

from .fields import Field
from .kinds import Kind

#: How many rows there are of a kind, where a measure of its own says how often something was done.
RECORDED = "记入台账"


def measure_label(kind: Kind, field: Field) -> str:
    """Return what a measure is called among those of its kind.

    升旗仪式 has a measure 次数 of its own: 256 times, told in 16 rows. The rows are then 记入台账, not 次数 as well.
    """
    if field.id != "count":
        return field.label
    others = (other.label for other in (*kind.measures, *kind.ratios) if other.id != "count")
    return RECORDED if field.label in others else field.label
