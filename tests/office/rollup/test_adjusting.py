"""An overlap is taken out of the groups that hold all its reporters, and of no other."""

import pytest
from shuangyong.model.periods import Period
from shuangyong.office.overlaps.deciding import Wish, decide
from shuangyong.office.rollup.rolling import roll_up

YEAR = Period(2026)


@pytest.fixture
def joint(filled, catalog):
    """A store, and one activity that both hospitals report: of one sector, in two counties; decided to be the same."""
    store = filled(2026)
    before = roll_up(store, catalog, YEAR, "region,sector,month,unit")
    one = next(one for one in before.undecided if {row["unit"] for row in one["rows"]} == {"H1", "H2"})
    decide(store, catalog, 2026, [Wish(id=one["id"], verdict="same")], "王科长", "两院同场")
    return store, one, before


def overlaps(rollup, measure):
    return {tuple(figure.by.items()): figure.sum.overlap for figure in rollup.figures if figure.measure == measure}


def test_only_groups_that_hold_both_reports_lose_one(joint, catalog):
    store, one, before = joint
    after = roll_up(store, catalog, YEAR, "region,sector,month,unit")
    month = one["rows"][0]["date"][:7]
    taken = {group: amount for group, amount in overlaps(after, "core.activity.count").items() if amount}
    assert taken == {
        (): -1,
        (("sector", "hospital"),): -1,
        (("month", month),): -1,
        (("sector", "hospital"), ("month", month)): -1,
    }
    assert {figure.sum.gross for figure in before.figures} == {figure.sum.gross for figure in after.figures}


def test_the_adjustment_says_who_decided_what_and_why(joint, catalog):
    store, one, before = joint
    after = roll_up(store, catalog, YEAR, "sector")
    (adjustment,) = after.adjustments
    assert (adjustment.id, adjustment.cause, adjustment.units) == (one["id"], "event", ("H1", "H2"))
    assert (adjustment.actor, adjustment.because) == ("王科长", "两院同场")
    for figure in after.figures:
        if not figure.by and figure.denominator is None:
            assert figure.sum.overlap == adjustment.amounts.get(figure.measure, 0)
    assert one["id"] in {one["id"] for one in before.undecided} - {one["id"] for one in after.undecided}


def test_a_period_that_the_activity_is_not_in_loses_nothing(joint, catalog):
    store, one, _ = joint
    month = int(one["rows"][0]["date"][5:7])
    other = Period(2026, 1, 6) if month > 6 else Period(2026, 7, 12)
    rollup = roll_up(store, catalog, other, "sector")
    assert rollup.adjustments == ()
    assert not any(figure.sum.overlap for figure in rollup.figures)


def test_a_public_edition_takes_the_same_out(joint, catalog):
    store, *_ = joint
    full, public = (roll_up(store, catalog, YEAR, "region,sector", public=public) for public in (False, True))
    for figure, shown in zip(full.figures, public.figures, strict=True):
        assert shown.suppressed or (shown.sum, shown.denominator) == (figure.sum, figure.denominator)
