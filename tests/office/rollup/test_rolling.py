"""A roll-up against the ledgers themselves: every figure added up again from the rows, with other code."""

from collections import defaultdict
from decimal import Decimal

import attrs
import pytest
from shuangyong.model.dates import PartialDate
from shuangyong.model.periods import Period
from shuangyong.model.problems import ProblemsFound
from shuangyong.model.quantities import ratio, total
from shuangyong.model.regions import Region
from shuangyong.office.rollup.names import kind_and_field
from shuangyong.office.rollup.rolling import roll_up

from tests.office.rollup.conftest import UNITS

YEAR = Period(2026)
DRILL, ADMISSION = "education.drill_programme", "education.admission_benefit"


def figures(rollup, measure):
    return {tuple(figure.by.items()): figure for figure in rollup.figures if figure.measure == measure}


def whole(rollup, measure):
    return figures(rollup, measure)[()]


def test_every_figure_is_what_the_rows_come_to(filled, catalog, samples):
    rollup = roll_up(filled(2026), catalog, YEAR, "region,sector")
    there = set()
    for figure in rollup.figures:
        kind, field = kind_and_field(figure.measure, catalog)
        units = [
            samples(sector, 2026).of(kind, descendants=True)
            for _, sector, region, _ in UNITS
            if figure.by.get("sector", sector) == sector and figure.by.get("region", region[:6]) == region[:6]
        ]
        if field.measure == "ratio":
            mine = ratio([row for rows in units for row in rows], field)
            assert (figure.value, figure.denominator.gross) == (mine.value, mine.denominator.amount)
            continue
        sums = [said for rows in units if (said := total(rows, field.id)) is not None]
        assert figure.sum.gross == sum(said.amount for said in sums), (figure.measure, figure.by)
        assert figure.units == len(sums)
        assert figure.approx == any(said.approx for said in sums)
        there.add(figure.measure)
    stated = {
        f"{above.name}.{field.id}"
        for _, sector, _, _ in UNITS
        for row in samples(sector, 2026).rows
        for field in row.kind.measures
        if total([row], field.id) is not None and field.unit not in (None, "天")
        for above in row.kind.lineage[: row.kind.lineage.index(row.kind.declarer(field.id)) + 1]
    }
    assert there == stated


def test_gross_sums_add_up_and_net_is_gross_and_overlap(filled, catalog):
    rollup = roll_up(filled(2026, scopes={"EB": (DRILL, ADMISSION)}), catalog, YEAR, "region,month")
    parts = defaultdict(Decimal)
    for figure in rollup.figures:
        assert figure.sum.gross + figure.sum.overlap == figure.sum.net
        if figure.by.keys() == {"month"}:
            parts[figure.measure] += figure.sum.gross
    flows = [name for name in parts if kind_and_field(name, catalog)[1].measure == "flow"]
    assert flows
    assert all(whole(rollup, name).sum.gross == parts[name] for name in flows)


def test_a_stock_is_carried_and_never_added_up_over_months(filled, catalog):
    rollup = roll_up(filled(2026), catalog, YEAR, "month")
    cadets = figures(rollup, "school.youth_academy.cadets")
    months = [figure.sum.net for group, figure in cadets.items() if group]
    assert cadets[()].sum.net == months[-1]
    assert len(months) > 1 and sum(months) > cadets[()].sum.net


def test_a_ratio_is_one_sum_over_another_in_every_group(filled, catalog):
    rollup = roll_up(filled(2026), catalog, YEAR, "region,sector")
    for group, figure in figures(rollup, "core.awareness.rate").items():
        above, below = (figures(rollup, f"core.awareness.{part}")[group] for part in ("aware", "surveyed"))
        assert (figure.sum, figure.denominator) == (above.sum, below.sum)
        assert figure.value == (above.sum.net / below.sum.net).quantize(Decimal("0.0001"))


def test_a_part_of_the_year_holds_its_months_only(filled, catalog, samples):
    rollup = roll_up(filled(2026), catalog, Period.parse("2026-Q3"))
    kind = catalog.kinds["core.activity"]
    rows = [row for _, sector, _, _ in UNITS for row in samples(sector, 2026).of(kind, descendants=True)]
    inside = [row for row in rows if YEAR.holds(row.date) and row.date.month in (7, 8, 9)]
    assert whole(rollup, "core.activity.count").sum.net == len(inside) < len(rows)


def test_a_part_of_the_year_is_provisional_for_its_own_pairs_only(filled, catalog):
    store = filled(2026)
    year, parts = (
        {
            one["id"]: {row["date"] for row in one["rows"]}
            for one in roll_up(store, catalog, Period.parse(name)).undecided
        }
        for name in ("2026", "2026-Q3")
    )
    inside = {pair for pair, dates in year.items() if any("2026-07" <= date[:7] <= "2026-09" for date in dates)}
    assert set() != parts.keys() == inside < year.keys()


def test_rows_of_those_below_are_taken_out_of_the_declared_kinds_lineage(filled, catalog, samples):
    rollup = roll_up(filled(2026, scopes={"EB": (DRILL,)}), catalog, YEAR, "region,sector")
    drills = samples("school", 2026).of(catalog.kinds["core.drill"], descendants=True)
    taken = 2 * total(drills, "students").amount
    assert whole(rollup, "core.drill.students").sum.overlap == -taken
    assert whole(rollup, "core.activity.count").sum.overlap == -2 * len(drills)
    assert whole(rollup, "school.student_drill.students").sum.overlap == 0
    assert {one.cause for one in rollup.adjustments} == {"scope"}
    assert sum(one.amounts["core.drill.students"] for one in rollup.adjustments) == -taken
    # The schools are of one sector and the bureau of another: no sector holds both reports, and the region does.
    by = figures(rollup, "core.drill.students")
    assert by[("sector", "school"),].sum.overlap == by[("sector", "education"),].sum.overlap == 0
    assert by[("region", "370213"),].sum.overlap == -taken


def test_where_parts_do_not_add_up_the_difference_is_told(filled, catalog):
    rollup = roll_up(filled(2026, scopes={"EB": (DRILL,)}), catalog, YEAR, "region,sector,month")
    told = {(one.measure, tuple(one.by.items()), one.dim): one.amount for one in rollup.differences}
    nets = {(figure.measure, tuple(figure.by.items())): figure for figure in rollup.figures}
    found = {}
    for (name, group), figure in nets.items():
        if figure.denominator is not None:
            continue
        for dim in {"region", "sector", "month"} - dict(group).keys():
            if dim == "month" and kind_and_field(name, catalog)[1].measure == "stock":
                continue
            parts = [
                other.sum.net
                for (same, by), other in nets.items()
                if same == name and dim in dict(by) and {k: v for k, v in by if k != dim} == dict(group)
            ]
            if figure.sum.net != sum(parts):
                found[name, group, dim] = figure.sum.net - sum(parts)
    assert found == told != {}
    # In an order of their own: two answers of the same figures are the same text.
    names = [one.measure for one in rollup.differences]
    assert names == sorted(names)


def test_last_year_stands_beside_this_year(filled, catalog):
    store = filled(2026, 2025)
    rollup, before = (roll_up(store, catalog, Period(year), "sector,quarter") for year in (2026, 2025))
    was = {(one.measure, str(one.by).replace("2025-", "2026-")): one.value for one in before.figures}
    assert rollup.last_coverage == before.coverage
    assert before.last_coverage is None and all(one.last is None for one in before.figures)
    assert all(one.last == was.get((one.measure, str(one.by))) for one in rollup.figures)


def test_days_and_unlike_things_are_not_added_up(filled, catalog):
    store = filled(2026)
    rollup = roll_up(store, catalog, YEAR, "sector,unit,choice:form")
    assert all(figure.by.get("unit") for figure in figures(rollup, "school.student_drill.days").values())
    assert all(figure.by.get("choice:form") for figure in figures(rollup, "core.publicity.items").values())
    assert figures(rollup, "school.student_drill.days") and figures(rollup, "core.publicity.items")
    omitted = {one.measure: one for one in rollup.omissions}
    assert omitted["school.student_drill.days"].by == ("sector", "choice:form")
    assert "不能跨单位相加" in omitted["school.student_drill.days"].because


@pytest.mark.parametrize(
    ("measure", "said"),
    [("学生军训·天数", "--by unit"), ("core.publicity.items", "--by choice:form")],
)
def test_a_wrong_sum_that_is_asked_for_is_refused_with_what_to_ask_instead(filled, catalog, measure, said):
    with pytest.raises(ProblemsFound) as refusal:
        roll_up(filled(2026), catalog, YEAR, "sector", measures=[measure])
    assert said in refusal.value.problems[0].fix


def test_figures_are_asked_for_by_name_or_label_and_near_names_are_told(filled, catalog):
    store = filled(2026)
    asked = roll_up(store, catalog, YEAR, "sector", measures=["征兵体检·合格率", "hospital.recruit_exam.staff"])
    assert {figure.measure for figure in asked.figures} == {
        "hospital.recruit_exam.pass_rate",
        "hospital.recruit_exam.staff",
    }
    everything = roll_up(store, catalog, YEAR, "sector")
    assert set(map(repr, asked.figures)) < set(map(repr, everything.figures))
    with pytest.raises(ProblemsFound) as refusal:
        roll_up(store, catalog, YEAR, measures=["征兵体检·体检人", "hospital.recruit_exam.examind"])
    assert "征兵体检·体检人数" in refusal.value.problems[0].fix or "examined" in refusal.value.problems[0].fix
    assert "hospital.recruit_exam.examined" in refusal.value.problems[1].fix


def test_an_approximate_part_makes_its_sums_approximate(filled, catalog):
    def about(unit, _year, rows):
        return [attrs.evolve(row, approx=frozenset({"beneficiaries"})) if unit == "H1" else row for row in rows]

    rollup = roll_up(filled(2026, change=about), catalog, YEAR, "unit")
    served = figures(rollup, "hospital.free_clinic.beneficiaries")
    assert served[()].approx and served[("unit", "H1"),].approx and not served[("unit", "H2"),].approx


def test_rows_without_a_month_are_told_apart(filled, catalog):
    def vague(_unit, year, rows):
        return [
            attrs.evolve(row, record=attrs.evolve(row.record, date=PartialDate(year)))
            if row.kind.name == "hospital.free_clinic"
            else row
            for row in rows
        ]

    rollup = roll_up(filled(2026, change=vague), catalog, YEAR, "month")
    clinics = figures(rollup, "hospital.free_clinic.count")
    assert clinics.keys() == {(), (("month", None),)}


def test_who_is_in_it_and_what_is_open_is_told(filled, filed, rostered, catalog):
    store = filled(2026)
    rostered(("H9", "2020-01-01", None), name="新医院")
    filed("H1", 2026, state="returned", because="缺佐证", name="H1单位", received="2026-12-22")
    filed("ZZ", 2026, name="名册外单位")
    rollup = roll_up(store, catalog, YEAR)
    assert rollup.coverage.missing == (("H9", "新医院"),)
    assert rollup.coverage.unexpected == (("ZZ", "名册外单位"),)
    assert rollup.provisional
    assert any("H1单位（第 1 稿）" in problem for problem in rollup.open_problems)
    assert rollup.title == Region("3702").name


def test_nothing_sent_is_nothing_rolled_up(store, catalog):
    rollup = roll_up(store, catalog, YEAR, "sector")
    assert (rollup.figures, rollup.units) == ((), {})
