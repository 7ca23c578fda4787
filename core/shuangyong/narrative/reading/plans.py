"""What a text plans: a planned activity a sentence, for 年度计划."""

from collections.abc import Iterator, Sequence

from ...catalog import Catalog
from ..language.analysis import Analysis
from .choosing import Placed
from .grouping import moment_of
from .proposals import Place, Proposal, Value
from .wording import when

#: The kind of planned activities.
PLAN = "core.plan_item"
_LONGEST = 60


def plan_item(catalog: Catalog, analysis: Analysis, placed: Sequence[Placed]) -> Iterator[Proposal]:
    """Yield a planned activity for each sentence with planned figures: no deed, so none of them is a measure of one."""
    if PLAN not in catalog.kinds:
        return
    told = None
    for one in placed:
        if one.seen is told:
            continue
        told = one.seen
        sentence = one.seen.sentence
        clause = sentence.clause_at(one.quantity.start)
        said = analysis.text[clause.start : clause.end].strip("，,；;。 \t\n")
        where = Place(clause.start, clause.end)
        fields: dict[str, Value] = {"title": one.kind.label, "category": one.kind.label, "target": said[:_LONGEST]}
        moment = moment_of(one)
        yield Proposal(
            kind=PLAN,
            fields=fields,
            places=dict.fromkeys(fields, where),
            date=when(moment),
            marks=frozenset({"planned"}),
            start=sentence.start,
            end=sentence.end,
            quote=analysis.text[sentence.start : sentence.end],
            sentence=analysis.text[sentence.start : sentence.end],
            reason=f"因“{one.candidate.trigger}”读作{one.kind.label}，文中说的是打算，列为计划活动。",
        )
