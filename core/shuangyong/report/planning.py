"""Which section of a plan tells which planned activity."""

from collections.abc import Mapping

from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger, Row
from .claims import Claims, Part

#: The label that draws what no kind and no pillar is known for.
REST = "其他"
_CATEGORY = "category"


def planned(
    claims: Claims, ledger: Ledger, plan_item: Kind, kinds: Mapping[str, Kind]
) -> list[tuple[Row, Part | None]]:
    """Return each planned activity with the part that tells it, None where no part would.

    The nearest wins: the label of the activity's kind, the sector's id, the labels of the kinds that it extends,
    of its pillar, then 其他.

    Args:
        claims: The report's parts.
        ledger: Whose planned activities.
        plan_item: Their kind.
        kinds: The kinds that 类别 may name, by label.
    """
    drawn: dict[str, Part] = {}
    for part in sorted(claims.parts, key=lambda part: part.plugin.name != CORE):  # a sector's overrides the core's
        drawn |= dict.fromkeys(part.section.plans, part)
    found = []
    for row in ledger.of(plan_item):
        labels = _labels(kinds.get(str(row.value(_CATEGORY) or "")))
        found.append((row, next((drawn[label] for label in labels if label in drawn), None)))
    return found


def _labels(kind: Kind | None) -> list[str]:
    if kind is None:
        return [REST]
    pillar = [kind.pillar.label] if kind.pillar else []
    return [kind.label, kind.namespace, *(above.label for above in kind.lineage[1:]), *pillar, REST]
