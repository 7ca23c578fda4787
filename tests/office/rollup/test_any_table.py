"""Whatever a table holds, a public edition of it gives no one or two persons away."""

from collections import Counter
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.rollup.adjusting import Applied
from shuangyong.office.rollup.figures import Coverage, Figure, Rollup, Sum
from shuangyong.office.rollup.suppression import public_edition
from shuangyong.office.rollup.table import OPEN

from tests.office.rollup.subtraction import Unknown, determined, own_sums

CATALOG = installed()
DIMS = ("sector", "month")
FLOWS = (
    ("core.visit", "people"),
    ("core.merit_notice", "people"),
    ("community.household_visit", "people"),
    ("core.service", "beneficiaries"),
    ("hospital.free_clinic", "beneficiaries"),
    ("core.schooling", "children"),
    ("school.admission", "children"),
)
STOCK = ("core.entitled_person", "persons")
MONTHS = ("2026-01", "2026-02", "2026-03", None)
SECTORS = ("hospital", "school", "community")

flows = st.dictionaries(
    st.tuples(st.sampled_from(FLOWS), st.sampled_from(SECTORS), st.sampled_from(MONTHS)),
    st.integers(0, 9),
    max_size=40,
)
#: What a sector's register holds at the end of each month.
stocks = st.dictionaries(st.sampled_from(SECTORS), st.lists(st.integers(1, 5), min_size=3, max_size=3))


def rolled_up(flows, stocks, taken=None):
    sums = Counter()
    for ((kind, measure), *values), amount in flows.items():
        lineage = CATALOG.kinds[kind].lineage
        for above in lineage[: lineage.index(CATALOG.kinds[kind].declarer(measure)) + 1]:
            for key in product(*((OPEN, value) for value in values)):
                sums[f"{above.name}.{measure}", key] += amount
    for sector, months in stocks.items():
        for name in (".".join(STOCK), f"{STOCK[0]}.count"):
            for place in (OPEN, sector):
                sums[name, (place, OPEN)] += months[-1]
                for month, amount in zip(MONTHS, months, strict=False):
                    if name.endswith("persons"):
                        sums[name, (place, month)] += amount
    figures = tuple(
        Figure(
            measure=name,
            by={dim: value for dim, value in zip(DIMS, key, strict=True) if value != OPEN},
            sum=Sum(Decimal(amount), Decimal((taken or {}).get((name, key), 0))),
            units=1,
            records=1,
        )
        for (name, key), amount in sums.items()
    )
    coverage = Coverage(expected=None, received=1, counted=1)
    return Rollup(title="某县", period=Period(2026), dims=DIMS, coverage=coverage, figures=figures)


@settings(max_examples=150, deadline=None)
@given(flows=flows, stocks=stocks)
def test_no_small_sum_is_determined_by_what_is_shown(flows, stocks):
    full = rolled_up(flows, stocks)
    public = public_edition(full, CATALOG)
    small = {
        Unknown(*figure.measure.rsplit(".", 1), frozenset(figure.by.items()))
        for figure in full.figures
        if figure.sum.gross in (1, 2) and not figure.measure.endswith(".count")
    }
    own = {cell for cell, amount in own_sums(full, CATALOG).items() if amount in (1, 2)}
    assert not (small | own) & determined(full, public, CATALOG)
    for figure, shown in zip(full.figures, public.figures, strict=True):
        if not figure.sum.gross:
            assert not shown.suppressed


@given(flows=flows)
def test_nothing_is_withheld_where_nothing_is_small(flows):
    full = rolled_up({place: amount * 3 for place, amount in flows.items()}, {})
    assert public_edition(full, CATALOG).figures == full.figures


def test_rows_of_a_list_are_withheld_with_its_persons():
    public = public_edition(rolled_up({}, {"school": [1, 1, 1], "hospital": [4, 4, 4]}), CATALOG)
    withheld = {figure.measure for figure in public.figures if figure.suppressed}
    assert withheld == {"core.entitled_person.persons", "core.entitled_person.count"}


def test_a_correction_by_one_person_is_not_told():
    """Of two corrections one is by one person: what holds both is shown, what holds either alone is not."""
    name, keys = (
        "core.visit.people",
        {at: [(OPEN, OPEN), (OPEN, at), ("hospital", OPEN), ("hospital", at)] for at in MONTHS},
    )
    applied = [
        Applied("a", name, dict.fromkeys(keys["2026-01"], Decimal(-1))),
        Applied("b", name, dict.fromkeys(keys["2026-02"], Decimal(-7))),
    ]
    taken = Counter()
    for one in applied:
        for key, amount in one.amounts.items():
            taken[one.measure, key] += amount
    flows = {(("core.visit", "people"), "hospital", month): 50 for month in MONTHS[:3]}
    public = public_edition(rolled_up(flows, {}, taken), CATALOG, applied)
    withheld = {tuple(figure.by.items()) for figure in public.figures if figure.suppressed}
    assert withheld == {
        (("month", "2026-01"),),
        (("month", "2026-02"),),
        (("sector", "hospital"), ("month", "2026-01")),
        (("sector", "hospital"), ("month", "2026-02")),
    }
