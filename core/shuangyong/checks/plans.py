"""The year's plan: the kind of work that each planned activity names."""

import difflib
from collections.abc import Iterable, Iterator

from ..catalog import Catalog
from ..model.kinds import Kind
from ..model.ledgers import Ledger
from ..model.problems import Problem, warning
from .cells import at, shown

PLAN = "core.plan_item"


def unknown_categories(ledger: Ledger, catalog: Catalog, kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Yield each planned activity whose 类别 is the label of no kind of this ledger."""
    labels = [kind.label for kind in kinds]
    plan = catalog.kinds.get(PLAN)
    for row in ledger.of(plan, descendants=True) if plan else ():
        category = row.value("category")
        if isinstance(category, str) and category not in labels:
            near = difflib.get_close_matches(category, labels, n=1, cutoff=0.3)
            yield warning(
                "unknown-category",
                f"类别「{shown(row, 'category')}」不是本台账里任何一张表的名称，报告里会找不到它归在哪里。",
                f"是不是「{near[0]}」？请填表名。" if near else "请填表名，如「走访慰问」。",
                **at(row, "category"),
            )
