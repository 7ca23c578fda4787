"""The ledgers of a sample county: sound, each the unit's own, and what was planted is in them."""

from collections import Counter

import pytest
from shuangyong.catalog import installed
from shuangyong.checks import run_checks
from shuangyong.model.dates import PartialDate
from shuangyong.model.festivals import festival_of
from shuangyong.model.quantities import total
from shuangyong.office.county import ledgers, plan_county
from shuangyong.office.county.reports import ledger_of
from shuangyong.workbook.samples import sample_ledger


@pytest.fixture(scope="module")
def county():
    return plan_county(installed(), 240, 2026)


@pytest.fixture(scope="module")
def made(county):
    return {member.code: (member, ledger) for member, ledger in ledgers(county, installed())}


def texts(row):
    return [row.value(field.id) for field in row.kind.columns if field.type == "text" and row.value(field.id)]


def test_every_ledger_keeps_every_rule_and_few_rows_deserve_a_warning(made):
    found = [problem for _, ledger in made.values() for problem in run_checks(ledger, installed()).problems]
    assert [problem for problem in found if problem.severity == "error"] == []
    assert len(found) < 0.5 * len(made)


def test_the_same_ledger_is_made_again_and_no_two_units_have_the_same(county, made):
    member, ledger = next(iter(made.values()))
    assert ledger_of(county, installed(), member, 2026) == ledger
    assert len({tuple(row.record for row in ledger.rows) for _, ledger in made.values()}) == len(made)


def test_no_ledger_names_the_units_of_the_samples(made):
    strange = {
        name
        for sector in installed().samples
        for unit in [sample_ledger(installed(), sector, 2026).unit]
        for name in (unit.name, unit.code, unit.liaison)
    }
    for member, ledger in made.values():
        said = " ".join(text for row in ledger.rows for text in texts(row))
        assert not [name for name in strange if name in said and name not in member.name], member.name
        assert (ledger.unit.name, ledger.unit.code, ledger.unit.region) == (member.name, member.code, member.region)


def test_festival_deeds_are_near_their_festival(made):
    dated = [
        (row.record.title, festival_of(row.date))
        for _, ledger in made.values()
        for row in ledger.rows
        if row.kind.is_activity and row.date and row.date.day and "“八一”前" in (row.record.title or "")
    ]
    assert len(dated) > 100
    assert {festival for _, festival in dated} == {"八一"}


def test_dates_are_told_as_clerks_tell_them_mostly_by_the_day(made):
    dates = [row.date for _, ledger in made.values() for row in ledger.rows if row.kind.is_activity]
    kinds = Counter("none" if date is None else "month" if date.day is None else "day" for date in dates)
    assert kinds["day"] > 0.85 * len(dates)
    assert kinds["month"] > kinds["none"] > 0


def test_figures_hang_on_the_size_of_the_unit(made):
    seen = [
        (member.size, quantity.amount)
        for member, ledger in made.values()
        if (quantity := total(ledger.of(installed().kinds["core.awareness"]), "surveyed"))
        and member.sector == "community"
    ]
    large, small = ([amount for size, amount in seen if (size > 100) is big] for big in (True, False))
    assert sum(large) / len(large) > sum(small) / len(small) * 14 / 10


def test_some_figures_are_approximate(made):
    approximate = sum(len(row.approx) for _, ledger in made.values() for row in ledger.rows)
    assert approximate > len(made) / 3


def test_units_declare_nil_reports_and_what_they_do_not_do(made):
    declared = Counter(
        declaration.status for _, ledger in made.values() for declaration in ledger.declarations.values()
    )
    assert min(declared[status] for status in ("有数据", "零报告", "不适用")) > len(made)


def test_the_education_bureau_counts_what_its_schools_count(county, made):
    drill = installed().kinds["core.drill"]
    bureau = next(ledger for member, ledger in made.values() if member.sector == "education")
    schools = [ledger_of(county, installed(), one, 2026) for one in county.units if one.sector == "school"]
    theirs = [row for school in schools for row in school.of(drill, descendants=True)]
    assert theirs
    assert total(bureau.of(drill, descendants=True), "students").amount == total(theirs, "students").amount
    assert bureau.declarations["education.drill_programme"].scope == "含下级"
    others = {
        (name, declaration.scope)
        for _, ledger in made.values()
        for name, declaration in ledger.declarations.items()
        if declaration.scope != "本级"
    }
    assert others == {("education.drill_programme", "含下级")}


def test_last_years_ledger_is_like_this_years_but_not_the_same(county, made):
    member, now = next(pair for pair in made.values() if pair[0].before and pair[0].sector == "school")
    before = ledger_of(county, installed(), member, 2025)
    assert before.year == 2025
    assert before.unit.name == now.unit.name
    assert not run_checks(before, installed()).problems or all(
        problem.severity == "warning" for problem in run_checks(before, installed()).problems
    )
    kind = installed().kinds["core.awareness"]
    amounts = [total(ledger.of(kind), "surveyed") for ledger in (before, now)]
    if all(amounts):
        assert 0.5 < amounts[0].amount / amounts[1].amount < 1.5


def test_what_was_planted_stands_in_the_ledgers(county, made):
    assert len(county.planted) > 20
    for deed in (deed for planted in county.planted for deed in planted.deeds):
        _, ledger = made[deed.unit]
        rows = [row for row in ledger.rows if row.kind.name == deed.kind and row.record.title == deed.title]
        assert any(all(getattr(row.record, field) == value for field, value in deed.values.items()) for row in rows)


def test_no_unit_is_in_two_groups(county):
    reporters = Counter(deed.unit for planted in county.planted for deed in planted.deeds)
    assert set(reporters.values()) == {1}


def test_all_three_truths_are_planted(county):
    truths = Counter(planted.truth for planted in county.planted)
    assert min(truths[truth] for truth in ("same", "partly", "different")) >= 3


def test_who_reports_the_same_deed_agrees_on_place_and_day_or_nearly(county):
    for planted in county.planted:
        if planted.truth != "different":
            days = [deed.values["date"] for deed in planted.deeds if deed.values["date"].day]
            assert all(abs((one.first - other.first).days) <= 2 for one in days for other in days)
            assert len({deed.values["place"] for deed in planted.deeds}) == 1
            assert planted.shared


def test_decoys_differ_in_day_troops_or_amounts(county):
    decoys = [planted for planted in county.planted if planted.truth == "different"]
    for planted in decoys:
        one, other = (
            {field: value for field, value in deed.values.items() if field not in ("title", "joint_with")}
            for deed in planted.deeds
        )
        assert one != other, planted.what
        assert isinstance(one["date"], PartialDate)
    assert all(planted.shared == {} for planted in decoys)
