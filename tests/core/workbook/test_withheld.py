"""What is told to be left out of the copy that leaves the unit is what is left out."""

import attrs
import pytest
from shuangyong.catalog import installed
from shuangyong.model.units import INFO
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.submitting import cleared
from shuangyong.workbook.withheld import withheld


@pytest.fixture
def own():
    """A ledger with a telephone number and a name."""
    made = sample_ledger(installed(), "hospital", 2025)
    return attrs.evolve(made, unit=attrs.evolve(made.unit, phone="13905320001"))


def with_title(ledger, title):
    """Return a ledger whose first row has another title."""
    first, *others = ledger.rows
    changed = attrs.evolve(first, record=attrs.evolve(first.record, title=title))
    return attrs.evolve(ledger, rows=(changed, *others))


def test_an_emptied_cell_is_counted_in_its_column(own):
    assert any((one.sheet, one.column, one.emptied) == (INFO, "联络电话", True) for one in withheld(own))


def test_a_masked_text_is_told_as_such(own):
    changed = with_title(own, "联系 13905320001 的活动")
    more = {*withheld(changed)} - {*withheld(own)}
    assert [(one.sheet, one.emptied, one.count) for one in more] == [(own.rows[0].sheet, False, 1)]


def test_of_what_is_cleared_nothing_more_is_left_out(own):
    assert withheld(cleared(own).ledger) == ()


def test_values_are_never_told(own):
    assert "13905320001" not in str(withheld(with_title(own, "联系 13905320001")))
