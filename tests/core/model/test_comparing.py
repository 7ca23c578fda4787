"""Two ledgers held against each other: what a comparison takes away and puts in makes the new of the old."""

from collections import Counter
from decimal import Decimal

import attrs
from hypothesis import given
from hypothesis import strategies as st
from shuangyong.catalog import installed
from shuangyong.model.comparing import compare
from shuangyong.model.dates import PartialDate
from shuangyong.model.ledgers import Declaration, Ledger, Row
from shuangyong.model.matching import matched
from shuangyong.model.units import Unit

EXAM = installed().kinds["hospital.recruit_exam"]
UNIT = Unit(name="甲医院", sector="hospital", year=2026)


def row(number=3, approx=(), unverified=False, **values):
    record = EXAM.row_class(**{"date": None} | values)
    return Row(
        kind=EXAM, record=record, sheet=EXAM.label, number=number, approx=frozenset(approx), unverified=unverified
    )


def ledger(*rows, unit=UNIT, **declared):
    declarations = {EXAM.name: Declaration(**declared)} if declared else {}
    placed = [attrs.evolve(one, number=number) for number, one in enumerate(rows, 3)]
    return Ledger(unit=unit, rows=tuple(placed), declarations=declarations)


DAYS = st.builds(PartialDate, st.just(2026), st.integers(1, 12), st.integers(1, 28))
ROWS = st.builds(
    row,
    date=st.none() | DAYS,
    examined=st.none() | st.integers(0, 9),
    qualified=st.none() | st.integers(0, 3),
    partner=st.none() | st.sampled_from(["某部", "某连"]),
    approx=st.sets(st.sampled_from(["examined"])),
    unverified=st.booleans(),
)
LEDGERS = st.lists(ROWS, max_size=8).map(lambda rows: ledger(*rows))


def content(one):
    filled = {field.id for field in EXAM.columns if one.value(field.id) is not None}
    return one.record, one.approx & filled, one.unverified


@given(before=LEDGERS, after=LEDGERS)
def test_the_changes_applied_to_the_old_ledger_make_the_new(before, after):
    rows = Counter(map(content, before.rows))
    for change in compare(before, after).rows:
        if change.before:
            rows[content(change.before)] -= 1
            assert rows[content(change.before)] >= 0
        if change.after:
            rows[content(change.after)] += 1
        if change.before and change.after:
            new = {field.id: change.after.value(field.id) for field in change.fields}
            assert attrs.evolve(change.before.record, **new) == change.after.record
    assert +rows == Counter(map(content, after.rows))


@given(before=LEDGERS, places=st.permutations(range(8)))
def test_neither_the_order_of_rows_nor_their_place_is_a_change(before, places):
    rows = tuple(before.rows[place] for place in places if place < len(before.rows))
    assert not compare(before, attrs.evolve(before, rows=rows))


@given(before=LEDGERS, after=LEDGERS)
def test_figures_that_differ_are_those_whose_rows_do(before, after):
    found = compare(before, after)
    if found.figures:
        assert found.rows
    told = {change.field.id: change for change in found.figures}
    counts = len(before.rows), len(after.rows)
    if counts[0] != counts[1]:
        said = told["count"]
        assert [one.amount if one else 0 for one in (said.before, said.after)] == [*map(Decimal, counts)]
    else:
        assert "count" not in told


def test_a_row_put_in_above_others_changes_nothing_but_itself():
    rows = [row(date=PartialDate(2026, 8, day), examined=300 + day, partner="某部") for day in range(1, 20)]
    new = row(date=PartialDate(2026, 3, 1), examined=7)
    found = compare(ledger(*rows), ledger(new, *rows))
    (change,) = found.rows
    assert (change.before, change.after.record) == (None, new.record)
    assert [field.id for field in change.fields] == ["date", "examined"]


def test_a_cell_that_changed_is_told_with_its_row_and_with_the_total():
    old = [row(date=PartialDate(2026, 8, 1), examined=343, qualified=300), row(examined=5)]
    new = [old[1], row(date=PartialDate(2026, 8, 1), examined=350, qualified=300)]
    found = compare(ledger(*old), ledger(*new))
    (change,) = found.rows
    assert (change.before.number, change.after.number) == (3, 4)
    assert [field.label for field in change.fields] == ["体检人数"]
    told = {one.field.id: (one.before.amount, one.after.amount) for one in found.figures}
    assert told["examined"] == (348, 355)
    assert "count" not in told


def test_rows_without_anything_in_common_came_and_went():
    found = compare(ledger(row(examined=1, qualified=1)), ledger(row(examined=2, partner="某部")))
    assert [(bool(one.before), bool(one.after)) for one in found.rows] == [(False, True), (True, False)]


def test_that_a_number_became_approximate_is_a_change_and_so_is_a_cleared_mark():
    found = compare(
        ledger(row(examined=800, partner="某部")), ledger(row(examined=800, partner="某部", approx=["examined"]))
    )
    (change,) = found.rows
    assert [field.id for field in change.fields] == ["examined"]
    (cleared,) = compare(ledger(row(examined=8, unverified=True)), ledger(row(examined=8))).rows
    assert cleared.verified
    assert cleared.fields == ()


def test_unit_data_and_declarations_are_compared():
    after = ledger(unit=attrs.evolve(UNIT, name="甲医院（总院）"), status="零报告")
    found = compare(ledger(), after)
    assert [(one.label, one.before, one.after) for one in found.unit] == [("单位名称", "甲医院", "甲医院（总院）")]
    assert [(one.kind, one.before.status, one.after.status) for one in found.declarations] == [
        (EXAM.name, None, "零报告")
    ]
    assert not compare(after, attrs.evolve(after, declarations={EXAM.name: Declaration("零报告", cell="B99")}))


def test_thousands_of_rows_that_all_changed_are_matched_in_order():
    old = [{"date": place % 300, "text": f"第{place}次", "count": place} for place in range(3000)]
    new = [{**one, "count": one["count"] + 1} for one in old]
    assert dict(matched(new, old)) == {place: place for place in range(3000)}
    same = [{"text": "走访", "unit": "某部"}] * 3000
    changed = [{"text": "走访", "unit": "某连"}] * 3000
    assert sorted(matched(changed, same)) == [(place, place) for place in range(3000)]
